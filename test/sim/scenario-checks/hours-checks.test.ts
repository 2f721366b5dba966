/** What a scenario has to say so that the hours of its policy are known. */
import { describe, expect, it } from 'vitest'
import { checkScenario } from '../../../src/sim/scenario/scenario.js'
import { smallSpec } from '../small-scenario.js'

const weekly = { 'mon-fri': ['09:00-17:00'] }
const shop = { zone: 'Europe/Berlin', weekly }
const calls = { calls: { hours: 'shop' } }

function told(calendars: object, parts: object): string[] {
  const policy = { ...smallSpec.policy, calendars, queues: 'shop' in calendars ? calls : { calls: {} } }
  return checkScenario({ ...smallSpec, policy, ...parts }).map(
    ({ path, message, hint = '' }) => `${path.join('.')}: ${message} (${hint})`,
  )
}

describe('opening hours', () => {
  it('need a first day, a date or a weekday', () => {
    expect(told({ shop }, {})).toEqual([
      'firstDay: is missing: the policy has opening hours (a date, or a weekday without holidays)',
    ])
    expect(told({ shop }, { firstDay: '2026-11-23' })).toEqual([])
    expect(told({ shop }, { firstDay: 'monday' })).toEqual([])
    expect(told({ shop }, { firstDay: '1969-12-31' })).toEqual([
      'firstDay: must be from 1970 to 2200, where there are opening hours ()',
    ])
    expect(told({ shop }, { firstDay: 'mnday' })).toHaveLength(1)
  })

  it('need a time zone where calendars are of several', () => {
    const depot = { zone: 'Europe/London', weekly }
    expect(told({ shop, depot }, { firstDay: '2026-11-23' })).toEqual([
      'timeZone: is missing: the calendars are of "Europe/Berlin", "Europe/London" (whose clock do arrivals and shifts follow?)',
    ])
    const timeZone = 'Europe/London'
    expect(told({ shop, depot }, { firstDay: '2026-11-23', timeZone })).toEqual([])
    expect(told({ shop, depot }, { firstDay: 'monday', timeZone })).toEqual([
      'firstDay: must be a date: how far "Europe/Berlin" of calendar shop is from "Europe/London" depends on it ()',
    ])
  })

  it('need a zone that there is', () => {
    const hint = '(maybe "Europe/Berlin"?)'
    expect(told({}, { timeZone: 'Europe/Berlon' })).toEqual([
      `timeZone: unknown time zone "Europe/Berlon" ${hint}`,
    ])
    expect(told({}, { timeZone: 'Europe/Berlin' })).toEqual([])
  })

  it('that are refused, or that there are none of, are no matter of the first day', () => {
    const byDate = { '2026-11-23': ['09:00-17:00'] }
    for (const calendar of [{ weekly: {} }, { weekly: 'x' }, { weekly: 'x', exceptions: byDate }]) {
      const faults = told({ shop: { zone: 'UTC', ...calendar } }, { firstDay: 'monday' })
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(/^policy\.calendars\.shop\.weekly: (never opens|must be hours by day)/)
    }
  })

  it('need a date where they are stated by date alone', () => {
    const byDate = { zone: 'UTC', weekly: { mon: [] }, exceptions: { '2026-11-23': ['09:00-17:00'] } }
    expect(told({ shop: byDate }, { firstDay: 'monday' })).toEqual([
      'firstDay: must be a date: calendar shop has hours by date only ()',
    ])
    expect(told({ shop: byDate }, { firstDay: '2026-11-23' })).toEqual([])
  })

  it('beside a trace, whose days do not repeat, are no shifts of some weekdays', () => {
    const agents = [{ name: 'a', shifts: [{ from: '08:00', to: '16:00', on: ['tuesday'] as const }] }]
    const { demand: _demand, ...rest } = smallSpec
    const faults = checkScenario({ ...rest, trace: { columns: { time: 't' } }, agents })
    expect(faults.map(({ path, message, hint }) => `${path.join('.')} ${message}: ${hint}`)).toEqual([
      'agents.0.shifts.0.on has no meaning for a trace: no shift repeats there; the second day of the trace is from 24:00 on, as in from: 32:00',
    ])
  })

  it('need the date of a trace', () => {
    const { demand: _demand, ...rest } = smallSpec
    const trace = { columns: { time: 't' } }
    const policy = { ...smallSpec.policy, calendars: { shop }, queues: calls }
    const faults = (firstDay: string): string[] =>
      checkScenario({ ...rest, policy, trace, firstDay }).map(
        ({ path, message }) => `${path.join('.')}: ${message}`,
      )
    expect(faults('2026-11-23')).toEqual([])
    expect(faults('monday')).toEqual(['firstDay: must be a date, the first of the trace'])
    expect(checkScenario({ ...rest, trace, firstDay: '2026-11-23' }).map(({ message }) => message)).toEqual([
      'has no meaning for a trace',
    ])
  })
})
