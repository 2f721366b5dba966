/**
 * A table of values as the assignment (assignment.ts) reads it: rows are the lines of the shorter side, whichever way the
 * caller's table lies. A table of more rows than columns is turned row by row, and only the rows that are asked for.
 * **cost** open: one pass, which checks every value; a turned row O(width) once. Allocates on growth only.
 * **order** of equal values: the first of a row is its top.
 */
import { assert } from '../base/assert.js'
import { grownFloat64, grownUint8 } from '../base/column.js'

const MOST_VALUE = 2 ** 40

export class ValueTable {
  /** Row i begins at `start(i)`; `width` cells. */
  cells: Float64Array = new Float64Array(0)
  width = 0
  height = 0
  isTall = false

  /** The same values without turning: row i, column j at i * rowStep + j * columnStep. */
  source: Int32Array | Float64Array = this.cells
  rowStep = 0
  columnStep = 0

  private copy: Float64Array = this.cells
  /** Row -> 1 when it has been turned. */
  private isTurned: Uint8Array = new Uint8Array(0)

  /**
   * Takes a table, until `close`, and writes the greatest value of each row of the shorter side and the first column that
   * has it. Throws InvariantError unless every value is an integer from 0 to 2^40.
   */
  open(
    rows: number,
    columns: number,
    value: Int32Array | Float64Array,
    top: Float64Array,
    topAt: Int32Array,
  ): void {
    this.isTall = rows > columns
    this.height = this.isTall ? columns : rows
    this.width = this.isTall ? rows : columns
    this.rowStep = this.isTall ? 1 : columns
    this.columnStep = this.isTall ? columns : 1
    if (this.isTall) {
      this.source = value
      this.copy = grownFloat64(this.copy, rows * columns)
      this.cells = this.copy
      this.isTurned = grownUint8(this.isTurned, columns).fill(0, 0, columns)
      topsOfColumns(rows, columns, value, top, topAt)
      return
    }
    this.cells = value instanceof Float64Array ? value : this.copied(rows * columns, value)
    this.source = this.cells
    topsOfRows(rows, columns, this.cells, top, topAt)
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

function topsOfRows(
  rows: number,
  columns: number,
  value: Float64Array,
  top: Float64Array,
  topAt: Int32Array,
): void {
  let isSound = true
  for (let row = 0; row < rows; row++) {
    const start = row * columns
    let most = 0
    let mostAt = start
    for (let at = start; at < start + columns; at++) {
      const worth = value[at]!
      if (worth > most) {
        most = worth
        mostAt = at
      }
      if (!isWhole(worth)) isSound = false
    }
    if (most > MOST_VALUE) isSound = false
    top[row] = most
    topAt[row] = mostAt - start
  }
  assert(isSound, 'assignment: a value is no integer from 0 to 2^40')
}

function topsOfColumns(
  rows: number,
  columns: number,
  value: Int32Array | Float64Array,
  top: Float64Array,
  topAt: Int32Array,
): void {
  // Four at a time: what is greatest so far then stays in registers.
  let isSound = true
  let first = 0
  for (; first + 3 < columns; first += 4) {
    let most0 = 0
    let most1 = 0
    let most2 = 0
    let most3 = 0
    topAt.fill(0, first, first + 4)
    for (let row = 0, at = first; row < rows; row++, at += columns) {
      const worth0 = value[at]!
      const worth1 = value[at + 1]!
      const worth2 = value[at + 2]!
      const worth3 = value[at + 3]!
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
      if (!isWhole(worth0) || !isWhole(worth1) || !isWhole(worth2) || !isWhole(worth3)) isSound = false
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
      if (worth > top[first]!) {
        top[first] = worth
        topAt[first] = row
      }
      if (!isWhole(worth)) isSound = false
    }
  }
  for (let column = 0; column < columns; column++) if (top[column]! > MOST_VALUE) isSound = false
  assert(isSound, 'assignment: a value is no integer from 0 to 2^40')
}

function isWhole(worth: number): boolean {
  return worth >= 0 && Math.floor(worth) === worth
}
