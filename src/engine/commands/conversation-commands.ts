/**
 * Commands about what happens between an agent and a customer: reply, hold and resume, resolve, confirm and reopen, rate,
 * finish and the end of wrap-up. Each checks first, then moves the contact (conversation.ts) and tells. Rules 10 and 42-46 of
 * docs/rules.md. Cost: O(1) and the deadlines of the contact; allocates for events only.
 */
import type {
  ContactConfirm,
  ContactEndWrapUp,
  ContactFinish,
  ContactHold,
  ContactRate,
  ContactReopen,
  ContactReply,
  ContactResolve,
  ContactResume,
} from './command.js'
import { CONFIRMATION, WRAP_UP_END } from '../time/clocks.js'
import { followWord, meet } from '../time/contact-clocks.js'
import {
  AWAITING_AGENT,
  AWAITING_CONFIRMATION,
  AWAITING_CUSTOMER,
  ON_HOLD,
  WRAP_UP,
  isConversation,
} from '../contacts/contacts.js'
import { moveTo } from '../contacts/conversation.js'
import {
  emitOnHold,
  emitRated,
  emitReopened,
  emitReplied,
  emitResolved,
  emitResumed,
} from '../events/emit-conversation.js'
import type { EndedBy } from '../events/event.js'
import {
  choiceFault,
  contactSlot,
  durationFault,
  flagFault,
  illegalMove,
  notInConversation,
  refusal,
  stateText,
  textFault,
  unknownContact,
  wholeFault,
  type Refusal,
} from './guards.js'
import { turnPage } from '../contacts/history.js'
import type { State } from '../state.js'
import { endWrapUp, finish } from '../agents/work.js'

const ENDERS = ['agent', 'customer', 'supervisor', 'system'] as const
const OUTCOMES = ['resolved', 'unresolved', 'unconfirmed', 'archived'] as const

/** Somebody spoke, so it is the other's turn; a customer who writes instead of confirming reopens. */
export function reply(s: State, command: ContactReply): Refusal | undefined {
  const { contacts } = s
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const fault =
    choiceFault('by', command.by, ['agent', 'customer']) ?? flagFault('isUpdate', command.isUpdate)
  if (fault !== undefined) return fault
  const state = contacts.stateOf(contact)
  if (!isConversation(state)) return notInConversation(s, contact)
  const { by, isUpdate = false } = command
  followWord(s, contact, by, isUpdate)
  const turn = by === 'customer' ? AWAITING_AGENT : isUpdate ? -1 : AWAITING_CUSTOMER
  const reopens = state === AWAITING_CONFIRMATION && by === 'customer'
  if (state === ON_HOLD) {
    if (turn >= 0) contacts.setResumesIn(contact, turn)
  } else if (turn >= 0 && turn !== state && (state !== AWAITING_CONFIRMATION || reopens)) {
    moveTo(s, contact, turn)
  }
  emitReplied(s, contact, by, isUpdate && by === 'agent')
  if (reopens) emitReopened(s, contact, 'awaitingConfirmation', 'customer')
  return undefined
}

export function hold(s: State, command: ContactHold): Refusal | undefined {
  const { contacts } = s
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const fault = textFault('reason', command.reason)
  if (fault !== undefined) return fault
  const state = contacts.stateOf(contact)
  if (state !== AWAITING_AGENT && state !== AWAITING_CUSTOMER)
    return illegalMove(s, contact, 'contact.hold', [AWAITING_AGENT, AWAITING_CUSTOMER])
  contacts.setResumesIn(contact, state)
  moveTo(s, contact, ON_HOLD)
  emitOnHold(s, contact, command.reason ?? '')
  return undefined
}

export function resume(s: State, command: ContactResume): Refusal | undefined {
  const { contacts } = s
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  if (contacts.stateOf(contact) !== ON_HOLD) return illegalMove(s, contact, 'contact.resume', [ON_HOLD])
  const onHoldMs = s.nowMs - contacts.stateAtMsOf(contact)
  moveTo(s, contact, contacts.resumesInOf(contact))
  emitResumed(s, contact, onHoldMs)
  return undefined
}

/** The agent asks whether it is solved. */
export function resolve(s: State, command: ContactResolve): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const state = s.contacts.stateOf(contact)
  if (state !== AWAITING_AGENT && state !== AWAITING_CUSTOMER)
    return illegalMove(s, contact, 'contact.resolve', [AWAITING_AGENT, AWAITING_CUSTOMER])
  moveTo(s, contact, AWAITING_CONFIRMATION)
  emitResolved(s, contact)
  return undefined
}

/** The customer answers whether it is solved. */
export function confirm(s: State, command: ContactConfirm): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const fault = flagFault('isSolved', command.isSolved)
  if (fault !== undefined) return fault
  if (typeof command.isSolved !== 'boolean') return refusal('invalidValue', 'contact.confirm needs isSolved')
  if (s.contacts.stateOf(contact) !== AWAITING_CONFIRMATION)
    return illegalMove(s, contact, 'contact.confirm', [AWAITING_CONFIRMATION])
  if (command.isSolved) {
    meet(s, contact, CONFIRMATION)
    finish(s, contact, s.contacts.categoryOf(contact).wrapUpMs, 'customer', 'resolved')
  } else goOn(s, contact, 'customer')
  return undefined
}

export function reopen(s: State, command: ContactReopen): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const fault = choiceFault('by', command.by, ENDERS)
  if (fault !== undefined) return fault
  const state = s.contacts.stateOf(contact)
  if (state !== AWAITING_CONFIRMATION && state !== WRAP_UP)
    return illegalMove(s, contact, 'contact.reopen', [AWAITING_CONFIRMATION, WRAP_UP])
  goOn(s, contact, command.by ?? 'customer')
  return undefined
}

/** Back into the conversation with the same agent. */
function goOn(s: State, contact: number, by: EndedBy): void {
  const { contacts, clocks } = s
  const from = contacts.stateOf(contact) === WRAP_UP ? 'wrapUp' : 'awaitingConfirmation'
  if (from === 'wrapUp') {
    clocks.cancel(contact, WRAP_UP_END)
    turnPage(s, contact, 'finished', contacts.stateAtMsOf(contact))
    contacts.setVirtualAtMs(
      contact,
      contacts.virtualAtMsOf(contact) + s.nowMs - contacts.sinceAtMsOf(contact),
    )
    contacts.setSinceAtMs(contact, s.nowMs)
    contacts.setIsDone(contact, 0)
  }
  moveTo(s, contact, AWAITING_AGENT)
  emitReopened(s, contact, from, by)
}

/** The customer's rating of the agent who has the contact. */
export function rate(s: State, command: ContactRate): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const { rating } = command
  if (rating === undefined) return refusal('invalidValue', 'contact.rate needs a rating')
  const fault = wholeFault('rating', rating, 1, 5)
  if (fault !== undefined) return fault
  const state = s.contacts.stateOf(contact)
  if (!isConversation(state) && state !== WRAP_UP) return notInConversation(s, contact)
  s.contacts.extrasOf(contact).rating = rating
  emitRated(s, contact, rating)
  return undefined
}

export function finishContact(s: State, command: ContactFinish): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const fault =
    durationFault('wrapUpMs', command.wrapUpMs) ??
    choiceFault('by', command.by, ENDERS) ??
    choiceFault('outcome', command.outcome, OUTCOMES)
  if (fault !== undefined) return fault
  if (!isConversation(s.contacts.stateOf(contact))) return notInConversation(s, contact, 'contact.cancel')
  const { wrapUpMs = s.contacts.categoryOf(contact).wrapUpMs, by = 'agent' } = command
  finish(s, contact, wrapUpMs, by, command.outcome ?? (by === 'system' ? 'archived' : 'unconfirmed'))
  return undefined
}

export function endContactWrapUp(s: State, command: ContactEndWrapUp): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  if (s.contacts.stateOf(contact) !== WRAP_UP) {
    return refusal('notInWrapUp', `the contact is ${stateText(s, contact)}`)
  }
  endWrapUp(s, contact)
  return undefined
}
