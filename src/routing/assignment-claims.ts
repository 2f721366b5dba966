/**
 * The beginning of an assignment (assignment.ts): reads the table, sets profits and prices, and gives columns to rows that
 * want them most. Idea: a row's profit is its greatest value, a column of a square table is priced as low as the profits
 * allow, and rows claim what is tight. Where most rows want the same few columns, values are mostly sums of what is the
 * row's and what is the column's: then the columns are priced anew, from what they are worth on average.
 * **cost** one pass over the table, two more where it is priced anew, and for ties O(columns nobody holds) a row; allocates
 * on growth only. **order** columns, then rows, claim in ascending order; of equal values the first.
 */
import { grownInt32 } from '../base/column.js'
import type { AssignmentState } from './assignment-state.js'

export class AssignmentClaims {
  private readonly state: AssignmentState
  /** Column -> the next that nobody holds. */
  private next: Int32Array = new Int32Array(0)
  /** Columns whose price may still be raised. */
  private open = 0

  constructor(state: AssignmentState) {
    this.state = state
  }

  /** Throws InvariantError unless every value is an integer from 0 to 2^40. */
  run(): void {
    const { state } = this
    const { table, width, height, profit } = state
    this.next = grownInt32(this.next, width)
    const isPriced = height === width
    if (table.isTall) {
      table.readColumns(profit, this.next)
      for (let row = 0; row < height; row++) state.claim(row, this.next[row]!)
    } else if (isPriced) this.readSquare()
    else {
      for (let row = 0; row < height; row++) {
        profit[row] = table.readRow(row)
        state.claim(row, table.topAt)
      }
    }
    table.check()
    if (isPriced) this.claimColumns()
    const left = this.claimTied()
    if (!isPriced || 2 * left <= height) return
    this.priceAnew()
    this.claimColumns()
    this.claimTied()
  }

  /**
   * Reads a square table and lowers every price as far as the profits allow. In any other table the columns that nobody
   * will hold must keep the lowest price.
   */
  private readSquare(): void {
    const { table, width, profit, price } = this.state
    for (let column = 0; column < width; column++) price[column] = -Infinity
    this.open = width
    for (let row = 0; row < width; row++) {
      const top = table.readRow(row)
      profit[row] = top
      // While the row is in the cache. Columns that a row offers its best have nothing more to learn.
      if (this.open > 0) this.raise(row, top)
    }
  }

  /** Raises prices to what the row's profit demands. Four at a time, since hardly any rises. */
  private raise(row: number, profit: number): void {
    const { price, table, width } = this.state
    const start = table.start(row)
    const { cells } = table
    const last = width - 3
    let column = 0
    for (; column < last; column += 4) {
      const at = start + column
      const net0 = cells[at]! - profit
      const net1 = cells[at + 1]! - profit
      const net2 = cells[at + 2]! - profit
      const net3 = cells[at + 3]! - profit
      if (
        net0 > price[column]! ||
        net1 > price[column + 1]! ||
        net2 > price[column + 2]! ||
        net3 > price[column + 3]!
      ) {
        if (net0 > price[column]!) this.raiseOne(row, column, net0)
        if (net1 > price[column + 1]!) this.raiseOne(row, column + 1, net1)
        if (net2 > price[column + 2]!) this.raiseOne(row, column + 2, net2)
        if (net3 > price[column + 3]!) this.raiseOne(row, column + 3, net3)
      }
    }
    for (; column < width; column++) {
      const net = cells[start + column]! - profit
      if (net > price[column]!) this.raiseOne(row, column, net)
    }
  }

  private raiseOne(row: number, column: number, price: number): void {
    this.state.price[column] = price
    this.state.via[column] = row
    if (price === 0) this.open--
  }

  /** Gives every column to the row that set its price. */
  private claimColumns(): void {
    const { state } = this
    for (let column = 0; column < state.width; column++) state.claim(state.via[column]!, column)
  }

  /** Gives rows a free column that is worth as much as their best, where there is one; returns how many rows have none. */
  private claimTied(): number {
    const { next, state } = this
    const { table, width, height, profit, price, columnOf, rowOf } = state
    const { source, rowStep, columnStep } = table
    let first = width
    for (let column = width - 1; column >= 0; column--) {
      if (rowOf[column]! >= 0) continue
      next[column] = first
      first = column
    }
    let left = 0
    for (let row = 0; row < height; row++) {
      if (columnOf[row]! >= 0) continue
      const most = profit[row]!
      const start = row * rowStep
      left++
      let before = -1
      for (let column = first; column < width; column = next[column]!) {
        if (most === source[start + column * columnStep]! - price[column]!) {
          if (before < 0) first = next[column]!
          else next[before] = next[column]!
          state.claim(row, column)
          left--
          break
        }
        before = column
      }
    }
    return left
  }

  /**
   * Forgets all claims, and prices the columns of a square table by what they are worth to the rows that may have them, on
   * average; profits are what is best then, and prices are lowered as far as these allow.
   */
  private priceAnew(): void {
    const { table, width, profit, price, columnOf, rowOf, columnShort } = this.state
    const { cells } = table
    // What the rows lose, all together, when they get this column and not what is best for them; and how many may have it.
    const loss = columnShort.fill(0, 0, width)
    const allowed = this.next.fill(0, 0, width)
    for (let row = 0; row < width; row++) {
      const start = table.start(row)
      const most = profit[row]!
      for (let column = 0; column < width; column++) {
        const worth = cells[start + column]!
        if (worth === 0) continue
        loss[column] = loss[column]! + most - worth
        allowed[column] = allowed[column]! + 1
      }
    }
    for (let column = 0; column < width; column++) {
      loss[column] = allowed[column] === 0 ? 0 : Math.floor(loss[column]! / allowed[column]!)
      price[column] = -Infinity
      rowOf[column] = -1
      columnOf[column] = -1
    }
    for (let row = 0; row < width; row++) {
      const start = table.start(row)
      let most = -Infinity
      for (let column = 0; column < width; column++) {
        const net = cells[start + column]! + loss[column]!
        if (net > most) most = net
      }
      profit[row] = most
      this.raise(row, most)
    }
    columnShort.fill(Infinity, 0, width)
  }
}
