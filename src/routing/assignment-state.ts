/**
 * What the parts of an assignment (assignment.ts) work on together: the table, who holds what, and the proof that it is the
 * best, which is a profit for each row and a price for each column.
 * Invariants: profit[i] + price[j] >= value(i, j), equal where i holds j; unless the table is square, a column that nobody
 * holds has the lowest price there is. **cost** begin O(rows + columns), reprice O(columns settled); allocates
 * on growth only. **order** none.
 */
import { grownFloat64, grownInt32 } from '../base/column.js'
import { ValueTable } from './value-table.js'

export class AssignmentState {
  readonly table = new ValueTable()
  width = 0
  height = 0
  profit: Float64Array = new Float64Array(0)
  /** Row -> the column it holds, or -1. */
  columnOf: Int32Array = new Int32Array(0)
  price: Float64Array = new Float64Array(0)
  /** Column -> the row that holds it, or -1. */
  rowOf: Int32Array = new Int32Array(0)

  /** One search: what a column falls short of the root's best offer, Infinity where no path leads yet. */
  columnShort: Float64Array = new Float64Array(0)
  /** The row before a column on the shortest path to it. */
  via: Int32Array = new Int32Array(0)
  /** The column that nobody holds at the end of the shortest path, and how short it falls. */
  sink = -1
  sinkShort = Infinity

  begin(height: number, width: number): void {
    this.width = width
    this.height = height
    this.profit = grownFloat64(this.profit, height)
    this.columnOf = grownInt32(this.columnOf, height).fill(-1, 0, height)
    this.price = grownFloat64(this.price, width).fill(0, 0, width)
    this.rowOf = grownInt32(this.rowOf, width).fill(-1, 0, width)
    this.columnShort = grownFloat64(this.columnShort, width).fill(Infinity, 0, width)
    this.via = grownInt32(this.via, width)
  }

  /** Gives the row a column, unless either has a partner. */
  claim(row: number, column: number): void {
    if (this.rowOf[column]! >= 0 || this.columnOf[row]! >= 0) return
    this.rowOf[column] = row
    this.columnOf[row] = column
  }

  /** Raises prices and lowers profits so that the shortest path becomes tight; `columns` are those settled before its end. */
  reprice(columns: Int32Array, count: number): void {
    const { sinkShort, columnShort, price, profit, rowOf } = this
    for (let k = 0; k < count; k++) {
      const column = columns[k]!
      const row = rowOf[column]!
      const rise = sinkShort - columnShort[column]!
      price[column] = price[column]! + rise
      profit[row] = profit[row]! - rise
    }
  }

  /** Gives the root a column: whoever is on the path to the sink moves on by one. */
  augment(root: number): void {
    const { columnOf, rowOf, via } = this
    let column = this.sink
    for (let row = -1; row !== root;) {
      row = via[column]!
      const left = columnOf[row]!
      rowOf[column] = row
      columnOf[row] = column
      column = left
    }
  }
}
