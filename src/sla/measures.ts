/**
 * The live measures, each as a ratio with its numerator and denominator named. Names that the simulator prints too
 * (sim/measures/measure-list.ts) mean the same here.
 * Idea: a list of definitions over the sums of measure-fields.ts, each with the rows that it has a meaning for; which way
 * is better is part of the definition. A contact counts in the period, queue, channel and tier of its arrival, whatever
 * happens to it later; in an agent's row an assignment counts in the period in which the agent was given it, an offer in
 * that in which it was made, and time in that in which it passed.
 * **cost** O(1) a measure, a quantile O(buckets). **order** as listed. Caveat: a denominator of 0 means no value.
 */
import type { Histogram } from '../base/histogram.js'
import {
  ALL,
  ARRIVED,
  RUN,
  TIMED,
  counted,
  entry,
  ofClock,
  quotient,
  waitQuantile,
  type Entry,
  type LiveMeasureDefinition,
  type Ratio,
  type Sums,
} from './measure-entry.js'
import * as field from './measure-fields.js'
import { CLOCK_NAMES } from './measure-fields.js'

export type { LiveMeasureDefinition }

const OFFERED_TO_AGENTS = 'offered, less contained by the bot, less withdrawn'
const HOUR_MS = 3_600_000

const toAgents = (s: Sums): number => s[field.OFFERED]! - s[field.CONTAINED]! - s[field.WITHDRAWN]!
const ended = (s: Sums): number => s[field.ANSWERED]! + s[field.ABANDONED]!

const ENTRIES: readonly Entry[] = [
  counted(ARRIVED, 'offered', 'neither', 'contacts that arrived', field.OFFERED),
  counted(ALL, 'answered', 'neither', 'contacts that an agent took', field.ANSWERED),
  counted(ARRIVED, 'abandoned', 'lower', 'contacts that gave up waiting', field.ABANDONED),
  counted(ARRIVED, 'contained', 'higher', 'waiting contacts that the bot solved', field.CONTAINED),
  counted(ARRIVED, 'withdrawn', 'neither', 'waiting contacts that the host withdrew', field.WITHDRAWN),
  counted(
    ARRIVED,
    'unservable',
    'lower',
    'contacts that nobody on the roster could serve when they arrived',
    field.UNSERVABLE,
  ),
  quotient(
    ARRIVED,
    'serviceLevel.answeredOnly',
    'share',
    'higher',
    ['answered in time', 'answered'],
    field.ANSWERED_IN_TIME,
    field.ANSWERED,
  ),
  entry(
    ARRIVED,
    'serviceLevel.withAbandons',
    'share',
    'higher',
    ['answered in time', OFFERED_TO_AGENTS],
    (s) => [s[field.ANSWERED_IN_TIME]!, toAgents(s)],
  ),
  entry(
    ARRIVED,
    'serviceLevel.excludingShortAbandons',
    'share',
    'higher',
    ['answered in time', `${OFFERED_TO_AGENTS}, less abandoned early`],
    (s) => [s[field.ANSWERED_IN_TIME]!, toAgents(s) - s[field.ABANDONED_EARLY]!],
  ),
  entry(
    ARRIVED,
    'serviceLevel.notWaitingLonger',
    'share',
    'higher',
    ['answered or abandoned in time', OFFERED_TO_AGENTS],
    (s) => [s[field.ANSWERED_IN_TIME]! + s[field.ABANDONED_IN_TIME]!, toAgents(s)],
  ),
  entry(ARRIVED, 'abandonment', 'share', 'lower', ['abandoned', OFFERED_TO_AGENTS], (s) => [
    s[field.ABANDONED]!,
    toAgents(s),
  ]),
  entry(ARRIVED, 'abandonment.short', 'share', 'neither', ['abandoned early', OFFERED_TO_AGENTS], (s) => [
    s[field.ABANDONED_EARLY]!,
    toAgents(s),
  ]),
  quotient(
    ARRIVED,
    'abandonment.later',
    'share',
    'lower',
    ['gave up in a later wait, after a transfer say', 'answered'],
    field.ABANDONED_LATER,
    field.ANSWERED,
  ),
  quotient(
    ARRIVED,
    'containment',
    'share',
    'higher',
    ['contained', 'offered'],
    field.CONTAINED,
    field.OFFERED,
  ),
  quotient(
    ARRIVED,
    'asa',
    'ms',
    'lower',
    ['waits of the answered', 'answered'],
    field.WAIT_ANSWERED_MS,
    field.ANSWERED,
  ),
  entry(
    ARRIVED,
    'meanWait',
    'ms',
    'lower',
    ['waits of the answered and the abandoned', 'answered and abandoned'],
    (s) => [s[field.WAIT_ANSWERED_MS]! + s[field.WAIT_ABANDONED_MS]!, ended(s)],
  ),
  entry(
    ARRIVED,
    'longestWait',
    'ms',
    'lower',
    ['longest wait of the answered and the abandoned', RUN],
    (s) => [s[field.LONGEST_WAIT_MS]!, ended(s) === 0 ? 0 : 1],
  ),
  ...[50, 75, 90, 95, 99].map(waitQuantile),
  entry(
    ARRIVED,
    'waitOver5Min',
    'share',
    'lower',
    ['answered or abandoned after more than 5 min', 'answered and abandoned'],
    (s) => [s[field.WAITED_OVER_5_MIN]!, ended(s)],
  ),
  quotient(
    ARRIVED,
    'waited',
    'share',
    'lower',
    ['not answered at the instant of arrival', 'offered'],
    field.WAITED,
    field.OFFERED,
  ),
  quotient(
    ALL,
    'firstReplyTime',
    'ms',
    'lower',
    ['from assignments to the agents’ first replies', 'assignments with a reply'],
    field.FIRST_REPLY_MS,
    field.FIRST_REPLIES,
  ),
  quotient(ALL, 'talkTime', 'ms', 'neither', ['conversations', 'finished'], field.TALK_MS, field.FINISHED),
  entry(ALL, 'handleTime', 'ms', 'neither', ['conversations and wrap-ups', 'finished'], (s) => [
    s[field.TALK_MS]! + s[field.WRAP_UP_MS]!,
    s[field.FINISHED]!,
  ]),
  quotient(
    ALL,
    'transfers',
    'ratio',
    'neither',
    ['conversations that were transferred', 'assignments'],
    field.TRANSFERRED,
    field.ASSIGNED,
  ),
  quotient(
    ALL,
    'hardShare',
    'share',
    'neither',
    ['assignments of hard contacts', 'assignments'],
    field.HARD,
    field.ASSIGNED,
  ),
  quotient(
    ALL,
    'rona',
    'share',
    'lower',
    ['offers that nobody answered', 'offers accepted, declined or not answered'],
    field.EXPIRED,
    field.OFFERS,
  ),
  quotient(
    ALL,
    'declines',
    'share',
    'lower',
    ['offers declined', 'offers accepted, declined or not answered'],
    field.DECLINED,
    field.OFFERS,
  ),
  quotient(
    ALL,
    'resolution.confirmed',
    'share',
    'higher',
    ['ended as resolved', 'ended'],
    field.RESOLVED,
    field.ENDED,
  ),
  entry(
    ALL,
    'resolution.ofAsked',
    'share',
    'higher',
    ['ended as resolved', 'ended as resolved or unresolved'],
    (s) => [s[field.RESOLVED]!, s[field.RESOLVED]! + s[field.UNRESOLVED]!],
  ),
  quotient(
    ALL,
    'fcr.notRepeated',
    'share',
    'higher',
    ['of them, not unresolved and not followed by a repeat', 'first contacts finished, of known customers'],
    field.ISSUES_NOT_REPEATED,
    field.ISSUES,
  ),
  quotient(
    ALL,
    'fcr.confirmed',
    'share',
    'higher',
    ['of them, resolved and not followed by a repeat', 'first contacts finished, of known customers'],
    field.ISSUES_CONFIRMED,
    field.ISSUES,
  ),
  quotient(
    ARRIVED,
    'repeatContacts.withinWindow',
    'share',
    'lower',
    ['soon after another of the same customer and issue', 'answered, of known customers'],
    field.REPEATED,
    field.KNOWN,
  ),
  quotient(
    ALL,
    'satisfaction.rated',
    'share',
    'higher',
    ['ratings of the satisfied', 'ratings'],
    field.SATISFIED,
    field.RATED,
  ),
  quotient(ALL, 'rated', 'share', 'higher', ['ratings', 'ended'], field.RATED, field.ENDED),
  ...CLOCK_NAMES.flatMap(ofClock),
  quotient(
    TIMED,
    'occupancy',
    'share',
    'neither',
    ['available time with a contact', 'available time'],
    field.BUSY_MS,
    field.AVAILABLE_MS,
  ),
  quotient(
    TIMED,
    'utilisation',
    'share',
    'neither',
    ['signed-in time with a contact', 'signed-in time'],
    field.ENGAGED_MS,
    field.SIGNED_IN_MS,
  ),
  quotient(
    TIMED,
    'concurrency',
    'ratio',
    'neither',
    ['time of contacts with available agents', 'available time with a contact'],
    field.CONTACT_MS,
    field.BUSY_MS,
  ),
  entry(TIMED, 'agentHours', 'hours', 'lower', ['available time', RUN], (s) => [
    s[field.AVAILABLE_MS]! / HOUR_MS,
    1,
  ]),
  entry(
    TIMED,
    'contactsPerAgentHour',
    'contacts/h',
    'higher',
    ['answered', 'hours of available time'],
    (s) => [s[field.ANSWERED]!, s[field.AVAILABLE_MS]! / HOUR_MS],
  ),
]

const BY_NAME: ReadonlyMap<string, Entry> = new Map(ENTRIES.map((each) => [each.name, each]))

/** Every live measure, in the order in which they are listed. */
export const LIVE_MEASURES: readonly LiveMeasureDefinition[] = ENTRIES.map(
  ({ name, unit, numerator, denominator, better, rows }) => ({
    name,
    unit,
    numerator,
    denominator,
    better,
    rows,
  }),
)

/** The definition of a measure, undefined for an unknown name. */
export function liveMeasure(name: string): LiveMeasureDefinition | undefined {
  return BY_NAME.get(name)
}

/** Numerator and denominator of a known measure, over the sums of a row that it has a meaning for. */
export function liveRatio(name: string, sums: Float64Array, waits: () => Histogram): Ratio {
  return BY_NAME.get(name)!.compute({ sums, waits })
}
