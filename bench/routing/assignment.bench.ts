/**
 * Batch assignment beside munkres and, where it can follow, the naive twin; fixed seeds. All must reach the same total,
 * which is checked before anything is timed. munkres is handed its own cost table, made beforehand; ours reads, checks
 * and copies the values each time. Run: npx tsx bench/routing/assignment.bench.ts [--quick]
 */
import { pathToFileURL } from 'node:url'
import munkres from 'munkres'
import { Bench } from 'tinybench'
import { Hash64, Stream } from '../../src/base/prng.js'
import { AssignmentSolver } from '../../src/routing/assignment.js'
import { firstGreatestAssignment } from '../../test/model/assignment.js'

/** Values of a table: row, column and a uniform number in (0, 1) to an integer >= 0. */
type Values = (stream: Stream, rows: number, columns: number) => Float64Array

export interface Row {
  readonly work: string
  readonly contender: string
  readonly minMs: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Median relative to the median of munkres on the same table. */
  readonly toMunkres: number
  /** Digest of the total and, for ours, of the whole assignment. */
  readonly digest: string
}

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
  [6, 6],
  [200, 200],
  [1_000, 1_000],
  [1_000, 50],
  [50, 1_000],
]

/** Times every kind of table in every size; `quick` leaves out the largest and measures for a shorter time. */
export async function run({ quick }: { readonly quick: boolean }): Promise<Row[]> {
  const rows: Row[] = []
  for (const [height, width] of SIZES) {
    if (quick && height * width > 1e5) continue
    for (const [name, values] of Object.entries(WORK)) {
      rows.push(...(await compare(`${name} ${height} x ${width}`, height, width, values, quick ? 50 : 500)))
    }
  }
  return rows
}

async function compare(
  work: string,
  height: number,
  width: number,
  values: Values,
  timeMs: number,
): Promise<Row[]> {
  const value = values(Stream.named(1, 0, work), height, width)
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
  const bench = new Bench({
    time: timeMs,
    warmupTime: timeMs / 4,
    iterations: 8,
    warmupIterations: 4,
    throws: true,
  })
  const digests: string[] = []
  const totals: number[] = []
  for (const [name, solve] of Object.entries(contenders)) {
    const hash = new Hash64()
    totals.push(solve())
    hash.number(totals[0]!)
    if (name === 'AssignmentSolver') for (const column of rowToColumn) hash.number(column)
    digests.push(hash.digest())
    bench.add(name, solve)
  }
  if (new Set(totals).size !== 1) throw new Error(`${work}: totals differ: ${totals.join(', ')}`)
  await bench.run()
  const latencies = bench.tasks.flatMap(({ result }) => ('latency' in result ? [result.latency] : []))
  const munkresMs = latencies[1]!.p50
  return bench.tasks.map(({ name }, index) => {
    const { min, p50, p99 } = latencies[index]!
    const digest = digests[index]!
    return { work, contender: name, minMs: min, p50Ms: p50, p99Ms: p99, toMunkres: p50 / munkresMs, digest }
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const figure = (value: number): string => value.toFixed(value < 1 ? 4 : 2).padStart(10)
  console.log(`${''.padEnd(42)}    min ms    p50 ms    p99 ms   to munkres   result`)
  for (const row of await run({ quick: process.argv.includes('--quick') })) {
    const figures = [row.minMs, row.p50Ms, row.p99Ms, row.toMunkres].map(figure).join('')
    console.log(`${row.work.padEnd(24)}${row.contender.padEnd(18)}${figures}     ${row.digest}`)
  }
}
