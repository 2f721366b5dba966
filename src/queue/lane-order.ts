/**
 * Which of many lanes goes first, for an agent who may serve only some: lanes in order of their heads, one heap for each
 * band and ageing rate, searched from the top for the first that is acceptable. Reading all lanes is quicker while they
 * are few (waiting-line.ts decides), and while hardly any is acceptable: then the search gives up.
 * Idea: the k-th of a heap is a child of one of the first k - 1, so a small heap of candidates finds them in order.
 * **Cost** put, remove O(log lanes); first O(k log k) for k lanes looked at; allocates on growth, and for a new band.
 * **Order** band, standing at that instant, virtual enqueue time, sequence: as everywhere (rule 16 of docs/rules.md).
 */
import { grownFloat64, grownInt32 } from '../base/column.js'
import { HeapColumns, IndexedHeap } from '../base/indexed-heap.js'

/** Who may serve which lanes. */
export interface LaneFilter {
  accepts(lane: number): boolean
}

/** Answer of `first` when so many lanes were passed over that reading all of them is the better way. */
export const GAVE_UP = -2

/** A search looks at one in so many lanes at most: by then it has cost about as much as reading all. */
const GIVE_UP_SHARE = 16
const CHILDREN = 4

/** Lanes of one band and ageing rate: their order never changes with time. */
interface Rank {
  readonly band: number
  readonly rate: number
  readonly heap: IndexedHeap
}

export class LaneOrder {
  /** By lane: [0] virtual enqueue time and [1] sequence of its head. */
  private readonly columns = new HeapColumns(2)
  /** Higher bands first. */
  private readonly ranks: Rank[] = []
  /** Lane -> where it is. */
  private readonly rankOf: (Rank | undefined)[] = []
  private size = 0
  /** Candidates of a search, a binary heap of heap indexes, with their keys beside them. */
  private candidates: Int32Array = new Int32Array(64)
  private candidateKeys: Float64Array = new Float64Array(64)

  /** Puts a lane where its head belongs, whether it is in the order already or not. */
  put(lane: number, band: number, rate: number, key: number, virtualAtMs: number, sequence: number): void {
    this.columns.ensure(lane + 1)
    const { ties } = this.columns
    ties[0]![lane] = virtualAtMs
    ties[1]![lane] = sequence
    const known = this.rankOf[lane]
    if (known !== undefined) {
      known.heap.update(lane, key)
      return
    }
    const rank = this.rankFor(band, rate)
    rank.heap.insert(lane, key)
    this.rankOf[lane] = rank
    this.size++
  }

  /** Takes a lane out; nothing happens when it is not in the order. */
  remove(lane: number): void {
    const rank = this.rankOf[lane]
    if (rank === undefined) return
    rank.heap.remove(lane)
    this.rankOf[lane] = undefined
    this.size--
  }

  /** The lane that goes first at `nowMs` of those the filter accepts: -1 for none, {@link GAVE_UP} for too long a search. */
  first(nowMs: number, filter: LaneFilter): number {
    let best = -1
    let bestBand = 0
    let bestStanding = 0
    let left = Math.ceil(this.size / GIVE_UP_SHARE)
    for (const { band, rate, heap } of this.ranks) {
      if (best >= 0 && band !== bestBand) break
      const index = this.firstOf(heap, filter, left)
      if (index === GAVE_UP) return GAVE_UP
      left -= this.lookedAt
      if (index < 0) continue
      const lane = heap.slotAt(index)
      const standing = rate * nowMs - heap.keyAt(index)
      if (best < 0 || standing > bestStanding || (standing === bestStanding && this.earlier(lane, best))) {
        best = lane
        bestBand = band
        bestStanding = standing
      }
    }
    return best
  }

  /** How many lanes the last `firstOf` looked at. */
  private lookedAt = 0

  /** The heap index of the first lane that is accepted, looking at `limit` lanes at most. */
  private firstOf(heap: IndexedHeap, filter: LaneFilter, limit: number): number {
    this.lookedAt = 0
    if (heap.size === 0) return -1
    let count = 1
    this.candidates[0] = 0
    this.candidateKeys[0] = heap.keyAt(0)
    while (count > 0) {
      const index = this.candidates[0]!
      if (this.lookedAt++ === limit) return GAVE_UP
      if (filter.accepts(heap.slotAt(index))) return index
      // The first candidate makes room for its children: the last takes its place, and the children come behind.
      count--
      if (count > 0) this.siftDown(heap, count, this.candidates[count]!, this.candidateKeys[count]!)
      const end = Math.min(CHILDREN * index + CHILDREN, heap.size - 1)
      this.candidates = grownInt32(this.candidates, count + CHILDREN)
      this.candidateKeys = grownFloat64(this.candidateKeys, count + CHILDREN)
      for (let child = CHILDREN * index + 1; child <= end; child++) {
        this.siftUp(heap, count++, child, heap.keyAt(child))
      }
    }
    return -1
  }

  private siftUp(heap: IndexedHeap, from: number, index: number, key: number): void {
    const { candidates, candidateKeys } = this
    let at = from
    while (at > 0) {
      const parent = (at - 1) >> 1
      const parentKey = candidateKeys[parent]!
      if (key > parentKey || (key === parentKey && !this.tieBefore(heap, index, candidates[parent]!))) break
      candidates[at] = candidates[parent]!
      candidateKeys[at] = parentKey
      at = parent
    }
    candidates[at] = index
    candidateKeys[at] = key
  }

  private siftDown(heap: IndexedHeap, count: number, index: number, key: number): void {
    const { candidates, candidateKeys } = this
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= count) break
      if (child + 1 < count) {
        const difference = candidateKeys[child + 1]! - candidateKeys[child]!
        if (difference < 0) child++
        else if (difference === 0 && this.tieBefore(heap, candidates[child + 1]!, candidates[child]!)) child++
      }
      const childKey = candidateKeys[child]!
      if (key < childKey || (key === childKey && this.tieBefore(heap, index, candidates[child]!))) break
      candidates[at] = candidates[child]!
      candidateKeys[at] = childKey
      at = child
    }
    candidates[at] = index
    candidateKeys[at] = key
  }

  /** Whether the lane at one index of a heap goes before that at another, at equal keys. */
  private tieBefore(heap: IndexedHeap, a: number, b: number): boolean {
    return this.earlier(heap.slotAt(a), heap.slotAt(b))
  }

  private earlier(a: number, b: number): boolean {
    const [virtualAtMs, sequence] = this.columns.ties
    const difference = virtualAtMs![a]! - virtualAtMs![b]!
    return difference !== 0 ? difference < 0 : sequence![a]! < sequence![b]!
  }

  private rankFor(band: number, rate: number): Rank {
    const known = this.ranks.find((rank) => rank.band === band && rank.rate === rate)
    if (known !== undefined) return known
    const rank = { band, rate, heap: new IndexedHeap(this.columns) }
    this.ranks.push(rank)
    this.ranks.sort((a, b) => b.band - a.band || a.rate - b.rate)
    return rank
  }
}
