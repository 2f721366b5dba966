/**
 * The agents of a scenario on the report page: everybody's occupancy as a dot, then groups and agents in tables.
 * Idea: of a few agents all are listed; of many, those at both ends, and the whole list to be opened.
 * It shows the numbers it is given and computes none. **cost** O(agents log agents x scenarios); allocates the text.
 * **order** of dots and short lists by occupancy, the highest first; of the whole list as in the scenario.
 */
import type { EstimateRow } from '../../sim/study/replicate.js'
import { CROWD, type DotLine, dotChart } from './dot-chart.js'
import { formatted } from './format.js'
import {
  charted,
  folded,
  ownText,
  rowsOf,
  scrolled,
  section,
  keyOf,
  table,
  tableRow,
  withSpread,
} from './page-elements.js'
import { escaped } from './chart.js'
import type { SimulateReport } from './simulate-report.js'

/** `isRare`: shown only where there is any. */
const COLUMNS: readonly { readonly name: string; readonly words: string; readonly isRare?: true }[] = [
  { name: 'agentHours', words: 'hours at work' },
  { name: 'answered', words: 'contacts answered' },
  { name: 'contactsPerAgentHour', words: 'contacts per hour' },
  { name: 'occupancy', words: 'occupancy' },
  { name: 'concurrency', words: 'contacts at once' },
  { name: 'hardContacts', words: 'hard contacts', isRare: true },
  { name: 'emotionalLoad', words: 'emotional load, per h', isRare: true },
  { name: 'overtimeHours', words: 'overtime', isRare: true },
  { name: 'cost.agents', words: 'cost', isRare: true },
]

/** Agents who are all listed; of more the ends. */
const FEW = 30
const ENDS = 5
/** Lines of the whole list. */
const MOST = 500
/** Lines of dots, for each scenario. */
const MOST_LINES = 40
/** Agents of their own with a line each; more share one. */
const MOST_SINGLES = 30

/** What is told of the agents; '' where nobody is known to work. */
export function agentsSection(reports: readonly SimulateReport[]): string {
  const parts = reports.map((report) => {
    const tables = [groupTable(reports, report), agentTables(reports, report)].join('')
    return reports.length > 1 && tables !== '' ? folded(report.scenario, tables) : tables
  })
  const content = `${dots(reports)}${parts.join('')}`
  return content === '' ? '' : section('Agents', content)
}

function dots(reports: readonly SimulateReport[]): string {
  const lines = charted(reports).map((report, i) => linesOf(report, i))
  const names = [...new Set(lines.flatMap((own) => own.map(({ name }) => name)))]
  if (names.length === 0) return ''
  const shown = names.slice(0, MOST_LINES)
  const ordered = shown.flatMap((name) =>
    lines
      .flatMap((own) => own.filter((line) => line.name === name))
      .map((line, i) => ({ ...line, name: i === 0 ? name : '' })),
  )
  const caption = 'Occupancy by agent: available time with a contact'
  const key =
    reports.length > 1
      ? charted(reports)
          .map(({ scenario }, i) => `<span class="name">${keyOf(i % 6)}${escaped(scenario)}</span>`)
          .join(' ')
      : ''
  const more =
    names.length > shown.length ? ` Shown are the first ${shown.length} of ${names.length} groups.` : ''
  const crowd = ordered.some(({ dots: own }) => own.length > CROWD)
    ? ` Of more than ${CROWD} the outermost are dots; the bars hold half and four fifths of all.`
    : ''
  const stroke = ordered.some(({ mean }) => mean !== null) ? ', a stroke all of the group together' : ''
  const note = `A dot is an agent${key === '' ? '' : ' in the colour of the scenario'}${stroke}.${crowd}${more}`
  return (
    `<figure class="dots"><figcaption><b>${caption}</b> ${key}</figcaption>` +
    `${scrolled(caption, dotChart(caption, ordered), 'wide picture')}<p class="soft">${note}</p></figure>`
  )
}

/** A line for each group; many agents who are groups of their own share one. */
function linesOf(report: SimulateReport, index: number): DotLine[] {
  const byGroup = new Map<string, EstimateRow[]>()
  for (const row of rowsOf(report, 'agent')) {
    const own = byGroup.get(row.group!)
    if (own === undefined) byGroup.set(row.group!, [row])
    else own.push(row)
  }
  const singles = [...byGroup.values()].filter(({ length }) => length === 1)
  const isShared = singles.length > MOST_SINGLES
  const lineOf = (name: string, members: readonly EstimateRow[], mean: number | null): DotLine => ({
    name,
    mean,
    colour: index % 6,
    dots: members.flatMap((row) => {
      const value = row.estimates['occupancy']?.value ?? null
      return value === null ? [] : [{ name: row.name, value, told: `${row.name}: ${spoken(row)}` }]
    }),
  })
  const lines = rowsOf(report, 'group').flatMap(({ name, estimates }) => {
    const members = byGroup.get(name) ?? []
    if (isShared && members.length === 1) return []
    return [lineOf(name, members, members.length > 1 ? (estimates['occupancy']?.value ?? null) : null)]
  })
  if (isShared) lines.push(lineOf('single agents', singles.flat(), null))
  return lines.filter((line) => line.dots.length > 0)
}

/** As a browser shows it on pointing: without the spaces of HTML. */
function spoken(row: EstimateRow): string {
  const { value = null, halfWidth = null } = row.estimates['occupancy'] ?? {}
  const spread = halfWidth === null ? '' : ` ± ${formatted(halfWidth, 'share')}`
  return `${formatted(value, 'share')} %${spread}`
}

/** Groups of several agents. */
function groupTable(reports: readonly SimulateReport[], report: SimulateReport): string {
  const members = new Map<string, number>()
  for (const { group } of rowsOf(report, 'agent')) members.set(group!, (members.get(group!) ?? 0) + 1)
  const rows = rowsOf(report, 'group').filter(({ name }) => (members.get(name) ?? 0) > 1)
  if (rows.length === 0) return ''
  const shown = columnsOf(rows)
  return `<h3>By group</h3>${table(
    ownText(reports, report, 'Groups of agents, all members together'),
    ['group', 'agents', ...shown.map(({ words }) => words)],
    rows.map((row) =>
      tableRow(row.name, [String(members.get(row.name)), ...shown.map(({ name }) => withSpread(row, name))]),
    ),
    reports.length > 1,
  )}`
}

function agentTables(reports: readonly SimulateReport[], report: SimulateReport): string {
  const rows = rowsOf(report, 'agent')
  if (rows.length === 0) return ''
  const occupancy = ({ estimates }: EstimateRow): number => estimates['occupancy']?.value ?? -1
  const sorted = [...rows].sort((a, b) => occupancy(b) - occupancy(a))
  const told = (caption: string, some: readonly EstimateRow[], isSeen: boolean): string =>
    agentTable(ownText(reports, report, caption), some, rows, isSeen)
  const head = '<h3>By agent</h3>'
  if (rows.length <= FEW) return `${head}${told('All agents, the most occupied first', sorted, true)}`
  const whole =
    rows.length > MOST
      ? `<p class="soft">All ${rows.length} are in the output of <code>--json</code>.</p>`
      : folded(`All ${rows.length} agents`, told('All agents', rows, false))
  return (
    head +
    told(`The ${ENDS} most occupied of ${rows.length} agents`, sorted.slice(0, ENDS), true) +
    told(`The ${ENDS} least occupied of ${rows.length} agents`, sorted.slice(-ENDS), true) +
    whole
  )
}

/** `all`: those whose facts decide which columns there are. */
function agentTable(
  caption: string,
  rows: readonly EstimateRow[],
  all: readonly EstimateRow[],
  isSeen: boolean,
): string {
  const shown = columnsOf(all)
  return table(
    caption,
    ['agent', ...shown.map(({ words }) => words)],
    rows.map((row) =>
      tableRow(
        row.name,
        shown.map(({ name }) => withSpread(row, name)),
      ),
    ),
    isSeen,
  )
}

function columnsOf(rows: readonly EstimateRow[]) {
  return COLUMNS.filter(({ name, isRare }) =>
    rows.some(({ estimates }) => {
      const { value = null, numerator = 0 } = estimates[name] ?? {}
      return value !== null && (isRare !== true || numerator !== 0)
    }),
  )
}
