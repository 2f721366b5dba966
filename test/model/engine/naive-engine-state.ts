/**
 * What the naive twin of the engine remembers: plain objects in plain arrays, nothing derived, nothing cached.
 * A contact's or an agent's `uid` is its arrival or sign-in sequence; it stands where the engine has a handle.
 * Whoever needs a sum, a count or an order works it out anew by looking at everything.
 */
import type { Callback } from '../../../src/engine/events/callback-event.js'
import type {
  ContactQueued,
  EmotionPoint,
  EngineEvent,
  Episode,
  RefusalCode,
} from '../../../src/engine/events/event.js'
import type { NormalCalendar, NormalPolicy, NormalPromise } from '../../../src/engine/policy/normal-policy.js'
import type { EmotionClass } from '../../../src/engine/policy/policy-spec.js'
import type { ClockName } from '../../../src/engine/policy/promise-spec.js'

export type Levels = Record<string, number>

export interface NaiveNeed {
  requires: Levels
  requiresAny: Levels[]
  prefers: Levels
}

/** Where a contact is in a conversation with its agent. */
export const TALKING = ['awaitingAgent', 'awaitingCustomer', 'onHold', 'awaitingConfirmation'] as const
export type ContactState = 'scheduled' | 'queued' | 'offered' | (typeof TALKING)[number] | 'wrapUp' | 'gone'

export interface NaiveContact {
  readonly uid: number
  /** '' when it is known by its handle alone. */
  readonly contactId: string
  state: ContactState
  /** '' for an agent's own work. */
  queue: string
  channel: string
  issue: string | null
  tier: string
  region: string | null
  emotion: number
  emotionClass: EmotionClass
  /** With its present agent: it has been hard, and has added so much to the emotional load. */
  wasHard: boolean
  loadAdded: number
  dedicatedAgentId: string | null
  readonly lastAgentId: string | null
  /** '' for none. */
  customerId: string
  parentId: string
  own: NaiveNeed
  ownHeadStartMs: number
  /** 0: not boosted yet. */
  boostMs: number
  /** `waitedMs` of the arrival and all waits that are over. */
  earlierWaitsMs: number
  waitStartAtMs: number
  step: number
  heldFor: { agent: number; untilMs: number } | null
  /** Agents who are spared the contact. */
  declinedBy: number[]
  /** Who has it, when offered, in conversation or in wrap-up. */
  agent: number | null
  /** When it was assigned, or reopened out of wrap-up. */
  talkSinceMs: number
  onHoldSinceMs: number
  finishedAtMs: number
  readonly arrivedAtMs: number
  /** Episodes that are over, the one it is in, and each emotion told. */
  readonly past: Episode[]
  present: Pick<Episode, 'agentId' | 'fromAtMs' | 'assignedAtMs'>
  readonly curve: EmotionPoint[]
  rating: number | null
  botSinceAtMs: number | null
  collected: Readonly<Record<string, string>>
  callback: Callback | null
  /** Whose turn it is to speak. */
  turn: 'agent' | 'customer'
  /** Its conversation has ended and come to something. */
  isDone: boolean
  /** The call after a conversation. */
  isFollowUp: boolean
}

export interface NaiveAgent {
  readonly uid: number
  readonly agentId: string
  skills: Levels
  /** `null`: all of them, whatever the policy. */
  queues: string[] | null
  channels: string[] | null
  region: string | null
  pool: string | null
  capacityUnits: number
  available: boolean
  reason: string
  awaySinceMs: number
  leaving: boolean
  idleSinceMs: number
  handled: number
  lastAssignedAtMs: number | null
  emotionalLoad: number
  emotionalLoadSinceMs: number
  hardInARow: number
}

export interface NaiveBreak {
  readonly agent: number
  reason: string
  lengthMs: number
  state: 'requested' | 'granted' | 'started'
}

interface Due {
  readonly dueAtMs: number
  /** Order of arming. */
  readonly order: number
}

interface DueOfContact extends Due {
  readonly contact: number
}

/** A clock that runs for a promise; never due when it stands still, or when nothing is left to fire. */
export interface NaiveClock extends DueOfContact {
  readonly kind: 'clock'
  readonly clock: ClockName
  readonly promise: NormalPromise
  /** Running time up to `sinceMs`, since when it runs; `null`: it stands still. */
  readonly ranMs: number
  readonly sinceMs: number | null
  /** Stages that have fired, repetitions included. */
  readonly fired: number
}

export type NaiveTimer =
  | NaiveClock
  | (Due & { readonly kind: 'hours'; readonly calendar: string })
  | (Due & { readonly kind: 'horizon'; readonly calendar: string })
  | (DueOfContact & { readonly kind: 'hold' | 'relax' | 'offer' | 'wrapUp' | 'open' | 'overdue' })
  | (DueOfContact & { readonly kind: 'retry'; readonly agent: number })
  | (Due & { readonly kind: 'rest'; readonly agent: number })
  | (Due & { readonly kind: 'coolDown'; readonly agent: number })
  | (Due & { readonly kind: 'break'; readonly agent: number })
  | (Due & { readonly kind: 'window' })

type Unordered<T> = T extends unknown ? Omit<T, 'order'> : never
export type NewTimer = Unordered<NaiveTimer>

type Bare<T> = T extends unknown ? Omit<T, 'seq' | 'atMs' | 'cause' | 'policyVersion' | 'explanation'> : never
/** An event without its header: what the twin emits. */
export type BareEvent = Bare<EngineEvent>
export type NaiveEvent = BareEvent & {
  readonly seq: number
  readonly atMs: number
  readonly cause: number
  readonly policyVersion: number
}

/** One pair that the engine took: the twin follows it where the rules leave the choice open. */
export interface Choice {
  readonly contact: number
  readonly agent: number
}

export interface World {
  policy: NormalPolicy
  readonly mode: 'offer' | 'assign'
  /** The present: the instant of the deadline that fires, or of the command. */
  nowMs: number
  /** The instant of the command under way. */
  commandAtMs: number
  cause: number
  contacts: NaiveContact[]
  agents: NaiveAgent[]
  timers: NaiveTimer[]
  /** In the order in which they were asked for. */
  breaks: NaiveBreak[]
  /** As known by now, those of earlier policies included. */
  calendars: NormalCalendar[]
  /** Names of the queues that are closed. */
  closed: string[]
  rememberedIds: string[]
  nextUid: number
  nextOrder: number
  nextSeq: number
  events: NaiveEvent[]
  /** Contacts that began to wait in this step, in that order. */
  /** Of whom a call after the conversation is to be made a contact. */
  ended: { contact: NaiveContact; agentId: string }[]
  begun: { contact: number; from: ContactQueued['from'] }[]
  /** The arrival of this step. */
  arrived: number | null
  choices: Choice[]
}

export function newWorld(policy: NormalPolicy, mode: 'offer' | 'assign'): World {
  return {
    policy,
    mode,
    nowMs: 0,
    commandAtMs: 0,
    cause: 0,
    contacts: [],
    agents: [],
    timers: [],
    breaks: [],
    calendars: [],
    closed: [],
    rememberedIds: [],
    nextUid: 1,
    nextOrder: 1,
    nextSeq: 1,
    events: [],
    ended: [],
    begun: [],
    arrived: null,
    choices: [],
  }
}

/** An expected failure: nothing has changed. */
export class Refusal extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}

export function emit(world: World, event: BareEvent): void {
  const { nowMs: atMs, cause, policy } = world
  world.events.push({ seq: world.nextSeq, atMs, cause, policyVersion: policy.version, ...event })
  world.nextSeq += 1
}

export function arm(world: World, timer: NewTimer): void {
  world.timers.push({ ...timer, order: world.nextOrder })
  world.nextOrder += 1
}

export function disarm(world: World, unwanted: (timer: NaiveTimer) => boolean): void {
  world.timers = world.timers.filter((timer) => !unwanted(timer))
}

/** The timer that fires next, if any. */
export function earliest(world: World): NaiveTimer | undefined {
  return world.timers.toSorted((a, b) => a.dueAtMs - b.dueAtMs || a.order - b.order)[0]
}

export function contactOf(world: World, uid: number): NaiveContact {
  const found = world.contacts.find((contact) => contact.uid === uid)
  if (!found) throw new Error(`no contact ${uid}`)
  return found
}

export function agentOf(world: World, uid: number): NaiveAgent {
  const found = world.agents.find((agent) => agent.uid === uid)
  if (!found) throw new Error(`no agent ${uid}`)
  return found
}

/** The agent who has the contact. */
export function holderOf(world: World, contact: NaiveContact): NaiveAgent {
  if (contact.agent === null) throw new Error(`contact ${contact.uid} is with nobody`)
  return agentOf(world, contact.agent)
}

/** Contacts that take the agent's capacity, in arrival order. */
export function contactsAt(world: World, agent: NaiveAgent): NaiveContact[] {
  return world.contacts.filter((contact) => contact.agent === agent.uid)
}

export function aboutContact(contact: NaiveContact): { contact: number; contactId: string } {
  return { contact: contact.uid, contactId: contact.contactId }
}

export function aboutAgent(agent: NaiveAgent): { agent: number; agentId: string } {
  return { agent: agent.uid, agentId: agent.agentId }
}

/** An item by name; a name that is not there is a fault of the twin. */
export function named<T extends { readonly name: string }>(items: readonly T[], name: string): T {
  const found = items.find((item) => item.name === name)
  if (!found) throw new Error(`nothing is named ${name}`)
  return found
}
