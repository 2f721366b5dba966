/**
 * What the commands that take a contact elsewhere do in the naive twin (rules 11 and 47 to 49).
 */
import type * as Commands from '../../../src/engine/commands/command.js'
import type { ContactQueued } from '../../../src/engine/events/event.js'
import { demand, demandLevels, demandNames, demandSkills, demandTakes } from './naive-engine-checks.js'
import { findContact, takeNeed } from './naive-engine-checks.js'
import { recoverFromHard } from './naive-engine-care.js'
import { spare } from './naive-engine-contact-commands.js'
import { inLine, revoke } from './naive-engine-contacts.js'
import { isTalking, releaseVain, restartRelaxation, startWait } from './naive-engine-contacts.js'
import { offerCallback, waitOn } from './naive-engine-contacts.js'
import { couldEverServe, hasRoom } from './naive-engine-feasibility.js'
import { promised, renew } from './naive-engine-clocks.js'
import { nextEpisode } from './naive-engine-history.js'
import { queueOf } from './naive-engine-need.js'
import {
  aboutAgent,
  aboutContact,
  emit,
  holderOf,
  type NaiveAgent,
  type NaiveContact,
  type World,
} from './naive-engine-state.js'

/** Out of a conversation without an end: the agent is idle again. */
export function leaveConversation(
  world: World,
  contact: NaiveContact,
  from: ContactQueued['from'],
  hold: boolean,
): void {
  const agent = holderOf(world, contact)
  agent.idleSinceMs = world.nowMs
  contact.agent = null
  recoverFromHard(world, agent, contact)
  startWait(world, contact, from, hold)
}

export function transfer(world: World, command: Commands.ContactTransfer): void {
  const contact = findContact(world, command)
  demandNames(world, 'queues', [command.queue])
  demandNames(world, 'channels', [command.channel])
  demandSkills(world, command)
  demandLevels(command)
  const { queue: toQueue, channel: toChannel = contact.channel, reason = '' } = command
  demandTakes(world, toQueue, toChannel)
  demand(isTalking(contact), 'notInConversation')
  const agent = holderOf(world, contact)
  const { queue, channel } = contact
  emit(world, {
    type: 'contact.transferred',
    ...aboutContact(contact),
    ...aboutAgent(agent),
    queue,
    toQueue,
    channel,
    toChannel,
    talkMs: world.nowMs - contact.talkSinceMs,
    reason,
  })
  nextEpisode(world, contact, 'transferred')
  const before = promised(world, contact)
  contact.queue = toQueue
  contact.channel = toChannel
  contact.callback = null
  contact.dedicatedAgentId = command.toAgentId ?? contact.dedicatedAgentId
  takeNeed(contact.own, command)
  leaveConversation(world, contact, 'transferred', command.toAgentId !== undefined)
  renew(world, contact, before, ['resolution'])
  const isSpared = command.toAgentId === undefined && othersCould(world, agent, contact)
  if (isSpared) spare(world, contact, agent, world.policy.offer.retryAfterMs)
}

/** Rule 49: anybody else, at the contact's step or a later one. */
function othersCould(world: World, agent: NaiveAgent, contact: NaiveContact): boolean {
  const steps = queueOf(world, contact).relax.map((_, index) => index + 1)
  return [0, ...steps]
    .filter((step) => step >= contact.step)
    .some((step) =>
      world.agents.some((other) => other !== agent && couldEverServe(world, other, contact, step)),
    )
}

export function move(world: World, command: Commands.ContactMove): void {
  const contact = findContact(world, command)
  const { queue = contact.queue, channel = contact.channel } = command
  demandNames(world, 'queues', [command.queue])
  demandNames(world, 'channels', [command.channel])
  demand(command.queue !== undefined || command.channel !== undefined, 'unknownName')
  if (queue !== '') demandTakes(world, queue, channel)
  if (isTalking(contact) && queue === contact.queue) return changeChannel(world, contact, channel)
  demand(inLine(contact), 'notWaiting')
  revoke(world, contact, 'moved')
  const before = promised(world, contact)
  go(world, contact, queue, channel, '')
  renew(world, contact, before)
  waitOn(world, contact, 'moved')
  restartRelaxation(world, contact)
  releaseVain(world, [contact])
  offerCallback(world, contact)
}

function changeChannel(world: World, contact: NaiveContact, channel: string): void {
  const agent = holderOf(world, contact)
  demand(hasRoom(world, agent, channel, contact), 'agentBusy')
  const before = promised(world, contact)
  go(world, contact, contact.queue, channel, agent.agentId)
  renew(world, contact, before)
}

/** Rule 47. */
export function go(
  world: World,
  contact: NaiveContact,
  toQueue: string,
  toChannel: string,
  agentId: string,
): void {
  const { queue, channel } = contact
  nextEpisode(world, contact, 'moved', { agentId })
  contact.queue = toQueue
  contact.channel = toChannel
  emit(world, { type: 'contact.moved', ...aboutContact(contact), queue, toQueue, channel, toChannel })
}
