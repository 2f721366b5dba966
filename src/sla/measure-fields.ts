/**
 * What is counted and summed for each row (the whole centre, a queue, a channel, a tier, an agent) and period.
 * Idea: every measure of measures.ts is a ratio of these, so rows and periods can be added up, in any order, by adding them.
 */

/** Contacts that arrived, and what became of them. */
export const OFFERED = 0
export const ANSWERED = 1
export const ANSWERED_IN_TIME = 2
export const ABANDONED = 3
export const ABANDONED_EARLY = 4
export const ABANDONED_IN_TIME = 5
/** Solved by the bot before an agent took them. */
export const CONTAINED = 6
/** Not answered at the instant of arrival. */
export const WAITED = 7
export const WAITED_OVER_5_MIN = 8
export const WAIT_ANSWERED_MS = 9
export const WAIT_ABANDONED_MS = 10
/** A maximum, not a sum: the only one. */
export const LONGEST_WAIT_MS = 11
export const UNSERVABLE = 12
/** Gave up in a later wait, after an agent had taken them. */
export const ABANDONED_LATER = 13
/** Withdrawn by the host before an agent took them. */
export const WITHDRAWN = 14

/** Assignments, the later ones of a contact included, and what came of them. */
export const ASSIGNED = 15
export const HARD = 16
export const TRANSFERRED = 17
export const FIRST_REPLIES = 18
export const FIRST_REPLY_MS = 19
/** Contacts that are over, wrap-up included; for an agent: assignments that are, by a transfer too. */
export const FINISHED = 20
export const TALK_MS = 21
export const WRAP_UP_MS = 22
/** Contacts that are over; for an agent: that ended with the agent. Those of them resolved, and unresolved. */
export const ENDED = 23
export const RESOLVED = 24
export const UNRESOLVED = 25

/** Offers that were accepted, declined or let ring out; revoked ones are nobody's doing. */
export const OFFERS = 26
export const DECLINED = 27
export const EXPIRED = 28

export const RATED = 29
export const SATISFIED = 30

/** Answered contacts of known customers; those soon after another of the same customer and issue. */
export const KNOWN = 31
export const REPEATED = 32
/**
 * Finished contacts of known customers that were no repeats; those not said to be unresolved, resolved, and
 * without a repeat so far.
 */
export const ISSUES = 33
export const ISSUES_NOT_REPEATED = 34
export const ISSUES_CONFIRMED = 35

/** Agents' time. Available; available with a contact; contacts of available agents, times time. */
export const AVAILABLE_MS = 36
export const BUSY_MS = 37
export const CONTACT_MS = 38
/** Signed in, and signed in with a contact, whatever the presence. */
export const SIGNED_IN_MS = 39
export const ENGAGED_MS = 40

/** Four for each clock: kept, warned, breached, escalated. */
export const CLOCKS_FROM = 41
export const KEPT = 0
export const WARNED = 1
export const BREACHED = 2
export const ESCALATED = 3
export const CLOCK_NAMES = [
  'queueWait',
  'firstReply',
  'replyGap',
  'statusUpdate',
  'customerSilence',
  'confirmation',
  'resolution',
] as const
export type MeasuredClock = (typeof CLOCK_NAMES)[number]

export const FIELDS = CLOCKS_FROM + 4 * CLOCK_NAMES.length

/** The place of a count of a clock. */
export function clockField(clock: MeasuredClock, what: number): number {
  return CLOCKS_FROM + 4 * CLOCK_NAMES.indexOf(clock) + what
}
