/**
 * The steps that every way of matching is made of: who would get a contact, handing a pair over, and taking places in the
 * line and in the heaps. One by one it is matching.ts, in batches batch.ts. Rules 18, 22 and 24 of docs/rules.md.
 * Cost: a selection, or O(log n) for each place taken; allocates for events only.
 */
import { explainDecision } from './explain.js'
import type { State } from '../state.js'
import { demandOf, enterLine } from '../contacts/wait.js'
import { assign, offer } from '../agents/work.js'

const NOBODY: readonly number[] = []

/** Puts the heaps of agents in order whose load or counts have changed. */
export function refreshStale(s: State): void {
  const { roster } = s.tables
  for (let i = 0; i < s.staleAgents.size; i++) {
    const agent = s.staleAgents.at(i)
    if (roster.slots.isLive(agent) && s.agents.isPending[agent] === 0) roster.refresh(agent)
  }
  s.staleAgents.clear()
}

/** Puts the pending ones where everybody can see them: contacts into the line, agents into the heaps. */
export function place(s: State): void {
  for (let i = 0; i < s.pendingContacts.size; i++) enterLine(s, s.pendingContacts.at(i))
  s.pendingContacts.clear()
  for (let i = 0; i < s.pendingAgents.size; i++) listAgent(s, s.pendingAgents.at(i))
  s.pendingAgents.clear()
}

/** Hands a pair over by offer or assignment. */
export function handOver(s: State, contact: number, agent: number): void {
  const explanation = s.explains ? explainDecision(s, contact, agent) : undefined
  if (s.offers) offer(s, contact, agent, explanation)
  else assign(s, contact, agent, 'policy', explanation)
}

/** The agent who would get a contact now, or -1. Holds and declines count. */
export function agentFor(s: State, contact: number): number {
  const { selector } = s.tables
  if (s.shut[s.contacts.categoryOf(contact).queue] === 1) return -1
  const demand = demandOf(s, contact)
  if (s.contacts.hasExtrasOf(contact) === 0) return selector.agentFor(demand, -1, -1)
  const extras = s.contacts.extrasOf(contact)
  const holder = s.contacts.holderOf(contact)
  if (holder >= 0) {
    // An agent can be named anew, by a transfer, while still spared the contact.
    const isSpared = extras.declines.some(({ agentId }) => s.agentSlot(agentId) === holder)
    return !isSpared && selector.mayServe(demand, holder) ? holder : -1
  }
  const spared =
    extras.declines.length === 0
      ? NOBODY
      : extras.declines.map(({ agentId }) => s.agentSlot(agentId)).filter((agent) => agent >= 0)
  return selector.agentFor(
    demand,
    s.agentSlot(extras.dedicatedAgentId),
    s.agentSlot(extras.lastAgentId),
    spared,
  )
}

function listAgent(s: State, agent: number): void {
  s.agents.isPending[agent] = 0
  s.tables.roster.refresh(agent)
}
