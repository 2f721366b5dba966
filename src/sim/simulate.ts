/**
 * One replication: invents the commands of a day (calls, hang-ups, ends of conversations, shifts, breaks) and tells them
 * to the engine, whose events say what happens next. The engine decides everything; the run only lets time pass.
 * **cost** O(log n) a command beside the engine's own; allocates the engine's events and nothing for a contact.
 * **order** at one instant: ends and answers, shifts and breaks, hang-ups, calls; then the order of planning. What the
 * engine has due at an instant comes first (rule 2 of docs/rules.md).
 * Caveats: nobody calls after the end, but who waits then is served; service and patience are rounded to milliseconds.
 */
import { assert } from '../base/assert.js'
import { Stream } from '../base/prng.js'
import type { Command, ContactArrive, ContactFinish } from '../engine/command.js'
import { type Engine, createEngine } from '../engine/engine.js'
import type { CommandRefused, ContactAssigned, EngineEvent, PromiseStage } from '../engine/event.js'
import type { NormalPolicy } from '../engine/normal-policy.js'
import type { AgentTime } from './agent-time.js'
import { BotShift } from './bot-shift.js'
import { CONVERSATION, ContactColumns, OFFERED, WAITING, slotOf } from './contact-columns.js'
import { type Caller, type CallerSource, Customers, newCaller, profileIndex, profilesOf } from './customers.js'
import { Desk } from './desk.js'
import { type Quantile, quantileOf } from './distributions.js'
import { EventList, eventKey, instantOf } from './event-list.js'
import { Intervals } from './intervals.js'
import { DAY_MS } from './recorded-time.js'
import { Replay, replayGroups } from './replay.js'
import type { Scenario } from './scenario.js'
import { ALERTS, CONTAINED, FINISHED, OFFERED as COUNT_OFFERED, REFUSED, TALK_MS, Tally, UNSERVABLE, WAITED, WRAP_UP_MS } from './tally.js'
import { TimeTable } from './times.js'
import type { Trace } from './trace.js'

/** What one run counted. */
export interface RunResult {
  readonly tally: Tally
  readonly agentTime: AgentTime
  /** Names of the groups of agents, in the order of `agentTime`. */
  readonly groups: readonly string[]
  /** Commands that the engine was told, and events that it answered. */
  readonly commands: number
  readonly events: number
}

const RANK_WORK = 0
const RANK_ROSTER = 1
const RANK_LEAVE = 2
const RANK_CALL = 3

/** Event ids: contact slot * 2 for what the contact's agent does next, + 1 for the end of its waiting. */
const WORK = 0
const LEAVE = 1

const STAGES = { 'promise.warned': 0, 'promise.breached': 1, 'promise.escalated': 2 } as const

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/**
 * Runs a scenario once. The same scenario, seed, replication and trace give the same result, bit for bit; another
 * replication has other customers. A scenario with a trace needs it read (trace.ts).
 */
export function simulate(scenario: Scenario, seed: number, replication: number, trace?: Trace): RunResult {
  return new Run(scenario, seed, replication, trace).run()
}

class Run {
  private readonly scenario: Scenario
  private readonly policy: NormalPolicy
  private readonly engine: Engine
  private readonly sink: EngineEvent[]
  private readonly tally: Tally
  private readonly desk: Desk
  private readonly groups: readonly string[]
  private readonly planned: EventList
  private readonly contacts: ContactColumns
  private readonly sources: readonly CallerSource[]
  private readonly caller: Caller
  private readonly service: readonly (TimeTable | null)[]
  private readonly wrapUp: readonly (TimeTable | null)[]
  private readonly firstReply: readonly TimeTable[]
  /** Queue x channels + channel: 1 where the agent's first reply meets a promise. */
  private readonly repliesCount: Uint8Array
  private readonly bot: BotShift | null
  private readonly acceptAfter: Quantile
  private readonly acceptance: Stream
  private readonly arrive: readonly Mutable<ContactArrive>[]

  private nowMs: number
  private nextSource: number
  private nextCallKey: number
  private isReading: boolean
  private live: number
  private commands: number
  private events: number
  /** The arrival under way: its cell and profile; -1 when there is none. */
  private callerProfile: number
  private callerCell: number

  constructor(scenario: Scenario, seed: number, replication: number, trace: Trace | undefined) {
    assert((scenario.trace === null) === (trace === undefined), 'simulate: a trace for a scenario with a trace')
    const policy = scenario.policy.normal
    const groups = trace === undefined ? scenario.groups : [...replayGroups(trace, scenario), ...scenario.groups]
    const profiles = profilesOf(policy)
    const untilMs = scenario.untilMs ?? trace!.days * DAY_MS
    const intervals = new Intervals(
      scenario.fromMs,
      scenario.fromMs + scenario.warmUpMs,
      untilMs,
      scenario.intervalMs,
      scenario.intervalOfDay,
    )
    this.scenario = scenario
    this.policy = policy
    this.engine = createEngine(scenario.policy, { mode: scenario.offers === null ? 'assign' : 'offer' })
    this.sink = []
    this.tally = new Tally(
      intervals,
      policy.tiers.length,
      scenario.queues.map(({ withinMs }) => withinMs),
      scenario.queues.map(({ shortAbandonMs }) => shortAbandonMs),
    )
    const absence = { reason: policy.offer.noAnswerReason, returnAfterMs: scenario.offers?.returnAfterMs ?? 0 }
    this.desk = new Desk(groups, intervals, RANK_ROSTER, absence, (command) => this.tell(command))
    this.groups = groups.map(({ name }) => name)
    this.planned = new EventList()
    this.contacts = new ContactColumns()
    this.caller = newCaller()
    const withBot = scenario.bot !== null
    this.sources =
      trace === undefined
        ? scenario.demand.map((demand) => {
            const times = scenario.queues.find(({ queue }) => queue === demand.queue)!
            return new Customers(demand, times, scenario.scale, policy, profiles, withBot, seed, replication)
          })
        : [new Replay(trace, scenario, profiles, seed, replication, untilMs)]
    const table = (times: Parameters<typeof newTable>[0]): TimeTable => newTable(times, profiles, this.desk.levels)
    this.service = scenario.queues.map(({ service }) => (service === null ? null : table(service)))
    this.wrapUp = scenario.queues.map(({ wrapUp }) => (wrapUp === null ? null : table(wrapUp)))
    this.firstReply = scenario.queues.map(({ firstReply }) => table(firstReply))
    this.repliesCount = Uint8Array.from(
      policy.queues.flatMap(({ promises }) =>
        policy.channels.map(({ firstReply }) => (firstReply === 'reply' && promises.firstReply.length > 0 ? 1 : 0)),
      ),
    )
    this.bot = scenario.bot === null ? null : new BotShift(scenario.bot, policy)
    this.acceptAfter = quantileOf(scenario.offers?.acceptAfter ?? { law: 'never' })
    this.acceptance = Stream.named(seed, replication, 'agents/acceptAfter')
    this.arrive = arrivalShapes()
    this.nowMs = scenario.fromMs
    this.nextSource = 0
    this.nextCallKey = Infinity
    this.isReading = false
    this.live = 0
    this.commands = 0
    this.events = 0
    this.callerProfile = -1
    this.callerCell = -1
  }

  run(): RunResult {
    const { engine, planned, desk } = this
    this.findNextCall()
    for (;;) {
      const plannedKey = planned.nextKey
      const rosterKey = desk.nextKey
      const key = Math.min(plannedKey, rosterKey, this.nextCallKey)
      const atMs = instantOf(key)
      const dueAtMs = engine.nextDueAtMs
      if (dueAtMs < atMs) {
        if (atMs === Infinity && this.live === 0) break
        this.nowMs = dueAtMs
        this.tell({ type: 'tick', atMs: dueAtMs })
        continue
      }
      if (atMs === Infinity) break
      this.nowMs = atMs
      if (key === this.nextCallKey) this.call()
      else if (key === plannedKey) this.happen(planned.take())
      else desk.step(atMs)
    }
    desk.time.close(this.nowMs)
    const { tally, groups, commands, events } = this
    return { tally, agentTime: desk.time, groups, commands, events }
  }

  private tell(command: Command): void {
    const { sink } = this
    this.commands++
    this.engine.applyInto(command, sink)
    if (this.isReading) return
    this.isReading = true
    // Reading may tell the engine more, which adds to the same list.
    for (let i = 0; i < sink.length; i++) this.read(sink[i]!)
    this.events += sink.length
    sink.length = 0
    this.isReading = false
  }

  private findNextCall(): void {
    let atMs = Infinity
    for (let i = 0; i < this.sources.length; i++) {
      const nextAtMs = this.sources[i]!.nextAtMs
      if (nextAtMs >= atMs) continue
      atMs = nextAtMs
      this.nextSource = i
    }
    this.nextCallKey = atMs === Infinity ? Infinity : eventKey(atMs, RANK_CALL)
  }

  private call(): void {
    const { caller, policy } = this
    this.sources[this.nextSource]!.draw(caller)
    this.findNextCall()
    const { queue, channel, tier, issue, region } = caller
    this.callerProfile = profileIndex(policy, issue, channel, tier)
    this.callerCell = this.tally.cellOf(queue, tier, this.nowMs)
    this.tally.add(this.callerCell, COUNT_OFFERED, 1)
    const command = this.arrive[(issue < 0 ? 0 : 1) + (region < 0 ? 0 : 2)]!
    command.atMs = this.nowMs
    command.queue = policy.queues[queue]!.name
    command.channel = policy.channels[channel]!.name
    command.tier = policy.tiers[tier]!.name
    command.emotion = caller.emotion
    if (issue >= 0) command.issue = policy.issues[issue]!.name
    if (region >= 0) command.region = policy.regions[region]!
    this.tell(command)
  }

  /** What was planned for a contact happens. */
  private happen(id: number): void {
    const { contacts, nowMs } = this
    const slot = id >> 1
    const contact = contacts.handle[slot]!
    if ((id & 1) === LEAVE) {
      this.tell({ type: contacts.byBot[slot] === 1 ? 'contact.cancel' : 'contact.abandon', atMs: nowMs, contact })
    } else if (contacts.stage[slot] === OFFERED) {
      this.tell({ type: 'offer.accept', atMs: nowMs, contact, agent: contacts.agentHandle[slot]! })
    } else if (contacts.replyDue[slot] === 1) {
      contacts.replyDue[slot] = 0
      this.planned.plan(slot * 2 + WORK, contacts.endsAtMs[slot]!, RANK_WORK)
      this.tell({ type: 'contact.reply', atMs: nowMs, contact, by: 'agent' })
    } else {
      this.finish(slot, contact)
    }
  }

  private finish(slot: number, contact: number): void {
    const { contacts } = this
    const command: Mutable<ContactFinish> = { type: 'contact.finish', atMs: this.nowMs, contact }
    const table = this.wrapUp[contacts.queue[slot]!]!
    if (table !== null) {
      const group = this.desk.groupOf(contacts.agent[slot]!)
      command.wrapUpMs = Math.round(table.at(contacts.profile[slot]!, group, contacts.wrapUpUniform[slot]!))
    }
    this.tell(command)
  }

  private read(event: EngineEvent): void {
    switch (event.type) {
      case 'contact.assigned':
        this.onAssigned(this.slotFor(event.contact), event)
        return
      case 'contact.queued':
        this.onQueued(this.slotFor(event.contact))
        return
      case 'contact.finished': {
        const slot = slotOf(event.contact)
        const cell = this.contacts.cell[slot]!
        this.tally.add(cell, FINISHED, 1)
        this.tally.add(cell, TALK_MS, event.talkMs)
        this.tally.add(cell, WRAP_UP_MS, event.wrapUpMs)
        if (event.wrapUpMs === 0) this.released(slot)
        return
      }
      case 'contact.wrapUpEnded':
        this.released(slotOf(event.contact))
        return
      case 'contact.abandoned':
        this.tally.abandoned(this.contacts.cell[slotOf(event.contact)]!, event.waitMs)
        this.gone(slotOf(event.contact))
        return
      case 'contact.cancelled':
        this.tally.add(this.contacts.cell[slotOf(event.contact)]!, CONTAINED, 1)
        this.gone(slotOf(event.contact))
        return
      case 'contact.offered':
        this.onOffered(this.slotFor(event.contact), event.agent)
        return
      case 'offer.declined':
      case 'offer.expired':
      case 'offer.revoked': {
        const slot = slotOf(event.contact)
        this.planned.cancel(slot * 2 + WORK)
        this.contacts.stage[slot] = WAITING
        return
      }
      case 'promise.warned':
      case 'promise.breached':
      case 'promise.escalated':
        this.onStage(event)
        return
      case 'bot.start':
        if (this.scenario.bot?.starts === 'alert') this.startBot(slotOf(event.contact))
        return
      case 'contact.unservable':
        this.tally.add(this.contacts.cell[this.slotFor(event.contact)]!, UNSERVABLE, 1)
        return
      case 'agent.signedIn':
      case 'agent.presence':
      case 'agent.leaving':
      case 'agent.signedOut':
        this.desk.read(event, this.nowMs)
        return
      case 'command.refused':
        this.onRefused(event)
        return
      default:
    }
  }

  /** The slot of a contact; a handle that is not known yet is that of the arrival under way. */
  private slotFor(handle: number): number {
    const { contacts } = this
    if (contacts.knows(handle)) return slotOf(handle)
    assert(this.callerProfile >= 0, 'simulate: a contact that did not arrive')
    const { caller } = this
    const slot = contacts.adopt(handle, caller, this.callerCell, this.callerProfile, this.nowMs)
    contacts.replyDue[slot] = this.repliesCount[caller.queue * this.policy.channels.length + caller.channel]!
    this.callerProfile = -1
    this.live++
    return slot
  }

  private onAssigned(slot: number, event: ContactAssigned): void {
    const { contacts, planned, nowMs } = this
    const agent = this.desk.agentOf(event.agent)
    const { waitMs } = event
    planned.cancel(slot * 2 + LEAVE)
    planned.cancel(slot * 2 + WORK)
    this.tally.answered(contacts.cell[slot]!, waitMs)
    if (waitMs > 0) this.countWait(slot)
    contacts.stage[slot] = CONVERSATION
    contacts.agent[slot] = agent
    this.desk.time.addContact(agent, 1, nowMs)
    const queue = contacts.queue[slot]!
    const profile = contacts.profile[slot]!
    const group = this.desk.groupOf(agent)
    let serviceMs = contacts.serviceMs[slot]!
    if (serviceMs < 0) {
      const table = this.service[queue]
      assert(table !== null && table !== undefined, 'simulate: a queue without service times')
      serviceMs = Math.round(table.at(profile, group, contacts.serviceUniform[slot]!))
    }
    contacts.endsAtMs[slot] = nowMs + serviceMs
    let nextMs = serviceMs
    if (contacts.replyDue[slot] === 1) {
      const replyMs = Math.round(this.firstReply[queue]!.at(profile, group, contacts.firstReplyUniform[slot]!))
      nextMs = Math.min(replyMs, serviceMs)
    }
    if (nextMs < Infinity) planned.plan(slot * 2 + WORK, nowMs + nextMs, RANK_WORK)
  }

  private onQueued(slot: number): void {
    this.contacts.stage[slot] = WAITING
    this.countWait(slot)
    this.planLeave(slot)
    if (this.scenario.bot?.starts === 'arrival') this.startBot(slot)
  }

  private onOffered(slot: number, agentHandle: number): void {
    const { contacts } = this
    contacts.stage[slot] = OFFERED
    contacts.agentHandle[slot] = agentHandle
    this.planLeave(slot)
    const afterMs = Math.round(this.acceptAfter(this.acceptance.uniform()))
    if (afterMs < Infinity) this.planned.plan(slot * 2 + WORK, this.nowMs + afterMs, RANK_WORK)
  }

  private planLeave(slot: number): void {
    const id = slot * 2 + LEAVE
    const atMs = this.contacts.patienceEndsAtMs[slot]!
    if (atMs < Infinity && !this.planned.has(id)) this.planned.plan(id, Math.max(atMs, this.nowMs), RANK_LEAVE)
  }

  /** The bot begins to answer a waiting contact: when it will have solved it before the customer gives up, it does. */
  private startBot(slot: number): void {
    const { contacts, planned, bot } = this
    assert(bot !== null, 'simulate: no bot')
    if (contacts.byBot[slot] === 1) return
    const delayMs = bot.solvesAfterMs(contacts.issue[slot]!, contacts.botUniform[slot]!, contacts.botDelayUniform[slot]!)
    const atMs = this.nowMs + delayMs
    if (atMs >= contacts.patienceEndsAtMs[slot]!) return
    contacts.byBot[slot] = 1
    planned.cancel(slot * 2 + LEAVE)
    planned.plan(slot * 2 + LEAVE, atMs, RANK_LEAVE)
  }

  private onStage(event: PromiseStage): void {
    const field = ALERTS + (event.clock === 'queueWait' ? 0 : 3) + STAGES[event.type]
    this.tally.add(this.contacts.cell[slotOf(event.contact)]!, field, 1)
  }

  private onRefused(event: CommandRefused): void {
    assert(event.command === 'contact.arrive' && event.code === 'queueFull', `simulate: ${event.message}`)
    this.tally.add(this.callerCell, REFUSED, 1)
    this.callerProfile = -1
  }

  private countWait(slot: number): void {
    if (this.contacts.waited[slot] === 1) return
    this.contacts.waited[slot] = 1
    this.tally.add(this.contacts.cell[slot]!, WAITED, 1)
  }

  /** The agent is done with the contact. */
  private released(slot: number): void {
    this.desk.time.addContact(this.contacts.agent[slot]!, -1, this.nowMs)
    this.gone(slot)
  }

  private gone(slot: number): void {
    this.planned.cancel(slot * 2 + WORK)
    this.planned.cancel(slot * 2 + LEAVE)
    this.live--
  }
}

function newTable(...parameters: ConstructorParameters<typeof TimeTable>): TimeTable {
  return new TimeTable(...parameters)
}

/** One reusable arrival for each combination of optional fields, so that the engine always sees the same few shapes. */
function arrivalShapes(): Mutable<ContactArrive>[] {
  const base = { type: 'contact.arrive' as const, atMs: 0, queue: '', channel: '', tier: '', emotion: 0 }
  return [{ ...base }, { ...base, issue: '' }, { ...base, region: '' }, { ...base, issue: '', region: '' }]
}
