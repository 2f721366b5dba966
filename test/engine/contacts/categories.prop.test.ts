/** A category is found by names whatever was named before, is the same for the same traits, and says what the policy says. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Categories, type TraitNames, type Traits } from '../../../src/engine/contacts/categories.js'
import { Contacts } from '../../../src/engine/contacts/contacts.js'
import { compilePolicy } from '../../../src/engine/policy/compiled-policy.js'
import type { NormalPolicy } from '../../../src/engine/policy/normal-policy.js'
import { definePolicy } from '../../../src/engine/policy/policy.js'
import { CLOCKS } from '../../../src/engine/policy/promise-defaults.js'
import { PromiseTable } from '../../../src/engine/policy/promise-table.js'
import { Clocks } from '../../../src/engine/time/clocks.js'

const { normal } = definePolicy({
  channels: {
    phone: { exclusive: true },
    chat: { units: 2, firstReply: 'reply' },
    mail: { units: 1, firstReply: 'reply' },
  },
  skills: [],
  regions: ['north', 'south'],
  tiers: { gold: { headStartMs: 300_000, ageingPercent: 150 }, plain: { headStartMs: 1_000 } },
  issues: { claim: { headStartMs: 10_000 }, refund: {} },
  care: { hardIssues: ['claim'], hardEmotions: ['angry'] },
  queues: {
    sales: { channels: ['phone', 'chat'], headStartMs: 60_000, wrapUpMs: 30_000, band: 2 },
    support: { relax: [{ afterMs: 5_000, regionWithin: 'any' }], region: 'hard' },
    claims: { followUp: { afterMs: 86_400_000, withinMs: 7_200_000 } },
  },
  promises: {
    queueWait: { breachMs: 60_000, by: [{ tier: 'gold', breachMs: 20_000 }] },
    firstReply: { breachMs: 9_000, by: [{ channel: 'mail', breachMs: 90_000 }] },
  },
})

function started() {
  const clocks = new Clocks(new Contacts())
  return { clocks, categories: new Categories(compilePolicy(normal), new PromiseTable(normal, clocks)) }
}

const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name)
const lists = {
  queue: namesOf(normal.queues),
  channel: namesOf(normal.channels),
  tier: namesOf(normal.tiers),
  issue: namesOf(normal.issues),
  region: [...normal.regions],
}
const oneOf = (names: readonly string[]) => fc.constantFrom(...names, ...names, 'nobody knows')
const names: fc.Arbitrary<TraitNames> = fc.record(
  {
    queue: oneOf(lists.queue),
    channel: oneOf(lists.channel),
    tier: oneOf(lists.tier),
    issue: oneOf(lists.issue),
    region: oneOf(lists.region),
  },
  { requiredKeys: ['queue', 'channel'] },
)

/** By looking each name up, undefined when one is unknown. */
function traitsOf({ queue, channel, tier = normal.defaultTier, issue, region }: TraitNames) {
  const traits: Traits = {
    queue: lists.queue.indexOf(queue),
    channel: lists.channel.indexOf(channel),
    tier: lists.tier.indexOf(tier),
    issue: issue === undefined ? 0 : lists.issue.indexOf(issue) + 1,
    region: region === undefined ? 0 : lists.region.indexOf(region) + 1,
  }
  const isKnown =
    Math.min(traits.queue, traits.channel, traits.tier) >= 0 &&
    (issue === undefined || traits.issue > 0) &&
    (region === undefined || traits.region > 0)
  return isKnown ? traits : undefined
}

function promiseTo({ queues, tiers, issues, channels }: NormalPolicy, traits: Traits, clock: number) {
  const fits = (only: readonly string[] | null, name: string): boolean => only === null || only.includes(name)
  const issue = traits.issue === 0 ? '' : issues[traits.issue - 1]!.name
  return (
    queues[traits.queue]!.promises[CLOCKS[clock]!].find(
      (rule) =>
        fits(rule.tiers, tiers[traits.tier]!.name) &&
        fits(rule.issues, issue) &&
        fits(rule.channels, channels[traits.channel]!.name),
    )?.promise ?? null
  )
}

it('is what the names say, however the ones before were named', () => {
  fc.assert(
    fc.property(fc.array(names, { maxLength: 40 }), (arrivals) => {
      const { categories } = started()
      for (const arrival of arrivals) {
        const traits = traitsOf(arrival)
        const found = categories.named(arrival)
        if (traits === undefined) expect(found).toBeUndefined()
        else {
          expect(found).toMatchObject(traits)
          expect(categories.of(traits)).toBe(found)
          expect(categories.list[found!.index]).toBe(found)
          expect(categories.with(found!, {})).toBe(found)
        }
      }
      expect(new Set(categories.list).size).toBe(categories.list.length)
    }),
  )
})

it('says of each combination what the policy says', () => {
  const { categories, clocks } = started()
  const { queues, channels, tiers, issues, care } = normal
  for (const [queue, ofQueue] of queues.entries()) {
    for (const [channel, ofChannel] of channels.entries()) {
      for (const [tier, ofTier] of tiers.entries()) {
        for (let issue = 0; issue <= issues.length; issue++) {
          const traits = { queue, channel, tier, issue, region: 1 }
          const category = categories.of(traits)
          const ofIssue = issues[issue - 1]
          expect(category).toMatchObject({
            queueName: ofQueue.name,
            channelName: ofChannel.name,
            tierName: ofTier.name,
            issueName: ofIssue?.name ?? '',
            isTaken: ofQueue.channels.includes(ofChannel.name),
            hasSteps: ofQueue.relax.length > 0,
            wrapUpMs: ofQueue.wrapUpMs,
            isFollowedUp: ofQueue.followUp !== null,
            band: ofQueue.band,
            units: ofChannel.units,
            exclusive: ofChannel.exclusive,
            isWritten: ofChannel.firstReply === 'reply',
            rate: ofTier.ageingPercent,
            headStartMs: ofQueue.headStartMs + (ofIssue?.headStartMs ?? 0) + ofTier.headStartMs,
          })
          const isHard = [0, 1, 2].map((mood) => category.isHard(mood))
          const always = ofIssue !== undefined && care.hardIssues.includes(ofIssue.name)
          expect(isHard).toEqual([always, always, true])
          const promised = category.promises.map((promise) => clocks.promises[promise] ?? null)
          expect(promised).toEqual(CLOCKS.map((_, clock) => promiseTo(normal, traits, clock)))
        }
      }
    }
  }
})

it('promises nothing and takes no name of a queue for the own work of an agent', () => {
  const { categories } = started()
  const category = categories.of({ queue: -1, channel: 1, tier: 0, issue: 0, region: 0 })
  expect(category).toMatchObject({ queueName: '', isTaken: false, hasSteps: false, wrapUpMs: 0, units: 2 })
  expect(category.promises.every((promise) => promise === -1)).toBe(true)
  expect(categories.of({ queue: -1, channel: 2, tier: 0, issue: 0, region: 0 })).not.toBe(category)
})
