/**
 * What is going to happen to the contacts of a run: for each, what its agent does next and when its waiting ends.
 * Idea: two events a contact at most, with ids by its slot, so that planning one anew needs no search.
 * **cost** O(log n) each; allocates on growth only. **order** instant, ends and answers before ends of waiting, then order of
 * planning. Caveat: what would happen after the run has stopped is not planned.
 */
import { EventList } from './event-list.js'

const RANK_WORK = 0
/** Between them come changes of the roster (simulate.ts). */
const RANK_LEAVE = 2

const LEAVE = 1

export class Agenda {
  private readonly list: EventList
  private readonly stopAtMs: number

  constructor(stopAtMs: number) {
    this.list = new EventList()
    this.stopAtMs = stopAtMs
  }

  /** The key of the first event, or Infinity. */
  get nextKey(): number {
    return this.list.nextKey
  }

  /** Takes the first event off: its slot times 2, plus 1 for the end of waiting. */
  take(): number {
    return this.list.take()
  }

  /** What the agent does next; replaces what was planned. */
  planWork(slot: number, atMs: number): void {
    this.list.cancel(slot * 2)
    if (atMs <= this.stopAtMs) this.list.plan(slot * 2, atMs, RANK_WORK)
  }

  /** The end of waiting, unless one is planned. */
  planLeave(slot: number, atMs: number): void {
    if (!this.list.has(slot * 2 + LEAVE) && atMs <= this.stopAtMs) {
      this.list.plan(slot * 2 + LEAVE, atMs, RANK_LEAVE)
    }
  }

  /** The end of waiting; replaces what was planned. */
  moveLeave(slot: number, atMs: number): void {
    this.list.cancel(slot * 2 + LEAVE)
    this.planLeave(slot, atMs)
  }

  cancelWork(slot: number): void {
    this.list.cancel(slot * 2)
  }

  /** Takes everything of the contact off. */
  cancel(slot: number): void {
    this.list.cancel(slot * 2)
    this.list.cancel(slot * 2 + LEAVE)
  }
}

/** Whether an event is the end of waiting. */
export function isLeave(id: number): boolean {
  return (id & 1) === LEAVE
}
