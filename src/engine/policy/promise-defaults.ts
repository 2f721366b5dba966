/**
 * From promises as written to what each queue promises, rule by rule, with every default filled in. The users' numbers
 * stand here and nowhere else.
 * Expects promises without faults. **cost** O(size of the policy); allocates the result.
 * **order** of rules: those that name more of tier, issue, queue and channel first; among equals those that name the tier,
 * then the issue, then the queue; the first that fits a contact counts.
 */
import type { NormalPromise, NormalPromiseRule, NormalStage } from './normal-policy.js'
import { presetPromises } from './promise-presets.js'
import type { ClockName, PromiseTermsSpec, QueueRuleSpec, RuleSpec } from './promise-spec.js'
import type { PolicySpec, QueueSpec } from './policy-spec.js'

/** All clocks, in the order in which they are started when several start at once. */
export const CLOCKS: readonly ClockName[] = [
  'queueWait',
  'firstReply',
  'replyGap',
  'statusUpdate',
  'customerSilence',
  'confirmation',
  'resolution',
]

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Each clock's own times and actions. Those of the confirmation are ours: the users named none. */
export const clockDefaults: Readonly<Record<ClockName, PromiseTermsSpec & { readonly breachMs: number }>> = {
  queueWait: {
    warnMs: 2 * MINUTE_MS,
    breachMs: 3 * MINUTE_MS,
    onBreach: ['alert', 'boost', 'startBot', 'offerCallback'],
  },
  firstReply: { breachMs: 30_000 },
  replyGap: { breachMs: 2 * MINUTE_MS },
  statusUpdate: { breachMs: MINUTE_MS, onBreach: ['notify'] },
  customerSilence: {
    steps: [
      { afterMs: 5 * MINUTE_MS, actions: ['remind'] },
      { afterMs: 15 * MINUTE_MS, actions: ['ask'] },
      { afterMs: 30 * MINUTE_MS, actions: ['phone'] },
    ],
    breachMs: 2 * HOUR_MS,
    onBreach: ['sendSummary', 'archive'],
  },
  confirmation: {
    steps: [{ afterMs: 15 * MINUTE_MS, actions: ['ask'] }],
    breachMs: 2 * HOUR_MS,
    onBreach: ['sendSummary', 'archive'],
  },
  resolution: { warnBeforeMs: HOUR_MS, breachMs: 24 * HOUR_MS },
}

const onByDefault: ReadonlySet<ClockName> = new Set<ClockName>(['queueWait', 'firstReply'])

/** What is promised where nothing is said. */
export function unstated(clock: ClockName): PromiseTermsSpec | 'off' {
  return onByDefault.has(clock) ? {} : 'off'
}

const times: readonly string[] = [
  'warnMs',
  'warnPercent',
  'warnBeforeMs',
  'steps',
  'breachMs',
  'escalateMs',
  'repeatMs',
]
type AnyTerms = { readonly [Key in keyof PromiseTermsSpec]?: unknown }

/** Whether terms state any time; if they do, none but the breach is filled in. */
export function statesTime(terms: AnyTerms): boolean {
  return Object.entries(terms).some(([key, value]) => value !== undefined && times.includes(key))
}

/** The terms of a rule: its own, and for the rest those of the promise that it stands in. Times go together. */
export function inherited<Terms extends AnyTerms>({ off: _off, ...parent }: Terms, own: Terms): Terms {
  if (!statesTime(own)) return { ...parent, ...own }
  const kept = Object.entries(parent).filter(([key]) => key === 'breachMs' || !times.includes(key))
  return { ...(Object.fromEntries(kept) as typeof parent), ...own }
}

/** When a warning comes, undefined for none. */
export function warningMs(terms: PromiseTermsSpec, breachMs: number): number | undefined {
  const { warnMs, warnPercent, warnBeforeMs } = terms
  if (warnMs !== undefined) return warnMs
  if (warnPercent !== undefined) return Math.floor((breachMs * warnPercent) / 100)
  return warnBeforeMs === undefined ? undefined : breachMs - warnBeforeMs
}

/** The terms with the clock's own times, where none are stated. */
export function completed(clock: ClockName, stated: PromiseTermsSpec): PromiseTermsSpec {
  const { onBreach, onWarn, ...times } = clockDefaults[clock]
  const own = statesTime(stated) ? { breachMs: times.breachMs } : times
  const terms = { ...own, onBreach: onBreach ?? ['alert'], onWarn: onWarn ?? ['alert'], ...stated }
  if (clock !== 'statusUpdate' || terms.repeatMs !== undefined) return terms
  return { ...terms, repeatMs: terms.breachMs ?? times.breachMs }
}

/** The promise that terms make; `null` for one that is off. `usualHours`: where none are stated. */
export function normalPromise(
  clock: ClockName,
  stated: PromiseTermsSpec | 'on' | 'off',
  usualHours: string | null = null,
): NormalPromise | null {
  if (stated === 'off' || (stated !== 'on' && stated.off === true)) return null
  const terms = completed(clock, stated === 'on' ? {} : stated)
  const { breachMs = 0, escalateMs, repeatMs = 'never', hours } = terms
  const warnAtMs = warningMs(terms, breachMs)
  const warnings: NormalStage[] = [
    ...(terms.steps ?? []).map(({ afterMs, actions }): NormalStage => ({
      stage: 'warn',
      afterMs,
      actions: [...(actions ?? ['alert'])],
    })),
    ...(warnAtMs === undefined
      ? []
      : [{ stage: 'warn' as const, afterMs: warnAtMs, actions: [...terms.onWarn!] }]),
  ]
  return {
    stages: [
      ...warnings.toSorted((a, b) => a.afterMs - b.afterMs),
      { stage: 'breach', afterMs: breachMs, actions: [...terms.onBreach!] },
      ...(escalateMs === undefined
        ? []
        : [
            {
              stage: 'escalate' as const,
              afterMs: escalateMs,
              actions: [...(terms.onEscalate ?? (['alert'] as const))],
            },
          ]),
    ],
    repeatMs: repeatMs === 'never' ? null : repeatMs,
    hours: hours === undefined ? usualHours : hours === 'always' ? null : hours,
  }
}

/** What a rule names, as a number: more names are more, and the tier weighs most, then issue, queue and channel. */
function weight(names: RuleSpec): number {
  const named = [names.channel, names.queue, names.issue, names.tier].map((name) => name !== undefined)
  const count = named.filter(Boolean).length
  return named.reduce((sum, isNamed, bit) => (isNamed ? sum + 2 ** bit : sum), count * 16)
}

/** What a queue promises on each clock: rules, the most specific first, up to the first that fits everybody. */
export function normalPromises(
  spec: PolicySpec,
  name: string,
  queue: QueueSpec<string, string, string>,
): Readonly<Record<ClockName, readonly NormalPromiseRule[]>> {
  const general = { ...presetPromises(spec.presets), ...spec.promises }
  const usual = queue.hours !== undefined && queue.closed !== 'refuse' ? queue.hours : null
  const ofClock = (clock: ClockName): NormalPromiseRule[] => {
    const usualHours = clock === 'queueWait' ? usual : null
    const all = general[clock] ?? unstated(clock)
    const own = queue.promises?.[clock]
    const rules: { names: RuleSpec; promise: NormalPromise | null }[] = []
    const add = (names: RuleSpec, terms: PromiseTermsSpec | 'on' | 'off'): void => {
      rules.push({ names, promise: normalPromise(clock, terms, usualHours) })
    }
    if (own !== undefined) add({ queue: name }, own)
    for (const rule of byOf(own)) add({ ...rule, queue: name }, inherited(termsOf(own), rule))
    add({}, all)
    for (const rule of byOf(all)) {
      if (rule.queue === undefined || listOf(rule.queue).includes(name))
        add(rule, inherited(termsOf(all), rule))
    }
    rules.sort((a, b) => weight(b.names) - weight(a.names))
    const normal = rules.map(({ names: { tier, issue, channel }, promise }): NormalPromiseRule => ({
      tiers: tier === undefined ? null : listOf(tier),
      issues: issue === undefined ? null : listOf(issue),
      channels: channel === undefined ? null : listOf(channel),
      promise,
    }))
    const last = normal.findIndex(({ tiers, issues, channels }) => !tiers && !issues && !channels)
    const counting = normal.slice(0, last + 1)
    return counting.every(({ promise }) => promise === null) ? [] : counting
  }
  return {
    queueWait: ofClock('queueWait'),
    firstReply: ofClock('firstReply'),
    replyGap: ofClock('replyGap'),
    statusUpdate: ofClock('statusUpdate'),
    customerSilence: ofClock('customerSilence'),
    confirmation: ofClock('confirmation'),
    resolution: ofClock('resolution'),
  }
}

type Stated = (PromiseTermsSpec & { readonly by?: readonly RuleSpec[] }) | 'on' | 'off' | undefined

function byOf(stated: Stated): readonly (RuleSpec & QueueRuleSpec)[] {
  return typeof stated === 'object' ? (stated.by ?? []) : []
}

function termsOf(stated: Stated): PromiseTermsSpec {
  if (typeof stated !== 'object') return {}
  const { by: _by, ...terms } = stated as PromiseTermsSpec & { readonly by?: unknown }
  return terms
}

/** One name, or several. */
export function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : [...names]
}
