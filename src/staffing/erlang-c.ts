/**
 * Erlang C, the delay system M/M/c: who finds all agents busy waits, first come first served, for as long as it takes.
 * Idea: the waiting states form a geometric series, those with a free agent come from chain-mass.ts.
 * Cost: O(1), 50 to 300 ns for any number of agents; measures allocate their result.
 * Caveat: with load >= agents there is no long run: all wait, waits and queue are Infinity, every service level is 0.
 * Source: A. K. Erlang (1917); P(wait > t) = C e^(-(c - a) t) with t in mean service times.
 */
import { assert } from '../base/assert.js'
import { emptyProbability, massBelow } from './chain-mass.js'
import { assertAgentsAndLoad, inServiceTimes, offeredLoad, type StaffedTraffic } from './traffic.js'

/**
 * Probability that an arrival has to wait, for `agents` >= 0 (a whole number) and an offered load `load` >= 0 in Erlangs.
 * 1 whenever load >= agents (so also without agents), 0 at zero load otherwise. Throws on other inputs.
 */
export function erlangC(agents: number, load: number): number {
  assertAgentsAndLoad(agents, load)
  return 1 / (1 + freeOdds(agents, load))
}

/** P(an agent is free) / P(all are busy): 0 from load = agents on, Infinity in light load. */
function freeOdds(agents: number, load: number): number {
  return load >= agents ? 0 : massBelow(agents, load) * ((agents - load) / agents)
}

/** What a delay system does in the long run. With load >= agents waits and lengths are Infinity. */
export interface ErlangCMeasures {
  /** Offered load in Erlangs. */
  readonly load: number
  /** P(an arrival has to wait). */
  readonly pWait: number
  /** P(an arrival is answered at once) = 1 - pWait. */
  readonly pNoWait: number
  /** Mean wait of all arrivals (ASA). */
  readonly meanWaitMs: number
  /** Mean wait of those that wait; at zero load the limit, meanServiceMs / agents. */
  readonly meanWaitOfWaitingMs: number
  /** Variance of the wait of all arrivals, in ms^2. */
  readonly waitVarianceMs2: number
  /** Mean wait plus mean service. */
  readonly meanTimeInSystemMs: number
  /** Mean number waiting. */
  readonly meanQueueLength: number
  /** Mean number waiting or served. */
  readonly meanInSystem: number
  /** Share of the agents' time spent busy, 0..1; 0 without agents. */
  readonly occupancy: number
  /** P(nobody is in the system). */
  readonly pEmpty: number
}

/** Long-run measures of the delay system. */
export function erlangCMeasures(traffic: StaffedTraffic): ErlangCMeasures {
  const load = offeredLoad(traffic)
  const { agents, meanServiceMs } = traffic
  const pWait = erlangC(agents, load)
  const stable = load < agents
  const spare = stable ? agents - load : 0
  const pNoWait = complement(freeOdds(agents, load))
  const meanWaitOfWaitingMs = meanServiceMs / spare
  const meanWaitMs = pWait * meanWaitOfWaitingMs
  const meanQueueLength = stable ? pWait * (load / spare) : Infinity
  return {
    load,
    pWait,
    pNoWait,
    meanWaitMs,
    meanWaitOfWaitingMs,
    waitVarianceMs2: meanWaitMs * meanWaitOfWaitingMs * (1 + pNoWait),
    meanTimeInSystemMs: meanWaitMs + meanServiceMs,
    meanQueueLength,
    meanInSystem: meanQueueLength + load,
    occupancy: agents === 0 ? 0 : stable ? load / agents : 1,
    pEmpty: stable ? emptyProbability(agents, load, massBelow(agents, load) + agents / spare) : 0,
  }
}

/** odds / (1 + odds), also for infinite odds. */
function complement(odds: number): number {
  return odds === Infinity ? 1 : odds / (1 + odds)
}

/** P(wait <= withinMs), for withinMs >= 0 (Infinity included): 0 with load >= agents. */
export function erlangCServiceLevel(traffic: StaffedTraffic, withinMs: number): number {
  const load = offeredLoad(traffic)
  assertAgentsAndLoad(traffic.agents, load)
  return delayServiceLevel(traffic.agents, load, inServiceTimes(withinMs, traffic))
}

/** P(wait <= t) with t >= 0 in mean service times; accurate also where it is tiny. */
export function delayServiceLevel(agents: number, load: number, t: number): number {
  if (load >= agents) return 0
  const odds = freeOdds(agents, load)
  const answeredLater = -Math.expm1(-(agents - load) * t) / (1 + odds)
  return Math.min(1, complement(odds) + answeredLater)
}

/** P(wait > t) with t >= 0 in mean service times; accurate also where it is tiny. */
export function delayTail(agents: number, load: number, t: number): number {
  if (load >= agents) return 1
  return Math.exp(-(agents - load) * t) / (1 + freeOdds(agents, load))
}

/**
 * The wait not exceeded with `probability` (0..1): 0 up to the share answered at once (all of them at zero load), Infinity
 * for probability 1 otherwise, and for any probability > 0 when load >= agents.
 */
export function erlangCWaitQuantileMs(traffic: StaffedTraffic, probability: number): number {
  assert(probability >= 0 && probability <= 1, 'probability must be within 0..1')
  const load = offeredLoad(traffic)
  const { agents, meanServiceMs } = traffic
  assertAgentsAndLoad(agents, load)
  if (load >= agents) return probability === 0 ? 0 : Infinity
  const late = probability - complement(freeOdds(agents, load))
  if (late <= 0) return 0
  return (Math.log1p(late / (1 - probability)) / (agents - load)) * meanServiceMs
}
