/**
 * Who works, in its normal form: groups of agents with their hours, and the bot, all times in milliseconds.
 * **cost** O(size of the staff); allocates the result. Once per scenario.
 */
import type { NormalPolicy } from '../engine/normal-policy.js'
import type { Span } from './demand.js'
import type { Distribution } from './distributions.js'
import { timeMs } from './duration.js'
import { agentIds } from './scenario-names.js'
import type { AgentGroupSpec, BotSpec } from './staff-spec.js'
import { distributionOf } from './times.js'

export interface AgentGroup {
  readonly name: string
  /** Ids of the agents. */
  readonly agents: readonly string[]
  readonly skills: Readonly<Record<string, number>>
  readonly queues: readonly string[] | null
  readonly channels: readonly string[] | null
  readonly region: string | null
  readonly pool: string | null
  readonly capacityUnits: number
  /** `toMs` null: until the last contact is done. */
  readonly shifts: readonly { readonly fromMs: number; readonly toMs: number | null }[]
  /** Changes of the number at work; then `shifts` is empty. */
  readonly staffing: readonly { readonly atMs: number; readonly count: number }[]
  readonly breaks: readonly { readonly fromMs: number; readonly toMs: number; readonly turns: number }[]
}

export interface Bot {
  /** Share that it solves, by issue; `other` for contacts of no issue and issues not listed. */
  readonly containment: Readonly<Record<string, number>>
  readonly other: number
  readonly delay: Distribution
  readonly starts: 'arrival' | 'alert'
}

/** A group of agents with its defaults. */
export function agentGroupOf(group: AgentGroupSpec, policy: NormalPolicy, span: Span): AgentGroup {
  const { fromMs, intervalMs } = span
  const { name, count, staffing } = group
  return {
    name,
    agents: agentIds(name, count),
    skills: { ...(group.skills as Record<string, number> | undefined) },
    queues: group.queues ?? null,
    channels: group.channels ?? null,
    region: group.region ?? null,
    pool: group.pool ?? null,
    capacityUnits: group.capacityUnits ?? policy.capacityUnits,
    shifts:
      group.shifts?.map(({ from, to }) => ({ fromMs: timeMs(from), toMs: timeMs(to) })) ??
      (staffing === undefined ? [{ fromMs, toMs: null }] : []),
    staffing: changesOf(staffing ?? [], fromMs, intervalMs),
    breaks: (group.breaks ?? []).map(({ from, to, turns }) => ({
      fromMs: timeMs(from),
      toMs: timeMs(to),
      turns: turns ?? 1,
    })),
  }
}

/** The number from the start of each interval on, where it differs from the one before; the last one stays. */
function changesOf(
  staffing: readonly number[],
  fromMs: number,
  intervalMs: number,
): { atMs: number; count: number }[] {
  const steps = staffing.map((count, index) => ({ atMs: fromMs + index * intervalMs, count }))
  return steps.filter(({ count }, index) => count !== (steps[index - 1]?.count ?? 0))
}

/** A bot with its defaults. */
export function botOf(bot: BotSpec): Bot {
  const { containment } = bot
  return {
    containment: typeof containment === 'number' ? {} : { ...containment },
    other: typeof containment === 'number' ? containment : 0,
    delay: distributionOf(bot.delay ?? '3s'),
    starts: bot.starts ?? 'arrival',
  }
}
