import { describe, expect, it } from 'vitest'
import { MEASURES, measureIndex } from '../../../src/sim/measures/measure-list.js'
import { summarise } from '../../../src/sim/study/replicate.js'
import { Layout, type Results } from '../../../src/sim/study/sample.js'

const first = MEASURES[0]!.name

/** One row, with these ratios for the first measure, run by run. */
function results(...ratios: readonly (readonly [number, number])[]): Results {
  const layout = new Layout([{ kind: 'total', name: 'total' }])
  const place = layout.placeOf(0, measureIndex(first))
  const samples = ratios.map(([numerator, denominator]) => {
    const sample = new Float64Array(layout.size * 2)
    sample[place * 2] = numerator
    sample[place * 2 + 1] = denominator
    return sample
  })
  return { layout, samples }
}

describe('replications', () => {
  it('of a count give the plain mean and the plain Student interval', () => {
    // 10, 12, 14, 16: mean 13, s = 2.581989, standard error 1.290994, t(0.975, 3) = 3.182446.
    const { estimates } = summarise(results([10, 1], [12, 1], [14, 1], [16, 1])).rows[0]!
    const { value, standardError, halfWidth, numerator, denominator } = estimates[first]!
    expect(value).toBe(13)
    expect(standardError).toBeCloseTo(1.2909944487358056, 12)
    expect(halfWidth).toBeCloseTo(4.1085205, 6)
    expect([numerator, denominator]).toEqual([52, 4])
  })

  it('of a ratio weigh every contact alike', () => {
    const { value, standardError } = summarise(results([1, 10], [30, 100])).rows[0]!.estimates[first]!
    expect(value).toBeCloseTo(31 / 110, 12)
    // Residuals 1 - 10 v and 30 - 100 v are opposite; s = sqrt(2) |1 - 10 v|, mean denominator 55.
    expect(standardError).toBeCloseTo(Math.abs(1 - 310 / 110) / 55, 12)
  })

  it('say nothing about what they cannot', () => {
    expect(summarise(results([5, 2])).rows[0]!.estimates[first]).toEqual({
      value: 2.5,
      standardError: null,
      halfWidth: null,
      numerator: 5,
      denominator: 2,
    })
    expect(summarise(results([0, 0], [0, 0])).rows[0]!.estimates[first]!.value).toBeNull()
    expect(() => summarise(results())).toThrow('at least one replication')
  })
})
