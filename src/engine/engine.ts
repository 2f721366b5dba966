/**
 * The engine: told commands, it answers with events, and nothing inside reads a clock, a file or a random source.
 * The same commands give the same events, bit for bit, today and in a replay. This file is the one switch; what a
 * command does is in the folders beside it, and the rules are in docs/rules.md.
 * **Cost** of a routing decision: see routing/select.ts and docs/performance.md. Allocates the events, and on growth.
 */
import { assert } from '../base/assert.js'
import { isRecord } from '../base/is-record.js'
import { LATEST_MS } from '../base/time-limit.js'
import { setPresence, signIn, signOut, updateAgent } from './commands/agent-commands.js'
import { beginBot, failByBot, handOverByBot, resolveByBot } from './commands/bot-commands.js'
import { requestBreak, withdrawBreak } from './agents/breaks.js'
import { callBack, endOfCallback, failCallback } from './commands/callback-commands.js'
import type { Command, ContactRef } from './commands/command.js'
import { positionAmongRivals } from './wait-estimates/competition.js'
import { arrive, giveUp, update } from './commands/contact-commands.js'
import { viewOf, type ContactView } from './contacts/contact-view.js'
import { QUEUED } from './contacts/contacts.js'
import { contenderOf, type WaitQuery } from './wait-estimates/contender.js'
import {
  confirm,
  endContactWrapUp,
  finishContact,
  hold,
  rate,
  reopen,
  reply,
  resolve,
  resume,
} from './commands/conversation-commands.js'
import { passTime } from './time/due.js'
import { emitRefused } from './events/emit-agent.js'
import {
  announceContact,
  estimateContact,
  estimateQuery,
  type WaitEstimate,
} from './wait-estimates/estimate.js'
import type { Estimates } from './wait-estimates/estimates.js'
import type { EngineEvent } from './events/event.js'
import { explainContact } from './matching/explain.js'
import type { DecisionExplanation } from './matching/explanation.js'
import { contactSlot, instantFault, refusal, shown, textFault, type Refusal } from './commands/guards.js'
import { checkInvariants } from './invariants.js'
import { settle } from './matching/matching.js'
import {
  acceptOffer,
  assignByHand,
  declineOffer,
  occupyAgent,
  pull,
  revokeOffer,
} from './commands/offer-commands.js'
import { move, transfer } from './commands/move-commands.js'
import { normalOf } from './policy/normal-policy.js'
import type { Policy } from './policy/policy.js'
import type { Names } from './policy/policy-spec.js'
import { replacePolicy, trimCommandIds } from './commands/policy-command.js'
import { extendCalendar, lookUpHours, startCalendars } from './time/queue-hours.js'
import { restoreState, stateHash, takeSnapshot, type EngineSnapshot } from './snapshot/snapshot.js'
import { State } from './state.js'

export type { ContactView, EngineSnapshot, WaitEstimate, WaitQuery }

/** How an engine works; fixed for its life. */
export interface EngineOptions {
  /** `offer`: agents accept or decline. `assign`: they get what they get. Default `offer`. */
  readonly mode?: 'offer' | 'assign'
  /** Attach an explanation to each decision; costs O(agents) per decision. Default false. */
  readonly explainDecisions?: boolean
  /**
   * Learn from what happens how long contacts wait, for `estimateWait` and `announceWait`; costs a forecast for each wait that
   * begins (docs/performance.md) and 40 bytes a contact. No decision depends on it. Default false.
   */
  readonly estimates?: boolean
}

/** A contact as it stands in line. */
export interface WaitingContact {
  readonly contact: number
  readonly contactId: string
  /** Length of the present wait. */
  readonly waitMs: number
  /** In 1/100 ms of waiting (rule 15 of docs/rules.md). */
  readonly standing: number
}

/**
 * One routing domain. `N` carries the names of its policy. What it is asked it answers as of `nowMs`, the last command:
 * a `tick` before brings waits up to this moment.
 */
export interface Engine<N extends Names = Names> {
  /**
   * Tells the engine something and returns what followed, in order. The array is new, the caller's to keep; texts and lists
   * inside an event (`collected`, `history`) are shared with the engine: read them, do not change them.
   * Expected failures are the event `command.refused`. Throws InvariantError, before anything changes, when `atMs` is not
   * a whole number of 0..2^42 or lies before the previous command's, or when `command` is no object.
   */
  apply(command: Command<N>): EngineEvent[]
  /**
   * As `apply`, but appends the events to `sink`, so that a host can reuse one array. A plain array: a `push` that tells the
   * engine something in its turn takes the rest of the events away from `sink`. `runLive` is for hosts that answer events.
   */
  applyInto(command: Command<N>, sink: EngineEvent[]): void
  /** When to send a `tick` at the latest, in ms; Infinity (to `setTimeout`: at once) when nothing is due ever. A late tick loses nothing. */
  readonly nextDueAtMs: number
  /** Whether `nextDueAtMs` is at or before `atMs` (Infinity: is anything due ever), for less than finding it out. */
  isDueBy(atMs: number): boolean
  /** The instant of the last command, 0 before the first. */
  readonly nowMs: number
  /** Contacts waiting in line, those offered not included. */
  readonly waiting: number
  /**
   * 1 for the contact that goes first among those waiting in its queue (rule 16 of docs/rules.md without `fit`), 2 for
   * the next; -1 for a contact that does not wait. O(lanes + contacts of the queue).
   * Among `rivals`: those waiting in any queue whom an agent signed in could serve who could serve this one too; O(waiting
   * contacts + lanes x groups).
   */
  position(ref: ContactRef, among?: 'queue' | 'rivals'): number
  /**
   * The first `limit` contacts waiting in a queue, in the order of `position`: for a wallboard, or to offer callbacks from
   * the end. Empty for an unknown queue. O(lanes + contacts of the queue x log limit).
   */
  line(queue: N['queue'], limit?: number): WaitingContact[]
  /** A live contact: where it is, who has it, what it went through; undefined for an unknown one. O(its history). */
  contact(ref: ContactRef): ContactView | undefined
  /**
   * How long a contact in line, or one that might come now, will wait from now on: an interval that holds 8 waits in 10, and
   * its median. Undefined for a contact in another state, and for an arrival that would be refused for a name or a value.
   * Throws InvariantError unless the engine was made with `estimates: true`. O(waiting contacts + agents).
   */
  estimateWait(asked: ContactRef | WaitQuery<N>): WaitEstimate | undefined
  /**
   * What the customer may be told, in whole ms from now: never more than before unless something has happened since (an event
   * of the engine), only less as time passes; 0 for any moment now, Infinity while nobody is there to serve. Undefined for a
   * contact that neither waits nor is offered. Throws as `estimateWait` does. O(waiting contacts + agents).
   */
  announceWait(ref: ContactRef): number | undefined
  /** Who could take a waiting or offered contact, and why not the others; undefined in other states. O(agents log agents). */
  explain(ref: ContactRef): DecisionExplanation | undefined
  /** All there is, as plain JSON; shares parts with the engine, so copy it before changing it. O((agents + contacts) log n). */
  snapshot(): EngineSnapshot
  /** 16 hex digits: equal for engines that will answer every further command alike, apart from handles. */
  stateHash(): string
  /** Throws InvariantError when the engine's tables contradict each other. For tests. O((agents + contacts) log n). */
  checkInvariants(): void
}

/** An engine at rest, with nobody signed in and nobody waiting. */
export function createEngine<N extends Names>(policy: Policy<N>, options: EngineOptions = {}): Engine<N> {
  const { mode = 'offer' } = options
  const normal = normalOf(policy, 'createEngine')
  assert(mode === 'offer' || mode === 'assign', "createEngine: mode is neither 'offer' nor 'assign'")
  const offers = mode === 'offer'
  const state = new State(normal, {
    offers,
    explains: options.explainDecisions === true,
    estimates: options.estimates === true,
  })
  lookUpHours(state)
  startCalendars(state)
  return new RoutingEngine(state)
}

/**
 * An engine that goes on where the snapshot was taken, with the same handles and the same events to come.
 * Throws InvariantError for what is not a snapshot of this format, with the first field that is missing, garbled or out of
 * range, or the first rule that its rows break together. O((agents + contacts) log n).
 * The engine shares parts of the snapshot: do not change it afterwards. Policy and options are the snapshot's own: one that
 * the program has changed since counts from a `policy.replace` on. `restoreEngine<NamesOf<typeof policy>>` checks names.
 */
export function restoreEngine<N extends Names = Names>(snapshot: EngineSnapshot): Engine<N> {
  return new RoutingEngine(restoreState(snapshot))
}

class RoutingEngine implements Engine {
  private readonly state: State

  constructor(state: State) {
    this.state = state
  }

  get nextDueAtMs(): number {
    return this.state.clocks.nextDueAtMs
  }

  isDueBy(atMs: number): boolean {
    return this.state.clocks.isDueBy(atMs)
  }

  get nowMs(): number {
    return this.state.nowMs
  }

  get waiting(): number {
    return this.state.tables.line.size
  }

  apply(command: Command): EngineEvent[] {
    const events: EngineEvent[] = []
    this.applyInto(command, events)
    return events
  }

  applyInto(command: Command, sink: EngineEvent[]): void {
    const s = this.state
    const atMs = command?.atMs
    if (!(Number.isInteger(atMs) && atMs >= 0 && atMs <= LATEST_MS)) assert(false, instantFault(command))
    assert(Array.isArray(sink), 'engine: the events go to no array')
    const { commandId } = command
    if (atMs < s.commandAtMs) assert(false, `engine: time runs backwards, from ${s.commandAtMs} to ${atMs}`)
    s.sink = sink
    s.cause++
    s.commandAtMs = atMs
    passTime(s)
    const refused =
      commandId === undefined
        ? obey(s, command)
        : (textFault('commandId', commandId) ??
          (isRepeated(s, commandId)
            ? refusal('duplicateCommand', `command "${commandId}" has been applied already`)
            : obey(s, command)))
    if (refused === undefined) settle(s)
    else {
      emitRefused(s, command, refused.code, refused.message)
      // A refusal is an event that changed nothing.
      if (s.waits !== undefined) s.waits.seq = s.seq
    }
  }

  position(ref: ContactRef, among: 'queue' | 'rivals' = 'queue'): number {
    const s = this.state
    assert(among === 'queue' || among === 'rivals', "engine: among is neither 'queue' nor 'rivals'")
    const contact = contactSlot(s, checked(ref))
    if (contact < 0 || s.contacts.stateOf(contact) !== QUEUED) return -1
    if (among === 'rivals') return positionAmongRivals(s, contenderOf(s, contact, s.nowMs), s.nowMs)
    return s.tables.line.position(contact, s.nowMs)
  }

  line(queue: string, limit = Infinity): WaitingContact[] {
    const { contacts, tables, nowMs } = this.state
    const index = tables.policy.index.queue.get(queue)
    if (index === undefined) return []
    return tables.line.first(index, limit, nowMs).map((contact) => ({
      contact: contacts.handleOf(contact),
      contactId: contacts.idOf(contact),
      waitMs: nowMs - contacts.sinceAtMsOf(contact),
      standing: tables.line.standing(contact, nowMs),
    }))
  }

  contact(ref: ContactRef): ContactView | undefined {
    const contact = contactSlot(this.state, checked(ref))
    return contact < 0 ? undefined : viewOf(this.state, contact)
  }

  estimateWait(asked: ContactRef | WaitQuery): WaitEstimate | undefined {
    const s = this.state
    const waits = booksOf(s)
    const ref = checked(asked)
    if ('queue' in ref) return estimateQuery(s, waits, ref)
    const contact = contactSlot(s, ref)
    return contact < 0 ? undefined : estimateContact(s, waits, contact)
  }

  announceWait(ref: ContactRef): number | undefined {
    const s = this.state
    const waits = booksOf(s)
    const contact = contactSlot(s, checked(ref))
    return contact < 0 ? undefined : announceContact(s, waits, contact)
  }

  explain(ref: ContactRef): DecisionExplanation | undefined {
    const contact = contactSlot(this.state, checked(ref))
    return contact < 0 ? undefined : explainContact(this.state, contact)
  }

  snapshot(): EngineSnapshot {
    return takeSnapshot(this.state)
  }

  stateHash(): string {
    return stateHash(this.state)
  }

  checkInvariants(): void {
    checkInvariants(this.state)
  }
}

/** A reference as it is; a bare id (from callers without types) is none. */
function checked<Ref extends object>(ref: Ref): Ref {
  assert(isRecord(ref), 'engine: a contact is named by { contactId } or { contact }')
  return ref
}

function booksOf({ waits }: State): Estimates {
  assert(waits !== undefined, 'engine: made without `estimates: true`, so it has learned nothing of waits')
  return waits
}

/** Whether a command id is remembered; remembers it otherwise. */
function isRepeated(s: State, commandId: string): boolean {
  if (s.commandIds.has(commandId)) return true
  s.commandIds.add(commandId)
  trimCommandIds(s)
  return false
}

function obey(s: State, command: Command): Refusal | undefined {
  switch (command.type) {
    case 'contact.arrive':
      return arrive(s, command)
    case 'contact.finish':
      return finishContact(s, command)
    case 'contact.update':
      return update(s, command)
    case 'contact.abandon':
      return giveUp(s, command, 'contact.abandoned')
    case 'contact.cancel':
      return giveUp(s, command, 'contact.cancelled')
    case 'contact.reply':
      return reply(s, command)
    case 'contact.hold':
      return hold(s, command)
    case 'contact.resume':
      return resume(s, command)
    case 'contact.resolve':
      return resolve(s, command)
    case 'contact.confirm':
      return confirm(s, command)
    case 'contact.reopen':
      return reopen(s, command)
    case 'contact.rate':
      return rate(s, command)
    case 'contact.endWrapUp':
      return endContactWrapUp(s, command)
    case 'contact.transfer':
      return transfer(s, command)
    case 'contact.move':
      return move(s, command)
    case 'contact.assign':
      return assignByHand(s, command)
    case 'contact.pull':
      return pull(s, command)
    case 'contact.callback':
      return callBack(s, command)
    case 'callback.fail':
      return failCallback(s, command)
    case 'callback.end':
      return endOfCallback(s, command)
    case 'bot.begin':
      return beginBot(s, command)
    case 'bot.resolve':
      return resolveByBot(s, command)
    case 'bot.handOver':
      return handOverByBot(s, command)
    case 'bot.fail':
      return failByBot(s, command)
    case 'offer.accept':
      return acceptOffer(s, command)
    case 'offer.decline':
      return declineOffer(s, command)
    case 'offer.revoke':
      return revokeOffer(s, command)
    case 'agent.signIn':
      return signIn(s, command)
    case 'agent.setPresence':
      return setPresence(s, command)
    case 'agent.update':
      return updateAgent(s, command)
    case 'agent.signOut':
      return signOut(s, command)
    case 'agent.requestBreak':
      return requestBreak(s, command)
    case 'agent.withdrawBreak':
      return withdrawBreak(s, command)
    case 'agent.occupy':
      return occupyAgent(s, command)
    case 'tick':
      return undefined
    case 'policy.replace':
      return replacePolicy(s, command)
    case 'calendar.extend':
      return extendCalendar(s, command)
    default:
      return unknownCommand(command)
  }
}

/** Only reached by callers without types. */
function unknownCommand(command: never): Refusal {
  const { type } = command as { readonly type: unknown }
  return refusal('invalidValue', `unknown command type ${shown(type)}`)
}
