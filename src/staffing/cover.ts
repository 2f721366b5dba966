/**
 * The least-cost cover: how often to take each column, so that every row is covered as often as demanded. NP-hard, so the
 * answer is the best found within a stated effort, together with a bound that no cover can beat.
 * Idea: the linear relaxation of such problems is nearly whole. Its prices give a bound checked on the original data
 * (weak duality, rounded up to the next sum of costs there can be) and sort out the columns too dear for any better cover.
 * Covers come from rounding and diving, then from freeing part of the best one and diving again; what effort is left goes
 * into branch and bound, which ends in a proof or in the least bound of its open nodes.
 * Cost: the root about 3 pivots a row of rows x columns steps; then up to `effort` steps, about 2 s for 1e9.
 * Order: one named random stream, ties to the lower index: the same problem always gives the same cover.
 * Source: Dantzig, Oper. Res. 2 (1954) 339 (shifts as a cover); Shaw (1998) (large neighbourhoods).
 */
import { assert } from '../base/assert.js'
import { Stream } from '../base/prng.js'
import { DualSimplex } from './dual-simplex.js'

export interface CoverProblem {
  /** Cost of taking a column once, > 0. */
  readonly costs: readonly number[]
  /** The rows that a column covers once each, rising. */
  readonly covers: readonly Int32Array[]
  /** How often each row must be covered: whole numbers >= 0, each within reach of some column unless 0. */
  readonly demand: Float64Array
}

export interface Cover {
  /** How often each column is taken. */
  readonly counts: Int32Array
  readonly cost: number
  /** No cover costs less. */
  readonly costBound: number
}

const INTEGRAL = 1e-7
const SLACK = 1e-9
const PIVOTS_PER_ROW = 20
const PIVOTS_BEFORE_REFRESH = 5_000
const FRUITLESS_TRIES = 40
const LARGEST_DICTIONARY = 5e7

/** A cover of least cost, as far as `effort` (steps of the linear programme) reaches. */
export function leastCover(problem: CoverProblem, effort: number): Cover {
  const size = problem.costs.length * problem.demand.length
  assert(
    size <= LARGEST_DICTIONARY,
    'too many shifts x intervals: cut the horizon, the starts or the break times',
  )
  return new CoverSearch(problem, effort).run()
}

/** The largest step, in thousandths, of which all costs are multiples; 0 if there is none. */
function grainOf(costs: readonly number[]): number {
  let grain = 0
  for (const cost of costs) {
    let rest = Math.round(cost * 1000)
    if (Math.abs(rest - cost * 1000) > 1e-6 || rest > Number.MAX_SAFE_INTEGER) return 0
    while (rest > 0) [grain, rest] = [rest, grain % rest]
  }
  return grain / 1000
}

class CoverSearch {
  private readonly costs: readonly number[]
  private readonly covers: readonly Int32Array[]
  private readonly demand: Float64Array
  private readonly effort: number
  private readonly grain: number
  private readonly dearest: number
  private readonly stream = Stream.named(1, 0, 'cover')
  private readonly price: Float64Array
  private readonly reduced: Float64Array
  /** Columns still in play, and the most that each can be of use. */
  private columns: Int32Array
  private readonly most: Float64Array
  private programme: DualSimplex
  private steps = 0
  private untilSteps = 0
  private nodes = 0
  private best: Int32Array
  private bestCost = Infinity
  /** No cover costs less than this; proven at the root. */
  private rootBound = 0
  /** Least bound of the nodes that were left unexplored. */
  private openBound = Infinity

  constructor({ costs, covers, demand }: CoverProblem, effort: number) {
    this.costs = costs
    this.covers = covers
    this.demand = demand
    this.effort = effort
    this.grain = grainOf(costs)
    this.dearest = Math.max(...costs)
    this.price = new Float64Array(demand.length)
    this.reduced = new Float64Array(costs.length)
    this.columns = Int32Array.from(costs, (_, k) => k)
    this.most = Float64Array.from(covers, (rows) =>
      rows.reduce((most, row) => Math.max(most, demand[row]!), 0),
    )
    this.best = new Int32Array(costs.length)
    this.programme = this.freshProgramme()
  }

  run(): Cover {
    this.solve()
    this.rootBound = this.roundedUp(this.bound())
    for (const fraction of [0, 0.3, 0.5, 0.7]) this.takeRounded(fraction)
    this.dive(0)
    for (const share of [0.1, 0.3, 1]) this.searchRound(share * this.effort)
    const costBound = this.isProven(this.rootBound) ? this.bestCost : this.rootBound
    return { counts: this.best, cost: this.bestCost, costBound }
  }

  /** Neighbourhoods for three quarters of what is left until then, branch and bound for the rest. */
  private searchRound(untilSteps: number): void {
    this.untilSteps = this.steps + 0.75 * (untilSteps - this.steps)
    this.searchNeighbourhoods()
    if (this.isProven(this.rootBound)) return
    this.untilSteps = untilSteps
    this.openBound = Infinity
    this.dropDearColumns()
    this.branch(this.rootBound)
    this.rootBound = Math.max(this.rootBound, this.openBound)
  }

  /** Tiny distinct surcharges keep the simplex method from treading water among equal costs. */
  private freshProgramme(): DualSimplex {
    const costs = Float64Array.from(this.columns, (k) => {
      return (this.costs[k]! / this.dearest) * (1 + 1e-10 * ((k * 2_654_435_761) % 1000))
    })
    const covers = Array.from(this.columns, (k) => this.covers[k]!)
    return new DualSimplex(
      costs,
      covers,
      this.demand,
      Float64Array.from(this.columns, (k) => this.most[k]!),
    )
  }

  /** Whether nothing can cost less than the best cover by more than rounding, given a bound. */
  private isProven(bound: number): boolean {
    return bound >= this.bestCost - SLACK * this.bestCost
  }

  /** The least sum of costs that is not below the bound. */
  private roundedUp(bound: number): number {
    const { grain } = this
    return grain > 0 ? Math.ceil((bound / grain) * (1 - 1e-12) - 1e-6) * grain : bound * (1 - SLACK)
  }

  /** Solves under the present bounds, from scratch if that fails or rounding errors may have piled up. */
  private solve(): boolean {
    const before = this.programme.pivots
    let solved = before < PIVOTS_BEFORE_REFRESH && this.programme.solve(PIVOTS_PER_ROW * this.demand.length)
    this.count(before)
    if (solved) return true
    const { low, high } = this.programme
    if (!this.isCoverable(high)) return false
    this.programme = this.freshProgramme()
    for (let q = 0; q < low.length; q++) this.programme.bound(q, low[q]!, high[q]!)
    solved = this.programme.solve(2 * PIVOTS_PER_ROW * this.demand.length)
    this.count(0)
    return solved
  }

  private count(before: number): void {
    this.steps += (this.programme.pivots - before) * this.demand.length * this.columns.length
  }

  private isCoverable(high: Float64Array): boolean {
    const left = this.demand.slice()
    for (let q = 0; q < high.length; q++) this.add(left, this.columns[q]!, -high[q]!)
    return left.every((rest) => rest <= 0)
  }

  private add(left: Float64Array, column: number, times: number): void {
    for (const row of this.covers[column]!) left[row]! += times
  }

  /** The bound that the present prices prove under the present bounds, whatever rounding made of them. Sets reduced costs. */
  private bound(): number {
    const { price, programme, demand } = this
    let sum = 0
    for (let row = 0; row < demand.length; row++) {
      price[row] = programme.priceOf(row) * this.dearest
      sum += price[row]! * demand[row]!
    }
    for (let q = 0; q < this.columns.length; q++) {
      const column = this.columns[q]!
      let rest = this.costs[column]!
      for (const row of this.covers[column]!) rest -= price[row]!
      this.reduced[column] = rest
      sum += rest >= 0 ? rest * programme.low[q]! : rest * programme.high[q]!
    }
    return sum
  }

  /** Completes the counts greedily by the present prices, drops what is not needed, and keeps the result if it is the best. */
  private take(counts: Int32Array): boolean {
    const left = this.demand.slice()
    for (const column of this.columns) if (counts[column]! > 0) this.add(left, column, -counts[column]!)
    for (let column = this.mostUseful(left); column >= 0; column = this.mostUseful(left)) {
      counts[column]!++
      this.add(left, column, -1)
    }
    if (left.some((rest) => rest > 0)) return false
    let cost = 0
    for (let column = counts.length - 1; column >= 0; column--) {
      while (counts[column]! > 0 && this.covers[column]!.every((row) => left[row]! < 0)) {
        counts[column]!--
        this.add(left, column, 1)
      }
      cost += counts[column]! * this.costs[column]!
    }
    if (cost >= this.bestCost - SLACK * cost) return false
    this.best = counts
    this.bestCost = cost
    return true
  }

  /** The column that covers most of what is left for its cost; -1 if none helps. */
  private mostUseful(left: Float64Array): number {
    let best = -1
    let most = 0
    for (const column of this.columns) {
      let use = 0
      for (const row of this.covers[column]!)
        if (left[row]! > 0) use += this.price[row]! + 1e-6 * this.dearest
      use /= this.costs[column]!
      if (use > most) {
        most = use
        best = column
      }
    }
    return best
  }

  private takeRounded(fraction: number): boolean {
    const counts = new Int32Array(this.costs.length)
    this.columns.forEach((column, q) => {
      counts[column] = Math.max(0, Math.floor(this.programme.valueOf(q) + fraction + INTEGRAL))
    })
    return this.take(counts)
  }

  /** The column whose fraction, plus some luck, is the largest; -1 if all are whole. */
  private mostFractional(luck: number): number {
    let best = -1
    let most = 0
    for (let q = 0; q < this.columns.length; q++) {
      const value = this.programme.valueOf(q)
      const fraction = value - Math.floor(value + INTEGRAL)
      if (fraction <= INTEGRAL) continue
      const score = fraction + (luck > 0 ? luck * this.stream.uniform() : 0)
      if (score > most) {
        most = score
        best = q
      }
    }
    return best
  }

  /** Rounds up one column after the other, solving in between; leaves the bounds as they were. */
  private dive(luck: number): boolean {
    const low = this.programme.low.slice()
    let improved = false
    while (this.solve() && !this.isProven(this.roundedUp(this.bound()))) {
      const { programme } = this
      for (let q = 0; q < low.length; q++) {
        const whole = Math.floor(programme.valueOf(q) + INTEGRAL)
        if (whole > programme.low[q]!) programme.bound(q, whole, programme.high[q]!)
      }
      const q = this.mostFractional(luck)
      if (q < 0) {
        improved = this.takeRounded(0)
        break
      }
      programme.bound(q, programme.low[q]! + 1, programme.high[q]!)
    }
    this.setLow((q) => low[q]!)
    return improved
  }

  private setLow(lowOf: (q: number) => number): void {
    const { programme } = this
    for (let q = 0; q < this.columns.length; q++) {
      const low = lowOf(q)
      if (low !== programme.low[q]) programme.bound(q, low, programme.high[q]!)
    }
  }

  /** Frees some of the best cover (a stretch of rows, or here and there), keeps the rest, and dives. */
  private searchNeighbourhoods(): void {
    const rows = this.demand.length
    for (let fruitless = 0; fruitless < FRUITLESS_TRIES && this.steps < this.untilSteps; fruitless++) {
      if (this.isProven(this.rootBound)) return
      if (fruitless % 20 === 0) this.dropDearColumns()
      const middle = this.stream.uniform() * rows
      const reach = rows * (0.15 + 0.35 * this.stream.uniform())
      const kept = 0.3 + 0.6 * this.stream.uniform()
      const isStretch = this.stream.uniform() < 0.5
      this.setLow((q) => {
        const column = this.columns[q]!
        const cover = this.covers[column]!
        const isNear = Math.abs(cover[cover.length >> 1]! - middle) <= reach
        const taken = this.best[column]!
        return isStretch ? (isNear ? 0 : taken) : Math.floor(taken * kept + this.stream.uniform())
      })
      if (this.dive(0.3)) fruitless = -1
      this.setLow(() => 0)
    }
  }

  /** Columns whose reduced cost alone exceeds what a better cover may cost more than the bound are of no more use. */
  private dropDearColumns(): void {
    if (!this.solve()) return
    const bound = this.bound()
    this.rootBound = Math.max(this.rootBound, this.roundedUp(bound))
    const room = this.bestCost - this.grain - bound + 1e-6 * this.dearest
    const kept = this.columns.filter((column) => this.reduced[column]! <= Math.max(0, room))
    if (kept.length > this.columns.length * 0.8) return
    this.columns = kept
    this.programme = this.freshProgramme()
    this.solve()
    this.bound()
  }

  /** Depth first, the rounded-up side before the other. */
  private branch(parentBound: number): void {
    if (this.isProven(parentBound)) return
    if (this.steps > this.untilSteps) {
      this.openBound = Math.min(this.openBound, parentBound)
      return
    }
    if (!this.solve()) {
      if (this.isCoverable(this.programme.high)) this.openBound = Math.min(this.openBound, parentBound)
      return
    }
    const bound = Math.max(parentBound, this.roundedUp(this.bound()))
    if (this.isProven(bound)) return
    if (this.nodes++ % 8 === 0) this.takeRounded(0.3)
    const q = this.mostFractional(0)
    if (q < 0) this.takeRounded(0)
    if (q < 0 || this.isProven(bound)) return
    const low = this.programme.low[q]!
    const high = this.programme.high[q]!
    const whole = Math.floor(this.programme.valueOf(q) + INTEGRAL)
    this.programme.bound(q, whole + 1, high)
    this.branch(bound)
    this.programme.bound(q, low, whole)
    this.branch(bound)
    this.programme.bound(q, low, high)
  }
}
