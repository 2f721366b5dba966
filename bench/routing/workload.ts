/**
 * Named centres and what happens in them, the same for every contender: who works there, who waits at the beginning, and
 * an endless sequence of arrivals and of agents who finish. One cycle is one contact that arrives and one agent who frees,
 * so one assignment; time goes on by 1 ms a cycle. Seeds are fixed; the sequence is drawn beforehand, 2^16 cycles long.
 */
import { Stream } from '../../src/base/prng.js'

export const CYCLE = 1 << 16

/** Needs and levels of one kind of contact: flat pairs `skill, level`, ascending by skill. */
export type Pairs = readonly number[]

export interface Centre {
  readonly name: string
  readonly waiting: number
  readonly agents: number
  readonly skills: number
  /** Kind of contact -> what it needs. */
  readonly needs: readonly Pairs[]
  /** Rates of ageing in percent. */
  readonly rates: readonly number[]
  /** Agent -> level by skill, 0 for none. */
  readonly levels: readonly Uint8Array[]
  /** Agents at work at the beginning are those from this one on. */
  readonly firstBusy: number
  /** Arrivals beyond the one that is served, and as many customers who hang up, in a cycle. */
  readonly abandons: number
  readonly first: Arrivals
  readonly later: Arrivals
  /** Draws of who frees and who hangs up, of 2^31. */
  readonly draws: Int32Array
}

export interface Arrivals {
  readonly kind: Int32Array
  readonly rateIndex: Uint8Array
  /** In ms. */
  readonly headStart: Float64Array
}

/** What makes a workload: everything else is common. */
interface Recipe {
  readonly skills: number
  readonly needs: readonly Pairs[]
  readonly rates?: readonly number[]
  readonly levels: (agent: number, agents: number, stream: Stream) => Uint8Array
  /** Kind of those who wait at the beginning, and of those who come later. */
  readonly firstKind?: (stream: Stream) => number
  readonly kind?: (stream: Stream) => number
  /** 0: the best tier. */
  readonly rateIndex?: (stream: Stream) => number
  readonly freeShare?: number
  readonly abandons?: number
}

const upTo = (stream: Stream, limit: number): number => Math.floor(stream.uniform() * limit)

/** Forty queues: eight skills at five levels. */
const FORTY: readonly Pairs[] = Array.from({ length: 40 }, (_, i) => [i % 8, 1 + Math.floor(i / 8)])

/** Two skills of eight, at levels 3 to 5 and 1 to 5: 120 groups. */
function twoSkills(agent: number): Uint8Array {
  const levels = new Uint8Array(8)
  levels[(agent + 3) % 8] = 1 + (agent % 5)
  levels[agent % 8] = 3 + (agent % 3)
  return levels
}

const RECIPES: Readonly<Record<string, () => Recipe>> = {
  calm: () => ({
    skills: 9,
    needs: [...FORTY, [8, 1]],
    levels: (agent) => Uint8Array.of(...twoSkills(agent), 0),
    firstKind: () => 40,
    kind: (stream) => upTo(stream, 24),
    freeShare: 0.5,
  }),
  'rush hour': () => ({ skills: 8, needs: FORTY, levels: twoSkills }),
  'one scarce skill': () => ({
    skills: 8,
    needs: [[0, 1], ...FORTY.filter(([skill]) => skill !== 0)],
    levels: (agent) => {
      const levels = twoSkills(agent)
      levels[0] = agent % 50 === 0 ? 1 : 0
      levels[1 + (agent % 7)] = 5
      return levels
    },
    firstKind: (stream) => (stream.uniform() < 0.9 ? 0 : 1 + upTo(stream, 35)),
    kind: (stream) => (stream.uniform() < 0.02 ? 0 : 1 + upTo(stream, 35)),
  }),
  'everyone alike': () => ({ skills: 1, needs: [[0, 1]], levels: () => Uint8Array.of(1) }),
  'every agent different': () => ({
    skills: 8,
    needs: FORTY,
    levels: (_agent, _agents, stream) => Uint8Array.from({ length: 8 }, () => upTo(stream, 101)),
  }),
  'ten thousand requirements': () => ({
    skills: 20,
    needs: twoOfTwenty(10_000, 1),
    levels: (_agent, _agents, stream) =>
      Uint8Array.from({ length: 20 }, () => (stream.uniform() < 0.5 ? 0 : 5 + upTo(stream, 6))),
  }),
  'VIP flood': () => ({
    skills: 8,
    needs: FORTY,
    rates: [150, 110, 100],
    rateIndex: (stream) => (stream.uniform() < 0.8 ? 0 : 1 + upTo(stream, 2)),
    levels: twoSkills,
  }),
  'storm of abandons': () => ({ skills: 8, needs: FORTY, levels: twoSkills, abandons: 4 }),
}

export const WORKLOADS: readonly string[] = Object.keys(RECIPES)

/** Beside the eight: see bench/engine/breaks.bench.ts. */
const OTHERS: Readonly<Record<string, () => Recipe>> = {
  'five thousand requirements': () => ({
    skills: 20,
    needs: twoOfTwenty(5_000, 10),
    levels: (_agent, _agents, stream) => Uint8Array.from({ length: 20 }, () => upTo(stream, 101)),
  }),
}

/** Two of twenty skills at one of ten levels each, the first so many in order of levels. */
function twoOfTwenty(count: number, step: number): Pairs[] {
  const needs: Pairs[] = []
  for (let a = 1; a <= 10; a++) {
    for (let b = 1; b <= 10; b++) {
      for (let i = 0; i < 20; i++) for (let j = i + 1; j < 20; j++) needs.push([i, a * step, j, b * step])
    }
  }
  return needs.slice(0, count)
}

export function centreOf(name: string, waiting: number, agents: number): Centre {
  const recipe = (RECIPES[name] ?? OTHERS[name]!)()
  const stream = Stream.named(1, waiting * 31 + agents, name)
  const rates = recipe.rates ?? [100]
  const anyKind = (from: Stream): number => upTo(from, recipe.needs.length)
  const rateIndex = recipe.rateIndex ?? (() => 0)
  const kind = recipe.kind ?? anyKind
  // Better tiers and angrier customers are ahead by up to a quarter of the mean wait: as far as that goes, a mixture.
  const arrivals = (count: number, kindOf: (from: Stream) => number): Arrivals => ({
    kind: Int32Array.from({ length: count }, () => kindOf(stream)),
    rateIndex: Uint8Array.from({ length: count }, () => rateIndex(stream)),
    headStart: Float64Array.from({ length: count }, () => upTo(stream, 1 + waiting / 4)),
  })
  return {
    name,
    waiting,
    agents,
    skills: recipe.skills,
    needs: recipe.needs,
    rates,
    levels: Array.from({ length: agents }, (_, agent) => recipe.levels(agent, agents, stream)),
    firstBusy: Math.floor(agents * (recipe.freeShare ?? 0)),
    abandons: recipe.abandons ?? 0,
    first: arrivals(waiting, recipe.firstKind ?? kind),
    later: arrivals(CYCLE, kind),
    draws: Int32Array.from({ length: CYCLE }, () => upTo(stream, 2 ** 31)),
  }
}

/** Whether an agent with these levels could serve that need. */
export function meets(need: Pairs, levels: Uint8Array): boolean {
  for (let i = 0; i < need.length; i += 2) if (levels[need[i]!]! < need[i + 1]!) return false
  return true
}

/** When everything begins: instants are those of hosts, which count from 1970, and no small integers to V8. */
export const START_AT_MS = 1_767_225_600_000

/** The key of a contact: smaller goes first at equal rates. In 1/100 ms, as the engine has it. */
export function keyOf(rate: number, atMs: number, headStartMs: number): number {
  return rate * atMs - 100 * headStartMs
}
