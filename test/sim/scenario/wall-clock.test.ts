import { describe, expect, it } from 'vitest'
import type { CalendarSpec } from '../../../src/sla/calendar-compile.js'
import { wallCalendars, wallClockOf } from '../../../src/sim/scenario/wall-clock.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { smallSpec } from '../small-scenario.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function specOf(calendars: Record<string, CalendarSpec>, parts: Partial<ScenarioSpec>): ScenarioSpec {
  return { ...smallSpec, policy: { ...smallSpec.policy!, calendars }, ...parts }
}

/** Opening and closing hours since the midnight of the first day, until the end of the last. */
function hoursOf(spec: ScenarioSpec, days: number): [number, number][] {
  const [calendar] = wallCalendars(spec.policy, wallClockOf(spec), 0, (days - 2) * DAY_MS)
  const { opensAtMs, closesAtMs, toMs } = calendar!.data
  expect(toMs).toBe(days * DAY_MS)
  return opensAtMs.map((atMs, i) => [atMs / HOUR_MS, closesAtMs[i]! / HOUR_MS])
}

const shop: CalendarSpec = {
  zone: 'Europe/Berlin',
  weekly: { 'mon-fri': ['09:00-17:00'], sat: ['09:00-13:00'] },
  exceptions: { '2026-10-26': [] },
}

describe('the clock on the wall', () => {
  it('is that of the calendars unless stated, and there is none without calendars', () => {
    expect(wallClockOf({ ...smallSpec, timeZone: 'UTC' })).toBeUndefined()
    expect(wallCalendars(smallSpec.policy, undefined, 0, 1)).toEqual([])
    const clock = { firstDay: 20_750, hasDate: true, withoutDates: [] }
    const spec = specOf({ shop }, { firstDay: '2026-10-24' })
    expect(wallClockOf(spec)).toEqual({ ...clock, zone: 'Europe/Berlin' })
    expect(wallClockOf({ ...spec, timeZone: 'UTC' })).toEqual({ ...clock, zone: 'UTC' })
  })

  it('shows nine in the morning at nine in the morning, also after a day of 25 hours, and keeps holidays', () => {
    // Saturday; Sunday, when clocks go back; Monday, a holiday; Tuesday.
    expect(hoursOf(specOf({ shop }, { firstDay: '2026-10-24' }), 4)).toEqual([
      [9, 13],
      [81, 89],
    ])
  })

  it('knows no holidays of a weekday, and says so', () => {
    const spec = specOf({ shop }, { firstDay: 'sunday' })
    expect(wallClockOf(spec)?.withoutDates).toEqual(['shop'])
    expect(hoursOf(spec, 3)).toEqual([
      [33, 41],
      [57, 65],
    ])
  })

  it('asks for the difference at the very instant, not at that of the same name', () => {
    // In Berlin clocks go back at ten in the morning of Tokyo; the evening before is seven hours behind, the next eight.
    const berlin: CalendarSpec = { zone: 'Europe/Berlin', weekly: { 'mon-sun': ['20:00-21:00'] } }
    const spec = specOf({ berlin }, { timeZone: 'Asia/Tokyo', firstDay: '2026-10-24' })
    expect(hoursOf(spec, 3)).toEqual([
      [3, 4],
      [24 + 3, 24 + 4],
      [48 + 4, 48 + 5],
    ])
  })

  it('shows the hours of another zone when they are there, an hour nearer while only one of the two has summer time', () => {
    const newYork: CalendarSpec = { zone: 'America/New_York', weekly: { 'mon-sun': ['09:00-10:00'] } }
    const spec = specOf({ newYork }, { timeZone: 'Europe/Berlin', firstDay: '2026-10-24' })
    expect(hoursOf(spec, 2)).toEqual([
      [15, 16],
      [24 + 14, 24 + 15],
    ])
  })
})
