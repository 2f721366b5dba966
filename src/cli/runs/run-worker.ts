/**
 * A thread that makes runs: told a job, it answers with what the run says.
 * Idea: the scenarios come once, when the thread starts; after that only numbers cross. Started by crew.ts.
 * **cost** that of the runs. **order** of the jobs.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { Sample } from '../../sim/study/sample.js'
import { type Job, Study, type Variant } from '../../sim/study/study.js'

export interface WorkerData {
  readonly variants: readonly Variant[]
  readonly seed: number
}

export interface WorkerAnswer {
  readonly job: Job
  readonly sample: Sample
}

const { variants, seed } = workerData as WorkerData
const study = new Study(variants, seed, [])

parentPort!.on('message', (job: Job) => {
  const sample = study.run(job)
  parentPort!.postMessage({ job, sample } satisfies WorkerAnswer, [sample.buffer])
})
