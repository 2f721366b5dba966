/**
 * Who works, in its normal form: groups of agents with their hours, and the bot, all times in milliseconds.
 * **cost** O(size of the staff); allocates the result. Once per scenario.
 */
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import type { Span } from './demand.js'
import { type Day, onEachDay } from './days.js'
import type { Distribution } from '../chance/distributions.js'
import { timeMs } from '../scenario-language/duration.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { agentIds, sizeOf } from '../scenario-checks/scenario-names.js'
import type { AbsenceSpec, AgentGroupSpec, BotSpec, LearningSpec } from '../scenario-language/staff-spec.js'
import { distributionOf } from './times.js'

export interface Absence {
  readonly shrinkage: number
  readonly meanMs: number
  readonly sickLeave: number
  readonly noShow: number
}

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
  readonly absence: Absence
  /** `null`: they have learnt. */
  readonly learning: LearningSpec | null
  /** `null`: that of all. */
  readonly costPerHour: number | null
  /** Changes of the number at work; then `shifts` is empty. */
  readonly staffing: readonly { readonly atMs: number; readonly count: number }[]
  readonly breaks: readonly { readonly fromMs: number; readonly toMs: number; readonly turns: number }[]
}

export interface Bot {
  /** Share that it solves, by issue; `other` for contacts of no issue and issues not listed. */
  readonly containment: Readonly<Record<string, number>>
  readonly other: number
  readonly delay: Distribution
  /** `null`: the bot takes up only what it will solve. */
  readonly handOver: { readonly after: Distribution; readonly saves: number } | null
  readonly starts: 'arrival' | 'alert'
}

/** A group of agents with its defaults. `absence`: of all with shifts. */
export function agentGroupOf(
  group: AgentGroupSpec,
  policy: NormalPolicy,
  span: Span,
  absence: AbsenceSpec | undefined,
): AgentGroup {
  const { fromMs, days } = span
  const { name, staffing } = group
  return {
    name,
    agents: agentIds(name, sizeOf(group)),
    skills: { ...(group.skills as Record<string, number> | undefined) },
    queues: group.queues ?? null,
    channels: group.channels ?? null,
    region: group.region ?? null,
    pool: group.pool ?? null,
    capacityUnits: group.capacityUnits ?? policy.capacityUnits,
    shifts:
      group.shifts
        ?.flatMap(({ from, to, on }) =>
          onEachDay(
            { fromMs: timeMs(from), toMs: timeMs(to) },
            days.filter(({ weekday }) => on === undefined || on.some((day) => day === weekday)),
          ),
        )
        .sort((a, b) => a.fromMs - b.fromMs) ?? (staffing === undefined ? [{ fromMs, toMs: null }] : []),
    staffing: changesOf(staffing ?? [], span),
    absence: absenceOf(staffing === undefined ? (group.absence ?? absence) : undefined),
    learning: group.learning === undefined ? null : { ...group.learning },
    costPerHour: group.costPerHour ?? null,
    breaks: (group.breaks ?? []).flatMap(({ from, to, turns }) =>
      onEachDay({ fromMs: timeMs(from), toMs: timeMs(to), turns: turns ?? 1 }, days),
    ),
  }
}

/** Who is away; nobody by default. */
export function absenceOf(spec: AbsenceSpec = {}): Absence {
  const { shrinkage = 0, length = '15min', sickLeave = 0, noShow = 0 } = spec
  return { shrinkage, meanMs: timeMs(length), sickLeave, noShow }
}

/** The number from the start of each interval on, where it differs from the one before; the last one of all stays. */
export function changesOf(
  staffing: readonly number[],
  {
    fromMs,
    untilMs,
    intervalMs,
    days,
  }: Omit<Span, 'days'> & { readonly days: readonly Pick<Day, 'laterMs'>[] },
): { atMs: number; count: number }[] {
  const steps = days.flatMap(({ laterMs }, day) => {
    const ofDay = staffing.map((count, index) => ({ atMs: laterMs + fromMs + index * intervalMs, count }))
    // Between two days nobody is there; where the next one follows at once, its own number counts.
    const isClosed = staffing.length > 0 && day + 1 < days.length && untilMs - fromMs < DAY_MS
    return isClosed ? [...ofDay, { atMs: laterMs + untilMs, count: 0 }] : ofDay
  })
  return steps.filter(({ count }, index) => count !== (steps[index - 1]?.count ?? 0))
}

/** A bot with its defaults. */
export function botOf(bot: BotSpec): Bot {
  const { containment, handOver } = bot
  return {
    containment: typeof containment === 'number' ? {} : { ...containment },
    other: typeof containment === 'number' ? containment : 0,
    delay: distributionOf(bot.delay ?? '3s'),
    handOver:
      handOver === undefined ? null : { after: distributionOf(handOver.after), saves: handOver.saves ?? 0 },
    starts: bot.starts ?? 'arrival',
  }
}
