import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastCover, type Cover, type CoverProblem } from '../../src/staffing/cover.js'
import { leastCostByTrying } from '../model/staffing/staffing-cover.js'
import { times } from '../times.js'

/** Columns are stretches of rows with a gap, as shifts with a break are. */
function problemOf(rows: number, columns: number, most: number) {
  const column = fc.tuple(fc.nat(rows - 1), fc.nat(rows - 1), fc.nat(rows - 1)).map(([a, b, gap]) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)]
    const covered = Array.from({ length: to - from + 1 }, (_, i) => from + i)
    return Int32Array.from(covered.length > 1 ? covered.filter((row) => row !== gap) : covered)
  })
  return fc
    .record({
      covers: fc.array(column, { minLength: 1, maxLength: columns }),
      prices: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: columns, maxLength: columns }),
      unit: fc.constantFrom(1, 0.25, 0.1, Math.PI / 7),
      demands: fc.array(fc.nat(most), { minLength: rows, maxLength: rows }),
    })
    .map(({ covers, prices, unit, demands }): CoverProblem => {
      const reach = new Set(covers.flatMap((rows) => [...rows]))
      return {
        covers,
        costs: covers.map((_, k) => prices[k]! * unit),
        demand: Float64Array.from(demands, (agents, row) => (reach.has(row) ? agents : 0)),
      }
    })
}

function expectCovered({ covers, costs, demand }: CoverProblem, { counts, cost, costBound }: Cover): void {
  const left = demand.slice()
  let sum = 0
  counts.forEach((times, k) => {
    expect(times).toBeGreaterThanOrEqual(0)
    for (const row of covers[k]!) left[row]! -= times
    sum += times * costs[k]!
  })
  expect(left.every((rest) => rest <= 0)).toBe(true)
  expect(cost).toBeCloseTo(sum, 9)
  expect(costBound).toBeLessThanOrEqual(cost)
}

test('finds what trying everything finds, and proves it', () => {
  fc.assert(
    fc.property(problemOf(6, 8, 3), (problem) => {
      const cover = leastCover(problem, 1e7)
      const least = leastCostByTrying(problem)
      expectCovered(problem, cover)
      expect(cover.cost).toBeCloseTo(least, 9)
      expect(cover.costBound).toBe(cover.cost)
    }),
    times(200),
  )
})

test('stopped early it still covers, and its bound still holds', () => {
  fc.assert(
    fc.property(problemOf(8, 14, 4), (problem) => {
      const cover = leastCover(problem, 0)
      const least = leastCostByTrying(problem)
      expectCovered(problem, cover)
      expect(cover.cost).toBeGreaterThanOrEqual(least - 1e-9)
      expect(cover.costBound).toBeLessThanOrEqual(least + 1e-9)
    }),
    times(100),
  )
})

test('more effort never costs more, and the same problem always gives the same cover', () => {
  fc.assert(
    fc.property(problemOf(24, 60, 30), (problem) => {
      const covers = [0, 1e6, 1e7].map((effort) => leastCover(problem, effort))
      for (const cover of covers) expectCovered(problem, cover)
      expect(covers[1]!.cost).toBeLessThanOrEqual(covers[0]!.cost + 1e-9)
      expect(leastCover(problem, 1e6)).toEqual(covers[1])
      const lowest = Math.min(...covers.map(({ cost }) => cost))
      for (const { costBound } of covers) expect(costBound).toBeLessThanOrEqual(lowest + 1e-9)
    }),
    times(25),
  )
})

test('claims no proof that holds only beside what a dive has taken, or only if a full column could be taken less', () => {
  const afterDive = {
    costs: [10, 2, 7, 8, 5, 2, 6, 6, 5, 4, 5, 9, 2, 10, 10, 2, 7],
    columns:
      '3467 013567 023 24689 123478 0257 01678 12348 0178 12 01246 14589 012356 014578 012356789 16 268',
    demand: [1, 2, 2, 1, 1, 2, 1, 2, 2, 1],
    least: 17,
  }
  const atMost = {
    costs: [4, 5, 10, 1, 2, 7, 8, 5, 7, 6, 7, 6, 9, 1, 9, 6],
    columns: '1 1789 789a 7 01689 06a 259a 13568a 2349 2 015a 0134689a 01378 049 02389a 012359',
    demand: [2, 2, 2, 1, 2, 2, 1, 1, 2, 1, 2],
    least: 23,
  }
  // Of a column its rows are written, as hexadecimal digits.
  for (const { costs, columns, demand, least } of [afterDive, atMost]) {
    const covers = columns.split(' ').map((rows) => Int32Array.from(rows, (row) => Number.parseInt(row, 16)))
    const problem = { costs, covers, demand: Float64Array.from(demand) }
    expect(leastCover(problem, 0).costBound).toBeLessThanOrEqual(least)
    expect(leastCover(problem, 1e6).cost).toBe(least)
  }
})
