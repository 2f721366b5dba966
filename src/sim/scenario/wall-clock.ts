/**
 * The calendars of a policy on the clock of a scenario. Its times are those of a clock on the wall: 09:00 is nine in the
 * morning of its `timeZone` on every day, and a day has 24 hours, also when clocks are changed.
 * Idea: calendars are compiled to that clock, so opening hours, arrivals and shifts never drift apart; the
 * engine knows instants only.
 * **cost** a look-up of the zone for each day of the scenario and calendar; allocates the stretches. Once per scenario.
 * Caveat: of a `firstDay` that is a weekday no date is known, so hours by date (`exceptions`) have no effect.
 */
import { LATEST_MS } from '../../base/time-limit.js'
import type { CalendarSpec } from '../../sla/calendar-compile.js'
import { compileWallHours } from '../../sla/calendar-compile.js'
import type { NormalCalendar } from '../../engine/policy/normal-policy.js'
import type { PolicySpec } from '../../engine/policy/policy-spec.js'
import { WEEKDAYS } from './days.js'
import { DAY_MS, dateDay } from '../scenario-language/recorded-time.js'
import type { ScenarioSpec } from '../scenario-language/scenario-spec.js'

/** Which clock and which days the times of a scenario are read from. */
export interface WallClock {
  /** An IANA name. */
  readonly zone: string
  /** Days since 1970-01-01 at whose midnight the times of the scenario begin; of some year where only the weekday is known. */
  readonly firstDay: number
  readonly hasDate: boolean
  /** Calendars whose hours by date do not count, because no date is known. */
  readonly withoutDates: readonly string[]
}

/** 1970-01-05 was a Monday. */
const SOME_MONDAY = 4

/** The clock of a checked scenario whose policy has calendars; undefined without any. */
export function wallClockOf({ policy, timeZone, firstDay = '' }: ScenarioSpec): WallClock | undefined {
  const calendars = calendarsIn(policy)
  const [calendar] = calendars
  if (calendar === undefined) return undefined
  const date = dateDay(firstDay)
  const hasDate = !Number.isNaN(date)
  const weekday = WEEKDAYS.findIndex((name) => name === firstDay)
  return {
    zone: timeZone ?? calendar[1].zone,
    firstDay: hasDate ? date : SOME_MONDAY + weekday,
    hasDate,
    withoutDates: hasDate
      ? []
      : calendars
          .filter(([, { exceptions = {} }]) => Object.keys(exceptions).length > 0)
          .map(([name]) => name),
  }
}

/** The hours of every calendar from `fromMs` to a day and more after `untilMs`, when a run has ended. */
export function wallCalendars(
  policy: PolicySpec | undefined,
  clock: WallClock | undefined,
  fromMs: number,
  untilMs: number,
): NormalCalendar[] {
  if (clock === undefined) return []
  const toMs = Math.min(untilMs + 2 * DAY_MS, LATEST_MS)
  return calendarsIn(policy).map(([name, calendar]) => {
    const spec = clock.hasDate ? calendar : { ...calendar, exceptions: {} }
    return { name, data: compileWallHours(spec, clock.zone, clock.firstDay, fromMs, toMs) }
  })
}

function calendarsIn(policy: PolicySpec | undefined): [string, CalendarSpec][] {
  return Object.entries(policy?.calendars ?? {})
}
