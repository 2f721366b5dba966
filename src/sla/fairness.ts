/**
 * How evenly something is shared out.
 * Source: Jain, Chiu, Hawe, DEC Research Report TR-301 (1984): (sum x)^2 / (n sum x^2).
 * **cost** O(n), allocates nothing.
 */

/**
 * Jain's index of shares >= 0: 1 when all are the same, 1/n when one has it all, k/n when k of n have equal parts.
 * `null` without shares and when all are 0. The same for shares in any unit and any order.
 */
export function jainIndex(shares: readonly number[]): number | null {
  // Divided by the largest first, so that no square leaves the range of numbers.
  const largest = shares.reduce((most, share) => Math.max(most, share), 0)
  if (largest === 0) return null
  let sum = 0
  let squares = 0
  for (const share of shares) {
    const scaled = share / largest
    sum += scaled
    squares += scaled * scaled
  }
  return (sum * sum) / (shares.length * squares)
}
