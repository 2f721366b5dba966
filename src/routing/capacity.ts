/**
 * Classes of contacts that cost an agent the same, as bits: for which of them is there room? Asked with every agent who frees, so
 * units are in a column of their own and what holds for a class is one bit.
 * **cost** O(classes), allocates nothing. **order** none. Caveat: 31 classes at most.
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

  /** Class -> units. */
  private readonly units: Int32Array

  constructor(classes: readonly CapacityClass[]) {
    assert(classes.length <= 31, 'capacity: more than 31 classes')
    const bitsOf = (isMeant: (each: CapacityClass) => boolean): number =>
      classes.reduce((bits, each, k) => (isMeant(each) ? bits | (1 << k) : bits), 0)
    this.every = bitsOf(() => true)
    this.exclusive = bitsOf((each) => each.exclusive)
    this.hard = bitsOf((each) => each.hard)
    this.units = Int32Array.from(classes, (each) => each.units)
  }

  /** One bit for each class of which an agent has room for one more contact, of whose `capacity` so many units are used. */
  fitting(capacity: number, used: number): number {
    const { units } = this
    const room = capacity - used
    let mask = 0
    for (let k = 0; k < units.length; k++) if (units[k]! <= room) mask |= 1 << k
    return used === 0 ? mask : mask & ~this.exclusive
  }
}
