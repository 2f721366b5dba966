import fc from 'fast-check'
import { Heap } from 'heap-js'
import { expect, test } from 'vitest'
import { HeapColumns, IndexedHeap } from '../../src/base/indexed-heap.js'
import { IndexedHeapModel } from '../model/base/base-indexed-heap.js'
import { insertAt, updateAt } from './keyed-heap.js'

const HEAPS = 3
const SLOTS = 90

/** Few distinct keys, so that ties decide often; and the ends of the range. */
const key = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 2 ** 31 - 1 }) },
  { weight: 1, arbitrary: fc.constantFrom(-(2 ** 53), 2 ** 53, -0) },
)
const tie = fc.integer({ min: 0, max: 2 })

const command = fc.record({
  type: fc.constantFrom(
    ...(['insert', 'insert', 'insert', 'insert', 'pop', 'remove', 'update', 'retie', 'clear'] as const),
  ),
  heap: fc.nat({ max: HEAPS - 1 }),
  pick: fc.nat(),
  key,
  ties: fc.tuple(tie, tie),
})

/** What must hold inside whatever was done: heap order, positions, and storage that follows what is live. */
function expectSound(heap: IndexedHeap, columns: HeapColumns, model: IndexedHeapModel): void {
  const rank = new Map(model.sorted().map((entry, i) => [entry.slot, i]))
  expect(heap.size).toBe(rank.size)
  for (let i = 0; i < heap.size; i++) {
    const slot = heap.slotAt(i)
    expect(columns.position[slot]).toBe(i)
    expect(heap.keyAt(i)).toBe(model.keyOf(slot))
    if (i > 0) expect(rank.get(heap.slotAt((i - 1) >> 2))!).toBeLessThan(rank.get(slot)!)
  }
  const capacity = heap.keys.length
  expect(capacity).toBeLessThanOrEqual(Math.max(4, 4 * heap.size) + 3)
  expect(heap['slots'].length).toBe(capacity)
}

test('heaps that share their columns agree with the naive twin after every command', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 }), fc.array(command, { maxLength: 160 }), (tieCount, commands) => {
      const columns = new HeapColumns(tieCount, 1)
      const heaps = Array.from({ length: HEAPS }, () => new IndexedHeap(columns))
      const models = Array.from({ length: HEAPS }, () => new IndexedHeapModel(columns))
      const owner = new Map<number, number>()
      let room = 1
      for (const { type, heap: h, pick, key: k, ties } of commands) {
        const heap = heaps[h]!
        const model = models[h]!
        if (type === 'insert') {
          const slot = pick % SLOTS
          if (owner.has(slot)) continue
          room = Math.max(room, slot + 1)
          columns.ensure(room)
          columns.ties.forEach((column, i) => (column[slot] = ties[i]!))
          insertAt(heap, slot, k)
          model.insert(slot, k)
          owner.set(slot, h)
        } else if (type === 'pop') {
          const slot = heap.pop()
          expect(slot).toBe(model.pop())
          owner.delete(slot)
        } else if (type === 'clear') {
          if (pick % 3 > 0) continue
          for (const entry of model.sorted()) owner.delete(entry.slot)
          heap.clear()
          model.clear()
        } else if (model.size > 0) {
          const { slot, key: present } = model.sorted()[pick % model.size]!
          if (type === 'remove') {
            heap.remove(slot)
            model.remove(slot)
            owner.delete(slot)
          } else {
            if (type === 'retie') columns.ties.forEach((column, i) => (column[slot] = ties[i]!))
            updateAt(heap, slot, type === 'update' ? k : present)
            model.update(slot, type === 'update' ? k : present)
          }
        }
        expect(heap.peek()).toBe(model.peek())
        expect(heap.peekKey()).toBe(model.peekKey())
        expectSound(heap, columns, model)
      }
      for (let slot = -1; slot <= SLOTS; slot++) {
        for (let h = 0; h < HEAPS; h++) {
          expect(heaps[h]!.has(slot)).toBe(models[h]!.has(slot))
          if (models[h]!.has(slot)) expect(heaps[h]!.keyOf(slot)).toBe(models[h]!.keyOf(slot))
        }
        if (slot >= 0 && slot < columns.position.length && !owner.has(slot)) {
          expect(columns.position[slot]).toBe(-1)
        }
      }
      for (let h = 0; h < HEAPS; h++) {
        expectSound(heaps[h]!, columns, models[h]!)
        while (models[h]!.size > 0) expect(heaps[h]!.pop()).toBe(models[h]!.pop())
        expect(heaps[h]!.pop()).toBe(-1)
      }
      expect(columns.position.every((index) => index === -1)).toBe(true)
    }),
  )
})

test('it hands out what heap-js hands out, with removals from the middle', () => {
  const steps = fc.array(fc.record({ key, slotToRemove: fc.option(fc.nat({ max: 299 }), { freq: 3 }) }), {
    minLength: 50,
    maxLength: 300,
  })
  fc.assert(
    fc.property(steps, (entries) => {
      const columns = new HeapColumns(1, entries.length)
      const heap = new IndexedHeap(columns)
      const oracle = new Heap<number>(
        (a, b) => entries[a]!.key - entries[b]!.key || columns.ties[0]![a]! - columns.ties[0]![b]! || a - b,
      )
      for (const [slot, entry] of entries.entries()) {
        columns.ties[0]![slot] = -(slot % 7)
        insertAt(heap, slot, entry.key)
        oracle.add(slot)
        const { slotToRemove } = entry
        if (slotToRemove !== null && heap.has(slotToRemove)) {
          heap.remove(slotToRemove)
          oracle.remove(slotToRemove)
        }
      }
      while (oracle.length > 0) expect(heap.pop()).toBe(oracle.pop())
      expect(heap.size).toBe(0)
    }),
  )
})

test('the order of insertion decides nothing', () => {
  const entries = fc.uniqueArray(fc.record({ slot: fc.nat({ max: 199 }), key }), {
    selector: ({ slot }) => slot,
    maxLength: 60,
  })
  const shuffled = entries.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
  )
  fc.assert(
    fc.property(shuffled, (orders) => {
      const [first, second] = orders.map((order) => {
        const heap = new IndexedHeap(new HeapColumns(0, 200))
        for (const { slot, key: k } of order) insertAt(heap, slot, k)
        return order.map(() => heap.pop())
      })
      expect(second).toEqual(first)
    }),
  )
})
