/**
 * Makes the runs of a study in several threads.
 * Idea: a thread gets its next job when it has answered; the study puts the answers in order, so the number of threads and
 * their speed decide nothing. An interrupt ends them where they are, and none outlives the call.
 * **cost** a thread starts in some hundredths of a second; allocates the scenarios once a thread.
 * Caveat: from source the threads load TypeScript through tsx, which takes longer than the build does.
 */
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Study } from '../../sim/study/study.js'
import type { WorkerAnswer, WorkerData } from './run-worker.js'

/** Makes the runs that are left. Returns when the study is over or interrupted; throws what a run throws. */
export async function runInThreads(
  study: Study,
  size: number,
  signal: AbortSignal,
  afterEach: () => void,
): Promise<void> {
  const threads: Worker[] = []
  const listening = new AbortController()
  try {
    await new Promise<void>((resolve, reject) => {
      const over = (): void => resolve()
      signal.addEventListener('abort', over, { once: true, signal: listening.signal })
      if (signal.aborted || study.isOver) over()
      else for (let i = 0; i < size; i++) threads.push(employed(study, over, reject, afterEach))
    })
  } finally {
    listening.abort()
    await Promise.all(threads.map(async (thread) => thread.terminate()))
  }
}

/** A thread that makes one run after the other until none is left. */
function employed(
  study: Study,
  over: () => void,
  fail: (error: Error) => void,
  afterEach: () => void,
): Worker {
  const thread = startThread({ variants: study.variants, seed: study.seed })
  const employ = (): void => {
    const job = study.next()
    if (job !== null) thread.postMessage(job)
  }
  thread.on('message', ({ job, sample }: WorkerAnswer) => {
    study.accept(job, sample)
    afterEach()
    if (study.isOver) over()
    else employ()
  })
  thread.on('error', fail)
  thread.on('exit', () => fail(new Error('a thread ended before its runs did')))
  employ()
  return thread
}

function startThread(workerData: WorkerData): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./run-worker.js', import.meta.url), { workerData })
  }
  const tsx = new URL(
    'dist/esm/api/index.mjs',
    pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
  ).href
  const source = new URL('./run-worker.ts', import.meta.url).href
  // Node refuses a TypeScript file as the start of a thread, whatever loaders it is given.
  const start = `import('${tsx}').then(({ register }) => { register(); return import('${source}') })`
  return new Worker(start, { eval: true, workerData })
}
