/** Other numbers by interval: the scenario is the one that a file with these numbers gives. */
import { describe, expect, it } from 'vitest'
import {
  type DayInterval,
  dayIntervals,
  withNumbers,
} from '../../../src/sim/staff-requirement/interval-plan.js'
import { plannedRows } from '../../../src/sim/measures/outline.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { smallScenario } from '../small-scenario.js'

const base: Partial<ScenarioSpec> = { from: '09:00', until: '12:00', interval: '1h' }

function staffed(parts: Partial<ScenarioSpec>, numbers: readonly number[], count = 5) {
  return smallScenario({
    ...base,
    ...parts,
    agents: [
      { name: 'all', count, staffing: numbers },
      { name: 'boss', shifts: [{ from: '00:10', to: '00:20' }] },
    ],
  })
}

describe('numbers by interval', () => {
  it.each([
    ['of one day', {}],
    ['of several days', { days: 3 }],
    ['round the clock', { days: 2, from: 0, until: '24:00', interval: '8h' }],
  ] as const)('%s are those of a file', (_, parts) => {
    const scenario = staffed(parts, [1, 1, 1])
    expect(withNumbers(scenario, ['all'], [0, 3, 2])).toEqual(staffed(parts, [0, 3, 2]))
    // More than there were: the group grows.
    expect(withNumbers(scenario, ['all'], [2, 7, 2])).toEqual(staffed(parts, [2, 7, 2], 7))
  })

  it.each([[{}], [{ days: 3 }], [{ days: 2, from: '22:00', until: '25:00' }]] as Partial<ScenarioSpec>[][])(
    'have the names of the rows: %j',
    (parts) => {
      const scenario = staffed(parts, [1, 1, 1])
      const intervals = dayIntervals(scenario)
      expect(intervals).toHaveLength(3)
      const names = plannedRows(scenario, undefined)
        .filter(({ kind }) => kind === 'interval')
        .map(({ name }) => name)
      for (const interval of intervals) {
        expect(interval).toMatchObject({ hours: 1, isMeasured: true })
        expect(names).toContain((interval as DayInterval).from)
      }
    },
  )

  it('are not judged in the warm-up of a single day', () => {
    const measured = (parts: Partial<ScenarioSpec>) =>
      (dayIntervals(staffed(parts, [1, 1, 1])) as readonly DayInterval[]).map((each) => each.isMeasured)
    expect(measured({ warmUp: '1h' })).toEqual([false, true, true])
    expect(measured({ warmUp: '90min' })).toEqual([false, true, true])
    expect(measured({ warmUp: '1h', days: 2 })).toEqual([true, true, true])
  })

  it('say why where the report has other intervals', () => {
    expect(dayIntervals(staffed({ days: 2, intervalOfDay: false }, [1, 1, 1]))).toContain('intervalOfDay')
    expect(dayIntervals(staffed({ from: '09:30', until: '12:30', days: 2 }, [1, 1, 1]))).toContain('09:30')
  })
})
