import fc from 'fast-check'
import { munkres } from 'munkres'
import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { Stream } from '../../src/base/prng.js'
import { AssignmentSolver } from '../../src/routing/assignment.js'
import { firstGreatestAssignment } from '../model/routing/assignment.js'
import { times } from '../times.js'

/** Few values, so that ties decide; the ends of the range; a good part forbidden. */
const worth = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 1000 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2 ** 40 - 1, 2 ** 40) },
)

const side = fc.integer({ min: 0, max: 6 })
const small = fc.tuple(side, side).chain(([rows, columns]) =>
  fc.array(fc.array(worth, { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
)

interface Table {
  readonly rows: number
  readonly columns: number
  readonly value: Float64Array
}

type Shape = (row: number, column: number, draw: (limit: number) => number) => number

/** What tables are like; `draw` is a whole number from 1 to its limit. */
const shapes: Readonly<Record<string, Shape>> = {
  scattered: (_i, _j, draw) => draw(1e6),
  huge: (_i, _j, draw) => 2 ** 40 + 1 - draw(1e9),
  few: (_i, _j, draw) => draw(3),
  equal: () => 7,
  sparse: (_i, _j, draw) => (draw(10) > 2 ? 0 : draw(1000)),
  waits: (i, _j, draw) => 10_000 * ((i * 31) % 17) + draw(100),
  sums: (i, j) => 10 * ((i * 31) % 17) + ((j * 13) % 29) + 1,
  nearlySums: (i, j, draw) => 1000 * ((i * 31) % 97) + 300 * ((j * 13) % 89) + draw(600),
  products: (i, j) => (i + 1) * (j + 1),
  bent: (i, j) => 1 + (i - j) ** 2,
  near: (i, j, draw) => 2000 - Math.abs(7 * ((i * 37) % 101) - 7 * j) + draw(3),
  patchy: (i, j, draw) => (draw(10) > 3 ? 0 : 5 * i + 3 * j + draw(2)),
}

/** Small, narrow, or of any size. */
const lines = fc.oneof(...[12, 95, 130].map((max) => fc.integer({ min: 1, max })))

const table = fc
  .record({
    rows: lines,
    columns: lines,
    isSquare: fc.boolean(),
    shape: fc.constantFrom(...Object.keys(shapes)),
    seed: fc.nat(),
  })
  .map(({ rows, columns, isSquare, shape, seed }): Table =>
    drawn(rows, isSquare ? rows : columns, shape, seed),
  )

function drawn(rows: number, columns: number, shape: string, seed: number): Table {
  const stream = Stream.named(seed, 0, shape)
  const draw = (limit: number): number => 1 + Math.floor(stream.uniform() * limit)
  const value = new Float64Array(rows * columns)
  for (let i = 0; i < value.length; i++) {
    value[i] = shapes[shape]!(Math.floor(i / columns), i % columns, draw)
  }
  return { rows, columns, value }
}

/** Solves it, and checks that the pairs are allowed, that no column is taken twice, and that they add up. */
function expectSound(solver: AssignmentSolver, { rows, columns, value }: Table): [number, number[]] {
  const rowToColumn = new Int32Array(rows).fill(-7)
  const total = solver.solve(rows, columns, value, rowToColumn)
  const taken = new Set<number>()
  let sum = 0
  rowToColumn.forEach((column, row) => {
    if (column === -1) return
    expect(column >= 0 && column < columns && !taken.has(column)).toBe(true)
    taken.add(column)
    expect(value[row * columns + column]).toBeGreaterThan(0)
    sum += value[row * columns + column]!
  })
  expect(sum).toBe(total)
  return [total, [...rowToColumn]]
}

/** The greatest total after munkres, which must pair every row: each has a column of its own in which it stays idle. */
function totalByMunkres({ rows, columns, value }: Table): number {
  const costs = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns + rows }, (_, j) => {
      if (j >= columns) return j === columns + i ? 0 : Infinity
      const worth = value[i * columns + j]!
      return worth === 0 ? Infinity : -worth
    }),
  )
  return munkres(costs).reduce((total, [i, j]) => total - costs[i]![j]!, 0)
}

function transposed({ rows, columns, value }: Table): Table {
  return {
    rows: columns,
    columns: rows,
    value: value.map((_, i) => value[(i % rows) * columns + Math.floor(i / rows)]!),
  }
}

test('no way to pair a small table is worth more', () => {
  const solver = new AssignmentSolver()
  fc.assert(
    fc.property(small, (lines) => {
      const columns = lines[0]?.length ?? 0
      const value = Float64Array.from(lines.flat())
      const [total] = expectSound(solver, { rows: lines.length, columns, value })
      expect(total).toBe(firstGreatestAssignment(lines.length, columns, value).total)
    }),
    times(200),
  )
})

test.each(Object.keys(shapes))('munkres finds the same total in wide tables: %s', (shape) => {
  const solver = new AssignmentSolver()
  const sizes = [
    [100, 100],
    [70, 110],
    [110, 70],
    [12, 140],
    [130, 129],
  ] as const
  sizes.forEach(([rows, columns], seed) => {
    const each = drawn(rows, columns, shape, seed)
    expect(expectSound(solver, each)[0]).toBe(totalByMunkres(each))
  })
})

test('munkres finds the same total in tables of any size', () => {
  const solver = new AssignmentSolver()
  fc.assert(
    fc.property(table, (each) => {
      expect(expectSound(solver, each)[0]).toBe(totalByMunkres(each))
    }),
    times(60),
  )
})

test('rows and columns may change places', () => {
  const solver = new AssignmentSolver()
  fc.assert(
    fc.property(table, (each) => {
      expect(expectSound(solver, transposed(each))[0]).toBe(expectSound(solver, each)[0])
    }),
    times(40),
  )
})

test('history does not matter: a solver that has seen any tables pairs as a fresh one', () => {
  fc.assert(
    fc.property(fc.array(table, { minLength: 2, maxLength: 5 }), fc.boolean(), (tables, stumbles) => {
      const warm = new AssignmentSolver()
      for (const each of tables) {
        expect(expectSound(warm, each)).toEqual(expectSound(new AssignmentSolver(), each))
        if (!stumbles) continue
        const { rows, columns, value } = each
        const broken = value.with(value.length - 1, -1)
        expect(() => warm.solve(rows, columns, broken, new Int32Array(rows))).toThrow(InvariantError)
      }
    }),
    times(20),
  )
})

test('the table is left as it was, and its kind of array does not matter', () => {
  const solver = new AssignmentSolver()
  fc.assert(
    fc.property(table, (each) => {
      fc.pre(each.value.every((worth) => worth < 2 ** 31))
      const before = each.value.slice()
      const [total, pairs] = expectSound(solver, each)
      expect(each.value.every((worth, i) => worth === before[i])).toBe(true)
      const again = new Int32Array(each.rows)
      expect(solver.solve(each.rows, each.columns, Int32Array.from(each.value), again)).toBe(total)
      expect([...again]).toEqual(pairs)
    }),
    times(40),
  )
})
