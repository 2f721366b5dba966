/**
 * Searches over the opening hours of a business calendar, compiled to sorted instants (calendar-compile.ts).
 * Idea: hours are half-open stretches [opens, closes); a column beside them holds the open time before each, so that
 * working time between two instants is a difference, and adding working time is the search the other way round.
 * The closing instant is closed. Forward results are the earliest instant that satisfies (a closing, not the opening
 * after it), backward results the latest (an opening, not the closing before it): from open time, there and back is
 * the identity. **cost** O(log stretches) each; allocates on `extend` only. Caveat: hours are known within
 * fromMs..toMs. An argument outside is a programmer's error; an answer outside is Infinity (not before toMs: extend
 * the calendar, and ask again) or -Infinity (before fromMs). Nothing is ever guessed.
 */
import { assert } from '../base/assert.js'
import { grownFloat64 } from '../base/column.js'

/** Opening hours as plain data: what commands and snapshots carry, since zone data differ between machines. */
export interface CalendarData {
  /** The IANA zone the hours were written in; only told, never looked up. */
  readonly zone: string
  /** The hours are known from here, an integer instant in milliseconds ... */
  readonly fromMs: number
  /** ... to here, exclusive: the horizon. */
  readonly toMs: number
  /** When each open stretch begins; ascending, within fromMs..toMs. A stretch that is open at `fromMs` begins there. */
  readonly opensAtMs: readonly number[]
  /** When each of them ends: after its opening, before the next one. A stretch that is open at the horizon ends there. */
  readonly closesAtMs: readonly number[]
}

/** Opening hours to be asked: see the head of this file for what holds at the edges. */
export class Calendar {
  /** As in {@link CalendarData}. */
  readonly zone: string
  /** The first known instant. */
  readonly fromMs: number
  private horizonMs: number
  private count: number
  private opensAtMs: Float64Array
  private closesAtMs: Float64Array
  /** Open milliseconds from `fromMs` to the opening of each stretch. */
  private openBeforeMs: Float64Array

  /** Throws InvariantError unless `data` keeps what {@link CalendarData} promises. O(stretches). */
  constructor(data: CalendarData) {
    assertSound(data)
    this.zone = data.zone
    this.fromMs = data.fromMs
    this.horizonMs = data.fromMs
    this.count = 0
    this.opensAtMs = new Float64Array(data.opensAtMs.length)
    this.closesAtMs = new Float64Array(data.opensAtMs.length)
    this.openBeforeMs = new Float64Array(data.opensAtMs.length)
    this.append(data)
  }

  /** The horizon: hours are known before this instant. */
  get toMs(): number {
    return this.horizonMs
  }

  /** Whether it is open at `atMs`, within fromMs..toMs-1. A closing instant is closed. O(log stretches). */
  isOpen(atMs: number): boolean {
    assert(atMs >= this.fromMs && atMs < this.horizonMs, 'calendar: instant outside the known hours')
    const stretch = this.stretchAt(atMs)
    return stretch >= 0 && atMs < this.closesAtMs[stretch]!
  }

  /**
   * The earliest open instant at or after `atMs` (itself, when open), for `atMs` within fromMs..toMs.
   * Infinity when there is none before the horizon. O(log stretches).
   */
  nextOpeningMs(atMs: number): number {
    const stretch = this.stretchWithin(atMs)
    if (stretch >= 0 && atMs < this.closesAtMs[stretch]!) return atMs
    return stretch + 1 < this.count ? this.opensAtMs[stretch + 1]! : Infinity
  }

  /**
   * The earliest closed instant at or after `atMs` (itself, when closed), for `atMs` within fromMs..toMs-1.
   * Infinity when it stays open up to the horizon. O(log stretches).
   */
  nextClosingMs(atMs: number): number {
    if (!this.isOpen(atMs)) return atMs
    const closesAtMs = this.closesAtMs[this.stretchAt(atMs)]!
    return closesAtMs < this.horizonMs ? closesAtMs : Infinity
  }

  /**
   * The instant at which `durationMs` of open time, a safe integer, have passed since `atMs`, within fromMs..toMs.
   * Negative: the instant from which they pass until `atMs`, e.g. -3,600,000 for "1 h before due". Zero: `atMs`,
   * though closed. Forward the earliest such instant, backward the latest. Infinity when the horizon comes first,
   * -Infinity when `fromMs` does. O(log stretches).
   */
  addWorking(atMs: number, durationMs: number): number {
    assert(Number.isSafeInteger(durationMs), 'calendar: durationMs must be a safe integer')
    const openMs = this.openUntil(atMs)
    if (durationMs === 0) return atMs
    const targetMs = openMs + durationMs
    if (durationMs > 0) {
      // The last stretch with less open time before it than wanted: the target lies after its opening, at most at its closing.
      const stretch = lastUpTo(this.openBeforeMs, this.count, targetMs - 1)
      if (stretch < 0) return Infinity
      const resultMs = this.opensAtMs[stretch]! + (targetMs - this.openBeforeMs[stretch]!)
      return resultMs <= this.closesAtMs[stretch]! ? resultMs : Infinity
    }
    if (targetMs < 0) return -Infinity
    // The last stretch with no more open time before it than wanted: at or after its opening, before its closing.
    const stretch = lastUpTo(this.openBeforeMs, this.count, targetMs)
    return this.opensAtMs[stretch]! + (targetMs - this.openBeforeMs[stretch]!)
  }

  /** Open milliseconds from `aMs` to `bMs`, both within fromMs..toMs; negative when `bMs` is earlier. O(log stretches). */
  workingBetween(aMs: number, bMs: number): number {
    return this.openUntil(bMs) - this.openUntil(aMs)
  }

  /**
   * Takes over the hours of `data` from the present horizon to its own; those before it stay as they are. Afterwards
   * all answers are as if the longer time had been compiled at once. Nothing happens when `data` reaches no further.
   * Throws InvariantError when the zone differs or `data` begins after the horizon. O(stretches of `data`), amortised.
   */
  extend(data: CalendarData): void {
    assertSound(data)
    assert(data.zone === this.zone, 'calendar: extended by the hours of another zone')
    assert(data.fromMs <= this.horizonMs, 'calendar: extended beyond a gap')
    if (data.toMs > this.horizonMs) this.append(data)
  }

  /** The hours as plain data, equal to what compiling them at once would have given. O(stretches). */
  toData(): CalendarData {
    return {
      zone: this.zone,
      fromMs: this.fromMs,
      toMs: this.horizonMs,
      opensAtMs: Array.from(this.opensAtMs.subarray(0, this.count)),
      closesAtMs: Array.from(this.closesAtMs.subarray(0, this.count)),
    }
  }

  /** Appends what lies behind the horizon, joining a stretch that the horizon had cut. */
  private append(data: CalendarData): void {
    const fromMs = this.horizonMs
    const length = this.count + data.opensAtMs.length
    this.opensAtMs = grownFloat64(this.opensAtMs, length)
    this.closesAtMs = grownFloat64(this.closesAtMs, length)
    this.openBeforeMs = grownFloat64(this.openBeforeMs, length)
    for (let i = 0; i < data.opensAtMs.length; i++) {
      const closesAtMs = data.closesAtMs[i]!
      if (closesAtMs <= fromMs) continue
      const opensAtMs = Math.max(data.opensAtMs[i]!, fromMs)
      const last = this.count - 1
      if (last >= 0 && this.closesAtMs[last] === opensAtMs) {
        this.closesAtMs[last] = closesAtMs
        continue
      }
      this.opensAtMs[this.count] = opensAtMs
      this.closesAtMs[this.count] = closesAtMs
      this.openBeforeMs[this.count] =
        last < 0 ? 0 : this.openBeforeMs[last]! + this.closesAtMs[last]! - this.opensAtMs[last]!
      this.count++
    }
    this.horizonMs = data.toMs
  }

  /** Open milliseconds from `fromMs` to `atMs`. */
  private openUntil(atMs: number): number {
    const stretch = this.stretchWithin(atMs)
    if (stretch < 0) return 0
    const endMs = Math.min(atMs, this.closesAtMs[stretch]!)
    return this.openBeforeMs[stretch]! + endMs - this.opensAtMs[stretch]!
  }

  private stretchWithin(atMs: number): number {
    assert(atMs >= this.fromMs && atMs <= this.horizonMs, 'calendar: instant outside the known hours')
    return this.stretchAt(atMs)
  }

  /** The last stretch that opens at or before `atMs`, or -1. */
  private stretchAt(atMs: number): number {
    return lastUpTo(this.opensAtMs, this.count, atMs)
  }
}

/** The last index below `count` whose element, ascending, is at most `limit`, or -1. */
function lastUpTo(column: Float64Array, count: number, limit: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (column[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** What stands against a value that should be {@link CalendarData}, in words; undefined when nothing does. O(stretches). */
export function calendarDataFault(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null)
    return 'hours must be an object, as compileCalendar makes it'
  const { zone, fromMs, toMs, opensAtMs, closesAtMs } = value as {
    readonly [Key in keyof CalendarData]: unknown
  }
  if (typeof zone !== 'string') return 'hours have no zone'
  if (!Array.isArray(opensAtMs) || !Array.isArray(closesAtMs))
    return 'hours have no lists of openings and closings'
  const [opens, closes] = [opensAtMs as readonly unknown[], closesAtMs as readonly unknown[]]
  if (!isInstant(fromMs) || !isInstant(toMs)) return 'instants must be integers'
  if (fromMs > toMs) return 'ends before it begins'
  if (opens.length !== closes.length) return 'there must be as many openings as closings'
  let afterMs = fromMs - 1
  for (const [index, opensMs] of opens.entries()) {
    const closesMs = closes[index]
    if (!isInstant(opensMs) || !isInstant(closesMs)) return 'instants must be integers'
    if (opensMs <= afterMs || closesMs <= opensMs || closesMs > toMs) return 'stretches must ascend, apart'
    afterMs = closesMs
  }
  return undefined
}

function isInstant(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

function assertSound(data: CalendarData): void {
  const fault = calendarDataFault(data)
  assert(fault === undefined, `calendar: ${fault}`)
}
