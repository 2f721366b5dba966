/**
 * What staff it takes, for people: the requirement of each interval with its proof, the cheapest plan with its proof, and
 * what less money buys. It prints the numbers it is given and computes none. **cost** O(intervals x queues + plans).
 */
import { MEASURES } from '../../sim/measures/measure-list.js'
import type { FormulaNeed } from '../../sim/staff-requirement/formula-staff.js'
import { type Tried, frontier, simulated } from '../../sim/staff-requirement/staff-search.js'
import type { Judgement } from '../../sim/study/threshold.js'
import { columnText, counted, told } from './format.js'
import type { StaffReport } from '../staff.js'
import { aligned } from './table.js'
import { painted } from '../terminal.js'

/** The formulas' answer: a line for each stretch of like intervals of each queue, and the sum of the queues. */
export function formulaText(
  { scenario, version, days, formulas, gaps }: StaffReport,
  colour: boolean,
): string {
  const hasPlaces = formulas.some(({ places }) => places > 1)
  const needs = stretches(formulas, rowOf)
  const handle = columnText(
    'ms',
    needs.map(([{ meanServiceMs }]) => [meanServiceMs]),
  )
  const head = [
    'queue',
    'from',
    'until',
    'calls/h',
    `AHT ${handle.unit}`.trimEnd(),
    'erlangs',
    ...(hasPlaces ? ['places', 'each'] : []),
  ]
  const rows = needs.map(([need, until], i) => ({
    cells: [
      need.queue,
      need.from,
      until,
      need.arrivalsPerHour.toFixed(1),
      handle.rows[i]![0]!,
      need.requirement.load.toFixed(2),
      ...(hasPlaces ? [String(need.requirement.agents), need.places.toFixed(2)] : []),
      String(need.agents),
      String(need.scheduledAgents),
    ],
    prose: proofText(need),
  }))
  const models = new Set(
    formulas.map(({ meanPatienceMs }) => (meanPatienceMs === Infinity ? 'Erlang C' : 'Erlang A')),
  )
  const assumed = [...new Set(formulas.filter(({ isAssumed }) => isAssumed).map(({ queue }) => queue))]
  const notes = [
    ...(assumed.length > 0
      ? [
          `${assumed.join(', ')}: no threshold says what the formulas can keep (a serviceLevel below 100 %, asa, occupancy or, of those who hang up, abandonment), so 80 % in time is asked`,
        ]
      : []),
    ...(days > 1
      ? [
          `calls/h: mean over those of the ${days} days on which somebody calls at that time (one day alone: --set days=1 --set firstDay=saturday)`,
        ]
      : []),
    ...(hasPlaces
      ? ['places: contacts that fit at a time; each: of one agent, on average over the channels']
      : []),
    ...gaps,
  ].map((note) => painted(note, 'dim', colour))
  return [
    painted(scenario, 'bold', colour),
    `skillroute ${version}  by formula (${[...models].join(', ')}): each queue and interval on its own, all agents alike`,
    '',
    ...aligned([{ cells: [...head, 'agents', 'to pay'], prose: 'proof' }, ...rows], (prose) =>
      painted(prose, 'dim', colour),
    ),
    ...notes,
    ...sumLines(formulas),
    '',
  ].join('\n')
}

/** Neighbouring needs of one queue that are alike, with the end of the last. */
function stretches<Need extends { readonly from: string; readonly until: string }>(
  needs: readonly Need[],
  keyOf: (need: Need) => string,
): [first: Need, until: string][] {
  const found: [Need, string][] = []
  let last: { key: string; until: string } | undefined
  for (const need of needs) {
    const key = keyOf(need)
    if (last?.key === key && last.until === need.from) found.at(-1)![1] = need.until
    else found.push([need, need.until])
    last = { key, until: need.until }
  }
  return found
}

function rowOf({
  queue,
  arrivalsPerHour,
  meanServiceMs,
  meanPatienceMs,
  places,
  requirement,
}: FormulaNeed): string {
  return [queue, arrivalsPerHour, meanServiceMs, meanPatienceMs, places, requirement.agents].join('|')
}

/** What all queues need together, each with agents of its own. */
function sumLines(formulas: readonly FormulaNeed[]): string[] {
  const queues = new Set(formulas.map(({ queue }) => queue))
  if (queues.size < 2) return []
  const sums = new Map<string, { from: string; until: string; agents: number; scheduledAgents: number }>()
  for (const { from, until, agents, scheduledAgents } of formulas) {
    const sum = sums.get(from) ?? { from, until, agents: 0, scheduledAgents: 0 }
    sum.agents += agents
    sum.scheduledAgents += scheduledAgents
    sums.set(from, sum)
  }
  const rows = stretches([...sums.values()], (sum) => `${sum.agents}|${sum.scheduledAgents}`)
  return [
    '',
    ...aligned([
      { cells: ['all queues', 'from', 'until', 'agents', 'to pay'], prose: '' },
      ...rows.map(([{ from, agents, scheduledAgents }, until]) => ({
        cells: ['', from, until, String(agents), String(scheduledAgents)],
        prose: '',
      })),
    ]),
  ]
}

const TARGET_WORDS: Readonly<Record<string, string>> = {
  pAbandon: 'abandoned',
  asaMs: 'ASA',
  occupancy: 'occupancy',
}

/** What is in time, by definition; of all, unless it is said. */
const LEVEL_WORDS: Readonly<Record<NonNullable<FormulaNeed['definition']>, string>> = {
  withAbandons: 'in time',
  answeredOnly: 'in time of answered',
  excludingShortAbandons: 'in time less short abandons',
  notWaitingLonger: 'answered or gone in time',
}

/** What binds: kept with n, missed with n - 1. Of places where agents have several contacts at a time. */
function proofText({ requirement, definition, places }: FormulaNeed): string {
  const { agents, proof } = requirement
  if (agents === 0) return 'nobody calls'
  const what = places > 1 ? ' places' : ''
  return proof
    .filter(({ binding }) => binding)
    .map(({ target, atAgents, atOneLess }) => {
      const unit = target === 'asaMs' ? 'ms' : 'share'
      const words =
        target === 'serviceLevel' && definition !== null ? LEVEL_WORDS[definition] : TARGET_WORDS[target]
      const [kept, missed] = [told(atAgents, unit), told(atOneLess!, unit)]
      return `${words ?? target} ${kept} with ${agents}${what}, ${kept === missed ? 'just missed' : missed} with ${agents - 1}`
    })
    .join('; ')
}

/** The simulation's answer. '' when it was not asked. */
export function searchText(
  { pools, found, replications, seed, others }: StaffReport,
  colour: boolean,
): string {
  if (found === null) return ''
  const { best, oneLess, tried, isOver } = found
  const lines = [
    '',
    painted('by simulation', 'bold', colour),
    `${counted(simulated(tried).length, 'plan')}, ${replications} replications each with the same customers, seed ${seed}`,
    ...(others.length === 0
      ? []
      : [
          `besides, as they are and not in the cost: ${others.map(({ name, agents }) => (agents === 1 ? name : `${agents} ${name}`)).join(', ')}`,
        ]),
    '',
  ]
  if (!isOver) lines.push('interrupted: a cheaper plan may be found by a search to the end', '')
  const where = isOver ? 'within the limits' : 'so far'
  if (best === null) lines.push(`no plan ${where} keeps every threshold; the nearest:`)
  const plans: [string, Tried][] = []
  const title = isOver ? 'cheapest plan' : 'cheapest so far'
  if (best !== null) plans.push([title, best])
  oneLess.forEach((each, i) => {
    if (each !== null) plans.push([`one ${pools[i]!.name} less`, each])
  })
  if (best === null) plans.push(['', tried.toSorted((a, b) => a.shortfall - b.shortfall)[0]!])
  const head = ['', ...pools.map(({ name }) => name), 'cost']
  lines.push(
    ...aligned(
      [
        { cells: head },
        ...plans.map(([name, plan]) => ({
          cells: [name, ...plan.counts.map(String), figure(plan.cost)],
          prose:
            plan.refusal === null
              ? plan.judgements
                  .filter(({ verdict }) => plan === best || verdict !== 'pass')
                  .map(judgementText)
                  .join('; ')
              : `cannot be run: ${plan.refusal}`,
        })),
      ],
      (prose) => painted(prose, 'dim', colour),
    ),
    '',
    'what less money buys',
    ...aligned([
      { cells: [...pools.map(({ name }) => name), 'cost'] },
      ...frontier(tried).map((plan) => ({
        cells: [...plan.counts.map(String), figure(plan.cost)],
        prose: plan.judgements.map(judgementText).join('; '),
      })),
    ]),
    '',
  )
  return lines.join('\n')
}

function judgementText({ text, verdict, measure, value, halfWidth }: Judgement): string {
  const { unit } = MEASURES.find(({ name }) => name === measure)!
  const found = told(value, unit, halfWidth)
  return verdict === 'pass'
    ? `${text}: ${found}`
    : `${text}: ${found} (${verdict === 'fail' ? 'missed' : 'not decided'})`
}

function figure(cost: number): string {
  return Number.isInteger(cost) ? String(cost) : cost.toFixed(2)
}
