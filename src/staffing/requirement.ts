/**
 * The smallest number of agents that meets a set of targets, with the proof, and the gross-up for shrinkage.
 * Idea: every measure offered as a target improves with each further agent, so "all targets met" is false up to some number
 * and true from there on: gallop from the load in steps of sqrt(load) / 4, then bisect. No approximation decides.
 * Why monotone: one more agent makes the offered wait smaller in the likelihood-ratio order, which the weighting by
 * "was answered" keeps; loss and occupancy fall by the concavity of the carried load.
 * Cost: 8 to 20 evaluations of the formulas: 2 to 5 us for B and C, 5 to 25 us for A (three times that with an ASA target).
 * Caveat: a target counts as met within 1e-12 relative, so that rounding (7 / 0.7, a / 0.85) never costs an agent.
 */
import { assert } from '../base/assert.js'
import {
  arrivalView,
  erlangAMeasures,
  impatientServiceLevels,
  patienceRate,
  type Patience,
} from './erlang-a.js'
import { carriedLoad, erlangB } from './erlang-b.js'
import { delayServiceLevel, erlangC } from './erlang-c.js'
import { inServiceTimes, offeredLoad, type Traffic } from './traffic.js'

const TOLERANCE = 1e-12

/** How abandoned contacts count in a service level; see ErlangAServiceLevels. */
export type ServiceLevelDefinition =
  | 'withAbandons'
  | 'answeredOnly'
  | 'excludingShortAbandons'
  | 'notWaitingLonger'

/** A share of contacts to be answered within a time. */
export interface ServiceLevelTarget {
  /** The least share, 0 < atLeast < 1. */
  readonly atLeast: number
  /** The threshold, >= 0 and finite. */
  readonly withinMs: number
}

/** Targets shared by all models. */
export interface OccupancyTargets {
  /** The largest occupancy of the agents, 0 < occupancy < 1. */
  readonly occupancy?: number
  /** Share of paid time in which an agent is not at work (breaks, training, illness), 0 <= shrinkage < 1; default 0. */
  readonly shrinkage?: number
}

/** Targets for a loss system. */
export interface ErlangBTargets extends OccupancyTargets {
  /** The largest share of arrivals lost, 0 < pBlock < 1. */
  readonly pBlock?: number
}

/** Targets for a delay system. */
export interface ErlangCTargets extends OccupancyTargets {
  readonly serviceLevel?: ServiceLevelTarget
  /** The longest mean wait of the answered (ASA), > 0. */
  readonly asaMs?: number
}

/** Targets for a queue with impatient contacts. */
export interface ErlangATargets extends OccupancyTargets {
  readonly serviceLevel?: ServiceLevelTarget & {
    /** Default 'withAbandons'. */ readonly definition?: ServiceLevelDefinition
  }
  /** The longest mean wait of the answered (ASA), > 0. */
  readonly asaMs?: number
  /** The largest share of arrivals that give up, 0 < pAbandon < 1. */
  readonly pAbandon?: number
}

/** One target, and what it measures around the answer. */
export interface TargetProof {
  readonly target: 'serviceLevel' | 'asaMs' | 'pAbandon' | 'pBlock' | 'occupancy'
  /** The number asked for. */
  readonly limit: number
  /** The measure with the required agents: it meets the limit. */
  readonly atAgents: number
  /** With one agent less (ASA and occupancy are Infinity without agents); undefined when none are required. */
  readonly atOneLess: number | undefined
  /** Whether the limit is missed with one agent less. At least one target binds unless no agents are required. */
  readonly binding: boolean
}

/** The answer, with its proof. */
export interface Requirement {
  /** Agents that must be at work. */
  readonly agents: number
  /** Agents to put on the schedule: `agents` / (1 - shrinkage), rounded up. */
  readonly scheduledAgents: number
  /** Offered load in Erlangs. */
  readonly load: number
  readonly proof: readonly TargetProof[]
}

interface Target {
  readonly target: TargetProof['target']
  readonly limit: number
  readonly atLeast: boolean
  readonly measure: (agents: number) => number
}

/** Smallest number of agents for a loss system. Throws unless a target is given and all lie in their ranges. */
export function erlangBRequirement(traffic: Traffic, targets: ErlangBTargets): Requirement {
  const load = offeredLoad(traffic)
  const list = occupancyTarget(targets, (n) => carriedLoad(n, load) / n)
  if (targets.pBlock !== undefined) {
    assertShare(targets.pBlock, 'pBlock')
    list.push({ target: 'pBlock', limit: targets.pBlock, atLeast: false, measure: (n) => erlangB(n, load) })
  }
  return solve(load, list, targets, 1)
}

/** Smallest number of agents for a delay system. Throws unless a target is given and all lie in their ranges. */
export function erlangCRequirement(traffic: Traffic, targets: ErlangCTargets): Requirement {
  const load = offeredLoad(traffic)
  const list = occupancyTarget(targets, (n) => load / n)
  const { serviceLevel, asaMs } = targets
  if (serviceLevel !== undefined) {
    const t = assertServiceLevel(serviceLevel, traffic)
    const measure = (n: number) => delayServiceLevel(n, load, t)
    list.push({ target: 'serviceLevel', limit: serviceLevel.atLeast, atLeast: true, measure })
  }
  if (asaMs !== undefined) {
    assert(asaMs > 0, 'asaMs must be a number > 0')
    const measure = (n: number) =>
      n > load ? (erlangC(n, load) / (n - load)) * traffic.meanServiceMs : Infinity
    list.push({ target: 'asaMs', limit: asaMs, atLeast: false, measure })
  }
  return solve(load, list, targets, Math.floor(load) + 1)
}

/**
 * Smallest number of agents for a queue with impatient contacts; `meanPatienceMs` as in Erlang A.
 * Throws unless a target is given and all lie in their ranges.
 */
export function erlangARequirement(traffic: Traffic & Patience, targets: ErlangATargets): Requirement {
  const load = offeredLoad(traffic)
  const theta = patienceRate(traffic)
  const list = occupancyTarget(targets, (n) => (load * arrivalView(n, load, theta).pAnswered) / n)
  const { serviceLevel, asaMs, pAbandon } = targets
  if (serviceLevel !== undefined) {
    const t = assertServiceLevel(serviceLevel, traffic)
    const definition = serviceLevel.definition ?? 'withAbandons'
    const measure = (n: number) => impatientServiceLevels(n, load, theta, t)[definition]
    list.push({ target: 'serviceLevel', limit: serviceLevel.atLeast, atLeast: true, measure })
  }
  if (asaMs !== undefined) {
    assert(asaMs > 0, 'asaMs must be a number > 0')
    const measure = (agents: number) => erlangAMeasures({ ...traffic, agents }).meanWaitOfAnsweredMs
    list.push({ target: 'asaMs', limit: asaMs, atLeast: false, measure })
  }
  if (pAbandon !== undefined) {
    assertShare(pAbandon, 'pAbandon')
    assert(theta > 0, 'pAbandon needs a finite meanPatienceMs')
    const measure = (n: number) => {
      const view = arrivalView(n, load, theta)
      return view.pWait * view.waiting.abandoned
    }
    list.push({ target: 'pAbandon', limit: pAbandon, atLeast: false, measure })
  }
  return solve(load, list, targets, theta > 0 ? 1 : Math.floor(load) + 1)
}

/**
 * Agents to schedule so that `agents` are at work when each is away for the share `shrinkage` of paid time:
 * agents / (1 - shrinkage), rounded up unless it is within 1e-12 of a whole number. 0 <= shrinkage < 1.
 */
export function grossUp(agents: number, shrinkage: number): number {
  assert(Number.isSafeInteger(agents) && agents >= 0, 'agents must be a whole number >= 0')
  assert(shrinkage >= 0 && shrinkage < 1, 'shrinkage must lie in 0..1, below 1')
  const scheduled = agents / (1 - shrinkage)
  return Math.ceil(scheduled - scheduled * TOLERANCE)
}

function assertShare(value: number, name: string): void {
  assert(value > 0 && value < 1, `${name} must lie strictly between 0 and 1`)
}

function assertServiceLevel(target: ServiceLevelTarget, traffic: Traffic): number {
  assertShare(target.atLeast, 'serviceLevel.atLeast')
  assert(target.withinMs < Infinity, 'serviceLevel.withinMs must be finite')
  return inServiceTimes(target.withinMs, traffic)
}

function occupancyTarget({ occupancy }: OccupancyTargets, measure: (agents: number) => number): Target[] {
  if (occupancy === undefined) return []
  assertShare(occupancy, 'occupancy')
  const positive = (n: number) => (n === 0 ? Infinity : measure(n))
  return [{ target: 'occupancy', limit: occupancy, atLeast: false, measure: positive }]
}

function isMet({ limit, atLeast }: Target, value: number): boolean {
  return atLeast ? value >= limit - TOLERANCE * Math.min(limit, 1 - limit) : value <= limit * (1 + TOLERANCE)
}

function solve(
  load: number,
  targets: readonly Target[],
  { shrinkage = 0 }: OccupancyTargets,
  least: number,
): Requirement {
  assert(load < Infinity, 'the offered load must be finite')
  assert(targets.length > 0, 'at least one target is needed')
  const meets = (n: number) => targets.every((target) => isMet(target, target.measure(n)))
  // Where nobody arrives, no agent is needed, whatever the formulas say of an arrival that never comes.
  const agents = load === 0 ? 0 : smallest(Math.max(least, 1), Math.max(least, Math.ceil(load)), meets)
  const proof = targets.map((target) => {
    const atOneLess = agents === 0 ? undefined : target.measure(agents - 1)
    const binding = atOneLess !== undefined && !isMet(target, atOneLess)
    return {
      target: target.target,
      limit: target.limit,
      atAgents: target.measure(agents),
      atOneLess,
      binding,
    }
  })
  return { agents, scheduledAgents: grossUp(agents, shrinkage), load, proof }
}

/** Smallest n >= least for which the predicate holds; it must hold from some n on, and never again fail. */
function smallest(least: number, start: number, meets: (n: number) => boolean): number {
  let step = Math.ceil(Math.sqrt(start) / 4)
  let low = start
  let high = start
  if (meets(start)) {
    for (;;) {
      if (high === least) return least
      low = Math.max(least, high - step)
      if (!meets(low)) break
      high = low
      step *= 2
    }
  } else {
    for (;;) {
      high = low + step
      assert(Number.isSafeInteger(high), 'no number of agents meets the targets')
      if (meets(high)) break
      low = high
      step *= 2
    }
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    if (meets(middle)) high = middle
    else low = middle
  }
  return high
}
