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
import type { OpeningHours } from './opening-hours.js'

/** Where the alerts of each clock that is played begin. */
const ALERTS: Readonly<Record<string, number>> = {
  queueWait: count.ALERTS,
  firstReply: count.ALERTS + 3,
  resolution: count.RESOLUTION_ALERTS,
}
const STAGES = { 'promise.warned': 0, 'promise.breached': 1, 'promise.escalated': 2 } as const

export class Ledger {
  private readonly tally: count.Tally
  readonly contacts: ContactColumns
  private readonly burden: Burden
  /** `null`: every queue is always open. */
  private readonly hours: OpeningHours | null

  constructor(tally: count.Tally, contacts: ContactColumns, burden: Burden, hours: OpeningHours | null) {
    this.tally = tally
    this.hours = hours
    this.contacts = contacts
    this.burden = burden
  }

  /** Adds to a count of the contact's cell. */
  add(slot: number, field: number, amount = 1): void {
    this.tally.add(this.contacts.cell[slot]!, field, amount)
  }

  /** Adds to a count of a cell, for what is no contact of a customer. */
  addAt(cell: number, field: number): void {
    this.tally.add(cell, field, 1)
  }

  /** A contact arrives; returns its cell. */
  offered({ queue, tier, redials, repeats, wasCounted }: Caller, nowMs: number): number {
    const cell = this.tally.cellOf(queue, tier, nowMs)
    this.tally.add(cell, count.OFFERED, 1)
    if (redials > 0) {
      this.tally.add(cell, count.REDIALS, 1)
      if (wasCounted) this.tally.add(cell, count.NOT_LOST, 1)
    } else if (repeats > 0) this.tally.add(cell, count.REPEATS, 1)
    return cell
  }

  /** The contact that has just arrived at this cell is not let in. */
  refused(cell: number): void {
    this.tally.add(cell, count.REFUSED, 1)
  }

  /** The contact that has just arrived at this cell finds its queue closed, and is turned away: it was not offered. */
  turnedAway({ redials, repeats }: Caller, cell: number): void {
    const { tally } = this
    tally.add(cell, count.OFFERED, -1)
    tally.add(cell, count.CLOSED, 1)
    if (redials > 0) tally.add(cell, count.REDIALS, -1)
    else if (repeats > 0) tally.add(cell, count.REPEATS, -1)
  }

  /** The contact was not answered at the instant of its arrival, `atMs`. To be told only after all that happens then. */
  waited(slot: number, atMs: number): void {
    const { contacts, hours } = this
    if (contacts.waited[slot] === 1) return
    contacts.waited[slot] = 1
    this.add(slot, count.WAITED)
    if (hours !== null && hours.isClosed(contacts.queue[slot]!, atMs)) this.add(slot, count.CLOSED_WAITING)
  }

  answered(slot: number, waitMs: number, agent: number, group: number, nowMs: number): void {
    const { contacts, burden } = this
    const cell = contacts.cell[slot]!
    const emotion = contacts.emotion[slot]!
    this.tally.answered(cell, waitMs)
    this.tally.matched(cell, group, contacts.queue[slot]!)
    this.tally.took(cell, agent, burden.hardOf(contacts.issue[slot]!, emotion), burden.loadOf(emotion))
    if (waitMs > 0) this.waited(slot, nowMs - waitMs)
    this.waitEnded(slot, waitMs, true, nowMs)
  }

  /** The bot has solved it, or the customer gave up. */
  left(slot: number, isContained: boolean, waitMs: number, nowMs: number): void {
    if (isContained) {
      this.add(slot, count.CONTAINED)
      this.stood(slot, waitMs, nowMs)
    } else {
      this.tally.abandoned(this.contacts.cell[slot]!, waitMs)
      this.waitEnded(slot, waitMs, false, nowMs)
    }
  }

  finished(slot: number, { talkMs, wrapUpMs }: ContactFinished): void {
    this.tally.finished(this.contacts.cell[slot]!, talkMs, wrapUpMs)
  }

  stage(slot: number, { clock, type }: PromiseStage): void {
    const alerts = ALERTS[clock]
    if (alerts !== undefined) this.add(slot, alerts + STAGES[type])
  }

  private waitEnded(slot: number, waitMs: number, isAnswered: boolean, nowMs: number): void {
    if (this.hours !== null) {
      const openMs = this.hours.openMs(this.contacts.queue[slot]!, nowMs - waitMs, nowMs)
      this.tally.waitedOpen(this.contacts.cell[slot]!, openMs, isAnswered)
    }
    if (this.contacts.emotion[slot]! >= this.burden.angryFrom) {
      this.add(slot, count.ANGRY)
      this.add(slot, count.ANGRY_WAIT_MS, waitMs)
    }
    this.stood(slot, waitMs, nowMs)
  }

  /** The contact has stood in line for so long, whatever came of it. */
  stood(slot: number, waitMs: number, nowMs: number): void {
    if (waitMs > 0) this.tally.queueTime.add(this.contacts.queue[slot]!, nowMs - waitMs, nowMs)
  }
}
