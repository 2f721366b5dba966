/**
 * Naive twin of the covering search: tries everything. Takes the first row still short of its demand, tries each column that
 * covers it, and remembers the least cost of every remainder. For a handful of rows and small demands only.
 */
import type { CoverProblem } from '../../../src/staffing/cover.js'

/** The least cost of a cover; Infinity if there is none. */
export function leastCostByTrying({ costs, covers, demand }: CoverProblem): number {
  const known = new Map<string, number>()
  const leastOf = (left: readonly number[]): number => {
    const row = left.findIndex((rest) => rest > 0)
    if (row < 0) return 0
    const key = left.join()
    const before = known.get(key)
    if (before !== undefined) return before
    let least = Infinity
    covers.forEach((cover, column) => {
      if (!cover.includes(row)) return
      const rest = left.map((value, i) => (cover.includes(i) ? Math.max(0, value - 1) : value))
      least = Math.min(least, costs[column]! + leastOf(rest))
    })
    known.set(key, least)
    return least
  }
  return leastOf([...demand])
}
