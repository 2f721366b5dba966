/**
 * Who calls next, over all queues or from the record, and the command that tells the engine so.
 * Idea: one pending call a source, the earliest found by looking at all of them when one was taken; one command object
 * for each combination of optional fields, written anew for each call.
 * **cost** O(sources) a call; allocates never after the start. **order** instant, then order of the demand, then who calls again.
 * Caveat: the command is good until the next call is taken.
 */
import type { ContactArrive } from '../../engine/commands/command.js'
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import { type Caller, type CallerSource, Customers, newCaller, profileIndex } from './customers.js'
import { eventKey } from '../run/event-list.js'
import { Replay } from '../records/replay.js'
import { Returns } from './returns.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Profile } from '../scenario/rule-table.js'
import type { Trace } from '../records/trace.js'

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

export class Calls {
  /** The customer of the call taken last. */
  readonly caller: Caller
  /** Of that customer. */
  profile: number
  /** The key of the next call, or Infinity. */
  nextKey: number
  private readonly policy: NormalPolicy
  private readonly sources: readonly CallerSource[]
  private readonly returns: Returns
  private readonly rank: number
  private readonly commands: readonly Mutable<ContactArrive>[]
  private nextSource: number

  /** Calls before `untilMs`. `rank`: among events of the same instant. */
  constructor(
    scenario: Scenario,
    profiles: readonly Profile[],
    seed: number,
    replication: number,
    trace: Trace | undefined,
    untilMs: number,
    rank: number,
  ) {
    const policy = scenario.policy.normal
    this.policy = policy
    this.caller = newCaller()
    this.profile = 0
    this.rank = rank
    this.returns = new Returns(scenario, untilMs)
    const sources: readonly CallerSource[] =
      trace === undefined
        ? scenario.demand.map((demand) => new Customers(demand, scenario, profiles, seed, replication))
        : [new Replay(trace, scenario, profiles, seed, replication, untilMs)]
    this.sources = [...sources, this.returns]
    const base = { type: 'contact.arrive' as const, atMs: 0, queue: '', channel: '', tier: '', emotion: 0 }
    const shapes = [base, { ...base, issue: '' }, { ...base, region: '' }, { ...base, issue: '', region: '' }]
    this.commands = [
      ...shapes.map((shape) => ({ ...shape })),
      ...shapes.map((shape) => ({ ...shape, lastAgentId: '' })),
    ]
    this.nextSource = 0
    this.nextKey = Infinity
    this.findNext()
  }

  /** Takes the next call, which comes now. */
  take(nowMs: number): ContactArrive {
    const { caller, policy } = this
    this.sources[this.nextSource]!.draw(caller)
    this.findNext()
    const { channel, tier, issue, region, lastAgentId } = caller
    this.profile = profileIndex(policy, issue, channel, tier)
    const command =
      this.commands[(issue < 0 ? 0 : 1) + (region < 0 ? 0 : 2) + (lastAgentId === null ? 0 : 4)]!
    command.atMs = nowMs
    command.queue = policy.queues[caller.queue]!.name
    command.channel = policy.channels[channel]!.name
    command.tier = policy.tiers[tier]!.name
    command.emotion = caller.emotion
    if (issue >= 0) command.issue = policy.issues[issue]!.name
    if (region >= 0) command.region = policy.regions[region]!
    if (lastAgentId !== null) command.lastAgentId = lastAgentId
    return command
  }

  /** The customer, a copy, will call again. */
  comeBack(caller: Caller, atMs: number): void {
    this.returns.add(caller, atMs)
    this.findNext()
  }

  private findNext(): void {
    let atMs = Infinity
    for (let i = 0; i < this.sources.length; i++) {
      const nextAtMs = this.sources[i]!.nextAtMs
      if (nextAtMs >= atMs) continue
      atMs = nextAtMs
      this.nextSource = i
    }
    this.nextKey = eventKey(atMs, this.rank)
  }
}
