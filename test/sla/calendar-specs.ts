/** Random calendars for the laws: hours of every shape, in zones and weeks in which the clock does something odd. */
import fc from 'fast-check'
import type { CalendarSpec, DaysKey } from '../../src/sla/calendar-compile.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Zones, each with an instant near which its clock jumps (or, as a control, does not). */
export const oddities: readonly (readonly [zone: string, atMs: number])[] = [
  ['UTC', Date.UTC(2026, 0, 1)],
  ['Asia/Kathmandu', Date.UTC(2026, 5, 1)],
  ['America/New_York', Date.UTC(2026, 2, 8, 7)],
  ['America/New_York', Date.UTC(2026, 10, 1, 6)],
  ['Australia/Sydney', Date.UTC(2026, 3, 4, 16)],
  ['Australia/Sydney', Date.UTC(2026, 9, 3, 16)],
  // Half an hour of daylight saving.
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15)],
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 15, 30)],
  // Jumps at midnight: a day begins at 01:00.
  ['America/Sao_Paulo', Date.UTC(2018, 10, 4, 3)],
  ['Africa/Cairo', Date.UTC(2026, 3, 23, 22)],
  // A day that was left out altogether.
  ['Pacific/Apia', Date.UTC(2011, 11, 30, 10)],
]

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The hours of one day: the day cut at random minutes, some pieces open, neighbours touching or not. */
const hours = fc.oneof(
  fc.constantFrom([], ['00:00-24:00'], ['09:00-17:00'], ['01:30-02:30'], ['02:00-03:00'], ['22:00-24:00']),
  fc
    .tuple(
      fc.uniqueArray(
        fc.oneof(
          fc.integer({ min: 0, max: 24 * 60 }),
          fc.integer({ min: 0, max: 8 }).map((n) => n * 30),
        ),
        { minLength: 2, maxLength: 6 },
      ),
      fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    )
    .map(([cuts, isOpen]) => {
      const sorted = cuts.toSorted((a, b) => a - b)
      return sorted
        .slice(1)
        .map((to, i) => `${clock(sorted[i]!)}-${clock(to)}`)
        .filter((_, i) => isOpen[i])
    }),
)

const partitions: readonly (readonly DaysKey[])[] = [
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  ['mon-fri', 'sat-sun'],
  ['sat-mon', 'tue-thu', 'fri'],
  ['thu-wed'],
]

/** A valid specification, and a range of up to five days around the oddity of its zone. */
export const someCalendar: fc.Arbitrary<{ spec: CalendarSpec; fromMs: number; toMs: number }> = fc
  .tuple(fc.constantFrom(...oddities), fc.constantFrom(...partitions))
  .chain(([[zone, atMs], keys]) => {
    const dates = [-1, 0, 1].map((day) => new Date(atMs + day * DAY_MS).toISOString().slice(0, 10))
    return fc.record({
      spec: fc
        .record({
          weekly: fc.tuple(...keys.map(() => hours)),
          exceptions: fc.dictionary(fc.constantFrom(...dates), hours, { noNullPrototype: true }),
        })
        .map(({ weekly, exceptions }) => ({
          zone,
          // One date far away is open, so that the calendar is valid even when all else is closed.
          exceptions: { ...exceptions, '2100-01-01': ['09:00-17:00'] },
          weekly: Object.fromEntries(keys.map((key, i) => [key, weekly[i]!])),
        })),
      fromMs: fc.oneof(
        fc.integer({ min: -60, max: 0 }).map((h) => atMs + h * HOUR_MS),
        fc.integer({ min: atMs - 2 * DAY_MS, max: atMs }),
      ),
      toMs: fc.oneof(
        fc.integer({ min: 1, max: 60 }).map((h) => atMs + h * HOUR_MS),
        fc.integer({ min: atMs + 1, max: atMs + 2 * DAY_MS }),
      ),
    })
  })
