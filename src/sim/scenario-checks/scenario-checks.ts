/**
 * What the schema of a scenario cannot see: whether names exist in the policy, times fit together, numbers add up.
 * Works on the sound parts, so that one fault does not hide the others and none is told twice.
 * **cost** O(size of the scenario); allocates per fault. **order** as the fields are listed in scenario-spec.ts.
 */
import type { Fault } from '../../base/fault.js'
import { type PolicyParts, entries } from '../../engine/policy/policy-parts.js'
import { valueAt } from '../../engine/policy/schema-faults.js'
import { checkBehaviour } from './behaviour-checks.js'
import { checkCalls } from './call-checks.js'
import { checkCalendar, checkSurges } from './calendar-checks.js'
import { checkRfm } from '../records/customer-base.js'
import { checkDemand } from './demand-checks.js'
import { checkHours } from './hours-checks.js'
import { timeMs } from '../scenario-language/duration.js'
import { checkTiling } from './interval-checks.js'
import { nextDayHint } from './night-checks.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { type Report, type ScenarioParts, checkName, namesOf, startMsOf } from './scenario-names.js'
import { checkAbsence, checkAgents, checkBot, checkOutages } from './staff-checks.js'
import { checkTimes } from './time-checks.js'
import { checkTrace } from './trace-checks.js'

/** Every cross-reference fault of a scenario whose policy has these sound parts. */
export function scenarioFaults(scenario: ScenarioParts, policy: PolicyParts | undefined): Fault[] {
  const faults: Fault[] = []
  const report: Report = (path, message, hint) => {
    faults.push({ path, value: valueAt(scenario, path), message, ...(hint === undefined ? {} : { hint }) })
  }
  const names = policy === undefined ? undefined : namesOf(policy)
  checkSpan(scenario, report)
  checkCalendar(scenario, report)
  checkHours(scenario, policy, report)
  checkSurges(['surges'], scenario.surges, scenario, report)
  const calls = Object.hasOwn(scenario, 'demand') ? scenario.demand : {}
  if (!Object.hasOwn(scenario, 'trace') && calls !== undefined && Object.keys(calls).length === 0) {
    report(['demand'], 'nobody calls', 'state who, or a trace')
  }
  for (const [queue, demand] of entries(scenario.demand)) {
    checkName(['demand', queue], queue, 'queue', names, report)
    if (demand !== undefined) checkDemand(queue, demand, scenario, policy, names, report)
  }
  for (const kind of ['patience', 'service', 'wrapUp', 'firstReply'] as const) {
    checkTimes([kind], scenario[kind], kind, names, report)
  }
  checkBehaviour([], scenario, scenario, names, report)
  checkCalls([], scenario, policy, names, report)
  checkRfm(scenario.rfm, names, report)
  checkTrace(scenario, policy, names, report)
  checkAgents(scenario, names, report)
  checkAbsence(['absence'], scenario.absence, report)
  checkOutages(scenario, names, report)
  checkBot(scenario, names, report)
  checkTimes(['offers', 'acceptAfter'], scenario.offers?.acceptAfter, 'delay', names, report)
  return faults
}

function checkSpan(scenario: ScenarioParts, report: Report): void {
  const { until, interval, warmUp, intervalOfDay, days = 1 } = scenario
  const start = startMsOf(scenario)
  if (!Object.hasOwn(scenario, 'until') && !Object.hasOwn(scenario, 'trace')) {
    report(['until'], 'is missing', 'when does the scenario end?')
  }
  if (until !== undefined) {
    if (timeMs(until) <= start) {
      report(['until'], 'must be later than `from`', nextDayHint(timeMs(until), start))
    } else if (warmUp !== undefined && timeMs(warmUp) >= timeMs(until) - start + (days - 1) * DAY_MS) {
      report(['warmUp'], 'must be shorter than the time from `from` to `until`')
    }
  }
  if (interval !== undefined && timeMs(interval) < 1_000) report(['interval'], 'must be at least 1 s')
  else checkTiling(scenario, report)
  if (intervalOfDay === true && !Object.hasOwn(scenario, 'interval')) {
    report(['intervalOfDay'], 'needs an interval')
  }
}
