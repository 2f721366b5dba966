/**
 * The measured span and its intervals: which interval an instant belongs to.
 * Idea: intervals are counted from the start of the scenario; with `ofDay`, from midnight, and the same time of every
 * day is the same interval.
 * **cost** O(1); allocates never.
 */
import { clockText } from '../scenario-language/duration.js'

const DAY_MS = 86_400_000

export class Intervals {
  readonly measuredFromMs: number
  readonly untilMs: number
  readonly count: number
  readonly ofDay: boolean
  private readonly fromMs: number
  private readonly lengthMs: number

  /** `lengthMs` null: one interval. Contacts that arrive in [measuredFromMs, untilMs) are measured. */
  constructor(
    fromMs: number,
    measuredFromMs: number,
    untilMs: number,
    lengthMs: number | null,
    ofDay: boolean,
  ) {
    this.measuredFromMs = measuredFromMs
    this.untilMs = untilMs
    this.ofDay = ofDay
    this.fromMs = ofDay ? 0 : fromMs
    this.lengthMs = lengthMs ?? untilMs - fromMs
    const span = ofDay ? DAY_MS : untilMs - fromMs
    this.count = lengthMs === null ? 1 : Math.max(1, Math.ceil(span / lengthMs))
  }

  /** Index of the interval of an instant within the span. */
  indexOf(atMs: number): number {
    if (this.count === 1) return 0
    const since = this.ofDay ? atMs % DAY_MS : atMs - this.fromMs
    return Math.floor(since / this.lengthMs)
  }

  /** The end of the interval that the instant is in. */
  endOf(atMs: number): number {
    if (this.count === 1) return Infinity
    if (!this.ofDay)
      return this.fromMs + (Math.floor((atMs - this.fromMs) / this.lengthMs) + 1) * this.lengthMs
    const midnight = atMs - (atMs % DAY_MS)
    return midnight + Math.min(DAY_MS, (Math.floor((atMs % DAY_MS) / this.lengthMs) + 1) * this.lengthMs)
  }

  /** `09:30` for the interval that starts then. */
  label(index: number): string {
    return clockText(this.fromMs + index * this.lengthMs)
  }

  /** Start and end of an interval in milliseconds (of the day with `ofDay`). */
  bounds(index: number): { readonly fromMs: number; readonly toMs: number } {
    const fromMs = this.fromMs + index * this.lengthMs
    const last = this.ofDay ? DAY_MS : this.untilMs
    return { fromMs, toMs: Math.min(fromMs + this.lengthMs, last) }
  }

  /** Every stretch of the span that an interval adds up: the same hours of all days with `ofDay`, else one. */
  occurrences(index: number): { readonly fromMs: number; readonly toMs: number }[] {
    const { fromMs, toMs } = this.bounds(index)
    const days = this.ofDay ? Math.max(1, Math.ceil((this.untilMs - fromMs) / DAY_MS)) : 1
    return Array.from({ length: days }, (_, day) => ({
      fromMs: fromMs + day * DAY_MS,
      toMs: toMs + day * DAY_MS,
    }))
  }
}
