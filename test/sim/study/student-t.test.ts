import { describe, expect, it } from 'vitest'
import { studentDistribution, studentTwoSided } from '../../../src/sim/study/student-t.js'

describe("Student's t", () => {
  // Any printed table has these to three digits; here to sixteen, from the inverse incomplete beta function.
  it.each([
    [1, 12.706204736432095],
    [2, 4.302652729911275],
    [3, 3.182446305284263],
    [5, 2.570581835636314],
    [10, 2.2281388519649385],
    [29, 2.045229642132703],
    [30, 2.042272456301238],
    [100, 1.9839715185235518],
  ])('95 %% of the cases with %i degrees of freedom lie within +-%f', (df, t) => {
    expect(Math.abs(studentTwoSided(0.95, df) / t - 1)).toBeLessThan(1e-10)
  })

  it('has the closed forms for one and two degrees of freedom', () => {
    for (const confidence of [0.5, 0.9, 0.99, 0.999]) {
      expect(studentTwoSided(confidence, 1) / Math.tan((confidence * Math.PI) / 2)).toBeCloseTo(1, 10)
      const two = confidence * Math.sqrt(2 / (1 - confidence ** 2))
      expect(studentTwoSided(confidence, 2) / two).toBeCloseTo(1, 10)
    }
  })

  it('approaches the normal law', () => {
    expect(studentTwoSided(0.95, 100_000)).toBeCloseTo(1.959964, 3)
  })

  it('is inverted by its quantile', () => {
    for (const df of [1, 2, 3, 4, 7, 12, 61]) {
      for (const confidence of [0.1, 0.8, 0.95, 0.9999]) {
        const t = studentTwoSided(confidence, df)
        expect(studentDistribution(t, df) - studentDistribution(-t, df)).toBeCloseTo(confidence, 12)
      }
    }
  })

  it('refuses what has no distribution', () => {
    expect(() => studentTwoSided(0.95, 0)).toThrow('degrees of freedom')
    expect(() => studentTwoSided(0.95, 1.5)).toThrow('degrees of freedom')
    expect(() => studentTwoSided(1, 5)).toThrow('confidence')
  })
})
