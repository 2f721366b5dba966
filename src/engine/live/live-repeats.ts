/**
 * First contacts and repeats, for the live measures: a customer who comes back about the same issue soon after a contact has
 * ended takes back what that contact was counted as.
 * **cost** O(1); one entry for each customer and issue within the time.
 */
import { ISSUES, ISSUES_CONFIRMED, ISSUES_NOT_REPEATED } from '../../sla/measure-fields.js'
import { RepeatWindow, type RepeatWindowJson } from '../../sla/repeat-window.js'
import type { Credit, LiveRows } from './live-rows.js'

/** An ended contact: what it was counted as, until a repeat takes that back. */
interface Issue {
  readonly credit: Credit
  isNotRepeated: boolean
  isConfirmed: boolean
}

export type LiveRepeatsJson = RepeatWindowJson<Issue>

export class LiveRepeats {
  private readonly rows: LiveRows
  private window: RepeatWindow<Issue>

  constructor(rows: LiveRows, withinMs: number) {
    this.rows = rows
    this.window = new RepeatWindow(withinMs)
  }

  /** Whether a contact that an agent takes now is a repeat. */
  isRepeat(key: string, arrivedAtMs: number, nowMs: number): boolean {
    const before = this.window.before(key, arrivedAtMs, nowMs)
    if (before === undefined) return false
    if (before.isNotRepeated) this.rows.credit(before.credit, ISSUES_NOT_REPEATED, -1)
    if (before.isConfirmed) this.rows.credit(before.credit, ISSUES_CONFIRMED, -1)
    before.isNotRepeated = false
    before.isConfirmed = false
    return true
  }

  /** A contact has ended; `isFirst`: it was no repeat. */
  end(
    key: string,
    nowMs: number,
    credit: Credit,
    isFirst: boolean,
    isResolved: boolean,
    isUnresolved: boolean,
  ): void {
    const isNotRepeated = isFirst && !isUnresolved
    const isConfirmed = isFirst && isResolved
    if (isFirst) this.rows.credit(credit, ISSUES, 1)
    if (isNotRepeated) this.rows.credit(credit, ISSUES_NOT_REPEATED, 1)
    if (isConfirmed) this.rows.credit(credit, ISSUES_CONFIRMED, 1)
    this.window.end(key, nowMs, { credit, isNotRepeated, isConfirmed })
  }

  toJSON(): LiveRepeatsJson {
    return this.window.toJSON().map(({ what, ...ended }) => ({ ...ended, what: { ...what } }))
  }

  read(json: LiveRepeatsJson): void {
    const own = json.map(({ what, ...ended }) => ({ ...ended, what: { ...what } }))
    this.window = RepeatWindow.fromJSON(this.window.windowMs, own)
  }
}
