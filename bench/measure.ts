/**
 * How everything here is measured. Contenders of one comparison take turns in short rounds, so that what else the machine
 * does meets all of them alike; a tinybench sample is a batch of operations long enough for the clock. Beside the wall time
 * stands the CPU time of the process (collector and compiler included), which waiting for a core does not lengthen.
 * Percentiles are of single operations, each timed alone, less what asking the clock costs. Ratios are of medians.
 */
import { setFlagsFromString, getHeapStatistics } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Bench } from 'tinybench'

/** `tiny` only shows that everything runs, `quick` gives a first idea, `full` is for figures to be quoted. */
export type Scale = 'tiny' | 'quick' | 'full'

/** What one contender did, in nanoseconds and bytes an operation. Left out: not measured, or too few samples to say. */
export interface Row {
  readonly work: string
  readonly contender: string
  /** Median of the batches. */
  readonly medianNs?: number
  /** CPU time of all batches together, divided by their operations. */
  readonly cpuNs?: number
  /** Of single operations: see the names. */
  readonly p50Ns?: number
  readonly p99Ns?: number
  readonly p999Ns?: number
  readonly p9999Ns?: number
  readonly longestNs?: number
  /** Relative to `rival` in the same run: of the medians, where `median` is of short batches; of CPU time for whole runs. */
  readonly ratio?: number
  readonly rival?: string
  /** Allocated by an operation; for rows about memory, what they say. */
  readonly bytes?: number
  /** Digest of the results that were compared before anything was timed; '-' for a contender with no result. */
  readonly digest: string
}

export interface Contender {
  readonly name: string
  /** Does so many operations. What it returns depends on all of them, so that none is optimised away. */
  readonly steps: (operations: number) => unknown
  readonly digest: string
}

export interface CompareOptions {
  readonly scale: Scale
  /** Whom the ratios are to. */
  readonly rival: string
  /** Whether single operations are timed too. Default true. */
  readonly latency?: boolean
  /** Single operations of each contender at most, in `full`. Default 20,000. */
  readonly singles?: number
}

const ROUNDS: Readonly<Record<Scale, number>> = { tiny: 1, quick: 3, full: 5 }
/** Of each contender in each round. */
const ROUND_MS: Readonly<Record<Scale, number>> = { tiny: 0, quick: 12, full: 60 }
/** Of each contender before the first round. */
const WARM_MS: Readonly<Record<Scale, number>> = { tiny: 0, quick: 30, full: 150 }
const BATCH_NS = 200_000
const SINGLES_MS: Readonly<Record<Scale, number>> = { tiny: 0, quick: 20, full: 300 }
const ENOUGH_BEYOND = 2
const SPANS: Readonly<Record<Scale, number>> = { tiny: 1, quick: 9, full: 31 }

/** Throws when contenders that have a digest do not agree. */
export function agree(work: string, contenders: readonly Contender[]): void {
  const digests = contenders.filter(({ digest }) => digest !== '-')
  if (new Set(digests.map(({ digest }) => digest)).size > 1) {
    const list = digests.map(({ name, digest }) => `${name} ${digest}`).join(', ')
    throw new Error(`${work}: results differ: ${list}`)
  }
}

/** Times contenders that did the same so far. Each must be able to do any number of steps. */
export function compare(work: string, contenders: readonly Contender[], options: CompareOptions): Row[] {
  const { scale, rival } = options
  agree(work, contenders)
  const runs = contenders.map((contender) => new Run(contender, scale))
  for (let round = 0; round < ROUNDS[scale]; round++) for (const run of runs) run.round()
  const singles = scale === 'full' ? (options.singles ?? 20_000) : 2_000
  const to = runs.find(({ contender }) => contender.name === rival)?.medianNs
  return runs.map((run) => {
    const { contender, medianNs, cpuNs } = run
    return {
      work,
      contender: contender.name,
      medianNs,
      cpuNs,
      ...(options.latency === false ? {} : run.latencies(scale === 'tiny' ? 3 : singles)),
      ...(to === undefined ? {} : { ratio: medianNs / to, rival }),
      bytes: allocated(contender.steps, medianNs, scale),
      digest: contender.digest,
    }
  })
}

class Run {
  readonly contender: Contender
  private readonly scale: Scale
  private readonly batch: number
  private readonly samplesNs: number[] = []
  private operations = 0
  private cpuUs = 0

  constructor(contender: Contender, scale: Scale) {
    this.contender = contender
    this.scale = scale
    this.batch = batchOf(contender.steps, scale)
  }

  get medianNs(): number {
    return quantile(
      this.samplesNs.toSorted((a, b) => a - b),
      0.5,
    )
  }

  get cpuNs(): number {
    return (this.cpuUs * 1_000) / this.operations
  }

  round(): void {
    const { contender, batch } = this
    const bench = new Bench({
      time: ROUND_MS[this.scale],
      iterations: 2,
      warmup: false,
      retainSamples: true,
      throws: true,
    })
    let batches = 0
    bench.add(contender.name, () => {
      batches++
      return contender.steps(batch)
    })
    const before = process.cpuUsage()
    const [task] = bench.runSync()
    const { user, system } = process.cpuUsage(before)
    this.cpuUs += user + system
    this.operations += batches * batch
    const result = task!.result
    if (!('latency' in result)) throw new Error(`${contender.name}: not measured`)
    for (const ms of result.latency.samples ?? []) this.samplesNs.push((ms * 1e6) / batch)
  }

  /** Percentiles of at most so many single operations, fewer when time runs out. */
  latencies(singles: number): Partial<Row> {
    const { steps } = this.contender
    const sampled: number[] = []
    const untilMs = performance.now() + SINGLES_MS[this.scale]
    for (let i = 0; i < singles; i++) {
      const beganMs = performance.now()
      steps(1)
      const endedMs = performance.now()
      sampled.push((endedMs - beganMs) * 1e6)
      if (endedMs > untilMs) break
    }
    return percentiles(sampled)
  }
}

/** Percentiles of single durations in ns, less the clock's own; those with hardly a sample beyond them are left out. */
export function percentiles(durationsNs: readonly number[]): Partial<Row> {
  const clock = clockNs()
  const sorted = durationsNs.map((ns) => Math.max(0, ns - clock)).toSorted((a, b) => a - b)
  const known = (q: number): boolean => Math.round(sorted.length * (1 - q)) >= ENOUGH_BEYOND
  return {
    ...(known(0.5) ? { p50Ns: quantile(sorted, 0.5) } : {}),
    ...(known(0.99) ? { p99Ns: quantile(sorted, 0.99) } : {}),
    ...(known(0.999) ? { p999Ns: quantile(sorted, 0.999) } : {}),
    ...(known(0.9999) ? { p9999Ns: quantile(sorted, 0.9999) } : {}),
    longestNs: sorted.at(-1)!,
  }
}

/** Bytes that the heap holds after everything unreachable is gone (in `tiny`: not yet), buffers included. */
export function retainedBytes(scale: Scale): number {
  if (scale !== 'tiny') {
    collect()
    collect()
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/**
 * Bytes allocated on the heap by one operation: the median over short spans, because a collection within a span hides what
 * it frees. Spans are kept shorter than the young generation.
 */
export function allocated(steps: (operations: number) => unknown, operationNs: number, scale: Scale): number {
  const spans = SPANS[scale]
  const operations = Math.max(1, Math.min(scale === 'tiny' ? 3 : 200, Math.floor(5e6 / operationNs)))
  const used = (): number => getHeapStatistics().used_heap_size
  const empty: number[] = []
  const taken: number[] = []
  if (scale !== 'tiny') collect()
  // After single operations, V8 compiles the long runs anew; what it interprets until then allocates.
  for (const untilMs = performance.now() + WARM_MS[scale]; performance.now() < untilMs;) steps(operations)
  for (let span = 0; span < spans; span++) {
    const before = used()
    const between = used()
    steps(operations)
    empty.push(between - before)
    taken.push(used() - between)
  }
  const middle = (list: readonly number[]): number =>
    quantile(
      list.toSorted((a, b) => a - b),
      0.5,
    )
  return Math.max(0, (middle(taken) - middle(empty)) / operations)
}

/** The element with so large a part of all before it; nearest rank. */
function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
}

/** Warms the contender up, then counts the operations that take long enough for the clock. */
function batchOf(steps: (operations: number) => unknown, scale: Scale): number {
  if (scale === 'tiny') return 3
  for (const untilMs = performance.now() + WARM_MS[scale]; performance.now() < untilMs;) steps(1)
  for (let batch = 1; ; batch *= 2) {
    const beganMs = performance.now()
    steps(batch)
    const spentNs = (performance.now() - beganMs) * 1e6
    if (spentNs >= BATCH_NS || batch >= 8_192) return batch
  }
}

function clockNs(): number {
  const costs: number[] = []
  for (let i = 0; i < 2_001; i++) {
    const beganMs = performance.now()
    costs.push((performance.now() - beganMs) * 1e6)
  }
  return quantile(
    costs.toSorted((a, b) => a - b),
    0.5,
  )
}

let collector: (() => void) | undefined

/** A full collection. Works with and without `--expose-gc`. */
function collect(): void {
  if (collector === undefined) {
    setFlagsFromString('--expose-gc')
    collector = runInNewContext('gc') as () => void
  }
  collector()
}
