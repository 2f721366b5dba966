import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DualSimplex } from '../../src/staffing/dual-simplex.js'

const problem = fc
  .record({ rows: fc.integer({ min: 1, max: 12 }), columns: fc.integer({ min: 1, max: 20 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      demand: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: rows, maxLength: rows }),
      costs: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: columns, maxLength: columns }),
      spans: fc.array(fc.tuple(fc.nat(rows - 1), fc.nat(rows - 1)), {
        minLength: columns,
        maxLength: columns,
      }),
      high: fc.integer({ min: 1, max: 9 }),
      moves: fc.array(fc.tuple(fc.nat(columns - 1), fc.nat(4), fc.nat(9)), { maxLength: 12 }),
    }),
  )

type Problem = typeof problem extends fc.Arbitrary<infer T> ? T : never

function coversOf({ spans }: Problem): Int32Array[] {
  return spans.map(([a, b]) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)]
    return Int32Array.from({ length: to - from + 1 }, (_, i) => from + i)
  })
}

/** Optimal, because feasible and as cheap as the bound that its own prices prove (strong duality). */
function expectOptimal(simplex: DualSimplex, given: Problem, covers: readonly Int32Array[]): void {
  const staffed = given.demand.map(() => 0)
  let cost = 0
  let bound = 0
  covers.forEach((cover, k) => {
    const value = simplex.valueOf(k)
    expect(value).toBeGreaterThanOrEqual(simplex.low[k]! - 1e-7)
    expect(value).toBeLessThanOrEqual(simplex.high[k]! + 1e-7)
    for (const row of cover) staffed[row]! += value
    cost += given.costs[k]! * value
    let rest = given.costs[k]!
    for (const row of cover) rest -= simplex.priceOf(row)
    bound += Math.min(rest * simplex.low[k]!, rest * simplex.high[k]!)
  })
  given.demand.forEach((agents, row) => {
    expect(staffed[row]!).toBeGreaterThanOrEqual(agents - 1e-7)
    expect(simplex.priceOf(row)).toBeGreaterThanOrEqual(0)
    bound += simplex.priceOf(row) * agents
  })
  expect(Math.abs(cost - bound)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(cost)))
}

test('solves to a certified optimum, also after bounds have moved; fails only where the bounds allow no cover', () => {
  fc.assert(
    fc.property(problem, (given) => {
      const covers = coversOf(given)
      const high = Float64Array.from(given.costs, () => given.high)
      const simplex = new DualSimplex(
        Float64Array.from(given.costs),
        covers,
        Float64Array.from(given.demand),
        high,
      )
      const check = (): void => {
        const most = given.demand.map(() => 0)
        covers.forEach((cover, k) => {
          for (const row of cover) most[row]! += simplex.high[k]!
        })
        const isCoverable = given.demand.every((agents, row) => most[row]! >= agents)
        expect(simplex.solve(10_000)).toBe(isCoverable)
        if (isCoverable) expectOptimal(simplex, given, covers)
      }
      check()
      for (const [column, low, more] of given.moves) {
        simplex.bound(column, low, low + more)
        check()
      }
    }),
  )
})

test('one shift pattern: as many as the highest demand', () => {
  const simplex = new DualSimplex(
    Float64Array.of(5),
    [Int32Array.of(0, 1)],
    Float64Array.of(3, 4),
    Float64Array.of(9),
  )
  expect(simplex.solve(10)).toBe(true)
  expect([simplex.valueOf(0), simplex.priceOf(0), simplex.priceOf(1), simplex.pivots]).toEqual([4, 0, 5, 1])
  simplex.bound(0, 0, 2)
  expect(simplex.solve(10)).toBe(false)
  simplex.bound(0, 6, 9)
  expect(simplex.solve(10)).toBe(true)
  expect(simplex.valueOf(0)).toBe(6)
})

test('gives up after the pivots it was given', () => {
  const simplex = new DualSimplex(
    Float64Array.of(1),
    [Int32Array.of(0)],
    Float64Array.of(1),
    Float64Array.of(1),
  )
  expect([simplex.solve(0), simplex.solve(1)]).toEqual([false, true])
})
