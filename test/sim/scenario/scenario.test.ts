import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/base/fault.js'
import { checkScenario, parseScenario, scenarioHash } from '../../../src/sim/scenario/scenario.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

describe('a scenario', () => {
  it('has defaults', () => {
    const scenario = smallScenario()
    expect(scenario).toMatchObject({
      seed: 1,
      replications: 1,
      fromMs: 0,
      untilMs: 3_600_000,
      intervalMs: null,
      intervalOfDay: false,
      warmUpMs: 0,
      thresholds: [],
      lines: null,
      scale: 1,
      volume: { cv: 0, surges: [] },
      bot: null,
      offers: null,
      slowdown: [],
      strain: null,
      outages: [],
      costs: null,
      trace: null,
    })
    expect(scenario.queues).toEqual([
      {
        queue: 'calls',
        patience: [expect.objectContaining({ distribution: { law: 'never' } })],
        service: [expect.objectContaining({ distribution: { law: 'deterministic', valueMs: 180_000 } })],
        wrapUp: null,
        firstReply: [expect.objectContaining({ distribution: { law: 'deterministic', valueMs: 0 } })],
        withinMs: 20_000,
        shortAbandonMs: 5_000,
        behaviour: {
          balking: [],
          redial: null,
          resolution: null,
          repeat: null,
          satisfaction: null,
          emotionAccuracy: 1,
        },
      },
    ])
    expect(scenario.demand[0]).toEqual({
      queue: 'calls',
      pieces: [{ fromMs: 0, toMs: 3_600_000, perHour: 60 }],
      leftOut: 0,
      volume: { cv: 0, surges: [] },
      batch: { names: ['1'], upTo: [1] },
      channel: { names: ['phone'], upTo: [1] },
      tier: { names: ['regular'], upTo: [1] },
      issue: { names: [null], upTo: [1] },
      region: { names: [null], upTo: [1] },
      emotion: { names: ['0'], upTo: [1] },
    })
    expect(scenario.groups).toEqual([
      {
        name: 'anna',
        agents: ['anna'],
        skills: {},
        queues: null,
        channels: null,
        region: null,
        pool: null,
        capacityUnits: 1,
        shifts: [{ fromMs: 0, toMs: null }],
        staffing: [],
        breaks: [],
        absence: { shrinkage: 0, meanMs: 900_000, sickLeave: 0, noShow: 0 },
        learning: null,
        costPerHour: null,
      },
    ])
  })

  it('spreads the numbers of intervals as rates', () => {
    const scenario = smallScenario({
      from: '09:00',
      until: '10:30',
      interval: '30min',
      demand: { calls: { arrivals: { perInterval: [10, 20, 5] } } },
    })
    const [first, second, third] = scenario.demand[0]!.pieces
    expect(first).toEqual({ fromMs: 32_400_000, toMs: 34_200_000, perHour: 20 })
    expect(second).toEqual({ fromMs: 34_200_000, toMs: 36_000_000, perHour: 40 })
    expect(third).toEqual({ fromMs: 36_000_000, toMs: 37_800_000, perHour: 10 })
  })

  it('cuts blocks to its span and names several agents alike', () => {
    const blocks = [
      { from: '00:00', to: '00:30', perHour: 5 },
      { from: '00:30', to: '05:00', perHour: 7 },
      { from: '06:00', to: '07:00', perHour: 9 },
    ]
    const scenario = smallScenario({
      from: '00:10',
      demand: { calls: { arrivals: { blocks } } },
      agents: [{ name: 'team', count: 2 }],
    })
    expect(scenario.demand[0]!.pieces).toEqual([
      { fromMs: 600_000, toMs: 1_800_000, perHour: 5 },
      { fromMs: 1_800_000, toMs: 3_600_000, perHour: 7 },
    ])
    expect(scenario.groups[0]!.agents).toEqual(['team-1', 'team-2'])
  })

  it('says of each day what it says of one', () => {
    const day = 86_400_000
    const scenario = smallScenario({
      from: '08:00',
      until: '10:00',
      interval: '1h',
      days: 3,
      firstDay: 'sunday',
      weekdays: { sunday: 0.5, tuesday: 2 },
      surges: [{ from: '08:30', to: '09:00', factor: 4 }],
      demand: { calls: { arrivals: { perInterval: [6, 8] }, busyness: { cv: 0.2 } } },
      agents: [
        {
          name: 'anna',
          shifts: [
            { from: '08:00', to: '12:00', on: ['monday', 'tuesday'] },
            { from: '09:00', to: '10:00', on: ['sunday'] },
          ],
          breaks: [{ from: '09:00', to: '09:10' }],
        },
        { name: 'team', count: 5, staffing: [3, 5] },
      ],
    })
    const [anna, team] = scenario.groups
    const hours = (of: readonly { fromMs: number; toMs: number | null }[]): unknown[] =>
      of.map(({ fromMs, toMs }) => [fromMs / 3_600_000, (toMs ?? Infinity) / 3_600_000])
    expect(scenario.untilMs).toBe(2 * day + 36_000_000)
    expect(scenario.intervalOfDay).toBe(true)
    expect(scenario.demand[0]!.pieces.map(({ perHour }) => perHour)).toEqual([3, 4, 6, 8, 12, 16])
    expect(hours(scenario.demand[0]!.pieces).at(-1)).toEqual([57, 58])
    expect(scenario.demand[0]!.volume.cv).toBe(0.2)
    expect(scenario.volume.surges.map(hours)).toEqual([
      [
        [8.5, 9],
        [32.5, 33],
        [56.5, 57],
      ],
    ])
    expect(hours(anna!.shifts)).toEqual([
      [9, 10],
      [32, 36],
      [56, 60],
    ])
    expect(hours(anna!.breaks).length).toBe(3)
    expect(team!.staffing.map(({ atMs, count }) => [atMs / 3_600_000, count])).toEqual([
      [8, 3],
      [9, 5],
      [10, 0],
      [32, 3],
      [33, 5],
      [34, 0],
      [56, 3],
      [57, 5],
    ])
  })

  it('keeps a bot that is off out of the run', () => {
    expect(smallScenario({ bot: { on: false, containment: 0.5 } }).bot).toBeNull()
    expect(smallScenario({ bot: { on: true, containment: { repair: 0.5 } } }).bot).toEqual({
      containment: { repair: 0.5 },
      other: 0,
      delay: { law: 'deterministic', valueMs: 3_000 },
      handOver: null,
      starts: 'arrival',
    })
  })
})

describe('the hash of a scenario', () => {
  it('knows what decides the result, and nothing else', () => {
    const hash = scenarioHash(smallScenario())
    expect(hash).toMatch(/^[0-9a-f]{16}$/)
    expect(scenarioHash(smallScenario({ seed: 9, replications: 5 }))).toBe(hash)
    expect(scenarioHash(parseScenario(Object.fromEntries(Object.entries(smallSpec).reverse())))).toBe(hash)
    expect(scenarioHash(smallScenario({ until: '2h' }))).not.toBe(hash)
    expect(scenarioHash(smallScenario({ policy: { ...smallSpec.policy!, wrapUpMs: 1 } }))).not.toBe(hash)
  })
})

describe('faults', () => {
  it('are all told at once, those of the policy under its path', () => {
    const value = {
      ...smallSpec,
      until: '5 o clock',
      agnets: [],
      policy: { ...smallSpec.policy, wrapUpMs: -1 },
      demand: { cals: { arrivals: { perHour: 5 } } },
    }
    const paths = checkScenario(value).map(({ path }) => path.join('.'))
    expect(paths.sort()).toEqual(['agnets', 'demand.cals', 'policy.wrapUpMs', 'until'])
    expect(() => parseScenario(value)).toThrow(ConfigError)
  })

  it('a scenario without a policy says so', () => {
    const { policy: _, ...rest } = smallSpec
    expect(checkScenario(rest).map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['policy', 'is missing'],
    ])
    expect(checkScenario({ ...rest, policyFile: 'p.yaml' }).map(({ path }) => path.join('.'))).toEqual([
      'policyFile',
    ])
  })

  it.each([undefined, null, 5, 'text', []])('%s is no scenario', (value) => {
    expect(checkScenario(value).length).toBeGreaterThan(0)
  })
})

describe('the policy of a scenario', () => {
  const policy = smallSpec.policy!

  it('keeps the clocks that a simulation plays', () => {
    const { queues } = smallScenario({ policy: { ...policy, presets: ['afterSales'] } }).policy.normal
    const running = queues.flatMap(({ promises }) =>
      Object.entries(promises).flatMap(([clock, rules]) => (rules.length > 0 ? [clock] : [])),
    )
    expect(new Set(running)).toEqual(new Set(['queueWait', 'firstReply', 'resolution']))
  })

  it('has no calls after conversations', () => {
    const { queues } = smallScenario({ policy: { ...policy, followUp: {} } }).policy.normal
    expect(queues.map(({ followUp }) => followUp)).toEqual(queues.map(() => null))
  })

  it('has the opening hours of the days of the scenario, on its own clock', () => {
    const calendars = { shop: { zone: 'Asia/Tokyo', weekly: { 'mon-fri': ['00:10-00:20'] } } }
    const parts = { firstDay: 'friday', from: '00:00', until: '24:00', days: 4 }
    const of = smallScenario({ ...parts, policy: { ...policy, calendars } })
    const [calendar] = of.policy.normal.calendars
    const minutes = (days: number, minute: number): number => (days * 1440 + minute) * 60_000
    expect(calendar!.data.opensAtMs).toEqual([0, 3, 4, 5].map((day) => minutes(day, 10)))
    expect(calendar!.data.closesAtMs).toEqual([0, 3, 4, 5].map((day) => minutes(day, 20)))
    expect(of.wallClock).toMatchObject({ zone: 'Asia/Tokyo', hasDate: false })
    expect(smallScenario(parts)).not.toHaveProperty('wallClock')
  })
})
