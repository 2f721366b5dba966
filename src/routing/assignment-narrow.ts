/**
 * The shortest augmenting path through a narrow table of values (assignment.ts): Dijkstra over all columns in their order,
 * with nothing to set up but one number for each of them.
 * **cost** O(width) for each column settled; allocates never. **order** of equally short columns the first, and one
 * that nobody holds before the others.
 */
import type { AssignmentState } from './assignment-state.js'

/** Tables from this width on are not narrow. */
export const LEAST_WIDE = 64

export class NarrowSearch {
  private readonly state: AssignmentState
  private readonly settled = new Int32Array(LEAST_WIDE)
  /** What the settled columns fall short of the root's best offer. */
  private readonly settledShort = new Float64Array(LEAST_WIDE)

  constructor(state: AssignmentState) {
    this.state = state
  }

  /** Gives a column to each row that has none. */
  run(): void {
    const { state } = this
    const { height, columnOf } = state
    for (let row = 0; row < height; row++) {
      if (columnOf[row]! >= 0) continue
      this.search(row)
      state.augment(row)
    }
  }

  /** Finds the shortest path from the row to a column that nobody holds; prices and profits follow. */
  private search(root: number): void {
    const { settled, settledShort, state } = this
    const { table, width, price, profit, rowOf, columnShort, via } = state
    for (let column = 0; column < width; column++) columnShort[column] = Infinity
    let count = 0
    let short = 0
    for (let row = root; ;) {
      const start = table.start(row)
      const base = short + profit[row]!
      const { cells } = table
      let least = Infinity
      let leastAt = -1
      for (let column = 0; column < width; column++) {
        // NaN for a settled column: nothing is below, and it is below nothing.
        let shortest = columnShort[column]!
        const other = base - cells[start + column]! + price[column]!
        if (other < shortest) {
          shortest = other
          columnShort[column] = other
          via[column] = row
        }
        if (shortest < least || (shortest === least && rowOf[column]! < 0)) {
          least = shortest
          leastAt = column
        }
      }
      short = least
      row = rowOf[leastAt]!
      if (row < 0) {
        state.sink = leastAt
        break
      }
      columnShort[leastAt] = NaN
      settled[count] = leastAt
      settledShort[count++] = least
    }
    profit[root] = profit[root]! - short
    for (let k = 0; k < count; k++) {
      const column = settled[k]!
      const row = rowOf[column]!
      const rise = short - settledShort[k]!
      price[column] = price[column]! + rise
      profit[row] = profit[row]! - rise
    }
  }
}
