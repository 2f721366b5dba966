/** Random policies without a fault, with every field now and then left to its default. */
import fc from 'fast-check'
import type { NeedSpec, PolicySpec, RelaxSpec } from '../../../src/engine/policy/policy-spec.js'
import type { PromisesSpec } from '../../../src/engine/policy/promise-spec.js'
import { AGENT_TERMS } from '../../../src/routing/rank.js'

const skills = ['kitchen', 'sofa', 'french', 'senior'] as const
const channels = ['phone', 'chat', 'email'] as const
const queues = ['support', 'sales', 'claims'] as const
const tiers = ['gold', 'silver', 'bronze'] as const
const regions = ['north', 'south', 'east'] as const
const pools = ['seniors', 'juniors'] as const

const ms = fc.integer({ min: 1, max: 10_000_000 })
const headStartMs = fc.integer({ min: 0, max: 2 ** 26 })

/** An object with some of the fields; the required ones always. */
function some<T, K extends keyof T = never>(
  fields: { [P in keyof T]: fc.Arbitrary<T[P]> },
  required: K[] = [],
) {
  return fc.record(fields, { requiredKeys: required })
}

/** Levels of 50 and more, so that relaxation always finds something to lower. */
function levels(least: number): fc.Arbitrary<Record<string, number>> {
  return fc.dictionary(fc.constantFrom(...skills), fc.integer({ min: 50, max: 100 }), {
    minKeys: least,
    noNullPrototype: true,
  })
}

const needFields = {
  requires: levels(0),
  requiresAny: fc.array(levels(1), { maxLength: 2 }),
  prefers: levels(0),
}
const need: fc.Arbitrary<NeedSpec<string>> = some(needFields)

const actions = fc.uniqueArray(fc.constantFrom('alert', 'boost', 'startBot', 'offerCallback'))
const promise = fc
  .tuple(ms, ms, ms, actions, fc.boolean(), fc.boolean())
  .map(([warnMs, second, third, onBreach, warns, escalates]) => ({
    ...(warns ? { warnMs, onWarn: onBreach } : {}),
    breachMs: warnMs + second,
    onBreach,
    ...(escalates ? { escalateMs: warnMs + second + third } : {}),
  }))
const clock = fc.oneof(promise, fc.constant('off' as const))
const promises: fc.Arbitrary<PromisesSpec> = some({
  queueWait: clock,
  firstReply: clock,
  statusUpdate: clock,
  confirmation: clock,
  resolution: clock,
})

/** Steps that come later and later, lower a level each time and, for a hard region, widen it. */
const relax = fc
  .tuple(fc.array(ms, { maxLength: 3 }), fc.shuffledSubarray([...skills], { maxLength: 1 }))
  .map(([spans, dropped]) =>
    spans.map((span, step): RelaxSpec<string> => ({
      afterMs: spans.slice(0, step).reduce((sum, each) => sum + each, span),
      lower: Object.fromEntries(
        skills.filter((each) => !dropped.includes(each)).map((each) => [each, 40 - step]),
      ),
      ...(step === 0 ? { drop: dropped } : {}),
    })),
  )

const queue = some({
  ...needFields,
  band: fc.integer({ min: 0, max: 2 }),
  headStartMs,
  channels: fc.shuffledSubarray([...channels], { minLength: 1 }),
  maxWaiting: fc.integer({ min: 1, max: 1000 }),
  region: fc.constantFrom('hard', 'soft', 'any'),
  relax,
  promises,
  agentOrder: fc.shuffledSubarray([...AGENT_TERMS]),
  pullOnly: fc.boolean(),
  keepFree: fc.dictionary(fc.constantFrom(...pools), fc.integer({ min: 0, max: 9 }), {
    noNullPrototype: true,
  }),
  wrapUpMs: ms,
})

/** Some of the names, each with a value, at least one. */
function named<T>(names: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc
    .shuffledSubarray([...names], { minLength: 1 })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, value]))))
}

const emotion = fc.record({
  headStartMs,
  anxiousFrom: fc.integer({ min: 11, max: 50 }),
  angryFrom: fc.integer({ min: 61, max: 100 }),
  hysteresis: fc.integer({ min: 0, max: 10 }),
  recoverMs: ms,
  calm: need,
  anxious: need,
  angry: need,
})

export const anyPolicySpec: fc.Arbitrary<PolicySpec> = fc
  .record(
    {
      version: fc.nat(),
      channels: fc.record({
        phone: fc.constant({ exclusive: true, units: 2 }),
        chat: some({ units: fc.integer({ min: 1, max: 9 }), firstReply: fc.constantFrom('accept', 'reply') }),
        email: fc.constant({}),
      }),
      skills: fc.constant(skills),
      queues: named(queues, queue),
      tiers: named(tiers, some({ headStartMs, ageingPercent: fc.integer({ min: 0, max: 1000 }) })),
      issues: named(['broken', 'late'], some({ ...needFields, headStartMs })),
      regions: fc.constant(regions),
      regionDistance: fc.constantFrom({ north: { south: 3 } }, {}),
      pools: fc.constant(pools),
      emotion,
      ageingCapMs: fc.oneof(ms, fc.constant('none' as const)),
      workOrder: fc
        .shuffledSubarray(['fit', 'queueLength'] as const)
        .map((terms) => [...terms, 'standing' as const]),
      agentOrder: fc.shuffledSubarray([...AGENT_TERMS]),
      promises,
      offer: some({ ringMs: ms, retryAfterMs: ms, noAnswerReason: fc.constant('away') }),
      callback: some({
        attempts: fc.integer({ min: 1, max: 100 }),
        retryAfterMs: fc.integer({ min: 1, max: 10 ** 9 }),
      }),
      followUp: fc.oneof(fc.constant('off' as const), some({ afterMs: ms, withinMs: ms })),
      hold: some({ dedicatedMs: ms, lastMs: ms }),
      wrapUpMs: ms,
      capacityUnits: fc.integer({ min: 1, max: 1000 }),
      matching: fc.constantFrom({ mode: 'immediate' as const }, { mode: 'batch' as const, windowMs: 500 }),
      commandMemory: fc.nat(1000),
      fallback: fc.constant({}),
    },
    { requiredKeys: ['channels', 'skills', 'queues', 'regions', 'pools'] },
  )
  .map((spec) => inTime(spec as PolicySpec))

/** A queue gives way before its promise of an agent is broken, and promises no reply where nobody writes. */
function inTime(spec: PolicySpec): PolicySpec {
  const writes = (channel: string): boolean => {
    const { exclusive = false, firstReply = exclusive ? 'accept' : 'reply' } = spec.channels[channel]!
    return firstReply === 'reply'
  }
  const queues = Object.entries(spec.queues).map(([name, { relax: steps, promises: own, ...parts }]) => {
    const { firstReply, ...others } = own ?? {}
    const { queueWait = spec.promises?.queueWait } = others
    const { breachMs = 180_000 } = typeof queueWait === 'object' ? queueWait : {}
    const latestMs = queueWait === 'off' ? Infinity : breachMs
    const isWritten = (parts.channels ?? Object.keys(spec.channels)).some(writes)
    const stated = { ...others, ...(firstReply !== undefined && isWritten ? { firstReply } : {}) }
    const early = steps?.map(({ afterMs, ...step }, index) => ({
      ...step,
      afterMs: index === 0 ? Math.min(afterMs, latestMs) : afterMs,
    }))
    return [name, { ...parts, ...(early ? { relax: early } : {}), ...(own ? { promises: stated } : {}) }]
  })
  return { ...spec, queues: Object.fromEntries(queues) as PolicySpec['queues'] }
}
