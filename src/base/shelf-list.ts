/**
 * A list of shelves in order of what they begin with, for one line (shelved-lines.ts): two columns, of which the first in
 * use moves on as shelves are used up.
 * **cost** lastUpTo O(log shelves), remove of the first O(1), other changes move those behind; allocates on growth only.
 * **order** that of the caller, among equal keys as well.
 */

export class ShelfList {
  /** From `first` to `end` - 1: the least key that may lie on the shelf, never falling, and the shelf. */
  low: Float64Array = new Float64Array(4)
  shelf: Int32Array = new Int32Array(4)
  first = 0
  end = 0

  /**
   * The last that begins at or below the key at a place of a column; the first when none does. The list must not be empty.
   * The key is read here, for V8 makes an object of one that is handed over.
   */
  lastUpTo(keys: Float64Array, place: number): number {
    const { low } = this
    const key = keys[place]!
    let from = this.first
    let length = this.end - from
    // Three comparisons at once take hardly longer than one; and as numbers, for no branch predictor would guess them.
    while (length > 4) {
      const step = length >>> 2
      const steps =
        +(low[from + step]! <= key) + +(low[from + 2 * step]! <= key) + +(low[from + 3 * step]! <= key)
      from += step * steps
      length -= 3 * step
    }
    while (length > 1) {
      const half = length >>> 1
      from += half & (0 - +(low[from + half]! <= key))
      length -= half
    }
    return from
  }

  /** Puts a shelf at a place from `first` to `end`; returns where that is now, for the list may move. */
  insert(at: number, shelf: number, low: number): number {
    let to = at
    if (this.end === this.low.length) {
      to -= this.first
      this.makeRoom()
    }
    this.low.copyWithin(to + 1, to, this.end)
    this.shelf.copyWithin(to + 1, to, this.end)
    this.low[to] = low
    this.shelf[to] = shelf
    this.end++
    return to
  }

  /** Takes the shelf at a place out; an empty list begins anew. */
  remove(at: number): void {
    if (at === this.first) {
      this.first++
    } else {
      this.low.copyWithin(at, at + 1, this.end)
      this.shelf.copyWithin(at, at + 1, this.end)
      this.end--
    }
    if (this.first < this.end) return
    this.first = 0
    this.end = 0
  }

  /** Moves what is in use to the beginning of the columns, longer ones if need be. */
  private makeRoom(): void {
    const { low, shelf, first, end } = this
    const length = end - first
    if (2 * (length + 1) > low.length) {
      this.low = new Float64Array(2 * low.length)
      this.shelf = new Int32Array(2 * low.length)
      this.low.set(low.subarray(first, end))
      this.shelf.set(shelf.subarray(first, end))
    } else {
      low.copyWithin(0, first, end)
      shelf.copyWithin(0, first, end)
    }
    this.first = 0
    this.end = length
  }
}
