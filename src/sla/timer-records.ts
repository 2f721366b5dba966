/**
 * What is known of a timer, as one record of 32 bytes by its number: nearly all timers are armed, left alone until they are
 * cold, and cancelled, and a record costs one fetch from memory where columns cost one for each field.
 * Records are 4 doubles or 8 words of one buffer, seen through two views. A place is a plain number, known to the methods
 * of its field and hardly to anything else. No two may overlap; promise and stage share a word.
 * A new record is idle, and lies nowhere (deadlines.ts); what its other fields mean is up to the classes that write them.
 * **cost** O(1) each; growth copies.
 */
import { roomFor } from '../base/column.js'

const RECORD_BYTES = 32
const WORDS = RECORD_BYTES / 4
const DOUBLES = RECORD_BYTES / 8
const PREVIOUS = 3

/** In `dueAtMsOf`: the timer is not armed, and has not been. One that was due at t before it was cancelled has this less t. */
export const IDLE = -1
/** In `previousOf`: the timer lies nowhere. */
export const UNLINKED = -1
/** Promises and stages are below these. */
export const PROMISE_LIMIT = 2 ** 23
export const STAGE_LIMIT = 2 ** 8

export class TimerRecords {
  private doubles = new Float64Array(0)
  private words = new Int32Array(0)

  /** Timers that have a record are below this. */
  capacity = 0

  /** Makes records for timers below `timers`, `limit` at most; grows as `roomFor` says, never shrinks. */
  ensure(timers: number, limit: number): void {
    const { capacity, words } = this
    if (timers <= capacity) return
    this.capacity = Math.min(limit, roomFor(capacity, timers))
    const buffer = new ArrayBuffer(this.capacity * RECORD_BYTES)
    this.doubles = new Float64Array(buffer)
    this.words = new Int32Array(buffer)
    this.words.set(words)
    for (let timer = capacity; timer < this.capacity; timer++) {
      this.doubles[timer * DOUBLES] = IDLE
      this.words[timer * WORDS + PREVIOUS] = UNLINKED
    }
  }

  /**
   * When it is due, while it is armed; below 0 while it is idle. Not to be asked of a timer without a record: once a read
   * has gone beyond the end of an array, V8 compiles a slower one that expects it again.
   */
  dueAtMsOf(timer: number): number {
    return this.doubles[timer << 2]!
  }

  setDueAtMs(timer: number, dueAtMs: number): void {
    this.doubles[timer << 2] = dueAtMs
  }

  /** The next in its bucket of the wheel. */
  nextOf(timer: number): number {
    return this.words[(timer << 3) | 2]!
  }

  setNext(timer: number, next: number): void {
    this.words[(timer << 3) | 2] = next
  }

  /** The one before it in its bucket, or a number below 0 that says where it is. */
  previousOf(timer: number): number {
    return this.words[(timer << 3) | 3]!
  }

  setPrevious(timer: number, previous: number): void {
    this.words[(timer << 3) | 3] = previous
  }

  /** The promise it runs for, -1 for a bare deadline. */
  promiseOf(timer: number): number {
    return this.words[(timer << 3) | 4]! >> 8
  }

  /** The stage it stands before; the number of stages when the last one is to come again. */
  stageOf(timer: number): number {
    return this.words[(timer << 3) | 4]! & 255
  }

  /** Both at once. */
  setPromiseStage(timer: number, promise: number, stage: number): void {
    this.words[(timer << 3) | 4] = (promise << 8) | stage
  }

  /** Whose it is. */
  ownerOf(timer: number): number {
    return this.words[(timer << 3) | 5]!
  }

  setOwner(timer: number, owner: number): void {
    this.words[(timer << 3) | 5] = owner
  }

  /** The next timer of the same owner, or the next that nobody has. */
  nextOfOwner(timer: number): number {
    return this.words[(timer << 3) | 6]!
  }

  setNextOfOwner(timer: number, next: number): void {
    this.words[(timer << 3) | 6] = next
  }

  /** What it is for. */
  kindOf(timer: number): number {
    return this.words[(timer << 3) | 7]!
  }

  setKind(timer: number, kind: number): void {
    this.words[(timer << 3) | 7] = kind
  }
}
