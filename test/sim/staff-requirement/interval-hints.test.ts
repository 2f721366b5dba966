/** What is told before a search by interval: only where somebody is served later than the agents of the interval can help. */
import { describe, expect, it } from 'vitest'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { intervalHints } from '../../../src/sim/staff-requirement/interval-hints.js'
import { intervalTargets } from '../../../src/sim/staff-requirement/interval-targets.js'
import { smallScenario } from '../small-scenario.js'

function hints(closed: 'hold' | 'refuse', thresholds: string[], more: Partial<ScenarioSpec> = {}): string[] {
  const scenario = smallScenario({
    until: '24h',
    interval: '1h',
    firstDay: 'monday',
    policy: {
      channels: { phone: {} },
      skills: [],
      calendars: { shop: { zone: 'UTC', weekly: { 'mon-sun': ['09:00-17:00'] } } },
      queues: {
        calls: {
          hours: 'shop',
          closed,
          promises: { queueWait: { breachMs: 60_000, onBreach: ['offerCallback'] } },
        },
        mail: {},
      },
    },
    demand: { calls: { arrivals: { perHour: 20 } }, mail: { arrivals: { perHour: 5 } } },
    patience: { law: 'exponential', mean: '20min' },
    service: { law: 'exponential', mean: '5min' },
    agents: [{ name: 'team', staffing: Array.from({ length: 24 }, () => 4) }],
    thresholds,
    ...more,
  })
  const starts = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
  return intervalHints(scenario, intervalTargets(scenario.thresholds, starts)).map((hint) =>
    /^(.*?): (who comes while it is closed|customers are called back|no threshold asks anything of it)/
      .exec(hint)!
      .slice(1, 3)
      .join(': '),
  )
}

describe('before a search by interval', () => {
  it('a queue that holds who comes while it is closed is told, where its hours do not count', () => {
    expect(hints('hold', ['serviceLevel.withAbandons >= 70%'])).toEqual([
      'calls: who comes while it is closed',
    ])
    expect(hints('hold', ['queue calls: meanWait < 5min'])).toEqual(['calls: who comes while it is closed'])
    expect(hints('hold', ['serviceLevel.open >= 70%', 'queue mail: asa < 1min', 'wait.p95 < 5h'])).toEqual([])
    expect(hints('hold', ['interval 10:00: serviceLevel.withAbandons >= 70%'])).toEqual([])
    expect(hints('refuse', ['serviceLevel.withAbandons >= 70%'])).toEqual([])
  })

  it('so are customers who are called back', () => {
    const callback = { chance: 0.5 }
    expect(hints('refuse', ['asa < 1min'], { callback })).toEqual(['calls, mail: customers are called back'])
    expect(hints('refuse', ['queue mail: asa < 1min'], { callback })).toEqual([
      'mail: customers are called back',
    ])
    expect(hints('refuse', ['wait.p95 < 5min'], { callback })).toEqual([])
  })

  it('a queue of which nothing is asked is told, unless others need whoever serves it', () => {
    const fitter = { name: 'fitter', queues: ['mail'], staffing: Array.from({ length: 24 }, () => 1) }
    const team = { name: 'team', staffing: Array.from({ length: 24 }, () => 4) }
    const calls = ['queue calls: serviceLevel.open >= 70%']
    expect(hints('refuse', calls)).toEqual([])
    const apart = { agents: [{ ...team, queues: ['calls'] }, fitter] }
    expect(hints('refuse', calls, apart)).toEqual(['mail: no threshold asks anything of it'])
    expect(hints('refuse', calls, { agents: [team, fitter] })).toEqual([])
    expect(hints('refuse', ['queue mail: asa < 1min'], { agents: [team, fitter] })).toEqual([
      'calls: no threshold asks anything of it',
    ])
    expect(
      hints('refuse', [...calls, 'group team: occupancy < 90%', 'queue mail: asa < 1min'], apart),
    ).toEqual([])
    expect(hints('refuse', ['meanWait < 1min'], apart)).toEqual([])
  })
})
