/**
 * Deadlines beside setTimeout (which only arms and cancels here), heap-js with lazy deletion, the indexed heap alone
 * and the naive twin. A step cancels a random timer, arms it anew and asks for the earliest instant, as an engine does;
 * time moves on so that a timer is cancelled after 10 s on average, and what is due fires and is armed anew. All must
 * fire the same: digests are compared before anything is timed. Each contender has loops of its own, for V8 to inline.
 * Run: npm run bench -- --only sla/deadlines
 */
import { Heap } from 'heap-js'
import { HeapColumns, IndexedHeap } from '../../src/base/indexed-heap.js'
import { Hash64, Stream } from '../../src/base/prng.js'
import { Deadlines } from '../../src/sla/deadlines.js'
import { DeadlinesModel } from '../../test/model/sla/deadlines.js'
import { compare, type Row, type Scale } from '../measure.js'

const SIZES: Readonly<Record<Scale, readonly number[]>> = {
  tiny: [100],
  quick: [1_000, 100_000],
  full: [1_000, 100_000],
}
const CHECKED_STEPS: Readonly<Record<Scale, number>> = { tiny: 500, quick: 20_000, full: 20_000 }
const CYCLE = 1 << 18
const MEAN_LIFE_MS = 10_000
const START_AT_MS = 1_700_000_000_000

/** How far ahead timers are armed: anywhere within 3 min; or 30 s, 3 min and 24 h, as 12, 7 and 1 in 20. */
type Horizon = 'uniform' | 'mixed'

/** The endless script of one run, the same for all contenders. */
class Script {
  nowMs = START_AT_MS
  sequence = 0
  private step = 0
  private readonly size: number
  private readonly timers = new Int32Array(CYCLE)
  private readonly horizonsMs = new Float64Array(CYCLE)

  constructor(horizon: Horizon, size: number) {
    this.size = size
    const stream = Stream.named(1, size, horizon)
    for (let i = 0; i < CYCLE; i++) {
      this.timers[i] = Math.floor(stream.uniform() * size)
      const u = stream.uniform()
      if (horizon === 'uniform') this.horizonsMs[i] = Math.floor(u * 180_000)
      else this.horizonsMs[i] = u < 0.6 ? 30_000 : u < 0.95 ? 180_000 : 86_400_000
    }
  }

  /** When a timer that was armed at some time before the start is due. */
  firstDueAtMs(): number {
    return (
      START_AT_MS + Math.floor((this.nextDueAtMs() - START_AT_MS) * (this.timers[this.sequence]! / this.size))
    )
  }

  nextDueAtMs(): number {
    return this.nowMs + this.horizonsMs[this.sequence++ & (CYCLE - 1)]!
  }

  /** The timer of the next step. */
  nextTimer(): number {
    return this.timers[this.step++ & (CYCLE - 1)]!
  }

  /** Whether time has moved on since the last step. */
  movesOn(): boolean {
    const beforeMs = this.nowMs
    this.nowMs = START_AT_MS + Math.floor((this.step * MEAN_LIFE_MS) / this.size)
    return this.nowMs !== beforeMs
  }
}

/** `steps` does n steps and returns a sum over what was seen; undefined when it sees nothing. `close` lets go. */
interface Contender {
  readonly name: string
  readonly steps: (n: number) => number | undefined
  readonly close?: () => void
}

function ours(horizon: Horizon, size: number): Contender {
  const script = new Script(horizon, size)
  const deadlines = new Deadlines(size)
  deadlines.popDue(script.nowMs)
  for (let t = 0; t < size; t++) deadlines.arm(t, script.firstDueAtMs(), script.sequence)
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const timer = script.nextTimer()
      deadlines.cancel(timer)
      deadlines.arm(timer, script.nextDueAtMs(), script.sequence)
      sum += deadlines.nextDueAtMs - script.nowMs
      if (!script.movesOn()) continue
      for (let due = deadlines.popDue(script.nowMs); due >= 0; due = deadlines.popDue(script.nowMs)) {
        deadlines.arm(due, script.nextDueAtMs(), script.sequence)
        sum += due
      }
    }
    return sum
  }
  return { name: 'Deadlines', steps }
}

function indexedHeap(horizon: Horizon, size: number): Contender {
  const script = new Script(horizon, size)
  const columns = new HeapColumns(1, size)
  const heap = new IndexedHeap(columns)
  const arm = (timer: number, dueAtMs: number): void => {
    columns.ties[0]![timer] = script.sequence
    columns.key[0] = dueAtMs
    heap.insert(timer)
  }
  for (let t = 0; t < size; t++) arm(t, script.firstDueAtMs())
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const timer = script.nextTimer()
      heap.remove(timer)
      arm(timer, script.nextDueAtMs())
      sum += heap.peekKey() - script.nowMs
      if (!script.movesOn()) continue
      while (heap.peekKey() <= script.nowMs) {
        const due = heap.pop()
        arm(due, script.nextDueAtMs())
        sum += due
      }
    }
    return sum
  }
  return { name: 'IndexedHeap', steps }
}

interface Entry {
  readonly timer: number
  readonly dueAtMs: number
  readonly sequence: number
}

/** A cancelled entry stays until it comes to the top, or until half of all are stale: then the heap is rebuilt. */
function heapJs(horizon: Horizon, size: number): Contender {
  const script = new Script(horizon, size)
  const live = new Float64Array(size)
  const heap = new Heap<Entry>((a, b) => a.dueAtMs - b.dueAtMs || a.sequence - b.sequence)
  const arm = (timer: number, dueAtMs: number): void => {
    live[timer] = script.sequence
    heap.add({ timer, dueAtMs, sequence: script.sequence })
  }
  const isLive = ({ timer, sequence }: Entry): boolean => live[timer] === sequence
  const earliest = (): Entry => {
    let first = heap.peek()!
    while (!isLive(first)) {
      heap.pop()
      first = heap.peek()!
    }
    return first
  }
  for (let t = 0; t < size; t++) arm(t, script.firstDueAtMs())
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      arm(script.nextTimer(), script.nextDueAtMs())
      if (heap.length > 2 * size) heap.init(heap.heapArray.filter(isLive))
      sum += earliest().dueAtMs - script.nowMs
      if (!script.movesOn()) continue
      for (let due = earliest(); due.dueAtMs <= script.nowMs; due = earliest()) {
        heap.pop()
        arm(due.timer, script.nextDueAtMs())
        sum += due.timer
      }
    }
    return sum
  }
  return { name: 'heap-js', steps }
}

function naive(horizon: Horizon, size: number): Contender {
  const script = new Script(horizon, size)
  const model = new DeadlinesModel()
  for (let t = 0; t < size; t++) model.arm(t, script.firstDueAtMs(), script.sequence)
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const timer = script.nextTimer()
      model.cancel(timer)
      model.arm(timer, script.nextDueAtMs(), script.sequence)
      sum += model.nextDueAtMs - script.nowMs
      if (!script.movesOn()) continue
      for (let due = model.popDue(script.nowMs); due >= 0; due = model.popDue(script.nowMs)) {
        model.arm(due, script.nextDueAtMs(), script.sequence)
        sum += due
      }
    }
    return sum
  }
  return { name: 'naive twin', steps }
}

/** Its timers would fire by the real clock, and nothing tells which is the earliest: it arms and cancels, no more. */
function timeouts(horizon: Horizon, size: number): Contender {
  const script = new Script(horizon, size)
  const nothing = (): void => {}
  const handles = Array.from({ length: size }, () =>
    setTimeout(nothing, script.firstDueAtMs() - script.nowMs),
  )
  const steps = (n: number): undefined => {
    for (let i = 0; i < n; i++) {
      const timer = script.nextTimer()
      clearTimeout(handles[timer])
      handles[timer] = setTimeout(nothing, script.nextDueAtMs() - script.nowMs)
    }
  }
  return { name: 'setTimeout', steps, close: () => handles.forEach((handle) => clearTimeout(handle)) }
}

function digestOf({ steps }: Contender, checkedSteps: number): string {
  const hash = new Hash64()
  for (let done = 0; done < checkedSteps; done += 100) hash.number(steps(100) ?? 0)
  return hash.digest()
}

type Maker = (horizon: Horizon, size: number) => Contender

function rowsOf(horizon: Horizon, size: number, scale: Scale, rivals: readonly Maker[]): Row[] {
  const digests = [ours, ...rivals].map((make) => digestOf(make(horizon, size), CHECKED_STEPS[scale]))
  const contenders = [ours, ...rivals, timeouts].map((make) => make(horizon, size))
  const timed = contenders.map(({ name, steps }, i) => ({ name, steps, digest: digests[i] ?? '-' }))
  const rows = compare(`arm + cancel, ${horizon}, ${size} armed`, timed, {
    scale,
    rival: 'heap-js',
    latency: false,
  })
  for (const { close } of contenders) close?.()
  return rows
}

export function run(scale: Scale): Row[] {
  return (['uniform', 'mixed'] as const).flatMap((horizon) =>
    SIZES[scale].flatMap((size) =>
      rowsOf(horizon, size, scale, [indexedHeap, heapJs, ...(size <= 1_000 ? [naive] : [])]),
    ),
  )
}
