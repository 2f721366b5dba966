/** A slot and its key in one call, for tests; the heap itself finds the key in its columns. */
import type { IndexedHeap } from '../../src/base/indexed-heap.js'

export function insertAt(heap: IndexedHeap, slot: number, key: number): void {
  heap['columns'].key[0] = key
  heap.insert(slot)
}

export function updateAt(heap: IndexedHeap, slot: number, key: number): void {
  heap['columns'].key[0] = key
  heap.update(slot)
}
