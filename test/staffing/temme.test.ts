import { expect, test } from 'vitest'
import { TEMME_COEFFICIENTS, temmeCorrection } from '../../src/staffing/temme.js'
import { ratio } from '../model/staffing/staffing-exact.js'
import { expectClose } from './close.js'

/** An exact fraction: numerator and positive denominator. */
type Fraction = readonly [bigint, bigint]

function reduced(n: bigint, d: bigint): Fraction {
  let [a, b] = [n < 0n ? -n : n, d]
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? [0n, 1n] : [n / a, d / a]
}
const plus = (x: Fraction, y: Fraction): Fraction => reduced(x[0] * y[1] + y[0] * x[1], x[1] * y[1])
const by = (x: Fraction, y: Fraction): Fraction => reduced(x[0] * y[0], x[1] * y[1])
const whole = (n: number): Fraction => [BigInt(n), 1n]
const part = (n: number): Fraction => [n < 0 ? -1n : 1n, BigInt(Math.abs(n))]

/** mu(eta) = sum alpha_n eta^n with eta^2 / 2 = mu - ln(1 + mu), from mu mu' = eta (1 + mu). */
function inversion(size: number): Fraction[] {
  const alpha: Fraction[] = [whole(0), whole(1)]
  for (let n = 2; n <= size; n++) {
    let sum = alpha[n - 1]!
    for (let i = 2; i < n; i++) sum = plus(sum, by(whole(-(n + 1 - i)), by(alpha[i]!, alpha[n + 1 - i]!)))
    alpha.push(by(sum, part(n + 1)))
  }
  return alpha
}

/** Coefficients of 1, 1/s, 1/s^2 ... in Stirling's series of the gamma function. */
function stirling(size: number): Fraction[] {
  // Bernoulli numbers by their recurrence, then the exponential of the series of ln gamma.
  const bernoulli: Fraction[] = []
  for (let m = 0; m <= size + 1; m++) {
    const row: Fraction[] = []
    for (let j = 0; j <= m; j++) {
      row[j] = part(j + 1)
      for (let k = j; k > 0; k--) row[k - 1] = by(whole(k), plus(row[k - 1]!, by(whole(-1), row[k]!)))
      if (j === m) bernoulli.push(row[0]!)
    }
  }
  const log = (j: number): Fraction => (j % 2 === 1 ? by(bernoulli[j + 1]!, part(j * (j + 1))) : whole(0))
  const g: Fraction[] = [whole(1)]
  for (let k = 1; k <= size; k++) {
    let sum = whole(0)
    for (let j = 1; j <= k; j++) sum = plus(sum, by(whole(j), by(log(j), g[k - j]!)))
    g.push(by(sum, part(k)))
  }
  return g
}

test('the table is that of DLMF 8.12.11 to 8.12.13', () => {
  const rows = TEMME_COEFFICIENTS.length
  const width = 14 + 2 * rows
  const alpha = inversion(width + 2)
  const g = stirling(rows)
  const first = alpha.slice(2, width).map((value, n) => by(whole(n + 2), value))
  first[0] = plus(first[0]!, whole(-1))
  let exact = first
  TEMME_COEFFICIENTS.forEach((row, k) => {
    if (k > 0) {
      const last = exact
      const sign = k % 2 === 0 ? 1 : -1
      exact = last
        .slice(2)
        .map((value, n) => plus(by(whole(n + 2), value), by(whole(sign), by(g[k]!, first[n]!))))
    }
    row.forEach((value, n) => expectClose(value, ratio(...exact[n]!), `row ${k}, power ${n}`, 3e-16))
  })
})

test('fewer terms from s = 1e4 on leave no step', () => {
  for (const z of [-2.5, -1, 0, 1, 2.5]) {
    const eta = z / 100
    const before = temmeCorrection(1e4 * (1 - 1e-13), eta)
    expect(Math.abs(temmeCorrection(1e4, eta) - before)).toBeLessThan(3e-16)
  }
})
