/**
 * Events about what happens between an agent and a customer on their way out, as in emit.ts.
 * Cost: one object each.
 */
import { stateOf } from '../contacts/conversation.js'
import type { ContactReopened } from './conversation-event.js'
import type { EndedBy } from './event.js'
import type { State } from '../state.js'

export function emitReplied(s: State, contact: number, by: 'agent' | 'customer', isUpdate: boolean): void {
  s.sink.push({
    type: 'contact.replied',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    by,
    isUpdate,
    state: stateOf(s, contact),
  })
}

export function emitOnHold(s: State, contact: number, reason: string): void {
  const agent = s.contacts.agentOf(contact)
  s.sink.push({
    type: 'contact.onHold',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    reason,
  })
}

export function emitResumed(s: State, contact: number, onHoldMs: number): void {
  const agent = s.contacts.agentOf(contact)
  s.sink.push({
    type: 'contact.resumed',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    onHoldMs,
    state: stateOf(s, contact),
  })
}

export function emitResolved(s: State, contact: number): void {
  const agent = s.contacts.agentOf(contact)
  s.sink.push({
    type: 'contact.resolved',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
  })
}

export function emitRated(s: State, contact: number, rating: number): void {
  const agent = s.contacts.agentOf(contact)
  s.sink.push({
    type: 'contact.rated',
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
    rating,
  })
}

export function emitReopened(s: State, contact: number, from: ContactReopened['from'], by: EndedBy): void {
  const agent = s.contacts.agentOf(contact)
  s.sink.push({
    type: 'contact.reopened',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    from,
    by,
  })
}
