/**
 * Who calls, as a planner writes it: for each queue how many, what kind of customers, and what they ask of the agents.
 * Times are written as everywhere in a scenario (duration.ts).
 */
import type { BehaviourSpec } from './behaviour-spec.js'
import type { CallsSpec } from './call-spec.js'
import type { TimeSpec } from './duration.js'
import type { TimesSpec } from './times-spec.js'
import type { VolumeSpec } from './volume-spec.js'

/** One name for all, or names with weights. */
export type MixSpec = string | { readonly [name: string]: number }

/** A CSV file with a row for each interval; which of its columns hold what. */
export interface CountsSpec {
  readonly file: string
  /** Start of the interval, as `09:30`. Default `from`. */
  readonly from?: string
  /** Number of contacts. Default: the name of the queue. */
  readonly count?: string
  /** The day; the first row's is the scenario's first. Default: no such column, all rows are of one day. */
  readonly date?: string
}

/** How many customers call: exactly one of the four. Numbers are means; they need not be whole. */
export interface ArrivalsSpec {
  readonly perHour?: number
  /** One number for each interval of the scenario. */
  readonly perInterval?: readonly number[]
  readonly blocks?: readonly { readonly from: TimeSpec; readonly to: TimeSpec; readonly perHour: number }[]
  /** Read, and put in the place of blocks, by whoever reads the scenario's file. */
  readonly counts?: CountsSpec
}

export interface ServiceLevelSpec {
  /** Answered within this time counts as in time. Default 20 s. */
  readonly within?: TimeSpec
  /** Hang-ups after less than this are left out of `serviceLevel.excludingShortAbandons`. Default 5 s. */
  readonly shortAbandon?: TimeSpec
}

/** What is asked of one queue. Times that are not stated here are those of the whole scenario. */
export interface DemandSpec extends VolumeSpec, BehaviourSpec, CallsSpec {
  readonly arrivals: ArrivalsSpec
  /** Contacts that come at once: their number, or numbers with weights. Rates are of contacts all the same. Default 1. */
  readonly batch?: number | { readonly [size: string]: number }
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
