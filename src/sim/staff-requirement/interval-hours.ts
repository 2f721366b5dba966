/**
 * In which intervals agents of a group can have anything to do: where a queue that they serve is open on any day.
 * Idea: a closed queue that holds gives nobody away, so agents there are in vain. One that refuses serves who was inside when it
 * closed: in the interval in which it closes and the next one, which is time enough. Calls that agents make come later than that.
 * **cost** O(queues x intervals x days x log stretches); allocates the answer.
 */
import { Hours } from '../../sla/hours.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { hoursOf } from '../scenario/open-demand.js'
import type { Scenario } from '../scenario/scenario.js'

/** By interval of `staffing`, as {@link dayIntervals} has them. Agents of a group that serves no queue with demand are in vain everywhere. */
export function usefulIntervals(scenario: Scenario, group: string, intervals: number): boolean[] {
  const { policy, demand, queues, groups, fromMs, openMs, untilMs } = scenario
  const own = groups.find(({ name }) => name === group)!.queues
  const intervalMs = scenario.intervalMs!
  const useful = Array.from({ length: intervals }, () => false)
  for (const { queue } of demand) {
    if (own !== null && !own.includes(queue)) continue
    const data = hoursOf(policy.normal, queue)
    const { closed } = policy.normal.queues.find(({ name }) => name === queue)!
    const calls = queues.find((each) => each.queue === queue)!
    const refuses = closed === 'refuse'
    const isCalled = refuses && (calls.callback !== undefined || calls.followUp !== undefined)
    if (data === null || isCalled) return useful.fill(true)
    const hours = new Hours(data)
    const isOpen = useful.map((_, interval) => {
      const startMs = fromMs + interval * intervalMs
      const endMs = Math.min(startMs + intervalMs, fromMs + openMs)
      for (let laterMs = 0; startMs + laterMs < untilMs!; laterMs += DAY_MS) {
        if (hours.between(startMs + laterMs, endMs + laterMs) > 0) return true
      }
      return false
    })
    isOpen.forEach((open, interval) => {
      if (open || (refuses && isOpen[interval - 1] === true)) useful[interval] = true
    })
  }
  return useful
}
