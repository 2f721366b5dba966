/**
 * Markov chains in continuous time whose states are found from a first one: their stationary law, and their law through time.
 * Idea: a move from state to state counts things (an arrival, an abandonment); so does time in a state (contacts that wait). What
 * the counters come to in a unit of time, or in a span, is all that anybody asks.
 * Source: Gauss-Seidel for the balance equations; uniformisation (Jensen 1953) through time.
 */

/** `counts`: indexes of the counters that the move increases, each by one. */
export interface Move<State> {
  readonly to: State
  readonly rate: number
  readonly counts: readonly number[]
}

/** What the chain can do from a state, and what time in it counts: `[counter, amount a unit of time]`. */
export interface Moves<State> {
  readonly key: (state: State) => string
  readonly moves: (state: State) => Move<State>[]
  readonly rewards: (state: State) => readonly (readonly [number, number])[]
}

/** The chain with its states numbered; row by row. */
export class Chain<State> {
  readonly states: State[] = []
  readonly index = new Map<string, number>()
  private readonly rules: Moves<State>
  private readonly most: number
  /** Moves out of each state: from `start[i]` to `start[i + 1]`. */
  private readonly start: number[] = [0]
  private readonly target: number[] = []
  private readonly rate: number[] = []
  private readonly out: number[] = []
  private readonly gains: (readonly [number, number])[][] = []

  /** All that can be reached from `first`; throws where that is more than `most` states. */
  constructor(rules: Moves<State>, first: readonly State[], most: number) {
    this.rules = rules
    this.most = most
    for (const state of first) this.place(state)
    for (let from = 0; from < this.states.length; from++) this.expand(from)
  }

  place(state: State): number {
    const key = this.rules.key(state)
    const known = this.index.get(key)
    if (known !== undefined) return known
    if (this.states.length >= this.most) throw new TooManyStates()
    this.index.set(key, this.states.length)
    return this.states.push(state) - 1
  }

  /** The stationary law. */
  stationary(): Float64Array {
    const into = this.states.map((): { from: number; rate: number }[] => [])
    this.eachMove((from, to, rate) => {
      if (from !== to) into[to]!.push({ from, rate })
    })
    const leaving = new Float64Array(this.states.length)
    this.eachMove((from, to, rate) => {
      if (from !== to) leaving[from]! += rate
    })
    const mass = new Float64Array(leaving.length).fill(1 / leaving.length)
    for (let sweep = 0, change = 1; change > 1e-12; sweep++) {
      if (sweep > 20_000) throw new Error('chain: no convergence')
      change = 0
      let total = 0
      for (let i = 0; i < mass.length; i++) {
        let flow = 0
        for (const { from, rate } of into[i]!) flow += mass[from]! * rate
        const next = flow / leaving[i]!
        change += Math.abs(next - mass[i]!)
        total += next
        mass[i] = next
      }
      for (let i = 0; i < mass.length; i++) mass[i]! /= total
    }
    return mass
  }

  /** What the counters come to in a unit of time. */
  counted(mass: Float64Array, counters: number): Float64Array {
    const sums = new Float64Array(counters)
    mass.forEach((share, i) => {
      for (const [counter, amount] of this.gains[i]!) sums[counter]! += share * amount
    })
    return sums
  }

  /** The law after a time, from a law before; and the law's integral over that time. */
  passed(
    before: Float64Array,
    time: number,
  ): { readonly after: Float64Array; readonly integral: Float64Array } {
    const fastest = this.out.reduce((most, rate) => Math.max(most, rate), 0) * 1.02
    const steps = Math.max(1, Math.ceil((fastest * time) / 30))
    const mean = (fastest * time) / steps
    let mass = before
    const integral = new Float64Array(before.length)
    for (let step = 0; step < steps; step++) {
      let term = mass
      let weight = Math.exp(-mean)
      let later = 1 - weight
      const after = new Float64Array(before.length)
      for (let n = 0; later > 1e-14 || n <= mean; n++) {
        for (let i = 0; i < term.length; i++) {
          after[i]! += weight * term[i]!
          integral[i]! += (later / fastest) * term[i]!
        }
        term = this.jump(term, fastest)
        weight *= mean / (n + 1)
        later -= weight
      }
      mass = after
    }
    return { after: mass, integral }
  }

  private jump(mass: Float64Array, fastest: number): Float64Array {
    const next = new Float64Array(mass.length)
    for (let from = 0; from < mass.length; from++) {
      const share = mass[from]!
      if (share === 0) continue
      next[from]! += share * (1 - this.out[from]! / fastest)
      for (let move = this.start[from]!; move < this.start[from + 1]!; move++) {
        next[this.target[move]!]! += (share * this.rate[move]!) / fastest
      }
    }
    return next
  }

  private eachMove(visit: (from: number, to: number, rate: number) => void): void {
    for (let from = 0; from < this.states.length; from++) {
      for (let move = this.start[from]!; move < this.start[from + 1]!; move++) {
        visit(from, this.target[move]!, this.rate[move]!)
      }
    }
  }

  private expand(from: number): void {
    const state = this.states[from]!
    const gains = new Map<number, number>(this.rules.rewards(state))
    let leaving = 0
    for (const { to, rate, counts } of this.rules.moves(state)) {
      if (rate === 0) continue
      this.target.push(this.place(to))
      this.rate.push(rate)
      leaving += rate
      for (const counter of counts) gains.set(counter, (gains.get(counter) ?? 0) + rate)
    }
    this.start.push(this.target.length)
    this.out.push(leaving)
    this.gains.push([...gains])
  }
}

class TooManyStates extends Error {}

/** The chain, or null where it has more than `most` states. */
export function chainWithin<State>(
  rules: Moves<State>,
  first: readonly State[],
  most: number,
): Chain<State> | null {
  try {
    return new Chain(rules, first, most)
  } catch (error) {
    if (error instanceof TooManyStates) return null
    throw error
  }
}
