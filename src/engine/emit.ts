/**
 * Events on their way out: each function writes one event of a fixed shape, so that all of a type look alike to the VM.
 * Cost: one object each, the only thing that the engine allocates in steady state.
 */
import type { CommandType } from './command.js'
import type { OfferRevoked, RefusalCode } from './event.js'
import type { DecisionExplanation } from './explanation.js'
import type { EmotionClass } from './policy-spec.js'
import type { State } from './state.js'
import { QUEUED_FROM } from './wait.js'

export function emitQueued(s: State, contact: number): void {
  s.sink.push({
    type: 'contact.queued',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.slots.handleOf(contact),
    contactId: s.contacts.ids[contact]!,
    queue: queueName(s, contact),
    channel: channelName(s, contact),
    from: QUEUED_FROM[s.contacts.queuedFrom[contact]!]!,
  })
}

export function emitOffered(
  s: State,
  contact: number,
  agent: number,
  expiresAtMs: number,
  explanation: DecisionExplanation | undefined,
): void {
  s.sink.push({
    type: 'contact.offered',
    ...both(s, contact, agent),
    queue: queueName(s, contact),
    channel: channelName(s, contact),
    waitMs: s.nowMs - s.contacts.sinceAtMs[contact]!,
    expiresAtMs,
    ...(explanation === undefined ? {} : { explanation }),
  })
}

export function emitAssigned(
  s: State,
  contact: number,
  agent: number,
  waitMs: number,
  by: 'policy' | 'pull' | 'supervisor' | 'agent',
  explanation: DecisionExplanation | undefined,
): void {
  const event = {
    type: 'contact.assigned' as const,
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.slots.handleOf(contact),
    contactId: s.contacts.ids[contact]!,
    agent: s.tables.roster.slots.handleOf(agent),
    agentId: s.agents.ids[agent]!,
    queue: queueName(s, contact),
    channel: channelName(s, contact),
    waitMs,
    by,
  }
  s.sink.push(explanation === undefined ? event : { ...event, explanation })
}

export function emitFinished(
  s: State,
  contact: number,
  agent: number,
  talkMs: number,
  wrapUpMs: number,
): void {
  s.sink.push({
    type: 'contact.finished',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.slots.handleOf(contact),
    contactId: s.contacts.ids[contact]!,
    agent: s.tables.roster.slots.handleOf(agent),
    agentId: s.agents.ids[agent]!,
    queue: queueName(s, contact),
    talkMs,
    wrapUpMs,
  })
}

export function emitWrapUpEnded(s: State, contact: number, agent: number): void {
  s.sink.push({ type: 'contact.wrapUpEnded', ...both(s, contact, agent) })
}

export function emitDeclined(s: State, contact: number, agent: number, retryAtMs: number): void {
  s.sink.push({ type: 'offer.declined', ...both(s, contact, agent), retryAtMs })
}

export function emitExpired(s: State, contact: number, agent: number): void {
  s.sink.push({ type: 'offer.expired', ...both(s, contact, agent), dueAtMs: s.nowMs })
}

export function emitRevoked(s: State, contact: number, agent: number, reason: OfferRevoked['reason']): void {
  s.sink.push({ type: 'offer.revoked', ...both(s, contact, agent), reason })
}

export function emitGone(s: State, contact: number, type: 'contact.abandoned' | 'contact.cancelled'): void {
  s.sink.push({
    type,
    ...one(s, contact),
    queue: queueName(s, contact),
    waitMs: s.nowMs - s.contacts.sinceAtMs[contact]!,
  })
}

export function emitUpdated(s: State, contact: number): void {
  s.sink.push({ type: 'contact.updated', ...one(s, contact) })
}

export function emitEmotion(
  s: State,
  contact: number,
  emotionClass: EmotionClass,
  previousClass: EmotionClass,
): void {
  const emotion = s.contacts.emotion[contact]!
  s.sink.push({ type: 'contact.emotion', ...one(s, contact), emotion, emotionClass, previousClass })
}

export function emitUnservable(s: State, contact: number): void {
  s.sink.push({ type: 'contact.unservable', ...one(s, contact), queue: queueName(s, contact) })
}

export function emitHeld(s: State, contact: number, agent: number, untilMs: number): void {
  s.sink.push({ type: 'contact.held', ...both(s, contact, agent), untilMs })
}

export function emitReleased(
  s: State,
  contact: number,
  agent: number,
  reason: 'time' | 'agentAway' | 'agentLeft' | 'agentChanged' | 'declined',
): void {
  s.sink.push({ type: 'contact.released', ...both(s, contact, agent), reason })
}

export function emitRelaxed(s: State, contact: number, step: number, reason: 'time' | 'nobody'): void {
  s.sink.push({ type: 'contact.relaxed', ...one(s, contact), step, reason })
}

export function emitReplied(s: State, contact: number, by: 'agent' | 'customer'): void {
  s.sink.push({ type: 'contact.replied', ...one(s, contact), by })
}

export function emitTransferred(
  s: State,
  contact: number,
  agent: number,
  queue: string,
  toQueue: string,
): void {
  s.sink.push({ type: 'contact.transferred', ...both(s, contact, agent), queue, toQueue })
}

export function emitMoved(s: State, contact: number, queue: string, toQueue: string): void {
  s.sink.push({ type: 'contact.moved', ...one(s, contact), queue, toQueue })
}

export function emitAgent(
  s: State,
  agent: number,
  type: 'agent.signedIn' | 'agent.updated' | 'agent.leaving' | 'agent.signedOut',
): void {
  s.sink.push({ type, ...agentPart(s, agent) })
}

export function emitPresence(s: State, agent: number, presence: 'available' | 'away', reason: string): void {
  s.sink.push({ type: 'agent.presence', ...agentPart(s, agent), presence, reason })
}

export function emitPolicyReplaced(s: State, previousVersion: number): void {
  s.sink.push({ type: 'policy.replaced', ...header(s), previousVersion })
}

export function emitRefused(s: State, command: CommandType, code: RefusalCode, message: string): void {
  s.sink.push({ type: 'command.refused', ...header(s), command, code, message })
}

export function header(s: State): { seq: number; atMs: number; cause: number; policyVersion: number } {
  return { seq: ++s.seq, atMs: s.nowMs, cause: s.cause, policyVersion: s.policyVersion }
}

export function one(
  s: State,
  contact: number,
): ReturnType<typeof header> & { contact: number; contactId: string } {
  return {
    ...header(s),
    contact: s.contacts.slots.handleOf(contact),
    contactId: s.contacts.ids[contact]!,
  }
}

function both(
  s: State,
  contact: number,
  agent: number,
): ReturnType<typeof one> & { agent: number; agentId: string } {
  return {
    ...one(s, contact),
    agent: s.tables.roster.slots.handleOf(agent),
    agentId: s.agents.ids[agent]!,
  }
}

function agentPart(s: State, agent: number): ReturnType<typeof header> & { agent: number; agentId: string } {
  return { ...header(s), agent: s.tables.roster.slots.handleOf(agent), agentId: s.agents.ids[agent]! }
}

/** Name of a contact's queue, '' for an agent's own work. */
export function queueName(s: State, contact: number): string {
  const queue = s.contacts.queue[contact]!
  return queue < 0 ? '' : s.tables.policy.queues[queue]!.name
}

export function channelName(s: State, contact: number): string {
  return s.tables.policy.channels[s.contacts.channel[contact]!]!.name
}
