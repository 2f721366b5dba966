/** Means of laws: those of their own quantiles, summed up, and textbook values. */
import { expect, it } from 'vitest'
import { meanMs } from '../../../src/sim/chance/distribution-mean.js'
import { type Distribution, lognormalOf, quantileOf } from '../../../src/sim/chance/distributions.js'

const laws: readonly Distribution[] = [
  { law: 'deterministic', valueMs: 7_000 },
  { law: 'exponential', meanMs: 7_000 },
  { law: 'erlang', k: 3, meanMs: 7_000 },
  { law: 'gamma', shape: 0.7, meanMs: 7_000 },
  lognormalOf(7_000, 0.8),
  { law: 'uniform', fromMs: 3_000, toMs: 9_000 },
  {
    law: 'hyperexponential',
    branches: [
      { weight: 3, meanMs: 2_000 },
      { weight: 1, meanMs: 9_000 },
    ],
  },
  { law: 'weibull', scaleMs: 7_000, shape: 1.6 },
  {
    law: 'quantiles',
    points: [
      { p: 0, timeMs: 0 },
      { p: 0.4, timeMs: 2_000 },
      { p: 1, timeMs: 9_000 },
    ],
  },
  { law: 'empirical', valuesMs: [1_000, 2_000, 6_000] },
]

it.each(laws.map((law) => [law.law, law] as const))('%s', (_name, law) => {
  const quantile = quantileOf(law)
  const steps = 60_000
  let sum = 0
  for (let i = 0; i < steps; i++) sum += quantile((i + 0.5) / steps)
  expect(Math.abs(sum / steps / meanMs(law) - 1)).toBeLessThan(1e-3)
})

it('a Weibull law of shape 1 or 1/2 has scale and twice the scale; never is for ever', () => {
  expect(meanMs({ law: 'weibull', scaleMs: 5_000, shape: 1 })).toBeCloseTo(5_000, 6)
  expect(meanMs({ law: 'weibull', scaleMs: 5_000, shape: 0.5 })).toBeCloseTo(10_000, 6)
  expect(meanMs({ law: 'never' })).toBe(Infinity)
})
