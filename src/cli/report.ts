/**
 * The report of a simulation for a planner: what was run, the total with its uncertainty, then one line for each queue,
 * tier, interval and group of agents. Every measure is defined where it is printed first.
 * It prints the numbers it is given and computes none. **cost** O(rows).
 */
import { MEASURES, type RowKind, type Unit } from '../sim/measures.js'
import type { Estimate, EstimateRow, Summary } from '../sim/replicate.js'
import { clockText } from '../sim/duration.js'
import { formatted, unitText } from './format.js'
import type { SimulateReport } from './simulate.js'
import { aligned } from './table.js'
import { painted } from './terminal.js'

interface Column {
  readonly measure: string
  /** Two lines above the column; the unit follows in a third. */
  readonly head: readonly [string, string]
}

const CONTACT_COLUMNS: readonly Column[] = [
  { measure: 'offered', head: ['', 'offered'] },
  { measure: 'answered', head: ['', 'answered'] },
  { measure: 'contained', head: ['by', 'bot'] },
  { measure: 'abandonment', head: ['', 'abandoned'] },
  { measure: 'serviceLevel.answeredOnly', head: ['in time of', 'answered'] },
  { measure: 'serviceLevel.withAbandons', head: ['in time of', 'all'] },
  { measure: 'serviceLevel.excludingShortAbandons', head: ['less short', 'abandons'] },
  { measure: 'asa', head: ['', 'ASA'] },
  { measure: 'meanWait', head: ['mean', 'wait'] },
  { measure: 'waitQuantile.p90', head: ['90 % wait', 'up to'] },
  { measure: 'longestWait', head: ['longest', 'wait'] },
  { measure: 'waitOver5Min', head: ['waited', '> 5 min'] },
  { measure: 'alerts.queueWait.breached', head: ['wait', 'alerts'] },
  { measure: 'occupancy', head: ['', 'occupancy'] },
]

const GROUP_COLUMNS: readonly Column[] = [
  { measure: 'agentHours', head: ['available', 'time'] },
  { measure: 'occupancy', head: ['', 'occupancy'] },
  { measure: 'concurrency', head: ['contacts', 'at once'] },
  { measure: 'overtimeHours', head: ['', 'overtime'] },
]

const SECTIONS: readonly { readonly kind: RowKind; readonly title: string; readonly columns: readonly Column[] }[] = [
  { kind: 'queue', title: 'queue', columns: CONTACT_COLUMNS },
  { kind: 'tier', title: 'tier', columns: CONTACT_COLUMNS },
  { kind: 'interval', title: 'from', columns: CONTACT_COLUMNS },
  { kind: 'group', title: 'agents', columns: GROUP_COLUMNS },
]

const unitOf = new Map<string, Unit>(MEASURES.map(({ name, unit }) => [name, unit]))

/** The report as text that ends in a line break. */
export function reportText(report: SimulateReport, colour: boolean): string {
  const { summary, recorded } = report
  const lines = [
    painted(report.scenario, 'bold', colour),
    `skillroute ${report.version}  seed ${report.seed}  replications ${summary.replications}  config ${report.configHash}`,
    `from ${clockText(report.fromMs)}${report.untilMs === null ? '' : ` until ${clockText(report.untilMs)}`}`,
    '',
    ...totalLines(summary, recorded, colour),
  ]
  for (const { kind, title, columns } of SECTIONS) {
    const rows = summary.rows.filter((row) => row.kind === kind)
    if (rows.length === 0) continue
    lines.push('', ...sectionLines(title, columns, rows, undefined, colour))
    const known = recorded?.rows.filter((row) => row.kind === kind) ?? []
    if (known.length > 0) lines.push('', ...sectionLines(`${title}, recorded`, columns, known, rows, colour))
  }
  return `${lines.join('\n')}\n`
}

/** Each measure of the total on a line of its own, with its interval and its definition. */
function totalLines(summary: Summary, recorded: Summary | null, colour: boolean): string[] {
  const total = summary.rows[0]!
  const known = recorded?.rows[0]
  const spread = summary.replications > 1
  const head = ['', 'total', ...(spread ? ['+-'] : []), ...(known ? ['recorded'] : []), '', '']
  const rows = MEASURES.flatMap(({ name, unit, numerator, denominator }) => {
    const found = total.estimates[name]
    if (found === undefined || isSilent(name, found)) return []
    return [
      [
        name,
        formatted(found.value, unit),
        ...(spread ? [formatted(found.halfWidth, unit)] : []),
        ...(known ? [shownRecord(known, name)] : []),
        unitText[unit].padEnd(2),
        ` ${numerator} / ${denominator}`,
      ],
    ]
  })
  // The definitions are prose, so they are not aligned to the right like numbers.
  const numbers = aligned([head, ...rows].map((row) => row.slice(0, -1)))
  const prose = ['', ...rows.map((row) => row.at(-1)!)]
  const lines = numbers.map((line, index) => `${line.padEnd(numbersWidth(numbers))} ${painted(prose[index]!, 'dim', colour)}`.trimEnd())
  const note = spread ? [`+- : ${formatted(summary.confidence, 'share')} % confidence, Student's t over the replications`] : []
  return [...lines, ...note]
}

function numbersWidth(lines: readonly string[]): number {
  return Math.max(...lines.map(({ length }) => length))
}

/** What does not happen in this scenario is left out. */
function isSilent(name: string, { value, numerator }: Estimate): boolean {
  const rare = ['contained', 'containment', 'refused', 'unresolved', 'unservable', 'overtimeHours']
  return value === null || (numerator === 0 && (rare.includes(name) || name.startsWith('alerts.')))
}

function shownRecord(known: EstimateRow, name: string): string {
  const found = known.estimates[name]
  return found === undefined || isSilent(name, found) ? '' : formatted(found.value, unitOf.get(name)!)
}

function sectionLines(
  title: string,
  columns: readonly Column[],
  rows: readonly EstimateRow[],
  like: readonly EstimateRow[] | undefined,
  colour: boolean,
): string[] {
  const shown = columns.filter(({ measure }) =>
    [...rows, ...(like ?? [])].some(({ estimates }) => {
      const found = estimates[measure]
      return found !== undefined && !(measure === 'contained' && found.numerator === 0)
    }),
  )
  const cells = [
    ['', ...shown.map(({ head }) => head[0])],
    [title, ...shown.map(({ head }) => head[1])],
    ['', ...shown.map(({ measure }) => unitText[unitOf.get(measure)!])],
    ...rows.map(({ name, estimates }) => [
      name,
      ...shown.map(({ measure }) => {
        const found = estimates[measure]
        return found === undefined ? '' : formatted(found.value, unitOf.get(measure)!)
      }),
    ]),
  ]
  const lines = aligned(cells)
  return lines.map((line, index) => (index < 3 ? painted(line, 'dim', colour) : line))
}
