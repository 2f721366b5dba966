import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { AssignmentSolver } from '../../src/routing/assignment.js'

function solved(table: readonly (readonly number[])[]): { total: number; pairs: number[] } {
  const columns = table[0]?.length ?? 0
  const pairs = new Int32Array(table.length)
  const total = new AssignmentSolver().solve(table.length, columns, Float64Array.from(table.flat()), pairs)
  return { total, pairs: [...pairs] }
}

test('the best pair is given up where two others are worth more together', () => {
  expect(
    solved([
      [10, 9],
      [8, 1],
    ]),
  ).toEqual({ total: 17, pairs: [1, 0] })
})

test('total value decides, not the number of pairs', () => {
  expect(
    solved([
      [10, 1],
      [1, 0],
    ]),
  ).toEqual({ total: 10, pairs: [0, -1] })
})

test('a forbidden pair is never made, though both sides stay idle', () => {
  expect(
    solved([
      [0, 0, 0],
      [0, 5, 0],
    ]),
  ).toEqual({ total: 5, pairs: [-1, 1] })
  expect(solved([[0]])).toEqual({ total: 0, pairs: [-1] })
})

test('more rows than columns, and the other way round', () => {
  expect(solved([[3], [7], [5]])).toEqual({ total: 7, pairs: [-1, 0, -1] })
  expect(solved([[3, 7, 5]])).toEqual({ total: 7, pairs: [1] })
})

test('an empty table has no pairs, and the total 0', () => {
  expect(solved([])).toEqual({ total: 0, pairs: [] })
  expect(solved([[], []])).toEqual({ total: 0, pairs: [-1, -1] })
  expect(new AssignmentSolver().solve(0, 3, new Int32Array(0), new Int32Array(0))).toBe(0)
})

test('arrays may be longer than the table: what lies beyond is neither read nor written', () => {
  const rowToColumn = new Int32Array(4).fill(77)
  const value = new Float64Array([1, 2, 4, 3, Number.NaN, -1])
  expect(new AssignmentSolver().solve(2, 2, value, rowToColumn)).toBe(6)
  expect([...rowToColumn]).toEqual([1, 0, 77, 77])
})

test('the greatest values are told apart to the last unit', () => {
  const top = 2 ** 40
  const size = 100
  const value = new Float64Array(size * size).fill(top - 1)
  for (let i = 0; i < size; i++) value[i * size + ((i * 37 + 5) % size)] = top
  const rowToColumn = new Int32Array(size)
  expect(new AssignmentSolver().solve(size, size, value, rowToColumn)).toBe(size * top)
  expect([...rowToColumn]).toEqual(Array.from({ length: size }, (_, i) => (i * 37 + 5) % size))
})

test('whatever is no table is a programmer error, and leaves no trace', () => {
  const solver = new AssignmentSolver()
  const room = new Int32Array(3)
  const bad: [number, number, number[]][] = [
    [-1, 2, []],
    [2, -1, []],
    [1.5, 2, [1, 1, 1]],
    [Number.NaN, 1, [1]],
    [2, 2, [1, 1, 1]],
    [4, 1, [1, 1, 1, 1]],
    [1, 2, [1, -1]],
    [1, 2, [0.5, 1]],
    [1, 2, [1, Number.NaN]],
    [1, 2, [1, Infinity]],
    [1, 2, [1, 2 ** 40 + 1]],
    [2 ** 16, 2 ** 16, []],
  ]
  for (const [rows, columns, value] of bad) {
    expect(() => solver.solve(rows, columns, Float64Array.from(value), room)).toThrow(InvariantError)
    expect(solver.solve(2, 2, new Int32Array([1, 2, 2, 1]), room)).toBe(4)
  }
  expect(() => solver.solve(8193, 8193, new Float64Array(0), new Int32Array(8193))).toThrow('8192')
})

test('a value that is no integer from 0 to 2^40 is found wherever it stands', () => {
  const solver = new AssignmentSolver()
  const wrong = [-1, -0.5, 0.5, 1e-300, -1e-300, 2 ** 40 + 1, 2 ** 40 - 0.5, NaN, Infinity, -Infinity]
  for (const [rows, columns] of [
    [1, 9],
    [9, 1],
    [5, 9],
    [9, 7],
    [9, 9],
    [7, 97],
    [97, 7],
    [97, 97],
  ] as const) {
    const value = new Float64Array(rows * columns).fill(3)
    const room = new Int32Array(rows)
    // Everywhere in a small table; here and there in a large one.
    const step = value.length > 1000 ? 37 : 1
    for (let at = 0; at < value.length; at += step) {
      for (const each of wrong) {
        expect(() => solver.solve(rows, columns, value.with(at, each), room)).toThrow(InvariantError)
      }
      // Two that add up to an integer.
      if (at > 0) {
        expect(() => solver.solve(rows, columns, value.with(at, -0.25).with(at - 1, 4.25), room)).toThrow(
          InvariantError,
        )
      }
    }
    expect(solver.solve(rows, columns, value, room)).toBe(3 * Math.min(rows, columns))
  }
})

test('a solver that has grown allocates no buffer for tables that are no larger', () => {
  const solver = new AssignmentSolver()
  const buffersOf = (part: object): unknown[] =>
    Object.values(part).flatMap((field: unknown) => {
      if (ArrayBuffer.isView(field)) return [field]
      return typeof field === 'object' && field !== null ? buffersOf(field) : []
    })
  const buffers = (): unknown[] => buffersOf(solver)
  const out = new Int32Array(120)
  const value = Float64Array.from({ length: 120 * 100 }, (_, i) => 1 + ((i * 7919) % 1009))
  solver.solve(120, 100, value, out)
  solver.solve(100, 120, value, out)
  const before = buffers()
  expect(before.length).toBeGreaterThan(10)
  const sums = value.map((_, i) => 1000 * (i % 100) + 3000 * ((i / 100) | 0) + (i % 7))
  for (const [rows, columns, table] of [
    [120, 100, value],
    [100, 120, value],
    [1, 1, value],
    [100, 100, value],
    [100, 100, sums],
    [80, 80, sums],
    [20, 20, sums],
  ] as const) {
    solver.solve(rows, columns, table, out)
    const after = buffers()
    expect(after.every((buffer, i) => buffer === before[i])).toBe(true)
    expect(after).not.toContain(table)
  }
})
