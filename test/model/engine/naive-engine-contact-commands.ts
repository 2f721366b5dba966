/**
 * What the commands about contacts and offers do in the naive twin: refuse, or change the state and say so.
 * Relaxation, matching and `contact.queued` come afterwards, in naive-engine.ts.
 */
import type * as Commands from '../../../src/engine/commands/command.js'
import type { OfferRevoked } from '../../../src/engine/events/event.js'
import { demand, demandDuration, demandLevels, demandNames, demandSkills } from './naive-engine-checks.js'
import { demandTakes, demandWhole, findAgent, findContact, takeNeed } from './naive-engine-checks.js'
import { demandCollected, endBot } from './naive-engine-bot.js'
import { agree, demandWindow } from './naive-engine-callback.js'
import { bury, endOffer, inLine, revoke, isTalking, release } from './naive-engine-contacts.js'
import { releaseVain, startWait, waitOn } from './naive-engine-contacts.js'
import { noteChange } from './naive-engine-care.js'
import { promised, renew } from './naive-engine-clocks.js'
import { couldEverServe, hasRoom, isHeldForAnother } from './naive-engine-feasibility.js'
import { historyAtEnd } from './naive-engine-history.js'
import { assign, weigh } from './naive-engine-matching.js'
import { emotionClassOf, waitMs } from './naive-engine-need.js'
import { compareWork } from './naive-engine-standing.js'
import {
  aboutAgent,
  aboutContact,
  arm,
  disarm,
  emit,
  holderOf,
  named,
  Refusal,
  type NaiveAgent,
  type NaiveContact,
  type NaiveTimer,
  type World,
} from './naive-engine-state.js'

const GREATEST_HEAD_START_MS = 2 ** 30

/** A contact of which nothing but its channel is known. */
export function newContact(world: World, contactId: string | undefined, channel: string): NaiveContact {
  const contact: NaiveContact = {
    uid: world.nextUid,
    contactId: contactId ?? '',
    state: 'gone',
    queue: '',
    channel,
    issue: null,
    tier: world.policy.defaultTier,
    region: null,
    emotion: 0,
    emotionClass: emotionClassOf(world.policy, 0, null),
    wasHard: false,
    loadAdded: 0,
    dedicatedAgentId: null,
    lastAgentId: null,
    customerId: '',
    parentId: '',
    own: { requires: {}, requiresAny: [], prefers: {} },
    ownHeadStartMs: 0,
    boostMs: 0,
    earlierWaitsMs: 0,
    waitStartAtMs: world.nowMs,
    step: 0,
    heldFor: null,
    declinedBy: [],
    agent: null,
    talkSinceMs: world.nowMs,
    onHoldSinceMs: world.nowMs,
    finishedAtMs: world.nowMs,
    arrivedAtMs: world.nowMs,
    past: [],
    present: { agentId: '', fromAtMs: world.nowMs, assignedAtMs: null },
    curve: [],
    rating: null,
    botSinceAtMs: null,
    collected: {},
    callback: null,
    turn: 'agent',
    isDone: false,
    isFollowUp: false,
  }
  world.nextUid += 1
  world.contacts.push(contact)
  return contact
}

export function demandNewContact(world: World, contactId: string | undefined): void {
  demand(
    contactId === undefined || !world.contacts.some((contact) => contact.contactId === contactId),
    'duplicateContact',
  )
}

export function arrive(world: World, command: Commands.ContactArrive): void {
  const { policy } = world
  demandNames(world, 'queues', [command.queue])
  demandNames(world, 'channels', [command.channel])
  demandNames(world, 'issues', [command.issue])
  demandNames(world, 'tiers', [command.tier])
  demandNames(world, 'regions', [command.region])
  demandSkills(world, command)
  demand(command.contactId !== '', 'invalidValue')
  demandCollected({}, command.collected)
  demandWhole(command.emotion, 0, 100)
  demandWhole(command.headStartMs, -GREATEST_HEAD_START_MS, GREATEST_HEAD_START_MS)
  demandDuration(command.waitedMs)
  demandWindow(world, command.callback)
  demandLevels(command)
  demandTakes(world, command.queue, command.channel)
  demandNewContact(world, command.contactId)
  const queue = named(policy.queues, command.queue)
  const most = queue.maxWaiting ?? Infinity
  const present = world.contacts.filter((other) => other.queue === command.queue && inLine(other))
  const isLater = command.callback !== undefined && command.callback.fromAtMs > world.nowMs
  demand(isLater || !(queue.closed === 'refuse' && world.closed.includes(queue.name)), 'queueClosed')
  demand(isLater || present.length < most, 'queueFull')
  const contact = Object.assign(newContact(world, command.contactId, command.channel), {
    queue: command.queue,
    issue: command.issue ?? null,
    tier: command.tier ?? policy.defaultTier,
    region: command.region ?? null,
    emotion: command.emotion ?? 0,
    emotionClass: emotionClassOf(policy, command.emotion ?? 0, null),
    dedicatedAgentId: command.dedicatedAgentId ?? null,
    lastAgentId: command.lastAgentId ?? null,
    customerId: command.customerId ?? '',
    parentId: command.parentId ?? '',
    ownHeadStartMs: command.headStartMs ?? 0,
    earlierWaitsMs: command.waitedMs ?? 0,
    collected: { ...command.collected },
  })
  const { emotion, emotionClass } = contact
  if (emotion > 0) contact.curve.push({ atMs: world.nowMs, emotion, emotionClass })
  takeNeed(contact.own, command)
  if (command.callback) {
    agree(world, contact, command.callback)
    return
  }
  world.arrived = contact.uid
  startWait(world, contact, 'arrived', true)
}

/** Rule 80. */
export function followUp(world: World): void {
  for (const { contact: ended, agentId } of world.ended) {
    const { queue, tier, issue, region, customerId } = ended
    const window = named(world.policy.queues, queue).followUp
    if (window === null || ended.isFollowUp) continue
    const channel = window.channel ?? ended.channel
    const contact = Object.assign(newContact(world, undefined, channel), {
      queue,
      tier,
      issue,
      region,
      customerId,
      parentId: ended.contactId,
      lastAgentId: agentId === '' ? null : agentId,
      isFollowUp: true,
    })
    const { parentId } = contact
    emit(world, { type: 'contact.followUp', ...aboutContact(contact), parentId, customerId, queue, channel })
    agree(world, contact, {
      fromAtMs: world.nowMs + window.afterMs,
      untilAtMs: world.nowMs + window.afterMs + window.withinMs,
    })
  }
  world.ended = []
}

export function update(world: World, command: Commands.ContactUpdate): void {
  const contact = findContact(world, command)
  demandNames(world, 'issues', [command.issue])
  demandNames(world, 'tiers', [command.tier])
  demandNames(world, 'regions', [command.region])
  demandSkills(world, command)
  demandWhole(command.emotion, 0, 100)
  demandWhole(command.headStartMs, -GREATEST_HEAD_START_MS, GREATEST_HEAD_START_MS)
  demandLevels(command)
  const before = promised(world, contact)
  contact.issue = command.issue ?? contact.issue
  contact.tier = command.tier ?? contact.tier
  contact.region = command.region ?? contact.region
  contact.ownHeadStartMs = command.headStartMs ?? contact.ownHeadStartMs
  renew(world, contact, before)
  takeNeed(contact.own, command)
  emit(world, { type: 'contact.updated', ...aboutContact(contact) })
  if (command.emotion !== undefined) {
    const previousClass = contact.emotionClass
    contact.emotion = command.emotion
    contact.emotionClass = emotionClassOf(world.policy, command.emotion, previousClass)
    const { emotion, emotionClass } = contact
    emit(world, { type: 'contact.emotion', ...aboutContact(contact), emotion, emotionClass, previousClass })
    contact.curve.push({ atMs: world.nowMs, emotion, emotionClass })
  }
  noteChange(world, contact)
  if (isTalking(contact)) weigh(world, contact)
  releaseVain(world, [contact])
}

export function loseOffer(world: World, contact: NaiveContact, reason: OfferRevoked['reason']): void {
  revoke(world, contact, reason)
  waitOn(world, contact, 'revoked')
}

export function giveUp(world: World, command: Commands.ContactAbandon | Commands.ContactCancel): void {
  const contact = findContact(world, command)
  const isCalledOff = command.type === 'contact.cancel' && contact.state === 'scheduled'
  demand(inLine(contact) || isCalledOff, 'notWaiting')
  leaveQueue(world, contact, command.type === 'contact.abandon' ? 'abandoned' : 'cancelled')
}

/** Out of the queue without an agent, for good. */
export function leaveQueue(
  world: World,
  contact: NaiveContact,
  how: 'abandoned' | 'cancelled' | 'contained',
): void {
  revoke(world, contact, how)
  endBot(world, contact, how, '')
  emit(world, {
    type: `contact.${how}`,
    ...aboutContact(contact),
    queue: contact.queue,
    waitMs: contact.state === 'scheduled' ? 0 : waitMs(world, contact),
    ...historyAtEnd(world, contact, how),
  })
  bury(world, contact)
}

export function assignBySupervisor(world: World, command: Commands.ContactAssign): void {
  const contact = findContact(world, command)
  const agent = findAgent(world, command)
  demand(inLine(contact), 'notWaiting')
  demand(agent.available && !agent.leaving, 'agentAway')
  demand(hasRoom(world, agent, contact.channel, contact), 'agentBusy')
  revoke(world, contact, 'reassigned')
  assign(world, contact, agent, 'supervisor')
}

export function pull(world: World, command: Commands.ContactPull): void {
  const { contactId, contact: handle, queue } = command
  const isNamed = contactId !== undefined || handle !== undefined
  const contact = isNamed
    ? findContact(world, contactId === undefined ? { contact: handle! } : { contactId })
    : undefined
  const agent = findAgent(world, command)
  demandNames(world, 'queues', [queue])
  demand(!contact || contact.state === 'queued', 'notWaiting')
  demand(agent.available && !agent.leaving, 'agentAway')
  if (contact) {
    demand(hasRoom(world, agent, contact.channel), 'agentBusy')
    demand(mayTake(world, agent, contact), 'notQualified')
    assign(world, contact, agent, 'pull')
    return
  }
  const best = world.contacts
    .filter((each) => each.state === 'queued' && (queue === undefined || each.queue === queue))
    .filter((each) => hasRoom(world, agent, each.channel) && mayTake(world, agent, each))
    .toSorted((a, b) => compareWork(world, a, b, agent, agent))[0]
  if (!best) throw new Refusal('nothingToPull')
  assign(world, best, agent, 'pull')
}

function mayTake(world: World, agent: NaiveAgent, contact: NaiveContact): boolean {
  return couldEverServe(world, agent, contact, contact.step) && !isHeldForAnother(agent, contact)
}

function demandOffer(contact: NaiveContact, agent: NaiveAgent): void {
  demand(contact.state === 'offered' && contact.agent === agent.uid, 'notOffered')
}

export function accept(world: World, command: Commands.OfferAccept): void {
  const contact = findContact(world, command)
  const agent = findAgent(world, command)
  demandOffer(contact, agent)
  assign(world, contact, agent, 'policy')
}

/** Rule 27: the agent is spared the contact, and a hold for the agent is over. */
export function spare(world: World, contact: NaiveContact, agent: NaiveAgent, retryAfterMs: number): void {
  if (retryAfterMs > 0) {
    const isOld = (timer: NaiveTimer): boolean =>
      timer.kind === 'retry' && timer.contact === contact.uid && timer.agent === agent.uid
    disarm(world, isOld)
    contact.declinedBy = [...contact.declinedBy.filter((uid) => uid !== agent.uid), agent.uid]
    const dueAtMs = world.nowMs + retryAfterMs
    arm(world, { kind: 'retry', contact: contact.uid, agent: agent.uid, dueAtMs })
  }
  if (contact.heldFor?.agent === agent.uid) release(world, contact, 'declined')
}

export function decline(world: World, command: Commands.OfferDecline): void {
  const contact = findContact(world, command)
  const agent = findAgent(world, command)
  demandDuration(command.retryAfterMs)
  demandOffer(contact, agent)
  const retryAfterMs = command.retryAfterMs ?? world.policy.offer.retryAfterMs
  endOffer(world, contact)
  emit(world, {
    type: 'offer.declined',
    ...aboutContact(contact),
    ...aboutAgent(agent),
    retryAtMs: world.nowMs + retryAfterMs,
  })
  waitOn(world, contact, 'declined')
  spare(world, contact, agent, retryAfterMs)
}

export function revokeByHost(world: World, command: Commands.OfferRevoke): void {
  const contact = findContact(world, command)
  demand(contact.state === 'offered', 'notOffered')
  const agent = holderOf(world, contact)
  loseOffer(world, contact, 'revoked')
  spare(world, contact, agent, world.policy.offer.retryAfterMs)
}
