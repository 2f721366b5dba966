/**
 * Events about callbacks on their way out, as in emit.ts.
 * Cost: one object each.
 */
import type { CallbackAgreed } from './callback-event.js'
import type { State } from '../state.js'

/** A contact for the call after a conversation is there. */
export function emitFollowUp(s: State, contact: number): void {
  const { customerId, parentId } = s.contacts.extrasOf(contact)
  s.sink.push({
    type: 'contact.followUp',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: '',
    parentId,
    customerId,
    queue: s.contacts.categoryOf(contact).queueName,
    channel: s.contacts.categoryOf(contact).channelName,
  })
}

/** `agent`: who had the contact in conversation, -1 for nobody. */
export function emitCallbackAgreed(
  s: State,
  contact: number,
  agent: number,
  state: CallbackAgreed['state'],
  toAgentId: string,
): void {
  const { fromAtMs, untilAtMs } = s.contacts.extrasOf(contact).callback!
  s.sink.push({
    type: 'callback.agreed',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
    channel: s.contacts.categoryOf(contact).channelName,
    state,
    fromAtMs,
    untilAtMs,
    toAgentId,
    agentId: agent < 0 ? '' : s.agents.ids[agent]!,
    talkMs: agent < 0 ? 0 : s.elapsedMs(contact),
  })
}

export function emitCallbackOverdue(s: State, contact: number): void {
  s.sink.push({
    type: 'callback.overdue',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
    dueAtMs: s.nowMs,
  })
}

export function emitCallbackMissed(
  s: State,
  contact: number,
  attempt: number,
  retryAtMs: number | null,
): void {
  const agent = s.contacts.agentOf(contact)
  s.sink.push({
    type: 'callback.missed',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    queue: s.contacts.categoryOf(contact).queueName,
    channel: s.contacts.categoryOf(contact).channelName,
    attempt,
    talkMs: s.elapsedMs(contact),
    retryAtMs,
  })
}

export function emitCallbackEnded(s: State, contact: number): void {
  s.sink.push({
    type: 'callback.ended',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
    channel: s.contacts.categoryOf(contact).channelName,
  })
}

export function emitCallbackEscalated(s: State, contact: number, attempts: number): void {
  s.sink.push({
    type: 'callback.escalated',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
    attempts,
  })
}
