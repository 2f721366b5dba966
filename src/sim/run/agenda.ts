/**
 * What is going to happen to the contacts of a run: for each, what its agent does next and when its waiting ends.
 * Idea: two lists by slot, so that planning one anew needs no search; the ends of waiting are a short list of their own, for
 * most of those who call are answered first and leave it again.
 * **cost** O(log n) each; allocates on growth only. **order** instant, ends and answers before ends of waiting, then order of
 * planning. Caveat: what would happen after the run has stopped is not planned.
 */
import { EventList } from './event-list.js'

const RANK_WORK = 0
/** Between them come changes of the roster (simulate.ts). */
const RANK_LEAVE = 2

export class Agenda {
  /** The next thing an agent does with each contact. */
  private readonly work: EventList
  /** When each customer stops waiting. */
  private readonly leave: EventList
  private readonly stopAtMs: number

  constructor(stopAtMs: number) {
    this.work = new EventList()
    this.leave = new EventList()
    this.stopAtMs = stopAtMs
  }

  /** The key of the first thing that an agent does, or Infinity. */
  get workKey(): number {
    return this.work.nextKey
  }

  /** The key of the first end of waiting, or Infinity; never that of anything that an agent does. */
  get leaveKey(): number {
    return this.leave.nextKey
  }

  /** Takes the first thing that an agent does off: its slot. */
  takeWork(): number {
    return this.work.take()
  }

  /** Takes the first end of waiting off: its slot. */
  takeLeave(): number {
    return this.leave.take()
  }

  /** What the agent does next; replaces what was planned. */
  planWork(slot: number, atMs: number): void {
    this.work.cancel(slot)
    if (atMs <= this.stopAtMs) this.work.plan(slot, atMs, RANK_WORK)
  }

  /** The end of waiting, unless one is planned. */
  planLeave(slot: number, atMs: number): void {
    if (atMs <= this.stopAtMs && !this.leave.has(slot)) this.leave.plan(slot, atMs, RANK_LEAVE)
  }

  /** The end of waiting; replaces what was planned. */
  moveLeave(slot: number, atMs: number): void {
    this.leave.cancel(slot)
    this.planLeave(slot, atMs)
  }

  cancelWork(slot: number): void {
    this.work.cancel(slot)
  }

  /** Takes everything of the contact off. */
  cancel(slot: number): void {
    this.work.cancel(slot)
    this.leave.cancel(slot)
  }
}
