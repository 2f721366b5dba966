/**
 * The offered wait V of M/M/c+M: how long a patient contact would wait. Times in mean service times, theta = rate of
 * giving up in units of the service rate, density of V at w > 0 proportional to exp(a (1 - e^-theta w) / theta - c w).
 * Idea: having waited t, a contact is as one that finds the same agents under the load a e^-theta t, so the upper tail
 * is two waiting masses and one exponential. What is small on the lower side is integrated, so nothing cancels.
 * Cost: tail 0.4 us; integrals 2 to 4 us; a few small objects or arrays per call.
 * Caveat: near the deterministic wait of an overloaded queue the law itself is steep, and half a unit in the last place
 * of t (or theta) already changes P(V > t) by about t sqrt(c theta) times as much.
 * Source: Baccelli & Hebuterne (1981); Zeltyn & Mandelbaum, Queueing Systems 51 (2005) 361, section 9.
 */
import { expGap } from './elementary.js'
import { totalWeight, weightedPoints, type WeightedPoints } from './log-concave.js'
import { totalMass, waitingMass, type WaitingMass } from './chain-mass.js'

/** What becomes of waiting contacts after an instant t of their wait; all probabilities are among those that wait. */
export interface OfferedTail {
  /** P(V > t | V > 0). */
  readonly offered: number
  /** P(still waiting at t). */
  readonly waiting: number
  /** P(answered after t). */
  readonly answered: number
  /** P(abandoned after t). */
  readonly abandoned: number
}

/** The upper tail at t >= 0, for c >= 1, finite a >= 0, finite theta > 0; `now` is waitingMass(c, a, theta). */
export function offeredTail(c: number, a: number, theta: number, t: number, now: WaitingMass): OfferedTail {
  const patient = Math.exp(-theta * t)
  const later = waitingMass(c, a * patient, theta, excessAfter(c, a, theta, t))
  const offered =
    a <= c
      ? (later.mass / now.mass) * Math.exp(-t * (c - a + a * expGap(theta * t)))
      : shareReached(c, a, theta, t, later.mass) / shareReached(c, a, theta, 0, now.mass)
  const waiting = offered * patient
  return { offered, waiting, answered: waiting * later.answered, abandoned: waiting * later.abandoned }
}

/** How far the load left after waiting t exceeds c. */
function excessAfter(c: number, a: number, theta: number, t: number): number {
  const y = theta * t
  return y < 0.5 ? a - c + a * Math.expm1(-y) : a * Math.exp(-y) - c
}

/** Mass of all states of the chain, continued below without end, under the load left after t. */
function totalAfter(c: number, a: number, theta: number, t: number): number {
  return totalMass(c / theta, (a * Math.exp(-theta * t)) / theta, excessAfter(c, a, theta, t) / theta)
}

function shareReached(c: number, a: number, theta: number, t: number, mass: number): number {
  const total = totalAfter(c, a, theta, t)
  return total < Infinity ? mass / total : mass === Infinity ? 1 : 0
}

/** exp(-psi - leave w) on [0, until] around its largest value there, psi = minus the log of the offered wait's density. */
function lawOf(
  c: number,
  a: number,
  theta: number,
  leave: number,
  until: number,
): { base: number; law: WeightedPoints } {
  const rate = c + leave
  const peak = a > rate ? Math.log1p((a - c - leave) / rate) / theta : 0
  if (peak > 0 && peak <= until) return { base: peak, law: weightedPoints(peak, 0, rate, theta, until) }
  const base = Math.min(peak, until)
  const slope = leave - excessAfter(c, a, theta, base)
  return { base, law: weightedPoints(base, slope, a * Math.exp(-theta * base), theta, until) }
}

/** Density of the offered wait at w; `states` = mass of all states, `below` and waiting. Only w = 0 for a <= c. */
function offeredDensity(c: number, a: number, theta: number, w: number, states: number): number {
  if (a <= c) return c / states
  const total = totalAfter(c, a, theta, 0)
  return (c / totalAfter(c, a, theta, w)) * (total < Infinity ? total / states : 1)
}

/** P(waits, and answered within t), for t > 0: the sum of positive parts that stays true where it is tiny. */
export function answeredWithin(c: number, a: number, theta: number, t: number, states: number): number {
  const { base, law } = lawOf(c, a, theta, theta, t)
  return offeredDensity(c, a, theta, base, states) * Math.exp(-theta * base) * totalWeight(law)
}

/** P(offered wait <= t, and abandoned before it was over), for t > 0. */
export function abandonedWithin(c: number, a: number, theta: number, t: number, states: number): number {
  const { base, law } = lawOf(c, a, theta, 0, t)
  let sum = 0
  for (let i = 0; i < law.points.length; i++) sum -= law.masses[i]! * Math.expm1(-theta * law.points[i]!)
  return offeredDensity(c, a, theta, base, states) * sum
}

/** Mean waits, in mean service times, of waiting contacts by how their wait ended. */
export interface WaitsByEnd {
  readonly answered: number
  readonly abandoned: number
}

/** For c >= 1, finite a >= 0, theta in 1e-100..1e100; `now` is waitingMass(c, a, theta). */
export function waitsByEnd(c: number, a: number, theta: number, now: WaitingMass): WaitsByEnd {
  return c < 2 * theta ? waitsOfImpatient(c, a, theta, now) : waitsOfPatient(c, a, theta)
}

/** With a patience far shorter than the service only the law of the answered is smooth; but then nothing cancels. */
function waitsOfImpatient(c: number, a: number, theta: number, now: WaitingMass): WaitsByEnd {
  const { law } = lawOf(c, a, theta, theta, Infinity)
  let sum = 0
  for (let i = 0; i < law.points.length; i++) sum += law.masses[i]! * law.points[i]!
  const answered = sum / totalWeight(law)
  return { answered, abandoned: (now.wait - now.answered * answered) / now.abandoned }
}

function waitsOfPatient(c: number, a: number, theta: number): WaitsByEnd {
  const { law } = lawOf(c, a, theta, 0, Infinity)
  let answers = 0
  let answered = 0
  let abandons = 0
  let abandoned = 0
  for (let i = 0; i < law.points.length; i++) {
    const w = law.points[i]!
    const mass = law.masses[i]!
    const y = theta * w
    const gaveUp = -Math.expm1(-y)
    const stayed = y > 0.5 ? Math.exp(-y) : 1 - gaveUp
    answers += mass * stayed
    answered += mass * stayed * w
    abandons += mass * gaveUp
    // E[patience; patience < w] = (1 - (1 + y) e^-y) / theta
    abandoned += mass * (y > 0.5 ? (gaveUp - y * stayed) / theta : -w * stayed * expGap(-y))
  }
  return { answered: answered / answers, abandoned: abandoned / abandons }
}
