/**
 * What the schema of days and surges cannot see: what needs a weekday or a date, and stretches that run backwards.
 * **cost** O(size of the calendar); allocates per fault.
 */
import type { Path, SoundParts } from '../../engine/policy/policy-parts.js'
import { clockText, timeMs } from '../scenario-language/duration.js'
import { DAY_MS, dateDay } from '../scenario-language/recorded-time.js'
import { checkNotBefore, checkStretch, openBounds } from './night-checks.js'
import { type Report, type ScenarioParts, startMsOf } from './scenario-names.js'
import type { VolumeSpec } from '../scenario-language/volume-spec.js'

/** The calendar and everything that refers to it. */
export function checkCalendar(scenario: ScenarioParts, report: Report): void {
  const { days, firstDay, seasons, until } = scenario
  if (Object.hasOwn(scenario, 'weekdays') && !Object.hasOwn(scenario, 'firstDay')) {
    report(['weekdays'], 'needs a `firstDay`', 'a weekday or a date')
  }
  if (Object.hasOwn(scenario, 'seasons') && (firstDay === undefined || !/^\d/.test(firstDay))) {
    if (firstDay !== undefined || !Object.hasOwn(scenario, 'firstDay')) {
      report(['seasons'], 'needs a date as `firstDay`', 'as in firstDay: "2026-11-23"')
    }
  }
  seasons?.forEach((season, index) => {
    if (season?.from === undefined || season.to === undefined) return
    if (dateDay(season.to) < dateDay(season.from)) {
      report(['seasons', index, 'to'], 'must not be before `from`')
    }
  })
  const startMs = startMsOf(scenario)
  const isOpenMs = until === undefined ? Number.NaN : timeMs(until) - startMs
  const repeats = days !== undefined && days > 1
  if (repeats && isOpenMs > DAY_MS) {
    report(
      ['until'],
      'must be at most 24 h after `from` where there are several days',
      'it is the time of the day at which each of them ends',
    )
  }
  scenario.agents?.forEach((group, index) => {
    if (group === undefined) return
    if (
      repeats &&
      isOpenMs < DAY_MS &&
      !Object.hasOwn(group, 'shifts') &&
      !Object.hasOwn(group, 'staffing')
    ) {
      report(
        ['agents', index, 'shifts'],
        'is missing: where there are several days, agents do not work through the night',
        `as in shifts: [{ from: ${clockText(startMs)}, to: ${clockText(timeMs(until!))} }]`,
      )
    }
    group.shifts?.forEach((shift, each) => {
      if (shift === undefined || !Object.hasOwn(shift, 'on')) return
      const path = ['agents', index, 'shifts', each, 'on']
      if (Object.hasOwn(scenario, 'trace')) {
        const hint = 'no shift repeats there; the second day of the trace is from 24:00 on, as in from: 32:00'
        report(path, 'has no meaning for a trace', hint)
      } else if (!Object.hasOwn(scenario, 'firstDay')) {
        report(path, 'needs the scenario to have a `firstDay`')
      }
    })
  })
}

/** Surges of the scenario, or of one queue. */
export function checkSurges(
  path: Path,
  surges: SoundParts<VolumeSpec['surges']>,
  scenario: ScenarioParts,
  report: Report,
): void {
  surges?.forEach((surge, index) => {
    checkStretch([...path, index], surge, report)
    checkNotBefore([...path, index], surge, openBounds(scenario), 'the scenario', report)
  })
}
