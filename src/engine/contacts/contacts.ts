/**
 * Live contacts by slot: the record of contact-records.ts, and beside it the ids of the caller, for those who use them, and
 * what few contacts have (own needs, preferred agents, declines) in an object that most do not own. The record says which
 * of the two there are, so that nobody looks for them in vain.
 * Cost: O(1) each; allocates on growth and for the object. About 104 bytes a contact without its clocks and its wait.
 */
import { grownFloat64 } from '../../base/column.js'
import { IdTable } from '../../base/id-table.js'
import type { SlotsJson } from '../../base/slots.js'
import { NO_NEED, type Need } from '../../routing/need.js'
import type { Collected } from '../events/bot-event.js'
import type { Callback } from '../events/callback-event.js'
import type { ContactNeed } from '../commands/command.js'
import type { Category } from './categories.js'
import { ContactSlots } from './contact-slots.js'
import type { ContactState, EmotionPoint, Episode } from '../events/event.js'
import type { Names } from '../policy/policy-spec.js'

/** States of a contact, by the code kept in `state`; the legal moves between them are in conversation.ts. */
export const STATES = [
  'arriving',
  'scheduled',
  'queued',
  'offered',
  'awaitingAgent',
  'awaitingCustomer',
  'onHold',
  'awaitingConfirmation',
  'wrapUp',
  'ended',
] as const satisfies readonly ContactState[]
export const ARRIVING = 0
export const SCHEDULED = 1
export const QUEUED = 2
export const OFFERED = 3
export const AWAITING_AGENT = 4
export const AWAITING_CUSTOMER = 5
export const ON_HOLD = 6
export const AWAITING_CONFIRMATION = 7
export const WRAP_UP = 8
export const ENDED = 9

/** Whether a contact in this state has its agent and its conversation is not over. */
export function isConversation(state: number | undefined): boolean {
  return state !== undefined && state >= AWAITING_AGENT && state <= AWAITING_CONFIRMATION
}

/** Whether a contact in this state waits for an agent, or is offered to one. */
export function isWaiting(state: number | undefined): boolean {
  return state === QUEUED || state === OFFERED
}

/** Reasons of `contact.queued`, by the index kept in `queuedFrom`. */
export const QUEUED_FROM = [
  'arrived',
  'declined',
  'expired',
  'revoked',
  'transferred',
  'moved',
  'agentLeft',
  'callback',
] as const
export const FROM_ARRIVED = 0
export const FROM_DECLINED = 1
export const FROM_EXPIRED = 2
export const FROM_REVOKED = 3
export const FROM_TRANSFERRED = 4
export const FROM_MOVED = 5
export const FROM_AGENT_LEFT = 6
export const FROM_CALLBACK = 7

/** An agent who is spared the contact until a deadline. */
export interface Decline {
  readonly agentId: string
  readonly timer: number
}

/** What few contacts have. */
export interface ContactExtras {
  /** The contact's own need, by names and by indexes. */
  ownSpec: ContactNeed<Names> | undefined
  own: Need
  dedicatedAgentId: string
  lastAgentId: string
  customerId: string
  parentId: string
  declines: Decline[]
  /** Past episodes and points of the emotion curve, oldest first; undefined for none (history.ts). */
  episodes: readonly Episode[] | undefined
  curve: readonly EmotionPoint[] | undefined
  /** Since when a bot is at work on it, -1 for none. */
  botSinceAtMs: number
  collected: Collected | undefined
  /** Set while the customer is to be called back. */
  callback: Callback | undefined
  /** The customer's last one, 0 for none. */
  rating: number
  /** The call after a conversation: there is none after that. */
  isFollowUp: boolean
}

/** A record in which nothing is known yet. */
export function newExtras(): ContactExtras {
  return {
    ownSpec: undefined,
    own: NO_NEED,
    dedicatedAgentId: '',
    lastAgentId: '',
    customerId: '',
    parentId: '',
    declines: [],
    episodes: undefined,
    curve: undefined,
    botSinceAtMs: -1,
    collected: undefined,
    callback: undefined,
    rating: 0,
    isFollowUp: false,
  }
}

export class Contacts extends ContactSlots {
  /** Order of arrival. */
  sequence: Float64Array = new Float64Array(0)
  /** Those of the policy in force, by index. */
  categories: readonly Category[] = []

  private readonly ids = new IdTable()
  /** As long as contacts with extras have made it. */
  private readonly extras: (ContactExtras | undefined)[] = []

  /** `slots`: of a snapshot, to go on with; its live contacts are the caller's to `adopt`. */
  constructor(slots?: SlotsJson) {
    super()
    if (slots === undefined) return
    this.restoreSlots(slots)
    this.growColumns()
  }

  /** A fresh slot for a contact of this id ('' for none) that nobody has; its category and instants are the caller's to set. */
  add(id: string): number {
    const contact = this.allocate()
    if (contact >= this.sequence.length) this.growColumns()
    this.adopt(contact, id)
    return contact
  }

  /** What the policy says of a contact of its queue, channel, tier, issue and region. */
  categoryOf(contact: number): Category {
    return this.categories[this.categoryIndexOf(contact)]!
  }

  /** Clears and names a live slot, as `add` does. */
  adopt(contact: number, id: string): void {
    this.clear(contact)
    if (id === '') return
    this.setHasId(contact, 1)
    this.ids.add(id, contact)
  }

  remove(contact: number): void {
    if (this.hasIdOf(contact) === 1) this.ids.remove(contact)
    if (this.hasExtrasOf(contact) === 1) this.extras[contact] = undefined
    this.release(contact)
  }

  /** The slot of a live contact by id, -1 for none. */
  slotOfId(id: string): number {
    return this.ids.slotOf(id)
  }

  /** Caller's id, '' for none. */
  idOf(contact: number): string {
    return this.hasIdOf(contact) === 1 ? this.ids.idOf(contact) : ''
  }

  /** The record of what few contacts have, undefined for those that have nothing of it. */
  extrasIf(contact: number): ContactExtras | undefined {
    return this.hasExtrasOf(contact) === 1 ? this.extras[contact] : undefined
  }

  /** The same, made when it is not there. */
  extrasOf(contact: number): ContactExtras {
    if (this.hasExtrasOf(contact) === 1) return this.extras[contact]!
    while (this.extras.length <= contact) this.extras.push(undefined)
    this.setHasExtras(contact, 1)
    return (this.extras[contact] = newExtras())
  }

  /** Live slots in the order of arrival. O(n log n), allocates. */
  inOrder(): number[] {
    const live: number[] = []
    for (let contact = 0; contact < this.highWater; contact++) {
      if (this.isLive(contact)) live.push(contact)
    }
    return this.sorted(live)
  }

  /** Sorts slots by arrival, in place. */
  sorted(contacts: number[]): number[] {
    return contacts.sort((a, b) => this.sequence[a]! - this.sequence[b]!)
  }

  private growColumns(): void {
    this.sequence = grownFloat64(this.sequence, this.capacity)
  }
}
