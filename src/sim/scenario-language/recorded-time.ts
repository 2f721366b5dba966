/**
 * Dates and times of day as records have them, turned into day numbers and milliseconds.
 * Caveat: dates are days of the calendar without a time zone; a day is 24 hours, also when clocks were changed.
 * **cost** O(1); allocates a match per call.
 */
import type { Separator } from '../records/csv.js'
import { tableNumber } from '../records/table-number.js'
import { timeMs } from './duration.js'

export const DAY_MS = 86_400_000

const UNIT_MS = { ms: 1, s: 1_000, min: 60_000 } as const

/** Number of the day of `2026-11-30` since 1970-01-01; NaN for anything else. */
export function dateDay(text: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (year === undefined) return Number.NaN
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day))
  return new Date(at).toISOString().startsWith(text) ? at / DAY_MS : Number.NaN
}

/** The date of a day that is numbered so. */
export function dateText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** Milliseconds of a number in the given unit, as a table with this separator has it, or of hh:mm[:ss]; NaN for anything else. */
export function recordedMs(text: string, unit: keyof typeof UNIT_MS, separator: Separator = ','): number {
  if (text.includes(':')) return timeMs(text)
  const value = tableNumber(text, separator)
  return value >= 0 && value < 2 ** 41 ? Math.round(value * UNIT_MS[unit]) : Number.NaN
}

/** Takes the date out of a time column that holds both: `2026-11-30 09:15:00` or with a `T` between. */
export function splitInstant(date: string, time: string): { readonly date: string; readonly time: string } {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)Z?$/.exec(time) ?? []
  return day === undefined || date !== '' ? { date, time } : { date: day, time: clock! }
}
