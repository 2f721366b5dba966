import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WaitingLine, type Place } from '../../src/queue/waiting-line.js'
import { Demands, type Demand, type DemandShape } from '../../src/routing/demand.js'
import { Feasibility, neverReason } from '../../src/routing/feasible.js'
import { NO_NEED, type Need } from '../../src/routing/need.js'
import { Ranking, TERMS, type AgentTerm } from '../../src/routing/rank.js'
import { AVAILABLE, AWAY, Roster, type AgentMeasure, type Profile } from '../../src/routing/roster.js'
import type { KeepFree } from '../../src/routing/lanes.js'
import { Selector } from '../../src/routing/select.js'

const DISTANCE = [
  [0, 2],
  [2, 0],
]
const MEASURES = ['emotionalLoad', 'load', 'handled', 'longestIdle', 'roundRobin'] as const
const RATES = [100, 200]
const NOW_MS = 20

const needs: readonly Need[] = [
  NO_NEED,
  { all: [0, 2], any: [], prefers: [2, 1] },
  { all: [], any: [[0, 1, 1, 3]], prefers: [] },
  { all: [1, 1, 2, 2], any: [], prefers: [0, 3, 1, 3] },
]

const small = fc.nat({ max: 2 })
const agentSpec = fc.record({
  levels: fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 }),
  queues: fc.constantFrom([1, 1], [1, 1], [1, 0], [0, 1]),
  capacityUnits: fc.integer({ min: 1, max: 4 }),
  region: fc.integer({ min: -1, max: 1 }),
  pool: fc.integer({ min: -1, max: 0 }),
  isAway: fc.constantFrom(false, false, false, true),
  used: small,
  emotionalLoad: small,
  handled: small,
  idleSinceMs: small,
  lastTaken: fc.integer({ min: -1, max: 1 }),
})
const contactSpec = fc.record({
  queue: fc.nat({ max: 1 }),
  need: fc.nat({ max: needs.length - 1 }),
  step: fc.nat({ max: 2 }),
  channel: fc.nat({ max: 1 }),
  region: fc.integer({ min: -1, max: 1 }),
  rateIndex: fc.nat({ max: 1 }),
  holder: fc.constantFrom(-1, -1, -1, -1, 0, 1),
  declines: fc.constantFrom<readonly number[]>([], [], [0], [1, 2]),
  dedicated: fc.constantFrom(-1, -1, 0, 1, 3),
  last: fc.constantFrom(-1, -1, 0, 2),
  virtualAtMs: fc.nat({ max: 4 }),
  headStartMs: fc.constantFrom(0, 0, 0, 2),
})
const term = fc.constantFrom<AgentTerm>(
  'preferred',
  'region',
  'preferredSkills',
  'mostSkilled',
  'leastSkilled',
  ...MEASURES,
)
const world = fc.record({
  agents: fc.array(agentSpec, { minLength: 1, maxLength: 8 }),
  contacts: fc.array(contactSpec, { minLength: 1, maxLength: 10 }),
  orders: fc.tuple(fc.uniqueArray(term, { maxLength: 5 }), fc.uniqueArray(term, { maxLength: 5 })),
  before: fc.uniqueArray(fc.constantFrom('fit' as const, 'queueLength' as const), { maxLength: 2 }),
  keepFree: fc.tuple(fc.constantFrom(-1, -1, 0, 1), fc.constantFrom(-1, -1, 0, 2)),
  isBanded: fc.boolean(),
  manyLanes: fc.constantFrom(1, 5, 512),
})
type World = typeof world extends fc.Arbitrary<infer W> ? W : never

function isMeasure(each: AgentTerm): each is AgentMeasure {
  return MEASURES.some((measure) => measure === each)
}

/** Everything built as the engine builds it, and contacts put into the line. `pulled`: the queue that is only pulled from. */
function built({ agents, contacts, orders, before, keepFree, isBanded, manyLanes }: World, pulled = -1) {
  const feasibility = new Feasibility(DISTANCE)
  const roster = new Roster(
    {
      classes: [
        { units: 1, exclusive: false, hard: false },
        { units: 2, exclusive: true, hard: false },
      ],
      orders: orders.map((order) => order.filter(isMeasure)),
      pools: 1,
    },
    (group) => feasibility.addGroup(group.slot, group.profile),
  )
  for (const spec of agents) {
    const agent = roster.slots.allocate()
    const profile: Profile = {
      levels: Uint8Array.from(spec.levels),
      queues: Uint8Array.from(spec.queues),
      channels: Uint8Array.of(1, 1),
      capacityUnits: spec.capacityUnits,
      region: spec.region,
      pool: spec.pool,
    }
    roster.add(agent, profile)
    roster.presence[agent] = spec.isAway ? AWAY : AVAILABLE
    roster.usedUnits[agent] = Math.min(spec.used, spec.capacityUnits)
    roster.emotionalLoad[agent] = spec.emotionalLoad
    roster.handled[agent] = spec.handled
    roster.idleSinceMs[agent] = spec.idleSinceMs
    roster.lastTaken[agent] = spec.lastTaken
    roster.signIn[agent] = agents.length - agent
    roster.refresh(agent)
  }
  const shape: DemandShape = {
    channels: [
      { units: 1, capacityClass: 0, hardClass: 0 },
      { units: 2, capacityClass: 1, hardClass: 1 },
    ],
    queues: [0, 1].map((queue) => ({
      region: queue === 0 ? 'hard' : 'soft',
      steps: [
        { afterMs: 1, drop: [], lower: [0, 1], limit: 2 },
        { afterMs: 2, drop: [1], lower: [], limit: 0 },
      ],
      order: queue,
    })),
    regions: 2,
    orders,
    fitFirst: before.includes('fit'),
  }
  const demands = new Demands(shape, feasibility)
  const line = new WaitingLine(2, RATES, manyLanes)
  line.ensureContacts(contacts.length)
  line.ensureAgents(8)
  const waiting = contacts.map((spec, contact) => {
    const chain = demands.chainOf(spec.queue, needs[spec.need]!, true, false)
    const slot = demands.demandOf(chain, spec.step, spec.channel, spec.region)
    line.ensureDemands(slot + 1)
    const isPrivate = spec.declines.length > 0
    const place: Place = {
      demand: slot,
      queue: spec.queue,
      band: isBanded ? spec.queue : 0,
      rateIndex: spec.rateIndex,
      holder:
        isPrivate || spec.dedicated >= 0 || spec.last >= 0 ? -1 : Math.min(spec.holder, agents.length - 1),
      isPrivate: isPrivate || spec.dedicated >= 0 || spec.last >= 0,
      pullOnly: spec.queue === pulled,
    }
    const key = RATES[spec.rateIndex]! * spec.virtualAtMs - 100 * spec.headStartMs
    line.enqueue(line.laneFor(place), contact, { key, virtualAtMs: spec.virtualAtMs, sequence: contact })
    const known = (agent: number) => (agent < agents.length ? agent : -1)
    return {
      ...spec,
      contact,
      place,
      demand: demands.list[slot]!,
      dedicated: known(spec.dedicated),
      last: known(spec.last),
      declines: spec.declines.filter((agent) => agent < agents.length),
      standing: RATES[spec.rateIndex]! * NOW_MS - key,
    }
  })
  const rules: KeepFree[][] = keepFree.map((count) => (count < 0 ? [] : [{ pool: 0, agents: count }]))
  const selector = new Selector({
    roster,
    feasibility,
    demands,
    ranking: new Ranking(roster, feasibility, DISTANCE),
    lanes: line,
    facts: {
      dedicatedOf: (contact) => waiting[contact]!.dedicated,
      lastOf: (contact) => waiting[contact]!.last,
      declinedBy: (contact) => waiting[contact]!.declines,
    },
    workOrder: { before },
    keepFree: rules,
  })
  selector.nowMs = NOW_MS
  return { roster, selector, waiting, line, rules, isPooled: keepFree.some((count) => count >= 0) }
}

type Built = ReturnType<typeof built>
type Waiting = Built['waiting'][number]

/** Smaller is better, most important first; the terms are those of the definitions, without cache or heap. */
function agentTuple(
  order: readonly AgentTerm[],
  fitFirst: boolean,
  roster: Roster,
  entry: Waiting,
  agent: number,
) {
  const { demand } = entry
  const { profile } = roster.groups[roster.group[agent]!]!
  const levels = [...profile.levels]
  const load = (roster.usedUnits[agent]! + roster.emotionalLoad[agent]!) / profile.capacityUnits
  const values: Record<AgentTerm, number> = {
    preferred: agent === entry.dedicated ? 0 : agent === entry.last ? 1 : 2,
    region: demand.region < 0 || profile.region < 0 ? 0 : DISTANCE[demand.region]![profile.region]!,
    preferredSkills: -likedBy(demand, levels),
    mostSkilled: -demand.chain.skills.map((skill) => levels[skill]!).reduce((a, b) => a + b, 0),
    leastSkilled: levels.reduce((a, b) => a + b, 0),
    emotionalLoad: roster.emotionalLoad[agent]!,
    load,
    handled: roster.handled[agent]!,
    longestIdle: roster.idleSinceMs[agent]!,
    roundRobin: roster.lastTaken[agent]!,
  }
  const ring = demand.chain.steps.findIndex(({ need, limit }, step) => {
    const traits = { ...demand.traits, all: need.all, any: need.any, limit }
    return step === demand.step || neverReason(traits, profile, DISTANCE) === undefined
  })
  const fit = fitFirst ? [unused(demand, levels)] : []
  return [...fit, ring, ...order.map((each) => values[each]), roster.signIn[agent]!]
}

function likedBy(demand: Demand, levels: readonly number[]): number {
  const { prefers } = demand.chain.need
  return prefers.filter((skill, i) => i % 2 === 0 && levels[skill]! >= prefers[i + 1]!).length
}

function unused(demand: Demand, levels: readonly number[]): number {
  return levels.filter((level, skill) => level > 0 && !demand.chain.skills.includes(skill)).length
}

function compareTuples(a: readonly number[], b: readonly number[]): number {
  return a.map((each, i) => each - b[i]!).find((difference) => difference !== 0) ?? 0
}

function isAllowed({ roster, rules }: Built, entry: Waiting, agent: number, mindsDeclines: boolean): boolean {
  const { demand } = entry
  const capacityClass = entry.channel
  const { profile } = roster.groups[roster.group[agent]!]!
  if (!roster.isFree(agent, capacityClass) || neverReason(demand.traits, profile, DISTANCE)) return false
  if (mindsDeclines && entry.declines.includes(agent)) return false
  if (entry.place.holder >= 0 && entry.place.holder !== agent) return false
  const poolFree = Array.from({ length: roster.slots.highWater }, (_, each) => each).filter(
    (each) => roster.profileOf(each).pool === 0 && roster.isFree(each, capacityClass),
  ).length
  return profile.pool < 0 || rules[entry.queue]!.every((rule) => poolFree > rule.agents)
}

/** The tuple of a contact with an agent, as the work order states it; smaller is better. */
function workTuple({ before }: World, { roster, line }: Built, entry: Waiting, agent: number): number[] {
  const levels = [...roster.profileOf(agent).levels]
  const terms = before.map((each) =>
    each === 'fit' ? unused(entry.demand, levels) : -line.queueLength[entry.queue]!,
  )
  return [-entry.place.band, ...terms, -entry.standing, entry.virtualAtMs, entry.contact]
}

function agentsOf({ agents }: World): number[] {
  return agents.map((_, agent) => agent)
}

function bestAgent(spec: World, parts: Built, entry: Waiting, mindsDeclines: boolean): number {
  const order = spec.orders[entry.queue]!
  const tuple = (agent: number) => agentTuple(order, spec.before.includes('fit'), parts.roster, entry, agent)
  const allowed = agentsOf(spec).filter((agent) => isAllowed(parts, entry, agent, mindsDeclines))
  return allowed.toSorted((a, b) => compareTuples(tuple(a), tuple(b)))[0] ?? -1
}

test('the agent for a contact is the first of all who may, by the tuple', () => {
  fc.assert(
    fc.property(world, (spec) => {
      const parts = built(spec)
      for (const entry of parts.waiting) {
        if (entry.place.holder >= 0) continue
        const { demand, dedicated, last, declines } = entry
        expect(parts.selector.agentFor(demand, dedicated, last, declines)).toBe(
          bestAgent(spec, parts, entry, true),
        )
        expect(parts.selector.agentFor(demand, dedicated, last)).toBe(bestAgent(spec, parts, entry, false))
        for (const agent of agentsOf(spec)) {
          expect(parts.selector.mayServe(demand, agent)).toBe(isAllowed(parts, entry, agent, false))
        }
      }
      parts.roster.checkInvariants()
    }),
  )
})

test('the contact for an agent is the first of all that the agent may serve, by the work order', () => {
  // Lanes are searched in order where standing alone decides, which chance rarely leaves.
  const searched = world.map((spec): World => ({ ...spec, before: [], keepFree: [-1, -1], manyLanes: 1 }))
  fc.assert(
    fc.property(fc.oneof(world, searched), (spec) => {
      const parts = built(spec)
      for (const agent of agentsOf(spec)) {
        const allowed = parts.waiting.filter((entry) => isAllowed(parts, entry, agent, true))
        const tuple = (entry: Waiting) => workTuple(spec, parts, entry, agent)
        const first = allowed.toSorted((a, b) => compareTuples(tuple(a), tuple(b)))[0]
        expect(parts.selector.workFor(agent)).toBe(first?.contact ?? -1)
        if (first !== undefined)
          expect([parts.selector.contact, parts.selector.agent]).toEqual([first.contact, agent])
      }
    }),
  )
})

test('the contact for an agent who pulls is the first of one queue or all, pushed or not, kept free and declined or not', () => {
  const queue = fc.constantFrom(-1, 0, 1)
  fc.assert(
    fc.property(world, queue, queue, (spec, pulled, asked) => {
      const parts = built(spec, pulled)
      const { roster } = parts
      for (const agent of agentsOf(spec)) {
        const { profile } = roster.groups[roster.group[agent]!]!
        const allowed = parts.waiting.filter(
          ({ queue: of, channel, demand, place }) =>
            (asked < 0 || of === asked) &&
            (place.holder < 0 || place.holder === agent) &&
            roster.isTaking(agent) &&
            roster.hasRoom(agent, channel) &&
            neverReason(demand.traits, profile, DISTANCE) === undefined,
        )
        const tuple = (entry: Waiting) => workTuple(spec, parts, entry, agent)
        const first = allowed.toSorted((a, b) => compareTuples(tuple(a), tuple(b)))[0]
        expect(parts.selector.pullFor(agent, asked)).toBe(first?.contact ?? -1)
      }
    }),
  )
})

test('the best pair is the first of all pairs, work terms first, then agent terms', () => {
  fc.assert(
    fc.property(world, (spec) => {
      const parts = built(spec)
      const pairs = parts.waiting.flatMap((entry) => {
        const agent = bestAgent(spec, parts, entry, true)
        return agent < 0 ? [] : [{ entry, agent, tuple: workTuple(spec, parts, entry, agent) }]
      })
      const first = pairs.toSorted((a, b) => compareTuples(a.tuple, b.tuple))[0]
      expect(parts.selector.bestPair()).toBe(first !== undefined)
      if (first === undefined) return
      expect([parts.selector.contact, parts.selector.agent]).toEqual([first.entry.contact, first.agent])
    }),
  )
})

test('taking the best pair again and again leaves nobody free beside a contact they may serve', () => {
  fc.assert(
    fc.property(world, (spec) => {
      const parts = built(spec)
      const { roster, selector, line } = parts
      const left = new Set(parts.waiting)
      while (selector.bestPair()) {
        const entry = parts.waiting[selector.contact]!
        expect(left.delete(entry)).toBe(true)
        expect(isAllowed(parts, entry, selector.agent, true)).toBe(true)
        line.remove(entry.contact)
        roster.usedUnits[selector.agent]! += entry.demand.traits.units
        roster.exclusives[selector.agent]! += entry.channel
        roster.refresh(selector.agent)
      }
      for (const entry of left) expect(bestAgent(spec, parts, entry, true)).toBe(-1)
      roster.checkInvariants()
      line.checkInvariants()
    }),
  )
})

test('the value of a term, for explanations, is what the comparison goes by', () => {
  fc.assert(
    fc.property(world, (spec) => {
      const parts = built(spec)
      const ranking = new Ranking(parts.roster, new Feasibility(DISTANCE), DISTANCE)
      for (const entry of parts.waiting) {
        const { demand, dedicated, last } = entry
        for (const a of agentsOf(spec)) {
          for (const b of agentsOf(spec)) {
            const values = (agent: number) =>
              Array.from(demand.terms, (each) => ranking.value(demand, dedicated, last, agent, each))
            const order = compareTuples(values(a), values(b))
            expect(ranking.isBetter(demand, dedicated, last, a, b)).toBe(order < 0)
          }
        }
        expect(TERMS[demand.terms.at(-1)!]).toBe('signIn')
      }
    }),
  )
})
