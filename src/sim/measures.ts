/**
 * What a planner wants to know, each as a ratio with its numerator and denominator named: there is no measure without.
 * Idea: a list of definitions over the sums of a run; a table has a row for the total, each queue, tier, interval and
 * group of agents, and a pair of numbers for each definition that applies to the row.
 * **cost** O(rows x measures), once a run; allocates the table.
 * **order** rows as listed, names as in the policy and the scenario; measures as listed.
 * Caveat: a ratio whose denominator is 0 has no value.
 */
import { Histogram } from '../base/histogram.js'
import { AGENT_FIELDS, AVAILABLE_MS, BUSY_MS, CONTACT_MS, OVERTIME_MS } from './agent-time.js'
import type { Scenario } from './scenario.js'
import type { RunResult } from './simulate.js'
import * as count from './tally.js'

export type Unit = 'share' | 'ms' | 'contacts' | 'alerts' | 'hours' | 'contacts/h' | 'ratio'

export interface MeasureDefinition {
  readonly name: string
  readonly unit: Unit
  /** What is counted or summed. */
  readonly numerator: string
  /** What it is divided by. */
  readonly denominator: string
}

export type RowKind = 'total' | 'queue' | 'tier' | 'interval' | 'group' | 'match'

export interface MeasureRow {
  readonly kind: RowKind
  /** Name of the queue, tier or group; start of the interval; `GROUP/QUEUE` of a match; `total`. */
  readonly name: string
}

/** Numerators and denominators of one run: row x measures + measure. NaN where a measure does not apply to a row. */
export interface MeasureTable {
  readonly rows: readonly MeasureRow[]
  readonly numerators: Float64Array
  readonly denominators: Float64Array
}

/** What a definition computes from. */
interface RowFacts {
  /** Answered by one group in one queue, and answered by all; null for other rows. */
  readonly match?: Ratio
  /** Sums over the row's contacts, by the places of tally.ts; null for a group of agents. */
  readonly contacts: Float64Array | null
  /** Waits of the answered; null for intervals, which keep none. */
  readonly waits: Histogram | null
  /** Sums over the row's agents, by the places of agent-time.ts; null where agents are not told apart. */
  readonly agents: Float64Array | null
}

type Ratio = readonly [numerator: number, denominator: number]
type Compute = (facts: RowFacts) => Ratio | null

const RUN = 'run'
const OFFERED_TO_AGENTS = 'offered, less contained by the bot'

interface Entry extends MeasureDefinition {
  readonly compute: Compute
}

/** A ratio of sums over contacts. */
function ofContacts(
  name: string,
  unit: Unit,
  numerator: string,
  denominator: string,
  compute: (sums: Float64Array) => Ratio,
): Entry {
  return {
    name,
    unit,
    numerator,
    denominator,
    compute: ({ contacts }) => (contacts === null ? null : compute(contacts)),
  }
}

function ofAgents(
  name: string,
  unit: Unit,
  numerator: string,
  denominator: string,
  compute: (sums: Float64Array) => Ratio,
): Entry {
  return {
    name,
    unit,
    numerator,
    denominator,
    compute: ({ agents }) => (agents === null ? null : compute(agents)),
  }
}

function counted(name: string, what: string, place: number): Entry {
  return ofContacts(name, 'contacts', what, RUN, (s) => [s[place]!, 1])
}

function waitQuantile(name: string, share: number, text: string): Entry {
  return {
    name,
    unit: 'ms',
    numerator: `wait that ${text} of the answered did not exceed`,
    denominator: RUN,
    compute: ({ waits }) => (waits === null ? null : waits.count === 0 ? [0, 0] : [waits.quantile(share), 1]),
  }
}

function alerts(clock: 'queueWait' | 'firstReply', first: number): Entry[] {
  return ['warned', 'breached', 'escalated'].map((stage, index) =>
    ofContacts(
      `alerts.${clock}.${stage}`,
      'alerts',
      `times the ${clock} clock ${stage === 'breached' ? 'was breached' : stage}`,
      RUN,
      (s) => [s[count.ALERTS + first + index]!, 1],
    ),
  )
}

const toAgents = (s: Float64Array): number => s[count.OFFERED]! - s[count.CONTAINED]!
const ended = (s: Float64Array): number => s[count.ANSWERED]! + s[count.ABANDONED]!

const ENTRIES: readonly Entry[] = [
  counted('offered', 'contacts that arrived', count.OFFERED),
  counted('answered', 'contacts that an agent took', count.ANSWERED),
  counted('abandoned', 'contacts that gave up waiting', count.ABANDONED),
  counted('contained', 'waiting contacts that the bot solved', count.CONTAINED),
  counted('refused', 'contacts that found their queue full or all lines busy', count.REFUSED),
  ofContacts('blocking', 'share', 'refused', 'offered', (s) => [s[count.REFUSED]!, s[count.OFFERED]!]),
  ofContacts(
    'unresolved',
    'contacts',
    'contacts that still waited when nothing more could happen',
    RUN,
    (s) => [
      s[count.OFFERED]! - s[count.ANSWERED]! - s[count.ABANDONED]! - s[count.CONTAINED]! - s[count.REFUSED]!,
      1,
    ],
  ),
  counted('unservable', 'contacts that nobody on the roster could serve when they arrived', count.UNSERVABLE),
  ofContacts('serviceLevel.answeredOnly', 'share', 'answered in time', 'answered', (s) => [
    s[count.ANSWERED_IN_TIME]!,
    s[count.ANSWERED]!,
  ]),
  ofContacts('serviceLevel.withAbandons', 'share', 'answered in time', OFFERED_TO_AGENTS, (s) => [
    s[count.ANSWERED_IN_TIME]!,
    toAgents(s),
  ]),
  ofContacts(
    'serviceLevel.excludingShortAbandons',
    'share',
    'answered in time',
    `${OFFERED_TO_AGENTS}, less abandoned early`,
    (s) => [s[count.ANSWERED_IN_TIME]!, toAgents(s) - s[count.ABANDONED_EARLY]!],
  ),
  ofContacts(
    'serviceLevel.waitEndedInTime',
    'share',
    'answered or abandoned in time',
    OFFERED_TO_AGENTS,
    (s) => [s[count.ANSWERED_IN_TIME]! + s[count.ABANDONED_IN_TIME]!, toAgents(s)],
  ),
  ofContacts('abandonment', 'share', 'abandoned', OFFERED_TO_AGENTS, (s) => [
    s[count.ABANDONED]!,
    toAgents(s),
  ]),
  ofContacts('containment', 'share', 'contained', 'offered', (s) => [s[count.CONTAINED]!, s[count.OFFERED]!]),
  ofContacts('asa', 'ms', 'waits of the answered', 'answered', (s) => [
    s[count.WAIT_ANSWERED_MS]!,
    s[count.ANSWERED]!,
  ]),
  ofContacts('meanWait', 'ms', 'waits of the answered and the abandoned', 'answered and abandoned', (s) => [
    s[count.WAIT_ANSWERED_MS]! + s[count.WAIT_ABANDONED_MS]!,
    ended(s),
  ]),
  ofContacts('longestWait', 'ms', 'longest wait of the answered and the abandoned', RUN, (s) => [
    s[count.LONGEST_WAIT_MS]!,
    1,
  ]),
  waitQuantile('waitQuantile.p50', 0.5, 'half'),
  waitQuantile('waitQuantile.p90', 0.9, '90 %'),
  waitQuantile('waitQuantile.p99', 0.99, '99 %'),
  ofContacts(
    'waitOver5Min',
    'share',
    'answered or abandoned after more than 5 min',
    'answered and abandoned',
    (s) => [s[count.WAITED_OVER_5_MIN]!, ended(s)],
  ),
  ofContacts('waited', 'share', 'not answered at the instant of arrival', 'offered', (s) => [
    s[count.WAITED]!,
    s[count.OFFERED]!,
  ]),
  ofContacts('talkTime', 'ms', 'conversations', 'finished', (s) => [s[count.TALK_MS]!, s[count.FINISHED]!]),
  ofContacts('handleTime', 'ms', 'conversations and wrap-ups', 'finished', (s) => [
    s[count.TALK_MS]! + s[count.WRAP_UP_MS]!,
    s[count.FINISHED]!,
  ]),
  ...alerts('queueWait', 0),
  ...alerts('firstReply', 3),
  ofAgents('occupancy', 'share', 'available time with a contact', 'available time', (s) => [
    s[BUSY_MS]!,
    s[AVAILABLE_MS]!,
  ]),
  ofAgents(
    'concurrency',
    'ratio',
    'time of contacts with available agents',
    'available time with a contact',
    (s) => [s[CONTACT_MS]!, s[BUSY_MS]!],
  ),
  ofAgents('agentHours', 'hours', 'available time', RUN, (s) => [s[AVAILABLE_MS]! / 3_600_000, 1]),
  ofAgents('overtimeHours', 'hours', 'time with a contact on breaks and after shifts', RUN, (s) => [
    s[OVERTIME_MS]! / 3_600_000,
    1,
  ]),
  {
    name: 'contactsPerAgentHour',
    unit: 'contacts/h',
    numerator: 'answered',
    denominator: 'hours of available time',
    compute: ({ contacts, agents }) =>
      contacts === null || agents === null
        ? null
        : [contacts[count.ANSWERED]!, agents[AVAILABLE_MS]! / 3_600_000],
  },
  {
    name: 'matchShare',
    unit: 'share',
    numerator: 'answered by the group in the queue',
    denominator: 'answered',
    compute: ({ match }) => match ?? null,
  },
]

/** Every measure, in the order of the columns of a {@link MeasureTable}. */
export const MEASURES: readonly MeasureDefinition[] = ENTRIES.map(
  ({ name, unit, numerator, denominator }) => ({
    name,
    unit,
    numerator,
    denominator,
  }),
)

/** Column of a measure; -1 for an unknown name. */
export function measureIndex(name: string): number {
  return MEASURES.findIndex((measure) => measure.name === name)
}

/** The measures of a run. */
export function measure(scenario: Scenario, run: RunResult): MeasureTable {
  const { tally, agentTime, groups } = run
  const { intervals, queues, tiers } = tally
  const { normal } = scenario.policy
  const all = { queue: -1, tier: -1, interval: -1, group: -1 }
  const rows: { row: MeasureRow; facts: RowFacts }[] = []
  const add = (kind: RowKind, name: string, facts: RowFacts): void => {
    rows.push({ row: { kind, name }, facts })
  }
  const contactsOf = (where: typeof all): Float64Array => sumContacts(tally, where)
  const agentsOf = (where: typeof all): Float64Array =>
    sumAgents(agentTime.sums, intervals.count, groups.length, where)
  add('total', 'total', { contacts: contactsOf(all), waits: mergedWaits(tally, all), agents: agentsOf(all) })
  for (let queue = 0; queue < queues; queue++) {
    const where = { ...all, queue }
    add('queue', normal.queues[queue]!.name, {
      contacts: contactsOf(where),
      waits: mergedWaits(tally, where),
      agents: null,
    })
  }
  for (let tier = 0; tier < tiers; tier++) {
    const where = { ...all, tier }
    add('tier', normal.tiers[tier]!.name, {
      contacts: contactsOf(where),
      waits: mergedWaits(tally, where),
      agents: null,
    })
  }
  for (let interval = 0; intervals.count > 1 && interval < intervals.count; interval++) {
    const where = { ...all, interval }
    add('interval', intervals.label(interval), {
      contacts: contactsOf(where),
      waits: null,
      agents: agentsOf(where),
    })
  }
  groups.forEach((name, group) =>
    add('group', name, { contacts: null, waits: null, agents: agentsOf({ ...all, group }) }),
  )
  groups.forEach((name, group) => {
    const { queues: served } = scenario.groups.find((each) => each.name === name) ?? { queues: null }
    normal.queues.forEach((queue, index) => {
      if (served !== null && !served.includes(queue.name)) return
      const match: Ratio = [tally.matches[group * queues + index]!, contactsOf(all)[count.ANSWERED]!]
      add('match', `${name}/${queue.name}`, { contacts: null, waits: null, agents: null, match })
    })
  })
  const numerators = new Float64Array(rows.length * ENTRIES.length).fill(Number.NaN)
  const denominators = new Float64Array(rows.length * ENTRIES.length).fill(Number.NaN)
  rows.forEach(({ facts }, row) =>
    ENTRIES.forEach(({ compute }, column) => {
      const ratio = compute(facts)
      if (ratio === null) return
      numerators[row * ENTRIES.length + column] = ratio[0]
      denominators[row * ENTRIES.length + column] = ratio[1]
    }),
  )
  return { rows: rows.map(({ row }) => row), numerators, denominators }
}

interface Where {
  readonly queue: number
  readonly tier: number
  readonly interval: number
  readonly group: number
}

/** Sums over all cells that match; -1 matches all. */
function sumContacts(tally: count.Tally, where: Where): Float64Array {
  const { intervals, queues, tiers, sums } = tally
  const total = new Float64Array(count.FIELDS)
  for (let queue = 0; queue < queues; queue++) {
    if (where.queue >= 0 && where.queue !== queue) continue
    for (let tier = 0; tier < tiers; tier++) {
      if (where.tier >= 0 && where.tier !== tier) continue
      for (let interval = 0; interval < intervals.count; interval++) {
        if (where.interval >= 0 && where.interval !== interval) continue
        const row = ((queue * tiers + tier) * intervals.count + interval) * count.FIELDS
        for (let field = 0; field < count.FIELDS; field++) {
          const value = sums[row + field]!
          total[field] =
            field === count.LONGEST_WAIT_MS ? Math.max(total[field]!, value) : total[field]! + value
        }
      }
    }
  }
  return total
}

function mergedWaits(tally: count.Tally, where: Where): Histogram {
  const merged = new Histogram()
  tally.waits.forEach((waits, line) => {
    const queue = Math.floor(line / tally.tiers)
    const tier = line % tally.tiers
    if ((where.queue < 0 || where.queue === queue) && (where.tier < 0 || where.tier === tier))
      merged.merge(waits)
  })
  return merged
}

function sumAgents(sums: Float64Array, intervals: number, groups: number, where: Where): Float64Array {
  const total = new Float64Array(AGENT_FIELDS)
  for (let group = 0; group < groups; group++) {
    if (where.group >= 0 && where.group !== group) continue
    for (let interval = 0; interval < intervals; interval++) {
      if (where.interval >= 0 && where.interval !== interval) continue
      const row = (group * intervals + interval) * AGENT_FIELDS
      for (let field = 0; field < AGENT_FIELDS; field++) total[field] = total[field]! + sums[row + field]!
    }
  }
  return total
}
