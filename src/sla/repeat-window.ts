/**
 * Whether a contact comes soon after another of the same customer and issue: a repeat, and the end of the hope that the
 * first one solved it.
 * Idea: a table of the last end of each key, and the ends in order, from which what is too long ago is dropped.
 * **cost** O(1) amortised; keeps one entry for each key within the window. **order** of ends, which never goes back.
 */
import { assert } from '../base/assert.js'

interface Ended<T> {
  readonly key: string
  readonly endedAtMs: number
  readonly what: T
}

export type RepeatWindowJson<T> = readonly Ended<T>[]

export class RepeatWindow<T> {
  readonly windowMs: number
  private readonly last = new Map<string, Ended<T>>()
  /** Ends in order; those that are no longer the last of their key are skipped. */
  private ends: Ended<T>[] = []
  private dropped = 0

  constructor(windowMs: number) {
    assert(Number.isInteger(windowMs) && windowMs >= 0, 'repeats: windowMs is not a whole number from 0')
    this.windowMs = windowMs
  }

  /** What ended last under the key, if it had ended by `arrivedAtMs` and not more than the window before `nowMs`. */
  before(key: string, arrivedAtMs: number, nowMs: number): T | undefined {
    const ended = this.last.get(key)
    if (ended === undefined || ended.endedAtMs > arrivedAtMs) return undefined
    return nowMs - ended.endedAtMs <= this.windowMs ? ended.what : undefined
  }

  /** Something ended now under the key; it takes the place of what ended before. */
  end(key: string, nowMs: number, what: T): void {
    const ended = { key, endedAtMs: nowMs, what }
    this.last.set(key, ended)
    this.ends.push(ended)
    this.forget(nowMs)
  }

  /** Everything that is remembered, in the order of ends. O(n). */
  toJSON(): RepeatWindowJson<T> {
    return this.ends.slice(this.dropped).filter((ended) => this.last.get(ended.key) === ended)
  }

  /** The inverse of `toJSON`. */
  static fromJSON<T>(windowMs: number, json: RepeatWindowJson<T>): RepeatWindow<T> {
    const window = new RepeatWindow<T>(windowMs)
    for (const { key, endedAtMs, what } of json) window.end(key, endedAtMs, what)
    return window
  }

  private forget(nowMs: number): void {
    const { ends, last } = this
    while (this.dropped < ends.length && nowMs - ends[this.dropped]!.endedAtMs > this.windowMs) {
      const ended = ends[this.dropped++]!
      if (last.get(ended.key) === ended) last.delete(ended.key)
    }
    if (this.dropped * 2 > ends.length) {
      this.ends = ends.slice(this.dropped)
      this.dropped = 0
    }
  }
}
