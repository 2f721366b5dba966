import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { HeapColumns, IndexedHeap } from '../../src/base/indexed-heap.js'
import { insertAt, updateAt } from './keyed-heap.js'

test('an empty heap has no first', () => {
  const heap = new IndexedHeap(new HeapColumns(0))
  expect(heap.size).toBe(0)
  expect(heap.peek()).toBe(-1)
  expect(heap.pop()).toBe(-1)
  expect(heap.peekKey()).toBe(Infinity)
  expect(heap.slotAt(0)).toBe(-1)
  expect(heap.keyAt(0)).toBe(Infinity)
  expect(heap.has(0)).toBe(false)
})

test('equal keys go by the tie columns in turn, then by slot', () => {
  const columns = new HeapColumns(2, 4)
  const heap = new IndexedHeap(columns)
  columns.ties[0]!.set([1, 1, 1, 0])
  columns.ties[1]!.set([5, 4, 4, 9])
  for (const slot of [0, 2, 1, 3]) insertAt(heap, slot, 100)
  expect([heap.pop(), heap.pop(), heap.pop(), heap.pop()]).toEqual([3, 1, 2, 0])
})

test('a tie written late counts from the update on', () => {
  const columns = new HeapColumns(1, 8)
  const heap = new IndexedHeap(columns)
  for (let slot = 0; slot < 8; slot++) insertAt(heap, slot, 0)
  columns.ties[0]![7] = -1
  updateAt(heap, 7, 0)
  expect(heap.peek()).toBe(7)
  columns.ties[0]![7] = 1
  updateAt(heap, 7, 0)
  expect(heap.peek()).toBe(0)
})

test('columns grow beneath heaps that are in use', () => {
  const columns = new HeapColumns(1, 2)
  const heap = new IndexedHeap(columns)
  insertAt(heap, 1, 7)
  columns.ensure(1000)
  expect(columns.position[999]).toBe(-1)
  expect(columns.ties[0]!.length).toBe(columns.position.length)
  insertAt(heap, 999, 6)
  expect([heap.pop(), heap.pop()]).toEqual([999, 1])
})

test('a slot in a sister heap is not in this one, though its index would fit', () => {
  const columns = new HeapColumns(0, 4)
  const one = new IndexedHeap(columns)
  const other = new IndexedHeap(columns)
  insertAt(one, 0, 1)
  insertAt(other, 1, 1)
  expect(one.has(1)).toBe(false)
  expect(other.has(1)).toBe(true)
  expect(() => one.remove(1)).toThrow(InvariantError)
  expect(() => updateAt(one, 1, 0)).toThrow(InvariantError)
  expect(() => one.keyOf(1)).toThrow(InvariantError)
  expect(() => insertAt(one, 1, 0)).toThrow(InvariantError)
  one.remove(0)
  insertAt(one, 0, 2)
  expect(one.keyOf(0)).toBe(2)
})

test('slots outside the columns and keys outside the integers that doubles hold are programmer errors', () => {
  const heap = new IndexedHeap(new HeapColumns(0, 4))
  for (const slot of [4, -1, 0.5, Number.NaN]) expect(() => insertAt(heap, slot, 0)).toThrow(InvariantError)
  for (const key of [Number.NaN, Infinity, -Infinity, 2 ** 54]) {
    expect(() => insertAt(heap, 0, key)).toThrow(InvariantError)
  }
  insertAt(heap, 0, 0)
  expect(() => updateAt(heap, 0, Number.NaN)).toThrow(InvariantError)
  expect([heap.size, heap.keyOf(0)]).toEqual([1, 0])
  for (const i of [-1, 1]) expect([heap.slotAt(i), heap.keyAt(i)]).toEqual([-1, Infinity])
})

test('a cleared heap forgets its own slots only, not one that has left it for another', () => {
  const columns = new HeapColumns(0, 4)
  const one = new IndexedHeap(columns)
  const other = new IndexedHeap(columns)
  for (const slot of [0, 1, 2]) insertAt(one, slot, slot)
  one.remove(2)
  insertAt(other, 2, 0)
  one.clear()
  expect([other.has(2), one.has(0), columns.position[1]]).toEqual([true, false, -1])
})

test('memory follows what is live', () => {
  const columns = new HeapColumns(0, 10_000)
  const heap = new IndexedHeap(columns)
  const copies = new Set<Float64Array>()
  for (let slot = 0; slot < 10_000; slot++) {
    insertAt(heap, slot, -slot)
    copies.add(heap['keys'])
  }
  expect(copies.size).toBeLessThan(16)
  expect(heap['keys'].length).toBeLessThan(20_000)
  while (heap.size > 1) heap.pop()
  expect(heap['keys'].length).toBeLessThan(80)
  for (let slot = 1; slot < 10_000; slot++) insertAt(heap, slot, slot)
  heap.clear()
  expect(heap['keys'].length).toBeLessThan(16)
  expect([heap.size, heap.peek(), heap.peekKey(), heap.has(5)]).toEqual([0, -1, Infinity, false])
  insertAt(heap, 5, 5)
  expect(heap.pop()).toBe(5)
})
