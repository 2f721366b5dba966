/** What is down is down when and as often as stated, and nothing else changes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/base/prng.js'
import { daysOf } from '../../../src/sim/scenario/days.js'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { Outages, drawnStretches, outageOf } from '../../../src/sim/scenario/outages.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import type { OutageSpec } from '../../../src/sim/scenario-language/staff-spec.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

const HOUR_MS = 3_600_000

/** Measures of the total, or of another row. */
function told(parts: Partial<ScenarioSpec>, seed = 1): (name: string, row?: string) => number {
  const scenario = smallScenario(parts)
  const { rows, numerators, denominators } = measure(scenario, simulate(scenario, seed, 0))
  return (name, row = 'total') => {
    const place =
      rows.findIndex((each) => each.name === row) * MEASURES.length +
      MEASURES.findIndex((each) => each.name === name)
    return numerators[place]! / denominators[place]!
  }
}

const outage = fc
  .record({
    from: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: 1, max: 10 }),
    groups: fc.option(fc.subarray(['a', 'b', 'c']), { nil: undefined }),
    channels: fc.option(fc.subarray(['phone', 'chat']), { nil: undefined }),
  })
  .map(({ from, length, groups, channels }): OutageSpec & { from: number; to: number } => ({
    from: from * 1000,
    to: (from + length) * 1000,
    ...(groups === undefined ? {} : { groups }),
    ...(channels === undefined ? {} : { channels }),
  }))

describe('outages', () => {
  it('take down what they name, as long as any of them lasts', () => {
    fc.assert(
      fc.property(fc.array(outage, { minLength: 1, maxLength: 5 }), (specs) => {
        const list = specs.map((spec) => outageOf(spec, daysOf({})))
        const outages = Outages.of(list, ['a', 'b', 'c'], ['phone', 'chat'], 1, 0)!
        const isDown = { a: false, b: false, c: false }
        for (let atMs = 0; atMs <= 31_000; atMs += 500) {
          while (outages.nextAtMs <= atMs) {
            expect(outages.nextAtMs).toBe(atMs)
            outages.change()
          }
          const live = specs.filter(({ from, to }) => from <= atMs && atMs < to)
          Object.keys(isDown).forEach((name, group) => {
            const expected = live.some(({ groups, channels }) =>
              groups === undefined ? channels === undefined : groups.includes(name),
            )
            expect(outages.isGroupDown(group)).toBe(expected)
          })
          for (const [channel, name] of ['phone', 'chat'].entries()) {
            const expected = live.some(({ channels }) => channels?.includes(name) === true)
            expect(outages.isChannelDown(channel)).toBe(expected)
          }
        }
        expect(outages.nextAtMs).toBe(Infinity)
      }),
    )
  })

  it('happen as often as stated, anywhere in their stretch', () => {
    const days = daysOf({ days: 10_000 })
    const spec = outageOf({ from: '8h', to: '18h', lasts: '20min', chance: 0.3 }, days)
    const drawn = drawnStretches(spec, Stream.named(4, 0, 'outages/0'))
    expect(Math.abs(drawn.length / 10_000 - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / 10_000))
    const starts = drawn.map(({ fromMs, toMs }) => {
      expect(toMs - fromMs).toBe(HOUR_MS / 3)
      return (fromMs % (24 * HOUR_MS)) / HOUR_MS
    })
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(8)
    expect(Math.max(...starts)).toBeLessThan(18)
    const mean = starts.reduce((sum, each) => sum + each, 0) / starts.length
    expect(Math.abs(mean - 13)).toBeLessThan((4 * 10) / Math.sqrt(12 * starts.length))
    const rarer = drawnStretches({ ...spec, chance: 0.1 }, Stream.named(4, 0, 'outages/0'))
    expect(drawn).toEqual(expect.arrayContaining(rarer.slice(0, 20)))
  })
})

describe('a run with an outage', () => {
  const day: Partial<ScenarioSpec> = {
    until: '4h',
    interval: '1h',
    demand: { calls: { arrivals: { perHour: 20 } } },
    agents: [{ name: 'team', count: 9 }],
  }
  const down: Partial<ScenarioSpec> = { ...day, outages: [{ from: '1h', to: '2h' }] }

  it('has nobody available in it, and the same customers', () => {
    const without = told(day)
    const result = told(down)
    for (const hour of ['00:00', '02:00', '03:00']) {
      expect(result('agents', hour)).toBe(9)
      expect(result('offered', hour)).toBe(without('offered', hour))
    }
    expect(result('agents', '01:00')).toBe(0)
    expect(result('offered', '01:00')).toBe(without('offered', '01:00'))
    expect(result('answered')).toBe(result('offered'))
    expect(result('longestWait')).toBeGreaterThan(HOUR_MS / 2)
    expect(without('longestWait')).toBe(0)
    expect(result('paidHours')).toBe(36)
    expect(result('agentHours')).toBe(27)
  })

  it('leaves conversations alone, and keeps those of other groups at work', () => {
    const talk = { ...down, service: '90min' as const, demand: { calls: { arrivals: { perHour: 3 } } } }
    const halves = {
      ...talk,
      agents: [
        { name: 'one', count: 30 },
        { name: 'two', count: 30 },
      ],
    }
    const outages = [{ from: '1h', to: '2h', groups: ['one'] }]
    const result = told({ ...halves, outages })
    expect(result('longestWait')).toBe(0)
    expect(result('talkTime')).toBe(1.5 * HOUR_MS)
    expect(result('agents', '01:00')).toBe(30)
    expect(result('agentHours', 'one')).toBe(90)
  })

  it('takes down those who are planned by number, who sign in during it or are on a break', () => {
    const staffing = told({ ...down, agents: [{ name: 'team', count: 9, staffing: [3, 5, 2, 4] }] })
    expect([0, 1, 2, 3].map((hour) => staffing('agents', `0${hour}:00`))).toEqual([3, 0, 2, 4])
    const shifts = [{ from: '90min', to: '4h' }]
    const breaks = [{ from: '100min', to: '150min' }]
    const late = told({ ...down, agents: [{ name: 'team', shifts, breaks }] })
    expect([0, 1, 2, 3].map((hour) => late('agents', `0${hour}:00`))).toEqual([0, 0, 0.5, 1])
  })

  it('refuses who comes by a channel that is down', () => {
    const without = told(day)
    const result = told({ ...day, outages: [{ from: '1h', to: '2h', channels: ['phone'] }] })
    expect(result('refused')).toBe(without('offered', '01:00'))
    expect(result('refused', '01:00')).toBe(without('offered', '01:00'))
    expect(result('offered')).toBe(without('offered'))
    expect(result('agentHours')).toBe(36)
  })

  it('that never happens is a run without one', () => {
    const never = { ...down, outages: [{ from: '1h', to: '2h', chance: 0 }] }
    const one = smallScenario({ ...smallSpec, ...never })
    const other = smallScenario({ ...smallSpec, ...day })
    expect(measure(one, simulate(one, 3, 1)).numerators).toEqual(
      measure(other, simulate(other, 3, 1)).numerators,
    )
  })
})
