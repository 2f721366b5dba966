/**
 * Batch assignment: the set of pairs of greatest total value in a rectangular table with forbidden pairs.
 * Idea: a forbidden pair is worth 0 and an allowed one at least 1, so the best way to fill the shorter side, less its
 * forbidden pairs, is the best of all. Shortest augmenting paths (Jonker and Volgenant 1987, rectangular after Crouse
 * 2016), lazily: a row knows its few best columns and a bound on the net value of all others (prices only rise, so a
 * bound lasts), and is read again when a path gets that far; a search that reads too often goes over the whole table.
 * **cost** O(s^2 l) at worst, s the shorter side and l the longer; near O(s l) for scattered values, the worst for values
 * that are sums or products of a row's and a column's. Allocates on growth only; keeps about 150 bytes for each of s, 45
 * for each of l, and 8 a cell of a table that must be copied (rows > columns, or Int32Array).
 * **order** which of several best sets is returned depends on the table alone, never on earlier calls; no more is promised.
 */
import { assert } from '../base/assert.js'
import { grownFloat64, grownInt32 } from '../base/column.js'

/** So many pairs of 2^40 each are still summed exactly. */
const MOST_PAIRS = 2 ** 13
const MOST_VALUE = 2 ** 40
const MOST_CELLS = 2 ** 30
/** Best columns kept for a row. */
const KEPT = 8
/** Rows that a search may read again before it goes over the whole table. */
const MOST_REREADS = 8
/** Narrower tables are gone over as a whole at once. */
const LEAST_KEPT_WIDTH = 64

/**
 * Inside, a row is a line of the shorter side. Invariant: profit[i] + price[j] >= value(i, j), equal where i holds j;
 * a column that nobody holds has the lowest price there is.
 */
export class AssignmentSolver {
  private copy: Float64Array = new Float64Array(0)
  private table: Float64Array = this.copy
  private width = 0
  private profit: Float64Array = new Float64Array(0)
  /** Row -> the column it holds, or -1. */
  private columnOf: Int32Array = new Int32Array(0)
  private price: Float64Array = new Float64Array(0)
  /** Column -> the row that holds it, or -1. */
  private rowOf: Int32Array = new Int32Array(0)
  /** The best columns of each row when it was last read, and their values: KEPT places a row. */
  private keptColumn: Int32Array = new Int32Array(0)
  private keptValue: Float64Array = new Float64Array(0)
  private readonly keptNet = new Float64Array(KEPT)
  private keptCount: Int32Array = new Int32Array(0)
  /** No column but those kept is worth more to the row than this, net of its price. */
  private restNet: Float64Array = new Float64Array(0)
  /** The search, by number, in which the row was last read. */
  private readIn: Int32Array = new Int32Array(0)

  /** One search: what a row or column falls short of the root's best offer, Infinity where no path leads yet. */
  private rowShort: Float64Array = new Float64Array(0)
  private columnShort: Float64Array = new Float64Array(0)
  /** The row before a column on the shortest path to it. */
  private via: Int32Array = new Int32Array(0)
  private settled: Int32Array = new Int32Array(0)
  private search = 0
  private sink = -1
  private sinkShort = Infinity
  private rereads = 0
  /** Heap of columns (j) and of rows with more to read (width + i), the least short first. */
  private heapId: Int32Array = new Int32Array(0)
  private heapKey: Float64Array = new Float64Array(0)
  private heapAt: Int32Array = new Int32Array(0)
  private heapSize = 0

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
    const isTall = rows > columns
    const height = isTall ? columns : rows
    this.width = isTall ? rows : columns
    if (height === 0) return 0
    this.begin(height, this.width)
    if (value instanceof Float64Array && !isTall) this.table = value
    else this.copyTable(rows, columns, value, isTall)
    this.readTops(height)
    if (height === this.width) this.reduceColumns()
    else for (let row = 0; row < height; row++) this.claim(row, this.settled[row]!)
    for (let row = 0; row < height; row++) if (this.columnOf[row]! < 0) this.augment(row)
    let total = 0
    for (let row = 0; row < height; row++) {
      const column = this.columnOf[row]!
      const worth = this.table[row * this.width + column]!
      if (worth === 0) continue
      total += worth
      rowToColumn[isTall ? column : row] = isTall ? row : column
    }
    this.table = this.copy
    return total
  }

  private begin(height: number, width: number): void {
    this.profit = grownFloat64(this.profit, height)
    this.columnOf = grownInt32(this.columnOf, height).fill(-1, 0, height)
    this.keptColumn = grownInt32(this.keptColumn, height * KEPT)
    this.keptValue = grownFloat64(this.keptValue, height * KEPT)
    this.keptCount = grownInt32(this.keptCount, height).fill(0, 0, height)
    this.restNet = grownFloat64(this.restNet, height).fill(Infinity, 0, height)
    this.readIn = grownInt32(this.readIn, height).fill(-1, 0, height)
    this.rowShort = grownFloat64(this.rowShort, height)
    this.price = grownFloat64(this.price, width).fill(0, 0, width)
    this.rowOf = grownInt32(this.rowOf, width).fill(-1, 0, width)
    this.columnShort = grownFloat64(this.columnShort, width).fill(Infinity, 0, width)
    this.via = grownInt32(this.via, width)
    this.settled = grownInt32(this.settled, width)
    this.heapId = grownInt32(this.heapId, width + height)
    this.heapKey = grownFloat64(this.heapKey, width + height)
    this.heapAt = grownInt32(this.heapAt, width + height).fill(-1, 0, width + height)
    this.heapSize = 0
    this.search = 0
  }

  private copyTable(rows: number, columns: number, value: Int32Array | Float64Array, isTall: boolean): void {
    const copy = grownFloat64(this.copy, rows * columns)
    this.copy = copy
    this.table = copy
    const along = isTall ? rows : 1
    const across = isTall ? 1 : columns
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) copy[i * across + j * along] = value[i * columns + j]!
    }
  }

  /** Checks every value, and sets each profit to the greatest of its row. */
  private readTops(height: number): void {
    const { table, width, profit, settled } = this
    for (let row = 0; row < height; row++) {
      const start = row * width
      let top = 0
      let topAt = start
      let isSound = true
      for (let at = start; at < start + width; at++) {
        const worth = table[at]!
        if (worth > top) {
          top = worth
          topAt = at
        }
        if (!(worth >= 0) || Math.floor(worth) !== worth) isSound = false
      }
      assert(isSound && top <= MOST_VALUE, 'assignment: a value is no integer from 0 to 2^40')
      profit[row] = top
      settled[row] = topAt - start
    }
  }

  /**
   * Lowers every price of a square table as far as the profits allow, and gives columns to the rows that stop them.
   * In any other table the columns that nobody will hold must keep the lowest price.
   */
  private reduceColumns(): void {
    const { table, width, profit, price, via } = this
    price.fill(-Infinity, 0, width)
    for (let row = 0; row < width; row++) {
      const start = row * width
      const top = profit[row]!
      for (let column = 0; column < width; column++) {
        const net = table[start + column]! - top
        if (net > price[column]!) {
          price[column] = net
          via[column] = row
        }
      }
    }
    for (let column = 0; column < width; column++) this.claim(via[column]!, column)
  }

  private claim(row: number, column: number): void {
    if (this.rowOf[column]! >= 0 || this.columnOf[row]! >= 0) return
    this.rowOf[column] = row
    this.columnOf[row] = column
  }

  /** Gives the row a column, moving others along the path that costs the least in all; prices and profits follow. */
  private augment(root: number): void {
    this.search++
    this.sink = -1
    this.sinkShort = Infinity
    this.rereads = 0
    if (this.width < LEAST_KEPT_WIDTH || !this.searchKept(root)) this.searchAll(root)
    this.columnShort.fill(Infinity, 0, this.width)
    let column = this.sink
    for (let row = -1; row !== root;) {
      row = this.via[column]!
      const left = this.columnOf[row]!
      this.rowOf[column] = row
      this.columnOf[row] = column
      column = left
    }
  }

  /** Searches among the columns kept; false when that leads too far, and then nothing has changed. */
  private searchKept(root: number): boolean {
    const { width, heapId, heapKey, heapAt, rowShort, rowOf, settled } = this
    rowShort[root] = 0
    this.read(root)
    let isDone = this.advance(root, 0)
    let count = 0
    while (isDone && this.heapSize > 0 && heapKey[0]! < this.sinkShort) {
      const id = heapId[0]!
      const short = heapKey[0]!
      this.pop()
      const row = id < width ? rowOf[id]! : id - width
      if (id < width) {
        settled[count++] = id
        rowShort[row] = short
      }
      isDone = this.advance(row, short)
    }
    if (isDone) {
      this.reprice(count)
      this.profit[root] = this.profit[root]! - this.sinkShort
    }
    for (let k = 0; k < this.heapSize; k++) heapAt[heapId[k]!] = -1
    this.heapSize = 0
    return isDone
  }

  /** Searches the whole table: columns settled, then those next in turn, then those beyond. */
  private searchAll(root: number): void {
    const { table, width, price, profit, rowOf, columnShort, via, settled } = this
    const start = root * width
    for (let column = 0; column < width; column++) {
      columnShort[column] = price[column]! - table[start + column]!
      via[column] = root
      settled[column] = column
    }
    let next = 0
    let beyond = 0
    let count = 0
    let short = 0
    let sink = -1
    while (sink < 0) {
      if (next === beyond) {
        count = next
        short = columnShort[settled[beyond++]!]!
        for (let k = beyond; k < width; k++) {
          const column = settled[k]!
          const other = columnShort[column]!
          if (other > short) continue
          if (other < short) {
            short = other
            beyond = next
          }
          settled[k] = settled[beyond]!
          settled[beyond++] = column
        }
        for (let k = next; k < beyond && sink < 0; k++) if (rowOf[settled[k]!]! < 0) sink = settled[k]!
        if (sink >= 0) break
      }
      const row = rowOf[settled[next++]!]!
      const base = short + profit[row]!
      const at = row * width
      for (let k = beyond; k < width; k++) {
        const column = settled[k]!
        const other = base - table[at + column]! + price[column]!
        if (other >= columnShort[column]!) continue
        columnShort[column] = other
        via[column] = row
        if (other > short) continue
        if (rowOf[column]! < 0) {
          sink = column
          break
        }
        settled[k] = settled[beyond]!
        settled[beyond++] = column
      }
    }
    this.sink = sink
    this.sinkShort = short
    this.reprice(count)
    profit[root] = -short
  }

  private reprice(count: number): void {
    const { sinkShort, settled, columnShort, price, profit, rowOf } = this
    for (let k = 0; k < count; k++) {
      const column = settled[k]!
      const row = rowOf[column]!
      const rise = sinkShort - columnShort[column]!
      price[column] = price[column]! + rise
      profit[row] = profit[row]! - rise
    }
  }

  /** Follows the row's kept columns, and comes back later for those beyond `now`; false when these are in need now. */
  private advance(row: number, now: number): boolean {
    const { keptColumn, keptValue, keptCount, price, columnShort } = this
    for (;;) {
      const base = this.rowShort[row]! + this.profit[row]!
      const end = row * KEPT + keptCount[row]!
      for (let at = row * KEPT; at < end; at++) {
        const column = keptColumn[at]!
        const short = base - keptValue[at]! + price[column]!
        if (short < columnShort[column]! && short < this.sinkShort) this.reach(column, row, short)
      }
      const restShort = base - this.restNet[row]!
      if (restShort >= this.sinkShort) return true
      if (restShort > now) {
        this.put(this.width + row, restShort)
        return true
      }
      if (this.readIn[row] === this.search) return false
      if (keptCount[row]! > 0 && ++this.rereads > MOST_REREADS) return false
      this.read(row)
    }
  }

  private reach(column: number, row: number, short: number): void {
    this.via[column] = row
    if (this.rowOf[column]! < 0) {
      this.sink = column
      this.sinkShort = short
    } else {
      this.columnShort[column] = short
      this.put(column, short)
    }
  }

  /** Reads a whole row: keeps its best columns, and reaches the best of those that nobody holds. */
  private read(row: number): void {
    const { table, width, price, rowOf, keptColumn, keptValue, keptNet } = this
    const start = row * width
    const first = row * KEPT
    let count = 0
    let least = -Infinity
    let freeNet = -Infinity
    let free = -1
    for (let column = 0; column < width; column++) {
      const net = table[start + column]! - price[column]!
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
    for (let at = first; at < first + count; at++) keptValue[at] = table[start + keptColumn[at]!]!
    this.keptCount[row] = count
    this.restNet[row] = width > KEPT ? least : -Infinity
    this.readIn[row] = this.search
    const short = this.rowShort[row]! + this.profit[row]! - freeNet
    if (short < this.sinkShort) this.reach(free, row, short)
  }

  private put(id: number, key: number): void {
    const { heapId, heapKey, heapAt } = this
    let at = heapAt[id]!
    if (at < 0) at = this.heapSize++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (heapKey[parent]! <= key) break
      this.set(at, heapId[parent]!, heapKey[parent]!)
      at = parent
    }
    this.set(at, id, key)
  }

  private pop(): void {
    const { heapId, heapKey, heapAt } = this
    const size = --this.heapSize
    heapAt[heapId[0]!] = -1
    if (size === 0) return
    const id = heapId[size]!
    const key = heapKey[size]!
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heapKey[child + 1]! < heapKey[child]!) child++
      if (heapKey[child]! >= key) break
      this.set(at, heapId[child]!, heapKey[child]!)
      at = child
    }
    this.set(at, id, key)
  }

  private set(at: number, id: number, key: number): void {
    this.heapId[at] = id
    this.heapKey[at] = key
    this.heapAt[id] = at
  }
}
