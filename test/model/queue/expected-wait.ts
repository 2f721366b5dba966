/**
 * The naive twin of `forecastWait`: contacts are poured into the groups drop by drop, each drop into the group that is free
 * first of those that may serve it. Exact in the limit of small drops.
 */
import type { Competition, Supply } from '../../../src/queue/expected-wait.js'

const DROPS = 400

function rateOf({ perMs, surplus, meanMs }: Supply, horizonMs: number): number {
  if (perMs <= 0) return 0
  const corrected = horizonMs > 0 ? perMs + surplus / (meanMs + horizonMs) : perMs
  return Math.max(perMs / 8, corrected)
}

/** When the last drop of so many contacts is served; the clocks move on. */
function pour(
  clocks: number[],
  rates: readonly number[],
  groups: readonly number[],
  count: number,
  earliestMs: (group: number) => number = () => 0,
): number {
  let servedMs = 0
  for (let drop = 0; drop < DROPS; drop++) {
    const able = groups.filter((group) => rates[group]! > 0)
    if (able.length === 0) return Infinity
    const free = (group: number): number => Math.max(clocks[group]!, earliestMs(group))
    const first = able.reduce((best, group) => (free(group) < free(best) ? group : best))
    servedMs = free(first) + count / DROPS / rates[first]!
    clocks[first] = servedMs
  }
  return servedMs
}

/** The mean wait of a competition without newcomers. */
export function naiveMeanMs({ supplies, slices, rivals, own }: Competition, horizonMs: number): number {
  const rates = supplies.map((supply) => rateOf(supply, horizonMs))
  const clocks = supplies.map(() => 0)
  for (let slice = 0; slice < slices; slice++) {
    for (const { groups, ahead, waitedMs, patience } of rivals) {
      const count = ahead[slice]!
      if (count === 0) continue
      const ageMs = waitedMs[slice]! / count
      const portion = Math.max(1, count / 8)
      for (let left = count; left > 0; left -= portion) {
        const startMs = Math.min(...groups.map((group) => clocks[group]!))
        const still = Math.min(left, portion) * patience.survival(ageMs, ageMs + startMs)
        pour(clocks, rates, groups, still)
      }
    }
  }
  const fromMs = (group: number): number => own.find((access) => access.group === group)?.fromMs ?? 0
  return pour(
    clocks,
    rates,
    own.map(({ group }) => group),
    1,
    fromMs,
  )
}
