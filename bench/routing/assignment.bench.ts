/**
 * Batch assignment beside munkres and, where it can follow, the naive twin; fixed seeds. All must reach the same total,
 * which is checked before anything is timed. munkres is handed its own cost table, made beforehand; ours reads, checks
 * and copies the values each time. Run: npm run bench -- --only routing/assignment
 */
import munkres from 'munkres'
import { Hash64, Stream } from '../../src/base/prng.js'
import { AssignmentSolver } from '../../src/routing/assignment.js'
import { firstGreatestAssignment } from '../../test/model/routing/assignment.js'
import { compare, type Contender, type Row, type Scale } from '../measure.js'

/** Values of a table: row, column and a uniform number in (0, 1) to an integer >= 0. */
type Values = (stream: Stream, rows: number, columns: number) => Float64Array

const upTo = (stream: Stream, limit: number): number => 1 + Math.floor(stream.uniform() * limit)

function table(rows: number, columns: number, at: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, k) => at(Math.floor(k / columns), k % columns))
}

const WORK: Readonly<Record<string, Values>> = {
  uniform: (stream, rows, columns) => table(rows, columns, () => upTo(stream, 1e6)),
  /** Waits of up to five minutes in ms, plus the rank of the agent: nearly equal along a row. */
  waits: (stream, rows, columns) => {
    const waits = Array.from({ length: rows }, () => upTo(stream, 300_000))
    return table(rows, columns, (i) => waits[i]! + Math.floor(stream.uniform() * columns))
  },
  /** Waits plus what the agent adds (idle time) plus a tenth of that for the pair. */
  additive: (stream, rows, columns) => {
    const waits = Array.from({ length: rows }, () => upTo(stream, 300_000))
    const idle = Array.from({ length: columns }, () => upTo(stream, 60_000))
    return table(rows, columns, (i, j) => waits[i]! + idle[j]! + upTo(stream, 6_000))
  },
  sparse: (stream, rows, columns) =>
    table(rows, columns, () => (stream.uniform() < 0.8 ? 0 : upTo(stream, 1e6))),
  tied: (stream, rows, columns) => table(rows, columns, () => upTo(stream, 10)),
}

const SIZES: readonly (readonly [rows: number, columns: number])[] = [
  [3, 5],
  [6, 6],
  [20, 20],
  [200, 200],
  [1_000, 1_000],
  [1_000, 50],
  [50, 1_000],
]

/** The most values of a table. */
const LIMITS: Readonly<Record<Scale, number>> = { tiny: 100, quick: 1e5, full: Infinity }

export function run(scale: Scale): Row[] {
  const sizes = SIZES.filter(([rows, columns]) => rows * columns <= LIMITS[scale])
  return sizes.flatMap(([height, width]) =>
    Object.entries(WORK).flatMap(([name, values]) => {
      const work = `${name} ${height} x ${width}`
      const value = values(Stream.named(1, 0, work), height, width)
      return compare(work, solvers(height, width, value), { scale, rival: 'munkres' })
    }),
  )
}

function solvers(height: number, width: number, value: Float64Array): Contender[] {
  const costs = Array.from({ length: height }, (_, i) =>
    value.slice(i * width, (i + 1) * width).map((each) => -each),
  )
  const solver = new AssignmentSolver()
  const rowToColumn = new Int32Array(height)
  const contenders: Record<string, () => number> = {
    AssignmentSolver: () => solver.solve(height, width, value, rowToColumn),
    munkres: () => munkres(costs).reduce((sum, [i, j]) => sum + value[i * width + j]!, 0),
    ...(height <= 7 && width <= 7
      ? { 'naive twin': () => firstGreatestAssignment(height, width, value).total }
      : {}),
  }
  return Object.entries(contenders).map(([name, solve]) => {
    const steps = (n: number): number => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += solve()
      return sum
    }
    const hash = new Hash64()
    hash.number(solve())
    return { name, steps, digest: hash.digest() }
  })
}
