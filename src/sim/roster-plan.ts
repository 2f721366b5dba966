/**
 * Who works when: shifts and breaks of every agent as one list of changes in the order of time.
 * Idea: an agent's state is off, on a break, or at work; whatever the shifts and breaks are, only real changes are
 * listed, so that the run never signs in twice or ends a break that was not taken.
 * **cost** O(changes log changes), once a run; allocates the list. **order** instant, then order of the agents.
 */
import type { AgentGroup } from './scenario.js'

export const OFF = 0
export const ON_BREAK = 1
export const AT_WORK = 2

/** The agents, group by group, and every change of their states. */
export interface RosterPlan {
  readonly agentIds: readonly string[]
  /** Group of each agent. */
  readonly group: Int32Array
  readonly changeAtMs: Float64Array
  readonly changeAgent: Int32Array
  /** OFF, ON_BREAK or AT_WORK from then on. */
  readonly changeState: Uint8Array
}

interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

/** The plan of all groups. Breaks outside shifts are not taken; overlapping breaks are one. */
export function rosterPlan(groups: readonly AgentGroup[]): RosterPlan {
  const agentIds: string[] = []
  const groupOf: number[] = []
  const changes: { atMs: number; agent: number; state: number }[] = []
  groups.forEach((group, groupIndex) => {
    const shifts = group.shifts.map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? Infinity }))
    group.agents.forEach((agentId, index) => {
      const agent = agentIds.length
      agentIds.push(agentId)
      groupOf.push(groupIndex)
      const breaks = group.breaks.map(({ fromMs, toMs, turns }) => {
        const later = (index % turns) * (toMs - fromMs)
        return { fromMs: fromMs + later, toMs: toMs + later }
      })
      for (const { atMs, state } of changesOf(shifts, breaks)) changes.push({ atMs, agent, state })
    })
  })
  changes.sort((a, b) => a.atMs - b.atMs || a.agent - b.agent)
  return {
    agentIds,
    group: Int32Array.from(groupOf),
    changeAtMs: Float64Array.from(changes, ({ atMs }) => atMs),
    changeAgent: Int32Array.from(changes, ({ agent }) => agent),
    changeState: Uint8Array.from(changes, ({ state }) => state),
  }
}

function changesOf(
  shifts: readonly Stretch[],
  breaks: readonly Stretch[],
): { atMs: number; state: number }[] {
  const edges = [...new Set([...shifts, ...breaks].flatMap(({ fromMs, toMs }) => [fromMs, toMs]))]
  const covers = (stretches: readonly Stretch[], atMs: number): boolean =>
    stretches.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
  const changes: { atMs: number; state: number }[] = []
  let last = OFF
  for (const atMs of edges.filter(Number.isFinite).sort((a, b) => a - b)) {
    const state = !covers(shifts, atMs) ? OFF : covers(breaks, atMs) ? ON_BREAK : AT_WORK
    if (state !== last) changes.push({ atMs, state })
    last = state
  }
  return changes
}
