/**
 * Refusals of the naive twin: names that the policy must know, values that must be in range, contacts and
 * agents that must be there. Callers ask in the order of `RefusalCode`, so that the first fault is the one that
 * is told.
 */
import type { AgentRef, ContactNeed, ContactRef } from '../../../src/engine/commands/command.js'
import type { RefusalCode } from '../../../src/engine/events/event.js'
import type { Names } from '../../../src/engine/policy/policy-spec.js'
import {
  Refusal,
  type NaiveAgent,
  type NaiveContact,
  type NaiveNeed,
  type World,
} from './naive-engine-state.js'

export function demand(condition: boolean, code: RefusalCode): void {
  if (!condition) throw new Refusal(code)
}

export function findContact(world: World, ref: ContactRef): NaiveContact {
  const found = world.contacts.find(({ uid, contactId }) =>
    ref.contactId === undefined ? uid === ref.contact : contactId !== '' && contactId === ref.contactId,
  )
  if (!found) throw new Refusal('unknownContact')
  return found
}

export function findAgent(world: World, ref: AgentRef): NaiveAgent {
  const found = world.agents.find(({ uid, agentId }) =>
    ref.agentId === undefined ? uid === ref.agent : agentId === ref.agentId,
  )
  if (!found) throw new Refusal('unknownAgent')
  return found
}

type Kind = 'channels' | 'queues' | 'tiers' | 'issues' | 'regions' | 'pools' | 'skills'

/** The policy knows all of these names. */
export function demandNames(world: World, kind: Kind, names: readonly (string | undefined)[]): void {
  const known = world.policy[kind].map((item) => (typeof item === 'string' ? item : item.name))
  demand(
    names.every((name) => name === undefined || known.includes(name)),
    'unknownName',
  )
}

export function demandWhole(value: number | undefined, least: number, most: number): void {
  if (value === undefined) return
  demand(Number.isInteger(value) && value >= least && value <= most, 'invalidValue')
}

export function demandDuration(value: number | undefined): void {
  demandWhole(value, 0, 2 ** 42)
}

function levelsOf(need: ContactNeed<Names>): Readonly<Record<string, number>>[] {
  return [need.requires ?? {}, ...(need.requiresAny ?? []), need.prefers ?? {}] as Readonly<
    Record<string, number>
  >[]
}

export function demandSkills(world: World, need: ContactNeed<Names>): void {
  demandNames(world, 'skills', levelsOf(need).flatMap(Object.keys))
}

export function demandLevels(need: ContactNeed<Names>): void {
  for (const level of levelsOf(need).flatMap(Object.values)) demandWhole(level as number, 1, 100)
}

/** Rule 7: what is given replaces what was there. */
export function takeNeed(own: NaiveNeed, given: ContactNeed<Names>): void {
  if (given.requires) own.requires = { ...(given.requires as Record<string, number>) }
  if (given.requiresAny) {
    own.requiresAny = given.requiresAny.map((entry) => ({ ...(entry as Record<string, number>) }))
  }
  if (given.prefers) own.prefers = { ...(given.prefers as Record<string, number>) }
}

export function demandTakes(world: World, queue: string, channel: string): void {
  const { channels = [] } = world.policy.queues.find(({ name }) => name === queue) ?? {}
  demand(channels.includes(channel), 'invalidValue')
}
