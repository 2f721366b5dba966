/**
 * An agent's work: taking a contact by offer or assignment, giving it back, finishing it, and what that does to the
 * agent's capacity, idle clock, counts and emotional load. Rules 10, 24, 25, 27-29 and 36 of docs/rules.md.
 * Every way to an agent goes through `assign` or `offer`, so that no contact is ever with two agents.
 * Cost: O(1) and the heaps of the agent; allocates for events only.
 */
import { assert } from '../../base/assert.js'
import type { BotOutcome } from '../events/bot-event.js'
import type { DecisionExplanation } from '../matching/explanation.js'
import { forgetCare, noteChange, recoverFromHard, restAnew, takeOn } from './care.js'
import { OFFER, QUEUE_WAIT, RETRY, WRAP_UP_END } from '../time/clocks.js'
import type { Category } from '../contacts/categories.js'
import { endQueueWait, followAssignment, followSuccess } from '../time/contact-clocks.js'
import { noteFollowUp } from '../contacts/follow-up.js'
import {
  AWAITING_AGENT,
  ENDED,
  SCHEDULED,
  OFFERED,
  WRAP_UP,
  FROM_REVOKED,
  isConversation,
} from '../contacts/contacts.js'
import { moveTo } from '../contacts/conversation.js'
import {
  emitAssigned,
  emitFinished,
  emitGone,
  emitOffered,
  emitRevoked,
  emitWrapUpEnded,
} from '../events/emit.js'
import { emitBotEnded } from '../events/emit-bot.js'
import { emitAgent } from '../events/emit-agent.js'
import type { EndedBy, OfferRevoked, Outcome } from '../events/event.js'
import { historyAtEnd } from '../contacts/history.js'
import type { State } from '../state.js'
import { endWait, leaveLine, releaseHold, waitAgain } from '../contacts/wait.js'

/** How a contact ended that no agent had. */
const ENDS = {
  'contact.abandoned': 'abandoned',
  'contact.cancelled': 'cancelled',
  'contact.contained': 'contained',
} as const

/** Offers a waiting contact to an agent: its capacity is taken from now on. */
export function offer(
  s: State,
  contact: number,
  agent: number,
  explanation: DecisionExplanation | undefined,
): void {
  leaveLine(s, contact)
  occupy(s, contact, s.contacts.categoryOf(contact), agent)
  moveTo(s, contact, OFFERED)
  if (s.tables.policy.limitsHard) restAnew(s, agent)
  const expiresAtMs = s.commandAtMs + s.tables.policy.normal.offer.ringMs
  s.clocks.arm(contact, OFFER, expiresAtMs)
  emitOffered(s, contact, agent, expiresAtMs, explanation)
}

/** Turns an offer into a conversation. */
export function accept(s: State, contact: number): void {
  const agent = s.contacts.agentOf(contact)
  s.clocks.cancel(contact, OFFER)
  const category = s.contacts.categoryOf(contact)
  s.waits?.answered(contact, category.queue, s.nowMs)
  s.staleAgents.push(agent)
  converse(s, contact, category, agent, 'policy', s.clocks.find(contact, QUEUE_WAIT), undefined)
}

/** Gives a waiting contact to an agent at once. */
export function assign(
  s: State,
  contact: number,
  agent: number,
  by: 'policy' | 'pull' | 'supervisor',
  explanation: DecisionExplanation | undefined,
): void {
  // A contact that has waited long is cold: what is known of it is asked for first, so that it is fetched side by side.
  const timer = s.clocks.find(contact, QUEUE_WAIT)
  const category = s.contacts.categoryOf(contact)
  leaveLine(s, contact)
  occupy(s, contact, category, agent)
  converse(s, contact, category, agent, by, timer, explanation)
}

/** Begins the agent's own work with a contact that came from no queue. */
export function beginOwnWork(s: State, contact: number, agent: number): void {
  const category = s.contacts.categoryOf(contact)
  occupy(s, contact, category, agent)
  moveTo(s, contact, AWAITING_AGENT)
  s.contacts.setSinceAtMs(contact, s.nowMs)
  countAssignment(s, contact, category, agent)
  emitAssigned(s, contact, category, agent, 0, 'none', 'agent', undefined)
}

function converse(
  s: State,
  contact: number,
  category: Category,
  agent: number,
  by: 'policy' | 'pull' | 'supervisor',
  timer: number,
  explanation: DecisionExplanation | undefined,
): void {
  const { contacts } = s
  const waitMs = s.elapsedMs(contact)
  s.waits?.served(contact, category.queue, waitMs, isByRule(s, category, by))
  endWait(s, contact, category)
  moveTo(s, contact, AWAITING_AGENT)
  contacts.setSinceAtMs(contact, s.nowMs)
  countAssignment(s, contact, category, agent)
  if (contacts.hasExtrasOf(contact) === 1) endBot(s, contact, 'assigned', '')
  emitAssigned(s, contact, category, agent, waitMs, endQueueWait(s, timer), by, explanation)
  followAssignment(s, contact, category)
}

/** Whether a wait ends as the rules have it: by the policy, or by a pull where there is nothing else. */
function isByRule(s: State, { queue }: Category, by: 'policy' | 'pull' | 'supervisor'): boolean {
  if (by !== 'pull') return by === 'policy'
  return s.shut[queue] === 1
}

/** The agent, whose heaps are known to be stale, has been given the contact. */
function countAssignment(s: State, contact: number, category: Category, agent: number): void {
  const { roster, policy } = s.tables
  roster.handled[agent] = roster.handled[agent]! + 1
  roster.lastTaken[agent] = s.nowMs
  takeOn(s, contact, category, agent)
  const { load } = policy.emotions[s.contacts.emotionClassOf(contact)]!
  s.contacts.setLoadAdded(contact, load)
  if (load > 0) addLoad(s, agent, load)
}

function addLoad(s: State, agent: number, load: number): void {
  const { roster, policy } = s.tables
  if (roster.emotionalLoad[agent] === 0) {
    s.recoveries.arm(agent, s.nowMs + policy.normal.emotion.recoverMs, agent)
  }
  roster.emotionalLoad[agent] = roster.emotionalLoad[agent]! + load
}

/** A contact that an agent has, or is offered, has changed: it may weigh more than before, or be hard. */
export function weighAnew(s: State, contact: number): void {
  const { contacts } = s
  const agent = contacts.agentOf(contact)
  noteChange(s, contact, agent)
  if (!isConversation(contacts.stateOf(contact))) return
  const { load } = s.tables.policy.emotions[contacts.emotionClassOf(contact)]!
  const more = load - contacts.loadAddedOf(contact)
  if (more <= 0) return
  contacts.setLoadAdded(contact, load)
  addLoad(s, agent, more)
  s.staleAgents.push(agent)
}

/** One unit of emotional load went at `dueAtMs`. */
export function recover(s: State, agent: number, dueAtMs: number): void {
  const { roster, policy } = s.tables
  const left = roster.emotionalLoad[agent]! - 1
  roster.emotionalLoad[agent] = left
  if (left > 0) s.recoveries.arm(agent, dueAtMs + policy.normal.emotion.recoverMs, agent)
  roster.refresh(agent)
}

/** Takes an offer back, for a reason; the contact looks on. */
export function revoke(s: State, contact: number, reason: OfferRevoked['reason']): void {
  emitRevoked(s, contact, s.contacts.agentOf(contact), reason)
  endOffer(s, contact)
}

/** The offer is over: the agent has room again, the idle clock has not moved. The contact's state is the caller's to set. */
export function endOffer(s: State, contact: number): void {
  const agent = s.contacts.agentOf(contact)
  s.clocks.cancel(contact, OFFER)
  vacate(s, contact)
  if (s.tables.policy.limitsHard) restAnew(s, agent)
}

/** Revokes every offer to an agent, in arrival order; the contacts wait on. */
export function revokeOffersTo(s: State, agent: number, reason: 'agentAway' | 'agentLeft'): void {
  for (const contact of contactsOf(s, agent, OFFERED)) {
    revoke(s, contact, reason)
    waitAgain(s, contact, FROM_REVOKED)
  }
}

/** Spares an agent a contact until an instant; a hold for that agent is over. */
export function spare(s: State, contact: number, agent: number, retryAtMs: number): void {
  const extras = s.contacts.extrasOf(contact)
  const agentId = s.agents.ids[agent]!
  if (retryAtMs > s.nowMs) {
    const before = extras.declines.find((decline) => decline.agentId === agentId)
    if (before !== undefined) s.clocks.cancelTimer(before.timer)
    extras.declines = extras.declines.filter((decline) => decline !== before)
    extras.declines.push({ agentId, timer: s.clocks.arm(contact, RETRY, retryAtMs) })
    s.declined.add(contact)
  }
  if (s.contacts.holderOf(contact) === agent) releaseHold(s, contact, 'declined')
}

/** The conversation ends, by whom and with what outcome; wrap-up begins, or the contact is gone. */
export function finish(s: State, contact: number, wrapUpMs: number, by: EndedBy, outcome: Outcome): void {
  const { contacts, clocks } = s
  const agent = contacts.agentOf(contact)
  const isDone = outcome === 'resolved' || outcome === 'unconfirmed'
  if (isDone && wrapUpMs === 0) followSuccess(s, contact)
  emitFinished(s, contact, agent, wrapUpMs, by, outcome, historyAtEnd(s, contact, 'finished'))
  if (wrapUpMs > 0) {
    contacts.setIsDone(contact, isDone ? 1 : 0)
    moveTo(s, contact, WRAP_UP)
    clocks.arm(contact, WRAP_UP_END, s.nowMs + wrapUpMs)
    return
  }
  endWork(s, contact)
  noteFollowUp(s, contact, agent)
  discard(s, contact)
  signOutIfDone(s, agent)
}

export function endWrapUp(s: State, contact: number): void {
  const agent = s.contacts.agentOf(contact)
  if (s.contacts.isDoneOf(contact) === 1) followSuccess(s, contact)
  emitWrapUpEnded(s, contact, agent)
  endWork(s, contact)
  noteFollowUp(s, contact, agent)
  discard(s, contact)
  signOutIfDone(s, agent)
}

/** The agent is through with a contact that it had accepted: room again, and the idle clock starts. */
export function endWork(s: State, contact: number): void {
  const agent = s.contacts.agentOf(contact)
  s.tables.roster.idleSinceMs[agent] = s.nowMs
  s.waits?.handled(contact, s.contacts.categoryOf(contact).queue, s.nowMs)
  vacate(s, contact)
  if (s.contacts.wasHardOf(contact) === 1) recoverFromHard(s, agent)
}

/** Ends a waiting, offered or scheduled contact for good. */
export function end(s: State, contact: number, type: keyof typeof ENDS): void {
  const how = ENDS[type]
  if (s.contacts.stateOf(contact) === OFFERED) revoke(s, contact, how)
  endBot(s, contact, how, '')
  const waits = s.contacts.stateOf(contact) !== SCHEDULED
  if (waits && how === 'abandoned') {
    s.waits?.gaveUp(contact, s.contacts.categoryOf(contact).queue, s.elapsedMs(contact))
  }
  emitGone(s, contact, type, waits ? s.elapsedMs(contact) : 0, historyAtEnd(s, contact, how))
  if (waits) {
    leaveLine(s, contact)
    endWait(s, contact, s.contacts.categoryOf(contact))
  }
  discard(s, contact)
}

export function isWithBot(s: State, contact: number): boolean {
  const extras = s.contacts.extrasIf(contact)
  return extras !== undefined && extras.botSinceAtMs >= 0
}

/** The bot's attempt is over, if one is under way. */
export function endBot(s: State, contact: number, outcome: BotOutcome, reason: string): void {
  if (!isWithBot(s, contact)) return
  const extras = s.contacts.extrasOf(contact)
  emitBotEnded(s, contact, outcome, s.nowMs - extras.botSinceAtMs, reason)
  extras.botSinceAtMs = -1
}

/** Forgets a contact that nobody has and that waits no more. */
export function discard(s: State, contact: number): void {
  moveTo(s, contact, ENDED)
  s.clocks.cancelAll(contact)
  if (s.contacts.hasExtrasOf(contact) === 1) s.declined.delete(contact)
  s.contacts.remove(contact)
}

/** A leaving agent whose last work is done is signed out. */
export function signOutIfDone(s: State, agent: number): void {
  const { roster } = s.tables
  if (roster.leaving[agent] === 0 || s.agents.firstContact[agent]! >= 0) return
  signOutNow(s, agent)
}

/** Takes an agent without work off the roster. */
export function signOutNow(s: State, agent: number): void {
  const { roster } = s.tables
  emitAgent(s, agent, 'agent.signedOut')
  forgetDeclines(s, s.agents.ids[agent]!)
  s.recoveries.cancel(agent)
  forgetCare(s, agent)
  roster.remove(agent)
  if (s.agents.isPending[agent] === 1) {
    s.agents.isPending[agent] = 0
    s.pendingAgents.remove(agent)
  }
  s.agents.remove(agent)
  roster.slots.release(agent)
  s.rosterChanged = true
}

/** Contacts at an agent in one of the states `from` to `to`, in arrival order. Allocates. */
export function contactsOf(s: State, agent: number, from: number, to = from): number[] {
  const found: number[] = []
  for (let c = s.agents.firstContact[agent]!; c >= 0; c = s.contacts.nextOfAgent(c)) {
    const state = s.contacts.stateOf(c)
    if (state >= from && state <= to) found.push(c)
  }
  return s.contacts.sorted(found)
}

/** The agent may have room for more: to be matched before the command is over. */
export function markAgent(s: State, agent: number): void {
  if (s.agents.isPending[agent] === 1) return
  s.agents.isPending[agent] = 1
  s.pendingAgents.push(agent)
}

/** Whether the agent would have room for a contact in a channel if what the contact itself takes did not count. */
export function hasRoomBeside(s: State, agent: number, contact: number, channel: number): boolean {
  const { roster, policy } = s.tables
  const own = s.contacts.categoryOf(contact)
  const isHere = s.contacts.agentOf(contact) === agent
  const others = roster.usedUnits[agent]! - (isHere ? own.units : 0)
  const exclusives = roster.exclusives[agent]! - (isHere && own.exclusive ? 1 : 0)
  const { units, exclusive } = policy.channels[channel]!
  return (
    exclusives === 0 &&
    (!exclusive || others === 0) &&
    others + units <= roster.profileOf(agent).capacityUnits
  )
}

/** Goes on with the same agent in another channel, which takes what it takes. */
export function takeChannel(s: State, contact: number, channel: number): void {
  const agent = s.contacts.agentOf(contact)
  const takenAtMs = s.waits?.takenAtMs[contact]
  vacate(s, contact)
  s.change(contact, { channel })
  occupy(s, contact, s.contacts.categoryOf(contact), agent)
  if (s.waits !== undefined) s.waits.takenAtMs[contact] = takenAtMs!
}

/** Takes the contact's capacity from an agent and links the two. */
function occupy(s: State, contact: number, { units, exclusive }: Category, agent: number): void {
  const { contacts, agents } = s
  const { roster } = s.tables
  roster.usedUnits[agent] = roster.usedUnits[agent]! + units
  if (exclusive) roster.exclusives[agent] = roster.exclusives[agent]! + 1
  contacts.setAgent(contact, agent)
  if (s.waits !== undefined) s.waits.takenAtMs[contact] = s.nowMs
  const first = agents.firstContact[agent]!
  contacts.setNextOfAgent(contact, first)
  contacts.setPreviousOfAgent(contact, -1)
  if (first >= 0) contacts.setPreviousOfAgent(first, contact)
  agents.firstContact[agent] = contact
  s.staleAgents.push(agent)
}

/** Gives the contact's capacity back to its agent and unlinks the two. */
function vacate(s: State, contact: number): void {
  const { contacts, agents } = s
  const { roster } = s.tables
  const agent = contacts.agentOf(contact)
  const { units, exclusive } = contacts.categoryOf(contact)
  const left = roster.usedUnits[agent]! - units
  assert(left >= 0, 'work: capacity given back twice')
  roster.usedUnits[agent] = left
  if (exclusive) roster.exclusives[agent] = roster.exclusives[agent]! - 1
  const next = contacts.nextOfAgent(contact)
  const previous = contacts.previousOfAgent(contact)
  if (next >= 0) contacts.setPreviousOfAgent(next, previous)
  if (previous >= 0) contacts.setNextOfAgent(previous, next)
  else agents.firstContact[agent] = next
  contacts.setAgent(contact, -1)
  markAgent(s, agent)
}

function forgetDeclines(s: State, agentId: string): void {
  for (const contact of s.declined) {
    const extras = s.contacts.extrasIf(contact)!
    const decline = extras.declines.find((each) => each.agentId === agentId)
    if (decline === undefined) continue
    s.clocks.cancelTimer(decline.timer)
    dropDecline(s, contact, decline.timer)
  }
}

/** Forgets a decline whose deadline is over; a waiting contact is matched anew. */
export function dropDecline(s: State, contact: number, timer: number): void {
  const extras = s.contacts.extrasIf(contact)!
  extras.declines = extras.declines.filter((decline) => decline.timer !== timer)
  if (extras.declines.length === 0) s.declined.delete(contact)
}
