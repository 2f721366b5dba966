/**
 * Events about what happens between an agent and a customer, from the first reply to the confirmation.
 */
import type { AboutBoth, AboutContact, ContactState, EndedBy } from './event.js'

/** Somebody wrote or spoke, as `contact.reply` told. */
export interface ContactReplied extends AboutContact {
  readonly type: 'contact.replied'
  readonly by: 'agent' | 'customer'
  /** A status update of an agent who is still at work: it is no answer, so the turn stays the agent's. */
  readonly isUpdate: boolean
  /** Where the reply leaves the conversation; `contact.reopened` follows when it reopens one. */
  readonly state: ContactState
}
/** The agent puts the customer on hold. */
interface ContactOnHold extends AboutBoth {
  readonly type: 'contact.onHold'
  /** As the command stated it, '' for none. */
  readonly reason: string
}
/** The agent takes the customer off hold. */
interface ContactResumed extends AboutBoth {
  readonly type: 'contact.resumed'
  readonly onHoldMs: number
  /** Whose turn it is. */
  readonly state: ContactState
}
/** The agent holds the issue to be solved; the customer is asked whether it is, and invited to rate. */
interface ContactResolved extends AboutBoth {
  readonly type: 'contact.resolved'
}
/** It was not solved: the conversation goes on with the same agent. */
export interface ContactReopened extends AboutBoth {
  readonly type: 'contact.reopened'
  readonly from: 'awaitingConfirmation' | 'wrapUp'
  readonly by: EndedBy
}
/** The customer rated the service of this agent. */
interface ContactRated extends AboutBoth {
  readonly type: 'contact.rated'
  readonly queue: string
  readonly channel: string
  /** 1 (poor) .. 5 (excellent). */
  readonly rating: number
}

export type ConversationEvent =
  | ContactReplied
  | ContactOnHold
  | ContactResumed
  | ContactResolved
  | ContactReopened
  | ContactRated
