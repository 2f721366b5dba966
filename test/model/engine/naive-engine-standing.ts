/**
 * Rules 14 to 16 of the naive twin: the standing of a contact, and which of two comes first.
 * Comparisons return a negative number when the first one goes first.
 */
import { enqueuedAtMs, isShut, needOf, queueOf } from './naive-engine-need.js'
import { named, type NaiveAgent, type NaiveContact, type World } from './naive-engine-state.js'

/** Rule 14. */
export function headStartMs(world: World, contact: NaiveContact): number {
  const { policy } = world
  const issueMs = contact.issue === null ? 0 : named(policy.issues, contact.issue).headStartMs
  return (
    queueOf(world, contact).headStartMs +
    issueMs +
    named(policy.tiers, contact.tier).headStartMs +
    Math.floor((policy.emotion.headStartMs * contact.emotion) / 100) +
    contact.ownHeadStartMs +
    contact.boostMs
  )
}

/** Rule 15, in 1/100 ms. */
export function standing(world: World, contact: NaiveContact): number {
  const { ageingCapMs } = world.policy
  const { ageingPercent } = named(world.policy.tiers, contact.tier)
  const waited = world.nowMs - enqueuedAtMs(contact)
  const cap = ageingCapMs ?? Infinity
  return (
    100 * headStartMs(world, contact) +
    ageingPercent * Math.min(waited, cap) +
    100 * Math.max(0, waited - cap)
  )
}

/** Skills that the unrelaxed need speaks of. */
export function skillsOfNeed(world: World, contact: NaiveContact): string[] {
  const need = needOf(world, contact)
  return [
    ...new Set([need.requires, ...need.requiresAny, need.prefers].flatMap((levels) => Object.keys(levels))),
  ]
}

/** Rule 16: the agent's skills that the contact leaves unused. */
export function unusedSkills(world: World, agent: NaiveAgent, contact: NaiveContact): number {
  const used = skillsOfNeed(world, contact)
  return Object.keys(agent.skills).filter((skill) => !used.includes(skill)).length
}

export function waitingIn(world: World, queue: string): NaiveContact[] {
  return world.contacts.filter((contact) => contact.state === 'queued' && contact.queue === queue)
}

/** Rule 16. Without agents, `fit` is left out. */
export function compareWork(
  world: World,
  a: NaiveContact,
  b: NaiveContact,
  agentOfA?: NaiveAgent,
  agentOfB?: NaiveAgent,
): number {
  const byBand = queueOf(world, b).band - queueOf(world, a).band
  if (byBand !== 0) return byBand
  for (const term of world.policy.workOrder) {
    let difference = 0
    if (term === 'standing') difference = standing(world, b) - standing(world, a)
    if (term === 'queueLength') {
      difference = waitingIn(world, b.queue).length - waitingIn(world, a.queue).length
    }
    if (term === 'fit' && agentOfA && agentOfB) {
      difference = unusedSkills(world, agentOfA, a) - unusedSkills(world, agentOfB, b)
    }
    if (difference !== 0) return difference
  }
  return enqueuedAtMs(a) - enqueuedAtMs(b) || a.uid - b.uid
}

/** 1 = the next of its queue. */
export function positionOf(world: World, contact: NaiveContact): number {
  const line = waitingIn(world, contact.queue).toSorted((a, b) => compareWork(world, a, b))
  return line.indexOf(contact) + 1
}

/** Rule 70: 1 = the next of all in line who compete with it, by band and standing. */
export function positionAmongRivals(
  world: World,
  contact: NaiveContact,
  mayServe: (contact: NaiveContact) => readonly NaiveAgent[],
): number {
  const own = mayServe(contact)
  const bandOf = (each: NaiveContact): number => queueOf(world, each).band
  const line = world.contacts.filter(
    (other) =>
      other === contact ||
      (other.state === 'queued' &&
        isShut(world, other) === isShut(world, contact) &&
        mayServe(other).some((agent) => own.includes(agent))),
  )
  const inOrder = line.toSorted(
    (a, b) =>
      bandOf(b) - bandOf(a) ||
      standing(world, b) - standing(world, a) ||
      enqueuedAtMs(a) - enqueuedAtMs(b) ||
      a.uid - b.uid,
  )
  return inOrder.indexOf(contact) + 1
}
