/**
 * Everything the engine can be told: a closed union. A command carries its own time, `atMs`, the only "now" there is.
 * A contact is named by the caller's string (`contactId`) or by the handle (`contact`) that its events carry; agents alike.
 * An arrival without a `contactId` is known by its handle alone, and costs no id table.
 * Answers are events (event.ts); an expected failure is the event `command.refused`, never an exception.
 */
import type { Collected } from '../events/bot-event.js'
import type { EndedBy, Outcome } from '../events/event.js'
import type { CalendarData } from '../../sla/calendar.js'
import type { Names, SkillLevels } from '../policy/policy-spec.js'
import type { Policy } from '../policy/policy.js'

/** A contact, by the caller's id or by the engine's handle. */
export type ContactRef =
  | { readonly contactId: string; readonly contact?: never }
  | { readonly contact: number; readonly contactId?: never }

/** An agent, by the caller's id or by the engine's handle. */
export type AgentRef =
  | { readonly agentId: string; readonly agent?: never }
  | { readonly agent: number; readonly agentId?: never }

interface Stamp {
  /** The instant of the command in whole milliseconds, 0..2^42, never before the previous command's. */
  readonly atMs: number
  /** Makes a command safe to send twice: a remembered id is refused as `duplicateCommand`. */
  readonly commandId?: string
}

/** What a contact may ask for beyond its queue and issue. */
export interface ContactNeed<N extends Names> {
  readonly requires?: SkillLevels<N['skill']>
  readonly requiresAny?: readonly SkillLevels<N['skill']>[]
  readonly prefers?: SkillLevels<N['skill']>
}

/** A contact comes to a queue, and is matched at once or waits. */
export interface ContactArrive<N extends Names = Names> extends Stamp, ContactNeed<N> {
  readonly type: 'contact.arrive'
  /** Unique among live contacts. Without it the contact is known by its handle. */
  readonly contactId?: string
  readonly queue: N['queue']
  readonly channel: N['channel']
  readonly issue?: N['issue']
  readonly tier?: N['tier']
  /** 0 calm .. 100 furious, a whole number. Default 0. */
  readonly emotion?: number
  readonly region?: N['region']
  readonly customerId?: string
  readonly dedicatedAgentId?: string
  readonly lastAgentId?: string
  /** Extra head start given by hand, -2^30..2^30. Default 0. */
  readonly headStartMs?: number
  /** Time already waited elsewhere (another channel, a callback): the contact is ranked as if it had waited here. Default 0. */
  readonly waitedMs?: number
  /** The contact this one is linked to (a consult, a conference). */
  readonly parentId?: string
  /** What the customer has told already, to a bot or in a form: at most 32 texts of at most 1,024 characters. */
  readonly collected?: Collected
  /** The customer is not on the line but is to be called in this window: the contact waits from its start on. */
  readonly callback?: CallbackWindow
}

/** When a customer is to be called back. */
export interface CallbackWindow {
  /** From then on the contact waits; an instant that is over: at once. */
  readonly fromAtMs: number
  /** In the future, and after `fromAtMs`: nobody having the contact by then is told as `callback.overdue`. */
  readonly untilAtMs: number
}

/**
 * Something about a contact has changed, in any state. What is not given stays; who waits is ranked and matched anew, and
 * has the deadline that such contacts are promised.
 */
export type ContactUpdate<N extends Names = Names> = Stamp &
  ContactRef &
  ContactNeed<N> & {
    readonly type: 'contact.update'
    readonly issue?: N['issue']
    readonly tier?: N['tier']
    readonly emotion?: number
    readonly region?: N['region']
    readonly headStartMs?: number
  }

/** The customer gives up while waiting or being offered. */
export type ContactAbandon = Stamp & ContactRef & { readonly type: 'contact.abandon' }
/** The host withdraws a contact that waits or is offered (solved elsewhere, sent twice). */
export type ContactCancel = Stamp & ContactRef & { readonly type: 'contact.cancel' }
/** Somebody wrote or spoke; the agent's first one meets the first-reply promise. It becomes the other's turn. */
export type ContactReply = Stamp &
  ContactRef & {
    readonly type: 'contact.reply'
    readonly by: 'agent' | 'customer'
    /** By an agent who is still at work and says so: the turn stays the agent's. Default false. */
    readonly isUpdate?: boolean
  }
/** The agent puts the customer on hold, to look something up or to ask somebody. */
export type ContactHold = Stamp &
  ContactRef & { readonly type: 'contact.hold'; /** Default ''. */ readonly reason?: string }
/** The agent is back: it is the turn of whom it was, or of whom a reply has made it since. */
export type ContactResume = Stamp & ContactRef & { readonly type: 'contact.resume' }
/** The agent holds the issue to be solved and asks the customer, who confirms or reopens. */
export type ContactResolve = Stamp & ContactRef & { readonly type: 'contact.resolve' }
/** The customer's answer to `contact.resolve`: solved ends the conversation, not solved reopens it. */
export type ContactConfirm = Stamp &
  ContactRef & { readonly type: 'contact.confirm'; readonly isSolved: boolean }
/** Not solved after all: out of the confirmation, or out of wrap-up, back into the conversation with the same agent. */
export type ContactReopen = Stamp &
  ContactRef & { readonly type: 'contact.reopen'; /** Default `customer`. */ readonly by?: EndedBy }
/** The customer's rating: during the conversation, its confirmation or its wrap-up. The last one counts. */
export type ContactRate = Stamp &
  ContactRef & {
    readonly type: 'contact.rate'
    /** 1 (poor) .. 5 (excellent), a whole number. */
    readonly rating: number
  }
/** The conversation is over; wrap-up starts (the queue's, or `wrapUpMs`). */
export type ContactFinish = Stamp &
  ContactRef & {
    readonly type: 'contact.finish'
    readonly wrapUpMs?: number
    /** Default `agent`. */
    readonly by?: EndedBy
    /** Default: `archived` by `system`, else `unconfirmed`, for nothing is assumed solved. */
    readonly outcome?: Outcome
  }
/** The agent has finished the notes before the wrap-up time is over. */
export type ContactEndWrapUp = Stamp & ContactRef & { readonly type: 'contact.endWrapUp' }
/** Out of a conversation back into a queue, with its place (time already waited) kept. */
export type ContactTransfer<N extends Names = Names> = Stamp &
  ContactRef &
  ContactNeed<N> & {
    readonly type: 'contact.transfer'
    readonly queue: N['queue']
    readonly channel?: N['channel']
    /** The agent to hold the contact for, as a dedicated agent. */
    readonly toAgentId?: string
    /** Why, for the customer's ear: the event carries it. Default ''. */
    readonly reason?: string
  }
/**
 * A waiting contact goes to another queue, another channel, or both; place and wait are kept. A conversation may change
 * its channel, from chat to phone say, and stays with its agent.
 */
export type ContactMove<N extends Names = Names> = Stamp &
  ContactRef & {
    readonly type: 'contact.move'
    /** Default: the present one. */
    readonly queue?: N['queue']
    /** Default: the present one. */
    readonly channel?: N['channel']
  }
/** A supervisor gives a waiting contact to an agent: skills and holds are overridden, capacity and presence are not. */
export type ContactAssign = Stamp & ContactRef & AgentRef & { readonly type: 'contact.assign' }
/** An agent takes the named contact, or the best one of a queue, or the best one of all. Skills count. */
export type ContactPull<N extends Names = Names> = Stamp &
  AgentRef & {
    readonly type: 'contact.pull'
    readonly contactId?: string
    readonly contact?: number
    readonly queue?: N['queue']
  }

/**
 * The customer hangs up and is called back. Without a window the contact goes on waiting in its place. In a window it waits
 * from the start of the window on, with the time already waited; so may a conversation be put off. A scheduled
 * contact without a new window begins to wait at once.
 */
export type ContactCallback = Stamp &
  ContactRef & {
    readonly type: 'contact.callback'
    readonly window?: CallbackWindow
    /** Who is to call, as a dedicated agent. */
    readonly toAgentId?: string
  }
/** The agent has called back and not reached the customer: another agent will try later, or it is escalated. */
export type CallbackFail = Stamp & ContactRef & { readonly type: 'callback.fail' }
/** The customer is on the line after all: rang up, wrote, or came to the desk. It is an ordinary contact again, in its place. */
export type CallbackEnd = Stamp & ContactRef & { readonly type: 'callback.end' }
/** The bot takes up a contact that waits, asked for by `bot.start` or not; the contact waits on. Silent when it has it. */
export type BotBegin = Stamp & ContactRef & { readonly type: 'bot.begin' }
/** The bot has served the customer: the contact leaves the queue. */
export type BotResolve = Stamp & ContactRef & { readonly type: 'bot.resolve' }
/** The bot leaves the contact to an agent, who is told what it has collected. */
export type BotHandOver = Stamp &
  ContactRef & {
    readonly type: 'bot.handOver'
    /** Added to what was collected before, name by name: at most 32 texts of at most 1,024 characters in all. */
    readonly collected?: Collected
  }
/** The bot gave up, or broke. */
export type BotFail = Stamp &
  ContactRef & { readonly type: 'bot.fail'; /** Default ''. */ readonly reason?: string }

/** The agent takes the contact that is offered: the conversation begins. `notOffered` for an offer that is over. */
export type OfferAccept = Stamp & ContactRef & AgentRef & { readonly type: 'offer.accept' }
/** The agent does not take the contact that is offered, and stays available; the contact looks on. */
export type OfferDecline = Stamp &
  ContactRef &
  AgentRef & {
    readonly type: 'offer.decline'
    /** Spares this agent the contact for so long. Default: the policy's. */
    readonly retryAfterMs?: number
  }
/** The host takes an offer back; the contact keeps its place, the agent is spared it as after a decline. */
export type OfferRevoke = Stamp & ContactRef & { readonly type: 'offer.revoke' }

/** An agent comes to work. Refused (`duplicateAgent`) while one of this id is signed in. */
export interface AgentSignIn<N extends Names = Names> extends Stamp {
  readonly type: 'agent.signIn'
  readonly agentId: string
  /** Skill to level, 1..100. */
  readonly skills: SkillLevels<N['skill']>
  /** Queues served. Default: all. */
  readonly queues?: readonly N['queue'][]
  /** Channels served. Default: all. */
  readonly channels?: readonly N['channel'][]
  readonly region?: N['region']
  readonly pool?: N['pool']
  /** 1..1000. Default: the policy's. */
  readonly capacityUnits?: number
  /** Default `available`. */
  readonly presence?: 'available' | 'away'
  /** Why away. Default ''. */
  readonly reason?: string
}
/** An agent goes away, or is back. Going away revokes the agent's offers and releases holds; work under way goes on. */
export type AgentSetPresence = Stamp &
  AgentRef & {
    readonly type: 'agent.setPresence'
    readonly presence: 'available' | 'away'
    /** Why away: `break`, `training`. Default ''. */
    readonly reason?: string
  }
/** New skills, queues, channels, region, pool or capacity; what is not given stays. Work under way goes on. */
export type AgentUpdate<N extends Names = Names> = Stamp &
  AgentRef & {
    readonly type: 'agent.update'
    readonly skills?: SkillLevels<N['skill']>
    readonly queues?: readonly N['queue'][]
    readonly channels?: readonly N['channel'][]
    readonly region?: N['region']
    readonly pool?: N['pool']
    readonly capacityUnits?: number
  }
/** No new work. Conversations are finished first (`finish`, the default), or go back to their queues with their place. */
export type AgentSignOut = Stamp &
  AgentRef & { readonly type: 'agent.signOut'; readonly conversations?: 'finish' | 'requeue' }
/** Work that no queue gave: an outbound call, a meeting with one customer. It takes capacity like any contact. */
export type AgentOccupy<N extends Names = Names> = Stamp &
  AgentRef & {
    readonly type: 'agent.occupy'
    readonly contactId?: string
    readonly channel: N['channel']
    readonly customerId?: string
    readonly parentId?: string
  }

/** The agent asks for a break: granted when enough others are available (`care.cover`), at once or as soon as they are. */
export type AgentRequestBreak = Stamp &
  AgentRef & {
    readonly type: 'agent.requestBreak'
    /** 1..2^42, counted from the end of the work under way. Default: the policy's `care.breakMs`. */
    readonly lengthMs?: number
    /** Why away. Default `break`. */
    readonly reason?: string
  }
/** Takes a request back that has not been granted. */
export type AgentWithdrawBreak = Stamp & AgentRef & { readonly type: 'agent.withdrawBreak' }

/** Nothing but the time: everything due until `atMs` happens. */
export type Tick = Stamp & { readonly type: 'tick' }
/** From now on by another policy; live contacts keep place and clocks. */
export type PolicyReplace = Stamp & { readonly type: 'policy.replace'; readonly policy: Policy }

/** The hours of a calendar behind its horizon, as `compileCalendar` gives them from there on. */
export type CalendarExtend<N extends Names = Names> = Stamp & {
  readonly type: 'calendar.extend'
  readonly calendar: N['calendar']
  /** Of the same zone, beginning at the horizon or before it, and ending later. What is known already stays. */
  readonly hours: CalendarData
}

/** Whatever the engine can be told; `type` says which it is, and `N` which names a policy knows. */
export type Command<N extends Names = Names> =
  | ContactArrive<N>
  | ContactUpdate<N>
  | ContactAbandon
  | ContactCancel
  | ContactReply
  | ContactHold
  | ContactResume
  | ContactResolve
  | ContactConfirm
  | ContactReopen
  | ContactRate
  | ContactFinish
  | ContactEndWrapUp
  | ContactTransfer<N>
  | ContactMove<N>
  | ContactAssign
  | ContactPull<N>
  | ContactCallback
  | CallbackFail
  | CallbackEnd
  | BotBegin
  | BotResolve
  | BotHandOver
  | BotFail
  | OfferAccept
  | OfferDecline
  | OfferRevoke
  | AgentSignIn<N>
  | AgentSetPresence
  | AgentUpdate<N>
  | AgentSignOut
  | AgentOccupy<N>
  | AgentRequestBreak
  | AgentWithdrawBreak
  | Tick
  | PolicyReplace
  | CalendarExtend<N>

/** The `type` of every command. */
export type CommandType = Command['type']
