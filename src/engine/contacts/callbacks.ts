/**
 * Contacts whose customers are called back. They keep the time they have waited: in the line, where they stay in their
 * place, and while they are scheduled, for a window that opens later or for another call. Rules 53 to 57 of docs/rules.md.
 * Cost: O(log n), and the deadlines of the contact; allocates for events, and the note of the call.
 */
import type { CallbackWindow } from '../commands/command.js'
import type { Callback } from '../events/callback-event.js'
import { CALLBACK_OPEN, CALLBACK_OVERDUE } from '../time/clocks.js'
import { OFFERED, SCHEDULED, isConversation, isWaiting, FROM_CALLBACK } from './contacts.js'
import { moveTo } from './conversation.js'
import {
  emitCallbackAgreed,
  emitCallbackEnded,
  emitCallbackEscalated,
  emitCallbackMissed,
} from '../events/emit-callback.js'
import { turnPage } from './history.js'
import type { State } from '../state.js'
import { beginWait, endWait, leaveLine } from './wait.js'
import { endBot, endWork, revoke, signOutIfDone } from '../agents/work.js'

/** The call that is promised to the customer of a contact, who is not on the line. */
export function callbackOf(s: State, contact: number): Callback | undefined {
  return s.contacts.extrasIf(contact)?.callback
}

/** Agrees on a callback with a contact in any state before wrap-up. Without a window it has to wait. */
export function agree(
  s: State,
  contact: number,
  window: CallbackWindow | undefined,
  toAgentId: string | undefined,
): void {
  const { contacts, clocks, nowMs } = s
  const state = contacts.stateOf(contact)
  const opensLater = window !== undefined && window.fromAtMs > nowMs
  const agent = isConversation(state) ? contacts.agentOf(contact) : -1
  if (opensLater && state === OFFERED) revoke(s, contact, 'callback')
  endBot(s, contact, 'callback', '')
  const extras = contacts.extrasOf(contact)
  const fromAtMs = opensLater ? window.fromAtMs : nowMs
  const untilAtMs = window?.untilAtMs ?? null
  extras.callback = { fromAtMs, untilAtMs, attempt: agent >= 0 ? 1 : (extras.callback?.attempt ?? 1) }
  if (toAgentId !== undefined) extras.dedicatedAgentId = toAgentId
  const next = opensLater ? 'scheduled' : state === OFFERED ? 'offered' : 'queued'
  emitCallbackAgreed(s, contact, agent, next, toAgentId ?? '')
  clocks.cancel(contact, CALLBACK_OVERDUE)
  if (agent >= 0) leaveConversation(s, contact, 'callback')
  else if (opensLater && isWaiting(state)) {
    turnPage(s, contact, 'callback')
    leaveLine(s, contact)
    endWait(s, contact, contacts.categoryOf(contact))
  }
  if (opensLater) schedule(s, contact, fromAtMs)
  else if (!isWaiting(state)) openCallback(s, contact)
  if (untilAtMs !== null) clocks.arm(contact, CALLBACK_OVERDUE, untilAtMs)
  if (agent >= 0) signOutIfDone(s, agent)
}

/** The contact begins to wait, with the time that it waited before. */
export function openCallback(s: State, contact: number): void {
  const { contacts } = s
  const waitedMs = contacts.sinceAtMsOf(contact) - contacts.virtualAtMsOf(contact)
  contacts.setVirtualAtMs(contact, s.nowMs - waitedMs)
  s.clocks.cancel(contact, CALLBACK_OPEN)
  beginWait(s, contact, FROM_CALLBACK, true)
}

/** The customer was not reached: another call later, or somebody has to decide. */
export function miss(s: State, contact: number, { attempt }: Callback): void {
  const { attempts, retryAfterMs } = s.tables.policy.normal.callback
  const extras = s.contacts.extrasOf(contact)
  const agent = s.contacts.agentOf(contact)
  if (attempt >= attempts) {
    emitCallbackMissed(s, contact, attempt, null)
    emitCallbackEscalated(s, contact, attempt)
    extras.callback = undefined
    return
  }
  const fromAtMs = s.nowMs + retryAfterMs
  emitCallbackMissed(s, contact, attempt, fromAtMs)
  extras.callback = { fromAtMs, untilAtMs: null, attempt: attempt + 1 }
  leaveConversation(s, contact, 'missed')
  schedule(s, contact, fromAtMs)
  signOutIfDone(s, agent)
}

/** The customer is on the line. */
export function endCallback(s: State, contact: number): void {
  s.contacts.extrasOf(contact).callback = undefined
  s.clocks.cancel(contact, CALLBACK_OVERDUE)
  emitCallbackEnded(s, contact)
  if (s.contacts.stateOf(contact) === SCHEDULED) openCallback(s, contact)
}

/** Out of a conversation without an end. */
function leaveConversation(s: State, contact: number, ended: 'callback' | 'missed'): void {
  const { contacts } = s
  const waitedMs = contacts.sinceAtMsOf(contact) - contacts.virtualAtMsOf(contact)
  turnPage(s, contact, ended)
  endWork(s, contact)
  contacts.setVirtualAtMs(contact, s.nowMs - waitedMs)
  contacts.setSinceAtMs(contact, s.nowMs)
}

/** A contact that nobody has waits for an instant at which it begins to wait for an agent. */
function schedule(s: State, contact: number, fromAtMs: number): void {
  const { contacts, clocks } = s
  if (contacts.stateOf(contact) === SCHEDULED) clocks.cancel(contact, CALLBACK_OPEN)
  else {
    moveTo(s, contact, SCHEDULED)
    contacts.setSinceAtMs(contact, s.nowMs)
    contacts.setAgent(contact, -1)
  }
  clocks.arm(contact, CALLBACK_OPEN, fromAtMs)
}
