/**
 * More customers waiting at a time than a simulation can hold: refused before the run, which would break off otherwise.
 * Idea: a lower bound from means. Even if everybody who may serve a queue served it alone all the time, those beyond that
 * wait until their patience ends, or for ever.
 * **cost** O(queues x pieces); allocates the pieces. **order** one fault, of all queues together.
 */
import type { Fault } from '../../base/fault.js'
import type { Demand } from '../scenario/demand.js'
import { hoursOf, withinHours } from '../scenario/open-demand.js'
import type { Scenario } from '../scenario/scenario.js'
import { meanPieces } from '../scenario/volume.js'
import { averages } from '../staff-requirement/formula-staff.js'

/** Contacts that an engine holds at a time. */
const MOST = 2 ** 24

/** A fault where too many would wait. Of a recorded trace nothing is known. */
export function crowdFaults(scenario: Scenario): Fault[] {
  const waiting = scenario.demand.reduce((sum, demand) => sum + mostWaiting(scenario, demand), 0)
  if (waiting < MOST) return []
  return [
    {
      path: ['demand'],
      value: waiting,
      message: `about ${(waiting / 1e6).toFixed(0)} million customers would wait at a time, and a simulation holds ${(MOST / 1e6).toFixed(0)} million`,
      hint: 'check arrivals, scale, patience and service; `skillroute/staffing` has formulas for any number',
    },
  ]
}

/** The longest line of a queue, by means. */
function mostWaiting(scenario: Scenario, demand: Demand): number {
  const times = scenario.queues.find(({ queue }) => queue === demand.queue)!
  const groups = scenario.groups.filter(({ queues }) => queues === null || queues.includes(demand.queue))
  const { serviceMs, patienceMs, places } = averages(scenario, demand, times, groups)
  const agents = groups.reduce((sum, group) => sum + group.agents.length, 0)
  const servedPerMs = serviceMs === 0 ? Infinity : (agents * places) / serviceMs
  let waiting = 0
  let most = 0
  const turnsAway =
    scenario.policy.normal.queues.find(({ name }) => name === demand.queue)!.closed === 'refuse'
  const hours = turnsAway ? hoursOf(scenario.policy.normal, demand.queue) : null
  for (const { fromMs, toMs, perHour } of withinHours(
    meanPieces(demand.pieces, [scenario.volume, demand.volume]),
    hours,
  )) {
    const beyondPerMs = (perHour * scenario.scale) / 3_600_000 - servedPerMs
    waiting = Math.max(0, waiting + beyondPerMs * (toMs - fromMs))
    if (patienceMs !== Infinity) waiting = Math.min(waiting, Math.max(0, beyondPerMs) * patienceMs)
    most = Math.max(most, waiting)
  }
  return most
}
