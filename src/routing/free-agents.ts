/**
 * The free agents of one capacity class in one agent order: a heap for each group of agents who are alike, and the heads
 * of all of them in flat columns, so that a contact who arrives compares numbers and not objects.
 * **cost** O(log n) of the group for a change, a head is one read; allocates on growth and for a group's first agent.
 * **order** within a group: key, tie columns, slot, as the heap has it. Caveat: heaps outlive their groups; a group slot that
 * is used again finds an empty heap.
 */
import { grownFloat64, grownInt32 } from '../base/column.js'
import { HeapColumns, IndexedHeap } from '../base/indexed-heap.js'

export class FreeAgents {
  /** Key and ties of agents, written by the owner before `insert` and `update`. */
  readonly columns: HeapColumns
  /** Group slot -> its first agent, -1 for none, and that agent's key. Replaced on growth. */
  head: Int32Array = new Int32Array(0)
  headKey: Float64Array = new Float64Array(0)

  private readonly heaps: (IndexedHeap | undefined)[] = []

  constructor(ties: number) {
    this.columns = new HeapColumns(ties)
  }

  /** Free agents of a group. */
  size(group: number): number {
    return this.heaps[group]?.size ?? 0
  }

  has(group: number, agent: number): boolean {
    return this.heaps[group]?.has(agent) === true
  }

  insert(group: number, agent: number): void {
    const heap = this.heaps[group] ?? this.newHeap(group)
    heap.insert(agent)
    this.readHead(group, heap)
  }

  update(group: number, agent: number): void {
    const heap = this.heaps[group]!
    heap.update(agent)
    this.readHead(group, heap)
  }

  remove(group: number, agent: number): void {
    const heap = this.heaps[group]!
    heap.remove(agent)
    this.readHead(group, heap)
  }

  private readHead(group: number, heap: IndexedHeap): void {
    this.head[group] = heap.peek()
    this.headKey[group] = heap.keys[0]!
  }

  private newHeap(group: number): IndexedHeap {
    const heap = new IndexedHeap(this.columns)
    // No holes: an array with holes is slower to read.
    while (this.heaps.length < group) this.heaps.push(undefined)
    this.heaps[group] = heap
    this.head = grownInt32(this.head, group + 1, -1)
    this.headKey = grownFloat64(this.headKey, group + 1, Infinity)
    return heap
  }
}
