/**
 * Who may serve whom in a small centre, and which pair goes first (rules 16, 18, 22, 23): written from the rules, state by state.
 * Caveat: states that differ only in what decides nothing are made one, which the order of sign-in would spoil between agents of
 * one pool who have several contacts; so those are told apart by `load` or `longestIdle`.
 */
import type { Kind, Stage } from './centre-stages.js'
import type { SmallCentre, SmallQueue } from './small-centre.js'

/** Added to a kind in line, or to a stage of ringing: the contact that somebody looks at. */
export const MARK = 1_000
/** The same, of a contact that the bot is about to solve. */
export const BOT = 500
/** Added to the pool of an agent who goes home after the last contact. */
export const LEAVING = 100
/** Added to the pool of an agent who is on a break. */
export const AWAY = 200

export interface State {
  /** Kinds, in the order of their arrival within one precedence. */
  readonly line: readonly number[]
  /**
   * Pool, then the stages of the contacts, ascending; in the order in which they freed or were last given a
   * contact, where that counts.
   */
  readonly agents: readonly (readonly number[])[]
  /** By kind: who will come again. */
  readonly orbit: readonly number[]
  /** What became of the marked contact. */
  readonly gone?: 'answered' | 'left'
}

export class Matching {
  private readonly centre: SmallCentre
  private readonly kinds: readonly Kind[]
  private readonly stages: readonly Stage[]
  private readonly isOrdered: boolean
  /** Pools in the order in which they signed in. */
  private readonly signedIn: readonly number[]

  constructor(
    centre: SmallCentre,
    kinds: readonly Kind[],
    stages: readonly Stage[],
    signedIn: readonly number[] = centre.pools.map((_, pool) => pool),
  ) {
    this.signedIn = signedIn
    this.centre = centre
    this.kinds = kinds
    this.stages = stages
    this.isOrdered = centre.agentOrder.some((term) => term === 'longestIdle' || term === 'roundRobin')
  }

  /** The best pair of one of these contacts with an agent. */
  best(state: State, line: readonly number[]): { readonly place: number; readonly agent: number } | null {
    let best: { readonly place: number; readonly agent: number; readonly rank: readonly number[] } | null =
      null
    const seen = new Set<number>()
    line.forEach((code, place) => {
      const kind = this.kinds[code % BOT]!
      if (seen.has(code % BOT)) return
      seen.add(code % BOT)
      state.agents.forEach((_, agent) => {
        if (!this.mayServe(state, agent, kind.queue)) return
        const rank = this.rank(state, kind, place, agent)
        if (best === null || isLess(rank, best.rank)) best = { place, agent, rank }
      })
    })
    return best
  }

  private mayServe(state: State, a: number, queue: number): boolean {
    const agent = state.agents[a]!
    if (agent[0]! >= LEAVING || !this.hasRoom(agent, queue)) return false
    const pool = this.centre.pools[agent[0]!]!
    const { requires, keepFree } = this.centre.queues[queue]!
    if (!pool.queues.includes(queue)) return false
    if (Object.entries(requires).some(([skill, level]) => (pool.skills[skill] ?? 0) < level)) return false
    const kept = keepFree[`pool${agent[0]!}`] ?? 0
    return (
      kept === 0 ||
      state.agents.filter((each) => each[0] === agent[0] && this.hasRoom(each, queue)).length > kept
    )
  }

  private hasRoom(agent: readonly number[], queue: number): boolean {
    const { units, isExclusive } = this.centre.queues[queue]!
    if (isExclusive && agent.length > 1) return false
    if (agent.slice(1).some((code) => this.queueOf(code).isExclusive)) return false
    return this.used(agent) + units <= this.centre.pools[agent[0]! % LEAVING]!.capacity
  }

  private used(agent: readonly number[]): number {
    return agent.slice(1).reduce((sum, code) => sum + this.queueOf(code).units, 0)
  }

  private queueOf(code: number): SmallQueue {
    return this.centre.queues[this.kinds[this.stages[code % BOT]!.kind]!.queue]!
  }

  private inLine({ line }: State, queue: number): number {
    return line.filter((code) => this.kinds[code % BOT]!.queue === queue).length
  }

  private ringing({ agents }: State, queue: number): number {
    return agents
      .flatMap((agent) => agent.slice(1))
      .filter((code) => {
        const { phase, kind } = this.stages[code % BOT]!
        return phase === 'ring' && this.kinds[kind]!.queue === queue
      }).length
  }

  /** Contacts of the queue in line or ringing. */
  waiting(state: State, queue: number): number {
    return this.inLine(state, queue) + (this.centre.ring > 0 ? this.ringing(state, queue) : 0)
  }

  /** Contacts that hold a line: notes need none. */
  onLines({ line, agents }: State): number {
    const held = agents
      .flatMap((agent) => agent.slice(1))
      .filter((code) => this.stages[code % BOT]!.phase !== 'wrap')
    return line.length + held.length
  }

  /** States that differ in nothing that decides anything are one. */
  tidy(state: State): State {
    if (state.gone !== undefined) return { line: [], agents: [], orbit: [], gone: state.gone }
    const order = (code: number): number => this.kinds[code % BOT]!.precedence
    const line = [...state.line].sort((a, b) => order(b) - order(a))
    const agents = state.agents.map(([pool, ...codes]) => [pool!, ...codes.sort((a, b) => a - b)])
    const isKept = ([pool, ...codes]: readonly number[]): boolean =>
      this.centre.agentOrder.includes('roundRobin') ||
      codes.some((code) => this.stages[code % BOT]!.phase === 'ring') ||
      (pool! < LEAVING && this.centre.queues.some((_, queue) => this.hasRoom([pool!, ...codes], queue)))
    const kept = this.isOrdered ? agents.filter(isKept) : []
    const rest = this.isOrdered ? agents.filter((agent) => !isKept(agent)) : agents
    return { ...state, line, agents: [...kept, ...rest.sort(byNumbers)] }
  }

  /** What is compared, one after the other, the smaller first: work terms, then agent terms. */
  private rank(state: State, kind: Kind, place: number, agent: number): number[] {
    const { band, requires, prefers } = this.centre.queues[kind.queue]!
    const [pool] = state.agents[agent]!
    const { skills, capacity } = this.centre.pools[pool!]!
    const needed = [...new Set([...Object.keys(requires), ...Object.keys(prefers)])]
    const unused = Object.keys(skills).filter((skill) => !needed.includes(skill)).length
    const { workOrder, agentOrder } = this.centre
    const length = this.inLine(state, kind.queue)
    const used = this.used(state.agents[agent]!)
    const work = { standing: 0, queueLength: -length, fit: unused }[workOrder]
    const terms = agentOrder.map((term): number => {
      switch (term) {
        case 'preferredSkills':
          return -Object.entries(prefers).filter(([skill, level]) => (skills[skill] ?? 0) >= level).length
        case 'mostSkilled':
          return -needed.reduce((sum, skill) => sum + (skills[skill] ?? 0), 0)
        case 'leastSkilled':
          return Object.values(skills).reduce((sum, level) => sum + level, 0)
        case 'load':
          return used / capacity
        default:
          return agent
      }
    })
    return [-band, work, -kind.headStart, place, ...terms, this.signedIn.indexOf(pool!), agent]
  }
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const place = a.findIndex((value, i) => value !== b[i])
  return place >= 0 && a[place]! < b[place]!
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  return isLess(a, b) ? -1 : isLess(b, a) ? 1 : a.length - b.length
}
