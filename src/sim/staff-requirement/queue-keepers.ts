/**
 * Queues that nobody but the groups whose numbers are looked for can serve, and plans that leave one of them without anybody: no
 * scenario may say such numbers, whatever its thresholds ask.
 * Idea: who can serve whom depends on skills, not on numbers, so it is found out once, with somebody in every group.
 * **cost** of finding out that of reach.ts; of a plan O(queues x places). **order** queues as the scenario has them.
 */
import { NOBODY, present } from '../scenario-checks/dead-ends.js'
import { reachOf } from '../scenario-checks/reach.js'
import type { Scenario } from '../scenario/scenario.js'
import { withNumbers } from './interval-plan.js'
import type { IntervalGroup } from './interval-search.js'

/** A queue, and who may serve it: places in the list of groups that are looked for. */
export interface KeptQueue {
  readonly queue: string
  readonly groups: readonly number[]
}

/** Those of which somebody of these groups has to be there at some time. A queue that opens at no time needs nobody. */
export function keptQueues(scenario: Scenario, groups: readonly IntervalGroup[]): KeptQueue[] {
  const names = groups.map(({ name }) => name)
  const somebody = withNumbers(
    scenario,
    names,
    groups.flatMap(({ most }) => most.map(() => 1)),
  )
  const reach = reachOf({ ...somebody, groups: somebody.groups.map(present) })
  return reach
    .map(({ queue, groups: serving }) => ({
      queue,
      groups: serving.map((place) => names.indexOf(scenario.groups[place]!.name)),
    }))
    .filter(
      ({ groups: serving }) =>
        !serving.includes(-1) && serving.some((group) => groups[group]!.most.some((most) => most > 0)),
    )
}

/** Why a plan (group x intervals + interval) cannot be run; `null`: nothing is left without anybody. */
export function refusalOf(
  kept: readonly KeptQueue[],
  counts: readonly number[],
  intervals: number,
): string | null {
  const left = kept.find(({ groups }) => groups.every((group) => isAway(counts, group, intervals)))
  return left === undefined ? null : `demand.${left.queue}: ${NOBODY}`
}

/** The plan with one agent of the cheapest group that may come, whenever it may, for each queue that is left without anybody. */
export function withKeepers(
  kept: readonly KeptQueue[],
  counts: readonly number[],
  groups: readonly IntervalGroup[],
): number[] {
  const plan = [...counts]
  const intervals = groups[0]!.most.length
  for (const { groups: serving } of kept) {
    if (!serving.every((group) => isAway(plan, group, intervals))) continue
    const open = serving.filter((group) => groups[group]!.most.some((most) => most > 0))
    const [cheapest] = open.toSorted((a, b) => groups[a]!.cost - groups[b]!.cost) as [number]
    groups[cheapest]!.most.forEach((most, interval) => {
      if (most > 0) plan[cheapest * intervals + interval] = 1
    })
  }
  return plan
}

function isAway(counts: readonly number[], group: number, intervals: number): boolean {
  return counts.slice(group * intervals, (group + 1) * intervals).every((count) => count === 0)
}
