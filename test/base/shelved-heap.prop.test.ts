import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapColumns } from '../../src/base/indexed-heap.js'
import { ShelvedHeap } from '../../src/base/shelved-heap.js'
import { Shelves } from '../../src/base/shelves.js'
import { IndexedHeapModel } from '../model/base/base-indexed-heap.js'

const HEAPS = 2
const SLOTS = 120
/** Shelves of eight, so that all that can happen to shelves happens soon. */
const BITS = 3

const tie = fc.integer({ min: 0, max: 2 })

/** Keys that come from below, that are mostly equal, or that lie too far apart to be sorted by their digits. */
const keys = fc.constantFrom(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(7, 7, 7, 7, 8),
  fc.maxSafeInteger(),
  fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(-(2 ** 53), 2 ** 53, 2 ** 32, 2 ** 32 + 1)),
)

const run = keys.chain((key) =>
  fc.array(
    fc.record({
      type: fc.constantFrom(...(['insert', 'insert', 'insert', 'pop', 'remove', 'update'] as const)),
      heap: fc.constantFrom(0, 0, 0, HEAPS - 1),
      pick: fc.nat(),
      key,
      ties: fc.tuple(tie, tie),
    }),
    { minLength: 40, maxLength: 300, size: 'max' },
  ),
)

/** First many come, then everything happens. */
const runs = fc
  .tuple(run, run)
  .map(([first, second]) => [...first.map((command) => ({ ...command, type: 'insert' as const })), ...second])

test('heaps that share their shelves agree with the naive twin after every command', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 }), runs, (tieCount, commands) => {
      const columns = new HeapColumns(tieCount, SLOTS)
      const shelves = new Shelves(columns, BITS)
      const heaps = Array.from({ length: HEAPS }, () => new ShelvedHeap(shelves))
      const models = Array.from({ length: HEAPS }, () => new IndexedHeapModel(columns))
      const owner = new Map<number, number>()
      const head = new Int32Array(1)
      const headKey = new Float64Array(1)
      for (const { type, heap: h, pick, key, ties } of commands) {
        const heap = heaps[h]!
        const model = models[h]!
        if (type === 'insert') {
          const slot = pick % SLOTS
          if (owner.has(slot)) continue
          columns.ties.forEach((column, i) => (column[slot] = ties[i]!))
          heap.insert(slot, key)
          model.insert(slot, key)
          owner.set(slot, h)
        } else if (model.size > 0) {
          const { slot } = model.sorted()[type === 'pop' ? 0 : pick % model.size]!
          if (type === 'update') {
            heap.update(slot, key)
            model.update(slot, key)
            expect(heap.keyOf(slot)).toBe(key)
          } else {
            heap.remove(slot)
            model.remove(slot)
            owner.delete(slot)
            expect(columns.position[slot]).toBe(-1)
          }
        }
        heap.peekInto(head, headKey, 0)
        expect([heap.size, heap.peek(), head[0], headKey[0]]).toEqual([
          model.size,
          model.peek(),
          model.peek(),
          model.peekKey(),
        ])
        heap.checkInvariants()
      }
      for (let h = 0; h < HEAPS; h++) {
        const found: [number, number][] = []
        heaps[h]!.each((slot, key) => found.push([slot, key]))
        const expected = models[h]!.sorted().map(({ slot, key }) => [slot, key])
        expect(found.toSorted(([a], [b]) => a - b)).toEqual(expected.toSorted((a, b) => a[0]! - b[0]!))
        while (models[h]!.size > 0) {
          const slot = models[h]!.pop()
          expect(heaps[h]!.peek()).toBe(slot)
          heaps[h]!.remove(slot)
          heaps[h]!.checkInvariants()
        }
        expect([heaps[h]!.size, heaps[h]!.peek()]).toEqual([0, -1])
      }
      expect(columns.position.every((position) => position === -1)).toBe(true)
      // Every shelf has been given back.
      expect(shelves.owner.every((each) => each <= 0)).toBe(true)
    }),
  )
})

test('shelves follow what is live: of a long line that melts away at random, few are left', () => {
  const columns = new HeapColumns(0, 20_000)
  const shelves = new Shelves(columns, 5)
  const heap = new ShelvedHeap(shelves)
  for (let slot = 0; slot < 20_000; slot++) heap.insert(slot, slot)
  for (let i = 0; i < 20_000; i++) if (i % 100 !== 0) heap.remove((i * 7_919) % 20_000)
  heap.checkInvariants()
  expect(heap.size).toBe(200)
  expect(heap['end'] - heap['first']).toBeLessThan(60)
})

test('it refuses what is in it already, what is not in it, and keys out of range', () => {
  const shelves = new Shelves(new HeapColumns(0, 100), 2)
  const heap = new ShelvedHeap(shelves)
  const other = new ShelvedHeap(shelves)
  for (let slot = 0; slot < 50; slot++) heap.insert(slot, slot)
  for (const slot of [0, 20, 49]) {
    expect(() => heap.insert(slot, 60)).toThrow('in a heap already')
    expect(() => other.remove(slot)).toThrow('not in it')
    expect(() => other.keyOf(slot)).toThrow('not in it')
  }
  for (const slot of [50, 99]) expect(() => heap.remove(slot)).toThrow('not in it')
  for (const key of [2 ** 54, -(2 ** 54), Infinity, Number.NaN]) {
    expect(() => heap.insert(60, key)).toThrow('out of range')
  }
  expect(() => heap.insert(100, 60)).toThrow('beyond its columns')
  heap.checkInvariants()
})
