import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Policy, parsePolicy } from '../../../src/engine/policy/policy.js'
import { starvationBounds } from '../../../src/engine/policy/starvation.js'
import { times } from '../../times.js'

type Normal = Policy['normal']

/** What decides the standing of a contact. Indexes into the policy's lists; issue -1 is none. */
interface Contact {
  readonly queue: number
  readonly tier: number
  readonly issue: number
  readonly emotion: number
  readonly boosted: boolean
  readonly byHandMs: number
}

/** Rules 14 and 15, word by word, in 1/100 ms. */
function standing(policy: Normal, contact: Contact, waitedMs: number): number {
  const tier = policy.tiers[contact.tier]!
  const headStartMs =
    policy.queues[contact.queue]!.headStartMs +
    (policy.issues[contact.issue]?.headStartMs ?? 0) +
    tier.headStartMs +
    Math.floor((policy.emotion.headStartMs * contact.emotion) / 100) +
    contact.byHandMs +
    (contact.boosted ? policy.boostMs : 0)
  const capMs = policy.ageingCapMs ?? Infinity
  return (
    100 * headStartMs + tier.ageingPercent * Math.min(waitedMs, capMs) + 100 * Math.max(0, waitedMs - capMs)
  )
}

/** Mostly none, so that ageing decides as often as head starts do. */
const headStartMs = fc.oneof(fc.constant(0), fc.constant(0), fc.nat(30))
const rate = fc.oneof(fc.constantFrom(0, 50, 100, 150), fc.nat(99), fc.nat(300))
const policies = fc
  .record({
    queues: fc.array(fc.record({ headStartMs, band: fc.constantFrom(0, 0, 1) }), {
      minLength: 1,
      maxLength: 3,
    }),
    tiers: fc.array(fc.record({ headStartMs, ageingPercent: rate }), { minLength: 1, maxLength: 3 }),
    issues: fc.array(fc.record({ headStartMs }), { maxLength: 2 }),
    emotionMs: headStartMs,
    moreBoostMs: fc.nat(9),
    boosts: fc.boolean(),
    ageingCapMs: fc.oneof(fc.nat(40), fc.nat(40), fc.constant('none' as const)),
  })
  .map(({ queues, tiers, issues, emotionMs, moreBoostMs, boosts, ageingCapMs }) =>
    parsePolicy({
      channels: { chat: {} },
      skills: [],
      queues: Object.fromEntries(queues.map((queue, index) => [`queue ${index}`, queue])),
      tiers: Object.fromEntries(tiers.map((tier, index) => [`tier ${index}`, tier])),
      issues: Object.fromEntries(issues.map((issue, index) => [`issue ${index}`, issue])),
      emotion: { headStartMs: emotionMs },
      boostMs: emotionMs + moreBoostMs,
      promises: boosts ? {} : { queueWait: 'off' },
      ageingCapMs,
    }),
  )

function contacts({ normal }: Policy): fc.Arbitrary<Contact> {
  const canBoost = normal.queues[0]!.promises.queueWait.length > 0
  return fc.record({
    queue: fc.nat(normal.queues.length - 1),
    tier: fc.nat(normal.tiers.length - 1),
    issue: fc.integer({ min: -1, max: normal.issues.length - 1 }),
    emotion: fc.oneof(fc.constantFrom(0, 100), fc.constantFrom(0, 100), fc.nat(100)),
    boosted: canBoost ? fc.boolean() : fc.constant(false),
    byHandMs: fc.oneof(fc.constant(0), fc.integer({ min: -20, max: 20 })),
  })
}

function boundMs(policy: Policy, contact: Contact): number {
  const queue = policy.normal.queues[contact.queue]!.name
  const tier = policy.normal.tiers[contact.tier]!.name
  const found = starvationBounds(policy).filter(
    (each) => each.queue === queue && (each.tier === null || each.tier === tier),
  )
  expect(found.length).toBe(1)
  return found[0]!.boundMs ?? Infinity
}

/** What head starts by hand add to a bound, as the bound's reason says. */
function byHandMs(policy: Normal, early: Contact, late: Contact): number {
  const { ageingPercent } = policy.tiers[early.tier]!
  const times = ageingPercent > 0 && ageingPercent < 100 ? 100 / ageingPercent : 1
  return Math.max(0, late.byHandMs - early.byHandMs) * times
}

describe('starvation bounds', () => {
  it('hold: two contacts wait on while their emotion, issue, tier, queue and boost change, and nobody who is late enough is ever ahead', () => {
    const races = policies.chain((policy) =>
      fc.record({
        policy: fc.constant(policy),
        beyondMs: fc.nat(2),
        moments: fc.array(
          fc.record({ afterMs: fc.nat(40), early: contacts(policy), late: contacts(policy) }),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
      }),
    )
    fc.assert(
      fc.property(races, ({ policy, beyondMs, moments }) => {
        const { normal } = policy
        const [first] = moments
        // Just late enough for the first moment: where a bound that is too small shows.
        const enoughMs = boundMs(policy, first!.early) + byHandMs(normal, first!.early, first!.late)
        const laterMs = Math.max(1, enoughMs === Infinity ? 0 : Math.ceil(enoughMs)) + beyondMs
        let lateWaitMs = 0
        for (const { afterMs, early, late } of moments) {
          lateWaitMs += afterMs
          if (normal.queues[early.queue]!.band !== normal.queues[late.queue]!.band) continue
          if (laterMs < boundMs(policy, early) + byHandMs(normal, early, late)) continue
          expect(standing(normal, late, lateWaitMs)).toBeLessThanOrEqual(
            standing(normal, early, lateWaitMs + laterMs),
          )
        }
      }),
      times(300),
    )
  })

  it('are exact: at the bound nobody is ever ahead, a millisecond before it somebody can be', () => {
    fc.assert(
      fc.property(policies, fc.nat(1), (policy, beyondMs) => {
        const { normal } = policy
        const boosts = normal.queues[0]!.promises.queueWait.length > 0
        for (const [queue, { band }] of normal.queues.entries()) {
          for (const [tier, { ageingPercent }] of normal.tiers.entries()) {
            const early: Contact = { queue, tier, issue: -1, emotion: 0, boosted: false, byHandMs: 0 }
            const bound = boundMs(policy, early)
            const rivals = normal.queues.flatMap((each, queue) =>
              each.band !== band
                ? []
                : normal.tiers.flatMap((_, tier) =>
                    [-1, ...normal.issues.keys()].map((issue): Contact => ({
                      queue,
                      tier,
                      issue,
                      emotion: 100,
                      boosted: boosts,
                      byHandMs: 0,
                    })),
                  ),
            )
            if (bound === Infinity) continue
            const waits = Array.from({ length: (normal.ageingCapMs ?? 90) + 2 }, (_, ms) => ms)
            const passes = (laterMs: number): boolean =>
              rivals.some((late) =>
                waits.some((ms) => standing(normal, late, ms) > standing(normal, early, ms + laterMs)),
              )
            expect(passes(bound + beyondMs)).toBe(false)
            // At 0 % a bound also covers head starts by hand, however small.
            const isAlike = rivals.every((late) => standing(normal, late, 0) <= standing(normal, early, 0))
            if (bound > 0 && !(ageingPercent === 0 && isAlike)) expect(passes(bound - 1)).toBe(true)
          }
        }
      }),
      times(300),
    )
  })

  it('are missing only where no wait is long enough', () => {
    const uncapped = policies.filter(({ normal }) => normal.ageingCapMs === null)
    fc.assert(
      fc.property(uncapped, fc.nat(50), (policy, laterMs) => {
        const { normal } = policy
        const bounds = starvationBounds(policy)
        for (const { queue: name, tier: tierName, boundMs } of bounds) {
          const queue = normal.queues.findIndex((each) => each.name === name)
          const tier = Math.max(
            0,
            normal.tiers.findIndex((each) => each.name === tierName),
          )
          const fastest = normal.tiers.reduce((most, each) => Math.max(most, each.ageingPercent), 0)
          const own = normal.tiers[tier]!.ageingPercent
          if (boundMs !== null || own === fastest) continue
          const rival = normal.tiers.findIndex((each) => each.ageingPercent === fastest)
          const shared = { queue, issue: -1, emotion: 0, boosted: false, byHandMs: 0 }
          const longMs = 100 * (normal.tiers[tier]!.headStartMs + laterMs * own) + 1
          const late = standing(normal, { ...shared, tier: rival }, longMs)
          expect(late).toBeGreaterThan(standing(normal, { ...shared, tier }, longMs + laterMs))
        }
      }),
      times(20),
    )
  })
})
