/**
 * After every command and every deadline: give way where nobody could serve, match what can be matched, put the rest in
 * line. One new contact or one freed agent, by far the usual cases, take the short way (agentFor, workFor); anything else
 * takes pairs until none is left. All three are the same rule (routing/select.ts). Rules 19, 22, 24, 40 of docs/rules.md.
 * Cost: the selection's; allocates for events only. Batch windows are in batch.ts.
 */
import { HOLD } from '../time/clocks.js'
import { QUEUED, FROM_ARRIVED, FROM_CALLBACK } from '../contacts/contacts.js'
import { batchMatch } from './batch.js'
import { settleBreaks } from '../agents/breaks.js'
import { startFollowUps } from '../commands/contact-commands.js'
import { emitHeld, emitQueued } from '../events/emit.js'
import { agentFor, handOver, place, refreshStale } from './pairing.js'
import { keepBooks } from '../wait-estimates/estimate.js'
import type { State } from '../state.js'
import { hasAnybody, leaveLine, relaxHopeless } from '../contacts/wait.js'
import { markAgent } from '../agents/work.js'

/** Brings the engine to rest. Breaks come before contacts are given. */
export function settle(s: State): void {
  if (s.followUps.length > 0) startFollowUps(s)
  if (s.coverChanged || s.breaksToStart > 0) settleBreaks(s)
  if (s.rosterChanged || s.pendingContacts.size > 0) giveWay(s)
  s.tables.selector.nowMs = s.nowMs
  do {
    if (s.lifted.size > 0) markLifted(s)
    if (s.staleAgents.size > 0) refreshStale(s)
    if (s.tables.policy.isBatched) batchMatch(s)
    else match(s)
    // A pair that was made can allow its agent more than before: an easy contact ends a row of hard ones.
  } while (s.lifted.size > 0)
  for (let i = 0; i < s.begun.size; i++) {
    const contact = s.begun.at(i)
    if (s.contacts.stateOf(contact) !== QUEUED) continue
    emitQueued(s, contact)
    const holder = s.contacts.holderOf(contact)
    if (holder >= 0) emitHeld(s, contact, holder, s.clocks.dueAtMs(s.clocks.find(contact, HOLD)))
  }
  if (s.waits !== undefined) keepBooks(s, s.waits)
  s.begun.clear()
}

function markLifted(s: State): void {
  for (let i = 0; i < s.lifted.size; i++) {
    const agent = s.lifted.at(i)
    if (s.tables.roster.slots.isLive(agent)) markAgent(s, agent)
  }
  s.lifted.clear()
}

function match(s: State): void {
  const contacts = s.pendingContacts.size
  const agents = s.pendingAgents.size
  if (contacts + agents === 0) return
  if (contacts + agents > 1 || (agents > 0 && s.tables.selector.isPooled)) {
    place(s)
    while (s.tables.selector.bestPair()) {
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
    const { selector } = s.tables
    let contact = selector.workFor(agent)
    while (contact >= 0) {
      handOver(s, contact, agent)
      contact = s.tables.roster.freeClasses(agent) === 0 ? -1 : selector.workFor(agent)
    }
    s.staleAgents.clear()
    place(s)
  }
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
    if (hasAnybody(s, s.contacts.demandOf(contact))) continue
    const from = s.contacts.queuedFromOf(contact)
    const isNew = (from === FROM_ARRIVED || from === FROM_CALLBACK) && s.begun.includes(contact)
    relaxHopeless(s, contact, isNew)
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
