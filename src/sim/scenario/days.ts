/**
 * The days of a scenario that repeats: when each begins, which weekday it is, and how busy the calendar makes it.
 * Idea: whatever the scenario says of its one day is laid out again on each of them; the rest of the simulator knows only
 * instants. Without a calendar there is one day, and nothing changes.
 * **cost** O(days x seasons); allocates the list. Once per scenario.
 */
import { DAY_MS, dateDay } from '../scenario-language/recorded-time.js'
import type { CalendarSpec, Weekday } from '../scenario-language/volume-spec.js'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Weekday[]

export interface Day {
  /** What is added to the times of the first day. */
  readonly laterMs: number
  /** `null`: nobody said. */
  readonly weekday: Weekday | null
  /** What its arrivals are multiplied by. */
  readonly factor: number
}

/** Every day of a checked calendar, in order. */
export function daysOf({ days = 1, firstDay, weekdays = {}, seasons = [] }: CalendarSpec): Day[] {
  const date = firstDay === undefined ? Number.NaN : dateDay(firstDay)
  // 1970-01-01, day 0, was a Thursday.
  const first = date === date ? (date + 3) % 7 : WEEKDAYS.findIndex((name) => name === firstDay)
  const stretches = seasons.map(({ from, to, factor }) => ({ from: dateDay(from), to: dateDay(to), factor }))
  return Array.from({ length: days }, (_, day) => {
    const weekday = first < 0 ? null : WEEKDAYS[(first + day) % 7]!
    const seasonal = stretches
      .filter(({ from, to }) => from <= date + day && date + day <= to)
      .reduce((product, { factor }) => product * factor, 1)
    const weekly = weekday === null ? 1 : (weekdays[weekday] ?? 1)
    return { laterMs: day * DAY_MS, weekday, factor: weekly * seasonal }
  })
}

/** The same stretch on each of the days. */
export function onEachDay<Stretch extends { readonly fromMs: number; readonly toMs: number }>(
  stretch: Stretch,
  days: readonly Day[],
): Stretch[] {
  return days.map(({ laterMs }) => ({
    ...stretch,
    fromMs: stretch.fromMs + laterMs,
    toMs: stretch.toMs + laterMs,
  }))
}
