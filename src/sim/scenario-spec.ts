/**
 * A scenario as a planner writes it, in YAML or JSON: who calls when, who works when, how long things take.
 * The routing policy inside it is the engine's own, nothing else. Every time is `30s`, `3min`, `1h30min`, `09:30` or a
 * plain number of milliseconds, so these names carry no unit; the normal form (scenario.ts) has milliseconds.
 */
import type { PolicySpec, SkillLevels } from '../engine/policy-spec.js'
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
  | {
      readonly law: 'hyperexponential'
      readonly branches: readonly { readonly weight: number; readonly mean: TimeSpec }[]
    }
  | { readonly law: 'weibull'; readonly scale: TimeSpec; readonly shape: number }
  /** Pairs of share and time: `[[0, 5s], [0.5, 2min], [1, 30min]]`, straight lines between. */
  | { readonly law: 'quantiles'; readonly points: readonly (readonly [number, TimeSpec])[] }

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

/** One name for all, or names with weights. */
export type MixSpec = string | { readonly [name: string]: number }

/** How many customers call: exactly one of the three. Numbers are means; they need not be whole. */
export interface ArrivalsSpec {
  readonly perHour?: number
  /** One number for each interval of the scenario. */
  readonly perInterval?: readonly number[]
  readonly blocks?: readonly { readonly from: TimeSpec; readonly to: TimeSpec; readonly perHour: number }[]
}

export interface ServiceLevelSpec {
  /** Answered within this time counts as in time. Default 20 s. */
  readonly within?: TimeSpec
  /** Hang-ups after less than this are left out of `serviceLevel.excludingShortAbandons`. Default 5 s. */
  readonly shortAbandon?: TimeSpec
}

/** What is asked of one queue. Times that are not stated here are those of the whole scenario. */
export interface DemandSpec {
  readonly arrivals: ArrivalsSpec
  readonly channel?: MixSpec
  readonly tier?: MixSpec
  readonly issue?: MixSpec
  readonly region?: MixSpec
  /** A score 0..100 for all, or scores with weights. Default 0. */
  readonly emotion?: number | { readonly [score: string]: number }
  readonly patience?: TimesSpec
  readonly service?: TimesSpec
  readonly wrapUp?: TimesSpec
  readonly firstReply?: TimesSpec
  readonly serviceLevel?: ServiceLevelSpec
}

/** One agent (`count` not given: the name is the agent's id) or several alike (`name-1`, `name-2` ...). */
export interface AgentGroupSpec {
  readonly name: string
  readonly count?: number
  readonly skills?: SkillLevels<string>
  readonly queues?: readonly string[]
  readonly channels?: readonly string[]
  readonly region?: string
  /** The policy's pool, for `keepFree`. */
  readonly pool?: string
  readonly capacityUnits?: number
  /** Default: from the start until the last contact is done. A conversation under way at the end is finished. */
  readonly shifts?: readonly { readonly from: TimeSpec; readonly to: TimeSpec }[]
  /**
   * Instead of shifts: how many of the `count` agents are at work in each interval of the scenario. Where the number falls
   * those without a contact go first, then whoever finishes first.
   */
  readonly staffing?: readonly number[]
  /** `turns: 3`: the agents take the break in three turns, one after the other. Default 1. */
  readonly breaks?: readonly { readonly from: TimeSpec; readonly to: TimeSpec; readonly turns?: number }[]
}

/** A bot that solves some of the waiting contacts by itself: they leave the queue as contained. */
export interface BotSpec {
  readonly on: boolean
  /** Share of contacts it can solve, 0..1, for all or by issue (others: 0). */
  readonly containment: number | { readonly [issue: string]: number }
  /** How long it takes. Default 3 s. */
  readonly delay?: DistributionSpec
  /** `arrival`: whoever has to wait meets it at once. `alert`: when the policy starts it (action `startBot`). Default `arrival`. */
  readonly starts?: 'arrival' | 'alert'
}

/** Recorded contacts instead of drawn ones: which column of the file says what. */
export interface TraceSpec {
  /** Default: the file named on the command line. Relative to the scenario. */
  readonly file?: string
  /** Unit of plain numbers in time columns. Default s. */
  readonly unit?: 'ms' | 's' | 'min'
  readonly columns: {
    /** `2026-11-30`: days are numbered from the earliest. Without it all contacts are of one day. */
    readonly date?: string
    /** Since midnight: a number or hh:mm:ss. */
    readonly time: string
    readonly queue?: string
    readonly channel?: string
    readonly tier?: string
    readonly issue?: string
    readonly region?: string
    readonly emotion?: string
    readonly outcome?: string
    readonly wait?: string
    readonly service?: string
    readonly agent?: string
  }
  /** By column: what stands in the file to what it means here. A value that is not listed means itself. */
  readonly values?: {
    readonly queue?: { readonly [recorded: string]: string }
    readonly channel?: { readonly [recorded: string]: string }
    readonly tier?: { readonly [recorded: string]: string }
    readonly issue?: { readonly [recorded: string]: string }
    readonly region?: { readonly [recorded: string]: string }
    /** To `answered`, `abandoned` or `ignored` (the row is left out). */
    readonly outcome?: { readonly [recorded: string]: string }
  }
  readonly sessions?: {
    readonly file?: string
    readonly columns: {
      readonly date?: string
      readonly agent: string
      readonly from: string
      readonly to: string
    }
    /** Queues of a recorded agent: those in which it `served` somebody in the trace, or `all`. Default `served`. */
    readonly queues?: 'served' | 'all'
    /** Skills of every recorded agent. */
    readonly skills?: SkillLevels<string>
  }
}

export interface ScenarioSpec {
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
  /** True: the intervals of all days are added up. Default false. */
  readonly intervalOfDay?: boolean
  /** Contacts that arrive and time that passes before this much is over are not measured. Default 0. */
  readonly warmUp?: TimeSpec
  /** Telephone lines: a contact that arrives while so many wait or talk is refused. Default: no limit. */
  readonly lines?: number
  /** All arrival rates are multiplied by this. Default 1. */
  readonly scale?: number
  readonly policy?: PolicySpec
  /** A file with the policy, relative to the scenario; not beside a `policy`. */
  readonly policyFile?: string
  readonly demand?: { readonly [queue: string]: DemandSpec }
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
  readonly bot?: BotSpec
  /** Agents are asked, and accept after this time. Default: contacts are assigned without asking. */
  readonly offers?: {
    readonly acceptAfter: DistributionSpec
    /** An agent who did not answer in time is available again after this. Default 60 s. */
    readonly returnAfter?: TimeSpec
  }
}
