/**
 * Life table: how long things last, learned one by one, also from those that were taken away before their end.
 * Idea: ages fall into buckets, four to each doubling above 1,024; a bucket knows how many ended in it and how many were
 * withdrawn. Of those at risk in a bucket (the withdrawn count half), the share that ended is its hazard; survival is the
 * product of what the hazards leave. When the table is full every count is halved, so that it follows a change.
 * **cost** add O(1) amortised, `refresh` O(buckets), reading O(1); allocates never after the start (4 KiB).
 * **order** matters only through halving. Exact the same on every machine: nothing but + - x /.
 * Source: the actuarial estimate, Cutler and Ederer 1958; with buckets of one age each it is Kaplan and Meier's of 1958.
 */
import { assert } from './assert.js'

const BUCKETS = 96
/** Ages below four of these have a bucket for each. */
const UNIT = 256
const LARGEST_UNITS = 2 ** 25 - 1

/** Plain data of a {@link LifeTable}; `rows` alternates bucket, ended, withdrawn. */
export interface LifeTableJson {
  readonly sum: number
  readonly sumOfSquares: number
  readonly rows: readonly number[]
}

export class LifeTable {
  /** Observations that a table holds before every count is halved. */
  private readonly limit: number
  private readonly ended = new Float64Array(BUCKETS)
  private readonly withdrawn = new Float64Array(BUCKETS)
  private total = 0
  private endedTotal = 0
  /** Of the ages of those that ended. */
  private sum = 0
  private sumOfSquares = 0
  private isFresh = false
  /** By bucket: survival at its lower edge, its hazard, those at risk, and the integral of survival from its lower edge on. */
  private readonly alive = new Float64Array(BUCKETS + 1)
  private readonly hazards = new Float64Array(BUCKETS)
  private readonly atRisk = new Float64Array(BUCKETS + 1)
  private readonly beyond = new Float64Array(BUCKETS + 1)

  /** Throws InvariantError unless `limit` is a whole number above 1. */
  constructor(limit: number) {
    assert(Number.isInteger(limit) && limit > 1, 'life table: limit is not a whole number above 1')
    this.limit = limit
  }

  /** Observations held, a halved one counting half. */
  get count(): number {
    return this.total
  }

  /** Of them, those that ended. */
  get ends(): number {
    return this.endedTotal
  }

  /** Mean age of those that ended; NaN when none did. */
  get mean(): number {
    return this.sum / this.endedTotal
  }

  /** Squared coefficient of variation of those that ended, 0 at least; NaN when none did, or all at age 0. */
  get squaredVariation(): number {
    const { mean } = this
    return Math.max(0, this.sumOfSquares / this.endedTotal / (mean * mean) - 1)
  }

  /** Takes in one that ended at this age (>= 0), or was withdrawn at it and would have lasted longer. */
  add(age: number, isEnd: boolean): void {
    assert(age >= 0, 'life table: an age below 0')
    if (this.total >= this.limit) this.halve()
    const bucket = bucketOf(age)
    this.isFresh = false
    this.total++
    if (!isEnd) {
      this.withdrawn[bucket] = this.withdrawn[bucket]! + 1
      return
    }
    this.ended[bucket] = this.ended[bucket]! + 1
    this.endedTotal++
    this.sum += age
    this.sumOfSquares += age * age
  }

  /** Share of those alive at `age` that are so still at `later` (>= age). 1 where nothing is known. */
  survival(age: number, later: number): number {
    this.refresh()
    const now = this.aliveAt(age)
    return now <= 0 ? 1 : this.aliveAt(later) / now
  }

  /** How many of the observations had reached `age`'s bucket. */
  reached(age: number): number {
    this.refresh()
    return this.atRisk[bucketOf(age)]!
  }

  /** Mean time to the end for one that is alive at `age`; 0 where no end is known of. */
  meanResidual(age: number): number {
    this.refresh()
    const now = this.aliveAt(age)
    if (now <= 0) return 0
    const bucket = bucketOf(age)
    if (this.beyond[bucket] === 0) return 0
    const upper = Math.max(age, edgeOf(bucket + 1))
    return (this.beyond[bucket + 1]! + ((now + this.alive[bucket + 1]!) / 2) * (upper - age)) / now
  }

  toJSON(): LifeTableJson {
    const rows: number[] = []
    for (let b = 0; b < BUCKETS; b++) {
      const ended = this.ended[b]!
      const withdrawn = this.withdrawn[b]!
      if (ended > 0 || withdrawn > 0) rows.push(b, ended, withdrawn)
    }
    return { sum: this.sum, sumOfSquares: this.sumOfSquares, rows }
  }

  /** A table that goes on where the other stood. */
  static fromJSON(limit: number, json: LifeTableJson): LifeTable {
    const table = new LifeTable(limit)
    const { rows } = json
    for (let i = 0; i < rows.length; i += 3) {
      const bucket = rows[i]!
      assert(bucket >= 0 && bucket < BUCKETS && rows[i + 2] !== undefined, 'life table: no such bucket')
      table.ended[bucket] = rows[i + 1]!
      table.withdrawn[bucket] = rows[i + 2]!
      table.total += rows[i + 1]! + rows[i + 2]!
      table.endedTotal += rows[i + 1]!
    }
    table.sum = json.sum
    table.sumOfSquares = json.sumOfSquares
    return table
  }

  private aliveAt(age: number): number {
    const bucket = bucketOf(age)
    const lower = edgeOf(bucket)
    const part = Math.min(1, (age - lower) / (edgeOf(bucket + 1) - lower))
    return this.alive[bucket]! * (1 - this.hazards[bucket]! * part)
  }

  private halve(): void {
    for (let b = 0; b < BUCKETS; b++) {
      this.ended[b] = this.ended[b]! / 2
      this.withdrawn[b] = this.withdrawn[b]! / 2
    }
    this.total /= 2
    this.endedTotal /= 2
    this.sum /= 2
    this.sumOfSquares /= 2
  }

  /** Works out the columns that are read. A function of the counts alone, so it does not matter when. */
  private refresh(): void {
    if (this.isFresh) return
    this.isFresh = true
    const { ended, withdrawn, atRisk, alive, hazards, beyond } = this
    for (let b = BUCKETS - 1; b >= 0; b--) atRisk[b] = atRisk[b + 1]! + ended[b]! + withdrawn[b]!
    alive[0] = 1
    for (let b = 0; b < BUCKETS; b++) {
      const exposed = atRisk[b]! - withdrawn[b]! / 2
      const hazard = exposed > 0 ? ended[b]! / exposed : 0
      hazards[b] = hazard
      alive[b + 1] = alive[b]! * (1 - hazard)
    }
    // What outlives the last bucket has no end that is known of; the integral stops at the last end.
    let last = BUCKETS - 1
    while (last >= 0 && ended[last] === 0) last--
    beyond.fill(0)
    for (let b = last; b >= 0; b--) {
      beyond[b] = beyond[b + 1]! + ((alive[b]! + alive[b + 1]!) / 2) * (edgeOf(b + 1) - edgeOf(b))
    }
  }
}

/** The bucket of an age: the doubling above four units, and the quarter of it. */
function bucketOf(age: number): number {
  const units = Math.min(Math.floor(age / UNIT), LARGEST_UNITS)
  if (units < 4) return units
  const doubling = 31 - Math.clz32(units)
  return 4 * (doubling - 1) + ((units >> (doubling - 2)) & 3)
}

/** The lower edge of a bucket. */
function edgeOf(bucket: number): number {
  if (bucket < 4) return bucket * UNIT
  return (4 + (bucket & 3)) * 2 ** ((bucket >> 2) - 1) * UNIT
}
