/**
 * The naive twin of `Deadlines`: one sorted array of armed timers.
 * Everything is O(n) and obviously right; it is the oracle of the property tests and the slow end of the bench.
 */
import type { Deadlines } from '../../../src/sla/deadlines.js'

interface Armed {
  readonly timer: number
  readonly dueAtMs: number
  readonly sequence: number
}

export class DeadlinesModel implements Omit<Deadlines, 'records'> {
  /** In firing order. */
  readonly armed: Armed[] = []

  get size(): number {
    return this.armed.length
  }

  get nextDueAtMs(): number {
    return this.armed[0]?.dueAtMs ?? Infinity
  }

  isDueBy(nowMs: number): boolean {
    return this.armed.some(({ dueAtMs }) => dueAtMs <= nowMs)
  }

  arm(timer: number, dueAtMs: number, sequence: number): void {
    if (this.isArmed(timer)) throw new Error('already armed')
    const after = this.armed.findIndex(
      (other) => other.dueAtMs > dueAtMs || (other.dueAtMs === dueAtMs && other.sequence > sequence),
    )
    this.armed.splice(after < 0 ? this.armed.length : after, 0, { timer, dueAtMs, sequence })
  }

  cancel(timer: number): void {
    const at = this.armed.findIndex((other) => other.timer === timer)
    if (at >= 0) this.armed.splice(at, 1)
  }

  isArmed(timer: number): boolean {
    return this.armed.some((other) => other.timer === timer)
  }

  dueAtMs(timer: number): number {
    return this.armed.find((other) => other.timer === timer)?.dueAtMs ?? Infinity
  }

  sequenceOf(timer: number): number {
    return this.armed.find((other) => other.timer === timer)?.sequence ?? -1
  }

  popDue(nowMs: number): number {
    if (this.nextDueAtMs > nowMs) return -1
    return this.armed.shift()?.timer ?? -1
  }

  ensure(): void {}
}
