/**
 * What a run writes down about its contacts: turns what happens to the contact of a slot into counts of its cell.
 * **cost** O(1) an entry; allocates never.
 * Caveat: a contact counts in the queue, tier and interval of its arrival, whatever happens to it later.
 */
import type { ContactFinished } from '../../engine/events/event.js'
import type { PromiseStage } from '../../engine/events/promise-event.js'
import type { ContactColumns } from './contact-columns.js'
import type { Caller } from '../customers/customers.js'
import type { Burden } from '../agents/burden.js'
import * as count from '../measures/tally.js'

const STAGES = { 'promise.warned': 0, 'promise.breached': 1, 'promise.escalated': 2 } as const

export class Ledger {
  private readonly tally: count.Tally
  readonly contacts: ContactColumns
  private readonly burden: Burden

  constructor(tally: count.Tally, contacts: ContactColumns, burden: Burden) {
    this.tally = tally
    this.contacts = contacts
    this.burden = burden
  }

  /** Adds to a count of the contact's cell. */
  add(slot: number, field: number, amount = 1): void {
    this.tally.add(this.contacts.cell[slot]!, field, amount)
  }

  /** A contact arrives; returns its cell. */
  offered({ queue, tier, redials, repeats }: Caller, nowMs: number): number {
    const cell = this.tally.cellOf(queue, tier, nowMs)
    this.tally.add(cell, count.OFFERED, 1)
    if (redials > 0) this.tally.add(cell, count.REDIALS, 1)
    else if (repeats > 0) this.tally.add(cell, count.REPEATS, 1)
    return cell
  }

  /** Not before anything that happens at the instant of arrival. */
  waited(slot: number): void {
    if (this.contacts.waited[slot] === 1) return
    this.contacts.waited[slot] = 1
    this.add(slot, count.WAITED)
  }

  answered(slot: number, waitMs: number, agent: number, group: number, nowMs: number): void {
    const { contacts, burden } = this
    const cell = contacts.cell[slot]!
    const emotion = contacts.emotion[slot]!
    this.tally.answered(cell, waitMs)
    this.tally.matched(cell, group, contacts.queue[slot]!)
    this.tally.took(cell, agent, burden.hardOf(contacts.issue[slot]!, emotion), burden.loadOf(emotion))
    if (waitMs > 0) this.waited(slot)
    this.waitEnded(slot, waitMs, nowMs)
  }

  /** The bot has solved it, or the customer gave up. */
  left(slot: number, isContained: boolean, waitMs: number, nowMs: number): void {
    if (isContained) {
      this.add(slot, count.CONTAINED)
      this.queued(slot, waitMs, nowMs)
    } else {
      this.tally.abandoned(this.contacts.cell[slot]!, waitMs)
      this.waitEnded(slot, waitMs, nowMs)
    }
  }

  finished(slot: number, { talkMs, wrapUpMs }: ContactFinished): void {
    this.add(slot, count.FINISHED)
    this.add(slot, count.TALK_MS, talkMs)
    this.add(slot, count.WRAP_UP_MS, wrapUpMs)
  }

  stage(slot: number, { clock, type }: PromiseStage): void {
    if (clock !== 'queueWait' && clock !== 'firstReply') return
    this.add(slot, count.ALERTS + (clock === 'queueWait' ? 0 : 3) + STAGES[type])
  }

  private waitEnded(slot: number, waitMs: number, nowMs: number): void {
    if (this.contacts.emotion[slot]! >= this.burden.angryFrom) {
      this.add(slot, count.ANGRY)
      this.add(slot, count.ANGRY_WAIT_MS, waitMs)
    }
    this.queued(slot, waitMs, nowMs)
  }

  private queued(slot: number, waitMs: number, nowMs: number): void {
    this.tally.queueTime.add(this.contacts.queue[slot]!, nowMs - waitMs, nowMs)
  }
}
