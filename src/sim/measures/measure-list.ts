/**
 * What a planner wants to know, each as a ratio with its numerator and denominator named: there is no measure without.
 * Idea: a list of definitions over the sums of a run. Each says what it needs to know of a row, and so to which rows it
 * applies; which way is better is part of the definition, and `neither` where people may rightly disagree.
 * **cost** O(1) a definition and row, a quantile O(buckets); allocates the pair. **order** as listed.
 * Caveat: a ratio whose denominator is 0 has no value.
 */
import { AVAILABLE_MS, BESIDES_MS, BUSY_MS, OVERTIME_MS, PAID_MS } from './agent-time.js'
import { CALL_MEASURES } from './call-measures.js'
import { COST_MEASURES } from './cost-measures.js'
import { HOURS_MEASURES } from './hours-measures.js'
import {
  type Entry,
  type Feature,
  type MeasureDefinition,
  RUN,
  type Ratio,
  type RowFacts,
  type RowKind,
  ofAgents,
  ofContacts,
  share,
} from './measure-entry.js'
import * as count from './tally.js'

export type { Feature, MeasureDefinition, Ratio, RowFacts, RowKind, Unit } from './measure-entry.js'

/** The facts that rows of each kind have. */
const FACTS: Readonly<Record<RowKind, readonly (keyof RowFacts)[]>> = {
  total: ['contacts', 'waits', 'answered', 'taken', 'agents', 'line', 'wages'],
  queue: ['contacts', 'waits', 'answered', 'line'],
  tier: ['contacts', 'waits', 'answered'],
  interval: ['contacts', 'answered', 'agents', 'line', 'wages'],
  group: ['answered', 'taken', 'agents', 'wages'],
  agent: ['answered', 'taken', 'agents', 'wages'],
  match: ['match'],
  cell: ['contacts', 'answered', 'line'],
}

const OFFERED_TO_AGENTS = 'offered, less contained by the bot'

function counted(name: string, better: Entry['better'], what: string, place: number): Entry {
  return ofContacts(name, 'contacts', better, [what, RUN], (s) => [s[place]!, 1])
}

function waitQuantile(percent: number): Entry {
  return {
    name: `wait.p${percent}`,
    unit: 'ms',
    numerator: `wait that ${percent} % of the answered did not exceed`,
    denominator: RUN,
    better: 'lower',
    needs: ['waits'],
    compute: ({ waits }) => (waits!.count === 0 ? [0, 0] : [waits!.quantile(percent / 100), 1]),
  }
}

function alerts(clock: 'queueWait' | 'firstReply', first: number): Entry[] {
  return ['warned', 'breached', 'escalated'].map((stage, index) =>
    ofContacts(
      `alerts.${clock}.${stage}`,
      'alerts',
      'lower',
      [`times the ${clock} clock ${stage === 'breached' ? 'was breached' : stage}`, RUN],
      (s) => [s[count.ALERTS + first + index]!, 1],
    ),
  )
}

const toAgents = (s: Float64Array): number => s[count.OFFERED]! - s[count.CONTAINED]!
const ended = (s: Float64Array): number => s[count.ANSWERED]! + s[count.ABANDONED]!
const waitedMs = (s: Float64Array): number => s[count.WAIT_ANSWERED_MS]! + s[count.WAIT_ABANDONED_MS]!

const ENTRIES: readonly Entry[] = [
  counted('offered', 'neither', 'contacts that arrived', count.OFFERED),
  {
    name: 'answered',
    unit: 'contacts',
    numerator: 'contacts that an agent took',
    denominator: RUN,
    better: 'neither',
    needs: ['answered'],
    compute: ({ answered }) => [answered!, 1],
  },
  counted('abandoned', 'lower', 'contacts that gave up waiting', count.ABANDONED),
  counted('contained', 'higher', 'waiting contacts that the bot solved', count.CONTAINED),
  counted('botContacts', 'neither', 'waiting contacts that the bot took up', count.BOT),
  counted('handedOver', 'neither', 'of those, handed over to an agent', count.HANDED_OVER),
  counted(
    'refused',
    'lower',
    'contacts that found their queue full, all lines busy or their channel down',
    count.REFUSED,
  ),
  ofContacts('blocking', 'share', 'lower', ['refused', 'offered'], (s) => [
    s[count.REFUSED]!,
    s[count.OFFERED]!,
  ]),
  ofContacts(
    'unresolved',
    'contacts',
    'lower',
    ['contacts that still waited when nothing more could happen', RUN],
    (s) => [
      s[count.OFFERED]! - s[count.ANSWERED]! - s[count.ABANDONED]! - s[count.CONTAINED]! - s[count.REFUSED]!,
      1,
    ],
  ),
  counted(
    'unservable',
    'lower',
    'contacts that nobody on the roster could serve when they arrived',
    count.UNSERVABLE,
  ),
  ofContacts('serviceLevel.answeredOnly', 'share', 'higher', ['answered in time', 'answered'], (s) => [
    s[count.ANSWERED_IN_TIME]!,
    s[count.ANSWERED]!,
  ]),
  ofContacts('serviceLevel.withAbandons', 'share', 'higher', ['answered in time', OFFERED_TO_AGENTS], (s) => [
    s[count.ANSWERED_IN_TIME]!,
    toAgents(s),
  ]),
  ofContacts(
    'serviceLevel.excludingShortAbandons',
    'share',
    'higher',
    ['answered in time', `${OFFERED_TO_AGENTS}, less abandoned early`],
    (s) => [s[count.ANSWERED_IN_TIME]!, toAgents(s) - s[count.ABANDONED_EARLY]!],
  ),
  ofContacts(
    'serviceLevel.notWaitingLonger',
    'share',
    'higher',
    ['answered or abandoned in time', OFFERED_TO_AGENTS],
    (s) => [s[count.ANSWERED_IN_TIME]! + s[count.ABANDONED_IN_TIME]!, toAgents(s)],
  ),
  ofContacts('abandonment', 'share', 'lower', ['abandoned', OFFERED_TO_AGENTS], (s) => [
    s[count.ABANDONED]!,
    toAgents(s),
  ]),
  ofContacts('containment', 'share', 'higher', ['contained', 'offered'], (s) => [
    s[count.CONTAINED]!,
    s[count.OFFERED]!,
  ]),
  ofContacts('asa', 'ms', 'lower', ['waits of the answered', 'answered'], (s) => [
    s[count.WAIT_ANSWERED_MS]!,
    s[count.ANSWERED]!,
  ]),
  ofContacts(
    'meanWait',
    'ms',
    'lower',
    ['waits of the answered and the abandoned', 'answered and abandoned'],
    (s) => [waitedMs(s), ended(s)],
  ),
  // A run in which nobody's wait ended has none: as 0 it would pull the mean below the quantiles of the others.
  ofContacts('longestWait', 'ms', 'lower', ['longest wait of the answered and the abandoned', RUN], (s) => [
    s[count.LONGEST_WAIT_MS]!,
    ended(s) === 0 ? 0 : 1,
  ]),
  ...[50, 75, 90, 95, 99].map(waitQuantile),
  ofContacts(
    'waitOver5Min',
    'share',
    'lower',
    ['answered or abandoned after more than 5 min', 'answered and abandoned'],
    (s) => [s[count.WAITED_OVER_5_MIN]!, ended(s)],
  ),
  ofContacts('waited', 'share', 'lower', ['not answered at the instant of arrival', 'offered'], (s) => [
    s[count.WAITED]!,
    s[count.OFFERED]!,
  ]),
  ofContacts(
    'meanWait.angry',
    'ms',
    'lower',
    ['waits of angry customers, answered or not', 'answered and abandoned by angry customers'],
    (s) => [s[count.ANGRY_WAIT_MS]!, s[count.ANGRY]!],
  ),
  share(
    'balking',
    'lower',
    ['turned away at the sight of the queue', 'offered'],
    count.BALKED,
    count.OFFERED,
  ),
  share(
    'redials',
    'lower',
    ['called again after giving up or being refused', 'offered'],
    count.REDIALS,
    count.OFFERED,
  ),
  share(
    'repeatContacts',
    'lower',
    ['contacted again because the issue was not resolved', 'offered'],
    count.REPEATS,
    count.OFFERED,
  ),
  share('resolution', 'higher', ['resolved', 'finished'], count.RESOLVED, count.JUDGED),
  share(
    'fcr',
    'higher',
    ['resolved at the first contact', 'finished first contacts'],
    count.FIRST_RESOLVED,
    count.FIRST_JUDGED,
  ),
  share('satisfaction', 'higher', ['expected to be satisfied', 'finished'], count.SATISFIED, count.RATED),
  {
    name: 'queueLength',
    unit: 'ratio',
    numerator: 'time of waiting contacts',
    denominator: 'time',
    better: 'lower',
    needs: ['line'],
    compute: ({ line }) => line!,
  },
  {
    name: 'offeredLoad',
    unit: 'ratio',
    numerator: `${OFFERED_TO_AGENTS}, each for the mean handle time of the finished`,
    denominator: 'time',
    better: 'neither',
    needs: ['contacts', 'line'],
    compute: ({ contacts: s, line }) => {
      const finished = s![count.FINISHED]!
      const handleMs = s![count.TALK_MS]! + s![count.WRAP_UP_MS]!
      return finished === 0 ? [0, 0] : [(handleMs * toAgents(s!)) / finished, line![1]]
    },
  },
  ofContacts('talkTime', 'ms', 'neither', ['conversations', 'finished'], (s) => [
    s[count.TALK_MS]!,
    s[count.FINISHED]!,
  ]),
  ofContacts('handleTime', 'ms', 'neither', ['conversations and wrap-ups', 'finished'], (s) => [
    s[count.TALK_MS]! + s[count.WRAP_UP_MS]!,
    s[count.FINISHED]!,
  ]),
  ...alerts('queueWait', 0),
  ...alerts('firstReply', 3),
  ...HOURS_MEASURES,
  ...CALL_MEASURES,
  ofAgents('occupancy', 'share', 'neither', ['available time with a contact', 'available time'], (s) => [
    s[BUSY_MS]!,
    s[AVAILABLE_MS]!,
  ]),
  ofAgents(
    'concurrency',
    'ratio',
    'neither',
    ['time of contacts with available agents', 'available time with a contact'],
    (s) => [s[BUSY_MS]! + s[BESIDES_MS]!, s[BUSY_MS]!],
  ),
  {
    name: 'agents',
    unit: 'ratio',
    numerator: 'available time',
    denominator: 'time',
    better: 'neither',
    needs: ['agents', 'line'],
    compute: ({ agents, line }) => [agents![AVAILABLE_MS]!, line![1]],
  },
  ofAgents('agentHours', 'hours', 'lower', ['available time', RUN], (s) => [s[AVAILABLE_MS]! / 3_600_000, 1]),
  ofAgents(
    'overtimeHours',
    'hours',
    'lower',
    ['time with a contact on breaks and after shifts', RUN],
    (s) => [s[OVERTIME_MS]! / 3_600_000, 1],
  ),
  ofAgents('paidHours', 'hours', 'lower', ['time of shifts, absences included', RUN], (s) => [
    s[PAID_MS]! / 3_600_000,
    1,
  ]),
  ofAgents('shrinkage', 'share', 'neither', ['paid time not available', 'paid time'], (s) => [
    s[PAID_MS]! - s[AVAILABLE_MS]!,
    s[PAID_MS]!,
  ]),
  ...COST_MEASURES,
  {
    name: 'contactsPerAgentHour',
    unit: 'contacts/h',
    numerator: 'answered',
    denominator: 'hours of available time',
    better: 'higher',
    needs: ['answered', 'agents'],
    compute: ({ answered, agents }) => [answered!, agents![AVAILABLE_MS]! / 3_600_000],
  },
  {
    name: 'hardContacts',
    unit: 'contacts',
    numerator: 'hard contacts that an agent took',
    denominator: RUN,
    better: 'neither',
    needs: ['taken'],
    compute: ({ taken }) => [taken![count.HARD]!, 1],
  },
  {
    name: 'emotionalLoad',
    unit: 'ratio',
    numerator: 'emotional load of the contacts that an agent took',
    denominator: 'hours of available time',
    better: 'neither',
    needs: ['taken', 'agents'],
    compute: ({ taken, agents }) => [taken![count.LOAD]!, agents![AVAILABLE_MS]! / 3_600_000],
  },
  {
    name: 'matchShare',
    unit: 'share',
    numerator: 'answered by the group in the queue',
    denominator: 'answered',
    better: 'neither',
    needs: ['match'],
    compute: ({ match }) => match!,
  },
]

/** Every measure, in the order of the columns of a table of measures. */
export const MEASURES: readonly MeasureDefinition[] = ENTRIES.map(
  ({ name, unit, numerator, denominator, better }) => ({ name, unit, numerator, denominator, better }),
)

/** Column of a measure; -1 for an unknown name. */
export function measureIndex(name: string): number {
  return MEASURES.findIndex((measure) => measure.name === name)
}

/**
 * Whether the measure of a column has a meaning for rows of a kind; `features`: of the scenario, undefined for
 * one that has all.
 */
export function appliesTo(column: number, kind: RowKind, features?: readonly Feature[]): boolean {
  const { needs, feature } = ENTRIES[column]!
  if (feature !== undefined && features?.includes(feature) === false) return false
  return needs.every((fact) => FACTS[kind].includes(fact))
}

/** What a scenario must have for the measure of a column to say something; undefined: nothing special. */
export function featureOf(column: number): Feature | undefined {
  return ENTRIES[column]!.feature
}

/** Numerator and denominator of the measure of a column; `null` where the facts that it needs are missing. */
export function ratioOf(column: number, facts: RowFacts): Ratio | null {
  const { needs, compute } = ENTRIES[column]!
  return needs.some((fact) => facts[fact] === null) ? null : compute(facts)
}
