/**
 * Threads that make runs of one study after the other, and stay between them: a thread that has made runs is several times
 * as fast as one that has just started, and `staff` makes many studies.
 * Idea: a thread gets its next job when it has answered; the study puts the answers in order, so the number of threads and
 * their speed decide nothing. What a thread answers to a study that is over is dropped.
 * **cost** a thread starts in some hundredths of a second; sends the scenarios once a thread and study.
 * Caveat: from source the threads load TypeScript through tsx, which takes longer than the build does.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Study } from '../../sim/study/study.js'
import type { WorkerAnswer, WorkerTask } from './run-worker.js'

interface Member {
  readonly thread: Worker
  isBusy: boolean
  /** Number of the study whose scenarios it has; 0: none. */
  knows: number
}

/** What the crew works on. */
interface Shift {
  readonly study: Study
  readonly size: number
  readonly afterEach: () => void
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

export class Crew {
  private readonly members: Member[]
  private shift: Shift | null
  private number: number

  constructor() {
    this.members = []
    this.shift = null
    this.number = 0
  }

  /** Whether threads are there already. */
  get isStarted(): boolean {
    return this.members.length > 0
  }

  /**
   * Makes runs of the study in so many threads, until none is left to begin and those begun are done, the study is over or
   * `signal` aborted. Throws what a run throws.
   */
  async help(study: Study, size: number, signal: AbortSignal, afterEach: () => void): Promise<void> {
    const listening = new AbortController()
    this.number++
    try {
      await new Promise<void>((resolve, reject) => {
        this.shift = { study, size, afterEach, resolve, reject }
        signal.addEventListener('abort', () => resolve(), { once: true, signal: listening.signal })
        if (signal.aborted) return resolve()
        for (let i = 0; i < size; i++) {
          const member = this.members[i] ?? this.hire()
          if (!member.isBusy) this.employ(member)
        }
        this.lookIfDone()
      })
    } finally {
      this.shift = null
      listening.abort()
    }
  }

  /** Ends the threads where they are. */
  async dismiss(): Promise<void> {
    await Promise.all(this.members.splice(0).map(async ({ thread }) => thread.terminate()))
  }

  private hire(): Member {
    const member: Member = { thread: startThread(), isBusy: false, knows: 0 }
    const fail = (error: Error): void => this.shift?.reject(error)
    member.thread.on('message', (answer: WorkerAnswer) => this.hear(member, answer))
    member.thread.on('error', fail)
    member.thread.on('exit', () => fail(new Error('a thread ended before its runs did')))
    this.members.push(member)
    return member
  }

  private hear(member: Member, { number, job, sample }: WorkerAnswer): void {
    member.isBusy = false
    if (this.shift === null) return
    const { study, size, afterEach } = this.shift
    if (number === this.number) {
      study.accept(job, sample)
      afterEach()
    }
    if (this.members.indexOf(member) < size) this.employ(member)
    this.lookIfDone()
  }

  private employ(member: Member): void {
    const { study } = this.shift!
    const job = study.isOver ? null : study.next()
    if (job === null) return
    const { number } = this
    const news = member.knows === number ? {} : { variants: study.variants, seed: study.seed }
    member.isBusy = true
    member.knows = number
    member.thread.postMessage({ number, job, ...news } satisfies WorkerTask)
  }

  private lookIfDone(): void {
    const { study, size, resolve } = this.shift!
    // A thread that is still busy with a study before this one will help here next.
    if (study.isOver || !this.members.slice(0, size).some(({ isBusy }) => isBusy)) resolve()
  }
}

function startThread(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./run-worker.js', import.meta.url))
  const tsx = new URL(
    'dist/esm/api/index.mjs',
    pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
  ).href
  const source = new URL('./run-worker.ts', import.meta.url).href
  // Node refuses a TypeScript file as the start of a thread, whatever loaders it is given.
  const start = `import('${tsx}').then(({ register }) => { register(); return import('${source}') })`
  return new Worker(start, { eval: true })
}
