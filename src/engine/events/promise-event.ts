/**
 * Events about promises of time: their stages, what a stage asks for, and the hours and calendars that clocks run on.
 */
import type { AboutContact, Header } from './event.js'
import type { ClockName, StageAction } from '../policy/promise-spec.js'

/** A stage of a promise was reached. Each fires exactly once for each run of the clock, but for a last one that comes again. */
export interface PromiseStage extends AboutContact {
  readonly type: 'promise.warned' | 'promise.breached' | 'promise.escalated'
  readonly clock: ClockName
  readonly dueAtMs: number
  readonly queue: string
  /** Who has the contact, '' for nobody. */
  readonly agentId: string
  readonly actions: readonly StageAction[]
}
/** What was promised has come before the breach. Of `queueWait`, `contact.assigned` tells it. */
export interface PromiseMet extends AboutContact {
  readonly type: 'promise.met'
  readonly clock: ClockName
  /** Running time of the clock: without pauses, and without the time outside its hours. */
  readonly tookMs: number
  readonly queue: string
  readonly agentId: string
}
/** A stage asked for this; the host carries it out. `agent.notify` is for the agent, the rest for the customer. */
export interface AskedOfHost extends AboutContact {
  readonly type:
    | 'bot.start'
    | 'agent.notify'
    | 'customer.remind'
    | 'customer.ask'
    | 'customer.phone'
    | 'customer.summary'
  readonly clock: ClockName
  readonly agentId: string
}
/** The customer is to be offered a call back; who takes it up sends `contact.callback`. */
export interface CallbackOffered extends AboutContact {
  readonly type: 'callback.offer'
  /** The clock that asked for it; '': the queue is closed. */
  readonly clock: ClockName | ''
}
/** The contact is expedited: its head start has grown by `boostMs`. */
export interface ContactBoosted extends AboutContact {
  readonly type: 'contact.boosted'
  readonly boostMs: number
  readonly clock: ClockName
}

/** A queue opens or closes by its hours. */
export interface QueueHours extends Header {
  readonly type: 'queue.opened' | 'queue.closed'
  readonly queue: string
}
/**
 * The hours of a calendar are known until `untilAtMs`. `calendar.endingSoon` comes `calendarNoticeMs` before: send
 * `calendar.extend`. At `calendar.ended` and after it, the calendar counts as open, so that no deadline is lost.
 */
export interface CalendarHorizon extends Header {
  readonly type: 'calendar.extended' | 'calendar.endingSoon' | 'calendar.ended'
  readonly calendar: string
  readonly untilAtMs: number
}

export type PromiseEvent =
  | PromiseStage
  | PromiseMet
  | AskedOfHost
  | CallbackOffered
  | ContactBoosted
  | QueueHours
  | CalendarHorizon
