/**
 * Events about calling customers back: agreed, overdue, missed, ended, escalated. `callback.offer` (event.ts)
 * asks the host to offer one. When the window of a callback opens, its contact waits like any other.
 */
import type { AboutBoth, AboutContact } from './event.js'

/** A call that was promised to a customer, who is not on the line until then. */
export interface Callback {
  /** From when on the contact waits for an agent: the start of the window, or when another call is due. */
  readonly fromAtMs: number
  /** By when the customer is to be called; `null` for no such promise. */
  readonly untilAtMs: number | null
  /** Which call it will be, from 1. */
  readonly attempt: number
}

/** A conversation has ended whose customer is to be called once more: by this contact, of which `callback.agreed` follows. */
export interface ContactFollowUp extends AboutContact {
  readonly type: 'contact.followUp'
  /** The contact that has ended, '' for one without an id. */
  readonly parentId: string
  readonly customerId: string
  readonly queue: string
  readonly channel: string
}
/** The customer is to be called back: in turn (`queued`, `offered`), or in a window that opens later (`scheduled`). */
export interface CallbackAgreed extends AboutContact {
  readonly type: 'callback.agreed'
  readonly queue: string
  readonly channel: string
  /** Where the contact is now. */
  readonly state: 'queued' | 'offered' | 'scheduled'
  readonly fromAtMs: number
  readonly untilAtMs: number | null
  /** Who is to call, '' for whoever is free. */
  readonly toAgentId: string
  /** Who had the contact in conversation, '' for nobody, and for how long. */
  readonly agentId: string
  readonly talkMs: number
}
/** The window is over, and nobody has the contact yet. It waits on. */
export interface CallbackOverdue extends AboutContact {
  readonly type: 'callback.overdue'
  readonly queue: string
  readonly dueAtMs: number
}
/** The agent called, and did not reach the customer. */
export interface CallbackMissed extends AboutBoth {
  readonly type: 'callback.missed'
  readonly queue: string
  readonly channel: string
  readonly attempt: number
  /** As in `contact.finished`. */
  readonly talkMs: number
  /** When the contact waits again, for another call; `null`: there is none, and the agent still has the contact. */
  readonly retryAtMs: number | null
}
/** The customer need not be called any more, being on the line. One that was scheduled begins to wait. */
export interface CallbackEnded extends AboutContact {
  readonly type: 'callback.ended'
  readonly queue: string
  readonly channel: string
}
/** The last attempt was missed: somebody has to decide. The agent of that attempt still has the contact. */
export interface CallbackEscalated extends AboutContact {
  readonly type: 'callback.escalated'
  readonly queue: string
  readonly attempts: number
}

export type CallbackEvent =
  | ContactFollowUp
  | CallbackAgreed
  | CallbackOverdue
  | CallbackMissed
  | CallbackEnded
  | CallbackEscalated
