/**
 * How the agents' time was spent: available, busy, with how many contacts, beyond their hours; by group and interval.
 * Idea: numbers of agents change rarely and time passes evenly, so each change first adds (number x time passed) for the
 * group it concerns; nothing is kept per agent but what the agent is doing.
 * **cost** O(1) a change, plus O(1) an interval passed; allocates never after the start.
 * Caveat: only time inside the measured span counts.
 */
import { assert } from '../../base/assert.js'
import type { Intervals } from './intervals.js'

/** Places of the sums of one group and interval. */
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
  private readonly intervals: Intervals
  private readonly group: Int32Array
  private readonly available: Uint8Array
  private readonly paid: Uint8Array
  private readonly contacts: Int32Array
  /** Row group, column field: how many agents (or contacts) each sum grows by per millisecond. */
  private readonly rates: Float64Array
  private readonly sinceMs: Float64Array

  /** `group`: the group of each agent. */
  constructor(group: Int32Array, groupCount: number, intervals: Intervals) {
    this.group = group
    this.intervals = intervals
    this.sums = new Float64Array(groupCount * intervals.count * AGENT_FIELDS)
    this.available = new Uint8Array(group.length)
    this.paid = new Uint8Array(group.length)
    this.contacts = new Int32Array(group.length)
    this.rates = new Float64Array(groupCount * AGENT_FIELDS)
    this.sinceMs = new Float64Array(groupCount)
  }

  /** The agent is available from now on, or is not. */
  setAvailable(agent: number, available: boolean, atMs: number): void {
    if ((this.available[agent] === 1) === available) return
    const row = this.group[agent]! * AGENT_FIELDS
    const contacts = this.contacts[agent]!
    const sign = available ? 1 : -1
    this.advance(this.group[agent]!, atMs)
    this.available[agent] = available ? 1 : 0
    this.change(row + AVAILABLE_MS, sign)
    if (contacts === 0) return
    this.change(row + BUSY_MS, sign)
    this.change(row + CONTACT_MS, sign * contacts)
    this.change(row + OVERTIME_MS, -sign)
  }

  /** The agent's time is paid from now on, or is not. */
  setPaid(agent: number, paid: boolean, atMs: number): void {
    if ((this.paid[agent] === 1) === paid) return
    const row = this.group[agent]! * AGENT_FIELDS
    const sign = paid ? 1 : -1
    this.advance(this.group[agent]!, atMs)
    this.paid[agent] = paid ? 1 : 0
    this.change(row + PAID_MS, sign)
    if (this.contacts[agent]! > 0) this.change(row + EXTRA_MS, -sign)
  }

  /** The agent has one contact more (`change` 1) or less (-1). */
  addContact(agent: number, change: 1 | -1, atMs: number): void {
    const group = this.group[agent]!
    const row = group * AGENT_FIELDS
    const before = this.contacts[agent]!
    const after = before + change
    assert(after >= 0, 'agent time: a contact ended twice')
    this.advance(group, atMs)
    this.contacts[agent] = after
    const starts = before === 0 || after === 0
    if (starts && this.paid[agent] === 0) this.change(row + EXTRA_MS, change)
    if (this.available[agent] === 1) {
      this.change(row + CONTACT_MS, change)
      if (starts) this.change(row + BUSY_MS, change)
    } else if (starts) {
      this.change(row + OVERTIME_MS, change)
    }
  }

  /** Whether the agent has a contact now. */
  hasContact(agent: number): boolean {
    return this.contacts[agent]! > 0
  }

  /** Adds the time up to `atMs`, or to the end of the measured span, for all groups: once, at the end. */
  close(atMs: number): void {
    for (let group = 0; group < this.sinceMs.length; group++) this.advance(group, atMs)
  }

  private change(rate: number, by: number): void {
    this.rates[rate] = this.rates[rate]! + by
  }

  private advance(group: number, atMs: number): void {
    const { intervals, rates, sums } = this
    let from = Math.max(this.sinceMs[group]!, intervals.measuredFromMs)
    const to = Math.min(atMs, intervals.untilMs)
    this.sinceMs[group] = atMs
    while (from < to) {
      const end = Math.min(intervals.endOf(from), to)
      const row = (group * intervals.count + intervals.indexOf(from)) * AGENT_FIELDS
      const rate = group * AGENT_FIELDS
      const passed = end - from
      for (let field = 0; field < AGENT_FIELDS; field++) {
        sums[row + field] = sums[row + field]! + rates[rate + field]! * passed
      }
      from = end
    }
  }
}
