/**
 * Dense slots with generations: the short-lived integer names of contacts, agents, offers and timers.
 * Idea: a slot indexes columns directly; a handle (generation * 2^24 + slot, an exact integer) names one *life* of it,
 * so an answer that comes late is recognised as stale. Generations begin at 1: no handle is ever mistaken for a slot.
 * **cost** every method O(1), allocates on growth only; JSON O(highWater).
 * **order** the slot released last is allocated first, before any new one; JSON keeps that order.
 * Caveat: a slot whose generations are used up (2^29 lives) is retired, never reused.
 */
import { assert } from './assert.js'
import { grownInt32 } from './column.js'

/** Slots are below this. */
export const SLOT_LIMIT = 2 ** 24
const SLOT_MASK = SLOT_LIMIT - 1
/** The last life of a slot: handles stay exact. */
export const LAST_GENERATION = 2 ** 29 - 1

/** In the column of free links: the slot is in use. */
const LIVE = -2
/** In the column of free links: nothing follows. */
const END = -1
/** In the column of free links: used up. */
const RETIRED = -3

/**
 * What {@link Slots} keeps in a snapshot: per slot below `highWater` its present generation, or the next one when it is
 * free (2^29 when retired); and the free slots, the next to be allocated first.
 */
export interface SlotsJson {
  readonly generations: readonly number[]
  readonly free: readonly number[]
}

/** The slot that a handle is of, whether or not that life of it has ended. */
export function slotOf(handle: number): number {
  return handle & SLOT_MASK
}

/** The handle of a life of a slot. */
export function handleOf(slot: number, generation: number): number {
  return generation * SLOT_LIMIT + slot
}

export class Slots {
  /** Slot s: its generation at 2s, its free link at 2s + 1; side by side, for a slot that is released has long been cold. */
  private words: Int32Array
  private firstFree: number
  private used: number
  private liveCount: number

  /** `capacity`: how many slots fit before the columns first grow. */
  constructor(capacity = 16) {
    assert(capacity >= 0 && capacity <= SLOT_LIMIT, 'slots: capacity out of range')
    this.words = new Int32Array(2 * capacity)
    this.firstFree = END
    this.used = 0
    this.liveCount = 0
  }

  /** Number of live slots. */
  get live(): number {
    return this.liveCount
  }

  /** Every slot ever allocated is below this: the length that columns need. */
  get highWater(): number {
    return this.used
  }

  /** A slot that was not live, and now is. Throws InvariantError past 2^24 slots. */
  allocate(): number {
    let slot = this.firstFree
    if (slot === END) {
      slot = this.used
      assert(slot < SLOT_LIMIT, 'slots: more than 2^24 slots')
      this.words = grownInt32(this.words, 2 * slot + 2)
      this.used = slot + 1
      this.words[2 * slot] = 1
    } else {
      this.firstFree = this.words[2 * slot + 1]!
    }
    this.words[2 * slot + 1] = LIVE
    this.liveCount++
    return slot
  }

  /** Ends this life of the slot: its handles are stale from now on. Throws InvariantError unless it is live. */
  release(slot: number): void {
    assert(this.isLive(slot), 'slots: released a slot that is not live')
    const generation = this.words[2 * slot]!
    this.words[2 * slot] = generation + 1
    this.liveCount--
    if (generation === LAST_GENERATION) {
      this.words[2 * slot + 1] = RETIRED
      return
    }
    this.words[2 * slot + 1] = this.firstFree
    this.firstFree = slot
  }

  /** Whether `slot` is allocated; false for anything that is not a slot. */
  isLive(slot: number): boolean {
    return slot >>> 0 === slot && slot < this.used && this.words[2 * slot + 1] === LIVE
  }

  /** The handle of the present life of a live slot: an integer in [2^24, 2^53). Throws InvariantError unless live. */
  handleOf(slot: number): number {
    assert(this.isLive(slot), 'slots: no handle for a slot that is not live')
    return this.words[2 * slot]! * SLOT_LIMIT + slot
  }

  /** The slot that `handle` names, or -1 when that life has ended or the number never was a handle (NaN, negative, fraction). */
  slotOf(handle: number): number {
    const slot = handle & SLOT_MASK
    if (slot >= this.used || this.words[2 * slot + 1] !== LIVE) return -1
    return this.words[2 * slot]! * SLOT_LIMIT + slot === handle ? slot : -1
  }

  /** Plain data from which {@link Slots.fromJSON} builds an allocator that continues exactly like this one. */
  toJSON(): SlotsJson {
    const free: number[] = []
    for (let slot = this.firstFree; slot !== END; slot = this.words[2 * slot + 1]!) free.push(slot)
    return { generations: Array.from({ length: this.used }, (_, slot) => this.words[2 * slot]!), free }
  }

  /** The inverse of {@link Slots.toJSON}. Throws InvariantError when the data contradict themselves. */
  static fromJSON(json: SlotsJson): Slots {
    const used = json.generations.length
    const slots = new Slots(Math.max(16, used))
    slots.used = used
    for (let slot = 0; slot < used; slot++) {
      const generation = json.generations[slot]!
      assert(
        Number.isInteger(generation) && generation >= 1 && generation <= LAST_GENERATION + 1,
        'slots: generation out of range',
      )
      slots.words[2 * slot] = generation
      if (generation > LAST_GENERATION) {
        slots.words[2 * slot + 1] = RETIRED
      } else {
        slots.words[2 * slot + 1] = LIVE
        slots.liveCount++
      }
    }
    for (let i = json.free.length - 1; i >= 0; i--) {
      const slot = json.free[i]!
      assert(slots.isLive(slot), 'slots: a free slot is unknown or listed twice')
      slots.words[2 * slot + 1] = slots.firstFree
      slots.firstFree = slot
      slots.liveCount--
    }
    return slots
  }
}
