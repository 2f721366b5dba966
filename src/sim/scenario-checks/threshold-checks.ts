/**
 * Checks of the thresholds of a scenario before it is run: their form, their measures and units, and, where nothing else is
 * wrong, whether the rows they speak of will be there.
 * **cost** O(thresholds x rows), once a scenario; allocates per fault.
 */
import { type Fault, nameHint } from '../../base/fault.js'
import { plannedRows } from '../measures/outline.js'
import type { Scenario } from '../scenario/scenario.js'
import { agentIds, type KnownNames, type ScenarioParts, sizeOf } from './scenario-names.js'
import { type ThresholdFault, isThreshold, parseThreshold, rowFault } from '../study/threshold.js'

/** Faults in what the thresholds say, and queues, tiers, groups and agents that there are not. */
export function thresholdFaults(scenario: ScenarioParts, names: KnownNames | undefined): Fault[] {
  const known: Readonly<Record<string, readonly string[] | undefined>> = {
    queue: names?.queue,
    tier: names?.tier,
    group: groupsOf(scenario),
    agent: agentsOf(scenario),
  }
  return (scenario.thresholds ?? []).flatMap((text, index) => {
    if (text === undefined) return []
    const parsed = parseThreshold(text)
    if (!isThreshold(parsed)) return [faultOf(index, text, parsed)]
    const { kind, name } = parsed.row
    const there = known[kind]
    if (there === undefined || there.includes(name)) return []
    return [faultOf(index, text, { message: `unknown ${kind} "${name}"`, hint: nameHint(name, there) })]
  })
}

/** Names of the groups, where all are sound and none is recorded. */
function groupsOf({ agents, trace }: ScenarioParts): string[] | undefined {
  const groups = trace === undefined ? agents?.map((group) => group?.name) : undefined
  return groups?.every((name) => name !== undefined) === true ? groups : undefined
}

/** Names of the agents, where the sizes of all groups are sound as well. */
function agentsOf(scenario: ScenarioParts): string[] | undefined {
  if (groupsOf(scenario) === undefined) return undefined
  const ids = scenario.agents!.map((group) => {
    const { name, count, staffing } = group!
    const numbers = staffing?.filter((number) => number !== undefined)
    const isRefused =
      (Object.hasOwn(group!, 'count') && count === undefined) ||
      (Object.hasOwn(group!, 'staffing') && (numbers === undefined || numbers.length < staffing!.length))
    return isRefused ? undefined : agentIds(name!, sizeOf({ count, staffing: numbers }))
  })
  return ids.every((each) => each !== undefined) ? ids.flat() : undefined
}

/** Rows of the scenario's thresholds, as they were written, that it will not have. Those of a trace's own agents and days are known later. */
export function thresholdRowFaults(scenario: Scenario, thresholds: readonly unknown[]): Fault[] {
  const isKnown = (kind: string): boolean =>
    scenario.trace === null || kind === 'total' || kind === 'queue' || kind === 'tier'
  const asked = thresholds.map((text) => parseThreshold(String(text)))
  if (!asked.some((threshold) => isThreshold(threshold) && isKnown(threshold.row.kind))) return []
  const end = scenario.untilMs ?? scenario.fromMs + 1
  const rows = plannedRows({ ...scenario, trace: null, untilMs: end }, undefined)
  return asked.flatMap((threshold, index) => {
    if (!isThreshold(threshold) || !isKnown(threshold.row.kind)) return []
    const fault = rowFault(threshold, rows)
    return fault === null ? [] : [faultOf(index, threshold.text, fault)]
  })
}

function faultOf(index: number, value: string, { message, hint }: ThresholdFault): Fault {
  return { path: ['thresholds', index], value, message, hint }
}
