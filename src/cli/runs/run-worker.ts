/**
 * A thread that makes runs: told a job, it answers with what the run says.
 * Idea: the scenarios of a study come with its first job; after that only numbers cross. Started by crew.ts.
 * **cost** that of the runs. **order** of the jobs.
 */
import { parentPort } from 'node:worker_threads'
import type { Sample } from '../../sim/study/sample.js'
import { type Job, Study, type Variant } from '../../sim/study/study.js'

export interface WorkerTask {
  /** Of the study, to tell late answers. */
  readonly number: number
  readonly job: Job
  /** With the first job of a study. */
  readonly variants?: readonly Variant[]
  readonly seed?: number
}

export interface WorkerAnswer {
  readonly number: number
  readonly job: Job
  readonly sample: Sample
}

let study = new Study([], 0, [])

parentPort!.on('message', ({ number, job, variants, seed }: WorkerTask) => {
  if (variants !== undefined) study = new Study(variants, seed!, [])
  const sample = study.run(job)
  parentPort!.postMessage({ number, job, sample } satisfies WorkerAnswer, [sample.buffer])
})
