/**
 * Who calls, in its normal form: rates by pieces, attributes as mixes, laws in milliseconds.
 * **cost** O(size of the demand); allocates the result. Once per scenario.
 */
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import type { RatePiece } from '../customers/arrivals.js'
import { type Behaviour, behaviourOf } from './behaviour.js'
import { type CallbackTaking, type FollowUpCalling, callbackOf, followUpOf } from './calling.js'
import type { ArrivalsSpec, DemandSpec, MixSpec } from '../scenario-language/demand-spec.js'
import type { Day } from './days.js'
import { timeMs } from '../scenario-language/duration.js'
import type { ScenarioSpec } from '../scenario-language/scenario-spec.js'
import { type Times, timesOf } from './times.js'
import { type Volume, volumeOf } from './volume.js'

/** When a day of the scenario starts and ends, how long its intervals are (0: none), and the days. */
export interface Span {
  readonly fromMs: number
  readonly untilMs: number
  readonly intervalMs: number
  readonly days: readonly Day[]
}

/** Names (null: none) with the shares of the contacts up to and including each; the last share is 1. */
export interface Mix {
  readonly names: readonly (string | null)[]
  readonly upTo: readonly number[]
}

/** How long things take in one queue, and what counts as answered in time. */
export interface QueueTimes {
  readonly queue: string
  readonly patience: Times
  /** `null`: stated by the trace. */
  readonly service: Times | null
  /** `null`: the policy's. */
  readonly wrapUp: Times | null
  readonly firstReply: Times
  readonly withinMs: number
  readonly shortAbandonMs: number
  readonly behaviour: Behaviour
  /** Absent: nobody takes a call back. */
  readonly callback?: CallbackTaking
  /** Absent: nobody is called after a conversation. */
  readonly followUp?: FollowUpCalling
}

export interface Demand {
  readonly queue: string
  readonly pieces: readonly RatePiece[]
  /** Contacts of one day that are stated, but lie before the scenario starts or after it ends. */
  readonly leftOut: number
  readonly volume: Volume
  /** Contacts at once; names are numbers. */
  readonly batch: Mix
  readonly channel: Mix
  readonly tier: Mix
  readonly issue: Mix
  readonly region: Mix
  /** Names are scores. */
  readonly emotion: Mix
}

/** The demand of one queue. `tiers`: of its customers, where it does not say. */
export function demandOf(
  queue: string,
  demand: DemandSpec,
  policy: NormalPolicy,
  span: Span,
  tiers: MixSpec,
): Demand {
  const allowed = policy.queues.find(({ name }) => name === queue)!.channels
  const { arrivals } = demand
  const ofDay = pieces(arrivals, span)
  const { blocks = [] } = arrivals
  const stated = blocks.map(({ from, to, perHour }) => ({ fromMs: timeMs(from), toMs: timeMs(to), perHour }))
  return {
    queue,
    pieces: span.days.flatMap((day) => laidOut(ofDay, day)),
    leftOut: blocks.length === 0 ? 0 : contactsOf(stated) - contactsOf(ofDay),
    volume: volumeOf(demand, span.days),
    batch: numbersOf(demand.batch ?? 1),
    channel: mixOf(demand.channel ?? allowed[0]!),
    tier: mixOf(demand.tier ?? tiers),
    issue: mixOf(demand.issue),
    region: mixOf(demand.region),
    emotion: numbersOf(demand.emotion ?? 0),
  }
}

/** What the scenario says of all queues, with what it says of this one. */
export function queueTimesOf(spec: ScenarioSpec, queue: string): QueueTimes {
  const demand: Partial<DemandSpec> = spec.demand?.[queue] ?? {}
  const service = demand.service ?? spec.service
  const wrapUp = demand.wrapUp ?? spec.wrapUp
  const { callback, followUp } = { ...spec, ...demand }
  const level = { ...spec.serviceLevel, ...demand.serviceLevel }
  return {
    queue,
    patience: timesOf(demand.patience ?? spec.patience ?? 'never'),
    service: service === undefined ? null : timesOf(service),
    wrapUp: wrapUp === undefined ? null : timesOf(wrapUp),
    firstReply: timesOf(demand.firstReply ?? spec.firstReply ?? 0),
    withinMs: timeMs(level.within ?? '20s'),
    shortAbandonMs: timeMs(level.shortAbandon ?? '5s'),
    behaviour: behaviourOf({ ...spec, ...demand }),
    ...(callback === undefined ? {} : { callback: callbackOf(callback) }),
    ...(followUp === undefined ? {} : { followUp: followUpOf(followUp) }),
  }
}

function laidOut(of: readonly RatePiece[], { laterMs, factor }: Day): RatePiece[] {
  return of.map(({ fromMs, toMs, perHour }) => ({
    fromMs: fromMs + laterMs,
    toMs: toMs + laterMs,
    perHour: perHour * factor,
  }))
}

function pieces(arrivals: ArrivalsSpec, { fromMs, untilMs, intervalMs }: Span): RatePiece[] {
  const { perHour, perInterval, blocks } = arrivals
  if (perHour !== undefined) return [{ fromMs, toMs: untilMs, perHour }]
  if (perInterval !== undefined) {
    return perInterval.map((count, index) => ({
      fromMs: fromMs + index * intervalMs,
      toMs: Math.min(fromMs + (index + 1) * intervalMs, untilMs),
      perHour:
        (count * 3_600_000) /
        (Math.min(fromMs + (index + 1) * intervalMs, untilMs) - fromMs - index * intervalMs),
    }))
  }
  return (blocks ?? [])
    .map(({ from, to, perHour: rate }) => ({
      fromMs: Math.max(timeMs(from), fromMs),
      toMs: Math.min(timeMs(to), untilMs),
      perHour: rate,
    }))
    .filter((piece) => piece.fromMs < piece.toMs)
}

function contactsOf(of: readonly RatePiece[]): number {
  return of.reduce((sum, { fromMs, toMs, perHour }) => sum + (perHour * (toMs - fromMs)) / 3_600_000, 0)
}

/** The mean of the numbers that a mix names. */
export function meanOf({ names, upTo }: Mix): number {
  return names.reduce((sum, name, i) => sum + Number(name) * (upTo[i]! - (upTo[i - 1] ?? 0)), 0)
}

function numbersOf(numbers: number | { readonly [number: string]: number }): Mix {
  return mixOf(typeof numbers === 'object' ? numbers : String(numbers))
}

function mixOf(mix: MixSpec | undefined): Mix {
  if (mix === undefined || typeof mix === 'string') return { names: [mix ?? null], upTo: [1] }
  const some = Object.entries(mix).filter(([, weight]) => weight > 0)
  const total = some.reduce((sum, [, weight]) => sum + weight, 0)
  let sum = 0
  const upTo = some.map(([, weight]) => (sum += weight) / total)
  upTo[upTo.length - 1] = 1
  return { names: some.map(([name]) => name), upTo }
}
