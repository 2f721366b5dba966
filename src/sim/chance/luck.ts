/**
 * More luck from the luck that somebody already has: for what may happen again and again to one customer.
 * Idea: a hash of a uniform is another uniform, and its hash one more; so a customer carries one number for each purpose
 * however often it is asked, and the answers do not depend on what happened to others.
 * **cost** O(1), 60 ns; allocates a hash. Only for rare things.
 */
import { Hash64 } from '../../base/prng.js'

/** The next uniform of a customer's chain, a multiple of 2^-53 in (0, 1). */
export function furtherLuck(uniform: number): number {
  const hash = new Hash64()
  hash.number(uniform)
  const value = ((hash.high() >>> 5) * 2 ** 26 + (hash.low() >>> 6)) * 2 ** -53
  return value === 0 ? 2 ** -53 : value
}
