/**
 * The report as one page of HTML: for one scenario, or for several side by side. Nothing is fetched, nothing is run: no
 * script, no font, no picture from elsewhere. Every picture has its numbers in a table below it.
 * It shows the numbers it is given and computes none. **cost** O(rows x scenarios); allocates the text.
 */
import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Comparison } from '../../sim/study/compare.js'
import { escaped } from './chart.js'
import { instantText } from '../../sim/scenario-language/duration.js'
import { Stop, USAGE } from '../exit-code.js'
import { formatted } from './format.js'
import { compareSection } from './compare-section.js'
import { agentsSection } from './page-agents.js'
import { heatMaps, throughTheDay } from './page-charts.js'
import { charted, folded, isCrowded, keyOf, table, total, withSpread } from './page-elements.js'
import { pageStyle } from './page-style.js'
import { measuresTable, rowTables, scenarioTexts, thresholdTable } from './page-tables.js'
import type { SimulateReport } from './simulate-report.js'

const TILES: readonly (readonly [name: string, words: string])[] = [
  ['offered', 'Contacts offered'],
  ['serviceLevel.withAbandons', 'Answered in time, of all'],
  ['meanWait', 'Mean wait'],
  ['wait.p90', '90 % were answered within'],
  ['abandonment', 'Abandoned'],
  ['queueLength', 'Waiting at a time'],
  ['occupancy', 'Agents occupied'],
  ['contactsPerAgentHour', 'Contacts per agent-hour'],
]
/** What stands in the stead of some where queues close: who waits through the night would hide how the day was. */
const WHILE_OPEN: ReadonlyMap<string, readonly [name: string, words: string]> = new Map([
  ['serviceLevel.withAbandons', ['serviceLevel.open', 'Answered in time, while open']],
  ['meanWait', ['meanWait.open', 'Mean wait while open']],
])

/**
 * A page for the reports of one or several scenarios, with the same queues and intervals for those that are to be compared;
 * `comparisons`: of the second, third ... with the first, if they were compared.
 */
export function reportPage(
  reports: readonly SimulateReport[],
  comparisons: readonly Comparison[] = [],
): string {
  const [first] = reports
  const title = isCrowded(reports)
    ? `${first!.scenario} · and ${reports.length - 1} more`
    : reports.map(({ scenario }) => scenario).join(' · ')
  const parts = [
    compareSection(
      reports.map(({ scenario }) => scenario),
      comparisons,
    ),
    thresholdTable(reports),
    throughTheDay(reports),
    heatMaps(reports),
    rowTables(reports, 'queue'),
    rowTables(reports, 'tier'),
    agentsSection(reports),
    measuresTable(reports),
    scenarioTexts(reports),
  ].filter((part) => part !== '')
  const lines = reports.map((report, i) => origin(report, i, reports.length > 1)).join('')
  const origins = isCrowded(reports) ? folded(`${reports.length} scenarios`, lines) : lines
  const body = [
    `<header><h1>${escaped(title)}</h1>${origins}${certainty(first!)}${quiet(reports)}</header>`,
    `<main>${isCrowded(reports) ? glance(reports) : tiles(reports)}${contents(parts)}`,
    ...parts,
    '</main>',
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${pageStyle}</style></head>
<body>${body.join('\n')}</body></html>
`
}

/** Before hours of runs: whether a page can be written there, as far as that can be told. @throws Stop (usage) when it cannot. */
export function stopOnUnwritable(file: string | undefined): void {
  if (file === undefined) return
  const folder = dirname(file)
  if (isFolder(file)) throw unwritable(file, 'it is a folder')
  if (!isFolder(folder)) throw unwritable(file, `there is no folder ${folder}`)
  try {
    accessSync(existsSync(file) ? file : folder, constants.W_OK)
  } catch (error) {
    throw unwritable(file, (error as Error).message)
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** Writes the page to a file, after all else was told. @throws Stop (usage) when it cannot. */
export function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page)
  } catch (error) {
    throw unwritable(file, (error as Error).message)
  }
}

function unwritable(file: string, why: string): Stop {
  return new Stop(USAGE, `${file}: cannot be written (${why})`)
}

function origin(
  { scenario, version, seed, configHash, summary, fromMs, untilMs }: SimulateReport,
  index: number,
  hasKey: boolean,
): string {
  const until = untilMs === null ? '' : ` until ${instantText(untilMs)}`
  const own = hasKey ? `${scenario}: ` : ''
  const { replications } = summary
  const count = replications === 1 ? '1 replication' : `${replications} replications`
  const told = `${own}from ${instantText(fromMs)}${until}, ${count}, seed ${seed}, config ${configHash}, skillroute ${version}`
  return `<p class="soft">${hasKey ? keyOf(index) : ''}${escaped(told)}</p>`
}

/** What a ± and a band say, or that there are none. */
function certainty({ summary }: SimulateReport): string {
  const confidence = formatted(summary.confidence, 'share')
  return summary.replications > 1
    ? `<p class="soft">± and bands: ${confidence} % confidence, Student's t over the replications.</p>`
    : '<p class="note"><b>One replication: one course of events among many as likely.</b> How much is chance cannot be told from it, so there is no ±, no band. Make more with <code>--replications</code>.</p>'
}

/** A day on which nobody calls has charts without lines: said, lest they be searched for. */
function quiet(reports: readonly SimulateReport[]): string {
  const silent = reports.filter((report) => total(report).estimates['offered']?.numerator === 0)
  if (silent.length === 0) return ''
  const names = reports.length > 1 ? ` in ${silent.map(({ scenario }) => scenario).join(', ')}` : ''
  return `<p class="note"><b>Nobody calls${escaped(names)}.</b> What is measured of contacts has no value there.</p>`
}

function tilesOf(reports: readonly SimulateReport[]): typeof TILES {
  return TILES.map((tile) => {
    const open = WHILE_OPEN.get(tile[0])
    const isKnown = reports.every(
      (report) => (total(report).estimates[open?.[0] ?? '']?.value ?? null) !== null,
    )
    return open !== undefined && isKnown ? open : tile
  })
}

function tiles(reports: readonly SimulateReport[]): string {
  const items = tilesOf(reports).map(([name, words]) => {
    const told = reports
      .map((report, i) => {
        const own =
          reports.length > 1 ? `${keyOf(i)}<span class="unseen">${escaped(report.scenario)}: </span>` : ''
        const [value, spread = ''] = withSpread(total(report), name).split(' ')
        return `<b><span>${own}${value!}</span> ${spread}</b>`
      })
      .join('')
    return `<li>${escaped(words)}${told}</li>`
  })
  return `<ul class="tiles">${items.join('')}</ul>`
}

/** A line for each scenario, where tiles would be too many. */
function glance(reports: readonly SimulateReport[]): string {
  const shown = charted(reports).length
  const shownTiles = tilesOf(reports)
  const rows = reports.map((report, i) => {
    const cells = shownTiles.map(([name]) => `<td>${withSpread(total(report), name)}</td>`).join('')
    return `<tr><th scope="row">${i < shown ? keyOf(i) : ''}${escaped(report.scenario)}</th>${cells}</tr>`
  })
  return table('All together', ['scenario', ...shownTiles.map(([, words]) => words)], rows, false)
}

/** Links to the parts of the page. */
function contents(parts: readonly string[]): string {
  const links = parts.map((part) => {
    const [, id, title] = /^<section id="([^"]*)"><h2>(.*?)<\/h2>/.exec(part)!
    return `<li><a href="#${id!}">${title!}</a></li>`
  })
  return `<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>`
}
