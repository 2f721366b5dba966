import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecastWait, type Competition, type Rivals, type Supply } from '../../src/queue/expected-wait.js'
import { naiveMeanMs } from '../model/queue/expected-wait.js'

const GROUPS = 4
const SLICES = 3
const MEAN_MS = 240_000

const supply: fc.Arbitrary<Supply> = fc.record({
  perMs: fc
    .oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 40 }) }, fc.constant(0))
    .map((n) => n / MEAN_MS),
  surplus: fc.integer({ min: -20, max: 20 }).map((n) => n / 10),
  meanMs: fc.constant(MEAN_MS),
})
const groups = fc.subarray([0, 1, 2, 3], { minLength: 1 })
const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: SLICES, maxLength: SLICES })
const rivals: fc.Arbitrary<Rivals> = fc
  .record({
    groups,
    counts,
    ageMs: fc.integer({ min: 0, max: 600_000 }),
    patienceMs: fc.constantFrom(60_000, 600_000, Infinity),
  })
  .map(({ groups: may, counts: ahead, ageMs, patienceMs }) => ({
    groups: may,
    ahead: Float64Array.from(ahead),
    waitedMs: Float64Array.from(ahead, (count) => count * ageMs),
    patience: { survival: (age, later) => Math.exp(-(later - age) / patienceMs) },
  }))
const competition: fc.Arbitrary<Competition> = fc.record({
  slices: fc.constant(SLICES),
  supplies: fc.array(supply, { minLength: GROUPS, maxLength: GROUPS }),
  rivals: fc.array(rivals, { maxLength: 4 }),
  newcomers: fc.constant([]),
  own: fc
    .tuple(groups, fc.constantFrom(0, 0, 30_000, 900_000))
    .map(([may, fromMs]) => may.map((group, i) => ({ group, fromMs: i === 0 ? 0 : fromMs }))),
})
const horizonMs = fc.constantFrom(0, 60_000, 3_600_000)

test('the mean is that of a twin that pours drop by drop', () => {
  fc.assert(
    fc.property(competition, horizonMs, (field, horizon) => {
      const { meanMs } = forecastWait(field, horizon)
      const twin = naiveMeanMs(field, horizon)
      if (twin === Infinity) expect(meanMs).toBe(Infinity)
      else expect(Math.abs(meanMs - twin)).toBeLessThan(0.02 * twin + MEAN_MS / 100)
    }),
  )
})

test('it is a number from 0 to Infinity, made of at least one turn, and Infinity only when nobody may ever serve', () => {
  fc.assert(
    fc.property(competition, horizonMs, (field, horizon) => {
      const { meanMs, turns } = forecastWait(field, horizon)
      const canBeServed = field.own.some(({ group }) => field.supplies[group]!.perMs > 0)
      expect(meanMs).toBeGreaterThan(0)
      expect(Number.isFinite(meanMs)).toBe(canBeServed)
      expect(turns).toBeGreaterThanOrEqual(1)
    }),
  )
})

test('one more ahead, and one more kind that overtakes, never shorten the wait', () => {
  const newcomer = fc.record({
    groups,
    perMs: fc.integer({ min: 1, max: 100 }).map((n) => n / MEAN_MS),
    offsetMs: fc.integer({ min: 0, max: 300_000 }),
    slope: fc.constantFrom(-1, 0, 0.5, 1),
  })
  fc.assert(
    fc.property(competition, rivals, newcomer, horizonMs, (field, more, overtaking, horizon) => {
      const { meanMs } = forecastWait(field, horizon)
      // Those put before all others leave the patience of the rest unchanged only if nobody gives up.
      const patient = {
        ...field,
        rivals: field.rivals.map((each) => ({ ...each, patience: { survival: () => 1 } })),
      }
      const steady = forecastWait(patient, horizon).meanMs
      const longer = { ...patient, rivals: [...patient.rivals, { ...more, patience: { survival: () => 1 } }] }
      expect(forecastWait(longer, horizon).meanMs).toBeGreaterThanOrEqual(steady * (1 - 1e-9))
      const overtaken = forecastWait({ ...field, newcomers: [overtaking] }, horizon)
      expect(overtaken.meanMs).toBeGreaterThanOrEqual(meanMs * (1 - 1e-9))
      expect(overtaken.meanMs).not.toBeNaN()
    }),
  )
})

test('one group is the queue-length predictor: those ahead and oneself, at the rate of all', () => {
  const ahead = Float64Array.of(7)
  const field: Competition = {
    slices: 1,
    supplies: [{ perMs: 10 / MEAN_MS, surplus: 0, meanMs: MEAN_MS }],
    rivals: [{ groups: [0], ahead, waitedMs: Float64Array.of(0), patience: { survival: () => 1 } }],
    newcomers: [],
    own: [{ group: 0, fromMs: 0 }],
  }
  const { meanMs, turns } = forecastWait(field, 0)
  expect(meanMs).toBeCloseTo((8 * MEAN_MS) / 10, 6)
  expect(turns).toBeCloseTo(8, 9)
  // Half of those who come overtake: (7 + 1) contacts at 10 - 5 a mean handling time.
  const half = { groups: [0], perMs: 5 / MEAN_MS, offsetMs: 0, slope: 1 }
  expect(forecastWait({ ...field, newcomers: [half] }, 0).meanMs).toBeCloseTo((8 * MEAN_MS) / 5, -4)
})
