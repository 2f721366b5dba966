/**
 * The smallest number of agents that meets a set of targets, with the proof, and the gross-up for shrinkage.
 * Idea: every measure offered as a target improves with each further agent, so each target is met from some number on
 * (least-agents.ts finds it from a guess), and all of them from the greatest of these numbers on. No approximation decides.
 * Why monotone: one more agent makes the offered wait smaller in the likelihood-ratio order, which the weighting by
 * "was answered" keeps; loss and occupancy fall by the concavity of the carried load.
 * Cost: 2 to 5 evaluations of the formulas: 0.2 to 1 us for B and C, 1 to 4 us for A (three times that with an ASA target).
 * Caveat: a target counts as met within 1e-12 relative, so that rounding (7 / 0.7, a / 0.85) never costs an agent.
 */
import { assert } from '../base/assert.js'
import { impatientLevelGuess, patientLevelGuess, patientWaitGuess, type AgentsGuess } from './agents-guess.js'
import {
  arrivalView,
  erlangAMeasures,
  impatientServiceLevels,
  patienceRate,
  type Patience,
} from './erlang-a.js'
import { carriedLoad, erlangB } from './erlang-b.js'
import { delayServiceLevel, erlangC } from './erlang-c.js'
import { isMet, leastAgents, TOLERANCE, type Target } from './least-agents.js'
import { inServiceTimes, offeredLoad, type Traffic } from './traffic.js'

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

interface NamedTarget extends Target {
  readonly target: TargetProof['target']
}

const logit = (share: number) => Math.log(share / (1 - share))
const falling = (scale: (value: number) => number) => (value: number) => -scale(value)
const lessIsMore = falling(Math.log)
const fewerIsMore = falling(logit)
const lessLate = (level: number) => -Math.log1p(-level)

/** Smallest number of agents for a loss system. Throws unless a target is given and all lie in their ranges. */
export function erlangBRequirement(traffic: Traffic, targets: ErlangBTargets): Requirement {
  const load = offeredLoad(traffic)
  const list = occupancyTarget(load, targets, (n) => carriedLoad(n, load) / n)
  const { pBlock } = targets
  if (pBlock !== undefined) {
    assertShare(pBlock, 'pBlock')
    list.push(shareTarget('pBlock', pBlock, load, (n) => erlangB(n, load)))
  }
  return solve(load, list, targets, 1)
}

/** Smallest number of agents for a delay system. Throws unless a target is given and all lie in their ranges. */
export function erlangCRequirement(traffic: Traffic, targets: ErlangCTargets): Requirement {
  const load = offeredLoad(traffic)
  const list = occupancyTarget(load, targets, (n) => load / n)
  const { serviceLevel, asaMs } = targets
  if (serviceLevel !== undefined) {
    const t = assertServiceLevel(serviceLevel, traffic)
    list.push(patientLevelTarget(serviceLevel, load, t, (n) => delayServiceLevel(n, load, t)))
  }
  if (asaMs !== undefined) {
    assert(asaMs > 0, 'asaMs must be a number > 0')
    const measure = (n: number) =>
      n > load ? (erlangC(n, load) / (n - load)) * traffic.meanServiceMs : Infinity
    list.push(waitTarget(asaMs, patientWaitGuess(load, asaMs / traffic.meanServiceMs), measure))
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
  const list = occupancyTarget(load, targets, (n) => (load * arrivalView(n, load, theta).pAnswered) / n)
  const { serviceLevel, asaMs, pAbandon } = targets
  if (serviceLevel !== undefined) {
    const t = assertServiceLevel(serviceLevel, traffic)
    const definition = serviceLevel.definition ?? 'withAbandons'
    const measure = (n: number) => impatientServiceLevels(n, load, theta, t)[definition]
    list.push(
      theta > 0
        ? impatientLevelTarget(serviceLevel.atLeast, definition, load, theta, t, measure)
        : patientLevelTarget(serviceLevel, load, t, measure),
    )
  }
  if (asaMs !== undefined) {
    assert(asaMs > 0, 'asaMs must be a number > 0')
    const wait = asaMs / traffic.meanServiceMs
    const guess =
      theta > 0
        ? { guess: load * Math.exp(-theta * wait), unit: Math.sqrt(load) / 2 }
        : patientWaitGuess(load, wait)
    const measure = (agents: number) => erlangAMeasures({ ...traffic, agents }).meanWaitOfAnsweredMs
    list.push(waitTarget(asaMs, guess, measure))
  }
  if (pAbandon !== undefined) {
    assertShare(pAbandon, 'pAbandon')
    assert(theta > 0, 'pAbandon needs a finite meanPatienceMs')
    const measure = (n: number) => {
      const view = arrivalView(n, load, theta)
      return view.pWait * view.waiting.abandoned
    }
    list.push(shareTarget('pAbandon', pAbandon, load, measure))
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

type Measure = (agents: number) => number

/** So many can be busy at most as there are agents: load x (1 - share lost) is a guess from below. */
function shareTarget(
  target: 'pBlock' | 'pAbandon',
  limit: number,
  load: number,
  measure: Measure,
): NamedTarget {
  const guess = load * (1 - limit)
  return { target, limit, atLeast: false, measure, guess, unit: Math.sqrt(load) / 2, scale: fewerIsMore }
}

function waitTarget(limit: number, guess: AgentsGuess, measure: Measure): NamedTarget {
  return { target: 'asaMs', limit, atLeast: false, measure, ...guess, scale: lessIsMore }
}

function patientLevelTarget(
  { atLeast }: ServiceLevelTarget,
  load: number,
  t: number,
  measure: Measure,
): NamedTarget {
  const { guess, unit } = patientLevelGuess(load, t, atLeast)
  return { target: 'serviceLevel', limit: atLeast, atLeast: true, measure, guess, unit, scale: lessLate }
}

function impatientLevelTarget(
  limit: number,
  definition: ServiceLevelDefinition,
  load: number,
  theta: number,
  t: number,
  measure: Measure,
): NamedTarget {
  // Who still waits at t has had the patience for it.
  const offered = definition === 'notWaitingLonger' ? 1 - (1 - limit) * Math.exp(theta * t) : limit
  const { guess, unit } = impatientLevelGuess(load, theta, t, offered, definition === 'withAbandons')
  return { target: 'serviceLevel', limit, atLeast: true, measure, guess, unit, scale: logit }
}

function occupancyTarget(
  load: number,
  { occupancy: limit }: OccupancyTargets,
  positive: Measure,
): NamedTarget[] {
  if (limit === undefined) return []
  assertShare(limit, 'occupancy')
  const measure = (n: number) => (n === 0 ? Infinity : positive(n))
  const guess = load / limit
  return [{ target: 'occupancy', limit, atLeast: false, measure, guess, unit: guess, scale: lessIsMore }]
}

function solve(
  load: number,
  targets: readonly NamedTarget[],
  { shrinkage = 0 }: OccupancyTargets,
  least: number,
): Requirement {
  assert(load < Infinity, 'the offered load must be finite')
  assert(targets.length > 0, 'at least one target is needed')
  // Where nobody arrives, no agent is needed, whatever the formulas say of an arrival that never comes.
  let agents = load === 0 ? 0 : least
  const found = targets.map((target) => {
    if (load === 0) return undefined
    const own = leastAgents(target, agents)
    agents = own.agents
    return own
  })
  const proof = targets.map((target, i) => {
    const own = found[i]?.agents === agents ? found[i] : undefined
    const atOneLess = agents === 0 ? undefined : (own?.atOneLess ?? target.measure(agents - 1))
    return {
      target: target.target,
      limit: target.limit,
      atAgents: own?.atAgents ?? target.measure(agents),
      atOneLess,
      binding: atOneLess !== undefined && !isMet(target, atOneLess),
    }
  })
  return { agents, scheduledAgents: grossUp(agents, shrinkage), load, proof }
}
