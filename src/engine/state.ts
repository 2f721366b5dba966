/**
 * All that an engine knows, in one place: the tables of queue, routing and sla, and the counters. Functions in the folders
 * beside this file change it; nothing else does. Tables that depend on the policy are built here, at the start and
 * whenever the policy changes, and filled again from contacts and agents.
 * Cost: a build is O(agents + contacts) and allocates; the rest is bookkeeping of O(1).
 */
import { IntList } from '../base/int-list.js'
import type { Turn } from '../queue/turn.js'
import { WaitingLine, type Place } from '../queue/waiting-line.js'
import { Demands, type Chain } from '../routing/demand.js'
import { Feasibility } from '../routing/feasible.js'
import { Ranking } from '../routing/rank.js'
import { Roster } from '../routing/roster.js'
import type { ContactFacts } from '../routing/lanes.js'
import { Selector } from '../routing/select.js'
import { Slots, type SlotsJson } from '../base/slots.js'
import { Deadlines } from '../sla/deadlines.js'
import { Agents } from './agents/agents.js'
import type { AgentBreak } from './agents/breaks.js'
import { Clocks } from './time/clocks.js'
import { compilePolicy, type CompiledPolicy } from './policy/compiled-policy.js'
import { Categories, type Traits } from './contacts/categories.js'
import { Contacts } from './contacts/contacts.js'
import { Estimates } from './wait-estimates/estimates.js'
import type { EngineEvent } from './events/event.js'
import type { FollowUp } from './contacts/follow-up.js'
import { learningOf } from './wait-estimates/wait-learning.js'
import type { NormalPolicy } from './policy/normal-policy.js'
import { PromiseTable } from './policy/promise-table.js'

/** Tables that a policy shapes. */
export interface Tables {
  readonly policy: CompiledPolicy
  readonly feasibility: Feasibility
  readonly roster: Roster
  readonly demands: Demands
  readonly ranking: Ranking
  readonly line: WaitingLine
  readonly selector: Selector
  /** (queue x (issues + 1) + issue) x 3 + emotion class -> chain of contacts without an own need, once there was one. */
  readonly standingChains: (Chain | undefined)[]
  readonly categories: Categories
}

export class State {
  readonly offers: boolean
  readonly explains: boolean
  contacts: Contacts
  agents: Agents
  clocks: Clocks
  /** When a contact's ageing reaches its cap, by contact slot; changes keys only, so no host needs to know. */
  caps = new Deadlines(0)
  /** When emotional load falls, by agent slot; likewise. */
  recoveries = new Deadlines(0)
  tables: Tables
  /** What estimates of waits are made of; undefined when they are not asked for. */
  waits: Estimates | undefined

  /** The present instant: the command's, or the due instant of the deadline that fires. */
  nowMs = 0
  /** The instant of the command under way. */
  commandAtMs = 0
  /** Commands so far; events so far. */
  cause = 0
  seq = 0
  arrivals = 0
  signIns = 0
  /** Remembered command ids, oldest first. */
  readonly commandIds = new Set<string>()
  /** Waiting or offered contacts by queue. */
  queued: Int32Array
  /** By queue: 1 while it is closed by its hours; 1 while agents may only pull from it, be it closed or pull-only. */
  closed: Int32Array = new Int32Array(0)
  shut: Int32Array = new Int32Array(0)
  /** Contacts that some agent has declined and is spared. */
  readonly declined = new Set<number>()
  /** Conversations that have ended since the last matching, and whose customers are to be called once more. */
  readonly followUps: FollowUp[] = []
  /** End of the open batch window as a timer, or -1. */
  batchTimer = -1
  /** The window has just ended: the pairs are to be made. */
  batchIsDue = false

  /** Where events go during a command. */
  sink: EngineEvent[] = []
  /** Contacts to be matched, and agents with new room, since the last matching. */
  readonly pendingContacts = new IntList()
  readonly pendingAgents = new IntList()
  /** Agents whose load or counts have changed: their heaps are to be put in order before the next matching. */
  readonly staleAgents = new IntList()
  /** Agents who may be given more than before, since the last matching, though no contact left them. */
  readonly lifted = new IntList()
  /** Contacts that began to wait in this transition. */
  readonly begun = new IntList()
  /** Breaks asked for, granted and under way, in the order in which they were asked for. */
  readonly breaks: AgentBreak[] = []
  /** Those granted that wait for their agents to finish their work. */
  breaksToStart = 0
  /** More agents may be available than when requests for breaks were last looked at, or more is asked. */
  coverChanged = false
  /** Somebody joined, left or changed: waiting contacts may have nobody left, or somebody at a later step. */
  rosterChanged = false
  /** Scratch for the waiting line: where a contact is to wait, and when its turn is. */
  readonly place: Place = {
    demand: 0,
    queue: 0,
    band: 0,
    rateIndex: 0,
    holder: -1,
    isPrivate: false,
    pullOnly: false,
  }
  readonly turn: Turn = { key: 0, virtualAtMs: 0, sequence: 0 }

  constructor(
    normal: NormalPolicy,
    options: { offers: boolean; explains: boolean; estimates?: boolean },
    contactSlots?: SlotsJson,
    agentSlots = new Slots(),
  ) {
    this.offers = options.offers
    this.explains = options.explains
    this.contacts = new Contacts(contactSlots)
    this.agents = new Agents()
    this.clocks = new Clocks(this.contacts)
    this.tables = this.built(normal, agentSlots)
    this.contacts.categories = this.tables.categories.list
    this.queued = new Int32Array(normal.queues.length)
    this.waits = options.estimates === true ? new Estimates(learningOf(normal)) : undefined
    this.waits?.ensure(this.contacts.capacity)
  }

  get policyVersion(): number {
    return this.tables.policy.normal.version
  }

  /**
   * How long the present wait or conversation of a contact has lasted. It is whole anyway; rounded, V8 keeps it as a small
   * integer while it is one, and an event holds it without an object of its own.
   */
  elapsedMs(contact: number): number {
    return Math.trunc(this.nowMs - this.contacts.sinceAtMsOf(contact))
  }

  /** Another queue, channel, tier, issue or region for a contact. */
  change(contact: number, change: Partial<Traits>): void {
    const { contacts } = this
    const category = this.tables.categories.with(contacts.categoryOf(contact), change)
    contacts.setCategoryIndex(contact, category.index)
  }

  /** Makes room for as many contacts as have a record, wherever something is kept of each. */
  makeRoom(): void {
    const { capacity } = this.contacts
    this.tables.line.ensureContacts(capacity)
    this.waits?.ensure(capacity)
  }

  /** Tables for a policy, empty but for the slots of the agents. */
  built(normal: NormalPolicy, agentSlots: Slots): Tables {
    const policy = compilePolicy(normal)
    this.clocks.learnCalendars(normal.calendars, this.nowMs)
    const feasibility = new Feasibility(normal.distance)
    const roster = new Roster(
      { classes: policy.classes, orders: policy.measures, pools: normal.pools.length },
      (group, isNew) => {
        if (!isNew) feasibility.removeGroup(group.slot)
        else feasibility.addGroup(group.slot, group.profile)
        ranking.forgetGroups()
      },
      agentSlots,
    )
    const demands = new Demands(
      {
        channels: policy.channels,
        queues: policy.queues.map(({ normal: { region }, steps, order }) => ({ region, steps, order })),
        regions: normal.regions.length,
        orders: policy.orders,
        fitFirst: policy.before.includes('fit'),
      },
      feasibility,
    )
    const ranking = new Ranking(roster, feasibility, normal.distance)
    const line = new WaitingLine(policy.queues.length, policy.rates)
    line.ensureContacts(this.contacts.capacity)
    line.ensureAgents(agentSlots.highWater)
    return {
      policy,
      feasibility,
      roster,
      demands,
      ranking,
      line,
      selector: new Selector({
        roster,
        feasibility,
        demands,
        ranking,
        lanes: line,
        facts: this.facts(),
        workOrder: { before: policy.before },
        keepFree: policy.queues.map((queue) => queue.keepFree),
      }),
      standingChains: Array.from(
        { length: policy.queues.length * (policy.issues.length + 1) * 3 },
        () => undefined,
      ),
      categories: new Categories(policy, new PromiseTable(normal, this.clocks)),
    }
  }

  /** Slot of the signed-in agent of this id, -1 for none or ''. */
  agentSlot(agentId: string): number {
    return agentId === '' ? -1 : this.agents.slotOfId(agentId)
  }

  private facts(): ContactFacts {
    return {
      dedicatedOf: (contact) => {
        const extras = this.contacts.extrasIf(contact)
        return extras === undefined ? -1 : this.agentSlot(extras.dedicatedAgentId)
      },
      lastOf: (contact) => {
        const extras = this.contacts.extrasIf(contact)
        return extras === undefined ? -1 : this.agentSlot(extras.lastAgentId)
      },
      declinedBy: (contact) => {
        const declines = this.contacts.extrasIf(contact)?.declines ?? []
        return declines.map(({ agentId }) => this.agentSlot(agentId)).filter((agent) => agent >= 0)
      },
    }
  }
}
