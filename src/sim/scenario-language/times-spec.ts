/**
 * How long things take, as a planner writes it: laws of times, and rules that give different contacts different laws.
 * Every time is `30s`, `3min`, `1h30min`, `09:30` or a plain number of milliseconds, so these names carry no unit.
 */
import type { SkillLevels } from '../../engine/policy/policy-spec.js'
import type { TimeSpec } from './duration.js'

/** A law of times. A plain time is always that long; the word `never` stands for no end. */
export type DistributionSpec =
  | TimeSpec
  | { readonly law: 'exponential'; readonly mean: TimeSpec }
  | { readonly law: 'deterministic'; readonly value: TimeSpec }
  /** By `mean` and `cv` (standard deviation / mean), or by `mu` and `sigma` of the natural logarithm of the time in seconds. */
  | {
      readonly law: 'lognormal'
      readonly mean?: TimeSpec
      readonly cv?: number
      readonly mu?: number
      readonly sigma?: number
    }
  | { readonly law: 'uniform'; readonly from: TimeSpec; readonly to: TimeSpec }
  | { readonly law: 'erlang'; readonly k: number; readonly mean: TimeSpec }
  /** `cv`: standard deviation / mean. */
  | { readonly law: 'gamma'; readonly mean: TimeSpec; readonly cv: number }
  | {
      readonly law: 'hyperexponential'
      readonly branches: readonly { readonly weight: number; readonly mean: TimeSpec }[]
    }
  | { readonly law: 'weibull'; readonly scale: TimeSpec; readonly shape: number }
  /** Pairs of share and time: `[[0, 5s], [0.5, 2min], [1, 30min]]`, straight lines between. */
  | { readonly law: 'quantiles'; readonly points: readonly (readonly [number, TimeSpec])[] }
  /** Measured times, each as likely. */
  | { readonly law: 'empirical'; readonly values: readonly TimeSpec[] }

/** A law for some of the contacts; the first rule that fits a contact counts. */
export interface TimeRuleSpec {
  readonly issue?: string | readonly string[]
  readonly channel?: string | readonly string[]
  readonly tier?: string | readonly string[]
  /** Only for service, wrap-up and first reply: the agent has all of these skills at these levels or above. */
  readonly agentLevel?: SkillLevels<string>
  readonly time: DistributionSpec
}

/** One law for all, or rules whose last one fits everybody. */
export type TimesSpec = DistributionSpec | readonly TimeRuleSpec[]
