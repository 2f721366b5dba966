/**
 * Square-root staffing: agents = load + beta sqrt(load), and what a given beta buys in a large centre.
 * Idea: as the load grows with beta fixed, P(wait) tends to a function of beta alone (Halfin-Whitt, patient contacts) or of
 * beta and the ratio of impatience to service (Garnett). Good for a first estimate and for reading a requirement: with
 * beta = 1 about 22 % of patient contacts wait, however large the centre.
 * Cost: functions O(1), 0.1 to 0.2 us; inverses bisect to the last bit, 5 to 15 us; allocates at most one closure.
 * Source: Halfin & Whitt, Oper. Res. 29 (1981) 567; Garnett, Mandelbaum & Reiman, M&SOM 4 (2002) 208.
 */
import { assert } from '../base/assert.js'
import { normalHazard } from './normal.js'

/** Limit of P(wait) in M/M/c for any beta: 1 for beta <= 0 (no stable queue), 0 for very large beta. */
export function halfinWhitt(beta: number): number {
  assert(!Number.isNaN(beta), 'beta must be a number')
  if (beta <= 0) return 1
  const hazard = normalHazard(-beta)
  return hazard / (hazard + beta)
}

/**
 * Limit of P(wait) in M/M/c+M for any beta; `theta` >= 0 is mean service / mean patience.
 * theta = 0 is halfinWhitt, theta = Infinity (nobody waits) is 0.
 */
export function garnett(beta: number, theta: number): number {
  assert(!Number.isNaN(beta), 'beta must be a number')
  assert(theta >= 0, 'theta must be a number >= 0')
  if (theta === 0 || beta === -Infinity) return halfinWhitt(beta)
  if (theta === Infinity) return 0
  const root = Math.sqrt(theta)
  const idle = normalHazard(-beta)
  return idle / (idle + root * normalHazard(beta / root))
}

/** The beta at which {@link halfinWhitt} gives `pWait`, 0 < pWait < 1. */
export function halfinWhittBeta(pWait: number): number {
  assert(pWait > 0 && pWait < 1, 'pWait must lie strictly between 0 and 1')
  return fallingRoot(halfinWhitt, pWait, 0, 40)
}

/** The beta at which {@link garnett} gives `pWait`, 0 < pWait < 1, for finite theta > 0; may be negative. */
export function garnettBeta(pWait: number, theta: number): number {
  assert(pWait > 0 && pWait < 1, 'pWait must lie strictly between 0 and 1')
  assert(theta > 0 && theta < Infinity, 'theta must be a finite number > 0')
  const lowest = -40 * (1 + Math.sqrt(theta))
  return fallingRoot((beta) => garnett(beta, theta), pWait, lowest, 40)
}

/** load + beta sqrt(load), rounded up to a whole number of agents, at least 0. */
export function squareRootAgents(load: number, beta: number): number {
  assert(load >= 0 && load < Infinity, 'the offered load must be a finite number >= 0')
  assert(Number.isFinite(beta), 'beta must be a finite number')
  return Math.max(0, Math.ceil(load + beta * Math.sqrt(load)))
}

/** Where the falling function reaches `target` in [low, high]: bisection to the last bit. */
function fallingRoot(f: (x: number) => number, target: number, low: number, high: number): number {
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (f(middle) > target) low = middle
    else high = middle
  }
}
