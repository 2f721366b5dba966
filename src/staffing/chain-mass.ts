/**
 * Masses of the birth-death chain behind Erlang's formulas, in units of the state "exactly c present, all c busy".
 * Below it lie the states with a free agent (masses c/a, c(c-1)/a^2, ...), above it those with contacts waiting
 * (masses a/(c+theta), a^2/((c+theta)(c+2theta)), ...; theta = rate of giving up in units of the service rate).
 * Idea: no recursion over states. Both sums are incomplete gamma ratios with the steep factor divided out: a continued
 * fraction of positive terms away from the critical load, Temme's expansion close to it, the complement against the
 * total on the far side. Nothing cancels, nothing overflows but a mass that truly exceeds 1e308 (it is Infinity).
 * Cost: O(1), 50 to 500 ns for any c, a, theta; `waitingMass` allocates one object.
 * Source: DLMF 8.9.2; the waiting fraction follows by parts from the integral of Baccelli & Hebuterne (1981).
 */
import { factorial, logGap, poissonGap, stirlingGap } from './elementary.js'
import { scaledErfc } from './normal.js'
import { temmeCorrection } from './temme.js'

const TWO_PI = 2 * Math.PI
/** From here on the recursion over c is slower than the continued fraction. */
const FEW_AGENTS = 30
/** Temme's expansion is used for s at least this, within this many standard deviations of the centre. */
const TEMME_LEAST = 100
const TEMME_REACH = 2.5
/** Up to this x a power series of positive terms is short. */
const SERIES_REACH = 60

/** What the states with all agents busy amount to, for contacts that find them so ("waiting contacts"). */
export interface WaitingMass {
  /** Mass of the states with at least c present, >= 1; Infinity beyond 1e308. */
  readonly mass: number
  /** P(a waiting contact gives up). */
  readonly abandoned: number
  /** P(a waiting contact is answered) = 1 - abandoned, without cancellation. */
  readonly answered: number
  /** Mean time a waiting contact spends waiting, in mean service times. */
  readonly wait: number
}

/** Levels that a continued fraction needs for 16 digits, z standard deviations away from the centre of shape s. */
function stepsNeeded(z: number, s: number, perRoot: number, least: number): number {
  return Math.ceil(Math.min(4 + 90 / z + 130 / (z * z), least + perRoot * Math.sqrt(s)))
}

/** Mass of all states, those below continued without end: s! e^x / x^s, for s > 0, x > 0, excess = x - s. */
export function totalMass(s: number, x: number, excess: number): number {
  if (x === Infinity) return Infinity
  if (s < 16) return factorial(s) * Math.exp(x - s * Math.log(x))
  return Math.sqrt(TWO_PI * s) * Math.exp(stirlingGap(s) + poissonGap(s, x, excess))
}

/** Mass near the centre by Temme's expansion: of the states below s for side = 1, from s upwards for side = -1. */
function centralMass(s: number, excess: number, side: number): number {
  const gap = logGap(excess / s)
  const eta = excess < 0 ? -Math.sqrt(2 * gap) : Math.sqrt(2 * gap)
  const near = scaledErfc(Math.sqrt(s * gap))
  const scaled = side * excess < 0 ? 2 * Math.exp(s * gap) - near : near
  return Math.exp(stirlingGap(s)) * (Math.sqrt((Math.PI / 2) * s) * scaled + side * temmeCorrection(s, eta))
}

/** Mass below s for excess = x - s >= 0 away from the centre: Legendre's continued fraction of the upper gamma. */
function legendreMassBelow(s: number, x: number, excess: number): number {
  const n = stepsNeeded(excess / Math.sqrt(x), s, 3.6, 12)
  const b = excess + 2 * n + 1
  let tail = (Math.sqrt(b * b + 4 * n * (s - n)) - b) / 2
  for (let i = n - 1; i > 0; i--) tail = (i * (s - i)) / (excess + 2 * i + 1 + tail)
  return s / (excess + 1 + tail)
}

/** Mass below s for x >= s, where s >= 100 or x >= 30: Temme near the centre, else Legendre's fraction. */
export function overloadedMassBelow(s: number, x: number, excess: number): number {
  return isCentral(s, excess) ? centralMass(s, excess, 1) : legendreMassBelow(s, x, excess)
}

function isCentral(s: number, excess: number): boolean {
  return s >= TEMME_LEAST && Math.abs(excess) < TEMME_REACH * Math.sqrt(s)
}

/** The waiting states' continued fraction from its second level on, for spare = c - a >= 0; all terms positive. */
function calmFraction(c: number, spare: number, a: number, theta: number): number {
  const s = c / theta
  const n = stepsNeeded(spare / Math.sqrt(c * theta), s, 5.2, 12)
  const b = spare + (n + 1) * theta
  let tail = (Math.sqrt(b * b + 4 * (n + 1) * a * theta) - b) / 2
  for (let i = n; i > 1; i--) tail = (i * a * theta) / (spare + i * theta + tail)
  return tail
}

/**
 * Mass of the states with fewer than c present, 1 / B(c, a) - 1: zero for c = 0 or a = Infinity, Infinity for a = 0 and
 * wherever it exceeds 1e308. `c` is an integer >= 0, `a` >= 0 the offered load.
 */
export function massBelow(c: number, a: number): number {
  if (c <= FEW_AGENTS) {
    let mass = 0
    for (let k = 1; k <= c; k++) mass = (k / a) * (1 + mass)
    return mass
  }
  if (a === 0) return Infinity
  if (a === Infinity) return 0
  const excess = a - c
  if (excess >= 0) return overloadedMassBelow(c, a, excess)
  if (isCentral(c, excess)) return centralMass(c, excess, 1)
  return totalMass(c, a, excess) - calmWaiting(c, a, 1, excess).mass
}

/** Waiting states for excess <= 0 away from the centre. */
function calmWaiting(c: number, a: number, theta: number, excess: number): WaitingMass {
  const second = calmFraction(c, Math.abs(excess), a, theta)
  const first = theta + second - excess
  return {
    mass: c / (a * (theta / first) - excess),
    abandoned: theta / first,
    answered: (second - excess) / first,
    wait: 1 / first,
  }
}

/** Waiting states for excess > 0, or near the centre, from their mass. */
function waitingFromMass(c: number, a: number, theta: number, excess: number, mass: number): WaitingMass {
  const abandoned = (excess + c / mass) / a
  return { mass, abandoned, answered: (c / a) * (1 - 1 / mass), wait: abandoned / theta }
}

/** Waiting states for excess > 0 and a / theta <= 60: the sum itself. */
function shortSeries(c: number, a: number, theta: number, excess: number): WaitingMass {
  let term = 1
  let sum = 0
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= a / (c + k * theta)
    sum += term
  }
  const abandoned = (excess + c / (1 + sum)) / a
  return { mass: 1 + sum, abandoned, answered: (c / a) * (sum / (1 + sum)), wait: abandoned / theta }
}

/** Waiting states of M/M/c+M for c >= 1, finite a >= 0, theta in 1e-100..1e100; `excess` = a - c, if known better. */
export function waitingMass(c: number, a: number, theta: number, excess = a - c): WaitingMass {
  const s = c / theta
  const scaled = excess / theta
  if (isCentral(s, scaled)) return waitingFromMass(c, a, theta, excess, centralMass(s, scaled, -1))
  if (excess <= 0) return calmWaiting(c, a, theta, excess)
  const x = a / theta
  if (x <= SERIES_REACH) return shortSeries(c, a, theta, excess)
  const total = totalMass(s, x, scaled)
  const mass = total === Infinity ? total : total - overloadedMassBelow(s, x, scaled)
  return waitingFromMass(c, a, theta, excess, mass)
}

/** P(nobody in the system) from the mass of all states, which may be Infinity; 0 below 1e-308. */
export function emptyProbability(c: number, a: number, states: number): number {
  if (c === 0) return 1 / states
  if (a === Infinity) return 0
  if (a <= c) {
    const total = a === 0 ? Infinity : totalMass(c, a, a - c)
    return Math.exp(-a) * (total < Infinity && states < Infinity ? total / states : 1)
  }
  if (c < 16) return (factorial(c) * Math.pow(a, -c)) / states
  return (Math.sqrt(TWO_PI * c) * Math.exp(stirlingGap(c) - c * Math.log(a / c) - c)) / states
}
