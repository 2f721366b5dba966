/**
 * What the host says of a bot in the naive twin (rule 51).
 */
import type * as Commands from '../../../src/engine/commands/command.js'
import { demandCollected, endBot } from './naive-engine-bot.js'
import { demand, findContact } from './naive-engine-checks.js'
import { leaveQueue } from './naive-engine-contact-commands.js'
import { inLine } from './naive-engine-contacts.js'
import { aboutContact, emit, type World } from './naive-engine-state.js'

export function begin(world: World, command: Commands.BotBegin): void {
  const contact = findContact(world, command)
  demand(inLine(contact) && contact.callback === null, 'notWaiting')
  if (contact.botSinceAtMs !== null) return
  contact.botSinceAtMs = world.nowMs
  const { queue, channel } = contact
  emit(world, { type: 'bot.began', ...aboutContact(contact), queue, channel })
}

export function resolve(world: World, command: Commands.BotResolve): void {
  const contact = findContact(world, command)
  demand(contact.botSinceAtMs !== null, 'notWithBot')
  leaveQueue(world, contact, 'contained')
}

export function handOver(world: World, command: Commands.BotHandOver): void {
  const contact = findContact(world, command)
  demandCollected(contact.collected, command.collected)
  demand(contact.botSinceAtMs !== null, 'notWithBot')
  contact.collected = { ...contact.collected, ...command.collected }
  endBot(world, contact, 'handedOver', '')
}

export function fail(world: World, command: Commands.BotFail): void {
  const contact = findContact(world, command)
  demand(contact.botSinceAtMs !== null, 'notWithBot')
  endBot(world, contact, 'failed', command.reason ?? '')
}
