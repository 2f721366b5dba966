/**
 * Thresholds that no number of agents moves, told before a search tries plan after plan: who comes is the same in all of them.
 * Only customers who come again, having given up or not being helped, make the number depend on who serves them.
 * **cost** O(thresholds + queues); allocates the lines. **order** thresholds as stated.
 */
import type { Scenario } from '../scenario/scenario.js'

/** Measures of nothing but who comes, and when. */
const OF_ARRIVALS: ReadonlySet<string> = new Set(['offered', 'closed'])

/** A line for each threshold. */
export function arrivalHints({ thresholds, queues }: Scenario): string[] {
  if (queues.some(({ behaviour }) => behaviour.redial !== null || behaviour.repeat !== null)) return []
  return thresholds
    .filter(({ measure }) => OF_ARRIVALS.has(measure))
    .map(
      ({ text }) =>
        `${text}: no number of agents changes how many come, so none keeps it where another misses it`,
    )
}
