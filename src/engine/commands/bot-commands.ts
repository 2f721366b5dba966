/**
 * What the host says of a bot that tries to serve a waiting contact: it begins, resolves, hands over, fails. The contact
 * waits on meanwhile with its place; an assignment ends the attempt (work.ts). Rules 51 and 52 of docs/rules.md.
 * Cost: O(1), a contact that is served O(log n); allocates for events and for what was collected.
 */
import type { BotBegin, BotFail, BotHandOver, BotResolve } from './command.js'
import { callbackOf } from '../contacts/callbacks.js'
import { collect, collectedFault } from '../contacts/collected.js'
import { OFFERED, QUEUED } from '../contacts/contacts.js'
import { emitBotBegan } from '../events/emit-bot.js'
import {
  contactSlot,
  notWaiting,
  refusal,
  stateText,
  textFault,
  unknownContact,
  type Refusal,
} from './guards.js'
import type { State } from '../state.js'
import { end, endBot, isWithBot } from '../agents/work.js'

export function beginBot(s: State, command: BotBegin): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const state = s.contacts.stateOf(contact)
  if (state !== QUEUED && state !== OFFERED) return notWaiting(s, contact)
  if (callbackOf(s, contact) !== undefined) {
    return refusal('notWaiting', 'the customer is not on the line but is to be called back')
  }
  if (isWithBot(s, contact)) return undefined
  s.contacts.extrasOf(contact).botSinceAtMs = s.nowMs
  emitBotBegan(s, contact)
  return undefined
}

export function resolveByBot(s: State, command: BotResolve): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  if (!isWithBot(s, contact)) return notWithBot(s, contact)
  end(s, contact, 'contact.contained')
  return undefined
}

export function handOverByBot(s: State, command: BotHandOver): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const { collected } = command
  const fault = collectedFault(s.contacts.extrasIf(contact)?.collected, collected)
  if (fault !== undefined) return fault
  if (!isWithBot(s, contact)) return notWithBot(s, contact)
  collect(s, contact, collected)
  endBot(s, contact, 'handedOver', '')
  return undefined
}

export function failByBot(s: State, command: BotFail): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const fault = textFault('reason', command.reason)
  if (fault !== undefined) return fault
  if (!isWithBot(s, contact)) return notWithBot(s, contact)
  endBot(s, contact, 'failed', command.reason ?? '')
  return undefined
}

function notWithBot(s: State, contact: number): Refusal {
  return refusal('notWithBot', `the contact is ${stateText(s, contact)}, and no bot is at work on it`)
}
