/**
 * The hours in which a clock runs or a queue is open: a compiled calendar that is never silent.
 * Idea: outside what the calendar knows everything counts as open. So a deadline beyond the horizon comes too early rather
 * than never; the host, told in time that the horizon is near, extends the hours, and what is still to run is worked out anew.
 * **cost** O(log stretches) for a question; made and extended in O(stretches), allocates.
 * **order** the earliest instant that satisfies, as in calendar.ts: a closing, not the opening after it.
 * Caveat: what has passed beyond the horizon has counted as open, and stays so.
 */
import { assert } from '../base/assert.js'
import { Calendar, type CalendarData } from './calendar.js'

/** The last instant a deadline may have: 2^43 ms. */
const LAST_MS = 2 ** 43

export class Hours {
  private readonly data: CalendarData
  /** The whole of time, 0..2^43, with what is not known as open. */
  private readonly calendar: Calendar

  /** Throws InvariantError unless `data` is sound and lies within 0..2^43. */
  constructor(data: CalendarData) {
    this.data = data
    this.calendar = openEnded(data)
  }

  /** The horizon: hours are known before this instant. */
  get untilMs(): number {
    return this.data.toMs
  }

  isOpen(atMs: number): boolean {
    return this.calendar.isOpen(atMs)
  }

  /** When what `isOpen(atMs)` says changes next, after `atMs`; Infinity when it never does. */
  nextChangeMs(atMs: number): number {
    return this.isOpen(atMs) ? this.calendar.nextClosingMs(atMs) : this.calendar.nextOpeningMs(atMs)
  }

  /** The earliest instant at which `workingMs`, 0 or more, have run since `atMs`; at most 2^43. */
  after(atMs: number, workingMs: number): number {
    return Math.min(this.calendar.addWorking(atMs, workingMs), LAST_MS)
  }

  /** Open milliseconds from `aMs` to `bMs`, the later one. */
  between(aMs: number, bMs: number): number {
    return this.calendar.workingBetween(aMs, bMs)
  }

  /**
   * Whether `data` can follow: the same zone, no gap after the horizon, and further than it. In words what stands
   * against it, or undefined.
   */
  faultOf(data: CalendarData): string | undefined {
    const { zone, toMs } = this.data
    if (data.zone !== zone) return `the hours are of zone "${data.zone}", the calendar is of "${zone}"`
    if (data.fromMs > toMs) return `the hours begin at ${data.fromMs}, after the horizon ${toMs}`
    if (data.toMs <= toMs) return `the hours end at ${data.toMs}, no later than the horizon ${toMs}`
    return undefined
  }

  /**
   * These hours, followed by those of `data` behind the horizon. Throws InvariantError when `faultOf` has
   * something against it.
   */
  extendedBy(data: CalendarData): Hours {
    assert(this.faultOf(data) === undefined, 'hours: extended by hours that do not follow')
    const known = new Calendar(this.data)
    known.extend(data)
    return new Hours(known.toData())
  }

  /** What is known, as plain data. */
  toData(): CalendarData {
    return this.data
  }
}

/** The hours as `data` has them, and open before and after. */
function openEnded(data: CalendarData): Calendar {
  const { zone, fromMs, toMs } = data
  assert(fromMs >= 0 && toMs <= LAST_MS, 'hours: out of 0..2^43')
  const whole = new Calendar({
    zone,
    fromMs: 0,
    toMs: fromMs,
    ...(fromMs > 0 ? { opensAtMs: [0], closesAtMs: [fromMs] } : { opensAtMs: [], closesAtMs: [] }),
  })
  whole.extend(data)
  if (toMs < LAST_MS) {
    whole.extend({ zone, fromMs: toMs, toMs: LAST_MS, opensAtMs: [toMs], closesAtMs: [LAST_MS] })
  }
  return whole
}
