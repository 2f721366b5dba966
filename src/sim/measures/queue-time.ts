/**
 * How long contacts stood in each queue, by interval of the clock: what the mean number of waiting contacts is made of.
 * Idea: a wait is added when it ends, to every interval that it crossed; unlike the tally it is booked when the waiting
 * took place, not when the contact arrived.
 * **cost** O(1 + intervals crossed) a wait; allocates at the start only.
 * Caveat: only time inside the measured span counts.
 */
import type { Intervals } from './intervals.js'

export class QueueTime {
  /** Queue x intervals + interval, in ms. */
  readonly sums: Float64Array
  /** Length of each interval, of all days together, in ms. */
  readonly spans: Float64Array
  private readonly intervals: Intervals

  constructor(queues: number, intervals: Intervals) {
    this.intervals = intervals
    this.sums = new Float64Array(queues * intervals.count)
    this.spans = new Float64Array(intervals.count)
    this.spread(this.spans, 0, intervals.measuredFromMs, intervals.untilMs)
  }

  /** A contact of `queue` has waited from one instant to another. */
  add(queue: number, fromMs: number, toMs: number): void {
    const { measuredFromMs, untilMs, count } = this.intervals
    this.spread(this.sums, queue * count, Math.max(fromMs, measuredFromMs), Math.min(toMs, untilMs))
  }

  private spread(sums: Float64Array, row: number, fromMs: number, toMs: number): void {
    const { intervals } = this
    for (let from = fromMs; from < toMs;) {
      const end = Math.min(intervals.endOf(from), toMs)
      const place = row + intervals.indexOf(from)
      sums[place] = sums[place]! + end - from
      from = end
    }
  }
}
