/**
 * What a scenario must say for the opening hours of its policy to be known: the first day, and whose clock its times follow.
 * **cost** O(calendars); allocates per fault.
 */
import { type PolicyParts, entries } from '../../engine/policy/policy-parts.js'
import { zoneFault } from '../../sla/calendar-compile.js'
import { dateDay } from '../scenario-language/recorded-time.js'
import type { Report, ScenarioParts } from './scenario-names.js'

/** Days since 1970 of 2200-01-01: calendars are known to 2^43 ms, in 2248, and a scenario lasts at most 27 years. */
const LAST_DAY = 84_006

/** Checks `timeZone`, and `firstDay` as far as opening hours need it. */
export function checkHours(scenario: ScenarioParts, policy: PolicyParts | undefined, report: Report): void {
  const { timeZone, firstDay } = scenario
  const unknown = timeZone === undefined ? undefined : zoneFault(timeZone)
  if (unknown !== undefined) {
    report(['timeZone'], unknown.message, unknown.hint)
    return
  }
  const calendars = entries(policy?.calendars)
  if (calendars.length === 0) return
  const date = firstDay === undefined ? Number.NaN : dateDay(firstDay)
  if (!Object.hasOwn(scenario, 'firstDay')) {
    report(['firstDay'], 'is missing: the policy has opening hours', 'a date, or a weekday without holidays')
  } else if (date < 0 || date > LAST_DAY) {
    report(['firstDay'], 'must be from 1970 to 2200, where there are opening hours')
  }
  const zones = [...new Set(calendars.flatMap(([, calendar]) => calendar?.zone ?? []))]
  if (zones.length > 1 && !Object.hasOwn(scenario, 'timeZone')) {
    const named = zones.map((zone) => `"${zone}"`).join(', ')
    report(
      ['timeZone'],
      `is missing: the calendars are of ${named}`,
      'whose clock do arrivals and shifts follow?',
    )
  }
  if (firstDay === undefined || !Number.isNaN(date)) return
  if (Object.hasOwn(scenario, 'trace')) {
    report(['firstDay'], 'must be a date, the first of the trace')
  }
  for (const [name, calendar] of calendars) {
    if (calendar === undefined) continue
    const own = timeZone ?? zones[0]
    if (calendar.zone !== undefined && calendar.zone !== own) {
      report(
        ['firstDay'],
        `must be a date: how far "${calendar.zone}" of calendar ${name} is from "${own}" depends on it`,
      )
    }
    // Hours that were refused, or that there are none of at all, are a fault of the calendar alone.
    const isWeekly =
      hasHours(calendar.weekly) || (Object.hasOwn(calendar, 'weekly') && calendar.weekly === undefined)
    if (!isWeekly && hasHours(calendar.exceptions)) {
      report(['firstDay'], `must be a date: calendar ${name} has hours by date only`)
    }
  }
}

/** Whether a calendar opens on some of these days, or may have been meant to. */
function hasHours(days: Readonly<Record<string, readonly unknown[] | undefined>> | undefined): boolean {
  return Object.values(days ?? {}).some((hours) => hours === undefined || hours.length > 0)
}
