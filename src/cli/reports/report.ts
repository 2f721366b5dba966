/**
 * The report of a simulation for a planner: what was run, the total with its uncertainty, then one line for each queue,
 * tier, interval and group of agents. Every measure is defined where it is printed first.
 * It prints the numbers it is given and computes none. **cost** O(rows).
 */
import { MEASURES, type RowKind, type Unit } from '../../sim/measures/measure-list.js'
import type { Estimate, EstimateRow, Summary } from '../../sim/study/replicate.js'
import { instantText } from '../../sim/scenario-language/duration.js'
import { statedTimeText } from '../../base/time-unit.js'
import { type ColumnText, columnText, formatted, scaleOf, told } from './format.js'
import type { Judgement } from '../../sim/study/threshold.js'
import { type SimulateReport, addsUpDays } from './simulate-report.js'
import { aligned } from './table.js'
import { painted } from '../terminal.js'

interface Column {
  readonly measure: string
  /** Two lines above the column; the unit follows in a third. */
  readonly head: readonly [string, string]
  /** What the record has is shown beside. */
  readonly besideRecord?: true
  /** Of a group: from the agent with the least to the one with the most. */
  readonly overAgents?: true
}

const CONTACT_COLUMNS: readonly Column[] = [
  { measure: 'offered', head: ['', 'offered'] },
  { measure: 'answered', head: ['', 'answered'], besideRecord: true },
  { measure: 'contained', head: ['by', 'bot'] },
  { measure: 'abandonment', head: ['', 'abandoned'], besideRecord: true },
  { measure: 'serviceLevel.answeredOnly', head: ['in time of', 'answered'] },
  { measure: 'serviceLevel.withAbandons', head: ['in time of', 'all'], besideRecord: true },
  { measure: 'serviceLevel.excludingShortAbandons', head: ['less short', 'abandons'] },
  { measure: 'asa', head: ['', 'ASA'], besideRecord: true },
  { measure: 'meanWait', head: ['mean', 'wait'], besideRecord: true },
  { measure: 'wait.p90', head: ['90 % wait', 'up to'] },
  { measure: 'longestWait', head: ['longest', 'wait'] },
  { measure: 'waitOver5Min', head: ['waited', '> 5 min'] },
  { measure: 'alerts.queueWait.breached', head: ['wait', 'alerts'] },
  { measure: 'occupancy', head: ['', 'occupancy'] },
]

const GROUP_COLUMNS: readonly Column[] = [
  { measure: 'agentHours', head: ['available', 'time'] },
  { measure: 'answered', head: ['', 'answered'] },
  { measure: 'hardContacts', head: ['hard', 'contacts'] },
  { measure: 'occupancy', head: ['', 'occupancy'] },
  { measure: 'occupancy', head: ['by agent', 'least-most'], overAgents: true },
  { measure: 'concurrency', head: ['contacts', 'at once'] },
  { measure: 'overtimeHours', head: ['', 'overtime'] },
]

const SECTIONS: readonly {
  readonly kind: RowKind
  readonly title: string
  readonly columns: readonly Column[]
}[] = [
  { kind: 'queue', title: 'queue', columns: CONTACT_COLUMNS },
  { kind: 'tier', title: 'tier', columns: CONTACT_COLUMNS },
  { kind: 'interval', title: 'from', columns: CONTACT_COLUMNS },
  { kind: 'group', title: 'agents', columns: GROUP_COLUMNS },
]

const RECORD_NOTE = [
  'The record decides who calls when, the service time of whoever was answered, and the patience of whoever hung up. Drawn are',
  'the patience of whoever was answered, beyond the recorded wait, and the service time of whoever hung up. Absences that the',
  'sessions do not show make agents more available here than they were: compare policies with each other, not with the record.',
]

const units = new Map<string, Unit>(MEASURES.map(({ name, unit }) => [name, unit]))

/** The report as text that ends in a line break. */
export function reportText(report: SimulateReport, colour: boolean): string {
  const { summary, recorded } = report
  const until = report.untilMs === null ? '' : ` until ${instantText(report.untilMs)}`
  const lines = [
    painted(report.scenario, 'bold', colour),
    `skillroute ${report.version}  seed ${report.seed}  replications ${summary.replications}  config ${report.configHash}`,
    `from ${instantText(report.fromMs)}${until}; ${inTimeText(report.serviceLevels)}`,
    '',
    ...totalLines(summary, recorded, colour),
    ...thresholdLines(report.thresholds, colour),
  ]
  for (const { kind, title, columns } of SECTIONS) {
    const rows = summary.rows.filter((row) => row.kind === kind && !isEmpty(row))
    if (rows.length === 0) continue
    const known = recorded === null ? [] : recorded.rows.filter((row) => row.kind === kind)
    const members = kind === 'group' ? membersOf(summary) : new Map<string, EstimateRow[]>()
    const together = kind === 'interval' && addsUpDays(report)
    lines.push('', ...(together ? [painted('each hour is that of all days together', 'dim', colour)] : []))
    lines.push(...sectionLines(title, columns, rows, known, members, colour))
  }
  if (recorded !== null) lines.push('', ...RECORD_NOTE.map((line) => painted(line, 'dim', colour)))
  return `${lines.join('\n')}\n`
}

const VERDICT_STYLE = { pass: 'green', fail: 'red', inconclusive: 'yellow' } as const

/** A verdict on each threshold, with the value that it is about. */
function thresholdLines(thresholds: readonly Judgement[], colour: boolean): string[] {
  if (thresholds.length === 0) return []
  const width = Math.max(...thresholds.map(({ text }) => text.length))
  const lines = thresholds.map(({ text, verdict, measure, value, halfWidth }) => {
    const found = value === null ? 'no value' : told(value, units.get(measure)!, halfWidth)
    return `${painted(verdict.padEnd(12), VERDICT_STYLE[verdict], colour)}  ${text.padEnd(width)}  ${found}`
  })
  return ['', painted('thresholds', 'dim', colour), ...lines]
}

/** `in time: within 20 s`, by queue where they differ. */
export function inTimeText(levels: SimulateReport['serviceLevels']): string {
  const own = ({ withinMs, shortAbandonMs }: SimulateReport['serviceLevels'][number]): string =>
    `in time: within ${statedTimeText(withinMs)}, short abandons: before ${statedTimeText(shortAbandonMs)}`
  const [first] = levels.map(own)
  if (levels.every((each) => own(each) === first)) return first ?? ''
  return levels.map((each) => `${each.queue} ${own(each)}`).join('; ')
}

/** A tier or interval in which nobody called. */
function isEmpty({ kind, estimates }: EstimateRow): boolean {
  return kind !== 'queue' && estimates['offered']?.numerator === 0
}

/** Each measure of the total on a line of its own, with its interval and its definition. */
function totalLines(summary: Summary, recorded: Summary | null, colour: boolean): string[] {
  const total = summary.rows[0]!
  const known = recorded?.rows[0]
  const spread = summary.replications > 1
  const head = ['', 'total', ...(spread ? ['+-'] : []), ...(known ? ['recorded'] : []), '']
  const shown = MEASURES.flatMap(({ name, unit, numerator, denominator }) => {
    const found = total.estimates[name]
    if (found === undefined || isSilent(name, found)) return []
    const record = known?.estimates[name]
    const hasRecord = record !== undefined && !isSilent(name, record)
    const { write, unit: suffix } = scaleOf(
      unit,
      found.value,
      hasRecord ? record.value : null,
      // A spread decides how counts are written, and not in which unit times are.
      unit === 'ms' ? null : found.halfWidth,
    )
    const cells = [
      name,
      write(found.value),
      ...(spread ? [write(found.halfWidth)] : []),
      ...(known ? [hasRecord ? write(record.value) : ''] : []),
    ]
    return [{ cells, suffix, prose: `${numerator} ${denominator === 'run' ? 'per' : '/'} ${denominator}` }]
  })
  const width = Math.max(...shown.map(({ suffix }) => suffix.length))
  const rows = shown.map(({ cells, suffix, prose }) => ({ cells: [...cells, suffix.padEnd(width)], prose }))
  const confidence = formatted(summary.confidence, 'share')
  return [
    ...aligned([{ cells: head }, ...rows], (prose) => painted(prose, 'dim', colour)),
    spread
      ? `+- : ${confidence} % confidence, Student's t over the replications`
      : 'one replication: no confidence intervals (--replications 10 gives them)',
  ]
}

/** What does not happen in this scenario is left out. */
function isSilent(name: string, { value, numerator }: Estimate): boolean {
  const rare = [
    'contained',
    'containment',
    'botContacts',
    'handedOver',
    'refused',
    'blocking',
    'unresolved',
    'closed',
    'closed.waiting',
    'unservable',
    'overtimeHours',
    'cost.bot',
    'cost.lost',
    'lost',
    'balking',
    'redials',
    'repeatContacts',
    'hardContacts',
    'emotionalLoad',
  ]
  return value === null || (numerator === 0 && (rare.includes(name) || name.startsWith('alerts.')))
}

function sectionLines(
  title: string,
  columns: readonly Column[],
  rows: readonly EstimateRow[],
  known: readonly EstimateRow[],
  members: ReadonlyMap<string, readonly EstimateRow[]>,
  colour: boolean,
): string[] {
  const shown = columns.filter(({ measure, overAgents }) =>
    rows.some(({ name, estimates }) => {
      const found = estimates[measure]
      if (overAgents === true) return (members.get(name)?.length ?? 0) > 1
      return found !== undefined && !(NAMED_WHERE_THERE_ARE_ANY.has(measure) && found.numerator === 0)
    }),
  )
  const recordOf = new Map(known.map((row) => [row.name, row]))
  const withRecord = (column: Column, own: string, record: string): string[] =>
    known.length > 0 && column.besideRecord === true ? [own, record] : [own]
  const texts = shown.map((column) => cellsOf(column, rows, recordOf))
  const unitOf = (column: Column, i: number): string[] => withRecord(column, texts[i]!.unit, texts[i]!.unit)
  const cells = [
    ['', ...shown.flatMap((column) => withRecord(column, column.head[0], ''))],
    [title, ...shown.flatMap((column) => withRecord(column, column.head[1], 'recorded'))],
    ['', ...shown.flatMap(unitOf)],
    ...rows.map((row, at) => [
      row.name,
      ...shown.flatMap((column, i) =>
        column.overAgents === true
          ? [rangeOf(members.get(row.name) ?? [], column)]
          : withRecord(column, texts[i]!.rows[at]!, texts[i]!.rows[rows.length + at]!),
      ),
    ]),
  ]
  return aligned(cells.map((row) => ({ cells: row }))).map((line, index) =>
    index < 3 ? painted(line, 'dim', colour) : line,
  )
}

const NAMED_WHERE_THERE_ARE_ANY: ReadonlySet<string> = new Set(['contained', 'hardContacts'])

/** The agents of each group. */
function membersOf({ rows }: Summary): Map<string, EstimateRow[]> {
  const members = new Map<string, EstimateRow[]>()
  for (const row of rows) {
    if (row.group === undefined) continue
    const own = members.get(row.group)
    if (own === undefined) members.set(row.group, [row])
    else own.push(row)
  }
  return members
}

/** `71.2-80.4`; nothing for an agent alone. */
function rangeOf(members: readonly EstimateRow[], { measure }: Column): string {
  const values = members.flatMap(({ estimates }) => estimates[measure]?.value ?? [])
  if (values.length < 2) return ''
  const { write } = scaleOf(units.get(measure)!, ...values)
  return `${write(Math.min(...values))}-${write(Math.max(...values))}`
}

/** The values of a column, then what the record has of the same rows; nothing where there is no such measure. */
function cellsOf(
  { measure }: Column,
  rows: readonly EstimateRow[],
  recordOf: ReadonlyMap<string, EstimateRow>,
): { readonly unit: string; readonly rows: readonly string[] } {
  const found = [...rows, ...rows.map(({ name }) => recordOf.get(name))].map((row) => row?.estimates[measure])
  const { unit, rows: texts }: ColumnText = columnText(
    units.get(measure)!,
    found.map((estimate) => [estimate?.value ?? null]),
  )
  return { unit, rows: texts.map(([text], i) => (found[i] === undefined ? '' : text!)) }
}
