/**
 * Batch assignment (assignment.ts) of a narrow table, with hardly anything to set up.
 * Idea: rows claim their best columns; what is left of a square table is priced as low as the profits allow, or anew where
 * most rows want the same columns (as in -claims); then each row that has none searches the shortest augmenting path. A
 * column is looked at only while it falls less short than the end that is known, so one comparison does for most.
 * Invariants: those of AssignmentState. **cost** O(cells), and O(width) for each column settled; allocates never.
 * **order** of equal columns and rows the first, but for columns one without an owner; depends on the table alone.
 * The columns are of the module, not of a solver: V8 writes where they are into the code, which halves the instructions a
 * value. Nothing is kept in them from one table to the next.
 */
import { assert } from '../base/assert.js'
import { MOST_VALUE } from './value-table.js'

/** Tables with this many lines on a side are not narrow. */
export const LEAST_WIDE = 96
/** Shorter rows are gone over one value at a time. */
const LEAST_LONG = 16

/** Row i begins at i * width, whichever way the caller's table lies. */
const CELLS = new Float64Array(LEAST_WIDE * LEAST_WIDE)
const PROFIT = new Float64Array(LEAST_WIDE)
const COLUMN_OF = new Int32Array(LEAST_WIDE)
const PRICE = new Float64Array(LEAST_WIDE)
const ROW_OF = new Int32Array(LEAST_WIDE)
/** Columns that nobody holds. */
const FREE = new Int32Array(LEAST_WIDE)

/** One search: what a column falls short of the root's best offer, Infinity where no path leads yet. */
const SHORT = new Float64Array(LEAST_WIDE)
/** The same less its price; before a path leads there, below what it is of use. */
const BARE_SHORT = new Float64Array(LEAST_WIDE)
/** The row before a column on the shortest path to it. */
const VIA = new Int32Array(LEAST_WIDE)
/** Columns that are reached and not settled, and those that are settled. */
const OPEN = new Int32Array(LEAST_WIDE)
const SETTLED = new Int32Array(LEAST_WIDE)

/** `AssignmentSolver.solve` for a table of fewer than LEAST_WIDE rows and columns. */
export function solveNarrow(
  rows: number,
  columns: number,
  value: Int32Array | Float64Array,
  rowToColumn: Int32Array,
): number {
  const isTall = rows > columns
  const height = isTall ? columns : rows
  const width = isTall ? rows : columns
  if (isTall) turn(height, width, value)
  else copy(rows * columns, value)
  let left = claimBest(height, width)
  if (left > 0 && height === width) left = claimPriced(width, left)
  if (left > 0) pairLeft(height, width)
  let total = 0
  if (isTall) for (let row = 0; row < rows; row++) rowToColumn[row] = -1
  for (let row = 0; row < height; row++) {
    const column = COLUMN_OF[row]!
    const worth = CELLS[row * width + column]!
    total += worth
    if (!isTall) rowToColumn[row] = worth > 0 ? column : -1
    else if (worth > 0) rowToColumn[column] = row
  }
  return total
}

const FAULT = 'assignment: a value is no integer from 0 to 2^40'

/** Copies a table of so many values, and checks that they are integers and not negative. */
function copy(count: number, value: Int32Array | Float64Array): void {
  // What is wrong adds up, as in ValueTable. Four at a time: where the table lies is then looked up once for all of them.
  let fault = 0
  let at = 0
  for (; at + 3 < count; at += 4) {
    const worth0 = value[at]!
    const worth1 = value[at + 1]!
    const worth2 = value[at + 2]!
    const worth3 = value[at + 3]!
    fault += Math.abs(Math.ceil(worth0)) - worth0 + (Math.abs(Math.ceil(worth1)) - worth1)
    fault += Math.abs(Math.ceil(worth2)) - worth2 + (Math.abs(Math.ceil(worth3)) - worth3)
    CELLS[at] = worth0
    CELLS[at + 1] = worth1
    CELLS[at + 2] = worth2
    CELLS[at + 3] = worth3
  }
  for (; at < count; at++) {
    const worth = value[at]!
    fault += Math.abs(Math.ceil(worth)) - worth
    CELLS[at] = worth
  }
  assert(fault === 0, FAULT)
}

/** The same for a table of more rows than columns, which is turned. */
function turn(height: number, width: number, value: Int32Array | Float64Array): void {
  let fault = 0
  for (let column = 0, at = 0; column < width; column++) {
    for (let row = 0, to = column; row < height; row++, at++, to += width) {
      const worth = value[at]!
      fault += Math.abs(Math.ceil(worth)) - worth
      CELLS[to] = worth
    }
  }
  assert(fault === 0, FAULT)
}

/** Gives rows their best columns, of equal ones one that is free; returns how many rows have none. */
function claimBest(height: number, width: number): number {
  for (let column = 0; column < width; column++) {
    PRICE[column] = 0
    ROW_OF[column] = -1
  }
  let left = 0
  for (let row = 0; row < height; row++) {
    const start = row * width
    const end = start + width
    let most = 0
    let mostAt = start
    let at = start
    // Four at a time in long rows: the greatest so far is hardly ever passed.
    const last = width < LEAST_LONG ? start : end - 3
    for (; at < last; at += 4) {
      if (CELLS[at]! > most || CELLS[at + 1]! > most || CELLS[at + 2]! > most || CELLS[at + 3]! > most) {
        for (let each = at; each < at + 4; each++) {
          if (CELLS[each]! <= most) continue
          most = CELLS[each]!
          mostAt = each
        }
      }
    }
    for (; at < end; at++) {
      if (CELLS[at]! <= most) continue
      most = CELLS[at]!
      mostAt = at
    }
    assert(most <= MOST_VALUE, FAULT)
    let column = mostAt - start
    if (ROW_OF[column]! >= 0) {
      for (let other = column + 1; other < width; other++) {
        if (CELLS[start + other]! !== most || ROW_OF[other]! >= 0) continue
        column = other
        break
      }
    }
    left += claim(row, column, most)
  }
  return left
}

/** Sets the row's profit, and gives it the column unless somebody has it; then 1, else 0. */
function claim(row: number, column: number, profit: number): 0 | 1 {
  PROFIT[row] = profit
  if (ROW_OF[column]! >= 0) {
    COLUMN_OF[row] = -1
    return 1
  }
  ROW_OF[column] = row
  COLUMN_OF[row] = column
  return 0
}

/** Prices the columns of a square table, anew where most rows want the same few; returns how many rows are left. */
function claimPriced(width: number, left: number): number {
  return 3 * left > 2 * width ? priceAnew(width) : left - lowerPrices(width)
}

/** Prices the columns that nobody holds as low as the profits allow, and gives them to rows that have none; how many. */
function lowerPrices(width: number): number {
  let claimed = 0
  for (let column = 0; column < width; column++) {
    if (ROW_OF[column]! >= 0) continue
    let most = -Infinity
    let mostAt = 0
    for (let row = 0, at = column; row < width; row++, at += width) {
      const net = CELLS[at]! - PROFIT[row]!
      if (net >= most && (net > most || (COLUMN_OF[mostAt]! >= 0 && COLUMN_OF[row]! < 0))) {
        most = net
        mostAt = row
      }
    }
    PRICE[column] = most
    if (COLUMN_OF[mostAt]! >= 0) continue
    COLUMN_OF[mostAt] = column
    ROW_OF[column] = mostAt
    claimed++
  }
  return claimed
}

/** Forgets all claims, and begins with prices by what columns are worth to the rows that may have them, on average. */
function priceAnew(width: number): number {
  for (let column = 0; column < width; column++) {
    let loss = 0
    let allowed = 0
    for (let row = 0, at = column; row < width; row++, at += width) {
      const worth = CELLS[at]!
      if (worth === 0) continue
      loss += PROFIT[row]! - worth
      allowed++
    }
    PRICE[column] = allowed === 0 ? 0 : -Math.floor(loss / allowed)
    ROW_OF[column] = -1
  }
  let left = 0
  for (let row = 0; row < width; row++) {
    let most = -Infinity
    let mostAt = 0
    for (let column = 0, at = row * width; column < width; column++, at++) {
      const net = CELLS[at]! - PRICE[column]!
      if (net >= most && (net > most || ROW_OF[mostAt]! >= 0)) {
        most = net
        mostAt = column
      }
    }
    left += claim(row, mostAt, most)
  }
  return left - lowerPrices(width)
}

/** Gives a column to each row that has none. */
function pairLeft(height: number, width: number): void {
  let free = 0
  for (let column = 0; column < width; column++) if (ROW_OF[column]! < 0) FREE[free++] = column
  for (let row = 0; row < height; row++) {
    if (COLUMN_OF[row]! >= 0) continue
    const sink = search(row, width, free)
    augment(row, sink)
    let place = 0
    while (FREE[place] !== sink) place++
    FREE[place] = FREE[--free]!
  }
}

/** Finds the shortest path from the row to a column that nobody holds, and returns that; prices and profits follow. */
function search(root: number, width: number, free: number): number {
  let row = root
  let start = root * width
  let base = PROFIT[root]!
  let sink = 0
  let sinkShort = Infinity
  for (let place = 0; place < free; place++) {
    const column = FREE[place]!
    const short = base - CELLS[start + column]! + PRICE[column]!
    if (short < sinkShort) {
      sinkShort = short
      sink = column
    }
  }
  VIA[sink] = root
  for (let column = 0; column < width; column++) {
    SHORT[column] = Infinity
    BARE_SHORT[column] = sinkShort - PRICE[column]!
  }
  let settled = 0
  for (let open = 0; ;) {
    for (let column = 0; column < width; column++) {
      const bareShort = base - CELLS[start + column]!
      if (bareShort >= BARE_SHORT[column]!) continue
      BARE_SHORT[column] = bareShort
      const short = bareShort + PRICE[column]!
      // The end may have come nearer since the limit was set.
      if (short >= sinkShort) continue
      VIA[column] = row
      if (ROW_OF[column]! < 0) {
        sink = column
        sinkShort = short
      } else {
        if (SHORT[column] === Infinity) OPEN[open++] = column
        SHORT[column] = short
      }
    }
    let least = sinkShort
    let leastPlace = -1
    for (let place = 0; place < open; place++) {
      const short = SHORT[OPEN[place]!]!
      if (short < least) {
        least = short
        leastPlace = place
      }
    }
    if (leastPlace < 0) break
    const column = OPEN[leastPlace]!
    OPEN[leastPlace] = OPEN[--open]!
    BARE_SHORT[column] = -Infinity
    SETTLED[settled++] = column
    row = ROW_OF[column]!
    start = row * width
    base = least + PROFIT[row]!
  }
  PROFIT[root] = PROFIT[root]! - sinkShort
  for (let place = 0; place < settled; place++) {
    const column = SETTLED[place]!
    const owner = ROW_OF[column]!
    const rise = sinkShort - SHORT[column]!
    PRICE[column] = PRICE[column]! + rise
    PROFIT[owner] = PROFIT[owner]! - rise
  }
  return sink
}

/** Gives the root a column: whoever is on the path to the sink moves on by one. */
function augment(root: number, sink: number): void {
  let column = sink
  for (let row = -1; row !== root;) {
    row = VIA[column]!
    const left = COLUMN_OF[row]!
    ROW_OF[column] = row
    COLUMN_OF[row] = column
    column = left
  }
}
