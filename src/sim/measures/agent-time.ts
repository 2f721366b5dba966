/**
 * How the agents' time was spent: available, busy, with how many contacts, beyond their hours; by group and interval, and
 * by agent.
 * Idea: numbers of agents change rarely and time passes evenly, so an interval is booked to its end as soon as it begins,
 * as if nothing would change, and a change books what it makes of the rest; an agent's whole span is one such interval.
 * **cost** O(1) a change, O(groups) an interval; allocates never after the start.
 * Caveats: only time inside the measured span counts; sums are true only once closed. Instants are whole and never go back.
 */
import { assert } from '../../base/assert.js'
import type { Intervals } from './intervals.js'

/** Places of the sums of one group and interval, and of one agent. */
export const AVAILABLE_MS = 0
/** Available, with at least one contact. */
export const BUSY_MS = 1
/** Contacts of busy available agents, times time. */
export const CONTACT_MS = 2
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
  /** Row group, column field: how many agents (or contacts) each sum grows by per millisecond. */
  private readonly rates: Float64Array
  /** The interval that is booked, up to this instant; -1 before and after the measured span. */
  private interval: number
  private bookedToMs: number

  /** `group`: the group of each agent. */
  constructor(group: Int32Array, groupCount: number, intervals: Intervals) {
    this.group = group
    this.intervals = intervals
    this.sums = new Float64Array(groupCount * intervals.count * AGENT_FIELDS)
    this.byAgent = new Float64Array(group.length * AGENT_FIELDS)
    this.available = new Uint8Array(group.length)
    this.paid = new Uint8Array(group.length)
    this.contacts = new Int32Array(group.length)
    this.rates = new Float64Array(groupCount * AGENT_FIELDS)
    this.interval = -1
    this.bookedToMs = intervals.measuredFromMs
  }

  /** The agent is available from now on, or is not. */
  setAvailable(agent: number, available: boolean, atMs: number): void {
    if ((this.available[agent] === 1) === available) return
    const contacts = this.contacts[agent]!
    const sign = available ? 1 : -1
    this.available[agent] = available ? 1 : 0
    this.change(agent, AVAILABLE_MS, sign, atMs)
    if (contacts === 0) return
    this.change(agent, BUSY_MS, sign, atMs)
    this.change(agent, CONTACT_MS, sign * contacts, atMs)
    this.change(agent, OVERTIME_MS, -sign, atMs)
  }

  /** The agent's time is paid from now on, or is not. */
  setPaid(agent: number, paid: boolean, atMs: number): void {
    if ((this.paid[agent] === 1) === paid) return
    const sign = paid ? 1 : -1
    this.paid[agent] = paid ? 1 : 0
    this.change(agent, PAID_MS, sign, atMs)
    if (this.contacts[agent]! > 0) this.change(agent, EXTRA_MS, -sign, atMs)
  }

  /** The agent has one contact more (`by` 1) or less (-1). */
  addContact(agent: number, by: 1 | -1, atMs: number): void {
    const before = this.contacts[agent]!
    const after = before + by
    assert(after >= 0, 'agent time: a contact ended twice')
    this.contacts[agent] = after
    const starts = before === 0 || after === 0
    if (starts && this.paid[agent] === 0) this.change(agent, EXTRA_MS, by, atMs)
    if (this.available[agent] === 1) {
      this.change(agent, CONTACT_MS, by, atMs)
      if (starts) this.change(agent, BUSY_MS, by, atMs)
    } else if (starts) {
      this.change(agent, OVERTIME_MS, by, atMs)
    }
  }

  /** Whether the agent has a contact now. */
  hasContact(agent: number): boolean {
    return this.contacts[agent]! > 0
  }

  /** Ends the account at `atMs`, or at the end of the measured span: once, after the last change. */
  close(atMs: number): void {
    if (atMs >= this.bookedToMs) this.goOn(atMs)
    if (this.interval >= 0) this.book(atMs - this.bookedToMs)
    const unspentMs = this.leftMs(atMs)
    if (unspentMs > 0) this.group.forEach((_, agent) => this.unbook(agent, unspentMs))
  }

  /** A rate of the agent and its group grows by so much from `atMs` on. */
  private change(agent: number, field: number, by: number, atMs: number): void {
    if (atMs >= this.bookedToMs) this.goOn(atMs)
    const own = agent * AGENT_FIELDS + field
    this.byAgent[own] = this.byAgent[own]! + by * this.leftMs(atMs)
    const group = this.group[agent]!
    const rate = group * AGENT_FIELDS + field
    this.rates[rate] = this.rates[rate]! + by
    if (this.interval < 0) return
    const place = (group * this.intervals.count + this.interval) * AGENT_FIELDS + field
    this.sums[place] = this.sums[place]! + by * (this.bookedToMs - atMs)
  }

  /** What is left of the measured span. */
  private leftMs(atMs: number): number {
    const { measuredFromMs, untilMs } = this.intervals
    return Math.max(0, untilMs - Math.max(atMs, measuredFromMs))
  }

  /** Takes back what was booked for an agent to the end of the span, as if nothing would change. */
  private unbook(agent: number, unspentMs: number): void {
    const contacts = this.contacts[agent]!
    const isThere = this.available[agent]!
    const isPaid = this.paid[agent]!
    const isBusy = contacts > 0 ? 1 : 0
    const take = (field: number, rate: number): void => {
      const place = agent * AGENT_FIELDS + field
      this.byAgent[place] = this.byAgent[place]! - rate * unspentMs
    }
    take(AVAILABLE_MS, isThere)
    take(BUSY_MS, isThere * isBusy)
    take(CONTACT_MS, isThere * contacts)
    take(OVERTIME_MS, (1 - isThere) * isBusy)
    take(PAID_MS, isPaid)
    take(EXTRA_MS, (1 - isPaid) * isBusy)
  }

  /** Books the intervals that have begun by `atMs`. */
  private goOn(atMs: number): void {
    const { intervals } = this
    while (atMs >= this.bookedToMs) {
      const fromMs = this.bookedToMs
      if (fromMs >= intervals.untilMs) {
        this.interval = -1
        this.bookedToMs = Infinity
        return
      }
      this.interval = intervals.indexOf(fromMs)
      this.bookedToMs = Math.min(intervals.endOf(fromMs), intervals.untilMs)
      this.book(this.bookedToMs - fromMs)
    }
  }

  /** Lets `passedMs` pass for all groups in the present interval. */
  private book(passedMs: number): void {
    const { rates, sums, interval } = this
    for (let rate = 0; rate < rates.length; rate++) {
      const group = Math.floor(rate / AGENT_FIELDS)
      const place = (group * this.intervals.count + interval) * AGENT_FIELDS + (rate % AGENT_FIELDS)
      sums[place] = sums[place]! + rates[rate]! * passedMs
    }
  }
}
