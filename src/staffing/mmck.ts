/**
 * M/M/c/K: c agents and K - c waiting places; who finds all places taken is lost, who is accepted waits to the end.
 * Idea: the waiting states are a truncated geometric series, summed in closed form from its larger end; the wait of the
 * accepted is a mixture of Erlang laws, summed as a Poisson mixture of partial geometric sums, from its peak outwards.
 * Cost: measures O(1), 0.4 to 0.6 us; a service level O(sqrt(m)) terms of 30 ns, m = completions within the threshold
 * (times load / agents if that is larger than 1); result objects only.
 * Source: birth-death balance (Gross & Harris, section 2.5); test values from direct sums over the states.
 */
import { assert } from '../base/assert.js'
import { emptyProbability, massBelow, totalMass } from './chain-mass.js'
import { assertAgentsAndLoad, inServiceTimes, offeredLoad, type StaffedTraffic } from './traffic.js'

/** Traffic offered to agents with a queue of limited length. */
export interface FiniteQueueTraffic extends StaffedTraffic {
  /** Contacts that may wait at once, a whole number >= 0; K = agents + waitingPlaces. */
  readonly waitingPlaces: number
}

/** What a queue of limited length does in the long run. */
export interface MmckMeasures {
  /** Offered load in Erlangs. */
  readonly load: number
  /** P(an arrival is lost). */
  readonly pBlock: number
  /** P(an arrival is accepted) = 1 - pBlock. */
  readonly pAccept: number
  /** Accepted arrivals an hour. */
  readonly acceptedPerHour: number
  /** P(all agents are busy). */
  readonly pAllBusy: number
  /** P(an accepted contact has to wait). */
  readonly pWaitOfAccepted: number
  /** Mean wait of the accepted; Infinity without agents. */
  readonly meanWaitOfAcceptedMs: number
  /** Mean wait of the accepted that wait; at zero load the limit, meanServiceMs / agents. */
  readonly meanWaitOfWaitingMs: number
  /** Mean wait of the accepted plus mean service. */
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

/** Powers of rho = load / agents counted from the larger end: q = min(rho, 1 / rho) = e^-fall. */
interface Powers {
  readonly rising: boolean
  readonly fall: number
}

function powersOf(agents: number, load: number): Powers {
  const relative = (load - agents) / agents
  const log = Math.abs(relative) < 0.5 ? Math.log1p(relative) : Math.log(load / agents)
  return { rising: log > 0, fall: Math.abs(log) }
}

/** 1 + q + ... + q^(n-1). */
function powerSum(fall: number, n: number): number {
  return fall === 0 ? n : n === 0 ? 0 : Math.expm1(-n * fall) / Math.expm1(-fall)
}

/** q^n, also for infinite fall. */
function power(fall: number, n: number): number {
  return n === 0 ? 1 : Math.exp(-n * fall)
}

/** Mean of k when k = 0..n-1 has weights q^k, n >= 1. */
function powerMean(fall: number, n: number): number {
  if (n * fall > 1) return 1 / Math.expm1(fall) - n / Math.expm1(n * fall)
  return (n - 1) / 2 + bernoulliTail(fall) - n * bernoulliTail(n * fall)
}

/** 1 / (e^y - 1) - 1 / y + 1 / 2 for 0 <= y <= 1. */
function bernoulliTail(y: number): number {
  const q = y * y
  const far = 1 / 47900160 - q * (691 / 1307674368000 - q / 74724249600)
  return y * (1 / 12 - q * (1 / 720 - q * (1 / 30240 - q * (1 / 1209600 - q * far))))
}

/** Mean of the number k = 0..n-1 waiting, weights rho^k. */
function meanWaiting({ rising, fall }: Powers, n: number): number {
  if (n <= 1) return 0
  return rising ? n - 1 - powerMean(fall, n) : powerMean(fall, n)
}

/** Mass of the states with a free agent, in units of the likeliest state with k = 0..n-1 waiting. */
function freeMass(below: number, { rising, fall }: Powers, n: number): number {
  return rising && n > 1 ? below * power(fall, n - 1) : below
}

function share(part: number, rest: number): number {
  return part === Infinity ? 1 : part === 0 || rest === Infinity ? 0 : part / (part + rest)
}

function assertPlaces(traffic: FiniteQueueTraffic, load: number): void {
  assertAgentsAndLoad(traffic.agents, load)
  const places = traffic.waitingPlaces
  assert(Number.isSafeInteger(places) && places >= 0, 'waitingPlaces must be a whole number >= 0')
}

/** Long-run measures. Without agents everything is lost or waits for ever; at infinite load the queue is full. */
export function mmckMeasures(traffic: FiniteQueueTraffic): MmckMeasures {
  const load = offeredLoad(traffic)
  assertPlaces(traffic, load)
  const { agents, waitingPlaces, meanServiceMs, arrivalsPerHour } = traffic
  if (agents === 0) return withoutAgents(load, waitingPlaces)
  const powers = powersOf(agents, load)
  const { rising, fall } = powers
  const below = massBelow(agents, load)

  const busy = powerSum(fall, waitingPlaces + 1)
  const free = freeMass(below, powers, waitingPlaces + 1)
  const full = rising ? 1 : power(fall, waitingPlaces)
  const pAllBusy = share(busy, free)
  const pBlock = full / (free + busy)

  const waits = powerSum(fall, waitingPlaces)
  const freeAccepted = freeMass(below, powers, waitingPlaces)
  const pWaitOfAccepted = share(waits, freeAccepted)
  const topAccepted = rising && waitingPlaces > 0 ? power(fall, 1) : 1
  const pAccept = free === Infinity ? 1 : (topAccepted * (waits + freeAccepted)) / (free + busy)

  const meanWaitOfWaitingMs = ((meanWaiting(powers, waitingPlaces) + 1) / agents) * meanServiceMs
  const meanWaitOfAcceptedMs = pWaitOfAccepted * meanWaitOfWaitingMs
  const meanQueueLength = pAllBusy * meanWaiting(powers, waitingPlaces + 1)
  const busyAgents = load === Infinity ? agents : load * pAccept
  return {
    load,
    pBlock,
    pAccept,
    acceptedPerHour: load === Infinity ? agents * (3_600_000 / meanServiceMs) : arrivalsPerHour * pAccept,
    pAllBusy,
    pWaitOfAccepted,
    meanWaitOfAcceptedMs,
    meanWaitOfWaitingMs: waitingPlaces === 0 ? 0 : meanWaitOfWaitingMs,
    meanTimeInSystemMs: meanWaitOfAcceptedMs + meanServiceMs,
    meanQueueLength,
    meanInSystem: meanQueueLength + busyAgents,
    occupancy: busyAgents / agents,
    pEmpty: emptyProbability(agents, load, below + busy * (rising ? Math.exp(waitingPlaces * fall) : 1)),
  }
}

function withoutAgents(load: number, waitingPlaces: number): MmckMeasures {
  const forever = waitingPlaces > 0 ? Infinity : 0
  return {
    load,
    pBlock: 1,
    pAccept: 0,
    acceptedPerHour: 0,
    pAllBusy: 1,
    pWaitOfAccepted: waitingPlaces > 0 ? 1 : 0,
    meanWaitOfAcceptedMs: forever,
    meanWaitOfWaitingMs: forever,
    meanTimeInSystemMs: Infinity,
    meanQueueLength: waitingPlaces,
    meanInSystem: waitingPlaces,
    occupancy: 0,
    pEmpty: waitingPlaces > 0 ? 0 : 1,
  }
}

/**
 * P(an accepted contact waits at most withinMs), for withinMs >= 0 (Infinity included); accurate also where it is tiny.
 * 0 without agents.
 */
export function mmckServiceLevel(traffic: FiniteQueueTraffic, withinMs: number): number {
  const load = offeredLoad(traffic)
  assertPlaces(traffic, load)
  const { agents, waitingPlaces: places } = traffic
  const services = agents * inServiceTimes(withinMs, traffic)
  if (agents === 0) return 0
  const powers = powersOf(agents, load)
  const free = freeMass(massBelow(agents, load), powers, places)
  if (places === 0 || free === Infinity || services === Infinity) return 1
  const within =
    services === 0
      ? 0
      : poissonMixture(services, peakOf(services, load / agents, places), (j) =>
          // j services completed within t let in everyone who found fewer than j waiting.
          j < places
            ? (powers.rising ? power(powers.fall, places - j) : 1) * powerSum(powers.fall, j)
            : powerSum(powers.fall, places),
        )
  return Math.min(1, (free + within) / (free + powerSum(powers.fall, places)))
}

/** Close to the largest term of the mixture. */
function peakOf(services: number, rho: number, places: number): number {
  const tilted = services >= places ? services : Math.min(places, Math.max(1, rho) * services)
  return Math.max(1, Math.floor(tilted))
}

/** Sum over j >= 1 of weight(j) e^-mean mean^j / j!, the terms log-concave in j, from `start` outwards until negligible. */
function poissonMixture(mean: number, start: number, weight: (j: number) => number): number {
  const first = 1 / totalMass(start, mean, mean - start)
  let sum = first * weight(start)
  let before = sum
  for (let j = start + 1, p = first * (mean / j); ; j++, p *= mean / j) {
    const term = p * weight(j)
    sum += term
    if (term <= before && term <= sum * 1e-17) break
    before = term
  }
  before = first * weight(start)
  for (let j = start - 1, p = first * (start / mean); j >= 1; p *= j / mean, j--) {
    const term = p * weight(j)
    sum += term
    if (term <= before && term <= sum * 1e-17) break
    before = term
  }
  return sum
}
