/**
 * Means of the laws of times, in milliseconds. **cost** O(size of the law); allocates never.
 * Source: the textbook moments; the gamma function by Lanczos' approximation, relative error below 1e-10.
 */
import type { Distribution } from './distributions.js'

/** Infinity for `never`. */
export function meanMs(distribution: Distribution): number {
  switch (distribution.law) {
    case 'never':
      return Infinity
    case 'deterministic':
      return distribution.valueMs
    case 'exponential':
    case 'erlang':
    case 'gamma':
      return distribution.meanMs
    case 'lognormal':
      return Math.exp(distribution.mu + distribution.sigma ** 2 / 2)
    case 'uniform':
      return (distribution.fromMs + distribution.toMs) / 2
    case 'hyperexponential': {
      const { branches } = distribution
      const weights = branches.reduce((sum, { weight }) => sum + weight, 0)
      return branches.reduce((sum, branch) => sum + branch.weight * branch.meanMs, 0) / weights
    }
    case 'weibull':
      return distribution.scaleMs * gammaFunction(1 + 1 / distribution.shape)
    case 'quantiles': {
      const { points } = distribution
      return points.slice(1).reduce((sum, { p, timeMs }, i) => {
        const before = points[i]!
        return sum + ((p - before.p) * (timeMs + before.timeMs)) / 2
      }, 0)
    }
    case 'empirical': {
      const { valuesMs } = distribution
      return valuesMs.reduce((sum, value) => sum + value, 0) / valuesMs.length
    }
  }
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
]

/** For x >= 1. Source: C. Lanczos, SIAM Journal on Numerical Analysis B 1 (1964) 86-96. */
function gammaFunction(x: number): number {
  const z = x - 1
  const sum = LANCZOS.reduce((total, c, i) => total + c / (z + i + 1), 0.9999999999998099)
  const t = z + LANCZOS.length - 0.5
  return Math.sqrt(2 * Math.PI) * t ** (z + 0.5) * Math.exp(-t) * sum
}
