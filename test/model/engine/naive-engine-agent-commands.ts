/**
 * What the commands about agents do in the naive twin: signing in and out, presence, update, an agent's own work
 * (rules 25, 28, 29, 32 to 35).
 */
import type * as Commands from '../../../src/engine/commands/command.js'
import type { OfferRevoked } from '../../../src/engine/events/event.js'
import { forgetBreak, giveUpBreak } from './naive-engine-breaks.js'
import { demand, demandLevels, demandNames, demandSkills } from './naive-engine-checks.js'
import { demandWhole, findAgent } from './naive-engine-checks.js'
import { demandNewContact, loseOffer, newContact } from './naive-engine-contact-commands.js'
import { endWrapUp, finishConversation, isTalking, release, releaseVain } from './naive-engine-contacts.js'
import { hasRoom } from './naive-engine-feasibility.js'
import { nextEpisode } from './naive-engine-history.js'
import { assign } from './naive-engine-matching.js'
import { leaveConversation } from './naive-engine-move-commands.js'
import {
  aboutAgent,
  contactsAt,
  disarm,
  emit,
  type Levels,
  type NaiveAgent,
  type World,
} from './naive-engine-state.js'

function demandProfile(world: World, command: Commands.AgentSignIn | Commands.AgentUpdate): void {
  demandSkills(world, { requires: command.skills ?? {} })
  demandNames(world, 'queues', command.queues ?? [])
  demandNames(world, 'channels', command.channels ?? [])
  demandNames(world, 'regions', [command.region])
  demandNames(world, 'pools', [command.pool])
  demandLevels({ requires: command.skills ?? {} })
  demandWhole(command.capacityUnits, 1, 1000)
}

function takeProfile(agent: NaiveAgent, command: Commands.AgentSignIn | Commands.AgentUpdate): void {
  if (command.skills) agent.skills = { ...(command.skills as Levels) }
  if (command.queues) agent.queues = [...command.queues]
  if (command.channels) agent.channels = [...command.channels]
  agent.region = command.region ?? agent.region
  agent.pool = command.pool ?? agent.pool
  agent.capacityUnits = command.capacityUnits ?? agent.capacityUnits
}

export function signIn(world: World, command: Commands.AgentSignIn): void {
  demandProfile(world, command)
  demand(command.agentId !== '', 'invalidValue')
  demand(!world.agents.some(({ agentId }) => agentId === command.agentId), 'duplicateAgent')
  const counts = world.agents.filter(({ leaving }) => !leaving).map(({ handled }) => handled)
  const available = command.presence !== 'away'
  const agent: NaiveAgent = {
    uid: world.nextUid,
    agentId: command.agentId,
    skills: {},
    queues: null,
    channels: null,
    region: null,
    pool: null,
    capacityUnits: world.policy.capacityUnits,
    available,
    reason: available ? '' : (command.reason ?? ''),
    awaySinceMs: world.nowMs,
    leaving: false,
    idleSinceMs: world.nowMs,
    handled: counts.length === 0 ? 0 : Math.min(...counts),
    lastAssignedAtMs: null,
    emotionalLoad: 0,
    emotionalLoadSinceMs: world.nowMs,
    hardInARow: 0,
  }
  takeProfile(agent, command)
  world.nextUid += 1
  world.agents.push(agent)
  emit(world, {
    type: 'agent.signedIn',
    ...aboutAgent(agent),
    presence: available ? 'available' : 'away',
    reason: agent.reason,
  })
}

/** Rule 29. */
function loseOffers(
  world: World,
  agent: NaiveAgent,
  reason: OfferRevoked['reason'] & `agent${string}`,
): void {
  for (const contact of contactsAt(world, agent)) {
    if (contact.state === 'offered') loseOffer(world, contact, reason)
  }
  for (const contact of world.contacts) {
    if (contact.heldFor?.agent === agent.uid) release(world, contact, reason)
  }
}

/** Rules 25, 28, 29 and 34. */
export function changePresence(
  world: World,
  agent: NaiveAgent,
  available: boolean,
  reason: string,
  isBreak = false,
): void {
  if (agent.available === available && agent.reason === reason) return
  if (!isBreak) giveUpBreak(world, agent)
  if (available) {
    agent.idleSinceMs += world.nowMs - Math.max(agent.awaySinceMs, agent.idleSinceMs)
  } else if (agent.available) {
    agent.awaySinceMs = world.nowMs
  }
  agent.available = available
  agent.reason = reason
  const presence = available ? 'available' : 'away'
  emit(world, { type: 'agent.presence', ...aboutAgent(agent), presence, reason })
  if (!available) loseOffers(world, agent, 'agentAway')
}

export function setPresence(world: World, command: Commands.AgentSetPresence): void {
  const agent = findAgent(world, command)
  const available = command.presence === 'available'
  changePresence(world, agent, available, available ? '' : (command.reason ?? ''))
}

export function updateAgent(world: World, command: Commands.AgentUpdate): void {
  const agent = findAgent(world, command)
  demandProfile(world, command)
  takeProfile(agent, command)
  emit(world, { type: 'agent.updated', ...aboutAgent(agent) })
  releaseVain(
    world,
    world.contacts.filter(({ heldFor }) => heldFor?.agent === agent.uid),
  )
}

export function signOut(world: World, command: Commands.AgentSignOut): void {
  const agent = findAgent(world, command)
  const requeue = command.conversations === 'requeue'
  if (agent.leaving && !requeue) return
  if (!agent.leaving) forgetBreak(world, agent)
  agent.leaving = true
  loseOffers(world, agent, 'agentLeft')
  if (requeue) {
    const present = contactsAt(world, agent)
    for (const contact of present.filter(isTalking)) {
      if (contact.queue === '')
        finishConversation(world, contact, { by: 'agent', outcome: 'unconfirmed', wrapUpMs: 0 })
      else {
        nextEpisode(world, contact, 'agentLeft')
        leaveConversation(world, contact, 'agentLeft', false)
      }
    }
    for (const contact of present.filter(({ state }) => state === 'wrapUp')) endWrapUp(world, contact)
  } else if (contactsAt(world, agent).length > 0) {
    emit(world, { type: 'agent.leaving', ...aboutAgent(agent) })
  }
}

/** Those who are leaving and have nothing left to do are gone. */
export function dismissLeavers(world: World): void {
  for (const agent of world.agents.filter((each) => each.leaving && contactsAt(world, each).length === 0)) {
    world.agents = world.agents.filter((other) => other !== agent)
    for (const contact of world.contacts) {
      contact.declinedBy = contact.declinedBy.filter((uid) => uid !== agent.uid)
    }
    disarm(world, (timer) => 'agent' in timer && timer.agent === agent.uid)
    emit(world, { type: 'agent.signedOut', ...aboutAgent(agent) })
  }
}

export function occupy(world: World, command: Commands.AgentOccupy): void {
  const agent = findAgent(world, command)
  demandNames(world, 'channels', [command.channel])
  demand(command.contactId !== '', 'invalidValue')
  demandNewContact(world, command.contactId)
  demand(hasRoom(world, agent, command.channel), 'agentBusy')
  const { customerId = '', parentId = '' } = command
  const contact = Object.assign(newContact(world, command.contactId, command.channel), {
    customerId,
    parentId,
  })
  assign(world, contact, agent, 'agent')
}
