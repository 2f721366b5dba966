/**
 * Who works, as a planner writes it: agents and groups of agents with their hours, and the bot.
 * Times are written as everywhere in a scenario (duration.ts).
 */
import type { SkillLevels } from '../../engine/policy/policy-spec.js'
import type { TimeSpec } from './duration.js'
import type { DistributionSpec } from './times-spec.js'
import type { Weekday } from './volume-spec.js'

/** Agents who are not there although their shift says so. Not of groups with `staffing`, which says how many are there. */
export interface AbsenceSpec {
  /** Share of the time at work spent otherwise: training, meetings, short breaks. Default 0. */
  readonly shrinkage?: number
  /** How long such an absence lasts on average. Default 15 min. */
  readonly length?: TimeSpec
  /** Probability of being ill, for each agent and shift; paid all the same. Default 0. */
  readonly sickLeave?: number
  /** Probability of not coming, for each agent and shift; not paid. Default 0. */
  readonly noShow?: number
}

/** Agents who are new take longer: `first` times as long for the first contact; the excess halves with every `half` contacts. */
export interface LearningSpec {
  readonly first: number
  readonly half: number
}

/** Something that is down for a while, on each day of the scenario. Who talks or waits then goes on. */
export interface OutageSpec {
  readonly from: TimeSpec
  readonly to: TimeSpec
  /** How long, if it begins at any instant from `from` to `to`. Default: from one to the other. */
  readonly lasts?: TimeSpec
  /** Probability, on each day anew. Default 1. */
  readonly chance?: number
  /** Groups whose agents take nothing new. Default: all, or none where channels are named. */
  readonly groups?: readonly string[]
  /** Channels whose customers do not come through, and are refused. */
  readonly channels?: readonly string[]
}

/**
 * Each unit of emotional load that an agent carries makes conversations longer by this share, up to `most`
 * (default 2) times as long.
 */
export interface StrainSpec {
  readonly perLoad: number
  readonly most?: number
}

/** One agent (neither `count` nor `staffing`: the name is the agent's id) or several alike (`name-1`, `name-2` ...). */
export interface AgentGroupSpec {
  readonly name: string
  /** Default: with `staffing` the largest of its numbers. */
  readonly count?: number
  readonly skills?: SkillLevels<string>
  readonly queues?: readonly string[]
  readonly channels?: readonly string[]
  readonly region?: string
  /** The policy's pool, for `keepFree`. */
  readonly pool?: string
  readonly capacityUnits?: number
  /** Default: that of the scenario. */
  readonly absence?: AbsenceSpec
  /** Default: they have learnt. */
  readonly learning?: LearningSpec
  /** Default: `costs.agentHour`. */
  readonly costPerHour?: number
  /**
   * Default: from the start until the last contact is done. A conversation under way at the end is finished.
   * `on`: only on these weekdays. Default: on each day.
   */
  readonly shifts?: readonly {
    readonly from: TimeSpec
    readonly to: TimeSpec
    readonly on?: readonly Weekday[]
  }[]
  /**
   * Instead of shifts: how many of the agents are at work in each interval of the scenario. Where the number falls
   * those without a contact go first, then whoever finishes first.
   */
  readonly staffing?: readonly number[]
  /** `turns: 3`: the agents take the break in three turns, one after the other. Default 1. */
  readonly breaks?: readonly { readonly from: TimeSpec; readonly to: TimeSpec; readonly turns?: number }[]
}

/** Prices, in any currency. */
export interface CostsSpec {
  /** An hour of an agent: of a shift, absences and illness included, or planned by number. Default 0. */
  readonly agentHour?: number
  /** How many times as much an hour costs in which a conversation is finished after the shift. Default 1. */
  readonly overtimeFactor?: number
  /** A contact that the bot takes up, whether it solves it or not. Default 0. */
  readonly botContact?: number
  /** A customer who gave up or was refused, and did not call again. Default 0. */
  readonly lostCustomer?: number
}

/** A bot that solves some of the waiting contacts by itself: they leave the queue as contained. */
export interface BotSpec {
  readonly on: boolean
  /** Share of contacts it can solve, 0..1, for all or by issue (others: 0). */
  readonly containment: number | { readonly [issue: string]: number }
  /** How long it takes. Default 3 s. */
  readonly delay?: DistributionSpec
  /**
   * The bot takes up every contact, and hands over those that it cannot solve `after` so long, unless an agent or the customer
   * is faster. What it has collected saves the agent this share of the service time (0..1, default 0). Default: it takes up
   * only what it will solve.
   */
  readonly handOver?: { readonly after: DistributionSpec; readonly saves?: number }
  /**
   * `arrival`: whoever has to wait meets it at once. `alert`: when the policy starts it (action `startBot`).
   * Default `arrival`.
   */
  readonly starts?: 'arrival' | 'alert'
}
