/**
 * The slots of things by the ids that callers gave them, and back: a `Map` and a list of ids in half of the memory.
 * Idea: open addressing over one row of (slot, hash) pairs. A cell tells by its hash that it is of another id, so that no
 * string which has long been cold is read in vain; and nothing is built anew while ids come and go, only when they become more.
 * Cost: O(1) each, and O(length of the id) once ids have collided; allocates on growth only. 12 to 15 bytes an id in the row,
 * and 8 in the list of ids.
 * Order: none is kept or told. Caveat: the hash is of the last letters, and ids come from outside: they may all end alike, or be
 * chosen to collide. A search that is longer than by chance has the row filled anew by another hash, of all letters.
 */
import { assert } from './assert.js'
import { grownStrings, roomFor } from './column.js'

const FEWEST_CELLS = 16
/** So many cells are not passed by chance while no more than two in three are in use. */
const LONGEST_SEARCH = 512

/** So many last letters are hashed at first: ids that count upwards, and ids drawn at random, differ there. */
const TAIL = 8

/**
 * 32 bits of an id, by a `seed` of 32 bits; ids that collide by one hardly do by another. Seed 0 reads the tail
 * alone. O(length).
 */
export function hashOfId(id: string, seed: number): number {
  const { length } = id
  let hash = seed ^ length
  let i = seed === 0 && length > TAIL ? length - TAIL : 0
  for (const last = length - 1; i < last; i += 2) {
    hash = Math.imul(hash ^ id.charCodeAt(i) ^ (id.charCodeAt(i + 1) << 16), 0x2c9277b5)
    hash ^= hash >>> 15
  }
  if (i < length) hash = Math.imul(hash ^ id.charCodeAt(i), 0x2c9277b5)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return hash ^ (hash >>> 16)
}

export class IdTable {
  /** Cell c: at 2c the slot plus one, 0 for an empty one; at 2c + 1 the hash. */
  private row = new Int32Array(2 * FEWEST_CELLS)
  private cells = FEWEST_CELLS
  /**
   * Cells / 2^32: times an unsigned hash it gives the hash's home, so homes ascend with hashes, and `rebuild` writes
   * the longer row nearly from its start to its end, which caches like.
   */
  private scale = FEWEST_CELLS / 2 ** 32
  private used = 0
  private seed = 0
  /** By slot, '' for none; reaches as far as the highest slot that has ever had an id. */
  private ids: string[] = []
  /** The last id that was asked for and its hash, and the cell where one was last found: who asks often adds or removes next. */
  private askedId = ''
  private askedHash = 0
  private foundCell = 0

  /** The slot that goes by this id, -1 for none. */
  slotOf(id: string): number {
    const hash = hashOfId(id, this.seed)
    this.askedId = id
    this.askedHash = hash
    const { row, ids, cells } = this
    let cell = this.homeOf(hash)
    for (;;) {
      const slot = row[2 * cell]! - 1
      if (slot < 0) return -1
      if (row[2 * cell + 1] === hash && ids[slot] === id) {
        this.foundCell = cell
        return slot
      }
      if (++cell === cells) cell = 0
    }
  }

  /** The id of a slot, '' for none. */
  idOf(slot: number): string {
    return this.ids[slot] ?? ''
  }

  /** The most cells that the search for an id there is passes before it comes to its own. O(size). */
  longestSearch(): number {
    const { row, cells } = this
    let longest = 0
    for (let cell = 0; cell < cells; cell++) {
      if (row[2 * cell] === 0) continue
      const passed = cell - this.homeOf(row[2 * cell + 1]!)
      longest = Math.max(longest, passed < 0 ? passed + cells : passed)
    }
    return longest
  }

  /** Gives a slot that has no id one that no slot has, which is the caller's to see to; '' is none. */
  add(id: string, slot: number): void {
    assert(id !== '', 'id table: an empty id')
    if (slot >= this.ids.length) this.ids = grownStrings(this.ids, slot + 1)
    this.ids[slot] = id
    this.used++
    if (3 * this.used > 2 * this.cells) this.rebuild(roomFor(this.cells, this.cells + 1))
    const hash = id === this.askedId ? this.askedHash : hashOfId(id, this.seed)
    if (this.insert(hash, slot) > LONGEST_SEARCH) this.reseed()
  }

  /** Takes the id of a slot away, if it has one. */
  remove(slot: number): void {
    const id = this.ids[slot]
    if (id === undefined || id === '') return
    let cell = this.foundCell
    if (this.row[2 * cell] !== slot + 1) {
      const found = this.slotOf(id)
      assert(found === slot, 'id table: the id of another slot')
      cell = this.foundCell
    }
    this.ids[slot] = ''
    this.used--
    this.close(cell)
  }

  private homeOf(hash: number): number {
    return Math.floor((hash >>> 0) * this.scale)
  }

  /** Puts a pair of slot and hash into the first empty cell from its home on; returns how many cells it passed. */
  private insert(hash: number, slot: number): number {
    const { row, cells } = this
    let cell = this.homeOf(hash)
    let passed = 0
    while (row[2 * cell] !== 0) {
      passed++
      if (++cell === cells) cell = 0
    }
    row[2 * cell] = slot + 1
    row[2 * cell + 1] = hash
    return passed
  }

  /** Empties a cell, and moves up into the gap those after it whose search would now end at the gap. */
  private close(cell: number): void {
    const { row, cells } = this
    let gap = cell
    let next = cell
    for (;;) {
      if (++next === cells) next = 0
      if (row[2 * next] === 0) break
      const hash = row[2 * next + 1]!
      const home = this.homeOf(hash)
      const fromHome = next - home
      const fromGap = next - gap
      if ((fromHome < 0 ? fromHome + cells : fromHome) < (fromGap < 0 ? fromGap + cells : fromGap)) continue
      row[2 * gap] = row[2 * next]!
      row[2 * gap + 1] = hash
      gap = next
    }
    row[2 * gap] = 0
  }

  /** The same pairs in a row of so many cells. */
  private rebuild(cells: number): void {
    const { row } = this
    this.row = new Int32Array(2 * cells)
    this.cells = cells
    this.scale = cells / 2 ** 32
    for (let i = 0; i < row.length; i += 2) if (row[i] !== 0) this.insert(row[i + 1]!, row[i]! - 1)
  }

  /** The same ids by another hash. */
  private reseed(): void {
    this.seed++
    this.askedId = ''
    this.row.fill(0)
    for (const [slot, id] of this.ids.entries()) if (id !== '') this.insert(hashOfId(id, this.seed), slot)
  }
}
