/**
 * Commands about agents: sign in, change presence or profile, sign out. Work under way is never taken away by any of
 * them, but for a sign-out that asks for it. Rules 29 and 33-35 of docs/rules.md.
 * Cost: O(heaps of the agent), and O(criteria + demands) for a profile that nobody else has; allocates per call.
 */
import type { AgentSetPresence, AgentSignIn, AgentSignOut, AgentUpdate } from './command.js'
import type { AgentInfo } from '../agents/agents.js'
import { changePresence, forgetBreak } from '../agents/breaks.js'
import type { CompiledPolicy } from '../policy/compiled-policy.js'
import { AWAITING_AGENT, AWAITING_CONFIRMATION, WRAP_UP, FROM_AGENT_LEFT } from '../contacts/contacts.js'
import { emitAgent, emitSignedIn } from '../events/emit-agent.js'
import {
  agentSlot,
  idFault,
  levelsShapeFault,
  nameFault,
  namesFault,
  refusal,
  textFault,
  unknownAgent,
  wholeFault,
  type Refusal,
  shown,
} from './guards.js'
import { turnPage } from '../contacts/history.js'
import type { SkillLevels } from '../policy/policy-spec.js'
import { levelsOf } from '../../routing/need.js'
import { AVAILABLE, AWAY, type Profile } from '../../routing/roster.js'
import type { State } from '../state.js'
import { beginWait, heldFor, releaseHoldIfLost, releaseHoldsFor } from '../contacts/wait.js'
import {
  contactsOf,
  endWork,
  endWrapUp,
  finish,
  markAgent,
  revokeOffersTo,
  signOutIfDone,
  signOutNow,
} from '../agents/work.js'

type ProfileSpec = Pick<AgentUpdate, 'skills' | 'queues' | 'channels' | 'region' | 'pool' | 'capacityUnits'>

export function signIn(s: State, command: AgentSignIn): Refusal | undefined {
  const fault =
    profileNameFault(s, command) ??
    idFault('agentId', command.agentId) ??
    textFault('reason', command.reason) ??
    profileValueFault(s, command)
  if (fault !== undefined) return fault
  if (typeof command.agentId !== 'string') return refusal('invalidValue', 'agent.signIn needs an agentId')
  if (command.presence !== undefined && command.presence !== 'available' && command.presence !== 'away') {
    return presenceFault(command.presence)
  }
  if (s.agents.slotOfId(command.agentId) >= 0) {
    return refusal(
      'duplicateAgent',
      `agent "${command.agentId}" is signed in; use agent.update to change the profile`,
    )
  }
  const { roster, policy } = s.tables
  const info: AgentInfo = {
    skills: givenLevels(command.skills ?? {}),
    queues: command.queues === undefined ? undefined : [...command.queues],
    channels: command.channels === undefined ? undefined : [...command.channels],
    region: command.region,
    pool: command.pool,
    capacityUnits: command.capacityUnits ?? policy.normal.capacityUnits,
  }
  const handled = roster.leastHandled()
  const agent = roster.slots.allocate()
  const isAway = command.presence === 'away'
  s.agents.adopt(
    agent,
    roster.slots.handleOf(agent),
    command.agentId,
    info,
    isAway ? (command.reason ?? '') : '',
  )
  s.tables.line.ensureAgents(agent + 1)
  roster.add(agent, profileOf(policy, info))
  roster.presence[agent] = isAway ? AWAY : AVAILABLE
  roster.idleSinceMs[agent] = s.nowMs
  roster.awaySinceMs[agent] = s.nowMs
  roster.handled[agent] = handled
  roster.signIn[agent] = ++s.signIns
  s.rosterChanged = true
  s.coverChanged = true
  emitSignedIn(s, agent)
  markAgent(s, agent)
  return undefined
}

export function setPresence(s: State, command: AgentSetPresence): Refusal | undefined {
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const fault = textFault('reason', command.reason)
  if (fault !== undefined) return fault
  if (command.presence !== 'away' && command.presence !== 'available') return presenceFault(command.presence)
  const isAway = command.presence === 'away'
  changePresence(s, agent, isAway ? AWAY : AVAILABLE, isAway ? (command.reason ?? '') : '')
  return undefined
}

export function updateAgent(s: State, command: AgentUpdate): Refusal | undefined {
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const fault = profileNameFault(s, command) ?? profileValueFault(s, command)
  if (fault !== undefined) return fault
  const info = s.agents.info[agent]!
  const held = heldFor(s, agent)
  const updated: AgentInfo = {
    skills: command.skills === undefined ? info.skills : givenLevels(command.skills),
    queues: command.queues === undefined ? info.queues : [...command.queues],
    channels: command.channels === undefined ? info.channels : [...command.channels],
    region: command.region ?? info.region,
    pool: command.pool ?? info.pool,
    capacityUnits: command.capacityUnits ?? info.capacityUnits,
  }
  s.agents.info[agent] = updated
  s.tables.roster.changeProfile(agent, profileOf(s.tables.policy, updated))
  s.rosterChanged = true
  s.coverChanged = true
  emitAgent(s, agent, 'agent.updated')
  for (const contact of held) releaseHoldIfLost(s, contact)
  markAgent(s, agent)
  return undefined
}

export function signOut(s: State, command: AgentSignOut): Refusal | undefined {
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const { conversations: how = 'finish' } = command
  if (how !== 'finish' && how !== 'requeue') {
    return refusal('invalidValue', `conversations is ${shown(how)}, neither "finish" nor "requeue"`)
  }
  const { roster } = s.tables
  revokeOffersTo(s, agent, 'agentLeft')
  releaseHoldsFor(s, agent, 'agentLeft')
  const wasLeaving = roster.leaving[agent] === 1
  if (!wasLeaving) {
    roster.markLeaving(agent)
    forgetBreak(s, agent)
    s.rosterChanged = true
  }
  if (how === 'finish') {
    if (s.agents.firstContact[agent]! < 0) signOutIfDone(s, agent)
    else if (!wasLeaving) emitAgent(s, agent, 'agent.leaving')
    return undefined
  }
  for (const contact of contactsOf(s, agent, AWAITING_AGENT, AWAITING_CONFIRMATION))
    returnConversation(s, contact)
  for (const contact of contactsOf(s, agent, WRAP_UP)) endWrapUp(s, contact)
  // The last one to end has signed the agent out already.
  if (s.agents.slotOfId(s.agents.ids[agent]!) === agent) signOutNow(s, agent)
  return undefined
}

/** Puts a conversation back into its queue, with its place; one without a queue ends. */
function returnConversation(s: State, contact: number): void {
  const { contacts } = s
  const sinceAtMs = contacts.sinceAtMsOf(contact)
  if (contacts.categoryOf(contact).queue < 0) {
    finish(s, contact, 0, 'agent', 'unconfirmed')
    return
  }
  turnPage(s, contact, 'agentLeft')
  endWork(s, contact)
  contacts.setVirtualAtMs(contact, s.nowMs - (sinceAtMs - contacts.virtualAtMsOf(contact)))
  beginWait(s, contact, FROM_AGENT_LEFT, false)
}

/** The profile by indexes; its names and levels have been checked. */
export function profileOf(policy: CompiledPolicy, info: AgentInfo): Profile {
  const { index, normal } = policy
  const levels = new Uint8Array(normal.skills.length)
  for (const [name, level] of Object.entries(info.skills)) {
    const skill = index.skill.get(name)
    if (skill !== undefined) levels[skill] = level
  }
  return {
    levels,
    queues: info.queues === undefined ? policy.everyQueue : served(normal.queues, info.queues),
    channels: info.channels === undefined ? policy.everyChannel : served(normal.channels, info.channels),
    capacityUnits: info.capacityUnits,
    region: info.region === undefined ? -1 : (index.region.get(info.region) ?? -1),
    pool: info.pool === undefined ? -1 : (index.pool.get(info.pool) ?? -1),
  }
}

function givenLevels(levels: SkillLevels<string>): Record<string, number> {
  const given: Record<string, number> = {}
  for (const [name, level] of Object.entries(levels)) if (level !== undefined) given[name] = level
  return given
}

function served(all: readonly { readonly name: string }[], names: readonly string[]): Uint8Array {
  return Uint8Array.from(all, ({ name }) => (names.includes(name) ? 1 : 0))
}

function profileNameFault(s: State, spec: ProfileSpec): Refusal | undefined {
  const { index } = s.tables.policy
  return (
    levelsShapeFault('skills', spec.skills) ??
    namesFault('skill', spec.skills === undefined ? undefined : Object.keys(spec.skills), index.skill) ??
    namesFault('queue', spec.queues, index.queue) ??
    namesFault('channel', spec.channels, index.channel) ??
    nameFault('region', spec.region, index.region) ??
    nameFault('pool', spec.pool, index.pool)
  )
}

function profileValueFault(s: State, spec: ProfileSpec): Refusal | undefined {
  const pairs = levelsOf(spec.skills ?? {}, s.tables.policy.index.skill)
  if (typeof pairs === 'string') return refusal('invalidValue', pairs)
  return wholeFault('capacityUnits', spec.capacityUnits, 1, 1000)
}

function presenceFault(presence: unknown): Refusal {
  return refusal('invalidValue', `presence is ${shown(presence)}, neither "available" nor "away"`)
}
