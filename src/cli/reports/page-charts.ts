/**
 * The charts of the report page: how a day goes, where it hurts, when there are alerts. Of several scenarios the lines
 * share a chart, and each has heat maps of its own.
 * It shows the numbers it is given and computes none. **cost** O(intervals x queues x scenarios); allocates the text.
 */
import { MEASURES } from '../../sim/measures/measure-list.js'
import type { EstimateRow } from '../../sim/study/replicate.js'
import { type Series, barChart, heatMap, lineChart } from './chart.js'
import { briefScale } from './format.js'
import {
  charted,
  figure,
  folded,
  isCrowded,
  measures,
  ownText,
  rowsOf,
  scrolled,
  section,
  seriesOf,
  textOf,
} from './page-elements.js'
import { type SimulateReport, addsUpDays } from './simulate-report.js'
import { type AxisMark, isCropped, timeAxis } from './time-axis.js'

/** `reach`: how far the axis goes at least. */
const LINES: readonly (readonly [name: string, caption: string, reach?: number])[] = [
  ['meanWait', 'Mean wait, answered and abandoned'],
  ['serviceLevel.withAbandons', 'Service level: answered in time of all', 1],
  ['meanWait.open', 'Mean wait within opening hours'],
  ['serviceLevel.open', 'Service level within opening hours', 1],
  ['timeToCallback', 'From asking to be called back until being reached'],
  ['queueLength', 'Contacts waiting at a time'],
  ['abandonment', 'Abandoned of all'],
  ['occupancy', 'Agents occupied: available time with a contact', 1],
]
/** The value at which nothing hurts. */
const HEATS = [
  ['meanWait', 'Mean wait by queue and interval', 0],
  ['serviceLevel.withAbandons', 'Service level by queue and interval', 1],
] as const
/** Heat maps with more lines are folded where there are several scenarios. */
const MANY_QUEUES = 8

/** Lines through the day, and alerts beside them; '' where there are no intervals, or nothing ever happens. */
export function throughTheDay(all: readonly SimulateReport[]): string {
  const reports = charted(all)
  const axis = axisOf(reports)
  if (axis.length === 0) return ''
  const isOne = reports.length === 1
  const figures = LINES.flatMap(([name, caption, reach = 0]) => {
    const series = reports.map((report, i) => seriesOf(report.scenario, byStart(report), axis, name, i))
    if (series.every(isEmpty)) return []
    const text = { ...textOf(caption, axis, name), reach }
    return [figure(series, lineChart(drawn(reports, series), text), text, isOne ? null : 'line')]
  })
  figures.splice(2, 0, staffingFigure(reports, axis))
  const notes = [
    ...(reports.some(addsUpDays) ? ['Each hour is that of all days together.'] : []),
    ...(reports.some((report) => isCropped(axis, rowsOf(report, 'interval')))
      ? ['Hours in which nobody calls, waits or works are left out.']
      : []),
    ...(all.length > reports.length ? [`Shown are the first ${reports.length} of ${all.length}.`] : []),
    ...(isCrowded(reports) ? ['The bands are left out; the numbers have them.'] : []),
  ]
  const note = notes.length === 0 ? '' : `<p class="soft">${notes.join(' ')}</p>`
  const left = barFigures(LEFT, reports, axis)
  if (!isCrowded(reports)) figures.push(...left.splice(0))
  const later =
    left.length === 0 ? '' : folded('Closed hours and calls', `<div class="charts">${left.join('')}</div>`)
  const alerts = `<div class="charts">${barFigures(ALERTS, reports, axis).join('')}</div>`
  return section(
    'Through the day',
    isCrowded(reports)
      ? `${note}<div class="charts">${figures.join('')}</div>${later}${folded('Alerts', alerts)}`
      : `${note}<div class="charts">${figures.join('')}</div>${alerts}`,
  )
}

/** Heat maps by queue and interval. */
export function heatMaps(reports: readonly SimulateReport[]): string {
  const axis = axisOf(reports)
  if (axis.length === 0) return ''
  const parts = reports.map((report, i) => {
    const figures = HEATS.flatMap(([name, words, best]) => {
      const { unit } = measures.get(name)!
      const rows = heatRows(report, axis, name)
      if (rows.every(isEmpty)) return []
      const known = rows.flatMap(({ values }) => values.filter((value) => value !== null))
      const { unit: suffix, write } = briefScale(unit, known)
      const caption = ownText(reports, report, suffix === '' ? words : `${words}, ${suffix}`)
      const text = { ...textOf(caption, axis, name), brief: write }
      return [figure(rows, scrolled(caption, heatMap(rows, text, best), 'wide picture'), text, null)]
    }).join('')
    const isMany = isCrowded(reports) || (reports.length > 1 && rowsOf(report, 'queue').length > MANY_QUEUES)
    return isMany && figures !== '' ? folded(report.scenario, figures, i === 0) : figures
  })
  return parts.every((part) => part === '') ? '' : section('Where it hurts', parts.join(''))
}

function staffingFigure(reports: readonly SimulateReport[], axis: readonly AxisMark[]): string {
  const caption = 'Staffing against demand'
  const all = reports.flatMap((report, i) => {
    const rows = byStart(report)
    const load = ownText(reports, report, 'offered load, in contacts at a time')
    const isOne = reports.length === 1
    return [
      seriesOf(ownText(reports, report, 'agents available'), rows, axis, 'agents', i),
      { ...seriesOf(load, rows, axis, 'offeredLoad', isOne ? 1 : i), isDotted: !isOne },
    ]
  })
  const series = all.filter((each) => !isEmpty(each))
  const text = textOf(caption, axis, 'agents')
  const keys = [
    ...reports.map(({ scenario }, i) => ({ name: scenario, values: [], colour: i })),
    { name: 'dotted: offered load, in contacts at a time', values: [], colour: 5, isDotted: true },
  ]
  const picture = lineChart(drawn(reports, series), text)
  return figure(series, picture, text, 'line', reports.length > 1 ? keys : series)
}

/** Without bands where there would be too many. */
function drawn(reports: readonly SimulateReport[], series: readonly Series[]): readonly Series[] {
  return isCrowded(reports) ? series.map((each) => ({ ...each, halfWidths: [] })) : series
}

function heatRows(report: SimulateReport, axis: readonly AxisMark[], name: string): Series[] {
  const cells = new Map(rowsOf(report, 'cell').map((row) => [row.name, row]))
  return rowsOf(report, 'queue').map(({ name: queue }) => {
    const own = new Map(
      axis.flatMap(({ label }) => {
        const row = cells.get(`${queue}/${label}`)
        return row === undefined ? [] : [[label, row] as const]
      }),
    )
    return seriesOf(queue, own, axis, name, 0)
  })
}

/** Counts beside each other at each interval, by what they are called. */
interface Bars {
  readonly words: string
  readonly parts: readonly (readonly [name: string, words: string])[]
}

function alertsOf(clock: string, words: string): Bars {
  const start = `alerts.${clock}.`
  const names = MEASURES.map(({ name }) => name).filter((name) => name.startsWith(start))
  return { words, parts: names.map((name) => [name, name.slice(start.length)]) }
}

const ALERTS = [
  alertsOf('queueWait', 'Alerts of waiting in the queue'),
  alertsOf('firstReply', 'Alerts of waiting for the first reply'),
  alertsOf('resolution', 'Alerts of waiting for the solution'),
]

/** What closed queues and calls that agents make leave to later hours. */
const LEFT: readonly Bars[] = [
  {
    words: 'Came while the queue was closed',
    parts: [
      ['closed', 'turned away'],
      ['closed.waiting', 'waited for it to open'],
    ],
  },
  {
    words: 'Calls back, by when the customer came',
    parts: [
      ['callbacks', 'asked for'],
      ['callbacks.reached', 'reached'],
      ['callbacks.failed', 'given up'],
    ],
  },
  {
    words: 'Calls after conversations, by when the customer came',
    parts: [
      ['followUps', 'to be made'],
      ['followUps.reached', 'reached'],
      ['followUps.failed', 'given up'],
    ],
  },
]

/** Bars on the time line, for all of these that count anything. */
function barFigures(
  all: readonly Bars[],
  reports: readonly SimulateReport[],
  axis: readonly AxisMark[],
): string[] {
  return all.flatMap(({ words, parts }) => {
    const names = parts.map(([name]) => name)
    // Charts of several scenarios are compared, so they are all as high as the highest needs.
    const values = reports.flatMap((report) =>
      rowsOf(report, 'interval').flatMap(({ estimates }) => names.map((name) => estimates[name]?.value ?? 0)),
    )
    const reach = Math.max(...values, 0)
    return reports.flatMap((report) => {
      const series = parts
        .map(([name, part], i) => ({
          ...seriesOf(part, byStart(report), axis, name, i),
          isHollow: i === 0,
        }))
        .filter(({ values }) => values.some((value) => value !== null && value > 0))
      if (series.length === 0) return []
      const text = { ...textOf(ownText(reports, report, `${words}, per run`), axis, names[0]!), reach }
      return [figure(series, barChart(series, text), text, 'bar')]
    })
  })
}

function axisOf(reports: readonly SimulateReport[]): AxisMark[] {
  return timeAxis(reports.map((report) => rowsOf(report, 'interval')))
}

function byStart(report: SimulateReport): Map<string, EstimateRow> {
  return new Map(rowsOf(report, 'interval').map((row) => [row.name, row]))
}

function isEmpty({ values }: Series): boolean {
  return values.every((value) => value === null)
}
