/**
 * A day of a small centre: it starts empty, demand changes from interval to interval, pools come, go and have breaks. Its exact
 * values are those of the chain through time, interval by interval, and then until everybody has gone.
 * Agents finish what they have when their shift ends or their break begins, and take nothing new.
 */
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { UNIT_MS } from '../models.js'
import { CentreChain } from './centre-chain.js'
import { centreTruthsOf, type CentreTruth } from './centre-law.js'
import { AWAY, LEAVING, type State } from './centre-matching.js'
import { scenarioOf } from './centre-scenario.js'
import { chainWithin } from './chain.js'
import type { Comeback, SmallCentre } from './small-centre.js'

/** Two instants, as numbers of intervals. */
type Span = readonly [from: number, to: number]

export interface SmallDay {
  readonly centre: SmallCentre
  /** Of an interval; they are as many as the factors. */
  readonly length: number
  /** By interval and queue: how many times as many arrive as usual. */
  readonly factors: readonly (readonly number[])[]
  /** By pool; null: all the time. At no instant does more than one thing change. */
  readonly shifts: readonly (Span | null)[]
  readonly breaks: readonly (Span | null)[]
}

const MOST_STATES = 12_000
const CAPS = [6, 9, 13, 18, 25, 35, 50]
const EDGE = 1e-5
/** After the end; nobody is left then. */
const AFTER = 60

export function dayScenario(day: SmallDay, within: number): Omit<ScenarioSpec, 'name'> {
  const { centre, length, factors, shifts, breaks } = day
  const scenario = scenarioOf(centre, within)
  const at = (interval: number): number => interval * length * UNIT_MS
  const times = ([from, to]: Span) => ({ from: at(from), to: at(to) })
  return {
    ...scenario,
    until: at(factors.length),
    interval: at(1),
    demand: Object.fromEntries(
      Object.entries(scenario.demand!).map(([name, demand], q) => [
        name,
        {
          ...demand,
          arrivals: { perInterval: factors.map((each) => centre.queues[q]!.rate * each[q]! * length) },
        },
      ]),
    ),
    agents: scenario.agents!.map((group, p) => ({
      ...group,
      ...(shifts[p] ? { shifts: [times(shifts[p])] } : {}),
      ...(breaks[p] ? { breaks: [times(breaks[p])] } : {}),
    })),
  }
}

/** Null: too large a chain. */
export function dayTruths(day: SmallDay): CentreTruth[] | null {
  for (const cap of CAPS) {
    const passed = throughDay(day, cap)
    if (passed === 'too large') return null
    if (passed !== 'too small') return passed
  }
  return null
}

function throughDay(day: SmallDay, cap: number): CentreTruth[] | 'too large' | 'too small' {
  const { centre, length, factors, shifts } = day
  const signedIn = centre.pools
    .map((_, pool) => pool)
    .sort((a, b) => (shifts[a]?.[0] ?? 0) - (shifts[b]?.[0] ?? 0) || a - b)
  const shut = centre.queues.map(() => 0)
  const sums: Float64Array[] = []
  let mass = new Map<State, number>()
  let rules = new CentreChain(centre, cap, cap, shut, signedIn)
  mass.set(rules.empty(centre.pools.map(({ agents }, p) => ((shifts[p]?.[0] ?? 0) === 0 ? agents : 0))), 1)
  for (let interval = 0; interval <= factors.length; interval++) {
    const isOpen = interval < factors.length
    rules = new CentreChain(
      isOpen ? centre : withoutReturns(centre),
      cap,
      cap,
      factors[interval] ?? shut,
      signedIn,
    )
    const atStart = new Float64Array(rules.counters.size)
    const starts = new Map<string, { state: State; weight: number }>()
    for (const [before, share] of mass) {
      const kept = isOpen ? before : { ...before, orbit: before.orbit.map(() => 0) }
      for (const { state, weight, counts } of rules.settled(changedAt(day, interval, kept))) {
        for (const counter of counts) atStart[counter]! += share * weight
        const key = rules.key(state)
        starts.set(key, { state, weight: (starts.get(key)?.weight ?? 0) + share * weight })
      }
    }
    const chain = chainWithin(
      rules,
      [...starts.values()].map(({ state }) => state),
      MOST_STATES,
    )
    if (chain === null) return 'too large'
    const start = new Float64Array(chain.states.length)
    for (const [key, { weight }] of starts) start[chain.index.get(key)!] = weight
    const { after, integral } = chain.passed(start, isOpen ? length : AFTER)
    const isAtEdge = ({ line, orbit }: State): boolean =>
      line.length + 2 >= cap || orbit.some((n) => n >= cap)
    const edge = chain.states.reduce((sum, state, i) => sum + (isAtEdge(state) ? integral[i]! : 0), 0)
    if (edge > EDGE * length) return 'too small'
    sums.push(added([atStart, chain.counted(integral, rules.counters.size)]))
    mass = new Map(
      chain.states.flatMap((state, i) => (after[i]! > 1e-15 ? [[state, after[i]!] as const] : [])),
    )
  }
  return truthsOfDay(day, rules, sums)
}

/** Nobody calls again after the end. */
function withoutReturns(centre: SmallCentre): SmallCentre {
  const never = (come: Comeback | null): Comeback | null => (come === null ? null : { ...come, chance: 0 })
  const queues = centre.queues.map((queue) => ({
    ...queue,
    redial: never(queue.redial),
    repeat: never(queue.repeat),
  }))
  return { ...centre, queues }
}

/** Who comes and goes at the start of an interval. */
function changedAt({ centre, shifts, breaks }: SmallDay, interval: number, state: State): State {
  let { agents } = state
  centre.pools.forEach((pool, p) => {
    const [from, to] = shifts[p] ?? [0, Infinity]
    const [away, back] = breaks[p] ?? [Infinity, Infinity]
    const turned = (code: number): number[][] =>
      agents.flatMap(([own, ...stages]) => {
        if (own! % LEAVING !== p) return [[own!, ...stages]]
        // Who is home already, or has nothing left to do, is gone.
        return code === LEAVING && stages.length === 0 ? [] : [[p + code, ...stages]]
      })
    if (interval > 0 && interval === from)
      agents = [...agents, ...Array.from({ length: pool.agents }, () => [p])]
    if (interval === to) agents = turned(LEAVING)
    if (interval === away) agents = turned(AWAY)
    if (interval === back) agents = turned(0)
  })
  return { ...state, agents }
}

function truthsOfDay(
  { factors, length }: SmallDay,
  rules: CentreChain,
  sums: readonly Float64Array[],
): CentreTruth[] {
  const { counters, centre } = rules
  const open = sums.slice(0, factors.length)
  const all = added(sums)
  const ofDay = added(open)
  // The account of agents and of the line ends when nobody calls any more; that of contacts with the last of them.
  const whole = all.map((value, i) => (counters.isOfPool(i) ? ofDay[i]! : value))
  const isOfLine = ({ measure }: CentreTruth): boolean => measure === 'queueLength'
  const label = (interval: number): string => {
    const minutes = Math.round((interval * length * UNIT_MS) / 60_000)
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  }
  return [
    ...centreTruthsOf(rules, whole).filter((truth) => !isOfLine(truth)),
    ...centreTruthsOf(
      rules,
      ofDay.map((value) => value / (length * factors.length)),
    ).filter(isOfLine),
    ...centre.pools.flatMap((_, p): CentreTruth[] => {
      const hours = (ofDay[counters.ofPool(p).overtime]! * UNIT_MS) / 3_600_000
      return hours > 1e-3
        ? [{ row: `group pool${p}`, measure: 'overtimeHours', exact: hours, flow: hours }]
        : []
    }),
    // By interval of arrival, or of the clock: what does not depend on what comes later.
    ...open.flatMap((each, interval) =>
      centreTruthsOf(
        rules,
        each.map((value) => value / length),
      )
        .filter(({ measure }) => ['waited', 'blocking', 'balking', 'queueLength'].includes(measure))
        .flatMap((truth): CentreTruth[] => {
          const row = truth.row.startsWith('total')
            ? (`interval ${label(interval)}` as const)
            : truth.row.startsWith('queue')
              ? (`cell ${truth.row.slice('queue '.length)}/${label(interval)}` as const)
              : null
          return row === null ? [] : [{ ...truth, row }]
        }),
    ),
    ...open.flatMap((each, interval): CentreTruth[] => {
      const of = (what: 'busy' | 'available'): number =>
        centre.pools.reduce((sum, _, p) => sum + each[counters.ofPool(p)[what]]!, 0)
      return of('available') > 0 && of('busy') > 0
        ? [
            {
              row: `interval ${label(interval)}`,
              measure: 'occupancy',
              exact: of('busy') / of('available'),
              flow: of('busy'),
            },
          ]
        : []
    }),
  ]
}

function added(sums: readonly Float64Array[]): Float64Array {
  return sums[0]!.map((_, i) => sums.reduce((sum, each) => sum + each[i]!, 0))
}
