/**
 * Exact law of small centres with several classes and pools of agents, exponential in everything, with patience, under
 * strict priorities, reservation or longest queue: the Markov chain of all numbers, state by state.
 * Idea: the reachable states are found from the empty one; the balance equations are solved by Gauss-Seidel.
 * Caveat: no more than `longest` contacts of a class wait; choose it so that this has no weight.
 */
export interface PooledCentre {
  /** Arrivals and rate of giving up of each class. */
  readonly classes: readonly { readonly rate: number; readonly theta: number }[]
  /** Agents of each pool, and their rate of handling by class; 0 for a class they cannot serve. */
  readonly pools: readonly { readonly agents: number; readonly rates: readonly number[] }[]
  /** Pools that an arrival of each class tries, in order. */
  readonly tries: readonly (readonly number[])[]
  /** Whom an agent of each pool who frees takes first: an order of classes, or the longest queue (ties: lower class). */
  readonly takes: readonly (readonly number[] | 'longestQueue')[]
  /** [pool][class]: the class takes an agent of the pool only while more than this many of the pool are free. */
  readonly keepFree?: readonly (readonly number[])[]
  readonly longest: number
}

export interface PooledLaw {
  readonly meanWait: readonly number[]
  readonly waits: readonly number[]
  readonly abandonment: readonly number[]
  /** Share of the agents of each pool that is busy. */
  readonly occupancy: readonly number[]
  /** Contacts of a class that a pool takes: [pool][class]. */
  readonly matches: readonly (readonly number[])[]
}

export function pooledLaw(centre: PooledCentre): PooledLaw {
  const { classes, pools, tries, takes, keepFree, longest } = centre
  const kinds = classes.length
  const at = (pool: number, kind: number): number => kinds + pool * kinds + kind
  const width = kinds + pools.length * kinds
  const idle = (state: readonly number[], pool: number): number => {
    let free = pools[pool]!.agents
    for (let kind = 0; kind < kinds; kind++) free -= state[at(pool, kind)]!
    return free
  }
  const mayTake = (pool: number, kind: number, free: number): boolean =>
    pools[pool]!.rates[kind]! > 0 && free > (keepFree?.[pool]?.[kind] ?? 0)
  const changed = (state: readonly number[], place: number, by: number): number[] => {
    const next = [...state]
    next[place]! += by
    return next
  }
  /** The pool that an arrival goes to, -1 for none. */
  const poolFor = (state: readonly number[], kind: number): number =>
    tries[kind]!.find((pool) => mayTake(pool, kind, idle(state, pool))) ?? -1
  /** After an agent has freed: whom the pool takes. */
  const refill = (state: number[], pool: number): number[] => {
    const rule = takes[pool]!
    const waiting = classes.map((_, kind) => kind).filter((kind) => state[kind]! > 0)
    const order =
      rule === 'longestQueue'
        ? waiting.sort((a, b) => state[b]! - state[a]! || a - b)
        : rule.filter((kind) => state[kind]! > 0)
    const kind = order.find((each) => mayTake(pool, each, idle(state, pool)))
    return kind === undefined ? state : changed(changed(state, kind, -1), at(pool, kind), 1)
  }

  const index = new Map<string, number>()
  const states: number[][] = []
  const place = (state: number[]): number => {
    const key = state.join(',')
    const known = index.get(key)
    if (known !== undefined) return known
    index.set(key, states.length)
    return states.push(state) - 1
  }
  const into: { from: number; rate: number }[][] = []
  const out: number[] = []
  place(Array.from({ length: width }, () => 0))
  for (let from = 0; from < states.length; from++) {
    const state = states[from]!
    out[from] = 0
    const go = (to: number[], rate: number): void => {
      if (rate === 0) return
      const target = place(to)
      into[target] ??= []
      into[target].push({ from, rate })
      out[from]! += rate
    }
    classes.forEach(({ rate, theta }, kind) => {
      const pool = poolFor(state, kind)
      if (pool >= 0) go(changed(state, at(pool, kind), 1), rate)
      else if (state[kind]! < longest) go(changed(state, kind, 1), rate)
      if (state[kind]! > 0) go(changed(state, kind, -1), theta * state[kind]!)
    })
    pools.forEach(({ rates }, pool) =>
      rates.forEach((rate, kind) => {
        const busy = state[at(pool, kind)]!
        if (busy > 0) go(refill(changed(state, at(pool, kind), -1), pool), rate * busy)
      }),
    )
  }

  const mass = solved(into, out)
  const sum = (value: (state: readonly number[]) => number): number =>
    states.reduce((total, state, i) => total + mass[i]! * value(state), 0)
  const meanWait = classes.map(({ rate }, kind) => sum((state) => state[kind]!) / rate)
  return {
    meanWait,
    waits: classes.map((_, kind) => sum((state) => (poolFor(state, kind) < 0 ? 1 : 0))),
    abandonment: classes.map(({ theta }, kind) => theta * meanWait[kind]!),
    occupancy: pools.map(({ agents }, pool) => 1 - sum((state) => idle(state, pool)) / agents),
    matches: pools.map(({ rates }, pool) =>
      rates.map((rate, kind) => rate * sum((state) => state[at(pool, kind)]!)),
    ),
  }
}

/** The stationary law, by Gauss-Seidel. */
function solved(into: readonly { from: number; rate: number }[][], out: readonly number[]): Float64Array {
  const mass = new Float64Array(out.length).fill(1 / out.length)
  for (let change = 1; change > 1e-13;) {
    change = 0
    let total = 0
    for (let i = 0; i < mass.length; i++) {
      let flow = 0
      for (const { from, rate } of into[i]!) flow += mass[from]! * rate
      const next = flow / out[i]!
      change += Math.abs(next - mass[i]!)
      total += next
      mass[i] = next
    }
    for (let i = 0; i < mass.length; i++) mass[i]! /= total
  }
  return mass
}
