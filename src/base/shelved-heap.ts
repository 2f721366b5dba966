/**
 * Indexed min-heap for lines that may be long. The far ones lie on shelves by ranges of keys, unsorted; of the near ones,
 * those who lay on the nearest shelf are in order (the open shelf), and those who came since are in an `IndexedHeap`.
 * Whoever comes is laid on the shelf of his key, whoever leaves is taken off it, and only when nobody is near is the next
 * shelf put in order. So a line of 100,000 costs hardly more than a short one, which is an `IndexedHeap` and nothing else.
 * **cost** peek O(1); insert and remove O(log shelves) far away, O(log room) near; opening and halving a shelf O(room),
 * once in about that many operations. Allocates on growth only. **order** key, tie columns, slot: total.
 * Caveat: a slot is in at most one heap of one HeapColumns; ties may change only while the slot is in none.
 */
import { assert } from './assert.js'
import { IndexedHeap, KEY_LIMIT, type HeapColumns } from './indexed-heap.js'
import { halving, type Shelves } from './shelves.js'

const NO_LOW = Float64Array.of(Infinity)
const NO_SHELF = new Int32Array(0)

/**
 * Invariants: keys near < low[first] <= keys of shelf[first] < low[first + 1] ...; only equal keys lie on several shelves
 * of one low. low[end] is Infinity. While anything is on a shelf, somebody is near.
 */
export class ShelvedHeap {
  private readonly shelves: Shelves
  private readonly columns: HeapColumns
  private readonly number: number
  /** Near, and not on the open shelf. */
  private readonly near: IndexedHeap
  private nearLimit: number
  /** The shelf in order, or -1, and the place of its first; who has left it since has left a slot -1. */
  private open = -1
  private openAt = 0
  /** The closed shelves. */
  private low: Float64Array = NO_LOW
  private shelf: Int32Array = NO_SHELF
  private first = 0
  private end = 0
  /** Slots on shelves, the open one included. */
  private shelved = 0

  constructor(shelves: Shelves) {
    this.shelves = shelves
    this.columns = shelves.columns
    this.number = shelves.register()
    this.near = new IndexedHeap(shelves.columns)
    this.nearLimit = 2 * shelves.room
  }

  /** Number of slots in this heap. */
  get size(): number {
    return this.near.size + this.shelved
  }

  /** The first slot, or -1 when empty. */
  peek(): number {
    return this.isOpenFirst() ? this.shelves.entries[2 * this.openAt + 1]! : this.near.peek()
  }

  /** Writes the first slot (-1 when empty) and its key (Infinity) to place `at` of two columns: a key that is returned may cost an object. */
  peekInto(slots: Int32Array, keys: Float64Array, at: number): void {
    if (this.isOpenFirst()) {
      slots[at] = this.shelves.entries[2 * this.openAt + 1]!
      keys[at] = this.shelves.entries[2 * this.openAt]!
    } else {
      slots[at] = this.near.peek()
      keys[at] = this.near.keys[0]!
    }
  }

  /** Adds a slot that is in no heap of these columns, under a finite integer key within +-2^53. Throws InvariantError otherwise. */
  insert(slot: number, key: number): void {
    // Compared this way round, a key that is no number goes to the heap, which refuses it.
    if (key >= this.low[this.first]!) {
      assert(this.columns.position[slot] === -1, 'heap: slot is in a heap already, or beyond its columns')
      assert(key <= KEY_LIMIT, 'heap: key out of range')
      this.lay(slot, key)
      return
    }
    this.near.insert(slot, key)
    if (this.near.size >= this.nearLimit) this.unburden()
  }

  /** Removes a slot from wherever it lies in this heap. Throws InvariantError when it is not in it. */
  remove(slot: number): void {
    const position = this.columns.position[slot]!
    if (position < -1) this.takeOff(this.checked(slot, -2 - position))
    else this.near.remove(slot)
    if (this.near.size === 0 && this.open < 0 && this.first < this.end) this.openNext()
  }

  /** Moves a slot of this heap to where `key` belongs. Throws InvariantError when it is not in it. */
  update(slot: number, key: number): void {
    if (this.columns.position[slot]! >= 0 && key < this.low[this.first]!) {
      this.near.update(slot, key)
      return
    }
    this.remove(slot)
    this.insert(slot, key)
  }

  /** The key of a slot of this heap. Throws InvariantError when it is not in it. */
  keyOf(slot: number): number {
    const position = this.columns.position[slot]!
    return position < -1
      ? this.shelves.entries[2 * this.checked(slot, -2 - position)]!
      : this.near.keyOf(slot)
  }

  /** Calls back for every slot and its key, in no particular order. */
  each(visit: (slot: number, key: number) => void): void {
    for (let i = 0; i < this.near.size; i++) visit(this.near.slotAt(i), this.near.keyAt(i))
    if (this.open >= 0) this.eachOpen(visit)
    const { bits, count } = this.shelves
    for (let at = this.first; at < this.end; at++) {
      const begin = this.shelf[at]! << bits
      this.shelves.each(begin, begin + count[this.shelf[at]!]!, visit)
    }
  }

  /** Throws InvariantError when shelves overlap or hold what they should not, or nobody is near before them. O(n). */
  checkInvariants(): void {
    const { entries, bits, count, owner } = this.shelves
    assert(this.shelved === 0 || this.near.size > 0 || this.open >= 0, 'shelved heap: nobody is near')
    let bound = this.low[this.first]!
    for (let i = 0; i < this.near.size; i++)
      assert(this.near.keyAt(i) < bound, 'shelved heap: a far key is near')
    let size = 0
    const checkPlace = (slot: number): void => {
      size++
      this.checked(slot, -2 - this.columns.position[slot]!)
    }
    if (this.open >= 0) {
      assert(entries[2 * this.openAt + 1]! >= 0, 'shelved heap: the first of the open shelf has left')
      let last = -1
      let lastKey = -Infinity
      this.eachOpen((slot, key) => {
        checkPlace(slot)
        const isInOrder = key > lastKey || (key === lastKey && this.columns.goesBefore(last, slot))
        assert(isInOrder && key < bound, 'shelved heap: the open shelf is not in order')
        last = slot
        lastKey = key
      })
      assert(size === count[this.open], 'shelved heap: wrong count of the open shelf')
    }
    for (let at = this.first; at < this.end; at++) {
      const shelf = this.shelf[at]!
      const low = this.low[at]!
      bound = this.low[at + 1]!
      assert(
        owner[shelf] === this.number && count[shelf]! > 0,
        'shelved heap: an empty shelf, or not its own',
      )
      assert(low <= bound, 'shelved heap: shelves out of order')
      this.shelves.each(shelf << bits, (shelf << bits) + count[shelf]!, (slot, key) => {
        checkPlace(slot)
        assert(
          key >= low && (key < bound || (key === low && low === bound)),
          'shelved heap: a key out of range',
        )
      })
    }
    assert(this.low[this.end] === Infinity && size === this.shelved, 'shelved heap: no end, or wrong size')
  }

  private eachOpen(visit: (slot: number, key: number) => void): void {
    let left = this.shelves.count[this.open]!
    for (let place = this.openAt; left > 0; place++) {
      this.shelves.each(place, place + 1, (slot, key) => {
        left--
        visit(slot, key)
      })
    }
  }

  private isOpenFirst(): boolean {
    if (this.open < 0) return false
    const { entries } = this.shelves
    const key = entries[2 * this.openAt]!
    const nearKey = this.near.keys[0]!
    if (key !== nearKey) return key < nearKey
    return this.columns.goesBefore(entries[2 * this.openAt + 1]!, this.near.peek())
  }

  private checked(slot: number, place: number): number {
    const { bits, entries, owner } = this.shelves
    assert(
      owner[place >> bits] === this.number && entries[2 * place + 1] === slot,
      'shelved heap: a slot that is not in it',
    )
    return place
  }

  /** Lays a slot on the shelf of its key, making room first when the shelf is full. */
  private lay(slot: number, key: number): void {
    const { shelves } = this
    const at = this.find(key)
    const shelf = this.shelf[at]!
    if (shelves.count[shelf]! < shelves.room) {
      shelves.put(shelf, slot, key)
      this.shelved++
      return
    }
    this.halve(at, key)
    this.insert(slot, key)
  }

  /** The last closed shelf that begins at or below the key, the first of them when none does. */
  private find(key: number): number {
    const { low } = this
    let from = this.first
    let length = this.end - from
    while (length > 1) {
      const half = length >>> 1
      // A coin toss for the branch predictor: so the comparison becomes a number.
      from += half & (0 - +(low[from + half]! <= key))
      length -= half
    }
    return from
  }

  private takeOff(place: number): void {
    const { shelves } = this
    const shelf = place >> shelves.bits
    this.shelved--
    if (shelf === this.open) {
      this.leaveOpen(place)
      return
    }
    const key = shelves.entries[2 * place]!
    shelves.drop(shelf, place)
    const count = shelves.count[shelf]!
    if (count === 0) this.close(this.indexOf(shelf, key))
    else if (count === shelves.room >> 3) this.merge(this.indexOf(shelf, key))
  }

  private leaveOpen(place: number): void {
    const { entries, count } = this.shelves
    this.columns.position[entries[2 * place + 1]!] = -1
    entries[2 * place + 1] = -1
    const left = count[this.open]! - 1
    count[this.open] = left
    if (left === 0) {
      this.shelves.giveBack(this.open)
      this.open = -1
      return
    }
    while (entries[2 * this.openAt + 1]! < 0) this.openAt++
  }

  /** Where a closed shelf is that holds, or held, a key. */
  private indexOf(shelf: number, key: number): number {
    let at = this.find(key)
    while (this.shelf[at] !== shelf) at--
    return at
  }

  /** Puts a shelf that has become rather empty together with a neighbour that is as well. */
  private merge(at: number): void {
    const { low, shelf, shelves } = this
    const fits = (i: number): boolean =>
      i > this.first &&
      i < this.end &&
      shelves.count[shelf[i - 1]!]! + shelves.count[shelf[i]!]! <= shelves.room >> 2 &&
      // Of several shelves of one low, none may come under another low.
      (low[i] !== low[i + 1] || low[i - 1] === low[i])
    const from = fits(at + 1) ? at + 1 : at
    if (!fits(from)) return
    const source = shelf[from]!
    const begin = source << shelves.bits
    shelves.each(begin, begin + shelves.count[source]!, (slot, key) =>
      shelves.put(shelf[from - 1]!, slot, key),
    )
    this.close(from)
  }

  /** Makes room on a full shelf for `newKey`: its greater half goes to a new one. */
  private halve(at: number, newKey: number): void {
    const { shelves } = this
    const source = this.shelf[at]!
    const begin = source << shelves.bits
    const pivot = halving(shelves.entries, begin, begin + shelves.room)
    if (Number.isNaN(pivot)) {
      // All are equal: the shelf begins with them, and whoever is not less goes to another.
      const only = shelves.entries[2 * begin]!
      this.low[at] = only
      if (newKey >= only) this.place(at + 1, newKey)
      return
    }
    const target = this.place(at + 1, pivot)
    const { entries } = shelves
    let end = begin + shelves.room
    for (let place = begin; place < end;) {
      const key = entries[2 * place]!
      if (key < pivot) {
        place++
        continue
      }
      shelves.put(target, entries[2 * place + 1]!, key)
      end--
      if (place < end) shelves.set(place, entries[2 * end + 1]!, entries[2 * end]!)
    }
    shelves.count[source] = end - begin
  }

  /** Opens the nearest shelf; what cannot be put in order, or begins at the same key as others, goes into the heap. */
  private openNext(): void {
    const { shelves, first } = this
    const shelf = this.shelf[first]!
    if (this.low[first + 1] !== this.low[first] && shelves.sort(shelf)) {
      this.forget(first)
      this.open = shelf
      this.openAt = shelf << shelves.bits
      return
    }
    const low = this.low[first]!
    do this.pour(this.shelf[this.first]!)
    while (low === this.low[this.first])
    this.nearLimit = Math.max(2 * shelves.room, 2 * this.near.size)
  }

  private pour(shelf: number): void {
    const { shelves } = this
    const begin = shelf << shelves.bits
    const count = shelves.count[shelf]!
    shelves.each(begin, begin + count, (slot, key) => {
      this.columns.position[slot] = -1
      this.near.insert(slot, key)
    })
    this.shelved -= count
    this.close(this.first)
  }

  /** Lays the greater half of those near on a shelf, when they have become many. */
  private unburden(): void {
    const entries: number[] = []
    const collect = (slot: number, key: number): void => {
      entries.push(key, slot)
      this.columns.position[slot] = -1
    }
    for (let i = 0; i < this.near.size; i++) collect(this.near.slotAt(i), this.near.keyAt(i))
    this.near.clear()
    if (this.open >= 0) {
      this.eachOpen(collect)
      this.shelved -= this.shelves.count[this.open]!
      this.shelves.giveBack(this.open)
      this.open = -1
    }
    const pivot = halving(entries, 0, entries.length / 2)
    // Twice as many as there are, where all are equal.
    this.nearLimit = Math.max(2 * this.shelves.room, entries.length / (Number.isNaN(pivot) ? 1 : 2))
    if (!Number.isNaN(pivot)) this.place(this.first, pivot)
    for (let i = 0; i < entries.length; i += 2) this.insert(entries[i + 1]!, entries[i]!)
  }

  /** A new shelf at this place among the closed ones. */
  private place(at: number, low: number): number {
    const to = this.end + 1 < this.low.length ? at : at - this.makeRoom()
    const shelf = this.shelves.take(this.number)
    this.low.copyWithin(to + 1, to, this.end + 1)
    this.shelf.copyWithin(to + 1, to, this.end)
    this.low[to] = low
    this.shelf[to] = shelf
    this.end++
    return shelf
  }

  /** Gives back a closed shelf that has fallen empty. */
  private close(at: number): void {
    this.shelves.giveBack(this.shelf[at]!)
    this.forget(at)
  }

  private forget(at: number): void {
    if (at === this.first) {
      this.first++
    } else {
      this.low.copyWithin(at, at + 1, this.end + 1)
      this.shelf.copyWithin(at, at + 1, this.end)
      this.end--
    }
    if (this.first < this.end) return
    this.first = 0
    this.end = 0
    this.low = NO_LOW
    this.shelf = NO_SHELF
  }

  /** Moves the closed shelves to the beginning of their columns, longer ones if need be; returns how far. */
  private makeRoom(): number {
    const { low, shelf, first, end } = this
    const length = end - first
    const room = 2 * (length + 2) > low.length ? Math.max(8, 2 * low.length) : low.length
    this.low = new Float64Array(room)
    this.low.set(low.subarray(first, end + 1))
    this.shelf = new Int32Array(room)
    this.shelf.set(shelf.subarray(first, end))
    this.first = 0
    this.end = length
    return first
  }
}
