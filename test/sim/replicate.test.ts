import { describe, expect, it } from 'vitest'
import { MEASURES } from '../../src/sim/measure-list.js'
import type { MeasureTable } from '../../src/sim/measures.js'
import { summarise } from '../../src/sim/replicate.js'

const first = MEASURES[0]!.name

/** One row in which only the first measure applies. */
function table(numerator: number, denominator: number): MeasureTable {
  const numerators = new Float64Array(MEASURES.length).fill(Number.NaN)
  const denominators = new Float64Array(MEASURES.length).fill(Number.NaN)
  numerators[0] = numerator
  denominators[0] = denominator
  return { rows: [{ kind: 'total', name: 'total' }], numerators, denominators }
}

describe('replications', () => {
  it('of a count give the plain mean and the plain Student interval', () => {
    // 10, 12, 14, 16: mean 13, s = 2.581989, standard error 1.290994, t(0.975, 3) = 3.182446.
    const { estimates } = summarise([10, 12, 14, 16].map((n) => table(n, 1))).rows[0]!
    expect(Object.keys(estimates)).toEqual([first])
    const { value, standardError, halfWidth, numerator, denominator } = estimates[first]!
    expect(value).toBe(13)
    expect(standardError).toBeCloseTo(1.2909944487358056, 12)
    expect(halfWidth).toBeCloseTo(4.1085205, 6)
    expect([numerator, denominator]).toEqual([52, 4])
  })

  it('of a ratio weigh every contact alike', () => {
    const { value, standardError } = summarise([table(1, 10), table(30, 100)]).rows[0]!.estimates[first]!
    expect(value).toBeCloseTo(31 / 110, 12)
    // Residuals 1 - 10 v and 30 - 100 v are opposite; s = sqrt(2) |1 - 10 v|, mean denominator 55.
    expect(standardError).toBeCloseTo(Math.abs(1 - 310 / 110) / 55, 12)
  })

  it('say nothing about what they cannot', () => {
    expect(summarise([table(5, 2)]).rows[0]!.estimates[first]).toEqual({
      value: 2.5,
      standardError: null,
      halfWidth: null,
      numerator: 5,
      denominator: 2,
    })
    expect(summarise([table(0, 0), table(0, 0)]).rows[0]!.estimates[first]!.value).toBeNull()
    expect(() => summarise([])).toThrow('at least one replication')
  })
})
