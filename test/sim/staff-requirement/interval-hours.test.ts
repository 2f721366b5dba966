/** Where a group may have something to do: queues that are open, or have just closed with customers inside. */
import { describe, expect, it } from 'vitest'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { usefulIntervals } from '../../../src/sim/staff-requirement/interval-hours.js'
import { smallScenario } from '../small-scenario.js'

const DAY = Array.from({ length: 24 }, (_, hour) => hour)

/** The hours of the day in which somebody may be needed. */
function useful(closed: 'hold' | 'offerCallback' | 'refuse', more: Partial<ScenarioSpec> = {}): number[] {
  const scenario = smallScenario({
    until: '24h',
    interval: '1h',
    firstDay: 'monday',
    policy: {
      channels: { phone: {} },
      skills: [],
      calendars: {
        shop: { zone: 'UTC', weekly: { 'mon-fri': ['09:00-11:30'] } },
        late: { zone: 'UTC', weekly: { tue: ['20:00-21:00'] } },
      },
      queues: { calls: { hours: 'shop', closed }, late: { hours: 'late', closed: 'hold' }, mail: {} },
    },
    demand: { calls: { arrivals: { perHour: 20 } } },
    patience: { law: 'exponential', mean: '20min' },
    service: { law: 'exponential', mean: '5min' },
    agents: [{ name: 'team', staffing: DAY.map(() => 4) }],
    ...more,
  })
  const found = usefulIntervals(scenario, 'team', 24)
  return DAY.filter((hour) => found[hour])
}

describe('agents are of use', () => {
  it('while a queue that holds is open, if only for a part of the interval', () => {
    expect(useful('hold')).toEqual([9, 10, 11])
    expect(useful('offerCallback')).toEqual([9, 10, 11])
  })

  it('an interval longer where it serves who was inside when it closed', () => {
    expect(useful('refuse')).toEqual([9, 10, 11, 12])
  })

  it('all day where they call back, or call after conversations, whatever the hours', () => {
    expect(useful('refuse', { callback: { chance: 0.5, afterWait: '2min' } })).toEqual(DAY)
    expect(useful('hold', { callback: { chance: 0.5, afterWait: '2min' } })).toEqual([9, 10, 11])
  })

  it('where any of their queues with demand is open, on any day', () => {
    const arrivals = { perHour: 5 }
    const both = { calls: { arrivals }, late: { arrivals } }
    expect(useful('hold', { demand: both })).toEqual([9, 10, 11])
    expect(useful('hold', { demand: both, days: 2 })).toEqual([9, 10, 11, 20])
    expect(useful('hold', { demand: { calls: { arrivals }, mail: { arrivals } } })).toEqual(DAY)
    const agents = [
      { name: 'team', staffing: DAY.map(() => 4), queues: ['late'] },
      { name: 'others', staffing: DAY.map(() => 4) },
    ]
    expect(useful('hold', { demand: both, days: 2, agents })).toEqual([20])
  })

  it('nowhere when all is closed on that day', () => {
    expect(useful('hold', { firstDay: 'saturday' })).toEqual([])
  })
})
