/**
 * The naive twin of RFM: no cuts, no sorting; a customer is compared with every customer who has bought.
 * Score k + 1 takes being better than somebody whom at least k fifths of the base do not outdo. Whole numbers only.
 */
import type { RfmInput, RfmScore } from '../../../src/routing/rfm.js'

/** Values where more is better: score of `value` among `base`. */
function gradeAmong(value: number, base: readonly number[]): number {
  let grade = 1
  for (let k = 1; k <= 4; k++) {
    const passed = base.some(
      (other) => value > other && base.filter((each) => each <= other).length * 5 >= k * base.length,
    )
    if (passed) grade = k + 1
  }
  return grade
}

export function naiveScores(input: RfmInput, customers: readonly RfmInput[]): RfmScore {
  const base = customers.filter((customer) => customer.purchases > 0)
  const recency = gradeAmong(
    -input.daysSinceLastPurchase,
    base.map((each) => -each.daysSinceLastPurchase),
  )
  const frequency = gradeAmong(
    input.purchases,
    base.map((each) => each.purchases),
  )
  const monetary = gradeAmong(
    input.spend,
    base.map((each) => each.spend),
  )
  return { recency, frequency, monetary, total: recency + frequency + monetary } as RfmScore
}
