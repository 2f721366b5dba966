/**
 * A bot at work on a waiting contact in the naive twin, and what was collected from the customer (rules 51 and 52).
 */
import type { BotOutcome } from '../../../src/engine/events/bot-event.js'
import type { Callback } from '../../../src/engine/events/callback-event.js'
import { demand } from './naive-engine-checks.js'
import { aboutContact, emit, type NaiveContact, type World } from './naive-engine-state.js'

type Texts = Readonly<Record<string, string>>

export function demandCollected(before: Texts, given: Texts | undefined): void {
  const all = { ...before, ...given }
  demand(Object.keys(all).length <= 32, 'invalidValue')
  for (const [name, text] of Object.entries(all)) {
    demand(name.length >= 1 && name.length <= 64, 'invalidValue')
    demand(typeof text === 'string' && text.length <= 1024, 'invalidValue')
  }
}

/** What an offer and an assignment tell of it. */
export function told({ collected, callback }: NaiveContact): {
  readonly collected?: Texts
  readonly callback?: Callback
} {
  return {
    ...(Object.keys(collected).length === 0 ? {} : { collected }),
    ...(callback === null ? {} : { callback }),
  }
}

export function endBot(world: World, contact: NaiveContact, outcome: BotOutcome, reason: string): void {
  if (contact.botSinceAtMs === null) return
  const botMs = world.nowMs - contact.botSinceAtMs
  contact.botSinceAtMs = null
  const { queue } = contact
  emit(world, { type: 'bot.ended', ...aboutContact(contact), queue, outcome, botMs, reason })
}
