/**
 * Shortest augmenting paths through a square table (assignment.ts) from all rows without a column at once, phase by phase.
 * Idea: one run of Dijkstra's search grows a tree of shortest paths from each of these rows, through all columns up to the
 * last that nobody holds. Trees have no line in common, so each that has come to such a column gives a path, and all these
 * paths become tight together. It needs a square table: there everybody is paired in the end, and a column that nobody
 * holds yet may become dearer.
 * **cost** O(width^2) a phase, which pairs a good part of the rows left; allocates on growth only. **order** depends on the
 * table alone: of equally short columns the first in the list.
 */
import { grownInt32 } from '../base/column.js'
import type { AssignmentState } from './assignment-state.js'

export class AssignmentPhases {
  private readonly state: AssignmentState
  /** Columns: those settled at places below `settled`, the others from there on. */
  private list: Int32Array = new Int32Array(0)
  private settled = 0
  /** Row -> the row without a column whose tree it is in. */
  private rootOf: Int32Array = new Int32Array(0)
  /** Root -> the first column that nobody holds in its tree, or -1. */
  private sinkOf: Int32Array = new Int32Array(0)
  /** Place in the list of the open column that is the least short. */
  private nearest = 0

  constructor(state: AssignmentState) {
    this.state = state
  }

  /** Pairs all rows that have no column yet. */
  run(): void {
    const { height, width, columnOf } = this.state
    this.list = grownInt32(this.list, width)
    this.rootOf = grownInt32(this.rootOf, height)
    this.sinkOf = grownInt32(this.sinkOf, height)
    let left = 0
    for (let row = 0; row < height; row++) if (columnOf[row]! < 0) left++
    while (left > 0) left -= this.phase(left)
  }

  /** Returns how many rows got a column; at least one does. */
  private phase(roots: number): number {
    const { list, rootOf, sinkOf, state } = this
    const { width, height, columnOf, rowOf, columnShort, via, profit } = state
    this.settled = 0
    for (let column = 0; column < width; column++) list[column] = column
    for (let row = 0; row < height; row++) {
      if (columnOf[row]! >= 0) continue
      rootOf[row] = row
      sinkOf[row] = -1
      this.extend(row, profit[row]!)
    }
    let ends = 0
    let short = 0
    for (;;) {
      const column = list[this.nearest]!
      list[this.nearest] = list[this.settled]!
      list[this.settled++] = column
      short = columnShort[column]!
      const root = rootOf[via[column]!]!
      const row = rowOf[column]!
      if (row >= 0) {
        rootOf[row] = root
        this.extend(row, short + profit[row]!)
        continue
      }
      if (sinkOf[root]! < 0) sinkOf[root] = column
      if (++ends === roots) break
      this.findNearest()
    }
    this.reprice(short)
    let paired = 0
    for (let row = 0; row < height; row++) if (columnOf[row]! < 0 && this.augment(row)) paired++
    columnShort.fill(Infinity, 0, width)
    return paired
  }

  /** Offers the open columns a path by the row, and finds the nearest of them. */
  private extend(row: number, base: number): void {
    const { list, settled, state } = this
    const { table, price, columnShort, via, width } = state
    const start = table.start(row)
    const { cells } = table
    let least = Infinity
    let leastAt = settled
    for (let k = settled; k < width; k++) {
      const column = list[k]!
      let shortest = columnShort[column]!
      const other = base - cells[start + column]! + price[column]!
      if (other < shortest) {
        shortest = other
        columnShort[column] = other
        via[column] = row
      }
      if (shortest < least) {
        least = shortest
        leastAt = k
      }
    }
    this.nearest = leastAt
  }

  private findNearest(): void {
    const { list, state } = this
    const { columnShort, width } = state
    let at = this.settled
    for (let k = at + 1; k < width; k++) if (columnShort[list[k]!]! < columnShort[list[at]!]!) at = k
    this.nearest = at
  }

  /** Raises prices and lowers profits so that every path as short as the last becomes tight. */
  private reprice(short: number): void {
    const { list, settled, state } = this
    const { price, profit, rowOf, columnOf, columnShort, height } = state
    for (let k = 0; k < settled; k++) {
      const column = list[k]!
      const row = rowOf[column]!
      const rise = short - columnShort[column]!
      price[column] = price[column]! + rise
      if (row >= 0) profit[row] = profit[row]! - rise
    }
    for (let row = 0; row < height; row++) if (columnOf[row]! < 0) profit[row] = profit[row]! - short
  }

  /** Moves everybody along the path of the root, if its tree has come to an end. */
  private augment(root: number): boolean {
    const { rowOf, columnOf, via } = this.state
    let column = this.sinkOf[root]!
    if (column < 0) return false
    for (let row = -1; row !== root;) {
      row = via[column]!
      const left = columnOf[row]!
      rowOf[column] = row
      columnOf[row] = column
      column = left
    }
    return true
  }
}
