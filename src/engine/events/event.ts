/**
 * Everything the engine can answer: a closed union. Events carry a gapless `seq`, the instant `atMs`, the number of the
 * command that caused them (`cause`, counted from 1) and the version of the policy that decided.
 * `contactId` and `agentId` are the caller's ids, or '' for one that is known by its handle alone.
 * An event that a clock caused happens at the instant the clock was set for (`atMs` is that instant, however late the host).
 */
import type { EmotionClass } from '../policy/policy-spec.js'
import type { BotEvent, Collected } from './bot-event.js'
import type { BreakEvent } from './break-event.js'
import type { Callback, CallbackEvent } from './callback-event.js'
import type { PromiseEvent } from './promise-event.js'
import type { CommandType } from '../commands/command.js'
import type { ConversationEvent } from './conversation-event.js'
import type { DecisionExplanation } from '../matching/explanation.js'

/** What every event carries. */
export interface Header {
  /** Number of the event, from 1 on, without a gap. */
  readonly seq: number
  /** When it happened: the instant of the command, or the earlier one for which a clock was set. */
  readonly atMs: number
  /** Number of the command that it follows from, from 1 on. */
  readonly cause: number
  readonly policyVersion: number
}

/** An event about a contact. */
export interface AboutContact extends Header {
  /** The engine's handle: valid in commands while the contact lives. */
  readonly contact: number
  readonly contactId: string
}

/** An event about an agent. */
export interface AboutAgent extends Header {
  readonly agent: number
  readonly agentId: string
}

/** An event about a contact and an agent. */
export interface AboutBoth extends AboutContact {
  readonly agent: number
  readonly agentId: string
}

/** Where a contact is in its life: rules 5 and 42-46 of docs/rules.md. Nothing is ever told of `arriving` and `ended` ones. */
export type ContactState =
  | 'arriving'
  | 'scheduled'
  | 'queued'
  | 'offered'
  | 'awaitingAgent'
  | 'awaitingCustomer'
  | 'onHold'
  | 'awaitingConfirmation'
  | 'wrapUp'
  | 'ended'

/** Who ended a conversation: `system` is the host's own doing, such as a clock that ran out. */
export type EndedBy = 'agent' | 'customer' | 'supervisor' | 'system'

/** What came of a conversation. `unconfirmed`: it ended and nobody asked, or nobody answered, whether it solved anything. */
export type Outcome = 'resolved' | 'unresolved' | 'unconfirmed' | 'archived'

/** A part of a contact's life: one wait and the conversation it led to, in one queue and channel and with one agent at most. */
export interface Episode {
  /** '' for an agent's own work. */
  readonly queue: string
  readonly channel: string
  /** '' while nobody has taken it. */
  readonly agentId: string
  readonly fromAtMs: number
  /** When the agent took it, or took it up again; `null` while nobody has. */
  readonly assignedAtMs: number | null
  /** `null`: it goes on. */
  readonly toAtMs: number | null
  /** Why it ended, '' while it goes on. */
  readonly ended:
    | 'transferred'
    | 'moved'
    | 'agentLeft'
    | 'finished'
    | 'abandoned'
    | 'cancelled'
    | 'contained'
    | 'callback'
    | 'missed'
    | ''
}

/** A point of the emotion curve. */
export interface EmotionPoint {
  readonly atMs: number
  readonly emotion: number
  readonly emotionClass: EmotionClass
}

/** The contact starts to wait: it arrived and nobody was free, or it came back. */
export interface ContactQueued extends AboutContact {
  readonly type: 'contact.queued'
  readonly queue: string
  readonly channel: string
  readonly tier: string
  /** `arrived`, or why it came back. */
  readonly from:
    | 'arrived'
    | 'declined'
    | 'expired'
    | 'revoked'
    | 'transferred'
    | 'moved'
    | 'agentLeft'
    | 'callback'
}
/** An agent is asked to take the contact, until `expiresAtMs`. */
export interface ContactOffered extends AboutBoth {
  readonly type: 'contact.offered'
  readonly queue: string
  readonly channel: string
  /** As the arrival stated them, '' for none. */
  readonly customerId: string
  readonly parentId: string
  readonly tier: string
  readonly waitMs: number
  readonly expiresAtMs: number
  /** What the customer has told already, if anything. */
  readonly collected?: Collected
  /** The customer is not on the line but has to be called. */
  readonly callback?: Callback
  readonly explanation?: DecisionExplanation
}
/** The contact has its agent: an offer was accepted, or the engine assigns without offers. */
export interface ContactAssigned extends AboutBoth {
  readonly type: 'contact.assigned'
  readonly queue: string
  readonly channel: string
  /** As the arrival stated them, '' for none. */
  readonly customerId: string
  readonly parentId: string
  readonly tier: string
  /** '' for none. */
  readonly issue: string
  /** Hard on the agent, as the policy's `care` has it. */
  readonly isHard: boolean
  /** Length of the present wait. */
  readonly waitMs: number
  /** What became of the promise of that wait; there is no `promise.met` for it. `none`: nothing was promised. */
  readonly queueWait: 'met' | 'breached' | 'none'
  /** How it came about: by the policy, by an agent's pull, by a supervisor, or as the agent's own work. */
  readonly by: 'policy' | 'pull' | 'supervisor' | 'agent'
  /** What the customer has told already, if anything. */
  readonly collected?: Collected
  /** The customer is not on the line but has to be called. */
  readonly callback?: Callback
  readonly explanation?: DecisionExplanation
}
/** The agent did not want the contact, which looks on. */
export interface OfferDeclined extends AboutBoth {
  readonly type: 'offer.declined'
  /** Until then the agent is spared the contact. */
  readonly retryAtMs: number
}
/** Ring, no answer: the agent is set to away. */
export interface OfferExpired extends AboutBoth {
  readonly type: 'offer.expired'
  readonly dueAtMs: number
}
/** The offer is over before the agent has answered. */
export interface OfferRevoked extends AboutBoth {
  readonly type: 'offer.revoked'
  readonly reason:
    | 'revoked'
    | 'abandoned'
    | 'cancelled'
    | 'contained'
    | 'agentLeft'
    | 'agentAway'
    | 'reassigned'
    | 'moved'
    | 'callback'
}
/** The customer has given up. The contact is gone. */
export interface ContactAbandoned extends AboutContact {
  readonly type: 'contact.abandoned'
  readonly queue: string
  readonly waitMs: number
  /** All its episodes, oldest first, when there were several. */
  readonly history?: readonly Episode[]
}
/** The host has withdrawn the contact. It is gone. */
export interface ContactCancelled extends AboutContact {
  readonly type: 'contact.cancelled'
  readonly queue: string
  readonly waitMs: number
  /** All its episodes, oldest first, when there were several. */
  readonly history?: readonly Episode[]
}
/** A command has changed what is known of the contact. */
export interface ContactUpdated extends AboutContact {
  readonly type: 'contact.updated'
}
/** A point of the emotion curve. */
export interface ContactEmotion extends AboutContact {
  readonly type: 'contact.emotion'
  readonly emotion: number
  readonly emotionClass: EmotionClass
  readonly previousClass: EmotionClass
}
/** A warning: nobody signed in could ever serve the contact, at any step of relaxation. It waits. */
export interface ContactUnservable extends AboutContact {
  readonly type: 'contact.unservable'
  readonly queue: string
}
/** The contact waits for one agent alone until `untilMs`. */
export interface ContactHeld extends AboutBoth {
  readonly type: 'contact.held'
  readonly untilMs: number
}
/** The hold is over without that agent; the contact is open to all. */
export interface ContactReleased extends AboutBoth {
  readonly type: 'contact.released'
  readonly reason: 'time' | 'agentAway' | 'agentLeft' | 'agentChanged' | 'declined' | 'queueClosed'
}
/** The requirement gave way to relaxation step `step` (1 = the first). */
export interface ContactRelaxed extends AboutContact {
  readonly type: 'contact.relaxed'
  readonly step: number
  readonly reason: 'time' | 'nobody'
}
/** The conversation is over. Wrap-up begins; with `wrapUpMs` 0 the contact is gone. */
export interface ContactFinished extends AboutBoth {
  readonly type: 'contact.finished'
  readonly queue: string
  /** From assignment, or from being reopened out of wrap-up, to the end of the conversation; time on hold included. */
  readonly talkMs: number
  /** 0: the agent is free at once. */
  readonly wrapUpMs: number
  readonly by: EndedBy
  readonly outcome: Outcome
  /** All its episodes, oldest first, when there were several. */
  readonly history?: readonly Episode[]
}
/** The agent is through with the contact, which is gone. */
export interface ContactWrapUpEnded extends AboutBoth {
  readonly type: 'contact.wrapUpEnded'
}
/** Out of the conversation with this agent back into a queue, with the time already waited. */
export interface ContactTransferred extends AboutBoth {
  readonly type: 'contact.transferred'
  readonly queue: string
  readonly toQueue: string
  readonly channel: string
  readonly toChannel: string
  /** As in `contact.finished`. */
  readonly talkMs: number
  /** Why, as the command stated it, '' for none: for the customer's ear. */
  readonly reason: string
}
/** To another queue, another channel, or both; in mid-conversation to another channel only. */
export interface ContactMoved extends AboutContact {
  readonly type: 'contact.moved'
  /** '' for an agent's own work. */
  readonly queue: string
  readonly toQueue: string
  readonly channel: string
  readonly toChannel: string
}

/** The agent is at work, with the presence that the command states. */
export interface AgentSignedIn extends AboutAgent {
  readonly type: 'agent.signedIn'
  readonly presence: 'available' | 'away'
  /** '' when available or none was given. */
  readonly reason: string
}
/** The agent has become available or away, or is away for another reason. */
export interface AgentPresence extends AboutAgent {
  readonly type: 'agent.presence'
  readonly presence: 'available' | 'away'
  /** '' when available or none was given. */
  readonly reason: string
}
/** A command has changed what the agent may serve. */
export interface AgentUpdated extends AboutAgent {
  readonly type: 'agent.updated'
}
/** The agent takes no new work and signs out when the last conversation and wrap-up end. */
export interface AgentLeaving extends AboutAgent {
  readonly type: 'agent.leaving'
}
/** The agent is gone, and so is the handle. */
export interface AgentSignedOut extends AboutAgent {
  readonly type: 'agent.signedOut'
}

/** A hard contact is over: until `untilAtMs` the agent is given no contact, or no hard one. Told anew when it is prolonged. */
export interface AgentCoolingDown extends AboutAgent {
  readonly type: 'agent.coolingDown'
  readonly from: 'all' | 'hard'
  readonly untilAtMs: number
}
/** The cool-down is over. */
export interface AgentCooledDown extends AboutAgent {
  readonly type: 'agent.cooledDown'
  readonly dueAtMs: number
}

/** From now on another policy decides. */
export interface PolicyReplaced extends Header {
  readonly type: 'policy.replaced'
  readonly previousVersion: number
}

/** Why a command was refused; the state is as it was. */
export type RefusalCode =
  | 'unknownContact'
  | 'unknownAgent'
  | 'unknownName'
  | 'invalidValue'
  | 'duplicateContact'
  | 'duplicateAgent'
  | 'duplicateCommand'
  | 'queueClosed'
  | 'queueFull'
  | 'notWaiting'
  | 'notOffered'
  | 'notInConversation'
  | 'notInWrapUp'
  | 'notWithBot'
  | 'notCallback'
  | 'illegalMove'
  | 'agentAway'
  | 'agentBusy'
  | 'notRequested'
  | 'notQualified'
  | 'nothingToPull'
  | 'policyConflict'

/** A command that could not be carried out; nothing has changed. */
export interface CommandRefused extends Header {
  readonly type: 'command.refused'
  readonly command: CommandType
  readonly code: RefusalCode
  /** What the command named, so that the answer finds its way back; '' for what it did not name. */
  readonly commandId: string
  readonly contactId: string
  readonly agentId: string
  /** What was wrong, in words, with the offending value and a hint. */
  readonly message: string
}

/** Whatever the engine can answer; `type` says which it is. */
export type EngineEvent =
  | ContactQueued
  | ContactOffered
  | ContactAssigned
  | OfferDeclined
  | OfferExpired
  | OfferRevoked
  | ContactAbandoned
  | ContactCancelled
  | ContactUpdated
  | ContactEmotion
  | ContactUnservable
  | ContactHeld
  | ContactReleased
  | ContactRelaxed
  | ConversationEvent
  | ContactFinished
  | ContactWrapUpEnded
  | ContactTransferred
  | ContactMoved
  | AgentSignedIn
  | AgentPresence
  | AgentUpdated
  | AgentLeaving
  | AgentSignedOut
  | AgentCoolingDown
  | AgentCooledDown
  | BreakEvent
  | PromiseEvent
  | BotEvent
  | CallbackEvent
  | PolicyReplaced
  | CommandRefused

/** The `type` of every event. */
export type EventType = EngineEvent['type']
