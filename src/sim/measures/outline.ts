/**
 * What is known of every run of a scenario before it is made: its intervals, its groups of agents, and so the rows of its
 * measures. With it a name can be looked up, and refused, before anything is run.
 * **cost** O(intervals + agents); allocates the result. **order** recorded agents by id, then the scenario's own groups.
 */
import { Intervals } from './intervals.js'
import { type MeasureRow, rowsOf } from './measures.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { replayGroups } from '../records/replay.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import type { Trace } from '../records/trace.js'

/** The measured span and its intervals. A trace sets the end where the scenario does not. */
export function intervalsOf(scenario: Scenario, trace: Trace | undefined): Intervals {
  const { fromMs, warmUpMs, intervalMs, intervalOfDay } = scenario
  const untilMs = scenario.untilMs ?? trace!.days * DAY_MS
  return new Intervals(fromMs, fromMs + warmUpMs, untilMs, intervalMs, intervalOfDay)
}

/** Everybody who works. */
export function groupsOf(scenario: Scenario, trace: Trace | undefined): readonly AgentGroup[] {
  return trace === undefined ? scenario.groups : [...replayGroups(trace, scenario), ...scenario.groups]
}

/** The rows that the measures of every run will have. */
export function plannedRows(scenario: Scenario, trace: Trace | undefined): MeasureRow[] {
  return rowsOf(scenario, intervalsOf(scenario, trace), groupsOf(scenario, trace))
}
