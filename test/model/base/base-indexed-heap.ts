/**
 * The naive twin of `IndexedHeap`: a list that is searched and sorted whenever it is asked.
 * It reads the same tie columns, but keeps neither positions nor an order of its own.
 */
import type { HeapColumns, IndexedHeap } from '../../../src/base/indexed-heap.js'

export interface Entry {
  readonly slot: number
  readonly key: number
}

export class IndexedHeapModel implements Omit<
  Pick<IndexedHeap, keyof IndexedHeap>,
  'insert' | 'update' | 'keys' | 'slotAt' | 'keyAt'
> {
  private entries: Entry[] = []
  private readonly columns: Pick<HeapColumns, 'ties'>

  constructor(columns: Pick<HeapColumns, 'ties'>) {
    this.columns = columns
  }

  get size(): number {
    return this.entries.length
  }

  /** Everything in it, first to last. */
  sorted(): Entry[] {
    return [...this.entries].sort((a, b) => this.compare(a, b))
  }

  peek(): number {
    return this.sorted()[0]?.slot ?? -1
  }

  peekKey(): number {
    return this.sorted()[0]?.key ?? Infinity
  }

  insert(slot: number, key: number): void {
    this.entries.push({ slot, key })
  }

  pop(): number {
    const slot = this.peek()
    this.remove(slot)
    return slot
  }

  remove(slot: number): void {
    this.entries = this.entries.filter((entry) => entry.slot !== slot)
  }

  update(slot: number, key: number): void {
    this.remove(slot)
    this.insert(slot, key)
  }

  has(slot: number): boolean {
    return this.entries.some((entry) => entry.slot === slot)
  }

  keyOf(slot: number): number {
    return this.entries.find((entry) => entry.slot === slot)!.key
  }

  clear(): void {
    this.entries = []
  }

  private compare(a: Entry, b: Entry): number {
    if (a.key !== b.key) return a.key - b.key
    for (const tie of this.columns.ties) {
      const difference = tie[a.slot]! - tie[b.slot]!
      if (difference !== 0) return difference
    }
    return a.slot - b.slot
  }
}
