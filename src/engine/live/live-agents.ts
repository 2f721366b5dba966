/**
 * How agents' time passes, for the live measures: available, with contacts, signed in; each agent's and the total.
 * Idea: an agent is in one of a few states between two events, so each change first adds the time passed in the old one.
 * **cost** O(1) a change, O(1) more for each period passed; allocates on growth only.
 */
import { grownFloat64, grownInt32, grownUint8 } from '../../base/column.js'
import { slotOf } from '../../base/slots.js'
import * as field from '../../sla/measure-fields.js'
import type { MeasureTable } from '../../sla/measure-table.js'

/** One who is signed in. */
export interface LiveAgentJson {
  readonly handle: number
  readonly agentId: string
  readonly isAvailable: boolean
  readonly isLeaving: boolean
  readonly contacts: number
  readonly sinceAtMs: number
}

export class LiveAgents {
  private readonly table: MeasureTable
  private readonly total: number
  /** By the engine's slot: the handle of who is signed in, -1 for nobody. */
  private handle: Float64Array = new Float64Array(0)
  private row: Int32Array = new Int32Array(0)
  /** Never one who is leaving. */
  private isAvailable: Uint8ClampedArray = new Uint8ClampedArray(0)
  private isLeaving: Uint8ClampedArray = new Uint8ClampedArray(0)
  private contacts: Int32Array = new Int32Array(0)
  private sinceAtMs: Float64Array = new Float64Array(0)
  private readonly ids: string[] = []

  constructor(table: MeasureTable) {
    this.table = table
    this.total = table.row('total', 'total')
  }

  /** The row of a signed-in agent, -1 for one whose sign-in was not seen. */
  rowOf(handle: number): number {
    const slot = slotOf(handle)
    return this.handle[slot] === handle ? this.row[slot]! : -1
  }

  signIn({ handle, agentId, isAvailable, isLeaving, contacts, sinceAtMs }: LiveAgentJson): void {
    const slot = slotOf(handle)
    this.handle = grownFloat64(this.handle, slot + 1, -1)
    this.row = grownInt32(this.row, slot + 1)
    this.isAvailable = grownUint8(this.isAvailable, slot + 1)
    this.isLeaving = grownUint8(this.isLeaving, slot + 1)
    this.contacts = grownInt32(this.contacts, slot + 1)
    this.sinceAtMs = grownFloat64(this.sinceAtMs, slot + 1)
    this.handle[slot] = handle
    this.row[slot] = this.table.row('agent', agentId)
    this.ids[slot] = agentId
    this.isAvailable[slot] = isAvailable ? 1 : 0
    this.isLeaving[slot] = isLeaving ? 1 : 0
    this.contacts[slot] = contacts
    this.sinceAtMs[slot] = sinceAtMs
  }

  setAvailable(handle: number, isAvailable: boolean, atMs: number): void {
    const slot = this.slotOf(handle)
    if (slot < 0) return
    this.settle(slot, atMs)
    this.isAvailable[slot] = isAvailable && this.isLeaving[slot] === 0 ? 1 : 0
  }

  /** From now on the agent takes nothing new, whatever the presence. */
  leave(handle: number, atMs: number): void {
    const slot = this.slotOf(handle)
    if (slot < 0) return
    this.isLeaving[slot] = 1
    this.setAvailable(handle, false, atMs)
  }

  /** One contact more (1) or less (-1). */
  addContact(handle: number, change: 1 | -1, atMs: number): void {
    const slot = this.slotOf(handle)
    if (slot < 0) return
    this.settle(slot, atMs)
    this.contacts[slot] = this.contacts[slot]! + change
  }

  signOut(handle: number, atMs: number): void {
    const slot = this.slotOf(handle)
    if (slot < 0) return
    this.settle(slot, atMs)
    this.handle[slot] = -1
  }

  /** Adds the time of everybody up to an instant. */
  settleAll(atMs: number): void {
    for (let slot = 0; slot < this.handle.length; slot++) if (this.handle[slot]! >= 0) this.settle(slot, atMs)
  }

  /** Those who are signed in, by slot. */
  toJSON(): LiveAgentJson[] {
    return Array.from(this.handle, (handle, slot) => ({
      handle,
      agentId: this.ids[slot]!,
      isAvailable: this.isAvailable[slot] === 1,
      isLeaving: this.isLeaving[slot] === 1,
      contacts: this.contacts[slot]!,
      sinceAtMs: this.sinceAtMs[slot]!,
    })).filter(({ handle }) => handle >= 0)
  }

  private slotOf(handle: number): number {
    const slot = slotOf(handle)
    return this.handle[slot] === handle ? slot : -1
  }

  private settle(slot: number, atMs: number): void {
    const { table } = this
    let from = this.sinceAtMs[slot]!
    this.sinceAtMs[slot] = Math.max(from, atMs)
    while (from < atMs) {
      const period = table.periodAt(from)
      const cell = table.cellOf(period)
      const to = Math.min((period + 1) * table.periodMs, atMs)
      this.addTime(this.row[slot]!, cell, slot, to - from)
      this.addTime(this.total, cell, slot, to - from)
      from = to
    }
  }

  private addTime(row: number, cell: number, slot: number, ms: number): void {
    const { table } = this
    const contacts = this.contacts[slot]!
    table.add(row, cell, field.SIGNED_IN_MS, ms)
    if (contacts > 0) table.add(row, cell, field.ENGAGED_MS, ms)
    if (this.isAvailable[slot] === 0) return
    table.add(row, cell, field.AVAILABLE_MS, ms)
    if (contacts === 0) return
    table.add(row, cell, field.BUSY_MS, ms)
    table.add(row, cell, field.CONTACT_MS, ms * contacts)
  }
}
