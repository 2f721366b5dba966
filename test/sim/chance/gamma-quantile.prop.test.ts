/** The inverse against the distribution, written down independently; the gamma function against its product. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gammaQuantile, logGamma } from '../../../src/sim/chance/gamma-quantile.js'
import { gammaLaw, slowLogGamma } from '../../model/sim/sim-gamma.js'

const shape = fc.double({ min: Math.log(0.01), max: Math.log(500), noNaN: true }).map(Math.exp)
const uniform = fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true })

describe('the gamma function', () => {
  it('is its product', () => {
    fc.assert(
      fc.property(shape, (a) => {
        expect(Math.abs(logGamma(a) - slowLogGamma(a))).toBeLessThan(
          1e-10 * Math.max(1, Math.abs(logGamma(a))),
        )
      }),
    )
  })

  it('has its known values', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13)
    expect(logGamma(1)).toBeCloseTo(0, 13)
    expect(logGamma(2)).toBeCloseTo(0, 13)
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12)
    expect(logGamma(1e6) / 12_815_504.569147611).toBeCloseTo(1, 14)
  })
})

describe('the quantile', () => {
  it('is where the distribution reaches u', () => {
    fc.assert(
      fc.property(shape, uniform, (a, u) => {
        const x = gammaQuantile(a, u)
        const below = gammaLaw(a)
        // Below the smallest double nothing can be told apart.
        if (x < 1e-300) expect(below(1e-300)).toBeGreaterThan(u * 0.999)
        else expect(Math.abs(below(x) - u)).toBeLessThan(1e-9 * Math.max(u, 1 - u))
      }),
    )
  })

  it('keeps its relative precision in both tails', () => {
    // Exponential, and shape 2: P(X > x) = (1 + x) e^-x.
    for (const tail of [1e-3, 1e-8, 1e-15]) {
      expect(gammaQuantile(1, tail) / -Math.log1p(-tail)).toBeCloseTo(1, 11)
      const x = gammaQuantile(2, tail)
      const below =
        x < 0.01 ? (x * x) / 2 - x ** 3 / 3 + x ** 4 / 8 - x ** 5 / 30 : 1 - (1 + x) * Math.exp(-x)
      expect(below / tail).toBeCloseTo(1, 6)
    }
    expect(gammaQuantile(1, 1 - 2 ** -53)).toBeCloseTo(53 * Math.LN2, 10)
  })

  it('never falls when u grows', () => {
    fc.assert(
      fc.property(shape, uniform, uniform, (a, u, v) => {
        expect(gammaQuantile(a, Math.min(u, v))).toBeLessThanOrEqual(
          gammaQuantile(a, Math.max(u, v)) * (1 + 1e-12),
        )
      }),
    )
  })
})
