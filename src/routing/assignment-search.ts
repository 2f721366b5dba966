/**
 * The shortest augmenting path through a whole table of values (assignment.ts): Dijkstra over the columns that somebody
 * holds. Those that nobody holds can only end a path, their prices stand still, and once held they stay held: so each row
 * remembers its few best of them, and they are not gone over. With more columns than rows that is most of the table.
 * **cost** O(columns held) for each column settled, and O(columns) when a row has used up those it remembers; allocates on
 * growth only. **order** depends on the table alone.
 */
import { grownInt32 } from '../base/column.js'
import type { AssignmentState } from './assignment-state.js'

/** Columns that a row remembers. */
const KEPT = 8

export class AssignmentSearch {
  private readonly state: AssignmentState
  /** Columns: those held at places below `held`, the others from there on, and of these the place of each. */
  private list: Int32Array = new Int32Array(0)
  private placeOf: Int32Array = new Int32Array(0)
  private held = 0
  /** The best columns of each row that nobody held when it was last asked, the best last: KEPT places a row. */
  private freeKept: Int32Array = new Int32Array(0)
  private freeCount: Int32Array = new Int32Array(0)
  private readonly keptNet = new Float64Array(KEPT)

  constructor(state: AssignmentState) {
    this.state = state
  }

  /** Begins with who holds what now. */
  begin(): void {
    const { height, width } = this.state
    this.list = grownInt32(this.list, width)
    this.placeOf = grownInt32(this.placeOf, width)
    this.freeKept = grownInt32(this.freeKept, height * KEPT)
    this.freeCount = grownInt32(this.freeCount, height).fill(0, 0, height)
    this.listColumns()
  }

  /** The column is held from now on. */
  hold(column: number): void {
    // Only the places of columns that nobody holds are known: those of the others change with every search.
    const first = this.list[this.held]!
    const place = this.placeOf[column]!
    this.list[place] = first
    this.placeOf[first] = place
    this.list[this.held++] = column
  }

  /**
   * Searches the whole table: column after column that somebody holds, the least short first. Of those that nobody holds
   * only the best of each row can end the path, and prices there stand still: so they are looked up, and not gone over.
   */
  search(root: number): void {
    const { held, list, state } = this
    const { table, price, profit, rowOf, columnShort, via } = state
    let count = 0
    let sinkShort = Infinity
    let row = root
    let base = 0
    // No path is shorter than this: to begin with, than the root's best offer.
    let short = -profit[root]!
    for (;;) {
      const start = table.start(row)
      const { cells } = table
      const free = this.bestFree(row)
      const freeShort = base - cells[start + free]! + price[free]!
      if (freeShort < sinkShort) {
        sinkShort = freeShort
        state.sink = free
        via[free] = row
      }
      if (sinkShort === short) break
      let least = Infinity
      let leastAt = -1
      for (let k = count; k < held; k++) {
        const column = list[k]!
        let shortest = columnShort[column]!
        const other = base - cells[start + column]! + price[column]!
        if (other < shortest) {
          shortest = other
          columnShort[column] = other
          via[column] = row
          // Among ties the end is often one step further on: then nothing else has to be gone over.
          if (other === short && this.endsAt(rowOf[column]!)) {
            sinkShort = short
            break
          }
        }
        if (shortest < least) {
          least = shortest
          leastAt = k
        }
      }
      if (sinkShort === short || least >= sinkShort) break
      const next = list[leastAt]!
      list[leastAt] = list[count]!
      list[count++] = next
      row = rowOf[next]!
      short = least
      base = least + profit[row]!
    }
    state.sinkShort = sinkShort
    state.reprice(list, count)
    profit[root] = -sinkShort
  }

  /** Whether the best column for the row of those that nobody holds is as good as the one it has; then it is the sink. */
  private endsAt(row: number): boolean {
    const { table, price, profit, via } = this.state
    const free = this.bestFree(row)
    if (table.at(row, free) - price[free]! !== profit[row]) return false
    this.state.sink = free
    via[free] = row
    return true
  }

  /** The column worth most to the row, net of its price, of those that nobody holds; there is one while a row has none. */
  private bestFree(row: number): number {
    const { freeKept, freeCount } = this
    const { rowOf } = this.state
    const first = row * KEPT
    for (;;) {
      // The best is the last: whoever is held by now is dropped for good.
      for (; freeCount[row]! > 0; freeCount[row] = freeCount[row]! - 1) {
        const column = freeKept[first + freeCount[row]! - 1]!
        if (rowOf[column]! < 0) return column
      }
      this.keepFree(row)
    }
  }

  /** Finds the best columns that nobody holds, the best of all last. */
  private keepFree(row: number): void {
    const { held, list, freeKept, keptNet } = this
    const { table, width, price } = this.state
    const start = table.start(row)
    const { cells } = table
    const first = row * KEPT
    let count = 0
    for (let k = held; k < width; k++) {
      const column = list[k]!
      const net = cells[start + column]! - price[column]!
      if (count === KEPT && net <= keptNet[0]!) continue
      let place = 0
      if (count < KEPT) {
        place = count++
        for (; place > 0 && keptNet[place - 1]! >= net; place--) {
          keptNet[place] = keptNet[place - 1]!
          freeKept[first + place] = freeKept[first + place - 1]!
        }
      } else {
        for (; place + 1 < KEPT && keptNet[place + 1]! < net; place++) {
          keptNet[place] = keptNet[place + 1]!
          freeKept[first + place] = freeKept[first + place + 1]!
        }
      }
      keptNet[place] = net
      freeKept[first + place] = column
    }
    this.freeCount[row] = count
  }

  /** Lists the columns, those that are held first. */
  private listColumns(): void {
    const { list, placeOf } = this
    const { width, rowOf } = this.state
    this.held = 0
    let free = width
    for (let column = width - 1; column >= 0; column--) {
      const place = rowOf[column]! < 0 ? --free : this.held++
      list[place] = column
      placeOf[column] = place
    }
  }
}
