/**
 * What is going to happen to the contacts of a run: for each, what its agent does next and when its waiting ends.
 * Idea: two lists by slot, so that planning one anew needs no search.
 * **cost** O(log n) each; allocates on growth only. **order** instant, then order of planning, in each of the two.
 * Caveat: what would happen after the run has stopped is not planned.
 */
import { EventList } from './event-list.js'

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

  /** When an agent does something next, or Infinity. */
  get workAtMs(): number {
    return this.work.nextAtMs
  }

  /** When a customer stops waiting next, or Infinity. */
  get leaveAtMs(): number {
    return this.leave.nextAtMs
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
    if (atMs <= this.stopAtMs) this.work.plan(slot, atMs)
    else this.work.cancel(slot)
  }

  /** The end of waiting, unless one is planned. */
  planLeave(slot: number, atMs: number): void {
    if (atMs <= this.stopAtMs && !this.leave.has(slot)) this.leave.plan(slot, atMs)
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
