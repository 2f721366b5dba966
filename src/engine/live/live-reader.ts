/**
 * Reads what happens to contacts and adds it to the rows that it concerns: the total, the queue, channel and tier of the
 * arrival, and the agent. What counts where is said in sla/measures.ts.
 * Idea: a contact carries its rows and its period from its arrival on, so every event is a few additions.
 * **cost** O(1) an event; allocates on growth, and for each ended contact that may be rated or repeated.
 */
import * as field from '../../sla/measure-fields.js'
import type { MeasureTable } from '../../sla/measure-table.js'
import type { ContactAssigned, ContactFinished, ContactOffered, ContactQueued } from '../events/event.js'
import type { ContactFollowUp } from '../events/callback-event.js'
import type { PromiseMet, PromiseStage } from '../events/promise-event.js'
import type { LiveAgents } from './live-agents.js'
import type { ClockName } from '../policy/promise-spec.js'
import * as live from './live-contacts.js'
import { LiveContacts, type LiveContactJson } from './live-contacts.js'
import type { ChartedMeasure, LiveCharts } from './live-charts.js'
import { LiveRatings, type LiveRatingsJson } from './live-ratings.js'
import { LiveRepeats, type LiveRepeatsJson } from './live-repeats.js'
import { LiveRows } from './live-rows.js'

/** When an answer is in time, and when giving up is early, in a queue. */
export interface Thresholds {
  readonly withinMs: number
  readonly shortMs: number
}

export interface LiveReaderOptions {
  readonly repeatWithinMs: number
  readonly satisfiedFrom: number
  readonly rememberEnded: number
}

export interface LiveReaderJson {
  readonly contacts: readonly LiveContactJson[]
  readonly unservable: number
  readonly repeats: LiveRepeatsJson
  readonly ratings: LiveRatingsJson
}

type Arrival = ContactQueued | ContactOffered | ContactAssigned

const FIVE_MINUTES_MS = 300_000
const STAGES = {
  'promise.warned': field.WARNED,
  'promise.breached': field.BREACHED,
  'promise.escalated': field.ESCALATED,
} as const

export class LiveReader {
  private readonly table: MeasureTable
  private readonly agents: LiveAgents
  private readonly thresholdsOf: (queue: string) => Thresholds
  readonly ratings: LiveRatings
  private readonly charts: LiveCharts
  private readonly contacts = new LiveContacts()
  private readonly rows: LiveRows
  private readonly repeats: LiveRepeats
  /** Of whom it was said last, before the arrival itself, that nobody could serve it. */
  private unservable = -1

  constructor(
    table: MeasureTable,
    agents: LiveAgents,
    charts: LiveCharts,
    thresholdsOf: (queue: string) => Thresholds,
    { repeatWithinMs, satisfiedFrom, rememberEnded }: LiveReaderOptions,
  ) {
    this.table = table
    this.agents = agents
    this.charts = charts
    this.thresholdsOf = thresholdsOf
    this.rows = new LiveRows(table, this.contacts, agents)
    this.repeats = new LiveRepeats(this.rows, repeatWithinMs)
    this.ratings = new LiveRatings(this.rows, satisfiedFrom, rememberEnded, (credit, isSatisfied) =>
      charts.observe('satisfaction.rated', credit.queue, credit.agent, isSatisfied),
    )
  }

  noteUnservable(handle: number): void {
    this.unservable = handle
  }

  /** The centre itself will call: known before it waits, it never counts as an arrival. */
  followUp({ contact, contactId }: ContactFollowUp): void {
    this.contacts.mark(this.contacts.adopt(contact, contactId), live.IS_FOLLOW_UP)
  }

  queued(event: ContactQueued): void {
    if (event.from === 'arrived' || event.from === 'callback') this.arrived(event)
  }

  offered(event: ContactOffered): void {
    const slot = this.arrived(event)
    this.contacts.set(slot, live.AGENT, event.agent)
    this.contacts.set(slot, live.AGENT_PERIOD, this.table.periodAt(event.atMs))
  }

  /** An offer is over: accepted or not, or revoked (`null`). */
  offerEnded(handle: number, how: typeof field.DECLINED | typeof field.EXPIRED | null): void {
    const slot = this.contacts.find(handle)
    if (slot < 0) return
    if (how !== null) {
      this.rows.addBoth(slot, field.OFFERS, 1)
      this.rows.addBoth(slot, how, 1)
    }
    this.contacts.set(slot, live.AGENT, -1)
  }

  assigned(event: ContactAssigned): void {
    const { contacts } = this
    const isOwn = event.by === 'agent'
    const slot = isOwn ? contacts.adopt(event.contact, event.contactId) : this.arrived(event)
    if (contacts.get(slot, live.AGENT) >= 0) this.rows.addBoth(slot, field.OFFERS, 1)
    contacts.set(slot, live.AGENT, event.agent)
    contacts.set(slot, live.AGENT_PERIOD, this.table.periodAt(event.atMs))
    contacts.set(slot, live.STATE, live.TALKING)
    contacts.set(slot, live.SINCE_AT_MS, event.atMs)
    contacts.set(slot, live.ASSIGNED_AT_MS, event.atMs)
    contacts.set(slot, live.OWN_TALK_MS, 0)
    contacts.set(slot, live.OWN_WRAP_UP_MS, 0)
    this.agents.addContact(event.agent, 1, event.atMs)
    contacts.mark(slot, live.AWAITS_REPLY)
    if (isOwn) {
      contacts.mark(slot, live.IS_OWN)
      return
    }
    if (!contacts.has(slot, live.IS_ANSWERED)) this.answered(slot, event)
    if (event.queueWait === 'met') this.ofClock(slot, 'queueWait', field.KEPT)
    this.rows.addBoth(slot, field.ASSIGNED, 1)
    this.rows.addToAgent(slot, field.ANSWERED, 1)
    if (event.isHard) this.rows.addBoth(slot, field.HARD, 1)
  }

  replied(handle: number, atMs: number): void {
    const { contacts } = this
    const slot = contacts.find(handle)
    if (slot < 0 || !contacts.has(slot, live.AWAITS_REPLY)) return
    this.rows.addBoth(slot, field.FIRST_REPLIES, 1)
    this.rows.addBoth(slot, field.FIRST_REPLY_MS, atMs - contacts.get(slot, live.ASSIGNED_AT_MS))
    contacts.unmark(slot, live.AWAITS_REPLY)
  }

  staged({ contact, clock, type }: PromiseStage): void {
    const slot = this.contacts.find(contact)
    if (slot < 0) return
    this.ofClock(slot, clock, STAGES[type])
  }

  met({ contact, clock }: PromiseMet): void {
    const slot = this.contacts.find(contact)
    if (slot >= 0) this.ofClock(slot, clock, field.KEPT)
  }

  /** A wait is nobody's doing; the other clocks are those of the agent, too. */
  private ofClock(slot: number, clock: ClockName, what: number): void {
    this.rows.addToRows(slot, field.clockField(clock, what), 1)
    const isHad = this.contacts.get(slot, live.STATE) !== live.APART
    if (isHad && clock !== 'queueWait') this.rows.addToAgent(slot, field.clockField(clock, what), 1)
    if (clock !== 'firstReply') return
    if (what === field.KEPT || what === field.BREACHED)
      this.observe(slot, 'promises.firstReply.kept', what === field.KEPT)
  }

  abandoned(handle: number, waitMs: number): void {
    const { contacts } = this
    const slot = contacts.find(handle)
    if (slot < 0) return
    if (contacts.has(slot, live.IS_ANSWERED)) this.rows.addToRows(slot, field.ABANDONED_LATER, 1)
    else if (contacts.has(slot, live.IS_OFFERED)) {
      const { withinMs, shortMs } = this.thresholdsOf(this.arrivedIn(slot))
      this.rows.addToRows(slot, field.ABANDONED, 1)
      this.rows.addToRows(slot, field.WAIT_ABANDONED_MS, waitMs)
      if (waitMs < shortMs) this.rows.addToRows(slot, field.ABANDONED_EARLY, 1)
      if (waitMs <= withinMs) this.rows.addToRows(slot, field.ABANDONED_IN_TIME, 1)
      this.waited(slot, waitMs)
      this.rows.addWait(slot, waitMs, false)
    }
    this.gone(slot)
  }

  /** Out of its queue without an agent: solved by the bot, or withdrawn by the host. */
  left(handle: number, how: typeof field.CONTAINED | typeof field.WITHDRAWN, waitMs: number): void {
    const slot = this.contacts.find(handle)
    if (slot < 0) return
    if (!this.contacts.has(slot, live.IS_ANSWERED)) {
      this.rows.addToRows(slot, how, 1)
      if (waitMs > 0) this.rows.addToRows(slot, field.WAITED, 1)
    }
    this.gone(slot)
  }

  moved(handle: number, toQueue: string): void {
    const slot = this.contacts.find(handle)
    if (slot >= 0) this.contacts.queue[slot] = toQueue
  }

  transferred(handle: number, toQueue: string, atMs: number): void {
    const slot = this.contacts.find(handle)
    if (slot < 0) return
    this.rows.addBoth(slot, field.TRANSFERRED, 1)
    this.contacts.queue[slot] = toQueue
    this.leaveAgent(slot, atMs)
    this.contacts.unmark(slot, live.IS_FOLLOW_UP)
  }

  /** To be called in a window that opens later, or called again: the wait is over, and so is a conversation. */
  putOff(handle: number, atMs: number): void {
    const slot = this.contacts.find(handle)
    if (slot < 0) return
    if (this.contacts.get(slot, live.STATE) === live.TALKING) this.leaveAgent(slot, atMs)
  }

  rated(handle: number, rating: number): void {
    const slot = this.contacts.find(handle)
    if (slot >= 0) this.ratings.rateOngoing(handle, this.rows.creditOf(slot), rating)
  }

  /** The agent is gone: conversations went back to their queues. */
  agentLeft(agent: number, atMs: number): void {
    for (const slot of this.contacts.talkingTo(agent)) this.leaveAgent(slot, atMs)
  }

  finished({ contact, wrapUpMs, outcome, atMs }: ContactFinished): void {
    const { contacts } = this
    const slot = contacts.find(contact)
    if (slot < 0) return
    this.passState(slot, atMs)
    contacts.unmark(slot, live.AWAITS_REPLY | live.IS_RESOLVED | live.IS_UNRESOLVED)
    if (outcome === 'resolved') contacts.mark(slot, live.IS_RESOLVED)
    if (outcome === 'unresolved') contacts.mark(slot, live.IS_UNRESOLVED)
    contacts.set(slot, live.STATE, live.WRAPPING)
    if (wrapUpMs === 0) this.over(slot, atMs)
  }

  reopened(handle: number, from: 'awaitingConfirmation' | 'wrapUp', atMs: number): void {
    const slot = this.contacts.find(handle)
    if (slot < 0 || from !== 'wrapUp') return
    this.passState(slot, atMs)
    this.contacts.set(slot, live.STATE, live.TALKING)
  }

  wrapUpEnded(handle: number, atMs: number): void {
    const slot = this.contacts.find(handle)
    if (slot >= 0) this.over(slot, atMs)
  }

  toJSON(): LiveReaderJson {
    return {
      contacts: this.contacts.toJSON(),
      unservable: this.unservable,
      repeats: this.repeats.toJSON(),
      ratings: this.ratings.toJSON(),
    }
  }

  read({ contacts, unservable, repeats, ratings }: LiveReaderJson): void {
    this.ratings.read(ratings)
    for (const row of contacts) this.contacts.read(row)
    this.unservable = unservable
    this.repeats.read(repeats)
  }

  /** The slot of the contact; one that is not known yet arrives now. */
  private arrived({ contact, contactId, queue, channel, tier, atMs }: Arrival): number {
    const { contacts, table } = this
    const known = contacts.find(contact)
    if (known >= 0) return known
    const slot = contacts.adopt(contact, contactId)
    contacts.queue[slot] = queue
    contacts.set(slot, live.QUEUE_ROW, table.row('queue', queue))
    contacts.set(slot, live.CHANNEL_ROW, table.row('channel', channel))
    contacts.set(slot, live.TIER_ROW, table.row('tier', tier))
    contacts.set(slot, live.PERIOD, table.periodAt(atMs))
    contacts.set(slot, live.ARRIVED_AT_MS, atMs)
    contacts.mark(slot, live.IS_OFFERED)
    this.rows.addToRows(slot, field.OFFERED, 1)
    if (this.unservable === contact) this.rows.addToRows(slot, field.UNSERVABLE, 1)
    return slot
  }

  /** The queue of the arrival. */
  private arrivedIn(slot: number): string {
    return this.table.nameOf(this.contacts.get(slot, live.QUEUE_ROW))
  }

  /** An agent has taken the contact for the first time. */
  private answered(slot: number, { waitMs, customerId, issue, atMs }: ContactAssigned): void {
    const { contacts } = this
    contacts.mark(slot, live.IS_ANSWERED)
    if (!contacts.has(slot, live.IS_OFFERED)) return
    this.rows.addToRows(slot, field.ANSWERED, 1)
    this.rows.addToRows(slot, field.WAIT_ANSWERED_MS, waitMs)
    if (waitMs <= this.thresholdsOf(this.arrivedIn(slot)).withinMs) {
      this.rows.addToRows(slot, field.ANSWERED_IN_TIME, 1)
    }
    this.waited(slot, waitMs)
    this.rows.addWait(slot, waitMs, true)
    if (customerId === '') return
    const key = JSON.stringify([customerId, issue])
    contacts.repeatKey[slot] = key
    this.rows.addToRows(slot, field.KNOWN, 1)
    if (!this.repeats.isRepeat(key, contacts.get(slot, live.ARRIVED_AT_MS), atMs)) return
    contacts.mark(slot, live.IS_REPEAT)
    this.rows.addToRows(slot, field.REPEATED, 1)
  }

  private waited(slot: number, waitMs: number): void {
    if (waitMs > 0) this.rows.addToRows(slot, field.WAITED, 1)
    if (waitMs > FIVE_MINUTES_MS) this.rows.addToRows(slot, field.WAITED_OVER_5_MIN, 1)
  }

  /** For the queue of the arrival and for the agent. */
  private observe(slot: number, measure: ChartedMeasure, isSuccess: boolean): void {
    const { queue, agent } = this.rows.creditOf(slot)
    this.charts.observe(measure, queue, agent, isSuccess)
  }

  /** Gone without an agent. */
  private gone(slot: number): void {
    this.ratings.forget(this.contacts.handleOf(slot))
    this.contacts.forget(slot)
  }

  /** The contact is over, wrap-up included. */
  private over(slot: number, atMs: number): void {
    const { contacts } = this
    this.passState(slot, atMs)
    const credit = this.rows.creditOf(slot)
    this.rows.addToRows(slot, field.FINISHED, 1)
    this.rows.addToRows(slot, field.TALK_MS, contacts.get(slot, live.TALK_MS))
    this.rows.addToRows(slot, field.WRAP_UP_MS, contacts.get(slot, live.WRAP_UP_MS))
    this.rows.credit(credit, field.ENDED, 1)
    const isResolved = contacts.has(slot, live.IS_RESOLVED)
    const isUnresolved = contacts.has(slot, live.IS_UNRESOLVED)
    if (isResolved) this.rows.credit(credit, field.RESOLVED, 1)
    if (isUnresolved) this.rows.credit(credit, field.UNRESOLVED, 1)
    if (isResolved || isUnresolved) this.observe(slot, 'resolution.ofAsked', isResolved)
    const key = contacts.repeatKey[slot]!
    const isFirst = !contacts.has(slot, live.IS_REPEAT)
    if (key !== '') this.repeats.end(key, atMs, credit, isFirst, isResolved, isUnresolved)
    this.ratings.end(contacts.handleOf(slot), contacts.contactId[slot]!, credit)
    this.leaveAgent(slot, atMs)
    contacts.forget(slot)
  }

  /** The assignment is over; the contact is with nobody, and a new wait begins unless it is over itself. */
  private leaveAgent(slot: number, atMs: number): void {
    const { contacts } = this
    this.passState(slot, atMs)
    this.rows.addToAgent(slot, field.FINISHED, 1)
    this.rows.addToAgent(slot, field.TALK_MS, contacts.get(slot, live.OWN_TALK_MS))
    this.rows.addToAgent(slot, field.WRAP_UP_MS, contacts.get(slot, live.OWN_WRAP_UP_MS))
    this.agents.addContact(contacts.get(slot, live.AGENT), -1, atMs)
    contacts.set(slot, live.AGENT, -1)
    contacts.set(slot, live.STATE, live.APART)
    contacts.unmark(slot, live.AWAITS_REPLY | live.IS_OWN)
  }

  /** Adds the time since the state began to talk or wrap-up. */
  private passState(slot: number, atMs: number): void {
    const { contacts } = this
    const passed = atMs - contacts.get(slot, live.SINCE_AT_MS)
    const state = contacts.get(slot, live.STATE)
    if (state === live.TALKING) {
      contacts.add(slot, live.TALK_MS, passed)
      contacts.add(slot, live.OWN_TALK_MS, passed)
    } else if (state === live.WRAPPING) {
      contacts.add(slot, live.WRAP_UP_MS, passed)
      contacts.add(slot, live.OWN_WRAP_UP_MS, passed)
    }
    contacts.set(slot, live.SINCE_AT_MS, atMs)
  }
}
