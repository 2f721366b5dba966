/**
 * Numbers of agents by interval of the day, put into a scenario: which intervals there are, and the scenario with other numbers.
 * **cost** O(groups x intervals x days); allocates the copy of what is changed.
 */
import { clockText } from '../scenario-language/duration.js'
import { intervalsOf } from '../measures/outline.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import type { Scenario } from '../scenario/scenario.js'
import { agentIds } from '../scenario-checks/scenario-names.js'
import { changesOf } from '../scenario/staff.js'

export interface DayInterval {
  /** Start, as rows and formulas name it. */
  readonly from: string
  readonly until: string
  readonly hours: number
  /** False for what lies in the warm-up. */
  readonly isMeasured: boolean
}

/**
 * The intervals that `staffing` has numbers for. The rows of the measures are the same ones, or it is told why they are not.
 * The scenario has agents by interval, so it has an end and intervals.
 */
export function dayIntervals(scenario: Scenario): readonly DayInterval[] | string {
  const { fromMs, openMs, warmUpMs, intervalOfDay } = scenario
  const intervalMs = scenario.intervalMs!
  const days = daysIn(scenario)
  if (days > 1 && !intervalOfDay) {
    return 'numbers by interval are looked for where the report adds up the same hours of all days (intervalOfDay: true)'
  }
  if (intervalOfDay && openMs > DAY_MS) return 'numbers by interval are looked for where no hour comes twice'
  if (intervalOfDay && fromMs % intervalMs !== 0) {
    return `numbers by interval start at ${clockText(fromMs)}, where no interval of the report does: let \`from\` be the start of one`
  }
  const rows = intervalsOf(scenario, undefined)
  return Array.from({ length: Math.ceil(openMs / intervalMs) }, (_, index) => {
    const startMs = fromMs + index * intervalMs
    const endMs = Math.min(startMs + intervalMs, fromMs + openMs)
    return {
      from: rows.label(intervalOfDay ? (startMs % DAY_MS) / intervalMs : index),
      until: clockText(endMs),
      hours: (endMs - startMs) / 3_600_000,
      isMeasured: days > 1 || endMs > fromMs + warmUpMs,
    }
  })
}

/** The scenario with other numbers for some groups: group x intervals + interval. */
export function withNumbers(
  scenario: Scenario,
  groups: readonly string[],
  counts: readonly number[],
): Scenario {
  const { fromMs, openMs } = scenario
  const span = {
    fromMs,
    untilMs: fromMs + openMs,
    intervalMs: scenario.intervalMs!,
    days: Array.from({ length: daysIn(scenario) }, (_, day) => ({ laterMs: day * DAY_MS })),
  }
  const intervals = counts.length / groups.length
  return {
    ...scenario,
    groups: scenario.groups.map((group) => {
      const index = groups.indexOf(group.name)
      if (index < 0) return group
      const numbers = counts.slice(index * intervals, (index + 1) * intervals)
      const most = Math.max(...numbers)
      const agents = most > group.agents.length ? agentIds(group.name, most) : group.agents
      return { ...group, agents, staffing: changesOf(numbers, span) }
    }),
  }
}

function daysIn({ fromMs, openMs, untilMs }: Scenario): number {
  return 1 + Math.round((untilMs! - fromMs - openMs) / DAY_MS)
}
