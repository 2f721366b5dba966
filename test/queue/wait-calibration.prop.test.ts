import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Stream } from '../../src/base/prng.js'
import { Calibration, type CalibrationJson, type Told } from '../../src/queue/wait-calibration.js'

const meanMs = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(0, 1, 1e-9, Infinity))
const turns = fc.oneof(fc.double({ min: 1, max: 1e6, noNaN: true }), fc.constantFrom(1, 1.5, 1e12))
const outcome = fc.record({
  // No wait at all, and one as long as forecast or as told, are where the pieces of a chance meet.
  meanMs: fc.oneof({ weight: 4, arbitrary: fc.double({ min: 0, max: 1e7, noNaN: true }) }, fc.constant(0)),
  turns: fc.double({ min: 1, max: 500, noNaN: true }),
  realMs: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 10_000_000 }) }, fc.constant(0)),
  isServed: fc.boolean(),
})

type Spread = Pick<Told, 'lowMs' | 'highMs'> & { readonly medianMs: number }

function spreadOf(calibration: Calibration, mean: number, of: number): Spread {
  calibration.spread(mean, of)
  const { lowMs, medianMs, highMs } = calibration
  return { lowMs, medianMs, highMs }
}

function toldOf(calibration: Calibration, mean: number, of: number): Told {
  calibration.spread(mean, of)
  return { meanMs: mean, turns: of, lowMs: calibration.lowMs, highMs: calibration.highMs }
}

function learn(
  calibration: Calibration,
  {
    meanMs: mean,
    turns: of,
    realMs,
    isServed,
  }: { meanMs: number; turns: number; realMs: number; isServed: boolean },
): void {
  const told = toldOf(calibration, mean, of)
  if (isServed) calibration.learn(told, realMs)
  else calibration.learnAtLeast(told, realMs)
}

test('whatever happened before: low <= median <= high, and never NaN', () => {
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 200 }), meanMs, turns, (past, mean, of) => {
      const calibration = new Calibration()
      for (const each of past) learn(calibration, each)
      calibration.spread(mean, of)
      const { lowMs, medianMs, highMs } = calibration
      expect(lowMs).toBeGreaterThanOrEqual(0)
      expect(medianMs).toBeGreaterThanOrEqual(lowMs)
      expect(highMs).toBeGreaterThanOrEqual(medianMs)
    }),
  )
})

test('at first it is the law of a gamma: 10, 50 and 90 % of as many turns as the forecast is made of', () => {
  // Quantiles of chi-square with 4, 20 and 100 degrees of freedom, each divided by its mean.
  for (const [shape, ...quantiles] of [
    [2, 0.2659, 0.8392, 1.9449],
    [10, 0.6221, 0.9669, 1.4206],
    [50, 0.8236, 0.9933, 1.185],
  ] as const) {
    const told = Object.values(spreadOf(new Calibration(), 1, 1 / (1 / shape - 0.02)))
    quantiles.forEach((quantile, index) => expect(Math.abs(told[index]! - quantile)).toBeLessThan(0.01))
  }
})

test('the longer somebody waited before giving up, the longer and wider it becomes; at once teaches nothing', () => {
  fc.assert(
    fc.property(
      fc.array(outcome, { maxLength: 20 }),
      fc.double({ min: 1, max: 1e7, noNaN: true }),
      fc.array(fc.nat(40_000_000), { minLength: 1, maxLength: 6 }),
      (past, mean, waits) => {
        const calibration = new Calibration()
        for (const each of past) learn(calibration, each)
        const before = calibration.toJSON()
        const told = toldOf(calibration, mean, 4)
        const after = [0, ...waits.toSorted((a, b) => a - b)].map((waitedMs) => {
          const each = Calibration.fromJSON(before)
          each.learnAtLeast(told, waitedMs)
          return each.toJSON()
        })
        const all = Calibration.fromJSON(before)
        all.learn(told, Infinity)
        expect(after[0]).toEqual({ ...before, count: before.count + 1 })
        for (const key of ['scale', 'low', 'high'] as const) {
          const values = [...after, all.toJSON()].map((each) => each[key])
          for (const [index, value] of values.entries()) {
            expect(value).toBeGreaterThanOrEqual((values[index - 1] ?? value) - 1e-9)
          }
        }
      },
    ),
  )
})

test('a moment more or less of waiting before giving up makes next to no difference, also where chances are pieced', () => {
  const told = toldOf(new Calibration(), 60_000, 4)
  const { lowMs, medianMs, highMs } = spreadOf(new Calibration(), 60_000, 4)
  for (const placeMs of [lowMs, medianMs, highMs]) {
    const [before, after] = [-1e-6, 1e-6].map((ms) => {
      const calibration = new Calibration()
      calibration.learnAtLeast(told, placeMs + ms)
      return calibration.toJSON()
    })
    for (const key of ['scale', 'low', 'high'] as const) expect(before![key]).toBeCloseTo(after![key], 6)
  }
})

test('plain JSON in the middle changes nothing', () => {
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 60 }), fc.nat(60), (past, cut) => {
      const whole = new Calibration()
      const before = new Calibration()
      for (const each of past) learn(whole, each)
      for (const each of past.slice(0, cut)) learn(before, each)
      const resumed = Calibration.fromJSON(JSON.parse(JSON.stringify(before)) as CalibrationJson)
      for (const each of past.slice(cut)) learn(resumed, each)
      expect(resumed.toJSON()).toEqual(whole.toJSON())
    }),
  )
})

/** Waits of a forecast that is wrong by a factor and in its spread; what share of them the intervals of the second half held. */
function heldOf(factor: number, power: number, givesUpAfterMs: number): { held: number; below: number } {
  const stream = Stream.named(11, 0, 'calibration')
  const calibration = new Calibration()
  const count = 6_000
  let held = 0
  let below = 0
  for (let i = 0; i < count; i++) {
    const mean = 60_000 * (1 + stream.uniform())
    const told = toldOf(calibration, mean, 4)
    const { medianMs } = calibration
    const realMs = mean * factor * (-Math.log(stream.uniform())) ** power
    if (i >= count / 2) {
      if (realMs >= told.lowMs && realMs <= told.highMs) held += 2 / count
      if (realMs < medianMs) below += 2 / count
    }
    const patienceMs = -Math.log(stream.uniform()) * givesUpAfterMs
    if (patienceMs < realMs) calibration.learnAtLeast(told, patienceMs)
    else calibration.learn(told, realMs)
  }
  return { held, below }
}

test.each([
  ['right', 1, 0.5],
  ['three times too short', 3, 0.5],
  ['five times too long, and too wide', 0.2, 0.1],
  ['too narrow', 1, 2],
])(
  'a forecast that is %s comes to hold 8 waits in 10, half of them below the median',
  (_name, factor, power) => {
    const { held, below } = heldOf(factor, power, Infinity)
    expect(held).toBeGreaterThan(0.77)
    expect(held).toBeLessThan(0.83)
    expect(below).toBeGreaterThan(0.45)
    expect(below).toBeLessThan(0.55)
  },
)

test('those who give up do not make the rest look short: the share held is that of all waits, had everybody stayed', () => {
  const { held, below } = heldOf(1, 0.5, 90_000)
  expect(held).toBeGreaterThan(0.76)
  expect(held).toBeLessThan(0.84)
  expect(below).toBeGreaterThan(0.44)
  expect(below).toBeLessThan(0.56)
})

test('a wait beyond the interval widens it, one within narrows it', () => {
  const calibration = new Calibration()
  const before = toldOf(calibration, 60_000, 4)
  calibration.learn(before, before.highMs * 2)
  const wider = toldOf(calibration, 60_000, 4)
  expect(wider.highMs).toBeGreaterThan(before.highMs)
  const within = new Calibration()
  within.learn(toldOf(within, 60_000, 4), 55_000)
  expect(toldOf(within, 60_000, 4).highMs / within.medianMs).toBeLessThan(before.highMs / 55_000)
})

test('a wait that never ends is that, however wide the interval has become', () => {
  const calibration = new Calibration()
  for (let i = 0; i < 100; i++) calibration.learn(toldOf(calibration, 60_000, 1), 0)
  expect(spreadOf(calibration, 60_000, 1).lowMs).toBe(0)
  expect(spreadOf(calibration, Infinity, 1)).toEqual({
    lowMs: Infinity,
    medianMs: Infinity,
    highMs: Infinity,
  })
})
