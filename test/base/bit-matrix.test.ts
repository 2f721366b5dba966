import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { BitMatrix, BitSet } from '../../src/base/bit-matrix.js'

test('column 31 of a word, the sign bit, is a column like any other', () => {
  const matrix = new BitMatrix(2, 64)
  matrix.set(0, 31)
  matrix.set(0, 63)
  expect([matrix.next(0, 0), matrix.next(0, 32), matrix.next(0, 64)]).toEqual([31, 63, -1])
  expect(matrix.count(0)).toBe(2)
  expect(matrix.count(1)).toBe(0)
})

test('a wider row keeps its members, and a narrower one contributes none beyond its end', () => {
  const narrow = new BitMatrix(1, 10)
  const wide = new BitMatrix(1, 100)
  narrow.set(0, 9)
  wide.fillRow(0, 100)
  wide.andRow(0, narrow, 0)
  expect([wide.next(0, 0), wide.next(0, 10)]).toEqual([9, -1])
  wide.set(0, 99)
  narrow.orRow(0, wide, 0)
  expect(narrow.columns).toBe(100)
  expect([narrow.next(0, 0), narrow.next(0, 10), narrow.count(0)]).toEqual([9, 99, 2])
})

test('a row can be filled to its last column, and its neighbours stay as they are', () => {
  const matrix = new BitMatrix(3, 64)
  matrix.fillRow(0, 64)
  matrix.fillRow(2, 64)
  for (const columns of [0, 1, 31, 32, 33, 63, 64]) {
    matrix.fillRow(1, columns)
    expect(matrix.count(1)).toBe(columns)
    expect(matrix.has(1, columns)).toBe(false)
  }
  matrix.clearRow(1)
  expect([matrix.count(0), matrix.count(1), matrix.count(2)]).toEqual([64, 0, 64])
})

test('growth by one at a time doubles: rows and columns are rarely copied', () => {
  const matrix = new BitMatrix(1, 1)
  const seen = new Set<Int32Array>()
  for (let n = 1; n <= 1024; n++) {
    matrix.ensureRows(n)
    matrix.ensureColumns(n)
    matrix.set(n - 1, n - 1)
    seen.add(matrix.words)
  }
  expect(seen.size).toBeLessThanOrEqual(20)
  for (let n = 0; n < 1024; n++) expect(matrix.next(n, 0)).toBe(n)
})

test('to write outside the matrix or the set is a programmer error; nothing is there to read', () => {
  const matrix = new BitMatrix(2, 40)
  for (const [r, c] of [
    [2, 0],
    [0, 40],
    [-1, 0],
    [0, -1],
  ] as const) {
    expect(() => matrix.set(r, c)).toThrow(InvariantError)
    expect(() => matrix.clear(r, c)).toThrow(InvariantError)
    expect(matrix.has(r, c)).toBe(false)
  }
  expect(() => matrix.fillRow(0, 41)).toThrow(InvariantError)
  expect(() => matrix.next(2, 0)).toThrow(InvariantError)
  expect(() => matrix.orRow(0, matrix, 2)).toThrow(InvariantError)
  const set = new BitSet(32)
  for (const i of [32, -1]) expect(() => set.set(i)).toThrow(InvariantError)
  set.clear(32)
  expect([set.has(32), set.has(-1), set.next(32), set.count]).toEqual([false, false, -1, 0])
})

test('a sparse set is scanned by its summary', () => {
  const set = new BitSet(100_000)
  for (const i of [0, 1023, 1024, 32_768, 99_999]) set.set(i)
  const members: number[] = []
  for (let i = set.next(0); i >= 0; i = set.next(i + 1)) members.push(i)
  expect(members).toEqual([0, 1023, 1024, 32_768, 99_999])
  set.set(0)
  expect(set.count).toBe(5)
})
