/**
 * Makes the runs of a study: in this thread, or in as many as there are processors, with progress and an ear for interrupts.
 * Idea: a short study is over before threads have started, so it begins here, slice by slice, and threads take over when
 * it turns out to be long. Who runs what never shows in the results.
 * **cost** that of the runs.
 */
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Run } from '../../sim/run/simulate.js'
import type { Job, Study } from '../../sim/study/study.js'
import { runInThreads } from './crew.js'
import { Progress } from './progress.js'
import type { Terminal } from '../terminal.js'

/** Steps of a run between two looks for an interrupt: some hundredths of a second. */
const SLICE_STEPS = 20_000
/** After this long threads are worth their start. */
const SHORT_MS = 200

/**
 * Makes every run of the study, or as many as an interrupt leaves time for. `workers` null: as many as the machine can
 * run at once, if the study is long enough; 1: in this thread. `outlook` tells what a study that may stop early waits for.
 */
export async function runStudy(
  study: Study,
  workers: number | null,
  terminal: Terminal,
  outlook: () => string | undefined = () => undefined,
): Promise<void> {
  const progress = new Progress(terminal)
  const afterEach = (): void => progress.show(study.done, study.runs, outlook())
  afterEach()
  const most = workers ?? availableParallelism()
  const handOverMs = most === 1 ? Infinity : terminal.nowMs() + (workers === null ? SHORT_MS : 0)
  try {
    await runHere(study, handOverMs, terminal, afterEach)
    await runInThreads(study, Math.min(most, study.runs - study.done), terminal.signal, afterEach)
  } finally {
    progress.wipe()
  }
}

/** Runs until all is done, it is interrupted, or it is late and more than one run is left. */
async function runHere(
  study: Study,
  handOverMs: number,
  terminal: Terminal,
  afterEach: () => void,
): Promise<void> {
  for (let job = study.next(); job !== null; job = study.next()) {
    const isHandedOver = (): boolean => study.runs - study.done > 1 && terminal.nowMs() >= handOverMs
    if (!(await runOne(study, job, () => terminal.signal.aborted || isHandedOver()))) return
    afterEach()
  }
}

/** False when it was stopped before it was finished. */
async function runOne(study: Study, job: Job, isStopped: () => boolean): Promise<boolean> {
  const { scenario, trace } = study.variants[job.variant]!
  const run = new Run(scenario, study.seed, job.replication, trace)
  for (;;) {
    // Lets an interrupt in.
    await setImmediate()
    if (isStopped()) {
      study.giveBack(job)
      return false
    }
    const result = run.advance(SLICE_STEPS)
    if (result === null) continue
    study.accept(job, study.sampleOf(job.variant, result))
    return true
  }
}
