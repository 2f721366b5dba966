/**
 * Indexed min-heap of slots: who is first in a waiting line or a pool of free agents, with removal from the middle.
 * Idea: 4-ary, keys inline beside the slots so that four sibling keys lie together; unused keys hold Infinity, so a
 * node always has four children to compare. Where a slot lies is in `HeapColumns.position`, shared by many heaps.
 * **cost** peek O(1); insert, pop, remove, update O(log n); storage doubles when full, halves when under a quarter
 * is used: allocates only then. **order** key, then each tie column in turn, then slot number: total.
 * Caveats: a slot is in at most one heap of one HeapColumns; key and ties are written before insert and update.
 */
import { assert } from './assert.js'
import { grownFloat64, grownInt32 } from './column.js'

const SMALLEST = 4
/** Storage for this many is kept while the heap shrinks: short heaps that breathe would allocate at every breath. */
const KEPT = 64
/** Unused places behind the last, so that the four children of any node can be read. */
const PADDING = 3
/** Keys are within this on either side. */
export const KEY_LIMIT = 2 ** 53

/** What many heaps share, indexed by slot: where each slot lies, and the columns that decide between equal keys. */
export class HeapColumns {
  /** The key of the slot that is inserted or updated next, written by the owner: V8 makes an object of a key that is handed over. */
  readonly key = new Float64Array(1)
  /** Slot -> index within its heap, -1 when it is in none. Replaced on growth. */
  position: Int32Array
  /** Compared in order, smaller first, between equal keys; the owner writes them. Elements are replaced on growth. */
  readonly ties: Float64Array[]

  /** `tieCount` tie columns, and room for slots below `capacity`. */
  constructor(tieCount: number, capacity = 0) {
    this.position = new Int32Array(capacity).fill(-1)
    this.ties = []
    for (let i = 0; i < tieCount; i++) this.ties.push(new Float64Array(capacity))
  }

  /** Makes room for slots below `capacity` at least; never shrinks. Allocates on growth only. */
  ensure(capacity: number): void {
    if (capacity <= this.position.length) return
    this.position = grownInt32(this.position, capacity, -1)
    for (let i = 0; i < this.ties.length; i++) this.ties[i] = grownFloat64(this.ties[i]!, capacity)
  }

  /** Whether slot `a` goes before slot `b` when their keys are equal. */
  goesBefore(a: number, b: number): boolean {
    const { ties } = this
    for (let i = 0; i < ties.length; i++) {
      const tie = ties[i]!
      const tieA = tie[a]!
      const tieB = tie[b]!
      if (tieA !== tieB) return tieA < tieB
    }
    return a < b
  }
}

export class IndexedHeap {
  private readonly columns: HeapColumns
  /** The key of the first slot at 0, Infinity when empty; replaced on growth. */
  keys: Float64Array = new Float64Array(SMALLEST + PADDING).fill(Infinity)
  private slots: Int32Array = new Int32Array(SMALLEST + PADDING)
  private count = 0

  constructor(columns: HeapColumns) {
    this.columns = columns
  }

  /** Number of slots in this heap. */
  get size(): number {
    return this.count
  }

  /** The first slot, or -1 when empty. */
  peek(): number {
    return this.count === 0 ? -1 : this.slots[0]!
  }

  /** The key of the first slot, or Infinity when empty. */
  peekKey(): number {
    return this.keys[0]!
  }

  /**
   * Adds a slot that is in no heap of these columns, under `columns.key`, a finite integer within +-2^53. Throws
   * InvariantError otherwise.
   */
  insert(slot: number): void {
    const key = this.columns.key[0]!
    // Beyond the columns there is no -1 either.
    assert(this.columns.position[slot] === -1, 'heap: slot is in a heap already, or beyond its columns')
    assert(Math.abs(key) <= KEY_LIMIT, 'heap: key out of range')
    const index = this.count
    if (index + PADDING === this.keys.length) this.resize(index * 2)
    this.count = index + 1
    this.keys[index] = key
    this.siftUp(index, slot)
  }

  /** Removes and returns the first slot, or returns -1 when empty. */
  pop(): number {
    if (this.count === 0) return -1
    const slot = this.slots[0]!
    this.removeAt(0, slot)
    return slot
  }

  /** Removes a slot from wherever it lies in this heap. Throws InvariantError when it is not in it. */
  remove(slot: number): void {
    assert(this.has(slot), 'heap: removed a slot that is not in it')
    this.removeAt(this.columns.position[slot]!, slot)
  }

  /** Moves a slot of this heap to where `columns.key` and its present ties belong. Throws InvariantError when it is not in it. */
  update(slot: number): void {
    const key = this.columns.key[0]!
    assert(this.has(slot), 'heap: updated a slot that is not in it')
    assert(Math.abs(key) <= KEY_LIMIT, 'heap: key out of range')
    const index = this.columns.position[slot]!
    this.keys[index] = key
    this.settle(index, slot)
  }

  /** Whether `slot` is in this very heap (not in a sister heap); false for anything that is not a slot. */
  has(slot: number): boolean {
    const position = this.columns.position
    if (slot >>> 0 !== slot || slot >= position.length) return false
    const index = position[slot]!
    return index >= 0 && index < this.count && this.slots[index] === slot
  }

  /** The key of a slot of this heap. Throws InvariantError when it is not in it. */
  keyOf(slot: number): number {
    assert(this.has(slot), 'heap: no key for a slot that is not in it')
    return this.keys[this.columns.position[slot]!]!
  }

  /** Removes every slot. O(size). */
  clear(): void {
    const position = this.columns.position
    for (let i = 0; i < this.count; i++) position[this.slots[i]!] = -1
    this.count = 0
    this.keys = new Float64Array(SMALLEST + PADDING).fill(Infinity)
    this.slots = new Int32Array(SMALLEST + PADDING)
  }

  /** The slot at heap index `i` (0 is the first; the rest in heap order, not sorted), or -1 outside 0..size-1. */
  slotAt(i: number): number {
    return i >= 0 && i < this.count ? this.slots[i]! : -1
  }

  /** The key at heap index `i`, or Infinity outside 0..size-1. */
  keyAt(i: number): number {
    return i >= 0 && i < this.count ? this.keys[i]! : Infinity
  }

  private removeAt(index: number, slot: number): void {
    const last = this.count - 1
    const lastKey = this.keys[last]!
    const lastSlot = this.slots[last]!
    this.keys[last] = Infinity
    this.count = last
    this.columns.position[slot] = -1
    if (index !== last) {
      this.keys[index] = lastKey
      this.settle(index, lastSlot)
    }
    const capacity = this.keys.length - PADDING
    if (last * 4 < capacity && capacity > KEPT) this.resize(capacity >> 1)
  }

  /** Moves a slot, whose key is at `index` already, to where it belongs. */
  private settle(index: number, slot: number): void {
    if (index > 0) {
      const key = this.keys[index]!
      const parent = (index - 1) >> 2
      const parentKey = this.keys[parent]!
      if (key < parentKey || (key === parentKey && this.columns.goesBefore(slot, this.slots[parent]!))) {
        this.siftUp(index, slot)
        return
      }
    }
    this.siftDown(index, slot)
  }

  private siftUp(from: number, slot: number): void {
    const { keys, slots } = this
    const key = keys[from]!
    const position = this.columns.position
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 2
      const parentKey = keys[parent]!
      if (key > parentKey) break
      const parentSlot = slots[parent]!
      if (key === parentKey && !this.columns.goesBefore(slot, parentSlot)) break
      keys[index] = parentKey
      slots[index] = parentSlot
      position[parentSlot] = index
      index = parent
    }
    keys[index] = key
    slots[index] = slot
    position[slot] = index
  }

  private siftDown(from: number, slot: number): void {
    const { keys, slots, count } = this
    const key = keys[from]!
    const position = this.columns.position
    let index = from
    for (;;) {
      const first = 4 * index + 1
      if (first >= count) break
      const key0 = keys[first]!
      const key1 = keys[first + 1]!
      const key2 = keys[first + 2]!
      const key3 = keys[first + 3]!
      // Which sibling is least is a coin toss that no branch predictor wins: comparisons become indexes instead.
      const left = first + +(key1 < key0)
      const right = first + 2 + +(key3 < key2)
      const leftKey = keys[left]!
      const rightKey = keys[right]!
      const takeRight = 0 - +(rightKey < leftKey)
      let least = left ^ ((left ^ right) & takeRight)
      // Two who tie behind another do not matter, as beyond the last, where all keys are alike.
      const isTied = (key0 === key1 && key0 <= rightKey) || (key2 === key3 && key2 <= leftKey)
      if (isTied || leftKey === rightKey) least = this.tiedLeast(first)
      const leastKey = keys[least]!
      if (key < leastKey) break
      const leastSlot = slots[least]!
      if (key === leastKey && this.columns.goesBefore(slot, leastSlot)) break
      keys[index] = leastKey
      slots[index] = leastSlot
      position[leastSlot] = index
      index = least
    }
    keys[index] = key
    slots[index] = slot
    position[slot] = index
  }

  /** The index of the first of four siblings when keys are equal: by the first tie column, again without a branch. */
  private tiedLeast(first: number): number {
    const { keys, slots } = this
    const tie = this.columns.ties[0]
    if (tie === undefined) return this.fullyTiedLeast(first)
    const key0 = keys[first]!
    const key1 = keys[first + 1]!
    const key2 = keys[first + 2]!
    const key3 = keys[first + 3]!
    const tie0 = tie[slots[first]!]!
    const tie1 = tie[slots[first + 1]!]!
    const tie2 = tie[slots[first + 2]!]!
    const tie3 = tie[slots[first + 3]!]!
    const left = first + (+(key1 < key0) | (+(key1 === key0) & +(tie1 < tie0)))
    const right = first + 2 + (+(key3 < key2) | (+(key3 === key2) & +(tie3 < tie2)))
    const leftKey = keys[left]!
    const rightKey = keys[right]!
    const leftTie = tie[slots[left]!]!
    const rightTie = tie[slots[right]!]!
    if (
      (key0 === key1 && tie0 === tie1) ||
      (key2 === key3 && tie2 === tie3) ||
      (leftKey === rightKey && leftTie === rightTie)
    ) {
      return this.fullyTiedLeast(first)
    }
    const takeRight = 0 - (+(rightKey < leftKey) | (+(rightKey === leftKey) & +(rightTie < leftTie)))
    return left ^ ((left ^ right) & takeRight)
  }

  /** The same by every tie column and the slot. */
  private fullyTiedLeast(first: number): number {
    const { keys, slots } = this
    let least = first
    for (let child = first + 1; child < first + 4; child++) {
      const key = keys[child]!
      const leastKey = keys[least]!
      if (key < leastKey || (key === leastKey && this.columns.goesBefore(slots[child]!, slots[least]!)))
        least = child
    }
    return least
  }

  private resize(capacity: number): void {
    const { count } = this
    const keys = new Float64Array(capacity + PADDING).fill(Infinity, count)
    const slots = new Int32Array(capacity + PADDING)
    keys.set(this.keys.subarray(0, count))
    slots.set(this.slots.subarray(0, count))
    this.keys = keys
    this.slots = slots
  }
}
