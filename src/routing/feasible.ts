/**
 * Which groups of agents could ever serve which demands, as bits. A demand is a queue, a channel, a region and a
 * requirement at one relaxation step; a group is agents who are alike. Each elementary criterion (this queue, that
 * skill at this level, within this distance) is a row of bits over the groups, kept as groups come and go; a demand's
 * row is the AND of its criteria, so a new demand costs words, not agents. The transposed bits, group by demand, let
 * an agent who frees see only the demands that are both feasible and occupied.
 * **Cost** new demand O(criteria x groups / 32 + feasible groups); new group O(criteria + demands); both allocate
 * on growth. **Order** none: only sets live here.
 */
import { assert } from '../base/assert.js'
import { BitMatrix, type BitSet } from '../base/bit-matrix.js'
import { grownFloat64, grownUint8 } from '../base/column.js'
import type { Levels } from './need.js'

/** What the criteria look at in a group. */
export interface Traits {
  /** Level by skill, 0 = none. */
  readonly levels: Uint8Array
  /** 1 for each queue served. */
  readonly queues: Uint8Array
  /** 1 for each channel served. */
  readonly channels: Uint8Array
  readonly capacityUnits: number
  /** -1: every region. */
  readonly region: number
}

/** What a demand asks of a group. */
export interface DemandTraits {
  readonly queue: number
  readonly channel: number
  readonly units: number
  readonly all: Levels
  readonly any: readonly Levels[]
  /** -1: none. */
  readonly region: number
  /** Greatest distance allowed; Infinity for no limit. */
  readonly limit: number
}

const QUEUE = 0
const CHANNEL = 1
const UNITS = 2
const SKILL = 3
const NEAR = 4

interface Criterion {
  readonly kind: number
  readonly a: number
  readonly b: number
}

export class Feasibility {
  /** Demand x group. */
  readonly ofDemand = new BitMatrix(0, 64)
  /** Group x demand: the transpose. */
  readonly ofGroup = new BitMatrix(0, 64)

  private readonly distance: readonly (readonly number[])[]
  private readonly criteria: Criterion[] = []
  private readonly criterionOf = new Map<number, number>()
  private readonly rows = new BitMatrix(0, 64)
  private readonly either = new BitMatrix(1, 64)
  /** Demand -> the version for which `any` holds the answer of `hasAny`. */
  private anyVersion: Float64Array = new Float64Array(0)
  private any: Uint8ClampedArray = new Uint8ClampedArray(0)
  private readonly groups: (Traits | undefined)[] = []
  private readonly demands: (DemandTraits | undefined)[] = []

  /** `distance[contact's region][agent's region]`. */
  constructor(distance: readonly (readonly number[])[]) {
    this.distance = distance
  }

  /** Whether agents of the group could ever serve the demand. */
  has(demand: number, group: number): boolean {
    return this.ofDemand.has(demand, group)
  }

  /**
   * Whether some group of `among` could ever serve the demand. The answer is kept for as long as `version` is the same:
   * the caller raises it whenever `among` changes. O(groups / 32) at first, O(1) after.
   */
  hasAny(demand: number, among: BitSet, version: number): boolean {
    if (this.anyVersion[demand] === version) return this.any[demand] === 1
    const { words, stride } = this.ofDemand
    const begin = demand * stride
    const length = Math.min(stride, among.words.length)
    let found = 0
    for (let w = 0; w < length && found === 0; w++) found = words[begin + w]! & among.words[w]!
    this.anyVersion[demand] = version
    this.any[demand] = found === 0 ? 0 : 1
    return found !== 0
  }

  /** Declares what slot `demand` stands for from now on. */
  addDemand(demand: number, traits: DemandTraits): void {
    assert(this.demands[demand] === undefined, 'feasibility: the demand slot is taken')
    this.demands[demand] = traits
    const { ofDemand, ofGroup } = this
    this.anyVersion = grownFloat64(this.anyVersion, demand + 1)
    this.any = grownUint8(this.any, demand + 1)
    this.anyVersion[demand] = -1
    ofDemand.ensureRows(demand + 1)
    ofGroup.ensureColumns(demand + 1)
    ofDemand.copyRow(this.rows, this.criterion(QUEUE, traits.queue, 0), demand)
    ofDemand.andRow(demand, this.rows, this.criterion(CHANNEL, traits.channel, 0))
    ofDemand.andRow(demand, this.rows, this.criterion(UNITS, traits.units, 0))
    for (let i = 0; i < traits.all.length; i += 2) {
      ofDemand.andRow(demand, this.rows, this.criterion(SKILL, traits.all[i]!, traits.all[i + 1]!))
    }
    for (const entry of traits.any) {
      const rows = entry.flatMap((skill, i) =>
        i % 2 === 0 ? [this.criterion(SKILL, skill, entry[i + 1]!)] : [],
      )
      this.either.copyRow(this.rows, rows[0]!, 0)
      for (const row of rows) this.either.orRow(0, this.rows, row)
      ofDemand.andRow(demand, this.either, 0)
    }
    if (traits.region >= 0 && traits.limit !== Infinity) {
      ofDemand.andRow(demand, this.rows, this.criterion(NEAR, traits.region, traits.limit))
    }
    for (let group = ofDemand.next(demand, 0); group >= 0; group = ofDemand.next(demand, group + 1)) {
      ofGroup.set(group, demand)
    }
  }

  /** Gives the slot back. O(feasible groups). */
  removeDemand(demand: number): void {
    const { ofDemand, ofGroup } = this
    for (let group = ofDemand.next(demand, 0); group >= 0; group = ofDemand.next(demand, group + 1)) {
      ofGroup.clear(group, demand)
    }
    ofDemand.clearRow(demand)
    this.demands[demand] = undefined
  }

  /** Declares what slot `group` stands for from now on. */
  addGroup(group: number, traits: Traits): void {
    assert(this.groups[group] === undefined, 'feasibility: the group slot is taken')
    this.groups[group] = traits
    this.ofDemand.ensureColumns(group + 1)
    this.rows.ensureColumns(group + 1)
    this.either.ensureColumns(group + 1)
    this.ofGroup.ensureRows(group + 1)
    for (let row = 0; row < this.criteria.length; row++) {
      if (this.meets(this.criteria[row]!, traits)) this.rows.set(row, group)
    }
    for (let demand = 0; demand < this.demands.length; demand++) {
      const wanted = this.demands[demand]
      if (wanted === undefined || !this.meetsAll(wanted, traits)) continue
      this.ofDemand.set(demand, group)
      this.ofGroup.set(group, demand)
    }
  }

  /** Gives the slot back. O(criteria + demands). */
  removeGroup(group: number): void {
    this.groups[group] = undefined
    for (let row = 0; row < this.criteria.length; row++) this.rows.clear(row, group)
    for (
      let demand = this.ofGroup.next(group, 0);
      demand >= 0;
      demand = this.ofGroup.next(group, demand + 1)
    ) {
      this.ofDemand.clear(demand, group)
    }
    this.ofGroup.clearRow(group)
  }

  private criterion(kind: number, a: number, b: number): number {
    const key = (kind * 65_536 + a) * 1_048_576 + b
    const known = this.criterionOf.get(key)
    if (known !== undefined) return known
    const row = this.criteria.length
    const criterion = { kind, a, b }
    this.criteria.push(criterion)
    this.criterionOf.set(key, row)
    this.rows.ensureRows(row + 1)
    const { words, stride } = this.rows
    const begin = row * stride
    for (let group = 0; group < this.groups.length; group++) {
      const traits = this.groups[group]
      // Thousands of groups at once: bit by bit, without the checks of `set`.
      if (traits !== undefined && this.meets(criterion, traits))
        words[begin + (group >>> 5)]! |= 1 << (group & 31)
    }
    return row
  }

  private meets({ kind, a, b }: Criterion, group: Traits): boolean {
    switch (kind) {
      case QUEUE:
        return group.queues[a] === 1
      case CHANNEL:
        return group.channels[a] === 1
      case UNITS:
        return group.capacityUnits >= a
      case SKILL:
        return group.levels[a]! >= b
      default:
        return group.region < 0 || this.distance[a]![group.region]! <= b
    }
  }

  /** Whether agents with these traits could ever serve the demand. */
  meetsAll(demand: DemandTraits, group: Traits): boolean {
    return neverReason(demand, group, this.distance) === undefined
  }
}

/** Why agents with these traits could never serve the demand, or undefined when they could. Looks in a fixed order. */
export function neverReason(
  demand: DemandTraits,
  group: Traits,
  distance: readonly (readonly number[])[],
): 'queue' | 'channel' | 'capacity' | 'skill' | 'region' | undefined {
  if (group.queues[demand.queue] !== 1) return 'queue'
  if (group.channels[demand.channel] !== 1) return 'channel'
  if (group.capacityUnits < demand.units) return 'capacity'
  const { all, any } = demand
  for (let i = 0; i < all.length; i += 2) if (group.levels[all[i]!]! < all[i + 1]!) return 'skill'
  for (const entry of any) if (!reachesOne(entry, group.levels)) return 'skill'
  if (demand.region >= 0 && group.region >= 0 && distance[demand.region]![group.region]! > demand.limit) {
    return 'region'
  }
  return undefined
}

function reachesOne(entry: Levels, levels: Uint8Array): boolean {
  for (let i = 0; i < entry.length; i += 2) if (levels[entry[i]!]! >= entry[i + 1]!) return true
  return false
}
