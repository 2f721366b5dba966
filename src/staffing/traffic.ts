/**
 * The inputs every formula shares, in the units people plan with, and the checks on them.
 * Idea: formulas work on the offered load a = arrivals x mean service (in Erlangs) and on times in mean service times;
 * this file is the only place where hours and milliseconds are turned into those.
 * Cost: O(1); allocates never.
 */
import { assert } from '../base/assert.js'

const MS_PER_HOUR = 3_600_000

/** Poisson arrivals and exponential service of mean `meanServiceMs` (talk, hold and wrap-up: AHT). */
export interface Traffic {
  /** Mean arrivals an hour, >= 0; Infinity is allowed and means "more than any number of agents can serve". */
  readonly arrivalsPerHour: number
  /** Mean handling time in ms, > 0 and finite. */
  readonly meanServiceMs: number
}

/** The same, offered to a number of agents. */
export interface StaffedTraffic extends Traffic {
  /** Agents at work, a whole number >= 0. */
  readonly agents: number
}

/** Offered load a in Erlangs: the mean number of agents that would be busy if nobody ever waited. */
export function offeredLoad(traffic: Traffic): number {
  const { arrivalsPerHour, meanServiceMs } = traffic
  assert(arrivalsPerHour >= 0, 'arrivalsPerHour must be a number >= 0')
  assert(meanServiceMs > 0 && meanServiceMs < Infinity, 'meanServiceMs must be a finite number > 0')
  return arrivalsPerHour * (meanServiceMs / MS_PER_HOUR)
}

/** Throws unless `agents` is a whole number >= 0 and `load` a number >= 0 (Infinity included). */
export function assertAgentsAndLoad(agents: number, load: number): void {
  assert(Number.isSafeInteger(agents) && agents >= 0, 'agents must be a whole number >= 0')
  assert(load >= 0, 'the offered load must be a number >= 0')
}

/** `withinMs` in mean service times; throws unless it is a number >= 0. */
export function inServiceTimes(withinMs: number, traffic: Traffic): number {
  assert(withinMs >= 0, 'withinMs must be a number >= 0')
  return withinMs / traffic.meanServiceMs
}
