/**
 * How many agents each queue needs in each interval by the formulas: Erlang C, or A where customers hang up, with the proof.
 * Idea: each queue and interval on its own and at rest, all agents alike, times exponential with the scenario's means. What
 * skills shared between queues save, and what one interval leaves to the next, only a simulation knows.
 * **cost** O(queues x intervals) formulas of some microseconds; allocates the list. **order** queues, then intervals.
 * Caveat: where agents have several contacts at a time the formula counts the places and divides; means over customers
 * and over the agents who may serve them count each alike.
 */
import {
  erlangARequirement,
  erlangCRequirement,
  type ErlangATargets,
  type Requirement,
  type ServiceLevelDefinition,
  type Traffic,
} from '../../staffing/index.js'
import { meanMs } from '../chance/distribution-mean.js'
import type { Demand, Mix, QueueTimes } from '../scenario/demand.js'
import { clockText } from '../scenario-language/duration.js'
import { intervalsOf } from '../measures/outline.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import type { Threshold } from '../study/threshold.js'
import type { Profile } from '../scenario/rule-table.js'
import { hoursOf } from '../scenario/open-demand.js'
import { MeanRate } from '../scenario/mean-rate.js'
import { type Times, lawFor } from '../scenario/times.js'

export interface FormulaNeed {
  readonly queue: string
  /** Start and end of the interval. */
  readonly from: string
  readonly until: string
  readonly arrivalsPerHour: number
  readonly meanServiceMs: number
  /** Infinity: nobody hangs up (Erlang C). */
  readonly meanPatienceMs: number
  /** Contacts that an agent has at a time. */
  readonly places: number
  /** Of places; the agents are those divided by `places`, rounded up. */
  readonly requirement: Requirement
  /** The definition of the service level that it keeps: of several that are asked for, the one that needs most; `null`: none. */
  readonly definition: ServiceLevelDefinition | null
  readonly agents: number
  readonly scheduledAgents: number
  /** No threshold says anything that the formulas can keep, so a service level of 80 % was asked. */
  readonly isAssumed: boolean
}

/**
 * The service levels of the measures, as the formulas define them. They count those who come while the queue is open, of whom
 * nearly every wait is in its hours.
 */
const DEFINITIONS: ReadonlyMap<string, ServiceLevelDefinition> = new Map([
  ['serviceLevel.withAbandons', 'withAbandons'],
  ['serviceLevel.open', 'withAbandons'],
  ['serviceLevel.answeredOnly', 'answeredOnly'],
  ['serviceLevel.excludingShortAbandons', 'excludingShortAbandons'],
  ['serviceLevel.notWaitingLonger', 'notWaitingLonger'],
])

/**
 * Targets that the formulas know, from the thresholds on the total and on one queue. A formula takes one service level, so there
 * are as many sets of targets as definitions of it are asked for, each to be kept; none where the thresholds speak of other things,
 * or of abandonment where nobody hangs up.
 */
function formulaTargets(
  thresholds: readonly Threshold[],
  queue: QueueTimes,
  patienceMs: number,
): ErlangATargets[] {
  const found: { -readonly [K in keyof ErlangATargets]: ErlangATargets[K] } = {}
  const levels = new Map<ServiceLevelDefinition, number>()
  for (const { row, measure, comparison, limit } of thresholds) {
    if (row.kind !== 'total' && !(row.kind === 'queue' && row.name === queue.queue)) continue
    if (limit <= 0) continue
    const definition = DEFINITIONS.get(measure)
    if (definition !== undefined && comparison.startsWith('>') && limit < 1) {
      levels.set(definition, Math.max(levels.get(definition) ?? 0, limit))
    } else if (comparison.startsWith('<')) {
      if (measure === 'asa') found.asaMs = Math.min(found.asaMs ?? Infinity, limit)
      const canAbandon = patienceMs < Infinity && limit < 1
      if (measure === 'abandonment' && canAbandon) found.pAbandon = Math.min(found.pAbandon ?? 1, limit)
      if (measure === 'occupancy' && limit < 1) found.occupancy = Math.min(found.occupancy ?? 1, limit)
    }
  }
  if (levels.size === 0) return Object.keys(found).length === 0 ? [] : [found]
  return [...levels].map(([definition, atLeast]) => ({
    ...found,
    serviceLevel: { atLeast, withinMs: queue.withinMs, definition },
  }))
}

/** What keeps every set of targets: the largest of their requirements, with the definition that it is for. */
function requirementOf(
  traffic: Traffic & { readonly meanPatienceMs: number },
  targets: readonly ErlangATargets[],
  shrinkage: number,
): Pick<FormulaNeed, 'requirement' | 'definition'> {
  const needs = targets.map((each) => ({
    requirement:
      traffic.meanPatienceMs === Infinity
        ? erlangCRequirement(traffic, { ...each, shrinkage })
        : erlangARequirement(traffic, { ...each, shrinkage }),
    definition: each.serviceLevel?.definition ?? null,
  }))
  return needs.reduce((most, each) => (each.requirement.agents > most.requirement.agents ? each : most))
}

/**
 * The requirement of every queue with demand in every interval. Queues without a target of their own or of the total get
 * `fallback` (a share in time). `shrinkage`: share of paid time in which agents are not there.
 */
export function formulaNeeds(scenario: Scenario, shrinkage: number, fallback = 0.8): FormulaNeed[] {
  const intervals = intervalsOf({ ...scenario, warmUpMs: 0 }, undefined)
  return scenario.demand.flatMap((demand) => {
    const times = scenario.queues.find(({ queue }) => queue === demand.queue)!
    const groups = scenario.groups.filter(({ queues }) => queues === null || queues.includes(demand.queue))
    const { serviceMs, patienceMs, places } = averages(scenario, demand, times, groups)
    const own = formulaTargets(scenario.thresholds, times, patienceMs)
    const hours = hoursOf(scenario.policy.normal, demand.queue)
    const rate = new MeanRate(demand, scenario.scale, scenario.volume, hours)
    const isEmpty = own.length === 0
    const assumed = { atLeast: fallback, withinMs: times.withinMs, definition: 'withAbandons' as const }
    const targets = isEmpty ? [{ serviceLevel: assumed }] : own
    return Array.from({ length: intervals.count }, (_, index) => {
      const { toMs } = intervals.bounds(index)
      const arrivalsPerHour = rate.perHourWhereAny(intervals.occurrences(index))
      const traffic = { arrivalsPerHour, meanServiceMs: serviceMs, meanPatienceMs: patienceMs }
      const { requirement, definition } = requirementOf(traffic, targets, shrinkage)
      return {
        queue: demand.queue,
        from: intervals.label(index),
        until: clockText(toMs),
        arrivalsPerHour,
        meanServiceMs: serviceMs,
        meanPatienceMs: patienceMs,
        places,
        requirement,
        definition,
        agents: agentsFor(requirement.agents, places),
        scheduledAgents: agentsFor(requirement.scheduledAgents, places),
        isAssumed: isEmpty,
      }
    })
  })
}

/** Agents for so many places; a rounding error costs no agent. */
function agentsFor(needed: number, places: number): number {
  return Math.max(0, Math.ceil(needed / places - 1e-9))
}

/**
 * A first plan for groups of agents: each takes the part of every queue's requirement that its size is of all who may serve
 * the queue, in the interval that asks for most. Too many where skills are shared, too few where agents are away.
 */
export function formulaPlan(
  scenario: Scenario,
  needs: readonly FormulaNeed[],
  groups: readonly string[],
): number[] {
  return groups.map((name) => Math.ceil(Math.max(0, ...partsOf(scenario, needs, groups, name).values())))
}

/** The same for each of the intervals that start at these times of day: group x intervals + interval. */
export function formulaPlanByInterval(
  scenario: Scenario,
  needs: readonly FormulaNeed[],
  groups: readonly string[],
  starts: readonly string[],
): number[] {
  return groups.flatMap((name) => {
    const parts = partsOf(scenario, needs, groups, name)
    return starts.map((start) => Math.max(0, Math.ceil((parts.get(start) ?? 0) - 1e-9)))
  })
}

/** What falls to a group of what all queues need, by the start of the interval. */
function partsOf(
  scenario: Scenario,
  needs: readonly FormulaNeed[],
  groups: readonly string[],
  name: string,
): Map<string, number> {
  const group = scenario.groups.find((each) => each.name === name)!
  const byInterval = new Map<string, number>()
  for (const { queue, from, requirement, places } of needs) {
    if (group.queues !== null && !group.queues.includes(queue)) continue
    const size = scenario.groups
      .filter(({ queues }) => queues === null || queues.includes(queue))
      .reduce((sum, { agents }) => sum + agents.length, 0)
    const share = size === 0 ? 1 / groups.length : group.agents.length / size
    const part = (requirement.agents / places) * share
    byInterval.set(from, (byInterval.get(from) ?? 0) + part)
  }
  return byInterval
}

/** Means over the customers of a queue and the agents who may serve it. */
export function averages(
  { policy }: Scenario,
  { channel, tier, issue }: Demand,
  { queue, service, wrapUp, patience }: QueueTimes,
  groups: readonly AgentGroup[],
) {
  const wrapUpMs = policy.normal.queues.find(({ name }) => name === queue)!.wrapUpMs
  const agents = groups.reduce((sum, group) => sum + group.agents.length, 0)
  let serviceMs = 0
  let patienceRate = 0
  let places = 0
  for (const [profile, share] of profilesOf(channel, tier, issue)) {
    const { units, exclusive } = policy.normal.channels.find(({ name }) => name === profile.channel)!
    for (const { skills, agents: own, capacityUnits } of groups) {
      // Groups that nobody is in yet count alike.
      const weight = share * (agents === 0 ? 1 / groups.length : own.length / agents)
      const handleMs =
        (service === null ? 0 : meanOf(service, profile, skills)) +
        (wrapUp === null ? wrapUpMs : meanOf(wrapUp, profile, skills))
      serviceMs += weight * handleMs
      places += weight * (exclusive ? 1 : Math.max(1, Math.floor(capacityUnits / units)))
    }
    patienceRate += share / meanOf(patience, profile, {})
  }
  return {
    serviceMs,
    patienceMs: patienceRate === 0 ? Infinity : 1 / patienceRate,
    // Shares do not add up to exactly 1: that is no second place.
    places: groups.length === 0 ? 1 : Math.round(places * 1e9) / 1e9,
  }
}

function meanOf(times: Times, profile: Profile, skills: Readonly<Record<string, number>>): number {
  return meanMs(lawFor(times, profile, skills))
}

function profilesOf(channel: Mix, tier: Mix, issue: Mix): [Profile, number][] {
  const shares = ({ upTo }: Mix): number[] => upTo.map((to, i) => to - (upTo[i - 1] ?? 0))
  return channel.names.flatMap((channelName, c) =>
    tier.names.flatMap((tierName, t) =>
      issue.names.map((issueName, i): [Profile, number] => [
        { channel: channelName!, tier: tierName!, issue: issueName },
        shares(channel)[c]! * shares(tier)[t]! * shares(issue)[i]!,
      ]),
    ),
  )
}
