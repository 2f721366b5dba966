/**
 * The deadlines of contacts: what each is for, and whose it is. A contact has few at a time, so they are a short list per
 * contact. Some are bare (a hold, an offer), some are clocks that run for a promise (sla/promise-clocks.ts).
 * Promises and calendars are interned for good: a running clock keeps the promise under which it started, whatever the
 * policy says by then.
 * Cost: arm, pause, resume and cancel O(deadlines of the contact) around the bare deadline; allocates on growth.
 * Order: (dueAtMs, order of arming).
 */
import { assert } from '../../base/assert.js'
import { Hours } from '../../sla/hours.js'
import type { CalendarData } from '../../sla/calendar.js'
import { PromiseClocks } from '../../sla/promise-clocks.js'
import { stageAt } from '../../sla/promise.js'
import type { NormalCalendar, NormalPromise, NormalStage } from '../policy/normal-policy.js'

/** Clocks for promises, in the order of `CLOCKS` (promise-defaults.ts). */
export const QUEUE_WAIT = 0
export const FIRST_REPLY = 1
export const REPLY_GAP = 2
export const STATUS_UPDATE = 3
export const CUSTOMER_SILENCE = 4
export const CONFIRMATION = 5
export const RESOLUTION = 6
/** Bare deadlines. */
export const HOLD = 16
export const RELAX = 17
export const OFFER = 18
export const WRAP_UP_END = 19
export const RETRY = 20
export const BATCH = 21
/** Of the engine itself, about a calendar: queues open or close; its horizon is near, or reached. */
export const HOURS = 22
export const HORIZON = 23
/** Of an agent: the rest after hard contacts is over, the cool-down, the break. */
export const REST_END = 24
export const COOL_DOWN_END = 25
export const BREAK_END = 26
/** A scheduled contact begins to wait; the window of a callback is over. */
export const CALLBACK_OPEN = 27
export const CALLBACK_OVERDUE = 28

export type TimerKind = number

/** Contacts, as far as their timers go: the first of each, -1 for none. */
export interface FirstTimers {
  firstTimerOf(contact: number): number
  setFirstTimer(contact: number, timer: number): void
}

const NONE = -1
/** The kind of a timer that nobody has. */
const FREE = 255

/** The owner of the timers of an agent. The same function back: the agent of such an owner. */
export function agentOwner(agent: number): number {
  return -2 - agent
}

/** The owner of the timers of a calendar, by its index, and back. Told from agents by the kind of the timer. */
export function calendarOwner(calendar: number): number {
  return -2 - calendar
}

/** One deadline or paused clock, for snapshots. */
export interface TimerRow {
  readonly timer: number
  readonly kind: TimerKind
  readonly owner: number
  /** Infinity: it is paused, or over. */
  readonly dueAtMs: number
  /** Running time to the next stage of a paused one, else 0. */
  readonly leftMs: number
  readonly promise: number
  readonly stage: number
}

export class Clocks {
  readonly promises: NormalPromise[] = []
  /** Names of the calendars, by the index of their hours, and the timers of each, -1 for none. */
  readonly calendars: string[] = []
  readonly hoursTimer: number[] = []
  readonly horizonTimer: number[] = []

  private readonly timers = new PromiseClocks()
  /** What a timer is for, and whose: a contact slot, or below 0 for the engine's own. */
  private readonly records = this.timers.records
  private readonly contacts: FirstTimers
  private free = NONE
  private used = 0
  private readonly promiseOf = new Map<string, number>()
  /** A bit for each kind that has ever been there: what never was need not be looked for. */
  private kinds = 0

  /** `contacts`: where the first timer of each is kept. */
  constructor(contacts: FirstTimers) {
    this.contacts = contacts
  }

  get nextDueAtMs(): number {
    return this.timers.nextDueAtMs
  }

  /** Whether anything is due at or before `nowMs`, cheaper than `nextDueAtMs`. */
  isDueBy(nowMs: number): boolean {
    return this.timers.isDueBy(nowMs)
  }

  /** Takes over the calendars of a policy: those that are known by name get its hours from `nowMs` on. */
  learnCalendars(calendars: readonly NormalCalendar[], nowMs: number): void {
    for (const { name, data } of calendars) {
      const known = this.calendars.indexOf(name)
      if (known >= 0) this.timers.changeHours(known, new Hours(data), nowMs)
      else {
        this.calendars.push(name)
        this.hoursTimer.push(NONE)
        this.horizonTimer.push(NONE)
        this.timers.hours.push(new Hours(data))
      }
    }
  }

  /** The hours of a calendar, by its index in `calendars`. */
  hours(calendar: number): Hours {
    return this.timers.hours[calendar]!
  }

  /** Extends a calendar: what still has to run on it is worked out anew. */
  extendHours(calendar: number, data: CalendarData, nowMs: number): void {
    this.timers.changeHours(calendar, this.hours(calendar).extendedBy(data), nowMs)
  }

  /** Index of a promise, the same for equal ones; its calendar must be known. */
  intern(promise: NormalPromise): number {
    const key = JSON.stringify(promise)
    const known = this.promiseOf.get(key)
    if (known !== undefined) return known
    const { hours } = promise
    const calendar = hours === null ? NONE : this.calendars.indexOf(hours)
    assert(hours === null || calendar >= 0, 'clocks: a promise on an unknown calendar')
    const index = this.timers.promised(promise, calendar)
    this.promises.push(promise)
    this.promiseOf.set(key, index)
    return index
  }

  /** Sets a bare deadline for a contact, the engine itself (owner -1), an agent or a calendar. Returns the timer. */
  arm(owner: number, kind: TimerKind, dueAtMs: number): number {
    const timer = this.allocate(owner, kind)
    this.timers.arm(timer, dueAtMs)
    return timer
  }

  /** Starts a clock for a promise, of which a contact has none of this kind. */
  start(owner: number, kind: TimerKind, promise: number, atMs: number): void {
    this.timers.start(this.allocate(owner, kind), promise, atMs)
  }

  /** Starts a clock of which so much has run already, and which may stand still; a contact has none of this kind. */
  startAfter(
    owner: number,
    kind: TimerKind,
    promise: number,
    ranMs: number,
    atMs: number,
    isPaused: boolean,
  ): void {
    this.timers.startAfter(this.allocate(owner, kind), promise, ranMs, atMs, isPaused)
  }

  /** Takes up what a snapshot has kept of a deadline or a clock. Returns the timer. */
  takeUp(row: Omit<TimerRow, 'timer'>): number {
    const { owner, kind, dueAtMs, promise, stage, leftMs } = row
    const timer = this.allocate(owner, kind)
    if (promise < 0) this.timers.arm(timer, dueAtMs)
    else this.timers.restart(timer, promise, stage, dueAtMs, leftMs)
    return timer
  }

  /** The timer of a kind that a contact has, or -1. */
  find(owner: number, kind: TimerKind): number {
    if (((this.kinds >>> kind) & 1) === 0) return NONE
    for (
      let timer = this.contacts.firstTimerOf(owner);
      timer !== NONE;
      timer = this.records.nextOfOwner(timer)
    ) {
      if (this.records.kindOf(timer) === kind) return timer
    }
    return NONE
  }

  dueAtMs(timer: number): number {
    return this.timers.dueAtMs(timer)
  }

  /** Lets the clock of a kind stand still from `atMs` on, if the contact has one. */
  pause(owner: number, kind: TimerKind, atMs: number): void {
    const timer = this.find(owner, kind)
    if (timer !== NONE) this.timers.pause(timer, atMs)
  }

  /** Lets the clock of a kind run on from `atMs` on. False: the contact has none. */
  resume(owner: number, kind: TimerKind, atMs: number): boolean {
    const timer = this.find(owner, kind)
    if (timer === NONE) return false
    this.timers.resume(timer, atMs)
    return true
  }

  /** Whether the promise of a clock has not been broken. */
  isKept(timer: number): boolean {
    return this.timers.isKept(timer)
  }

  /** Ends the clock of a kind. How long it has run until `atMs`; -1 when its promise has been broken, or there is none. */
  end(owner: number, kind: TimerKind, atMs: number): number {
    if (((this.kinds >>> kind) & 1) === 0) return NONE
    let previous = NONE
    for (
      let timer = this.contacts.firstTimerOf(owner);
      timer !== NONE;
      timer = this.records.nextOfOwner(timer)
    ) {
      if (this.records.kindOf(timer) === kind) {
        const ranMs = this.timers.isKept(timer) ? this.timers.ranMs(timer, atMs) : NONE
        if (previous === NONE) this.contacts.setFirstTimer(owner, this.records.nextOfOwner(timer))
        else this.records.setNextOfOwner(previous, this.records.nextOfOwner(timer))
        this.timers.cancel(timer)
        this.release(timer)
        return ranMs
      }
      previous = timer
    }
    return NONE
  }

  /** Cancels the deadline of a kind, if the contact has one. */
  cancel(owner: number, kind: TimerKind): void {
    if (((this.kinds >>> kind) & 1) === 0) return
    let previous = NONE
    for (
      let timer = this.contacts.firstTimerOf(owner);
      timer !== NONE;
      timer = this.records.nextOfOwner(timer)
    ) {
      if (this.records.kindOf(timer) === kind) {
        if (previous === NONE) this.contacts.setFirstTimer(owner, this.records.nextOfOwner(timer))
        else this.records.setNextOfOwner(previous, this.records.nextOfOwner(timer))
        this.timers.cancel(timer)
        this.release(timer)
        return
      }
      previous = timer
    }
  }

  /** Cancels one very timer. */
  cancelTimer(timer: number): void {
    this.timers.cancel(timer)
    this.unlink(timer)
    this.release(timer)
  }

  /** Cancels every deadline of a contact. */
  cancelAll(owner: number): void {
    let timer = this.contacts.firstTimerOf(owner)
    while (timer !== NONE) {
      const following = this.records.nextOfOwner(timer)
      this.timers.cancel(timer)
      this.release(timer)
      timer = following
    }
    this.contacts.setFirstTimer(owner, NONE)
  }

  /**
   * The earliest timer that is due by `nowMs`, or -1; what it was for is in the fields below. A bare deadline has ended,
   * a clock is the caller's to `advance`.
   */
  popDue(nowMs: number): number {
    const dueAtMs = this.timers.nextDueAtMs
    if (dueAtMs > nowMs) return NONE
    const timer = this.timers.popDue(nowMs)
    this.firedAtMs = dueAtMs
    this.firedKind = this.records.kindOf(timer)
    this.firedOwner = this.records.ownerOf(timer)
    if (this.promiseIn(timer) < 0) {
      this.unlink(timer)
      this.release(timer)
    }
    return timer
  }

  /** Of the last `popDue`: the instant for which the timer was set, its kind, and whose it was. */
  firedAtMs = 0
  firedKind: TimerKind = FREE
  firedOwner = NONE

  /** The promise that a timer runs for, -1 for a bare deadline. */
  promiseIn(timer: number): number {
    return this.records.promiseOf(timer)
  }

  /** The stage that a clock fires next. */
  stageOf(timer: number): NormalStage {
    const promise = this.promises[this.promiseIn(timer)]!
    return promise.stages[stageAt(promise, this.records.stageOf(timer))]!
  }

  /** Takes a clock whose stage has fired to its next stage; one that is over stays until somebody ends it. */
  advance(timer: number): void {
    this.timers.advance(timer, this.firedAtMs)
  }

  /** Every deadline and clock: those armed in the order of arming, then the others by timer. O(n log n), allocates. */
  rows(): TimerRow[] {
    const { timers } = this
    const armed: TimerRow[] = []
    const still: TimerRow[] = []
    for (let timer = 0; timer < this.used; timer++) {
      if (this.records.kindOf(timer) === FREE) continue
      const isPaused = timers.isPaused(timer)
      const list = timers.isArmed(timer) ? armed : still
      list.push({
        timer,
        kind: this.records.kindOf(timer),
        owner: this.records.ownerOf(timer),
        dueAtMs: timers.dueAtMs(timer),
        leftMs: isPaused ? timers.leftMs(timer, 0) : 0,
        promise: this.records.promiseOf(timer),
        stage: this.records.promiseOf(timer) < 0 ? 0 : this.records.stageOf(timer),
      })
    }
    armed.sort((a, b) => timers.sequenceOf(a.timer) - timers.sequenceOf(b.timer))
    return [...armed, ...still]
  }

  private unlink(timer: number): void {
    const owner = this.records.ownerOf(timer)
    if (owner < 0) return
    if (this.contacts.firstTimerOf(owner) === timer) {
      this.contacts.setFirstTimer(owner, this.records.nextOfOwner(timer))
      return
    }
    for (
      let other = this.contacts.firstTimerOf(owner);
      other !== NONE;
      other = this.records.nextOfOwner(other)
    ) {
      if (this.records.nextOfOwner(other) === timer) {
        this.records.setNextOfOwner(other, this.records.nextOfOwner(timer))
        return
      }
    }
    assert(false, 'clocks: a timer is not in the list of its contact')
  }

  private allocate(owner: number, kind: TimerKind): number {
    let timer = this.free
    if (timer !== NONE) {
      this.free = this.records.nextOfOwner(timer)
    } else {
      timer = this.used++
      this.timers.ensure(timer + 1)
    }
    this.kinds |= 1 << kind
    this.records.setKind(timer, kind)
    this.records.setOwner(timer, owner)
    if (owner >= 0) {
      this.records.setNextOfOwner(timer, this.contacts.firstTimerOf(owner))
      this.contacts.setFirstTimer(owner, timer)
    }
    return timer
  }

  private release(timer: number): void {
    this.records.setKind(timer, FREE)
    this.records.setNextOfOwner(timer, this.free)
    this.free = timer
  }
}
