/**
 * Who works when: shifts and breaks of every agent as one list of changes in the order of time.
 * Idea: an agent's state is off, on a break, or at work; whatever the shifts and breaks are, only real changes are
 * listed, so that the run never signs in twice or ends a break that was not taken.
 * **cost** O(changes log changes), once a run; allocates the list. **order** instant, then order of the agents.
 */
import { type RosterLuck, type Stretch, attendanceOf } from './attendance.js'
import type { AgentGroup } from '../scenario/scenario.js'

export const OFF = 0
export const ON_BREAK = 1
export const AT_WORK = 2
/** Paid, but not there. */
export const ILL = 3

/** The agents, group by group, and every change of their states. */
export interface RosterPlan {
  readonly agentIds: readonly string[]
  /** Group of each agent. */
  readonly group: Int32Array
  readonly changeAtMs: Float64Array
  readonly changeAgent: Int32Array
  /** OFF, ON_BREAK, AT_WORK or ILL from then on. */
  readonly changeState: Uint8Array
}

/** The plan of all groups. Breaks outside shifts are not taken; overlapping breaks are one. */
export function rosterPlan(groups: readonly AgentGroup[], luck: RosterLuck): RosterPlan {
  const agentIds: string[] = []
  const groupOf: number[] = []
  const changes: { atMs: number; agent: number; state: number }[] = []
  groups.forEach((group, groupIndex) => {
    group.agents.forEach((agentId, index) => {
      const agent = agentIds.length
      agentIds.push(agentId)
      groupOf.push(groupIndex)
      const breaks = group.breaks.map(({ fromMs, toMs, turns }) => {
        const later = (index % turns) * (toMs - fromMs)
        return { fromMs: fromMs + later, toMs: toMs + later }
      })
      const { shifts, ill, absences } = attendanceOf(group, agentId, luck)
      const away = absences.length === 0 ? breaks : [...breaks, ...absences]
      for (const { atMs, state } of changesOf(shifts, away, ill)) changes.push({ atMs, agent, state })
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
  ill: readonly Stretch[],
): { atMs: number; state: number }[] {
  const kinds = [shifts, breaks, ill]
  const edges = kinds
    .flatMap((stretches, kind) =>
      stretches.flatMap(({ fromMs, toMs }) => [
        { atMs: fromMs, kind, step: 1 },
        { atMs: toMs, kind, step: -1 },
      ]),
    )
    .filter(({ atMs }) => Number.isFinite(atMs))
    .sort((a, b) => a.atMs - b.atMs)
  const covering = [0, 0, 0]
  const changes: { atMs: number; state: number }[] = []
  let last = OFF
  edges.forEach(({ atMs, kind, step }, index) => {
    covering[kind]! += step
    if (edges[index + 1]?.atMs === atMs) return
    const isIn = (of: number): boolean => covering[of]! > 0
    const state = isIn(0) ? (isIn(1) ? ON_BREAK : AT_WORK) : isIn(2) ? ILL : OFF
    if (state !== last) changes.push({ atMs, state })
    last = state
  })
  return changes
}
