/**
 * Quantiles of Student's t for whole degrees of freedom: the half-width of a confidence interval.
 * Idea: for whole degrees of freedom the distribution is a finite sum of powers of a cosine; it is inverted by bisection
 * on the angle, which cannot fail.
 * **cost** O(degrees of freedom), a few microseconds; allocates never. Absolute error below 1e-12 of the probability.
 * Source: Abramowitz & Stegun (1964), 26.7.3 and 26.7.4.
 */
import { assert } from '../../base/assert.js'

/** P(-t <= T <= t) for angle = arctan(t / sqrt(df)), 0..pi/2. */
function centralProbability(angle: number, df: number): number {
  const cosine = Math.cos(angle)
  const square = cosine * cosine
  const odd = df % 2 === 1
  let term = odd ? cosine : 1
  let sum = df === 1 ? 0 : term
  for (let i = odd ? 3 : 2; i <= df - 2; i += 2) {
    term *= (square * (i - 1)) / i
    sum += term
  }
  return odd ? ((angle + Math.sin(angle) * sum) * 2) / Math.PI : Math.sin(angle) * sum
}

/** P(T <= t) with df degrees of freedom, a whole number >= 1 (else InvariantError). */
export function studentDistribution(t: number, df: number): number {
  assert(Number.isInteger(df) && df >= 1, 'student: degrees of freedom are whole and at least 1')
  const central = centralProbability(Math.atan(Math.abs(t) / Math.sqrt(df)), df)
  return t < 0 ? (1 - central) / 2 : (1 + central) / 2
}

/** t with P(-t <= T <= t) = confidence, 0 < confidence < 1: the factor of a two-sided confidence interval. */
export function studentTwoSided(confidence: number, df: number): number {
  assert(Number.isInteger(df) && df >= 1, 'student: degrees of freedom are whole and at least 1')
  assert(confidence > 0 && confidence < 1, 'student: the confidence lies between 0 and 1')
  let low = 0
  let high = Math.PI / 2
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return Math.tan(middle) * Math.sqrt(df)
    if (centralProbability(middle, df) < confidence) low = middle
    else high = middle
  }
}
