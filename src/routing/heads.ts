/**
 * Who goes first where one number decides: the least key among the heads of lanes that an agent may serve, or of groups
 * that may serve a contact. The other rules are in select.ts.
 * No calls in the loops over heads: after each V8 would fetch and check all columns anew, twice as many instructions a
 * head. So whoever ties is only counted, and looked at again after.
 * **cost** O(heads that are feasible + words); allocates nothing. **order** that of the keys; ties are the
 * caller's or `earlier`'s.
 */
import type { BitMatrix, BitSet } from '../base/bit-matrix.js'
import type { Demands } from './demand.js'
import type { FreeAgents } from './free-agents.js'
import type { LaneFront, Lanes } from './lanes.js'

/** Answer of {@link firstAgent} when the key alone does not tell. */
export const UNDECIDED = -2

/** What an agent who frees may serve. A scratch that is written before each search; `nowMs` is the instant of the search. */
export class Reach {
  readonly ofGroup: BitMatrix
  readonly demands: Demands
  agent = -1
  /** The first word of the bits of the agent's group. */
  begin = 0
  /** One bit for each class of contacts that the agent has room for. */
  roomy = 0
  nowMs = 0
  /** The bits of all classes there are. */
  readonly every: number

  constructor(ofGroup: BitMatrix, demands: Demands, every: number) {
    this.ofGroup = ofGroup
    this.demands = demands
    this.every = every
  }

  /** Whether a demand is within reach. */
  has(demand: number): boolean {
    if ((this.ofGroup.words[this.begin + (demand >>> 5)]! & (1 << demand)) === 0) return false
    return this.roomy === this.every || (this.roomy & (1 << this.demands.capacityClass[demand]!)) !== 0
  }
}

/** The lane within reach that goes first at `reach.nowMs`, of those that are neither held nor private; -1 for none. */
export function firstLane(lanes: Lanes, reach: Reach): number {
  const { list } = lanes.fronts
  const { begin, roomy, nowMs } = reach
  const { words: row, stride } = reach.ofGroup
  const { capacityClass } = reach.demands
  const hasAllRoom = roomy === reach.every
  // Every front begins with the key that would be as good as the best of those before.
  let best = -1
  let bestBand = 0
  let bestStanding = 0
  for (let i = 0; i < list.length; i++) {
    const front = list[i]!
    const { band, rate, occupied, key } = front
    if (occupied.count === 0) continue
    if (best >= 0 && band < bestBand) break
    const { words } = occupied
    const length = Math.min(words.length, stride)
    const aged = rate * nowMs
    let least = best < 0 ? Infinity : aged - bestStanding
    let first = -1
    let ties = 0
    let other = -1
    for (let w = 0; w < length; w++) {
      let bits = words[w]! & row[begin + w]!
      while (bits !== 0) {
        const demand = ((w << 5) | 31) ^ Math.clz32(bits & -bits)
        bits &= bits - 1
        const each = key[demand]!
        if (each > least) continue
        if (!hasAllRoom && (roomy & (1 << capacityClass[demand]!)) === 0) continue
        if (each === least) {
          ties++
          other = demand
          continue
        }
        ties = 0
        first = demand
        least = each
      }
    }
    if (first >= 0) best = front.lane[first]!
    if (ties === 1) best = earlierLane(lanes, front.lane[other]!, best)
    else if (ties > 1) best = earliestLane(lanes, front, reach, least, best)
    bestBand = band
    bestStanding = aged - least
  }
  return best
}

/** Among the lanes of a front within reach that have this key, and `other`, which stands as high: whose head came first. */
function earliestLane(lanes: Lanes, front: LaneFront, reach: Reach, key: number, other: number): number {
  let best = other
  for (let demand = front.occupied.next(0); demand >= 0; demand = front.occupied.next(demand + 1)) {
    if (front.key[demand] === key && reach.has(demand)) best = earlierLane(lanes, front.lane[demand]!, best)
  }
  return best
}

function earlierLane(lanes: Lanes, lane: number, other: number): number {
  return lanes.earlier(lanes.laneHead[lane]!, lanes.laneHead[other]!) ? lane : other
}

/** Of the free agents who may serve a demand the one whose key is least, -1 for none; {@link UNDECIDED} when two have it. */
export function firstAgent(ofDemand: BitMatrix, demand: number, free: BitSet, line: FreeAgents): number {
  const { words: row, stride } = ofDemand
  const begin = demand * stride
  const { words, summary } = free
  const { head, headKey } = line
  let first = -1
  let least = Infinity
  let isTied = false
  for (let s = 0; s < summary.length; s++) {
    let some = summary[s]!
    while (some !== 0) {
      const w = ((s << 5) | 31) ^ Math.clz32(some & -some)
      some &= some - 1
      let bits = words[w]! & row[begin + w]!
      while (bits !== 0) {
        const group = ((w << 5) | 31) ^ Math.clz32(bits & -bits)
        bits &= bits - 1
        const key = headKey[group]!
        if (key > least) continue
        isTied = key === least
        if (isTied) continue
        first = group
        least = key
      }
    }
  }
  if (isTied) return UNDECIDED
  return first < 0 ? -1 : head[first]!
}
