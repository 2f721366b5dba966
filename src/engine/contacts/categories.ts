/**
 * Categories of contacts: one for each queue, channel, tier, issue and region that have come together, with what the policy
 * says of such contacts, so that it is looked up once and not at each step of each contact.
 * Idea: whoever comes to a queue is mostly of the category that came there before, so names are compared with those first.
 * Cost: one map read and a few comparisons for an arrival like the one before it, a map read a name for another; a new
 * category O(clocks and their rules), and allocates. They stay as long as the policy.
 */
import { EMOTION_CLASSES, type CompiledPolicy } from '../policy/compiled-policy.js'
import { CLOCKS } from '../policy/promise-defaults.js'
import type { PromiseTable } from '../policy/promise-table.js'

/** What makes a category, by the indexes of the policy. */
export interface Traits {
  /** -1: none (an agent's own work). */
  readonly queue: number
  readonly channel: number
  readonly tier: number
  /** 0: none; else index + 1. */
  readonly issue: number
  /** 0: none; else index + 1. */
  readonly region: number
}

/** The same by names, as a command states them; the tier of the policy where none is stated. */
export interface TraitNames {
  readonly queue: string
  readonly channel: string
  readonly tier?: string
  readonly issue?: string
  readonly region?: string
}

/** '' and 0 stand for what an agent's own work, without a queue, does not have. */
export class Category implements Traits {
  readonly index: number
  readonly queue: number
  readonly channel: number
  readonly tier: number
  readonly issue: number
  readonly region: number
  readonly queueName: string
  readonly channelName: string
  readonly tierName: string
  readonly issueName: string
  /** Whether the queue takes the channel. */
  readonly isTaken: boolean
  /** Whether the queue relaxes what is asked for. */
  readonly hasSteps: boolean
  readonly wrapUpMs: number
  readonly isFollowedUp: boolean
  readonly band: number
  /** Of the channel: what a contact takes of its agent, and whether replies are told of (messages are, spoken words not). */
  readonly units: number
  readonly exclusive: boolean
  readonly isWritten: boolean
  /** Ageing, in percent, and its index among the rates of the policy. */
  readonly rate: number
  readonly rateIndex: number
  /** Of queue, issue and tier together. */
  readonly headStartMs: number
  /** A bit for each emotion class. */
  private readonly hardClasses: number
  /** Clock -> the promise, -1 for none. */
  readonly promises: readonly number[]
  /** The demand of those who are calm, ask for nothing of their own and have reached no step; -1 before there was one. */
  calmDemand = -1

  constructor(index: number, traits: Traits, policy: CompiledPolicy, promises: PromiseTable) {
    const { queue, channel, tier, issue, region } = traits
    const ofQueue = policy.queues[queue]
    const ofChannel = policy.channels[channel]!
    const ofTier = policy.tiers[tier]!
    const { headStarts } = policy
    this.index = index
    this.queue = queue
    this.channel = channel
    this.tier = tier
    this.issue = issue
    this.region = region
    this.queueName = ofQueue?.name ?? ''
    this.channelName = ofChannel.name
    this.tierName = ofTier.name
    this.issueName = issue === 0 ? '' : policy.issues[issue - 1]!.name
    this.isTaken = ofQueue?.takes[channel] === 1
    this.hasSteps = ofQueue !== undefined && ofQueue.steps.length > 0
    this.wrapUpMs = ofQueue?.wrapUpMs ?? 0
    this.isFollowedUp = ofQueue !== undefined && ofQueue.normal.followUp !== null
    this.band = ofQueue?.band ?? 0
    this.units = ofChannel.units
    this.exclusive = ofChannel.exclusive
    this.isWritten = !ofChannel.repliesOnAccept
    this.rate = ofTier.rate
    this.rateIndex = ofTier.rateIndex
    this.headStartMs = (headStarts.queue[queue] ?? 0) + headStarts.issue[issue]! + headStarts.tier[tier]!
    this.hardClasses = EMOTION_CLASSES.reduce(
      (bits, _, mood) => bits | (policy.hard[issue * EMOTION_CLASSES.length + mood]! << mood),
      0,
    )
    this.promises = CLOCKS.map((_, clock) => (queue < 0 ? -1 : promises.of(clock, traits)))
  }

  /** Whether a contact of this emotion class is hard on its agent. */
  isHard(emotionClass: number): boolean {
    return ((this.hardClasses >>> emotionClass) & 1) === 1
  }
}

/** How the last arrival at a queue has named its category. */
interface Naming {
  channel: string
  tier: string | undefined
  issue: string | undefined
  region: string | undefined
  category: Category
}

export class Categories {
  /** By index. */
  readonly list: Category[] = []
  private readonly policy: CompiledPolicy
  private readonly promises: PromiseTable
  private readonly byNumber = new Map<number, Category>()
  private readonly lastOfQueue = new Map<string, Naming>()

  constructor(policy: CompiledPolicy, promises: PromiseTable) {
    this.policy = policy
    this.promises = promises
  }

  /** The category that names stand for, whether or not the queue takes the channel; undefined when the policy lacks one. */
  named(names: TraitNames): Category | undefined {
    const last = this.lastOfQueue.get(names.queue)
    return last !== undefined &&
      last.channel === names.channel &&
      isSame(last.tier, names.tier) &&
      isSame(last.issue, names.issue) &&
      isSame(last.region, names.region)
      ? last.category
      : this.lookedUp(names, last)
  }

  /** The category of these traits. */
  of(traits: Traits): Category {
    const { channels, tiers, issues, normal } = this.policy
    const { queue, channel, tier, issue, region } = traits
    const number =
      ((((queue + 1) * channels.length + channel) * tiers.length + tier) * (issues.length + 1) + issue) *
        (normal.regions.length + 1) +
      region
    const known = this.byNumber.get(number)
    if (known !== undefined) return known
    const category = new Category(this.list.length, traits, this.policy, this.promises)
    this.list.push(category)
    this.byNumber.set(number, category)
    return category
  }

  /** The category that differs from another one in this. */
  with({ queue, channel, tier, issue, region }: Traits, change: Partial<Traits>): Category {
    return this.of({ queue, channel, tier, issue, region, ...change })
  }

  private lookedUp(names: TraitNames, last: Naming | undefined): Category | undefined {
    const { index, defaultTier } = this.policy
    const { channel: channelName, tier: tierName, issue: issueName, region: regionName } = names
    const queue = index.queue.get(names.queue)
    const channel = index.channel.get(channelName)
    const tier = tierName === undefined ? defaultTier : index.tier.get(tierName)
    const issue = issueName === undefined ? -1 : index.issue.get(issueName)
    const region = regionName === undefined ? -1 : index.region.get(regionName)
    if (
      queue === undefined ||
      channel === undefined ||
      tier === undefined ||
      issue === undefined ||
      region === undefined
    ) {
      return undefined
    }
    const category = this.of({ queue, channel, tier, issue: issue + 1, region: region + 1 })
    if (last === undefined) {
      this.lastOfQueue.set(names.queue, {
        channel: channelName,
        tier: tierName,
        issue: issueName,
        region: regionName,
        category,
      })
    } else {
      last.channel = channelName
      last.tier = tierName
      last.issue = issueName
      last.region = regionName
      last.category = category
    }
    return category
  }
}

/** `undefined` is asked for first: so the last comparison sees texts only, which V8 compares faster than anything else. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined ? b === undefined : b !== undefined && a === b
}
