/** Agents by number: who comes, who goes, and when, seen through a whole run. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import type { DistributionSpec } from '../../../src/sim/scenario-language/times-spec.js'
import { checkScenario, parseScenario } from '../../../src/sim/scenario/scenario.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { times } from '../../times.js'

/** Calls of `service` each (exactly, when it is one time), three intervals of ten minutes. */
function centre(
  staffing: readonly number[],
  perInterval: readonly number[],
  service: DistributionSpec,
): ScenarioSpec {
  return {
    name: 'headcount',
    until: '30min',
    interval: '10min',
    policy: { channels: { phone: { exclusive: true } }, skills: [], queues: { calls: {} } },
    demand: { calls: { arrivals: { perInterval }, patience: 'never', service } },
    agents: [{ name: 'agent', count: 4, staffing }],
  }
}

/** What a run of the centre comes to, by measure and row. */
function runOf(spec: ScenarioSpec): (name: string, row?: string) => number {
  const scenario = parseScenario(spec)
  const { rows, numerators, denominators } = measure(scenario, simulate(scenario, 1, 0))
  return (name, row = 'total') => {
    const place = rows.findIndex((each) => each.name === row)
    const at = place * (numerators.length / rows.length) + measureIndex(name)
    return numerators[at]! / denominators[at]!
  }
}

function told(spec: ScenarioSpec, name: string, row?: string): number {
  return runOf(spec)(name, row)
}

describe('staffing by number', () => {
  it('has as many at work as planned, whatever they do; the rest work over, and only those who are busy', () => {
    const number = fc.constantFrom(4, 1, 3, 0, 4)
    const brief: DistributionSpec = { law: 'exponential', mean: '3min' }
    fc.assert(
      fc.property(
        // Somebody must be there at the end for those who wait for ever.
        fc.tuple(number, number, fc.integer({ min: 1, max: 4 })),
        fc.constantFrom<DistributionSpec[]>('1s', '15min', '1h', brief, brief, brief),
        fc.constantFrom([0, 0, 0], [0, 400, 400], [5, 5, 5], [400, 0, 400], [400, 400, 400], [400, 400, 400]),
        (staffing, service, calls) => {
          const spec = centre(
            staffing,
            calls.map((each) => each + 0.001),
            service,
          )
          const run = runOf(spec)
          const froms = ['00:00', '00:10', '00:20']
          froms.forEach((from, index) => {
            expect(run('agentHours', from) * 6).toBeCloseTo(staffing[index]!, 9)
            if (calls.slice(0, index).every((each) => each === 0)) expect(run('overtimeHours', from)).toBe(0)
            // Nobody finishes a call of an hour: all who have come are there, planned or not.
            if (Math.min(...calls) < 400 || service !== '1h') return
            const come = Math.max(...staffing.slice(0, index + 1))
            expect(run('overtimeHours', from) * 6).toBeCloseTo(come - staffing[index]!, 1)
          })
        },
      ),
      times(40),
    )
  })

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
