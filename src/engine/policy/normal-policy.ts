/**
 * A policy with every default filled in: plain JSON, lists in the order in which they were written, names kept.
 * It is what an engine compiles, and what snapshots and `policy.replace` carry. Made only by policy.ts.
 */
import { assert } from '../../base/assert.js'
import type { CalendarData } from '../../sla/calendar.js'
import type { StageName } from '../../sla/promise.js'
import type { AgentTerm, EmotionClass, WorkTerm } from './policy-spec.js'
import type { ClockName, StageAction } from './promise-spec.js'

/** Skill name to least level. */
export type NormalLevels = Readonly<Record<string, number>>

export interface NormalNeed {
  readonly requires: NormalLevels
  readonly requiresAny: readonly NormalLevels[]
  readonly prefers: NormalLevels
}

export interface NormalChannel {
  readonly name: string
  readonly units: number
  readonly exclusive: boolean
  readonly firstReply: 'accept' | 'reply'
}

export interface NormalTier {
  readonly name: string
  readonly headStartMs: number
  readonly ageingPercent: number
}

export interface NormalIssue {
  readonly name: string
  readonly headStartMs: number
  readonly need: NormalNeed
}

export interface NormalEmotion {
  readonly headStartMs: number
  readonly anxiousFrom: number
  readonly angryFrom: number
  readonly hysteresis: number
  readonly recoverMs: number
  readonly classes: Readonly<Record<EmotionClass, { readonly load: number; readonly need: NormalNeed }>>
}

/** At least so many available agents that breaks must leave. In the order of the policy's names. */
export interface NormalCover {
  readonly name: string
  readonly agents: number
}

export interface NormalCare {
  readonly hardEmotions: readonly EmotionClass[]
  readonly hardIssues: readonly string[]
  /** `null`: no limit. */
  readonly maxHardInARow: number | null
  readonly restMs: number
  readonly coolDownMs: number
  readonly coolDownFrom: 'all' | 'hard'
  readonly breakMs: number
  readonly cover: {
    readonly pools: readonly NormalCover[]
    readonly queues: readonly NormalCover[]
    readonly skills: readonly NormalCover[]
  }
}

export interface NormalRelax {
  readonly afterMs: number
  readonly drop: readonly string[]
  readonly lower: NormalLevels
  /** `null`: the limit stays as it is. */
  readonly regionWithin: number | 'any' | null
}

export interface NormalStage {
  readonly stage: StageName
  /** Running time since the clock started. Stages are in ascending order. */
  readonly afterMs: number
  readonly actions: readonly StageAction[]
}

export interface NormalPromise {
  /** Warnings, the breach, and perhaps the escalation. */
  readonly stages: readonly NormalStage[]
  /** The last stage comes again each time so much has run; `null`: it comes once. */
  readonly repeatMs: number | null
  /** The calendar on which it runs; `null`: by day and night. */
  readonly hours: string | null
}

/** A promise to contacts that fit; `null` for a kind that does not matter. */
export interface NormalPromiseRule {
  readonly tiers: readonly string[] | null
  readonly issues: readonly string[] | null
  readonly channels: readonly string[] | null
  /** `null`: nothing is promised. */
  readonly promise: NormalPromise | null
}

/** Opening hours, compiled. */
export interface NormalCalendar {
  readonly name: string
  readonly data: CalendarData
}

export interface NormalQueue {
  readonly name: string
  readonly band: number
  readonly headStartMs: number
  readonly need: NormalNeed
  readonly channels: readonly string[]
  readonly maxWaiting: number | null
  readonly region: 'hard' | 'soft' | 'any'
  readonly relax: readonly NormalRelax[]
  /** The calendar by which it is open; `null`: always. */
  readonly hours: string | null
  readonly closed: 'refuse' | 'hold' | 'offerCallback'
  /** The first rule that fits counts; the last one fits everybody. An empty list: the clock never runs. */
  readonly promises: Readonly<Record<ClockName, readonly NormalPromiseRule[]>>
  readonly agentOrder: readonly AgentTerm[]
  readonly pullOnly: boolean
  /** In the order of `pools`; only those with a rule. */
  readonly keepFree: readonly { readonly pool: string; readonly agents: number }[]
  readonly wrapUpMs: number
  /**
   * The call after a conversation: how long after its end the window opens, how long that is, and where
   * (`null`: where it was); `null`: none.
   */
  readonly followUp: {
    readonly afterMs: number
    readonly withinMs: number
    readonly channel: string | null
  } | null
  readonly expected: { readonly talkMs: number }
}

export interface NormalPolicy {
  readonly version: number
  readonly channels: readonly NormalChannel[]
  readonly skills: readonly string[]
  readonly queues: readonly NormalQueue[]
  readonly tiers: readonly NormalTier[]
  readonly issues: readonly NormalIssue[]
  readonly regions: readonly string[]
  /** `distance[contact's region][agent's region]`, complete. */
  readonly distance: readonly (readonly number[])[]
  readonly pools: readonly string[]
  readonly calendars: readonly NormalCalendar[]
  readonly calendarNoticeMs: number
  readonly emotion: NormalEmotion
  readonly care: NormalCare
  readonly defaultTier: string
  /** `null`: no cap. */
  readonly ageingCapMs: number | null
  readonly boostMs: number
  readonly workOrder: readonly WorkTerm[]
  readonly offer: { readonly ringMs: number; readonly retryAfterMs: number; readonly noAnswerReason: string }
  readonly callback: { readonly attempts: number; readonly retryAfterMs: number }
  readonly hold: { readonly dedicatedMs: number; readonly lastMs: number }
  readonly capacityUnits: number
  readonly matching: { readonly mode: 'immediate' } | { readonly mode: 'batch'; readonly windowMs: number }
  readonly commandMemory: number
  readonly fallback: Readonly<Record<string, string>>
}

/** Lists and parts that every normal policy has. */
const LISTS = 'channels skills queues tiers issues regions distance pools calendars workOrder'.split(' ')
const PARTS = 'emotion care offer callback hold matching fallback'.split(' ')

/** The normal policy of a policy. Throws InvariantError, which names the function that was asked, for what is none. */
export function normalOf(policy: { readonly normal: NormalPolicy }, asked: string): NormalPolicy {
  const normal = policy?.normal
  assert(isNormalPolicy(normal), `${asked}: not a policy; pass what definePolicy or parsePolicy gives`)
  return normal
}

/** Whether a value has the lists and parts of a normal policy: a guard against a mere spec, and against JSON cut short. */
export function isNormalPolicy(value: unknown): value is NormalPolicy {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Readonly<Record<string, unknown>>
  return (
    LISTS.every((name) => Array.isArray(fields[name])) &&
    PARTS.every((name) => typeof fields[name] === 'object' && fields[name] !== null)
  )
}
