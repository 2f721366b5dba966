/** The naive twin of the waiting line: a list of contacts, filtered and sorted anew for every question. */
import type { Place } from '../../../src/queue/waiting-line.js'

export interface NaiveWaiting {
  readonly contact: number
  readonly place: Readonly<Place>
  readonly rate: number
  key: number
  readonly virtualAtMs: number
  readonly sequence: number
}

export class NaiveLine {
  readonly waiting: NaiveWaiting[] = []

  enqueue(entry: NaiveWaiting): void {
    this.waiting.push(entry)
  }

  remove(contact: number): void {
    this.waiting.splice(this.waiting.indexOf(this.of(contact)), 1)
  }

  of(contact: number): NaiveWaiting {
    return this.waiting.find((each) => each.contact === contact)!
  }

  standing(entry: NaiveWaiting, nowMs: number): number {
    return entry.rate * nowMs - entry.key
  }

  /** Everybody who matches, in the order in which they go at that instant. */
  sorted(nowMs: number, matches: (entry: NaiveWaiting) => boolean): NaiveWaiting[] {
    return this.waiting
      .filter(matches)
      .sort(
        (a, b) =>
          this.standing(b, nowMs) - this.standing(a, nowMs) ||
          a.virtualAtMs - b.virtualAtMs ||
          a.sequence - b.sequence,
      )
  }

  /** Contacts who share a lane, as text: the same demand, rate and holder, but a private one is alone. */
  lanes(): Map<string, NaiveWaiting[]> {
    const lanes = new Map<string, NaiveWaiting[]>()
    for (const entry of this.waiting) {
      const { demand, holder, isPrivate } = entry.place
      const name = isPrivate ? `private ${entry.contact}` : `${demand} ${entry.rate} ${holder}`
      lanes.set(name, [...(lanes.get(name) ?? []), entry])
    }
    return lanes
  }
}
