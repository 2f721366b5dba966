/**
 * The smallest number of agents that meets one target, with the measures on either side of it as proof.
 * Idea: a measure that improves with each further agent is missed up to some number and met from there on. A guess is
 * measured, and the next one interpolated on a scale on which the measure is nearly a straight line (its logit, say) until
 * a number that meets stands next to one that misses. Guess and scale decide how soon, never what the answer is: where
 * interpolation leads nowhere, steps that double and halves of what is left do.
 * Cost: 2 to 5 measurements from a good guess, a few for each doubling of the agents from a bad one; allocates its result.
 * Caveat: a target counts as met within 1e-12 relative, so that rounding (a / 0.85) never costs an agent. Where rounding
 * makes a measure waver about its limit, one of its crossings is found: met there, missed with one agent less.
 * Source: inverse quadratic interpolation within a bracket, R. P. Brent, Algorithms for Minimization (1973), chapter 4.
 */
import { assert } from '../base/assert.js'

/** Relative tolerance of a limit. */
export const TOLERANCE = 1e-12
/** Measurements before every other one is a step or a half that gets on for sure. */
const HOPEFUL = 5
/** Interpolation is believed so many steps beyond what has been measured. */
const REACH = 4

/** One target: what is measured, how much of it is wanted, and where to look first. */
export interface Target {
  readonly limit: number
  /** Whether the measure must reach the limit, or must not exceed it. */
  readonly atLeast: boolean
  /** Improves with each further agent; whole numbers >= 0. */
  readonly measure: (agents: number) => number
  /** Where the answer is thought to be; any number, NaN for no idea. */
  readonly guess: number
  /** Agents that move the scaled measure by about 1 near the guess. */
  readonly unit: number
  /** Rises with the agents, at the limit as well as elsewhere; for values the measure can have. */
  readonly scale: (value: number) => number
}

/** The answer, and what was measured there and with one agent less (undefined where nothing was). */
export interface LeastAgents {
  readonly agents: number
  readonly atAgents: number
  readonly atOneLess: number | undefined
}

/** Whether a measured value meets the target. */
export function isMet({ limit, atLeast }: Pick<Target, 'limit' | 'atLeast'>, value: number): boolean {
  return atLeast ? value >= limit - TOLERANCE * Math.min(limit, 1 - limit) : value <= limit * (1 + TOLERANCE)
}

/** Smallest number >= `least` that meets the target; throws when none that a double can count does. */
export function leastAgents(target: Target, least: number): LeastAgents {
  const { limit, guess, unit, scale } = target
  const wanted = scale(limit)
  /** The greatest number that misses, and the smallest that meets; NaN where that has not been measured. */
  let low = least - 1
  let high = Infinity
  let atLow = NaN
  let atHigh = NaN
  // The last three measurements: agents, and what the scaled measure exceeds the wanted by.
  let n0 = NaN
  let y0 = NaN
  let n1 = NaN
  let y1 = NaN
  let n = guess > least ? Math.min(Math.ceil(guess), Number.MAX_SAFE_INTEGER) : least
  let step = unit > 1 ? Math.ceil(Math.min(unit, n)) : 1
  for (let count = 1; ; count++) {
    const value = target.measure(n)
    if (isMet(target, value)) {
      high = n
      atHigh = value
    } else {
      low = n
      atLow = value
    }
    if (high - low === 1) {
      return { agents: high, atAgents: atHigh, atOneLess: low < least ? undefined : atLow }
    }
    const y = scale(value) - wanted
    let next = count === 1 ? n - y * unit : interpolated(n, y, n1, y1, n0, y0)
    const isSure = count > HOPEFUL && count % 2 === 0
    if (high < Infinity && low >= least) {
      if (isSure || !(next > low - 1 && next < high + 1)) next = low + (high - low) / 2
    } else {
      const side = high === Infinity ? 1 : -1
      const ahead = side * (next - n)
      if (isSure || !(ahead > -1 && ahead < REACH * step)) next = n + side * step
      step *= 2
    }
    n0 = n1
    y0 = y1
    n1 = n
    y1 = y
    assert(low < Number.MAX_SAFE_INTEGER, 'no number of agents meets the targets')
    n = Math.min(Math.max(Math.ceil(next), low + 1), high - 1, Number.MAX_SAFE_INTEGER)
  }
}

/** Where y is 0, by the straight line through two points or the parabola n(y) through three; NaN or infinite if nowhere. */
function interpolated(n: number, y: number, n1: number, y1: number, n0: number, y0: number): number {
  const slope = (n - n1) / (y - y1)
  const line = n - y * slope
  if (Number.isNaN(n0)) return line
  const bend = (slope - (n1 - n0) / (y1 - y0)) / (y - y0)
  return line + bend * y * y1
}
