/**
 * What to run, and what came of it: some variants of a scenario, each with the same replications, and so the same customers.
 * Idea: runs are handed out and come back in any order, from one thread or many; what counts is only the gapless beginning
 * of them, so the result does not depend on who ran what when. A rule for stopping early looks at that beginning alone.
 * **cost** O(1) a run beside the samples, which are kept; allocates those.
 * **order** of the replications, all variants of one before the next, so that an interrupt leaves all equally far.
 */
import { assert } from '../../base/assert.js'
import { measure } from '../measures/measures.js'
import { plannedRows } from '../measures/outline.js'
import { Layout, type Results, type Sample } from './sample.js'
import type { Scenario } from '../scenario/scenario.js'
import { type Run, simulate } from '../run/simulate.js'
import type { Trace } from '../records/trace.js'

/** One of the things to be compared: plain data, which can be sent to another thread. */
export interface Variant {
  readonly scenario: Scenario
  /** Read by the scenario's mapping; `undefined` when it has none. */
  readonly trace: Trace | undefined
}

/** One run to make. */
export interface Job {
  readonly variant: number
  /** Number of the replication: with the seed and the scenario, it decides the run bit for bit. */
  readonly replication: number
  /** Its place in the order of the study. */
  readonly index: number
}

/** Whether to stop, given what the first replications of every variant say. Asked once for each number of them. */
export type StopRule = (results: readonly Results[], replications: number) => boolean

export class Study {
  readonly variants: readonly Variant[]
  readonly seed: number
  private readonly replications: readonly number[]
  private readonly stop: StopRule
  private readonly layouts: readonly Layout[]
  /** By variant. */
  private readonly samples: readonly Sample[][]
  /** What came back before something that precedes it. */
  private readonly early: Map<number, Sample>
  private readonly returned: Job[]
  private started: number
  private finished: number
  private total: number

  /** `replications`: their numbers, ascending. By default nothing stops early. */
  constructor(
    variants: readonly Variant[],
    seed: number,
    replications: readonly number[],
    stop: StopRule = () => false,
  ) {
    this.variants = variants
    this.seed = seed
    this.replications = replications
    this.stop = stop
    this.layouts = variants.map(({ scenario, trace }) => new Layout(plannedRows(scenario, trace)))
    this.samples = variants.map(() => [])
    this.early = new Map()
    this.returned = []
    this.started = 0
    this.finished = 0
    this.total = replications.length * variants.length
  }

  /** Number of runs in all; less once a rule has stopped the study. */
  get runs(): number {
    return this.total
  }

  /** Number of runs that count so far. */
  get done(): number {
    return this.finished
  }

  get isOver(): boolean {
    return this.finished >= this.total
  }

  /** Replications that every variant has made. */
  get completed(): number {
    return Math.floor(this.finished / this.variants.length)
  }

  /** The next run to make; `null` when all are under way or done. */
  next(): Job | null {
    const again = this.returned.pop()
    if (again !== undefined) return again
    if (this.started >= this.total) return null
    const index = this.started++
    const variant = index % this.variants.length
    return { index, variant, replication: this.replications[Math.floor(index / this.variants.length)]! }
  }

  /** A run that was not made after all will be handed out again. */
  giveBack(job: Job): void {
    this.returned.push(job)
  }

  /** Takes what a run says. What comes after the study is over is dropped. */
  accept(job: Job, sample: Sample): void {
    assert(!this.early.has(job.index) && job.index >= this.finished, 'study: a run came back twice')
    this.early.set(job.index, sample)
    for (;;) {
      const next = this.isOver ? undefined : this.early.get(this.finished)
      if (next === undefined) return
      this.early.delete(this.finished)
      this.samples[this.finished % this.variants.length]!.push(next)
      this.finished++
      if (this.finished % this.variants.length !== 0) continue
      if (this.stop(this.results(), this.completed)) this.total = this.finished
    }
  }

  /** What the replications that every variant has made say, by variant. */
  results(): Results[] {
    return this.samples.map((samples, variant) => ({
      layout: this.layouts[variant]!,
      samples: samples.slice(0, this.completed),
    }))
  }

  /** What a finished run of a variant says. */
  sampleOf(variant: number, result: NonNullable<ReturnType<Run['advance']>>): Sample {
    return this.layouts[variant]!.sampleOf(measure(this.variants[variant]!.scenario, result))
  }

  /** Makes a run of this study. */
  run({ variant, replication }: Job): Sample {
    const { scenario, trace } = this.variants[variant]!
    return this.sampleOf(variant, simulate(scenario, this.seed, replication, trace))
  }
}
