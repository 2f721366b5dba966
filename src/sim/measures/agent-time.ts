/**
 * How the agents' time was spent: available, busy, with how many contacts, beyond their hours; by group and interval, and
 * by agent.
 * Idea: what an agent does is booked when that ends, over the intervals that it crossed. A contact alone with its agent is so
 * booked once, at its end, unless the agent's presence or pay changes while it lasts.
 * **cost** O(1 + intervals crossed) a change; allocates never after the start.
 * Caveats: only time inside the measured span counts; sums are true only once closed. Instants are whole and never go back.
 */
import { assert } from '../../base/assert.js'
import type { Intervals } from './intervals.js'

/** Places of the sums of one group and interval, and of one agent. */
export const AVAILABLE_MS = 0
/** Available, with at least one contact. */
export const BUSY_MS = 1
/** Contacts of busy available agents beyond the first, times time. */
export const BESIDES_MS = 2
/** With a contact while on a break or after the end of the shift. */
export const OVERTIME_MS = 3
/** Within a shift, whether there or not; or planned by number. */
export const PAID_MS = 4
/** With a contact in time that is not paid as a shift. */
export const EXTRA_MS = 5
export const AGENT_FIELDS = 6

export class AgentTime {
  /** Row (group x intervals + interval), column field. */
  readonly sums: Float64Array
  /** Row agent, column field: of the whole measured span. */
  readonly byAgent: Float64Array
  private readonly intervals: Intervals
  private readonly group: Int32Array
  private readonly available: Uint8Array
  private readonly paid: Uint8Array
  private readonly contacts: Int32Array
  /** Up to when each agent's availability, pay and contacts are booked. */
  private readonly availableToMs: Float64Array
  private readonly paidToMs: Float64Array
  private readonly contactsToMs: Float64Array

  /** `group`: the group of each agent. */
  constructor(group: Int32Array, groupCount: number, intervals: Intervals) {
    this.group = group
    this.intervals = intervals
    this.sums = new Float64Array(groupCount * intervals.count * AGENT_FIELDS)
    this.byAgent = new Float64Array(group.length * AGENT_FIELDS)
    this.available = new Uint8Array(group.length)
    this.paid = new Uint8Array(group.length)
    this.contacts = new Int32Array(group.length)
    this.availableToMs = new Float64Array(group.length)
    this.paidToMs = new Float64Array(group.length)
    this.contactsToMs = new Float64Array(group.length)
  }

  /** The agent is available from now on, or is not. */
  setAvailable(agent: number, available: boolean, atMs: number): void {
    if ((this.available[agent] === 1) === available) return
    this.bookContacts(agent, atMs)
    this.bookAvailable(agent, atMs)
    this.available[agent] = available ? 1 : 0
  }

  /** The agent's time is paid from now on, or is not. */
  setPaid(agent: number, paid: boolean, atMs: number): void {
    if ((this.paid[agent] === 1) === paid) return
    this.bookContacts(agent, atMs)
    this.bookPaid(agent, atMs)
    this.paid[agent] = paid ? 1 : 0
  }

  /** The agent has one contact more (`by` 1) or less (-1). */
  addContact(agent: number, by: 1 | -1, atMs: number): void {
    const after = this.contacts[agent]! + by
    assert(after >= 0, 'agent time: a contact ended twice')
    this.bookContacts(agent, atMs)
    this.contacts[agent] = after
  }

  /** Whether the agent has a contact now. */
  hasContact(agent: number): boolean {
    return this.contacts[agent]! > 0
  }

  /** Ends the account at `atMs`, or at the end of the measured span: once, after the last change. */
  close(atMs: number): void {
    for (let agent = 0; agent < this.group.length; agent++) {
      this.bookContacts(agent, atMs)
      this.bookAvailable(agent, atMs)
      this.bookPaid(agent, atMs)
    }
  }

  /** What the agent has had, while neither that nor its presence or pay has changed. */
  private bookContacts(agent: number, atMs: number): void {
    const contacts = this.contacts[agent]!
    const fromMs = this.contactsToMs[agent]!
    this.contactsToMs[agent] = atMs
    if (contacts === 0) return
    if (this.available[agent] === 1) {
      this.book(agent, BUSY_MS, 1, fromMs, atMs)
      if (contacts > 1) this.book(agent, BESIDES_MS, contacts - 1, fromMs, atMs)
    } else {
      this.book(agent, OVERTIME_MS, 1, fromMs, atMs)
    }
    if (this.paid[agent] === 0) this.book(agent, EXTRA_MS, 1, fromMs, atMs)
  }

  private bookAvailable(agent: number, atMs: number): void {
    if (this.available[agent] === 1) this.book(agent, AVAILABLE_MS, 1, this.availableToMs[agent]!, atMs)
    this.availableToMs[agent] = atMs
  }

  private bookPaid(agent: number, atMs: number): void {
    if (this.paid[agent] === 1) this.book(agent, PAID_MS, 1, this.paidToMs[agent]!, atMs)
    this.paidToMs[agent] = atMs
  }

  /** Adds to a sum of the agent, and of its group in each interval, so much for every millisecond of the measured span. */
  private book(agent: number, field: number, rate: number, fromMs: number, toMs: number): void {
    const { intervals, sums, byAgent } = this
    const untilMs = Math.min(toMs, intervals.untilMs)
    let from = Math.max(fromMs, intervals.measuredFromMs)
    if (from >= untilMs) return
    const own = agent * AGENT_FIELDS + field
    byAgent[own] = byAgent[own]! + rate * (untilMs - from)
    const row = this.group[agent]! * intervals.count
    while (from < untilMs) {
      const end = Math.min(intervals.endOf(from), untilMs)
      const place = (row + intervals.indexOf(from)) * AGENT_FIELDS + field
      sums[place] = sums[place]! + rate * (end - from)
      from = end
    }
  }
}
