/** Agents by number: who comes, who goes, and when, seen through a whole run. */
import { describe, expect, it } from 'vitest'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { checkScenario, parseScenario } from '../../../src/sim/scenario/scenario.js'
import { simulate } from '../../../src/sim/run/simulate.js'

/** Calls of exactly `service` each, three intervals of ten minutes. */
function centre(staffing: readonly number[], perInterval: readonly number[], service: string): ScenarioSpec {
  return {
    name: 'headcount',
    until: '30min',
    interval: '10min',
    policy: { channels: { phone: { exclusive: true } }, skills: [], queues: { calls: {} } },
    demand: { calls: { arrivals: { perInterval }, patience: 'never', service } },
    agents: [{ name: 'agent', count: 4, staffing }],
  }
}

function told(spec: ScenarioSpec, name: string, row = 'total'): number {
  const scenario = parseScenario(spec)
  const table = measure(scenario, simulate(scenario, 1, 0))
  const place = table.rows.findIndex((each) => each.name === row)
  const at = place * (table.numerators.length / table.rows.length) + measureIndex(name)
  return table.numerators[at]! / table.denominators[at]!
}

describe('staffing by number', () => {
  it('has as many at work as planned, interval by interval', () => {
    const spec = centre([4, 1, 2], [0, 0, 0.001], '1s')
    const hours = ['00:00', '00:10', '00:20'].map((from) => told(spec, 'agentHours', from) * 6)
    expect(hours).toEqual([4, 1, 2])
    expect(told(spec, 'agentHours', 'agent') * 6).toBe(7)
  })

  it('lets go those who are free first, and then whoever finishes first', () => {
    // Forty calls of an hour at once: all four are busy when three are to go, so all three work over.
    const busy = centre([4, 1, 1], [40, 0, 0], '1h')
    expect(told(busy, 'overtimeHours') * 6).toBeCloseTo(6, 6)
    expect(told(busy, 'agentHours') * 6).toBeCloseTo(6, 6)
    // With short calls they are gone within a call's length.
    const brief = centre([4, 1, 1], [2_000, 0, 0], '2s')
    expect(told(brief, 'agentHours') * 6).toBeCloseTo(6, 6)
    expect(told(brief, 'overtimeHours')).toBeGreaterThan(0)
    expect(told(brief, 'overtimeHours') * 3_600).toBeLessThan(12)
  })

  it('keeps the last number until the last contact is done', () => {
    const spec = centre([0, 0, 1], [3, 0, 0], '20min')
    expect(told(spec, 'answered')).toBe(told(spec, 'offered'))
    expect(told(spec, 'unresolved')).toBe(0)
  })

  it('is checked against the intervals, the count and the shifts', () => {
    const wrong = {
      ...centre([1, 5], [1, 1, 1], '1s'),
      agents: [{ name: 'agent', count: 4, staffing: [1, 5], shifts: [{ from: 0, to: '1h' }] }],
    }
    expect(checkScenario(wrong).map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
      'agents.0.staffing must have 3 numbers, one for each interval, not 2',
      'agents.0.shifts cannot stand beside `staffing`',
      'agents.0.staffing.1 has 5 at work, more than the 4 agents of the group, in one interval',
    ])
  })

  it('makes a group as large as its largest number, unless it has a count', () => {
    const { agents: _, ...rest } = centre([4, 1, 1], [1, 1, 1], '1s')
    const { groups } = parseScenario({ ...rest, agents: [{ name: 'agent', staffing: [4, 1, 1] }] })
    expect(groups[0]!.agents).toEqual(['agent-1', 'agent-2', 'agent-3', 'agent-4'])
  })
})

describe('telephone lines', () => {
  it('refuse whoever arrives while all are busy', () => {
    const spec = { ...centre([4, 4, 4], [300, 0, 0], '1h'), lines: 6 }
    expect(told(spec, 'answered') + told(spec, 'unresolved')).toBe(6)
    expect(told(spec, 'refused')).toBe(told(spec, 'offered') - 6)
    expect(told(spec, 'blocking')).toBeCloseTo(1 - 6 / told(spec, 'offered'), 12)
  })

  it('are free again when the conversation is over, before the wrap-up is', () => {
    const spec = { ...centre([4, 4, 4], [600, 0, 0], '1s'), lines: 1, wrapUp: '5min' }
    expect(told(spec, 'answered')).toBeGreaterThan(4)
  })
})
