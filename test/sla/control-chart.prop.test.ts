import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Stream } from '../../src/base/prng.js'
import { ControlChart, designChart, meanRunLength } from '../../src/sla/control-chart.js'
import { denseRunLength, drawnRunLength } from '../model/sla/run-length.js'
import { times } from '../times.js'

const share = fc.double({ min: 0.02, max: 0.98, noNaN: true })
const step = fc.integer({ min: 1, max: 9 })

test('the mean run length is that of the full linear system', () => {
  fc.assert(
    fc.property(share, step, step, fc.integer({ min: 1, max: 25 }), (success, up, down, limit) => {
      const mean = meanRunLength(success, up, down, limit)
      // Where an alarm is all but impossible, the full system loses its digits.
      fc.pre(mean < 1e9)
      expect(Math.abs(mean / denseRunLength(success, up, down, limit) - 1)).toBeLessThan(1e-5)
    }),
  )
})

test('with single steps it is the closed form of a walk with a wall', () => {
  fc.assert(
    fc.property(share, fc.integer({ min: 1, max: 12 }), (success, limit) => {
      const [p, q] = [1 - success, success]
      fc.pre(Math.abs(p - q) > 0.01)
      const closed = limit / (p - q) - (q / (p - q) ** 2) * (1 - (q / p) ** limit)
      expect(meanRunLength(success, 1, 1, limit) / closed).toBeCloseTo(1, 9)
    }),
  )
})

test('a design alarms falsely as rarely as asked, one limit lower would not, and a drop is noticed sooner', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 0.97, noNaN: true }),
      fc.double({ min: 0.2, max: 0.8, noNaN: true }),
      fc.integer({ min: 1, max: 2000 }),
      (usual, part, falseAlarmEvery) => {
        const design = designChart({ usual, drop: usual * part, falseAlarmEvery })
        const { up, down, limit, falseAlarmAfter, noticedAfter } = design
        expect(falseAlarmAfter).toBeGreaterThanOrEqual(falseAlarmEvery)
        expect(limit === 1 || meanRunLength(usual, up, down, limit - 1) < falseAlarmEvery).toBe(true)
        expect(noticedAfter).toBeLessThan(falseAlarmAfter)
      },
    ),
    times(60),
  )
})

test('its steps are as the logs of the likelihoods, as nearly as whole numbers up to 12 or 3 % allow', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 0.999, noNaN: true }), fc.nat(1000), (usual, place) => {
      const drop = 0.05 + ((usual - 0.06) * place) / 1000
      fc.pre(drop <= usual - 0.01)
      const { up, down } = designChart({ usual, drop, falseAlarmEvery: 1 })
      const ratio = Math.log((1 - drop) / (1 - usual)) / Math.log(usual / drop)
      const errorOf = (by: number, of: number): number => Math.abs(by / of / ratio - 1)
      const least = Array.from({ length: 12 }, (_, i) =>
        errorOf(Math.max(1, Math.round(ratio * (i + 1))), i + 1),
      )
      expect(errorOf(up, down)).toBeLessThanOrEqual(Math.max(0.03, Math.min(...least)))
      expect(least.slice(0, down - 1).every((error) => error > 0.03)).toBe(true)
    }),
  )
})

test('false alarms of a chart come as often as it says, and so does the notice of a drop', () => {
  const design = designChart({ usual: 0.9, drop: 0.7, falseAlarmEvery: 500 })
  for (const [success, expected] of [
    [design.usual, design.falseAlarmAfter],
    [design.drop, design.noticedAfter],
  ] as const) {
    const stream = Stream.named(1, 0, `share ${success}`)
    const runs = 4000
    let sum = 0
    let squares = 0
    for (let run = 0; run < runs; run++) {
      const chart = new ControlChart(design)
      let length = 1
      while (!chart.observe(stream.uniform() < success)) length++
      sum += length
      squares += length * length
    }
    const mean = sum / runs
    const standardError = Math.sqrt((squares / runs - mean * mean) / runs)
    expect(Math.abs(mean - expected) / standardError).toBeLessThan(3.5)
  }
})

test('a chart is the walk that its run length is of', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 12 }), step, step, (seed, limit, up, down) => {
      const spec = { usual: 0.9, drop: 0.5, falseAlarmEvery: 1 }
      const design = { ...spec, up, down, limit, falseAlarmAfter: 0, noticedAfter: 0 }
      const chart = new ControlChart(design)
      const [ours, walk] = [Stream.named(seed, 0, 'walk'), Stream.named(seed, 0, 'walk')]
      let length = 1
      while (!chart.observe(ours.uniform() < 0.6)) length++
      expect(drawnRunLength(0.6, up, down, limit, () => walk.uniform())).toBe(length)
      expect(chart.level).toBe(0)
    }),
  )
})

test('what happened since the level was last 0 tells of the drop', () => {
  const chart = new ControlChart(designChart({ usual: 0.9, drop: 0.6, falseAlarmEvery: 200 }))
  for (let good = 0; good < 50; good++) expect(chart.observe(true)).toBe(false)
  let observations = 1
  while (!chart.observe(false)) observations++
  expect([chart.observed, chart.failed]).toEqual([observations, observations])
  expect(observations).toBeLessThan(10)
})

test('every chart within the stated ranges can be designed', () => {
  for (const [usual, drop] of [
    [0.1, 0.09],
    [0.1, 0.05],
    [0.5, 0.49],
    [0.999, 0.989],
    [0.999, 0.05],
  ] as const) {
    const { falseAlarmAfter } = designChart({ usual, drop, falseAlarmEvery: 1e6 })
    expect(falseAlarmAfter).toBeGreaterThanOrEqual(1e6)
  }
})

test('shares that are no drop, and rates that cannot be kept, are refused', () => {
  for (const none of [undefined, null]) {
    expect(() => designChart(none as never)).toThrow('control chart: a chart is designed from')
  }
  for (const [usual, drop, falseAlarmEvery, told] of [
    [0.5, 0.5, 10, '0.01 below usual'],
    [0.5, 0.495, 10, '0.01 below usual'],
    [0.5, 0.04, 10, 'from 0.05'],
    [1, 0.5, 10, '0.1 to 0.999'],
    [0.09, 0.06, 10, '0.1 to 0.999'],
    [0.9, 0.5, 0, 'falseAlarmEvery'],
    [0.9, 0.5, 1_000_001, 'falseAlarmEvery'],
    [0.9, 0.5, Number.NaN, 'falseAlarmEvery'],
  ] as const) {
    expect(() => designChart({ usual, drop, falseAlarmEvery })).toThrow(told)
  }
})
