/**
 * How long something takes, depending on whom it happens to: rules in their normal form, and the table that a run
 * looks them up in.
 * Idea: contacts that no rule tells apart share a profile (issue, channel, tier), agents a group; the rule for a pair is
 * found once and kept in a flat table of laws.
 * **cost** a look-up O(1), the first one of a pair O(rules); allocates at the start only. **order** the first rule that fits.
 */
import { assert } from '../base/assert.js'
import { type Distribution, type Quantile, lognormalOf, quantileOf } from './distributions.js'
import { timeMs } from './duration.js'
import type { DistributionSpec, TimesSpec } from './scenario-spec.js'

/** A law for the contacts and agents that it fits; null fits all. */
export interface TimeRule {
  readonly issues: readonly string[] | null
  readonly channels: readonly string[] | null
  readonly tiers: readonly string[] | null
  readonly agentLevel: Readonly<Record<string, number>> | null
  readonly distribution: Distribution
}

export type Times = readonly TimeRule[]

/** What a rule may ask about a contact. */
export interface Profile {
  readonly issue: string | null
  readonly channel: string
  readonly tier: string
}

/** The rules of a checked specification. */
export function timesOf(spec: TimesSpec): Times {
  if (!Array.isArray(spec)) {
    const distribution = distributionOf(spec as DistributionSpec)
    return [{ issues: null, channels: null, tiers: null, agentLevel: null, distribution }]
  }
  const rules = spec as Extract<TimesSpec, readonly unknown[]>
  const listed = (names: string | readonly string[] | undefined): readonly string[] | null =>
    names === undefined ? null : typeof names === 'string' ? [names] : names
  return rules.map((rule) => ({
    issues: listed(rule.issue),
    channels: listed(rule.channel),
    tiers: listed(rule.tier),
    agentLevel: rule.agentLevel === undefined ? null : { ...(rule.agentLevel as Record<string, number>) },
    distribution: distributionOf(rule.time),
  }))
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
  private readonly rules: Times
  private readonly quantiles: readonly Quantile[]
  private readonly profiles: readonly Profile[]
  private readonly levels: readonly Readonly<Record<string, number>>[]
  /** Row of the profile, column of the group: 1 + index of the rule, 0 when not looked up yet. */
  private readonly table: Uint16Array

  /** `levels`: the skills of each group of agents; give one empty group where the agent does not matter. */
  constructor(
    rules: Times,
    profiles: readonly Profile[],
    levels: readonly Readonly<Record<string, number>>[],
  ) {
    assert(rules.length > 0 && rules.length < 65_535, 'times: at least one rule')
    this.rules = rules
    this.quantiles = rules.map(({ distribution }) => quantileOf(distribution))
    this.profiles = profiles
    this.levels = levels
    this.table = new Uint16Array(profiles.length * levels.length).fill(rules.length === 1 ? 1 : 0)
  }

  /** Milliseconds for a contact of this profile with an agent of this group, at a uniform in (0, 1). */
  at(profile: number, group: number, uniform: number): number {
    const cell = profile * this.levels.length + group
    const rule = this.table[cell]!
    return this.quantiles[rule === 0 ? this.look(profile, group, cell) : rule - 1]!(uniform)
  }

  private look(profile: number, group: number, cell: number): number {
    const rule = ruleFor(this.rules, this.profiles[profile]!, this.levels[group]!)
    this.table[cell] = rule + 1
    return rule
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

function ruleFor(
  rules: Times,
  { issue, channel, tier }: Profile,
  levels: Readonly<Record<string, number>>,
): number {
  const rule = rules.findIndex(
    ({ issues, channels, tiers, agentLevel }) =>
      (issues === null || (issue !== null && issues.includes(issue))) &&
      (channels === null || channels.includes(channel)) &&
      (tiers === null || tiers.includes(tier)) &&
      Object.entries(agentLevel ?? {}).every(([skill, level]) => (levels[skill] ?? 0) >= level),
  )
  assert(rule >= 0, 'times: no rule fits; the last one must fit everybody')
  return rule
}
