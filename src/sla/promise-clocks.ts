/**
 * Many clocks at once, each running for a promise: started, paused, resumed, stopped; and which stage is due next.
 * Idea: a running clock is one armed deadline, a paused one is the running time it has left; one that is over is neither,
 * and only remembers that its promise was broken. Columns by timer, an integer that the caller chooses, best dense; bare
 * deadlines may be armed among them.
 * **cost** the bare deadline (deadlines.ts) and a few stores, O(log stretches) more where the clock runs on hours;
 * 5 bytes a timer beside it, 8 more once a clock has been paused. Allocates on growth.
 * **order** (dueAtMs, order of arming): starting, resuming and the step to the next stage are each an arming.
 */
import { assert } from '../base/assert.js'
import { grownFloat64 } from '../base/column.js'
import { Deadlines } from './deadlines.js'
import type { Hours } from './hours.js'
import { dueAfter, isKept, leftUntil, nextStage, ranMs, stepMs, type PromiseTerms } from './promise.js'
import { PROMISE_LIMIT, STAGE_LIMIT } from './timer-records.js'

const NONE = -1

export class PromiseClocks {
  /** All hours that any promise runs on, and all promises, by index; neither is ever taken away. */
  readonly hours: Hours[] = []
  readonly terms: PromiseTerms[] = []
  /** Promise -> index into `hours`, -1 for wall time. */
  readonly hoursOf: number[] = []
  /** Promise -> wall time to its first stage; -1 for those that run on hours. */
  private readonly firstMs: number[] = []

  private readonly deadlines = new Deadlines()
  /** The promise and the stage of each timer; its owner, kind and place in a list of the owner's are the caller's to note. */
  readonly records = this.deadlines.records
  /** Timer -> running time left of a paused clock; 0: not paused. As long as the last paused timer needs. */
  private left: Float64Array = new Float64Array(0)
  private armings = 0

  /** The earliest instant at which anything is due, exactly; Infinity when nothing is. */
  get nextDueAtMs(): number {
    return this.deadlines.nextDueAtMs
  }

  /** Whether anything is due at or before `nowMs`, cheaper than `nextDueAtMs`. */
  isDueBy(nowMs: number): boolean {
    return this.deadlines.isDueBy(nowMs)
  }

  /** Makes room for timers below `timers`. */
  ensure(timers: number): void {
    this.deadlines.ensure(timers)
  }

  /** One more promise, on wall time or on `hours[hoursIndex]`. Returns its index. */
  promised(terms: PromiseTerms, hoursIndex = NONE): number {
    assert(this.terms.length < PROMISE_LIMIT, 'promise clocks: too many promises')
    assert(terms.stages.length < STAGE_LIMIT, 'promise clocks: too many stages')
    this.hoursOf.push(hoursIndex)
    this.firstMs.push(hoursIndex < 0 ? stepMs(terms, 0) : NONE)
    // A copy: V8 reads what is frozen, as a policy is, several times slower.
    return this.terms.push({ stages: [...terms.stages], repeatMs: terms.repeatMs }) - 1
  }

  /** Sets a bare deadline, in whole milliseconds. */
  arm(timer: number, dueAtMs: number): void {
    this.records.setPromiseStage(timer, NONE, 0)
    this.deadlines.arm(timer, dueAtMs, ++this.armings)
  }

  /** Starts a clock for a promise at `atMs`. */
  start(timer: number, promise: number, atMs: number): void {
    this.records.setPromiseStage(timer, promise, 0)
    const firstMs = this.firstMs[promise]!
    const dueAtMs = firstMs < 0 ? this.firstDueAtMs(promise, atMs) : atMs + firstMs
    this.deadlines.arm(timer, dueAtMs, ++this.armings)
  }

  /**
   * Starts a clock of which `ranMs` have run already, counted up to the last millisecond before the breach; stages that lie
   * behind are left out. It runs on from `atMs`, or stands still.
   */
  startAfter(timer: number, promise: number, ranMs: number, atMs: number, isPaused: boolean): void {
    const { stages } = this.terms[promise]!
    const countedMs = Math.min(ranMs, stages.find(({ stage }) => stage === 'breach')!.afterMs - 1)
    const stage = stages.findIndex(({ afterMs }) => afterMs > countedMs)
    const leftMs = stages[stage]!.afterMs - countedMs
    this.records.setPromiseStage(timer, promise, stage)
    if (isPaused) this.park(timer, leftMs)
    else this.deadlines.arm(timer, dueAfter(this.hoursFor(promise), atMs, leftMs), ++this.armings)
  }

  /**
   * Starts a clock that was on its way: before `stage`, due at `dueAtMs`; with `leftMs` to run it is paused, at
   * Infinity it is over.
   */
  restart(timer: number, promise: number, stage: number, dueAtMs: number, leftMs: number): void {
    this.records.setPromiseStage(timer, promise, stage)
    if (leftMs > 0) this.park(timer, leftMs)
    else if (dueAtMs < Infinity) this.deadlines.arm(timer, dueAtMs, ++this.armings)
  }

  /** Stands still from `atMs` on; nothing happens when it does already. Not for bare deadlines. */
  pause(timer: number, atMs: number): void {
    if (!this.deadlines.isArmed(timer)) return
    const leftMs = this.leftMs(timer, atMs)
    this.deadlines.cancel(timer)
    this.park(timer, leftMs)
  }

  /** Runs on from `atMs` on; nothing happens when it runs already. */
  resume(timer: number, atMs: number): void {
    if (!this.isPaused(timer)) return
    const dueAtMs = dueAfter(this.hoursFor(this.records.promiseOf(timer)), atMs, this.left[timer]!)
    this.left[timer] = 0
    this.deadlines.arm(timer, dueAtMs, ++this.armings)
  }

  isPaused(timer: number): boolean {
    return timer < this.left.length && this.left[timer]! > 0
  }

  /** Running time to the next stage of a clock, running at `atMs` or paused. */
  leftMs(timer: number, atMs: number): number {
    if (this.isPaused(timer)) return this.left[timer]!
    return leftUntil(this.hoursFor(this.records.promiseOf(timer)), atMs, this.deadlines.dueAtMs(timer))
  }

  /** Whether the breach of a clock is still to come. */
  isKept(timer: number): boolean {
    const stage = this.records.stageOf(timer)
    return stage === 0 || isKept(this.terms[this.records.promiseOf(timer)]!, stage)
  }

  /** How long a clock that is still kept has run until `atMs`. */
  ranMs(timer: number, atMs: number): number {
    return ranMs(
      this.terms[this.records.promiseOf(timer)]!,
      this.records.stageOf(timer),
      this.leftMs(timer, atMs),
    )
  }

  /** Ends a clock, running or paused, or a bare deadline; nothing happens when it has ended. */
  cancel(timer: number): void {
    this.deadlines.cancel(timer)
    if (timer < this.left.length) this.left[timer] = 0
  }

  /** The first timer that is due at or before `nowMs`, or -1. A clock is the caller's to `advance`. */
  popDue(nowMs: number): number {
    return this.deadlines.popDue(nowMs)
  }

  /** Sets a clock whose stage has fired at `atMs` before the next one; without a next one it is over. */
  advance(timer: number, atMs: number): void {
    const promise = this.records.promiseOf(timer)
    const terms = this.terms[promise]!
    const stage = nextStage(terms, this.records.stageOf(timer))
    this.records.setPromiseStage(timer, promise, stage)
    const leftMs = stepMs(terms, stage)
    if (leftMs === Infinity) return
    this.deadlines.arm(timer, dueAfter(this.hoursFor(promise), atMs, leftMs), ++this.armings)
  }

  /** Whether a timer is armed: a bare deadline or a running clock. */
  isArmed(timer: number): boolean {
    return this.deadlines.isArmed(timer)
  }

  /** When a timer is due; Infinity when it is not armed. */
  dueAtMs(timer: number): number {
    return this.deadlines.dueAtMs(timer)
  }

  /** The order of arming, -1 when it is not armed. */
  sequenceOf(timer: number): number {
    return this.deadlines.sequenceOf(timer)
  }

  /**
   * Other hours in place of `hours[index]` from `nowMs` on: what still has to run, runs on them. The order of arming stays.
   * O(timers), and the deadlines of those that run on these hours.
   */
  changeHours(index: number, hours: Hours, nowMs: number): void {
    const before = this.hours[index]!
    this.hours[index] = hours
    for (let timer = 0; timer < this.records.capacity; timer++) {
      const promise = this.records.promiseOf(timer)
      if (promise < 0 || this.hoursOf[promise] !== index || !this.isArmed(timer)) continue
      const leftMs = leftUntil(before, nowMs, this.dueAtMs(timer))
      const sequence = this.sequenceOf(timer)
      this.deadlines.cancel(timer)
      this.deadlines.arm(timer, dueAfter(hours, nowMs, leftMs), sequence)
    }
  }

  private firstDueAtMs(promise: number, atMs: number): number {
    return dueAfter(this.hoursFor(promise), atMs, stepMs(this.terms[promise]!, 0))
  }

  private hoursFor(promise: number): Hours | undefined {
    const index = this.hoursOf[promise]!
    return index < 0 ? undefined : this.hours[index]
  }

  private park(timer: number, leftMs: number): void {
    assert(leftMs > 0, 'promise clocks: paused when it is due')
    this.left = grownFloat64(this.left, timer + 1)
    this.left[timer] = leftMs
  }
}
