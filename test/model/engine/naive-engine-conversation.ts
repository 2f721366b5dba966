/**
 * What the commands within a conversation do in the naive twin: replies, hold, confirmation, reopening, the end (rules 10
 * and 42 to 46).
 */
import type * as Commands from '../../../src/engine/commands/command.js'
import type { ContactReopened, ContactReplied } from '../../../src/engine/events/conversation-event.js'
import type { EndedBy } from '../../../src/engine/events/event.js'
import { demand, demandDuration, demandWhole, findContact } from './naive-engine-checks.js'
import { follow, keep, speak } from './naive-engine-clocks.js'
import { endWrapUp, finishConversation, isTalking } from './naive-engine-contacts.js'
import { nextEpisode } from './naive-engine-history.js'
import {
  aboutAgent,
  aboutContact,
  disarm,
  emit,
  holderOf,
  type NaiveContact,
  type World,
} from './naive-engine-state.js'

function aboutBoth(
  world: World,
  contact: NaiveContact,
): ReturnType<typeof aboutContact> & ReturnType<typeof aboutAgent> {
  return { ...aboutContact(contact), ...aboutAgent(holderOf(world, contact)) }
}

function stateOfTurn({ turn }: NaiveContact): 'awaitingAgent' | 'awaitingCustomer' {
  return turn === 'agent' ? 'awaitingAgent' : 'awaitingCustomer'
}

function demandTalk(contact: NaiveContact): void {
  demand(contact.state === 'awaitingAgent' || contact.state === 'awaitingCustomer', 'illegalMove')
}

/** Rule 43. */
export function reply(world: World, command: Commands.ContactReply): void {
  const contact = findContact(world, command)
  demand(isTalking(contact), 'notInConversation')
  const { by } = command
  const isUpdate = by === 'agent' && command.isUpdate === true
  const wasConfirming = contact.state === 'awaitingConfirmation'
  if (by === 'agent') speak(world, contact, isUpdate)
  else if (contact.queue !== '') keep(world, contact, 'customerSilence')
  const before = contact.state
  if (by === 'customer') contact.turn = 'agent'
  else if (!isUpdate) contact.turn = 'customer'
  const stays = contact.state === 'onHold' || (wasConfirming && by === 'agent')
  if (!stays) contact.state = stateOfTurn(contact)
  if (contact.state !== before) follow(world, contact, contact.state, 'talk')
  emit(world, {
    type: 'contact.replied',
    ...aboutContact(contact),
    by,
    isUpdate,
    state: contact.state as ContactReplied['state'],
  })
  if (wasConfirming && !stays) tellReopened(world, contact, 'awaitingConfirmation', 'customer')
}

/** Rule 44. */
export function hold(world: World, command: Commands.ContactHold): void {
  const contact = findContact(world, command)
  demandTalk(contact)
  contact.state = 'onHold'
  follow(world, contact, 'onHold', 'talk')
  contact.onHoldSinceMs = world.nowMs
  emit(world, { type: 'contact.onHold', ...aboutBoth(world, contact), reason: command.reason ?? '' })
}

export function resume(world: World, command: Commands.ContactResume): void {
  const contact = findContact(world, command)
  demand(contact.state === 'onHold', 'illegalMove')
  const state = stateOfTurn(contact)
  contact.state = state
  follow(world, contact, state, 'talk')
  const onHoldMs = world.nowMs - contact.onHoldSinceMs
  emit(world, { type: 'contact.resumed', ...aboutBoth(world, contact), onHoldMs, state })
}

/** Rule 45. */
export function resolve(world: World, command: Commands.ContactResolve): void {
  const contact = findContact(world, command)
  demandTalk(contact)
  contact.state = 'awaitingConfirmation'
  follow(world, contact, 'awaitingConfirmation', 'talk')
  emit(world, { type: 'contact.resolved', ...aboutBoth(world, contact) })
}

export function confirm(world: World, command: Commands.ContactConfirm): void {
  const contact = findContact(world, command)
  demand(contact.state === 'awaitingConfirmation', 'illegalMove')
  if (command.isSolved) {
    if (contact.queue !== '') keep(world, contact, 'confirmation')
    finishConversation(world, contact, { by: 'customer', outcome: 'resolved' })
  } else goOn(world, contact, 'customer')
}

export function reopen(world: World, command: Commands.ContactReopen): void {
  const contact = findContact(world, command)
  demand(contact.state === 'awaitingConfirmation' || contact.state === 'wrapUp', 'illegalMove')
  goOn(world, contact, command.by ?? 'customer')
}

function goOn(world: World, contact: NaiveContact, by: EndedBy): void {
  const from = contact.state as ContactReopened['from']
  if (from === 'wrapUp') {
    const { agentId } = holderOf(world, contact)
    nextEpisode(world, contact, 'finished', { toAtMs: contact.finishedAtMs, agentId })
    contact.talkSinceMs = world.nowMs
    disarm(world, (timer) => timer.kind === 'wrapUp' && timer.contact === contact.uid)
  }
  contact.turn = 'agent'
  contact.state = 'awaitingAgent'
  contact.isDone = false
  follow(world, contact, 'awaitingAgent', 'talk')
  tellReopened(world, contact, from, by)
}

function tellReopened(world: World, contact: NaiveContact, from: ContactReopened['from'], by: EndedBy): void {
  emit(world, { type: 'contact.reopened', ...aboutBoth(world, contact), from, by })
}

/** Rule 50. */
export function rate(world: World, command: Commands.ContactRate): void {
  const contact = findContact(world, command)
  const { rating } = command
  demand(rating !== undefined, 'invalidValue')
  demandWhole(rating, 1, 5)
  demand(isTalking(contact) || contact.state === 'wrapUp', 'notInConversation')
  contact.rating = rating
  const { queue, channel } = contact
  emit(world, { type: 'contact.rated', ...aboutBoth(world, contact), queue, channel, rating })
}

/** Rule 46. */
export function finish(world: World, command: Commands.ContactFinish): void {
  const contact = findContact(world, command)
  demandDuration(command.wrapUpMs)
  demand(isTalking(contact), 'notInConversation')
  const { by = 'agent', wrapUpMs } = command
  const outcome = command.outcome ?? (by === 'system' ? 'archived' : 'unconfirmed')
  finishConversation(world, contact, { by, outcome, wrapUpMs })
}

export function finishWrapUp(world: World, command: Commands.ContactEndWrapUp): void {
  const contact = findContact(world, command)
  demand(contact.state === 'wrapUp', 'notInWrapUp')
  endWrapUp(world, contact)
}
