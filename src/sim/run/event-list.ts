/**
 * What is going to happen, and in which order: the future events of one simulation run, as whole numbers.
 * Idea: an indexed heap of event ids keyed by instant and rank, so that a customer who is answered takes the hang-up
 * out again instead of leaving it to be skipped.
 * **cost** O(log n) each, O(1) to look; allocates on growth only. **order** instant, then rank, then order of planning.
 * Why not heap-js: a hang-up that never comes would have to stay and be skipped, and it is slower from a hundred events
 * on (bench/base/indexed-heap.bench.ts).
 */
import { HeapColumns, IndexedHeap } from '../../base/indexed-heap.js'

/** Ranks are 0..RANKS-1; the key is instant * RANKS + rank, exact below 2^53. */
const RANKS = 8

/** The key of an instant and a rank: events are taken in the order of their keys. */
export function eventKey(atMs: number, rank: number): number {
  return atMs * RANKS + rank
}

/** The instant of a key; Infinity of the key of nothing. */
export function instantOf(key: number): number {
  return Math.floor(key / RANKS)
}

export class EventList {
  private readonly columns: HeapColumns
  private readonly heap: IndexedHeap
  private planned: number

  constructor() {
    this.columns = new HeapColumns(1, 1024)
    this.heap = new IndexedHeap(this.columns)
    this.planned = 0
  }

  /** Number of planned events. */
  get size(): number {
    return this.heap.size
  }

  /** The key of the first event, or Infinity. */
  get nextKey(): number {
    return this.heap.peekKey()
  }

  /** Plans event `id` (an integer >= 0, not planned already) for a whole instant 0..2^49; rank 0..7, lower first. */
  plan(id: number, atMs: number, rank: number): void {
    this.columns.ensure(id + 1)
    this.columns.ties[0]![id] = this.planned++
    this.heap.insert(id, eventKey(atMs, rank))
  }

  /** Takes the first event off the list and returns its id, or -1. */
  take(): number {
    return this.heap.pop()
  }

  /** Whether `id` is planned. */
  has(id: number): boolean {
    return this.columns.position[id]! >= 0
  }

  /** Takes `id` off the list; nothing happens when it is not planned. */
  cancel(id: number): void {
    if (this.columns.position[id]! >= 0) this.heap.remove(id)
  }
}
