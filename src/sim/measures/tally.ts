/**
 * What happened to the contacts of one run, counted: by queue, tier and interval of arrival at once.
 * Idea: a contact knows its cell from its arrival on, so every outcome is an addition at one place of one flat array;
 * totals by queue, tier or interval are sums over cells, made once at the end (measures.ts).
 * **cost** O(1) an outcome, allocates never after the start but when a histogram grows.
 * Caveat: a contact outside the measured span has cell -1 and is not counted.
 */
import { Histogram } from '../../base/histogram.js'
import type { Intervals } from './intervals.js'
import { QueueTime } from './queue-time.js'

/** Places of the counts and sums of one cell. */
export const OFFERED = 0
/** The queue was full, or all lines were busy. */
export const REFUSED = 1
export const ANSWERED = 2
export const ANSWERED_IN_TIME = 3
export const ABANDONED = 4
export const ABANDONED_EARLY = 5
export const CONTAINED = 6
/** Not answered at the instant of arrival. */
export const WAITED = 7
export const WAITED_OVER_5_MIN = 8
export const WAIT_ANSWERED_MS = 9
export const WAIT_ABANDONED_MS = 10
/** A maximum, not a sum. */
export const LONGEST_WAIT_MS = 11
export const FINISHED = 12
export const TALK_MS = 13
export const WRAP_UP_MS = 14
export const UNSERVABLE = 15
/**
 * Six alerts: queue wait warned, breached, escalated, then the same of the first reply. Those of the solution
 * are further down.
 */
export const ALERTS = 16
/** Gave up before the time was over in which an answer would have been in time. */
export const ABANDONED_IN_TIME = 22
/** Called again after giving up; contacted again because it was not resolved. */
export const REDIALS = 23
export const REPEATS = 24
/** Gave up at the instant of arrival, because of the queue. */
export const BALKED = 25
/** Conversations of which is known whether they resolved the issue, and those that did; then the same of first contacts. */
export const JUDGED = 26
export const RESOLVED = 27
export const FIRST_JUDGED = 28
export const FIRST_RESOLVED = 29
/** Conversations whose customers say whether they are satisfied, and the sum of their probabilities to be. */
export const RATED = 30
export const SATISFIED = 31
/** Answered and abandoned contacts of truly angry customers, and their waits. */
export const ANGRY = 32
export const ANGRY_WAIT_MS = 33
/** Contacts that the bot took up. */
export const BOT = 34
/** Of those, handed over to an agent. */
export const HANDED_OVER = 35
/** Turned away because the queue was closed: they are not among the offered. */
export const CLOSED = 36
/** Called again, turned away or not, after a call in vain that was counted: those of the warm-up were not. */
export const NOT_LOST = 37
/** Came while the queue was closed, and waited. */
export const CLOSED_WAITING = 38
/** Of waits, the part in the hours of the queue; answered within the threshold of them. Only where a queue has hours. */
export const WAIT_OPEN_MS = 39
export const WAITED_OPEN = 40
export const ANSWERED_IN_OPEN_TIME = 41
/** Alerts of the solution: warned, breached, escalated. */
export const RESOLUTION_ALERTS = 42
/** Asked to be called back; of those, reached, and given up after the last call; calls in vain; from asking to being reached. */
export const CALLBACKS = 45
export const CALLBACKS_REACHED = 46
export const CALLBACKS_FAILED = 47
export const CALLBACKS_IN_VAIN = 48
export const CALLBACK_MS = 49
/** Calls after conversations, counted with those; of those, reached, and given up. */
export const FOLLOW_UPS = 50
export const FOLLOW_UPS_REACHED = 51
export const FOLLOW_UPS_FAILED = 52
/**
 * Of the waits of those who were called back, the part with nobody on the line; below 0 where a later window
 * began a new wait.
 */
export const OFF_LINE_MS = 53
/** Windows that were over before anybody called: of calls back, and after conversations. */
export const CALLBACKS_OVERDUE = 54
export const FOLLOW_UPS_OVERDUE = 55
export const FIELDS = 56

/** Places of the counts of one agent: contacts taken, hard ones among them, and the emotional load of all. */
export const TAKEN = 0
export const HARD = 1
export const LOAD = 2
export const TAKEN_FIELDS = 3

const FIVE_MINUTES_MS = 300_000

export class Tally {
  /** Row cell, column field. */
  readonly sums: Float64Array
  readonly intervals: Intervals
  readonly queues: number
  readonly tiers: number
  /** Waits of the answered, by queue and tier: queue x tiers + tier. */
  readonly waits: readonly Histogram[]
  /** Answered contacts by group of agents and queue: group x queues + queue. */
  readonly matches: Float64Array
  /** What agents took: row agent, column TAKEN, HARD or LOAD. */
  readonly taken: Float64Array
  readonly queueTime: QueueTime
  /** By queue and tier, as `waits`. */
  private readonly withinMs: Float64Array
  private readonly shortMs: Float64Array
  /** Cell -> queue and tier. */
  private readonly lineOf: Int32Array

  /** `withinMs` and `shortMs`: the thresholds of each queue; `groups` and `agents`: how many are told apart. */
  constructor(
    intervals: Intervals,
    tiers: number,
    withinMs: readonly number[],
    shortMs: readonly number[],
    groups = 0,
    agents = 0,
  ) {
    this.intervals = intervals
    this.queues = withinMs.length
    this.tiers = tiers
    const lines = this.queues * tiers
    this.withinMs = Float64Array.from({ length: lines }, (_, line) => withinMs[Math.floor(line / tiers)]!)
    this.shortMs = Float64Array.from({ length: lines }, (_, line) => shortMs[Math.floor(line / tiers)]!)
    this.lineOf = Int32Array.from({ length: lines * intervals.count }, (_, cell) =>
      Math.floor(cell / intervals.count),
    )
    this.sums = new Float64Array(this.lineOf.length * FIELDS)
    this.waits = Array.from({ length: lines }, () => new Histogram())
    this.matches = new Float64Array(groups * this.queues)
    this.taken = new Float64Array(agents * TAKEN_FIELDS)
    this.queueTime = new QueueTime(this.queues, intervals)
  }

  /** The cell of a contact that arrives now, -1 when it is not measured. */
  cellOf(queue: number, tier: number, atMs: number): number {
    const { intervals } = this
    if (atMs < intervals.measuredFromMs || atMs >= intervals.untilMs) return -1
    return (queue * this.tiers + tier) * intervals.count + intervals.indexOf(atMs)
  }

  /** Adds to a count or a sum of a cell. */
  add(cell: number, field: number, amount: number): void {
    if (cell < 0) return
    const place = cell * FIELDS + field
    this.sums[place] = this.sums[place]! + amount
  }

  answered(cell: number, waitMs: number): void {
    if (cell < 0) return
    const { sums } = this
    const row = cell * FIELDS
    const line = this.lineOf[cell]!
    sums[row + ANSWERED] = sums[row + ANSWERED]! + 1
    sums[row + WAIT_ANSWERED_MS] = sums[row + WAIT_ANSWERED_MS]! + waitMs
    if (waitMs <= this.withinMs[line]!) {
      sums[row + ANSWERED_IN_TIME] = sums[row + ANSWERED_IN_TIME]! + 1
    }
    this.waits[line]!.record(waitMs)
    this.waited(row, waitMs)
  }

  /** Of a wait that has ended, so much was in the hours of the queue. */
  waitedOpen(cell: number, openMs: number, isAnswered: boolean): void {
    if (cell < 0) return
    const line = this.lineOf[cell]!
    this.add(cell, WAITED_OPEN, 1)
    this.add(cell, WAIT_OPEN_MS, openMs)
    if (isAnswered && openMs <= this.withinMs[line]!) this.add(cell, ANSWERED_IN_OPEN_TIME, 1)
  }

  /** An agent of `group` took a contact of `queue`. */
  matched(cell: number, group: number, queue: number): void {
    if (cell < 0) return
    const place = group * this.queues + queue
    this.matches[place] = this.matches[place]! + 1
  }

  /** An agent took a contact that is hard (1) or not (0), and puts a load on its agent. */
  took(cell: number, agent: number, hard: number, load: number): void {
    if (cell < 0) return
    const { taken } = this
    const row = agent * TAKEN_FIELDS
    taken[row + TAKEN] = taken[row + TAKEN]! + 1
    taken[row + HARD] = taken[row + HARD]! + hard
    taken[row + LOAD] = taken[row + LOAD]! + load
  }

  abandoned(cell: number, waitMs: number): void {
    if (cell < 0) return
    const { sums } = this
    const row = cell * FIELDS
    const line = this.lineOf[cell]!
    sums[row + ABANDONED] = sums[row + ABANDONED]! + 1
    sums[row + WAIT_ABANDONED_MS] = sums[row + WAIT_ABANDONED_MS]! + waitMs
    if (waitMs < this.shortMs[line]!) sums[row + ABANDONED_EARLY] = sums[row + ABANDONED_EARLY]! + 1
    if (waitMs <= this.withinMs[line]!) sums[row + ABANDONED_IN_TIME] = sums[row + ABANDONED_IN_TIME]! + 1
    this.waited(row, waitMs)
  }

  /** A conversation is over. */
  finished(cell: number, talkMs: number, wrapUpMs: number): void {
    if (cell < 0) return
    const { sums } = this
    const row = cell * FIELDS
    sums[row + FINISHED] = sums[row + FINISHED]! + 1
    sums[row + TALK_MS] = sums[row + TALK_MS]! + talkMs
    sums[row + WRAP_UP_MS] = sums[row + WRAP_UP_MS]! + wrapUpMs
  }

  private waited(row: number, waitMs: number): void {
    const { sums } = this
    if (waitMs > FIVE_MINUTES_MS) sums[row + WAITED_OVER_5_MIN] = sums[row + WAITED_OVER_5_MIN]! + 1
    if (waitMs > sums[row + LONGEST_WAIT_MS]!) sums[row + LONGEST_WAIT_MS] = waitMs
  }
}
