/**
 * Commands that answer an offer or make a pair by hand: accept, decline, revoke, a supervisor's assignment, an agent's
 * pull, an agent's own work. All end in work.ts, the one door to an agent. Rules 27 and 30-32 of docs/rules.md.
 * Cost: O(log n); a pull without a contact looks at the heads that the agent could serve. Allocates for events.
 */
import type {
  AgentOccupy,
  ContactAssign,
  ContactPull,
  OfferAccept,
  OfferDecline,
  OfferRevoke,
} from './command.js'
import { OFFERED, QUEUED, FROM_DECLINED, FROM_REVOKED } from '../contacts/contacts.js'
import { newContact, duplicateFault } from './contact-commands.js'
import { moveTo } from '../contacts/conversation.js'
import { emitDeclined } from '../events/emit.js'
import {
  agentBusy,
  agentSlot,
  contactSlot,
  durationFault,
  idFault,
  nameFault,
  notWaiting,
  refusal,
  stateText,
  textFault,
  unknownAgent,
  unknownContact,
  unitsUsed,
  type Refusal,
} from './guards.js'
import { refreshStale } from '../matching/pairing.js'
import type { State } from '../state.js'
import { reconsider, waitAgain } from '../contacts/wait.js'
import { accept, assign, beginOwnWork, endOffer, hasRoomBeside, revoke, spare } from '../agents/work.js'

export function acceptOffer(s: State, command: OfferAccept): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const fault = offerFault(s, contact, agent)
  if (fault !== undefined) return fault
  accept(s, contact)
  return undefined
}

export function declineOffer(s: State, command: OfferDecline): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const fault = durationFault('retryAfterMs', command.retryAfterMs) ?? offerFault(s, contact, agent)
  if (fault !== undefined) return fault
  const retryAtMs = s.nowMs + (command.retryAfterMs ?? s.tables.policy.normal.offer.retryAfterMs)
  emitDeclined(s, contact, agent, retryAtMs)
  endOffer(s, contact)
  waitAgain(s, contact, FROM_DECLINED)
  spare(s, contact, agent, retryAtMs)
  return undefined
}

export function revokeOffer(s: State, command: OfferRevoke): Refusal | undefined {
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  if (s.contacts.stateOf(contact) !== OFFERED) return notOffered(s, contact)
  const agent = s.contacts.agentOf(contact)
  revoke(s, contact, 'revoked')
  waitAgain(s, contact, FROM_REVOKED)
  spare(s, contact, agent, s.nowMs + s.tables.policy.normal.offer.retryAfterMs)
  return undefined
}

/** A supervisor's choice: skills, holds and reservations give way, presence and capacity do not. */
export function assignByHand(s: State, command: ContactAssign): Refusal | undefined {
  const { contacts } = s
  const { roster } = s.tables
  const contact = contactSlot(s, command)
  if (contact < 0) return unknownContact(command)
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const state = contacts.stateOf(contact)
  if (state !== QUEUED && state !== OFFERED) return notWaiting(s, contact)
  if (!roster.isTaking(agent)) return notTaking(s, agent)
  if (!hasRoomBeside(s, agent, contact, contacts.categoryOf(contact).channel)) return agentBusy(s, agent)
  if (state === OFFERED) {
    revoke(s, contact, 'reassigned')
    moveTo(s, contact, QUEUED)
  } else {
    reconsider(s, contact)
  }
  assign(s, contact, agent, 'supervisor', undefined)
  return undefined
}

export function pull(s: State, command: ContactPull): Refusal | undefined {
  const { policy, roster, selector, feasibility } = s.tables
  const isNamed = command.contactId !== undefined || command.contact !== undefined
  let contact = -1
  if (isNamed) {
    const ref =
      command.contactId === undefined ? { contact: command.contact! } : { contactId: command.contactId }
    contact = contactSlot(s, ref)
    if (contact < 0) return unknownContact(ref)
  }
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const fault = nameFault('queue', command.queue, policy.index.queue)
  if (fault !== undefined) return fault
  if (isNamed) {
    if (s.contacts.stateOf(contact) !== QUEUED) return notWaiting(s, contact)
    if (!roster.isTaking(agent)) return notTaking(s, agent)
    const { capacityClass } = policy.channels[s.contacts.categoryOf(contact).channel]!
    if (!roster.hasRoom(agent, capacityClass)) return agentBusy(s, agent)
    const holder = s.contacts.holderOf(contact)
    if (holder >= 0 && holder !== agent) {
      return refusal('notQualified', `the contact is held for agent "${s.agents.ids[holder]!}"`)
    }
    if (!feasibility.has(s.contacts.demandOf(contact), roster.group[agent]!)) {
      return refusal(
        'notQualified',
        `agent "${s.agents.ids[agent]!}" could not serve the contact; see explain`,
      )
    }
  } else {
    if (!roster.isTaking(agent)) return notTaking(s, agent)
    const queue = command.queue === undefined ? -1 : policy.index.queue.get(command.queue)!
    selector.nowMs = s.nowMs
    contact = selector.pullFor(agent, queue)
    if (contact < 0) {
      const from = command.queue === undefined ? 'any queue' : `queue "${command.queue}"`
      const whom = `whom agent "${s.agents.ids[agent]!}" may take with ${unitsUsed(s, agent)}`
      return refusal('nothingToPull', `nobody in ${from} waits ${whom}`)
    }
  }
  assign(s, contact, agent, 'pull', undefined)
  return undefined
}

export function occupyAgent(s: State, command: AgentOccupy): Refusal | undefined {
  const { policy, roster } = s.tables
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const channel = policy.index.channel.get(command.channel)
  const fault = nameFault('channel', command.channel, policy.index.channel)
  if (fault !== undefined) return fault
  if (channel === undefined) return refusal('unknownName', 'agent.occupy needs a channel')
  const refused =
    idFault('contactId', command.contactId) ??
    textFault('customerId', command.customerId) ??
    textFault('parentId', command.parentId) ??
    duplicateFault(s, command.contactId ?? '')
  if (refused !== undefined) return refused
  if (!roster.hasRoom(agent, policy.channels[channel]!.capacityClass)) return agentBusy(s, agent)
  const category = s.tables.categories.of({
    queue: -1,
    channel,
    tier: policy.defaultTier,
    issue: 0,
    region: 0,
  })
  const contact = newContact(s, command.contactId ?? '', category)
  if (command.customerId !== undefined) s.contacts.extrasOf(contact).customerId = command.customerId
  if (command.parentId !== undefined) s.contacts.extrasOf(contact).parentId = command.parentId
  beginOwnWork(s, contact, agent)
  refreshStale(s)
  return undefined
}

function offerFault(s: State, contact: number, agent: number): Refusal | undefined {
  const { contacts } = s
  if (contacts.stateOf(contact) === OFFERED && contacts.agentOf(contact) === agent) return undefined
  return notOffered(s, contact)
}

function notOffered(s: State, contact: number): Refusal {
  return refusal(
    'notOffered',
    `the contact is ${stateText(s, contact)}; the offer is over or was somebody else's`,
  )
}

function notTaking(s: State, agent: number): Refusal {
  const isLeaving = s.tables.roster.leaving[agent] === 1
  return refusal('agentAway', `agent "${s.agents.ids[agent]!}" is ${isLeaving ? 'leaving' : 'away'}`)
}
