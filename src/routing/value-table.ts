/**
 * A table of values as the assignment (assignment.ts) reads it: rows are the lines of the shorter side, whichever way the
 * caller's table lies. A table of more rows than columns is turned row by row, and only the rows that are asked for.
 * **cost** one pass to read it, which checks every value; a turned row O(width) once. Allocates on growth only.
 * The check adds up how far each value is from the next integer, and twice what is below 0: faults can only grow, and a NaN
 * stays. That is cheaper than to ask of each, but only where it is written out: V8 takes what a function returns for integers.
 * **order** of equal values: the first of a row is its top.
 */
import { assert } from '../base/assert.js'
import { grownFloat64, grownUint8 } from '../base/column.js'

/** The greatest value of a pair. */
export const MOST_VALUE = 2 ** 40

export class ValueTable {
  /** Row i begins at `start(i)`; `width` cells. */
  cells: Float64Array = new Float64Array(0)
  width = 0
  height = 0
  isTall = false
  /** The first column with the greatest value of the row that was read last. */
  topAt = 0

  /** The same values without turning: row i, column j at i * rowStep + j * columnStep. */
  source: Int32Array | Float64Array = this.cells
  rowStep = 0
  columnStep = 0

  private copy: Float64Array = this.cells
  /** Sum of what is wrong with the values that were read: 0 when nothing is. */
  private fault = 0
  /** Row -> 1 when it has been turned. */
  private isTurned: Uint8ClampedArray = new Uint8ClampedArray(0)

  /** Takes a table, until `close`. */
  open(rows: number, columns: number, value: Int32Array | Float64Array): void {
    this.isTall = rows > columns
    this.height = this.isTall ? columns : rows
    this.width = this.isTall ? rows : columns
    this.rowStep = this.isTall ? 1 : columns
    this.columnStep = this.isTall ? columns : 1
    this.fault = 0
    if (this.isTall) {
      this.source = value
      this.copy = grownFloat64(this.copy, rows * columns)
      this.cells = this.copy
      this.isTurned = grownUint8(this.isTurned, columns).fill(0, 0, columns)
      return
    }
    this.cells = value instanceof Float64Array ? value : this.copied(rows * columns, value)
    this.source = this.cells
  }

  /** Reads a row of a table that is not tall; returns its greatest value, and tells the first column that has it. */
  readRow(row: number): number {
    const { cells, width } = this
    const start = row * width
    const end = start + width
    let most = 0
    let mostAt = start
    let fault = 0
    const last = end - 3
    let at = start
    // Four at a time: the greatest so far is hardly ever passed.
    for (; at < last; at += 4) {
      const worth0 = cells[at]!
      const worth1 = cells[at + 1]!
      const worth2 = cells[at + 2]!
      const worth3 = cells[at + 3]!
      fault += Math.abs(Math.ceil(worth0)) - worth0 + (Math.abs(Math.ceil(worth1)) - worth1)
      fault += Math.abs(Math.ceil(worth2)) - worth2 + (Math.abs(Math.ceil(worth3)) - worth3)
      if (worth0 > most || worth1 > most || worth2 > most || worth3 > most) {
        if (worth0 > most) {
          most = worth0
          mostAt = at
        }
        if (worth1 > most) {
          most = worth1
          mostAt = at + 1
        }
        if (worth2 > most) {
          most = worth2
          mostAt = at + 2
        }
        if (worth3 > most) {
          most = worth3
          mostAt = at + 3
        }
      }
    }
    for (; at < end; at++) {
      const worth = cells[at]!
      fault += Math.abs(Math.ceil(worth)) - worth
      if (worth > most) {
        most = worth
        mostAt = at
      }
    }
    this.topAt = mostAt - start
    this.fault += fault
    if (most > MOST_VALUE) this.fault = Infinity
    return most
  }

  /** Reads a tall table: writes the greatest value of each row and the first column that has it. */
  readColumns(top: Float64Array, topAt: Int32Array): void {
    const { source, width, height } = this
    this.fault += topsOfColumns(width, height, source, top, topAt)
    for (let row = 0; row < height; row++) if (top[row]! > MOST_VALUE) this.fault = Infinity
  }

  /** Throws InvariantError unless every value that was read is an integer from 0 to 2^40. */
  check(): void {
    assert(this.fault === 0, 'assignment: a value is no integer from 0 to 2^40')
  }

  /** Forgets the caller's table. */
  close(): void {
    this.source = this.copy
    this.cells = this.copy
  }

  /** Where a row begins in `cells`; it is whole there from now on. */
  start(row: number): number {
    if (this.isTall && this.isTurned[row] === 0) this.turn(row)
    return row * this.width
  }

  /** One value. */
  at(row: number, column: number): number {
    return this.source[row * this.rowStep + column * this.columnStep]!
  }

  private turn(row: number): void {
    const { cells, source, height, width } = this
    const start = row * width
    for (let column = 0, at = row; column < width; column++, at += height) cells[start + column] = source[at]!
    this.isTurned[row] = 1
  }

  private copied(size: number, value: Int32Array): Float64Array {
    this.copy = grownFloat64(this.copy, size)
    for (let at = 0; at < size; at++) this.copy[at] = value[at]!
    return this.copy
  }
}

/** Returns the sum of faults. */
function topsOfColumns(
  rows: number,
  columns: number,
  value: Int32Array | Float64Array,
  top: Float64Array,
  topAt: Int32Array,
): number {
  // Four at a time: what is greatest so far then stays in registers.
  let fault = 0
  let first = 0
  for (; first + 3 < columns; first += 4) {
    let most0 = 0
    let most1 = 0
    let most2 = 0
    let most3 = 0
    for (let column = first; column < first + 4; column++) topAt[column] = 0
    for (let row = 0, at = first; row < rows; row++, at += columns) {
      const worth0 = value[at]!
      const worth1 = value[at + 1]!
      const worth2 = value[at + 2]!
      const worth3 = value[at + 3]!
      fault += Math.abs(Math.ceil(worth0)) - worth0 + (Math.abs(Math.ceil(worth1)) - worth1)
      fault += Math.abs(Math.ceil(worth2)) - worth2 + (Math.abs(Math.ceil(worth3)) - worth3)
      if (worth0 > most0 || worth1 > most1 || worth2 > most2 || worth3 > most3) {
        if (worth0 > most0) {
          most0 = worth0
          topAt[first] = row
        }
        if (worth1 > most1) {
          most1 = worth1
          topAt[first + 1] = row
        }
        if (worth2 > most2) {
          most2 = worth2
          topAt[first + 2] = row
        }
        if (worth3 > most3) {
          most3 = worth3
          topAt[first + 3] = row
        }
      }
    }
    top[first] = most0
    top[first + 1] = most1
    top[first + 2] = most2
    top[first + 3] = most3
  }
  for (; first < columns; first++) {
    top[first] = 0
    topAt[first] = 0
    for (let row = 0, at = first; row < rows; row++, at += columns) {
      const worth = value[at]!
      fault += Math.abs(Math.ceil(worth)) - worth
      if (worth > top[first]!) {
        top[first] = worth
        topAt[first] = row
      }
    }
  }
  return fault
}
