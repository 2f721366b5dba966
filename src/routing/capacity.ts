/**
 * Classes of contacts that cost an agent the same, as bits: for which of them is there room? Asked with every agent who frees, so
 * what holds for a class is one bit, and which classes fit into so many units is a table.
 * **cost** O(1), allocates nothing; the table has as many entries as the costliest class has units. **order** none. Caveat: 31
 * classes at most.
 */
import { assert } from '../base/assert.js'

/** Contacts that cost the same: units, whether the agent must have nothing else, and whether they are hard on the agent. */
export interface CapacityClass {
  readonly units: number
  readonly exclusive: boolean
  readonly hard: boolean
}

export class Capacity {
  /** One bit for each class; for each that is exclusive; for each that is hard on the agent. */
  readonly every: number
  readonly exclusive: number
  readonly hard: number

  /** Units that are left -> one bit for each class that needs no more; up to where there is room for each. */
  private readonly byRoom: Int32Array

  constructor(classes: readonly CapacityClass[]) {
    assert(classes.length <= 31, 'capacity: more than 31 classes')
    const bitsOf = (isMeant: (each: CapacityClass) => boolean): number =>
      classes.reduce((bits, each, k) => (isMeant(each) ? bits | (1 << k) : bits), 0)
    this.every = bitsOf(() => true)
    this.exclusive = bitsOf((each) => each.exclusive)
    this.hard = bitsOf((each) => each.hard)
    const most = classes.reduce((units, each) => Math.max(units, each.units), 0)
    this.byRoom = Int32Array.from({ length: most }, (_, room) => bitsOf(({ units }) => units <= room))
  }

  /** One bit for each class of which an agent has room for one more contact, when `used` of `capacity` units are used. */
  fitting(capacity: number, used: number): number {
    const { byRoom, every } = this
    const room = capacity - used
    const fits = room >= byRoom.length ? every : room < 0 ? 0 : byRoom[room]!
    return used === 0 ? fits : fits & ~this.exclusive
  }
}
