/**
 * How the number of customers varies, as a planner writes it: from day to day by the calendar and by luck, and in surges.
 * Times are written as everywhere in a scenario (duration.ts).
 */
import type { TimeSpec } from './duration.js'

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** A day's arrivals are multiplied by a factor drawn for the day: gamma of mean 1. `cv`: its standard deviation; 0: no factor. */
export interface BusynessSpec {
  readonly cv: number
}

/** More (or fewer) arrivals for a while, on each day of the scenario. */
export interface SurgeSpec {
  readonly from: TimeSpec
  readonly to: TimeSpec
  readonly factor: number
  /** Probability of the surge, on each day anew. Default 1. */
  readonly chance?: number
}

/** Arrivals are multiplied by this from one date to another, both included: `2026-11-27`. */
export interface SeasonSpec {
  readonly from: string
  readonly to: string
  readonly factor: number
}

/** The calendar of a scenario: without it, nothing repeats. */
export interface CalendarSpec {
  /** What the scenario says of one day holds on so many. Default 1. */
  readonly days?: number
  /** The first day: a weekday, or a date (`2026-11-23`). */
  readonly firstDay?: string
  /**
   * An IANA name: whose clock all times are read from, where the policy has opening hours. Default: their own
   * zone, if they have one.
   */
  readonly timeZone?: string
  /** Arrivals by weekday, as a factor. Default 1. */
  readonly weekdays?: { readonly [day in Weekday]?: number }
  readonly seasons?: readonly SeasonSpec[]
}

/** What may be said of all queues together and of each. Factors multiply. */
export interface VolumeSpec {
  readonly busyness?: BusynessSpec
  readonly surges?: readonly SurgeSpec[]
}
