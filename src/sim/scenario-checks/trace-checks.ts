/**
 * Checks of the mapping from a recorded trace: what its columns stand for must exist in the policy, and what the
 * replay needs must be stated. The rows themselves are checked when they are read (trace.ts).
 * **cost** O(size of the mapping); allocates per fault.
 */
import type { PolicyParts } from '../../engine/policy/policy-parts.js'
import { type KnownNames, type Report, type ScenarioParts, checkName } from './scenario-names.js'

/** What only drawn contacts can have. */
const DRAWN = [
  'scale',
  'from',
  'days',
  'firstDay',
  'weekdays',
  'seasons',
  'busyness',
  'surges',
  'balking',
  'redial',
  'resolution',
  'repeat',
  'satisfaction',
  'emotionAccuracy',
  'callback',
  'followUp',
] as const

/** Checks `trace` of a scenario; nothing when there is none. */
export function checkTrace(
  scenario: ScenarioParts,
  policy: PolicyParts | undefined,
  names: KnownNames | undefined,
  report: Report,
): void {
  const { trace } = scenario
  if (trace === undefined) return
  if (Object.hasOwn(scenario, 'demand')) {
    report(['demand'], 'cannot stand beside a trace', 'drawn or recorded contacts, not both')
  }
  const hasHours = Object.keys(policy?.calendars ?? {}).length > 0
  for (const key of DRAWN) {
    // Opening hours are known by date, and a scenario is checked before its trace is read.
    if (key === 'firstDay' && hasHours) continue
    if (Object.hasOwn(scenario, key)) report([key], 'has no meaning for a trace', 'leave it out')
  }
  const { columns, values } = trace
  for (const kind of ['queue', 'channel', 'tier', 'issue', 'region'] as const) {
    const meanings: { readonly [recorded: string]: string | undefined } | undefined = values?.[kind]
    for (const [recorded, name] of Object.entries(meanings ?? {})) {
      checkName(['trace', 'values', kind, recorded], name, kind, names, report)
    }
    if (meanings !== undefined && columns !== undefined && !Object.hasOwn(columns, kind)) {
      report(['trace', 'values', kind], `needs a column for ${kind}`)
    }
  }
  if (columns !== undefined) checkColumns(scenario, columns, names, report)
  for (const skill of Object.keys(trace.sessions?.skills ?? {})) {
    checkName(['trace', 'sessions', 'skills', skill], skill, 'skill', names, report)
  }
  const served = trace.sessions !== undefined && trace.sessions.queues !== 'all'
  if (served && columns !== undefined && !Object.hasOwn(columns, 'agent')) {
    report(['trace', 'columns', 'agent'], 'is missing', 'or state sessions.queues: all')
  }
}

function checkColumns(
  scenario: ScenarioParts,
  columns: NonNullable<NonNullable<ScenarioParts['trace']>['columns']>,
  names: KnownNames | undefined,
  report: Report,
): void {
  for (const kind of ['queue', 'channel'] as const) {
    const known = names?.[kind]
    if (known !== undefined && known.length > 1 && !Object.hasOwn(columns, kind)) {
      report(['trace', 'columns', kind], 'is missing', `the policy has ${known.length} of them`)
    }
  }
  if (Object.hasOwn(columns, 'wait') !== Object.hasOwn(columns, 'outcome')) {
    report(['trace', 'columns'], 'needs both of wait and outcome, or none', 'patience is read from both')
  }
  if (!Object.hasOwn(columns, 'service') && !Object.hasOwn(scenario, 'service')) {
    report(['trace', 'columns', 'service'], 'is missing', 'or state `service` for the whole scenario')
  }
}
