/**
 * The life of a contact as a table: its states, the legal moves between them, and the one function that makes a move.
 * Whatever follows a contact's state (clocks above all) is told of it here and nowhere else. What a command does beside
 * the move is in the files of the commands. Rules 5, 42-46 and 53-56 of docs/rules.md.
 * Cost: O(1); allocates never.
 */
import { assert } from '../../base/assert.js'
import { followMove, touchesClocks } from '../time/contact-clocks.js'
import { STATES } from './contacts.js'
import type { ContactState } from '../events/event.js'
import type { State } from '../state.js'

/** State -> the states that a contact may move to from it. */
const MOVES: Readonly<Record<ContactState, readonly ContactState[]>> = {
  // `agent.occupy` makes a contact that is with its agent from the start.
  arriving: ['scheduled', 'queued', 'awaitingAgent'],
  scheduled: ['queued', 'ended'],
  // To itself: the contact looks for an agent anew.
  queued: ['scheduled', 'queued', 'offered', 'awaitingAgent', 'ended'],
  offered: ['scheduled', 'queued', 'awaitingAgent', 'ended'],
  awaitingAgent: [
    'awaitingCustomer',
    'onHold',
    'awaitingConfirmation',
    'scheduled',
    'queued',
    'wrapUp',
    'ended',
  ],
  awaitingCustomer: [
    'awaitingAgent',
    'onHold',
    'awaitingConfirmation',
    'scheduled',
    'queued',
    'wrapUp',
    'ended',
  ],
  onHold: ['awaitingAgent', 'awaitingCustomer', 'scheduled', 'queued', 'wrapUp', 'ended'],
  awaitingConfirmation: ['awaitingAgent', 'scheduled', 'queued', 'wrapUp', 'ended'],
  wrapUp: ['awaitingAgent', 'ended'],
  ended: [],
}

/** State code -> a bit for each state code that is a legal move. */
const LEGAL = Uint32Array.from(STATES, (from) =>
  STATES.reduce((bits, to, code) => (MOVES[from].includes(to) ? bits | (1 << code) : bits), 0),
)

/** Whether a contact in state `from` may move to state `to`, by their codes. */
export function isLegalMove(from: number, to: number): boolean {
  return ((LEGAL[from]! >>> to) & 1) === 1
}

/** Moves a contact to a state. Throws InvariantError for a move that is not in the table. */
export function moveTo(s: State, contact: number, state: number): void {
  const { contacts } = s
  const from = contacts.stateOf(contact)
  assert(isLegalMove(from, state), 'conversation: not a legal move')
  contacts.setState(contact, state)
  contacts.setStateAtMs(contact, s.nowMs)
  if (touchesClocks(from, state)) followMove(s, contact, from, state)
}

/** The name of the state that a contact is in. */
export function stateOf(s: State, contact: number): ContactState {
  return STATES[s.contacts.stateOf(contact)]!
}
