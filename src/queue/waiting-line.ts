/**
 * Who waits, and in what order: lanes of contacts, each in exact order, and the heads of all lanes in flat columns.
 * A lane holds contacts with the same demand (what they need) and ageing rate, so that their order never changes with
 * time: key = rate x virtual enqueue time - 100 x head start, smaller first; standing at `now` is rate x now - key.
 * A contact held for one agent waits in a lane of that agent; one that somebody declined has a private lane.
 * Lanes exist while somebody waits in them. **Cost** O(log n) to enqueue, remove and re-key; allocates on growth.
 * **Order** key, virtual enqueue time, arrival sequence. Caveat: a decision reads the public columns in place.
 */
import { Heap } from 'heap-js'
import { assert } from '../base/assert.js'
import { BitSet } from '../base/bit-matrix.js'
import { grownFloat64, grownInt32, grownUint8 } from '../base/column.js'
import { ShelvedLines } from '../base/shelved-lines.js'
import { Shelves } from '../base/shelves.js'
import { LaneFronts } from './lane-fronts.js'
import { LaneOrder } from './lane-order.js'
import type { Turn } from './turn.js'

/** With so many lanes a decision searches them in order, and no longer reads them all; with half as many it reads again. */
const MANY_LANES = 512

/** Where a contact is to wait. */
export interface Place {
  demand: number
  queue: number
  band: number
  /** Index into the rates given to the constructor. */
  rateIndex: number
  /** Agent slot that the contact is held for, or -1. */
  holder: number
  /** True: nobody else may share the lane. */
  isPrivate: boolean
  /** True: agents take from it themselves; it is never offered. */
  pullOnly: boolean
}

export class WaitingLine {
  /** Demands with somebody waiting that may be offered, and those that are pulled only. */
  readonly pushed = new BitSet()
  readonly pulled = new BitSet()
  /** Demand -> its first lane, agent -> the first lane held for the agent; -1 for none. `laneNext` leads to the others. */
  firstOfDemand: Int32Array = new Int32Array(0)
  firstOfHolder: Int32Array = new Int32Array(0)
  /** Agents for whom somebody is held. */
  readonly holders = new BitSet()
  laneNext: Int32Array = new Int32Array(0)
  laneDemand: Int32Array = new Int32Array(0)
  laneQueue: Int32Array = new Int32Array(0)
  laneBand: Int32Array = new Int32Array(0)
  laneRate: Float64Array = new Float64Array(0)
  laneHead: Int32Array = new Int32Array(0)
  laneKey: Float64Array = new Float64Array(0)
  laneIsPrivate: Uint8ClampedArray = new Uint8ClampedArray(0)
  lanePullOnly: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** Agent slot that the lane is held for, or -1. */
  laneHolder: Int32Array = new Int32Array(0)
  /** The heads of those lanes that are pushed, neither held nor private. */
  readonly fronts = new LaneFronts()
  /** The lanes that are pushed, in order, while they are many. */
  order: LaneOrder | undefined
  /** Queue -> contacts waiting in it. */
  readonly queueLength: Int32Array
  /** Contacts waiting. */
  size = 0

  private readonly rates: readonly number[]
  private readonly manyLanes: number
  private shared: Int32Array = new Int32Array(0)
  private lanePrevious: Int32Array = new Int32Array(0)
  private laneShared: Int32Array = new Int32Array(0)
  /** The contacts of each lane; ties: virtual enqueue time, arrival sequence. */
  private readonly shelves = new Shelves()
  private readonly lines = new ShelvedLines(this.shelves)
  /** Scratch: the turn of the head of a lane. */
  private readonly turn: Turn = { key: 0, virtualAtMs: 0, sequence: 0 }
  private laneCount = 0
  private readonly freeLanes: number[] = []

  /** `queues`: how many; `rates`: the distinct ageing rates in percent; `manyLanes`: see `MANY_LANES`. */
  constructor(queues: number, rates: readonly number[], manyLanes = MANY_LANES) {
    this.queueLength = new Int32Array(queues)
    this.rates = rates
    this.manyLanes = manyLanes
  }

  /** Lanes with somebody in them. */
  get lanes(): number {
    return this.laneCount - this.freeLanes.length
  }

  /** Makes room for contact slots below `contacts`. */
  ensureContacts(contacts: number): void {
    this.lines.ensureSlots(contacts)
  }

  /** The lane of a contact, -1 when it does not wait. */
  laneOf(contact: number): number {
    return this.lines.lineOf(contact)
  }

  /** Makes room for demand slots below `demands`. */
  ensureDemands(demands: number): void {
    if (demands <= this.firstOfDemand.length) return
    this.firstOfDemand = grownInt32(this.firstOfDemand, demands, -1)
    const capacity = this.firstOfDemand.length
    this.shared = grownInt32(this.shared, capacity * this.rates.length, -1)
    this.pushed.ensure(capacity)
    this.pulled.ensure(capacity)
    this.fronts.ensure(capacity)
  }

  /** Makes room for agent slots below `agents`. */
  ensureAgents(agents: number): void {
    this.firstOfHolder = grownInt32(this.firstOfHolder, agents, -1)
    this.holders.ensure(agents)
  }

  /** A contact that does not wait starts to, in a lane; not checked, for its record is cold. */
  enqueue(lane: number, contact: number, turn: Turn): void {
    // Not handed on to a function: that would be an object each (turn.ts).
    const { doubles } = this.shelves
    doubles[contact << 2] = turn.key
    doubles[(contact << 2) | 1] = turn.virtualAtMs
    doubles[(contact << 2) | 2] = turn.sequence
    this.lines.insert(lane, contact)
    this.queueLength[this.laneQueue[lane]!]! += 1
    this.size++
    if (turn.key <= this.laneKey[lane]!) this.readHead(lane)
  }

  /** Stops waiting, from wherever in the line. */
  remove(contact: number): void {
    const lane = this.laneOf(contact)
    assert(lane >= 0, 'waiting line: removed a contact that does not wait')
    this.queueLength[this.laneQueue[lane]!]! -= 1
    this.size--
    if (!this.lines.remove(contact)) return
    if (this.lines.isEmpty(lane)) this.closeLane(lane)
    else this.readHead(lane)
  }

  /** Gives a waiting contact another key within its lane. */
  rekey(contact: number, key: number): void {
    const lane = this.laneOf(contact)
    assert(lane >= 0, 'waiting line: re-keyed a contact that does not wait')
    this.lines.remove(contact)
    this.lines.setKey(contact, key)
    this.lines.insert(lane, contact)
    this.readHead(lane)
  }

  /** The key of a waiting contact. */
  keyOf(contact: number): number {
    return this.lines.keyOf(contact)
  }

  /** Standing of a waiting contact at `nowMs`, in 1/100 ms of waiting. */
  standing(contact: number, nowMs: number): number {
    return this.laneRate[this.laneOf(contact)]! * nowMs - this.keyOf(contact)
  }

  /** Agent slot that a waiting contact is held for, or -1. */
  holderOf(contact: number): number {
    return this.laneHolder[this.laneOf(contact)]!
  }

  /**
   * 1 for the contact that goes first among those waiting in the same queue at `nowMs`, by standing, then virtual
   * enqueue time, then sequence. O(lanes + contacts of the queue).
   */
  position(contact: number, nowMs: number): number {
    const queue = this.laneQueue[this.laneOf(contact)]!
    const standing = this.standing(contact, nowMs)
    let ahead = 0
    for (let lane = 0; lane < this.laneCount; lane++) {
      if (this.lines.isEmpty(lane) || this.laneQueue[lane] !== queue) continue
      const base = this.laneRate[lane]! * nowMs
      this.lines.each(lane, (other, key) => {
        const difference = base - key - standing
        if (difference > 0 || (difference === 0 && this.earlier(other, contact))) ahead++
      })
    }
    return ahead + 1
  }

  /**
   * The first `count` contacts of a queue at `nowMs`, in the order of `position`; fewer when fewer wait. For people to
   * look at: O(lanes + contacts of the queue x log count), allocates.
   */
  first(queue: number, count: number, nowMs: number): number[] {
    const goesLater = (a: number, b: number): number =>
      this.standing(a, nowMs) - this.standing(b, nowMs) || (this.earlier(a, b) ? 1 : -1)
    // The best so far, the last of them on top: a newcomer has to beat only that one.
    const best = new Heap<number>(goesLater)
    for (let lane = 0; lane < this.laneCount; lane++) {
      if (this.lines.isEmpty(lane) || this.laneQueue[lane] !== queue) continue
      this.lines.each(lane, (contact) => {
        if (best.length < count) best.add(contact)
        else if (count > 0 && goesLater(contact, best.peek()!) > 0) best.replace(contact)
      })
    }
    const inOrder: number[] = []
    for (let last = best.pop(); last !== undefined; last = best.pop()) inOrder.push(last)
    return inOrder.reverse()
  }

  /** Whether `a` goes before `b` at equal standing: earlier virtual enqueue time, then lower sequence. */
  earlier(a: number, b: number): boolean {
    return this.lines.tieBefore(a, b)
  }

  /** Contact slots of a demand's lanes (not of held ones), in no particular order. Allocates. */
  contactsOf(demand: number): number[] {
    return this.contactsFrom(this.firstOfDemand[demand]!)
  }

  /** Contact slots that are held for an agent, in no particular order. Allocates. */
  heldFor(agent: number): number[] {
    return this.contactsFrom(this.firstOfHolder[agent]!)
  }

  /** Lanes with somebody in them, held ones included, in no particular order. Allocates. */
  openLanes(): number[] {
    const open: number[] = []
    for (let lane = 0; lane < this.laneCount; lane++) if (!this.lines.isEmpty(lane)) open.push(lane)
    return open
  }

  /** Contact slots of an open lane, in no particular order. Allocates. */
  contactsIn(lane: number): number[] {
    const found: number[] = []
    this.lines.each(lane, (contact) => found.push(contact))
    return found
  }

  /** Throws InvariantError when lists, heads, counts and bits contradict each other. O(n). */
  checkInvariants(): void {
    let size = 0
    const lengths = new Int32Array(this.queueLength.length)
    for (let lane = 0; lane < this.laneCount; lane++) {
      if (this.lines.isEmpty(lane)) continue
      this.lines.checkInvariants(lane)
      const head = this.laneHead[lane]!
      const key = this.laneKey[lane]!
      assert(this.lines.keyOf(head) === key && this.laneOf(head) === lane, 'waiting line: stale head')
      this.lines.each(lane, (contact, each) => {
        size++
        lengths[this.laneQueue[lane]!]! += 1
        const isLater = each > key || (each === key && !this.earlier(contact, head))
        assert(isLater, 'waiting line: the head is not the first')
      })
      const demand = this.laneDemand[lane]!
      const holder = this.laneHolder[lane]!
      const marks = this.lanePullOnly[lane] === 1 ? this.pulled : this.pushed
      assert(holder < 0 ? marks.has(demand) : this.holders.has(holder), 'waiting line: a lane is not marked')
    }
    assert(size === this.size, 'waiting line: wrong size')
    for (let queue = 0; queue < lengths.length; queue++) {
      assert(lengths[queue] === this.queueLength[queue], 'waiting line: wrong queue length')
    }
  }

  private contactsFrom(first: number): number[] {
    const found: number[] = []
    for (let lane = first; lane >= 0; lane = this.laneNext[lane]!) {
      this.lines.each(lane, (contact) => found.push(contact))
    }
    return found
  }

  private readHead(lane: number): void {
    const place = this.lines.headOf(lane)
    const key = this.shelves.keys[place]!
    this.laneHead[lane] = this.shelves.slots[place]!
    this.laneKey[lane] = key
    const front = this.fronts.of(lane)
    if (front !== undefined) front.key[this.laneDemand[lane]!] = key
    if (this.order !== undefined) this.putInOrder(this.order, lane)
  }

  private putInOrder(order: LaneOrder, lane: number): void {
    if (!this.isOffered(lane)) return
    const { turn } = this
    const head = this.laneHead[lane]!
    turn.key = this.laneKey[lane]!
    turn.virtualAtMs = this.lines.firstTieOf(head)
    turn.sequence = this.lines.secondTieOf(head)
    order.put(lane, this.laneBand[lane]!, this.laneRate[lane]!, turn)
  }

  /** Begins to keep the lanes in order, or ends it. */
  private reorder(): void {
    const order = this.lanes < this.manyLanes ? undefined : new LaneOrder()
    this.order = order
    if (order === undefined) return
    for (const lane of this.openLanes()) if (this.laneHead[lane]! >= 0) this.putInOrder(order, lane)
  }

  /** The lane of those who are neither held nor alone in theirs, -1 while nobody is in it. */
  sharedLane(demand: number, rateIndex: number): number {
    const at = demand * this.rates.length + rateIndex
    return at < this.shared.length ? this.shared[at]! : -1
  }

  /** The lane for whoever is to wait at a place; opened if need be, and to be entered at once. */
  laneFor(place: Place): number {
    if (place.isPrivate) return this.openLane(place, -1)
    if (place.holder < 0) {
      const lane = this.sharedLane(place.demand, place.rateIndex)
      return lane >= 0 ? lane : this.openLane(place, place.demand * this.rates.length + place.rateIndex)
    }
    const rate = this.rates[place.rateIndex]!
    for (let lane = this.firstOfHolder[place.holder]!; lane >= 0; lane = this.laneNext[lane]!) {
      if (this.laneIsPrivate[lane] === 1) continue
      if (this.laneDemand[lane] === place.demand && this.laneRate[lane] === rate) return lane
    }
    return this.openLane(place, -1)
  }

  private openLane(place: Place, shared: number): number {
    const lane = this.freeLanes.pop() ?? this.newLane()
    this.laneDemand[lane] = place.demand
    this.laneQueue[lane] = place.queue
    this.laneBand[lane] = place.band
    this.laneRate[lane] = this.rates[place.rateIndex]!
    this.laneHolder[lane] = place.holder
    this.laneShared[lane] = shared
    this.lanePullOnly[lane] = place.pullOnly ? 1 : 0
    this.laneIsPrivate[lane] = place.isPrivate ? 1 : 0
    this.laneKey[lane] = Infinity
    this.laneHead[lane] = -1
    if (shared >= 0) this.shared[shared] = lane
    if (this.isOffered(lane)) {
      this.fronts.open(lane, place.demand, place.band, this.rates[place.rateIndex]!, place.isPrivate)
    }
    const firsts = place.holder >= 0 ? this.firstOfHolder : this.firstOfDemand
    const at = place.holder >= 0 ? place.holder : place.demand
    const marks = place.holder >= 0 ? this.holders : place.pullOnly ? this.pulled : this.pushed
    const first = firsts[at]!
    firsts[at] = lane
    marks.set(at)
    this.laneNext[lane] = first
    this.lanePrevious[lane] = -1
    if (first >= 0) this.lanePrevious[first] = lane
    if (this.order === undefined && this.lanes >= this.manyLanes) this.reorder()
    return lane
  }

  private closeLane(lane: number): void {
    const next = this.laneNext[lane]!
    const previous = this.lanePrevious[lane]!
    const holder = this.laneHolder[lane]!
    const demand = this.laneDemand[lane]!
    if (next >= 0) this.lanePrevious[next] = previous
    if (previous >= 0) {
      this.laneNext[previous] = next
    } else if (holder >= 0) {
      this.firstOfHolder[holder] = next
      if (next < 0) this.holders.clear(holder)
    } else {
      this.firstOfDemand[demand] = next
      if (next < 0) {
        this.pushed.clear(demand)
        this.pulled.clear(demand)
      }
    }
    const shared = this.laneShared[lane]!
    if (shared >= 0) this.shared[shared] = -1
    if (this.isOffered(lane)) this.fronts.close(lane, demand, this.laneIsPrivate[lane] === 1)
    this.freeLanes.push(lane)
    if (this.order === undefined) return
    this.order.remove(lane)
    if (this.lanes < this.manyLanes / 2) this.reorder()
  }

  /** Whether a lane is neither held nor pulled only. */
  private isOffered(lane: number): boolean {
    return this.laneHolder[lane]! < 0 && this.lanePullOnly[lane] === 0
  }

  private newLane(): number {
    const lane = this.laneCount++
    const needed = lane + 1
    this.lines.ensureLines(needed)
    this.laneNext = grownInt32(this.laneNext, needed)
    this.lanePrevious = grownInt32(this.lanePrevious, needed)
    this.laneDemand = grownInt32(this.laneDemand, needed)
    this.laneQueue = grownInt32(this.laneQueue, needed)
    this.laneBand = grownInt32(this.laneBand, needed)
    this.laneRate = grownFloat64(this.laneRate, needed)
    this.laneHead = grownInt32(this.laneHead, needed)
    this.laneKey = grownFloat64(this.laneKey, needed)
    this.laneIsPrivate = grownUint8(this.laneIsPrivate, needed)
    this.laneHolder = grownInt32(this.laneHolder, needed)
    this.laneShared = grownInt32(this.laneShared, needed)
    this.lanePullOnly = grownUint8(this.lanePullOnly, needed)
    return lane
  }
}
