/**
 * The staffing formulas beside the textbook way: Erlang's recursion over the agents, the same sum taken from the top down,
 * sums over the states of Erlang A, and for the search the recursion carried on until the target is met; then shift
 * scheduling (days.ts). Each contender has a loop of its own over a load that creeps up, for V8 to inline and not to hoist;
 * results are compared to eight digits before anything is timed.
 * Run: npm run bench -- --only staffing/index
 */
import { Hash64 } from '../../src/base/prng.js'
import {
  erlangA,
  erlangAMeasures,
  erlangARequirement,
  erlangAServiceLevels,
  erlangB,
  erlangC,
  erlangCRequirement,
} from '../../src/staffing/index.js'
import { compare, type Row, type Scale } from '../measure.js'
import { scheduling } from './days.js'

const SIZES: Readonly<Record<Scale, readonly number[]>> = {
  tiny: [10],
  quick: [100, 10_000],
  full: [10, 100, 1_000, 10_000, 100_000],
}
const CREEP = 1e-7
const MEAN_SERVICE_MS = 180_000
const PATIENCE_MS = 120_000
const THETA = MEAN_SERVICE_MS / PATIENCE_MS

interface Contender {
  readonly name: string
  readonly value: (agents: number, load: number) => number
}

function recursionB(agents: number, load: number): number {
  let b = 1
  for (let k = 1; k <= agents; k++) b = (load * b) / (k + load * b)
  return b
}

function recursionC(agents: number, load: number): number {
  const b = recursionB(agents, load)
  return b / (1 - (load / agents) * (1 - b))
}

/** 1 / B = 1 + c/a + c(c-1)/a^2 + ..., cut where terms no longer count. */
function topDownB(agents: number, load: number): number {
  let term = 1
  let sum = 1
  for (let k = agents; k > 0; k--) {
    term *= k / load
    sum += term
    if (term < sum * 1e-17 && k < load) break
  }
  return 1 / sum
}

function topDownC(agents: number, load: number): number {
  const b = topDownB(agents, load)
  return b / (1 - (load / agents) * (1 - b))
}

/** P(abandon) from the states above and below "all busy". */
function statesA(agents: number, load: number): number {
  let below = 0
  for (let k = 1; k <= agents; k++) below = (k / load) * (1 + below)
  let mass = 1
  let waiting = 0
  let abandoned = 0
  for (let k = 0; mass > 1e-17 * waiting || load > agents + k * THETA; k++) {
    const rate = agents + (k + 1) * THETA
    waiting += mass
    abandoned += (mass * (k + 1) * THETA) / rate
    mass *= load / rate
  }
  return abandoned / (below + waiting)
}

/** 80 % within 20 s by carrying Erlang's recursion on. */
function carriedSearch(_agents: number, load: number): number {
  let b = 1
  for (let n = 1; ; n++) {
    b = (load * b) / (n + load * b)
    if (n <= load) continue
    const wait = b / (1 - (load / n) * (1 - b))
    if (1 - wait * Math.exp(-(n - load) / 9) >= 0.8) return n
  }
}

const trafficOf = (load: number) => ({
  arrivalsPerHour: load * 20,
  meanServiceMs: MEAN_SERVICE_MS,
  meanPatienceMs: PATIENCE_MS,
})
const TARGET = { serviceLevel: { atLeast: 0.8, withinMs: 20_000 } }

const works: readonly { readonly work: string; readonly contenders: readonly Contender[] }[] = [
  {
    work: 'Erlang B',
    contenders: [
      { name: 'erlangB', value: (c, a) => erlangB(c, a) },
      { name: 'top down', value: topDownB },
      { name: 'recursion', value: recursionB },
    ],
  },
  {
    work: 'Erlang C',
    contenders: [
      { name: 'erlangC', value: (c, a) => erlangC(c, a) },
      { name: 'top down', value: topDownC },
      { name: 'recursion', value: recursionC },
    ],
  },
  {
    work: 'Erlang A, P(abandon)',
    contenders: [
      { name: 'erlangA', value: (c, a) => erlangA(c, a, THETA).pAbandon },
      { name: 'all states', value: statesA },
    ],
  },
  {
    work: 'Erlang A, all measures',
    contenders: [
      {
        name: 'measures',
        value: (agents, a) => erlangAMeasures({ ...trafficOf(a), agents }).meanWaitOfAbandonedMs,
      },
    ],
  },
  {
    work: 'Erlang A, service level',
    contenders: [
      {
        name: 'levels',
        value: (agents, a) => erlangAServiceLevels({ ...trafficOf(a), agents }, 20_000).withAbandons,
      },
    ],
  },
  {
    work: '80/20 search, Erlang C',
    contenders: [
      { name: 'requirement', value: (_c, a) => erlangCRequirement(trafficOf(a), TARGET).agents },
      { name: 'recursion', value: carriedSearch },
    ],
  },
  {
    work: '80/20 search, Erlang A',
    contenders: [{ name: 'requirement', value: (_c, a) => erlangARequirement(trafficOf(a), TARGET).agents }],
  },
]

/** Half a standard deviation below the agents: where staffing decisions are made. */
const loadOf = (agents: number): number => agents - 0.5 * Math.sqrt(agents)

function digestOf({ value }: Contender, agents: number): string {
  const hash = new Hash64()
  for (let i = 0; i < 5; i++) hash.number(Number(value(agents, loadOf(agents) + i * 0.01).toPrecision(8)))
  return hash.digest()
}

function timed(contender: Contender, agents: number) {
  const { name, value } = contender
  const load = loadOf(agents)
  let done = 0
  const steps = (operations: number): number => {
    let sum = 0
    for (let i = 0; i < operations; i++) sum += value(agents, load + ++done * CREEP)
    return sum
  }
  return { name, steps, digest: digestOf(contender, agents) }
}

export function run(scale: Scale): Row[] {
  const formulas = works.flatMap(({ work, contenders }) =>
    SIZES[scale].flatMap((agents) => {
      const rivals = contenders.map((contender) => timed(contender, agents))
      const rival = rivals.at(-1)!.name
      return compare(`${work}, ${agents} agents`, rivals, { scale, rival, latency: false })
    }),
  )
  return [...formulas, ...scheduling(scale)]
}
