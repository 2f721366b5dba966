/** A small centre in the scenario language, as a user would write it. */
import type {
  AgentGroupSpec,
  DemandSpec,
  DistributionSpec,
  ScenarioSpec,
} from '../../../src/sim/scenario-language/scenario-spec.js'
import type { TimeRuleSpec } from '../../../src/sim/scenario-language/times-spec.js'
import { UNIT_MS, exponential } from '../models.js'
import type { SmallCentre, SmallQueue, StagedLaw } from './small-centre.js'

/** A head start that decides before any wait. */
const FIRST_MS = 2 ** 29

/** `within`: the threshold of the service levels. */
export function scenarioOf(centre: SmallCentre, within: number): Omit<ScenarioSpec, 'name'> {
  const { queues, pools, precedence, lines, slowdown, botDelay, ring, workOrder, agentOrder } = centre
  const skills = [...new Set(pools.flatMap((pool) => Object.keys(pool.skills)))]
  const isAsked = ring > 0
  return {
    policy: {
      channels: Object.fromEntries(
        queues.map(({ units, isExclusive }, q) => [
          `channel${q}`,
          isExclusive ? { exclusive: true } : { units },
        ]),
      ),
      skills: [...new Set([...skills, 'pool'])],
      pools: pools.map((_, p) => `pool${p}`),
      tiers: Object.fromEntries(precedence.map((rank, t) => [`tier${t}`, { headStartMs: rank * FIRST_MS }])),
      issues: Object.fromEntries(queues.map((_, q) => [`issue${q}`, {}])),
      queues: Object.fromEntries(queues.map((queue, q) => [`queue${q}`, queueOf(queue)])),
      promises: { queueWait: 'off', firstReply: 'off' },
      workOrder: workOrder === 'standing' ? ['standing'] : [workOrder, 'standing'],
      agentOrder: [...agentOrder],
      ageingCapMs: 'none',
      hold: { lastMs: 0, dedicatedMs: 0 },
      ...(isAsked ? { offer: { ringMs: 1_000 * UNIT_MS } } : {}),
    },
    demand: Object.fromEntries(queues.map((queue, q) => [`queue${q}`, demandOf(queue, q, centre)])),
    agents: pools.map((pool, p): AgentGroupSpec => ({
      name: `pool${p}`,
      pool: `pool${p}`,
      count: pool.agents,
      capacityUnits: pool.capacity,
      queues: pool.queues.map((q) => `queue${q}`),
      // Handling times are of the pool: a level of a skill tells which it is. Levels count for `leastSkilled` alike.
      skills: { ...pool.skills },
    })),
    serviceLevel: { within: within * UNIT_MS },
    ...(lines > 0 ? { lines } : {}),
    ...(slowdown.length > 1
      ? { slowdown: Object.fromEntries(slowdown.map((factor, i) => [i + 1, factor] as const).slice(1)) }
      : {}),
    ...(queues.some(({ containment }) => containment > 0)
      ? {
          bot: {
            on: true,
            containment: Object.fromEntries(queues.map(({ containment }, q) => [`issue${q}`, containment])),
            delay: exponential(botDelay),
          },
        }
      : {}),
    ...(isAsked ? { offers: { acceptAfter: exponential(ring) } } : {}),
  }
}

function queueOf({ band, requires, prefers, keepFree, maxWaiting }: SmallQueue) {
  return { band, requires, prefers, keepFree, ...(maxWaiting > 0 ? { maxWaiting } : {}) }
}

function demandOf(queue: SmallQueue, q: number, { pools, precedence }: SmallCentre): DemandSpec {
  const { rate, batch, tiers, balking, redial, repeat, resolution, service, wrapUp } = queue
  const patience = tiers.map((tier, t): TimeRuleSpec => ({
    tier: `tier${t}`,
    time: tier.patience === 0 ? 'never' : exponential(tier.patience),
  }))
  const shared = tiers.map(({ share }, t) => [`tier${t}`, share] as const).filter(([, share]) => share > 0)
  const behind = (come: NonNullable<SmallQueue['redial']>) => ({
    chance: come.chance,
    after: exponential(come.after),
    most: come.most,
  })
  const times = pools
    .map((pool, p) => ({ level: pool.skills['pool']!, time: lawOf(service, pool.pace[q]!), p }))
    .sort((a, b) => b.level - a.level)
  return {
    arrivals: { perHour: (rate * 3_600_000) / UNIT_MS },
    channel: `channel${q}`,
    issue: `issue${q}`,
    ...(batch.length > 1 || batch[0]!.size > 1
      ? { batch: Object.fromEntries(batch.map(({ size, weight }) => [size, weight])) }
      : {}),
    tier: precedence.length === 1 ? 'tier0' : Object.fromEntries(shared),
    patience:
      patience.length === 1 ? patience[0]!.time : [...patience.slice(0, -1), { time: patience.at(-1)!.time }],
    service: [
      ...times.slice(0, -1).map(({ level, time }) => ({ agentLevel: { pool: level }, time })),
      { time: times.at(-1)!.time },
    ],
    ...(wrapUp > 0 ? { wrapUp: exponential(wrapUp) } : {}),
    ...(balking.length > 0 ? { balking: Object.fromEntries(balking) } : {}),
    ...(redial === null ? {} : { redial: behind(redial) }),
    ...(repeat === null ? {} : { repeat: behind(repeat) }),
    ...(resolution < 1 || repeat !== null ? { resolution } : {}),
  }
}

function lawOf(law: StagedLaw, pace: number): DistributionSpec {
  if (law.length > 1) {
    return {
      law: 'hyperexponential',
      branches: law.map(({ weight, mean }) => ({ weight, mean: `${(mean * pace * UNIT_MS) / 1_000}s` })),
    }
  }
  const [{ mean, k }] = law as [StagedLaw[number]]
  return k === 1
    ? exponential(mean * pace)
    : { law: 'erlang', k, mean: `${(mean * pace * UNIT_MS) / 1_000}s` }
}
