import { describe, expect, it } from 'vitest'
import { TimeTable, distributionOf, timesOf, varies } from '../../../src/sim/scenario/times.js'

const profiles = [
  { issue: null, channel: 'phone', tier: 'core' },
  { issue: 'repair', channel: 'phone', tier: 'core' },
  { issue: 'repair', channel: 'chat', tier: 'regular' },
]
const levels = [{ repair: 80 }, { repair: 10 }, {}]

describe('rules for times', () => {
  const rules = timesOf([
    { issue: 'repair', agentLevel: { repair: 50 }, time: '1s' },
    { issue: ['repair', 'return'], channel: 'chat', time: '2s' },
    { tier: 'core', time: '3s' },
    { time: '4s' },
  ])

  it('the first that fits contact and agent counts', () => {
    const table = new TimeTable(rules, profiles, levels)
    const found = profiles.map((_, profile) => levels.map((__, group) => table.at(profile, group, 0.5)))
    expect(found).toEqual([
      [3_000, 3_000, 3_000],
      [1_000, 3_000, 3_000],
      [1_000, 2_000, 2_000],
    ])
    // The second look is served from the table.
    expect(table.at(2, 1, 0.5)).toBe(2_000)
  })

  it('one law needs no rules', () => {
    expect(new TimeTable(timesOf('5s'), profiles, [{}]).at(2, 0, 0.5)).toBe(5_000)
    expect(varies(timesOf('5s'))).toBe(false)
    expect(varies(timesOf('never'))).toBe(false)
    expect(varies(null)).toBe(false)
    expect(varies(timesOf({ law: 'exponential', mean: '5s' }))).toBe(true)
  })

  it('a list that leaves somebody out is a fault of the program', () => {
    const table = new TimeTable(
      timesOf([
        { tier: 'x', time: 1 },
        { tier: 'y', time: 2 },
      ]),
      profiles,
      [{}],
    )
    expect(() => table.at(0, 0, 0.5)).toThrow('no rule fits')
  })
})

describe('laws as written', () => {
  it('are resolved to milliseconds', () => {
    expect(distributionOf('never')).toEqual({ law: 'never' })
    expect(distributionOf('90s')).toEqual({ law: 'deterministic', valueMs: 90_000 })
    expect(distributionOf({ law: 'deterministic', value: '1min' })).toEqual({
      law: 'deterministic',
      valueMs: 60_000,
    })
    expect(distributionOf({ law: 'uniform', from: 0, to: '1s' })).toEqual({
      law: 'uniform',
      fromMs: 0,
      toMs: 1_000,
    })
    expect(distributionOf({ law: 'erlang', k: 3, mean: '3s' })).toEqual({
      law: 'erlang',
      k: 3,
      meanMs: 3_000,
    })
    expect(distributionOf({ law: 'weibull', scale: '3s', shape: 0.7 })).toEqual({
      law: 'weibull',
      scaleMs: 3_000,
      shape: 0.7,
    })
    expect(distributionOf({ law: 'hyperexponential', branches: [{ weight: 2, mean: '1s' }] })).toEqual({
      law: 'hyperexponential',
      branches: [{ weight: 2, meanMs: 1_000 }],
    })
    expect(distributionOf({ law: 'gamma', mean: '3s', cv: 0.5 })).toEqual({
      law: 'gamma',
      shape: 4,
      meanMs: 3_000,
    })
    expect(distributionOf({ law: 'empirical', values: ['3s', '10s', 500] })).toEqual({
      law: 'empirical',
      valuesMs: [500, 3_000, 10_000],
    })
    expect(
      distributionOf({
        law: 'quantiles',
        points: [
          [0, 0],
          [1, '1s'],
        ],
      }),
    ).toEqual({
      law: 'quantiles',
      points: [
        { p: 0, timeMs: 0 },
        { p: 1, timeMs: 1_000 },
      ],
    })
  })

  it('lognormal by mean and cv is the same as by mu and sigma of the seconds', () => {
    const byMean = distributionOf({ law: 'lognormal', mean: '188.25s', cv: 1.198 })
    const byMu = distributionOf({ law: 'lognormal', mu: 4.7922, sigma: 0.9439 })
    expect(byMean.law === 'lognormal' && byMu.law === 'lognormal').toBe(true)
    expect(byMean).toMatchObject({ mu: expect.closeTo(4.7922 + Math.log(1_000), 2) as number })
    expect(byMean).toMatchObject({ sigma: expect.closeTo(0.9439, 2) as number })
  })
})
