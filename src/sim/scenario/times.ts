/**
 * How long something takes, depending on whom it happens to: laws with rules (rule-table.ts) in their normal form, and the
 * table that a run draws from.
 * **cost** a draw O(1) beside the law's own, the first one of a pair of contact and agent O(rules); allocates at the start only.
 */
import { type Distribution, type Quantile, lognormalOf, quantileOf } from '../chance/distributions.js'
import { timeMs } from '../scenario-language/duration.js'
import { type Criteria, type Profile, RuleTable, criteriaOf, ruleFor } from './rule-table.js'
import type { DistributionSpec, TimesSpec } from '../scenario-language/scenario-spec.js'

/** A law for the contacts and agents that it fits. */
export interface TimeRule extends Criteria {
  readonly distribution: Distribution
}

export type Times = readonly TimeRule[]

/** The rules of a checked specification. */
export function timesOf(spec: TimesSpec): Times {
  if (!Array.isArray(spec)) {
    return [{ ...criteriaOf({}), distribution: distributionOf(spec as DistributionSpec) }]
  }
  const rules = spec as Extract<TimesSpec, readonly unknown[]>
  return rules.map((rule) => ({ ...criteriaOf(rule), distribution: distributionOf(rule.time) }))
}

/** The law of a checked specification, in milliseconds. */
export function distributionOf(spec: DistributionSpec): Distribution {
  if (spec === 'never') return { law: 'never' }
  if (typeof spec !== 'object') return { law: 'deterministic', valueMs: timeMs(spec) }
  switch (spec.law) {
    case 'exponential':
      return { law: 'exponential', meanMs: timeMs(spec.mean) }
    case 'deterministic':
      return { law: 'deterministic', valueMs: timeMs(spec.value) }
    case 'lognormal':
      if (spec.mean !== undefined) return lognormalOf(timeMs(spec.mean), spec.cv!)
      return { law: 'lognormal', mu: spec.mu! + Math.log(1_000), sigma: spec.sigma! }
    case 'uniform':
      return { law: 'uniform', fromMs: timeMs(spec.from), toMs: timeMs(spec.to) }
    case 'erlang':
      return { law: 'erlang', k: spec.k, meanMs: timeMs(spec.mean) }
    case 'gamma':
      return { law: 'gamma', shape: 1 / spec.cv ** 2, meanMs: timeMs(spec.mean) }
    case 'hyperexponential':
      return {
        law: 'hyperexponential',
        branches: spec.branches.map(({ weight, mean }) => ({ weight, meanMs: timeMs(mean) })),
      }
    case 'weibull':
      return { law: 'weibull', scaleMs: timeMs(spec.scale), shape: spec.shape }
    case 'quantiles':
      return { law: 'quantiles', points: spec.points.map(([p, time]) => ({ p, timeMs: timeMs(time) })) }
    case 'empirical':
      return { law: 'empirical', valuesMs: spec.values.map(timeMs).sort((a, b) => a - b) }
  }
}

/** Whether these times need a uniform at all. */
export function varies(times: Times | null): boolean {
  return times?.some(({ distribution: { law } }) => law !== 'deterministic' && law !== 'never') ?? false
}

/** The laws of one queue and purpose, by profile of the contact and group of the agent. */
export class TimeTable {
  private readonly table: RuleTable
  private readonly quantiles: readonly Quantile[]

  /** `levels`: the skills of each group of agents; give one empty group where the agent does not matter. */
  constructor(
    rules: Times,
    profiles: readonly Profile[],
    levels: readonly Readonly<Record<string, number>>[],
  ) {
    this.table = new RuleTable(rules, profiles, levels)
    this.quantiles = rules.map(({ distribution }) => quantileOf(distribution))
  }

  /** Milliseconds for a contact of this profile with an agent of this group, at a uniform in (0, 1). */
  at(profile: number, group: number, uniform: number): number {
    return this.quantiles[this.table.at(profile, group)]!(uniform)
  }
}

/** The law for a contact of this profile with an agent of these skills. O(rules). */
export function lawFor(
  rules: Times,
  profile: Profile,
  levels: Readonly<Record<string, number>>,
): Distribution {
  return rules[ruleFor(rules, profile, levels)]!.distribution
}
