/**
 * Who works: agents in columns, interned into groups of agents who are alike, and for each group heaps of its free agents.
 * "Free" is a fact per group and capacity class (the channels of equal cost), and there is one heap for each agent order
 * in use, so that the best free agent of a group is its heap's head. What agents of a group share (skills, region, pool)
 * is compared between heads only (rank.ts).
 * **Cost** O(log n) for each heap touched by a change of an agent; groups are interned by text at sign-in.
 * **Order** within a group: the order's own terms, then sign-in. Allocates on growth and for new groups.
 */
import { assert } from '../base/assert.js'
import { BitSet } from '../base/bit-matrix.js'
import { grownFloat64, grownInt32, grownUint8 } from '../base/column.js'
import { Slots } from '../base/slots.js'
import { Capacity, type CapacityClass } from './capacity.js'
import { FreeAgents } from './free-agents.js'
import { newGroup, profileKey, type Group, type Profile } from './group.js'

export type { CapacityClass, Group, Profile }

/** Terms of an agent order that differ between agents of one group. */
export const AGENT_MEASURES = ['emotionalLoad', 'load', 'handled', 'longestIdle', 'roundRobin'] as const
export type AgentMeasure = (typeof AGENT_MEASURES)[number]

export interface RosterShape {
  readonly classes: readonly CapacityClass[]
  /** The measures of each distinct agent order, in order. */
  readonly orders: readonly (readonly AgentMeasure[])[]
  readonly pools: number
}

export const OFFLINE = 0
export const AVAILABLE = 1
export const AWAY = 2

/** From what an agent who is available rests all the same. */
export const FROM_NOTHING = 0
export const FROM_HARD = 1
export const FROM_ALL = 2

const NEVER = -1
const SPARE_GROUPS = 64

export class Roster {
  readonly slots: Slots
  readonly shape: RosterShape
  group: Int32Array = new Int32Array(0)
  presence: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** 1: finishes what is under way and takes nothing new. */
  leaving: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** What the agent is not given for now, though there is room: nothing, hard contacts, or any. */
  rest: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** The profile's, beside what is used of it. */
  capacityUnits: Int32Array = new Int32Array(0)
  usedUnits: Int32Array = new Int32Array(0)
  /** Exclusive contacts at the agent: 0 or 1, but for work that was there before a policy made it exclusive. */
  exclusives: Int32Array = new Int32Array(0)
  emotionalLoad: Int32Array = new Int32Array(0)
  handled: Float64Array = new Float64Array(0)
  idleSinceMs: Float64Array = new Float64Array(0)
  awaySinceMs: Float64Array = new Float64Array(0)
  /** Instant of the last assignment, -1 for none. */
  lastTaken: Float64Array = new Float64Array(0)
  /** Order of sign-in. */
  signIn: Float64Array = new Float64Array(0)
  readonly groups: (Group | undefined)[] = []
  /** By capacity class: groups with somebody free. */
  readonly free: readonly BitSet[]
  /** By capacity class x order: the free agents by group. */
  readonly lines: readonly FreeAgents[]
  /** Groups with somebody signed in. */
  readonly populated = new BitSet()
  /** Raised whenever `populated` changes. */
  version = 0
  readonly capacity: Capacity
  /** Free agents by pool x class. */
  readonly poolFree: Int32Array

  /** One bit per capacity class: the agent is in that class's heaps. */
  private freeMask: Int32Array = new Int32Array(0)
  private readonly byKey = new Map<string, Group>()
  private readonly freeGroupSlots: number[] = []
  private emptyGroups = 0
  private readonly onGroup: (group: Group, isNew: boolean) => void

  /** `onGroup` is told of each group slot that comes into use or falls out of it. */
  constructor(shape: RosterShape, onGroup: (group: Group, isNew: boolean) => void, slots = new Slots()) {
    this.shape = shape
    this.slots = slots
    this.capacity = new Capacity(shape.classes)
    this.onGroup = onGroup
    this.free = shape.classes.map(() => new BitSet(64))
    this.lines = shape.classes.flatMap(() =>
      shape.orders.map((measures) => new FreeAgents(Math.max(measures.length, 1))),
    )
    this.poolFree = new Int32Array(shape.pools * shape.classes.length)
    this.ensure(slots.highWater)
  }

  /** Puts an agent slot on the roster, present but not yet in any heap: the caller sets its columns, then `refresh`es. */
  add(agent: number, profile: Profile): void {
    this.ensure(agent + 1)
    this.join(agent, profile)
    this.leaving[agent] = 0
    this.rest[agent] = FROM_NOTHING
    this.usedUnits[agent] = 0
    this.exclusives[agent] = 0
    this.emotionalLoad[agent] = 0
    this.lastTaken[agent] = NEVER
    this.freeMask[agent] = 0
  }

  /** The agent takes no new work. */
  markLeaving(agent: number): void {
    this.leaving[agent] = 1
    this.refresh(agent)
    this.quit(agent)
  }

  /** Takes an agent off the roster. */
  remove(agent: number): void {
    this.presence[agent] = OFFLINE
    this.refresh(agent)
    if (this.leaving[agent] === 0) this.quit(agent)
    this.leaving[agent] = 0
  }

  /** Gives an agent another profile; load and history stay. The caller `refresh`es. */
  changeProfile(agent: number, profile: Profile): void {
    for (let k = 0; k < this.shape.classes.length; k++) if (this.isListed(agent, k)) this.unlist(agent, k)
    if (this.leaving[agent] === 0) this.quit(agent)
    this.join(agent, profile)
    if (this.leaving[agent] === 1) this.quit(agent)
  }

  profileOf(agent: number): Profile {
    return this.groups[this.group[agent]!]!.profile
  }

  /** One bit for each class of which an agent, whatever the presence, has room for one more contact. */
  roomyClasses(agent: number): number {
    if (this.exclusives[agent] !== 0) return 0
    return this.capacity.fitting(this.capacityUnits[agent]!, this.usedUnits[agent]!)
  }

  /** One bit for each class from which an agent rests. */
  restingClasses(agent: number): number {
    const rest = this.rest[agent]!
    if (rest === FROM_NOTHING) return 0
    return rest === FROM_ALL ? this.capacity.every : this.capacity.hard
  }

  /** One bit for each class of which an agent takes new work now. */
  freeClasses(agent: number): number {
    return this.isTaking(agent) ? this.roomyClasses(agent) & ~this.restingClasses(agent) : 0
  }

  /** Whether an agent, whatever the presence, has room for one more contact of the class. */
  hasRoom(agent: number, capacityClass: number): boolean {
    return (this.roomyClasses(agent) & (1 << capacityClass)) !== 0
  }

  /** Whether an agent takes new work of the class now. */
  isFree(agent: number, capacityClass: number): boolean {
    return (this.freeClasses(agent) & (1 << capacityClass)) !== 0
  }

  /** Whether an agent rests from contacts of the class. */
  isResting(agent: number, capacityClass: number): boolean {
    return (this.restingClasses(agent) & (1 << capacityClass)) !== 0
  }

  /** Whether an agent takes new work at all, as far as presence goes. */
  isTaking(agent: number): boolean {
    return this.presence[agent] === AVAILABLE && this.leaving[agent] === 0
  }

  /** Whether the agent is in the free heaps of the class. */
  isListed(agent: number, capacityClass: number): boolean {
    return (this.freeMask[agent]! & (1 << capacityClass)) !== 0
  }

  /** Puts the agent into the heaps where the columns say free, takes it out of the others, and re-keys it. O(log n) a heap. */
  refresh(agent: number): void {
    const free = this.freeClasses(agent)
    const listed = this.freeMask[agent]!
    for (let k = 0, rest = free | listed; rest !== 0; k++, rest >>>= 1) {
      const bit = 1 << k
      if ((free & bit) === 0) {
        if ((listed & bit) !== 0) this.unlist(agent, k)
      } else if ((listed & bit) === 0) this.list(agent, k)
      else this.rekey(agent, k)
    }
  }

  /** Takes a listed agent out of the class's heaps for a look at the others; counts and bits stay. `show` undoes it. */
  hide(agent: number, capacityClass: number): void {
    if (!this.isListed(agent, capacityClass)) return
    this.leaveLines(agent, capacityClass)
  }

  /** Puts a hidden agent back. */
  show(agent: number, capacityClass: number): void {
    if (this.isListed(agent, capacityClass)) this.enterLines(agent, capacityClass)
  }

  /** The smallest `handled` among those signed in, 0 when nobody is. O(agents). */
  leastHandled(): number {
    let least = Infinity
    for (let agent = 0; agent < this.slots.highWater; agent++) {
      if (this.slots.isLive(agent) && this.leaving[agent] === 0 && this.presence[agent] !== OFFLINE) {
        least = Math.min(least, this.handled[agent]!)
      }
    }
    return least === Infinity ? 0 : least
  }

  /** Throws InvariantError when heaps, bits and counts contradict the columns. O(agents x classes x orders). */
  checkInvariants(): void {
    const members = new Map<number, number>()
    const poolFree = new Int32Array(this.poolFree.length)
    const { classes, orders } = this.shape
    for (let agent = 0; agent < this.slots.highWater; agent++) {
      if (!this.slots.isLive(agent)) continue
      assert(this.usedUnits[agent]! >= 0 && this.exclusives[agent]! >= 0, 'roster: negative use')
      const group = this.groups[this.group[agent]!]!
      if (this.leaving[agent] === 0) members.set(group.slot, (members.get(group.slot) ?? 0) + 1)
      for (let k = 0; k < classes.length; k++) {
        assert(this.isListed(agent, k) === this.isFree(agent, k), 'roster: an agent is free and not listed')
        for (let order = 0; order < orders.length; order++) {
          const listed = this.lines[k * orders.length + order]!.has(group.slot, agent)
          assert(listed === this.isListed(agent, k), 'roster: a free agent is in the wrong heap')
        }
        if (this.isListed(agent, k)) {
          assert(this.free[k]!.has(group.slot), 'roster: a group with free agents is not marked')
          if (group.profile.pool >= 0) poolFree[group.profile.pool * classes.length + k]! += 1
        }
      }
    }
    for (const group of this.groups) {
      if (group === undefined) continue
      assert(group.members === (members.get(group.slot) ?? 0), 'roster: wrong number of members')
      assert(this.populated.has(group.slot) === group.members > 0, 'roster: populated bit is wrong')
    }
    assert(
      poolFree.every((count, i) => count === this.poolFree[i]),
      'roster: wrong pool count',
    )
  }

  private join(agent: number, profile: Profile): void {
    const key = profileKey(profile)
    let group = this.byKey.get(key)
    if (group === undefined) {
      this.reclaimGroups()
      group = newGroup(this.freeGroupSlots.pop() ?? this.groups.length, key, profile)
      this.groups[group.slot] = group
      this.byKey.set(key, group)
      for (const set of this.free) set.ensure(group.slot + 1)
      this.populated.ensure(group.slot + 1)
      this.onGroup(group, true)
    } else if (group.members === 0) {
      this.emptyGroups--
    }
    if (group.members === 0) {
      this.populated.set(group.slot)
      this.version++
    }
    group.members++
    this.group[agent] = group.slot
    this.capacityUnits[agent] = profile.capacityUnits
  }

  private quit(agent: number): void {
    const group = this.groups[this.group[agent]!]!
    group.members--
    if (group.members > 0) return
    this.populated.clear(group.slot)
    this.version++
    this.emptyGroups++
  }

  /** Gives back the slots of groups that nobody is in, once they outnumber the others: O(1) amortised per group. */
  private reclaimGroups(): void {
    if (this.emptyGroups < SPARE_GROUPS || this.emptyGroups * 2 < this.byKey.size) return
    const inUse = new Set<number>()
    for (let agent = 0; agent < this.slots.highWater; agent++) {
      if (this.slots.isLive(agent)) inUse.add(this.group[agent]!)
    }
    for (const group of this.groups) {
      if (group === undefined || group.members > 0 || inUse.has(group.slot)) continue
      this.onGroup(group, false)
      this.groups[group.slot] = undefined
      this.byKey.delete(group.key)
      this.freeGroupSlots.push(group.slot)
      this.emptyGroups--
    }
  }

  private list(agent: number, k: number): void {
    const group = this.groups[this.group[agent]!]!
    const { classes } = this.shape
    this.enterLines(agent, k)
    this.freeMask[agent] = this.freeMask[agent]! | (1 << k)
    this.free[k]!.set(group.slot)
    const pool = group.profile.pool
    if (pool >= 0) this.poolFree[pool * classes.length + k] = this.poolFree[pool * classes.length + k]! + 1
  }

  private enterLines(agent: number, k: number): void {
    const group = this.group[agent]!
    const { orders } = this.shape
    for (let order = 0; order < orders.length; order++) {
      const line = this.lines[k * orders.length + order]!
      this.writeKeys(agent, line, order)
      line.insert(group, agent)
    }
  }

  private leaveLines(agent: number, k: number): void {
    const group = this.group[agent]!
    const { orders } = this.shape
    for (let order = 0; order < orders.length; order++) {
      this.lines[k * orders.length + order]!.remove(group, agent)
    }
  }

  private unlist(agent: number, k: number): void {
    const group = this.groups[this.group[agent]!]!
    const { orders, classes } = this.shape
    this.leaveLines(agent, k)
    this.freeMask[agent] = this.freeMask[agent]! & ~(1 << k)
    if (this.lines[k * orders.length]!.size(group.slot) === 0) this.free[k]!.clear(group.slot)
    const pool = group.profile.pool
    if (pool >= 0) this.poolFree[pool * classes.length + k] = this.poolFree[pool * classes.length + k]! - 1
  }

  private rekey(agent: number, k: number): void {
    const group = this.group[agent]!
    const { orders } = this.shape
    for (let order = 0; order < orders.length; order++) {
      const line = this.lines[k * orders.length + order]!
      this.writeKeys(agent, line, order)
      line.update(group, agent)
    }
  }

  /** Writes the key of an agent, which is the first measure, and the ties: all other measures, then sign-in. */
  private writeKeys(agent: number, line: FreeAgents, order: number): void {
    const measures = this.shape.orders[order]!
    const { key, ties } = line.columns
    const signIn = this.signIn[agent]!
    if (measures.length === 0) {
      ties[0]![agent] = 0
      key[0] = signIn
      return
    }
    this.writeMeasure(agent, measures[0]!, key, 0)
    for (let i = 1; i < measures.length; i++) this.writeMeasure(agent, measures[i]!, ties[i - 1]!, agent)
    ties[measures.length - 1]![agent] = signIn
  }

  /** Smaller is better; `load` is the numerator, to be compared across capacities by crossing. */
  private writeMeasure(agent: number, measure: AgentMeasure, column: Float64Array, at: number): void {
    switch (measure) {
      case 'emotionalLoad':
        column[at] = this.emotionalLoad[agent]!
        break
      case 'load':
        column[at] = this.usedUnits[agent]! + this.emotionalLoad[agent]!
        break
      case 'handled':
        column[at] = this.handled[agent]!
        break
      case 'longestIdle':
        column[at] = this.idleSinceMs[agent]!
        break
      case 'roundRobin':
        column[at] = this.lastTaken[agent]!
        break
    }
  }

  private ensure(agents: number): void {
    this.group = grownInt32(this.group, agents, -1)
    this.presence = grownUint8(this.presence, agents)
    this.leaving = grownUint8(this.leaving, agents)
    this.rest = grownUint8(this.rest, agents)
    this.capacityUnits = grownInt32(this.capacityUnits, agents)
    this.usedUnits = grownInt32(this.usedUnits, agents)
    this.exclusives = grownInt32(this.exclusives, agents)
    this.emotionalLoad = grownInt32(this.emotionalLoad, agents)
    this.handled = grownFloat64(this.handled, agents)
    this.idleSinceMs = grownFloat64(this.idleSinceMs, agents)
    this.awaySinceMs = grownFloat64(this.awaySinceMs, agents)
    this.lastTaken = grownFloat64(this.lastTaken, agents)
    this.signIn = grownFloat64(this.signIn, agents)
    this.freeMask = grownInt32(this.freeMask, agents)
    for (const { columns } of this.lines) columns.ensure(this.group.length)
  }
}
