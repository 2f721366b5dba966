/**
 * The one rule of matching and its two directions: take the best allowed pair, work terms first, then agent terms.
 * `agentFor` is the rule for one contact (the best free agent), `workFor` for one agent (the best waiting contact),
 * `bestPair` for when both sides are several: a queue reopens, a policy changes, two offers end at once.
 * Only heads are looked at: of the free groups that could serve, and of the occupied lanes that could be served; where
 * lanes are many, only of those that go before the first that can be served.
 * **Cost** agentFor O(free feasible groups + words), workFor O(occupied feasible lanes + words), bestPair their product;
 * allocates nothing. **Order** band, work order, virtual enqueue time, sequence; then rank.ts. Results are in fields.
 */
import type { BitSet } from '../base/bit-matrix.js'
import type { Demand, Demands } from './demand.js'
import type { Feasibility } from './feasible.js'
import { firstAgent, firstLane, Reach, UNDECIDED } from './heads.js'
import type { ContactFacts, KeepFree, Lanes, OrderedLanes, WorkOrder } from './lanes.js'
import type { Ranking } from './rank.js'
import type { Roster } from './roster.js'

const NOBODY: readonly number[] = []

export class Selector {
  /** Of the last `workFor` and `bestPair` that found one: the contact, and its agent. */
  contact = -1
  agent = -1
  /** The instant of a search, written before it. Not an argument: V8 allocates an object for a double that it hands on. */
  nowMs = 0

  private readonly roster: Roster
  private readonly feasibility: Feasibility
  private readonly demands: Demands
  private readonly ranking: Ranking
  private readonly lanes: Lanes
  private readonly facts: ContactFacts
  private readonly before: WorkOrder['before']
  private readonly keepFree: readonly (readonly KeepFree[])[]
  private readonly hasKeepFree: boolean

  private bestLane = -1
  private bestBand = 0
  private bestStanding = 0
  private bestAgent = -1
  /** Whom a search is for. */
  private readonly reach: Reach

  constructor(parts: {
    roster: Roster
    feasibility: Feasibility
    demands: Demands
    ranking: Ranking
    lanes: Lanes
    facts: ContactFacts
    workOrder: WorkOrder
    /** By queue. */
    keepFree: readonly (readonly KeepFree[])[]
  }) {
    this.roster = parts.roster
    this.feasibility = parts.feasibility
    this.demands = parts.demands
    this.ranking = parts.ranking
    this.lanes = parts.lanes
    this.facts = parts.facts
    this.before = parts.workOrder.before
    this.keepFree = parts.keepFree
    this.hasKeepFree = parts.keepFree.some((rules) => rules.length > 0)
    this.reach = new Reach(parts.feasibility.ofGroup, parts.demands, parts.roster.capacity.every)
  }

  /** Whether some agent's freedom can make contacts servable by others too: then one agent's view is not enough. */
  get isPooled(): boolean {
    return this.hasKeepFree
  }

  /** The best free agent for a contact of the demand, or -1. The slots in `spared` are passed over. */
  agentFor(demand: Demand, dedicated: number, last: number, spared: readonly number[] = NOBODY): number {
    const { roster } = this
    const capacityClass = this.demands.capacityClass[demand.slot]!
    const free = roster.free[capacityClass]!
    if (free.count === 0) return -1
    for (const agent of spared) roster.hide(agent, capacityClass)
    const isByKey = demand.isKeyFirst && !this.hasKeepFree
    const { ofDemand } = this.feasibility
    let best = isByKey ? firstAgent(ofDemand, demand.slot, free, roster.lines[demand.line]!) : UNDECIDED
    if (best === UNDECIDED) best = this.firstByRank(demand, dedicated, last, free)
    if (
      dedicated >= 0 &&
      dedicated !== best &&
      !spared.includes(dedicated) &&
      this.mayServe(demand, dedicated)
    ) {
      if (best < 0 || this.ranking.isBetter(demand, dedicated, last, dedicated, best)) best = dedicated
    }
    if (last >= 0 && last !== best && !spared.includes(last) && this.mayServe(demand, last)) {
      if (best < 0 || this.ranking.isBetter(demand, dedicated, last, last, best)) best = last
    }
    for (const agent of spared) roster.show(agent, capacityClass)
    return best
  }

  /** The best free agent by all terms. */
  private firstByRank(demand: Demand, dedicated: number, last: number, free: BitSet): number {
    let best = -1
    let bestKey = Infinity
    const row = this.feasibility.ofDemand.words
    const begin = demand.slot * this.feasibility.ofDemand.stride
    const { words, summary } = free
    const { roster } = this
    const { head, headKey } = roster.lines[demand.line]!
    const { isKeyFirst } = demand
    for (let s = 0; s < summary.length; s++) {
      let some = summary[s]!
      while (some !== 0) {
        const w = (s << 5) + 31 - Math.clz32(some & -some)
        some &= some - 1
        let bits = words[w]! & row[begin + w]!
        while (bits !== 0) {
          const group = (w << 5) + 31 - Math.clz32(bits & -bits)
          bits &= bits - 1
          const key = headKey[group]!
          if (isKeyFirst && key > bestKey) continue
          const agent = head[group]!
          if (agent < 0) continue
          if (this.hasKeepFree && this.isReserved(demand, roster.groups[group]!.profile.pool)) continue
          if (best >= 0 && !(isKeyFirst && key < bestKey)) {
            if (!this.ranking.isBetter(demand, dedicated, last, agent, best)) continue
          }
          best = agent
          bestKey = key
        }
      }
    }
    return best
  }

  /** Whether the agent is free, feasible and not reserved; holds and declines are the contact's affair. */
  mayServe(demand: Demand, agent: number): boolean {
    const { roster } = this
    if (!roster.isListed(agent, this.demands.capacityClass[demand.slot]!)) return false
    const group = roster.group[agent]!
    if (!this.feasibility.has(demand.slot, group)) return false
    return !this.hasKeepFree || !this.isReserved(demand, roster.groups[group]!.profile.pool)
  }

  /** The best waiting contact for an agent who takes new work, pushed queues and holds for the agent; -1 for none. */
  workFor(agent: number): number {
    this.bestLane = -1
    const roomy = this.roster.freeClasses(agent)
    if (roomy === 0) return -1
    const { order, fronts, firstOfHolder } = this.lanes
    const { reach } = this
    reach.agent = agent
    reach.nowMs = this.nowMs
    reach.begin = this.roster.group[agent]! * reach.ofGroup.stride
    reach.roomy = roomy
    if (this.before.length > 0 || this.hasKeepFree) this.scan(agent, this.lanes.pushed, -1, false)
    else if (order === undefined || !this.search(order, agent)) {
      const lane = firstLane(this.lanes, reach)
      if (fronts.withPrivate.count === 0 && firstOfHolder[agent]! < 0) return this.found(lane, agent)
      if (lane >= 0) this.take(lane, agent)
      if (fronts.withPrivate.count > 0) this.scanPrivate(agent, roomy)
    }
    if (firstOfHolder[agent]! >= 0) this.scanHeld(agent, -1, false)
    return this.found(this.bestLane, agent)
  }

  /** The best waiting contact for an agent who pulls, of one queue or (-1) of all; declines do not count. */
  pullFor(agent: number, queue: number): number {
    this.bestLane = -1
    this.scan(agent, this.lanes.pushed, queue, true)
    this.scan(agent, this.lanes.pulled, queue, true)
    this.scanHeld(agent, queue, true)
    return this.found(this.bestLane, agent)
  }

  /** The best allowed pair of all into `contact` and `agent`; false when there is none. */
  bestPair(): boolean {
    const { lanes } = this
    this.bestLane = -1
    for (let demand = lanes.pushed.next(0); demand >= 0; demand = lanes.pushed.next(demand + 1)) {
      const wanted = this.demands.list[demand]!
      if (this.roster.free[this.demands.capacityClass[demand]!]!.count === 0) continue
      for (let lane = lanes.firstOfDemand[demand]!; lane >= 0; lane = lanes.laneNext[lane]!) {
        const contact = lanes.laneHead[lane]!
        const spared = lanes.laneIsPrivate[lane] === 1 ? this.facts.declinedBy(contact) : NOBODY
        const { facts } = this
        const agent = this.agentFor(wanted, facts.dedicatedOf(contact), facts.lastOf(contact), spared)
        if (agent >= 0 && this.goesFirst(lane, agent)) this.take(lane, agent)
      }
    }
    for (let holder = lanes.holders.next(0); holder >= 0; holder = lanes.holders.next(holder + 1)) {
      this.scanHeld(holder, -1, false)
    }
    return this.found(this.bestLane, this.bestAgent) >= 0
  }

  private found(lane: number, agent: number): number {
    if (lane < 0) return -1
    const contact = this.lanes.laneHead[lane]!
    this.agent = agent
    this.contact = contact
    return contact
  }

  /** The best head among the occupied demands that the agent could serve; what was found before stands unless beaten. */
  private scan(agent: number, occupied: BitSet, queue: number, isPull: boolean): void {
    const { lanes, roster, demands, nowMs } = this
    const group = roster.group[agent]!
    const { words: row, stride } = this.feasibility.ofGroup
    const begin = group * stride
    const { words } = occupied
    const length = Math.min(words.length, stride)
    const { firstOfDemand, laneNext, laneBand, laneRate, laneKey } = lanes
    const { capacityClass } = demands
    const isPlain = this.before.length === 0
    const pool = roster.groups[group]!.profile.pool
    const asksPool = this.hasKeepFree && !isPull
    const roomy = this.roomMask(agent, isPull)
    // The best so far is kept in locals: a field of a double costs a store to memory each time.
    let best = this.bestLane
    let bestBand = best < 0 ? -1 : this.bestBand
    let bestStanding = this.bestStanding
    for (let w = 0; w < length; w++) {
      let bits = words[w]! & row[begin + w]!
      while (bits !== 0) {
        const demand = (w << 5) + 31 - Math.clz32(bits & -bits)
        bits &= bits - 1
        if ((roomy & (1 << capacityClass[demand]!)) === 0) continue
        if (queue >= 0 && demands.queue[demand] !== queue) continue
        if (asksPool && this.isReserved(demands.list[demand]!, pool)) continue
        for (let lane = firstOfDemand[demand]!; lane >= 0; lane = laneNext[lane]!) {
          const band = laneBand[lane]!
          if (band < bestBand) continue
          const standing = laneRate[lane]! * nowMs - laneKey[lane]!
          if (band === bestBand) {
            if (isPlain) {
              if (standing < bestStanding) continue
              if (standing === bestStanding && !this.headIsEarlier(lane, best)) continue
            } else if (!this.goesFirst(lane, agent)) continue
          }
          if (!isPull && this.isDeclined(lane, agent)) continue
          best = lane
          bestBand = band
          bestStanding = standing
          if (!isPlain) this.take(lane, agent)
        }
      }
    }
    if (best >= 0) this.take(best, agent)
  }

  private scanPrivate(agent: number, roomy: number): void {
    const { withPrivate } = this.lanes.fronts
    const { firstOfDemand, laneNext, laneIsPrivate } = this.lanes
    const group = this.roster.group[agent]!
    for (let demand = withPrivate.next(0); demand >= 0; demand = withPrivate.next(demand + 1)) {
      if ((roomy & (1 << this.demands.capacityClass[demand]!)) === 0) continue
      if (!this.feasibility.ofGroup.has(group, demand)) continue
      for (let lane = firstOfDemand[demand]!; lane >= 0; lane = laneNext[lane]!) {
        if (laneIsPrivate[lane] === 0 || this.isDeclined(lane, agent)) continue
        if (this.goesFirst(lane, agent)) this.take(lane, agent)
      }
    }
  }

  /** The same among many lanes, in order; false when it is better to read them all. */
  private search(order: OrderedLanes, agent: number): boolean {
    const lane = order.first(this)
    if (lane >= 0) this.take(lane, agent)
    return lane >= -1
  }

  /** Whether the agent under search would be given the head of a lane; nobody is reserved then. */
  accepts(lane: number): boolean {
    const { lanes, reach } = this
    if (!reach.has(lanes.laneDemand[lane]!)) return false
    return lanes.laneIsPrivate[lane] === 0 || !this.isDeclined(lane, reach.agent)
  }

  private headIsEarlier(lane: number, other: number): boolean {
    return this.lanes.earlier(this.lanes.laneHead[lane]!, this.lanes.laneHead[other]!)
  }

  /** Whether the lane is private to a contact that the agent has declined. */
  private isDeclined(lane: number, agent: number): boolean {
    const { laneIsPrivate, laneHead } = this.lanes
    return laneIsPrivate[lane] === 1 && this.facts.declinedBy(laneHead[lane]!).includes(agent)
  }

  private scanHeld(agent: number, queue: number, isPull: boolean): void {
    const { lanes } = this
    for (let lane = lanes.firstOfHolder[agent]!; lane >= 0; lane = lanes.laneNext[lane]!) {
      const demand = lanes.laneDemand[lane]!
      if (queue >= 0 && this.demands.queue[demand] !== queue) continue
      if (!this.hasRoomFor(agent, this.demands.capacityClass[demand]!, isPull)) continue
      if (!this.feasibility.has(demand, this.roster.group[agent]!)) continue
      if (this.hasKeepFree && !isPull) {
        if (this.isReserved(this.demands.list[demand]!, this.roster.profileOf(agent).pool)) continue
      }
      if (!isPull && this.isDeclined(lane, agent)) continue
      if (this.goesFirst(lane, agent)) this.take(lane, agent)
    }
  }

  private take(lane: number, agent: number): void {
    this.bestLane = lane
    this.bestBand = this.lanes.laneBand[lane]!
    this.bestStanding = this.lanes.laneRate[lane]! * this.nowMs - this.lanes.laneKey[lane]!
    this.bestAgent = agent
  }

  /** Whether the head of a lane, with that agent, goes before the best so far. */
  private goesFirst(lane: number, agent: number): boolean {
    const best = this.bestLane
    if (best < 0) return true
    const { lanes } = this
    const band = lanes.laneBand[lane]!
    if (band !== this.bestBand) return band > this.bestBand
    for (let i = 0; i < this.before.length; i++) {
      const difference =
        this.before[i] === 'fit'
          ? this.fitOf(lane, agent) - this.fitOf(best, this.bestAgent)
          : this.lengthOf(best) - this.lengthOf(lane)
      if (difference !== 0) return difference < 0
    }
    const standing = lanes.laneRate[lane]! * this.nowMs - lanes.laneKey[lane]!
    if (standing !== this.bestStanding) return standing > this.bestStanding
    return lanes.earlier(lanes.laneHead[lane]!, lanes.laneHead[best]!)
  }

  private fitOf(lane: number, agent: number): number {
    const demand = this.demands.list[this.lanes.laneDemand[lane]!]!
    return this.ranking.fit(demand, this.roster.groups[this.roster.group[agent]!]!)
  }

  private lengthOf(lane: number): number {
    return this.lanes.queueLength[this.demands.queue[this.lanes.laneDemand[lane]!]!]!
  }

  /** The classes of contacts that the agent could be given now; an agent who pulls does so also when resting. */
  private roomMask(agent: number, isPull: boolean): number {
    if (!isPull) return this.roster.freeClasses(agent)
    const { classes } = this.roster.shape
    let mask = 0
    for (let k = 0; k < classes.length; k++) if (this.hasRoomFor(agent, k, true)) mask |= 1 << k
    return mask
  }

  private hasRoomFor(agent: number, capacityClass: number, isPull: boolean): boolean {
    const { roster } = this
    if (isPull) return roster.isTaking(agent) && roster.hasRoom(agent, capacityClass)
    return roster.isFree(agent, capacityClass)
  }

  /** Whether the queue's `keepFree` rules keep the contact from agents of the pool now. */
  isReserved(demand: Demand, pool: number): boolean {
    if (pool < 0) return false
    const rules = this.keepFree[demand.chain.queue]!
    const classes = this.roster.shape.classes.length
    for (const rule of rules) {
      if (rule.pool !== pool) continue
      const free = this.roster.poolFree[pool * classes + this.demands.capacityClass[demand.slot]!]!
      if (free <= rule.agents) return true
    }
    return false
  }
}
