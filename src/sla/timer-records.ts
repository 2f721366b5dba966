/**
 * What is known of a timer, as one record of 32 bytes by its number: nearly all timers are armed, left alone until they are
 * cold, and cancelled, and a record costs one fetch from memory where columns cost one for each field.
 * Records are 4 doubles, 8 words or 32 bytes of one buffer, seen through three views. Their places are written as plain
 * numbers, because a constant of a bundled module is a variable to the VM. No two may overlap.
 * A new record is disarmed (deadlines.ts); what its other fields mean is up to the classes that write them.
 * **cost** O(1) each; growth copies.
 */
import { roomFor } from '../base/column.js'

const RECORD_BYTES = 32
const WORDS = RECORD_BYTES / 4
const PREVIOUS = 3

/** In `previousOf`: the timer is not armed. */
export const DISARMED = -1

export class TimerRecords {
  private doubles = new Float64Array(0)
  private words = new Int32Array(0)
  private bytes = new Uint8Array(0)

  /** Timers that have a record are below this. */
  capacity = 0

  /** Makes records for timers below `timers`, `limit` at most; grows as `roomFor` says, never shrinks. */
  ensure(timers: number, limit: number): void {
    const { capacity } = this
    if (timers <= capacity) return
    this.capacity = Math.min(limit, roomFor(capacity, timers))
    const buffer = new ArrayBuffer(this.capacity * RECORD_BYTES)
    const bytes = new Uint8Array(buffer)
    bytes.set(this.bytes)
    this.doubles = new Float64Array(buffer)
    this.words = new Int32Array(buffer)
    this.bytes = bytes
    for (let at = capacity * WORDS + PREVIOUS; at < this.words.length; at += WORDS) this.words[at] = DISARMED
  }

  /** When it is due, while it is armed. */
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

  /** The one before it in its bucket, or a number below 0 that says where it is; undefined beyond all records. */
  previousOf(timer: number): number | undefined {
    return this.words[(timer << 3) | 3]
  }

  setPrevious(timer: number, previous: number): void {
    this.words[(timer << 3) | 3] = previous
  }

  /** The promise it runs for, -1 for a bare deadline. */
  promiseOf(timer: number): number {
    return this.words[(timer << 3) | 4]!
  }

  setPromise(timer: number, promise: number): void {
    this.words[(timer << 3) | 4] = promise
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

  /** The stage it stands before; the number of stages when the last one is to come again. */
  stageOf(timer: number): number {
    return this.bytes[(timer << 5) | 28]!
  }

  setStage(timer: number, stage: number): void {
    this.bytes[(timer << 5) | 28] = stage
  }

  /** What it is for. */
  kindOf(timer: number): number {
    return this.bytes[(timer << 5) | 29]!
  }

  setKind(timer: number, kind: number): void {
    this.bytes[(timer << 5) | 29] = kind
  }
}
