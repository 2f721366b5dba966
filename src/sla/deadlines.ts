/**
 * Armed deadlines of which nearly all are cancelled before they fire (replies arrive, waits end).
 * Idea: a near heap with the exact order, before a far wheel that only knows time to 2,048 ms. The wheel has levels of
 * 16 buckets, each level 16 times as coarse, relative to the cursor (the last `popDue` instant); a bucket is a
 * doubly linked list, newest first. What is cancelled in a bucket stays there, *idle*, and armed anew for no earlier than
 * before it stays too: whoever empties the bucket places it anew. Only when the earliest may lie in the wheel does the
 * first part of its first bucket (its *fence*) move to the heap; the cursor stays: a lone deadline far off draws none in.
 * **cost** arm, cancel O(1) in the wheel, O(log near) in the heap; a survivor is moved once per level, so a bucket of n
 * that comes near costs O(n) at once. 44 bytes per timer (timer-records.ts), some 20 more while near. Allocates on growth.
 * **order** (dueAtMs, sequence, timer): total. Source: Varghese and Lauck 1987, hierarchical timing wheels.
 */
import { assert } from '../base/assert.js'
import { HeapColumns, IndexedHeap } from '../base/indexed-heap.js'
import { IDLE, TimerRecords, UNLINKED } from './timer-records.js'

const MAX_TIMERS = 2 ** 26
const MAX_DUE_AT_MS = 2 ** 43
/** One tick: with 2^43 ms of instants, 2^11 ms makes ticks fit into 32 bits, so that the wheel is integer work. */
const TICK_MS = 2 ** 11
const LAST_TICK = 2 ** 32 - 1
const DIGIT_BITS = 4
const DIGIT = 2 ** DIGIT_BITS
const LEVELS = 8

const NONE = -1
/** Values of `previous` that are no timer, beside `UNLINKED`: in the heap, or first in bucket b (`FIRST - b`). */
const NEAR = -2
const FIRST = -3

/** The wheel's unit of time; what lies beyond 2^43 ms is taken into the last tick. */
function tickOf(atMs: number): number {
  return atMs < MAX_DUE_AT_MS ? (atMs / TICK_MS) >>> 0 : LAST_TICK
}

function lowestBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask)
}

/** Which timer is due next, and when. Knows no clock: the instants are whatever the caller counts in, in milliseconds. */
export class Deadlines {
  /** One record a timer; fields that are not used here are for whoever keeps timers. */
  readonly records = new TimerRecords()
  private readonly columns: HeapColumns
  private readonly near: IndexedHeap
  /** The heap's tie column. */
  private sequence: Float64Array
  private count = 0

  private readonly first = new Int32Array(LEVELS * DIGIT).fill(NONE)
  /** Per bucket: timers due up to the end of this tick belong to the heap. A past value does no harm. */
  private readonly fenceTick = new Uint32Array(LEVELS * DIGIT)
  /** Per level, the buckets that hold timers; and the levels that have such. */
  private readonly filled = new Int32Array(LEVELS)
  private filledLevels = 0
  /** The wheel holds later ticks only; this one and all before it belong to the heap. */
  private cursorTick = 0
  /** No timer of the wheel is due before this. */
  private farFromMs = Infinity
  /** Before this no timer is due, and the cursor need not move. */
  private calmUntilMs = -Infinity
  /** An instant on its way to `armFor` or `reach`: V8 allocates an object for each double that it hands to a function. */
  private handedMs = 0.5

  /** Room for timers below `capacity`, 0..2^26; more is made when needed. */
  constructor(capacity = 64) {
    assert(
      Number.isInteger(capacity) && capacity >= 0 && capacity <= MAX_TIMERS,
      'deadlines: capacity out of range',
    )
    this.records.ensure(capacity, MAX_TIMERS)
    this.columns = new HeapColumns(1, capacity)
    this.near = new IndexedHeap(this.columns)
    this.sequence = this.columns.ties[0]!
  }

  /** How many timers are armed. O(1). */
  get size(): number {
    return this.count
  }

  /** The earliest instant any timer is due, exactly; Infinity when none is armed. O(1) amortised. */
  get nextDueAtMs(): number {
    if (this.near.peekKey() > this.farFromMs) this.drawNear()
    return this.near.peekKey()
  }

  /**
   * Whether some timer is due at or before `nowMs`. Unlike `nextDueAtMs` it leaves far timers where they cost nothing;
   * like `popDue` it moves where the wheel looks from. O(1) amortised.
   */
  isDueBy(nowMs: number): boolean {
    if (nowMs < this.calmUntilMs) return false
    this.handedMs = nowMs
    return this.reach()
  }

  /** Whether `timer` is armed; false for anything that was never armed. O(1). */
  isArmed(timer: number): boolean {
    return this.dueAtMs(timer) !== Infinity
  }

  /** When `timer` is due, or Infinity when it is not armed. O(1). */
  dueAtMs(timer: number): number {
    if (!this.isKnown(timer)) return Infinity
    const dueAtMs = this.records.dueAtMsOf(timer)
    return dueAtMs >= 0 ? dueAtMs : Infinity
  }

  /** The sequence `timer` was armed with, or -1 when it is not armed. O(1). */
  sequenceOf(timer: number): number {
    return this.isArmed(timer) ? this.sequence[timer]! : -1
  }

  /**
   * Arms `timer`, an integer 0..2^26-1 chosen by the caller, best dense, for `dueAtMs`, an integer 0..2^43, which may
   * lie in the past. Among equal instants the smaller `sequence`, an integer 0..2^53-1, fires first; then the smaller timer.
   * Throws InvariantError when out of range or armed already. O(1) in the wheel, O(log near) in the heap.
   */
  arm(timer: number, dueAtMs: number, sequence: number): void {
    this.handedMs = dueAtMs
    this.armFor(timer, sequence)
  }

  /** Arms a timer for the instant that is handed over. */
  private armFor(timer: number, sequence: number): void {
    const dueAtMs = this.handedMs
    assert(timer >= 0 && timer < MAX_TIMERS && Number.isInteger(timer), 'deadlines: timer out of range')
    assert(
      dueAtMs >= 0 && dueAtMs <= MAX_DUE_AT_MS && Number.isInteger(dueAtMs),
      'deadlines: dueAtMs out of range',
    )
    assert(sequence >= 0 && Number.isSafeInteger(sequence), 'deadlines: sequence out of range')
    if (timer >= this.records.capacity) this.ensure(timer + 1)
    const { records } = this
    const earliestMs = IDLE - records.dueAtMsOf(timer)
    assert(earliestMs >= 0, 'deadlines: armed twice')
    records.setDueAtMs(timer, dueAtMs)
    this.sequence[timer] = sequence
    this.count++
    if (records.previousOf(timer) === UNLINKED) this.place(timer, dueAtMs)
    else if (dueAtMs < earliestMs) this.placeEarlier(timer, dueAtMs)
  }

  /** Disarms `timer`; nothing happens when it is not armed. O(1) in the wheel, O(log near) in the heap. */
  cancel(timer: number): void {
    if (!this.isKnown(timer)) return
    const { records } = this
    const dueAtMs = records.dueAtMsOf(timer)
    if (dueAtMs < 0) return
    this.count--
    records.setDueAtMs(timer, IDLE - dueAtMs)
    if (records.previousOf(timer) === NEAR) this.leaveNear(timer)
  }

  /**
   * Disarms and returns the timer with the smallest (dueAtMs, sequence, timer) that is due at or before `nowMs`, or -1.
   * `nowMs` may be smaller than before, or Infinity to take all; but it is where the wheel looks from, so an instant
   * far ahead of the present makes later operations slower, O(log n), until a timer is due or time has caught up.
   */
  popDue(nowMs: number): number {
    // The wheel then holds only what is due after `nowMs`.
    if (!this.isDueBy(nowMs)) return NONE
    const timer = this.near.pop()
    this.records.setPrevious(timer, UNLINKED)
    this.records.setDueAtMs(timer, IDLE)
    this.count--
    return timer
  }

  /** Makes room for timers below `capacity` at least, at most 2^26; grows as `roomFor` says, never shrinks. */
  ensure(capacity: number): void {
    if (capacity <= this.records.capacity) return
    assert(Number.isInteger(capacity) && capacity <= MAX_TIMERS, 'deadlines: capacity out of range')
    this.records.ensure(capacity, MAX_TIMERS)
    this.columns.ensure(this.records.capacity)
    this.sequence = this.columns.ties[0]!
  }

  /** Whether the timer has a record. */
  private isKnown(timer: number): boolean {
    return timer >>> 0 === timer && timer < this.records.capacity
  }

  /** Moves the cursor to the instant that is handed over. Whether a timer is due by then. */
  private reach(): boolean {
    const nowMs = this.handedMs
    const tick = nowMs > 0 ? tickOf(nowMs) : 0
    if (tick !== this.cursorTick) this.moveTo(tick)
    const dueAtMs = this.near.peekKey()
    this.calmUntilMs = Math.min(dueAtMs, (this.cursorTick + 1) * TICK_MS)
    return dueAtMs <= nowMs && this.near.size > 0
  }

  private leaveNear(timer: number): void {
    this.near.remove(timer)
    this.records.setPrevious(timer, UNLINKED)
  }

  /** Takes a timer out of its bucket, which is for later ones. */
  private placeEarlier(timer: number, dueAtMs: number): void {
    this.unlink(timer, this.records.previousOf(timer))
    this.place(timer, dueAtMs)
  }

  /** Puts a timer that lies nowhere into the heap or the wheel. */
  private place(timer: number, dueAtMs: number): void {
    const tick = tickOf(dueAtMs)
    if (tick > this.cursorTick) {
      // The highest digit in which tick and cursor differ names the level: the finest whose buckets reach that far.
      const level = (31 - Math.clz32(tick ^ this.cursorTick)) >>> 2
      const slot = (tick >>> (level * DIGIT_BITS)) & (DIGIT - 1)
      const bucket = (level << DIGIT_BITS) | slot
      if (tick > this.fenceTick[bucket]!) {
        const second = this.first[bucket]!
        this.records.setNext(timer, second)
        this.records.setPrevious(timer, FIRST - bucket)
        this.first[bucket] = timer
        if (second !== NONE) {
          this.records.setPrevious(second, timer)
        } else {
          this.filled[level]! |= 1 << slot
          this.filledLevels |= 1 << level
        }
        if (dueAtMs < this.farFromMs) this.farFromMs = dueAtMs
        return
      }
    }
    this.records.setPrevious(timer, NEAR)
    this.columns.key[0] = dueAtMs
    this.near.insert(timer)
    if (dueAtMs < this.calmUntilMs) this.calmUntilMs = dueAtMs
  }

  /** Lays a timer of no bucket any more where it belongs: nowhere, if it is idle. */
  private lay(timer: number, dueAtMs: number): void {
    if (dueAtMs < 0) this.records.setPrevious(timer, UNLINKED)
    else this.place(timer, dueAtMs)
  }

  /** Takes a timer out of its bucket; `prev` is what its links held before it. */
  private unlink(timer: number, prev: number): void {
    const next = this.records.nextOf(timer)
    if (next !== NONE) this.records.setPrevious(next, prev)
    if (prev >= 0) {
      this.records.setNext(prev, next)
      return
    }
    const bucket = FIRST - prev
    this.first[bucket] = next
    if (next === NONE) this.markEmpty(bucket)
  }

  private markEmpty(bucket: number): void {
    const level = bucket >>> DIGIT_BITS
    this.filled[level]! &= ~(1 << (bucket & (DIGIT - 1)))
    if (this.filled[level] === 0) this.filledLevels &= ~(1 << level)
  }

  /** Moves timers from the wheel to the heap until nothing left in the wheel is due before the heap's first. */
  private drawNear(): void {
    while (this.filledLevels !== 0) {
      const level = lowestBit(this.filledLevels)
      const slot = lowestBit(this.filled[level]!)
      const bucket = level * DIGIT + slot
      const widthTicks = DIGIT ** level
      // Clears the cursor's digits up to this level, in floats, for the 32 bits leave no room for a sign.
      const startTick =
        Math.floor(this.cursorTick / (widthTicks * DIGIT)) * widthTicks * DIGIT + slot * widthTicks
      this.farFromMs = Math.max(startTick, this.fenceTick[bucket]! + 1) * TICK_MS
      if (this.near.peekKey() <= this.farFromMs) return
      this.raiseFence(bucket, startTick, widthTicks)
    }
    this.farFromMs = Infinity
  }

  /**
   * Moves what is due in the first non-empty sixteenth part of a bucket to the heap; all of it, if one tick wide. What lies
   * there and is due after the end of the bucket, or idle, leaves it.
   */
  private raiseFence(bucket: number, startTick: number, widthTicks: number): void {
    const { records } = this
    const endTick = startTick + widthTicks
    let earliestTick = endTick
    let last = NONE
    for (let timer = this.first[bucket]!; timer !== NONE; timer = records.nextOf(timer)) {
      const dueAtMs = records.dueAtMsOf(timer)
      if (dueAtMs >= 0) earliestTick = Math.min(earliestTick, tickOf(dueAtMs))
      last = timer
    }
    if (earliestTick < endTick) {
      const partTicks = Math.max(1, widthTicks / DIGIT)
      this.fenceTick[bucket] = (Math.floor(earliestTick / partTicks) + 1) * partTicks - 1
    }
    const fenceTick = this.fenceTick[bucket]!
    // Oldest first: equal instants then enter the heap in the order of their sequence, at O(1) each.
    for (let timer = last; timer >= 0;) {
      const prev = records.previousOf(timer)
      const dueAtMs = records.dueAtMsOf(timer)
      const tick = tickOf(dueAtMs)
      if (dueAtMs < 0 || tick <= fenceTick || tick >= endTick) {
        this.unlink(timer, prev)
        this.lay(timer, dueAtMs)
      }
      timer = prev
    }
  }

  /** Moves the cursor: what it reaches goes to the heap, and the bucket it enters is spread over finer ones. */
  private moveTo(tick: number): void {
    const from = this.cursorTick
    if (this.filledLevels === 0) {
      // Nothing lies relative to the cursor, so it may even go back; fences of a future that is none now must go.
      if (tick < from) this.fenceTick.fill(0)
      this.cursorTick = tick
      return
    }
    if (tick < from) return
    this.cursorTick = tick
    const top = (31 - Math.clz32(tick ^ from)) >>> 2
    const entered = (tick >>> (top * DIGIT_BITS)) & (DIGIT - 1)
    for (let level = 0; level <= top; level++) {
      // Below the top level all buckets are passed; there, those up to the one that is entered.
      const reached = level < top || entered === DIGIT - 1 ? -1 : (2 << entered) - 1
      for (let mask = this.filled[level]! & reached; mask !== 0; mask &= mask - 1) {
        this.spread(level * DIGIT + lowestBit(mask))
      }
    }
  }

  /** Empties a bucket that the cursor has reached, and lays each of its timers where it belongs, oldest first. */
  private spread(bucket: number): void {
    let timer = this.first[bucket]!
    for (let next = this.records.nextOf(timer); next !== NONE; next = this.records.nextOf(timer)) timer = next
    this.first[bucket] = NONE
    this.markEmpty(bucket)
    while (timer >= 0) {
      const prev = this.records.previousOf(timer)
      this.lay(timer, this.records.dueAtMsOf(timer))
      timer = prev
    }
  }
}
