/**
 * Writes the events about contacts: each function writes one literal of a fixed shape, so that all events of a type
 * look alike to V8 (a spread costs ten times as much). The other emit-*.ts write those about agents, promises and so on.
 * Cost: one object each, the only thing that the engine allocates in steady state.
 */
import type { Category } from '../contacts/categories.js'
import { QUEUED_FROM, type ContactExtras } from '../contacts/contacts.js'
import type {
  ContactAssigned,
  ContactOffered,
  ContactReleased,
  ContactTransferred,
  EndedBy,
  Episode,
  OfferRevoked,
  Outcome,
} from './event.js'
import type { DecisionExplanation } from '../matching/explanation.js'
import type { EmotionClass } from '../policy/policy-spec.js'
import type { State } from '../state.js'

export function emitQueued(s: State, contact: number): void {
  s.sink.push({
    type: 'contact.queued',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
    channel: s.contacts.categoryOf(contact).channelName,
    tier: s.contacts.categoryOf(contact).tierName,
    from: QUEUED_FROM[s.contacts.queuedFromOf(contact)]!,
  })
}

export function emitOffered(
  s: State,
  contact: number,
  agent: number,
  expiresAtMs: number,
  explanation: DecisionExplanation | undefined,
): void {
  const extras = s.contacts.extrasIf(contact)
  const event = {
    type: 'contact.offered' as const,
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
    customerId: extras?.customerId ?? '',
    parentId: extras?.parentId ?? '',
    tier: s.contacts.categoryOf(contact).tierName,
    waitMs: s.elapsedMs(contact),
    expiresAtMs,
  }
  s.sink.push(withRest(event, extras, explanation))
}

/** The event, with what few offers and assignments carry. */
function withRest<E extends object>(
  event: E,
  extras: ContactExtras | undefined,
  explanation: DecisionExplanation | undefined,
): E & Pick<ContactOffered, 'collected' | 'callback' | 'explanation'> {
  if (explanation === undefined && extras === undefined) return event
  const collected = extras?.collected
  const callback = extras?.callback
  if (explanation === undefined && collected === undefined && callback === undefined) return event
  return {
    ...event,
    ...(collected === undefined ? {} : { collected }),
    ...(callback === undefined ? {} : { callback }),
    ...(explanation === undefined ? {} : { explanation }),
  }
}

export function emitAssigned(
  s: State,
  contact: number,
  { queueName, channelName, tierName, issueName }: Category,
  agent: number,
  waitMs: number,
  queueWait: ContactAssigned['queueWait'],
  by: ContactAssigned['by'],
  explanation: DecisionExplanation | undefined,
): void {
  const { contacts, agents } = s
  const extras = contacts.extrasIf(contact)
  // What takes a call comes first: an object whose fields are all known is written at once.
  const contactId = contacts.idOf(contact)
  const event = {
    type: 'contact.assigned' as const,
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: contacts.handleOf(contact),
    contactId,
    agent: agents.handles[agent]!,
    agentId: agents.ids[agent]!,
    queue: queueName,
    channel: channelName,
    customerId: extras?.customerId ?? '',
    parentId: extras?.parentId ?? '',
    tier: tierName,
    issue: issueName,
    isHard: contacts.wasHardOf(contact) === 1,
    waitMs,
    queueWait,
    by,
  }
  s.sink.push(withRest(event, extras, explanation))
}

export function emitFinished(
  s: State,
  contact: number,
  agent: number,
  wrapUpMs: number,
  by: EndedBy,
  outcome: Outcome,
  history: readonly Episode[] | undefined,
): void {
  const { contacts, agents } = s
  const contactId = contacts.idOf(contact)
  const { queueName } = contacts.categoryOf(contact)
  const talkMs = s.elapsedMs(contact)
  const event = {
    type: 'contact.finished' as const,
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: contacts.handleOf(contact),
    contactId,
    agent: agents.handles[agent]!,
    agentId: agents.ids[agent]!,
    queue: queueName,
    talkMs,
    wrapUpMs,
    by,
    outcome,
  }
  s.sink.push(history === undefined ? event : { ...event, history })
}

export function emitWrapUpEnded(s: State, contact: number, agent: number): void {
  s.sink.push({
    type: 'contact.wrapUpEnded',
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

export function emitDeclined(s: State, contact: number, agent: number, retryAtMs: number): void {
  s.sink.push({
    type: 'offer.declined',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    retryAtMs,
  })
}

export function emitExpired(s: State, contact: number, agent: number): void {
  s.sink.push({
    type: 'offer.expired',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    dueAtMs: s.nowMs,
  })
}

export function emitRevoked(s: State, contact: number, agent: number, reason: OfferRevoked['reason']): void {
  s.sink.push({
    type: 'offer.revoked',
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

export function emitGone(
  s: State,
  contact: number,
  type: 'contact.abandoned' | 'contact.cancelled' | 'contact.contained',
  waitMs: number,
  history: readonly Episode[] | undefined,
): void {
  const event = {
    type,
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
    waitMs,
  }
  s.sink.push(history === undefined ? event : { ...event, history })
}

export function emitUpdated(s: State, contact: number): void {
  s.sink.push({
    type: 'contact.updated',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
  })
}

export function emitEmotion(
  s: State,
  contact: number,
  emotionClass: EmotionClass,
  previousClass: EmotionClass,
): void {
  const emotion = s.contacts.emotionOf(contact)
  s.sink.push({
    type: 'contact.emotion',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    emotion,
    emotionClass,
    previousClass,
  })
}

export function emitUnservable(s: State, contact: number): void {
  s.sink.push({
    type: 'contact.unservable',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue: s.contacts.categoryOf(contact).queueName,
  })
}

export function emitHeld(s: State, contact: number, agent: number, untilMs: number): void {
  s.sink.push({
    type: 'contact.held',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    untilMs,
  })
}

export function emitReleased(
  s: State,
  contact: number,
  agent: number,
  reason: ContactReleased['reason'],
): void {
  s.sink.push({
    type: 'contact.released',
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

export function emitRelaxed(s: State, contact: number, step: number, reason: 'time' | 'nobody'): void {
  s.sink.push({
    type: 'contact.relaxed',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    step,
    reason,
  })
}

export function emitTransferred(
  s: State,
  contact: number,
  agent: number,
  where: Pick<ContactTransferred, 'queue' | 'toQueue' | 'channel' | 'toChannel' | 'reason'>,
): void {
  s.sink.push({
    type: 'contact.transferred',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    queue: where.queue,
    toQueue: where.toQueue,
    channel: where.channel,
    toChannel: where.toChannel,
    talkMs: s.elapsedMs(contact),
    reason: where.reason,
  })
}

/** The contact has moved, from this queue and channel to where it is now. */
export function emitMoved(s: State, contact: number, queue: string, channel: string): void {
  s.sink.push({
    type: 'contact.moved',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    contact: s.contacts.handleOf(contact),
    contactId: s.contacts.idOf(contact),
    queue,
    toQueue: s.contacts.categoryOf(contact).queueName,
    channel,
    toChannel: s.contacts.categoryOf(contact).channelName,
  })
}

/** Name of a contact's queue, '' for an agent's own work. */
