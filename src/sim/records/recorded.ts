/**
 * The record itself, measured like a run: what really happened, in the same table as what was simulated.
 * **cost** O(contacts); allocates a tally.
 * Caveat: only what was recorded is there. Agents' time, conversations' wrap-ups and alerts are not.
 */
import { AgentTime } from '../measures/agent-time.js'
import { Intervals } from '../measures/intervals.js'
import { type MeasureTable, measure } from '../measures/measures.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import type { Scenario } from '../scenario/scenario.js'
import { FINISHED, OFFERED, TALK_MS, Tally, WAITED } from '../measures/tally.js'
import { RECORDED_ABANDONED, RECORDED_ANSWERED, type Trace } from './trace.js'

/** The measures of the recorded contacts whose wait and outcome are known. */
export function recordedTable(scenario: Scenario, trace: Trace): MeasureTable {
  const untilMs = scenario.untilMs ?? trace.days * DAY_MS
  const intervals = new Intervals(0, scenario.warmUpMs, untilMs, scenario.intervalMs, scenario.intervalOfDay)
  const tally = new Tally(
    intervals,
    scenario.policy.normal.tiers.length,
    scenario.queues.map(({ withinMs }) => withinMs),
    scenario.queues.map(({ shortAbandonMs }) => shortAbandonMs),
  )
  for (let row = 0; row < trace.count; row++) {
    const outcome = trace.outcome[row]!
    const waitMs = trace.waitMs[row]!
    if (outcome === 0 || Number.isNaN(waitMs)) continue
    const cell = tally.cellOf(trace.queue[row]!, trace.tier[row]!, trace.atMs[row]!)
    tally.add(cell, OFFERED, 1)
    if (waitMs > 0) tally.add(cell, WAITED, 1)
    tally.queueTime.add(trace.queue[row]!, trace.atMs[row]!, trace.atMs[row]! + waitMs)
    if (outcome === RECORDED_ABANDONED) tally.abandoned(cell, waitMs)
    if (outcome !== RECORDED_ANSWERED) continue
    tally.answered(cell, waitMs)
    if (Number.isNaN(trace.serviceMs[row]!)) continue
    tally.add(cell, FINISHED, 1)
    tally.add(cell, TALK_MS, trace.serviceMs[row]!)
  }
  const agentTime = new AgentTime(new Int32Array(0), 0, intervals)
  return measure(scenario, { tally, agentTime, groups: [] })
}
