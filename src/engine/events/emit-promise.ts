/**
 * Events about promises, opening hours and calendars on their way out, as in emit.ts.
 * Cost: one object each.
 */
import { OFFERED } from '../contacts/contacts.js'
import type { AskedOfHost, CallbackOffered } from './promise-event.js'
import type { NormalStage } from '../policy/normal-policy.js'
import { CLOCKS } from '../policy/promise-defaults.js'
import type { ClockName } from '../policy/promise-spec.js'
import type { State } from '../state.js'

const STAGE_EVENTS = {
  warn: 'promise.warned',
  breach: 'promise.breached',
  escalate: 'promise.escalated',
} as const

/** A stage of a promise was reached. */
export function emitStage(s: State, contact: number, kind: number, { stage, actions }: NormalStage): void {
  s.sink.push({
    type: STAGE_EVENTS[stage],
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    clock: CLOCKS[kind]!,
    dueAtMs: s.nowMs,
    queue: s.contacts.categoryOf(contact).queueName,
    agentId: agentIdOf(s, contact),
    actions,
  })
}

/** A promise was kept. */
export function emitMet(s: State, contact: number, kind: number, tookMs: number): void {
  s.sink.push({
    type: 'promise.met',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    clock: CLOCKS[kind]!,
    tookMs,
    queue: s.contacts.categoryOf(contact).queueName,
    agentId: agentIdOf(s, contact),
  })
}

/** A stage asks the host for something. */
export function emitAsked(s: State, contact: number, type: AskedOfHost['type'], clock: ClockName): void {
  s.sink.push({
    type,
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    clock,
    agentId: agentIdOf(s, contact),
  })
}

/** A call back is to be offered, for a clock, or because the queue is closed. */
export function emitCallbackOffer(s: State, contact: number, clock: CallbackOffered['clock']): void {
  s.sink.push({
    type: 'callback.offer',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    clock,
  })
}

export function emitBoosted(s: State, contact: number, boostMs: number, clock: ClockName): void {
  s.sink.push({
    type: 'contact.boosted',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    boostMs,
    clock,
  })
}

/** A queue opens or closes by its hours. */
export function emitHours(s: State, type: 'queue.opened' | 'queue.closed', queue: string): void {
  s.sink.push({
    type,
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    queue,
  })
}

/** The hours of a calendar are known until an instant. */
export function emitCalendar(
  s: State,
  type: 'calendar.extended' | 'calendar.endingSoon' | 'calendar.ended',
  calendar: string,
  untilAtMs: number,
): void {
  s.sink.push({
    type,
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    calendar,
    untilAtMs,
  })
}

/** Who has a contact, '' for nobody: an offer is not taken yet. */
function agentIdOf({ contacts, agents }: State, contact: number): string {
  const agent = contacts.agentOf(contact)
  return agent < 0 || contacts.stateOf(contact) === OFFERED ? '' : agents.ids[agent]!
}
