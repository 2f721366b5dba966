/**
 * What a contact went through, kept with it in short: its episodes (one wait and the conversation it led to, in one queue,
 * channel and with one agent at most) and the curve of its emotion. The present episode is worked out from the columns, so
 * that a contact that is served once has nothing to keep. Rules 47 and 48 of docs/rules.md.
 * Cost: O(1) a change, but for one copy of the list at its limit; allocates for a contact that goes on, never for others.
 */
import { EMOTION_CLASSES } from '../policy/compiled-policy.js'
import { SCHEDULED, isWaiting } from './contacts.js'
import type { EmotionPoint, Episode } from '../events/event.js'
import type { State } from '../state.js'

/** So many past episodes, and points of the curve, are kept with a contact; beyond that the oldest are forgotten. */
export const HISTORY_LIMIT = 32

/** The present episode ends, for this reason, and the contact goes on: another one begins now. */
export function turnPage(s: State, contact: number, ended: Episode['ended'], toAtMs = s.nowMs): void {
  const extras = s.contacts.extrasOf(contact)
  extras.episodes = appended(extras.episodes, episodeOf(s, contact, toAtMs, ended))
  s.contacts.setEpisodeAtMs(contact, s.nowMs)
}

/** The episodes of a contact that ends now, or undefined when there was but one: the event itself tells that one. */
export function historyAtEnd(s: State, contact: number, ended: Episode['ended']): Episode[] | undefined {
  return s.contacts.hasExtrasOf(contact) === 1 ? pagesAtEnd(s, contact, ended) : undefined
}

function pagesAtEnd(s: State, contact: number, ended: Episode['ended']): Episode[] | undefined {
  const past = s.contacts.extrasOf(contact).episodes
  return past === undefined ? undefined : [...past, episodeOf(s, contact, s.nowMs, ended)]
}

/** The episode that a contact is in, as far as it has come. */
export function episodeOf(
  s: State,
  contact: number,
  toAtMs: number | null,
  ended: Episode['ended'] | '',
): Episode {
  const { contacts } = s
  const state = contacts.stateOf(contact)
  const waits = isWaiting(state) || state === SCHEDULED
  const fromAtMs = contacts.episodeAtMsOf(contact)
  return {
    queue: s.contacts.categoryOf(contact).queueName,
    channel: s.contacts.categoryOf(contact).channelName,
    agentId: waits ? '' : s.agents.ids[contacts.agentOf(contact)]!,
    fromAtMs,
    assignedAtMs: waits ? null : Math.max(fromAtMs, contacts.sinceAtMsOf(contact)),
    toAtMs,
    ended,
  }
}

/** Another score of the contact's emotion is coming: its curve begins with the one that it arrived with. */
export function beginCurve(s: State, contact: number): void {
  const curve = curveOf(s, contact)
  if (curve.length > 0) s.contacts.extrasOf(contact).curve = curve
}

/** Keeps the contact's emotion, which has just been told, as a point of its curve. */
export function drawCurve(s: State, contact: number): void {
  const extras = s.contacts.extrasOf(contact)
  extras.curve = appended(extras.curve, pointAt(s, contact, s.nowMs))
}

/** The curve of the contact's emotion. One that was never told of another score keeps nothing: it has the first one still. */
export function curveOf(s: State, contact: number): readonly EmotionPoint[] {
  const { contacts } = s
  const kept = contacts.extrasIf(contact)?.curve
  if (kept !== undefined || contacts.emotionOf(contact) === 0) return kept ?? []
  return [pointAt(s, contact, contacts.arrivedAtMsOf(contact))]
}

function pointAt(s: State, contact: number, atMs: number): EmotionPoint {
  const { contacts } = s
  const emotionClass = EMOTION_CLASSES[contacts.emotionClassOf(contact)]!
  return { atMs, emotion: contacts.emotionOf(contact), emotionClass }
}

function appended<T>(list: readonly T[] | undefined, item: T): T[] {
  return [...(list ?? []).slice(-(HISTORY_LIMIT - 1)), item]
}
