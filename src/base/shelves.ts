/**
 * Where those who wait in lines lie (shelved-lines.ts): shelves of 128 places, each a key and a slot, or of 16 for short
 * lines; and a record of 32 bytes for each slot, so that a slot that has been cold for long costs one fetch, not one a field.
 * A shelf is put in order when it is soon to be used, in pieces that the caller spreads over his operations. All its records
 * are read first, which fetches them side by side, before they are needed; then its keys are spread over as many buckets as
 * there are, and hardly anybody has to move after.
 * **cost** take, give back O(1); a piece O(room); all of them O(room) for keys that are spread, O(room^2) at worst; allocates
 * on growth only. **order** key, two ties, slot: total.
 */
import { assert } from './assert.js'
import { grownFloat64, grownInt32, roomFor } from './column.js'

const SHELF_BITS = 7
const SMALL_BITS = 4

export class Shelves {
  /** Shelf s has the places from s << bits on; a small one is a part of a shelf. */
  readonly bits: number
  readonly room: number
  readonly smallRoom: number
  /** Work on the next shelf begins when so many are left on the first: in time, and not so soon that it is cold again. */
  readonly near: number
  /** Place -> key and slot. */
  keys: Float64Array = new Float64Array(0)
  slots: Int32Array = new Int32Array(0)
  /** Shelf -> places taken, from its first on. */
  count: Int32Array = new Int32Array(0)
  /** Shelf -> how many of its slots, from the first place on, are in order. */
  ordered: Int32Array = new Int32Array(0)
  /** Shelf -> how many have been spread over buckets; while it is not 0, records do not tell the places of its slots. */
  spreadTo: Int32Array = new Int32Array(0)
  /** Shelf -> a slot that nobody on the shelf goes before, and the two ties that it had when it was written down. */
  lowSlot: Int32Array = new Int32Array(0)
  lowTies: Float64Array = new Float64Array(0)
  /**
   * Records by slot s: the key is double 4s, the ties 4s + 1 and 4s + 2; the line (-1 for none) is word 8s + 6, the
   * place 8s + 7. Code says `s << 2` and not `4 * s`, because V8 need not check a shift for overflow.
   */
  doubles: Float64Array = new Float64Array(0)
  words: Int32Array = new Int32Array(0)

  private used = 0
  private readonly free: number[] = []
  private readonly freeSmall: number[] = []
  /** Of so many places `touch` reads the records. */
  private readonly touched: number
  private readonly sortKeys: Float64Array
  private readonly sortSlots: Int32Array
  private readonly buckets: Int32Array
  /** Scratch of `part`: how many have the key at which the shelf is parted. */
  private ties = 0

  constructor(bits = SHELF_BITS, smallBits = SMALL_BITS) {
    this.bits = bits
    this.room = 1 << bits
    this.smallRoom = 1 << smallBits
    this.near = this.room >> 4
    this.touched = this.room >> 2
    this.sortKeys = new Float64Array(this.room)
    this.sortSlots = new Int32Array(this.room)
    this.buckets = new Int32Array(this.room)
  }

  /** Makes records for slots below `slots`. */
  ensure(slots: number): void {
    const capacity = this.words.length >> 3
    if (slots <= capacity) return
    const buffer = new ArrayBuffer(roomFor(capacity, slots) * 32)
    const doubles = new Float64Array(buffer)
    doubles.set(this.doubles)
    this.doubles = doubles
    this.words = new Int32Array(buffer)
    for (let at = 8 * capacity; at < this.words.length; at += 8) this.words[at + 6] = -1
  }

  /** An empty shelf. */
  take(): number {
    let shelf = this.free.pop()
    if (shelf === undefined) {
      shelf = this.used++
      this.slots = grownInt32(this.slots, this.used << this.bits)
      this.keys = grownFloat64(this.keys, this.used << this.bits)
      this.count = grownInt32(this.count, this.used)
      this.ordered = grownInt32(this.ordered, this.used)
      this.spreadTo = grownInt32(this.spreadTo, this.used)
      this.lowSlot = grownInt32(this.lowSlot, this.used)
      this.lowTies = grownFloat64(this.lowTies, 2 * this.used)
    }
    this.count[shelf] = 0
    this.ordered[shelf] = 0
    this.spreadTo[shelf] = 0
    return shelf
  }

  giveBack(shelf: number): void {
    this.free.push(shelf)
  }

  /** The first place of an empty small shelf. They are cut from a shelf, and stay small. */
  takeSmall(): number {
    if (this.freeSmall.length === 0) {
      const begin = this.take() << this.bits
      for (let at = this.room - this.smallRoom; at >= 0; at -= this.smallRoom) this.freeSmall.push(begin + at)
    }
    return this.freeSmall.pop()!
  }

  giveBackSmall(place: number): void {
    this.freeSmall.push(place)
  }

  /** Shelves that are in use, those cut into small ones included. */
  get inUse(): number {
    return this.used - this.free.length
  }

  /** Small shelves that are cut and not in use. */
  get unusedSmall(): number {
    return this.freeSmall.length
  }

  /** Puts a slot at a place, with the key that he has. */
  set(place: number, slot: number): void {
    this.keys[place] = this.doubles[slot << 2]!
    this.slots[place] = slot
    this.words[(slot << 3) | 7] = place
  }

  /** Whether `a` goes before `b` when their keys are equal. */
  tieBefore(a: number, b: number): boolean {
    const { doubles } = this
    const first = doubles[(a << 2) | 1]! - doubles[(b << 2) | 1]!
    if (first !== 0) return first < 0
    const second = doubles[(a << 2) | 2]! - doubles[(b << 2) | 2]!
    return second === 0 ? a < b : second < 0
  }

  /** Whether whoever is at one place goes before whoever is at another. */
  isBefore(a: number, b: number): boolean {
    const { keys, slots } = this
    const difference = keys[a]! - keys[b]!
    return difference === 0 ? this.tieBefore(slots[a]!, slots[b]!) : difference < 0
  }

  /** Says what a shelf begins with. */
  mark(shelf: number, slot: number): void {
    this.lowSlot[shelf] = slot
    this.lowTies[shelf << 1] = this.doubles[(slot << 2) | 1]!
    this.lowTies[(shelf << 1) | 1] = this.doubles[(slot << 2) | 2]!
  }

  /** Whether a slot goes before what a shelf begins with, at equal keys. */
  isBelow(slot: number, shelf: number): boolean {
    const { doubles, lowTies } = this
    const first = doubles[(slot << 2) | 1]! - lowTies[shelf << 1]!
    if (first !== 0) return first < 0
    const second = doubles[(slot << 2) | 2]! - lowTies[(shelf << 1) | 1]!
    return second === 0 ? slot < this.lowSlot[shelf]! : second < 0
  }

  /**
   * Reads the records of the first slots at places `from` to `end` - 1, all of one line, so that they come from memory
   * side by side and are there when they are needed. Returns the place to go on from.
   */
  touch(from: number, end: number, line: number): number {
    const { slots, words } = this
    const to = Math.min(from + this.touched, end)
    let others = 0
    for (let at = from; at < to; at++) others |= words[(slots[at]! << 3) | 6]! ^ line
    assert(others === 0, 'shelves: a slot of another line')
    return to
  }

  /** Does a piece of what puts a shelf in order: its keys are spread, then settled. False when it is in order. */
  order(shelf: number): boolean {
    const { keys } = this
    const begin = shelf << this.bits
    const count = this.count[shelf]!
    const ordered = this.ordered[shelf]!
    if (ordered >= count) return false
    const spreadTo = Math.min(this.spreadTo[shelf]!, count)
    if (spreadTo <= ordered) {
      this.spread(begin + ordered, begin + count)
      this.spreadTo[shelf] = count
      return true
    }
    const end = begin + spreadTo
    for (let i = begin + Math.max(ordered, 1); i < end; i++)
      if (!(keys[i - 1]! < keys[i]!)) this.settle(begin, i)
    this.ordered[shelf] = spreadTo
    return true
  }

  /** Where a slot lies on a shelf that is being put in order. To take it off: from its place on the order is lost. */
  search(shelf: number, slot: number): number {
    const { slots, bits, ordered } = this
    let place = shelf << bits
    while (slots[place] !== slot) place++
    ordered[shelf] = Math.min(ordered[shelf]!, place - (shelf << bits))
    return place
  }

  /** Whoever is at the last place goes to where he belongs among those before, who are in order; returns that place. */
  settle(begin: number, last: number): number {
    const { keys, slots } = this
    const key = keys[last]!
    const slot = slots[last]!
    let at = last
    // No call in the loop: after one V8 fetches and checks the columns anew.
    for (; at > begin && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!
      slots[at] = slots[at - 1]!
    }
    if (at > begin && keys[at - 1] === key) at = this.passTied(begin, at, slot)
    keys[at] = key
    slots[at] = slot
    return at
  }

  /** Those before a place who tie with a slot, and go after it, move by one; returns the place that is left. */
  private passTied(begin: number, place: number, slot: number): number {
    const { keys, slots } = this
    const key = keys[place - 1]!
    let at = place
    for (; at > begin && keys[at - 1] === key && this.tieBefore(slot, slots[at - 1]!); at--) {
      keys[at] = key
      slots[at] = slots[at - 1]!
    }
    return at
  }

  /** Whoever is behind a place moves to it; no record is written. */
  moveUp(place: number): void {
    const { keys, slots } = this
    keys[place] = keys[place + 1]!
    slots[place] = slots[place + 1]!
  }

  /** Spreads keys over buckets, in the order of the buckets: nearly in order, when they are spread evenly. */
  private spread(begin: number, end: number): void {
    const { keys, slots, sortKeys, sortSlots, buckets } = this
    let least = keys[begin]!
    let greatest = least
    for (let at = begin + 1; at < end; at++) {
      const key = keys[at]!
      if (key < least) least = key
      if (key > greatest) greatest = key
    }
    if (least === greatest) return
    const count = end - begin
    const scale = (count - 1) / (greatest - least)
    for (let i = 0; i < count; i++) buckets[i] = 0
    for (let i = 0; i < count; i++) {
      const key = keys[begin + i]!
      const bucket = ((key - least) * scale) | 0
      buckets[bucket] = buckets[bucket]! + 1
      sortKeys[i] = key
      sortSlots[i] = slots[begin + i]!
    }
    let before = begin
    for (let bucket = 0; bucket < count; bucket++) {
      const size = buckets[bucket]!
      buckets[bucket] = before
      before += size
    }
    for (let i = 0; i < count; i++) {
      const key = sortKeys[i]!
      const bucket = ((key - least) * scale) | 0
      const to = buckets[bucket]!
      buckets[bucket] = to + 1
      keys[to] = key
      slots[to] = sortSlots[i]!
    }
  }

  /** About the middle of a full shelf, and not its first: the median of three medians of three. */
  pivot(begin: number): number {
    const step = this.room >> 2
    const a = this.median(begin, begin + step, begin + 2 * step)
    const b = this.median(begin + 1, begin + step + 1, begin + 3 * step)
    const c = this.median(begin + step - 1, begin + 2 * step + 1, begin + 4 * step - 1)
    return this.median(a, b, c)
  }

  private median(a: number, b: number, c: number): number {
    const isRising = this.isBefore(a, b)
    if (isRising === this.isBefore(b, c)) return b
    return isRising === this.isBefore(a, c) ? c : a
  }

  /**
   * Parts the full shelf `from`: whoever does not go before the pivot moves to the empty shelf `to`; the others close the
   * gaps. Without a branch on the keys, which no branch predictor would guess; two slots a turn of the loop, since V8 checks
   * the columns anew in each turn.
   */
  part(from: number, to: number, pivotKey: number, pivotSlot: number): void {
    const begin = from << this.bits
    const high = to << this.bits
    let low = begin
    this.ties = 0
    for (let at = begin; at < begin + this.room; at += 2) {
      low += this.move(at, low, high + at - low, pivotKey)
      low += this.move(at + 1, low, high + at + 1 - low, pivotKey)
    }
    this.ordered[from] = 0
    this.spreadTo[from] = 0
    this.count[from] = low - begin
    this.count[to] = this.room - low + begin
    if (this.ties > 1) this.moveTied(from, to, pivotKey, pivotSlot)
  }

  /** Whoever is at a place goes to `low` where his key is less, else to `high`; returns whether it is. Counts who ties. */
  private move(at: number, low: number, high: number, pivotKey: number): number {
    const { keys, slots, words } = this
    const key = keys[at]!
    const slot = slots[at]!
    const isLess = +(key < pivotKey)
    if (key === pivotKey) this.ties++
    keys[high] = key
    slots[high] = slot
    keys[low] = key
    slots[low] = slot
    words[(slot << 3) | 7] = high ^ ((high ^ low) & -isLess)
    return isLess
  }

  /** Moves back from `from` to `to` whoever has the key of the pivot, and yet goes before it by ties. */
  private moveTied(to: number, from: number, pivotKey: number, pivotSlot: number): void {
    const { keys, slots, count } = this
    const begin = from << this.bits
    for (let at = begin + count[from]! - 1; at >= begin; at--) {
      const slot = slots[at]!
      if (keys[at] !== pivotKey || !this.tieBefore(slot, pivotSlot)) continue
      this.set((to << this.bits) + count[to]!, slot)
      count[to] = count[to]! + 1
      count[from] = count[from]! - 1
      const last = begin + count[from]
      if (at !== last) this.set(at, slots[last]!)
    }
  }
}
