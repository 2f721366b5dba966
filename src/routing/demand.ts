/**
 * What a waiting contact asks of the roster, interned: a chain is a queue's need with all its relaxation steps, a demand is
 * one step of a chain for a channel and a region. Contacts of one demand can be served by the same agents.
 * Chains that the policy itself gives rise to stay; chains of single contacts are given back in batches when nobody uses
 * them any more. **Cost** a known chain and demand: two array reads. A new one: O(criteria) words, allocates.
 */
import { assert } from '../base/assert.js'
import { grownInt32, grownUint8 } from '../base/column.js'
import type { DemandTraits, Feasibility } from './feasible.js'
import { easedNeed, needKey, skillsOf, type Easing, type Need } from './need.js'
import { isKeyFirst, termsOf, type AgentTerm, type TermList } from './rank.js'

/**
 * One relaxation step of a queue. `limit`: greatest distance from now on, Infinity for none; never below the
 * one before (0: unchanged).
 */
export interface Step extends Easing {
  readonly afterMs: number
  readonly limit: number
}

export interface ChannelShape {
  readonly units: number
  readonly capacityClass: number
  /** Of contacts that are hard on the agent; the same where nobody rests from them. */
  readonly hardClass: number
}

export interface QueueShape {
  readonly region: 'hard' | 'soft' | 'any'
  readonly steps: readonly Step[]
  readonly order: number
}

export interface Chain {
  readonly slot: number
  readonly key: string
  readonly queue: number
  /** Before any relaxation. */
  readonly need: Need
  /** Every skill the need names. */
  readonly skills: readonly number[]
  /** Need and distance limit at each step, the first unrelaxed. */
  readonly steps: readonly { readonly need: Need; readonly limit: number }[]
  /** (step x channels + channel) x (regions + 1) + region + 1 -> demand slot or -1. */
  readonly demandAt: Int32Array
  /** True: the policy itself asks for it, so it stays. */
  readonly isStanding: boolean
  /** Its contacts are hard on the agent. */
  readonly isHard: boolean
  /** Contacts that use it; not counted where it stays. */
  users: number
}

export interface Demand {
  readonly slot: number
  /** Never used again, unlike the slot. */
  readonly stamp: number
  readonly chain: Chain
  readonly step: number
  readonly channel: number
  /** -1: none, or the queue ignores regions. */
  readonly region: number
  readonly traits: DemandTraits
  /** Index into the roster's lines of free agents: capacity class x orders + order. */
  readonly line: number
  /** The key of that line decides first between agents of different groups, unless they are dedicated or the last. */
  readonly isKeyFirst: boolean
  /** The agent terms that can differ for this demand, in order. */
  readonly terms: TermList
}

export interface DemandShape {
  readonly channels: readonly ChannelShape[]
  readonly queues: readonly QueueShape[]
  readonly regions: number
  readonly orders: readonly (readonly AgentTerm[])[]
  /** True: the work order has `fit`, which goes before every agent term. */
  readonly fitFirst: boolean
}

const SPARE_CHAINS = 64
const STAMPS = 2 ** 26

export class Demands {
  readonly list: (Demand | undefined)[] = []
  readonly chains: (Chain | undefined)[] = []
  /** Demand slot -> capacity class. */
  capacityClass: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** Demand slot -> queue. */
  queue: Int32Array = new Int32Array(0)

  private readonly shape: DemandShape
  private readonly feasibility: Feasibility
  private readonly byKey = new Map<string, Chain>()
  private readonly freeChains: number[] = []
  private readonly freeDemands: number[] = []
  private unused = 0
  private nextStamp = 1

  constructor(shape: DemandShape, feasibility: Feasibility) {
    this.shape = shape
    this.feasibility = feasibility
  }

  /**
   * The chain of a queue for an unrelaxed need. `isStanding`: keep it for ever. `isHard`: for contacts that are
   * hard on the agent.
   */
  chainOf(queue: number, need: Need, isStanding: boolean, isHard: boolean): Chain {
    const key = `${isStanding ? 's' : 'c'}${isHard ? 'h' : ''}${queue};${needKey(need)}`
    const known = this.byKey.get(key)
    if (known !== undefined) return known
    this.reclaim()
    const { steps, region } = this.shape.queues[queue]!
    const levels = [{ need, limit: region === 'hard' ? 0 : Infinity }]
    for (const step of steps) {
      const last = levels.at(-1)!
      levels.push({
        need: easedNeed(last.need, step),
        limit: Math.max(last.limit, step.limit),
      })
    }
    const slot = this.freeChains.pop() ?? this.chains.length
    const chain: Chain = {
      slot,
      key,
      queue,
      need,
      skills: skillsOf(need),
      steps: levels,
      demandAt: new Int32Array(levels.length * this.shape.channels.length * (this.shape.regions + 1)).fill(
        -1,
      ),
      isStanding,
      isHard,
      users: 0,
    }
    this.chains[slot] = chain
    this.byKey.set(key, chain)
    if (!isStanding) this.unused++
    return chain
  }

  /** A contact begins to use the chain. */
  use(chain: Chain): void {
    if (chain.isStanding) return
    if (chain.users === 0) this.unused--
    chain.users++
  }

  /** A contact no longer uses the chain. */
  leave(chain: Chain): void {
    if (chain.isStanding) return
    chain.users--
    assert(chain.users >= 0, 'demands: a chain has been left too often')
    if (chain.users === 0) this.unused++
  }

  /** The demand of a chain at a step, for a channel and a region (-1 for none). */
  demandOf(chain: Chain, step: number, channel: number, region: number): number {
    const { channels, regions } = this.shape
    const at = (step * channels.length + channel) * (regions + 1) + region + 1
    const known = chain.demandAt[at]!
    return known >= 0 ? known : this.newDemand(chain, step, channel, region, at)
  }

  private newDemand(chain: Chain, step: number, channel: number, contactRegion: number, at: number): number {
    const { channels, queues, orders, fitFirst } = this.shape
    const slot = this.freeDemands.pop() ?? this.list.length
    const queue = queues[chain.queue]!
    const region = queue.region === 'any' ? -1 : contactRegion
    const { need, limit } = chain.steps[step]!
    const { units } = channels[channel]!
    const capacityClass = chain.isHard ? channels[channel]!.hardClass : channels[channel]!.capacityClass
    const traits: DemandTraits = {
      queue: chain.queue,
      channel,
      units,
      all: need.all,
      any: need.any,
      region,
      limit,
    }
    if (this.nextStamp === STAMPS) this.nextStamp = 1
    const terms = termsOf(orders[queue.order]!, {
      fitFirst,
      isRelaxed: step > 0,
      hasRegion: region >= 0,
      hasPreferredSkills: chain.need.prefers.length > 0,
      hasSkills: chain.skills.length > 0,
    })
    this.list[slot] = {
      slot,
      stamp: this.nextStamp++,
      chain,
      step,
      channel,
      region,
      traits,
      line: capacityClass * orders.length + queue.order,
      isKeyFirst: isKeyFirst(terms),
      terms,
    }
    this.capacityClass = grownUint8(this.capacityClass, slot + 1)
    this.queue = grownInt32(this.queue, slot + 1)
    this.capacityClass[slot] = capacityClass
    this.queue[slot] = chain.queue
    chain.demandAt[at] = slot
    this.feasibility.addDemand(slot, traits)
    return slot
  }

  /** Gives back the chains that nobody uses, once they outnumber the others: O(1) amortised per chain. */
  private reclaim(): void {
    if (this.unused < SPARE_CHAINS || this.unused * 2 < this.byKey.size) return
    for (const chain of this.chains) {
      if (chain === undefined || chain.isStanding || chain.users > 0) continue
      for (const demand of chain.demandAt) {
        if (demand < 0) continue
        this.feasibility.removeDemand(demand)
        this.list[demand] = undefined
        this.freeDemands.push(demand)
      }
      this.chains[chain.slot] = undefined
      this.byKey.delete(chain.key)
      this.freeChains.push(chain.slot)
      this.unused--
    }
  }
}
