import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jainIndex } from '../../src/sla/fairness.js'

/** Large enough to be the same number in another unit. */
const share = fc.oneof(fc.constant(0), fc.double({ min: 1e-200, max: 1e300, noNaN: true }))

test('the index lies between 1/n and 1, whatever the order and the unit', () => {
  fc.assert(
    fc.property(
      fc.array(share, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(1e-3, 7, 1e4),
      (shares, unit) => {
        const jain = jainIndex(shares)
        if (shares.every((each) => each === 0)) {
          expect(jain).toBe(null)
          return
        }
        expect(jain).toBeGreaterThanOrEqual(1 / shares.length - 1e-12)
        expect(jain).toBeLessThanOrEqual(1 + 1e-12)
        expect(jainIndex(shares.toReversed())).toBeCloseTo(jain!, 12)
        expect(jainIndex(shares.map((each) => each * unit))).toBeCloseTo(jain!, 9)
      },
    ),
  )
})

test('k of n with equal parts give k/n; an equal share is 1, nothing at all has no value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(30), (k, idle) => {
      const shares = [...Array.from({ length: k }, () => 3.5), ...Array.from({ length: idle }, () => 0)]
      expect(jainIndex(shares)).toBeCloseTo(k / (k + idle), 12)
    }),
  )
  expect(jainIndex([])).toBe(null)
  // Jain, Chiu, Hawe (1984): 20 dollars shared out as 50 : 30 : 50.
  expect(jainIndex([50, 30, 50])).toBeCloseTo(130 ** 2 / (3 * (2500 + 900 + 2500)), 12)
})
