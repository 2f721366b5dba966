/**
 * `--shard i/n` and `skillroute merge`: a study in parts, on as many machines as there are, and put together again.
 * Idea: part i makes every n-th replication and writes its samples as they are; put together in order they give the very
 * bytes that one run of all would have given.
 * **cost** O(size of the parts); allocates them.
 */
import * as z from 'zod'
import { Layout, type Results } from '../../sim/study/sample.js'
import type { MeasureRow } from '../../sim/measures/measures.js'
import { type Threshold, isThreshold, parseThreshold } from '../../sim/study/threshold.js'
import { BAD_CONFIG, Stop, USAGE } from '../exit-code.js'
import type { ReportHead } from '../reports/simulate-report.js'
import { readText } from '../files/text-file.js'

const FORMAT = 'skillroute.shard'

/** Part `index` of `count`, from 1. */
export interface Part {
  readonly index: number
  readonly count: number
}

/** What one part writes. */
export interface Shard {
  readonly format: typeof FORMAT
  readonly formatVersion: 1
  readonly part: Part
  /** Of all parts. */
  readonly replications: number
  readonly head: ReportHead
  readonly thresholds: readonly string[]
  readonly rows: readonly MeasureRow[]
  readonly samples: readonly (readonly number[])[]
}

const row = z.object({ kind: z.string(), name: z.string() })
const shardSchema = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(1),
  part: z.object({ index: z.int().min(1), count: z.int().min(1) }),
  replications: z.int().min(1),
  head: z.looseObject({ scenario: z.string(), version: z.string(), configHash: z.string(), seed: z.int() }),
  thresholds: z.array(z.string()),
  rows: z.array(row).min(1),
  samples: z.array(z.array(z.number())),
})

/** The replications of a part: every `count`-th. */
export function partOf(replications: number, { index, count }: Part): number[] {
  const numbers: number[] = []
  for (let number = index - 1; number < replications; number += count) numbers.push(number)
  return numbers
}

/** The part as text that ends in a line break. */
export function shardText(
  head: ReportHead,
  thresholds: readonly Threshold[],
  part: Part,
  replications: number,
  { layout, samples }: Results,
): string {
  const shard: Shard = {
    format: FORMAT,
    formatVersion: 1,
    part,
    replications,
    head,
    thresholds: thresholds.map(({ text }) => text),
    rows: layout.rows,
    samples: samples.map((sample) => Array.from(sample)),
  }
  return `${JSON.stringify(shard)}\n`
}

/** All parts of one study, put together. Throws {@link Stop} for what does not belong together, each fault with its file. */
export function mergeShards(files: readonly string[]): {
  readonly head: ReportHead
  readonly thresholds: readonly Threshold[]
  readonly results: Results
} {
  const shards = files.map((file) => ({ file, shard: readShard(file) }))
  const [{ file: firstFile, shard: first }] = shards as [(typeof shards)[0]]
  const faults: string[] = []
  const byIndex = new Map<number, string>()
  for (const { file, shard } of shards) {
    const { index } = shard.part
    for (const [what, own, other] of [
      ['scenario', shard.head.configHash, first.head.configHash],
      ['seed', shard.head.seed, first.head.seed],
      ['version of skillroute', shard.head.version, first.head.version],
      ['number of replications', shard.replications, first.replications],
      ['number of parts', shard.part.count, first.part.count],
      ['list of thresholds', shard.thresholds.join('; '), first.thresholds.join('; ')],
    ] as const) {
      if (own !== other) faults.push(`${file}: has another ${what} (${own}) than ${firstFile} (${other})`)
    }
    const twin = byIndex.get(index)
    if (twin !== undefined) faults.push(`${file}: is part ${index}, and so is ${twin}`)
    byIndex.set(index, file)
  }
  const missing = partOf(first.part.count, { index: 1, count: 1 }).filter((index) => !byIndex.has(index + 1))
  if (missing.length > 0) {
    const list = missing.map((index) => index + 1).join(', ')
    faults.push(`missing of the ${first.part.count} parts: ${list} (made by --shard i/${first.part.count})`)
  }
  if (faults.length > 0) throw new Stop(BAD_CONFIG, faults.join('\n'))
  const layout = new Layout(first.rows)
  const samples = partOf(first.replications, { index: 1, count: 1 }).map((number) => {
    const { shard } = shards.find(({ shard: each }) => each.part.index === (number % first.part.count) + 1)!
    return Float64Array.from(shard.samples[Math.floor(number / first.part.count)]!)
  })
  return {
    head: first.head,
    thresholds: first.thresholds.map(parseThreshold).filter(isThreshold),
    results: { layout, samples },
  }
}

function readShard(file: string): Shard {
  let text: string
  try {
    text = readText(file, 'text')
  } catch (error) {
    throw new Stop(USAGE, `${file}: cannot be read: ${(error as Error).message}`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Stop(BAD_CONFIG, `${file}: is not what --shard writes`)
  }
  const { success } = shardSchema.safeParse(value)
  if (!success) throw new Stop(BAD_CONFIG, `${file}: is not what --shard writes`)
  const shard = value as Shard
  const expected = partOf(shard.replications, shard.part).length
  const { size } = new Layout(shard.rows)
  if (shard.samples.length !== expected) {
    throw new Stop(
      BAD_CONFIG,
      `${file}: has ${shard.samples.length} of its ${expected} replications (was it interrupted?)`,
    )
  }
  if (shard.samples.some(({ length }) => length !== size * 2)) {
    throw new Stop(BAD_CONFIG, `${file}: its numbers do not fit the measures of this version`)
  }
  return shard
}
