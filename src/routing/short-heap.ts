/**
 * A binary min-heap of small numbers with keys that may fall, for the searches of the assignment (assignment.ts): unlike
 * the indexed heap it never gives storage back, so that a solver that has grown allocates nothing.
 * **cost** O(log n) put and pop, clear O(n); allocates on growth only. **order** key; equals in no particular order, but
 * the same for the same calls.
 */
import { grownFloat64, grownInt32 } from '../base/column.js'

export class ShortHeap {
  size = 0
  /** The first id and key at 0. */
  ids: Int32Array = new Int32Array(0)
  keys: Float64Array = new Float64Array(0)
  private place: Int32Array = new Int32Array(0)

  /** Empties it, and makes room for ids below `ids`. */
  begin(ids: number): void {
    this.ids = grownInt32(this.ids, ids)
    this.keys = grownFloat64(this.keys, ids)
    this.place = grownInt32(this.place, ids).fill(-1, 0, ids)
    this.size = 0
  }

  clear(): void {
    for (let at = 0; at < this.size; at++) this.place[this.ids[at]!] = -1
    this.size = 0
  }

  /** Adds an id, or lowers its key. */
  put(id: number, key: number): void {
    const { ids, keys, place } = this
    let at = place[id]!
    if (at < 0) at = this.size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (keys[parent]! <= key) break
      this.set(at, ids[parent]!, keys[parent]!)
      at = parent
    }
    this.set(at, id, key)
  }

  /** Takes out the first. */
  pop(): void {
    const { ids, keys, place } = this
    const size = --this.size
    place[ids[0]!] = -1
    if (size === 0) return
    const id = ids[size]!
    const key = keys[size]!
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child++
      if (keys[child]! >= key) break
      this.set(at, ids[child]!, keys[child]!)
      at = child
    }
    this.set(at, id, key)
  }

  private set(at: number, id: number, key: number): void {
    this.ids[at] = id
    this.keys[at] = key
    this.place[id] = at
  }
}
