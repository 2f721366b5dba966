/**
 * Batch assignment: the set of pairs of greatest total value in a rectangular table with forbidden pairs.
 * Idea: a forbidden pair is worth 0 and an allowed one at least 1, so the best way to fill the shorter side, less its
 * forbidden pairs, is the best of all. Shortest augmenting paths (Jonker and Volgenant 1987, rectangular after Crouse
 * 2016), lazily: a row knows its few best columns and a bound on the net value of all others (prices only rise, so a
 * bound lasts); a search that has to read too many rows goes over the whole table (assignment-search.ts). Before, rows
 * claim what is their best and free, and the others outbid each other, or, if most of a square, search at once (-phases).
 * **cost** O(s^2 l) at worst, s the shorter side and l the longer; near O(s l) for scattered values, the worst for values
 * that are sums or products of a row's and a column's. Allocates on growth only; keeps about 150 bytes for each of s, 45
 * for each of l, and 8 a cell of a table that must be turned or copied (rows > columns, or Int32Array).
 * **order** which of several best sets is returned depends on the table alone, never on earlier calls; no more is promised.
 */
import { assert } from '../base/assert.js'
import { grownFloat64, grownInt32 } from '../base/column.js'
import { AssignmentPhases } from './assignment-phases.js'
import { AssignmentSearch } from './assignment-search.js'
import { AssignmentState } from './assignment-state.js'
import { ShortHeap } from './short-heap.js'

/** So many pairs of 2^40 each are still summed exactly. */
const MOST_PAIRS = 2 ** 13
const MOST_CELLS = 2 ** 30
/** Best columns kept for a row. */
const KEPT = 8
/** Rows that a search may read again before it goes over the whole table. */
const MOST_REREADS = 8
/** Bids by row, on average, before paths decide. */
const MOST_BIDS = 8
/** Narrower tables are gone over as a whole at once. */
const LEAST_KEPT_WIDTH = 64

/** Inside, a row is a line of the shorter side. */
export class AssignmentSolver {
  private readonly state = new AssignmentState()
  private readonly dense = new AssignmentSearch(this.state)
  private readonly phases = new AssignmentPhases(this.state)
  /** The best columns of each row when it was last read, and their values: KEPT places a row. */
  private keptColumn: Int32Array = new Int32Array(0)
  private keptValue: Float64Array = new Float64Array(0)
  private readonly keptNet = new Float64Array(KEPT)
  private keptCount: Int32Array = new Int32Array(0)
  /** No column but those kept is worth more to the row than this, net of its price. */
  private restNet: Float64Array = new Float64Array(0)
  /** The search, by number, in which the row was last read. */
  private readIn: Int32Array = new Int32Array(0)

  /** One search: what a row falls short of the root's best offer. */
  private rowShort: Float64Array = new Float64Array(0)
  private settled: Int32Array = new Int32Array(0)
  private search = 0
  private rereads = 0
  /** Of the row read last, the best column that nobody holds, or -1. */
  private freeColumn = -1
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
    rowToColumn.fill(-1, 0, rows)
    const height = Math.min(rows, columns)
    if (height === 0) return 0
    this.begin(height, Math.max(rows, columns))
    const { state } = this
    const { table, columnOf, width } = state
    table.open(rows, columns, value, state.profit, this.settled)
    if (height === width) this.reduceColumns()
    else for (let row = 0; row < height; row++) state.claim(row, this.settled[row]!)
    for (let row = 0; row < height; row++) if (columnOf[row]! < 0) this.claimTied(row)
    if (height === width && width >= LEAST_KEPT_WIDTH && this.isHard()) this.phases.run()
    else if (width >= LEAST_KEPT_WIDTH && height > 1) this.outbid(height)
    let isBegun = false
    for (let row = 0; row < height; row++) {
      if (columnOf[row]! >= 0) continue
      if (!isBegun) this.dense.begin()
      isBegun = true
      this.augment(row)
    }
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
    if (width < LEAST_KEPT_WIDTH) return
    this.keptColumn = grownInt32(this.keptColumn, height * KEPT)
    this.keptValue = grownFloat64(this.keptValue, height * KEPT)
    this.keptCount = grownInt32(this.keptCount, height).fill(0, 0, height)
    this.restNet = grownFloat64(this.restNet, height).fill(Infinity, 0, height)
    this.readIn = grownInt32(this.readIn, height).fill(-1, 0, height)
    this.rowShort = grownFloat64(this.rowShort, height)
    this.heap.begin(width + height)
    this.search = 0
  }

  /**
   * Lowers every price of a square table as far as the profits allow, and gives columns to the rows that stop them.
   * In any other table the columns that nobody will hold must keep the lowest price.
   */
  private reduceColumns(): void {
    const { settled } = this
    const { table, width, profit, price, via } = this.state
    price.fill(-Infinity, 0, width)
    // Columns that a row offers its best have nothing more to learn.
    let open = width
    for (let k = 0; k < width; k++) settled[k] = k
    for (let row = 0; row < width && open > 0; row++) {
      const start = table.start(row)
      const top = profit[row]!
      for (let k = 0; k < open; k++) {
        const column = settled[k]!
        const net = table.cells[start + column]! - top
        if (net <= price[column]!) continue
        price[column] = net
        via[column] = row
        if (net < 0) continue
        settled[k--] = settled[--open]!
        settled[open] = column
      }
    }
    for (let column = 0; column < width; column++) this.state.claim(via[column]!, column)
  }

  /** Gives the row a free column that is worth as much as its best, if there is one. */
  private claimTied(row: number): void {
    const { table, width, price, rowOf } = this.state
    const { source, columnStep } = table
    const profit = this.state.profit[row]!
    for (let column = 0, at = row * table.rowStep; column < width; column++, at += columnStep) {
      if (source[at]! - price[column]! !== profit || rowOf[column]! >= 0) continue
      this.state.claim(row, column)
      return
    }
  }

  /** Whether most rows want what others want too; then bids are in vain, and paths long. */
  private isHard(): boolean {
    const { height, columnOf } = this.state
    let left = 0
    for (let row = 0; row < height; row++) if (columnOf[row]! < 0) left++
    return 2 * left > height
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

  /** Gives the row a column, moving others along the path that costs the least in all; prices and profits follow. */
  private augment(root: number): void {
    const { state } = this
    this.search++
    state.sink = -1
    state.sinkShort = Infinity
    this.rereads = 0
    if (state.width < LEAST_KEPT_WIDTH || !this.searchKept(root)) this.dense.search(root)
    state.columnShort.fill(Infinity, 0, state.width)
    let column = state.sink
    this.dense.hold(column)
    for (let row = -1; row !== root;) {
      row = state.via[column]!
      const left = state.columnOf[row]!
      state.rowOf[column] = row
      state.columnOf[row] = column
      column = left
    }
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
        if (short < columnShort[column]! && short < state.sinkShort) this.reach(column, row, short)
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

  private reach(column: number, row: number, short: number): void {
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
    const column = this.freeColumn
    if (column < 0) return
    const { table, price, profit, sinkShort } = this.state
    const net = table.at(row, column) - price[column]!
    const short = this.rowShort[row]! + profit[row]! - net
    if (short < sinkShort) this.reach(column, row, short)
  }

  /** Reads a whole row: keeps its best columns, and finds the best of those that nobody holds. */
  private keep(row: number): void {
    const { keptColumn, keptValue, keptNet } = this
    const { table, width, price, rowOf } = this.state
    const start = table.start(row)
    const { cells } = table
    const first = row * KEPT
    let count = 0
    let least = -Infinity
    let freeNet = -Infinity
    let free = -1
    for (let column = 0; column < width; column++) {
      const net = cells[start + column]! - price[column]!
      if (net > freeNet && rowOf[column]! < 0) {
        freeNet = net
        free = column
      }
      if (net <= least) continue
      let place = count < KEPT ? count++ : KEPT - 1
      for (; place > 0 && keptNet[place - 1]! < net; place--) {
        keptNet[place] = keptNet[place - 1]!
        keptColumn[first + place] = keptColumn[first + place - 1]!
      }
      keptNet[place] = net
      keptColumn[first + place] = column
      if (count === KEPT) least = keptNet[KEPT - 1]!
    }
    for (let at = first; at < first + count; at++) keptValue[at] = cells[start + keptColumn[at]!]!
    this.keptCount[row] = count
    this.restNet[row] = width > KEPT ? least : -Infinity
    this.readIn[row] = this.search
    this.freeColumn = free
  }
}
