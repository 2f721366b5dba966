import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../../src/sim/chance/normal-quantile.js'
import { normalDistribution } from '../../../src/staffing/normal.js'

describe('the normal quantile', () => {
  it('has the published values', () => {
    // Wichura (1988), table of test values.
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 15)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 14)
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 13)
    expect(normalQuantile(0.5)).toBe(0)
  })

  it('undoes the distribution function, in both tails', () => {
    for (let z = -8; z <= 5; z += 0.37) {
      const back = normalQuantile(normalDistribution(z))
      expect(Math.abs(back - z)).toBeLessThan(z < 1 ? 1e-14 * Math.max(1, z * z) : 1e-9)
    }
  })

  it('is odd and ends in infinities', () => {
    for (const p of [0.01, 0.2, 0.4999]) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12)
    expect(normalQuantile(0)).toBe(-Infinity)
    expect(normalQuantile(1)).toBe(Infinity)
    expect(normalQuantile(-0.1)).toBeNaN()
    expect(normalQuantile(1.1)).toBeNaN()
  })
})
