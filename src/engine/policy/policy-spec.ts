/**
 * The policy as a person writes it: names, promises, orders. Data only, and everything but channels and queues has a
 * default that the users of contact centres stated (see docs/rules.md for what each field does).
 * The type parameters carry the names, so that a misspelt queue, skill or tier does not compile.
 */
import type { CalendarSpec } from '../../sla/calendar-compile.js'
import type { AgentTerm } from '../../routing/rank.js'
import type { PresetSpec, PromisesSpec, QueuePromisesSpec } from './promise-spec.js'

export type { AgentTerm }

/** The names that a policy defines. A policy read from a file has `string` for each. */
export interface Names {
  readonly channel: string
  readonly skill: string
  readonly queue: string
  readonly tier: string
  readonly issue: string
  readonly region: string
  readonly pool: string
  readonly calendar: string
}

/** The tiers of a policy that names none. */
export type DefaultTier = 'core' | 'potential' | 'regular'
/** The issues of a policy that names none. */
export type DefaultIssue = 'consultation' | 'repair' | 'installation' | 'complaint' | 'return'
/** What an emotion score comes to, by thresholds with hysteresis ({@link EmotionSpec}). */
export type EmotionClass = 'calm' | 'anxious' | 'angry'

/** Numbers by name, for some of the names. Without any names, nothing but `{}` fits. */
export type PerName<Name extends string> = [Name] extends [never]
  ? { readonly [name: string]: never }
  : { readonly [N in Name]?: number }

/** Skill name to the least level needed (1..100). */
export type SkillLevels<Skill extends string> = PerName<Skill>

/** A way in which contacts come, and what one of them takes of its agent. */
export interface ChannelSpec {
  /** Capacity units that one contact takes, 1..1000. Default 1. */
  readonly units?: number
  /** True: an agent on such a contact does nothing else, and starts it only when idle (a phone call). Default false. */
  readonly exclusive?: boolean
  /**
   * What counts as the first reply: `accept` (a call is answered) or `reply` (a message is sent). Default:
   * `accept` when exclusive.
   */
  readonly firstReply?: 'accept' | 'reply'
}

/** The head start and the ageing of a tier. */
export interface TierSpec {
  /** Milliseconds of waiting that the tier starts with. Default 0. */
  readonly headStartMs?: number
  /** How fast standing grows while waiting, in percent, 0..1000. Default 100. */
  readonly ageingPercent?: number
}

/** Skills that a contact needs and likes. */
export interface NeedSpec<Skill extends string> {
  /** All of these, each at this level or above. */
  readonly requires?: SkillLevels<Skill>
  /** For each entry: at least one of its skills at its level. */
  readonly requiresAny?: readonly SkillLevels<Skill>[]
  /** Agents with these at the level rank first by the agent term `preferredSkills`. */
  readonly prefers?: SkillLevels<Skill>
}

/** What contacts about an issue need, and their head start. */
export interface IssueSpec<Skill extends string> extends NeedSpec<Skill> {
  /** Milliseconds of waiting that the issue starts with. Default 0. */
  readonly headStartMs?: number
}

export interface EmotionClassSpec<Skill extends string> extends NeedSpec<Skill> {
  /** Emotional load that taking such a contact adds to the agent, 0..100. Default: calm 0, anxious 0, angry 1. */
  readonly load?: number
}

/** From a score, 0 (calm) to 100 (furious), to a head start and a class. */
export interface EmotionSpec<Skill extends string> {
  /** Head start at score 100, in milliseconds; score s gets floor(s / 100 of it). Default 60,000. */
  readonly headStartMs?: number
  /** Score from which a contact is anxious, 1..100. Default 40. */
  readonly anxiousFrom?: number
  /** Score from which a contact is angry, above `anxiousFrom`. Default 70. */
  readonly angryFrom?: number
  /** A class is left only when the score falls this far below its threshold. Default 10. */
  readonly hysteresis?: number
  /** One unit of emotional load is gone after this long. Default 1,200,000 (20 min). */
  readonly recoverMs?: number
  readonly calm?: EmotionClassSpec<Skill>
  readonly anxious?: EmotionClassSpec<Skill>
  readonly angry?: EmotionClassSpec<Skill>
}

/** At least so many available agents that breaks must leave: of each pool, for each queue, with each skill. */
export interface CoverSpec<Skill extends string, Queue extends string, Pool extends string> {
  readonly pools?: PerName<Pool>
  /**
   * Counted are agents who serve the queue in a channel that it takes and have what the queue itself requires,
   * before relaxation.
   */
  readonly queues?: PerName<Queue>
  readonly skills?: PerName<Skill>
}

/** How agents are spared. Nothing of it concerns what people decide: pulls, supervisors' assignments, an agent's own work. */
export interface CareSpec<
  Skill extends string,
  Queue extends string,
  Issue extends string,
  Pool extends string,
> {
  /** Contacts of these emotion classes are hard on the agent. Default `['angry']`. */
  readonly hardEmotions?: readonly EmotionClass[]
  /** Contacts of these issues are hard on the agent, whatever the emotion. Default none. */
  readonly hardIssues?: readonly Issue[]
  /**
   * After so many hard contacts in a row an agent is given no other until an easy one, or `restMs` without.
   * 1..1000. Default: no limit.
   */
  readonly maxHardInARow?: number
  /** Counted from the end of the agent's last hard contact. Default 1,200,000 (20 min). */
  readonly restMs?: number
  /** After each hard contact the agent cools down for so long. Default 0. */
  readonly coolDownMs?: number
  /** What is kept from an agent who cools down: every contact, or hard ones. Default `all`. */
  readonly coolDownFrom?: 'all' | 'hard'
  /** Length of a break whose request states none. Default 600,000 (10 min). */
  readonly breakMs?: number
  readonly cover?: CoverSpec<Skill, Queue, Pool>
}

/** One step of giving way, counted from the start of the present wait. Steps add up. */
export interface RelaxSpec<Skill extends string> {
  readonly afterMs: number
  /** Skills no longer required; a `requiresAny` entry that names one of them is dropped as a whole. */
  readonly drop?: readonly Skill[]
  /** New, lower levels. */
  readonly lower?: SkillLevels<Skill>
  /** Agents up to this distance (see `regionDistance`) may now serve; `any` lifts the limit. */
  readonly regionWithin?: number | 'any'
}

/** What contacts are compared by, beside band and tie-break: rule 16 of docs/rules.md. */
export type WorkTerm = 'fit' | 'queueLength' | 'standing'

/** A call some time after a conversation has ended, to ask whether all is well. */
export interface FollowUpSpec<Channel extends string = string> {
  /** From the end of the conversation, wrap-up included, to the start of the window. Default 86,400,000 (24 h). */
  readonly afterMs?: number
  /** Length of the window: called after it, the customer is called too late. Default 86,400,000 (24 h). */
  readonly withinMs?: number
  /** One that the queue takes. Default: that of the conversation. */
  readonly channel?: Channel
}

/** What estimates of waits start from until enough has been seen. */
export interface ExpectedSpec {
  /** Talk time of a contact. Default 240,000 (4 min). */
  readonly talkMs?: number
}

/** A named line: who goes first in it, who may serve it, when, and what it promises. */
export interface QueueSpec<
  Skill extends string,
  Channel extends string,
  Pool extends string,
  Tier extends string = string,
  Issue extends string = string,
  Calendar extends string = string,
> extends NeedSpec<Skill> {
  /** Strict precedence: a higher band goes before every lower one. 0..100. Default 0. */
  readonly band?: number
  /** Milliseconds of waiting that the queue starts with. Default 0. */
  readonly headStartMs?: number
  /** Channels that may enter. Default: all. */
  readonly channels?: readonly Channel[]
  /** Contacts that may wait at the same time; one more is refused. Default: no limit. */
  readonly maxWaiting?: number
  /** Agents of the contact's own region: needed (`hard`), ranked (`soft`), or ignored (`any`). Default `soft`. */
  readonly region?: 'hard' | 'soft' | 'any'
  readonly relax?: readonly RelaxSpec<Skill>[]
  /** The calendar by which the queue is open. Default: it is always open. */
  readonly hours?: Calendar
  /**
   * When the queue is closed: newcomers are turned away (`refuse`), whoever is inside is still served; or everybody
   * waits until it opens (`hold`), and is offered a call back besides (`offerCallback`). Default `hold`.
   */
  readonly closed?: 'refuse' | 'hold' | 'offerCallback'
  /** What this queue promises: each clock is a rule that names the queue. */
  readonly promises?: QueuePromisesSpec<Tier, Issue, Channel, Calendar>
  /** Overrides the policy's `agentOrder`. */
  readonly agentOrder?: readonly AgentTerm[]
  /** Contacts are never pushed to agents; agents pull them. Default false. */
  readonly pullOnly?: boolean
  /** A contact of this queue takes an agent of the pool only while more than this many of the pool are free. */
  readonly keepFree?: PerName<Pool>
  /** Default: the policy's `followUp`. */
  readonly followUp?: FollowUpSpec<Channel> | 'off'
  /** Time after a conversation in which the agent finishes notes. Default: the policy's. */
  readonly wrapUpMs?: number
  /** Overrides the policy's `expected`. */
  readonly expected?: ExpectedSpec
}

/** A policy as a person writes it. Only `channels` and `queues` must be stated. */
export interface PolicySpec<
  Channel extends string = string,
  Skill extends string = string,
  Queue extends string = string,
  Tier extends string = string,
  Issue extends string = string,
  Region extends string = string,
  Pool extends string = string,
  Calendar extends string = string,
> {
  /** A whole number that every event carries. Default 1. */
  readonly version?: number
  readonly channels: { readonly [C in Channel]: ChannelSpec }
  /** The names of all skills. Default: none. */
  readonly skills?: readonly Skill[]
  readonly queues: {
    readonly [Q in Queue]: QueueSpec<
      NoInfer<Skill>,
      NoInfer<Channel>,
      NoInfer<Pool>,
      NoInfer<Tier>,
      NoInfer<Issue>,
      NoInfer<Calendar>
    >
  }
  /** Default: core (120 s, 150 %), potential (30 s, 110 %), regular (0 s, 100 %). */
  readonly tiers?: { readonly [T in Tier]: TierSpec }
  /** Default: complaint 90 s, consultation 60 s, repair 30 s, installation and return 0 s. */
  readonly issues?: { readonly [I in Issue]: IssueSpec<NoInfer<Skill>> }
  readonly regions?: readonly Region[]
  /** Whole distances 0..1000; missing pairs are looked up the other way round, then 0 for the same region and 1 for another. */
  readonly regionDistance?: { readonly [A in NoInfer<Region>]?: { readonly [B in NoInfer<Region>]?: number } }
  /** Names of sets of agents that `keepFree` speaks of. */
  readonly pools?: readonly Pool[]
  readonly emotion?: EmotionSpec<NoInfer<Skill>>
  readonly care?: CareSpec<NoInfer<Skill>, NoInfer<Queue>, NoInfer<Issue>, NoInfer<Pool>>
  /** Tier of a contact that names none. Default: the last one defined. */
  readonly defaultTier?: NoInfer<Tier>
  /** From this age on everybody's standing grows at 100 %. `none`: never (no bound on overtaking). Default 900,000. */
  readonly ageingCapMs?: number | 'none'
  /** Added once to the head start when a stage with the action `boost` fires. Default: the emotion head start. */
  readonly boostMs?: number
  /** Terms between the band and the tie-break; ends in `standing`. Default `['standing']`. */
  readonly workOrder?: readonly WorkTerm[]
  /** Default `['preferred', 'region', 'preferredSkills', 'load', 'longestIdle']`. */
  readonly agentOrder?: readonly AgentTerm[]
  /**
   * Opening hours by name: queues open by them, and clocks run on them. Compiled for the horizon that
   * `definePolicy` is given.
   */
  readonly calendars?: { readonly [C in Calendar]: CalendarSpec }
  /**
   * How long before the hours of a calendar are known no further the host is told (`calendar.endingSoon`).
   * Default 2,592,000,000 (30 days).
   */
  readonly calendarNoticeMs?: number
  /** Promises by name; what `promises` states counts before them, clock by clock. */
  readonly presets?: readonly PresetSpec[]
  readonly promises?: PromisesSpec<
    NoInfer<Tier>,
    NoInfer<Issue>,
    NoInfer<Queue>,
    NoInfer<Channel>,
    NoInfer<Calendar>
  >
  readonly offer?: {
    /** How long an agent is offered a contact before the offer expires. Default 20,000. */
    readonly ringMs?: number
    /** How long an agent who declined is spared that contact. Default 60,000. */
    readonly retryAfterMs?: number
    /** Away reason of an agent who did not answer. Default `ring no answer`. */
    readonly noAnswerReason?: string
  }
  readonly hold?: {
    /** How long a contact waits for its busy dedicated agent alone. Default 120,000. */
    readonly dedicatedMs?: number
    /** The same for the agent who served the customer last. Default 20,000. */
    readonly lastMs?: number
  }
  readonly callback?: {
    /** Calls to a customer who is not reached before it is escalated, 1..100. Default 3. */
    readonly attempts?: number
    /** Time from one such call to the next. Default 900,000 (15 min). */
    readonly retryAfterMs?: number
  }
  /** Customers of all queues are called once more after their conversation. Default `off`. */
  readonly followUp?: FollowUpSpec<NoInfer<Channel>> | 'off'
  /** Time after a conversation in which the agent finishes notes. Default 0. */
  readonly wrapUpMs?: number
  /** What estimates of waits start from; no decision depends on it. */
  readonly expected?: ExpectedSpec
  /** Capacity of an agent who states none. Default: the largest `units` of any channel. */
  readonly capacityUnits?: number
  /** One by one at once, or the best set of pairs at the end of each window. Default one by one. */
  readonly matching?: { readonly mode: 'immediate' } | { readonly mode: 'batch'; readonly windowMs: number }
  /** A `commandId` is remembered for this many commands that carry one. Default 1,000. */
  readonly commandMemory?: number
  /** Queues that an earlier policy had: where their live contacts go, whether or not it takes their channel. */
  readonly fallback?: { readonly [removed: string]: NoInfer<Queue> }
}

/** The names of a policy from its type parameters. */
export interface NamesFrom<
  Channel extends string,
  Skill extends string,
  Queue extends string,
  Tier extends string,
  Issue extends string,
  Region extends string,
  Pool extends string,
  Calendar extends string,
> {
  readonly channel: Channel
  readonly skill: Skill
  readonly queue: Queue
  readonly tier: Tier
  readonly issue: Issue
  readonly region: Region
  readonly pool: Pool
  readonly calendar: Calendar
}
