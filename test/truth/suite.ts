/** Every model of the truth suite. */
import { erlangAMeasures, erlangAServiceLevels, mmckMeasures } from '../../src/staffing/index.js'
import type { DistributionSpec } from '../../src/sim/scenario-language/scenario-spec.js'
import { gammaLaw } from '../model/sim/sim-gamma.js'
import { dayLaw, sharedLines } from './exact-day.js'
import { patienceLaw } from './exact-patience.js'
import { accumulating, cobham, pollaczekKhinchine, waitInOrder } from './exact-priority.js'
import { UNIT_MS, centre, pool, total, wait, type Model } from './models.js'
import { absences } from './suite-absences.js'
import { graph, pools, ring } from './suite-skills.js'

const HOUR_MS = 3_600_000

function mmc(agents: number, load: number, units: number): Model {
  const { waits, mean } = waitInOrder(agents, load)
  return {
    name: `M/M/${agents} at ${load}`,
    scenario: centre([{ name: 'calls', load }], [pool('agent', agents)]),
    truths: [total('waited', waits), wait('total total', mean), total('occupancy', load / agents)],
    units,
  }
}

/** Waits, abandonment and four service levels. */
function erlangA(agents: number, load: number, patience: number, within: number, units: number): Model {
  const traffic = {
    arrivalsPerHour: (load * HOUR_MS) / UNIT_MS,
    meanServiceMs: UNIT_MS,
    agents,
    meanPatienceMs: patience * UNIT_MS,
  }
  const law = erlangAMeasures(traffic)
  const levels = erlangAServiceLevels(traffic, within * UNIT_MS)
  const scenario = centre([{ name: 'calls', load, patience }], [pool('agent', agents)])
  return {
    name: `M/M/${agents}+M at ${load}, patience ${patience}`,
    scenario: {
      ...scenario,
      serviceLevel: { within: within * UNIT_MS, shortAbandon: within * UNIT_MS },
    },
    truths: [
      total('waited', law.pWait),
      total('meanWait', law.meanWaitMs),
      total('asa', law.meanWaitOfAnsweredMs),
      total('abandonment', law.pAbandon),
      total('occupancy', law.occupancy),
      total('serviceLevel.withAbandons', levels.withAbandons),
      total('serviceLevel.answeredOnly', levels.answeredOnly),
      total('serviceLevel.excludingShortAbandons', levels.excludingShortAbandons),
      total('serviceLevel.notWaitingLonger', levels.notWaitingLonger),
    ],
    units,
  }
}

/** As many lines as agents and waiting places: M/M/c/K. */
function finite(agents: number, load: number, lines: number, units: number): Model {
  const law = mmckMeasures({
    arrivalsPerHour: (load * HOUR_MS) / UNIT_MS,
    meanServiceMs: UNIT_MS,
    agents,
    waitingPlaces: lines - agents,
  })
  return {
    name: `M/M/${agents}/${lines} at ${load}`,
    scenario: { ...centre([{ name: 'calls', load }], [pool('agent', agents)]), lines },
    truths: [
      total('blocking', law.pBlock),
      total('meanWait', law.meanWaitOfAcceptedMs),
      total('occupancy', law.occupancy),
    ],
    units,
  }
}

function patient(
  name: string,
  patience: DistributionSpec,
  survival: (x: number) => number,
  agents: number,
  load: number,
  units: number,
): Model {
  const law = patienceLaw(agents, load, survival, 20)
  const scenario = centre([{ name: 'calls', load }], [pool('agent', agents)])
  return {
    name: `M/M/${agents}+G at ${load}, ${name} patience`,
    scenario: { ...scenario, demand: { calls: { ...scenario.demand!['calls']!, patience } } },
    truths: [
      total('waited', law.waits),
      total('abandonment', law.abandonment),
      wait('total total', law.meanWait),
    ],
    units,
  }
}

/** Other laws of handling times. `mean` is the exact mean wait. */
function mgc(
  name: string,
  service: DistributionSpec,
  agents: number,
  load: number,
  mean: number,
  units: number,
): Model {
  return {
    name: `M/${name}/${agents} at ${load}`,
    scenario: centre([{ name: 'calls', load, service }], [pool('agent', agents)]),
    truths: [wait('total total', mean), total('occupancy', load / agents)],
    units,
  }
}

/** Two branches of balanced means and squared coefficient of variation 4. */
const HIGH = (1 + Math.sqrt(0.6)) / 2
const hyperexponential: DistributionSpec = {
  law: 'hyperexponential',
  branches: [
    { weight: HIGH, mean: UNIT_MS / (2 * HIGH) },
    { weight: 1 - HIGH, mean: UNIT_MS / (2 * (1 - HIGH)) },
  ],
}
const gamma = gammaLaw(1 / 0.64)
/** Share of those times above x. */
function hyperexponentialLeft(x: number): number {
  return HIGH * Math.exp(-2 * HIGH * x) + (1 - HIGH) * Math.exp(-2 * (1 - HIGH) * x)
}
const erlang2: DistributionSpec = { law: 'erlang', k: 2, mean: UNIT_MS }

/** One agent, contacts in batches: a batch in M/M/1 is one long service, and within it the first go first. */
function batches(load: number, sizes: readonly number[], units: number): Model {
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  const square = sizes.reduce((sum, size) => sum + size * size, 0) / sizes.length
  const scenario = centre([{ name: 'calls', load }], [pool('agent', 1)])
  const batch = Object.fromEntries(sizes.map((size) => [size, 1]))
  return {
    name: `batches of ${sizes.join(' or ')} at ${load}`,
    scenario: { ...scenario, demand: { calls: { ...scenario.demand!['calls']!, batch } } },
    truths: [
      wait('total total', (square / mean + 1) / (2 * (1 - load)) - 1),
      total('waited', 1 - (1 - load) / mean),
    ],
    units,
  }
}

/** Strict precedence, by bands. */
function precedence(agents: number, loads: readonly number[], units: number): Model {
  const kinds = loads.map((load, i) => ({ name: `class${i}`, load }))
  const queues = Object.fromEntries(kinds.map(({ name }, i) => [name, { band: loads.length - i }]))
  return {
    name: `M/M/${agents} in ${loads.length} bands`,
    scenario: centre(kinds, [pool('agent', agents)], { queues }),
    truths: cobham(
      agents,
      loads.map((load) => ({ load })),
    ).map((mean, i) => wait(`queue class${i}`, mean)),
    units,
  }
}

/** Standing that grows at different rates, in whole percent. */
function ageing(agents: number, classes: readonly { load: number; rate: number }[], units: number): Model {
  const kinds = classes.map(({ load }, i) => ({ name: `class${i}`, load, tier: `tier${i}` }))
  const tiers = Object.fromEntries(classes.map(({ rate }, i) => [`tier${i}`, { ageingPercent: rate }]))
  return {
    name: `M/M/${agents} ageing at ${classes.map(({ rate }) => rate).join(', ')} %`,
    scenario: centre(kinds, [pool('agent', agents)], { tiers, ageingCapMs: 'none' }),
    truths: accumulating(agents, classes).flatMap((mean, i) => [
      wait(`queue class${i}`, mean),
      wait(`tier tier${i}`, mean),
    ]),
    units,
  }
}

/** A day that starts empty, numbers of agents by half hour. */
function day(): Model {
  const arrivals = [30, 48, 70, 88, 96, 92, 80, 66, 60, 64, 74, 80]
  const agents = [4, 6, 9, 12, 13, 13, 11, 9, 8, 9, 10, 11]
  const law = dayLaw({ intervalSeconds: 1_800, arrivals, agents, mu: 1 / 240, theta: 1 / 150, longest: 40 })
  const scenario = centre([{ name: 'calls', load: 0 }], [{ name: 'agent', count: 13, staffing: agents }])
  return {
    name: 'a day of twelve half hours, changing numbers of agents',
    scenario: {
      ...scenario,
      until: '6h',
      interval: '30min',
      demand: {
        calls: {
          arrivals: { perInterval: arrivals },
          patience: { law: 'exponential', mean: '150s' },
          service: { law: 'exponential', mean: '240s' },
        },
      },
    },
    truths: [
      { row: 'total total', measure: 'meanWait', exact: law.meanWaitSeconds * 1_000 },
      total('abandonment', law.abandonment),
    ],
    units: Infinity,
    replications: 1_200,
  }
}

/** Six kinds of calls, 90 agents with 1 to 6 skills each, 120 lines in all. */
function pooling(skills: number, units: number): Model {
  const loads = Array.from({ length: 6 }, (_, i) => ({ name: `type${i}`, load: 14 }))
  const agents = loads.map((_, i) =>
    pool(
      `group${i}`,
      15,
      Array.from({ length: skills }, (_, j) => `type${(i + j) % 6}`),
    ),
  )
  const law = skills === 1 ? sharedLines(6, 15, 14, 120) : sharedLines(1, 90, 84, 120)
  return {
    name: `pooling, ${skills} of 6 skills`,
    scenario: { ...centre(loads, agents, { ageingCapMs: 'none' }), lines: 120 },
    truths: [
      wait('total total', law.meanWait),
      // With all skills so few are refused that a sharp value takes too long.
      ...(skills === 1 ? [total('blocking', law.blocking)] : []),
    ],
    units,
  }
}

export function suite(): Model[] {
  return [
    mmc(1, 0.4, 18_000),
    mmc(2, 1, 19_000),
    mmc(12, 9.6, 6_000),
    erlangA(5, 5.5, 1, 0.1, 900),
    erlangA(12, 10, 2, 0.2, 3_000),
    erlangA(50, 48, 2, 0.1, 900),
    finite(5, 4, 8, 2_500),
    patient(
      'deterministic',
      { law: 'deterministic', value: UNIT_MS / 2 },
      (x) => (x < 0.5 ? 1 : 0),
      10,
      9,
      3_000,
    ),
    patient(
      'Erlang',
      { law: 'erlang', k: 2, mean: UNIT_MS },
      (x) => (1 + 2 * x) * Math.exp(-2 * x),
      10,
      9,
      3_000,
    ),
    patient(
      'Weibull',
      { law: 'weibull', scale: UNIT_MS, shape: 0.7 },
      (x) => Math.exp(-(x ** 0.7)),
      10,
      9.5,
      3_000,
    ),
    patient('hyperexponential', hyperexponential, hyperexponentialLeft, 10, 9.5, 3_000),
    patient('gamma', { law: 'gamma', mean: UNIT_MS, cv: 0.8 }, (x) => 1 - gamma(x / 0.64), 10, 9.5, 3_000),
    patient(
      'measured',
      { law: 'empirical', values: [0.2, 2, 0.5, 0.9].map((x) => x * UNIT_MS) },
      (x) => [0.2, 0.5, 0.9, 2].filter((value) => value > x).length / 4,
      10,
      9.5,
      3_000,
    ),
    mgc('D', { law: 'deterministic', value: UNIT_MS }, 1, 0.5, pollaczekKhinchine(0.5, 0), 12_000),
    mgc('LN', { law: 'lognormal', mean: UNIT_MS, cv: 1.2 }, 1, 0.5, pollaczekKhinchine(0.5, 1.44), 60_000),
    // Crommelin's chain and Markov chains of phases, for several agents.
    mgc('D', { law: 'deterministic', value: UNIT_MS }, 5, 4, 0.2890600072631659, 4_000),
    mgc('E2', erlang2, 5, 4, 0.4232260725421678, 6_000),
    mgc('H2', hyperexponential, 5, 4, 1.2541514046569588, 30_000),
    batches(0.5, [1, 3], 45_000),
    batches(0.2, [1, 2, 6], 8_000),
    precedence(10, [2.5, 3, 3.5], 12_000),
    ageing(
      5,
      [
        { load: 1, rate: 800 },
        { load: 1.5, rate: 400 },
        { load: 1.5, rate: 100 },
      ],
      8_000,
    ),
    graph('N graph, two agents', [0.6, 0.4], ['a', 'ab'], [1, 0.8], 30_000),
    graph('M graph, five agents', [1.9, 1.7], ['a', 'a', 'b', 'b', 'ab'], [1, 1, 1, 1, 1], 16_000),
    graph('W graph, four agents', [0.7, 0.8, 0.7], ['ab', 'bc', 'a', 'c'], [1, 1, 0.9, 0.9], 20_000),
    ...pools(),
    day(),
    ...absences(),
    pooling(1, 1_200),
    pooling(6, 1_500),
    ring(2, 8_000),
    ring(3, 5_000),
    ring(4, 5_000),
    ring(5, 5_000),
  ]
}
