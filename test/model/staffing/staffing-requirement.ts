/**
 * Naive twin of the requirement search: count agents up from 1 and look at every target, with the formulas by textbook
 * recursion and plain sums over the states in doubles. Good to about 1e-10; for loads of some hundred Erlangs.
 */
import type { ServiceLevelDefinition, TargetProof } from '../../../src/staffing/requirement.js'

export interface Centre {
  readonly arrivalsPerHour: number
  readonly meanServiceMs: number
  readonly meanPatienceMs: number
}

export interface NaiveTargets {
  readonly serviceLevel?: { atLeast: number; withinMs: number; definition?: ServiceLevelDefinition }
  readonly asaMs?: number
  readonly pAbandon?: number
  readonly pBlock?: number
  readonly occupancy?: number
}

type Measures = Partial<Record<TargetProof['target'], number>>

function erlangB(agents: number, load: number): number {
  let b = 1
  for (let k = 1; k <= agents; k++) b = (load * b) / (k + load * b)
  return b
}

/** Erlang A by its states; P(wait <= t and answered) by integrating the density of the offered wait with Simpson's rule. */
function impatient(agents: number, load: number, theta: number, t: number) {
  let below = 0
  for (let k = 1; k <= agents; k++) below = (k / load) * (1 + below)
  let states = below
  let answered = below
  let answeredWait = 0
  let abandoned = 0
  let mass = 1
  let stages = 0
  for (let k = 0; k === 0 || mass > 1e-17 * abandoned || load > agents + k * theta; k++) {
    const rate = agents + (k + 1) * theta
    stages += 1 / rate
    states += mass
    answered += (mass * agents) / rate
    answeredWait += ((mass * agents) / rate) * stages
    abandoned += (mass * (k + 1) * theta) / rate
    mass *= load / rate
  }
  const density = (w: number) =>
    agents * Math.exp((load * -Math.expm1(-theta * w)) / theta - agents * w - theta * w)
  const steps = 2000
  let area = density(0) + density(t)
  for (let i = 1; i < steps; i++) area += density((i * t) / steps) * (i % 2 === 1 ? 4 : 2)
  const within = (below + (area * t) / steps / 3) / states
  return {
    withAbandons: within,
    answeredOnly: (within * states) / answered,
    asa: answeredWait / answered,
    pAbandon: abandoned / states,
    occupancy: (load * answered) / states / agents,
  }
}

/** The measures of one number of agents, for the targets that are set. */
export function naiveMeasures(
  model: 'B' | 'C' | 'A',
  traffic: Centre,
  targets: NaiveTargets,
  agents: number,
): Measures {
  const service = traffic.meanServiceMs
  const load = (traffic.arrivalsPerHour * service) / 3_600_000
  const t = (targets.serviceLevel?.withinMs ?? 0) / service
  if (model === 'B') {
    const pBlock = erlangB(agents, load)
    return { pBlock, occupancy: (load * (1 - pBlock)) / agents }
  }
  if (model === 'C') {
    if (agents <= load) return { serviceLevel: 0, asaMs: Infinity, occupancy: load / agents }
    const b = erlangB(agents, load)
    const wait = b / (1 - (load / agents) * (1 - b))
    return {
      serviceLevel: 1 - wait * Math.exp(-(agents - load) * t),
      asaMs: (wait / (agents - load)) * service,
      occupancy: load / agents,
    }
  }
  const m = impatient(agents, load, service / traffic.meanPatienceMs, t)
  return {
    serviceLevel: targets.serviceLevel?.definition === 'answeredOnly' ? m.answeredOnly : m.withAbandons,
    asaMs: m.asa * service,
    pAbandon: m.pAbandon,
    occupancy: m.occupancy,
  }
}

/** The smallest number of agents >= 1 that meets all targets. */
export function agentsByCounting(model: 'B' | 'C' | 'A', traffic: Centre, targets: NaiveTargets): number {
  for (let agents = 1; ; agents++) {
    const m = naiveMeasures(model, traffic, targets, agents)
    const met =
      (targets.serviceLevel === undefined || m.serviceLevel! >= targets.serviceLevel.atLeast) &&
      (targets.asaMs === undefined || m.asaMs! <= targets.asaMs) &&
      (targets.pAbandon === undefined || m.pAbandon! <= targets.pAbandon) &&
      (targets.pBlock === undefined || m.pBlock! <= targets.pBlock) &&
      (targets.occupancy === undefined || m.occupancy! <= targets.occupancy)
    if (met) return agents
  }
}
