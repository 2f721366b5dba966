import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastCostSchedule, type Schedule, type ShiftPattern } from '../../src/staffing/schedule.js'
import { leastCostByTrying } from '../model/staffing/staffing-cover.js'

const pattern = (day: number) =>
  fc.integer({ min: 1, max: day }).chain((lengthIntervals) =>
    fc.record({
      name: fc.constantFrom('early', 'late', 'part'),
      startIntervals: fc.uniqueArray(fc.nat(day - 1), { minLength: 1, maxLength: 4 }),
      lengthIntervals: fc.constant(lengthIntervals),
      breaks: fc.array(
        fc
          .tuple(
            fc.nat(lengthIntervals),
            fc.nat(lengthIntervals),
            fc.integer({ min: 1, max: lengthIntervals }),
          )
          .map(([a, b, length]) => ({
            earliestInterval: Math.min(a, b),
            latestInterval: Math.max(a, b),
            lengthIntervals: length,
          })),
        { maxLength: 2 },
      ),
      cost: fc.integer({ min: 1, max: 20 }),
    }),
  )

const problem = (day: number, most: number) =>
  fc.record({
    requirement: fc.array(fc.nat(most), { minLength: day, maxLength: day }),
    patterns: fc.array(pattern(day), { minLength: 1, maxLength: 3 }),
    wraps: fc.boolean(),
  })

type Problem = ReturnType<typeof problem> extends fc.Arbitrary<infer T> ? T : never

/** The intervals that a shift of a pattern works, by its definition; undefined if its breaks are not allowed. */
function workedBy(
  pattern: ShiftPattern,
  start: number,
  breaks: readonly number[],
  { requirement, wraps }: Problem,
) {
  const day = requirement.length
  const worked: number[] = []
  let next = 0
  const offsets = breaks.map((interval) => (interval - start + day) % day)
  for (const [i, pause] of pattern.breaks!.entries()) {
    const begin = offsets[i]!
    const isAllowed =
      begin >= next &&
      begin >= pause.earliestInterval &&
      begin <= pause.latestInterval &&
      begin + pause.lengthIntervals <= pattern.lengthIntervals
    if (!isAllowed) return undefined
    next = begin + pause.lengthIntervals
  }
  for (let offset = 0; offset < pattern.lengthIntervals; offset++) {
    const isBreak = offsets.some(
      (begin, i) => offset >= begin && offset < begin + pattern.breaks![i]!.lengthIntervals,
    )
    if (start + offset >= day && !wraps) return undefined
    if (!isBreak) worked.push((start + offset) % day)
  }
  return worked
}

function expectSound(given: Problem, schedule: Schedule): void {
  const staffed = given.requirement.map(() => 0)
  let cost = 0
  for (const shift of schedule.shifts) {
    expect(shift.agents).toBeGreaterThanOrEqual(1)
    const known = given.patterns.filter(
      ({ name, startIntervals, breaks }) =>
        name === shift.pattern &&
        startIntervals.includes(shift.startInterval) &&
        breaks.length === shift.breakIntervals.length,
    )
    const fits = known.map((one) => ({
      one,
      worked: workedBy(one, shift.startInterval, shift.breakIntervals, given),
    }))
    const allowed = fits.filter(({ worked }) => worked !== undefined)
    expect(allowed.length).toBeGreaterThan(0)
    if (allowed.length > 1) return
    for (const interval of allowed[0]!.worked!) staffed[interval]! += shift.agents
    cost += allowed[0]!.one.cost * shift.agents
  }
  expect(schedule.staffed).toEqual(staffed)
  expect(schedule.cost).toBeCloseTo(cost, 9)
}

test('shifts are what the patterns allow, and staff what is required wherever that is possible', () => {
  fc.assert(
    fc.property(problem(12, 9), (given) => {
      const schedule = leastCostSchedule({ ...given, effort: 1e6 })
      expectSound(given, schedule)
      given.requirement.forEach((agents, interval) => {
        const isLeftOut = schedule.uncoverable.includes(interval)
        expect(isLeftOut || schedule.staffed[interval]! >= agents).toBe(true)
        if (isLeftOut) expect(schedule.staffed[interval]).toBe(0)
      })
      expect(schedule.costBound).toBeLessThanOrEqual(schedule.cost)
      expect(schedule.isOptimal).toBe(schedule.costBound === schedule.cost)
    }),
  )
})

test('as cheap as trying every set of shifts', () => {
  fc.assert(
    fc.property(problem(6, 3), (given) => {
      const schedule = leastCostSchedule({ ...given, effort: 1e7 })
      const covers: Int32Array[] = []
      const costs: number[] = []
      for (const one of given.patterns) {
        for (const start of one.startIntervals) {
          const begins = given.requirement.map((_, i) => (start + i) % given.requirement.length)
          const [first, second] = one.breaks
          const placings =
            first === undefined
              ? [[]]
              : begins.flatMap((a) => (second === undefined ? [[a]] : begins.map((b) => [a, b])))
          for (const placing of placings) {
            const worked = workedBy(one, start, placing, given)
            if (worked === undefined) continue
            covers.push(Int32Array.from(worked))
            costs.push(one.cost)
          }
        }
      }
      const demand = Float64Array.from(given.requirement, (agents, i) =>
        schedule.uncoverable.includes(i) ? 0 : agents,
      )
      expect(schedule.cost).toBeCloseTo(leastCostByTrying({ covers, costs, demand }), 9)
      expect(schedule.isOptimal).toBe(true)
    }),
  )
})

test('a constant more of everything never costs less, and patterns more never cost more', () => {
  fc.assert(
    fc.property(problem(8, 5), pattern(8), (given, extra) => {
      const one = leastCostSchedule({ ...given, effort: 1e6 })
      const more = leastCostSchedule({
        ...given,
        requirement: given.requirement.map((x) => x + 1),
        effort: 1e6,
      })
      const wider = leastCostSchedule({ ...given, patterns: [...given.patterns, extra], effort: 1e6 })
      if (one.uncoverable.length === more.uncoverable.length)
        expect(more.cost).toBeGreaterThanOrEqual(one.costBound)
      if (one.uncoverable.length === wider.uncoverable.length) {
        expect(wider.costBound).toBeLessThanOrEqual(one.cost)
      }
    }),
  )
})
