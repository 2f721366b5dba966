/**
 * When the queues of a run are open, as the engine has it: who came while it was closed, when it opens, and how much of a
 * wait was in its hours.
 * **cost** O(log stretches) a question; allocates at the start only.
 */
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import { Hours } from '../../sla/hours.js'

export class OpeningHours {
  /** By queue; `null`: always open. */
  private readonly hours: readonly (Hours | null)[]

  private constructor({ queues, calendars }: NormalPolicy) {
    const known = new Map(calendars.map(({ name, data }) => [name, new Hours(data)]))
    this.hours = queues.map(({ hours }) => (hours === null ? null : known.get(hours)!))
  }

  /** `null` where every queue is always open. */
  static of(policy: NormalPolicy): OpeningHours | null {
    return policy.queues.every(({ hours }) => hours === null) ? null : new OpeningHours(policy)
  }

  isClosed(queue: number, atMs: number): boolean {
    const hours = this.hours[queue]!
    return hours !== null && !hours.isOpen(atMs)
  }

  /** When a queue that is closed at `atMs` opens; beyond the end of the run when it does not open before. */
  opensAtMs(queue: number, atMs: number): number {
    return this.hours[queue]?.nextChangeMs(atMs) ?? atMs
  }

  /** Milliseconds of the time from one instant to another in which the queue is open. */
  openMs(queue: number, fromMs: number, toMs: number): number {
    return this.hours[queue]?.between(fromMs, toMs) ?? toMs - fromMs
  }
}
