/**
 * Commands that take a contact elsewhere: out of a conversation back into a queue, from queue to queue, from channel to
 * channel. Place (time waited), history, customer and emotion go with it. Rules 11 and 47-49 of docs/rules.md.
 * Cost: O(log n), a transfer O(agents x steps) besides; allocates for events, and for the page of history.
 */
import type { ContactMove, ContactTransfer } from './command.js'
import { RELAX } from '../time/clocks.js'
import { renewPromises, renewResolution } from '../time/contact-clocks.js'
import { takeNeed } from './contact-commands.js'
import { OFFERED, QUEUED, isConversation, FROM_MOVED, FROM_TRANSFERRED } from '../contacts/contacts.js'
import { emitMoved, emitTransferred } from '../events/emit.js'
import {
  agentBusy,
  channelFault,
  contactSlot,
  idFault,
  nameFault,
  needLevelFault,
  needNameFault,
  notInConversation,
  notWaiting,
  refusal,
  textFault,
  unknownContact,
  type Refusal,
} from './guards.js'
import { turnPage } from '../contacts/history.js'
import type { State } from '../state.js'
import {
  offerCallbackIfClosed,
  armNextStep,
  beginWait,
  hasOthers,
  reconsider,
  releaseHoldIfLost,
  changeDemand,
  stepsReached,
  waitAgain,
} from '../contacts/wait.js'
import { endWork, hasRoomBeside, revoke, signOutIfDone, spare, takeChannel } from '../agents/work.js'

export function transfer(s: State, command: ContactTransfer): Refusal | undefined {
  const { contacts } = s
  const { policy } = s.tables
  const { index } = policy
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const queue = index.queue.get(command.queue)
  const fault =
    nameFault('queue', command.queue, index.queue) ??
    nameFault('channel', command.channel, index.channel) ??
    needNameFault(s, command)
  if (fault !== undefined) return fault
  if (queue === undefined) return refusal('unknownName', 'contact.transfer needs a queue')
  const channel = channelOf(s, contact, command.channel)
  const refused =
    idFault('toAgentId', command.toAgentId) ??
    textFault('reason', command.reason) ??
    needLevelFault(s, command) ??
    channelFault(policy, queue, channel)
  if (refused !== undefined) return refused
  if (!isConversation(contacts.stateOf(contact))) return notInConversation(s, contact, 'contact.move')
  const agent = contacts.agentOf(contact)
  emitTransferred(s, contact, agent, {
    queue: s.contacts.categoryOf(contact).queueName,
    toQueue: command.queue,
    channel: s.contacts.categoryOf(contact).channelName,
    toChannel: policy.channels[channel]!.name,
    reason: command.reason ?? '',
  })
  turnPage(s, contact, 'transferred')
  const before = contacts.categoryOf(contact)
  endWork(s, contact)
  const waitedMs =
    contacts.categoryOf(contact).queue < 0
      ? 0
      : contacts.sinceAtMsOf(contact) - contacts.virtualAtMsOf(contact)
  contacts.setVirtualAtMs(contact, s.nowMs - waitedMs)
  s.change(contact, { queue, channel })
  takeNeed(s, contact, command)
  if (contacts.extrasIf(contact) !== undefined) contacts.extrasOf(contact).callback = undefined
  if (command.toAgentId !== undefined) contacts.extrasOf(contact).dedicatedAgentId = command.toAgentId
  beginWait(s, contact, FROM_TRANSFERRED, command.toAgentId !== undefined)
  renewResolution(s, contact, before)
  if (command.toAgentId === undefined && hasOthers(s, contact, agent)) {
    spare(s, contact, agent, s.nowMs + policy.normal.offer.retryAfterMs)
  }
  signOutIfDone(s, agent)
  return undefined
}

export function move(s: State, command: ContactMove): Refusal | undefined {
  const { contacts } = s
  const { policy } = s.tables
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const fault =
    nameFault('queue', command.queue, policy.index.queue) ??
    nameFault('channel', command.channel, policy.index.channel)
  if (fault !== undefined) return fault
  if (command.queue === undefined && command.channel === undefined) {
    return refusal('unknownName', 'contact.move needs a queue or a channel')
  }
  const { queue: before, queueName: from, channelName: fromChannel } = contacts.categoryOf(contact)
  const queue = command.queue === undefined ? before : policy.index.queue.get(command.queue)!
  const channel = channelOf(s, contact, command.channel)
  const refused = queue < 0 ? undefined : channelFault(policy, queue, channel)
  if (refused !== undefined) return refused
  const state = contacts.stateOf(contact)
  if (isConversation(state) && queue === before) return changeChannel(s, contact, channel)
  if (state !== QUEUED && state !== OFFERED) return notWaiting(s, contact, 'contact.transfer')
  if (state === OFFERED) {
    revoke(s, contact, 'moved')
    waitAgain(s, contact, FROM_MOVED)
  } else {
    reconsider(s, contact)
    contacts.setQueuedFrom(contact, FROM_MOVED)
    s.begun.push(contact)
  }
  turnPage(s, contact, 'moved')
  enterQueue(s, contact, queue, channel)
  emitMoved(s, contact, from, fromChannel)
  releaseHoldIfLost(s, contact)
  offerCallbackIfClosed(s, contact)
  return undefined
}

/** The conversation goes on with the same agent in another channel, if the agent has room for it there. */
function changeChannel(s: State, contact: number, channel: number): Refusal | undefined {
  const agent = s.contacts.agentOf(contact)
  if (!hasRoomBeside(s, agent, contact, channel)) return agentBusy(s, agent)
  const before = s.contacts.categoryOf(contact)
  turnPage(s, contact, 'moved')
  takeChannel(s, contact, channel)
  renewPromises(s, contact, before)
  emitMoved(s, contact, before.queueName, before.channelName)
  return undefined
}

function channelOf(s: State, contact: number, name: string | undefined): number {
  return name === undefined
    ? s.contacts.categoryOf(contact).channel
    : s.tables.policy.index.channel.get(name)!
}

/** Lets a contact whose wait goes on stand in another queue. */
function enterQueue(s: State, contact: number, queue: number, channel: number): void {
  const { contacts } = s
  const before = contacts.categoryOf(contact)
  s.waits?.forget(contact)
  s.queued[before.queue] = s.queued[before.queue]! - 1
  s.queued[queue] = s.queued[queue]! + 1
  s.change(contact, { queue, channel })
  renewPromises(s, contact, before)
  contacts.setStep(contact, stepsReached(s, contact))
  changeDemand(s, contact)
  s.clocks.cancel(contact, RELAX)
  armNextStep(s, contact)
}
