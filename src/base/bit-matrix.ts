/**
 * Sets of small integers as bits: BitMatrix (which group may serve which lane, which group is free on which channel)
 * and BitSet (which lanes are not empty). Idea: 32 columns a word, whole words combined at once; BitSet keeps a
 * summary, one bit per word, so that scanning a sparse set skips 1024 absent members at a step.
 * **cost** single bits O(1); row operations O(columns / 32); BitSet.next O(1) to the next member in the same word,
 * else O(size / 1024). Allocates on growth only; growth doubles. **order** members ascend.
 * Caveats: growth replaces `words` and may change `stride`; bits beyond `columns` are always clear.
 */
import { assert } from './assert.js'
import { grownInt32 } from './column.js'

export class BitMatrix {
  /** Row r occupies words r * stride up to (r + 1) * stride; bit c & 31 of word c >> 5 is column c. */
  words: Int32Array
  /** Words per row, >= 1. */
  stride: number
  /** Rows ensured so far. */
  rows: number
  /** Columns ensured so far. */
  columns: number

  constructor(rows = 0, columns = 0) {
    this.stride = Math.max(1, (columns + 31) >>> 5)
    this.words = new Int32Array(rows * this.stride)
    this.rows = rows
    this.columns = columns
  }

  /** Makes rows 0..n-1 exist; new rows are empty. */
  ensureRows(n: number): void {
    if (n <= this.rows) return
    this.words = grownInt32(this.words, n * this.stride)
    this.rows = n
  }

  /** Makes columns 0..n-1 exist; new columns are clear. Widens every row (O(rows * stride)) when the stride must grow. */
  ensureColumns(n: number): void {
    if (n <= this.columns) return
    this.columns = n
    const { stride, rows, words } = this
    const needed = (n + 31) >>> 5
    if (needed <= stride) return
    const wider = Math.max(needed, stride * 2)
    const widened = new Int32Array(rows * wider)
    for (let r = 0; r < rows; r++) {
      for (let w = 0; w < stride; w++) widened[r * wider + w] = words[r * stride + w]!
    }
    this.words = widened
    this.stride = wider
  }

  /** Throws InvariantError outside the matrix. */
  set(r: number, c: number): void {
    assert(r >>> 0 < this.rows && c >>> 0 < this.columns, 'bit matrix: set outside')
    const w = r * this.stride + (c >>> 5)
    this.words[w] = this.words[w]! | (1 << c)
  }

  /** Throws InvariantError outside the matrix. */
  clear(r: number, c: number): void {
    assert(r >>> 0 < this.rows && c >>> 0 < this.columns, 'bit matrix: clear outside')
    const w = r * this.stride + (c >>> 5)
    this.words[w] = this.words[w]! & ~(1 << c)
  }

  /** False outside the matrix. */
  has(r: number, c: number): boolean {
    if (r >>> 0 >= this.rows || c >>> 0 >= this.columns) return false
    return (this.words[r * this.stride + (c >>> 5)]! & (1 << c)) !== 0
  }

  /** Clears every column of row r. */
  clearRow(r: number): void {
    assert(r >>> 0 < this.rows, 'bit matrix: row outside')
    const begin = r * this.stride
    this.words.fill(0, begin, begin + this.stride)
  }

  /** Sets columns 0..columns-1 of row r and clears the others; `columns` must exist. */
  fillRow(r: number, columns: number): void {
    assert(r >>> 0 < this.rows && columns >>> 0 <= this.columns, 'bit matrix: fill outside')
    const begin = r * this.stride
    const full = begin + (columns >>> 5)
    this.words.fill(-1, begin, full)
    this.words.fill(0, full, begin + this.stride)
    if ((columns & 31) !== 0) this.words[full] = (1 << columns) - 1
  }

  /** Row r becomes a copy of `from`'s row; widens this matrix when `from` has more columns. */
  copyRow(from: BitMatrix, fromRow: number, r: number): void {
    assert(r >>> 0 < this.rows && fromRow >>> 0 < from.rows, 'bit matrix: row outside')
    this.ensureColumns(from.columns)
    const { words, stride } = this
    const shared = Math.min(stride, from.stride)
    const begin = r * stride
    const fromBegin = fromRow * from.stride
    for (let w = 0; w < shared; w++) words[begin + w] = from.words[fromBegin + w]!
    for (let w = shared; w < stride; w++) words[begin + w] = 0
  }

  /** Keeps in row r only what `other`'s row has too; columns that `other` lacks are cleared. */
  andRow(r: number, other: BitMatrix, otherRow: number): void {
    assert(r >>> 0 < this.rows && otherRow >>> 0 < other.rows, 'bit matrix: row outside')
    const { words, stride } = this
    const shared = Math.min(stride, other.stride)
    const begin = r * stride
    const otherBegin = otherRow * other.stride
    for (let w = 0; w < shared; w++) words[begin + w] = words[begin + w]! & other.words[otherBegin + w]!
    for (let w = shared; w < stride; w++) words[begin + w] = 0
  }

  /** Adds `other`'s row to row r; widens this matrix when `other` has more columns. */
  orRow(r: number, other: BitMatrix, otherRow: number): void {
    assert(r >>> 0 < this.rows && otherRow >>> 0 < other.rows, 'bit matrix: row outside')
    this.ensureColumns(other.columns)
    const { words, stride } = this
    const shared = Math.min(stride, other.stride)
    const begin = r * stride
    const otherBegin = otherRow * other.stride
    for (let w = 0; w < shared; w++) words[begin + w] = words[begin + w]! | other.words[otherBegin + w]!
  }

  /** The least set column >= `from` (an integer >= 0) of row r, or -1. */
  next(r: number, from: number): number {
    assert(r >>> 0 < this.rows, 'bit matrix: row outside')
    const { words, stride } = this
    let w = from >>> 5
    if (w >= stride) return -1
    const begin = r * stride
    let word = words[begin + w]! & (-1 << from)
    while (word === 0) {
      if (++w === stride) return -1
      word = words[begin + w]!
    }
    return (w << 5) + 31 - Math.clz32(word & -word)
  }

  /** Number of set columns of row r. */
  count(r: number): number {
    assert(r >>> 0 < this.rows, 'bit matrix: row outside')
    const begin = r * this.stride
    let total = 0
    for (let w = 0; w < this.stride; w++) total += ones(this.words[begin + w]!)
    return total
  }
}

export class BitSet {
  /** Bit i & 31 of word i >> 5 is member i. */
  words: Int32Array
  /** Bit w & 31 of word w >> 5 says that `words[w]` is not 0. */
  summary: Int32Array
  /** Number of members. */
  count: number

  constructor(capacity = 0) {
    const length = (capacity + 31) >>> 5
    this.words = new Int32Array(length)
    this.summary = new Int32Array((length + 31) >>> 5)
    this.count = 0
  }

  /** Makes room for members 0..n-1. */
  ensure(n: number): void {
    const length = (n + 31) >>> 5
    if (length <= this.words.length) return
    this.words = grownInt32(this.words, length)
    this.summary = grownInt32(this.summary, (this.words.length + 31) >>> 5)
  }

  /** Adds i. Throws InvariantError when there is no room for it. */
  set(i: number): void {
    const { words } = this
    const w = i >>> 5
    assert(w < words.length, 'bit set: set outside')
    const word = words[w]!
    const bit = 1 << i
    if ((word & bit) !== 0) return
    words[w] = word | bit
    this.summary[w >>> 5] = this.summary[w >>> 5]! | (1 << w)
    this.count++
  }

  /** Removes i; nothing happens when it is no member. */
  clear(i: number): void {
    const { words } = this
    const w = i >>> 5
    if (w >= words.length) return
    const word = words[w]!
    const bit = 1 << i
    if ((word & bit) === 0) return
    words[w] = word & ~bit
    if (word === bit) this.summary[w >>> 5] = this.summary[w >>> 5]! & ~(1 << w)
    this.count--
  }

  /** Whether i is a member; false where there is no room. */
  has(i: number): boolean {
    const w = i >>> 5
    return w < this.words.length && (this.words[w]! & (1 << i)) !== 0
  }

  /** The least member >= `from` (an integer >= 0), or -1. */
  next(from: number): number {
    const { words, summary } = this
    let w = from >>> 5
    if (w >= words.length) return -1
    let word = words[w]! & (-1 << from)
    if (word === 0) {
      w++
      let s = w >>> 5
      if (s >= summary.length) return -1
      let some = summary[s]! & (-1 << w)
      while (some === 0) {
        if (++s === summary.length) return -1
        some = summary[s]!
      }
      w = (s << 5) + 31 - Math.clz32(some & -some)
      word = words[w]!
    }
    return (w << 5) + 31 - Math.clz32(word & -word)
  }

  /** Removes every member. */
  clearAll(): void {
    this.words.fill(0)
    this.summary.fill(0)
    this.count = 0
  }
}

/** Number of set bits of a 32-bit word, by adding neighbouring fields of 1, 2 and 4 bits. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
