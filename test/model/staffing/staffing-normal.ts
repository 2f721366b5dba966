/**
 * Naive twin of the normal law: Taylor's series of e^(y^2) erf(y), to 100 digits. For |y| up to about 12.
 */
import { ONE, exp, fixed, over, pi, sqrt, times, toNumber } from './staffing-exact.js'

/** e^(y^2) erfc(y), any sign of y; argument and result in fixed point. */
export function exactScaledErfc(y: bigint): bigint {
  const square = times(y, y)
  let term = y
  let sum = 0n
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term
    term = (2n * times(term, square)) / (n + 2n)
  }
  return exp(square) - over(2n * sum, sqrt(pi()))
}

/** phi(x) / (1 - Phi(x)). */
export function exactHazard(x: number): number {
  const scaled = exactScaledErfc(over(fixed(x), sqrt(2n * ONE)))
  return toNumber(over(sqrt(over(2n * ONE, pi())), scaled))
}

/** P(X <= x). */
export function exactDistribution(x: number): number {
  const y = over(fixed(-x), sqrt(2n * ONE))
  return toNumber(over(exactScaledErfc(y), 2n * exp(times(y, y))))
}
