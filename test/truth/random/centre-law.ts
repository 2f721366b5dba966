/** What a small centre comes to in the long run, from its chain: the values that the simulator must find. */
import { UNIT_MS, type Truth } from '../models.js'
import { CentreChain } from './centre-chain.js'
import type { State } from './centre-matching.js'
import { COUNTERS } from './centre-counters.js'
import { type Chain, type Moves, chainWithin } from './chain.js'
import type { SmallCentre } from './small-centre.js'

export interface CentreTruth extends Truth {
  /** Contacts in a unit of time that the value is made of. */
  readonly flow: number
}

const MOST_STATES = 10_000
/** Of the life of one contact. */
const MOST_LIVES = 15_000

/** How many wait, or are about to come again, at most: tried one after the other until more would make no difference. */
const CAPS = [5, 7, 9, 12, 16, 22, 30, 42, 60]
/** Share of the time at the cap that makes no difference. */
const EDGE = 1e-5

/**
 * Values of the queues, tiers, pools and of the whole; null: too large a chain. `within`: the threshold of the
 * service levels.
 */
export function centreTruths(centre: SmallCentre, within: number): CentreTruth[] | null {
  for (const cap of CAPS) {
    const longest = centre.lines > 0 ? Math.min(cap, centre.lines + 3) : cap
    const rules = new CentreChain(centre, longest, cap)
    const chain = chainWithin(rules, [rules.empty()], MOST_STATES)
    if (chain === null) return null
    const mass = chain.stationary()
    const isAtEdge = ({ line, orbit }: State): boolean =>
      line.length + 2 >= longest || orbit.some((n) => n >= cap)
    const edge = chain.states.reduce((sum, state, i) => sum + (isAtEdge(state) ? mass[i]! : 0), 0)
    if (edge > EDGE) continue
    const sums = chain.counted(mass, rules.counters.size)
    return [...centreTruthsOf(rules, sums), ...levels(rules, chain, mass, sums, within)]
  }
  return null
}

/** Values from what the counters come to. */
export function centreTruthsOf({ centre, kinds, counters }: CentreChain, sums: Float64Array): CentreTruth[] {
  const rows: { readonly row: Truth['row']; readonly of: readonly number[] }[] = [
    { row: 'total total', of: kinds.map((_, k) => k) },
    ...centre.queues.map((_, q) => ({
      row: `queue queue${q}` as const,
      of: kinds.flatMap(({ queue }, k) => (queue === q ? [k] : [])),
    })),
    ...(centre.precedence.length > 1
      ? centre.precedence.map((_, t) => ({
          row: `tier tier${t}` as const,
          of: kinds.flatMap(({ tier }, k) => (tier === t ? [k] : [])),
        }))
      : []),
  ]
  const answered = kinds.reduce((sum, _, k) => sum + sums[counters.ofKind(COUNTERS.answered, k)]!, 0)
  return [
    ...rows.flatMap(({ row, of }) => {
      const s = (name: keyof typeof COUNTERS): number =>
        of.reduce((sum, k) => sum + sums[counters.ofKind(COUNTERS[name], k)]!, 0)
      const toAgents = s('offered') - s('contained')
      const value = (measure: string, over: number, under: number, flow = over): CentreTruth[] =>
        over > 1e-9 && over < under * (1 - 1e-9) ? [{ row, measure, exact: over / under, flow }] : []
      const isQueue = !row.startsWith('tier')
      // Contained contacts wait, too, but no mean wait knows them.
      const isWhole = s('contained') === 0
      const time = (measure: string, units: number, count: number, flow = count): CentreTruth[] =>
        units > 0 && count > 0 ? [{ row, measure, exact: (units / count) * UNIT_MS, flow }] : []
      // Waits differ more than counts, and come in clusters.
      const waits = s('waited') / 3
      return [
        ...(isWhole ? time('meanWait', s('line'), s('answered') + s('abandoned'), waits) : []),
        ...value('waited', s('waited'), s('offered')),
        ...value('abandonment', s('abandoned'), toAgents),
        ...value('blocking', s('refused'), s('offered')),
        ...value('containment', s('contained'), s('offered')),
        ...value('balking', s('balked'), s('offered')),
        ...value('redials', s('redials'), s('offered')),
        ...value('repeatContacts', s('repeats'), s('offered')),
        ...(isQueue && s('line') > 0 ? [{ row, measure: 'queueLength', exact: s('line'), flow: waits }] : []),
        ...time('talkTime', s('talk'), s('finished')),
        ...time('handleTime', s('talk') + s('notes'), s('finished')),
      ]
    }),
    ...centre.pools.flatMap(({ queues }, p): CentreTruth[] => {
      const row = `group pool${p}` as const
      const own = counters.ofPool(p)
      const [available, busy, contacts] = [sums[own.available]!, sums[own.busy]!, sums[own.contacts]!]
      const taken = queues.reduce((sum, q) => sum + sums[counters.match(p, q)]!, 0)
      return [
        { row, measure: 'occupancy', exact: busy / available, flow: taken },
        { row, measure: 'concurrency', exact: contacts / busy, flow: taken },
        ...queues.map((q): CentreTruth => {
          const flow = sums[counters.match(p, q)]!
          return { row: `match pool${p}/queue${q}`, measure: 'matchShare', exact: flow / answered, flow }
        }),
      ].filter(({ exact }) => exact > 1e-9 && Math.abs(exact - 1) > 1e-9)
    }),
  ]
}

/** Service levels, by the life of one contact that is looked at; not where customers come again. */
function levels(
  rules: CentreChain,
  chain: Chain<State>,
  mass: Float64Array,
  sums: Float64Array,
  within: number,
): CentreTruth[] {
  if (rules.kinds.some(({ next }) => next >= 0)) return []
  const { centre, kinds, counters, longest } = rules
  const watched: Moves<State> = {
    key: (state) => rules.key(state),
    moves: (state) => rules.moves(state),
    rewards: () => [],
  }
  const lives = kinds.map((kind, k) => {
    const begins = new Map<string, { state: State; weight: number }>()
    chain.states.forEach((state, i) => {
      if (state.line.length + 3 > longest) return
      for (const outcome of rules.marked(state, k)) {
        const key = rules.key(outcome.state)
        const weight = (begins.get(key)?.weight ?? 0) + mass[i]! * outcome.weight
        begins.set(key, { state: outcome.state, weight })
      }
    })
    const life = chainWithin(
      watched,
      [...begins.values()].map(({ state }) => state),
      MOST_LIVES,
    )
    if (life === null) return null
    const start = new Float64Array(life.states.length)
    for (const [key, { weight }] of begins) start[life.index.get(key)!] = weight
    const { after } = life.passed(start, within)
    const share = (what: string): number => after[life.index.get(what) ?? -1] ?? 0
    const refused = sums[counters.ofKind(COUNTERS.refused, k)]!
    const offered = sums[counters.ofKind(COUNTERS.offered, k)]!
    return {
      queue: kind.queue,
      hasBot: centre.queues[kind.queue]!.containment > 0,
      offered,
      contained: sums[counters.ofKind(COUNTERS.contained, k)]!,
      answered: sums[counters.ofKind(COUNTERS.answered, k)]!,
      inTime: share('answered') * offered,
      leftInTime: share('left') * offered - refused,
    }
  })
  const parts = lives.filter((life) => life !== null)
  if (parts.length < kinds.length) return []
  const rows = [
    { row: 'total total' as const, of: parts },
    ...centre.queues.map((_, q) => ({
      row: `queue queue${q}` as const,
      of: parts.filter(({ queue }) => queue === q),
    })),
  ]
  return rows.flatMap(({ row, of }): CentreTruth[] => {
    const s = (name: 'offered' | 'contained' | 'answered' | 'inTime' | 'leftInTime'): number =>
      of.reduce((sum, each) => sum + each[name], 0)
    const toAgents = s('offered') - s('contained')
    const hasBot = of.some((each) => each.hasBot)
    return [
      { row, measure: 'serviceLevel.withAbandons', exact: s('inTime') / toAgents, flow: s('answered') },
      { row, measure: 'serviceLevel.answeredOnly', exact: s('inTime') / s('answered'), flow: s('answered') },
      ...(hasBot
        ? []
        : [
            {
              row,
              measure: 'serviceLevel.notWaitingLonger',
              exact: (s('inTime') + s('leftInTime')) / toAgents,
              flow: s('answered'),
            },
          ]),
    ].filter(({ exact }) => exact < 1 - 1e-9)
  })
}
