/**
 * One replication: invents the commands of a day (calls, hang-ups, ends of conversations, shifts, breaks) and tells them
 * to the engine, whose events say what happens next. The engine decides everything; the run only lets time pass.
 * **cost** O(log n) a command beside the engine's own; allocates the engine's events and nothing for a contact.
 * **order** at one instant: ends and answers, shifts and breaks, hang-ups, calls; then the order of planning. What the
 * engine has due at an instant comes first (rule 2 of docs/rules.md).
 * Caveats: nobody calls after the end, but who waits then is served, for a day at most; times are rounded to milliseconds.
 */
import { assert } from '../../base/assert.js'
import { Stream } from '../../base/prng.js'
import { slotOf } from '../../base/slots.js'
import type { Command } from '../../engine/commands/command.js'
import { type Engine, createEngine } from '../../engine/engine.js'
import type { CommandRefused, ContactAssigned, EngineEvent } from '../../engine/events/event.js'
import { Agenda } from './agenda.js'
import type { AgentTime } from '../measures/agent-time.js'
import { BotShift } from '../agents/bot-shift.js'
import { Burden } from '../agents/burden.js'
import { Calls } from '../customers/calls.js'
import { ContactCommands } from './contact-commands.js'
import { CONVERSATION, ContactColumns, OFFERED, WAITING } from './contact-columns.js'
import { Conversations } from './conversations.js'
import { profilesOf } from '../customers/customers.js'
import { Desk } from '../agents/desk.js'
import { Door } from './door.js'
import { type Quantile, quantileOf } from '../chance/distributions.js'
import { Handling } from '../agents/handling.js'
import { Ledger } from './ledger.js'
import { groupsOf, intervalsOf } from '../measures/outline.js'
import { OpeningHours } from './opening-hours.js'
import { Outbound } from './outbound.js'
import { Outages } from '../scenario/outages.js'
import { Outcomes } from '../customers/outcomes.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import * as count from '../measures/tally.js'
import type { Trace } from '../records/trace.js'
import { WaitingRoom } from './waiting-room.js'

/** What one run counted. */
export interface RunResult {
  readonly tally: count.Tally
  readonly agentTime: AgentTime
  /** Everybody who works, in the order of `agentTime`. */
  readonly groups: readonly Pick<AgentGroup, 'name' | 'agents'>[]
}

/**
 * Runs a scenario once. The same scenario, seed, replication and trace give the same result, bit for bit; another
 * replication has other customers. A scenario with a trace needs it read (trace.ts).
 */
export function simulate(scenario: Scenario, seed: number, replication: number, trace?: Trace): RunResult {
  const result = new Run(scenario, seed, replication, trace).advance(Infinity)
  assert(result !== null, 'simulate: a run without end')
  return result
}

/** One run, made slice by slice so that its caller can do other things in between. The result is that of {@link simulate}. */
export class Run {
  private readonly startsBot: 'never' | 'arrival' | 'alert'
  private readonly engine: Engine
  private readonly sink: EngineEvent[]
  private readonly tally: count.Tally
  private readonly desk: Desk
  private readonly groups: readonly AgentGroup[]
  private readonly calls: Calls
  /** `null`: nothing is ever down. */
  private readonly outages: Outages | null
  private readonly door: Door
  private readonly agenda: Agenda
  private readonly contacts: ContactColumns
  private readonly ledger: Ledger
  private readonly handling: Handling
  private readonly conversations: Conversations
  /** `null`: customers only wait and are served. */
  private readonly outcomes: Outcomes | null
  /** `null`: agents call nobody. */
  private readonly outbound: Outbound | null
  private readonly room: WaitingRoom
  private readonly slotOfEvent: (handle: number) => number
  private readonly acceptAfter: Quantile
  private readonly acceptance: Stream
  private readonly commands: ContactCommands

  private readonly stopAtMs: number
  private readonly lines: number
  private nowMs: number
  private tickedAtMs: number
  private isReading: boolean
  private live: number
  private inWrapUp: number
  /** A call has been told to the engine, and none of its events has been read. */
  private isArriving: boolean
  /** The contact that arrived by the command under way; -1: none did, or it has been told of as unservable. */
  private arrived: number
  private callerCell: number

  /** Parameters as for {@link simulate}. */
  constructor(scenario: Scenario, seed: number, replication: number, trace: Trace | undefined) {
    assert(
      (scenario.trace === null) === (trace === undefined),
      'simulate: a trace for a scenario with a trace',
    )
    const policy = scenario.policy.normal
    const groups = groupsOf(scenario, trace)
    const profiles = profilesOf(policy)
    const { fromMs, queues, bot, offers } = scenario
    const intervals = intervalsOf(scenario, trace)
    const { untilMs } = intervals
    this.startsBot = bot === null ? 'never' : bot.starts
    const estimates = queues.some(({ callback }) => callback?.offered === 'expectedWait')
    this.engine = createEngine(scenario.policy, { mode: offers === null ? 'assign' : 'offer', estimates })
    this.sink = []
    this.tally = new count.Tally(
      intervals,
      policy.tiers.length,
      queues.map(({ withinMs }) => withinMs),
      queues.map(({ shortAbandonMs }) => shortAbandonMs),
      groups.length,
      groups.reduce((sum, { agents }) => sum + agents.length, 0),
    )
    const noAnswer = { reason: policy.offer.noAnswerReason, returnAfterMs: offers?.returnAfterMs ?? 0 }
    const luck = { seed, replication }
    this.groups = groups
    const names = groups.map(({ name }) => name)
    const channels = policy.channels.map(({ name }) => name)
    this.outages = Outages.of(scenario.outages, names, channels, seed, replication)
    const tell = (command: Command): void => this.tell(command)
    this.desk = new Desk(groups, intervals, noAnswer, luck, this.outages, tell)
    this.calls = new Calls(scenario, profiles, seed, replication, trace, untilMs)
    this.stopAtMs = untilMs + DAY_MS
    this.agenda = new Agenda(this.stopAtMs)
    this.contacts = new ContactColumns()
    this.handling = new Handling(scenario, this.contacts, profiles, this.desk.levels)
    const hours = OpeningHours.of(policy)
    this.ledger = new Ledger(this.tally, this.contacts, new Burden(policy), hours)
    this.outcomes = Outcomes.of(scenario, profiles, this.desk.levels, this.calls, this.ledger)
    this.door = new Door(this.ledger, this.outcomes, hours)
    this.acceptAfter = quantileOf(offers?.acceptAfter ?? { law: 'never' })
    this.acceptance = Stream.named(seed, replication, 'agents/acceptAfter')
    this.commands = new ContactCommands()
    const { handling, contacts, commands, agenda, stopAtMs } = this
    this.conversations = new Conversations(scenario, groups, handling, contacts, commands, agenda, stopAtMs)
    const parts = { contacts, agenda, ledger: this.ledger, outcomes: this.outcomes, tell }
    const { desk, conversations } = this
    this.outbound = Outbound.of(scenario, profiles, desk.levels, { ...parts, desk, conversations })
    this.room = new WaitingRoom({
      ...parts,
      commands,
      bot: bot === null ? null : new BotShift(bot, policy, contacts),
      startsBot: this.startsBot,
      outbound: this.outbound,
      announce: (contact) => this.engine.announceWait({ contact }),
    })
    this.slotOfEvent = (handle) => this.slotFor(handle)
    this.nowMs = fromMs
    this.tickedAtMs = -1
    this.isReading = false
    this.live = 0
    this.inWrapUp = 0
    this.lines = scenario.lines ?? Infinity
    this.isArriving = false
    this.arrived = -1
    this.callerCell = -1
  }

  /** Lets the next `steps` things happen, of which a contact has a handful. `null`: there are more. */
  advance(steps: number): RunResult | null {
    const { engine, agenda, desk, calls } = this
    for (let step = 0; ; step++) {
      if (step === steps) return null
      const { workAtMs, leaveAtMs } = agenda
      const atMs = Math.min(workAtMs, leaveAtMs, calls.nextAtMs, desk.nextAtMs)
      // Also at the same instant: an answer that comes when the offer expires comes too late, and is not given.
      if (engine.isDueBy(Math.min(atMs, this.stopAtMs))) {
        const dueAtMs = engine.nextDueAtMs
        if (dueAtMs < atMs || dueAtMs > this.tickedAtMs) {
          if (atMs === Infinity && this.live === 0) break
          this.tickedAtMs = dueAtMs
          this.nowMs = dueAtMs
          this.tell({ type: 'tick', atMs: dueAtMs })
          continue
        }
      }
      if (atMs > this.stopAtMs) break
      this.nowMs = atMs
      if (atMs === workAtMs) this.work(agenda.takeWork())
      else if (atMs === desk.nextAtMs) desk.step(atMs)
      else if (atMs === leaveAtMs) this.room.stopWaiting(agenda.takeLeave(), atMs)
      else this.call()
    }
    desk.time.close(Infinity)
    return { tally: this.tally, agentTime: desk.time, groups: this.groups }
  }

  private tell(command: Command): void {
    const { sink } = this
    this.engine.applyInto(command, sink)
    if (this.isReading) return
    this.isReading = true
    // Reading may tell the engine more, which adds to the same list.
    for (let i = 0; i < sink.length; i++) this.read(sink[i]!)
    this.isReading = false
    this.arrived = -1
    // One by one: an array that is emptied at once gives up its memory.
    while (sink.length > 0) sink.pop()
  }

  private call(): void {
    const { calls, nowMs } = this
    const command = calls.take(nowMs)
    this.callerCell = this.ledger.offered(calls.caller, nowMs)
    const isDown = this.outages !== null && this.outages.isChannelDown(calls.caller.channel)
    if (isDown || this.live - this.inWrapUp - (this.outbound?.away ?? 0) >= this.lines) {
      this.door.shut(calls.caller, this.callerCell, nowMs)
      return
    }
    this.isArriving = true
    this.tell(command)
  }

  /** The agent takes up the offer, replies, or comes to the end of the conversation. */
  private work(slot: number): void {
    const { contacts, nowMs } = this
    if (contacts.stage[slot] === OFFERED) {
      const contact = contacts.handle[slot]!
      this.tell({ type: 'offer.accept', atMs: nowMs, contact, agent: contacts.agentHandle[slot]! })
    } else {
      const agent = contacts.agent[slot]!
      if (this.outbound !== null && this.outbound.isInVain(slot)) {
        this.desk.finishing(agent, nowMs)
        this.tell({ type: 'callback.fail', atMs: nowMs, contact: contacts.handle[slot]! })
        return
      }
      if (contacts.replyDue[slot] === 0) this.desk.finishing(agent, nowMs)
      this.tell(this.conversations.next(slot, this.desk.groupOf(agent), nowMs))
    }
  }

  private read(event: EngineEvent): void {
    switch (event.type) {
      case 'contact.assigned':
        this.onAssigned(this.slotFor(event.contact), event)
        break
      case 'contact.queued':
        this.room.queued(this.slotFor(event.contact), event.from, this.nowMs)
        break
      case 'contact.finished': {
        const slot = slotOf(event.contact)
        const group = this.desk.groupOf(this.contacts.agent[slot]!)
        this.conversations.end(slot, this.nowMs)
        if (this.outbound === null || this.outbound.isConversation(slot)) {
          this.ledger.finished(slot, event)
          this.outcomes?.finished(slot, group, event.agentId, this.nowMs)
        }
        if (event.wrapUpMs === 0) this.released(slot)
        else this.inWrapUp++
        break
      }
      case 'contact.wrapUpEnded':
        this.inWrapUp--
        this.released(slotOf(event.contact))
        break
      case 'contact.abandoned':
      case 'contact.contained':
        this.onLeft(slotOf(event.contact), event.type === 'contact.contained', event.waitMs)
        break
      case 'contact.offered':
        this.onOffered(this.slotFor(event.contact), event.agent)
        break
      case 'offer.declined':
      case 'offer.expired':
      case 'offer.revoked': {
        const slot = slotOf(event.contact)
        this.agenda.cancelWork(slot)
        this.contacts.stage[slot] = WAITING
        break
      }
      case 'promise.warned':
      case 'promise.breached':
      case 'promise.escalated':
        this.ledger.stage(slotOf(event.contact), event)
        break
      case 'bot.start':
        if (this.startsBot === 'alert') this.room.startBot(slotOf(event.contact), this.nowMs)
        break
      case 'bot.began':
        this.ledger.add(slotOf(event.contact), count.BOT)
        break
      case 'callback.offer':
      case 'callback.agreed':
      case 'callback.overdue':
      case 'callback.missed':
      case 'callback.escalated':
      case 'contact.followUp':
        if (event.type === 'contact.followUp') this.live++
        this.outbound?.read(event, this.slotOfEvent, this.nowMs)
        break
      case 'contact.unservable':
        this.onUnservable(this.slotFor(event.contact), event.contact)
        break
      case 'agent.signedIn':
      case 'agent.presence':
      case 'agent.leaving':
      case 'agent.signedOut':
        this.desk.read(event, this.nowMs)
        break
      case 'command.refused':
        this.onRefused(event)
        break
      default:
        break
    }
  }

  /** The slot of a contact; a handle that is not known yet is that of the arrival under way. */
  private slotFor(handle: number): number {
    const { contacts, calls } = this
    if (contacts.knows(handle)) return slotOf(handle)
    assert(this.isArriving, 'simulate: a contact that did not arrive')
    this.isArriving = false
    const { caller } = calls
    const slot = contacts.adopt(handle, caller, this.callerCell, calls.profile, this.nowMs)
    this.outcomes?.arrived(slot, caller)
    this.outbound?.arrived(slot, caller, this.nowMs)
    this.conversations.arrived(slot, caller.trueEmotion)
    contacts.replyDue[slot] = this.handling.promisesReply(caller.queue, caller.channel)
    this.live++
    this.arrived = handle
    return slot
  }

  /** Of arrivals: the engine says it of calls back and calls after conversations, too. */
  private onUnservable(slot: number, handle: number): void {
    if (handle !== this.arrived) return
    this.arrived = -1
    this.ledger.add(slot, count.UNSERVABLE)
  }

  private onAssigned(slot: number, event: ContactAssigned): void {
    const { contacts, outbound, nowMs } = this
    const agent = this.desk.agentOf(event.agent)
    const group = this.desk.groupOf(agent)
    const { waitMs } = event
    this.agenda.cancel(slot)
    contacts.stage[slot] = CONVERSATION
    contacts.agent[slot] = agent
    this.desk.time.addContact(agent, 1, nowMs)
    if (outbound !== null && outbound.isAway(slot)) {
      outbound.called(slot, agent, group, waitMs, nowMs)
      return
    }
    this.ledger.answered(slot, waitMs, agent, group, nowMs)
    this.outcomes?.answered(slot, waitMs)
    this.conversations.begin(slot, agent, group, nowMs)
  }

  private onOffered(slot: number, agentHandle: number): void {
    this.room.offered(slot, agentHandle, this.nowMs)
    const afterMs = Math.round(this.acceptAfter(this.acceptance.uniform()))
    this.agenda.planWork(slot, this.nowMs + afterMs)
  }

  private onRefused(event: CommandRefused): void {
    // An agent who freed at the very instant of the alert was faster than the bot.
    if (event.command === 'bot.begin' && event.code === 'notWaiting') return
    this.door.refused(event, this.calls.caller, this.callerCell, this.nowMs)
    this.isArriving = false
  }

  private onLeft(slot: number, isContained: boolean, waitMs: number): void {
    this.ledger.left(slot, isContained, waitMs, this.nowMs)
    this.outcomes?.left(slot, isContained, this.nowMs)
    this.gone(slot)
  }

  /** The agent is done with the contact. */
  private released(slot: number): void {
    this.desk.time.addContact(this.contacts.agent[slot]!, -1, this.nowMs)
    this.outbound?.released(slot)
    this.gone(slot)
  }

  private gone(slot: number): void {
    this.agenda.cancel(slot)
    this.live--
  }
}
