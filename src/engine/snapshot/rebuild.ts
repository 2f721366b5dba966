/**
 * Tables made anew from what agents and contacts are: after a snapshot is read, and when the policy changes.
 * Everything in the tables (groups, lanes, heaps, bits) follows from columns and names, so nothing of them is stored.
 * Cost: O((agents + contacts) log n), allocates.
 */
import { profileOf } from '../commands/agent-commands.js'
import type { AgentInfo } from '../agents/agents.js'
import { restOf } from '../agents/care.js'
import { compiledNeed } from '../commands/guards.js'
import { OFFERED, QUEUED, WRAP_UP } from '../contacts/contacts.js'
import type { NormalPolicy } from '../policy/normal-policy.js'
import type { Roster } from '../../routing/roster.js'
import type { State } from '../state.js'
import { armAgeingCap, setDemand } from '../contacts/wait.js'

/** Live agent slots in the order of sign-in. Allocates. */
export function agentsInOrder(roster: Roster): number[] {
  const live: number[] = []
  for (let agent = 0; agent < roster.slots.highWater; agent++)
    if (roster.slots.isLive(agent)) live.push(agent)
  return live.sort((a, b) => roster.signIn[a]! - roster.signIn[b]!)
}

/** Replaces the tables; agents keep their columns, contacts must be indexed by the new policy before `refill`. */
export function replaceTables(s: State, normal: NormalPolicy): void {
  const before = s.tables.roster
  s.tables = s.built(normal, before.slots)
  const { roster } = s.tables
  for (const agent of agentsInOrder(before)) {
    addAgent(s, agent, s.agents.info[agent]!, before.leaving[agent] === 1)
    roster.presence[agent] = before.presence[agent]!
    roster.emotionalLoad[agent] = before.emotionalLoad[agent]!
    roster.handled[agent] = before.handled[agent]!
    roster.idleSinceMs[agent] = before.idleSinceMs[agent]!
    roster.awaySinceMs[agent] = before.awaySinceMs[agent]!
    roster.lastTaken[agent] = before.lastTaken[agent]!
    roster.signIn[agent] = before.signIn[agent]!
  }
}

/** Puts an agent of these names on a new roster, with nothing to do yet. */
export function addAgent(s: State, agent: number, info: AgentInfo, isLeaving: boolean): void {
  const { roster, line, policy } = s.tables
  line.ensureAgents(agent + 1)
  roster.add(agent, profileOf(policy, info))
  if (isLeaving) roster.markLeaving(agent)
}

/** Counts capacity, demands and caps of the live contacts anew; the waiting ones are left to the next matching. */
export function refill(s: State): void {
  const { contacts } = s
  const { roster, policy } = s.tables
  s.queued = new Int32Array(policy.queues.length)
  s.pendingContacts.clear()
  for (const contact of contacts.inOrder()) {
    const extras = contacts.extrasIf(contact)
    if (extras?.ownSpec !== undefined) extras.own = compiledNeed(s, extras.ownSpec)
    contacts.setDemand(contact, -1)
    const category = contacts.categoryOf(contact)
    const { queue, units, exclusive } = category
    const state = contacts.stateOf(contact)
    if (state === QUEUED || state === OFFERED) {
      setDemand(s, contact, category)
      s.queued[queue] = s.queued[queue]! + 1
      s.caps.cancel(contact)
      armAgeingCap(s, contact)
    }
    if (state === QUEUED) s.pendingContacts.push(contact)
    if (state >= OFFERED && state <= WRAP_UP) {
      const agent = contacts.agentOf(contact)
      roster.usedUnits[agent] = roster.usedUnits[agent]! + units
      if (exclusive) roster.exclusives[agent] = roster.exclusives[agent]! + 1
    }
  }
  for (const agent of agentsInOrder(roster)) {
    roster.rest[agent] = restOf(s, agent)
    roster.refresh(agent)
  }
}
