/**
 * Checks of the thresholds of a scenario before it is run: their form, their measures and units, and, where nothing else is
 * wrong, whether the rows they speak of will be there.
 * **cost** O(thresholds x rows), once a scenario; allocates per fault.
 */
import type { Fault } from '../../base/fault.js'
import { plannedRows } from '../measures/outline.js'
import type { Scenario } from '../scenario/scenario.js'
import type { ScenarioParts } from './scenario-names.js'
import { type ThresholdFault, isThreshold, parseThreshold, rowFault } from '../study/threshold.js'

/** Faults in what the thresholds say. */
export function thresholdFaults({ thresholds }: ScenarioParts): Fault[] {
  return (thresholds ?? []).flatMap((text, index) => {
    if (text === undefined) return []
    const parsed = parseThreshold(text)
    return isThreshold(parsed) ? [] : [faultOf(index, text, parsed)]
  })
}

/** Rows of the scenario's thresholds that it will not have. Those of a trace's own agents and days are known later. */
export function thresholdRowFaults(scenario: Scenario): Fault[] {
  const isKnown = (kind: string): boolean =>
    scenario.trace === null || kind === 'total' || kind === 'queue' || kind === 'tier'
  const some = scenario.thresholds.some(({ row }) => isKnown(row.kind))
  if (!some) return []
  const end = scenario.untilMs ?? scenario.fromMs + 1
  const rows = plannedRows({ ...scenario, trace: null, untilMs: end }, undefined)
  return scenario.thresholds.flatMap((threshold, index) => {
    if (!isKnown(threshold.row.kind)) return []
    const fault = rowFault(threshold, rows)
    return fault === null ? [] : [faultOf(index, threshold.text, fault)]
  })
}

function faultOf(index: number, value: string, { message, hint }: ThresholdFault): Fault {
  return { path: ['thresholds', index], value, message, hint }
}
