/**
 * Exact means of a day that starts empty: one queue, arrivals and number of agents by interval, exponential handling times
 * and patience. Where the number falls, too many conversations are finished, and none begins before fewer are busy than planned.
 * Idea: the probabilities of (busy, waiting) by Kolmogorov's forward equations, integrated by Runge-Kutta of order 4.
 */
export interface Day {
  readonly intervalSeconds: number
  readonly arrivals: readonly number[]
  readonly agents: readonly number[]
  /** Per second. */
  readonly mu: number
  readonly theta: number
  readonly longest: number
}

export interface DayLaw {
  readonly meanWaitSeconds: number
  readonly abandonment: number
  /** Agents' time with contacts up to the end of the last interval, overtime included. */
  readonly busySeconds: number
}

export function dayLaw({ intervalSeconds, arrivals, agents, mu, theta, longest }: Day): DayLaw {
  const most = Math.max(...agents)
  const at = (busy: number, waiting: number): number => busy * (longest + 1) + waiting
  const size = (most + 1) * (longest + 1)
  let mass = new Float64Array(size)
  mass[0] = 1
  let waitSeconds = 0
  let busySeconds = 0

  const slope = (p: Float64Array, lambda: number, staff: number): Float64Array => {
    const d = new Float64Array(size)
    const flow = (from: number, to: number, rate: number): void => {
      d[from]! -= rate
      d[to]! += rate
    }
    for (let busy = 0; busy <= most; busy++) {
      for (let waiting = 0; waiting <= longest; waiting++) {
        const here = at(busy, waiting)
        const value = p[here]!
        if (value === 0) continue
        if (busy < staff) flow(here, at(busy + 1, waiting), lambda * value)
        else if (waiting < longest) flow(here, at(busy, waiting + 1), lambda * value)
        if (waiting > 0) flow(here, at(busy, waiting - 1), theta * waiting * value)
        if (busy > 0) {
          const takesNext = busy <= staff && waiting > 0
          flow(here, takesNext ? at(busy, waiting - 1) : at(busy - 1, waiting), mu * busy * value)
        }
      }
    }
    return d
  }
  const mean = (p: Float64Array, value: (busy: number, waiting: number) => number): number => {
    let sum = 0
    for (let busy = 0; busy <= most; busy++)
      for (let waiting = 0; waiting <= longest; waiting++) sum += p[at(busy, waiting)]! * value(busy, waiting)
    return sum
  }
  /** Waiting contacts go to the agents who have come. */
  const admit = (staff: number): void => {
    const next = new Float64Array(size)
    for (let busy = 0; busy <= most; busy++) {
      for (let waiting = 0; waiting <= longest; waiting++) {
        const taken = Math.max(0, Math.min(waiting, staff - busy))
        next[at(busy + taken, waiting - taken)]! += mass[at(busy, waiting)]!
      }
    }
    mass = next
  }
  const pass = (lambda: number, staff: number, seconds: number, isOpen: boolean): void => {
    const steps = Math.ceil(seconds / 0.5)
    const h = seconds / steps
    const plus = (p: Float64Array, d: Float64Array, by: number): Float64Array =>
      p.map((value, i) => value + by * d[i]!)
    for (let step = 0; step < steps; step++) {
      const k1 = slope(mass, lambda, staff)
      const p2 = plus(mass, k1, h / 2)
      const k2 = slope(p2, lambda, staff)
      const p3 = plus(mass, k2, h / 2)
      const k3 = slope(p3, lambda, staff)
      const p4 = plus(mass, k3, h)
      const k4 = slope(p4, lambda, staff)
      const next = mass.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!))
      const simpson = (value: (busy: number, waiting: number) => number): number =>
        (h / 6) * (mean(mass, value) + 2 * mean(p2, value) + 2 * mean(p3, value) + mean(next, value))
      waitSeconds += simpson((_busy, waiting) => waiting)
      if (isOpen) busySeconds += simpson((busy) => busy)
      mass = next
    }
  }
  arrivals.forEach((count, interval) => {
    const staff = agents[interval]!
    admit(staff)
    pass(count / intervalSeconds, staff, intervalSeconds, true)
  })
  pass(0, agents.at(-1)!, 40 / mu, false)
  const offered = arrivals.reduce((sum, count) => sum + count, 0)
  return { meanWaitSeconds: waitSeconds / offered, abandonment: (theta * waitSeconds) / offered, busySeconds }
}

/**
 * Several queues of agents alike, each contact and agent of one queue only, that share so many lines: the law of
 * independent queues, cut off where the lines are all busy (the chain is reversible). Times in mean handling times.
 * Source: Kelly, Reversibility and Stochastic Networks (1979), 1.5.
 */
export function sharedLines(
  queues: number,
  agents: number,
  load: number,
  lines: number,
): { readonly blocking: number; readonly meanWait: number; readonly waits: number } {
  const own = [1]
  for (let n = 1; n <= lines; n++) own.push((own[n - 1]! * load) / Math.min(n, agents))
  const fold = (a: readonly number[], b: readonly number[]): number[] =>
    a.map((_, n) => {
      let sum = 0
      for (let k = 0; k <= n; k++) sum += a[k]! * b[n - k]!
      return sum
    })
  let others = [1, ...Array.from({ length: lines }, () => 0)]
  for (let queue = 1; queue < queues; queue++) others = fold(others, own)
  let total = 0
  let blocked = 0
  let length = 0
  let waiting = 0
  for (let n = 0; n <= lines; n++) {
    for (let rest = 0; n + rest <= lines; rest++) {
      const weight = own[n]! * others[rest]!
      total += weight
      length += weight * Math.max(0, n - agents)
      if (n + rest === lines) blocked += weight
      else if (n >= agents) waiting += weight
    }
  }
  const blocking = blocked / total
  return {
    blocking,
    meanWait: length / total / (load * (1 - blocking)),
    waits: waiting / (total - blocked),
  }
}
