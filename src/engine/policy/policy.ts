/**
 * From what a person wrote to a policy that an engine can trust: checked once, every fault at once, defaults filled in.
 * `definePolicy` is for policies written in TypeScript (a misspelt name does not compile), `parsePolicy` for what was
 * read from a file. Both run the same checks and throw the same error.
 * **cost** O(size of the policy); allocates. Once per policy, never while routing.
 */
import { ConfigError, type Fault } from '../../base/fault.js'
import { LATEST_MS } from '../../base/time-limit.js'
import type { NormalPolicy } from './normal-policy.js'
import { crossFaults } from './policy-checks.js'
import { normalPolicy, type Horizon } from './policy-defaults.js'
import { faultsOf, vanishingNames } from './schema-faults.js'
import { soundParts } from './policy-parts.js'
import { policyJsonSchema, policySpecSchema } from './policy-schema.js'
import { withKeyPlaces } from './key-places.js'
import type { DefaultIssue, DefaultTier, Names, NamesFrom, PolicySpec } from './policy-spec.js'

export { policyJsonSchema }
export type { Horizon } from './policy-defaults.js'

/** What a policy needs to know beside what is written in it. */
export interface PolicyOptions {
  /** For how long the hours of the policy's calendars are worked out; needed if it has any. See `calendar.extend` for later. */
  readonly horizon?: Horizon
}

declare const names: unique symbol

/** A checked policy. Its type carries the names that commands may use. */
export interface Policy<N extends Names = Names> {
  readonly version: number
  readonly normal: NormalPolicy
  readonly [names]?: N
}

/** The names of a policy, for types of one's own: `Command<NamesOf<typeof policy>>` is what its engine may be told. */
export type NamesOf<P extends Policy> = P extends Policy<infer N> ? N : never

/**
 * A policy written in TypeScript. The names are those of `channels`, `skills`, `queues`, `tiers`, `issues`, `regions`,
 * `pools` and `calendars`; a use of any other name does not compile, here or in a command to an engine with this policy.
 * @throws ConfigError with every fault that types cannot see (ranges, orders, sums).
 */
export function definePolicy<
  const Channel extends string,
  const Skill extends string = never,
  const Queue extends string = never,
  const Tier extends string = DefaultTier,
  const Issue extends string = DefaultIssue,
  const Region extends string = never,
  const Pool extends string = never,
  const Calendar extends string = never,
>(
  spec: PolicySpec<Channel, Skill, Queue, Tier, Issue, Region, Pool, Calendar>,
  options: PolicyOptions = {},
): Policy<NamesFrom<Channel, Skill, Queue, Tier, Issue, Region, Pool, Calendar>> {
  return parsePolicy(spec, options) as Policy<
    NamesFrom<Channel, Skill, Queue, Tier, Issue, Region, Pool, Calendar>
  >
}

/**
 * A policy from plain data of any origin (JSON, YAML). The value is copied, never changed.
 * @throws ConfigError with every fault of the value, and of the horizon when the policy has calendars.
 */
export function parsePolicy(value: unknown, options: PolicyOptions = {}): Policy {
  const faults = [...checkPolicy(value), ...horizonFaults(value, options.horizon)]
  if (faults.length > 0) throw new ConfigError('policy', faults)
  const normal = frozen(normalPolicy(value as PolicySpec, options.horizon))
  return Object.freeze({ version: normal.version, normal })
}

/** Every fault of a value that should be a policy, shapes and ranges first; an empty list when `parsePolicy` takes it. */
export function checkPolicy(value: unknown): Fault[] {
  const parsed = policySpecSchema.safeParse(value)
  const ofSchema = parsed.success ? [] : faultsOf(parsed.error, value)
  const faults = [...ofSchema, ...vanishingNames(value, ofSchema)]
  const all = [...faults, ...crossFaults(soundParts(value, faults), value)]
  return withKeyPlaces(all, policyJsonSchema)
}

/** What stands against the horizon of a policy that has calendars. */
function horizonFaults(value: unknown, horizon: Horizon | undefined): Fault[] {
  const calendars = (value as { readonly calendars?: unknown } | null)?.calendars
  if (typeof calendars !== 'object' || calendars === null || Object.keys(calendars).length === 0) return []
  const path = ['calendars']
  const hint =
    'beside the policy, { horizon: { fromAtMs, untilAtMs } }: from the first command on, a year or two'
  // Options may come from a file, too.
  const stated: unknown = horizon
  if (typeof stated !== 'object' || stated === null) {
    return [{ path, value: calendars, message: 'need a horizon: from when until when the hours count', hint }]
  }
  const { fromAtMs, untilAtMs } = stated as Horizon
  const isSound =
    Number.isInteger(fromAtMs) && Number.isInteger(untilAtMs) && fromAtMs >= 0 && untilAtMs <= LATEST_MS
  if (isSound && fromAtMs < untilAtMs) return []
  const message = `the horizon from ${fromAtMs} to ${untilAtMs} is no span of whole milliseconds within 0..2^42`
  return [{ path, value: horizon, message, hint }]
}

/** The same plain data, which nobody can change any more. */
function frozen<Data>(data: Data): Data {
  if (typeof data === 'object' && data !== null) {
    for (const part of Object.values(data)) frozen(part)
    Object.freeze(data)
  }
  return data
}
