/**
 * The linear programme of a covering problem: least sum of cost x over low <= x <= high with every row covered as often as
 * demanded, kept solved while bounds move, as branch and bound needs it.
 * Idea: costs are >= 0, so "all surplus basic" is dual feasible; and moving a bound never changes reduced costs, so whatever
 * basis the last solve ended with is a start for the next. A dense dictionary; the steepest violated row leaves.
 * Cost: one pivot O(rows x columns), 0.1 ms for 96 x 1,300; a first solve takes 1 to 4 pivots a row. Memory 8 bytes x
 * rows x columns. Allocates only when made.
 * Order: ties go to the larger pivot, then to the lower index, so that the same problem always takes the same path.
 * Caveat: rounding errors may cost quality, never truth: bounds and solutions are checked outside, on the original data.
 * Source: Lemke (1954); bounds and steepest edge as in Forrest & Goldfarb, Math. Programming 57 (1992) 341.
 */

const TINY = 1e-9

export class DualSimplex {
  readonly rows: number
  readonly columns: number
  /** Pivots so far. */
  pivots = 0
  /** Bounds of the columns; change them by `bound`. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** dictionary[i * columns + k]: how basic variable i changes with nonbasic variable k. */
  private readonly dictionary: Float64Array
  private readonly reduced: Float64Array
  /** Which variable stands where: a column below `columns`, else the surplus of a row. */
  private readonly basic: Int32Array
  private readonly nonbasic: Int32Array
  /** Where each variable stands: position k if nonbasic, -1 - i if basic in i. */
  private readonly place: Int32Array
  private readonly value: Float64Array
  /** Squared length of each row of the dictionary, with its own variable. */
  private readonly norm: Float64Array

  constructor(costs: Float64Array, covers: readonly Int32Array[], demand: Float64Array, high: Float64Array) {
    const rows = demand.length
    const columns = costs.length
    this.rows = rows
    this.columns = columns
    this.low = new Float64Array(columns)
    this.high = high.slice()
    this.dictionary = new Float64Array(rows * columns)
    this.reduced = costs.slice()
    this.basic = Int32Array.from({ length: rows }, (_, i) => columns + i)
    this.nonbasic = Int32Array.from({ length: columns }, (_, k) => k)
    this.place = Int32Array.from({ length: columns + rows }, (_, v) => (v < columns ? v : -1 - (v - columns)))
    this.value = new Float64Array(columns + rows)
    this.norm = new Float64Array(rows).fill(1)
    covers.forEach((cover, k) => {
      for (const row of cover) {
        this.dictionary[row * columns + k] = 1
        this.norm[row]! += 1
      }
    })
    for (let i = 0; i < rows; i++) this.value[columns + i] = -demand[i]!
  }

  /** The present value of a column. */
  valueOf(column: number): number {
    return this.value[column]!
  }

  /** The price of a row's demand, >= 0; 0 while its surplus is basic. */
  priceOf(row: number): number {
    const k = this.place[this.columns + row]!
    return k < 0 ? 0 : Math.max(0, this.reduced[k]!)
  }

  /** Moves the bounds of a column, keeping the basis. */
  bound(column: number, low: number, high: number): void {
    this.low[column] = low
    this.high[column] = high
    const k = this.place[column]!
    if (k < 0) return
    const target = this.reduced[k]! >= 0 ? low : high
    const change = target - this.value[column]!
    if (change === 0) return
    this.value[column] = target
    this.shift(k, change)
  }

  private shift(k: number, change: number): void {
    for (let i = 0; i < this.rows; i++) {
      const factor = this.dictionary[i * this.columns + k]!
      if (factor !== 0) this.value[this.basic[i]!]! += factor * change
    }
  }

  /** Restores feasibility; false if the bounds allow none, or if `pivots` were not enough. */
  solve(pivots: number): boolean {
    for (let done = 0; done <= pivots; done++) {
      const i = this.worstRow()
      if (i < 0) return true
      const k = this.entering(i)
      if (k < 0) return false
      this.pivot(i, k)
      this.pivots++
    }
    return false
  }

  private lowOf(variable: number): number {
    return variable < this.columns ? this.low[variable]! : 0
  }

  private highOf(variable: number): number {
    return variable < this.columns ? this.high[variable]! : Infinity
  }

  /** How far a variable lies outside its bounds: negative below, positive above. */
  private violation(variable: number): number {
    const value = this.value[variable]!
    const low = this.lowOf(variable)
    if (value < low) return value - low
    const high = this.highOf(variable)
    return value > high ? value - high : 0
  }

  private worstRow(): number {
    let worst = -1
    let most = 0
    for (let i = 0; i < this.rows; i++) {
      const violation = Math.abs(this.violation(this.basic[i]!))
      if (violation <= TINY) continue
      const size = (violation * violation) / this.norm[i]!
      if (size > most) {
        most = size
        worst = i
      }
    }
    return worst
  }

  /** The nonbasic variable that repairs row i at the least loss of reduced cost; -1 if none can. */
  private entering(i: number): number {
    const sign = this.violation(this.basic[i]!) < 0 ? 1 : -1
    const start = i * this.columns
    let best = -1
    let bestRatio = Infinity
    let bestFactor = 0
    for (let k = 0; k < this.columns; k++) {
      const factor = this.dictionary[start + k]! * sign
      if (factor < TINY && factor > -TINY) continue
      const variable = this.nonbasic[k]!
      const low = this.lowOf(variable)
      const high = this.highOf(variable)
      if (low === high) continue
      const value = this.value[variable]!
      if ((value === low) !== factor > 0) continue
      const ratio = Math.abs(this.reduced[k]! / factor)
      const size = Math.abs(factor)
      if (ratio < bestRatio - 1e-12 || (ratio <= bestRatio + 1e-12 && size > bestFactor)) {
        bestRatio = ratio
        best = k
        bestFactor = size
      }
    }
    return best
  }

  /** Exchanges basic i, which goes to the bound it violates, and nonbasic k. */
  private pivot(i: number, k: number): void {
    const { columns, rows, dictionary, reduced } = this
    const leaving = this.basic[i]!
    const entering = this.nonbasic[k]!
    const start = i * columns
    const factor = dictionary[start + k]!
    const violation = this.violation(leaving)
    const change = -violation / factor
    this.value[entering]! += change
    this.shift(k, change)
    this.value[leaving] = violation < 0 ? this.lowOf(leaving) : this.highOf(leaving)

    let own = 1
    for (let j = 0; j < columns; j++) {
      const scaled = dictionary[start + j]! / -factor
      dictionary[start + j] = scaled
      own += scaled * scaled
    }
    dictionary[start + k] = 1 / factor
    this.norm[i] = own - 1 + 1 / (factor * factor)
    for (let row = 0; row < rows; row++) {
      const at = row * columns
      const scale = dictionary[at + k]!
      if (row === i || scale === 0) continue
      dictionary[at + k] = 0
      let norm = 1
      for (let j = 0; j < columns; j++) {
        const moved = dictionary[at + j]! + scale * dictionary[start + j]!
        dictionary[at + j] = moved
        norm += moved * moved
      }
      this.norm[row] = norm
    }
    const cost = reduced[k]!
    reduced[k] = 0
    if (cost !== 0) for (let j = 0; j < columns; j++) reduced[j]! += cost * dictionary[start + j]!
    this.basic[i] = entering
    this.nonbasic[k] = leaving
    this.place[entering] = -1 - i
    this.place[leaving] = k
  }
}
