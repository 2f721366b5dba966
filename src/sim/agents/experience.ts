/**
 * How agents get faster: those who learn take longer at first, and less and less so the more contacts they have had.
 * Idea: the excess halves with every so many contacts, so what a scenario states is how long the experienced take.
 * **cost** O(1) a contact; allocates one column a run.
 * Source: practice of single persons is exponential, Heathcote, Brown & Mewhort, Psychonomic Bulletin & Review 7 (2000) 185.
 */
import type { AgentGroup } from '../scenario/scenario.js'

export class Experience {
  private readonly groups: readonly AgentGroup[]
  /** Contacts that each agent has had. */
  private readonly handled: Float64Array

  private constructor(groups: readonly AgentGroup[], agents: number) {
    this.groups = groups
    this.handled = new Float64Array(agents)
  }

  /** `null` where nobody learns. */
  static of(groups: readonly AgentGroup[], agents: number): Experience | null {
    return groups.every(({ learning }) => learning === null) ? null : new Experience(groups, agents)
  }

  /** How many times as long as usual the agent takes for the contact that comes now. */
  next(agent: number, group: number): number {
    const { learning } = this.groups[group]!
    if (learning === null) return 1
    const contacts = this.handled[agent]!
    this.handled[agent] = contacts + 1
    return 1 + (learning.first - 1) * 2 ** (-contacts / learning.half)
  }
}
