/**
 * A contact as it competes for agents: one that waits, or one that might come. What position and expected wait are asked of.
 * Standing is worked out from head start, ageing and time waited, not read from the lanes, so that it can be had for any
 * instant, past the ageing cap too. Cost: O(relaxation steps x groups); interns demands, allocates.
 */
import { standingAt } from '../../routing/priority.js'
import { emotionClass } from '../../routing/emotion.js'
import { NO_NEED } from '../../routing/need.js'
import { HOLD } from '../time/clocks.js'
import type { ContactNeed } from '../commands/command.js'
import { EMOTION_CLASSES } from '../policy/compiled-policy.js'
import {
  channelFault,
  compiledNeed,
  durationFault,
  hasNeed,
  headStartFault,
  nameFault,
  needLevelFault,
  needNameFault,
  wholeFault,
} from '../commands/guards.js'
import type { Names } from '../policy/policy-spec.js'
import type { State } from '../state.js'
import { chainBy, firstServableStep, headStartMs, policyHeadStartMs } from '../contacts/wait.js'

/** A contact that might come now: the fields of `contact.arrive` on which its wait depends. */
export interface WaitQuery<N extends Names = Names> extends ContactNeed<N> {
  readonly queue: N['queue']
  readonly channel: N['channel']
  /** Default: the policy's `defaultTier`. */
  readonly tier?: N['tier']
  readonly issue?: N['issue']
  readonly region?: N['region']
  /** 0..100, default 0. */
  readonly emotion?: number
  readonly headStartMs?: number
  /** Time waited before, as in `contact.arrive`. */
  readonly waitedMs?: number
}

export interface Contender {
  /** Its slot, -1 for one that has not come. */
  readonly contact: number
  readonly queue: number
  readonly channel: number
  readonly demand: number
  /** Demands of later relaxation steps, and in how long. */
  readonly later: readonly { readonly demand: number; readonly inMs: number }[]
  readonly band: number
  readonly rate: number
  readonly virtualAtMs: number
  readonly headStartMs: number
  /** Held for this agent slot alone, or -1, for so long. */
  readonly holder: number
  readonly holdMs: number
  readonly pullOnly: boolean
}

/** The contender that a waiting contact is, seen at an instant of its wait. */
export function contenderOf(s: State, contact: number, atMs: number): Contender {
  const { contacts } = s
  const { policy, demands } = s.tables
  const demand = contacts.demandOf(contact)
  const category = contacts.categoryOf(contact)
  const { queue, channel, region, band, rate } = category
  const step = contacts.stepOf(contact)
  const holder = contacts.holderOf(contact)
  const { chain } = demands.list[demand]!
  const sinceAtMs = contacts.sinceAtMsOf(contact)
  return {
    contact,
    queue,
    channel,
    demand,
    later: policy.queues[queue]!.steps.slice(step).map(({ afterMs }, i) => ({
      demand: demands.demandOf(chain, step + 1 + i, channel, region - 1),
      inMs: Math.max(0, sinceAtMs + afterMs - atMs),
    })),
    band,
    rate,
    virtualAtMs: contacts.virtualAtMsOf(contact),
    headStartMs: headStartMs(s, contact, category),
    holder,
    holdMs: holder < 0 ? 0 : s.clocks.dueAtMs(s.clocks.find(contact, HOLD)) - atMs,
    pullOnly: s.shut[queue] === 1,
  }
}

/**
 * Asks something about the contender that an arrival would be; undefined for one that `contact.arrive` would refuse for a
 * name or a value. What it demands is kept for as long as `ask` takes.
 */
export function asContender<T>(s: State, query: WaitQuery, ask: (contender: Contender) => T): T | undefined {
  const { policy, demands, categories } = s.tables
  const { index } = policy
  const queue = index.queue.get(query.queue)
  const channel = index.channel.get(query.channel)
  if (queue === undefined || channel === undefined) return undefined
  const fault =
    nameFault('tier', query.tier, index.tier) ??
    nameFault('issue', query.issue, index.issue) ??
    nameFault('region', query.region, index.region) ??
    needNameFault(s, query) ??
    wholeFault('emotion', query.emotion, 0, 100) ??
    headStartFault(query.headStartMs) ??
    durationFault('waitedMs', query.waitedMs) ??
    needLevelFault(s, query) ??
    channelFault(policy, queue, channel)
  if (fault !== undefined) return undefined
  const category = categories.named(query)!
  const { issue, region, band, rate } = category
  const emotion = query.emotion ?? 0
  const moods = policy.normal.emotion
  const mood = EMOTION_CLASSES.indexOf(emotionClass(emotion, undefined, moods))
  const chain = chainBy(s, queue, issue, mood, hasNeed(query) ? compiledNeed(s, query) : NO_NEED)
  demands.use(chain)
  const { steps } = policy.queues[queue]!
  let step = 0
  while (step < steps.length && steps[step]!.afterMs <= 0) step++
  step = firstServableStep(s, chain, step, channel, region - 1) ?? step
  const answer = ask({
    contact: -1,
    queue,
    channel,
    demand: demands.demandOf(chain, step, channel, region - 1),
    later: steps.slice(step).map(({ afterMs }, i) => ({
      demand: demands.demandOf(chain, step + 1 + i, channel, region - 1),
      inMs: afterMs,
    })),
    band,
    rate,
    virtualAtMs: s.nowMs - (query.waitedMs ?? 0),
    headStartMs: policyHeadStartMs(s, category, emotion) + (query.headStartMs ?? 0),
    holder: -1,
    holdMs: 0,
    pullOnly: s.shut[queue] === 1,
  })
  demands.leave(chain)
  return answer
}

/** Standing of a contender at an instant, in 1/100 ms of waiting. */
export function contenderStanding(s: State, contender: Contender, atMs: number): number {
  const { rate, virtualAtMs, headStartMs: ahead } = contender
  return standingAt(rate, virtualAtMs, ahead, s.tables.policy.ageingCapMs, atMs)
}

/** Standing of a waiting contact at an instant. */
export function contactStanding(s: State, contact: number, atMs: number): number {
  const { policy } = s.tables
  const category = s.contacts.categoryOf(contact)
  const virtualAtMs = s.contacts.virtualAtMsOf(contact)
  return standingAt(category.rate, virtualAtMs, headStartMs(s, contact, category), policy.ageingCapMs, atMs)
}
