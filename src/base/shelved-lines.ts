/**
 * Many lines of slots, each in order of keys, with removal from the middle: who waits, by lane. A line lies on shelves
 * (shelves.ts) by ranges of keys. The first shelf is in order, so that the head of a line is where it begins; the others are
 * not; when the first is nearly used up, the next is put in order, a piece with each who is taken off any line. Whoever comes
 * is laid on the shelf of his key, and a shelf that is full is parted in two. Short lines have one small shelf and nothing else.
 * **cost** head O(1); insert O(log shelves), remove O(1) but on the first shelf O(room); parting a shelf, and
 * each of some six pieces of ordering it, O(room), once in about that many operations; a new shelf moves the
 * list of those after it. Allocates on growth only. **order** key, two ties, slot: total.
 * Caveat: a slot is in one line at most; its key and its ties are written before `insert`.
 */
import { assert } from './assert.js'
import { grownInt32, grownUint8 } from './column.js'
import { KEY_LIMIT } from './indexed-heap.js'
import { ShelfList } from './shelf-list.js'
import { Shelves } from './shelves.js'

/** A list that a line needs no more is kept for other lines, unless it has room for more shelves than this. */
const KEPT = 64
/**
 * So many lines at most have their next shelf put in order piece by piece before they need it; for others it is done at
 * once when they do. A power of two.
 */
const FORESEEN = 64

export class ShelvedLines {
  private readonly shelves: Shelves
  /** Line -> the places `at` to `until` - 1 of its first shelf are taken; and 1 where that shelf is a small one. */
  private at: Int32Array = new Int32Array(0)
  private until: Int32Array = new Int32Array(0)
  private isSmall: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** Line -> its other shelves. */
  private readonly rests: (ShelfList | undefined)[] = []
  private readonly spare: ShelfList[] = []
  /** A ring of the lines whose next shelf is to be put in order; `pending` of them. */
  private readonly foreseen = new Int32Array(FORESEEN)
  private firstForeseen = 0
  private pending = 0
  /** Line -> up to which place of its next shelf records have been read (`Shelves.touch`). */
  private touched: Int32Array = new Int32Array(0)

  constructor(shelves = new Shelves()) {
    this.shelves = shelves
  }

  /** Makes room for slots below `slots`. */
  ensureSlots(slots: number): void {
    this.shelves.ensure(slots)
  }

  /** Makes room for lines below `lines`; new ones are empty. */
  ensureLines(lines: number): void {
    this.at = grownInt32(this.at, lines)
    this.until = grownInt32(this.until, lines)
    this.touched = grownInt32(this.touched, lines)
    this.isSmall = grownUint8(this.isSmall, lines)
    while (this.rests.length < lines) this.rests.push(undefined)
  }

  /** The line that a slot is in, -1 for none. */
  lineOf(slot: number): number {
    return this.shelves.words[(slot << 3) | 6]!
  }

  /** The key of a slot that is in a line. */
  keyOf(slot: number): number {
    return this.shelves.doubles[slot << 2]!
  }

  /** Writes the key of a slot that is in no line, a finite integer within +-2^53. */
  setKey(slot: number, key: number): void {
    this.shelves.doubles[slot << 2] = key
  }

  /** Writes the ties of a slot that is in no line. */
  setTies(slot: number, first: number, second: number): void {
    const { doubles } = this.shelves
    doubles[(slot << 2) | 1] = first
    doubles[(slot << 2) | 2] = second
  }

  firstTieOf(slot: number): number {
    return this.shelves.doubles[(slot << 2) | 1]!
  }

  secondTieOf(slot: number): number {
    return this.shelves.doubles[(slot << 2) | 2]!
  }

  /** Whether `a` goes before `b` when their keys are equal. */
  tieBefore(a: number, b: number): boolean {
    return this.shelves.tieBefore(a, b)
  }

  isEmpty(line: number): boolean {
    return this.at[line] === this.until[line]
  }

  /** The place on the shelves of the head of a line that is not empty. */
  headOf(line: number): number {
    return this.at[line]!
  }

  /** Adds a slot that is in no line, under the key that it has. */
  insert(line: number, slot: number): void {
    const { doubles, words } = this.shelves
    const key = doubles[slot << 2]!
    assert(key <= KEY_LIMIT && key >= -KEY_LIMIT, 'shelved lines: key out of range')
    words[(slot << 3) | 6] = line
    const rest = this.rests[line]
    const at = rest === undefined ? -1 : this.find(rest, slot)
    if (at < 0) this.insertFirst(line, slot)
    else this.append(rest!, at, slot)
  }

  /** Removes a slot from wherever it lies; returns whether it was the head. Throws InvariantError when it is in no line. */
  remove(slot: number): boolean {
    const { slots, words, bits } = this.shelves
    const line = words[(slot << 3) | 6]!
    assert(line >= 0, 'shelved lines: removed a slot that is in none')
    words[(slot << 3) | 6] = -1
    const at = this.at[line]!
    if (slots[at] === slot) {
      this.at[line] = at + 1
      const left = this.until[line]! - at - 1
      if (left === 0) this.openNext(line)
      else if (left === this.shelves.near) this.foresee(line)
      else if (this.pending > 0) this.work()
      return true
    }
    const rest = this.rests[line]
    const place = words[(slot << 3) | 7]!
    if (rest === undefined || place >> bits === at >> bits) this.leaveFirst(line, slot)
    else this.takeOff(line, rest, slot, place)
    return false
  }

  /** Calls back for every slot and key of a line, in no particular order. */
  each(line: number, visit: (slot: number, key: number) => void): void {
    const { slots, keys, bits, count } = this.shelves
    for (let at = this.at[line]!; at < this.until[line]!; at++) visit(slots[at]!, keys[at]!)
    const rest = this.rests[line]
    if (rest === undefined) return
    for (let i = rest.first; i < rest.end; i++) {
      const begin = rest.shelf[i]! << bits
      for (let at = begin; at < begin + count[rest.shelf[i]!]!; at++) visit(slots[at]!, keys[at]!)
    }
  }

  /** Throws InvariantError when the shelves of a line, their order or the records of its slots contradict each other. O(n). */
  checkInvariants(line: number): void {
    const { slots, words, bits, count, ordered, spreadTo } = this.shelves
    this.each(line, (slot, key) => {
      assert(this.lineOf(slot) === line && this.keyOf(slot) === key, 'shelved lines: a wrong record')
    })
    const rest = this.rests[line]
    const begin = this.at[line]!
    const end = this.until[line]!
    for (let at = begin + 1; at < end; at++)
      assert(this.shelves.isBefore(at - 1, at), 'shelved lines: the first shelf is not in order')
    if (rest === undefined) return
    assert(begin < end && rest.first < rest.end, 'shelved lines: an empty line with shelves')
    assert(this.isSmall[line] === 0, 'shelved lines: a small shelf before others')
    const isInRange = (at: number, i: number): boolean => this.find(rest, slots[at]!) === i
    for (let at = begin; at < end; at++) assert(isInRange(at, -1), 'shelved lines: a far slot is near')
    for (let i = rest.first; i < rest.end; i++) {
      const shelf = rest.shelf[i]!
      assert(count[shelf]! > 0, 'shelved lines: an empty shelf')
      for (let at = shelf << bits; at < (shelf << bits) + count[shelf]!; at++) {
        const place = words[(slots[at]! << 3) | 7]!
        const isInPlace = place === at || (spreadTo[shelf]! > 0 && place >> bits === shelf)
        assert(isInRange(at, i) && isInPlace, 'shelved lines: a slot out of place')
      }
      for (let at = (shelf << bits) + 1; at < (shelf << bits) + ordered[shelf]!; at++)
        assert(this.shelves.isBefore(at - 1, at), 'shelved lines: a shelf out of order')
    }
  }

  /** The shelf behind the first where a slot belongs, -1 when that is the first. */
  private find(rest: ShelfList, slot: number): number {
    const { low, first } = rest
    const { doubles } = this.shelves
    const key = doubles[slot << 2]!
    if (!(low[first]! <= key)) return -1
    let from = rest.lastUpTo(doubles, slot << 2)
    while (from >= first && low[from] === key && this.shelves.isBelow(slot, rest.shelf[from]!)) from--
    return from < first ? -1 : from
  }

  private insertFirst(line: number, slot: number): void {
    const { shelves } = this
    let until = this.until[line]!
    if (this.at[line] === until) {
      until = shelves.takeSmall()
      this.at[line] = until
      this.isSmall[line] = 1
    } else if ((until & ((this.isSmall[line] === 1 ? shelves.smallRoom : shelves.room) - 1)) === 0) {
      if (!this.makeRoom(line)) {
        this.partFirst(line, slot)
        return
      }
      until = this.until[line]!
    }
    shelves.set(until, slot)
    shelves.settle(this.at[line]!, until)
    this.until[line] = until + 1
  }

  /** Makes room at the end of the first shelf, on a greater one if need be; false when it is full. */
  private makeRoom(line: number): boolean {
    const { shelves } = this
    const at = this.at[line]!
    const until = this.until[line]!
    let to = until - (this.isSmall[line] === 1 ? shelves.smallRoom : shelves.room)
    if (at === to) {
      if (this.isSmall[line] === 0) return false
      to = shelves.take() << shelves.bits
      shelves.giveBackSmall(at)
      this.isSmall[line] = 0
    }
    // Not a mere copy: each record holds the place of its slot.
    for (let i = 0; i < until - at; i++) shelves.set(to + i, shelves.slots[at + i]!)
    this.at[line] = to
    this.until[line] = to + until - at
    return true
  }

  /** Parts the full first shelf for a slot that comes: its later half goes to a new one, unless the slot begins a new one. */
  private partFirst(line: number, slot: number): void {
    const { shelves } = this
    const key = shelves.doubles[slot << 2]!
    const rest = this.rests[line] ?? this.restFor(line)
    const until = this.until[line]!
    const last = until - 1
    const isBeyond =
      shelves.keys[last]! < key ||
      (shelves.keys[last] === key && shelves.tieBefore(shelves.slots[last]!, slot))
    if (isBeyond) {
      this.append(rest, this.place(rest, rest.first, slot), slot)
      return
    }
    const from = until - (shelves.room >> 1)
    const at = this.place(rest, rest.first, shelves.slots[from]!)
    for (let i = from; i < until; i++) this.append(rest, at, shelves.slots[i]!)
    this.until[line] = from
    this.insert(line, slot)
  }

  private leaveFirst(line: number, slot: number): void {
    const { slots, keys } = this.shelves
    let at = this.at[line]!
    const until = this.until[line]! - 1
    if (until - at === this.shelves.near) this.foresee(line)
    while (at < until && slots[at] !== slot) at++
    this.until[line] = until
    for (; at < until; at++) {
      slots[at] = slots[at + 1]!
      keys[at] = keys[at + 1]!
    }
  }

  /** The first shelf is used up. */
  private openNext(line: number): void {
    const { shelves } = this
    const last = this.until[line]! - 1
    if (this.isSmall[line] === 1) shelves.giveBackSmall(last & -shelves.smallRoom)
    else shelves.giveBack(last >> shelves.bits)
    const rest = this.rests[line]
    if (rest === undefined) return
    const shelf = rest.shelf[rest.first]!
    while (this.order(line, shelf)) continue
    this.at[line] = shelf << shelves.bits
    this.until[line] = (shelf << shelves.bits) + shelves.count[shelf]!
    this.forget(line, rest, rest.first)
    if (shelves.count[shelf]! <= shelves.near) this.foresee(line)
  }

  /** The first shelf is nearly used up: the next is to be put in order, if there is one. */
  private foresee(line: number): void {
    if (this.pending === FORESEEN || this.rests[line] === undefined) return
    this.foreseen[(this.firstForeseen + this.pending) & (FORESEEN - 1)] = line
    this.pending++
  }

  /** Does a piece of putting a next shelf in order, one shelf after the other, so that a shelf stays in the caches. */
  private work(): void {
    const line = this.foreseen[this.firstForeseen]!
    const rest = this.rests[line]
    if (rest !== undefined && this.order(line, rest.shelf[rest.first]!)) return
    this.firstForeseen = (this.firstForeseen + 1) & (FORESEEN - 1)
    this.pending--
  }

  /** Does a piece of putting a shelf in order: reads some records, and then sorts. False when nothing is left to do. */
  private order(line: number, shelf: number): boolean {
    const { shelves } = this
    const begin = shelf << shelves.bits
    const end = begin + shelves.count[shelf]!
    const touched = this.touched[line]!
    const from = (touched - 1) >> shelves.bits === shelf ? touched : begin
    if (from >= end) return shelves.order(shelf)
    this.touched[line] = shelves.touch(from, end, line)
    return true
  }

  private append(rest: ShelfList, at: number, slot: number): void {
    const { shelves } = this
    const shelf = rest.shelf[at]!
    const count = shelves.count[shelf]!
    if (count === shelves.room) {
      this.partShelf(rest, at, slot)
      return
    }
    shelves.count[shelf] = count + 1
    shelves.set((shelf << shelves.bits) + count, slot)
  }

  private takeOff(line: number, rest: ShelfList, slot: number, known: number): void {
    const { shelves } = this
    const shelf = known >> shelves.bits
    const place = shelves.spreadTo[shelf] === 0 ? known : shelves.search(shelf, slot)
    const count = shelves.count[shelf]! - 1
    const last = (shelf << shelves.bits) + count
    shelves.count[shelf] = count
    if (place !== last) shelves.set(place, shelves.slots[last]!)
    if (count > 0 && count !== shelves.room >> 3) return
    const at = this.find(rest, slot)
    if (count > 0) {
      this.merge(line, rest, at)
      return
    }
    shelves.giveBack(shelf)
    this.forget(line, rest, at)
  }

  /** Parts a full shelf for a slot that comes, unless that goes behind all and begins a new one. */
  private partShelf(rest: ShelfList, at: number, slot: number): void {
    const { shelves } = this
    const from = rest.shelf[at]!
    const begin = from << shelves.bits
    if (at + 1 === rest.end && this.isBeyond(begin, shelves.doubles[slot << 2]!)) {
      this.append(rest, this.place(rest, at + 1, slot), slot)
      return
    }
    const pivot = shelves.pivot(begin)
    const pivotKey = shelves.keys[pivot]!
    const pivotSlot = shelves.slots[pivot]!
    const to = this.place(rest, at + 1, pivotSlot)
    shelves.part(from, rest.shelf[to]!, pivotKey, pivotSlot)
    this.append(rest, this.find(rest, slot), slot)
  }

  private isBeyond(begin: number, key: number): boolean {
    const { keys, room } = this.shelves
    for (let at = begin + room - 1; at >= begin; at--) if (keys[at]! >= key) return false
    return true
  }

  /** Puts a shelf that has become rather empty together with a neighbour that is as well. */
  private merge(line: number, rest: ShelfList, at: number): void {
    const { shelves } = this
    const { count } = shelves
    const fits = (i: number): boolean =>
      i > rest.first &&
      i < rest.end &&
      count[rest.shelf[i - 1]!]! + count[rest.shelf[i]!]! <= shelves.room >> 1
    const from = fits(at + 1) ? at + 1 : at
    if (!fits(from)) return
    const source = rest.shelf[from]!
    const begin = source << shelves.bits
    for (let i = begin; i < begin + count[source]!; i++) this.append(rest, from - 1, shelves.slots[i]!)
    shelves.giveBack(source)
    this.forget(line, rest, from)
  }

  /** A new shelf that begins with a slot, at index `at` of the list; returns its index, for the list may have moved. */
  private place(rest: ShelfList, at: number, slot: number): number {
    const shelf = this.shelves.take()
    this.shelves.mark(shelf, slot)
    return rest.insert(at, shelf, this.shelves.doubles[slot << 2]!)
  }

  private forget(line: number, rest: ShelfList, at: number): void {
    rest.remove(at)
    if (rest.first < rest.end) return
    this.rests[line] = undefined
    if (rest.low.length <= KEPT) this.spare.push(rest)
  }

  private restFor(line: number): ShelfList {
    const rest = this.spare.pop() ?? new ShelfList()
    this.rests[line] = rest
    return rest
  }
}
