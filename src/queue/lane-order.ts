/**
 * Which of many lanes goes first, for an agent who may serve only some: lanes in order of their heads, for each band and
 * ageing rate, searched from the first on for one that is acceptable. Reading all lanes is quicker while they are few
 * (waiting-line.ts decides), and while hardly any is acceptable: then the search gives up.
 * Idea: short shelves that are always in order. Whether a lane is acceptable takes a read of cold memory, but which lane is
 * next does not depend on the answer: so the processor waits for several of these reads at once.
 * **Cost** put, remove O(log lanes + room of a shelf), a new shelf moves the list of those after it; first O(lanes looked
 * at); allocates on growth, and for a new band.
 * **Order** band, standing at that instant, virtual enqueue time, sequence: as everywhere (rule 16 of docs/rules.md).
 */
import { ShelfList } from '../base/shelf-list.js'
import { Shelves } from '../base/shelves.js'
import type { Turn } from './turn.js'

/** Who may serve which lanes, and when. */
export interface LaneFilter {
  readonly nowMs: number
  accepts(lane: number): boolean
}

/** Answer of `first` when so many lanes were passed over that reading all of them is the better way. */
export const GAVE_UP = -2

/** A search looks at one in so many lanes at most: by then it has cost about as much as reading all. */
const GIVE_UP_SHARE = 16
/** Shelves of 32 lanes: whoever is put on one moves half of those that are there. */
const SHELF_BITS = 5

/** Lanes of one band and ageing rate: their order never changes with time. */
interface Rank {
  readonly band: number
  readonly rate: number
  readonly list: ShelfList
}

export class LaneOrder {
  /** By lane: key, virtual enqueue time and sequence of its head. */
  private readonly shelves: Shelves
  /** Higher bands first. */
  private readonly ranks: Rank[] = []
  /** Lane -> where it is. */
  private readonly rankOf: (Rank | undefined)[] = []
  private size = 0

  constructor(shelves = new Shelves(SHELF_BITS)) {
    this.shelves = shelves
  }

  /** Puts a lane where its head belongs, whether it is in the order already or not. */
  put(lane: number, band: number, rate: number, turn: Turn): void {
    const { shelves } = this
    shelves.ensure(lane + 1)
    const known = this.rankOf[lane]
    if (known !== undefined) this.takeOff(known.list, lane)
    const { doubles } = shelves
    doubles[lane << 2] = turn.key
    doubles[(lane << 2) | 1] = turn.virtualAtMs
    doubles[(lane << 2) | 2] = turn.sequence
    const rank = known ?? this.rankFor(band, rate)
    this.lay(rank.list, lane)
    if (known !== undefined) return
    while (this.rankOf.length < lane) this.rankOf.push(undefined)
    this.rankOf[lane] = rank
    this.size++
  }

  /** Takes a lane out; nothing happens when it is not in the order. */
  remove(lane: number): void {
    const rank = this.rankOf[lane]
    if (rank === undefined) return
    this.takeOff(rank.list, lane)
    this.rankOf[lane] = undefined
    this.size--
  }

  /** The lane that goes first then of those the filter accepts: -1 for none, {@link GAVE_UP} for too long a search. */
  first(filter: LaneFilter): number {
    const { keys, slots } = this.shelves
    const { nowMs } = filter
    let best = -1
    let bestBand = 0
    let bestStanding = 0
    let left = Math.ceil(this.size / GIVE_UP_SHARE)
    for (const { band, rate, list } of this.ranks) {
      if (best >= 0 && band !== bestBand) break
      const place = this.firstOf(list, filter, left)
      if (place === GAVE_UP) return GAVE_UP
      left -= this.lookedAt
      if (place < 0) continue
      const lane = slots[place]!
      const standing = rate * nowMs - keys[place]!
      if (
        best < 0 ||
        standing > bestStanding ||
        (standing === bestStanding && this.shelves.tieBefore(lane, best))
      ) {
        best = lane
        bestBand = band
        bestStanding = standing
      }
    }
    return best
  }

  /** How many lanes the last `firstOf` looked at. */
  private lookedAt = 0

  /** The place of the first lane that is accepted, looking at `limit` lanes at most. */
  private firstOf(list: ShelfList, filter: LaneFilter, limit: number): number {
    const { slots, count, bits } = this.shelves
    let left = limit
    for (let i = list.first; i < list.end; i++) {
      const shelf = list.shelf[i]!
      const begin = shelf << bits
      const end = begin + count[shelf]!
      for (let place = begin; place < end; place++) {
        if (left === 0) return GAVE_UP
        left--
        if (!filter.accepts(slots[place]!)) continue
        this.lookedAt = limit - left
        return place
      }
    }
    this.lookedAt = limit - left
    return -1
  }

  /** Where the shelf of a lane is in the list, which must not be empty. */
  private find(list: ShelfList, lane: number): number {
    const { doubles } = this.shelves
    const key = doubles[lane << 2]!
    let at = list.lastUpTo(doubles, lane << 2)
    while (at > list.first && list.low[at] === key && this.shelves.isBelow(lane, list.shelf[at]!)) at--
    return at
  }

  private lay(list: ShelfList, lane: number): void {
    const { shelves } = this
    if (list.first === list.end) this.open(list, list.first, lane)
    let at = this.find(list, lane)
    if (shelves.count[list.shelf[at]!] === shelves.room) {
      this.halve(list, at)
      at = this.find(list, lane)
    }
    const shelf = list.shelf[at]!
    const begin = shelf << shelves.bits
    const count = shelves.count[shelf]!
    shelves.keys[begin + count] = shelves.doubles[lane << 2]!
    shelves.slots[begin + count] = lane
    shelves.settle(begin, begin + count)
    shelves.count[shelf] = count + 1
  }

  private takeOff(list: ShelfList, lane: number): void {
    const { shelves } = this
    const { slots } = shelves
    const at = this.find(list, lane)
    const shelf = list.shelf[at]!
    const count = shelves.count[shelf]! - 1
    shelves.count[shelf] = count
    if (count === 0) {
      shelves.giveBack(shelf)
      list.remove(at)
      return
    }
    const begin = shelf << shelves.bits
    let place = begin
    while (slots[place] !== lane) place++
    const end = begin + count
    if (((end - place) & 1) !== 0) shelves.moveUp(place++)
    // Two at a time, since V8 checks the columns anew in each turn.
    for (; place < end; place += 2) {
      shelves.moveUp(place)
      shelves.moveUp(place + 1)
    }
  }

  /** The later half of a full shelf goes to a new one. */
  private halve(list: ShelfList, at: number): void {
    const { shelves } = this
    const half = shelves.room >> 1
    const shelf = list.shelf[at]!
    const from = (shelf << shelves.bits) + half
    const other = this.open(list, at + 1, shelves.slots[from]!)
    const to = other << shelves.bits
    shelves.keys.copyWithin(to, from, from + half)
    shelves.slots.copyWithin(to, from, from + half)
    shelves.count[shelf] = half
    shelves.count[other] = half
  }

  /** An empty shelf at a place in the list, for what does not go before a lane; returns it. */
  private open(list: ShelfList, at: number, lane: number): number {
    const shelf = this.shelves.take()
    this.shelves.mark(shelf, lane)
    list.insert(at, shelf, this.shelves.doubles[lane << 2]!)
    return shelf
  }

  private rankFor(band: number, rate: number): Rank {
    const known = this.ranks.find((rank) => rank.band === band && rank.rate === rate)
    if (known !== undefined) return known
    const rank = { band, rate, list: new ShelfList() }
    this.ranks.push(rank)
    this.ranks.sort((a, b) => b.band - a.band || a.rate - b.rate)
    return rank
  }
}
