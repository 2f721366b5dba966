import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expGap, factorial, logGap, poissonGap, stirlingGap } from '../../src/staffing/elementary.js'
import { ONE, exp, fixed, log1p, over, ratio, toNumber } from '../model/staffing/staffing-exact.js'
import { expectClose } from './close.js'

/** Magnitudes from 1e-9 on, so that the twin's series stay short. */
const signed = (low: number, high: number) =>
  fc.double({ min: low, max: high, noNaN: true }).filter((x) => Math.abs(x) > 1e-9)

test('logGap is x - ln(1 + x) to the last digits', () => {
  fc.assert(
    fc.property(fc.oneof(signed(-0.6, 0.6), signed(-0.01, 0.01), signed(0.5, 20)), (x) => {
      expectClose(logGap(x), toNumber(fixed(x) - log1p(fixed(x))), `logGap(${x})`, 2e-15)
    }),
  )
})

test('expGap is 1 - (1 - e^-y) / y to the last digits', () => {
  fc.assert(
    fc.property(fc.oneof(signed(-30, 60), signed(-0.6, 0.6), signed(-1e-4, 1e-4)), (y) => {
      const twin = toNumber(ONE - over(ONE - exp(-fixed(y)), fixed(y)))
      expectClose(expGap(y), twin, `expGap(${y})`, 2e-15)
    }),
  )
})

test('the gaps end where their limits are', () => {
  expect([logGap(0), expGap(0), expGap(Infinity)]).toEqual([0, 0, 1])
  expect(logGap(1e300)).toBe(1e300)
  expect(poissonGap(10, 0, -10)).toBe(Infinity)
})

test('poissonGap is s ln(s / x) + x - s', () => {
  fc.assert(
    fc.property(signed(0.1, 1e5), signed(0.01, 20), (s, quotient) => {
      const x = s * quotient
      const twin = toNumber(fixed(x) - fixed(s)) + s * toNumber(log1p(over(fixed(s), fixed(x)) - ONE))
      expect(Math.abs(poissonGap(s, x, x - s) - twin)).toBeLessThanOrEqual(1e-14 * (s + x))
    }),
  )
})

test('factorial and stirlingGap are the factorials of whole numbers', () => {
  let exact = 1n
  for (let n = 0; n <= 170; n++) {
    if (n > 0) exact *= BigInt(n)
    const stirling = Math.exp(n * Math.log(n) - n + stirlingGap(n)) * Math.sqrt(2 * Math.PI * n)
    expectClose(n < 16 ? factorial(n) : stirling, ratio(exact, 1n), `${n}!`, 3e-13)
  }
})

test('factorial and stirlingGap grow as gamma functions do, also between whole numbers', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 14.9, noNaN: true }), (s) => {
      expectClose(factorial(s + 1), factorial(s) * (s + 1), `(${s} + 1)!`, 5e-14)
    }),
  )
  fc.assert(
    fc.property(fc.double({ min: 16, max: 1e5, noNaN: true }), (s) => {
      // gap(s) - gap(s + 1) = (s + 1/2) ln(1 + 1/s) - 1, by which every gap is told from the next.
      const step = toNumber((((2n * fixed(s) + ONE) * log1p(over(ONE, fixed(s)))) >> 801n) - ONE)
      expect(Math.abs(stirlingGap(s) - stirlingGap(s + 1) - step)).toBeLessThanOrEqual(1e-17)
    }),
  )
  expectClose(stirlingGap(16), 0.00520765591960964, 'stirlingGap(16)', 1e-14)
})
