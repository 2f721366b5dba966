/** Models of skills: graphs served first come, first served, and pools under priorities, reservation and longest queue. */
import type { AgentGroupSpec } from '../../src/sim/scenario-language/staff-spec.js'
import type { DistributionSpec, TimeRuleSpec } from '../../src/sim/scenario-language/times-spec.js'
import { pooledLaw, type PooledCentre } from './exact-chain.js'
import { skillGraphLaw } from './exact-skills.js'
import { centre, exponential, pool, total, wait, type Model, type Truth } from './models.js'

/** Rules by level, the highest first; the lowest is for everybody else. */
function lastForAll(
  rules: readonly { agentLevel: Record<string, number>; time: DistributionSpec }[],
): TimeRuleSpec[] {
  const [lowest, ...others] = rules
  return [...others.toReversed(), { time: lowest!.time }]
}

/** First come, first served by the longest idle, on a graph of skills; agents with a rate of their own. */
export function graph(
  name: string,
  loads: readonly number[],
  skills: readonly string[],
  rates: readonly number[],
  units: number,
): Model {
  const types = loads.map((_, i) => 'abcdefgh'[i]!)
  const law = skillGraphLaw({
    rates: loads,
    agents: skills.map((own, a) => ({
      rate: rates[a]!,
      types: own.split('').map((type) => types.indexOf(type)),
    })),
  })
  // Handling times belong to the agent: each has a skill of that level, and a rule for it.
  const speeds = [...new Set(rates)]
  const service = speeds.map((rate) => ({
    agentLevel: { pace: speeds.indexOf(rate) + 1 },
    time: exponential(1 / rate),
  }))
  const scenario = centre(
    types.map((type, i) => ({ name: type, load: loads[i]! })),
    skills.map((own, a) => ({
      name: `agent${a}`,
      queues: own.split(''),
      skills: { pace: speeds.indexOf(rates[a]!) + 1 },
    })),
    { skills: ['pace'], ageingCapMs: 'none' },
  )
  const demand = Object.fromEntries(
    Object.entries(scenario.demand!).map(([queue, each]) => [
      queue,
      { ...each, service: lastForAll(service) },
    ]),
  )
  const arriving = loads.reduce((sum, load) => sum + load, 0)
  return {
    name,
    scenario: { ...scenario, demand },
    truths: [
      ...types.flatMap((type, i): Truth[] => [
        wait(`queue ${type}`, law.meanWait[i]!),
        { row: `queue ${type}`, measure: 'waited', exact: law.waits[i]! },
      ]),
      ...law.busy.map((exact, a): Truth => ({ row: `group agent${a}`, measure: 'occupancy', exact })),
      ...law.matches.flatMap((row, a) =>
        types.flatMap((type, i): Truth[] =>
          skills[a]!.includes(type)
            ? [{ row: `match agent${a}/${type}`, measure: 'matchShare', exact: row[i]! / arriving }]
            : [],
        ),
      ),
    ],
    units,
  }
}

/** Six agents for six kinds of contacts: each serves so many kinds, from its own on, the sixth beginning again with the first. */
export function ring(kinds: number, units: number): Model {
  const types = 'abcdef'
  const skills = Array.from(types, (_, agent) =>
    Array.from({ length: kinds }, (_type, i) => types[(agent + i) % types.length]!).join(''),
  )
  const rates = skills.map(() => 1)
  const loads = skills.map(() => 0.75)
  const { waits, meanWait } = skillGraphLaw({
    rates: loads,
    agents: skills.map((own) => ({ rate: 1, types: Array.from(own, (type) => types.indexOf(type)) })),
  })
  const model = graph(`ring of six agents, ${kinds} of 6 skills`, loads, skills, rates, units)
  return {
    ...model,
    truths: [
      total('waited', waits[0]!),
      wait('total total', meanWait[0]!),
      ...model.truths.filter(({ measure }) => measure === 'matchShare'),
    ],
  }
}

interface Pools {
  readonly name: string
  readonly law: PooledCentre
  /** The policy that does what the law says. */
  readonly policy: Parameters<typeof centre>[2]
  readonly agents: readonly AgentGroupSpec[]
  readonly units: number
}

/** Two classes and some pools, under a policy that the chain knows too. Handling times by pool and class. */
function pooled({ name, law, policy, agents, units }: Pools): Model {
  const exact = pooledLaw(law)
  const scenario = centre(
    law.classes.map(({ rate, theta }, i) => ({ name: `class${i}`, load: rate, patience: 1 / theta })),
    agents.map((group, p) => ({ ...group, skills: { ...group.skills, pool: p + 1 } })),
    { ...policy, skills: ['pool', ...(policy?.skills ?? [])], ageingCapMs: 'none' },
  )
  const demand = Object.fromEntries(
    Object.entries(scenario.demand!).map(([queue, each], kind) => {
      const service = law.pools
        .map(({ rates }, p) => ({ agentLevel: { pool: p + 1 }, rate: rates[kind]! }))
        .map(({ agentLevel, rate }) => ({ agentLevel, time: exponential(rate > 0 ? 1 / rate : 1) }))
      return [queue, { ...each, service: lastForAll(service) }]
    }),
  )
  const offered = law.classes.reduce((sum, { rate }) => sum + rate, 0)
  const answered = law.classes.reduce((sum, { rate }, i) => sum + rate * (1 - exact.abandonment[i]!), 0)
  return {
    name,
    scenario: { ...scenario, demand },
    truths: [
      ...law.classes.flatMap((_, i): Truth[] => [
        wait(`queue class${i}`, exact.meanWait[i]!),
        { row: `queue class${i}`, measure: 'waited', exact: exact.waits[i]! },
        { row: `queue class${i}`, measure: 'abandonment', exact: exact.abandonment[i]! },
      ]),
      total('abandonment', 1 - answered / offered),
      ...exact.occupancy.map((busy, p): Truth => ({
        row: `group ${agents[p]!.name}`,
        measure: 'occupancy',
        exact: busy,
      })),
      ...exact.matches.flatMap((row, p) =>
        row.flatMap((rate, i): Truth[] =>
          rate > 0
            ? [{ row: `match ${agents[p]!.name}/class${i}`, measure: 'matchShare', exact: rate / answered }]
            : [],
        ),
      ),
    ],
    units,
  }
}

const specialists = pool('a', 4, ['class0'])
const generalists = pool('ab', 3)
const nModel = {
  classes: [
    { rate: 4, theta: 1 },
    { rate: 2, theta: 1 },
  ],
  pools: [
    { agents: 4, rates: [1, 0] },
    { agents: 3, rates: [1, 1] },
  ],
  tries: [[0, 1], [1]],
  longest: 24,
}
/** Whoever serves fewer queues is tried first: they have one level less in a skill that nobody needs. */
const fewestFirst = { agentOrder: ['leastSkilled', 'longestIdle'] } as const

export function pools(): Model[] {
  return [
    pooled({
      name: 'V model, strict precedence, different patience and pace',
      law: {
        classes: [
          { rate: 5, theta: 0.5 },
          { rate: 3, theta: 0.5 },
        ],
        pools: [{ agents: 5, rates: [2, 0.8] }],
        tries: [[0], [0]],
        takes: [[0, 1]],
        longest: 40,
      },
      policy: { queues: { class0: { band: 1 } } },
      agents: [pool('all', 5)],
      units: 1_500,
    }),
    pooled({
      name: 'V model, longest queue',
      law: {
        classes: [
          { rate: 3, theta: 1 },
          { rate: 5, theta: 0.5 },
        ],
        pools: [{ agents: 7, rates: [1, 1] }],
        tries: [[0], [0]],
        takes: ['longestQueue'],
        longest: 30,
      },
      // Of two queues of one length the first goes first, whoever has waited longer.
      policy: { workOrder: ['queueLength', 'standing'], queues: { class0: { headStartMs: 2 ** 29 } } },
      agents: [pool('all', 7)],
      units: 1_500,
    }),
    pooled({
      name: 'N model, generalists prefer class 0',
      law: { ...nModel, takes: [[0], [0, 1]] },
      policy: { ...fewestFirst, queues: { class0: { band: 1 } } },
      agents: [specialists, generalists],
      units: 1_500,
    }),
    pooled({
      name: 'N model, generalists prefer class 1 and keep one free for it',
      law: { ...nModel, takes: [[0], [1, 0]], keepFree: [[], [1, 0]] },
      policy: {
        ...fewestFirst,
        pools: ['ab'],
        queues: { class0: { keepFree: { ab: 1 } }, class1: { band: 1 } },
      },
      agents: [specialists, { ...generalists, pool: 'ab' }],
      units: 1_500,
    }),
    pooled({
      name: 'M model, generalists prefer class 1',
      law: {
        classes: [
          { rate: 3, theta: 0.5 },
          { rate: 2, theta: 0.3 },
        ],
        pools: [
          { agents: 2, rates: [1, 0] },
          { agents: 2, rates: [0, 1.25] },
          { agents: 2, rates: [0.625, 0.625] },
        ],
        tries: [
          [0, 2],
          [1, 2],
        ],
        takes: [[0], [1], [1, 0]],
        longest: 34,
      },
      policy: { ...fewestFirst, queues: { class1: { band: 1 } } },
      agents: [pool('a', 2, ['class0']), pool('b', 2, ['class1']), pool('ab', 2)],
      units: 2_500,
    }),
    pooled({
      name: 'X model, own class first',
      law: {
        classes: [
          { rate: 3, theta: 0.7 },
          { rate: 3, theta: 0.7 },
        ],
        pools: [
          { agents: 3, rates: [1, 0.7] },
          { agents: 3, rates: [0.7, 1] },
        ],
        tries: [
          [0, 1],
          [1, 0],
        ],
        takes: [
          [0, 1],
          [1, 0],
        ],
        longest: 24,
      },
      policy: {
        skills: ['own0', 'own1'],
        workOrder: ['fit', 'standing'],
        agentOrder: ['preferredSkills', 'longestIdle'],
        queues: { class0: { prefers: { own0: 1 } }, class1: { prefers: { own1: 1 } } },
      },
      agents: [
        { ...pool('a', 3), skills: { own0: 1 } },
        { ...pool('b', 3), skills: { own1: 1 } },
      ],
      units: 1_500,
    }),
  ]
}
