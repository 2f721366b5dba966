/**
 * Commands about calling customers back: agree on it, now or in a window; tell that the customer was not reached, or is
 * on the line.
 * What follows is in callbacks.ts. Rules 53 to 57 of docs/rules.md. Cost: O(log n); allocates for events.
 */
import { LATEST_MS } from '../../base/time-limit.js'
import type { CallbackEnd, CallbackFail, CallbackWindow, ContactCallback } from './command.js'
import { agree, callbackOf, endCallback, miss } from '../contacts/callbacks.js'
import { SCHEDULED, isConversation, isWaiting } from '../contacts/contacts.js'
import {
  contactSlot,
  idFault,
  notInConversation,
  notWaiting,
  refusal,
  shown,
  stateText,
  unknownContact,
  wholeFault,
  type Refusal,
} from './guards.js'
import type { State } from '../state.js'

export function callBack(s: State, command: ContactCallback): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const { window, toAgentId } = command
  const fault = windowFault(s, window) ?? idFault('toAgentId', toAgentId)
  if (fault !== undefined) return fault
  const state = s.contacts.stateOf(contact)
  const isPutOff = state === SCHEDULED || (window !== undefined && isConversation(state))
  if (!isWaiting(state) && !isPutOff) return notWaiting(s, contact)
  if (s.contacts.categoryOf(contact).queue < 0) {
    return refusal('notWaiting', 'the contact has no queue to wait in; send contact.transfer first')
  }
  agree(s, contact, window, toAgentId)
  return undefined
}

export function failCallback(s: State, command: CallbackFail): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  if (!isConversation(s.contacts.stateOf(contact))) return notInConversation(s, contact)
  const callback = callbackOf(s, contact)
  if (callback === undefined) return notCallback(s, contact)
  miss(s, contact, callback)
  return undefined
}

export function endOfCallback(s: State, command: CallbackEnd): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  if (callbackOf(s, contact) === undefined) return notCallback(s, contact)
  endCallback(s, contact)
  return undefined
}

function notCallback(s: State, contact: number): Refusal {
  const text = `the contact is ${stateText(s, contact)}, and its customer is not to be called back`
  return refusal('notCallback', text)
}

/** `invalidValue` unless the window is absent, or ends in the future and after it begins. */
export function windowFault(s: State, window: CallbackWindow | undefined): Refusal | undefined {
  if (window === undefined) return undefined
  const given: unknown = window
  if (typeof given !== 'object' || given === null) {
    return refusal('invalidValue', `the window is ${shown(given)}, not { fromAtMs, untilAtMs }`)
  }
  const { fromAtMs, untilAtMs } = given as Partial<CallbackWindow>
  if (fromAtMs === undefined || untilAtMs === undefined) {
    return refusal('invalidValue', `the window is ${shown(given)}; it needs fromAtMs and untilAtMs`)
  }
  return (
    wholeFault('fromAtMs', fromAtMs, 0, LATEST_MS) ??
    wholeFault('untilAtMs', untilAtMs, Math.max(fromAtMs, s.nowMs) + 1, LATEST_MS)
  )
}
