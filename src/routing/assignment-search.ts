/**
 * The shortest augmenting path through a whole table of values (assignment.ts): Dijkstra over the columns that somebody
 * holds. Those that nobody holds can only end a path, their prices stand still, and once held they stay held: so each row
 * remembers its few best of them, and they are not gone over. What a column falls short of is kept without its price, which
 * stands still during a search: so going over a row takes one comparison a column, and a settled column never passes it.
 * **cost** O(columns held), or O(columns) where most are held, for each column settled, O(log columns) for each that comes
 * nearer, and O(columns nobody holds) when a row has used up those it remembers; allocates on growth only. **order**
 * depends on the table alone.
 */
import { grownFloat64, grownInt32 } from '../base/column.js'
import type { AssignmentState } from './assignment-state.js'
import { ShortHeap } from './short-heap.js'

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

  /** One search: what a column falls short of the root's best offer, less its price; -Infinity where nobody holds it. */
  private bareShort: Float64Array = new Float64Array(0)
  /** Columns that are reached and not settled. */
  private readonly heap = new ShortHeap()
  private settled: Int32Array = new Int32Array(0)
  /** The row that is gone over, and how short the column falls through which it was reached. */
  private row = 0
  private short = 0

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
    this.bareShort = grownFloat64(this.bareShort, width).fill(-Infinity, 0, width)
    this.settled = grownInt32(this.settled, height)
    this.heap.begin(width)
    this.listColumns()
  }

  /** The column is held from now on. */
  hold(column: number): void {
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
    const { heap, held, list, bareShort, settled, state } = this
    const { table, price, profit, rowOf, columnShort, width } = state
    const isWhole = 2 * held > width
    const nearest = this.bestFree(root)
    this.end(root, nearest, profit[root]! - table.at(root, nearest) + price[nearest]!)
    // What falls shorter than the end that is known already leads nowhere.
    for (let k = 0; k < held; k++) bareShort[list[k]!] = state.sinkShort - price[list[k]!]!
    let count = 0
    let row = root
    this.short = 0
    for (;;) {
      const start = table.start(row)
      const base = this.short + profit[row]!
      const free = this.bestFree(row)
      const freeShort = base - table.cells[start + free]! + price[free]!
      if (freeShort < state.sinkShort) this.end(row, free, freeShort)
      if (state.sinkShort === this.short) break
      this.row = row
      if (isWhole) this.goOver(start, base)
      else this.goOverHeld(start, base)
      if (heap.size === 0 || heap.keys[0]! >= state.sinkShort) break
      const column = heap.ids[0]!
      this.short = heap.keys[0]!
      heap.pop()
      columnShort[column] = this.short
      settled[count++] = column
      row = rowOf[column]!
    }
    heap.clear()
    state.reprice(settled, count)
    profit[root] = profit[root]! - state.sinkShort
  }

  private end(row: number, column: number, short: number): void {
    const { state } = this
    state.sink = column
    state.sinkShort = short
    state.via[column] = row
  }

  /** Offers all columns a path by the row. Four at a time, since hardly any comes nearer. */
  private goOver(start: number, base: number): void {
    const { bareShort, state } = this
    const { width } = state
    const { cells } = state.table
    const last = width - 3
    let column = 0
    for (; column < last; column += 4) {
      const at = start + column
      const short0 = base - cells[at]!
      const short1 = base - cells[at + 1]!
      const short2 = base - cells[at + 2]!
      const short3 = base - cells[at + 3]!
      if (
        short0 < bareShort[column]! ||
        short1 < bareShort[column + 1]! ||
        short2 < bareShort[column + 2]! ||
        short3 < bareShort[column + 3]!
      ) {
        if (short0 < bareShort[column]! && this.reach(column, short0)) return
        if (short1 < bareShort[column + 1]! && this.reach(column + 1, short1)) return
        if (short2 < bareShort[column + 2]! && this.reach(column + 2, short2)) return
        if (short3 < bareShort[column + 3]! && this.reach(column + 3, short3)) return
      }
    }
    for (; column < width; column++) {
      const short = base - cells[start + column]!
      if (short < bareShort[column]! && this.reach(column, short)) return
    }
  }

  /** Offers the columns that somebody holds a path by the row. */
  private goOverHeld(start: number, base: number): void {
    const { bareShort, held, list, state } = this
    const { cells } = state.table
    for (let k = 0; k < held; k++) {
      const column = list[k]!
      const short = base - cells[start + column]!
      if (short < bareShort[column]! && this.reach(column, short)) return
    }
  }

  /** The shortest path to the column so far is by this row. Returns whether it has led to the end. */
  private reach(column: number, bareShort: number): boolean {
    const { state } = this
    this.bareShort[column] = bareShort
    state.via[column] = this.row
    const short = bareShort + state.price[column]!
    if (short >= state.sinkShort) return false
    // Among ties the end is often one step further on: then nothing else has to be gone over.
    if (short === this.short && this.endsAt(state.rowOf[column]!)) return true
    this.heap.put(column, short)
    return false
  }

  /** Whether the best column for the row of those that nobody holds is as good as the one it has; then it is the sink. */
  private endsAt(row: number): boolean {
    const { table, price, profit } = this.state
    const free = this.bestFree(row)
    if (table.at(row, free) - price[free]! !== profit[row]) return false
    this.end(row, free, this.short)
    return true
  }

  /** The column worth most to the row, net of its price, of those that nobody holds; there is one while a row has none. */
  bestFree(row: number): number {
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
