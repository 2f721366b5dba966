/**
 * The indexed heap beside flatqueue (keys inline; no removal, no order among equals), heap-js (slots compared through
 * typed arrays; removal by search) and the naive twin. All must hand out the same slots: their digests are compared
 * before anything is timed. Each contender has loops of its own, so that V8 inlines each alone.
 * Run: npm run bench -- --only base/indexed-heap
 */
import FlatQueue from 'flatqueue'
import { Heap } from 'heap-js'
import { HeapColumns, IndexedHeap } from '../../src/base/indexed-heap.js'
import { Hash64, Stream } from '../../src/base/prng.js'
import { IndexedHeapModel } from '../../test/model/base/base-indexed-heap.js'
import { compare, type Row, type Scale } from '../measure.js'

const SIZES: Readonly<Record<Scale, readonly number[]>> = {
  tiny: [100],
  quick: [1_000, 100_000],
  full: [100, 1_000, 10_000, 100_000],
}
const CHECKED_STEPS = 3_000
const CYCLE_BITS = 17
const CYCLE = 1 << CYCLE_BITS

/**
 * Who comes next. `random`: anywhere among those that wait. `near-sorted`: arrival every 50 ms less a head start of up to
 * two minutes. `tied`: about eight distinct keys at a time, arrival decides, as among agents of equal load.
 */
type Order = 'random' | 'near-sorted' | 'tied'

/** A line of `size` slots, and the endless sequence of keys under which they come back; distinct but for `tied`. */
class Line {
  /** How many keys were drawn: the tie that goes with the last one. */
  drawn = 0
  /** Precomputed for one cycle; each time round they begin `perCycle` later. */
  private readonly keys = new Float64Array(CYCLE)
  private readonly changed = new Int32Array(CYCLE)
  private readonly perCycle: number

  constructor(order: Order, size: number) {
    const stream = Stream.named(1, size, order)
    const perLevel = 2 ** Math.ceil(Math.log2(size))
    this.perCycle = order === 'tied' ? CYCLE / perLevel : CYCLE * CYCLE * (order === 'random' ? 16 : 50)
    for (let i = 0; i < CYCLE; i++) {
      const u = stream.uniform()
      if (order === 'tied') this.keys[i] = Math.floor(i / perLevel) + Math.floor(u * 8)
      else if (order === 'random') this.keys[i] = (i * 16 + Math.floor(u * 2 * size * 16)) * CYCLE + i
      else this.keys[i] = (i * 50 - Math.floor(u * 120_000)) * CYCLE + i
      this.changed[i] = Math.floor(stream.uniform() * size)
    }
  }

  nextKey(): number {
    const i = this.drawn++
    return this.keys[i & (CYCLE - 1)]! + (i >>> CYCLE_BITS) * this.perCycle
  }

  /** The slot that changes its key at this step. */
  nextChanged(): number {
    return this.changed[this.drawn & (CYCLE - 1)]!
  }
}

/** `steps` does n steps and returns the sum of the slots handed out; `pop` empties what is left. */
interface Contender {
  readonly name: string
  readonly steps: (n: number) => number
  readonly pop: () => number
}

function ourHeap(order: Order, size: number): { line: Line; columns: HeapColumns; heap: IndexedHeap } {
  const line = new Line(order, size)
  const columns = new HeapColumns(1, size)
  const heap = new IndexedHeap(columns)
  for (let slot = 0; slot < size; slot++) {
    columns.ties[0]![slot] = slot
    columns.key[0] = line.nextKey()
    heap.insert(slot)
  }
  return { line, columns, heap }
}

function heapJs(
  order: Order,
  size: number,
): { line: Line; keys: Float64Array; ties: Float64Array; heap: Heap<number> } {
  const line = new Line(order, size)
  const keys = new Float64Array(size)
  const ties = new Float64Array(size)
  const heap = new Heap<number>((a, b) => keys[a]! - keys[b]! || ties[a]! - ties[b]!)
  for (let slot = 0; slot < size; slot++) {
    ties[slot] = slot
    keys[slot] = line.nextKey()
    heap.add(slot)
  }
  return { line, keys, ties, heap }
}

function ourPops(order: Order, size: number): Contender {
  const { line, columns, heap } = ourHeap(order, size)
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const slot = heap.pop()
      columns.ties[0]![slot] = line.drawn
      columns.key[0] = line.nextKey()
      heap.insert(slot)
      sum += slot
    }
    return sum
  }
  return { name: 'IndexedHeap', steps, pop: () => heap.pop() }
}

function flatPops(order: Order, size: number): Contender {
  const line = new Line(order, size)
  const queue = new FlatQueue(size)
  for (let slot = 0; slot < size; slot++) queue.push(slot, line.nextKey())
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const slot = queue.pop()!
      queue.push(slot, line.nextKey())
      sum += slot
    }
    return sum
  }
  return { name: 'flatqueue', steps, pop: () => queue.pop() ?? -1 }
}

function heapJsPops(order: Order, size: number): Contender {
  const { line, keys, ties, heap } = heapJs(order, size)
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const slot = heap.pop()!
      ties[slot] = line.drawn
      keys[slot] = line.nextKey()
      heap.add(slot)
      sum += slot
    }
    return sum
  }
  return { name: 'heap-js', steps, pop: () => heap.pop() ?? -1 }
}

function naivePops(order: Order, size: number): Contender {
  const line = new Line(order, size)
  const columns = new HeapColumns(1, size)
  const naive = new IndexedHeapModel(columns)
  for (let slot = 0; slot < size; slot++) {
    columns.ties[0]![slot] = slot
    naive.insert(slot, line.nextKey())
  }
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const slot = naive.pop()
      columns.ties[0]![slot] = line.drawn
      naive.insert(slot, line.nextKey())
      sum += slot
    }
    return sum
  }
  return { name: 'naive twin', steps, pop: () => naive.pop() }
}

function ourChanges(size: number): Contender {
  const { line, columns, heap } = ourHeap('near-sorted', size)
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const slot = line.nextChanged()
      heap.remove(slot)
      columns.key[0] = line.nextKey()
      heap.insert(slot)
      sum += slot
    }
    return sum
  }
  return { name: 'IndexedHeap', steps, pop: () => heap.pop() }
}

function heapJsChanges(size: number): Contender {
  const { line, keys, heap } = heapJs('near-sorted', size)
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const slot = line.nextChanged()
      heap.remove(slot)
      keys[slot] = line.nextKey()
      heap.add(slot)
      sum += slot
    }
    return sum
  }
  return { name: 'heap-js', steps, pop: () => heap.pop() ?? -1 }
}

/** Digest of what a fresh contender hands out: sums of steps, then every slot to the last. */
function digestOf({ steps, pop }: Contender): string {
  const hash = new Hash64()
  for (let done = 0; done < CHECKED_STEPS; done += 100) hash.number(steps(100))
  for (let slot = pop(); slot >= 0; slot = pop()) hash.number(slot)
  return hash.digest()
}

function rowsOf(
  work: string,
  rival: string,
  size: number,
  scale: Scale,
  contenders: () => Contender[],
): Row[] {
  const digests = contenders().map(digestOf)
  const timed = contenders().map(({ name, steps }, i) => ({ name, steps, digest: digests[i]! }))
  return compare(`${work}, ${size}`, timed, { scale, rival, latency: false })
}

export function run(scale: Scale): Row[] {
  const rows: Row[] = []
  for (const order of ['random', 'near-sorted', 'tied'] as const) {
    for (const size of SIZES[scale]) {
      const rival = order === 'tied' ? 'heap-js' : 'flatqueue'
      rows.push(
        ...rowsOf(`pop + insert, ${order}`, rival, size, scale, () => [
          ourPops(order, size),
          ...(order === 'tied' ? [] : [flatPops(order, size)]),
          heapJsPops(order, size),
          ...(size <= 100 ? [naivePops(order, size)] : []),
        ]),
      )
    }
  }
  for (const size of SIZES[scale]) {
    rows.push(
      ...rowsOf('remove middle + insert', 'heap-js', size, scale, () => [
        ourChanges(size),
        ...(size <= 1_000 ? [heapJsChanges(size)] : []),
      ]),
    )
  }
  return rows
}
