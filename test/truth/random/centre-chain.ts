/**
 * A small centre as a Markov chain, contact by contact and agent by agent: who waits, in order; which stage of what each
 * agent has, the agents in the order in which they freed or were last given one; who will come again.
 * Idea: after each event the best pair that may be is taken, again and again; written from docs/rules.md and
 * docs/scenario.md, and sharing nothing with the engine or the simulator. Luck splits an outcome into several
 * with weights.
 * Caveat: states that differ only in what decides nothing (the order of contacts of different precedence, say) are one.
 */
import type { Move, Moves } from './chain.js'
import { COUNTERS, Counters } from './centre-counters.js'
import { type Kind, type Stage, kindsOf, stagesOf } from './centre-stages.js'
import { AWAY, BOT, LEAVING, MARK, Matching, type State } from './centre-matching.js'
import type { SmallCentre } from './small-centre.js'

export interface Outcome {
  readonly state: State
  readonly weight: number
  readonly counts: readonly number[]
}

export class CentreChain implements Moves<State> {
  readonly centre: SmallCentre
  readonly kinds: readonly Kind[]
  readonly counters: Counters
  private readonly stages: readonly Stage[]
  private readonly starts: ReturnType<typeof stagesOf>['starts']
  readonly longest: number
  private readonly matching: Matching
  private readonly away: number
  /** By queue: how many times as many arrive as usual. */
  private readonly scale: readonly number[]

  /** `longest`: how many wait at most; `away`: how many of a kind are about to come again at most. */
  constructor(
    centre: SmallCentre,
    longest: number,
    away: number,
    scale: readonly number[] = centre.queues.map(() => 1),
    signedIn?: readonly number[],
  ) {
    this.centre = centre
    this.longest = longest
    this.away = away
    this.scale = scale
    this.kinds = kindsOf(centre)
    this.counters = new Counters(this.kinds.length, centre.pools.length, centre.queues.length)
    const { stages, starts } = stagesOf(centre, this.kinds)
    this.stages = stages
    this.starts = starts
    this.matching = new Matching(centre, this.kinds, stages, signedIn)
  }

  /** Everybody idle, nobody there; with so many agents of each pool. */
  empty(agents = this.centre.pools.map((pool) => pool.agents)): State {
    return this.matching.tidy({
      line: [],
      agents: agents.flatMap((count, pool) => Array.from({ length: count }, () => [pool])),
      orbit: this.kinds.map(() => 0),
    })
  }

  key({ line, agents, orbit, gone }: State): string {
    return gone ?? `${line.join()}|${agents.map((agent) => agent.join()).join(';')}|${orbit.join()}`
  }

  moves(state: State): Move<State>[] {
    if (state.gone !== undefined) return []
    const moves: Move<State>[] = []
    const go = (rate: number, outcomes: readonly Outcome[]): void => {
      for (const { state: to, weight, counts } of outcomes) {
        moves.push({ to: this.matching.tidy(to), rate: rate * weight, counts })
      }
    }
    this.kinds.forEach((kind, k) => {
      if (kind.rate > 0) this.batches(state, k, kind, go)
      const waiting = state.orbit[k]!
      if (waiting > 0 && state.line.length < this.longest) {
        const back = { ...state, orbit: state.orbit.map((n, i) => (i === k ? n - 1 : n)) }
        const count = this.counters.ofKind(kind.isRepeat ? COUNTERS.repeats : COUNTERS.redials, k)
        go(waiting / kind.after, this.arrive({ state: back, weight: 1, counts: [count] }, k))
      }
    })
    state.line.forEach((code, place) => {
      const k = code % BOT
      const { theta } = this.kinds[k]!
      const rest = { ...state, line: state.line.filter((_, i) => i !== place) }
      const gone = code >= MARK ? ({ ...rest, gone: 'left' } as const) : rest
      go(theta, [{ state: gone, weight: 1, counts: [this.counters.ofKind(COUNTERS.abandoned, k)] }])
      go(this.solving(code), [
        { state: gone, weight: 1, counts: [this.counters.ofKind(COUNTERS.contained, k)] },
      ])
    })
    state.agents.forEach((agent, a) => {
      agent.slice(1).forEach((code, i) => this.work(state, a, i + 1, code, go))
    })
    return moves
  }

  rewards({ line, agents, gone }: State): (readonly [number, number])[] {
    if (gone !== undefined) return []
    const { counters } = this
    const sums = new Map<number, number>()
    const add = (counter: number): void => void sums.set(counter, (sums.get(counter) ?? 0) + 1)
    for (const code of line) add(counters.ofKind(COUNTERS.line, code % BOT))
    for (const [pool, ...codes] of agents) {
      const stages = codes.map((code) => this.stages[code % BOT]!)
      for (const { kind, phase } of stages) {
        if (phase === 'ring') add(counters.ofKind(COUNTERS.line, kind))
        if (phase === 'talk') add(counters.ofKind(COUNTERS.talk, kind))
        if (phase === 'wrap') add(counters.ofKind(COUNTERS.notes, kind))
      }
      const taken = stages.filter(({ phase }) => phase !== 'ring').length
      const own = counters.ofPool(pool! % LEAVING)
      if (pool! >= LEAVING) {
        if (taken > 0) add(own.overtime)
        continue
      }
      add(own.available)
      if (taken > 0) add(own.busy)
      for (let i = 0; i < taken; i++) add(own.contacts)
    }
    return [...sums]
  }

  /** What may become of a contact of this kind that arrives now, each place in a batch as likely as its contacts are. */
  marked(state: State, kind: number): readonly Outcome[] {
    const { batch } = this.centre.queues[this.kinds[kind]!.queue]!
    const contacts = batch.reduce((sum, { size, weight }) => sum + size * weight, 0)
    const all = batch.flatMap(({ size, weight }) =>
      Array.from({ length: size }, (_, own) => {
        let outcomes: readonly Outcome[] = [{ state, weight: weight / contacts, counts: [] }]
        for (let i = 0; i < size; i++) {
          outcomes = outcomes.flatMap((each) =>
            each.state.gone === undefined ? this.arrive(each, kind, i === own ? MARK : 0) : [each],
          )
        }
        return outcomes
      }).flat(),
    )
    return all.map((each) => ({ ...each, state: this.matching.tidy(each.state) }))
  }

  /** After somebody has come or gone: whoever may be served now is. */
  settled(state: State): readonly Outcome[] {
    return this.match({ state, weight: 1, counts: [] }).map((each) => ({
      ...each,
      state: this.matching.tidy(each.state),
    }))
  }

  private batches(
    state: State,
    k: number,
    kind: Kind,
    go: (rate: number, outcomes: Outcome[]) => void,
  ): void {
    const { batch } = this.centre.queues[kind.queue]!
    const weights = batch.reduce((sum, { weight }) => sum + weight, 0)
    const mean = batch.reduce((sum, { size, weight }) => sum + size * weight, 0) / weights
    for (const { size, weight } of batch) {
      if (state.line.length + size > this.longest) continue
      let outcomes: Outcome[] = [{ state, weight: 1, counts: [] }]
      for (let i = 0; i < size; i++) outcomes = outcomes.flatMap((outcome) => this.arrive(outcome, k))
      go((this.scale[kind.queue]! * kind.rate * weight) / weights / mean, outcomes)
    }
  }

  private arrive({ state, weight, counts }: Outcome, k: number, mark = 0): Outcome[] {
    const { counters, centre } = this
    const kind = this.kinds[k]!
    const queue = centre.queues[kind.queue]!
    const told = (...names: (keyof typeof COUNTERS)[]): number[] => [
      ...counts,
      ...names.map((name) => counters.ofKind(COUNTERS[name], k)),
    ]
    const left = mark > 0 ? ({ gone: 'left' } as const) : {}
    const ahead = this.matching.waiting(state, kind.queue)
    const isShut = centre.lines > 0 && this.matching.onLines(state) >= centre.lines
    if (isShut || (queue.maxWaiting > 0 && ahead >= queue.maxWaiting)) {
      return this.mayReturn({ state: { ...state, ...left }, weight, counts: told('offered', 'refused') }, k)
    }
    const agent = this.matching.best(state, [k])?.agent
    if (agent !== undefined) {
      return this.assign(
        { state, weight, counts: told('offered', ...(centre.ring > 0 ? (['waited'] as const) : [])) },
        k + mark,
        agent,
      )
    }
    const share = queue.balking.findLast(([from]) => from <= ahead)?.[1] ?? 0
    const stays = [0, BOT].map((bot) => ({
      state: { ...state, line: [...state.line, k + mark + bot] },
      weight: weight * (1 - share) * (bot > 0 ? queue.containment : 1 - queue.containment),
      counts: told('offered', 'waited'),
    }))
    const stayed = stays.filter((each) => each.weight > 0)
    if (share === 0) return stayed
    const away = told('offered', 'waited', 'abandoned', 'balked')
    return [
      ...stayed,
      ...this.mayReturn({ state: { ...state, ...left }, weight: weight * share, counts: away }, k),
    ]
  }

  /** A customer in vain may call again. */
  private mayReturn({ state, weight, counts }: Outcome, k: number): Outcome[] {
    const { next, isRepeat, queue } = this.kinds[k]!
    const chance = isRepeat || next < 0 ? 0 : this.centre.queues[queue]!.redial!.chance
    return this.split({ state, weight, counts }, chance, next)
  }

  private split(outcome: Outcome, chance: number, next: number): Outcome[] {
    const { state, weight } = outcome
    if (chance === 0 || state.orbit[next]! >= this.away) return [outcome]
    const orbit = state.orbit.map((count, i) => (i === next ? count + 1 : count))
    return [
      { ...outcome, weight: weight * (1 - chance) },
      { ...outcome, weight: weight * chance, state: { ...state, orbit } },
    ]
  }

  private work(
    state: State,
    a: number,
    place: number,
    code: number,
    go: (rate: number, outcomes: readonly Outcome[]) => void,
  ): void {
    const agent = state.agents[a]!
    const pool = agent[0]! % LEAVING
    const stage = this.stages[code % BOT]!
    const kind = this.kinds[stage.kind]!
    const others = agent.filter((_, i) => i !== place)
    const become = (...codes: number[]): State => ({
      ...state,
      agents: state.agents.map((each, i) => (i === a ? [...others, ...codes] : each)),
    })
    const { ofKind } = this.counters
    const free = (from: State): State => this.freed(from, a)
    if (stage.phase === 'ring') {
      const gone = code >= MARK ? ({ gone: 'left' } as const) : {}
      const lost = (name: 'abandoned' | 'contained'): readonly Outcome[] =>
        this.match({
          state: { ...become(), ...gone },
          weight: 1,
          counts: [this.counters.ofKind(COUNTERS[name], stage.kind)],
        })
      go(kind.theta, lost('abandoned'))
      go(this.solving(code), lost('contained'))
      go(
        1 / this.centre.ring,
        this.begin({ state: become(), weight: 1, counts: [] }, stage.kind + flagsOf(code), a),
      )
      return
    }
    if (stage.phase === 'wrap') {
      go(stage.rate, this.match({ state: free(become()), weight: 1, counts: [] }))
      return
    }
    const talks = agent.slice(1).filter((each) => this.stages[each % BOT]!.phase === 'talk').length
    const { slowdown, queues, pools } = this.centre
    const slower = slowdown[Math.min(talks, slowdown.length) - 1] ?? 1
    const rate = stage.rate / pools[pool]!.pace[kind.queue]! / slower
    if (stage.next >= 0) {
      go(rate, [{ state: become(stage.next), weight: 1, counts: [] }])
      return
    }
    const { resolution, repeat } = queues[kind.queue]!
    const isOver = stage.notes < 0
    const done = isOver ? free(become()) : become(stage.notes)
    const counts = [ofKind(COUNTERS.finished, stage.kind)]
    const solved = {
      state: done,
      weight: resolution,
      counts: [...counts, ofKind(COUNTERS.resolved, stage.kind)],
    }
    const unsolved = { state: done, weight: 1 - resolution, counts }
    const outcomes =
      repeat !== null && kind.next >= 0
        ? [solved, ...this.split(unsolved, repeat.chance, kind.next)]
        : [solved, unsolved]
    go(
      rate,
      outcomes.filter(({ weight }) => weight > 0).flatMap((each) => (isOver ? this.match(each) : [each])),
    )
  }

  /** Rate at which the bot is through with it. */
  private solving(code: number): number {
    return code % MARK >= BOT ? 1 / this.centre.botDelay : 0
  }

  /** The agent has ended a contact, and is now the one who freed last; or goes home. */
  private freed(state: State, a: number): State {
    const agent = state.agents[a]!
    const others = state.agents.filter((_, i) => i !== a)
    if (agent[0]! >= AWAY) return state
    if (agent[0]! >= LEAVING) return agent.length === 1 ? { ...state, agents: others } : state
    return this.centre.agentOrder.includes('longestIdle') ? { ...state, agents: [...others, agent] } : state
  }

  private match(outcome: Outcome): Outcome[] {
    const { state } = outcome
    if (state.gone !== undefined) return [outcome]
    const pair = this.matching.best(state, state.line)
    if (pair === null) return [outcome]
    const rest = { ...state, line: state.line.filter((_, i) => i !== pair.place) }
    return this.assign({ ...outcome, state: rest }, state.line[pair.place]!, pair.agent).flatMap((each) =>
      this.match(each),
    )
  }

  private assign(outcome: Outcome, code: number, a: number): Outcome[] {
    if (this.centre.ring === 0) return this.begin(outcome, code, a)
    const { state } = outcome
    const ringing = this.starts[code % BOT]!.ring + flagsOf(code)
    return [
      {
        ...outcome,
        state: { ...state, agents: state.agents.map((agent, i) => (i === a ? [...agent, ringing] : agent)) },
      },
    ]
  }

  private begin({ state, weight, counts }: Outcome, code: number, a: number): Outcome[] {
    const k = code % BOT
    const agent = state.agents[a]!
    const told = [
      ...counts,
      this.counters.ofKind(COUNTERS.answered, k),
      this.counters.match(agent[0]! % LEAVING, this.kinds[k]!.queue),
    ]
    const gone = code >= MARK ? ({ gone: 'answered' } as const) : {}
    return this.starts[k]!.talk.map(({ stage, share }) => {
      const taken = [...agent, stage]
      const agents = this.centre.agentOrder.includes('roundRobin')
        ? [...state.agents.filter((_, i) => i !== a), taken]
        : state.agents.map((each, i) => (i === a ? taken : each))
      return { state: { ...state, agents, ...gone }, weight: weight * share, counts: told }
    })
  }
}

function flagsOf(code: number): number {
  return code - (code % BOT)
}
