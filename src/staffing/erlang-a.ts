/**
 * Erlang A, M/M/c+M: like Erlang C, but who waits gives up after an exponential patience. Always stable.
 * Idea: waiting contacts are described by one ratio (chain-mass.ts), the law of their wait by offered-wait.ts.
 * Cost: O(1): probabilities and mean wait 0.2 to 0.6 us; all measures 3 to 5 us, for the waits by how they ended; service
 * levels 1 to 2 us (5 us where they are below 1 %); a few objects per call.
 * Caveat: patience beyond 1e100 mean services counts as unlimited (Erlang C), below 1e-100 as none (Erlang B).
 * Source: C. Palm (1957); Garnett, Mandelbaum & Reiman, M&SOM 4 (2002) 208; Mandelbaum & Zeltyn (2007).
 */
import { assert } from '../base/assert.js'
import { emptyProbability, massBelow, waitingMass, type WaitingMass } from './chain-mass.js'
import { abandonedWithin, answeredWithin, offeredTail, waitsByEnd } from './offered-wait.js'
import {
  assertAgentsAndLoad,
  inServiceTimes,
  offeredLoad,
  type StaffedTraffic,
  type Traffic,
} from './traffic.js'

/** How long contacts are ready to wait: an exponential time. */
export interface Patience {
  /** Mean patience in ms, >= 0; Infinity means nobody gives up (Erlang C), 0 that nobody waits (Erlang B). */
  readonly meanPatienceMs: number
}

/** Traffic whose contacts give up, offered to a number of agents. */
export interface ImpatientTraffic extends StaffedTraffic, Patience {}

/** The state of the queue as arrivals find it. */
export interface ArrivalView {
  readonly pWait: number
  readonly pNoWait: number
  /** P(an arrival is answered), the sum of positive parts. */
  readonly pAnswered: number
  readonly waiting: WaitingMass
  /** Mass of all states, relative to "all busy, nobody waiting". */
  readonly states: number
}

/** `theta` is the rate of giving up in units of the service rate (mean service / mean patience), 0..Infinity. */
export function arrivalView(agents: number, load: number, theta: number): ArrivalView {
  const waiting = waitingView(agents, load, theta)
  const below = massBelow(agents, load)
  const states = below + waiting.mass
  const pWait = waiting.mass === Infinity ? 1 : waiting.mass / states
  const pNoWait = below === Infinity ? 1 : below / states
  return { pWait, pNoWait, pAnswered: pNoWait + pWait * waiting.answered, waiting, states }
}

function waitingView(agents: number, load: number, theta: number): WaitingMass {
  if (theta > 1e100) return { mass: 1, abandoned: 1, answered: 0, wait: 0 }
  if (theta < 1e-100) {
    const spare = agents - load
    return spare > 0
      ? { mass: agents / spare, abandoned: 0, answered: 1, wait: 1 / spare }
      : { mass: Infinity, abandoned: 0, answered: 1, wait: Infinity }
  }
  if (agents === 0) return { mass: Math.exp(load / theta), abandoned: 1, answered: 0, wait: 1 / theta }
  if (load === Infinity) return { mass: Infinity, abandoned: 1, answered: 0, wait: 1 / theta }
  return waitingMass(agents, load, theta)
}

/** The three numbers of Erlang A most often asked for. */
export interface ErlangA {
  /** P(an arrival has to wait). */
  readonly pWait: number
  /** P(an arrival gives up). */
  readonly pAbandon: number
  /** Mean wait of all arrivals, answered or not, in mean service times. */
  readonly meanWait: number
}

/**
 * Erlang A for `agents` >= 0 (a whole number), offered load `load` >= 0 in Erlangs, and `theta` >= 0, the rate of giving
 * up in units of the service rate (mean service / mean patience). theta = 0 is Erlang C: with load >= agents pWait is 1,
 * pAbandon 0 and meanWait Infinity. theta = Infinity is Erlang B: pAbandon = pWait = B. Infinite load: all abandon.
 * Zero load: all 0 with agents. No agents: all wait and abandon. Throws on other inputs.
 */
export function erlangA(agents: number, load: number, theta: number): ErlangA {
  assertAgentsAndLoad(agents, load)
  assert(theta >= 0, 'theta must be a number >= 0')
  const { pWait, waiting } = arrivalView(agents, load, theta)
  return { pWait, pAbandon: pWait * waiting.abandoned, meanWait: pWait * waiting.wait }
}

/** What a queue with impatient contacts does in the long run. */
export interface ErlangAMeasures {
  /** Offered load in Erlangs. */
  readonly load: number
  /** P(an arrival has to wait). */
  readonly pWait: number
  /** P(an arrival is answered at once) = 1 - pWait. */
  readonly pNoWait: number
  /** P(an arrival gives up). */
  readonly pAbandon: number
  /** P(a waiting contact gives up). */
  readonly pAbandonOfWaiting: number
  /** Mean wait of all arrivals, answered or not. */
  readonly meanWaitMs: number
  /** Mean wait of those that have to wait, answered or not. */
  readonly meanWaitOfWaitingMs: number
  /** Mean wait of the answered (ASA); Infinity when nobody is answered. */
  readonly meanWaitOfAnsweredMs: number
  /** Mean wait of those that give up; where nobody does, the limit. */
  readonly meanWaitOfAbandonedMs: number
  /** Mean number waiting. */
  readonly meanQueueLength: number
  /** Mean number waiting or served. */
  readonly meanInSystem: number
  /** Mean number of busy agents. */
  readonly busyAgents: number
  /** Share of the agents' time spent busy, 0..1; 0 without agents. */
  readonly occupancy: number
  /** P(nobody is in the system). */
  readonly pEmpty: number
}

/** Rate of giving up in units of the service rate; throws unless meanPatienceMs is a number >= 0. */
export function patienceRate(traffic: Traffic & Patience): number {
  assert(traffic.meanPatienceMs >= 0, 'meanPatienceMs must be a number >= 0')
  return traffic.meanServiceMs / traffic.meanPatienceMs
}

/** Long-run measures of a queue with impatient contacts. */
export function erlangAMeasures(traffic: ImpatientTraffic): ErlangAMeasures {
  const load = offeredLoad(traffic)
  const theta = patienceRate(traffic)
  const { agents, meanServiceMs } = traffic
  assertAgentsAndLoad(agents, load)
  const view = arrivalView(agents, load, theta)
  const { pWait, waiting } = view
  const meanWait = pWait * waiting.wait
  const meanQueueLength = load === 0 || meanWait === 0 ? 0 : load * meanWait
  const busyAgents = busyMean(agents, load, theta, view)
  const waits = conditionalWaits(agents, load, theta, view)
  return {
    load,
    pWait,
    pNoWait: view.pNoWait,
    pAbandon: pWait * waiting.abandoned,
    pAbandonOfWaiting: waiting.abandoned,
    meanWaitMs: meanWait * meanServiceMs,
    meanWaitOfWaitingMs: waiting.wait * meanServiceMs,
    meanWaitOfAnsweredMs: waits.answered * meanServiceMs,
    meanWaitOfAbandonedMs: waits.abandoned * meanServiceMs,
    meanQueueLength,
    meanInSystem: meanQueueLength + busyAgents,
    busyAgents,
    occupancy: agents === 0 ? 0 : busyAgents / agents,
    pEmpty: agents > 0 && waiting.wait === Infinity ? 0 : emptyProbability(agents, load, view.states),
  }
}

function busyMean(agents: number, load: number, theta: number, view: ArrivalView): number {
  if (agents === 0) return 0
  const saturated = load === Infinity || (theta < 1e-100 && load >= agents)
  return saturated ? agents : load * view.pAnswered
}

/** Mean wait of the answered (those answered at once included) and of the abandoned, in mean service times. */
function conditionalWaits(agents: number, load: number, theta: number, view: ArrivalView) {
  const { waiting } = view
  if (theta > 1e100) return { answered: agents === 0 ? Infinity : 0, abandoned: 0 }
  if (theta < 1e-100) return { answered: view.pWait * waiting.wait, abandoned: waiting.wait }
  if (agents === 0 || load === Infinity) return { answered: Infinity, abandoned: 1 / theta }
  const late = waitsByEnd(agents, load, theta, waiting)
  const share = (view.pWait * waiting.answered) / view.pAnswered
  return { answered: share * late.answered, abandoned: late.abandoned }
}

/** Service levels by every definition in use; t is `withinMs`. A level whose denominator is 0 is 0. */
export interface ErlangAServiceLevels {
  /** P(answered within t): answered within t / all arrivals. */
  readonly withAbandons: number
  /** Answered within t / all answered. */
  readonly answeredOnly: number
  /** Answered within t / (all arrivals - those that abandoned within t). */
  readonly excludingShortAbandons: number
  /** (Answered within t + abandoned within t) / all arrivals. */
  readonly notWaitingLonger: number
  /** P(abandoned within t). */
  readonly pAbandonedWithin: number
  /** P(still waiting at t) = 1 - notWaitingLonger. */
  readonly pWaitingLonger: number
  /** P(a contact that never gives up would wait longer than t). */
  readonly pOfferedWaitLonger: number
}

/** All service levels for a threshold of `withinMs` >= 0 (Infinity included). */
export function erlangAServiceLevels(traffic: ImpatientTraffic, withinMs: number): ErlangAServiceLevels {
  const load = offeredLoad(traffic)
  const theta = patienceRate(traffic)
  assertAgentsAndLoad(traffic.agents, load)
  return impatientServiceLevels(traffic.agents, load, theta, inServiceTimes(withinMs, traffic))
}

/** Below this share of its limit a probability "within t" is integrated instead of taken as a difference. */
const DIFFERENCE_LEAST = 0.01

/** The same in units of the mean service time. */
export function impatientServiceLevels(
  agents: number,
  load: number,
  theta: number,
  t: number,
): ErlangAServiceLevels {
  const view = arrivalView(agents, load, theta)
  const { pWait, pNoWait, pAnswered, waiting, states } = view
  const tail = tailView(agents, load, theta, t, waiting)
  const ordinary = theta >= 1e-100 && theta <= 1e100 && agents > 0 && load < Infinity && t > 0

  let withAbandons = Math.max(0, pAnswered - pWait * tail.answered)
  if (t === 0) withAbandons = pNoWait
  else if (ordinary && withAbandons < DIFFERENCE_LEAST * pAnswered) {
    withAbandons = pNoWait + answeredWithin(agents, load, theta, t, states)
  }
  let pAbandonedWithin = pWait * Math.max(0, waiting.abandoned - tail.abandoned)
  if (ordinary && pAbandonedWithin < DIFFERENCE_LEAST * pWait * waiting.abandoned) {
    const gaveUpBefore = -Math.expm1(-theta * t) * pWait * tail.offered
    pAbandonedWithin = abandonedWithin(agents, load, theta, t, states) + gaveUpBefore
  }
  const countable = pAnswered + pWait * tail.abandoned
  return {
    withAbandons,
    answeredOnly: pAnswered > 0 ? withAbandons / pAnswered : 0,
    excludingShortAbandons: countable > 0 ? withAbandons / countable : 0,
    notWaitingLonger: withAbandons + pAbandonedWithin,
    pAbandonedWithin,
    pWaitingLonger: pWait * tail.waiting,
    pOfferedWaitLonger: pWait * tail.offered,
  }
}

function tailView(agents: number, load: number, theta: number, t: number, waiting: WaitingMass) {
  const patient = Math.exp(-theta * t)
  if (theta > 1e100)
    return { offered: agents === 0 ? 1 : Math.exp(-agents * t), waiting: 0, answered: 0, abandoned: 0 }
  if (theta < 1e-100) {
    const offered = load < agents ? Math.exp(-(agents - load) * t) : 1
    return { offered, waiting: offered, answered: offered, abandoned: 0 }
  }
  if (agents === 0 || load === Infinity)
    return { offered: 1, waiting: patient, answered: 0, abandoned: patient }
  return offeredTail(agents, load, theta, t, waiting)
}
