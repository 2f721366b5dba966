/**
 * Small random promises and opening hours for the engine's property tests, as random-policy.ts makes policies: all times are
 * short, so that everything that can fire does. Hours of a policy are data beside its spec, because a spec knows no
 * milliseconds.
 */
import type { CalendarData } from '../../../src/sla/calendar.js'
import type {
  ClockName,
  PromisesSpec,
  PromiseSpec,
  PromiseTermsSpec,
  RuleSpec,
  StageAction,
} from '../../../src/engine/policy/promise-spec.js'
import type { PolicySpec } from '../../../src/engine/policy/policy-spec.js'
import type { Draw } from './random-policy.js'

export interface RandomNames {
  readonly tiers: readonly string[]
  readonly issues: readonly string[]
  readonly queues: readonly string[]
  /** Those of the queue, if it is a queue's promise. */
  readonly channels: readonly string[]
  readonly calendars: readonly string[]
  /** Channels in which a clock that waits for messages can run. */
  readonly written: readonly string[]
}

const clocks: readonly ClockName[] = [
  'queueWait',
  'firstReply',
  'replyGap',
  'statusUpdate',
  'customerSilence',
  'confirmation',
  'resolution',
]
const waitsForMessages: readonly ClockName[] = ['firstReply', 'replyGap', 'customerSilence']
const archives: readonly ClockName[] = ['customerSilence', 'confirmation']
const actions: readonly StageAction[] = [
  'alert',
  'boost',
  'startBot',
  'offerCallback',
  'notify',
  'remind',
  'ask',
  'phone',
  'sendSummary',
]

function terms(draw: Draw, clock: ClockName, calendars: readonly string[]): PromiseTermsSpec {
  const on = (): StageAction[] => draw.order(actions, true)
  // A queue gives way within 700 ms at the latest, and its promise is not to be broken before.
  const breachMs = (clock === 'queueWait' ? 700 : 4) + draw.below(900)
  const warning = draw.pick(['none', 'none', 'at', 'percent', 'before'] as const)
  const warnMs = { at: 1 + draw.below(breachMs - 1), percent: 0, before: 0, none: 0 }[warning]
  const stepMs = 1 + draw.below(breachMs - 1)
  const repeats = draw.percent(20)
  const ends = archives.includes(clock) && !repeats && draw.percent(40)
  const escalates = !ends && draw.percent(40)
  return {
    breachMs,
    onBreach: ends ? [...on(), 'archive'] : on(),
    ...(warning === 'at' ? { warnMs, onWarn: on() } : {}),
    ...(warning === 'percent' ? { warnPercent: 40 + draw.below(60), onWarn: on() } : {}),
    ...(warning === 'before' ? { warnBeforeMs: 1 + draw.below(breachMs - 1), onWarn: on() } : {}),
    ...(warning === 'none' && draw.percent(50) ? { steps: [{ afterMs: stepMs, actions: on() }] } : {}),
    ...(escalates ? { escalateMs: breachMs + 1 + draw.below(800), onEscalate: on() } : {}),
    ...(repeats ? { repeatMs: 40 + draw.below(400) } : { repeatMs: 'never' as const }),
    ...(calendars.length > 0 && draw.percent(45) ? { hours: draw.pick([...calendars, 'always']) } : {}),
  }
}

/** Rules that name different things, so that no two are equally specific. */
function rules(draw: Draw, clock: ClockName, names: RandomNames, ofQueue: boolean): RuleSpec[] {
  const kinds: readonly [string, readonly string[]][] = [
    ['tier', names.tiers],
    ['issue', names.issues],
    ['channel', waitsForMessages.includes(clock) ? names.written : names.channels],
    // Of all queues: one that takes all channels of the rule is sure to be among them.
    ...(ofQueue ? [] : [['queue', names.queues] as [string, readonly string[]]]),
  ]
  const named: string[] = []
  const list: RuleSpec[] = []
  for (let count = draw.below(3); count > 0; count--) {
    const chosen = kinds.filter(([kind, all]) => all.length > 0 && draw.percent(kind === 'queue' ? 25 : 45))
    const hasBoth = ['queue', 'channel'].every((kind) => chosen.some(([each]) => each === kind))
    const key = chosen.map(([kind]) => kind).join()
    if (chosen.length === 0 || named.includes(key) || hasBoth || (!ofQueue && key === 'queue')) continue
    named.push(key)
    const fits = chosen.map(([kind, all]) => {
      const some = draw.some(all, 50)
      return [kind, some.length === 0 ? draw.pick(all) : some]
    })
    const own = draw.percent(25) ? { off: true } : terms(draw, clock, names.calendars)
    list.push({ ...own, ...(Object.fromEntries(fits) as RuleSpec) })
  }
  return list
}

/** What a policy, or a queue of it, promises. */
export function randomPromises(draw: Draw, names: RandomNames, ofQueue: boolean): PromisesSpec {
  const chance = ofQueue ? 25 : 60
  return Object.fromEntries(
    clocks.flatMap((clock): [ClockName, PromiseSpec | 'off'][] => {
      const usual = clock === 'queueWait' || clock === 'firstReply'
      if (!draw.percent(usual && !ofQueue ? 85 : chance)) return usual && !ofQueue ? [[clock, 'off']] : []
      if (waitsForMessages.includes(clock) && names.written.length === 0) return []
      return [[clock, { ...terms(draw, clock, names.calendars), by: rules(draw, clock, names, ofQueue) }]]
    }),
  )
}

/** Stretches from some millisecond on; `count` of them. */
function stretches(
  draw: Draw,
  startMs: number,
  count: number,
  longestMs: number,
): [number[], number[], number] {
  const opensAtMs: number[] = []
  const closesAtMs: number[] = []
  let atMs = startMs
  for (let i = 0; i < count; i++) {
    opensAtMs.push((atMs += 1 + draw.below(longestMs)))
    closesAtMs.push((atMs += 1 + draw.below(longestMs)))
  }
  return [opensAtMs, closesAtMs, atMs + draw.below(longestMs)]
}

/** Hours that begin soon after 0 and are known for some seconds. */
export function randomHours(draw: Draw): CalendarData {
  const fromMs = 1 + draw.below(50)
  const [opensAtMs, closesAtMs, toMs] = stretches(draw, fromMs, 1 + draw.below(9), draw.pick([700, 60, 2000]))
  return { zone: 'UTC', fromMs, toMs: Math.max(toMs, fromMs + 100), opensAtMs, closesAtMs }
}

/** Hours that follow `before`, or now and then do not. */
export function laterHours(draw: Draw, before: CalendarData): CalendarData {
  const fromMs = before.toMs - draw.below(300) + (draw.percent(6) ? 400 : 0)
  const [opensAtMs, closesAtMs, toMs] = stretches(draw, fromMs, draw.below(5), 700)
  const zone = draw.percent(4) ? 'Europe/Berlin' : before.zone
  return { zone, fromMs, toMs: toMs + draw.pick([500, 0]), opensAtMs, closesAtMs }
}

/** The same policy without the rules and hours that name what it does not have, for specs that were made smaller. */
export function fitting(spec: PolicySpec): PolicySpec {
  const keys = (part: object | undefined, usual: readonly string[]): readonly string[] =>
    part ? Object.keys(part) : usual
  const known: Readonly<Record<string, readonly string[]>> = {
    tier: keys(spec.tiers, ['core', 'potential', 'regular']),
    issue: keys(spec.issues, ['consultation', 'repair', 'installation', 'complaint', 'return']),
    queue: Object.keys(spec.queues),
    channel: Object.keys(spec.channels),
    hours: [...keys(spec.calendars, []), 'always'],
  }
  const written = Object.entries(spec.channels).flatMap(([name, { firstReply }]) =>
    firstReply === 'reply' ? [name] : [],
  )
  const fits = (rule: object, clock: string): boolean =>
    Object.entries(rule).every(([key, names]) => {
      const waits = key === 'channel' && waitsForMessages.includes(clock as ClockName)
      const all = waits ? written : known[key]
      return all === undefined || [names].flat().every((name) => all.includes(name as string))
    })
  // A rule of a queue names the queue: the policy may have one that names the same.
  const kindsOf = (rule: object): string => ['tier', 'issue', 'channel'].filter((kind) => kind in rule).join()
  const isRival = (rule: RuleSpec, clock: string): boolean => {
    const general = spec.promises?.[clock as ClockName]
    const rules = typeof general === 'object' ? (general.by ?? []) : []
    return rules.some((other) => 'queue' in other && kindsOf(other) === kindsOf(rule))
  }
  const fitted = (promises: PromisesSpec, ofQueue: boolean): PromisesSpec =>
    Object.fromEntries(
      Object.entries(promises).map(([clock, promise]): [string, PromiseSpec | 'on' | 'off'] => {
        if (typeof promise === 'string') return [clock, promise]
        const { hours, by, ...rest } = promise
        return [
          clock,
          {
            ...rest,
            ...(hours !== undefined && fits({ hours }, clock) ? { hours } : {}),
            ...(by
              ? { by: by.filter((rule) => fits(rule, clock) && !(ofQueue && isRival(rule, clock))) }
              : {}),
          },
        ]
      }),
    )
  return {
    ...spec,
    ...(spec.promises ? { promises: fitted(spec.promises, false) } : {}),
    queues: Object.fromEntries(
      Object.entries(spec.queues).map(([name, { promises, ...queue }]) => [
        name,
        promises ? { ...queue, promises: fitted(promises, true) } : queue,
      ]),
    ),
  }
}
