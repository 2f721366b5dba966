/**
 * Makes the runs of studies: in this thread, and in as many others as there are processors, with progress and an ear for
 * interrupts.
 * Idea: a short study is over before threads have got going, so it begins here, slice by slice, and threads join in when it
 * turns out to be long. This thread goes on all the same: it is warm. Who runs what never shows in the results.
 * **cost** that of the runs.
 */
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Run } from '../../sim/run/simulate.js'
import type { Job, Study } from '../../sim/study/study.js'
import type { Terminal } from '../terminal.js'
import { Crew } from './crew.js'
import { Progress } from './progress.js'

/** Steps of a run between two looks at the other threads and for an interrupt: some milliseconds. */
const SLICE_STEPS = 2_000
/** What is left takes at least this long, or threads are not worth their start ... */
const WORTH_MS = 800
/** ... as far as can be told after this long. */
const LOOK_AFTER_MS = 200

type Outlook = () => string | undefined

/** Makes every run of one study, or as many as an interrupt leaves time for. */
export async function runStudy(
  study: Study,
  workers: number | null,
  terminal: Terminal,
  outlook?: Outlook,
): Promise<void> {
  const runner = new Runner(workers, terminal)
  try {
    await runner.run(study, outlook)
  } finally {
    await runner.close()
  }
}

/** Makes the runs of several studies, one study after the other. To be closed after use. */
export class Runner {
  private readonly most: number
  private readonly isAsked: boolean
  private readonly terminal: Terminal
  private readonly crew: Crew

  /** `workers` null: as many threads as the machine can run at once, where it is worth it; 1: this thread alone. */
  constructor(workers: number | null, terminal: Terminal) {
    this.most = workers ?? availableParallelism()
    this.isAsked = workers !== null
    this.terminal = terminal
    this.crew = new Crew()
  }

  /** Until the study is over or the user interrupts. `outlook` tells what a study that may stop early waits for. */
  async run(study: Study, outlook: Outlook = () => undefined): Promise<void> {
    const { terminal } = this
    const progress = new Progress(terminal)
    const afterEach = (): void => progress.show(study.done, study.runs, outlook())
    const startedMs = terminal.nowMs()
    const over = new AbortController()
    const signal = AbortSignal.any([terminal.signal, over.signal])
    let help: Promise<void> | null = null
    let failure: { readonly error: unknown } | null = null
    const callHelp = (): void => {
      const size = Math.min(this.most, study.runs - study.done) - 1
      if (help !== null || size < 1 || !this.isWorthHelp(study, terminal.nowMs() - startedMs)) return
      help = this.crew.help(study, size, signal, afterEach).catch((error: unknown) => {
        failure = { error }
      })
    }
    afterEach()
    try {
      for (let job = study.next(); job !== null; job = study.next()) {
        const isStopped = (): boolean => {
          callHelp()
          return terminal.signal.aborted || failure !== null || study.isOver
        }
        if (!(await runOne(study, job, isStopped))) break
        afterEach()
      }
      if (study.isOver) over.abort()
      if (help !== null) await (help as Promise<void>)
    } finally {
      over.abort()
      progress.wipe()
    }
    if (failure !== null) throw (failure as { readonly error: unknown }).error
  }

  async close(): Promise<void> {
    await this.crew.dismiss()
  }

  private isWorthHelp(study: Study, spentMs: number): boolean {
    if (this.isAsked || this.crew.isStarted) return true
    if (spentMs < LOOK_AFTER_MS) return false
    return study.done === 0 || (spentMs / study.done) * (study.runs - study.done) > WORTH_MS
  }
}

/** False when it was stopped before it was finished. */
async function runOne(study: Study, job: Job, isStopped: () => boolean): Promise<boolean> {
  const { scenario, trace } = study.variants[job.variant]!
  const run = new Run(scenario, study.seed, job.replication, trace)
  for (;;) {
    // Lets answers and interrupts in.
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
