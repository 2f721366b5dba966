/**
 * Live contacts in columns, by slot: state, place, agent, and what few contacts have (own needs, preferred agents,
 * declines) in one record that most do not own. Ids of the caller are kept beside, for those who use them.
 * Cost: O(1) each; allocates on growth and for the record. About 100 bytes a contact without its clocks.
 */
import { grownFloat64, grownInt32, grownUint8 } from '../base/column.js'
import { Slots } from '../base/slots.js'
import { NO_NEED, type Need } from '../routing/need.js'
import type { Collected } from './bot-event.js'
import type { Callback } from './callback-event.js'
import type { ContactNeed } from './command.js'
import type { ContactState, EmotionPoint, Episode } from './event.js'
import type { Names } from './policy-spec.js'

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
  }
}

export class Contacts {
  readonly slots: Slots
  /** One of the states above; changed by `moveTo` (conversation.ts) alone. */
  state: Uint8Array = new Uint8Array(0)
  /** When it moved to its state. */
  stateAtMs: Float64Array = new Float64Array(0)
  /** 1 from the end of a conversation that has come to something, until it is reopened. */
  isDone: Uint8Array = new Uint8Array(0)
  /** On hold: the state to go on in. */
  resumesIn: Uint8Array = new Uint8Array(0)
  /** Caller's id, '' for none. */
  readonly ids: string[] = []
  readonly extras: (ContactExtras | undefined)[] = []
  /** -1: none (an agent's own work). */
  queue: Int32Array = new Int32Array(0)
  channel: Uint8Array = new Uint8Array(0)
  /** 0: none; else index + 1. */
  issue: Uint8Array = new Uint8Array(0)
  region: Uint8Array = new Uint8Array(0)
  tier: Uint8Array = new Uint8Array(0)
  emotion: Uint8Array = new Uint8Array(0)
  emotionClass: Uint8Array = new Uint8Array(0)
  /** 1: has been hard on the agent it is with, at the assignment or since. */
  wasHard: Uint8Array = new Uint8Array(0)
  /** What it has added to the emotional load of the agent it is with. */
  loadAdded: Uint8Array = new Uint8Array(0)
  step: Uint8Array = new Uint8Array(0)
  /** Set when a wait begins: why (index into the reasons of `contact.queued`). */
  queuedFrom: Uint8Array = new Uint8Array(0)
  /** -1: none. */
  chain: Int32Array = new Int32Array(0)
  /** The agent it is offered to or with; while waiting -1. */
  agent: Int32Array = new Int32Array(0)
  /** The agent it is held for, -1 for none. */
  holder: Int32Array = new Int32Array(0)
  /** Given by hand. */
  headStartMs: Int32Array = new Int32Array(0)
  /** The boost it got, 0 before. */
  boostMs: Float64Array = new Float64Array(0)
  sequence: Float64Array = new Float64Array(0)
  /** Now minus the time waited, while it waits; afterwards `sinceAtMs` minus the time waited. */
  virtualAtMs: Float64Array = new Float64Array(0)
  /** Start of the present wait, or of the conversation, which wrap-up follows; when it was scheduled. */
  sinceAtMs: Float64Array = new Float64Array(0)
  arrivedAtMs: Float64Array = new Float64Array(0)
  /** Start of the present episode: of its wait, or of what came after a change of queue or channel. */
  episodeAtMs: Float64Array = new Float64Array(0)
  /** Contacts of one agent, linked in no particular order. */
  nextOfAgent: Int32Array = new Int32Array(0)
  previousOfAgent: Int32Array = new Int32Array(0)

  private readonly byId = new Map<string, number>()

  constructor(slots = new Slots()) {
    this.slots = slots
    this.ensure(slots.highWater)
  }

  /** A fresh slot for a contact of this id ('' for none); its other columns are the caller's to set. */
  add(id: string): number {
    const contact = this.slots.allocate()
    if (contact >= this.state.length) this.ensure(contact + 1)
    this.adopt(contact, id)
    return contact
  }

  /** Names a live slot, as `add` does. */
  adopt(contact: number, id: string): void {
    this.ids[contact] = id
    this.extras[contact] = undefined
    if (id !== '') this.byId.set(id, contact)
  }

  remove(contact: number): void {
    const id = this.ids[contact]!
    if (id !== '') {
      this.byId.delete(id)
      this.ids[contact] = ''
    }
    this.extras[contact] = undefined
    this.slots.release(contact)
  }

  /** The slot of a live contact by id, -1 for none. */
  slotOfId(id: string): number {
    return this.byId.get(id) ?? -1
  }

  /** The record of what few contacts have, made when it is not there. */
  extrasOf(contact: number): ContactExtras {
    return (this.extras[contact] ??= newExtras())
  }

  /** Live slots in the order of arrival. O(n log n), allocates. */
  inOrder(): number[] {
    const live: number[] = []
    for (let contact = 0; contact < this.slots.highWater; contact++) {
      if (this.slots.isLive(contact)) live.push(contact)
    }
    return this.sorted(live)
  }

  /** Sorts slots by arrival, in place. */
  sorted(contacts: number[]): number[] {
    return contacts.sort((a, b) => this.sequence[a]! - this.sequence[b]!)
  }

  private ensure(contacts: number): void {
    this.state = grownUint8(this.state, contacts)
    this.stateAtMs = grownFloat64(this.stateAtMs, contacts)
    this.isDone = grownUint8(this.isDone, contacts)
    this.resumesIn = grownUint8(this.resumesIn, contacts)
    this.queue = grownInt32(this.queue, contacts)
    this.channel = grownUint8(this.channel, contacts)
    this.issue = grownUint8(this.issue, contacts)
    this.region = grownUint8(this.region, contacts)
    this.tier = grownUint8(this.tier, contacts)
    this.emotion = grownUint8(this.emotion, contacts)
    this.emotionClass = grownUint8(this.emotionClass, contacts)
    this.wasHard = grownUint8(this.wasHard, contacts)
    this.loadAdded = grownUint8(this.loadAdded, contacts)
    this.step = grownUint8(this.step, contacts)
    this.queuedFrom = grownUint8(this.queuedFrom, contacts)
    this.chain = grownInt32(this.chain, contacts)
    this.agent = grownInt32(this.agent, contacts)
    this.holder = grownInt32(this.holder, contacts)
    this.headStartMs = grownInt32(this.headStartMs, contacts)
    this.boostMs = grownFloat64(this.boostMs, contacts)
    this.sequence = grownFloat64(this.sequence, contacts)
    this.virtualAtMs = grownFloat64(this.virtualAtMs, contacts)
    this.sinceAtMs = grownFloat64(this.sinceAtMs, contacts)
    this.arrivedAtMs = grownFloat64(this.arrivedAtMs, contacts)
    this.episodeAtMs = grownFloat64(this.episodeAtMs, contacts)
    this.nextOfAgent = grownInt32(this.nextOfAgent, contacts)
    this.previousOfAgent = grownInt32(this.previousOfAgent, contacts)
  }
}
