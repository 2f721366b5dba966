/** Laws of inversion: the distribution function undoes the quantile, greater uniforms give no shorter times, means fit. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Distribution, lognormalOf, quantileOf } from '../../../src/sim/chance/distributions.js'
import { gammaLaw } from '../../model/sim/sim-gamma.js'
import { normalDistribution } from '../../../src/staffing/normal.js'
import { times } from '../../times.js'

const mean = fc.double({ min: 1, max: 1e7, noNaN: true })
const uniform = fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true })

interface Law {
  readonly distribution: Distribution
  /** P(X <= x), written down independently. */
  readonly below: (x: number) => number
  readonly meanMs: number
}

const laws: readonly { readonly name: string; readonly arbitrary: fc.Arbitrary<Law> }[] = [
  {
    name: 'exponential',
    arbitrary: mean.map((meanMs) => ({
      distribution: { law: 'exponential', meanMs },
      below: (x) => -Math.expm1(-x / meanMs),
      meanMs,
    })),
  },
  {
    name: 'uniform',
    arbitrary: fc.tuple(mean, mean).map(([fromMs, more]) => ({
      distribution: { law: 'uniform', fromMs, toMs: fromMs + more },
      below: (x) => (x - fromMs) / more,
      meanMs: fromMs + more / 2,
    })),
  },
  {
    name: 'lognormal',
    arbitrary: fc.tuple(mean, fc.double({ min: 0.05, max: 2, noNaN: true })).map(([meanMs, cv]) => {
      const sigma = Math.sqrt(Math.log(1 + cv * cv))
      const mu = Math.log(meanMs) - (sigma * sigma) / 2
      return {
        distribution: lognormalOf(meanMs, cv),
        below: (x) => normalDistribution((Math.log(x) - mu) / sigma),
        meanMs,
      }
    }),
  },
  {
    name: 'erlang',
    arbitrary: fc.tuple(mean, fc.integer({ min: 1, max: 100 })).map(([meanMs, k]) => ({
      distribution: { law: 'erlang', k, meanMs },
      below: (x) => erlangBelow(k, (x * k) / meanMs),
      meanMs,
    })),
  },
  {
    name: 'gamma',
    arbitrary: fc
      .tuple(mean, fc.double({ min: 0.05, max: 1.5, noNaN: true }))
      .map(([meanMs, cv]) => [meanMs, 1 / (cv * cv)] as const)
      .map(([meanMs, shape]) => {
        const law = gammaLaw(shape)
        return {
          distribution: { law: 'gamma', shape, meanMs },
          below: (x) => law((x * shape) / meanMs),
          meanMs,
        }
      }),
  },
  {
    name: 'hyperexponential',
    arbitrary: fc
      // A branch of next to no weight and a huge mean would be the whole mean in a tail that no sum of midpoints sees.
      .array(fc.tuple(fc.oneof(fc.constant(0), fc.double({ min: 0.2, max: 5, noNaN: true })), mean), {
        minLength: 1,
        maxLength: 4,
      })
      .filter((branches) => branches.some(([weight]) => weight > 0.001))
      .map((list) => {
        const total = list.reduce((sum, [weight]) => sum + weight, 0)
        return {
          distribution: {
            law: 'hyperexponential',
            branches: list.map(([weight, meanMs]) => ({ weight, meanMs })),
          },
          below: (x) =>
            list.reduce((sum, [weight, each]) => sum - (weight / total) * Math.expm1(-x / each), 0),
          meanMs: list.reduce((sum, [weight, each]) => sum + (weight / total) * each, 0),
        }
      }),
  },
  {
    name: 'weibull',
    arbitrary: fc
      .tuple(mean, fc.constantFrom([1, 1] as const, [2, Math.sqrt(Math.PI) / 2] as const, [0.5, 2] as const))
      .map(([scaleMs, [shape, gamma]]) => ({
        distribution: { law: 'weibull', scaleMs, shape },
        below: (x) => -Math.expm1(-((x / scaleMs) ** shape)),
        meanMs: scaleMs * gamma,
      })),
  },
  {
    name: 'quantiles',
    arbitrary: fc.tuple(mean, mean, mean).map(([a, b, c]) => {
      const points = [
        { p: 0, timeMs: a },
        { p: 0.25, timeMs: a + b },
        { p: 1, timeMs: a + b + c },
      ]
      return {
        distribution: { law: 'quantiles', points },
        below: (x) => (x < a + b ? ((x - a) / b) * 0.25 : 0.25 + ((x - a - b) / c) * 0.75),
        meanMs: 0.25 * (a + b / 2) + 0.75 * (a + b + c / 2),
      }
    }),
  },
]

/** P(X <= x) of k exponentials of mean 1, summed from the tail that is small. */
function erlangBelow(k: number, x: number): number {
  let term = Math.exp(-x)
  let above = term
  for (let i = 1; i < k; i++) {
    term *= x / i
    above += term
  }
  if (above < 0.9) return 1 - above
  let below = 0
  for (let i = k; term > below * 1e-17; i++) {
    term *= x / i
    below += term
  }
  return below
}

describe.each(laws)('$name', ({ arbitrary }) => {
  it('is inverted exactly', () => {
    fc.assert(
      fc.property(arbitrary, uniform, ({ distribution, below }, u) => {
        const x = quantileOf(distribution)(u)
        expect(x).toBeGreaterThanOrEqual(0)
        // Where a law is steep, the next double is already another probability.
        const roundingMs = 2 * Number.EPSILON * x
        expect(below(x - roundingMs)).toBeLessThan(u + 1e-9)
        expect(below(x + roundingMs)).toBeGreaterThan(u - 1e-9)
      }),
    )
  })

  it('is not shorter for a greater uniform', () => {
    fc.assert(
      fc.property(arbitrary, uniform, uniform, ({ distribution }, a, b) => {
        const quantile = quantileOf(distribution)
        const [low, high] = a < b ? [a, b] : [b, a]
        expect(quantile(low)).toBeLessThanOrEqual(quantile(high) * (1 + 1e-12) + 1e-9)
      }),
    )
  })

  it('has its mean', () => {
    fc.assert(
      fc.property(arbitrary, ({ distribution, meanMs }) => {
        const quantile = quantileOf(distribution)
        // Midpoints in u = v^2 (3 - 2 v), which puts many of them into both tails.
        const steps = 4_000
        let sum = 0
        for (let i = 0; i < steps; i++) {
          const v = (i + 0.5) / steps
          const w = 1 - v
          const u = v < 0.5 ? v * v * (3 - 2 * v) : 1 - w * w * (3 - 2 * w)
          sum += quantile(u) * 6 * v * w
        }
        expect(Math.abs(sum / steps / meanMs - 1)).toBeLessThan(0.01)
      }),
      times(20),
    )
  })
})

describe('the laws without luck', () => {
  it('are what they say', () => {
    expect(quantileOf({ law: 'never' })(0.5)).toBe(Infinity)
    expect(quantileOf({ law: 'deterministic', valueMs: 7 })(0.99)).toBe(7)
  })
})

describe('measured times', () => {
  it('are each as likely, in ascending order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 50 }), (times) => {
        const valuesMs = times.sort((a, b) => a - b)
        const quantile = quantileOf({ law: 'empirical', valuesMs })
        const drawn = valuesMs.flatMap((_, i) =>
          [0.01, 0.5, 0.99].map((within) => quantile((i + within) / valuesMs.length)),
        )
        expect(drawn).toEqual(valuesMs.flatMap((value) => [value, value, value]))
        expect(quantile(2 ** -53)).toBe(valuesMs[0])
        expect(quantile(1 - 2 ** -53)).toBe(valuesMs.at(-1))
      }),
    )
  })
})
