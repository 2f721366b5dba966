/**
 * The names that a scenario may use: those of its policy, by kind. And the two checks that every part of a scenario
 * needs: that a name is one of them, and that a stretch of time ends after it starts.
 * **cost** O(names); allocates per fault.
 */
import { nameHint } from '../../base/fault.js'
import { defaultIssues, defaultTiers } from '../../engine/policy/policy-defaults.js'
import type { Path, PolicyParts, Report, SoundParts } from '../../engine/policy/policy-parts.js'
import { type TimeSpec, timeMs } from '../scenario-language/duration.js'
import type { ScenarioSpec } from '../scenario-language/scenario-spec.js'

export type { Report }

/** A scenario in which every refused part is missing. */
export type ScenarioParts = NonNullable<SoundParts<ScenarioSpec>>

/** The names that the policy defines, by kind; undefined where the policy's own faults leave them open. */
export interface KnownNames {
  readonly channel: readonly string[] | undefined
  readonly skill: readonly string[] | undefined
  readonly queue: readonly string[] | undefined
  readonly tier: readonly string[] | undefined
  readonly issue: readonly string[] | undefined
  readonly region: readonly string[] | undefined
  readonly pool: readonly string[] | undefined
}

/** The names of a policy with these sound parts. */
export function namesOf(policy: PolicyParts): KnownNames {
  const keys = (key: 'channels' | 'queues' | 'tiers' | 'issues', absent: object | undefined) => {
    const table: object | undefined = Object.hasOwn(policy, key) ? policy[key] : absent
    return table === undefined ? undefined : Object.keys(table)
  }
  const listed = (key: 'skills' | 'regions' | 'pools'): string[] | undefined =>
    Object.hasOwn(policy, key) ? policy[key]?.filter((name) => name !== undefined) : []
  return {
    channel: keys('channels', undefined),
    queue: keys('queues', undefined),
    tier: keys('tiers', defaultTiers),
    issue: keys('issues', defaultIssues),
    skill: listed('skills'),
    region: listed('regions'),
    pool: listed('pools'),
  }
}

/** When the scenario starts; NaN where that was refused. */
export function startMsOf(scenario: Pick<ScenarioParts, 'from'>): number {
  if (scenario.from !== undefined) return timeMs(scenario.from)
  return Object.hasOwn(scenario, 'from') ? Number.NaN : 0
}

/** How many agents a group has: `count`, or the most that `staffing` has at work; undefined: one, called by the name. */
export function sizeOf({
  count,
  staffing,
}: {
  readonly count?: number | undefined
  readonly staffing?: readonly number[] | undefined
}): number | undefined {
  return count ?? (staffing === undefined ? undefined : Math.max(0, ...staffing))
}

/** The ids of the agents of a group of this size: its name, or its name with a number each. */
export function agentIds(name: string, size: number | undefined): string[] {
  return size === undefined ? [name] : Array.from({ length: size }, (_, index) => `${name}-${index + 1}`)
}

/** A name that should be one of the policy's. */
export function checkName(
  path: Path,
  name: string | undefined,
  kind: keyof KnownNames,
  names: KnownNames | undefined,
  report: Report,
): void {
  const known = names?.[kind]
  if (name === undefined || known === undefined || known.includes(name)) return
  report(path, `unknown ${kind} "${name}"`, nameHint(name, known))
}

/** From before to; NaN where a time is missing or refused. */
export function checkOrder(
  path: Path,
  from: TimeSpec | undefined,
  to: TimeSpec | undefined,
  report: Report,
): void {
  if (from === undefined || to === undefined) return
  if (timeMs(from) >= timeMs(to)) report([...path, 'to'], 'must be later than `from`')
}
