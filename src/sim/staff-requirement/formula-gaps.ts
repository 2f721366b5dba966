/**
 * What the formulas of a scenario leave out, in words: who waits for a queue to open, and the calls that agents make.
 * Idea: a formula looks at each hour at rest; what one hour leaves to a later one only a simulation knows. So it is said.
 * **cost** O(queues x pieces); allocates the lines. **order** queues, then calls.
 */
import { closedDemand } from '../scenario/open-demand.js'
import type { Scenario } from '../scenario/scenario.js'

/** A line for each gap; none where the formulas count everybody. */
export function formulaGaps(scenario: Scenario): string[] {
  const { demand, queues, policy } = scenario
  const waiting = demand.flatMap((each) => {
    const place = policy.normal.queues.find(({ name }) => name === each.queue)!
    const { aDay } = closedDemand(scenario, each)
    return aDay === 0 || place.closed === 'refuse'
      ? []
      : [`not counted: ${aDay.toFixed(1)} contacts a day that come while ${each.queue} is closed, and wait`]
  })
  const calls = [
    ...(queues.some(({ callback }) => callback !== undefined) ? ['calls back'] : []),
    ...(policy.normal.queues.some(({ followUp }) => followUp !== null) ? ['calls after conversations'] : []),
  ]
  return [...waiting, ...(calls.length === 0 ? [] : [`not counted: ${calls.join(' and ')}`])]
}
