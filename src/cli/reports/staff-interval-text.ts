/**
 * What each interval needs by simulation, for people: a line for each group and stretch of like numbers, with its proof.
 * Idea: of a stretch the closest calls are told: what is kept by least, and what one agent less misses by least; the JSON has
 * every interval. It prints the numbers it is given and computes none. **cost** O(groups x intervals x targets).
 */
import { type IntervalJudgement, OF_DAY } from '../../sim/staff-requirement/interval-targets.js'
import type { TriedDay } from '../../sim/staff-requirement/interval-search.js'
import { MEASURES } from '../../sim/measures/measure-list.js'
import { shortfallOf } from '../../sim/staff-requirement/staff-search.js'
import { counted, told } from './format.js'
import type { StaffReport } from '../staff.js'
import type { StaffByInterval } from '../staff-interval.js'
import { type TableRow, aligned } from './table.js'
import { painted } from '../terminal.js'

/** '' when it was not asked. */
export function intervalText(
  { byInterval, replications, seed, others }: StaffReport,
  colour: boolean,
): string {
  if (byInterval === null) return ''
  const { best, nearest, plans, asked, groups, intervals, isOver } = byInterval
  const dim = (prose: string): string => painted(prose, 'dim', colour)
  const besides = others.map(({ name, agents }) => (agents === 1 ? name : `${agents} ${name}`)).join(', ')
  const agentHours = sum(groups.map((_, group) => hoursOf(byInterval, nearest, group)))
  const cost = nearest.cost
  return [
    '',
    painted('by simulation, interval by interval', 'bold', colour),
    `${counted(plans, 'plan')}, ${replications} replications each with the same customers, seed ${seed}`,
    ...(asked.byInterval.length === 0 ? [] : [`each interval by itself: ${asked.byInterval.join('; ')}`]),
    ...(asked.ofDay.length === 0 ? [] : [`the whole day: ${asked.ofDay.join('; ')}`]),
    ...(besides === '' ? [] : [`besides, as they are and not in the cost: ${besides}`]),
    '',
    ...(isOver ? [] : ['interrupted: a cheaper plan may be found by a search to the end', '']),
    ...(best === null
      ? [`no plan ${isOver ? 'within the limits' : 'so far'} keeps every target; the nearest:`]
      : []),
    ...aligned(
      [
        {
          cells: ['agents', 'from', 'until', 'number'],
          prose: best === null ? '' : isOver ? 'proof' : 'kept',
        },
        ...groups.flatMap((_, group) => rowsOf(byInterval, group)),
      ],
      dim,
    ),
    '',
    ...(groups.length < 2 ? [] : [...sums(byInterval), '']),
    `${agentHours.toFixed(1)} agent-hours${Math.abs(cost - agentHours) < 1e-6 ? '' : `, at a cost of ${cost.toFixed(2)}`}`,
    ...(best === null
      ? [
          '',
          'missed',
          ...nearest.judgements
            .filter((each) => shortfallOf(each) > 0)
            .map((each) => `  ${whereText(byInterval, each)} ${judgementText(each)}`),
        ]
      : []),
    ...(intervals.some(({ isMeasured }) => !isMeasured)
      ? ['in the warm-up nothing is measured: there the numbers are those of the formulas']
      : []),
    '',
  ].join('\n')
}

/** Stretches of intervals in which the same is at work: indices of the first and of the one after the last. */
function stretches(count: number, keyOf: (interval: number) => string): [first: number, end: number][] {
  const found: [number, number][] = []
  for (let interval = 0; interval < count; interval++) {
    const last = found.at(-1)
    if (last !== undefined && keyOf(last[0]) === keyOf(interval)) last[1] = interval + 1
    else found.push([interval, interval + 1])
  }
  return found
}

function rowsOf(found: StaffByInterval, group: number): TableRow[] {
  const { groups, intervals, nearest } = found
  const { name } = groups[group]!
  const countOf = (interval: number): number => nearest.counts[group * intervals.length + interval]!
  return stretches(
    intervals.length,
    (interval) => `${countOf(interval)}|${intervals[interval]!.isMeasured}`,
  ).map(([first, end]) => ({
    cells: [name, intervals[first]!.from, intervals[end - 1]!.until, String(countOf(first))],
    prose: found.best === null ? '' : proofText(found, group, first, end),
  }))
}

/** All groups together. */
function sums({ groups, intervals, nearest }: StaffByInterval): string[] {
  const totals = intervals.map((_, interval) =>
    sum(groups.map((__, group) => nearest.counts[group * intervals.length + interval]!)),
  )
  return aligned([
    { cells: ['all agents', 'from', 'until', 'number'] },
    ...stretches(intervals.length, (interval) => String(totals[interval])).map(([first, end]) => ({
      cells: ['', intervals[first]!.from, intervals[end - 1]!.until, String(totals[first])],
    })),
  ])
}

/** With n, what is kept by least in these intervals; with n - 1 in one of them alone, what is missed by least. */
function proofText(found: StaffByInterval, group: number, first: number, end: number): string {
  const { best, intervals, oneLess } = found
  const base = group * intervals.length
  const count = best!.counts[base + first]!
  if (!intervals[first]!.isMeasured) return 'not measured'
  if (count === 0) return 'nobody needed'
  const isLong = end - first > 1
  const parts: string[] = []
  const kept = best!.judgements
    .filter(({ interval }) => interval >= first && interval < end)
    .toSorted((a, b) => slackOf(a) - slackOf(b))[0]
  if (kept !== undefined) {
    parts.push(`with ${count}: ${isLong ? `${whereText(found, kept)} ` : ''}${judgementText(kept)}`)
  }
  const missed: [interval: number, what: IntervalJudgement][] = []
  let refusal: string | null = null
  for (let interval = first; interval < end; interval++) {
    // Of one plan that which is missed by most shows why the agent is needed.
    const less = oneLess[base + interval]
    const worst = less?.judgements.toSorted((a, b) => shortfallOf(b) - shortfallOf(a))[0]
    if (worst !== undefined) missed.push([interval, worst])
    refusal ??= less?.refusal ?? null
  }
  if (missed.length === 0) {
    return [...parts, ...(refusal === null ? [] : [`with ${count - 1}: cannot be run: ${refusal}`])].join(
      '; ',
    )
  }
  const [interval, worst] = missed.toSorted((a, b) => shortfallOf(a[1]) - shortfallOf(b[1]))[0]!
  const at = isLong ? ` at ${intervals[interval]!.from}` : ''
  const where = worst.interval === interval ? '' : `${whereText(found, worst)} `
  parts.push(`with ${count - 1}${at}: ${where}${judgementText(worst)}`)
  return parts.join('; ')
}

/** How far a kept bound is from its limit, in the measure of a shortfall. */
function slackOf({ value, halfWidth, comparison, limit }: IntervalJudgement): number {
  const scale = Math.abs(limit) > 1 ? Math.abs(limit) : 1
  const bound = comparison.startsWith('>') ? value! - halfWidth! : value! + halfWidth!
  return Math.abs(bound - limit) / scale
}

function whereText({ intervals }: StaffByInterval, { interval }: IntervalJudgement): string {
  return interval === OF_DAY ? 'of the day' : intervals[interval]!.from
}

function judgementText({ text, verdict, measure, value, halfWidth }: IntervalJudgement): string {
  const own = MEASURES.find(({ name }) => name === measure)!.unit
  // One contact in fifty days is few, not none.
  const unit = own === 'contacts' && value !== null && value < 1 ? 'ratio' : own
  const found = `${text}: ${told(value, unit, halfWidth)}`
  return verdict === 'pass' ? found : `${found} (${verdict === 'fail' ? 'missed' : 'not decided'})`
}

function hoursOf({ intervals }: StaffByInterval, { counts }: TriedDay, group: number): number {
  return sum(intervals.map(({ hours }, i) => hours * counts[group * intervals.length + i]!))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
