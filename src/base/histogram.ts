/**
 * Log-linear histogram of non-negative integers (durations in ms): live quantiles that can be merged.
 * Idea: values below 256 have a bucket each; from there every doubling is cut into 128 equal buckets, so a bucket's
 * middle is within 1/256 (< 0.4 %) of all its values. Counts are doubles, exact to 2^53.
 * **cost** record O(1), quantile, countAtMost, merge and JSON O(buckets); allocates on growth only (about 20 KiB for
 * hours in ms, never more than 96 KiB).
 * **order** none: the same records in any order, split and merged in any way, give the same histogram.
 * Caveat: `sum` (and so `mean`) is exact while it is below 2^53.
 */
import { assert } from './assert.js'
import { grownFloat64 } from './column.js'

const LARGEST = 2 ** 53
/** Buckets per doubling. */
const STEPS = 128
/** Values from 2^31 on are indexed by their upper bits, this many doublings further down. */
const FAR_DOUBLINGS = 23
const FAR = 2 ** 31

/** Plain data of a {@link Histogram}: `buckets` alternates bucket index and count; min and max are null when empty. */
export interface HistogramJson {
  readonly sum: number
  readonly min: number | null
  readonly max: number | null
  readonly buckets: readonly number[]
}

export class Histogram {
  private counts: Float64Array
  private total: number
  private totalSum: number
  private least: number
  private greatest: number

  constructor() {
    this.counts = new Float64Array(0)
    this.total = 0
    this.totalSum = 0
    this.least = Infinity
    this.greatest = -1
  }

  /** Number of records. */
  get count(): number {
    return this.total
  }

  /** Sum of the records; 0 when empty. */
  get sum(): number {
    return this.totalSum
  }

  /** Arithmetic mean of the records; NaN when empty. */
  get mean(): number {
    return this.total === 0 ? Number.NaN : this.totalSum / this.total
  }

  /** Least record, exact; NaN when empty. */
  get min(): number {
    return this.total === 0 ? Number.NaN : this.least
  }

  /** Greatest record, exact; NaN when empty. */
  get max(): number {
    return this.total === 0 ? Number.NaN : this.greatest
  }

  /** Records an integer in 0..2^53, `times` times (an integer >= 0). Throws InvariantError otherwise. */
  record(value: number, times = 1): void {
    assert(value >= 0 && value <= LARGEST && Math.floor(value) === value, 'histogram: value out of range')
    assert(times >= 0 && times <= LARGEST && Math.floor(times) === times, 'histogram: times out of range')
    if (times === 0) return
    const bucket = bucketOf(value)
    if (bucket >= this.counts.length) this.counts = grownFloat64(this.counts, bucket + 1)
    this.counts[bucket] = this.counts[bucket]! + times
    this.total += times
    this.totalSum += value * times
    if (value < this.least) this.least = value
    if (value > this.greatest) this.greatest = value
  }

  /**
   * The q-quantile, q in 0..1 (else InvariantError); NaN when empty. It is the record of rank ceil(q * count), at least 1, in
   * ascending order (the inverse of the empirical distribution, no interpolation), told by the middle of its bucket and kept
   * within min..max: exact below 256, for q = 0 and for q = 1, else within 1/256 of that record.
   * A product q * count less than 1e-15 of itself above an integer counts as that integer, so that 0.07 of 100 is rank 7.
   */
  quantile(q: number): number {
    assert(q >= 0 && q <= 1, 'histogram: quantile outside 0..1')
    if (this.total === 0) return Number.NaN
    const rank = Math.ceil(q * this.total * (1 - 4 * Number.EPSILON))
    if (rank <= 1) return this.least
    if (rank >= this.total) return this.greatest
    const { counts } = this
    let bucket = 0
    let atMost = counts[0]!
    while (atMost < rank && bucket + 1 < counts.length) atMost += counts[++bucket]!
    const middle = lowest(bucket) + Math.floor(width(bucket) / 2)
    return Math.min(Math.max(middle, this.least), this.greatest)
  }

  /** Adds every record of `other`, which stays as it is. */
  merge(other: Histogram): void {
    if (other.total === 0) return
    const theirs = other.counts
    this.counts = grownFloat64(this.counts, theirs.length)
    const { counts } = this
    for (let i = 0; i < theirs.length; i++) counts[i] = counts[i]! + theirs[i]!
    this.total += other.total
    this.totalSum += other.totalSum
    this.least = Math.min(this.least, other.least)
    this.greatest = Math.max(this.greatest, other.greatest)
  }

  /** Forgets every record; keeps the memory. */
  clear(): void {
    this.counts.fill(0)
    this.total = 0
    this.totalSum = 0
    this.least = Infinity
    this.greatest = -1
  }

  /**
   * Number of records <= value; 0 for negative values and NaN. Exact when value is below 256, below min, or at least max;
   * else records up to 1/128 above value, sharing its bucket, may be counted too. Never too small, never falls as value
   * rises, and countAtMost(quantile(q)) >= q * count.
   */
  countAtMost(value: number): number {
    if (!(value >= this.least)) return 0
    if (value >= this.greatest) return this.total
    const last = bucketOf(Math.floor(value))
    let at = 0
    for (let i = 0; i <= last; i++) at += this.counts[i]!
    return at
  }

  /** Plain data from which {@link Histogram.fromJSON} builds an equal histogram. */
  toJSON(): HistogramJson {
    const buckets: number[] = []
    for (let i = 0; i < this.counts.length; i++) {
      if (this.counts[i] !== 0) buckets.push(i, this.counts[i]!)
    }
    const empty = this.total === 0
    return {
      sum: this.totalSum,
      min: empty ? null : this.least,
      max: empty ? null : this.greatest,
      buckets,
    }
  }

  /** The inverse of {@link Histogram.toJSON}. Throws InvariantError when the data contradict themselves. */
  static fromJSON(json: HistogramJson): Histogram {
    const histogram = new Histogram()
    const { buckets, min, max } = json
    if (buckets.length === 0) return histogram
    assert(min !== null && max !== null && buckets.length % 2 === 0, 'histogram: incomplete data')
    const first = buckets[0]!
    const last = buckets[buckets.length - 2]!
    assert(first === bucketOf(min) && last === bucketOf(max), 'histogram: min or max outside its bucket')
    histogram.counts = new Float64Array(last + 1)
    for (let i = 0, previous = -1; i < buckets.length; i += 2) {
      const bucket = buckets[i]!
      const times = buckets[i + 1]!
      assert(bucket > previous && Number.isInteger(bucket), 'histogram: buckets do not ascend')
      assert(times >= 1 && Number.isInteger(times), 'histogram: count out of range')
      histogram.counts[bucket] = times
      histogram.total += times
      previous = bucket
    }
    histogram.totalSum = json.sum
    histogram.least = min
    histogram.greatest = max
    return histogram
  }
}

/** The bucket of an integer in 0..2^53: its doubling above 2^8, then its eight leading bits. */
function bucketOf(value: number): number {
  if (value >= FAR) return nearBucketOf(Math.floor(value / 2 ** FAR_DOUBLINGS)) + FAR_DOUBLINGS * STEPS
  return nearBucketOf(value)
}

function nearBucketOf(value: number): number {
  if (value < 2 * STEPS) return value
  const doubling = 24 - Math.clz32(value)
  return doubling * STEPS + (value >>> doubling)
}

/** Number of integers that share the bucket. */
function width(bucket: number): number {
  return bucket < 2 * STEPS ? 1 : 2 ** (Math.floor(bucket / STEPS) - 1)
}

/** The least integer of the bucket. */
function lowest(bucket: number): number {
  if (bucket < 2 * STEPS) return bucket
  return (STEPS + (bucket % STEPS)) * 2 ** (Math.floor(bucket / STEPS) - 1)
}
