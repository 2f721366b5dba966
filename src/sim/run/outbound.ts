/**
 * Calls that agents make in a run: back to customers who asked for it instead of waiting, and after conversations.
 * Idea: the policy says when somebody is called, how often again, and by whom; here is who asks, who is reached, and how
 * long a call in vain takes. Each customer carries one uniform for asking and a chain of luck for the calls (luck.ts).
 * **cost** O(log n) a call; allocates commands, and a note for each slot that was ever used.
 * Caveat: a contact counts as answered with its first call, reached or not, as in the live measures; calls after
 * conversations are no contacts of customers, and are counted by themselves.
 */
import { assert } from '../../base/assert.js'
import type { Command } from '../../engine/commands/command.js'
import type { CallbackAgreed, CallbackEvent } from '../../engine/events/callback-event.js'
import type { CallbackOffered } from '../../engine/events/promise-event.js'
import type { Agenda } from './agenda.js'
import type { CallbackTaking } from '../scenario/calling.js'
import { type ContactColumns, WAITING } from './contact-columns.js'
import type { Conversations } from './conversations.js'
import { type Caller, newCaller, profileIndex } from '../customers/customers.js'
import type { Desk } from '../agents/desk.js'
import { type Quantile, quantileOf } from '../chance/distributions.js'
import { furtherLuck } from '../chance/luck.js'
import type { Ledger } from './ledger.js'
import type { Outcomes } from '../customers/outcomes.js'
import type { Profile } from '../scenario/rule-table.js'
import type { Scenario } from '../scenario/scenario.js'
import { TimeTable } from '../scenario/times.js'
import * as count from '../measures/tally.js'

/** Whom a contact is about: a customer on the line; one who is to be called back; a call after a conversation. */
const ON_LINE = 0
const BACK = 1
const AFTER = 2

/** Of the contact of a slot. */
interface Note {
  kind: typeof ON_LINE | typeof BACK | typeof AFTER
  /** When the customer asks to be called back; Infinity: not by time. */
  asksAtMs: number
  /** Takes a call back when it is offered. */
  takes: boolean
  /** A uniform for the next question. */
  luck: number
  arrivedAtMs: number
  agreedAtMs: number
  /** An agent has taken it before. */
  wasTaken: boolean
  /** The agent is calling, and nobody answers. */
  inVain: boolean
  hasFailed: boolean
  /** Where a call after a conversation is counted: where the conversation is. */
  cell: number
}

interface Ready {
  readonly callback: (CallbackTaking & { readonly after: Quantile; readonly inVainMs: Quantile }) | null
  readonly followUp: {
    readonly reached: number
    readonly service: TimeTable
    readonly inVainMs: Quantile
  } | null
}

/** A conversation that a call follows. */
interface Ended {
  readonly queue: number
  readonly tier: number
  readonly issue: number
  readonly luck: number
  readonly cell: number
}

/** The parts of a run that calls act on. */
export interface CallParts {
  readonly contacts: ContactColumns
  readonly agenda: Agenda
  readonly ledger: Ledger
  readonly outcomes: Outcomes | null
  readonly desk: Desk
  readonly conversations: Conversations
  readonly tell: (command: Command) => void
}

/** The latest instant that a window begins at: no run lasts so long. */
const LATEST_MS = 2 ** 41

export type CallEvent = CallbackEvent | CallbackOffered

export class Outbound {
  /** Contacts that wait for a call, with nobody on the line. */
  away: number
  private readonly policy: Scenario['policy']['normal']
  private readonly parts: CallParts
  private readonly queues: readonly Ready[]
  private readonly notes: Note[]
  /** In the order in which the engine will tell of the calls. */
  private readonly ended: Ended[]

  private constructor(
    { queues, policy }: Scenario,
    profiles: readonly Profile[],
    levels: readonly Readonly<Record<string, number>>[],
    parts: CallParts,
  ) {
    this.away = 0
    this.policy = policy.normal
    this.parts = parts
    this.notes = []
    this.ended = []
    this.queues = queues.map(({ callback, followUp }, queue) => ({
      callback:
        callback === undefined
          ? null
          : {
              ...callback,
              after: quantileOf(callback.window?.after ?? { law: 'never' }),
              inVainMs: quantileOf(callback.inVain),
            },
      followUp:
        followUp === undefined || policy.normal.queues[queue]!.followUp === null
          ? null
          : {
              reached: followUp.reached,
              service: new TimeTable(followUp.service, profiles, levels),
              inVainMs: quantileOf(followUp.inVain),
            },
    }))
  }

  /** `null` where agents make no calls. `levels`: the skills of each group of agents. */
  static of(
    scenario: Scenario,
    profiles: readonly Profile[],
    levels: readonly Readonly<Record<string, number>>[],
    parts: CallParts,
  ): Outbound | null {
    const makesNone = scenario.queues.every(
      ({ callback, followUp }) => callback === undefined && followUp === undefined,
    )
    return makesNone ? null : new Outbound(scenario, profiles, levels, parts)
  }

  arrived(slot: number, { queue, callbackUniform, reachUniform }: Caller, nowMs: number): void {
    const { callback } = this.queues[queue]!
    const note = this.noteFor(slot)
    note.kind = ON_LINE
    note.takes = callback !== null && callbackUniform < callback.chance
    note.asksAtMs = note.takes && callback?.offered === 'afterWait' ? nowMs + callback.waitMs : Infinity
    note.luck = reachUniform
    note.arrivedAtMs = nowMs
    note.wasTaken = false
    note.inVain = false
    note.hasFailed = false
  }

  /** Nobody is on the line. */
  isAway(slot: number): boolean {
    return this.notes[slot]!.kind !== ON_LINE
  }

  /** When the customer asks to be called back, as things stand. */
  asksAtMs(slot: number): number {
    return this.notes[slot]!.asksAtMs
  }

  /** Whether what the customer is told of the wait matters. */
  wantsToKnow(slot: number): boolean {
    return this.notes[slot]!.takes && this.takingOf(slot).offered === 'expectedWait'
  }

  /** The customer is told how long it will be. */
  told(slot: number, waitMs: number, nowMs: number): void {
    if (waitMs >= this.takingOf(slot).waitMs) this.notes[slot]!.asksAtMs = nowMs
  }

  /** The command of a customer who asks to be called back now; `null` when this one does not. */
  asking(slot: number, nowMs: number): Command | null {
    const note = this.notes[slot]!
    if (note.kind !== ON_LINE || note.asksAtMs > nowMs) return null
    const contact = this.parts.contacts.handle[slot]!
    const { window, after } = this.takingOf(slot)
    if (window === null) return { type: 'contact.callback', atMs: nowMs, contact }
    note.luck = furtherLuck(note.luck)
    const fromAtMs = Math.min(nowMs + Math.max(1, Math.round(after(note.luck))), LATEST_MS)
    const untilAtMs = fromAtMs + window.lengthMs
    return { type: 'contact.callback', atMs: nowMs, contact, window: { fromAtMs, untilAtMs } }
  }

  /** Takes notice of what the engine says of calls. `slotFor`: the slot of a contact that may have just arrived. */
  read(event: CallEvent, slotFor: (handle: number) => number, nowMs: number): void {
    switch (event.type) {
      case 'callback.offer':
        this.offered(slotFor(event.contact), nowMs)
        break
      case 'callback.agreed':
        this.agreed(slotFor(event.contact), event, nowMs)
        break
      case 'callback.missed':
        this.missed(slotFor(event.contact), event.retryAtMs !== null, nowMs)
        break
      case 'callback.escalated':
        // Nobody can be reached, so that is the end of it; there is nothing to note.
        this.parts.tell({ type: 'contact.finish', atMs: nowMs, contact: event.contact, wrapUpMs: 0 })
        break
      case 'contact.followUp':
        this.begin(event.contact, event.queue, event.channel, nowMs)
        break
      case 'callback.overdue':
        this.overdue(slotFor(event.contact))
        break
      case 'callback.ended':
        break
    }
  }

  /** The customer turns away, whatever is offered. */
  turnsAway(slot: number): void {
    const note = this.notes[slot]!
    note.takes = false
    note.asksAtMs = Infinity
  }

  /** The contact waits for its call; `isNew`: its time has come, and it joins the line. */
  waits(slot: number, isNew: boolean): void {
    this.parts.contacts.stage[slot] = WAITING
    if (isNew) this.parts.outcomes?.inLine(slot, 1)
  }

  /** An agent has the contact, and calls. */
  called(slot: number, agent: number, group: number, waitMs: number, nowMs: number): void {
    const { contacts, ledger, outcomes, conversations } = this.parts
    const note = this.notes[slot]!
    const isBack = note.kind === BACK
    const ready = this.queues[contacts.queue[slot]!]!
    const { reached, inVainMs } = isBack ? ready.callback! : ready.followUp!
    this.away--
    // The customer's own wait was that on the line.
    const onLineMs = note.agreedAtMs - note.arrivedAtMs
    outcomes?.answered(slot, onLineMs)
    if (note.wasTaken) ledger.stood(slot, waitMs, nowMs)
    else {
      ledger.answered(slot, waitMs, agent, group, nowMs)
      ledger.add(slot, count.OFF_LINE_MS, waitMs - onLineMs)
    }
    note.wasTaken = true
    if (note.luck < reached) {
      if (isBack) {
        ledger.add(slot, count.CALLBACKS_REACHED)
        ledger.add(slot, count.CALLBACK_MS, nowMs - note.agreedAtMs)
      } else {
        ledger.addAt(note.cell, count.FOLLOW_UPS_REACHED)
        const uniform = contacts.serviceUniform[slot]!
        contacts.serviceMs[slot] = Math.round(
          ready.followUp!.service.at(contacts.profile[slot]!, group, uniform),
        )
      }
      conversations.begin(slot, agent, group, nowMs)
      return
    }
    note.inVain = true
    const ringing = furtherLuck(note.luck)
    note.luck = furtherLuck(ringing)
    if (isBack) ledger.add(slot, count.CALLBACKS_IN_VAIN)
    conversations.ring(slot, agent, Math.round(inVainMs(ringing)), nowMs)
  }

  /** Whether the agent of the contact is calling in vain. */
  isInVain(slot: number): boolean {
    return this.notes[slot]!.inVain
  }

  /** Whether what has ended was a conversation with a customer who had come. */
  isConversation(slot: number): boolean {
    const { kind, hasFailed } = this.notes[slot]!
    return kind !== AFTER && !hasFailed
  }

  /** The agent is done with the contact, notes included. */
  released(slot: number): void {
    const { contacts } = this.parts
    const queue = contacts.queue[slot]!
    const note = this.notes[slot]!
    if (note.kind === AFTER || this.queues[queue]!.followUp === null) return
    const tier = contacts.profile[slot]! % this.policy.tiers.length
    const [issue, cell] = [contacts.issue[slot]!, contacts.cell[slot]!]
    this.ended.push({ queue, tier, issue, cell, luck: furtherLuck(note.luck) })
  }

  private offered(slot: number, nowMs: number): void {
    const note = this.notes[slot]!
    if (!note.takes || note.kind !== ON_LINE || this.takingOf(slot).offered !== 'policy') return
    note.asksAtMs = nowMs
    // Not at once: an agent who frees at this very instant is faster.
    this.parts.agenda.moveLeave(slot, nowMs)
  }

  private agreed(slot: number, { state }: CallbackAgreed, nowMs: number): void {
    const note = this.notes[slot]!
    if (note.kind === AFTER) return
    const { contacts, ledger, outcomes } = this.parts
    contacts.patienceEndsAtMs[slot] = Infinity
    note.kind = BACK
    note.agreedAtMs = nowMs
    this.away++
    ledger.add(slot, count.CALLBACKS)
    if (state !== 'scheduled') return
    ledger.stood(slot, nowMs - note.arrivedAtMs, nowMs)
    outcomes?.inLine(slot, -1)
  }

  private missed(slot: number, isCalledAgain: boolean, nowMs: number): void {
    const { contacts, ledger, conversations, desk } = this.parts
    const note = this.notes[slot]!
    note.inVain = false
    if (isCalledAgain) {
      this.away++
      contacts.stage[slot] = WAITING
      conversations.end(slot, nowMs)
      desk.time.addContact(contacts.agent[slot]!, -1, nowMs)
    } else {
      note.hasFailed = true
      if (note.kind === BACK) ledger.add(slot, count.CALLBACKS_FAILED)
      else ledger.addAt(note.cell, count.FOLLOW_UPS_FAILED)
    }
  }

  private overdue(slot: number): void {
    const { ledger } = this.parts
    const { kind, cell } = this.notes[slot]!
    if (kind === BACK) ledger.add(slot, count.CALLBACKS_OVERDUE)
    else ledger.addAt(cell, count.FOLLOW_UPS_OVERDUE)
  }

  /** A conversation has ended whose customer is to be called later. */
  private begin(handle: number, queueName: string, channelName: string, nowMs: number): void {
    const { contacts, ledger, outcomes } = this.parts
    const { policy } = this
    const of = this.ended.shift()
    assert(of !== undefined && policy.queues[of.queue]!.name === queueName, 'outbound: a call out of nothing')
    const { queue, tier, issue, luck, cell } = of
    const channel = policy.channels.findIndex(({ name }) => name === channelName)
    const serviceUniform = furtherLuck(luck)
    const caller: Caller = {
      ...newCaller(),
      queue,
      channel,
      tier,
      issue,
      patienceMs: Infinity,
      serviceUniform,
      wrapUpUniform: furtherLuck(serviceUniform),
    }
    const slot = contacts.adopt(handle, caller, -1, profileIndex(policy, issue, channel, tier), nowMs)
    this.arrived(slot, { ...caller, callbackUniform: 1, reachUniform: luck }, nowMs)
    const note = this.notes[slot]!
    note.kind = AFTER
    note.agreedAtMs = nowMs
    note.cell = cell
    ledger.addAt(cell, count.FOLLOW_UPS)
    this.away++
    outcomes?.arrived(slot, caller)
    outcomes?.inLine(slot, -1)
  }

  private takingOf(slot: number) {
    return this.queues[this.parts.contacts.queue[slot]!]!.callback!
  }

  private noteFor(slot: number): Note {
    while (this.notes.length <= slot) {
      this.notes.push({
        kind: ON_LINE,
        asksAtMs: Infinity,
        takes: false,
        luck: 0.5,
        arrivedAtMs: 0,
        agreedAtMs: 0,
        wasTaken: false,
        inVain: false,
        hasFailed: false,
        cell: -1,
      })
    }
    return this.notes[slot]!
  }
}
