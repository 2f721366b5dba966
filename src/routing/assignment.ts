/**
 * Batch assignment: the set of pairs of greatest total value in a rectangular table with forbidden pairs.
 * Idea: a forbidden pair is worth 0 and an allowed one at least 1, so the best way to fill the shorter side, less its
 * forbidden pairs, is the best of all. Shortest augmenting paths (Jonker and Volgenant 1987, rectangular after Crouse
 * 2016), lazily: a row knows its few best columns and a bound on the net value of all others (prices only rise, so a
 * bound lasts); a search that has to read too many rows goes over the whole table (-search).
 * Before, rows claim what is tight and free (-claims), and the others outbid each other. Narrow tables: -narrow.
 * **cost** O(s^2 l) at worst, s the shorter side and l the longer; near O(s l) for scattered values, and for sums of a
 * row's and a column's in square tables; the worst for products. Allocates on growth only; keeps about 240 bytes for each
 * of s, 80 for each of l, and 8 a cell of a table that must be turned or copied (rows > columns, or Int32Array).
 * **order** which of several best sets is returned depends on the table alone, never on earlier calls; no more is promised.
 */
import { assert } from '../base/assert.js'
import { grownFloat64, grownInt32 } from '../base/column.js'
import { AssignmentClaims } from './assignment-claims.js'
import { LEAST_WIDE, solveNarrow } from './assignment-narrow.js'
import { AssignmentSearch } from './assignment-search.js'
import { AssignmentState } from './assignment-state.js'
import { ShortHeap } from './short-heap.js'

/** So many pairs of 2^40 each are still summed exactly. */
const MOST_PAIRS = 2 ** 13
const MOST_CELLS = 2 ** 30
/** Best columns kept for a row, at most; fewer than `ENOUGH` are too few. */
const KEPT = 12
const ENOUGH = 3
/** Rows that a search may read again before it goes over the whole table. */
const MOST_REREADS = 8
/** Searches among the columns kept that fail, one forgiven for each that succeeds, before none is tried any more. */
const MOST_MISSES = 5
/** Bids by row, on average, before paths decide. */
const MOST_BIDS = 8

/** Inside, a row is a line of the shorter side. */
export class AssignmentSolver {
  private readonly state = new AssignmentState()
  private readonly dense = new AssignmentSearch(this.state)
  private readonly claims = new AssignmentClaims(this.state)
  /** The best columns of each row when it was last read, and their values: KEPT places a row. */
  private keptColumn: Int32Array = new Int32Array(0)
  private keptValue: Float64Array = new Float64Array(0)
  private readonly keptNet = new Float64Array(KEPT)
  private keptCount: Int32Array = new Int32Array(0)
  /** No column but those kept is worth more to the row than this, net of its price. */
  private restNet: Float64Array = new Float64Array(0)
  /** How far below the best of a row columns are looked for. */
  private reach = Infinity
  /** The search, by number, in which the row was last read. */
  private readIn: Int32Array = new Int32Array(0)

  /** One search: what a row falls short of the root's best offer. */
  private rowShort: Float64Array = new Float64Array(0)
  private settled: Int32Array = new Int32Array(0)
  private search = 0
  private rereads = 0
  /** Searches among the columns kept that have failed and are not forgiven. */
  private misses = 0
  /** Columns (j) and rows with more to read (width + i), the least short first. */
  private readonly heap = new ShortHeap()

  /**
   * Writes to `rowToColumn[0..rows-1]` the column assigned to each row, or -1, and returns the total value of these pairs.
   * `value` is row-major, rows x columns: integers 1..2^40, 0 for a forbidden pair; it is not changed, nor kept.
   * A row or column stays unassigned where it has no allowed pair or the total is greater without it; an empty table
   * returns 0. Throws InvariantError for anything else in `value`, for arrays that are too short, for more than 8192
   * lines on the shorter side (so that totals are exact), and for more than 2^30 cells.
   */
  solve(rows: number, columns: number, value: Int32Array | Float64Array, rowToColumn: Int32Array): number {
    assert(Number.isInteger(rows) && rows >= 0, 'assignment: rows are no whole number')
    assert(Number.isInteger(columns) && columns >= 0, 'assignment: columns are no whole number')
    assert(Math.min(rows, columns) <= MOST_PAIRS, 'assignment: more than 8192 pairs')
    assert(rows * columns <= MOST_CELLS, 'assignment: more than 2^30 cells')
    assert(value.length >= rows * columns, 'assignment: fewer values than cells')
    assert(rowToColumn.length >= rows, 'assignment: no room for every row')
    if (rows < LEAST_WIDE && columns < LEAST_WIDE) return solveNarrow(rows, columns, value, rowToColumn)
    rowToColumn.fill(-1, 0, rows)
    const height = Math.min(rows, columns)
    if (height === 0) return 0
    this.begin(height, Math.max(rows, columns))
    const { state } = this
    const { table, columnOf } = state
    table.open(rows, columns, value)
    this.claims.run()
    this.pairWide(height)
    let total = 0
    for (let row = 0; row < height; row++) {
      const column = columnOf[row]!
      const worth = table.at(row, column)
      if (worth === 0) continue
      total += worth
      rowToColumn[table.isTall ? column : row] = table.isTall ? row : column
    }
    table.close()
    return total
  }

  private begin(height: number, width: number): void {
    this.state.begin(height, width)
    this.settled = grownInt32(this.settled, width)
    this.keptColumn = grownInt32(this.keptColumn, height * KEPT)
    this.keptValue = grownFloat64(this.keptValue, height * KEPT)
    this.keptCount = grownInt32(this.keptCount, height).fill(0, 0, height)
    this.restNet = grownFloat64(this.restNet, height).fill(Infinity, 0, height)
    this.readIn = grownInt32(this.readIn, height).fill(-1, 0, height)
    this.rowShort = grownFloat64(this.rowShort, height)
    this.heap.begin(width + height)
    this.search = 0
    this.misses = 0
    this.reach = Infinity
  }

  /**
   * Rows without a column bid in turn: each takes the best, at the price at which the second is as good, from whoever has
   * it. Whoever loses bids next; when two are as good from the beginning, or many have bid, paths decide (augment).
   */
  private outbid(height: number): void {
    const { columnOf } = this.state
    let left = MOST_BIDS * height
    for (let next = 0; next < height; next++) {
      for (let row = columnOf[next]! < 0 ? next : -1; row >= 0 && left > 0; left--) row = this.bid(row)
    }
  }

  /** Returns the row that has lost its column, or -1. */
  private bid(row: number): number {
    const { keptColumn, keptValue } = this
    const { price, columnOf, rowOf } = this.state
    const first = row * KEPT
    for (;;) {
      const end = first + this.keptCount[row]!
      let best = -1
      let bestNet = -Infinity
      let secondNet = -Infinity
      for (let at = first; at < end; at++) {
        const column = keptColumn[at]!
        const net = keptValue[at]! - price[column]!
        if (net > bestNet || (net === bestNet && rowOf[best]! >= 0 && rowOf[column]! < 0)) {
          secondNet = bestNet
          bestNet = net
          best = column
        } else if (net > secondNet) secondNet = net
      }
      if (secondNet < this.restNet[row]!) {
        this.keep(row)
        continue
      }
      const loser = rowOf[best]!
      this.state.profit[row] = secondNet
      if (loser >= 0) {
        if (bestNet === secondNet) return -1
        columnOf[loser] = -1
      }
      price[best] = price[best]! + bestNet - secondNet
      rowOf[best] = row
      columnOf[row] = best
      return loser
    }
  }

  private pairWide(height: number): void {
    const { columnOf } = this.state
    if (height > 1) this.outbid(height)
    let isBegun = false
    for (let row = 0; row < height; row++) {
      if (columnOf[row]! >= 0) continue
      if (!isBegun) this.dense.begin()
      isBegun = true
      this.augment(row)
    }
  }

  /** Gives the row a column, moving others along the path that costs the least in all; prices and profits follow. */
  private augment(root: number): void {
    const { state } = this
    this.search++
    state.sink = -1
    state.sinkShort = Infinity
    this.rereads = 0
    if (this.misses >= MOST_MISSES) this.dense.search(root)
    else if (this.searchKept(root)) this.misses = Math.max(0, this.misses - 1)
    else {
      this.misses++
      this.dense.search(root)
    }
    state.columnShort.fill(Infinity, 0, state.width)
    this.dense.hold(state.sink)
    state.augment(root)
  }

  /** Searches among the columns kept; false when that leads too far, and then nothing has changed. */
  private searchKept(root: number): boolean {
    const { heap, rowShort, settled, state } = this
    const { width, rowOf, profit } = state
    rowShort[root] = 0
    let isDone = this.advance(root, 0)
    let count = 0
    while (isDone && heap.size > 0 && heap.keys[0]! < state.sinkShort) {
      const id = heap.ids[0]!
      const short = heap.keys[0]!
      heap.pop()
      const row = id < width ? rowOf[id]! : id - width
      if (id < width) {
        settled[count++] = id
        rowShort[row] = short
      }
      isDone = this.advance(row, short)
    }
    if (isDone) {
      state.reprice(settled, count)
      profit[root] = profit[root]! - state.sinkShort
    }
    heap.clear()
    return isDone
  }

  /** Follows the row's kept columns, and comes back later for those beyond `now`; false when these are in need now. */
  private advance(row: number, now: number): boolean {
    const { keptColumn, keptValue, keptCount, state } = this
    const { price, columnShort, profit, width } = state
    for (;;) {
      const base = this.rowShort[row]! + profit[row]!
      const end = row * KEPT + keptCount[row]!
      for (let at = row * KEPT; at < end; at++) {
        const column = keptColumn[at]!
        const short = base - keptValue[at]! + price[column]!
        if (short < columnShort[column]! && short < state.sinkShort) this.offer(column, row, short)
      }
      const restShort = base - this.restNet[row]!
      if (restShort >= state.sinkShort) return true
      if (restShort > now) {
        this.heap.put(width + row, restShort)
        return true
      }
      if (this.readIn[row] === this.search) return false
      if (keptCount[row]! > 0 && ++this.rereads > MOST_REREADS) return false
      this.read(row)
    }
  }

  private offer(column: number, row: number, short: number): void {
    const { state } = this
    state.via[column] = row
    if (state.rowOf[column]! < 0) {
      state.sink = column
      state.sinkShort = short
    } else {
      state.columnShort[column] = short
      this.heap.put(column, short)
    }
  }

  /** Reads a whole row for a search, which reaches the best of the columns that nobody holds. */
  private read(row: number): void {
    this.keep(row)
    const { table, price, profit, sinkShort } = this.state
    const column = this.dense.bestFree(row)
    const net = table.at(row, column) - price[column]!
    const short = this.rowShort[row]! + profit[row]! - net
    if (short < sinkShort) this.offer(column, row, short)
  }

  /** Reads a whole row, and keeps its best columns: most often so many as were within the same reach in the last row. */
  private keep(row: number): void {
    const { keptColumn, keptValue } = this
    const { price, profit } = this.state
    const first = row * KEPT
    const end = first + this.keptCount[row]!
    // What it can get at best, or what the best column kept is worth by now.
    let most = end > first ? -Infinity : profit[row]!
    for (let at = first; at < end; at++) {
      const net = keptValue[at]! - price[keptColumn[at]!]!
      if (net > most) most = net
    }
    this.keepAbove(row, most - this.reach)
    if (this.keptCount[row]! < ENOUGH) this.keepAbove(row, -Infinity)
    if (this.keptCount[row] === KEPT) this.reach = Math.max(1, Math.ceil(1.5 * (most - this.restNet[row]!)))
    this.readIn[row] = this.search
  }

  /** Keeps the best columns of a row among those worth more than `limit`, net of their prices. */
  private keepAbove(row: number, limit: number): void {
    const { keptColumn, keptValue, keptNet } = this
    const { table, width, price } = this.state
    const start = table.start(row)
    const { cells } = table
    const first = row * KEPT
    for (let place = 0; place < KEPT; place++) keptNet[place] = limit
    let least = limit
    const last = width - 3
    let column = 0
    // Four at a time, since hardly any is among the best.
    for (; column < last; column += 4) {
      const at = start + column
      const net0 = cells[at]! - price[column]!
      const net1 = cells[at + 1]! - price[column + 1]!
      const net2 = cells[at + 2]! - price[column + 2]!
      const net3 = cells[at + 3]! - price[column + 3]!
      if (net0 > least || net1 > least || net2 > least || net3 > least) {
        if (net0 > least) least = this.insert(first, column, net0)
        if (net1 > least) least = this.insert(first, column + 1, net1)
        if (net2 > least) least = this.insert(first, column + 2, net2)
        if (net3 > least) least = this.insert(first, column + 3, net3)
      }
    }
    for (; column < width; column++) {
      const net = cells[start + column]! - price[column]!
      if (net > least) least = this.insert(first, column, net)
    }
    let count = KEPT
    while (count > 0 && keptNet[count - 1] === limit) count--
    for (let at = first; at < first + count; at++) keptValue[at] = cells[start + keptColumn[at]!]!
    this.keptCount[row] = count
    this.restNet[row] = least
  }

  /** Puts a column among the best in place of the least of them; returns the net value of the least now. */
  private insert(first: number, column: number, net: number): number {
    const { keptColumn, keptNet } = this
    let place = KEPT - 1
    for (; place > 0 && keptNet[place - 1]! < net; place--) {
      keptNet[place] = keptNet[place - 1]!
      keptColumn[first + place] = keptColumn[first + place - 1]!
    }
    keptNet[place] = net
    keptColumn[first + place] = column
    return keptNet[KEPT - 1]!
  }
}
