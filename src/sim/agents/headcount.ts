/**
 * Agents planned by number instead of by shift: so many of a group at work in each interval.
 * Idea: at a fall those without a contact go at once; if that is not enough, whoever is the next to finish goes then, and
 * takes nothing new. So a smaller number counts from the first conversation that ends, as planners' formulas assume.
 * **cost** O(agents of the group) a change of the number, O(1) a contact; allocates when made only.
 * **order** among equals: the first of the group come first and go last.
 * Source of the convention: the exhaustive discipline of Ingolfsson, Modeling the M(t)/M/s(t) queue (2005).
 */
import type { AgentGroup } from '../scenario/scenario.js'

/** What the desk tells of its agents, and does with them. */
export interface Headed {
  /** Planned to be at work, whether or not signed in yet. */
  readonly isPlanned: (agent: number) => boolean
  readonly hasContact: (agent: number) => boolean
  readonly bring: (agent: number, atMs: number) => void
  readonly dismiss: (agent: number, atMs: number) => void
  /** Books the agent's time as time at work (true) or as overtime. */
  readonly book: (agent: number, atWork: boolean, atMs: number) => void
}

interface Change {
  readonly atMs: number
  readonly group: number
  readonly count: number
}

export class Headcount {
  private readonly changes: readonly Change[]
  /** First agent and number of agents of each group. */
  private readonly first: Int32Array
  private readonly size: Int32Array
  /** By group: those whose time is overtime until somebody finishes, as many as are to go then. */
  private readonly overtime: readonly number[][]
  private next: number

  /** `group`: the group of each agent, in the order of the agents. */
  constructor(groups: readonly AgentGroup[], group: Int32Array) {
    this.first = Int32Array.from(groups, (_, index) => group.indexOf(index))
    this.size = Int32Array.from(groups, ({ agents }) => agents.length)
    this.overtime = groups.map(() => [])
    this.changes = groups
      .flatMap(({ staffing }, index) => staffing.map(({ atMs, count }) => ({ atMs, group: index, count })))
      .sort((a, b) => a.atMs - b.atMs || a.group - b.group)
    this.next = 0
  }

  /** When the number changes next, or Infinity. */
  get nextAtMs(): number {
    return this.changes[this.next]?.atMs ?? Infinity
  }

  /** Carries out the next change, which is due now. */
  change(desk: Headed): void {
    const { atMs, group, count } = this.changes[this.next++]!
    const first = this.first[group]!
    const last = first + this.size[group]!
    let planned = 0
    for (let agent = first; agent < last; agent++) if (desk.isPlanned(agent)) planned++
    const overtime = this.overtime[group]!
    while (overtime.length > 0) desk.book(overtime.pop()!, true, atMs)
    for (let agent = first; agent < last && planned < count; agent++) {
      if (desk.isPlanned(agent)) continue
      desk.bring(agent, atMs)
      planned++
    }
    for (let agent = last - 1; agent >= first && planned > count; agent--) {
      if (!desk.isPlanned(agent) || desk.hasContact(agent)) continue
      desk.dismiss(agent, atMs)
      planned--
    }
    for (let agent = last - 1; overtime.length < planned - count; agent--) {
      if (!desk.isPlanned(agent)) continue
      desk.book(agent, false, atMs)
      overtime.push(agent)
    }
  }

  /** An agent is about to finish a contact: one too many goes. */
  finishing(agent: number, group: number, atMs: number, desk: Headed): void {
    const overtime = this.overtime[group]!
    if (overtime.length === 0 || !desk.isPlanned(agent)) return
    const own = overtime.indexOf(agent)
    if (own >= 0) overtime.splice(own, 1)
    else desk.book(overtime.pop()!, true, atMs)
    desk.dismiss(agent, atMs)
  }
}
