/**
 * The life of a contact in the naive twin: how waits, holds, offers, conversations and wrap-ups begin and end
 * (rules 8 to 11, 21, 25, 36, 39).
 */
import type {
  ContactQueued,
  ContactReleased,
  EndedBy,
  OfferRevoked,
  Outcome,
} from '../../../src/engine/events/event.js'
import { isResting, recoverFromHard } from './naive-engine-care.js'
import { follow, keep } from './naive-engine-clocks.js'
import { couldEverServe, hasRoom } from './naive-engine-feasibility.js'
import { historyAtEnd } from './naive-engine-history.js'
import { isShut, queueOf, waitMs } from './naive-engine-need.js'
import {
  aboutAgent,
  aboutContact,
  agentOf,
  arm,
  disarm,
  emit,
  holderOf,
  named,
  TALKING,
  type NaiveContact,
  type World,
} from './naive-engine-state.js'

/** Who ended a conversation, and what came of it. */
interface End {
  readonly by: EndedBy
  readonly outcome: Outcome
  readonly wrapUpMs?: number | undefined
}

/** The steps whose time has come apply; the next one is armed. */
export function restartRelaxation(world: World, contact: NaiveContact): void {
  contact.step = queueOf(world, contact).relax.filter(
    ({ afterMs }) => afterMs <= waitMs(world, contact),
  ).length
  armNextStep(world, contact)
}

export function armNextStep(world: World, contact: NaiveContact): void {
  disarm(world, (timer) => timer.kind === 'relax' && timer.contact === contact.uid)
  const next = queueOf(world, contact).relax[contact.step]
  if (next) arm(world, { kind: 'relax', contact: contact.uid, dueAtMs: contact.waitStartAtMs + next.afterMs })
}

/** A wait begins, with or without looking for a preferred agent to be held for (rules 8, 21, 39). */
export function startWait(
  world: World,
  contact: NaiveContact,
  from: ContactQueued['from'],
  hold: boolean,
): void {
  contact.agent = null
  contact.waitStartAtMs = world.nowMs
  contact.step = 0
  contact.heldFor = null
  waitOn(world, contact, from)
  contact.step = queueOf(world, contact).relax.filter(({ afterMs }) => afterMs <= 0).length
  if (hold) startHold(world, contact)
  restartRelaxation(world, contact)
  follow(world, contact, 'queued', from === 'arrived' ? 'arrival' : 'wait')
  offerCallback(world, contact)
}

function startHold(world: World, contact: NaiveContact): void {
  const { dedicatedMs, lastMs } = world.policy.hold
  const dedicated = contact.dedicatedAgentId !== null
  const holdMs = dedicated ? dedicatedMs : lastMs
  const id = contact.dedicatedAgentId ?? contact.lastAgentId
  const agent = world.agents.find(({ agentId }) => agentId === id)
  if (!agent || holdMs === 0 || isShut(world, contact) || !agent.available) return
  if (!couldEverServe(world, agent, contact, contact.step)) return
  if (hasRoom(world, agent, contact.channel) && !isResting(world, agent, contact)) return
  const untilMs = world.nowMs + holdMs
  contact.heldFor = { agent: agent.uid, untilMs }
  arm(world, { kind: 'hold', contact: contact.uid, dueAtMs: untilMs })
}

/** The contact waits (on); the same wait goes on unless `startWait` has begun a new one. */
export function waitOn(world: World, contact: NaiveContact, from: ContactQueued['from']): void {
  contact.state = 'queued'
  contact.agent = null
  world.begun = world.begun.filter((begun) => begun.contact !== contact.uid)
  world.begun.push({ contact: contact.uid, from })
}

export function release(world: World, contact: NaiveContact, reason: ContactReleased['reason']): void {
  if (contact.heldFor === null) return
  const agent = agentOf(world, contact.heldFor.agent)
  contact.heldFor = null
  disarm(world, (timer) => timer.kind === 'hold' && timer.contact === contact.uid)
  emit(world, { type: 'contact.released', ...aboutContact(contact), ...aboutAgent(agent), reason })
}

/** Rule 21, `agentChanged`: those of the holds that are for somebody who could no longer serve. */
export function releaseVain(world: World, contacts: readonly NaiveContact[]): void {
  for (const contact of contacts) {
    if (contact.heldFor === null) continue
    const agent = agentOf(world, contact.heldFor.agent)
    const serves = couldEverServe(world, agent, contact, contact.step)
    if (queueOf(world, contact).pullOnly) release(world, contact, 'agentChanged')
    else if (isShut(world, contact)) release(world, contact, 'queueClosed')
    else if (!serves) release(world, contact, 'agentChanged')
  }
}

/** The offer is over, however it ended; the contact is with nobody. */
export function endOffer(world: World, contact: NaiveContact): void {
  contact.agent = null
  disarm(world, (timer) => timer.kind === 'offer' && timer.contact === contact.uid)
}

/** Clocks, hold and relaxation of the present wait end; the wait counts as waited (rule 8). */
export function endWait(world: World, contact: NaiveContact): void {
  contact.earlierWaitsMs += waitMs(world, contact)
  contact.heldFor = null
  disarm(world, (timer) => timer.kind === 'overdue' && timer.contact === contact.uid)
  disarm(world, (timer) => (timer.kind === 'hold' || timer.kind === 'relax') && timer.contact === contact.uid)
}

/** The contact is gone, and every deadline with it. */
export function bury(world: World, contact: NaiveContact): void {
  contact.state = 'gone'
  contact.agent = null
  world.contacts = world.contacts.filter((other) => other !== contact)
  disarm(world, (timer) => 'contact' in timer && timer.contact === contact.uid)
}

export function inLine({ state }: NaiveContact): boolean {
  return state === 'queued' || state === 'offered'
}

/** The offer ends with an event; what becomes of the contact is the caller's business. */
export function revoke(world: World, contact: NaiveContact, reason: OfferRevoked['reason']): void {
  if (contact.state !== 'offered') return
  const agent = holderOf(world, contact)
  endOffer(world, contact)
  emit(world, { type: 'offer.revoked', ...aboutContact(contact), ...aboutAgent(agent), reason })
}

export function isTalking({ state }: NaiveContact): boolean {
  return (TALKING as readonly string[]).includes(state)
}

/** Rule 10. Without `wrapUpMs` it is the queue's, 0 without a queue. */
export function finishConversation(
  world: World,
  contact: NaiveContact,
  { by, outcome, wrapUpMs = usualWrapUpMs(world, contact) }: End,
): void {
  const agent = holderOf(world, contact)
  contact.isDone = outcome === 'resolved' || outcome === 'unconfirmed'
  if (contact.isDone && wrapUpMs === 0) keep(world, contact, 'resolution')
  emit(world, {
    type: 'contact.finished',
    ...aboutContact(contact),
    ...aboutAgent(agent),
    queue: contact.queue,
    talkMs: world.nowMs - contact.talkSinceMs,
    wrapUpMs,
    by,
    outcome,
    ...historyAtEnd(world, contact, 'finished'),
  })
  if (wrapUpMs > 0) {
    contact.state = 'wrapUp'
    contact.finishedAtMs = world.nowMs
    follow(world, contact, 'wrapUp', 'talk')
    arm(world, { kind: 'wrapUp', contact: contact.uid, dueAtMs: world.nowMs + wrapUpMs })
  } else {
    bury(world, contact)
    if (contact.queue !== '') world.ended.push({ contact, agentId: agent.agentId })
    agent.idleSinceMs = world.nowMs
    recoverFromHard(world, agent, contact)
  }
}

function usualWrapUpMs(world: World, contact: NaiveContact): number {
  return contact.queue === '' ? 0 : queueOf(world, contact).wrapUpMs
}

export function endWrapUp(world: World, contact: NaiveContact): void {
  const agent = holderOf(world, contact)
  if (contact.isDone) keep(world, contact, 'resolution')
  emit(world, { type: 'contact.wrapUpEnded', ...aboutContact(contact), ...aboutAgent(agent) })
  bury(world, contact)
  if (contact.queue !== '') world.ended.push({ contact, agentId: agent.agentId })
  agent.idleSinceMs = world.nowMs
  recoverFromHard(world, agent, contact)
}

/** A customer who is to wait in a closed queue is offered a call back (rule 77). */
export function offerCallback(world: World, contact: NaiveContact): void {
  const queue = named(world.policy.queues, contact.queue)
  if (!world.closed.includes(queue.name) || queue.closed !== 'offerCallback') return
  if (contact.callback === null) emit(world, { type: 'callback.offer', ...aboutContact(contact), clock: '' })
}
