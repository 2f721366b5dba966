/**
 * What the engine knows of a live contact, as two records by slot: one of 64 bytes with all that is read when the contact is
 * chosen, served and gone, by when it has long been cold, and one of 32 with what is hardly asked for after the arrival.
 * A record costs one fetch from memory or two, where columns cost one for each field.
 * Records are 8 doubles, 16 words or 64 bytes of one buffer, seen through three views. Each field has a getter and a
 * setter, short enough for V8 to inline wherever they are used; its place is written as a plain number there, and in
 * `clear`, and nowhere else. No two may overlap. The bytes are clamped as in base/column.ts.
 * Cost: O(1) each; growth copies. Nothing is initialised but to zero.
 */

import { roomFor } from '../../base/column.js'

const RECORD_BYTES = 64
const QUIET_BYTES = 32

export class ContactRecords {
  /** Contact slots that have a record are below this. */
  capacity = 0

  private doubles = new Float64Array(0)
  private words = new Int32Array(0)
  private bytes = new Uint8ClampedArray(0)
  private quiet = new Float64Array(0)
  private quietWords = new Int32Array(0)

  /** Makes records for contact slots below `contacts`. */
  protected ensureRecords(contacts: number): void {
    if (contacts <= this.capacity) return
    this.capacity = roomFor(this.capacity, contacts)
    const buffer = new ArrayBuffer(this.capacity * RECORD_BYTES)
    const bytes = new Uint8ClampedArray(buffer)
    bytes.set(this.bytes)
    this.doubles = new Float64Array(buffer)
    this.words = new Int32Array(buffer)
    this.bytes = bytes
    const quietBuffer = new ArrayBuffer(this.capacity * QUIET_BYTES)
    const quiet = new Float64Array(quietBuffer)
    quiet.set(this.quiet)
    this.quiet = quiet
    this.quietWords = new Int32Array(quietBuffer)
  }

  /**
   * Makes the record that of a contact which is arriving: no agent, no demand, no timer, 0 in every byte.
   * Leaves instants and category.
   */
  protected clear(contact: number): void {
    const { words } = this
    const at = contact << 4
    words[at | 5] = -1
    words[at | 6] = -1
    words[at | 10] = -1
    words[at | 11] = -1
    words[at | 12] = 0
    words[at | 13] = 0
    words[at | 14] = 0
    this.setHeadStartMs(contact, 0)
    this.setBoostMs(contact, 0)
  }

  /** Start of the present wait, or of the conversation, which wrap-up follows; when it was scheduled. */
  sinceAtMsOf(contact: number): number {
    return this.doubles[contact << 3]!
  }

  setSinceAtMs(contact: number, sinceAtMs: number): void {
    this.doubles[contact << 3] = sinceAtMs
  }

  /** When it moved to its state. */
  stateAtMsOf(contact: number): number {
    return this.doubles[(contact << 3) | 1]!
  }

  setStateAtMs(contact: number, stateAtMs: number): void {
    this.doubles[(contact << 3) | 1] = stateAtMs
  }

  /** Now minus the time waited, while it waits; afterwards `sinceAtMs` minus the time waited. */
  virtualAtMsOf(contact: number): number {
    return this.quiet[contact << 2]!
  }

  setVirtualAtMs(contact: number, virtualAtMs: number): void {
    this.quiet[contact << 2] = virtualAtMs
  }

  /** Which life of the slot this is; below 0 while it is free (contact-slots.ts). */
  generationOf(contact: number): number {
    return this.words[(contact << 4) | 4]!
  }

  setGeneration(contact: number, generation: number): void {
    this.words[(contact << 4) | 4] = generation
  }

  /** The agent it is offered to or with; while waiting -1. */
  agentOf(contact: number): number {
    return this.words[(contact << 4) | 5]!
  }

  setAgent(contact: number, agent: number): void {
    this.words[(contact << 4) | 5] = agent
  }

  /** The agent it is held for, -1 for none. */
  holderOf(contact: number): number {
    return this.words[(contact << 4) | 6]!
  }

  setHolder(contact: number, holder: number): void {
    this.words[(contact << 4) | 6] = holder
  }

  /** Contacts of one agent, linked in no particular order; -1 at the end. Of a free slot: the next free one. */
  nextOfAgent(contact: number): number {
    return this.words[(contact << 4) | 7]!
  }

  setNextOfAgent(contact: number, nextOfAgent: number): void {
    this.words[(contact << 4) | 7] = nextOfAgent
  }

  previousOfAgent(contact: number): number {
    return this.words[(contact << 4) | 8]!
  }

  setPreviousOfAgent(contact: number, previousOfAgent: number): void {
    this.words[(contact << 4) | 8] = previousOfAgent
  }

  /** Index of its category (categories.ts). */
  categoryIndexOf(contact: number): number {
    return this.words[(contact << 4) | 9]!
  }

  setCategoryIndex(contact: number, categoryIndex: number): void {
    this.words[(contact << 4) | 9] = categoryIndex
  }

  /** The first of its timers (time/clocks.ts), -1 for none. */
  firstTimerOf(contact: number): number {
    return this.words[(contact << 4) | 11]!
  }

  setFirstTimer(contact: number, firstTimer: number): void {
    this.words[(contact << 4) | 11] = firstTimer
  }

  /** One of the states of contacts.ts; changed by `moveTo` (conversation.ts) alone. */
  stateOf(contact: number): number {
    return this.bytes[(contact << 6) | 48]!
  }

  setState(contact: number, state: number): void {
    this.bytes[(contact << 6) | 48] = state
  }

  emotionOf(contact: number): number {
    return this.bytes[(contact << 6) | 49]!
  }

  setEmotion(contact: number, emotion: number): void {
    this.bytes[(contact << 6) | 49] = emotion
  }

  emotionClassOf(contact: number): number {
    return this.bytes[(contact << 6) | 50]!
  }

  setEmotionClass(contact: number, emotionClass: number): void {
    this.bytes[(contact << 6) | 50] = emotionClass
  }

  /** Relaxation steps that it has reached. */
  stepOf(contact: number): number {
    return this.bytes[(contact << 6) | 51]!
  }

  setStep(contact: number, step: number): void {
    this.bytes[(contact << 6) | 51] = step
  }

  /** Set when a wait begins: why (index into the reasons of `contact.queued`). */
  queuedFromOf(contact: number): number {
    return this.bytes[(contact << 6) | 52]!
  }

  setQueuedFrom(contact: number, queuedFrom: number): void {
    this.bytes[(contact << 6) | 52] = queuedFrom
  }

  /** 1: has been hard on the agent it is with, at the assignment or since. */
  wasHardOf(contact: number): number {
    return this.bytes[(contact << 6) | 53]!
  }

  setWasHard(contact: number, wasHard: number): void {
    this.bytes[(contact << 6) | 53] = wasHard
  }

  /** What it has added to the emotional load of the agent it is with. */
  loadAddedOf(contact: number): number {
    return this.bytes[(contact << 6) | 54]!
  }

  setLoadAdded(contact: number, loadAdded: number): void {
    this.bytes[(contact << 6) | 54] = loadAdded
  }

  /** On hold: the state to go on in. */
  resumesInOf(contact: number): number {
    return this.bytes[(contact << 6) | 55]!
  }

  setResumesIn(contact: number, resumesIn: number): void {
    this.bytes[(contact << 6) | 55] = resumesIn
  }

  /** In wrap-up, 1 when the conversation has come to something; else 0. */
  isDoneOf(contact: number): number {
    return this.bytes[(contact << 6) | 56]!
  }

  setIsDone(contact: number, isDone: number): void {
    this.bytes[(contact << 6) | 56] = isDone
  }

  /** 1: the caller has given it an id. */
  hasIdOf(contact: number): number {
    return this.bytes[(contact << 6) | 57]!
  }

  setHasId(contact: number, hasId: number): void {
    this.bytes[(contact << 6) | 57] = hasId
  }

  /** 1: it has what few contacts have. */
  hasExtrasOf(contact: number): number {
    return this.bytes[(contact << 6) | 58]!
  }

  setHasExtras(contact: number, hasExtras: number): void {
    this.bytes[(contact << 6) | 58] = hasExtras
  }

  /** While it waits, what it asks of the roster at its step (routing/demand.ts); else -1. */
  demandOf(contact: number): number {
    return this.words[(contact << 4) | 10]!
  }

  setDemand(contact: number, demand: number): void {
    this.words[(contact << 4) | 10] = demand
  }

  /** Given by hand. */
  headStartMsOf(contact: number): number {
    return this.quietWords[(contact << 3) | 6]!
  }

  setHeadStartMs(contact: number, headStartMs: number): void {
    this.quietWords[(contact << 3) | 6] = headStartMs
  }

  /** The boost it got, 0 before. */
  boostMsOf(contact: number): number {
    return this.quietWords[(contact << 3) | 7]! >>> 0
  }

  setBoostMs(contact: number, boostMs: number): void {
    this.quietWords[(contact << 3) | 7] = boostMs
  }

  arrivedAtMsOf(contact: number): number {
    return this.quiet[(contact << 2) | 1]!
  }

  setArrivedAtMs(contact: number, arrivedAtMs: number): void {
    this.quiet[(contact << 2) | 1] = arrivedAtMs
  }

  /** Start of the present episode: of its wait, or of what came after a change of queue or channel. */
  episodeAtMsOf(contact: number): number {
    return this.quiet[(contact << 2) | 2]!
  }

  setEpisodeAtMs(contact: number, episodeAtMs: number): void {
    this.quiet[(contact << 2) | 2] = episodeAtMs
  }
}
