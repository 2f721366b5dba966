/**
 * Clocks of promises beside the bare deadlines they are made of: 100,000 contacts with six clocks each, all running. A step
 * takes one clock through a life: cancelled, started, paused and resumed, or only cancelled and started; the bare deadline
 * is cancelled and armed as often. Time moves on so that a clock lives for 10 s on average; what is due starts anew. On
 * hours, a bare deadline asks the calendar for each instant, the least that anybody would have to do; beside it the one
 * on wall time, whose instants differ, so that it has no result to compare. Digests are compared before anything is timed.
 * Run: npm run bench -- --only sla/promise-clocks
 */
import { Hash64, Stream } from '../../src/base/prng.js'
import { Calendar } from '../../src/sla/calendar.js'
import { compileCalendar } from '../../src/sla/calendar-compile.js'
import { Deadlines } from '../../src/sla/deadlines.js'
import { Hours } from '../../src/sla/hours.js'
import { PromiseClocks } from '../../src/sla/promise-clocks.js'
import type { PromiseTerms } from '../../src/sla/promise.js'
import { compare, type Contender, type Row, type Scale } from '../measure.js'

const CONTACTS: Readonly<Record<Scale, number>> = { tiny: 20, quick: 100_000, full: 100_000 }
const CHECKED_STEPS: Readonly<Record<Scale, number>> = { tiny: 500, quick: 20_000, full: 20_000 }
const CYCLE = 1 << 18
const MEAN_LIFE_MS = 10_000
const MINUTE_MS = 60_000
const FROM_MS = Date.UTC(2026, 0, 1)
/** A Monday, within the hours and near their end, so that many a clock runs over night. */
const START_AT_MS = Date.UTC(2026, 5, 15, 16, 50)

const terms: readonly PromiseTerms[] = [
  { stages: [warn(2), breach(3)], repeatMs: null },
  { stages: [breach(0.5)], repeatMs: null },
  { stages: [breach(2)], repeatMs: null },
  { stages: [breach(1)], repeatMs: MINUTE_MS },
  { stages: [warn(5), warn(15), warn(30), breach(120)], repeatMs: null },
  { stages: [warn(23 * 60), breach(24 * 60)], repeatMs: null },
]
const CLOCKS = terms.length
const firstStepMs = terms.map(({ stages }) => stages[0]!.afterMs)

const calendarData = compileCalendar(
  { zone: 'UTC', weekly: { 'mon-fri': ['09:00-12:00', '13:00-17:00'] } },
  FROM_MS,
  Date.UTC(2027, 0, 1),
)

function warn(minutes: number): PromiseTerms['stages'][number] {
  return { stage: 'warn', afterMs: minutes * MINUTE_MS }
}

function breach(minutes: number): PromiseTerms['stages'][number] {
  return { stage: 'breach', afterMs: minutes * MINUTE_MS }
}

/** Whether a clock is also paused and resumed in its life, and on what it runs. */
interface Life {
  readonly isPaused: boolean
  readonly isOnHours: boolean
}

/** Which clock is next, and what time it is: the same for all contenders. */
class Script {
  nowMs = START_AT_MS
  private step = 0
  private readonly size: number
  private readonly timers = new Int32Array(CYCLE)

  constructor(size: number) {
    this.size = size
    const stream = Stream.named(1, size, 'clocks')
    for (let i = 0; i < CYCLE; i++) this.timers[i] = Math.floor(stream.uniform() * size)
  }

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

/** What is timed, and when a clock is due, which is only asked for the digest. */
interface Running {
  readonly steps: (n: number) => number
  readonly dueAtMs: (timer: number) => number
}

function clocksOf(size: number, { isPaused, isOnHours }: Life): Running {
  const script = new Script(size)
  const clocks = new PromiseClocks()
  if (isOnHours) clocks.hours.push(new Hours(calendarData))
  for (const each of terms) clocks.promised(each, isOnHours ? 0 : undefined)
  clocks.ensure(size)
  clocks.popDue(script.nowMs)
  for (let t = 0; t < size; t++) clocks.start(t, t % CLOCKS, script.nowMs)
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const timer = script.nextTimer()
      clocks.cancel(timer)
      clocks.start(timer, timer % CLOCKS, script.nowMs)
      if (isPaused) {
        clocks.pause(timer, script.nowMs)
        clocks.resume(timer, script.nowMs)
      }
      sum += clocks.nextDueAtMs - START_AT_MS
      if (!script.movesOn()) continue
      for (let due = clocks.popDue(script.nowMs); due >= 0; due = clocks.popDue(script.nowMs)) {
        clocks.start(due, due % CLOCKS, script.nowMs)
        sum += due
      }
    }
    return sum
  }
  return { steps, dueAtMs: (timer) => clocks.dueAtMs(timer) }
}

function bare(size: number, { isPaused, isOnHours }: Life): Running {
  const script = new Script(size)
  const deadlines = new Deadlines(size)
  const calendar = isOnHours ? new Calendar(calendarData) : undefined
  let sequence = 0
  const arm = (timer: number): void => {
    const stepMs = firstStepMs[timer % CLOCKS]!
    const dueAtMs = calendar === undefined ? script.nowMs + stepMs : calendar.addWorking(script.nowMs, stepMs)
    deadlines.arm(timer, dueAtMs, ++sequence)
  }
  deadlines.popDue(script.nowMs)
  for (let t = 0; t < size; t++) arm(t)
  const steps = (n: number): number => {
    let sum = 0
    for (let i = 0; i < n; i++) {
      const timer = script.nextTimer()
      deadlines.cancel(timer)
      arm(timer)
      if (isPaused) {
        deadlines.cancel(timer)
        arm(timer)
      }
      sum += deadlines.nextDueAtMs - START_AT_MS
      if (!script.movesOn()) continue
      for (let due = deadlines.popDue(script.nowMs); due >= 0; due = deadlines.popDue(script.nowMs)) {
        arm(due)
        sum += due
      }
    }
    return sum
  }
  return { steps, dueAtMs: (timer) => deadlines.dueAtMs(timer) }
}

function digestOf({ steps, dueAtMs }: Running, size: number, checkedSteps: number): string {
  const hash = new Hash64()
  for (let done = 0; done < checkedSteps; done += 100) hash.number(steps(100))
  for (let timer = 0; timer < size; timer++) hash.number(dueAtMs(timer))
  return hash.digest()
}

function rowsOf(life: Life, scale: Scale): Row[] {
  const size = CONTACTS[scale] * CLOCKS
  const named = (name: string, make: (size: number, life: Life) => Running): Contender => ({
    name,
    digest: digestOf(make(size, life), size, CHECKED_STEPS[scale]),
    steps: make(size, life).steps,
  })
  const contenders = [named('PromiseClocks', clocksOf), named('Deadlines', bare)]
  if (life.isOnHours) {
    contenders[1] = { ...contenders[1]!, name: 'Deadlines + Calendar' }
    contenders.push({
      name: 'Deadlines',
      digest: '-',
      steps: bare(size, { ...life, isOnHours: false }).steps,
    })
  }
  const work = `${life.isPaused ? 'start, pause, resume, cancel' : 'start, cancel'}, ${life.isOnHours ? 'hours' : 'wall time'}, ${size} clocks`
  return compare(work, contenders, { scale, rival: 'Deadlines', latency: false })
}

export function run(scale: Scale): Row[] {
  return [false, true].flatMap((isOnHours) =>
    [false, true].flatMap((isPaused) => rowsOf({ isPaused, isOnHours }, scale)),
  )
}
