/**
 * The heads of ordinary lanes, side by side for whoever compares them: a front for each band and ageing rate, with the key
 * of each demand's lane in one column. Within a front the least key goes first at any instant, so an agent who frees reads
 * one number for each lane that he may serve. Private lanes are not here: of them only the demands that have some.
 * **cost** open, close, of O(1), a new front O(demands); allocates on growth and for a new front.
 * **order** fronts by falling band, then by falling rate.
 */
import { BitSet } from '../base/bit-matrix.js'
import { grownFloat64, grownInt32 } from '../base/column.js'

export interface Front {
  readonly band: number
  readonly rate: number
  /** Demands with a lane here. */
  readonly occupied: BitSet
  /** Demand -> its lane here and the key of the lane's head; of no meaning for demands that are not occupied. */
  lane: Int32Array
  key: Float64Array
}

export class LaneFronts {
  readonly list: Front[] = []
  /** Demands with private lanes that may be offered. */
  readonly withPrivate = new BitSet()

  private demands = 0
  /** Demand -> its private lanes. */
  private privates: Int32Array = new Int32Array(0)
  /** Lane -> its front. */
  private readonly frontOf: (Front | undefined)[] = []

  /** Makes room for demand slots below `demands`. */
  ensure(demands: number): void {
    this.demands = demands
    this.withPrivate.ensure(demands)
    this.privates = grownInt32(this.privates, demands)
    for (const front of this.list) this.widen(front)
  }

  /** A lane opens: the only one of its demand and rate, unless it is private. */
  open(lane: number, demand: number, band: number, rate: number, isPrivate: boolean): void {
    if (isPrivate) {
      this.privates[demand] = this.privates[demand]! + 1
      this.withPrivate.set(demand)
      return
    }
    const front = this.frontFor(band, rate)
    front.occupied.set(demand)
    front.lane[demand] = lane
    while (this.frontOf.length < lane) this.frontOf.push(undefined)
    this.frontOf[lane] = front
  }

  /** Where the key of a lane's head is to be written, undefined for lanes that are not here. */
  of(lane: number): Front | undefined {
    return this.frontOf[lane]
  }

  /** The lane closes. */
  close(lane: number, demand: number, isPrivate: boolean): void {
    if (isPrivate) {
      this.privates[demand] = this.privates[demand]! - 1
      if (this.privates[demand] === 0) this.withPrivate.clear(demand)
      return
    }
    this.frontOf[lane]!.occupied.clear(demand)
    this.frontOf[lane] = undefined
  }

  private frontFor(band: number, rate: number): Front {
    for (let i = 0; i < this.list.length; i++) {
      if (this.list[i]!.band === band && this.list[i]!.rate === rate) return this.list[i]!
    }
    const front = { band, rate, occupied: new BitSet(), lane: new Int32Array(0), key: new Float64Array(0) }
    this.widen(front)
    this.list.push(front)
    this.list.sort((a, b) => b.band - a.band || b.rate - a.rate)
    return front
  }

  private widen(front: Front): void {
    front.occupied.ensure(this.demands)
    front.lane = grownInt32(front.lane, this.demands)
    front.key = grownFloat64(front.key, this.demands)
  }
}
