/**
 * A scenario as a planner writes it, in YAML or JSON: who calls when, who works when, how long things take.
 * The routing policy inside it is the engine's own, nothing else. Every time is `30s`, `3min`, `1h30min`, `09:30` or a
 * plain number of milliseconds, so these names carry no unit; the normal form (scenario.ts) has milliseconds.
 */
import type { PolicySpec } from '../../engine/policy/policy-spec.js'
import type { BehaviourSpec } from './behaviour-spec.js'
import type { CallsSpec } from './call-spec.js'
import type { DemandSpec, ServiceLevelSpec } from './demand-spec.js'
import type { TimeSpec } from './duration.js'
import type { RfmSpec } from './rfm-spec.js'
import type { AbsenceSpec, AgentGroupSpec, BotSpec, CostsSpec, OutageSpec, StrainSpec } from './staff-spec.js'
import type { DistributionSpec, TimesSpec } from './times-spec.js'
import type { TraceSpec } from './trace-spec.js'
import type { CalendarSpec, VolumeSpec } from './volume-spec.js'

export type { DemandSpec, ServiceLevelSpec } from './demand-spec.js'
export type { AgentGroupSpec, BotSpec } from './staff-spec.js'
export type { DistributionSpec, TimesSpec } from './times-spec.js'
export type { TraceSpec } from './trace-spec.js'
export type { CalendarSpec, VolumeSpec } from './volume-spec.js'

export interface ScenarioSpec extends CalendarSpec, VolumeSpec, BehaviourSpec, CallsSpec {
  readonly name: string
  /**
   * A scenario that this one builds on, relative to this file; here stands only what differs. Maps merge, lists and single
   * values replace, null removes, agents merge by name. Followed by whoever reads the file.
   */
  readonly extends?: string
  /** Default 1. */
  readonly seed?: number
  /** Runs with different customers. Default 1. */
  readonly replications?: number
  /** When the simulated time starts. Default 00:00. */
  readonly from?: TimeSpec
  /** When nobody calls any more; whoever waits then is still served. Default with a trace: the end of its last day. */
  readonly until?: TimeSpec
  /** Length of the intervals of the report. Default: no intervals. */
  readonly interval?: TimeSpec
  /** True: the intervals of all days are added up. Default: when there are several `days`. */
  readonly intervalOfDay?: boolean
  /** Contacts that arrive and time that passes before this much is over are not measured. Default 0. */
  readonly warmUp?: TimeSpec
  /**
   * What must hold: `serviceLevel.withAbandons >= 80%`, `queue repair: wait.p95 < 3min`. Judged by the confidence interval.
   * Rows: `queue`, `tier`, `interval`, `group`, `match`, `cell`; without one, the total.
   */
  readonly thresholds?: readonly string[]
  /** Telephone lines: a contact that arrives while so many wait or talk is refused. Default: no limit. */
  readonly lines?: number
  /** All arrival rates are multiplied by this. Default 1. */
  readonly scale?: number
  readonly policy?: PolicySpec
  /** A file with the policy, relative to the scenario; not beside a `policy`. */
  readonly policyFile?: string
  readonly demand?: { readonly [queue: string]: DemandSpec }
  /** Tiers of the customers where the demand states none. */
  readonly rfm?: RfmSpec
  readonly trace?: TraceSpec
  /** Default `never`. */
  readonly patience?: TimesSpec
  readonly service?: TimesSpec
  /** Default: the policy's. */
  readonly wrapUp?: TimesSpec
  /** From the assignment to the agent's first message, in channels where a reply counts. Default 0. */
  readonly firstReply?: TimesSpec
  readonly serviceLevel?: ServiceLevelSpec
  readonly agents?: readonly AgentGroupSpec[]
  /** Of all agents with shifts. */
  readonly absence?: AbsenceSpec
  readonly outages?: readonly OutageSpec[]
  readonly costs?: CostsSpec
  readonly strain?: StrainSpec
  /** How many times as long a conversation takes while its agent has so many at once, from this number on. */
  readonly slowdown?: { readonly [conversations: string]: number }
  readonly bot?: BotSpec
  /** Agents are asked, and accept after this time. Default: contacts are assigned without asking. */
  readonly offers?: {
    readonly acceptAfter: DistributionSpec
    /** An agent who did not answer in time is available again after this. Default 60 s. */
    readonly returnAfter?: TimeSpec
  }
}
