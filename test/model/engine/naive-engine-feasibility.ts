/**
 * Rules 17 and 18 of the naive twin: who could ever serve a contact at a step of relaxation, and who may serve it now.
 * Every question is answered from scratch.
 */
import { isResting } from './naive-engine-care.js'
import { isShut, queueOf, relaxed, type Asked } from './naive-engine-need.js'
import {
  contactsAt,
  named,
  type Levels,
  type NaiveAgent,
  type NaiveContact,
  type World,
} from './naive-engine-state.js'

/** Rule 17: 0 when the contact or the agent has no region, or the queue does not care. */
export function distanceOf(world: World, agent: NaiveAgent, contact: NaiveContact): number {
  const { regions, distance } = world.policy
  if (contact.region === null || agent.region === null) return 0
  if (queueOf(world, contact).region === 'any') return 0
  return distance[regions.indexOf(contact.region)]![regions.indexOf(agent.region)]!
}

export function meets(agent: NaiveAgent, skill: string, level: number): boolean {
  return (agent.skills[skill] ?? 0) >= level
}

function meetsAll(agent: NaiveAgent, levels: Levels): boolean {
  return Object.entries(levels).every(([skill, level]) => meets(agent, skill, level))
}

function meetsOne(agent: NaiveAgent, levels: Levels): boolean {
  return Object.entries(levels).some(([skill, level]) => meets(agent, skill, level))
}

/** Rule 17. `asked` is what the contact asks for at the step. */
export function couldEverServe(
  world: World,
  agent: NaiveAgent,
  contact: NaiveContact,
  step: number,
  asked: Asked = relaxed(world, contact, step),
): boolean {
  if (agent.leaving) return false
  if (agent.queues !== null && !agent.queues.includes(contact.queue)) return false
  if (agent.channels !== null && !agent.channels.includes(contact.channel)) return false
  if (agent.capacityUnits < named(world.policy.channels, contact.channel).units) return false
  if (!meetsAll(agent, asked.need.requires)) return false
  if (!asked.need.requiresAny.every((entry) => meetsOne(agent, entry))) return false
  return distanceOf(world, agent, contact) <= asked.limit
}

/** The first step at which somebody could ever serve the contact, from its present one on. */
export function firstServedStep(world: World, contact: NaiveContact): number | undefined {
  for (let step = contact.step; step <= queueOf(world, contact).relax.length; step++) {
    const asked = relaxed(world, contact, step)
    if (world.agents.some((agent) => couldEverServe(world, agent, contact, step, asked))) return step
  }
  return undefined
}

export function usedUnits(world: World, agent: NaiveAgent): number {
  return contactsAt(world, agent)
    .map(({ channel }) => named(world.policy.channels, channel).units)
    .reduce((sum, units) => sum + units, 0)
}

/** Rule 18: room for one more contact of the channel. `besides` does not count. */
export function hasRoom(
  world: World,
  agent: NaiveAgent,
  channelName: string,
  besides?: NaiveContact,
): boolean {
  const channel = named(world.policy.channels, channelName)
  const present = contactsAt(world, agent)
    .filter((contact) => contact !== besides)
    .map((contact) => named(world.policy.channels, contact.channel))
  if (present.some(({ exclusive }) => exclusive)) return false
  if (channel.exclusive && present.length > 0) return false
  return present.reduce((sum, { units }) => sum + units, 0) + channel.units <= agent.capacityUnits
}

/** Rule 18: the contact's queue leaves so many agents of the pool alone. */
function isReserved(world: World, agent: NaiveAgent, contact: NaiveContact): boolean {
  return queueOf(world, contact).keepFree.some(({ pool, agents }) => {
    if (agent.pool !== pool) return false
    const free = world.agents.filter(
      (other) =>
        other.pool === pool &&
        other.available &&
        !other.leaving &&
        hasRoom(world, other, contact.channel) &&
        !isResting(world, other, contact),
    )
    return free.length <= agents
  })
}

export type Obstacle =
  | 'never'
  | 'away'
  | 'busy'
  | 'resting'
  | 'heldForAnother'
  | 'declined'
  | 'pullOnly'
  | 'queueClosed'
  | 'reserved'

/** Rule 18: what stands between a waiting contact and an agent; `null` when nothing does. */
export function obstacle(
  world: World,
  agent: NaiveAgent,
  contact: NaiveContact,
  asked?: Asked,
): Obstacle | null {
  if (!agent.available) return 'away'
  if (!hasRoom(world, agent, contact.channel)) return 'busy'
  if (isResting(world, agent, contact)) return 'resting'
  if (isHeldForAnother(agent, contact)) return 'heldForAnother'
  if (contact.declinedBy.includes(agent.uid)) return 'declined'
  if (queueOf(world, contact).pullOnly) return 'pullOnly'
  if (isShut(world, contact)) return 'queueClosed'
  if (!couldEverServe(world, agent, contact, contact.step, asked)) return 'never'
  if (isReserved(world, agent, contact)) return 'reserved'
  return null
}

export function isHeldForAnother(agent: NaiveAgent, contact: NaiveContact): boolean {
  return contact.heldFor !== null && contact.heldFor.agent !== agent.uid
}

export function mayServeNow(world: World, agent: NaiveAgent, contact: NaiveContact, asked?: Asked): boolean {
  return contact.state === 'queued' && obstacle(world, agent, contact, asked) === null
}
