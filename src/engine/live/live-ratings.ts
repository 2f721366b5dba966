/**
 * Customers' ratings: of the agent who has the contact, or, when it is over, of the one with whom it ended, for which the
 * last contacts that ended are remembered. A later rating of a contact takes the place of an earlier one.
 * **cost** O(1); one entry for each remembered contact. **order** the oldest end is forgotten first.
 */
import { RATED, SATISFIED } from '../../sla/measure-fields.js'
import type { ContactRef } from '../commands/command.js'
import type { Credit, LiveRows } from './live-rows.js'

/** What came of a rating: `unknownContact` has not ended, has ended long ago, or never came to an agent. */
export type RatingOutcome = 'counted' | 'unknownContact' | 'invalidValue'

/** A rating, and where it counts. */
interface Given {
  readonly rating: number
  readonly counted: Credit
}

/** A contact that is over: where a rating of it counts, and its last rating. */
interface Ended {
  readonly handle: number
  /** '': it is known by its handle alone. */
  readonly contactId: string
  readonly credit: Credit
  given: Given | null
}

export interface LiveRatingsJson {
  /** By handle. */
  readonly ongoing: readonly (readonly [number, Given])[]
  /** Oldest first. */
  readonly ended: readonly Ended[]
}

const HIGHEST = 5

export class LiveRatings {
  private readonly rows: LiveRows
  private readonly satisfiedFrom: number
  private readonly most: number
  private readonly first: (credit: Credit, isSatisfied: boolean) => void
  /** Ratings of contacts that go on, by handle. */
  private readonly ongoing = new Map<number, Given>()
  private readonly byId = new Map<string, Ended>()
  private readonly byHandle = new Map<number, Ended>()
  /** What ended, in a ring: a table that is emptied from its beginning would be slow. */
  private readonly ring: Ended[] = []
  private oldest = 0

  /** `most`: ended contacts remembered; `first` hears of the first rating of each contact. */
  constructor(
    rows: LiveRows,
    satisfiedFrom: number,
    most: number,
    first: (credit: Credit, isSatisfied: boolean) => void,
  ) {
    this.rows = rows
    this.satisfiedFrom = satisfiedFrom
    this.most = most
    this.first = first
  }

  /** A contact that goes on is rated. */
  rateOngoing(handle: number, credit: Credit, rating: number): void {
    this.ongoing.set(handle, this.given(this.ongoing.get(handle) ?? null, credit, rating))
  }

  /** The contact is over; it may be rated, or rated again. */
  end(handle: number, contactId: string, credit: Credit): void {
    this.remember({ handle, contactId, credit, given: this.forget(handle) })
  }

  /** The contact is gone without an agent: its rating stands. */
  forget(handle: number): Given | null {
    const given = this.ongoing.get(handle) ?? null
    this.ongoing.delete(handle)
    return given
  }

  /** A contact that is over is rated. */
  rate(ref: ContactRef, rating: number): RatingOutcome {
    if (!Number.isInteger(rating) || rating < 1 || rating > HIGHEST) return 'invalidValue'
    const ended = ref.contactId === undefined ? this.byHandle.get(ref.contact) : this.byId.get(ref.contactId)
    if (ended === undefined) return 'unknownContact'
    ended.given = this.given(ended.given, ended.credit, rating)
    return 'counted'
  }

  toJSON(): LiveRatingsJson {
    return {
      ongoing: [...this.ongoing].toSorted(([a], [b]) => a - b),
      ended: [...this.ring.slice(this.oldest), ...this.ring.slice(0, this.oldest)].map((each) => ({
        ...each,
      })),
    }
  }

  read({ ongoing, ended }: LiveRatingsJson): void {
    for (const [handle, given] of ongoing) this.ongoing.set(handle, given)
    for (const each of ended) this.remember({ ...each })
  }

  private remember(ended: Ended): void {
    const { ring, most } = this
    if (most === 0) return
    if (ring.length === most) this.drop(ring[this.oldest]!)
    if (ended.contactId === '') this.byHandle.set(ended.handle, ended)
    else this.byId.set(ended.contactId, ended)
    if (ring.length < most) ring.push(ended)
    else {
      ring[this.oldest] = ended
      this.oldest = (this.oldest + 1) % most
    }
  }

  private drop(ended: Ended): void {
    const { handle, contactId } = ended
    if (contactId === '') this.byHandle.delete(handle)
    // The id may have been used again.
    else if (this.byId.get(contactId) === ended) this.byId.delete(contactId)
  }

  /** Counts a rating in place of the one before. */
  private given(before: Given | null, counted: Credit, rating: number): Given {
    if (before !== null) this.add(before, -1)
    else this.first(counted, rating >= this.satisfiedFrom)
    const given = { rating, counted }
    this.add(given, 1)
    return given
  }

  private add({ rating, counted }: Given, amount: 1 | -1): void {
    this.rows.credit(counted, RATED, amount)
    if (rating >= this.satisfiedFrom) this.rows.credit(counted, SATISFIED, amount)
  }
}
