/**
 * The deadlines of contacts: what each is for, whose it is, and, for promises, which stage of which promise comes next.
 * A contact has few at a time, so they are a short list per contact. Promises are interned for good: a running clock
 * keeps the promise under which it started, whatever the policy says by then.
 * Cost: arm and cancel O(deadlines of the contact) around the bare deadline; allocates on growth.
 * Order: (dueAtMs, order of arming).
 */
import { assert } from '../base/assert.js'
import { grownInt32, grownUint8 } from '../base/column.js'
import { Deadlines } from '../sla/deadlines.js'
import type { NormalStage } from './normal-policy.js'

export const QUEUE_WAIT = 0
export const FIRST_REPLY = 1
export const HOLD = 2
export const RELAX = 3
export const OFFER = 4
export const WRAP_UP_END = 5
export const RETRY = 6
export const BATCH = 7
/** A scheduled contact begins to wait; the window of a callback is over. */
export const CALLBACK_OPEN = 11
export const CALLBACK_OVERDUE = 12
/** Of an agent: the rest after hard contacts is over, the cool-down, the break. */
export const REST_END = 8
export const COOL_DOWN_END = 9
export const BREAK_END = 10

export type TimerKind = number

const NONE = -1

/** The owner of an agent's timers. The same function back: the agent of such an owner. */
export function agentOwner(agent: number): number {
  return -2 - agent
}

/** One armed deadline, for snapshots. */
export interface TimerRow {
  readonly kind: TimerKind
  readonly owner: number
  readonly dueAtMs: number
  readonly promise: number
  readonly stage: number
}

export class Clocks {
  /** Timer -> what it is for, and whose: a contact slot, -1 for the engine's own, below that an agent's (`agentOwner`). */
  kind: Uint8Array = new Uint8Array(0)
  owner: Int32Array = new Int32Array(0)
  /** Timer -> index into `promises`, and the stage it waits for. */
  promise: Int32Array = new Int32Array(0)
  stage: Uint8Array = new Uint8Array(0)
  readonly promises: (readonly NormalStage[])[] = []

  private readonly deadlines = new Deadlines()
  private first: Int32Array = new Int32Array(0)
  private next: Int32Array = new Int32Array(0)
  private free = NONE
  private used = 0
  private armed = 0
  private readonly promiseOf = new Map<string, number>()

  get nextDueAtMs(): number {
    return this.deadlines.nextDueAtMs
  }

  /** Whether anything is due at or before `nowMs`, cheaper than `nextDueAtMs`. */
  isDueBy(nowMs: number): boolean {
    return this.deadlines.isDueBy(nowMs)
  }

  /** Makes room for contact slots below `contacts`. */
  ensureContacts(contacts: number): void {
    if (contacts > this.first.length) this.first = grownInt32(this.first, contacts, NONE)
  }

  /** Index of a promise, the same for equal ones; -1 for one without stages. */
  intern(stages: readonly NormalStage[]): number {
    if (stages.length === 0) return NONE
    const key = JSON.stringify(stages)
    const known = this.promiseOf.get(key)
    if (known !== undefined) return known
    const index = this.promises.push(stages) - 1
    this.promiseOf.set(key, index)
    return index
  }

  /** Sets a deadline for a contact, for the engine itself (owner -1) or for an agent. Returns the timer. */
  arm(owner: number, kind: TimerKind, dueAtMs: number): number {
    const timer = this.allocate()
    this.kind[timer] = kind
    this.owner[timer] = owner
    if (owner >= 0) {
      this.next[timer] = this.first[owner]!
      this.first[owner] = timer
    }
    this.deadlines.arm(timer, dueAtMs, ++this.armed)
    return timer
  }

  /** Starts a promise's clock at its stage `stage`, counted from `startAtMs`. */
  armStage(owner: number, kind: TimerKind, promise: number, stage: number, startAtMs: number): void {
    const timer = this.arm(owner, kind, startAtMs + this.promises[promise]![stage]!.afterMs)
    this.promise[timer] = promise
    this.stage[timer] = stage
  }

  /** The timer of a kind that a contact has, or -1. */
  find(owner: number, kind: TimerKind): number {
    for (let timer = this.first[owner]!; timer !== NONE; timer = this.next[timer]!) {
      if (this.kind[timer] === kind) return timer
    }
    return NONE
  }

  dueAtMs(timer: number): number {
    return this.deadlines.dueAtMs(timer)
  }

  /** Cancels the deadline of a kind, if the contact has one. */
  cancel(owner: number, kind: TimerKind): void {
    let previous = NONE
    for (let timer = this.first[owner]!; timer !== NONE; timer = this.next[timer]!) {
      if (this.kind[timer] === kind) {
        if (previous === NONE) this.first[owner] = this.next[timer]!
        else this.next[previous] = this.next[timer]!
        this.deadlines.cancel(timer)
        this.release(timer)
        return
      }
      previous = timer
    }
  }

  /** Cancels one very timer. */
  cancelTimer(timer: number): void {
    this.deadlines.cancel(timer)
    this.unlink(timer)
    this.release(timer)
  }

  /** Cancels every deadline of a contact. */
  cancelAll(owner: number): void {
    let timer = this.first[owner]!
    while (timer !== NONE) {
      const following = this.next[timer]!
      this.deadlines.cancel(timer)
      this.release(timer)
      timer = following
    }
    this.first[owner] = NONE
  }

  /** The earliest timer that is due by `nowMs`, disarmed but readable until the next call of `arm`; -1 when none is. */
  popDue(nowMs: number): number {
    if (this.deadlines.nextDueAtMs > nowMs) return NONE
    const dueAtMs = this.deadlines.nextDueAtMs
    const timer = this.deadlines.popDue(nowMs)
    this.firedAtMs = dueAtMs
    this.unlink(timer)
    this.release(timer)
    return timer
  }

  /** The instant for which the timer of the last `popDue` was set. */
  firedAtMs = 0

  /** Every armed deadline in the order of arming. O(n log n), allocates. */
  rows(): (TimerRow & { readonly timer: number })[] {
    const rows: (TimerRow & { readonly timer: number })[] = []
    const { deadlines } = this
    for (let timer = 0; timer < this.used; timer++) {
      if (!deadlines.isArmed(timer)) continue
      rows.push({
        timer,
        kind: this.kind[timer]!,
        owner: this.owner[timer]!,
        dueAtMs: deadlines.dueAtMs(timer),
        promise: this.promise[timer]!,
        stage: this.stage[timer]!,
      })
    }
    return rows.sort((a, b) => deadlines.sequenceOf(a.timer) - deadlines.sequenceOf(b.timer))
  }

  private unlink(timer: number): void {
    const owner = this.owner[timer]!
    if (owner < 0) return
    if (this.first[owner] === timer) {
      this.first[owner] = this.next[timer]!
      return
    }
    for (let other = this.first[owner]!; other !== NONE; other = this.next[other]!) {
      if (this.next[other] === timer) {
        this.next[other] = this.next[timer]!
        return
      }
    }
    assert(false, 'clocks: a timer is not in the list of its contact')
  }

  private allocate(): number {
    let timer = this.free
    if (timer !== NONE) {
      this.free = this.next[timer]!
    } else {
      timer = this.used++
      if (timer >= this.kind.length) {
        this.kind = grownUint8(this.kind, timer + 1)
        this.owner = grownInt32(this.owner, timer + 1)
        this.promise = grownInt32(this.promise, timer + 1)
        this.stage = grownUint8(this.stage, timer + 1)
        this.next = grownInt32(this.next, timer + 1)
      }
    }
    this.promise[timer] = NONE
    this.stage[timer] = 0
    return timer
  }

  private release(timer: number): void {
    this.next[timer] = this.free
    this.free = timer
  }
}
