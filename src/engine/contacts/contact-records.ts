/**
 * What the engine knows of a live contact, as one record of 96 bytes by slot, the busier fields first: a contact that has
 * waited long is cold, and a record costs two or three fetches from memory where columns cost one for each field.
 * Records are 12 doubles, 24 words or 96 bytes of one buffer, seen through three views. Each field has a getter and a
 * setter, short enough for the VM to inline wherever they are used; their places are written as plain numbers, because a
 * constant of a bundled module is a variable to the VM. No two may overlap.
 * Cost: O(1) each; growth copies. Nothing is initialised but to zero.
 */

import { roomFor } from '../../base/column.js'

const RECORD_BYTES = 96

export class ContactRecords {
  private doubles = new Float64Array(0)
  private words = new Int32Array(0)
  private bytes = new Uint8Array(0)

  /** Contact slots that have a record are below this. */
  get capacity(): number {
    return this.bytes.length / RECORD_BYTES
  }

  /** Makes records for contact slots below `contacts`. */
  protected ensureRecords(contacts: number): void {
    const { capacity } = this
    if (contacts <= capacity) return
    const buffer = new ArrayBuffer(roomFor(capacity, contacts) * RECORD_BYTES)
    const bytes = new Uint8Array(buffer)
    bytes.set(this.bytes)
    this.doubles = new Float64Array(buffer)
    this.words = new Int32Array(buffer)
    this.bytes = bytes
  }

  /** Start of the present wait, or of the conversation, which wrap-up follows; when it was scheduled. */
  sinceAtMsOf(contact: number): number {
    return this.doubles[contact * 12]!
  }

  setSinceAtMs(contact: number, sinceAtMs: number): void {
    this.doubles[contact * 12] = sinceAtMs
  }

  /** When it moved to its state. */
  stateAtMsOf(contact: number): number {
    return this.doubles[contact * 12 + 1]!
  }

  setStateAtMs(contact: number, stateAtMs: number): void {
    this.doubles[contact * 12 + 1] = stateAtMs
  }

  /** Now minus the time waited, while it waits; afterwards `sinceAtMs` minus the time waited. */
  virtualAtMsOf(contact: number): number {
    return this.doubles[contact * 12 + 2]!
  }

  setVirtualAtMs(contact: number, virtualAtMs: number): void {
    this.doubles[contact * 12 + 2] = virtualAtMs
  }

  /** Which life of the slot this is, 0 while it is free. */
  generationOf(contact: number): number {
    return this.words[contact * 24 + 6]!
  }

  setGeneration(contact: number, generation: number): void {
    this.words[contact * 24 + 6] = generation
  }

  /** The agent it is offered to or with; while waiting -1. */
  agentOf(contact: number): number {
    return this.words[contact * 24 + 7]!
  }

  setAgent(contact: number, agent: number): void {
    this.words[contact * 24 + 7] = agent
  }

  /** The agent it is held for, -1 for none. */
  holderOf(contact: number): number {
    return this.words[contact * 24 + 8]!
  }

  setHolder(contact: number, holder: number): void {
    this.words[contact * 24 + 8] = holder
  }

  /** Contacts of one agent, linked in no particular order; -1 at the end. */
  nextOfAgent(contact: number): number {
    return this.words[contact * 24 + 9]!
  }

  setNextOfAgent(contact: number, nextOfAgent: number): void {
    this.words[contact * 24 + 9] = nextOfAgent
  }

  previousOfAgent(contact: number): number {
    return this.words[contact * 24 + 10]!
  }

  setPreviousOfAgent(contact: number, previousOfAgent: number): void {
    this.words[contact * 24 + 10] = previousOfAgent
  }

  /** -1: none (an agent's own work). */
  queueOf(contact: number): number {
    return this.words[contact * 24 + 11]!
  }

  setQueue(contact: number, queue: number): void {
    this.words[contact * 24 + 11] = queue
  }

  /** One of the states of contacts.ts; changed by `moveTo` (conversation.ts) alone. */
  stateOf(contact: number): number {
    return this.bytes[contact * 96 + 48]!
  }

  setState(contact: number, state: number): void {
    this.bytes[contact * 96 + 48] = state
  }

  channelOf(contact: number): number {
    return this.bytes[contact * 96 + 49]!
  }

  setChannel(contact: number, channel: number): void {
    this.bytes[contact * 96 + 49] = channel
  }

  /** 0: none; else index + 1. */
  issueOf(contact: number): number {
    return this.bytes[contact * 96 + 50]!
  }

  setIssue(contact: number, issue: number): void {
    this.bytes[contact * 96 + 50] = issue
  }

  /** 0: none; else index + 1. */
  regionOf(contact: number): number {
    return this.bytes[contact * 96 + 51]!
  }

  setRegion(contact: number, region: number): void {
    this.bytes[contact * 96 + 51] = region
  }

  tierOf(contact: number): number {
    return this.bytes[contact * 96 + 52]!
  }

  setTier(contact: number, tier: number): void {
    this.bytes[contact * 96 + 52] = tier
  }

  emotionOf(contact: number): number {
    return this.bytes[contact * 96 + 53]!
  }

  setEmotion(contact: number, emotion: number): void {
    this.bytes[contact * 96 + 53] = emotion
  }

  emotionClassOf(contact: number): number {
    return this.bytes[contact * 96 + 54]!
  }

  setEmotionClass(contact: number, emotionClass: number): void {
    this.bytes[contact * 96 + 54] = emotionClass
  }

  /** Relaxation steps that it has reached. */
  stepOf(contact: number): number {
    return this.bytes[contact * 96 + 55]!
  }

  setStep(contact: number, step: number): void {
    this.bytes[contact * 96 + 55] = step
  }

  /** Set when a wait begins: why (index into the reasons of `contact.queued`). */
  queuedFromOf(contact: number): number {
    return this.bytes[contact * 96 + 56]!
  }

  setQueuedFrom(contact: number, queuedFrom: number): void {
    this.bytes[contact * 96 + 56] = queuedFrom
  }

  /** 1: has been hard on the agent it is with, at the assignment or since. */
  wasHardOf(contact: number): number {
    return this.bytes[contact * 96 + 57]!
  }

  setWasHard(contact: number, wasHard: number): void {
    this.bytes[contact * 96 + 57] = wasHard
  }

  /** What it has added to the emotional load of the agent it is with. */
  loadAddedOf(contact: number): number {
    return this.bytes[contact * 96 + 58]!
  }

  setLoadAdded(contact: number, loadAdded: number): void {
    this.bytes[contact * 96 + 58] = loadAdded
  }

  /** On hold: the state to go on in. */
  resumesInOf(contact: number): number {
    return this.bytes[contact * 96 + 59]!
  }

  setResumesIn(contact: number, resumesIn: number): void {
    this.bytes[contact * 96 + 59] = resumesIn
  }

  /** 1 from the end of a conversation that has come to something, until it is reopened. */
  isDoneOf(contact: number): number {
    return this.bytes[contact * 96 + 60]!
  }

  setIsDone(contact: number, isDone: number): void {
    this.bytes[contact * 96 + 60] = isDone
  }

  /** 1: the caller has given it an id. */
  hasIdOf(contact: number): number {
    return this.bytes[contact * 96 + 61]!
  }

  setHasId(contact: number, hasId: number): void {
    this.bytes[contact * 96 + 61] = hasId
  }

  /** 1: it has what few contacts have. */
  hasExtrasOf(contact: number): number {
    return this.bytes[contact * 96 + 62]!
  }

  setHasExtras(contact: number, hasExtras: number): void {
    this.bytes[contact * 96 + 62] = hasExtras
  }

  /** What it needs (routing/demand.ts), -1 for none. */
  chainOf(contact: number): number {
    return this.words[contact * 24 + 16]!
  }

  setChain(contact: number, chain: number): void {
    this.words[contact * 24 + 16] = chain
  }

  /** Given by hand. */
  headStartMsOf(contact: number): number {
    return this.words[contact * 24 + 17]!
  }

  setHeadStartMs(contact: number, headStartMs: number): void {
    this.words[contact * 24 + 17] = headStartMs
  }

  /** The boost it got, 0 before. */
  boostMsOf(contact: number): number {
    return this.doubles[contact * 12 + 9]!
  }

  setBoostMs(contact: number, boostMs: number): void {
    this.doubles[contact * 12 + 9] = boostMs
  }

  arrivedAtMsOf(contact: number): number {
    return this.doubles[contact * 12 + 10]!
  }

  setArrivedAtMs(contact: number, arrivedAtMs: number): void {
    this.doubles[contact * 12 + 10] = arrivedAtMs
  }

  /** Start of the present episode: of its wait, or of what came after a change of queue or channel. */
  episodeAtMsOf(contact: number): number {
    return this.doubles[contact * 12 + 11]!
  }

  setEpisodeAtMs(contact: number, episodeAtMs: number): void {
    this.doubles[contact * 12 + 11] = episodeAtMs
  }
}
