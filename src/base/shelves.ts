/**
 * Room for the far part of long lines: shelves of a fixed size, each holding slots and their keys in no order, shared by
 * all the heaps over the same columns (shelved-heap.ts). A shelf is put in order at once when it is the next to be used:
 * keys are whole numbers, so their digits sort them, without a comparison but among equals.
 * Where a slot lies is in `HeapColumns.position`, as -2 - place; key and slot lie together, in one line of the cache.
 * **cost** take, put and drop O(1), sort O(room); allocates on growth only, and keeps what it has, as columns of slots do.
 * **order** of a sorted shelf: key, tie columns, slot.
 */
import { grownFloat64, grownInt32 } from './column.js'
import type { HeapColumns } from './indexed-heap.js'

/**
 * Some 8,000 slots: putting a shelf in order, or halving one, is then seen in fewer than one operation of a thousand, and a
 * line of up to twice as many is a heap alone. Smaller shelves make a cycle cheaper, and its tail ten times longer.
 */
const SHELF_BITS = 13
const DIGIT_BITS = 11
const DIGITS = 1 << DIGIT_BITS
/** Among so many equals, sorting by insertion is no longer a trifle. */
const MOST_EQUALS = 64
/** Keys sampled to halve a shelf. */
const SAMPLES = 9

export class Shelves {
  readonly columns: HeapColumns
  /** Shelf s has the places from s << bits on. */
  readonly bits: number
  /** Slots that a shelf can hold. */
  readonly room: number
  /** Place p: the key at 2p, the slot at 2p + 1. */
  entries: Float64Array = new Float64Array(0)
  /** Shelf -> slots on it; unless it is sorted, they are at its first places. */
  count: Int32Array = new Int32Array(0)
  /** Shelf -> number of the heap that has taken it. */
  owner: Int32Array = new Int32Array(0)

  private heaps = 0
  private used = 0
  private readonly free: number[] = []
  private readonly digits = new Int32Array(DIGITS)
  /** Keys above the least, and slots, twice: from one to the other and back. */
  private above: readonly [Uint32Array, Uint32Array] | undefined
  private sorted: readonly [Int32Array, Int32Array] | undefined

  constructor(columns: HeapColumns, bits = SHELF_BITS) {
    this.columns = columns
    this.bits = bits
    this.room = 1 << bits
  }

  /** A number for a heap that takes shelves. */
  register(): number {
    return this.heaps++
  }

  /** An empty shelf for a heap. */
  take(owner: number): number {
    let shelf = this.free.pop()
    if (shelf === undefined) {
      shelf = this.used++
      this.entries = grownFloat64(this.entries, this.used << (this.bits + 1))
      this.count = grownInt32(this.count, this.used)
      this.owner = grownInt32(this.owner, this.used)
    }
    this.count[shelf] = 0
    this.owner[shelf] = owner
    return shelf
  }

  /** Takes a shelf back; what is on it is forgotten. */
  giveBack(shelf: number): void {
    this.owner[shelf] = -1
    this.free.push(shelf)
  }

  /** Lays a slot on a shelf that has room. */
  put(shelf: number, slot: number, key: number): void {
    const count = this.count[shelf]!
    this.count[shelf] = count + 1
    this.set((shelf << this.bits) + count, slot, key)
  }

  /** Takes a slot off an unsorted shelf; the last of the shelf comes to its place. */
  drop(shelf: number, place: number): void {
    const { entries } = this
    const { position } = this.columns
    const count = this.count[shelf]! - 1
    const last = (shelf << this.bits) + count
    position[entries[2 * place + 1]!] = -1
    this.count[shelf] = count
    if (place !== last) this.set(place, entries[2 * last + 1]!, entries[2 * last]!)
  }

  /** Puts slot and key at a place. */
  set(place: number, slot: number, key: number): void {
    this.entries[2 * place] = key
    this.entries[2 * place + 1] = slot
    this.columns.position[slot] = -2 - place
  }

  /** Calls back for every slot and key at the places begin to end - 1; places that a slot has left are passed over. */
  each(begin: number, end: number, visit: (slot: number, key: number) => void): void {
    const { entries } = this
    for (let place = begin; place < end; place++) {
      const slot = entries[2 * place + 1]!
      if (slot >= 0) visit(slot, entries[2 * place]!)
    }
  }

  /** Puts a shelf in order; false, and nothing has changed, where its keys are too far apart or too many are equal. */
  sort(shelf: number): boolean {
    const { entries } = this
    const begin = shelf << this.bits
    const count = this.count[shelf]!
    let least = Infinity
    let greatest = -Infinity
    for (let i = 0; i < count; i++) {
      const key = entries[2 * (begin + i)]!
      if (key < least) least = key
      if (key > greatest) greatest = key
    }
    if (greatest - least >= 2 ** 32) return false
    this.above ??= [new Uint32Array(this.room), new Uint32Array(this.room)]
    this.sorted ??= [new Int32Array(this.room), new Int32Array(this.room)]
    for (let i = 0; i < count; i++) {
      this.above[0][i] = entries[2 * (begin + i)]! - least
      this.sorted[0][i] = entries[2 * (begin + i) + 1]!
    }
    let from = 0
    for (let shift = 0; shift < 32 && (greatest - least) / 2 ** shift >= 1; shift += DIGIT_BITS) {
      this.pass(count, shift, from)
      from ^= 1
    }
    const above = this.above[from]!
    const slots = this.sorted[from]!
    if (!this.separate(above, slots, count)) return false
    for (let i = 0; i < count; i++) this.set(begin + i, slots[i]!, least + above[i]!)
    return true
  }

  /** Sorts by one digit, keeping the order of equal ones. */
  private pass(count: number, shift: number, from: number): void {
    const { digits } = this
    const above = this.above![from]!
    const slots = this.sorted![from]!
    const aboveNext = this.above![from ^ 1]!
    const slotsNext = this.sorted![from ^ 1]!
    digits.fill(0)
    for (let i = 0; i < count; i++) {
      const digit = (above[i]! >>> shift) & (DIGITS - 1)
      digits[digit] = digits[digit]! + 1
    }
    let before = 0
    for (let digit = 0; digit < DIGITS; digit++) {
      const size = digits[digit]!
      digits[digit] = before
      before += size
    }
    for (let i = 0; i < count; i++) {
      const digit = (above[i]! >>> shift) & (DIGITS - 1)
      const to = digits[digit]!
      digits[digit] = to + 1
      aboveNext[to] = above[i]!
      slotsNext[to] = slots[i]!
    }
  }

  /** Puts equal keys into the order of their ties; false where there are too many of them. */
  private separate(above: Uint32Array, slots: Int32Array, count: number): boolean {
    const { columns } = this
    let begin = 0
    for (let i = 1; i < count; i++) {
      if (above[i] !== above[i - 1]) {
        begin = i
        continue
      }
      if (i - begin === MOST_EQUALS) return false
      const slot = slots[i]!
      let at = i
      for (; at > begin && columns.goesBefore(slot, slots[at - 1]!); at--) slots[at] = slots[at - 1]!
      slots[at] = slot
    }
    return true
  }
}

/** Of the entries at places begin to end - 1: a key such that some are below it and some are not, about half of each; NaN when all are equal. */
export function halving(entries: ArrayLike<number>, begin: number, end: number): number {
  const sample = new Float64Array(SAMPLES)
  const step = (end - begin - 1) / (SAMPLES - 1)
  for (let i = 0; i < SAMPLES; i++) sample[i] = entries[2 * (begin + Math.floor(i * step))]!
  sample.sort()
  const middle = sample[SAMPLES >> 1]!
  let above = Infinity
  for (let i = begin; i < end; i++) {
    const key = entries[2 * i]!
    if (key < middle) return middle
    if (key > middle && key < above) above = key
  }
  return above === Infinity ? Number.NaN : above
}
