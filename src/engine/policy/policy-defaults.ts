/**
 * From a policy as written to one with every default filled in. The defaults stand here and nowhere else.
 * Expects a policy without faults; lists keep the order in which they were written.
 * **cost** O(size of the policy); allocates the result.
 */
import { compileCalendar } from '../../sla/calendar-compile.js'
import type {
  NormalCare,
  NormalCover,
  NormalEmotion,
  NormalLevels,
  NormalNeed,
  NormalPolicy,
  NormalQueue,
} from './normal-policy.js'
import { normalPromises } from './promise-defaults.js'
import type {
  FollowUpSpec,
  AgentTerm,
  CareSpec,
  EmotionClassSpec,
  EmotionSpec,
  IssueSpec,
  NeedSpec,
  PerName,
  PolicySpec,
  QueueSpec,
  SkillLevels,
  TierSpec,
} from './policy-spec.js'

type AnyQueueSpec = QueueSpec<string, string, string>

export const defaultTiers = {
  core: { headStartMs: 120_000, ageingPercent: 150 },
  potential: { headStartMs: 30_000, ageingPercent: 110 },
  regular: { headStartMs: 0, ageingPercent: 100 },
} as const satisfies Record<string, TierSpec>

export const defaultIssues = {
  consultation: { headStartMs: 60_000 },
  repair: { headStartMs: 30_000 },
  installation: { headStartMs: 0 },
  complaint: { headStartMs: 90_000 },
  return: { headStartMs: 0 },
} as const satisfies Record<string, IssueSpec<string>>

export const defaultEmotion = {
  headStartMs: 60_000,
  anxiousFrom: 40,
  angryFrom: 70,
  hysteresis: 10,
  recoverMs: 1_200_000,
} as const

const defaultAgentOrder: readonly AgentTerm[] = [
  'preferred',
  'region',
  'preferredSkills',
  'load',
  'longestIdle',
]

const DEFAULT_AGEING_CAP_MS = 900_000
const DEFAULT_TALK_MS = 240_000
const DAY_MS = 24 * 3_600_000
const DEFAULT_CALENDAR_NOTICE_MS = 30 * DAY_MS

/** From when to when the hours of calendars are worked out. */
export interface Horizon {
  /** An instant in whole milliseconds since 1970, best that of the engine's first command, 0..2^42. */
  readonly fromAtMs: number
  /** After `fromAtMs`, up to 2^42. */
  readonly untilAtMs: number
}

/** The policy with every default filled in: plain data that shares nothing with `spec`. `horizon` is needed with calendars. */
export function normalPolicy(spec: PolicySpec, horizon: Horizon | undefined): NormalPolicy {
  const channels = Object.entries(spec.channels).map(([name, channel]) => {
    const exclusive = channel.exclusive ?? false
    return {
      name,
      units: channel.units ?? 1,
      exclusive,
      firstReply: channel.firstReply ?? (exclusive ? 'accept' : 'reply'),
    }
  })
  const tiers = Object.entries<TierSpec>(spec.tiers ?? defaultTiers)
  const issues = Object.entries<IssueSpec<string>>(spec.issues ?? defaultIssues)
  const emotion = normalEmotion(spec.emotion ?? {})
  return {
    version: spec.version ?? 1,
    channels,
    skills: [...(spec.skills ?? [])],
    queues: Object.entries(spec.queues).map(([name, queue]) => normalQueue(spec, name, queue)),
    tiers: tiers.map(([name, tier]) => ({
      name,
      headStartMs: tier.headStartMs ?? 0,
      ageingPercent: tier.ageingPercent ?? 100,
    })),
    issues: issues.map(([name, issue]) => ({
      name,
      headStartMs: issue.headStartMs ?? 0,
      need: normalNeed(issue),
    })),
    regions: [...(spec.regions ?? [])],
    distance: distances(spec),
    pools: [...(spec.pools ?? [])],
    calendars: Object.entries(spec.calendars ?? {}).map(([name, calendar]) => ({
      name,
      data: compileCalendar(calendar, horizon!.fromAtMs, horizon!.untilAtMs),
    })),
    calendarNoticeMs: spec.calendarNoticeMs ?? DEFAULT_CALENDAR_NOTICE_MS,
    emotion,
    care: normalCare(spec, spec.care ?? {}),
    defaultTier: spec.defaultTier ?? tiers.at(-1)![0],
    ageingCapMs: spec.ageingCapMs === 'none' ? null : (spec.ageingCapMs ?? DEFAULT_AGEING_CAP_MS),
    boostMs: spec.boostMs ?? emotion.headStartMs,
    workOrder: [...(spec.workOrder ?? (['standing'] as const))],
    offer: {
      ringMs: spec.offer?.ringMs ?? 20_000,
      retryAfterMs: spec.offer?.retryAfterMs ?? 60_000,
      noAnswerReason: spec.offer?.noAnswerReason ?? 'ring no answer',
    },
    callback: {
      attempts: spec.callback?.attempts ?? 3,
      retryAfterMs: spec.callback?.retryAfterMs ?? 900_000,
    },
    hold: { dedicatedMs: spec.hold?.dedicatedMs ?? 120_000, lastMs: spec.hold?.lastMs ?? 20_000 },
    capacityUnits: spec.capacityUnits ?? Math.max(...channels.map(({ units }) => units)),
    matching:
      spec.matching?.mode === 'batch'
        ? { mode: 'batch', windowMs: spec.matching.windowMs }
        : { mode: 'immediate' },
    commandMemory: spec.commandMemory ?? 1000,
    fallback: { ...spec.fallback },
  }
}

function normalFollowUp(spec: FollowUpSpec | 'off'): NormalQueue['followUp'] {
  if (spec === 'off') return null
  return { afterMs: spec.afterMs ?? DAY_MS, withinMs: spec.withinMs ?? DAY_MS, channel: spec.channel ?? null }
}

function normalQueue(spec: PolicySpec, name: string, queue: AnyQueueSpec): NormalQueue {
  return {
    name,
    band: queue.band ?? 0,
    headStartMs: queue.headStartMs ?? 0,
    need: normalNeed(queue),
    channels: [...(queue.channels ?? Object.keys(spec.channels))],
    maxWaiting: queue.maxWaiting ?? null,
    region: queue.region ?? 'soft',
    relax: (queue.relax ?? []).map((step) => ({
      afterMs: step.afterMs,
      drop: [...(step.drop ?? [])],
      lower: normalLevels(step.lower),
      regionWithin: step.regionWithin ?? null,
    })),
    hours: queue.hours ?? null,
    closed: queue.closed ?? 'hold',
    promises: normalPromises(spec, name, queue),
    agentOrder: [...(queue.agentOrder ?? spec.agentOrder ?? defaultAgentOrder)],
    pullOnly: queue.pullOnly ?? false,
    keepFree: counted(queue.keepFree, spec.pools ?? []).map(({ name: pool, agents }) => ({ pool, agents })),
    wrapUpMs: queue.wrapUpMs ?? spec.wrapUpMs ?? 0,
    followUp: normalFollowUp(queue.followUp ?? spec.followUp ?? 'off'),
    expected: { talkMs: queue.expected?.talkMs ?? spec.expected?.talkMs ?? DEFAULT_TALK_MS },
  }
}

function normalEmotion(spec: EmotionSpec<string>): NormalEmotion {
  const ofClass = (
    of: EmotionClassSpec<string> | undefined,
    load: number,
  ): NormalEmotion['classes']['calm'] => ({
    load: of?.load ?? load,
    need: normalNeed(of ?? {}),
  })
  return {
    headStartMs: spec.headStartMs ?? defaultEmotion.headStartMs,
    anxiousFrom: spec.anxiousFrom ?? defaultEmotion.anxiousFrom,
    angryFrom: spec.angryFrom ?? defaultEmotion.angryFrom,
    hysteresis: spec.hysteresis ?? defaultEmotion.hysteresis,
    recoverMs: spec.recoverMs ?? defaultEmotion.recoverMs,
    classes: {
      calm: ofClass(spec.calm, 0),
      anxious: ofClass(spec.anxious, 0),
      angry: ofClass(spec.angry, 1),
    },
  }
}

function normalCare(
  { pools = [], queues, skills = [] }: PolicySpec,
  spec: CareSpec<string, string, string, string>,
): NormalCare {
  return {
    hardEmotions: [...(spec.hardEmotions ?? (['angry'] as const))],
    hardIssues: [...(spec.hardIssues ?? [])],
    maxHardInARow: spec.maxHardInARow ?? null,
    restMs: spec.restMs ?? 1_200_000,
    coolDownMs: spec.coolDownMs ?? 0,
    coolDownFrom: spec.coolDownFrom ?? 'all',
    breakMs: spec.breakMs ?? 600_000,
    cover: {
      pools: counted(spec.cover?.pools, pools),
      queues: counted(spec.cover?.queues, Object.keys(queues)),
      skills: counted(spec.cover?.skills, skills),
    },
  }
}

/** The numbers above 0, in the order of the names. */
function counted(table: PerName<string> | undefined, names: readonly string[]): NormalCover[] {
  const stated = new Map(Object.entries(table ?? {}))
  return names.flatMap((name) => {
    const agents = stated.get(name) ?? 0
    return agents > 0 ? [{ name, agents }] : []
  })
}

function normalNeed(need: NeedSpec<string>): NormalNeed {
  return {
    requires: normalLevels(need.requires),
    requiresAny: (need.requiresAny ?? []).map(normalLevels),
    prefers: normalLevels(need.prefers),
  }
}

function normalLevels(levels: SkillLevels<string> | undefined): NormalLevels {
  return { ...(levels as NormalLevels | undefined) }
}

/** As stated, else as stated the other way round, else 0 within a region and 1 between two. */
function distances({ regions = [], regionDistance = {} }: PolicySpec): number[][] {
  const rows = new Map(
    Object.entries(regionDistance).map(([from, row]) => [from, new Map(Object.entries(row ?? {}))]),
  )
  const stated = (from: string, to: string): number | undefined => rows.get(from)?.get(to)
  return regions.map((from) =>
    regions.map((to) => stated(from, to) ?? stated(to, from) ?? (from === to ? 0 : 1)),
  )
}
