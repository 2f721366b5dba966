/**
 * After every command and every deadline: give way where nobody could serve, match what can be matched, put the rest in
 * line. One new contact or one freed agent, by far the usual cases, take the short way (agentFor, workFor); anything else
 * takes pairs until none is left. All three are the same rule (routing/select.ts). Rules 19, 22, 24, 40 of docs/rules.md.
 * Cost: the selection's; allocates for events only. Batch windows are in batch.ts.
 */
import { HOLD } from './clocks.js'
import { WAITING } from './contacts.js'
import { batchMatch } from './batch.js'
import { emitHeld, emitQueued } from './emit.js'
import { explainDecision } from './explain.js'
import type { State } from './state.js'
import { FROM_ARRIVED, demandOf, enterLine, leaveLine, relaxIfHopeless } from './wait.js'
import { assign, offer } from './work.js'

const NOBODY: readonly number[] = []

/** Brings the engine to rest. */
export function settle(s: State): void {
  giveWay(s)
  refreshStale(s)
  if (s.tables.policy.normal.matching.mode === 'batch') batchMatch(s)
  else match(s)
  for (let i = 0; i < s.begun.size; i++) {
    const contact = s.begun.at(i)
    if (s.contacts.state[contact] !== WAITING) continue
    emitQueued(s, contact)
    const holder = s.contacts.holder[contact]!
    if (holder >= 0) emitHeld(s, contact, holder, s.clocks.dueAtMs(s.clocks.find(contact, HOLD)))
  }
  s.begun.clear()
  s.everythingChanged = false
}

/** Puts the heaps of agents in order whose load or counts have changed. */
export function refreshStale(s: State): void {
  const { roster } = s.tables
  for (let i = 0; i < s.staleAgents.size; i++) {
    const agent = s.staleAgents.at(i)
    if (roster.slots.isLive(agent) && !s.isPendingAgent.has(agent)) roster.refresh(agent)
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
  const { selector, policy } = s.tables
  if (policy.queues[s.contacts.queue[contact]!]!.pullOnly) return -1
  const demand = demandOf(s, contact)
  const holder = s.contacts.holder[contact]!
  if (holder >= 0) return selector.mayServe(demand, holder) ? holder : -1
  const extras = s.contacts.extras[contact]
  if (extras === undefined) return selector.agentFor(demand, -1, -1)
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

function match(s: State): void {
  const contacts = s.pendingContacts.size
  const agents = s.pendingAgents.size
  if (contacts + agents === 0 && !s.everythingChanged) return
  if (s.everythingChanged || contacts + agents > 1 || (agents > 0 && s.tables.selector.isPooled)) {
    place(s)
    while (s.tables.selector.bestPair(s.nowMs)) {
      handOver(s, s.tables.selector.contact, s.tables.selector.agent)
      refreshStale(s)
    }
  } else if (contacts === 1) {
    const contact = s.pendingContacts.at(0)
    const agent = agentFor(s, contact)
    if (agent >= 0) {
      handOver(s, contact, agent)
      refreshStale(s)
    } else {
      place(s)
    }
  } else {
    const agent = s.pendingAgents.at(0)
    const { selector, roster } = s.tables
    while (roster.isTaking(agent)) {
      const contact = selector.workFor(agent, s.nowMs)
      if (contact < 0) break
      handOver(s, contact, agent)
    }
    s.staleAgents.clear()
    place(s)
  }
}

function listAgent(s: State, agent: number): void {
  s.isPendingAgent.clear(agent)
  s.tables.roster.refresh(agent)
}

/** Relaxes contacts that nobody could serve: those that are new in line, and all of them when the roster has changed. */
function giveWay(s: State): void {
  if (s.rosterChanged) {
    s.rosterChanged = false
    for (const contact of hopeless(s)) leaveLineToPending(s, contact)
    s.pendingContacts.sortBy(s.contacts.sequence)
  } else if (s.pendingContacts.size > 1) {
    s.pendingContacts.sortBy(s.contacts.sequence)
  }
  for (let i = 0; i < s.pendingContacts.size; i++) {
    const contact = s.pendingContacts.at(i)
    const isNew = s.contacts.queuedFrom[contact] === FROM_ARRIVED && s.begun.includes(contact)
    relaxIfHopeless(s, contact, isNew)
  }
}

function leaveLineToPending(s: State, contact: number): void {
  leaveLine(s, contact)
  s.pendingContacts.push(contact)
}

/** Waiting contacts whose demand nobody signed in could serve and whose queue has steps left. Allocates. */
function hopeless(s: State): number[] {
  const { line, demands, feasibility, roster } = s.tables
  const found: number[] = []
  for (const occupied of [line.pushed, line.pulled]) {
    for (let slot = occupied.next(0); slot >= 0; slot = occupied.next(slot + 1)) {
      const demand = demands.list[slot]!
      if (demand.step === demand.chain.steps.length - 1) continue
      let group = roster.populated.next(0)
      while (group >= 0 && !feasibility.has(slot, group)) group = roster.populated.next(group + 1)
      if (group < 0) found.push(...line.contactsOf(slot))
    }
  }
  return found
}
