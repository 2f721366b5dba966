/**
 * From what a person wrote to a policy that an engine can trust: checked once, every fault at once, defaults filled in.
 * `definePolicy` is for policies written in TypeScript (a misspelt name does not compile), `parsePolicy` for what was
 * read from a file. Both run the same checks and throw the same error.
 * **cost** O(size of the policy); allocates. Once per policy, never while routing.
 */
import { ConfigError, type Fault } from '../base/fault.js'
import type { NormalPolicy } from './normal-policy.js'
import { crossFaults } from './policy-checks.js'
import { normalPolicy } from './policy-defaults.js'
import { faultsOf } from './schema-faults.js'
import { soundParts } from './policy-parts.js'
import { policySpecSchema } from './policy-schema.js'
import type { DefaultIssue, DefaultTier, Names, NamesOf, PolicySpec } from './policy-spec.js'

export { policyJsonSchema } from './policy-schema.js'

declare const names: unique symbol

/** A checked policy. Its type carries the names that commands may use. */
export interface Policy<N extends Names = Names> {
  readonly version: number
  readonly normal: NormalPolicy
  readonly [names]?: N
}

/**
 * A policy written in TypeScript. The names are those of `channels`, `skills`, `queues`, `tiers`, `issues`, `regions`
 * and `pools`; a use of any other name does not compile, here or in a command to an engine with this policy.
 * @throws ConfigError with every fault that types cannot see (ranges, orders, sums).
 */
export function definePolicy<
  const Channel extends string,
  const Skill extends string,
  const Queue extends string,
  const Tier extends string = DefaultTier,
  const Issue extends string = DefaultIssue,
  const Region extends string = never,
  const Pool extends string = never,
>(
  spec: PolicySpec<Channel, Skill, Queue, Tier, Issue, Region, Pool>,
): Policy<NamesOf<Channel, Skill, Queue, Tier, Issue, Region, Pool>> {
  return parsePolicy(spec) as Policy<NamesOf<Channel, Skill, Queue, Tier, Issue, Region, Pool>>
}

/**
 * A policy from plain data of any origin (JSON, YAML). The value is copied, never changed.
 * @throws ConfigError with every fault of the value.
 */
export function parsePolicy(value: unknown): Policy {
  const faults = checkPolicy(value)
  if (faults.length > 0) throw new ConfigError('policy', faults)
  const normal = frozen(normalPolicy(value as PolicySpec))
  return Object.freeze({ version: normal.version, normal })
}

/** Every fault of a value that should be a policy, shapes and ranges first; an empty list when `parsePolicy` takes it. */
export function checkPolicy(value: unknown): Fault[] {
  const parsed = policySpecSchema.safeParse(value)
  const faults = parsed.success ? [] : faultsOf(parsed.error, value)
  return [...faults, ...crossFaults(soundParts(value, faults), value)]
}

/** The same plain data, which nobody can change any more. */
function frozen<Data>(data: Data): Data {
  if (typeof data === 'object' && data !== null) {
    for (const part of Object.values(data)) frozen(part)
    Object.freeze(data)
  }
  return data
}
