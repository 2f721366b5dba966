/**
 * What the live measures remember of each live contact, in flat columns by the engine's own slot.
 * Idea: a handle is a slot and a generation, so the handle kept in the column tells a new contact from an old one.
 * **cost** O(1); allocates on growth only.
 */
import { grownFloat64 } from '../../base/column.js'
import { slotOf } from '../../base/slots.js'

/** With nobody; in conversation; in wrap-up. */
export const APART = 0
export const TALKING = 1
export const WRAPPING = 2

/** Bits of `marks`. */
/** It arrived in a queue, so it counts in the rows of its arrival. */
export const IS_OFFERED = 1
export const IS_ANSWERED = 2
/** The agent has not replied since the assignment. */
export const AWAITS_REPLY = 4
/** The agent's own work, for the present assignment. */
export const IS_OWN = 8
export const IS_REPEAT = 16
/** Soon to end as resolved or unresolved. */
export const IS_RESOLVED = 32
export const IS_UNRESOLVED = 64
/** A call that follows a conversation, until it is transferred. */
export const IS_FOLLOW_UP = 128
/** Work that counts in the agent's time alone. */
export const IS_TIME_ALONE = IS_OWN | IS_FOLLOW_UP

/** One live contact as plain data. */
export type LiveContactJson = readonly [handle: number, numbers: readonly number[], texts: readonly string[]]

const NUMBERS = 15
export const QUEUE_ROW = 0
export const CHANNEL_ROW = 1
export const TIER_ROW = 2
export const PERIOD = 3
export const ARRIVED_AT_MS = 4
export const MARKS = 5
export const STATE = 6
/** Since when it has been in the present state. */
export const SINCE_AT_MS = 7
/** Talk and wrap-up so far: of all assignments, of the present one. */
export const TALK_MS = 8
export const WRAP_UP_MS = 9
export const OWN_TALK_MS = 10
export const OWN_WRAP_UP_MS = 11
/** Handle of the agent who has it or to whom it is offered, -1 for nobody; the period of that assignment or offer. */
export const AGENT = 12
export const AGENT_PERIOD = 13
export const ASSIGNED_AT_MS = 14

export class LiveContacts {
  /** By slot: the handle, -1 for none. */
  private handle: Float64Array = new Float64Array(0)
  /** Slot x NUMBERS + place. */
  private numbers: Float64Array = new Float64Array(0)
  /** The queue it is in; its id; customer and issue, '' when the customer is unknown. */
  readonly queue: string[] = []
  readonly contactId: string[] = []
  readonly repeatKey: string[] = []

  /** The slot of a contact that is known, -1 otherwise. */
  find(handle: number): number {
    const slot = slotOf(handle)
    return this.handle[slot] === handle ? slot : -1
  }

  adopt(handle: number, contactId: string): number {
    const slot = slotOf(handle)
    this.handle = grownFloat64(this.handle, slot + 1, -1)
    this.numbers = grownFloat64(this.numbers, (slot + 1) * NUMBERS)
    this.handle[slot] = handle
    this.numbers.fill(0, slot * NUMBERS, (slot + 1) * NUMBERS)
    this.set(slot, AGENT, -1)
    this.queue[slot] = ''
    this.contactId[slot] = contactId
    this.repeatKey[slot] = ''
    return slot
  }

  forget(slot: number): void {
    this.handle[slot] = -1
  }

  get(slot: number, place: number): number {
    return this.numbers[slot * NUMBERS + place]!
  }

  set(slot: number, place: number, value: number): void {
    this.numbers[slot * NUMBERS + place] = value
  }

  add(slot: number, place: number, amount: number): void {
    this.numbers[slot * NUMBERS + place]! += amount
  }

  has(slot: number, mark: number): boolean {
    return (this.get(slot, MARKS) & mark) !== 0
  }

  mark(slot: number, marks: number): void {
    this.set(slot, MARKS, this.get(slot, MARKS) | marks)
  }

  unmark(slot: number, marks: number): void {
    this.set(slot, MARKS, this.get(slot, MARKS) & ~marks)
  }

  handleOf(slot: number): number {
    return this.handle[slot]!
  }

  /** Slots of the contacts in conversation with an agent. O(slots). */
  talkingTo(agent: number): number[] {
    const found: number[] = []
    for (let slot = 0; slot < this.handle.length; slot++) {
      const isLive = this.handle[slot]! >= 0
      if (isLive && this.get(slot, STATE) === TALKING && this.get(slot, AGENT) === agent) found.push(slot)
    }
    return found
  }

  /** Live contacts by slot. O(slots). */
  toJSON(): LiveContactJson[] {
    const rows: LiveContactJson[] = []
    for (let slot = 0; slot < this.handle.length; slot++) {
      if (this.handle[slot]! < 0) continue
      const numbers = Array.from(this.numbers.subarray(slot * NUMBERS, (slot + 1) * NUMBERS))
      rows.push([
        this.handle[slot]!,
        numbers,
        [this.queue[slot]!, this.contactId[slot]!, this.repeatKey[slot]!],
      ])
    }
    return rows
  }

  read([handle, numbers, [queue = '', contactId = '', repeatKey = '']]: LiveContactJson): void {
    const slot = this.adopt(handle, contactId)
    numbers.forEach((value, place) => this.set(slot, place, value))
    this.queue[slot] = queue
    this.repeatKey[slot] = repeatKey
  }
}
