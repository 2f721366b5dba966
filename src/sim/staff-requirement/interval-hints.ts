/**
 * What makes a search for numbers by interval long, or leaves it without an answer, told before it begins.
 * Idea: agents of an interval help those who come in it; who waits for a queue to open, or is called back, is served in a later one,
 * so that no number of agents in the interval of arrival keeps a limit on the time that has passed.
 * A queue that no threshold speaks of keeps its agents only as far as others need them.
 * **cost** O(queues x pieces), and that of reach.ts; allocates the lines. **order** unasked queues, held ones, then calls back.
 */
import { closedDemand } from '../scenario/open-demand.js'
import { reachOf } from '../scenario-checks/reach.js'
import type { Scenario } from '../scenario/scenario.js'
import { OF_DAY, type IntervalTarget } from './interval-targets.js'

/** Measures that closed hours are in, and the one that is asked for in their stead. */
const BY_CLOCK = /^(serviceLevel\.(?!open)|asa$|meanWait$|waitOver5Min$|waited$|abandonment$)/

/** A line for each; none where every interval can be kept by agents of its own, and every queue is asked for. */
export function intervalHints(scenario: Scenario, targets: readonly IntervalTarget[]): string[] {
  return [...unaskedQueues(scenario, targets), ...laterService(scenario, targets)]
}

/** Queues of which nothing is asked, unless whoever serves one of which something is serves them, too. */
function unaskedQueues(scenario: Scenario, targets: readonly IntervalTarget[]): string[] {
  const isAsked = (queue: string): boolean =>
    targets.some(({ threshold: { row } }) => {
      if (row.kind === 'queue') return row.name === queue
      if (row.kind === 'cell') return row.name.startsWith(`${queue}/`)
      return row.kind === 'total' || row.kind === 'interval' || row.kind === 'tier'
    })
  if (scenario.demand.every(({ queue }) => isAsked(queue))) return []
  const reach = reachOf(scenario)
  const asked = reach.filter(({ queue }) => isAsked(queue))
  return reach
    .filter(({ queue }) => !isAsked(queue))
    .filter(({ groups }) => !asked.some((other) => other.groups.every((group) => groups.includes(group))))
    .map(
      ({ queue }) =>
        `${queue}: no threshold asks anything of it, so those who are there for it may come out as hardly needed (state one, or name other --groups)`,
    )
}

function laterService(scenario: Scenario, targets: readonly IntervalTarget[]): string[] {
  const { demand, queues, policy } = scenario
  const times = new Map<string, number>()
  for (const { threshold } of targets) times.set(threshold.text, (times.get(threshold.text) ?? 0) + 1)
  // Who names an interval has chosen it.
  const byClock = targets.filter(
    ({ interval, threshold }) =>
      interval !== OF_DAY && times.get(threshold.text)! > 1 && BY_CLOCK.test(threshold.measure),
  )
  if (byClock.length === 0) return []
  const isAsked = (queue: string): boolean =>
    byClock.some(
      ({ threshold: { row } }) =>
        row.kind === 'interval' || row.kind === 'total' || row.name.startsWith(`${queue}/`),
    )
  const isHeld = (queue: string): boolean =>
    policy.normal.queues.find(({ name }) => name === queue)!.closed !== 'refuse'
  const held = demand
    .filter((each) => isAsked(each.queue) && isHeld(each.queue) && closedDemand(scenario, each).aDay > 0)
    .map(({ queue }) => queue)
  const measures = [...new Set(byClock.map(({ threshold }) => threshold.measure))].join(', ')
  const called = queues.filter(({ queue, callback }) => callback !== undefined && isAsked(queue))
  return [
    ...held.map(
      (queue) =>
        `${queue}: who comes while it is closed waits until it opens, whatever agents there are, so the intervals of its closed hours can hardly keep ${measures} (name the open ones, as in 'interval 10:00: ...', or ask for serviceLevel.open where nobody hangs up)`,
    ),
    ...(called.length === 0
      ? []
      : [
          `${called.map(({ queue }) => queue).join(', ')}: customers are called back in later intervals than they came in, so the search may be long, and in vain (try it with --replications 10, or --set callback=null)`,
        ]),
  ]
}
