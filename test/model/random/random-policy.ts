/**
 * Small random policies for the engine's property tests, read off a list of integers: 0 everywhere is the
 * plainest policy, so that fast-check shrinks towards it. Each part reads its own stretch of the list, so that
 * shrinking one leaves the others alone. All times are short, so that everything that can fire does.
 */
import type { CalendarData } from '../../../src/sla/calendar.js'
import type {
  AgentTerm,
  CareSpec,
  NeedSpec,
  PolicySpec,
  QueueSpec,
  RelaxSpec,
  WorkTerm,
} from '../../../src/engine/policy/policy-spec.js'
import { randomHours, randomPromises, type RandomNames } from './random-promises.js'

/** Integers in a row; beyond the end there are zeros. */
export class Draw {
  readonly #integers: readonly number[]
  #at = 0

  constructor(integers: readonly number[]) {
    this.#integers = integers
  }

  /** The stretch number `index`, each `size` long. */
  part(index: number, size: number): Draw {
    return new Draw(this.#integers.slice(index * size, (index + 1) * size))
  }

  /** 0 to `count - 1`. */
  below(count: number): number {
    const drawn = (this.#integers[this.#at] ?? 0) % count
    this.#at += 1
    return drawn
  }

  /** True in so many of a hundred cases; false for a 0. */
  percent(chance: number): boolean {
    return this.below(100) >= 100 - chance
  }

  /** The first one for a 0. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  /** Each with a chance of so many of a hundred, in the order of the list. */
  some<T>(items: readonly T[], chance: number): T[] {
    return items.filter(() => this.percent(chance))
  }

  /** A list of the items in any order; if `any`, often a short one. */
  order<T>(items: readonly T[], any: boolean): T[] {
    const left = [...items]
    const drawn: T[] = []
    const length = any ? this.pick([0, 1, 2, 3, items.length]) : items.length
    while (drawn.length < length && left.length > 0) drawn.push(...left.splice(this.below(left.length), 1))
    return drawn
  }
}

/** Integers from a seed; a seed of 0 gives zeros. */
export function spread(seed: number, count: number): number[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + (seed === 0 ? 0 : 1_013_904_223)) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0
    return (mixed ^ (mixed >>> 13)) >>> 1
  })
}

/** `queue1`, `queue2` ...: names that the renaming law recognises. */
export function numbered(word: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${word}${index + 1}`)
}

const agentTerms: readonly AgentTerm[] = [
  'longestIdle',
  'preferred',
  'region',
  'preferredSkills',
  'mostSkilled',
  'leastSkilled',
  'emotionalLoad',
  'load',
  'handled',
  'roundRobin',
]
const workOrders: readonly (readonly WorkTerm[])[] = [
  ['standing'],
  ['fit', 'standing'],
  ['queueLength', 'standing'],
  ['fit', 'queueLength', 'standing'],
  ['queueLength', 'fit', 'standing'],
]
const durationsMs = [0, 1, 100, 250, 500, 1000, 2000]

export const PART = 96
const QUEUES_FROM = 4
const CARE = 8
/** Promises of the policy, then of its queues; then the hours. */
const PROMISES_FROM = 9
const HOURS_FROM = 14
/** So many integers make a policy. */
export const POLICY_INTEGERS = PART * 17

function levels(draw: Draw, skills: readonly string[], chance: number): Record<string, number> {
  return Object.fromEntries(draw.some(skills, chance).map((skill) => [skill, 1 + draw.below(5)]))
}

function need(draw: Draw, skills: readonly string[], chance: number): NeedSpec<string> {
  const any = levels(draw, skills, chance)
  return {
    requires: levels(draw, skills, chance / 2),
    prefers: levels(draw, skills, chance),
    ...(Object.keys(any).length > 0 ? { requiresAny: [any] } : {}),
  }
}

/** Steps that a policy takes: later and later, each giving way in something. */
function relax(
  draw: Draw,
  skills: readonly string[],
  greatest: Map<string, number>,
  hard: boolean,
): RelaxSpec<string>[] {
  const steps: RelaxSpec<string>[] = []
  let afterMs = draw.pick([300, 0, 1, 50, 700])
  let within = 0
  let left = skills
  for (let count = draw.below(4); count > 0; count--) {
    const drop = draw.some(left, 35)
    left = left.filter((skill) => !drop.includes(skill))
    const lower: Record<string, number> = {}
    for (const skill of draw.some(left, 35)) {
      const level = Math.min(greatest.get(skill) ?? 9, 9) - 1
      if (level < 1) continue
      lower[skill] = level
      greatest.set(skill, level)
    }
    const widens = hard && within < 1000 && draw.percent(60)
    if (widens) within = draw.percent(40) ? 1000 : within + 1
    if (drop.length === 0 && Object.keys(lower).length === 0 && !widens) continue
    steps.push({
      afterMs,
      drop,
      lower,
      ...(widens ? { regionWithin: within === 1000 ? ('any' as const) : within } : {}),
    })
    afterMs += 1 + draw.below(600)
  }
  return steps
}

function greatestLevels(needs: readonly NeedSpec<string>[]): Map<string, number> {
  const greatest = new Map<string, number>()
  for (const { requires = {}, requiresAny = [] } of needs) {
    for (const [skill, level] of [requires, ...requiresAny].flatMap((each) => Object.entries(each))) {
      greatest.set(skill, Math.max(greatest.get(skill) ?? 0, level ?? 0))
    }
  }
  return greatest
}

interface Named {
  readonly issues: readonly string[]
  readonly pools: readonly string[]
  readonly queues: readonly string[]
  readonly skills: readonly string[]
}

function randomCare(draw: Draw, named: Named): CareSpec<string, string, string, string> {
  const limits = draw.percent(50)
  const cools = draw.percent(50)
  const hardEmotions = draw.pick([['angry'], ['anxious', 'angry'], ['calm', 'angry'], ['calm']] as const)
  return {
    hardEmotions,
    hardIssues: draw.some(named.issues, 30),
    ...(limits ? { maxHardInARow: 1 + draw.below(3), restMs: draw.pick([300, 1, 1000, 5000]) } : {}),
    ...(cools
      ? { coolDownMs: draw.pick([200, 1, 500, 2000]), coolDownFrom: draw.pick(['all', 'hard'] as const) }
      : {}),
    breakMs: draw.pick([600, 1, 2000]),
    cover: {
      pools: floors(draw, named.pools, 30),
      queues: floors(draw, named.queues, 25),
      skills: floors(draw, named.skills, 15),
    },
  }
}

function floors(draw: Draw, names: readonly string[], percent: number): Record<string, number> {
  return Object.fromEntries(draw.some(names, percent).map((name) => [name, draw.below(3)]))
}

/** How another policy differs in its names from the one before. */
export interface Succession {
  readonly version: number
  /** Queues of the policy before, in its order; they are kept but for the last `dropped`. */
  readonly queues: number
  readonly dropped: number
  readonly fallback: boolean
}

/** A spec, and its calendars as they are to be compiled: to the millisecond. */
export interface RandomPolicySpec extends PolicySpec {
  readonly hours: Readonly<Record<string, CalendarData>>
}

export function randomPolicy(integers: readonly number[], succession?: Succession): RandomPolicySpec {
  const all = new Draw(integers)
  const counts = all.part(0, PART)
  const drawnQueues = 1 + counts.below(4)
  const channels = numbered('channel', 1 + counts.below(3))
  const skills = numbered('skill', counts.below(5))
  const tiers = numbered('tier', 1 + counts.below(3))
  const issues = numbered('issue', counts.below(3))
  const regions = numbered('region', counts.below(4))
  const pools = numbered('pool', counts.below(3))
  const before = succession?.queues ?? 0
  const queueCount = succession ? Math.max(1, before - succession.dropped) : drawnQueues
  const queues = numbered('queue', queueCount)
  const removed = numbered('queue', before).slice(queueCount)

  const calendars = numbered('calendar', counts.below(3))
  const channelSpecs = channels.map((name) => ({
    name,
    units: 1 + counts.below(3),
    exclusive: counts.percent(25),
    firstReply: counts.pick(['reply', 'accept', 'reply'] as const),
  }))
  const written = channelSpecs.filter(({ firstReply }) => firstReply === 'reply').map(({ name }) => name)
  const names: RandomNames = { tiers, issues, queues, channels, calendars, written }
  const hours = all.part(HOURS_FROM, PART)

  const draw = all.part(1, PART)
  const thresholds = draw.pick([
    { anxiousFrom: 40, angryFrom: 70, hysteresis: 10 },
    { anxiousFrom: 20, angryFrom: 50, hysteresis: 19 },
    { anxiousFrom: 60, angryFrom: 61, hysteresis: 0 },
  ])
  const headStartMs = draw.pick([0, 100, 333, 1500])
  const feelings = all.part(2, PART)
  const emotion = {
    ...thresholds,
    headStartMs,
    recoverMs: draw.pick([1000, 1, 300, 100_000]),
    calm: { load: feelings.below(2), ...need(feelings, skills, 5) },
    anxious: { load: feelings.below(3), ...need(feelings, skills, 12) },
    angry: { load: feelings.below(4), ...need(feelings, skills, 25) },
  }
  const spared = all.part(CARE, PART)
  const asking = all.part(3, PART)
  const issueSpecs = issues.map((name) => [
    name,
    { headStartMs: asking.pick(durationsMs), ...need(asking, skills, 20) },
  ]) as [string, NeedSpec<string> & { headStartMs: number }][]
  const needs = [emotion.calm, emotion.anxious, emotion.angry, ...issueSpecs.map(([, issue]) => issue)]

  return {
    version: succession?.version ?? 1,
    channels: Object.fromEntries(channelSpecs.map(({ name, ...channel }) => [name, channel])),
    skills,
    queues: Object.fromEntries(
      queues.map((name, index) => [
        name,
        randomQueue(
          all.part(QUEUES_FROM + index, PART),
          all.part(PROMISES_FROM + 1 + index, PART),
          names,
          skills,
          pools,
          needs,
        ),
      ]),
    ),
    tiers: Object.fromEntries(
      tiers.map((name) => [
        name,
        { headStartMs: draw.pick(durationsMs), ageingPercent: draw.pick([100, 0, 50, 110, 150, 1000]) },
      ]),
    ),
    issues: Object.fromEntries(issueSpecs),
    regions,
    regionDistance: Object.fromEntries(
      regions.map((from, row) => [
        from,
        Object.fromEntries(regions.slice(row + 1).map((to) => [to, 1 + draw.below(4)])),
      ]),
    ),
    pools,
    emotion,
    care: randomCare(spared, { issues, pools, queues, skills }),
    ageingCapMs: draw.pick([900_000, 'none' as const, 0, 500, 2000]),
    boostMs: headStartMs + draw.pick(durationsMs),
    workOrder: draw.pick(workOrders),
    agentOrder: draw.order(agentTerms, true),
    calendars: Object.fromEntries(
      calendars.map((name) => [name, { zone: 'UTC', weekly: { mon: ['00:00-24:00'] } }]),
    ),
    calendarNoticeMs: draw.pick([90, 0, 1, 60]),
    hours: Object.fromEntries(calendars.map((name) => [name, randomHours(hours)])),
    promises: randomPromises(all.part(PROMISES_FROM, PART), names, false),
    offer: {
      ringMs: draw.pick([1000, 5000, 300, 700, 5000, 1]),
      retryAfterMs: draw.pick([500, 0, 1, 2000]),
      noAnswerReason: 'no answer',
    },
    callback: { attempts: draw.pick([2, 1, 3]), retryAfterMs: draw.pick([100, 1, 400, 2000]) },
    hold: {
      dedicatedMs: draw.pick([600, 9000, 3000, 9000, 0, 1]),
      lastMs: draw.pick([5000, 400, 9000, 0, 1]),
    },
    wrapUpMs: draw.pick([0, 0, 300, 1000]),
    capacityUnits: draw.pick([3, 1, 2, 4, 5]),
    matching: draw.percent(25) ? { mode: 'batch', windowMs: 1 + draw.below(600) } : { mode: 'immediate' },
    commandMemory: draw.pick([1000, 0, 1, 3]),
    expected: { talkMs: 1 + 50 * (draw.below(20) % 7) },
    ...(succession?.fallback === true
      ? { fallback: Object.fromEntries(removed.map((name) => [name, draw.pick(queues)])) }
      : {}),
  }
}

function randomQueue(
  draw: Draw,
  promising: Draw,
  names: RandomNames,
  skills: readonly string[],
  pools: readonly string[],
  needs: readonly NeedSpec<string>[],
): QueueSpec<string, string, string> {
  const own = need(draw, skills, 25)
  const region = draw.pick(['soft', 'hard', 'any'] as const)
  const { calendars } = names
  const some = draw.some(names.channels, 70)
  const taken = some.length > 0 ? some : names.channels
  const ofQueue = { ...names, channels: taken, written: names.written.filter((each) => taken.includes(each)) }
  return {
    ...own,
    region,
    relax: relax(draw, skills, greatestLevels([own, ...needs]), region === 'hard'),
    band: draw.pick([0, 0, 0, 1, 2]),
    headStartMs: draw.pick(durationsMs),
    pullOnly: draw.percent(18),
    keepFree: Object.fromEntries(draw.some(pools, 40).map((pool) => [pool, 1 + draw.below(2)])),
    channels: taken,
    ...(calendars.length > 0 && promising.percent(60)
      ? {
          hours: promising.pick(calendars),
          closed: promising.pick(['hold', 'refuse', 'offerCallback'] as const),
        }
      : {}),
    ...(draw.percent(25) ? { maxWaiting: 1 + draw.below(4) } : {}),
    ...(draw.percent(40) ? { agentOrder: draw.order(agentTerms, true) } : {}),
    ...(draw.percent(30) ? { wrapUpMs: draw.pick(durationsMs) } : {}),
    ...(promising.percent(40) ? { promises: randomPromises(promising, ofQueue, true) } : {}),
    ...(draw.percent(30) ? { expected: { talkMs: 1 + draw.below(500) } } : {}),
    ...(draw.percent(25)
      ? {
          followUp: {
            afterMs: 1 + draw.below(900),
            withinMs: 1 + draw.below(900),
            ...(draw.percent(50) ? { channel: draw.pick(taken) } : {}),
          },
        }
      : {}),
  }
}
