/**
 * Which clock runs when: what a contact's move to another state, and a word of the agent, do to its promises. `moveTo`
 * (conversation.ts) tells of every move. The table is in docs/rules.md, rules 36, 75 and 76.
 * Cost: O(deadlines of the contact) for the clocks that there are; allocates for events only.
 * Order: clocks that end are told first, those of the wait after its assignment; those that start are armed in
 * the order of `CLOCKS`.
 */
import {
  CONFIRMATION,
  CUSTOMER_SILENCE,
  FIRST_REPLY,
  QUEUE_WAIT,
  REPLY_GAP,
  RESOLUTION,
  STATUS_UPDATE,
} from './clocks.js'
import type { Category } from '../contacts/categories.js'
import {
  ARRIVING,
  AWAITING_AGENT,
  AWAITING_CONFIRMATION,
  AWAITING_CUSTOMER,
  ENDED,
  ON_HOLD,
  QUEUED,
  SCHEDULED,
  WRAP_UP,
  isWaiting,
} from '../contacts/contacts.js'
import { emitMet } from '../events/emit-promise.js'
import type { ContactAssigned } from '../events/event.js'
import type { State } from '../state.js'

/**
 * Whether a move is to be followed here. Of those of a waiting contact only being scheduled is (of assignments,
 * {@link followAssignment} tells); the end is not, for it drops all clocks at once.
 */
export function touchesClocks(from: number, to: number): boolean {
  return isWaiting(from) ? to === SCHEDULED : to !== ENDED
}

/** A contact has moved from one state to another, and that `touchesClocks`. An agent's own work has no promises. */
export function followMove(s: State, contact: number, from: number, to: number): void {
  const category = s.contacts.categoryOf(contact)
  if (category.queue < 0) return
  switch (to) {
    case QUEUED:
      beginWaiting(s, contact, category, from)
      break
    case AWAITING_AGENT:
      takeTurn(s, contact, category)
      break
    case SCHEDULED:
      s.clocks.cancel(contact, QUEUE_WAIT)
      endConversation(s, contact)
      s.clocks.pause(contact, RESOLUTION, s.nowMs)
      break
    case AWAITING_CUSTOMER:
      meet(s, contact, STATUS_UPDATE)
      s.clocks.pause(contact, RESOLUTION, s.nowMs)
      goOnInWriting(s, contact, category, CUSTOMER_SILENCE)
      break
    case ON_HOLD:
      s.clocks.pause(contact, FIRST_REPLY, s.nowMs)
      s.clocks.pause(contact, REPLY_GAP, s.nowMs)
      s.clocks.pause(contact, CUSTOMER_SILENCE, s.nowMs)
      s.clocks.cancel(contact, STATUS_UPDATE)
      start(s, contact, category, STATUS_UPDATE)
      s.clocks.resume(contact, RESOLUTION, s.nowMs)
      break
    case AWAITING_CONFIRMATION:
      meet(s, contact, FIRST_REPLY)
      meet(s, contact, REPLY_GAP)
      meet(s, contact, STATUS_UPDATE)
      s.clocks.cancel(contact, CUSTOMER_SILENCE)
      start(s, contact, category, CONFIRMATION)
      s.clocks.pause(contact, RESOLUTION, s.nowMs)
      break
    case WRAP_UP:
      endConversation(s, contact)
      s.clocks.pause(contact, RESOLUTION, s.nowMs)
      break
    default:
  }
}

/** An agent takes a waiting contact: what became of the promise of its wait, whose timer this is or -1, is told with that. */
export function endQueueWait({ clocks }: State, timer: number): ContactAssigned['queueWait'] {
  if (timer < 0) return 'none'
  const isKept = clocks.isKept(timer)
  clocks.cancelTimer(timer)
  return isKept ? 'met' : 'breached'
}

/** An agent has taken a waiting contact, and that has been told. */
export function followAssignment(s: State, contact: number, category: Category): void {
  if (category.isWritten) start(s, contact, category, FIRST_REPLY)
}

/**
 * Somebody says something: a reply, or an update of an agent that leaves the turn where it is. Told before the
 * move that follows.
 */
export function followWord(s: State, contact: number, by: 'agent' | 'customer', isUpdate: boolean): void {
  const category = s.contacts.categoryOf(contact)
  if (category.queue < 0) return
  if (by === 'customer') {
    meet(s, contact, CUSTOMER_SILENCE)
    return
  }
  meet(s, contact, FIRST_REPLY)
  meet(s, contact, REPLY_GAP)
  meet(s, contact, STATUS_UPDATE)
  const state = s.contacts.stateOf(contact)
  if (state === ON_HOLD) start(s, contact, category, STATUS_UPDATE)
  else if (state === AWAITING_AGENT && isUpdate && category.isWritten) {
    start(s, contact, category, REPLY_GAP)
    start(s, contact, category, STATUS_UPDATE)
  }
}

/** Ends a clock, if the contact has it; one that is still kept is told of. */
export function meet(s: State, contact: number, kind: number): void {
  const tookMs = s.clocks.end(contact, kind, s.nowMs)
  if (tookMs >= 0) emitMet(s, contact, kind, tookMs)
}

/** A conversation that has come to something is over, and so is its wrap-up, while the agent still has the contact. */
export function followSuccess(s: State, contact: number): void {
  meet(s, contact, RESOLUTION)
}

/**
 * A command has made another contact of it, of another tier, issue, queue or channel: where its wait and its solution are
 * promised otherwise now, their clocks go on under the new promise. Called once it is what it is now.
 */
export function renewPromises(s: State, contact: number, before: Category): void {
  if (isWaiting(s.contacts.stateOf(contact))) renew(s, contact, before, QUEUE_WAIT)
  renew(s, contact, before, RESOLUTION)
}

/** The same for the solution alone: a new wait has begun, whose own clock knows no other promise. */
export function renewResolution(s: State, contact: number, before: Category): void {
  renew(s, contact, before, RESOLUTION)
}

/** What has run counts; a promise that is broken stays broken. */
function renew(s: State, contact: number, before: Category, kind: number): void {
  const { clocks, contacts } = s
  const promise = contacts.categoryOf(contact).promises[kind]!
  if (promise === before.promises[kind]) return
  const timer = clocks.find(contact, kind)
  if (timer >= 0 && !clocks.isKept(timer)) return
  const stands = timer < 0 ? !runsIn(contacts.stateOf(contact)) : clocks.dueAtMs(timer) === Infinity
  const ranMs = timer < 0 ? 0 : clocks.end(contact, kind, s.nowMs)
  if (promise >= 0) clocks.startAfter(contact, kind, promise, ranMs, s.nowMs, stands)
}

/** Whether the clocks of wait and solution run in a state, or stand still. */
function runsIn(state: number): boolean {
  return isWaiting(state) || state === AWAITING_AGENT || state === ON_HOLD
}

function beginWaiting(s: State, contact: number, category: Category, from: number): void {
  if (from !== ARRIVING) endConversation(s, contact)
  start(s, contact, category, QUEUE_WAIT)
  if (from === ARRIVING) start(s, contact, category, RESOLUTION)
  else goOn(s, contact, category, RESOLUTION)
}

/** It is the agent's turn, in a conversation that has begun. */
function takeTurn(s: State, contact: number, category: Category): void {
  meet(s, contact, CONFIRMATION)
  if (!category.isWritten) meet(s, contact, STATUS_UPDATE)
  if (!s.clocks.resume(contact, FIRST_REPLY, s.nowMs)) {
    goOnInWriting(s, contact, category, REPLY_GAP)
    goOnInWriting(s, contact, category, STATUS_UPDATE)
  }
  s.clocks.resume(contact, RESOLUTION, s.nowMs)
}

/** The conversation is over, or goes back to a queue: nobody owes a word any more. */
function endConversation(s: State, contact: number): void {
  for (let kind = FIRST_REPLY; kind <= CONFIRMATION; kind++) s.clocks.cancel(contact, kind)
}

/** Runs on, or starts. */
function goOn(s: State, contact: number, category: Category, kind: number): void {
  if (!s.clocks.resume(contact, kind, s.nowMs)) start(s, contact, category, kind)
}

/** The same, but in a channel that is spoken only what runs already goes on: it may have come from another one. */
function goOnInWriting(s: State, contact: number, category: Category, kind: number): void {
  if (!s.clocks.resume(contact, kind, s.nowMs) && category.isWritten) start(s, contact, category, kind)
}

function start(s: State, contact: number, category: Category, kind: number): void {
  const promise = category.promises[kind]!
  if (promise >= 0) s.clocks.start(contact, kind, promise, s.nowMs)
}
