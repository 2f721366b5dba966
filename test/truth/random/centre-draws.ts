/**
 * Draws small centres at random: graphs of skills, orders of work and of agents, and of the rarer things what the theme says.
 * Every seed is another centre. Rates are such that the agents of each queue have about so much to do.
 */
import { Stream } from '../../../src/base/prng.js'
import type {
  AgentOrder,
  Comeback,
  SmallCentre,
  SmallPool,
  SmallQueue,
  StagedLaw,
  WorkOrder,
} from './small-centre.js'

/** What a centre may have beside skills, bands, orders, kept agents, patience and notes. */
export const THEMES = [
  'skills',
  'orders of work',
  'places and lines',
  'calling again',
  'concurrent chats',
  'calls and chats',
  'stages of service',
  'a bot',
  'ringing',
  'batches',
  'tiers',
] as const
export type Theme = (typeof THEMES)[number]

/** Random numbers that a person can read. */
export class Luck {
  private readonly stream: Stream

  constructor(seed: number, name: string) {
    this.stream = Stream.named(seed, 0, name)
  }

  /** With three decimals. */
  between(from: number, to: number): number {
    return Math.round((from + (to - from) * this.stream.uniform()) * 1_000) / 1_000
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.stream.uniform() * (to - from + 1))
  }

  chance(share: number): boolean {
    return this.stream.uniform() < share
  }

  one<T>(values: readonly T[]): T {
    return values[this.whole(0, values.length - 1)]!
  }
}

/** What all parts of a centre are drawn with. */
interface Frame {
  readonly luck: Luck
  readonly theme: Theme
  readonly queues: number
  readonly tiers: number
  /** Agents with several contacts at a time. */
  readonly isConcurrent: boolean
  /** Whether anybody gives up. */
  readonly isPatient: boolean
}

export function drawnCentre(seed: number, theme: Theme): SmallCentre {
  const luck = new Luck(seed, theme)
  const isSplit = theme === 'a bot' || theme === 'tiers' || theme === 'stages of service'
  const isConcurrent = theme === 'concurrent chats' || theme === 'calls and chats'
  const count =
    theme === 'calls and chats'
      ? 2
      : theme === 'skills' || theme === 'orders of work'
        ? luck.whole(2, 3)
        : luck.one(isSplit ? [1, 1, 2] : [1, 2])
  const tiers = theme === 'tiers' ? 2 : 1
  const isPatient = theme === 'calling again' || luck.chance(0.25)
  const frame: Frame = { luck, theme, queues: count, tiers, isConcurrent, isPatient }
  const pools = drawnPools(frame, luck.whole(1, count === 1 || isSplit || isConcurrent ? 2 : 3))
  const queues = Array.from({ length: count }, (_, q) => drawnQueue(frame, q, pools))
  const agents = pools.reduce((sum, pool) => sum + pool.agents, 0)
  const centre: SmallCentre = {
    queues,
    pools,
    workOrder: luck.one<WorkOrder>(['standing', 'standing', 'queueLength', 'fit']),
    agentOrder: drawnOrder(frame),
    precedence:
      tiers === 2
        ? luck.one([
            [0, 0],
            [0, 1],
            [1, 0],
          ])
        : [0],
    lines: theme === 'places and lines' && luck.chance(0.6) ? agents + luck.whole(0, 4) : 0,
    slowdown: isConcurrent && luck.chance(0.7) ? [1, luck.between(1, 1.8), luck.between(1.8, 2.6)] : [1],
    botDelay: luck.between(0.05, 0.8),
    ring: theme === 'ringing' ? luck.between(0.02, 0.4) : 0,
  }
  return scaled(centre, isPatient ? luck.between(0.3, 0.65) : luck.between(0.5, 1.1))
}

function drawnPools({ luck, queues, isConcurrent }: Frame, count: number): SmallPool[] {
  const all = Array.from({ length: queues }, (_, q) => q)
  const served = Array.from({ length: count }, (_, p) =>
    all.filter((q) => q === p % queues || luck.chance(0.5)),
  )
  for (const q of all) if (!served.some((own) => own.includes(q))) served[luck.whole(0, count - 1)]!.push(q)
  const most = queues * count > 4 ? 1 : queues * count > 2 ? 2 : isConcurrent ? 2 : 3
  return served.map((own, p) => ({
    agents: luck.whole(1, most),
    capacity: isConcurrent ? luck.whole(2, 3) : 1,
    queues: own.sort((a, b) => a - b),
    skills: {
      pool: p + 1,
      ...Object.fromEntries(
        all.filter(() => luck.chance(0.4)).map((q) => [`own${q}`, luck.whole(1, 5)] as const),
      ),
    },
    pace: all.map(() => (luck.chance(0.4) ? luck.between(0.6, 1.6) : 1)),
  }))
}

/** Agents who may have several contacts are told apart by load and idle time, so that the order of sign-in decides nothing. */
function drawnOrder({ luck, theme, isConcurrent }: Frame): AgentOrder[] {
  if (isConcurrent) return luck.one<AgentOrder[]>([['load', 'longestIdle'], ['longestIdle']])
  return luck.one<AgentOrder[]>([
    ['longestIdle'],
    // Of two who were given a contact at one instant nobody was first (rule 23).
    theme === 'batches' ? ['leastSkilled'] : ['roundRobin'],
    ['leastSkilled', 'longestIdle'],
    ['mostSkilled', 'longestIdle'],
    ['preferredSkills', 'longestIdle'],
    ['preferredSkills', 'leastSkilled'],
    ['leastSkilled'],
  ])
}

function drawnQueue(frame: Frame, q: number, pools: readonly SmallPool[]): SmallQueue {
  const { luck, theme, queues, tiers, isConcurrent, isPatient } = frame
  const own = `own${q}`
  const levels = pools.filter((pool) => pool.queues.includes(q)).map(({ skills }) => skills[own] ?? 0)
  const share = tiers === 2 ? luck.between(0.2, 0.8) : 1
  const isRefused = theme === 'places and lines' || (theme === 'calling again' && luck.chance(0.6))
  // Others than the first queue of a pool may always take the last of its agents.
  const kept = pools.flatMap((pool, p) =>
    pool.agents > 1 && pool.queues.length > 1 && pool.queues[0] === q ? [[`pool${p}`, 1] as const] : [],
  )
  return {
    rate: luck.between(0.5, 1),
    batch: theme === 'batches' ? drawnBatch(luck) : [{ size: 1, weight: 1 }],
    tiers: [share, 1 - share]
      .slice(0, tiers)
      .map((part) => ({ share: part, patience: isPatient ? 0 : luck.between(0.3, 2.5) })),
    band: luck.one([0, 0, 1, 2]),
    units: isConcurrent ? luck.whole(1, 2) : 1,
    isExclusive: theme === 'calls and chats' ? q === 0 : !isConcurrent,
    requires: levels.every((level) => level > 1) && luck.chance(0.5) ? { [own]: 2 } : {},
    prefers: levels.some((level) => level > 0) && luck.chance(0.6) ? { [own]: luck.whole(1, 3) } : {},
    keepFree: queues > 1 && luck.chance(0.3) ? Object.fromEntries(kept) : {},
    maxWaiting: isRefused && luck.chance(0.6) ? luck.whole(1, 4) : 0,
    balking:
      theme === 'calling again' && luck.chance(0.6)
        ? [
            [luck.whole(0, 2), luck.between(0.2, 0.9)],
            [luck.whole(3, 5), 1],
          ]
        : [],
    ...drawnComebacks(frame),
    containment: theme === 'a bot' || (theme === 'ringing' && luck.chance(0.4)) ? luck.between(0.2, 0.9) : 0,
    service:
      theme === 'stages of service' ? drawnStages(luck) : [{ weight: 1, mean: luck.between(0.5, 1.5), k: 1 }],
    wrapUp: luck.chance(0.25) ? luck.between(0.1, 0.6) : 0,
  }
}

function drawnBatch(luck: Luck): SmallQueue['batch'] {
  const weights = [luck.whole(0, 3), luck.whole(1, 2), luck.whole(0, 1)]
  return weights.flatMap((weight, i) => (weight > 0 ? [{ size: i + 1, weight }] : []))
}

function drawnStages(luck: Luck): StagedLaw {
  if (luck.chance(0.5)) return [{ weight: 1, mean: 1, k: 2 }]
  return [
    { weight: 3, mean: luck.between(0.3, 0.8), k: 1 },
    { weight: 1, mean: luck.between(1.5, 3), k: 1 },
  ]
}

function drawnComebacks({ luck, theme }: Frame): Pick<SmallQueue, 'redial' | 'repeat' | 'resolution'> {
  if (theme !== 'calling again') return { redial: null, repeat: null, resolution: 1 }
  const comeback: Comeback = {
    chance: luck.between(0.2, 0.8),
    after: luck.between(0.3, 2),
    most: luck.one([1, 100]),
  }
  return luck.chance(0.5)
    ? { redial: comeback, repeat: null, resolution: 1 }
    : { redial: null, repeat: comeback, resolution: luck.between(0.5, 0.9) }
}

/** Agents of a pool are thought to be shared out among its queues by what each of them needs. */
function scaled(centre: SmallCentre, load: number): SmallCentre {
  const { queues, pools, ring } = centre
  const work = queues.map(({ rate, service, wrapUp, resolution, repeat }) => {
    const weights = service.reduce((sum, { weight }) => sum + weight, 0)
    const talk = service.reduce((sum, { weight, mean }) => sum + weight * mean, 0) / weights
    const again = repeat === null ? 0 : (1 - resolution) * repeat.chance
    return (rate * (talk + wrapUp + ring)) / (1 - again)
  })
  const given = queues.map(() => 0)
  for (const pool of pools) {
    const all = pool.queues.reduce((sum, q) => sum + work[q]!, 0)
    for (const q of pool.queues) {
      const { units, isExclusive } = queues[q]!
      const places = isExclusive ? 1 : Math.max(1, Math.floor(pool.capacity / units) * 0.75)
      given[q]! += (pool.agents * places * work[q]!) / all / pool.pace[q]!
    }
  }
  const rates = queues.map(
    ({ rate }, q) => Math.round(((load * given[q]!) / work[q]!) * rate * 1_000) / 1_000,
  )
  return { ...centre, queues: queues.map((queue, q) => ({ ...queue, rate: rates[q]! })) }
}
