/**
 * The tables of the report page: thresholds, queues, tiers, every measure with its formula, and the scenario itself.
 * It shows the numbers it is given and computes none. **cost** O(rows x scenarios); allocates the text.
 */
import { stringify } from 'yaml'
import { MEASURES } from '../../sim/measures/measure-list.js'
import { escaped } from './chart.js'
import { told } from './format.js'
import {
  folded,
  isCrowded,
  measures,
  ownText,
  rowsOf,
  section,
  table,
  tableRow,
  total,
  withSpread,
} from './page-elements.js'
import { inTimeText } from './report.js'
import type { SimulateReport } from './simulate-report.js'

const COLUMNS = [
  ['offered', 'offered'],
  ['answered', 'answered'],
  ['contained', 'solved by the bot'],
  ['abandonment', 'abandoned'],
  ['serviceLevel.withAbandons', 'in time of all'],
  ['asa', 'ASA'],
  ['meanWait', 'mean wait'],
  ['wait.p90', '90 % wait up to'],
  ['wait.p99', '99 % wait up to'],
  ['queueLength', 'waiting at a time'],
  ['handleTime', 'handle time'],
] as const

/** Tables with more rows are folded where there are several scenarios. */
const MANY_ROWS = 8

export function thresholdTable(reports: readonly SimulateReport[]): string {
  const rows = reports.flatMap((report) =>
    report.thresholds.map(({ text, verdict, measure, value, halfWidth }) => {
      const { unit } = measures.get(measure)!
      const found = value === null ? 'no value' : told(value, unit, halfWidth).replace('+-', '±')
      const own = ownText(reports, report, text)
      return `<tr><th scope="row"><code>${escaped(own)}</code></th><td>${escaped(found)}</td><td class="${verdict}">${verdict}</td></tr>`
    }),
  )
  if (rows.length === 0) return ''
  return section('Thresholds', table('Thresholds', ['threshold', 'found', 'verdict'], rows, false))
}

/** A table for each scenario, of the queues, or of the tiers that anybody is of, if there are several; '' without any. */
export function rowTables(reports: readonly SimulateReport[], kind: 'queue' | 'tier'): string {
  const tables = reports.map((report) => {
    const rows = rowsOf(report, kind).filter(
      (row) => kind !== 'tier' || row.estimates['offered']?.numerator !== 0,
    )
    if (rows.length < (kind === 'tier' ? 2 : 1)) return ''
    const shown = COLUMNS.filter(([name]) =>
      rows.some(({ estimates }) => {
        const { numerator = 0 } = estimates[name] ?? {}
        return estimates[name] !== undefined && (name !== 'contained' || numerator !== 0)
      }),
    )
    const lines = rows.map((row) =>
      tableRow(
        row.name,
        shown.map(([name]) => withSpread(row, name)),
      ),
    )
    const caption = ownText(reports, report, kind === 'queue' ? 'Queues' : 'Tiers of customers')
    const text = table(caption, [kind, ...shown.map(([, words]) => words)], lines, reports.length > 1)
    return isCrowded(reports) || (reports.length > 1 && rows.length > MANY_ROWS)
      ? folded(report.scenario, text)
      : text
  })
  if (tables.every((text) => text === '')) return ''
  return section({ queue: 'By queue', tier: 'By tier' }[kind], tables.join(''))
}

export function measuresTable(reports: readonly SimulateReport[]): string {
  const titles = reports.length > 1 ? reports.map(({ scenario }) => scenario) : ['value']
  const rows = MEASURES.flatMap(({ name, numerator, denominator }) => {
    if (reports.every((report) => (total(report).estimates[name]?.value ?? null) === null)) return []
    const cells = reports.map((report) => `<td>${withSpread(total(report), name)}</td>`).join('')
    return [
      `<tr><th scope="row">${escaped(name)}</th>${cells}<td class="words">${escaped(`${numerator} / ${denominator}`)}</td></tr>`,
    ]
  })
  const levels = inTimeText(reports[0]!.serviceLevels)
  const head = ['measure', ...titles, 'numerator / denominator']
  return section(
    'All measures',
    `<p class="soft">${escaped(levels)}</p><div class="formulas">${table('All measures', head, rows, false)}</div>`,
  )
}

/** What was run, to be saved as a file and run again. */
export function scenarioTexts(reports: readonly SimulateReport[]): string {
  const texts = reports.map(({ scenario, source, seed, summary }) => {
    const { replications } = summary
    const text = stringify({ ...(source as object), seed, replications }, { lineWidth: 100 })
    return folded(scenario, `<pre tabindex="0">${escaped(text)}</pre>`)
  })
  return section(reports.length > 1 ? 'The scenarios' : 'The scenario', texts.join(''))
}
