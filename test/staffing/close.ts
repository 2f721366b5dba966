/** The one meaning of "equal" for the staffing formulas: 1e-12 relative, and anything below 1e-300 is 0. */
import { expect } from 'vitest'

export function expectClose(actual: number, expected: number, what = '', tolerance = 1e-12): void {
  const isClose =
    actual === expected ||
    Math.abs(actual - expected) <= tolerance * Math.abs(expected) ||
    (Math.abs(expected) < 1e-300 && Math.abs(actual) < 1e-300)
  if (!isClose) expect.fail(`${what}: ${actual} instead of ${expected}, off by ${actual / expected - 1}`)
  expect(actual).not.toBeNaN()
}
