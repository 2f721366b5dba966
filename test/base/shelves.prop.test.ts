import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeapColumns } from '../../src/base/indexed-heap.js'
import { halving, Shelves } from '../../src/base/shelves.js'

const BITS = 7
const ROOM = 1 << BITS

const keys = fc
  .constantFrom(
    fc.nat({ max: 50 }),
    fc.nat({ max: 5_000 }),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    fc.maxSafeInteger(),
  )
  .chain((key) => fc.array(key, { minLength: 1, maxLength: ROOM, size: 'max' }))

test('a sorted shelf is in the order of keys, ties and slots, or nothing has changed', () => {
  fc.assert(
    fc.property(keys, fc.nat({ max: 5 }), (list, spread) => {
      const columns = new HeapColumns(1, ROOM)
      const shelves = new Shelves(columns, BITS)
      shelves.take(0)
      const shelf = shelves.take(0)
      for (const [i, key] of list.entries()) {
        // Slots fall as places rise, so that equal keys are not in order from the beginning.
        columns.ties[0]![ROOM - 1 - i] = i % (1 + spread)
        shelves.put(shelf, ROOM - 1 - i, key)
      }
      const contents = (): [slot: number, key: number][] => {
        const found: [number, number][] = []
        shelves.each(shelf << BITS, (shelf << BITS) + list.length, (slot, key) => found.push([slot, key]))
        return found
      }
      const before = contents()
      const isSorted = shelves.sort(shelf)
      const tie = columns.ties[0]!
      const inOrder = before.toSorted(([a, p], [b, q]) => p - q || tie[a]! - tie[b]! || a - b)
      expect(contents()).toEqual(isSorted ? inOrder : before)
      for (const [i, [slot]] of contents().entries()) {
        expect(columns.position[slot]).toBe(-2 - ((shelf << BITS) + i))
      }
      const equals = Math.max(...list.map((key) => list.filter((other) => other === key).length))
      expect(isSorted).toBe(Math.max(...list) - Math.min(...list) < 2 ** 32 && equals <= 64)
    }),
  )
})

test('some keys are below that which halves them, and some are not, unless all are equal', () => {
  fc.assert(
    fc.property(keys, (list) => {
      const entries = [Number.NaN, Number.NaN, ...list.flatMap((key) => [key, 0])]
      const pivot = halving(entries, 1, 1 + list.length)
      const below = list.filter((key) => key < pivot).length
      if (new Set(list).size === 1) expect(pivot).toBeNaN()
      else expect(below > 0 && below < list.length).toBe(true)
    }),
  )
})

test('an evenly spread shelf is halved into halves', () => {
  const entries = Array.from({ length: 2_000 }, (_, i) => (i % 2 === 0 ? ((i / 2) * 617) % 1_000 : 0))
  const pivot = halving(entries, 0, 1_000)
  expect(pivot).toBeGreaterThan(250)
  expect(pivot).toBeLessThan(750)
})

test('a slot that is dropped makes room for the last of its shelf, and shelves come back', () => {
  const columns = new HeapColumns(0, 10)
  const shelves = new Shelves(columns, 2)
  const shelf = shelves.take(5)
  for (const slot of [3, 4, 5]) shelves.put(shelf, slot, slot * 10)
  shelves.drop(shelf, -2 - columns.position[3]!)
  const left: number[] = []
  shelves.each(shelf << 2, (shelf << 2) + shelves.count[shelf]!, (slot) => left.push(slot))
  expect(left).toEqual([5, 4])
  expect(Array.from(columns.position.subarray(3, 6))).toEqual([-1, -3, -2])
  shelves.giveBack(shelf)
  expect(shelves.take(6)).toBe(shelf)
  expect([shelves.count[shelf], shelves.owner[shelf]]).toEqual([0, 6])
})
