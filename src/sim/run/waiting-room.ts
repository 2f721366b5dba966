/**
 * Those who wait in a run: when they give up, are solved by the bot, or ask to be called back.
 * Idea: each has one instant at which waiting ends if no agent comes before; what happens then is known by then.
 * **cost** O(log n) a contact; allocates the commands of bots and calls only.
 */
import { assert } from '../../base/assert.js'
import type { Command } from '../../engine/commands/command.js'
import type { ContactQueued } from '../../engine/events/event.js'
import type { Agenda } from './agenda.js'
import { type BotShift, LEFT_ALONE } from '../agents/bot-shift.js'
import type { ContactCommands } from './contact-commands.js'
import { type ContactColumns, HANDED_OVER, HANDS_OVER, OFFERED, SOLVES, WAITING } from './contact-columns.js'
import type { Ledger } from './ledger.js'
import type { Outbound } from './outbound.js'
import type { Outcomes } from '../customers/outcomes.js'
import * as count from '../measures/tally.js'

/** The parts of a run that waiting acts on. */
export interface WaitingParts {
  readonly contacts: ContactColumns
  readonly agenda: Agenda
  readonly commands: ContactCommands
  readonly ledger: Ledger
  /** `null`: nobody turns away. */
  readonly outcomes: Outcomes | null
  readonly bot: BotShift | null
  readonly startsBot: 'never' | 'arrival' | 'alert'
  /** `null`: nobody is called. */
  readonly outbound: Outbound | null
  readonly tell: (command: Command) => void
  /** What the customer of a contact is told of the wait, in ms; undefined for one that does not wait. */
  readonly announce: (contact: number) => number | undefined
}

export class WaitingRoom {
  private readonly parts: WaitingParts

  constructor(parts: WaitingParts) {
    this.parts = parts
  }

  /** The contact begins to wait, or waits on without an agent. */
  queued(slot: number, from: ContactQueued['from'], nowMs: number): void {
    const { contacts, agenda, ledger, outcomes, outbound, startsBot } = this.parts
    if (outbound !== null && outbound.isAway(slot)) {
      outbound.waits(slot, from === 'callback')
      return
    }
    contacts.stage[slot] = WAITING
    if (outcomes !== null && contacts.waited[slot] === 0 && outcomes.balks(slot)) {
      contacts.patienceEndsAtMs[slot] = nowMs
      agenda.moveLeave(slot, nowMs)
      outbound?.turnsAway(slot)
    }
    ledger.waited(slot, nowMs)
    if (outbound !== null && outbound.wantsToKnow(slot)) this.announce(outbound, slot, nowMs)
    agenda.planLeave(slot, this.leavesAtMs(slot, nowMs))
    if (startsBot === 'arrival') this.startBot(slot, nowMs)
  }

  /** An agent is asked to take the contact. */
  offered(slot: number, agentHandle: number, nowMs: number): void {
    const { contacts, agenda, outbound } = this.parts
    contacts.stage[slot] = OFFERED
    contacts.agentHandle[slot] = agentHandle
    if (outbound === null || !outbound.isAway(slot)) agenda.planLeave(slot, this.leavesAtMs(slot, nowMs))
  }

  startBot(slot: number, nowMs: number): void {
    const { bot, contacts, agenda, outbound, tell } = this.parts
    assert(bot !== null, 'simulate: no bot')
    const throughAtMs = bot.meet(slot, nowMs)
    if (throughAtMs === LEFT_ALONE) return
    tell({ type: 'bot.begin', atMs: nowMs, contact: contacts.handle[slot]! })
    if (throughAtMs < Infinity) {
      const asksAtMs = outbound === null ? Infinity : Math.max(outbound.asksAtMs(slot), nowMs)
      agenda.moveLeave(slot, Math.min(throughAtMs, asksAtMs))
    }
  }

  /** The customer gives up or asks to be called back, or the bot is through with the contact. */
  stopWaiting(slot: number, nowMs: number): void {
    const { contacts, agenda, commands, ledger, outbound, tell } = this.parts
    const asking = outbound === null ? null : outbound.asking(slot, nowMs)
    if (asking !== null) {
      tell(asking)
      return
    }
    const contact = contacts.handle[slot]!
    switch (contacts.byBot[slot]) {
      case SOLVES:
        tell({ type: 'bot.resolve', atMs: nowMs, contact })
        break
      case HANDS_OVER:
        contacts.byBot[slot] = HANDED_OVER
        ledger.add(slot, count.HANDED_OVER)
        tell({ type: 'bot.handOver', atMs: nowMs, contact })
        agenda.planLeave(slot, this.leavesAtMs(slot, nowMs))
        break
      default:
        tell(commands.abandon(contact, nowMs))
    }
  }

  private announce(outbound: Outbound, slot: number, nowMs: number): void {
    const waitMs = this.parts.announce(this.parts.contacts.handle[slot]!)
    if (waitMs !== undefined) outbound.told(slot, waitMs, nowMs)
  }

  /** When the customer gives up, or asks to be called back: now, where that was due while the bot was at work. */
  private leavesAtMs(slot: number, nowMs: number): number {
    const { contacts, outbound } = this.parts
    const endsAtMs = contacts.patienceEndsAtMs[slot]!
    const leavesAtMs = outbound === null ? endsAtMs : Math.min(endsAtMs, outbound.asksAtMs(slot))
    return Math.max(leavesAtMs, nowMs)
  }
}
