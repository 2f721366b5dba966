/**
 * What a run costs: agents by the hour, contacts of the bot, customers who are lost. In any currency, the same throughout.
 * Idea: costs are prices times what is counted anyway, so they change no run and need nothing while it runs.
 * **cost** O(1) each; allocates the prices.
 */
import { EXTRA_MS, PAID_MS } from './agent-time.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import type { ScenarioSpec } from '../scenario-language/scenario-spec.js'

const HOUR_MS = 3_600_000

export interface Costs {
  readonly agentHour: number
  readonly overtimeFactor: number
  readonly botContact: number
  readonly lostCustomer: number
}

/** `null` where a checked scenario states no price at all. */
export function costsOf({ costs, agents = [] }: ScenarioSpec): Costs | null {
  if (costs === undefined && agents.every(({ costPerHour }) => costPerHour === undefined)) return null
  const { agentHour = 0, overtimeFactor = 1, botContact = 0, lostCustomer = 0 } = costs ?? {}
  return { agentHour, overtimeFactor, botContact, lostCustomer }
}

/** What a group's time costs, by the places of agent-time.ts. `name`: of any group of a run, a recorded agent's too. */
export function wagesOf(
  { groups }: Scenario,
  { agentHour, overtimeFactor }: Costs,
  name: string,
  sums: Float64Array,
): number {
  const price = groups.find((group) => group.name === name)?.costPerHour ?? agentHour
  return (price * (sums[PAID_MS]! + overtimeFactor * sums[EXTRA_MS]!)) / HOUR_MS
}

/** What one agent of a group costs for all shifts, without overtime; `null` where no price is stated. */
export function agentCost({ costs, fromMs, untilMs }: Scenario, group: AgentGroup): number | null {
  if (costs === null) return null
  const hours = group.shifts.reduce((sum, shift) => {
    const endMs = shift.toMs ?? Math.max(untilMs ?? shift.fromMs, fromMs)
    return sum + (endMs - shift.fromMs) / HOUR_MS
  }, 0)
  return (group.costPerHour ?? costs.agentHour) * hours
}
