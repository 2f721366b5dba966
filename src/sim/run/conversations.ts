/**
 * The conversations of a run: when the agent first replies, when it ends, and what the agent tells the engine then.
 * **cost** O(log n) a contact, with a slow-down O(conversations of the agent); allocates the command of a reply only.
 */
import type { Command } from '../../engine/commands/command.js'
import type { Agenda } from './agenda.js'
import { type ContactColumns, HANDED_OVER } from './contact-columns.js'
import type { ContactCommands } from './contact-commands.js'
import { Experience } from '../agents/experience.js'
import type { Handling } from '../agents/handling.js'
import { Pace } from '../agents/pace.js'
import type { AgentGroup, Scenario } from '../scenario/scenario.js'
import { Strain } from '../agents/strain.js'

export class Conversations {
  private readonly handling: Handling
  private readonly contacts: ContactColumns
  private readonly commands: ContactCommands
  private readonly agenda: Agenda
  private readonly stopAtMs: number
  /** `null`: agents are as fast with several conversations as with one. */
  private readonly pace: Pace | null
  private readonly experience: Experience | null
  private readonly strain: Strain | null
  /** Share of the service time that the bot saves where it has handed over. */
  private readonly botSaves: number

  /** `groups`: all who work. */
  constructor(
    { slowdown, strain, bot, policy }: Scenario,
    groups: readonly AgentGroup[],
    handling: Handling,
    contacts: ContactColumns,
    commands: ContactCommands,
    agenda: Agenda,
    stopAtMs: number,
  ) {
    this.handling = handling
    this.contacts = contacts
    this.commands = commands
    this.agenda = agenda
    this.stopAtMs = stopAtMs
    const agents = groups.reduce((sum, { agents: ids }) => sum + ids.length, 0)
    this.experience = Experience.of(groups, agents)
    this.botSaves = bot?.handOver?.saves ?? 0
    this.strain = strain === null ? null : new Strain(strain, policy.normal, agents)
    this.pace =
      slowdown.length === 0 ? null : new Pace(slowdown, agents, (slot, atMs) => this.move(slot, atMs))
  }

  /** A contact of a customer who is as angry as that (0..100), whatever was recognised. */
  arrived(slot: number, emotion: number): void {
    this.strain?.arrived(slot, emotion)
  }

  /** The agent has got the contact. */
  begin(slot: number, agent: number, group: number, nowMs: number): void {
    const { contacts, handling, agenda, experience, strain, pace } = this
    let serviceMs = handling.serviceMs(slot, group)
    if (experience !== null) serviceMs = Math.round(serviceMs * experience.next(agent, group))
    if (strain !== null) serviceMs = Math.round(serviceMs * strain.next(slot, agent, nowMs))
    if (this.botSaves > 0 && contacts.byBot[slot] === HANDED_OVER) {
      serviceMs = Math.round(serviceMs * (1 - this.botSaves))
    }
    contacts.endsAtMs[slot] = nowMs + serviceMs
    const owesReply = contacts.replyDue[slot] === 1
    const nextMs = owesReply ? Math.min(handling.firstReplyMs(slot, group), serviceMs) : serviceMs
    agenda.planWork(slot, nowMs + nextMs)
    pace?.begin(slot, agent, serviceMs, nowMs)
  }

  /** The agent calls somebody who does not answer, for so long. */
  ring(slot: number, agent: number, ringMs: number, nowMs: number): void {
    this.contacts.endsAtMs[slot] = nowMs + ringMs
    this.agenda.planWork(slot, nowMs + ringMs)
    this.pace?.begin(slot, agent, ringMs, nowMs)
  }

  /** What the agent does now: the first reply, or the end. */
  next(slot: number, group: number, nowMs: number): Command {
    const { contacts, agenda } = this
    const contact = contacts.handle[slot]!
    if (contacts.replyDue[slot] === 1) {
      contacts.replyDue[slot] = 0
      // The agent may have become faster since the reply was planned.
      agenda.planWork(slot, Math.max(contacts.endsAtMs[slot]!, nowMs))
      return { type: 'contact.reply', atMs: nowMs, contact, by: 'agent' }
    }
    // Notes that last beyond the end of the run need not be exact, but must be within the engine's limits.
    const wrapUpMs = Math.min(this.handling.wrapUpMs(slot, group), this.stopAtMs + 1 - nowMs)
    return this.commands.finish(contact, wrapUpMs, nowMs)
  }

  /** The conversation is over; notes may follow. */
  end(slot: number, nowMs: number): void {
    this.pace?.end(slot, this.contacts.agent[slot]!, nowMs)
  }

  private move(slot: number, endsAtMs: number): void {
    this.contacts.endsAtMs[slot] = endsAtMs
    if (this.contacts.replyDue[slot] === 0) this.agenda.planWork(slot, endsAtMs)
  }
}
