/**
 * A short list of integers that is filled and emptied all the time: cleared without giving its memory back, which an
 * array that is set to length 0 does. **Cost** push, clear O(1); remove and includes O(size); allocates on growth only.
 * **Order** of insertion.
 */
import { grownInt32 } from './column.js'

export class IntList {
  /** The first `size` are the list. Replaced on growth. */
  items: Int32Array = new Int32Array(16)
  size = 0

  push(value: number): void {
    if (this.size === this.items.length) this.items = grownInt32(this.items, this.size + 1)
    this.items[this.size++] = value
  }

  clear(): void {
    this.size = 0
  }

  /** The value at an index below `size`. */
  at(index: number): number {
    return this.items[index]!
  }

  includes(value: number): boolean {
    for (let i = 0; i < this.size; i++) if (this.items[i] === value) return true
    return false
  }

  /** Removes the first occurrence, keeping the order of the others; nothing happens when there is none. */
  remove(value: number): void {
    const { items } = this
    let at = 0
    while (at < this.size && items[at] !== value) at++
    if (at === this.size) return
    this.size--
    // Shorter than what it takes to call the array's own way of moving.
    for (; at < this.size; at++) items[at] = items[at + 1]!
  }

  /** Sorts by a number that belongs to each value, smaller first. Allocates. */
  sortBy(column: Float64Array): void {
    const sorted = Array.from(this.items.subarray(0, this.size)).sort((a, b) => column[a]! - column[b]!)
    this.items.set(sorted)
  }
}
