/**
 * Who calls next, over all queues or from the record, and the command that tells the engine so.
 * Idea: one pending call a source, the earliest found by looking at all of them when one was taken; one command object
 * for each combination of optional fields, written anew for each call, and one for each source whose customers are alike.
 * **cost** O(sources) a call; allocates never after the start. **order** instant, then order of the demand, then who calls again.
 * Caveat: the command is good until the next call is taken.
 */
import type { ContactArrive } from '../../engine/commands/command.js'
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import { type Caller, type CallerSource, Customers, newCaller, profileIndex } from './customers.js'
import { Replay } from '../records/replay.js'
import { Returns } from './returns.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Profile } from '../scenario/rule-table.js'
import type { Trace } from '../records/trace.js'

const SHAPES = 16

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

export class Calls {
  /** The customer of the call taken last. */
  readonly caller: Caller
  /** Of that customer. */
  profile: number
  /** When the next call comes, or Infinity. */
  nextAtMs: number
  private readonly policy: NormalPolicy
  private readonly sources: readonly CallerSource[]
  private readonly returns: Returns
  private readonly commands: readonly Mutable<ContactArrive>[]
  /** By source: the command for all of its customers, once one has called, and their profile. */
  private readonly ready: (Mutable<ContactArrive> | null)[]
  private readonly readyProfile: Int32Array
  /** By source: when the next one calls. */
  private readonly bySourceAtMs: Float64Array
  private nextSource: number

  /** Calls before `untilMs`. */
  constructor(
    scenario: Scenario,
    profiles: readonly Profile[],
    seed: number,
    replication: number,
    trace: Trace | undefined,
    untilMs: number,
  ) {
    const policy = scenario.policy.normal
    this.policy = policy
    this.caller = newCaller()
    this.profile = 0
    this.returns = new Returns(scenario, untilMs)
    const sources: readonly CallerSource[] =
      trace === undefined
        ? scenario.demand.map((demand) => new Customers(demand, scenario, profiles, seed, replication))
        : [new Replay(trace, scenario, profiles, seed, replication, untilMs)]
    this.sources = [...sources, this.returns]
    this.commands = Array.from({ length: SHAPES }, (_, shape) => newCommand(shape))
    this.ready = this.sources.map(() => null)
    this.readyProfile = new Int32Array(this.sources.length)
    this.bySourceAtMs = Float64Array.from(this.sources, ({ nextAtMs }) => nextAtMs)
    this.nextSource = 0
    this.nextAtMs = Infinity
    this.findNext()
  }

  /** Takes the next call, which comes now. */
  take(nowMs: number): ContactArrive {
    const place = this.nextSource
    const source = this.sources[place]!
    source.draw(this.caller)
    this.bySourceAtMs[place] = source.nextAtMs
    this.findNext()
    const ready = this.ready[place]!
    if (ready !== null) {
      ready.atMs = nowMs
      this.profile = this.readyProfile[place]!
      return ready
    }
    const shape = shapeOf(this.caller)
    const command = source.isAlike ? newCommand(shape) : this.commands[shape]!
    this.describe(command)
    command.atMs = nowMs
    if (source.isAlike) {
      this.ready[place] = command
      this.readyProfile[place] = this.profile
    }
    return command
  }

  /** The customer, a copy, will call again. */
  comeBack(caller: Caller, atMs: number): void {
    this.returns.add(caller, atMs)
    this.bySourceAtMs[this.sources.length - 1] = this.returns.nextAtMs
    this.findNext()
  }

  /** Writes down who calls now. */
  private describe(command: Mutable<ContactArrive>): void {
    const { caller, policy } = this
    const { channel, tier, issue, region, lastAgentId } = caller
    this.profile = profileIndex(policy, issue, channel, tier)
    command.queue = policy.queues[caller.queue]!.name
    command.channel = policy.channels[channel]!.name
    command.tier = policy.tiers[tier]!.name
    if (caller.emotion > 0) command.emotion = caller.emotion
    if (issue >= 0) command.issue = policy.issues[issue]!.name
    if (region >= 0) command.region = policy.regions[region]!
    if (lastAgentId !== null) command.lastAgentId = lastAgentId
  }

  private findNext(): void {
    const { bySourceAtMs } = this
    let atMs = Infinity
    for (let place = 0; place < bySourceAtMs.length; place++) {
      const each = bySourceAtMs[place]!
      if (each >= atMs) continue
      atMs = each
      this.nextSource = place
    }
    this.nextAtMs = atMs
  }
}

const HAS_ISSUE = 1
const HAS_REGION = 2
const HAS_AGENT = 4
/** Nobody is calmer than 0, which is what the engine takes a customer for of whom nothing is said. */
const HAS_EMOTION = 8

/** Which of the optional fields the command for this customer has. */
function shapeOf({ issue, region, lastAgentId, emotion }: Caller): number {
  return (
    (issue < 0 ? 0 : HAS_ISSUE) +
    (region < 0 ? 0 : HAS_REGION) +
    (lastAgentId === null ? 0 : HAS_AGENT) +
    (emotion === 0 ? 0 : HAS_EMOTION)
  )
}

/** A command to be written on. All of one shape are built alike, so that the engine reads them as one kind of object. */
function newCommand(shape: number): Mutable<ContactArrive> {
  const command: Mutable<ContactArrive> = {
    type: 'contact.arrive',
    atMs: 0,
    queue: '',
    channel: '',
    tier: '',
  }
  if ((shape & HAS_ISSUE) !== 0) command.issue = ''
  if ((shape & HAS_REGION) !== 0) command.region = ''
  if ((shape & HAS_AGENT) !== 0) command.lastAgentId = ''
  if ((shape & HAS_EMOTION) !== 0) command.emotion = 0
  return command
}
