/**
 * The customers of one queue, drawn one after the other: when they call, who they are, how patient, how long they need.
 * Idea: one named random stream for each purpose and queue, one uniform for each customer from each, so customer k is
 * the same person in every run with this seed and replication, whatever the policy does to the ones before.
 * **cost** O(1) a customer, 5 to 30 ns a drawn attribute, nothing for one that does not vary; allocates never.
 * Caveat: how long a customer takes depends on the agent, so service is kept as its uniform until an agent is found.
 */
import { assert } from '../../base/assert.js'
import { Stream } from '../../base/prng.js'
import { Draws } from '../chance/draws.js'
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import { ArrivalClock } from './arrivals.js'
import { type Demand, type Mix, meanOf } from '../scenario/demand.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Profile } from '../scenario/rule-table.js'
import { TimeTable, varies } from '../scenario/times.js'
import { drawnPieces } from '../scenario/volume.js'

/** The customer who calls now; overwritten by the next. Indexes are those of the policy's lists, -1 for none. */
export interface Caller {
  queue: number
  channel: number
  tier: number
  issue: number
  region: number
  /** As recognised. */
  emotion: number
  /** As the customer is. */
  trueEmotion: number
  /** Infinity: never hangs up. */
  patienceMs: number
  /** Recorded length of the conversation, or -1: depends on the agent. */
  serviceMs: number
  serviceUniform: number
  wrapUpUniform: number
  firstReplyUniform: number
  botUniform: number
  botDelayUniform: number
  /** How often this customer has called in vain about this, and how often it was not resolved. */
  redials: number
  repeats: number
  /** Whether the last call in vain was within the measured span. */
  wasCounted: boolean
  /** Who had the contact before, null for nobody. */
  lastAgentId: string | null
  balkUniform: number
  redialUniform: number
  redialDelayUniform: number
  resolutionUniform: number
  repeatUniform: number
  repeatDelayUniform: number
  /** Whether the customer takes a call back, and is reached by it. */
  callbackUniform: number
  reachUniform: number
}

/** Who calls next, and when. */
export interface CallerSource {
  /** Whole instant of the next call, Infinity after the last. */
  readonly nextAtMs: number
  /** All its customers have one queue, channel, tier, issue, region and emotion, and had no agent before. */
  readonly isAlike: boolean
  /** Puts the next customer into `caller` and goes on to the one after. */
  draw(caller: Caller): void
}

export function newCaller(): Caller {
  return {
    queue: 0,
    channel: 0,
    tier: 0,
    issue: -1,
    region: -1,
    emotion: 0,
    trueEmotion: 0,
    patienceMs: 0.5,
    serviceMs: -1,
    serviceUniform: 0.5,
    wrapUpUniform: 0.5,
    firstReplyUniform: 0.5,
    botUniform: 0.5,
    botDelayUniform: 0.5,
    redials: 0,
    wasCounted: false,
    repeats: 0,
    lastAgentId: null,
    balkUniform: 0.5,
    redialUniform: 0.5,
    redialDelayUniform: 0.5,
    resolutionUniform: 0.5,
    repeatUniform: 0.5,
    repeatDelayUniform: 0.5,
    callbackUniform: 0.5,
    reachUniform: 0.5,
  }
}

/** Every combination of issue (or none), channel and tier, in the order of {@link profileIndex}. */
export function profilesOf(policy: NormalPolicy): Profile[] {
  const issues = [null, ...policy.issues.map(({ name }) => name)]
  return issues.flatMap((issue) =>
    policy.channels.flatMap((channel) =>
      policy.tiers.map((tier) => ({ issue, channel: channel.name, tier: tier.name })),
    ),
  )
}

/** Index of a combination; `issue` -1 for none. */
export function profileIndex(policy: NormalPolicy, issue: number, channel: number, tier: number): number {
  return ((issue + 1) * policy.channels.length + channel) * policy.tiers.length + tier
}

/** One attribute of the customers of a queue: an index by weights. */
class Choice {
  private readonly draws: Draws | null
  private readonly upTo: Float64Array
  private readonly values: Int32Array

  constructor(mix: Mix, valueOf: (name: string) => number, draws: () => Draws) {
    this.draws = mix.names.length > 1 ? draws() : null
    this.upTo = Float64Array.from(mix.upTo)
    this.values = Int32Array.from(mix.names, (name) => (name === null ? -1 : valueOf(name)))
  }

  draw(): number {
    if (this.draws === null) return this.values[0]!
    const uniform = this.draws.next()
    let i = 0
    while (uniform >= this.upTo[i]!) i++
    return this.values[i]!
  }

  /** Whether there is a choice at all. */
  get isOpen(): boolean {
    return this.draws !== null
  }

  /** One of the others, as likely as they are to each other. */
  other(value: number, uniform: number): number {
    const { upTo, values } = this
    const own = values.indexOf(value)
    const startOwn = upTo[own - 1] ?? 0
    const share = upTo[own]! - startOwn
    const target = uniform * (1 - share)
    // As if the own share were cut out of the row.
    const at = target < startOwn ? target : target + share
    let i = 0
    while (i < values.length - 1 && (i === own || at >= upTo[i]!)) i++
    return values[i === own ? i - 1 : i]!
  }
}

/** What a customer is to the engine. */
interface Who extends Pick<Caller, 'channel' | 'tier' | 'issue' | 'region' | 'emotion' | 'trueEmotion'> {
  profile: number
}

export class Customers implements CallerSource {
  nextAtMs: number
  readonly isAlike: boolean
  private readonly policy: NormalPolicy
  private readonly queue: number
  /** Of the customer drawn last, or of all of them. */
  private readonly who: Who
  private readonly clock: ArrivalClock
  private readonly batch: Choice
  /** Customers who still come at the instant of the next. */
  private together: number
  private readonly arrivals: Draws
  private readonly channel: Choice
  private readonly tier: Choice
  private readonly issue: Choice
  private readonly region: Choice
  private readonly emotion: Choice
  private readonly patienceTable: TimeTable
  private readonly patience: Draws | null
  private readonly service: Draws
  private readonly wrapUp: Draws | null
  private readonly firstReply: Draws | null
  private readonly bot: Draws | null
  private readonly botDelay: Draws
  private readonly accuracy: number
  private readonly recognition: Draws | null
  private readonly balking: Draws | null
  private readonly redial: Draws | null
  private readonly redialDelay: Draws
  private readonly resolution: Draws | null
  private readonly repeat: Draws | null
  private readonly repeatDelay: Draws
  private readonly callback: Draws | null
  private readonly reach: Draws | null

  /** `demand`: one of the scenario's; `profiles` as {@link profilesOf} lists them. */
  constructor(
    demand: Demand,
    scenario: Scenario,
    profiles: readonly Profile[],
    seed: number,
    replication: number,
  ) {
    const policy = scenario.policy.normal
    const times = scenario.queues.find(({ queue }) => queue === demand.queue)
    assert(times !== undefined, 'customers: demand for a queue that does not exist')
    const volumes = [
      { ...scenario.volume, name: 'demand' },
      { ...demand.volume, name: `customers/${demand.queue}` },
    ]
    const pieces = drawnPieces(demand.pieces, scenario.fromMs, volumes, seed, replication)
    const draws = (purpose: string): Draws =>
      new Draws(Stream.named(seed, replication, `customers/${demand.queue}/${purpose}`))
    const indexIn = (list: readonly { readonly name: string }[]) => (name: string) =>
      list.findIndex((each) => each.name === name)
    this.policy = policy
    this.queue = indexIn(policy.queues)(demand.queue)
    this.clock = new ArrivalClock(pieces, scenario.scale / meanOf(demand.batch))
    this.batch = new Choice(demand.batch, Number, () => draws('batch'))
    this.arrivals = draws('arrivals')
    this.channel = new Choice(demand.channel, indexIn(policy.channels), () => draws('channel'))
    this.tier = new Choice(demand.tier, indexIn(policy.tiers), () => draws('tier'))
    this.issue = new Choice(demand.issue, indexIn(policy.issues), () => draws('issue'))
    this.region = new Choice(
      demand.region,
      (name) => policy.regions.indexOf(name),
      () => draws('region'),
    )
    this.emotion = new Choice(demand.emotion, Number, () => draws('emotion'))
    const choices = [this.channel, this.tier, this.issue, this.region, this.emotion]
    this.isAlike = choices.every(({ isOpen }) => !isOpen)
    this.who = { channel: 0, tier: 0, issue: -1, region: -1, emotion: 0, trueEmotion: 0, profile: 0 }
    this.patienceTable = new TimeTable(times.patience, profiles, [{}])
    this.patience = varies(times.patience) ? draws('patience') : null
    this.service = draws('service')
    this.wrapUp = varies(times.wrapUp) ? draws('wrapUp') : null
    this.firstReply = varies(times.firstReply) ? draws('firstReply') : null
    this.bot = scenario.bot !== null ? draws('bot') : null
    this.botDelay = draws('botDelay')
    const { emotionAccuracy, balking, redial, resolution, repeat } = times.behaviour
    const isMisread = emotionAccuracy < 1 && demand.emotion.names.length > 1
    this.accuracy = emotionAccuracy
    this.recognition = isMisread ? draws('recognition') : null
    this.balking = balking.length > 0 ? draws('balking') : null
    this.redial = redial === null ? null : draws('redial')
    this.redialDelay = draws('redialDelay')
    this.resolution = resolution === null ? null : draws('resolution')
    this.repeat = repeat === null ? null : draws('repeat')
    this.repeatDelay = draws('repeatDelay')
    this.callback = times.callback === undefined ? null : draws('callback')
    this.reach = times.callback === undefined && times.followUp === undefined ? null : draws('reach')
    if (this.isAlike) this.drawWho()
    this.nextAtMs = 0
    this.together = 1
    this.goOn()
  }

  draw(caller: Caller): void {
    if (!this.isAlike) this.drawWho()
    const { who } = this
    caller.queue = this.queue
    caller.channel = who.channel
    caller.tier = who.tier
    caller.issue = who.issue
    caller.region = who.region
    caller.emotion = who.emotion
    caller.trueEmotion = who.trueEmotion
    const patience = this.patience === null ? 0.5 : this.patience.next()
    caller.patienceMs = Math.round(this.patienceTable.at(who.profile, 0, patience))
    caller.serviceMs = -1
    caller.serviceUniform = this.service.next()
    if (this.wrapUp !== null) caller.wrapUpUniform = this.wrapUp.next()
    if (this.firstReply !== null) caller.firstReplyUniform = this.firstReply.next()
    if (this.bot !== null) {
      caller.botUniform = this.bot.next()
      caller.botDelayUniform = this.botDelay.next()
    }
    this.drawBehaviour(caller)
    this.goOn()
  }

  private drawWho(): void {
    const { who } = this
    who.channel = this.channel.draw()
    who.tier = this.tier.draw()
    who.issue = this.issue.draw()
    who.region = this.region.draw()
    who.trueEmotion = this.emotion.draw()
    who.emotion = this.recognised(who.trueEmotion)
    who.profile = profileIndex(this.policy, who.issue, who.channel, who.tier)
  }

  private recognised(emotion: number): number {
    if (this.recognition === null) return emotion
    const uniform = this.recognition.next()
    const { accuracy } = this
    return uniform < accuracy ? emotion : this.emotion.other(emotion, (uniform - accuracy) / (1 - accuracy))
  }

  private drawBehaviour(caller: Caller): void {
    caller.redials = 0
    caller.repeats = 0
    caller.lastAgentId = null
    if (this.balking !== null) caller.balkUniform = this.balking.next()
    if (this.redial !== null) {
      caller.redialUniform = this.redial.next()
      caller.redialDelayUniform = this.redialDelay.next()
    }
    if (this.callback !== null) caller.callbackUniform = this.callback.next()
    if (this.reach !== null) caller.reachUniform = this.reach.next()
    if (this.resolution !== null) caller.resolutionUniform = this.resolution.next()
    if (this.repeat !== null) {
      caller.repeatUniform = this.repeat.next()
      caller.repeatDelayUniform = this.repeatDelay.next()
    }
  }

  /** When the next customer calls: now, where one more is of the same batch. */
  private goOn(): void {
    this.together--
    if (this.together > 0) return
    this.nextAtMs = Math.floor(this.clock.next(this.arrivals.next()))
    this.together = this.batch.draw()
  }
}
