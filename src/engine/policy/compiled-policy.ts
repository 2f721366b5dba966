/**
 * A policy with every name turned into an index: what the tables of the engine are built from.
 * Distinct agent orders, ageing rates and channel costs are interned here, because each of them costs a heap or a lane.
 * Cost: once per policy, O(its size); allocates.
 */
import { assert } from '../../base/assert.js'
import { NO_NEED, levelsOf, type Levels, type Need } from '../../routing/need.js'
import { CAPPED_RATE } from '../../routing/priority.js'
import { AGENT_MEASURES, type AgentMeasure, type CapacityClass } from '../../routing/roster.js'
import type { KeepFree } from '../../routing/lanes.js'
import type { Step } from '../../routing/demand.js'
import type { NormalCare, NormalLevels, NormalNeed, NormalPolicy, NormalQueue } from './normal-policy.js'
import type { AgentTerm, EmotionClass } from './policy-spec.js'

/** Emotion classes by index, calmest first. */
export const EMOTION_CLASSES: readonly EmotionClass[] = ['calm', 'anxious', 'angry']

export interface CompiledChannel {
  readonly name: string
  readonly units: number
  readonly exclusive: boolean
  readonly repliesOnAccept: boolean
  readonly capacityClass: number
  /** Of its hard contacts; the same when the policy keeps no agent from them alone. */
  readonly hardClass: number
}

export interface CompiledQueue {
  readonly name: string
  readonly normal: NormalQueue
  readonly band: number
  readonly need: Need
  /** 1 for each channel that may enter. */
  readonly takes: Uint8ClampedArray
  readonly maxWaiting: number
  readonly steps: readonly Step[]
  readonly order: number
  readonly pullOnly: boolean
  readonly keepFree: readonly KeepFree[]
  readonly wrapUpMs: number
}

export interface CompiledTier {
  readonly name: string
  readonly rate: number
  readonly rateIndex: number
}

export interface CompiledPolicy {
  readonly normal: NormalPolicy
  readonly channels: readonly CompiledChannel[]
  readonly classes: readonly CapacityClass[]
  readonly queues: readonly CompiledQueue[]
  readonly tiers: readonly CompiledTier[]
  readonly issues: readonly { readonly name: string; readonly need: Need }[]
  /** In ms, by index of the queue, of the issue + 1 (0: none) and of the tier; together they stay below 2^31. */
  readonly headStarts: { readonly queue: Int32Array; readonly issue: Int32Array; readonly tier: Int32Array }
  /** By emotion class. */
  readonly emotions: readonly { readonly load: number; readonly need: Need }[]
  /** Issue (0: none, else index + 1) x 3 + emotion class -> 1 for contacts that are hard on the agent. */
  readonly hard: Uint8ClampedArray
  /** Agents may rest from hard contacts and still take others: these have capacity classes of their own. */
  readonly restsFromHard: boolean
  /** Hard contacts in a row are counted. */
  readonly limitsHard: boolean
  readonly rates: readonly number[]
  readonly cappedRateIndex: number
  /** Infinity: none. */
  readonly ageingCapMs: number
  /** Some contact changes lanes when its ageing reaches the cap. */
  readonly capsAgeing: boolean
  /** Pairs are made at the end of a window, not one by one. */
  readonly isBatched: boolean
  readonly defaultTier: number
  readonly orders: readonly (readonly AgentTerm[])[]
  readonly measures: readonly (readonly AgentMeasure[])[]
  readonly before: readonly ('fit' | 'queueLength')[]
  readonly index: PolicyIndex
  /** What an agent serves who states no queues or channels; one array for all of these agents, never written. */
  readonly everyQueue: Uint8Array
  readonly everyChannel: Uint8Array
}

/** Names to indexes. */
export interface PolicyIndex {
  readonly channel: ReadonlyMap<string, number>
  readonly skill: ReadonlyMap<string, number>
  readonly queue: ReadonlyMap<string, number>
  readonly tier: ReadonlyMap<string, number>
  readonly issue: ReadonlyMap<string, number>
  readonly region: ReadonlyMap<string, number>
  readonly pool: ReadonlyMap<string, number>
}

/** Turns names into indexes. Throws InvariantError for a policy that policy.ts has not checked. */
export function compilePolicy(normal: NormalPolicy): CompiledPolicy {
  const index = indexOf(normal)
  const classes: CapacityClass[] = []
  const restsFromHard = restsFromHardOnly(normal.care)
  const channels = normal.channels.map(({ name, units, exclusive, firstReply }) => {
    const capacityClass = interned(classes, { units, exclusive, hard: false })
    const hardClass = restsFromHard ? interned(classes, { units, exclusive, hard: true }) : capacityClass
    return { name, units, exclusive, repliesOnAccept: firstReply === 'accept', capacityClass, hardClass }
  })
  const rates = [...new Set([CAPPED_RATE, ...normal.tiers.map((tier) => tier.ageingPercent)])]
  const orders: AgentTerm[][] = []
  const queues = normal.queues.map((queue): CompiledQueue => {
    return {
      name: queue.name,
      normal: queue,
      band: queue.band,
      need: needOf(queue.need, index),
      takes: Uint8ClampedArray.from(normal.channels, (channel) =>
        queue.channels.includes(channel.name) ? 1 : 0,
      ),
      maxWaiting: queue.maxWaiting ?? Infinity,
      steps: queue.relax.map((step) => ({
        afterMs: step.afterMs,
        drop: step.drop.map((name) => index.skill.get(name)!),
        lower: levels(step.lower, index),
        limit: step.regionWithin === 'any' ? Infinity : (step.regionWithin ?? 0),
      })),
      order: interned(orders, [...queue.agentOrder]),
      pullOnly: queue.pullOnly,
      keepFree: queue.keepFree.map(({ pool, agents }) => ({ pool: index.pool.get(pool)!, agents })),
      wrapUpMs: queue.wrapUpMs,
    }
  })
  return {
    normal,
    channels,
    classes,
    queues,
    tiers: normal.tiers.map(({ name, ageingPercent }) => ({
      name,
      rate: ageingPercent,
      rateIndex: rates.indexOf(ageingPercent),
    })),
    issues: normal.issues.map(({ name, need }) => ({ name, need: needOf(need, index) })),
    headStarts: {
      queue: Int32Array.from(normal.queues, ({ headStartMs }) => headStartMs),
      issue: Int32Array.from([0, ...normal.issues.map(({ headStartMs }) => headStartMs)]),
      tier: Int32Array.from(normal.tiers, ({ headStartMs }) => headStartMs),
    },
    emotions: EMOTION_CLASSES.map((name) => {
      const { load, need } = normal.emotion.classes[name]
      return { load, need: needOf(need, index) }
    }),
    hard: hardContacts(normal),
    restsFromHard,
    limitsHard: normal.care.maxHardInARow !== null,
    rates,
    cappedRateIndex: rates.indexOf(CAPPED_RATE),
    ageingCapMs: normal.ageingCapMs ?? Infinity,
    capsAgeing: normal.ageingCapMs !== null && rates.length > 1,
    isBatched: normal.matching.mode === 'batch',
    defaultTier: index.tier.get(normal.defaultTier)!,
    orders,
    measures: orders.map((order) => order.filter(isMeasure)),
    before: normal.workOrder.filter((term) => term !== 'standing'),
    index,
    everyQueue: new Uint8Array(queues.length).fill(1),
    everyChannel: new Uint8Array(channels.length).fill(1),
  }
}

/** Whether an agent may be kept from hard contacts alone. */
export function restsFromHardOnly({
  maxHardInARow,
  coolDownFrom,
}: Pick<NormalCare, 'maxHardInARow' | 'coolDownFrom'>): boolean {
  return maxHardInARow !== null || coolDownFrom === 'hard'
}

/** Which contacts are hard (1): by issue + 1 (0: of none) x emotion classes + class. */
export function hardContacts({ issues, care }: NormalPolicy): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: (issues.length + 1) * EMOTION_CLASSES.length }, (_, at) => {
    const issue = issues[Math.floor(at / EMOTION_CLASSES.length) - 1]
    const emotion = EMOTION_CLASSES[at % EMOTION_CLASSES.length]!
    const isHard =
      care.hardEmotions.includes(emotion) || (issue !== undefined && care.hardIssues.includes(issue.name))
    return isHard ? 1 : 0
  })
}

/** A need by indexes from a need by names; every name is known by now. */
function needOf(need: NormalNeed, index: PolicyIndex): Need {
  const all = levels(need.requires, index)
  const any = need.requiresAny.map((entry) => levels(entry, index)).filter((entry) => entry.length > 0)
  const prefers = levels(need.prefers, index)
  return all.length === 0 && any.length === 0 && prefers.length === 0 ? NO_NEED : { all, any, prefers }
}

function levels(record: NormalLevels, index: PolicyIndex): Levels {
  const pairs = levelsOf(record, index.skill)
  assert(typeof pairs !== 'string', 'policy: a name is unknown that the check let through')
  return pairs
}

function indexOf(normal: NormalPolicy): PolicyIndex {
  const byName = (list: readonly { readonly name: string }[]): ReadonlyMap<string, number> =>
    new Map(list.map(({ name }, i) => [name, i]))
  const byText = (list: readonly string[]): ReadonlyMap<string, number> =>
    new Map(list.map((name, i) => [name, i]))
  return {
    channel: byName(normal.channels),
    skill: byText(normal.skills),
    queue: byName(normal.queues),
    tier: byName(normal.tiers),
    issue: byName(normal.issues),
    region: byText(normal.regions),
    pool: byText(normal.pools),
  }
}

function isMeasure(term: AgentTerm): term is AgentMeasure {
  return AGENT_MEASURES.some((measure) => measure === term)
}

/** Index of an equal element (by its JSON), added when there is none. */
function interned<T>(list: T[], element: T): number {
  const text = JSON.stringify(element)
  const known = list.findIndex((each) => JSON.stringify(each) === text)
  return known >= 0 ? known : list.push(element) - 1
}
