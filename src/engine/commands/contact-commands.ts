/**
 * Commands about contacts: arrive, update, give up. Each checks first and then acts, and answers with a refusal or with
 * nothing. Rules 6-9, 12 and 13 of docs/rules.md. Offers and hand-picked pairs are in offer-commands.ts, moves in
 * move-commands.ts, what happens in a conversation in conversation-commands.ts. Cost: O(log n); allocates for
 * events, and for what few contacts have.
 */
import { EMOTION_CLASSES } from '../policy/compiled-policy.js'
import { windowFault } from './callback-commands.js'
import { agree } from '../contacts/callbacks.js'
import type { Category } from '../contacts/categories.js'
import { collect, collectedFault } from '../contacts/collected.js'
import type { ContactArrive, ContactNeed, ContactRef, ContactUpdate } from './command.js'
import { SCHEDULED, FROM_ARRIVED, isWaiting } from '../contacts/contacts.js'
import { emitFollowUp } from '../events/emit-callback.js'
import { emitEmotion, emitUpdated } from '../events/emit.js'
import {
  channelFault,
  compiledNeed,
  contactSlot,
  durationFault,
  hasNeed,
  headStartFault,
  idFault,
  nameFault,
  needLevelFault,
  needNameFault,
  refusal,
  textFault,
  unknownContact,
  wholeFault,
  notWaiting,
  type Refusal,
} from './guards.js'
import { beginCurve, drawCurve } from '../contacts/history.js'
import type { Names } from '../policy/policy-spec.js'
import { emotionClass } from '../../routing/emotion.js'
import { renewPromises } from '../time/contact-clocks.js'
import type { State } from '../state.js'
import { armAgeingCap, beginWait, reconsider, changeDemand, releaseHoldIfLost } from '../contacts/wait.js'
import { end, weighAnew } from '../agents/work.js'

export function arrive(s: State, command: ContactArrive): Refusal | undefined {
  const { policy, categories } = s.tables
  const category = categories.named(command)
  if (category === undefined) return arrivalNameFault(s, command)
  const { queue, channel } = category
  const isPlain = hasFewFields(command)
  const fault = isPlain ? plainValueFault(command) : arrivalValueFault(s, command)
  if (fault !== undefined) return fault
  const id = command.contactId ?? ''
  const refused =
    (category.isTaken ? undefined : channelFault(policy, queue, channel)) ??
    duplicateFault(s, id) ??
    closedFault(s, queue, command) ??
    fullFault(s, queue, command)
  if (refused !== undefined) return refused
  takeIn(s, newContact(s, id, category), command, isPlain)
  return undefined
}

/** The rest of what an arrival states, and its wait. */
function takeIn(s: State, contact: number, command: ContactArrive, isPlain: boolean): void {
  if (command.headStartMs !== undefined) s.contacts.setHeadStartMs(contact, command.headStartMs)
  if (!isPlain) takeExtras(s, contact, command)
  if (command.callback === undefined) beginWait(s, contact, FROM_ARRIVED, true)
  else agree(s, contact, command.callback, undefined)
}

/** The calls after conversations that have ended: each is a contact of its own, scheduled, in the queue of the one before. */
export function startFollowUps(s: State): void {
  const { contacts, followUps } = s
  const { policy, categories } = s.tables
  for (const { category: before, customerId, parentId, agentId } of followUps) {
    const { afterMs, withinMs, channel: stated } = policy.queues[before.queue]!.normal.followUp!
    const channel = stated === null ? before.channel : policy.index.channel.get(stated)!
    const contact = newContact(s, '', categories.with(before, { channel }))
    Object.assign(contacts.extrasOf(contact), {
      customerId,
      parentId,
      lastAgentId: agentId,
      isFollowUp: true,
    })
    emitFollowUp(s, contact)
    const fromAtMs = s.nowMs + afterMs
    agree(s, contact, { fromAtMs, untilAtMs: fromAtMs + withinMs }, undefined)
  }
  followUps.length = 0
}

/** Whether an arrival states nothing beyond its queue, channel, tier, issue, region, id and head start, as most do. */
function hasFewFields(command: ContactArrive): boolean {
  return (
    command.customerId === undefined &&
    command.parentId === undefined &&
    command.dedicatedAgentId === undefined &&
    command.lastAgentId === undefined &&
    command.collected === undefined &&
    command.emotion === undefined &&
    command.waitedMs === undefined &&
    command.callback === undefined &&
    !hasNeed(command)
  )
}

/** The first value that will not do of an arrival that states nothing beyond those. */
function plainValueFault({ contactId, headStartMs }: ContactArrive): Refusal | undefined {
  return idFault('contactId', contactId) ?? headStartFault(headStartMs)
}

/** The first value of an arrival that will not do, names of skills among them. */
function arrivalValueFault(s: State, command: ContactArrive): Refusal | undefined {
  return (
    needNameFault(s, command) ??
    idFault('contactId', command.contactId) ??
    textFault('customerId', command.customerId) ??
    textFault('parentId', command.parentId) ??
    textFault('dedicatedAgentId', command.dedicatedAgentId) ??
    textFault('lastAgentId', command.lastAgentId) ??
    collectedFault(undefined, command.collected) ??
    wholeFault('emotion', command.emotion, 0, 100) ??
    headStartFault(command.headStartMs) ??
    durationFault('waitedMs', command.waitedMs) ??
    windowFault(s, command.callback) ??
    needLevelFault(s, command)
  )
}

/** The first unknown name of an arrival that has one. */
function arrivalNameFault(s: State, command: ContactArrive): Refusal {
  const { index } = s.tables.policy
  return (
    nameFault('queue', command.queue, index.queue) ??
    nameFault('channel', command.channel, index.channel) ??
    nameFault('issue', command.issue, index.issue) ??
    nameFault('tier', command.tier, index.tier) ??
    nameFault('region', command.region, index.region) ??
    refusal('unknownName', 'contact.arrive needs a queue and a channel')
  )
}

/** A live contact that is arriving, calm. */
export function newContact(s: State, id: string, category: Category): number {
  const { contacts } = s
  const before = contacts.capacity
  const contact = contacts.add(id)
  if (contacts.capacity > before) s.makeRoom()
  s.waits?.begin(contact)
  contacts.setCategoryIndex(contact, category.index)
  contacts.sequence[contact] = ++s.arrivals
  contacts.setVirtualAtMs(contact, s.nowMs)
  contacts.setSinceAtMs(contact, s.nowMs)
  contacts.setArrivedAtMs(contact, s.nowMs)
  contacts.setEpisodeAtMs(contact, s.nowMs)
  return contact
}

/** `duplicateContact` when a live contact has the id. */
export function duplicateFault(s: State, id: string): Refusal | undefined {
  if (id === '' || s.contacts.slotOfId(id) < 0) return undefined
  return refusal('duplicateContact', `a live contact has the id "${id}"; ids are unique among live contacts`)
}

export function update(s: State, command: ContactUpdate): Refusal | undefined {
  const { contacts } = s
  const { index } = s.tables.policy
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const fault =
    nameFault('issue', command.issue, index.issue) ??
    nameFault('tier', command.tier, index.tier) ??
    nameFault('region', command.region, index.region) ??
    needNameFault(s, command) ??
    wholeFault('emotion', command.emotion, 0, 100) ??
    headStartFault(command.headStartMs) ??
    needLevelFault(s, command)
  if (fault !== undefined) return fault
  reconsider(s, contact)
  s.waits?.forget(contact)
  if (command.headStartMs !== undefined) contacts.setHeadStartMs(contact, command.headStartMs)
  const { tier, issue, region } = command
  const before = contacts.categoryOf(contact)
  s.change(contact, {
    ...(tier === undefined ? {} : { tier: index.tier.get(tier)! }),
    ...(issue === undefined ? {} : { issue: index.issue.get(issue)! + 1 }),
    ...(region === undefined ? {} : { region: index.region.get(region)! + 1 }),
  })
  renewPromises(s, contact, before)
  takeNeed(s, contact, command)
  emitUpdated(s, contact)
  if (command.emotion !== undefined) setEmotion(s, contact, command.emotion, false)
  if (contacts.agentOf(contact) >= 0) weighAnew(s, contact)
  if (isWaiting(contacts.stateOf(contact))) {
    changeDemand(s, contact)
    s.caps.cancel(contact)
    armAgeingCap(s, contact)
    releaseHoldIfLost(s, contact)
  }
  return undefined
}

/** The customer gives up, or the host withdraws the contact. */
export function giveUp(
  s: State,
  command: ContactRef,
  type: 'contact.abandoned' | 'contact.cancelled',
): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const state = s.contacts.stateOf(contact)
  const isCalledOff = type === 'contact.cancelled' && state === SCHEDULED
  if (!isWaiting(state) && !isCalledOff) return notWaiting(s, contact, 'contact.finish', 'contact.cancel')
  end(s, contact, type)
  return undefined
}

function setEmotion(s: State, contact: number, score: number, isNew: boolean): void {
  const { contacts } = s
  const previous = EMOTION_CLASSES[contacts.emotionClassOf(contact)]!
  const next = emotionClass(score, isNew ? undefined : previous, s.tables.policy.normal.emotion)
  if (!isNew) beginCurve(s, contact)
  contacts.setEmotion(contact, score)
  contacts.setEmotionClass(contact, EMOTION_CLASSES.indexOf(next))
  if (isNew) return
  emitEmotion(s, contact, next, previous)
  drawCurve(s, contact)
}

function takeExtras(s: State, contact: number, command: ContactArrive): void {
  const { dedicatedAgentId, lastAgentId, customerId, parentId, collected, waitedMs, emotion } = command
  if (waitedMs !== undefined) s.contacts.setVirtualAtMs(contact, s.nowMs - waitedMs)
  if (emotion !== undefined) setEmotion(s, contact, emotion, true)
  takeNeed(s, contact, command)
  if (dedicatedAgentId !== undefined) s.contacts.extrasOf(contact).dedicatedAgentId = dedicatedAgentId
  if (lastAgentId !== undefined) s.contacts.extrasOf(contact).lastAgentId = lastAgentId
  if (customerId !== undefined) s.contacts.extrasOf(contact).customerId = customerId
  if (parentId !== undefined) s.contacts.extrasOf(contact).parentId = parentId
  collect(s, contact, collected)
}

/** What the command states of a need replaces the same part of the contact's own. */
export function takeNeed(s: State, contact: number, need: ContactNeed<Names>): void {
  if (!hasNeed(need)) return
  const { requires, requiresAny, prefers } = need
  const given: ContactNeed<Names> = {
    ...(requires === undefined ? {} : { requires }),
    ...(requiresAny === undefined ? {} : { requiresAny }),
    ...(prefers === undefined ? {} : { prefers }),
  }
  const extras = s.contacts.extrasOf(contact)
  extras.ownSpec = structuredClone({ ...extras.ownSpec, ...given })
  extras.own = compiledNeed(s, extras.ownSpec)
}

function closedFault(s: State, queue: number, { callback }: ContactArrive): Refusal | undefined {
  if (s.closed[queue] === 0 || (callback !== undefined && callback.fromAtMs > s.nowMs)) return undefined
  const { normal } = s.tables.policy.queues[queue]!
  if (normal.closed !== 'refuse') return undefined
  return refusal(
    'queueClosed',
    `queue "${normal.name}" is closed by calendar "${normal.hours}"; offer a callback or another queue`,
  )
}

function fullFault(s: State, queue: number, { callback }: ContactArrive): Refusal | undefined {
  const { maxWaiting, name } = s.tables.policy.queues[queue]!
  if (s.queued[queue]! < maxWaiting || (callback !== undefined && callback.fromAtMs > s.nowMs))
    return undefined
  return refusal(
    'queueFull',
    `queue "${name}" has its ${maxWaiting} waiting contacts; offer a callback or another queue`,
  )
}
