/**
 * `skillroute validate FILE`: whether a scenario or a policy is sound and wise, and how long its contacts can be overtaken.
 * **cost** O(size of the file).
 */
import { type Policy, checkPolicy, parsePolicy } from '../engine/policy/policy.js'
import { type StarvationBound, starvationBounds } from '../engine/policy/starvation.js'
import { adviceOn } from '../sim/scenario-checks/advice.js'
import { shortTimes } from '../sim/scenario-checks/short-times.js'
import { scenarioHash } from '../sim/scenario/scenario.js'
import { adviceLines, noteLines } from './reports/advice-text.js'
import { ConfigFile } from './files/config-file.js'
import type { Setting } from './files/setting.js'
import { columnText, counted } from './reports/format.js'
import { scenarioOf, stopOnFaults, stopOnSyntax } from './files/scenario-file.js'
import { aligned } from './reports/table.js'
import { type Terminal, painted } from './terminal.js'

/** Keys that no policy has. */
const SCENARIO_KEYS = ['policy', 'policyFile', 'demand', 'trace', 'agents', 'until']
/** Keys that every policy has, the second at least when it is the first that was forgotten. */
const POLICY_KEYS = ['channels', 'queues']

/** Checks a file and prints what it is. Throws Stop with every fault. */
export function validate(file: string, settings: readonly Setting[], terminal: Terminal): void {
  const config = ConfigFile.read(file, settings)
  stopOnSyntax(config)
  const { value } = config
  const states = (keys: readonly string[]): boolean =>
    typeof value === 'object' && value !== null && keys.some((key) => Object.hasOwn(value, key))
  const isScenario = states(SCENARIO_KEYS) || !states(POLICY_KEYS)
  const ok = painted('ok', 'green', terminal.outColour)
  let policy: Policy
  if (isScenario) {
    const { scenario, notes } = scenarioOf(config)
    policy = scenario.policy
    const agents = scenario.groups.flatMap((group) => group.agents).length
    terminal.out(
      `${file}: ${ok}, scenario "${scenario.name}", ${counted(agents, 'agent')}, config ${scenarioHash(scenario)}\n`,
    )
    for (const line of noteLines(notes, terminal.outColour)) terminal.out(`${line}\n`)
    const stated = (value as { readonly policy?: unknown }).policy
    const advice = [...shortTimes(stated, 'policy'), ...adviceOn(scenario)]
    for (const line of adviceLines(advice, terminal.outColour)) terminal.out(`${line}\n`)
  } else {
    stopOnFaults(checkPolicy(value), (fault) => config.faultLine(fault), config.syntaxFaults)
    // What is told does not depend on the hours of calendars.
    policy = parsePolicy(value, { horizon: { fromAtMs: 0, untilAtMs: 1 } })
    terminal.out(`${file}: ${ok}, policy version ${policy.version}\n`)
    for (const line of adviceLines(shortTimes(value, ''), terminal.outColour)) terminal.out(`${line}\n`)
  }
  terminal.out(`${boundsTable(policy).join('\n')}\n`)
}

function boundsTable(policy: Policy): string[] {
  const bounds = unitedWhereAlike(starvationBounds(policy))
  const column = columnText(
    'ms',
    bounds.map(({ boundMs }) => [boundMs]),
  )
  const rows = bounds.map(({ queue, tier, boundMs, reason }, i) => ({
    cells: [queue, tier ?? 'all', boundMs === null ? 'unbounded' : column.rows[i]![0]!],
    prose: reason.replace(/^unbounded: /, ''),
  }))
  const unit = column.unit === '' ? '' : ` (${column.unit})`
  return [
    'A contact is never overtaken in the ranking by one that arrives later than this after it:',
    ...aligned([{ cells: ['queue', 'tier', `overtaken by${unit}`] }, ...rows]),
  ]
}

/** Those of the first queue alone, as of `all`, where there are several and all are the same. */
function unitedWhereAlike(bounds: readonly StarvationBound[]): readonly StarvationBound[] {
  const byQueue = new Map<string, StarvationBound[]>()
  for (const { queue, ...own } of bounds) {
    const united = byQueue.get(queue) ?? []
    united.push({ queue: 'all', ...own })
    byQueue.set(queue, united)
  }
  const [first, ...others] = [...byQueue.values()].map((own) => JSON.stringify(own))
  return others.length > 0 && others.every((each) => each === first) ? [...byQueue.values()][0]! : bounds
}
