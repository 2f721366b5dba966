/**
 * The measures of a run as a table: a row for the total, each queue, tier, interval, group of agents, agent, match of a
 * group with a queue that it serves, and cell of a queue in an interval, and a pair of numbers for each definition of
 * measure-list.ts that applies to the row.
 * Idea: which rows there are follows from the scenario, so that a name can be looked up before anything is run.
 * **cost** O(rows x measures), plus O(agents) for each group, plus O(cells) for each kind of row, once a run;
 * allocates the table.
 * **order** rows as listed, names as in the policy and the scenario; measures as listed.
 */
import { Histogram } from '../../base/histogram.js'
import { AGENT_FIELDS } from './agent-time.js'
import { wagesOf } from './costs.js'
import type { Intervals } from './intervals.js'
import {
  type Feature,
  MEASURES,
  type Ratio,
  type RowFacts,
  type RowKind,
  appliesTo,
  ratioOf,
} from './measure-list.js'
import type { QueueTime } from './queue-time.js'
import type { Scenario } from '../scenario/scenario.js'
import type { RunResult } from '../run/simulate.js'
import * as count from './tally.js'

export interface MeasureRow {
  readonly kind: RowKind
  /**
   * Name of the queue, tier or group; id of the agent; start of the interval; `GROUP/QUEUE` of a match,
   * `QUEUE/START` of a cell; `total`.
   */
  readonly name: string
  /** Of an agent: the group that the agent is of. */
  readonly group?: string
  /** What the scenario has that not every one has; absent for nothing. */
  readonly features?: readonly Feature[]
}

/** Numerators and denominators of one run: row x measures + measure. NaN where a measure does not apply to a row. */
export interface MeasureTable {
  readonly rows: readonly MeasureRow[]
  readonly numerators: Float64Array
  readonly denominators: Float64Array
}

/** Agents who are told apart together; the ids of all follow each other. */
type Groups = RunResult['groups']

/** The rows of every run of a scenario. A single interval is the total, and has no row. */
export function rowsOf(scenario: Scenario, intervals: Intervals, groups: Groups): MeasureRow[] {
  const { queues, tiers } = scenario.policy.normal
  const starts = Array.from({ length: intervals.count }, (_, index) => intervals.label(index))
  const features = featuresOf(scenario)
  const special = features.length === 0 ? {} : { features }
  const named = (kind: RowKind, names: readonly string[]): MeasureRow[] =>
    names.map((name) => ({ kind, name, ...special }))
  return [
    ...named('total', ['total']),
    ...named(
      'queue',
      queues.map(({ name }) => name),
    ),
    ...named(
      'tier',
      tiers.map(({ name }) => name),
    ),
    ...named('interval', starts.length > 1 ? starts : []),
    ...named(
      'group',
      groups.map(({ name }) => name),
    ),
    ...groups.flatMap(({ name: group, agents }) =>
      agents.map((name) => ({ kind: 'agent', name, group, ...special }) as const),
    ),
    ...named(
      'match',
      matchesOf(scenario, groups).map(({ name }) => name),
    ),
    ...named(
      'cell',
      starts.length > 1 ? queues.flatMap(({ name }) => starts.map((start) => `${name}/${start}`)) : [],
    ),
  ]
}

/** What a scenario has that not every one has. */
function featuresOf({ policy, queues }: Scenario): Feature[] {
  const ofPolicy = policy.normal.queues
  const has: Readonly<Record<Feature, boolean>> = {
    hours: ofPolicy.some(({ hours }) => hours !== null),
    resolution: ofPolicy.some(({ promises }) => promises.resolution.some(({ promise }) => promise !== null)),
    callback: queues.some(({ callback }) => callback !== undefined),
    followUp: ofPolicy.some(({ followUp }) => followUp !== null),
  }
  return (['hours', 'resolution', 'callback', 'followUp'] as const).filter((feature) => has[feature])
}

/** Groups with each queue that they may serve, with the place of their count in a tally. */
function matchesOf(scenario: Scenario, groups: Groups): { name: string; place: number }[] {
  const { queues } = scenario.policy.normal
  return groups.flatMap(({ name: group }, index) => {
    const served = scenario.groups.find(({ name }) => name === group)?.queues ?? null
    return queues.flatMap(({ name }, queue) =>
      served === null || served.includes(name)
        ? [{ name: `${group}/${name}`, place: index * queues.length + queue }]
        : [],
    )
  })
}

/** The measures of a run. */
export function measure(scenario: Scenario, run: RunResult): MeasureTable {
  const { tally, groups } = run
  const rows = rowsOf(scenario, tally.intervals, groups)
  const columns = MEASURES.length
  const numerators = new Float64Array(rows.length * columns).fill(Number.NaN)
  const denominators = new Float64Array(rows.length * columns).fill(Number.NaN)
  const matches = matchesOf(scenario, groups)
  const matched = tally.matches.reduce((sum, each) => sum + each, 0)
  const nth: Record<RowKind, number> = {
    total: 0,
    queue: 0,
    tier: 0,
    interval: 0,
    group: 0,
    agent: 0,
    match: 0,
    cell: 0,
  }
  const groupOf = groups.flatMap(({ name, agents }) => agents.map(() => name))
  rows.forEach(({ kind, features = [] }, row) => {
    const index = nth[kind]++
    const facts =
      kind === 'match'
        ? { ...NO_FACTS, match: [tally.matches[matches[index]!.place]!, matched] as const }
        : kind === 'agent'
          ? agentFacts(scenario, run, groupOf[index]!, index)
          : factsOf(scenario, run, kind, index)
    for (let column = 0; column < columns; column++) {
      const ratio = appliesTo(column, kind, features) ? ratioOf(column, facts) : null
      if (ratio === null) continue
      numerators[row * columns + column] = ratio[0]
      denominators[row * columns + column] = ratio[1]
    }
  })
  return { rows, numerators, denominators }
}

/** Of a row of which nothing is known. */
export const NO_FACTS: RowFacts = {
  contacts: null,
  waits: null,
  answered: null,
  taken: null,
  agents: null,
  line: null,
  match: null,
  prices: null,
  wages: null,
}

/** What the run knows of one agent. */
function agentFacts(
  scenario: Scenario,
  { tally, agentTime }: RunResult,
  group: string,
  agent: number,
): RowFacts {
  const { costs } = scenario
  const taken = tally.taken.subarray(agent * count.TAKEN_FIELDS, (agent + 1) * count.TAKEN_FIELDS)
  const agents = agentTime.byAgent.subarray(agent * AGENT_FIELDS, (agent + 1) * AGENT_FIELDS)
  const wages = costs === null ? 0 : wagesOf(scenario, costs, group, agents)
  return { ...NO_FACTS, answered: taken[count.TAKEN]!, taken, agents, prices: costs, wages }
}

/** What the run knows of the row that is the given one of its kind. */
function factsOf(
  scenario: Scenario,
  { tally, agentTime, groups }: RunResult,
  kind: Exclude<RowKind, 'agent' | 'match'>,
  index: number,
): RowFacts {
  const all = { queue: -1, tier: -1, interval: -1, group: -1 }
  const { count: intervals } = tally.intervals
  const where: Where =
    kind === 'total'
      ? all
      : kind === 'cell'
        ? { ...all, queue: Math.floor(index / intervals), interval: index % intervals }
        : { ...all, [kind]: index }
  const isAgents = kind === 'group'
  const hasAgents = isAgents || kind === 'total' || kind === 'interval'
  const contacts = isAgents ? null : sumContacts(tally, where)
  const taken = isAgents || kind === 'total' ? sumTaken(tally, groups, where) : null
  return {
    contacts,
    answered: contacts === null ? taken![count.TAKEN]! : contacts[count.ANSWERED]!,
    taken,
    waits: isAgents || where.interval >= 0 ? null : mergedWaits(tally, where),
    agents: hasAgents ? sumAgents(agentTime.sums, intervals, groups.length, where) : null,
    line: isAgents || kind === 'tier' ? null : lineOf(tally.queueTime, tally.queues, where),
    match: null,
    prices: scenario.costs,
    wages: hasAgents ? sumWages(scenario, agentTime.sums, intervals, groups, where) : null,
  }
}

/** Time of waiting contacts, and time. */
function lineOf({ sums, spans }: QueueTime, queues: number, where: Where): Ratio {
  let waitingMs = 0
  let spanMs = 0
  for (let interval = first(where.interval); interval < end(where.interval, spans.length); interval++) {
    spanMs += spans[interval]!
    for (let queue = first(where.queue); queue < end(where.queue, queues); queue++) {
      waitingMs += sums[queue * spans.length + interval]!
    }
  }
  return [waitingMs, spanMs]
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
  for (let queue = first(where.queue); queue < end(where.queue, queues); queue++) {
    for (let tier = first(where.tier); tier < end(where.tier, tiers); tier++) {
      for (
        let interval = first(where.interval);
        interval < end(where.interval, intervals.count);
        interval++
      ) {
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

function mergedWaits({ waits, queues, tiers }: count.Tally, where: Where): Histogram {
  const merged = new Histogram()
  for (let queue = first(where.queue); queue < end(where.queue, queues); queue++) {
    for (let tier = first(where.tier); tier < end(where.tier, tiers); tier++) {
      merged.merge(waits[queue * tiers + tier]!)
    }
  }
  return merged
}

/** What the agents of a group took, or of all. */
function sumTaken({ taken }: count.Tally, groups: Groups, { group: of }: Where): Float64Array {
  const total = new Float64Array(count.TAKEN_FIELDS)
  let row = 0
  groups.forEach(({ agents }, group) => {
    const next = row + agents.length * count.TAKEN_FIELDS
    if (of < 0 || group === of) {
      for (; row < next; row += count.TAKEN_FIELDS) {
        for (let field = 0; field < count.TAKEN_FIELDS; field++) {
          total[field] = total[field]! + taken[row + field]!
        }
      }
    }
    row = next
  })
  return total
}

function sumAgents(sums: Float64Array, intervals: number, groups: number, where: Where): Float64Array {
  const total = new Float64Array(AGENT_FIELDS)
  for (let group = first(where.group); group < end(where.group, groups); group++) {
    for (let interval = first(where.interval); interval < end(where.interval, intervals); interval++) {
      const row = (group * intervals + interval) * AGENT_FIELDS
      for (let field = 0; field < AGENT_FIELDS; field++) total[field] = total[field]! + sums[row + field]!
    }
  }
  return total
}

/** What the agents cost; 0 where no prices are stated. */
function sumWages(
  scenario: Scenario,
  sums: Float64Array,
  intervals: number,
  groups: Groups,
  where: Where,
): number {
  const { costs } = scenario
  if (costs === null) return 0
  let total = 0
  for (let group = first(where.group); group < end(where.group, groups.length); group++) {
    const own = sumAgents(sums, intervals, groups.length, { ...where, group })
    total += wagesOf(scenario, costs, groups[group]!.name, own)
  }
  return total
}

function first(index: number): number {
  return Math.max(index, 0)
}

function end(index: number, all: number): number {
  return index < 0 ? all : index + 1
}
