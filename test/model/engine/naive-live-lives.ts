/**
 * The histories from which the naive twin of the live measures counts: each contact's life and each agent's time, told
 * again from the whole list of events. Nothing is counted here.
 */
import type { ContactAssigned, EngineEvent, Outcome } from '../../../src/engine/events/event.js'

/** One agent's turn with a contact. */
export interface Spell {
  readonly agentId: string
  readonly agent: number
  readonly assigned: ContactAssigned
  /** The agent's own work, or a call that follows a conversation: time, and nothing else. */
  readonly isTimeAlone: boolean
  /** Place of the assignment in the list of events. */
  readonly at: number
  talk: [from: number, to: number][]
  wrapUp: [from: number, to: number][]
  state: 'talk' | 'wrapUp' | 'over'
  sinceMs: number
  transferred: boolean
  replyAtMs: number | null
  /** It ended once: a reply after that is no first one. */
  ended: boolean
}

export interface Offer {
  readonly agentId: string
  readonly atMs: number
  readonly isTimeAlone: boolean
  how: 'open' | 'accepted' | 'declined' | 'expired' | 'revoked'
}

/** A stage of a promise, or that it was met, and whose turn with the contact it was. */
export interface Reached {
  readonly clock: string
  readonly stage: string
  readonly spell: Spell | null
}

export interface Life {
  readonly handle: number
  readonly contactId: string
  /** `null`: an agent's own work, and a call that follows a conversation. */
  readonly arrival: {
    readonly queue: string
    readonly channel: string
    readonly tier: string
    readonly atMs: number
  } | null
  readonly unservable: boolean
  readonly spells: Spell[]
  readonly offers: Offer[]
  readonly reached: Reached[]
  queue: string
  isFollowUp: boolean
  end: 'finished' | 'abandoned' | 'cancelled' | 'contained' | null
  /** Place of the end in the list of events, and its instant. */
  endedAt: number
  endedAtMs: number
  endWaitMs: number
  outcome: Outcome | null
  /** While it went on, by whom it was with. */
  readonly ratings: { readonly at: number; readonly rating: number; readonly spell: Spell }[]
}

/** A stretch of an agent's time in which nothing changed. */
export interface Stretch {
  readonly agentId: string
  readonly fromMs: number
  readonly toMs: number
  readonly available: boolean
  readonly contacts: number
}

export interface Histories {
  readonly lives: readonly Life[]
  readonly stretches: readonly Stretch[]
}

interface Present {
  readonly agentId: string
  readonly agent: number
  available: boolean
  leaving: boolean
  contacts: number
  sinceMs: number
}

/** `untilMs`: until when the time of those still signed in counts. */
export function historiesOf(events: readonly EngineEvent[], untilMs: number): Histories {
  const lives: Life[] = []
  const stretches: Stretch[] = []
  const present: Present[] = []
  let unservable = -1

  const liveOne = (handle: number): Life | undefined =>
    lives.find((life) => life.handle === handle && life.end === null)
  const pass = (one: Present, atMs: number): void => {
    const { agentId, available, contacts } = one
    stretches.push({ agentId, fromMs: one.sinceMs, toMs: atMs, available, contacts })
    one.sinceMs = atMs
  }
  const change = (agent: number, atMs: number, how: (one: Present) => void): void => {
    const one = present.find((each) => each.agent === agent)
    if (!one) return
    pass(one, atMs)
    how(one)
  }
  const begin = (
    event: EngineEvent & { contact: number; contactId: string },
    arrival: Life['arrival'],
  ): Life => {
    const life: Life = {
      handle: event.contact,
      contactId: event.contactId,
      arrival,
      unservable: unservable === event.contact,
      spells: [],
      offers: [],
      reached: [],
      queue: arrival?.queue ?? '',
      isFollowUp: event.type === 'contact.followUp',
      end: null,
      endedAt: -1,
      endedAtMs: -1,
      endWaitMs: 0,
      outcome: null,
      ratings: [],
    }
    lives.push(life)
    return life
  }
  const passSpell = (spell: Spell, atMs: number): void => {
    if (spell.state === 'talk') spell.talk.push([spell.sinceMs, atMs])
    if (spell.state === 'wrapUp') spell.wrapUp.push([spell.sinceMs, atMs])
    spell.sinceMs = atMs
  }
  const endSpell = (life: Life, atMs: number): void => {
    const spell = life.spells.at(-1)!
    passSpell(spell, atMs)
    spell.state = 'over'
    change(spell.agent, atMs, (one) => (one.contacts -= 1))
  }
  const endLife = (life: Life, end: NonNullable<Life['end']>, atMs: number, at: number): void => {
    life.end = end
    life.endedAt = at
    life.endedAtMs = atMs
  }

  events.forEach((event, at) => {
    const { atMs } = event
    if (event.type === 'contact.unservable') unservable = event.contact
    if (
      (event.type === 'contact.queued' && (event.from === 'arrived' || event.from === 'callback')) ||
      event.type === 'contact.offered' ||
      (event.type === 'contact.assigned' && event.by !== 'agent')
    ) {
      const { queue, channel, tier } = event
      if (!liveOne(event.contact)) begin(event, { queue, channel, tier, atMs })
    }
    if (event.type === 'contact.assigned' && event.by === 'agent') begin(event, null)
    if (event.type === 'contact.followUp') begin(event, null)
    const life = 'contact' in event ? liveOne(event.contact) : undefined
    const spell = life?.spells.at(-1)
    switch (event.type) {
      case 'contact.offered':
        life!.offers.push({ agentId: event.agentId, atMs, isTimeAlone: life!.isFollowUp, how: 'open' })
        break
      case 'offer.declined':
        life!.offers.at(-1)!.how = 'declined'
        break
      case 'offer.expired':
        life!.offers.at(-1)!.how = 'expired'
        break
      case 'offer.revoked':
        life!.offers.at(-1)!.how = 'revoked'
        break
      case 'contact.assigned': {
        const last = life!.offers.at(-1)
        if (last?.how === 'open') last.how = 'accepted'
        if (event.queueWait === 'met') life!.reached.push({ clock: 'queueWait', stage: 'met', spell: null })
        life!.spells.push({
          agentId: event.agentId,
          agent: event.agent,
          assigned: event,
          isTimeAlone: event.by === 'agent' || life!.isFollowUp,
          at,
          talk: [],
          wrapUp: [],
          state: 'talk',
          sinceMs: atMs,
          transferred: false,
          replyAtMs: null,
          ended: false,
        })
        change(event.agent, atMs, (one) => (one.contacts += 1))
        break
      }
      case 'contact.replied':
        if (event.by === 'agent' && spell!.replyAtMs === null && !spell!.ended) spell!.replyAtMs = atMs
        break
      case 'promise.warned':
      case 'promise.breached':
      case 'promise.escalated':
      case 'promise.met': {
        const stage = event.type.slice('promise.'.length)
        const present = spell === undefined || spell.state === 'over' ? null : spell
        life?.reached.push({ clock: event.clock, stage, spell: present })
        break
      }
      case 'contact.moved':
        if (life) life.queue = event.toQueue
        break
      case 'contact.transferred':
        life!.queue = event.toQueue
        spell!.transferred = true
        life!.isFollowUp = false
        endSpell(life!, atMs)
        break
      case 'contact.abandoned':
      case 'contact.cancelled':
      case 'contact.contained': {
        if (!life) break
        life.endWaitMs = event.waitMs
        const ends = {
          'contact.abandoned': 'abandoned',
          'contact.cancelled': 'cancelled',
          'contact.contained': 'contained',
        } as const
        endLife(life, ends[event.type], atMs, at)
        break
      }
      case 'callback.agreed':
      case 'callback.missed': {
        const isPutOff =
          event.type === 'callback.agreed'
            ? event.state === 'scheduled' || event.agentId !== ''
            : event.retryAtMs !== null
        if (isPutOff && spell?.state === 'talk') endSpell(life!, atMs)
        break
      }
      case 'contact.rated':
        life!.ratings.push({ at, rating: event.rating, spell: spell! })
        break
      case 'contact.finished':
        passSpell(spell!, atMs)
        spell!.state = 'wrapUp'
        spell!.ended = true
        life!.outcome = event.outcome
        if (event.wrapUpMs === 0) {
          endSpell(life!, atMs)
          endLife(life!, 'finished', atMs, at)
        }
        break
      case 'contact.reopened':
        if (event.from === 'awaitingConfirmation') break
        passSpell(spell!, atMs)
        spell!.state = 'talk'
        break
      case 'contact.wrapUpEnded':
        endSpell(life!, atMs)
        endLife(life!, 'finished', atMs, at)
        break
      case 'agent.signedIn':
        present.push({
          agentId: event.agentId,
          agent: event.agent,
          available: event.presence === 'available',
          leaving: false,
          contacts: 0,
          sinceMs: atMs,
        })
        break
      case 'agent.presence':
        change(event.agent, atMs, (one) => (one.available = event.presence === 'available' && !one.leaving))
        break
      case 'agent.leaving':
        change(event.agent, atMs, (one) => {
          one.leaving = true
          one.available = false
        })
        break
      case 'agent.signedOut':
        for (const each of lives) {
          const last = each.spells.at(-1)
          if (each.end === null && last?.state === 'talk' && last.agent === event.agent) endSpell(each, atMs)
        }
        change(event.agent, atMs, () => {})
        present.splice(
          present.findIndex(({ agent }) => agent === event.agent),
          1,
        )
        break
      default:
        break
    }
  })
  for (const one of present) pass(one, untilMs)
  return { lives, stretches }
}
