/**
 * Who is not let in: contacts that find all lines busy, a channel down, their queue full or closed.
 * Idea: whoever finds a queue closed hears when it opens, and calls again after that if at all.
 * **cost** O(1), O(log hours) at a closed queue; allocates never.
 */
import { assert } from '../../base/assert.js'
import type { CommandRefused } from '../../engine/events/event.js'
import type { Caller } from '../customers/customers.js'
import type { Outcomes } from '../customers/outcomes.js'
import type { Ledger } from './ledger.js'
import type { OpeningHours } from './opening-hours.js'

export class Door {
  private readonly ledger: Ledger
  private readonly outcomes: Outcomes | null
  private readonly hours: OpeningHours | null

  /** `outcomes` null: nobody calls again; `hours` null: no queue is ever closed. */
  constructor(ledger: Ledger, outcomes: Outcomes | null, hours: OpeningHours | null) {
    this.ledger = ledger
    this.outcomes = outcomes
    this.hours = hours
  }

  /** There is no way through to the engine. `cell`: where the customer is counted. */
  shut(caller: Caller, cell: number, nowMs: number): void {
    this.ledger.refused(cell)
    this.outcomes?.refused(caller, cell, nowMs)
  }

  /** The engine has refused the customer. */
  refused({ command, code, message }: CommandRefused, caller: Caller, cell: number, nowMs: number): void {
    assert(command === 'contact.arrive', `simulate: ${message}`)
    if (code === 'queueFull') {
      this.shut(caller, cell, nowMs)
      return
    }
    assert(code === 'queueClosed' && this.hours !== null, `simulate: ${message}`)
    this.ledger.turnedAway(caller, cell)
    this.outcomes?.refused(caller, cell, this.hours.opensAtMs(caller.queue, nowMs))
  }
}
