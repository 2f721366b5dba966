/**
 * What else makes a day: absences, illness, busy days, surges that may come, calls back, a bot that hands over. Each has a
 * small chain of its own, or mixes the formula of Erlang A over what luck decides once a day.
 */
import { erlangAMeasures } from '../../src/staffing/index.js'
import { UNIT_MS, centre, exponential, pool, total, wait, type Model, type Truth } from './models.js'
import { Chain, type Move } from './random/chain.js'

/** A time in mean handling times. */
function lasting(units: number): string {
  return `${(units * UNIT_MS) / 1_000}s`
}

/** Of the whole run, by mean handling time. */
function inAll(measure: string, exact: number): Truth {
  return { ...total(measure, exact), perUnit: true }
}

/** Erlang A at a load, with so many agents and a mean patience of one handling time: in a unit of time. */
function erlangA(
  agents: number,
  load: number,
): { readonly line: number; readonly busy: number; readonly late: number } {
  if (agents === 0) return { line: load, busy: 0, late: load }
  const law = erlangAMeasures({
    arrivalsPerHour: (load * 3_600_000) / UNIT_MS,
    meanServiceMs: UNIT_MS,
    agents,
    meanPatienceMs: UNIT_MS,
  })
  return { line: (law.meanWaitMs / UNIT_MS) * load, busy: law.occupancy * agents, late: law.pWait * load }
}

/** Days of one of several kinds, each with its probability. A day is long, and what is measured starts when it has settled. */
function days(
  name: string,
  kinds: readonly { readonly share: number; readonly agents: number; readonly load: number }[],
  scenario: Partial<Model['scenario']>,
  agents: Model['scenario']['agents'],
  load: number,
): Model {
  const mean = (of: (kind: { readonly agents: number; readonly load: number }) => number): number =>
    kinds.reduce((sum, kind) => sum + kind.share * of(kind), 0)
  const offered = mean((kind) => kind.load)
  const line = mean((kind) => erlangA(kind.agents, kind.load).line)
  return {
    name,
    scenario: {
      ...centre([{ name: 'calls', load, patience: 1 }], agents!),
      until: lasting(68),
      warmUp: lasting(8),
      ...scenario,
    },
    truths: [
      wait('total total', line / offered),
      total('abandonment', line / offered),
      total('waited', mean((kind) => erlangA(kind.agents, kind.load).late) / offered),
      total('occupancy', mean((kind) => erlangA(kind.agents, kind.load).busy) / mean((kind) => kind.agents)),
    ],
    units: Infinity,
    replications: 10_000,
  }
}

/** A gamma law of mean 1, cut into so many pieces. */
function gammaPieces(cv: number, pieces: number): { readonly share: number; readonly factor: number }[] {
  const shape = 1 / (cv * cv)
  const width = (1 + 10 * cv) / pieces
  const factors = Array.from({ length: pieces }, (_, i) => (i + 0.5) * width)
  const weights = factors.map((x) => Math.exp((shape - 1) * Math.log(x) - shape * x))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return factors.map((factor, i) => ({ share: weights[i]! / sum, factor }))
}

/** Of five agents each is missing with the probability. */
function missing(
  share: number,
): { readonly share: number; readonly agents: number; readonly load: number }[] {
  const choose = [1, 5, 10, 10, 5, 1]
  return choose.map((ways, agents) => ({
    share: ways * (1 - share) ** agents * share ** (5 - agents),
    agents,
    load: 3,
  }))
}

type Rate = readonly [to: readonly number[], rate: number]

/** The mean of what is asked of the states of a chain from the first one, in the long run. */
function longRun(first: readonly number[], rates: (state: readonly number[]) => readonly Rate[]) {
  const chain = new Chain<readonly number[]>(
    {
      key: (state) => state.join(),
      moves: (state) => rates(state).map(([to, rate]): Move<readonly number[]> => ({ to, rate, counts: [] })),
      rewards: () => [],
    },
    [first],
    20_000,
  )
  const mass = chain.stationary()
  return (of: (state: readonly number[]) => number): number =>
    chain.states.reduce((sum, state, i) => sum + mass[i]! * of(state), 0)
}

/** Agents are now there, now away, and finish what they have. State: idle, busy, away and busy, away, waiting. */
function shrinkage(agents: number, load: number, share: number, length: number, units: number): Model {
  const back = 1 / length
  const away = (back * share) / (1 - share)
  const mean = longRun([agents, 0, 0, 0, 0], ([idle, busy, finishing, gone, waiting]) => {
    const [i, b, f, g, w] = [idle!, busy!, finishing!, gone!, waiting!]
    const freed = w > 0 ? [i, b + 1, f, g, w - 1] : [i + 1, b, f, g, 0]
    return [
      [i > 0 ? [i - 1, b + 1, f, g, 0] : [0, b, f, g, Math.min(w + 1, 40)], load],
      [[i, b, f, g, w - 1], w],
      [w > 0 ? [i, b, f, g, w - 1] : [i + 1, b - 1, f, g, 0], b],
      [[i, b, f - 1, g + 1, w], f],
      [[i - 1, b, f, g + 1, w], away * i],
      [[i, b - 1, f + 1, g, w], away * b],
      [[i, b + 1, f - 1, g, w], back * f],
      [g > 0 ? [freed[0]!, freed[1]!, f, g - 1, freed[4]!] : freed, back * g],
    ]
  })
  const line = mean((state) => state[4]!)
  const staff = [
    {
      ...pool('agent', agents),
      shifts: [{ from: 0, to: lasting(2 * units) }],
      absence: { shrinkage: share, length: lasting(length) },
    },
  ]
  return {
    name: `absences of ${share} of the time, M/M/${agents}+M at ${load}`,
    scenario: centre([{ name: 'calls', load, patience: 1 }], staff),
    truths: [
      wait('total total', line / load),
      total('abandonment', line / load),
      total(
        'waited',
        mean(([idle]) => (idle === 0 ? 1 : 0)),
      ),
      total('occupancy', mean((state) => state[1]!) / mean((state) => state[0]! + state[1]!)),
      total('shrinkage', share),
      inAll('overtimeHours', (mean((state) => state[2]!) * UNIT_MS) / 3_600_000),
    ],
    units,
  }
}

/** Contacts of several sorts in line, each with its own ends; the first in line is taken first. State: full, quick, line. */
function line(
  agents: number,
  load: number,
  sorts: readonly number[],
  quick: { readonly sort: number; readonly rate: number },
  ends: (sort: number) => readonly { readonly rate: number; readonly becomes?: number }[],
  longest: number,
) {
  const next = (full: number, fast: number, waiting: readonly number[]): readonly number[] => {
    const [first, ...rest] = waiting
    if (first === undefined) return [full, fast]
    return first === quick.sort ? [full, fast + 1, ...rest] : [full + 1, fast, ...rest]
  }
  return longRun([0, 0], ([full, fast, ...waiting]) => [
    ...(full! + fast! < agents
      ? [[[full! + 1, fast!, ...waiting], load] as const]
      : waiting.length < longest
        ? sorts.map((share, sort) => [[full!, fast!, ...waiting, sort], load * share] as const)
        : []),
    ...(full! > 0 ? [[next(full! - 1, fast!, waiting), full!] as const] : []),
    ...(fast! > 0 ? [[next(full!, fast! - 1, waiting), fast! * quick.rate] as const] : []),
    ...waiting.flatMap((sort, i) =>
      ends(sort).map(({ rate, becomes }) => {
        const place = becomes === undefined ? [] : [becomes]
        return [[full!, fast!, ...waiting.slice(0, i), ...place, ...waiting.slice(i + 1)], rate] as const
      }),
    ),
  ])
}

/** A share of those who have to wait hangs up at once and is called in its turn, and is lost when not reached by one call. */
function callback(chance: number, reached: number, units: number): Model {
  const load = 1
  const theta = 1 / 0.8
  const mean = line(
    2,
    load,
    [1 - chance, chance],
    { sort: -1, rate: 1 },
    (sort) => (sort === 0 ? [{ rate: theta }] : []),
    11,
  )
  const waits = mean((state) => state.length - 2) / load
  const late = mean(([full, fast]) => (2 === full! + fast! ? 1 : 0))
  return {
    name: `calls back for ${chance} of those who wait`,
    scenario: {
      ...centre([{ name: 'calls', load, patience: 0.8 }], [pool('agent', 2)], { callback: { attempts: 1 } }),
      callback: { chance, afterWait: '1ms', reached, inVain: exponential(1) },
    },
    truths: [
      wait('total total', waits),
      total('waited', late),
      total(
        'abandonment',
        (theta * mean(([, , ...waiting]) => waiting.filter((sort) => sort === 0).length)) / load,
      ),
      total('occupancy', mean(([full, fast]) => full! + fast!) / 2),
      inAll('callbacks', late * chance * load),
      inAll('callbacks.failed', late * chance * (1 - reached) * load),
    ],
    units,
  }
}

/** The bot takes up everybody who waits; what it cannot solve it hands over, and the agent needs less time then. */
function handOver(units: number): Model {
  const [load, theta, solves, hands, share, saves] = [2.4, 1.6, 3, 5, 0.45, 0.35]
  const [SOLVABLE, HANDED] = [0, 2]
  const ends = (sort: number) => [
    { rate: theta },
    ...(sort === SOLVABLE ? [{ rate: solves }] : sort === HANDED ? [] : [{ rate: hands, becomes: HANDED }]),
  ]
  const mean = line(2, load, [share, 1 - share], { sort: HANDED, rate: 1 / (1 - saves) }, ends, 7)
  const of = (sort: number): number =>
    mean(([, , ...waiting]) => waiting.filter((each) => each === sort).length)
  const containment = (solves * of(SOLVABLE)) / load
  const truths: Truth[] = [
    total('containment', containment),
    total('abandonment', (theta * mean((state) => state.length - 2)) / load / (1 - containment)),
    total(
      'queueLength',
      mean((state) => state.length - 2),
    ),
    inAll('handedOver', hands * of(1)),
    total('occupancy', mean(([full, fast]) => full! + fast!) / 2),
    total(
      'waited',
      mean(([full, fast]) => (2 === full! + fast! ? 1 : 0)),
    ),
  ]
  return {
    name: 'a bot that hands over',
    scenario: {
      ...centre([{ name: 'calls', load, patience: 1 / theta }], [pool('agent', 2)]),
      bot: {
        on: true,
        containment: share,
        delay: exponential(1 / solves),
        handOver: { after: exponential(1 / hands), saves },
      },
    },
    truths,
    units,
  }
}

export function absences(): Model[] {
  const all = { from: 0, to: lasting(68) }
  const five = (absence: { sickLeave: number } | { noShow: number }) => [
    { ...pool('agent', 5), shifts: [all], absence },
  ]
  return [
    days(
      'busy days',
      gammaPieces(0.3, 400).map(({ share, factor }) => ({ share, agents: 5, load: 4 * factor })),
      { busyness: { cv: 0.3 } },
      [pool('agent', 5)],
      4,
    ),
    days(
      'a surge on three days in ten',
      [
        { share: 0.7, agents: 4, load: 3 },
        { share: 0.3, agents: 4, load: 5.4 },
      ],
      { surges: [{ ...all, factor: 1.8, chance: 0.3 }] },
      [pool('agent', 4)],
      3,
    ),
    days('sick leave', missing(0.25), {}, five({ sickLeave: 0.25 }), 3),
    days('agents who do not come', missing(0.2), {}, five({ noShow: 0.2 }), 3),
    shrinkage(3, 2.2, 0.3, 0.5, 6_000),
    callback(0.4, 0.6, 8_000),
    handOver(6_000),
  ]
}
