/**
 * The rows of the live measures that a contact counts in: the total, the queue, channel and tier of its arrival, in the
 * period of its arrival; and the row of the agent who has it, in the period of that assignment or offer.
 * **cost** O(1) an addition; allocates for the credit of an ended contact only.
 */
import type { MeasureTable } from '../../sla/measure-table.js'
import type { LiveAgents } from './live-agents.js'
import * as live from './live-contacts.js'
import type { LiveContacts } from './live-contacts.js'

/** Where an ended contact counts. */
export interface Credit {
  readonly queue: number
  readonly channel: number
  readonly tier: number
  readonly period: number
  readonly agent: number
  readonly agentPeriod: number
}

export class LiveRows {
  private readonly table: MeasureTable
  private readonly contacts: LiveContacts
  private readonly agents: LiveAgents
  private readonly total: number

  constructor(table: MeasureTable, contacts: LiveContacts, agents: LiveAgents) {
    this.table = table
    this.contacts = contacts
    this.agents = agents
    this.total = table.row('total', 'total')
  }

  /** Adds to the rows where an ended contact counts. */
  credit({ queue, channel, tier, period, agent, agentPeriod }: Credit, place: number, amount: number): void {
    const { table } = this
    if (queue >= 0) {
      const cell = table.cellOf(period)
      table.add(this.total, cell, place, amount)
      table.add(queue, cell, place, amount)
      table.add(channel, cell, place, amount)
      table.add(tier, cell, place, amount)
    }
    if (agent >= 0) table.add(agent, table.cellOf(agentPeriod), place, amount)
  }

  creditOf(slot: number): Credit {
    const { contacts } = this
    const isOffered = contacts.has(slot, live.IS_OFFERED)
    const isTimeAlone = contacts.has(slot, live.IS_TIME_ALONE)
    return {
      queue: isOffered ? contacts.get(slot, live.QUEUE_ROW) : -1,
      channel: contacts.get(slot, live.CHANNEL_ROW),
      tier: contacts.get(slot, live.TIER_ROW),
      period: contacts.get(slot, live.PERIOD),
      agent: isTimeAlone ? -1 : this.agents.rowOf(contacts.get(slot, live.AGENT)),
      agentPeriod: contacts.get(slot, live.AGENT_PERIOD),
    }
  }

  addBoth(slot: number, place: number, amount: number): void {
    this.addToRows(slot, place, amount)
    this.addToAgent(slot, place, amount)
  }

  addToAgent(slot: number, place: number, amount: number): void {
    const { contacts } = this
    if (contacts.has(slot, live.IS_TIME_ALONE)) return
    const row = this.agents.rowOf(contacts.get(slot, live.AGENT))
    if (row >= 0) this.table.add(row, this.table.cellOf(contacts.get(slot, live.AGENT_PERIOD)), place, amount)
  }

  addToRows(slot: number, place: number, amount: number): void {
    const { contacts, table } = this
    if (!contacts.has(slot, live.IS_OFFERED)) return
    const cell = table.cellOf(contacts.get(slot, live.PERIOD))
    table.add(this.total, cell, place, amount)
    table.add(contacts.get(slot, live.QUEUE_ROW), cell, place, amount)
    table.add(contacts.get(slot, live.CHANNEL_ROW), cell, place, amount)
    table.add(contacts.get(slot, live.TIER_ROW), cell, place, amount)
  }

  /** The wait of one who was answered, or of one who gave up. */
  addWait(slot: number, waitMs: number, isAnswered: boolean): void {
    const { contacts } = this
    const cell = this.table.cellOf(contacts.get(slot, live.PERIOD))
    this.addWaitTo(this.total, cell, waitMs, isAnswered)
    this.addWaitTo(contacts.get(slot, live.QUEUE_ROW), cell, waitMs, isAnswered)
    this.addWaitTo(contacts.get(slot, live.CHANNEL_ROW), cell, waitMs, isAnswered)
    this.addWaitTo(contacts.get(slot, live.TIER_ROW), cell, waitMs, isAnswered)
  }

  private addWaitTo(row: number, cell: number, waitMs: number, isAnswered: boolean): void {
    this.table.raise(row, cell, waitMs)
    if (isAnswered) this.table.recordWait(row, cell, waitMs)
  }
}
