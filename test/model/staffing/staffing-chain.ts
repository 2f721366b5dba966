/**
 * Naive twin of the staffing formulas: the birth-death chain written out state by state, to 200 digits.
 * Masses are relative to the state "all busy, nobody waiting"; waits follow from the differential equations of one tagged
 * contact that sees those ahead of it leave, solved by their power series in t. Times in mean service times.
 */
import { ONE, fixed, over, ratio, times } from './staffing-exact.js'

/** Sums over the states with k = 0, 1, ... waiting, and the masses themselves. */
export interface ExactChain {
  readonly below: bigint
  readonly waiting: readonly bigint[]
  readonly states: bigint
  readonly empty: bigint
}

function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n)
}

/** M/M/c+M with rate of giving up theta > 0, cut where masses fall below 1e-40 of their sum; or with `places` waiting places. */
export function exactChain(agents: number, load: number, theta: number, places = Infinity): ExactChain {
  const a = fixed(load)
  const c = BigInt(agents)
  let below = 0n
  let mass = ONE
  for (let j = c; j > 0n; j--) {
    mass = over(mass * j, a)
    below += mass
  }
  const empty = agents === 0 ? ONE : mass
  const waiting = [ONE]
  let sum = ONE
  for (let k = 1; k <= places; k++) {
    const last = waiting[k - 1]!
    const next = over(times(last, a), fixed(agents) + BigInt(k) * fixed(theta))
    if (places === Infinity && next < last && next * 10n ** 40n < sum) break
    waiting.push(next)
    sum += next
  }
  return { below, waiting, states: below + sum, empty }
}

/** 1 / B = 1 + sum of c (c-1) ... / a^j, in exact fractions: [numerator, denominator] of B. */
export function exactErlangB(agents: number, load: number): number {
  const { below } = exactChain(agents, load, 1, 0)
  return ratio(ONE, ONE + below)
}

export interface ExactErlangA {
  readonly pWait: number
  readonly pNoWait: number
  readonly pAbandon: number
  readonly meanWait: number
  readonly meanQueueLength: number
  readonly occupancy: number
  readonly pEmpty: number
  readonly waitOfAnswered: number
  readonly waitOfAbandoned: number
}

/**
 * Erlang A. Who finds k waiting is answered with probability c / (c + (k+1) theta), then after a wait of mean
 * 1/(c+theta) + ... + 1/(c+(k+1)theta); all who find k waiting wait (k+1) / (c + (k+1) theta) on average.
 */
export function exactErlangA(agents: number, load: number, theta: number): ExactErlangA {
  const { below, waiting, states, empty } = exactChain(agents, load, theta)
  const c = fixed(agents)
  const give = fixed(theta)
  let length = 0n
  let answered = below
  let answeredWait = 0n
  let wait = 0n
  let busy = 0n
  let stages = 0n
  waiting.forEach((mass, k) => {
    const rate = c + BigInt(k + 1) * give
    stages += over(ONE, rate)
    const share = over(c, rate)
    length += BigInt(k) * mass
    answered += times(mass, share)
    answeredWait += times(mass, times(share, stages))
    wait += times(mass, over(fixed(k + 1), rate))
    busy += BigInt(agents) * mass
  })
  let mass = ONE
  for (let j = agents; j > 0; j--) {
    mass = over(mass * BigInt(j), fixed(load))
    busy += BigInt(j - 1) * mass
  }
  const abandoned = states - answered
  return {
    pWait: ratio(sumOf(waiting), states),
    pNoWait: ratio(below, states),
    pAbandon: ratio(abandoned, states),
    meanWait: ratio(wait, states),
    meanQueueLength: ratio(length, states),
    occupancy: ratio(busy, states * BigInt(agents)),
    pEmpty: ratio(empty, states),
    waitOfAnswered: ratio(answeredWait, answered),
    waitOfAbandoned: ratio(wait - answeredWait, abandoned),
  }
}

/**
 * x_k(t) for x_k' = (c + k theta) x_(k-1) - (c + k theta + leave) x_k, x_(-1) = 0: what is left after t of x_k(0), for a
 * contact with k ahead of it that itself leaves at rate `leave`. Power series; (c + k theta) t must stay below 100.
 */
function afterWaiting(
  initial: readonly bigint[],
  agents: number,
  theta: number,
  leave: number,
  t: number,
): bigint[] {
  const c = fixed(agents)
  const advance = initial.map((_, k) => c + BigInt(k) * fixed(theta))
  const step = fixed(t)
  let terms = [...initial]
  const sums = [...initial]
  for (let n = 1n; terms.some((term) => term !== 0n); n++) {
    terms = terms.map((own, k) => {
      const ahead = k === 0 ? 0n : terms[k - 1]!
      const change = times(advance[k]!, ahead - own) - times(fixed(leave), own)
      return times(change, step) / n
    })
    terms.forEach((term, k) => (sums[k]! += term))
  }
  return sums
}

export interface ExactTail {
  /** P(offered wait > t). */
  readonly offered: number
  /** P(still waiting at t). */
  readonly waiting: number
  /** P(answered within t). */
  readonly answeredWithin: number
  /** P(abandoned within t). */
  readonly abandonedWithin: number
}

/** The law of the wait in Erlang A, or, with theta = 0, of the accepted in a queue of `places` waiting places. */
export function exactTail(
  agents: number,
  load: number,
  theta: number,
  t: number,
  places = Infinity,
): ExactTail {
  const { below, waiting, states } = exactChain(agents, load, theta, places)
  const found = places === Infinity ? waiting : waiting.slice(0, -1)
  const all = places === Infinity ? states : states - waiting[waiting.length - 1]!
  const c = fixed(agents)
  const answers = found.map((_, k) => over(c, c + BigInt(k + 1) * fixed(theta)))
  const mix = (values: readonly bigint[]) => sumOf(values.map((value, k) => times(value, found[k]!)))
  const later = (initial: readonly bigint[], leave: number) =>
    mix(afterWaiting(initial, agents, theta, leave, t))
  const ones = found.map(() => ONE)
  const answeredLater = later(answers, theta)
  const waitingLater = later(ones, theta)
  return {
    offered: ratio(later(ones, 0), all),
    waiting: ratio(waitingLater, all),
    answeredWithin: ratio(below + mix(answers) - answeredLater, all),
    abandonedWithin: ratio(sumOf(found) - mix(answers) - (waitingLater - answeredLater), all),
  }
}
