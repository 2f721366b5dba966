/**
 * A live contact as a host may show it: state, place, who has it, and what it went through. For people, not for decisions.
 * Cost: O(history of the contact); allocates.
 */
import type { Collected } from '../events/bot-event.js'
import type { Callback } from '../events/callback-event.js'
import { EMOTION_CLASSES } from '../policy/compiled-policy.js'
import { isWaiting } from './contacts.js'
import { stateOf } from './conversation.js'
import type { ContactState, EmotionPoint, Episode } from '../events/event.js'
import { curveOf, episodeOf } from './history.js'
import type { EmotionClass } from '../policy/policy-spec.js'
import type { State } from '../state.js'

/** What is known of a live contact, in names. */
export interface ContactView {
  readonly contact: number
  readonly contactId: string
  readonly state: ContactState
  /** Since when it is in this state. */
  readonly stateAtMs: number
  /** '' for an agent's own work. */
  readonly queue: string
  readonly channel: string
  readonly tier: string
  /** '' for none, as the ids below. */
  readonly issue: string
  readonly agentId: string
  readonly customerId: string
  readonly parentId: string
  readonly arrivedAtMs: number
  /** All time waited so far, with what the arrival brought along (`waitedMs`). */
  readonly waitedMs: number
  readonly emotion: number
  readonly emotionClass: EmotionClass
  /** Since when a bot is at work on it, or `null`. */
  readonly botSinceAtMs: number | null
  /** What the customer has told already. */
  readonly collected: Collected
  /** Set while the customer is not on the line but is to be called. */
  readonly callback: Callback | null
  /** The customer's last rating, 1..5, or `null`. */
  readonly rating: number | null
  /** The score at arrival, if it was above 0, then each `contact.emotion`; the last 32. */
  readonly curve: readonly EmotionPoint[]
  /** Past episodes, oldest first and the last 32, then the present one. */
  readonly episodes: readonly Episode[]
}

/** The contact as it is now; texts and lists of its own are shared with the engine. */
export function viewOf(s: State, contact: number): ContactView {
  const { contacts } = s
  const extras = contacts.extrasIf(contact)
  const state = contacts.stateOf(contact)
  const agent = contacts.agentOf(contact)
  const { queueName, channelName, tierName, issueName } = contacts.categoryOf(contact)
  const waits = isWaiting(state)
  const untilMs = waits ? s.nowMs : contacts.sinceAtMsOf(contact)
  return {
    contact: contacts.handleOf(contact),
    contactId: contacts.idOf(contact),
    state: stateOf(s, contact),
    stateAtMs: contacts.stateAtMsOf(contact),
    queue: queueName,
    channel: channelName,
    tier: tierName,
    issue: issueName,
    agentId: agent < 0 ? '' : s.agents.ids[agent]!,
    customerId: extras?.customerId ?? '',
    parentId: extras?.parentId ?? '',
    arrivedAtMs: contacts.arrivedAtMsOf(contact),
    waitedMs: untilMs - contacts.virtualAtMsOf(contact),
    emotion: contacts.emotionOf(contact),
    emotionClass: EMOTION_CLASSES[contacts.emotionClassOf(contact)]!,
    botSinceAtMs: extras === undefined || extras.botSinceAtMs < 0 ? null : extras.botSinceAtMs,
    collected: extras?.collected ?? {},
    callback: extras?.callback ?? null,
    rating: extras === undefined || extras.rating === 0 ? null : extras.rating,
    curve: curveOf(s, contact),
    episodes: [...(extras?.episodes ?? []), episodeOf(s, contact, null, '')],
  }
}
