/**
 * The bookkeeping that every contender needs and none is measured for: who arrives next, which slot the contact gets, who
 * is at work with whom, who frees and who hangs up. The same draws for all, so that equal decisions give equal digests.
 * What a contender has to remember of a contact, it keeps itself: the facts of the present arrival are in fields.
 */
import { Hash64 } from '../../src/base/prng.js'
import { CYCLE, START_AT_MS, type Arrivals, type Centre } from './workload.js'

/** Cycles whose assignments are compared before anything is timed. */
export const CHECKED_CYCLES = 60

export class Desk {
  readonly centre: Centre
  nowMs = START_AT_MS
  /** Of the present arrival, which came at `nowMs` as number `arrived`. */
  kind = 0
  rateIndex = 0
  headStartMs = 0
  arrived = -1
  /** Contact slots ever used are below this. */
  readonly slots: number
  /** Agent -> contact, -1 when free. */
  readonly contactOf: Int32Array
  /** When set, takes in every assignment. */
  hash: Hash64 | undefined = new Hash64()

  private cycles = 0
  /** Contact slot -> number of its arrival, for the digest only. */
  private readonly sequence: Float64Array
  private readonly freeSlots: Int32Array
  private free: number
  private readonly listed: Int32Array
  private readonly placeInList: Int32Array
  private listSize = 0
  private readonly hasList: boolean

  constructor(centre: Centre) {
    this.centre = centre
    const slots = centre.waiting + 2 * centre.agents + 16
    this.slots = slots
    this.sequence = new Float64Array(slots)
    this.freeSlots = Int32Array.from({ length: slots }, (_, i) => slots - 1 - i)
    this.free = slots
    this.hasList = centre.abandons > 0
    this.listed = new Int32Array(this.hasList ? slots : 0)
    this.placeInList = new Int32Array(this.hasList ? slots : 0)
    this.contactOf = new Int32Array(centre.agents).fill(-1)
    for (let agent = centre.firstBusy; agent < centre.agents; agent++) this.contactOf[agent] = this.takeSlot()
  }

  /** One of those who wait at the beginning. */
  arriveFirst(index: number): number {
    this.nowMs++
    return this.fill(this.centre.first, index)
  }

  /** Forgets the assignments so far, and begins the cycles with the first of the later arrivals. */
  restartDigest(): void {
    this.hash = new Hash64()
  }

  tick(): void {
    this.nowMs++
    this.cycles++
  }

  /** The next contact. */
  arrive(): number {
    return this.fill(this.centre.later, (this.arrived + 1) & (CYCLE - 1))
  }

  assign(contact: number, agent: number): void {
    this.contactOf[agent] = contact
    if (this.hasList) this.leaveList(contact)
    if (this.hash !== undefined) {
      this.hash.number(this.sequence[contact]!)
      this.hash.number(agent)
    }
  }

  /** The agent who frees in this cycle: the one drawn, or the next who is at work. */
  nextFreed(): number {
    const { contactOf } = this
    let agent = this.centre.draws[this.cycles & (CYCLE - 1)]! % contactOf.length
    while (contactOf[agent]! < 0) agent = agent + 1 === contactOf.length ? 0 : agent + 1
    this.freeSlots[this.free++] = contactOf[agent]!
    contactOf[agent] = -1
    return agent
  }

  /** The waiting contact who hangs up, `turn` counting those of one cycle. */
  nextAbandon(turn: number): number {
    const contact =
      this.listed[this.centre.draws[(this.cycles * 5 + turn + 1) & (CYCLE - 1)]! % this.listSize]!
    this.leaveList(contact)
    this.freeSlots[this.free++] = contact
    return contact
  }

  private fill({ kind, rateIndex, headStart }: Arrivals, index: number): number {
    const contact = this.takeSlot()
    this.kind = kind[index]!
    this.rateIndex = rateIndex[index]!
    this.headStartMs = headStart[index]!
    this.arrived++
    if (this.hash !== undefined) this.sequence[contact] = this.arrived
    if (this.hasList) {
      this.placeInList[contact] = this.listSize
      this.listed[this.listSize++] = contact
    }
    return contact
  }

  private takeSlot(): number {
    return this.freeSlots[--this.free]!
  }

  private leaveList(contact: number): void {
    const place = this.placeInList[contact]!
    const moved = this.listed[--this.listSize]!
    this.listed[place] = moved
    this.placeInList[moved] = place
  }
}

/** Does the cycles that are compared, and returns the digest of their assignments. */
export function checked(desk: Desk, steps: (cycles: number) => unknown): string {
  steps(CHECKED_CYCLES)
  const digest = desk.hash!.digest()
  desk.hash = undefined
  return digest
}
