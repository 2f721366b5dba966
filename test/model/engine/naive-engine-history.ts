/**
 * Rules 47 and 48 of the naive twin: what a contact went through. All of it is remembered; what is told is the end of it.
 */
import type { EmotionPoint, Episode } from '../../../src/engine/events/event.js'
import type { NaiveContact, World } from './naive-engine-state.js'

const LIMIT = 32

function whole(contact: NaiveContact, toAtMs: number | null, ended: Episode['ended']): Episode {
  const { queue, channel, present } = contact
  return { queue, channel, ...present, toAtMs, ended }
}

/** The present episode is over; the next one begins now, with an agent or with nobody. */
export function nextEpisode(
  world: World,
  contact: NaiveContact,
  ended: Episode['ended'],
  { toAtMs = world.nowMs, agentId = '' }: { readonly toAtMs?: number; readonly agentId?: string } = {},
): void {
  contact.past.push(whole(contact, toAtMs, ended))
  const assignedAtMs = agentId === '' ? null : world.nowMs
  contact.present = { agentId, fromAtMs: world.nowMs, assignedAtMs }
}

/** What an event tells at the end: nothing of a contact with one episode. */
export function historyAtEnd(
  world: World,
  contact: NaiveContact,
  ended: Episode['ended'],
): { readonly history?: readonly Episode[] } {
  if (contact.past.length === 0) return {}
  return { history: [...contact.past.slice(-LIMIT), whole(contact, world.nowMs, ended)] }
}

/** What the engine shows of a live contact. */
export function lifeOf(contact: NaiveContact): {
  episodes: readonly Episode[]
  curve: readonly EmotionPoint[]
} {
  const episodes = [...contact.past.slice(-LIMIT), whole(contact, null, '')]
  return { episodes, curve: contact.curve.slice(-LIMIT) }
}
