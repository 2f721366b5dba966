/**
 * Promises as a person writes them: which clock runs, for how long, on which hours, for whom, and what happens on the way.
 * Data only; the users' numbers are the defaults (promise-defaults.ts), what each clock does is in docs/rules.md.
 */

/**
 * What is promised time for. `queueWait`: an agent; `firstReply`: the agent's first message; `replyGap`: the agent's next one;
 * `statusUpdate`: a word while the agent works, again and again; `customerSilence`: the customer's answer;
 * `confirmation`: the customer's word that it is solved; `resolution`: the end of it all.
 */
export type ClockName =
  | 'queueWait'
  | 'firstReply'
  | 'replyGap'
  | 'statusUpdate'
  | 'customerSilence'
  | 'confirmation'
  | 'resolution'

/**
 * What a stage does. The engine itself acts on `boost` (the contact is expedited) and `archive` (the conversation ends by
 * the system). The rest it asks of the host: `alert` tells the supervisors and `notify` the agent, `startBot`
 * lets the bot answer for the time being, `offerCallback` offers a call instead of the wait; `remind` and `ask`
 * write to the customer, `phone` calls, `sendSummary` sends what was said.
 */
export type StageAction =
  | 'alert'
  | 'notify'
  | 'boost'
  | 'startBot'
  | 'offerCallback'
  | 'remind'
  | 'ask'
  | 'phone'
  | 'sendSummary'
  | 'archive'

/** One more stage on the way to the breach. */
export interface StepSpec {
  /** Since the clock started, before the breach. */
  readonly afterMs: number
  /** Default `['alert']`. */
  readonly actions?: readonly StageAction[]
}

/**
 * How long, and what happens on the way. Times are running time of the clock. One that states no time at all has the
 * clock's own; one that states any has those that it states, and the clock's `breachMs` if it states none.
 */
export interface PromiseTermsSpec<Calendar extends string = string> {
  /** True: nothing is promised. Default false. */
  readonly off?: boolean
  /** The warning, before the breach: since the start ... */
  readonly warnMs?: number
  /** ... or at so much of the time, in whole percent, 1..99 ... */
  readonly warnPercent?: number
  /** ... or so long before the breach. */
  readonly warnBeforeMs?: number
  /** Further stages before the breach, ascending: a ladder. */
  readonly steps?: readonly StepSpec[]
  /** When the promise is broken. */
  readonly breachMs?: number
  /** The escalation, after the breach. */
  readonly escalateMs?: number
  /** The last stage comes again each time so much has run. Default `never`; for `statusUpdate` its `breachMs`. */
  readonly repeatMs?: number | 'never'
  /** Default `['alert']`, unless the clock says otherwise. */
  readonly onWarn?: readonly StageAction[]
  readonly onBreach?: readonly StageAction[]
  readonly onEscalate?: readonly StageAction[]
  /**
   * The clock runs only while this calendar is open; `always`: by day and night. Default `always`; for
   * `queueWait` the queue's, if it is held.
   */
  readonly hours?: Calendar | 'always'
}

/**
 * What is promised to some only. What a rule does not state, it takes from the promise that it stands in; but one that
 * states any time takes the breach alone, so that no warning comes after it.
 */
export interface QueueRuleSpec<
  Tier extends string = string,
  Issue extends string = string,
  Channel extends string = string,
  Calendar extends string = string,
> extends PromiseTermsSpec<Calendar> {
  /** One or several of a kind; what is not named does not matter. */
  readonly tier?: Tier | readonly Tier[]
  readonly issue?: Issue | readonly Issue[]
  readonly channel?: Channel | readonly Channel[]
}

/** A rule among the promises of the whole policy: it may name queues, too. */
export interface RuleSpec<
  Tier extends string = string,
  Issue extends string = string,
  Queue extends string = string,
  Channel extends string = string,
  Calendar extends string = string,
> extends QueueRuleSpec<Tier, Issue, Channel, Calendar> {
  readonly queue?: Queue | readonly Queue[]
}

/** What a queue promises: a rule that names the queue, and further ones that name it and more. */
export interface QueuePromiseSpec<
  Tier extends string = string,
  Issue extends string = string,
  Channel extends string = string,
  Calendar extends string = string,
> extends PromiseTermsSpec<Calendar> {
  readonly by?: readonly QueueRuleSpec<Tier, Issue, Channel, Calendar>[]
}

/**
 * What is promised to everybody, and by rules to some. Of the rules that fit a contact the most specific one counts: the
 * one that names most of tier, issue, queue and channel; among equals the one that names the tier, then the
 * issue, then the queue.
 */
export interface PromiseSpec<
  Tier extends string = string,
  Issue extends string = string,
  Queue extends string = string,
  Channel extends string = string,
  Calendar extends string = string,
> extends PromiseTermsSpec<Calendar> {
  readonly by?: readonly RuleSpec<Tier, Issue, Queue, Channel, Calendar>[]
}

/** `on`: the clock runs with its own times; `off`: it does not. Default: `queueWait` and `firstReply` are on. */
export type PromisesSpec<
  Tier extends string = string,
  Issue extends string = string,
  Queue extends string = string,
  Channel extends string = string,
  Calendar extends string = string,
> = { readonly [C in ClockName]?: PromiseSpec<Tier, Issue, Queue, Channel, Calendar> | 'on' | 'off' }

export type QueuePromisesSpec<
  Tier extends string = string,
  Issue extends string = string,
  Channel extends string = string,
  Calendar extends string = string,
> = { readonly [C in ClockName]?: QueuePromiseSpec<Tier, Issue, Channel, Calendar> | 'on' | 'off' }

/**
 * Promises by name. `afterSales`: all clocks, with the users' times. `twoTrackAnswer`: after so long in the queue (default
 * 180,000 ms) the bot answers for the time being while a person is expedited, supervisors are told, and a call back is offered.
 */
export type PresetSpec =
  | 'afterSales'
  | 'twoTrackAnswer'
  | { readonly twoTrackAnswer: { readonly afterMs?: number } }
