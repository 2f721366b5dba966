/**
 * What a run remembers about live contacts, in flat columns by the engine's own dense slot.
 * Idea: an engine handle is a slot and a generation; the slot indexes the columns, and the handle kept there tells a new
 * contact from an old one, so that the run needs no table of ids.
 * **cost** O(1); allocates on growth only.
 */
import { grownFloat64, grownInt32, grownUint8 } from '../../base/column.js'
import { slotOf } from '../../base/slots.js'
import type { Caller } from '../customers/customers.js'

export const WAITING = 0
export const OFFERED = 1
export const CONVERSATION = 2

export const NO_BOT = 0
/** Waiting ends because the bot solves it. */
export const SOLVES = 1
/** The bot hands it over before the customer gives up. */
export const HANDS_OVER = 2
/** The customer gives up before the bot is through. */
export const TRIES = 3
export const HANDED_OVER = 4

export class ContactColumns {
  handle: Float64Array = new Float64Array(0)
  /** Where it is counted, -1 for nowhere. */
  cell: Int32Array = new Int32Array(0)
  queue: Int32Array = new Int32Array(0)
  profile: Int32Array = new Int32Array(0)
  issue: Int32Array = new Int32Array(0)
  /** The agent it is with. */
  agent: Int32Array = new Int32Array(0)
  /** The engine's handle of the agent it is offered to. */
  agentHandle: Float64Array = new Float64Array(0)
  stage: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** When the customer gives up; Infinity for never. */
  patienceEndsAtMs: Float64Array = new Float64Array(0)
  /** Recorded service, or -1. */
  serviceMs: Float64Array = new Float64Array(0)
  serviceUniform: Float64Array = new Float64Array(0)
  wrapUpUniform: Float64Array = new Float64Array(0)
  firstReplyUniform: Float64Array = new Float64Array(0)
  botUniform: Float64Array = new Float64Array(0)
  botDelayUniform: Float64Array = new Float64Array(0)
  /** When the conversation will end. */
  endsAtMs: Float64Array = new Float64Array(0)
  /** What the bot does with it: NO_BOT, SOLVES, HANDS_OVER, TRIES or HANDED_OVER. */
  byBot: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** 1: the wait has been counted as one. */
  waited: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** How angry the customer is, 0..100, whatever was recognised. */
  emotion: Uint8ClampedArray = new Uint8ClampedArray(0)
  /** 1: the agent's first reply comes before the end. */
  replyDue: Uint8ClampedArray = new Uint8ClampedArray(0)

  /** Puts a new contact into its slot; returns the slot. */
  adopt(handle: number, caller: Caller, cell: number, profile: number, atMs: number): number {
    const slot = slotOf(handle)
    if (slot >= this.handle.length) this.grow(slot + 1)
    this.handle[slot] = handle
    this.cell[slot] = cell
    this.queue[slot] = caller.queue
    this.profile[slot] = profile
    this.issue[slot] = caller.issue
    this.agent[slot] = -1
    this.stage[slot] = WAITING
    this.patienceEndsAtMs[slot] = atMs + caller.patienceMs
    this.serviceMs[slot] = caller.serviceMs
    this.serviceUniform[slot] = caller.serviceUniform
    this.wrapUpUniform[slot] = caller.wrapUpUniform
    this.firstReplyUniform[slot] = caller.firstReplyUniform
    this.botUniform[slot] = caller.botUniform
    this.botDelayUniform[slot] = caller.botDelayUniform
    this.byBot[slot] = NO_BOT
    this.waited[slot] = 0
    this.emotion[slot] = caller.trueEmotion
    this.replyDue[slot] = 0
    return slot
  }

  /** Whether the handle is that of the contact in its slot. */
  knows(handle: number): boolean {
    return this.handle[slotOf(handle)] === handle
  }

  private grow(capacity: number): void {
    this.handle = grownFloat64(this.handle, capacity)
    this.cell = grownInt32(this.cell, capacity)
    this.queue = grownInt32(this.queue, capacity)
    this.profile = grownInt32(this.profile, capacity)
    this.issue = grownInt32(this.issue, capacity)
    this.agent = grownInt32(this.agent, capacity)
    this.agentHandle = grownFloat64(this.agentHandle, capacity)
    this.stage = grownUint8(this.stage, capacity)
    this.patienceEndsAtMs = grownFloat64(this.patienceEndsAtMs, capacity)
    this.serviceMs = grownFloat64(this.serviceMs, capacity)
    this.serviceUniform = grownFloat64(this.serviceUniform, capacity)
    this.wrapUpUniform = grownFloat64(this.wrapUpUniform, capacity)
    this.firstReplyUniform = grownFloat64(this.firstReplyUniform, capacity)
    this.botUniform = grownFloat64(this.botUniform, capacity)
    this.botDelayUniform = grownFloat64(this.botDelayUniform, capacity)
    this.endsAtMs = grownFloat64(this.endsAtMs, capacity)
    this.byBot = grownUint8(this.byBot, capacity)
    this.waited = grownUint8(this.waited, capacity)
    this.emotion = grownUint8(this.emotion, capacity)
    this.replyDue = grownUint8(this.replyDue, capacity)
  }
}
