/**
 * The report as one page of HTML: for one scenario, or for several side by side. Nothing is fetched, nothing is run: no
 * script, no font, no picture from elsewhere. Every picture has its numbers in a table below it.
 * It shows the numbers it is given and computes none. **cost** O(rows x scenarios); allocates the text.
 */
import { writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { MEASURES, type MeasureDefinition, type RowKind } from '../../sim/measures/measure-list.js'
import type { Comparison } from '../../sim/study/compare.js'
import type { EstimateRow } from '../../sim/study/replicate.js'
import { type ChartText, type Series, barChart, escaped, heatMap, lineChart } from './chart.js'
import { instantText } from '../../sim/scenario-language/duration.js'
import { Stop, USAGE } from '../exit-code.js'
import { formatted, rounded, unitText } from './format.js'
import { compareSection } from './compare-section.js'
import { pageStyle } from './page-style.js'
import { inTimeText } from './report.js'
import type { SimulateReport } from './simulate-report.js'

const TILES = [
  ['serviceLevel.withAbandons', 'Answered in time, of all'],
  ['meanWait', 'Mean wait'],
  ['wait.p90', '90 % waited at most'],
  ['abandonment', 'Abandoned'],
  ['queueLength', 'Waiting at a time'],
  ['occupancy', 'Agents occupied'],
  ['contactsPerAgentHour', 'Contacts per agent-hour'],
] as const

const QUEUE_TABLE = [
  ['offered', 'offered'],
  ['answered', 'answered'],
  ['abandonment', 'abandoned'],
  ['serviceLevel.withAbandons', 'in time of all'],
  ['asa', 'ASA'],
  ['meanWait', 'mean wait'],
  ['wait.p90', '90 % wait up to'],
  ['wait.p99', '99 % wait up to'],
  ['queueLength', 'waiting at a time'],
  ['handleTime', 'handle time'],
] as const
const GROUP_TABLE = [
  ['agentHours', 'available time'],
  ['occupancy', 'occupancy'],
  ['concurrency', 'contacts at once'],
  ['overtimeHours', 'overtime'],
] as const
const ALERTS = MEASURES.map(({ name }) => name).filter((name) => name.startsWith('alerts.'))

const measures = new Map<string, MeasureDefinition>(MEASURES.map((measure) => [measure.name, measure]))

/**
 * A page for the reports of one or several scenarios, with the same queues and intervals for those that are to be compared;
 * `comparisons`: of the second, third ... with the first, if they were compared.
 */
export function reportPage(
  reports: readonly SimulateReport[],
  comparisons: readonly Comparison[] = [],
): string {
  const [first] = reports
  const title = reports.map(({ scenario }) => scenario).join(' · ')
  const body = [
    `<header><h1>${escaped(title)}</h1>${reports.map((report, i) => origin(report, i, reports.length > 1)).join('')}</header>`,
    tiles(reports),
    compareSection(
      reports.map(({ scenario }) => scenario),
      comparisons,
    ),
    thresholdTable(reports),
    throughTheDay(reports),
    heatMaps(reports),
    alertsChart(reports),
    agentsChart(reports),
    ...(['queue', 'tier', 'group'] as const).map((kind) => rowTables(reports, kind)),
    measuresTable(reports),
    scenarioTexts(reports),
    footer(first!),
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${pageStyle}</style></head>
<body>${body.join('\n')}</body></html>
`
}

/** Writes the page to a file. @throws Stop (usage) when it cannot. */
export function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page)
  } catch (error) {
    throw new Stop(USAGE, `${file}: cannot be written (${(error as Error).message})`)
  }
}

function origin(
  { scenario, version, seed, configHash, summary, fromMs, untilMs }: SimulateReport,
  index: number,
  hasKey: boolean,
): string {
  const until = untilMs === null ? '' : ` until ${instantText(untilMs)}`
  const own = hasKey ? `${scenario}: ` : ''
  const told = `${own}from ${instantText(fromMs)}${until}, ${summary.replications} replications, seed ${seed}, config ${configHash}, skillroute ${version}`
  return `<p class="soft">${hasKey ? keyOf(index) : ''}${escaped(told)}</p>`
}

function tiles(reports: readonly SimulateReport[]): string {
  const items = TILES.map(([name, words]) => {
    const told = reports
      .map((report, i) => {
        const own =
          reports.length > 1 ? `${keyOf(i)}<span class="unseen">${escaped(report.scenario)}: </span>` : ''
        return `<b>${own}${withSpread(total(report), name).replace(/ ±.*/, '<small>$&</small>')}</b>`
      })
      .join('')
    return `<li>${escaped(words)}${told}</li>`
  })
  return `<ul class="tiles">${items.join('')}</ul>`
}

function thresholdTable(reports: readonly SimulateReport[]): string {
  const rows = reports.flatMap(({ scenario, thresholds }) =>
    thresholds.map(({ text, verdict, measure, value, halfWidth }) => {
      const { unit } = measures.get(measure)!
      const spread = halfWidth === null ? '' : ` ± ${formatted(halfWidth, unit)}`
      const found = value === null ? 'no value' : `${formatted(value, unit)} ${unitText[unit]}${spread}`
      const own = reports.length > 1 ? `${scenario}: ${text}` : text
      return `<tr><th scope="row"><code>${escaped(own)}</code></th><td>${escaped(found)}</td><td class="${verdict}">${verdict}</td></tr>`
    }),
  )
  if (rows.length === 0) return ''
  const head = '<th scope="col">threshold</th><th scope="col">found</th><th scope="col">verdict</th>'
  return section(
    'Thresholds',
    `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
  )
}

function throughTheDay(reports: readonly SimulateReport[]): string {
  const charts: [name: string, caption: string, ceiling?: number][] = [
    ['meanWait', 'Mean wait, answered and abandoned'],
    ['serviceLevel.withAbandons', 'Service level: answered in time of all', 1],
    ['queueLength', 'Contacts waiting at a time'],
    ['abandonment', 'Abandoned of all'],
  ]
  const labels = intervalNames(reports)
  if (labels.length === 0) return ''
  const figures = charts.map(([name, caption, ceiling]) => {
    const series = reports.map((report, i) => seriesOf(report, rowsOf(report, 'interval'), name, i))
    const text = textOf(caption, labels, name)
    return figure(caption, series, lineChart(series, text, ceiling), text, reports.length > 1)
  })
  const demand = reports.flatMap((report, i) => {
    const rows = rowsOf(report, 'interval')
    const own = reports.length > 1 ? `${report.scenario}: ` : ''
    return [
      { ...seriesOf(report, rows, 'agents', i * 2), name: `${own}agents available` },
      {
        ...seriesOf(report, rows, 'offeredLoad', i * 2 + 1),
        name: `${own}offered load, in contacts at a time`,
      },
    ]
  })
  const text = textOf('Staffing against demand', labels, 'agents')
  figures.splice(2, 0, figure('Staffing against demand', demand, lineChart(demand, text), text, true))
  return section('Through the day', `<div class="charts">${figures.join('')}</div>`)
}

function heatMaps(reports: readonly SimulateReport[]): string {
  const labels = intervalNames(reports)
  if (labels.length === 0) return ''
  const figures = reports.flatMap((report) =>
    (
      [
        ['meanWait', 'Mean wait by queue and interval', 'high'],
        ['serviceLevel.withAbandons', 'Service level by queue and interval', 'low'],
      ] as const
    ).map(([name, words, isBad]) => {
      const { unit } = measures.get(name)!
      const caption = `${words}, ${unitText[unit]}`
      const own = reports.length > 1 ? `${report.scenario}: ${caption}` : caption
      const rows = rowsOf(report, 'queue').map(({ name: queue }) => ({
        ...seriesOf(
          report,
          rowsOf(report, 'cell').filter((row) => row.name.startsWith(`${queue}/`)),
          name,
          0,
        ),
        name: queue,
      }))
      const text = { ...textOf(own, labels, name), brief: (value: number) => rounded(value, unit) }
      return figure(own, rows, heatMap(rows, text, isBad), text, false)
    }),
  )
  const layout = reports.length > 1 ? 'charts' : 'charts one'
  return section('Where it hurts', `<div class="${layout}">${figures.join('')}</div>`)
}

function alertsChart(reports: readonly SimulateReport[]): string {
  const labels = intervalNames(reports)
  const figures = reports.flatMap((report) => {
    const series = ALERTS.map((name, i) => ({
      ...seriesOf(report, rowsOf(report, 'interval'), name, i),
      name: name.slice('alerts.'.length),
    })).filter(({ values }) => values.some((value) => value !== null && value > 0))
    if (series.length === 0) return []
    const caption = reports.length > 1 ? `${report.scenario}: alerts` : 'Alerts, per run'
    const text = textOf(caption, labels, ALERTS[0]!)
    return [figure(caption, series, barChart(series, text), text, true)]
  })
  return figures.length === 0 ? '' : section('Alerts', `<div class="charts">${figures.join('')}</div>`)
}

function agentsChart(reports: readonly SimulateReport[]): string {
  const labels = [...new Set(reports.flatMap((report) => rowsOf(report, 'group').map(({ name }) => name)))]
  if (labels.length === 0) return ''
  const series = reports.map((report, i) => {
    const byName = new Map(rowsOf(report, 'group').map((row) => [row.name, row]))
    const rows = labels.map((name) => byName.get(name))
    return {
      name: report.scenario,
      values: rows.map((row) => row?.estimates['occupancy']?.value ?? null),
      colour: i,
    }
  })
  const text = textOf('Occupancy', labels, 'occupancy')
  return section(
    'Agents',
    figure(
      'Occupancy: available time with a contact',
      series,
      barChart(series, text),
      text,
      reports.length > 1,
    ),
  )
}

function rowTables(reports: readonly SimulateReport[], kind: 'queue' | 'tier' | 'group'): string {
  const columns = kind === 'group' ? GROUP_TABLE : QUEUE_TABLE
  const tables = reports.map((report) => {
    const rows = rowsOf(report, kind).filter(
      (row) => kind !== 'tier' || row.estimates['offered']?.numerator !== 0,
    )
    if (rows.length === 0) return ''
    const shown = columns.filter(([name]) => rows.some(({ estimates }) => estimates[name] !== undefined))
    const head = shown.map(([, words]) => `<th scope="col">${words}</th>`).join('')
    const lines = rows.map(
      (row) =>
        `<tr><th scope="row">${escaped(row.name)}</th>${shown.map(([name]) => `<td>${withSpread(row, name)}</td>`).join('')}</tr>`,
    )
    const caption = reports.length > 1 ? `<caption>${escaped(report.scenario)}</caption>` : ''
    return `<div class="wide"><table>${caption}<thead><tr><th scope="col">${kind}</th>${head}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
  })
  return section({ queue: 'By queue', tier: 'By tier', group: 'By group of agents' }[kind], tables.join(''))
}

function measuresTable(reports: readonly SimulateReport[]): string {
  const titles = reports.length > 1 ? reports.map(({ scenario }) => scenario) : ['value']
  const head = titles.map((title) => `<th scope="col">${escaped(title)}</th>`).join('')
  const rows = MEASURES.flatMap(({ name, numerator, denominator }) => {
    if (reports.every((report) => (total(report).estimates[name]?.value ?? null) === null)) return []
    const cells = reports.map((report) => `<td>${withSpread(total(report), name)}</td>`).join('')
    return [
      `<tr><th scope="row">${escaped(name)}</th>${cells}<td class="words">${escaped(`${numerator} / ${denominator}`)}</td></tr>`,
    ]
  })
  const levels = inTimeText(reports[0]!.serviceLevels)
  return section(
    'All measures',
    `<p class="soft">${escaped(levels)}</p><div class="wide"><table><thead><tr><th scope="col">measure</th>${head}<th scope="col" class="words">numerator / denominator</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
  )
}

/** What was run, to be saved as a file and run again. */
function scenarioTexts(reports: readonly SimulateReport[]): string {
  const texts = reports.map(({ scenario, source, seed, summary }) => {
    const { replications } = summary
    const text = stringify({ ...(source as object), seed, replications }, { lineWidth: 100 })
    return `<details><summary>${escaped(scenario)}</summary><pre>${escaped(text)}</pre></details>`
  })
  return section(reports.length > 1 ? 'The scenarios' : 'The scenario', texts.join(''))
}

function footer({ summary }: SimulateReport): string {
  const confidence = formatted(summary.confidence, 'share')
  const told =
    summary.replications > 1
      ? `± and bands: ${confidence} % confidence, Student's t over the replications.`
      : 'One replication: no confidence intervals.'
  return `<footer><p class="soft">${escaped(told)}</p></footer>`
}

/** A spot in the colour of a scenario. */
function keyOf(index: number): string {
  return `<span class="key c${index % 6}"></span>`
}

function section(title: string, content: string): string {
  return `<section><h2>${escaped(title)}</h2>${content}</section>`
}

/** A picture with its caption, the key to its series, and its numbers. */
function figure(
  caption: string,
  series: readonly Series[],
  picture: string,
  text: ChartText,
  hasKey: boolean,
): string {
  const key = hasKey ? series.map(({ name, colour }) => `${keyOf(colour)}${escaped(name)}`).join('') : ''
  const head = text.labels.map((label) => `<th scope="col">${escaped(label)}</th>`).join('')
  const lines = series.map(
    ({ name, values }) =>
      `<tr><th scope="row">${escaped(name)}</th>${values.map((value) => `<td>${value === null ? '-' : escaped(text.shown(value))}</td>`).join('')}</tr>`,
  )
  return (
    `<figure><figcaption><b>${escaped(caption)}</b>${key}</figcaption>${picture}` +
    `<details><summary>Numbers</summary><div class="wide"><table><thead><tr><th></th>${head}</tr></thead><tbody>${lines.join('')}</tbody></table></div></details></figure>`
  )
}

function textOf(title: string, labels: readonly string[], measure: string): ChartText {
  const { unit } = measures.get(measure)!
  const suffix = unitText[unit] === '' ? '' : ` ${unitText[unit]}`
  return { title, labels, shown: (value) => `${formatted(value, unit)}${suffix}` }
}

function seriesOf(
  { scenario }: SimulateReport,
  rows: readonly EstimateRow[],
  measure: string,
  colour: number,
): Series {
  const estimates = rows.map((row) => row.estimates[measure])
  return {
    name: scenario,
    values: estimates.map((estimate) => estimate?.value ?? null),
    halfWidths: estimates.map((estimate) => estimate?.halfWidth ?? null),
    colour: colour % 6,
  }
}

function total({ summary }: SimulateReport): EstimateRow {
  return summary.rows[0]!
}

function rowsOf({ summary }: SimulateReport, kind: RowKind): EstimateRow[] {
  return summary.rows.filter((row) => row.kind === kind)
}

function intervalNames(reports: readonly SimulateReport[]): string[] {
  return rowsOf(reports[0]!, 'interval').map(({ name }) => name)
}

/** A value with its spread, which may only part between the two. */
function withSpread({ estimates }: EstimateRow, name: string): string {
  const { unit } = measures.get(name)!
  const { value = null, halfWidth = null } = estimates[name] ?? {}
  const suffix = value === null || unitText[unit] === '' ? '' : `&nbsp;${unitText[unit]}`
  const spread = value === null || halfWidth === null ? '' : ` ±&nbsp;${formatted(halfWidth, unit)}`
  return `${formatted(value, unit)}${suffix}${spread}`
}
