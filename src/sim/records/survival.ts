/**
 * How long people would have waited, estimated from those who hung up and those who were answered before they did.
 * Idea: the product-limit estimate of survival; whoever was answered after w is given a patience drawn from the part of
 * the curve beyond w, so the estimate is reproduced and nobody is less patient than was seen.
 * Beyond the last hang-up the curve goes on with the mean rate of hanging up.
 * **cost** O(n log n) to build, O(log n) a draw; allocates at the start only.
 * Source: E. L. Kaplan and P. Meier, Journal of the American Statistical Association 53 (1958) 457-481.
 */

export class Survival {
  /** Instants at which somebody hung up, ascending, and the share that is left after each. */
  private readonly timesMs: Float64Array
  private readonly left: Float64Array
  /** Hang-ups per millisecond of waiting. */
  private readonly rate: number

  /** `hungUp[i]`: case i ended `waitsMs[i]` after its start by hanging up (else: was answered then). */
  constructor(waitsMs: readonly number[], hungUp: readonly boolean[]) {
    const order = waitsMs.map((_, index) => index).sort((a, b) => waitsMs[a]! - waitsMs[b]!)
    const times: number[] = []
    const left: number[] = []
    let share = 1
    let exposure = 0
    let events = 0
    for (let i = 0; i < order.length;) {
      const at = waitsMs[order[i]!]!
      const atRisk = order.length - i
      let ended = 0
      for (; i < order.length && waitsMs[order[i]!] === at; i++) {
        exposure += at
        if (hungUp[order[i]!]!) ended++
      }
      if (ended === 0) continue
      events += ended
      share *= 1 - ended / atRisk
      times.push(at)
      left.push(share)
    }
    this.timesMs = Float64Array.from(times)
    this.left = Float64Array.from(left)
    this.rate = exposure > 0 ? events / exposure : 0
  }

  /** Share that is still waiting after `waitMs`, 0..1. */
  at(waitMs: number): number {
    const passed = this.passed(waitMs)
    return passed === 0 ? 1 : this.left[passed - 1]!
  }

  /** The patience of somebody who has waited `beyondMs` already, at a uniform in (0, 1); Infinity when nobody ever hung up. */
  beyond(beyondMs: number, uniform: number): number {
    const passed = this.passed(beyondMs)
    const start = passed === 0 ? 1 : this.left[passed - 1]!
    const target = start * (1 - uniform)
    let low = passed
    let high = this.left.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.left[middle]! <= target) high = middle
      else low = middle + 1
    }
    if (low < this.left.length) return this.timesMs[low]!
    const lastMs = Math.max(beyondMs, this.timesMs.at(-1) ?? 0)
    // From here on nothing was seen: the mean rate, for the part of the luck that the curve has not used up.
    const end = passed === this.left.length ? start : this.left.at(-1)!
    const used = start === 0 ? 1 : end / start
    return this.rate === 0 ? Infinity : lastMs + Math.log(used / (1 - uniform)) / this.rate
  }

  /** Number of instants of hanging up at or before `waitMs`. */
  private passed(waitMs: number): number {
    let low = 0
    let high = this.timesMs.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.timesMs[middle]! <= waitMs) low = middle + 1
      else high = middle
    }
    return low
  }
}
