/**
 * Events about a contact that a bot tries to serve while it waits for an agent. `bot.start` (event.ts) asks the host for it;
 * these answer what the host says of it.
 */
import type { AboutContact, Episode } from './event.js'

/** What the customer has told already, by the host's own names: order number, address, what is broken. */
export type Collected = Readonly<Record<string, string>>

/** How an attempt of the bot ended; after the last four the bot has to stop. */
export type BotOutcome =
  | 'contained'
  | 'handedOver'
  | 'failed'
  | 'assigned'
  | 'abandoned'
  | 'cancelled'
  | 'callback'

/** The bot is at work on a contact that waits on meanwhile, with its place. */
interface BotBegan extends AboutContact {
  readonly type: 'bot.began'
  readonly queue: string
  readonly channel: string
}
/** The bot has done with the contact, or has to stop: `outcome` says which. */
interface BotEnded extends AboutContact {
  readonly type: 'bot.ended'
  readonly queue: string
  readonly outcome: BotOutcome
  /** How long the bot had it. */
  readonly botMs: number
  /** Why it failed, as the command stated it; '' for none. */
  readonly reason: string
}
/** The bot served the customer; no agent was needed. The contact is gone. */
interface ContactContained extends AboutContact {
  readonly type: 'contact.contained'
  readonly queue: string
  readonly waitMs: number
  /** All its episodes, oldest first, when there were several. */
  readonly history?: readonly Episode[]
}

export type BotEvent = BotBegan | BotEnded | ContactContained
