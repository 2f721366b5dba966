/**
 * The routing core as the engine uses it, without engine: waiting line, roster, feasibility, demands, ranking and selector
 * put together, no clocks, no events, no ids. Has a loop of its own, for V8 to inline.
 */
import type { Turn } from '../../src/queue/turn.js'
import { WaitingLine, type Place } from '../../src/queue/waiting-line.js'
import { Demands } from '../../src/routing/demand.js'
import { Feasibility } from '../../src/routing/feasible.js'
import { Ranking } from '../../src/routing/rank.js'
import { AVAILABLE, Roster } from '../../src/routing/roster.js'
import { Selector } from '../../src/routing/select.js'
import type { Contender } from '../measure.js'
import { checked, Desk } from './desk.js'
import { keyOf, type Centre } from './workload.js'

export function placeOf(): Place {
  return { demand: 0, queue: 0, band: 0, rateIndex: 0, holder: -1, isPrivate: false, pullOnly: false }
}

export function routingCore(centre: Centre): Contender {
  const desk = new Desk(centre)
  const { contactOf } = desk
  const { rates } = centre
  const feasibility = new Feasibility([])
  const roster = new Roster(
    { classes: [{ units: 1, exclusive: false, hard: false }], orders: [['longestIdle']], pools: 0 },
    (group) => feasibility.addGroup(group.slot, group.profile),
  )
  for (const levels of centre.levels) {
    const agent = roster.slots.allocate()
    roster.add(agent, {
      levels,
      queues: Uint8Array.of(1),
      channels: Uint8Array.of(1),
      capacityUnits: 1,
      region: -1,
      pool: -1,
    })
    roster.presence[agent] = AVAILABLE
    roster.usedUnits[agent] = contactOf[agent]! >= 0 ? 1 : 0
    roster.signIn[agent] = agent
    roster.refresh(agent)
  }
  const demands = new Demands(
    {
      channels: [{ units: 1, capacityClass: 0, hardClass: 0 }],
      queues: [{ region: 'any', steps: [], order: 0 }],
      regions: 0,
      orders: [['longestIdle']],
      fitFirst: false,
    },
    feasibility,
  )
  const demandOf = Int32Array.from(centre.needs, (all) =>
    demands.demandOf(demands.chainOf(0, { all, any: [], prefers: [] }, true, false), 0, 0, -1),
  )
  const line = new WaitingLine(1, centre.rates)
  line.ensureContacts(desk.slots)
  line.ensureAgents(centre.agents)
  line.ensureDemands(demands.list.length)
  const selector = new Selector({
    roster,
    feasibility,
    demands,
    ranking: new Ranking(roster, feasibility, []),
    lanes: line,
    facts: { dedicatedOf: () => -1, lastOf: () => -1, declinedBy: () => [] },
    workOrder: { before: [] },
    keepFree: [[]],
  })

  const place = placeOf()
  const turn: Turn = { key: 0, virtualAtMs: 0, sequence: 0 }
  const arrive = (contact: number): void => {
    const demand = demandOf[desk.kind]!
    const agent = selector.agentFor(demands.list[demand]!, -1, -1)
    if (agent >= 0) {
      take(contact, agent)
      roster.refresh(agent)
      return
    }
    place.demand = demand
    place.rateIndex = desk.rateIndex
    turn.key = keyOf(rates[desk.rateIndex]!, desk.nowMs, desk.headStartMs)
    turn.virtualAtMs = desk.nowMs
    turn.sequence = desk.arrived
    const shared = line.sharedLane(demand, desk.rateIndex)
    line.enqueue(shared >= 0 ? shared : line.laneFor(place), contact, turn)
  }
  const take = (contact: number, agent: number): void => {
    roster.usedUnits[agent] = 1
    roster.handled[agent] = roster.handled[agent]! + 1
    roster.lastTaken[agent] = desk.nowMs
    desk.assign(contact, agent)
  }
  for (let i = 0; i < centre.waiting; i++) arrive(desk.arriveFirst(i))
  desk.restartDigest()

  const steps = (cycles: number): number => {
    for (let i = 0; i < cycles; i++) {
      desk.tick()
      for (let more = centre.abandons; more >= 0; more--) arrive(desk.arrive())
      for (let more = centre.abandons; more > 0; more--) line.remove(desk.nextAbandon(more))
      const agent = desk.nextFreed()
      roster.usedUnits[agent] = 0
      roster.idleSinceMs[agent] = desk.nowMs
      selector.nowMs = desk.nowMs
      const contact = selector.workFor(agent)
      if (contact >= 0) {
        line.remove(contact)
        take(contact, agent)
      } else {
        roster.refresh(agent)
      }
    }
    return line.size
  }
  return { name: 'routing core', steps, digest: checked(desk, steps) }
}
