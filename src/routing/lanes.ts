/**
 * What a selection (select.ts) looks at beyond agents and demands: the lanes of those who wait, facts of single contacts,
 * and the policy's work order and reservations. Types only: the waiting line and the engine have these shapes.
 * **cost** none. **order** none.
 */
import type { BitSet } from '../base/bit-matrix.js'

/** The waiting lanes, as far as a selection looks at them: flat columns by lane, lists by demand and by holder. */
export interface Lanes {
  readonly pushed: BitSet
  readonly pulled: BitSet
  readonly holders: BitSet
  readonly firstOfDemand: Int32Array
  readonly firstOfHolder: Int32Array
  readonly laneNext: Int32Array
  readonly laneDemand: Int32Array
  readonly laneBand: Int32Array
  readonly laneRate: Float64Array
  readonly laneHead: Int32Array
  readonly laneKey: Float64Array
  readonly laneIsPrivate: Uint8ClampedArray
  readonly queueLength: Int32Array
  /** The heads of pushed lanes, but for held and private ones. */
  readonly fronts: {
    readonly list: readonly LaneFront[]
    /** Demands with private lanes. */
    readonly withPrivate: BitSet
  }
  /** Where lanes are many, the pushed ones in order. */
  readonly order: OrderedLanes | undefined
  /** Whether `a` goes before `b` at equal standing. */
  earlier(a: number, b: number): boolean
}

/** Lanes of one band and ageing rate, at most one for a demand: the least key goes first. */
export interface LaneFront {
  readonly band: number
  readonly rate: number
  readonly occupied: BitSet
  readonly lane: Int32Array
  readonly key: Float64Array
}

/** Lanes to be searched instead of read. */
export interface OrderedLanes {
  /** The lane that goes first of those accepted; -1 for none, -2 when reading all is the better way. */
  first(filter: { readonly nowMs: number; accepts(lane: number): boolean }): number
}

/** What a selection asks about single contacts; only asked of those that are special. */
export interface ContactFacts {
  /** Agent slot or -1. */
  dedicatedOf(contact: number): number
  lastOf(contact: number): number
  /** Slots of the signed-in agents who have declined it and are spared it still. */
  declinedBy(contact: number): readonly number[]
}

/** The work order, compiled: which terms come before standing, in which order. */
export interface WorkOrder {
  readonly before: readonly ('fit' | 'queueLength')[]
}

/** A contact of `queue` takes an agent of `pool` only while more than `agents` of the pool are free. */
export interface KeepFree {
  readonly pool: number
  readonly agents: number
}
