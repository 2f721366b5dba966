/**
 * Times of a policy that were hardly meant as milliseconds: 20 where somebody thought of seconds. They are sound, so they
 * are no faults. **cost** O(size of the policy); allocates the list. **order** as written.
 * Caveat: a window of batch matching is left alone, for it may well be half a second.
 */
import type { Advice } from './advice.js'

const SECOND_MS = 1000

/** What is to be said of the times of a policy as a person wrote it, which stands at `place` of its file ('': is all of it). */
export function shortTimes(policy: unknown, place: string): Advice[] {
  if (typeof policy !== 'object' || policy === null) return []
  return Object.entries(policy).flatMap(([key, value]: [string, unknown]) => {
    const about = Array.isArray(policy) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`
    if (typeof value !== 'number') return shortTimes(value, about)
    const isShort = key.endsWith('Ms') && key !== 'windowMs' && value > 0 && value < SECOND_MS
    if (!isShort) return []
    const hint = `if seconds were meant, write ${value * SECOND_MS}`
    return [{ about, message: `is ${value} milliseconds`, hint, isGrave: false }]
  })
}
