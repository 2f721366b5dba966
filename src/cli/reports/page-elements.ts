/**
 * What every part of the report page is made of: sections, figures with their keys and numbers, tables, values.
 * Idea: a picture never stands alone: its numbers are in a table below it, and whatever may be wider than a phone can be
 * scrolled, by keys too.
 * **cost** O(size of the text); allocates it.
 */
import { MEASURES, type MeasureDefinition, type RowKind } from '../../sim/measures/measure-list.js'
import type { EstimateRow } from '../../sim/study/replicate.js'
import { type ChartText, type Series, escaped } from './chart.js'
import { axisUnit, spreadScale, told } from './format.js'
import type { SimulateReport } from './simulate-report.js'
import type { AxisMark } from './time-axis.js'

export const measures = new Map<string, MeasureDefinition>(MEASURES.map((measure) => [measure.name, measure]))

/** Scenarios that may stand beside each other; of more a page tells in tables, and folds what each has to itself. */
const FEW_SCENARIOS = 3
/** Lines in a chart that can be told apart. */
const MOST_LINES = 6

export function isCrowded(reports: readonly SimulateReport[]): boolean {
  return reports.length > FEW_SCENARIOS
}

/** Those that charts show. */
export function charted(reports: readonly SimulateReport[]): readonly SimulateReport[] {
  return reports.slice(0, MOST_LINES)
}

/** Letters of a name that may take two lines. */
const LONG_NAME = 28

/** How a series is drawn, as its key shows it. */
export type Stroke = 'spot' | 'line' | 'bar'

/** A part of the page with a heading that links may lead to. */
export function section(title: string, content: string): string {
  return `<section id="${idOf(title)}"><h2>${escaped(title)}</h2>${content}</section>`
}

/** The name of a heading in links. */
export function idOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z]+/g, '-')
}

/** Something that may be wider than the page, under a name for those who cannot see it. */
export function scrolled(name: string, content: string, kind: 'wide' | 'wide picture' = 'wide'): string {
  return `<div class="${kind}" role="group" aria-label="${escaped(name)}" tabindex="0">${content}</div>`
}

/** A table under a caption, which may be left to be heard only. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly string[],
  isSeen = true,
): string {
  const told = `<caption${isSeen ? '' : ' class="unseen"'}>${escaped(caption)}</caption>`
  const heads = head.map((each) => `<th scope="col">${escaped(each)}</th>`).join('')
  return scrolled(
    caption,
    `<table>${told}<thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}

/** A row of a table; the cells are HTML. */
export function tableRow(name: string, cells: readonly string[]): string {
  const kind = name.length > LONG_NAME ? ' class="long"' : ''
  return `<tr><th scope="row"${kind}>${escaped(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

/** Something to be opened; `unseen`: more of the summary, to be heard only. */
export function folded(summary: string, content: string, isOpen = false, unseen = ''): string {
  const more = unseen === '' ? '' : `<span class="unseen"> ${escaped(unseen)}</span>`
  return `<details${isOpen ? ' open' : ''}><summary>${escaped(summary)}${more}</summary>${content}</details>`
}

/** A spot or stroke in the colour of a series. */
export function keyOf(
  colour: number,
  stroke: Stroke = 'spot',
  { isHollow, isDotted }: Pick<Series, 'isHollow' | 'isDotted'> = {},
): string {
  if (stroke === 'line') {
    const kind = isDotted === true ? 'line dotted' : 'line'
    return `<svg class="stroke" viewBox="0 0 30 8" aria-hidden="true"><line class="${kind} c${colour}" x1="0" x2="30" y1="4" y2="4"/></svg>`
  }
  return `<span class="key c${colour % 6}${isHollow === true ? ' hollow' : ''}"></span>`
}

/** A picture with its caption, the key to its series, and its numbers. `stroke` null: without a key; `keys`: what is in it. */
export function figure(
  series: readonly Series[],
  picture: string,
  text: ChartText,
  stroke: Stroke | null,
  keys: readonly Series[] = series,
): string {
  const { title, axis } = text
  const key =
    stroke === null
      ? ''
      : keys
          .map((each) => `<span class="name">${keyOf(each.colour, stroke, each)}${escaped(each.name)}</span>`)
          .join(' ')
  return (
    `<figure><figcaption><b>${escaped(title)}</b> ${key}</figcaption>${picture}` +
    `${folded('Numbers', numbers(title, series, axis, text.shown), false, `of: ${title}`)}</figure>`
  )
}

/** Few series stand beside each other, so that the table is no wider than a phone; many below each other. */
function numbers(
  title: string,
  series: readonly Series[],
  axis: readonly AxisMark[],
  shown: ChartText['shown'],
): string {
  const text = (value: number | null): string => (value === null ? '-' : escaped(shown(value)))
  const places = axis.flatMap(({ isCut, label }, i) => (isCut ? [] : [{ label, i }]))
  if (series.length > 6) {
    return table(
      title,
      ['', ...places.map(({ label }) => label)],
      series.map(({ name, values }) =>
        tableRow(
          name,
          places.map(({ i }) => text(values[i]!)),
        ),
      ),
      false,
    )
  }
  return table(
    title,
    ['from', ...series.map(({ name }) => name)],
    places.map(({ label, i }) =>
      tableRow(
        label,
        series.map(({ values, halfWidths }) => {
          const half = values[i] === null ? null : (halfWidths?.[i] ?? null)
          return `${text(values[i]!)}${half === null ? '' : ` ±&nbsp;${escaped(shown(half))}`}`
        }),
      ),
    ),
    false,
  )
}

/** The words of a chart of a measure. */
export function textOf(title: string, axis: readonly AxisMark[], measure: string): ChartText {
  const { unit } = measures.get(measure)!
  const most = unit === 'share' ? 1 : Infinity
  return {
    title,
    axis,
    shown: (value) => told(value, unit),
    counts: (largest) => axisUnit(unit, largest),
    most,
  }
}

/** A measure along an axis, of the rows with these names. */
export function seriesOf(
  name: string,
  rows: ReadonlyMap<string, EstimateRow>,
  axis: readonly AxisMark[],
  measure: string,
  colour: number,
): Series {
  const estimates = axis.map(({ label }) => rows.get(label)?.estimates[measure])
  return {
    name,
    values: estimates.map((estimate) => estimate?.value ?? null),
    halfWidths: estimates.map((estimate) => estimate?.halfWidth ?? null),
    colour: colour % 6,
  }
}

export function total({ summary }: SimulateReport): EstimateRow {
  return summary.rows[0]!
}

export function rowsOf({ summary }: SimulateReport, kind: RowKind): EstimateRow[] {
  return summary.rows.filter((row) => row.kind === kind)
}

/** The scenario's name before what is told of it, where there are several. */
export function ownText(
  reports: readonly SimulateReport[],
  { scenario }: SimulateReport,
  text: string,
): string {
  return reports.length > 1 ? `${scenario}: ${text}` : text
}

/** A value with its spread: in the tables of rows below it, so that all cells are alike. */
export function withSpread({ estimates }: EstimateRow, name: string): string {
  const { unit } = measures.get(name)!
  const { value = null, halfWidth = null } = estimates[name] ?? {}
  const scale = spreadScale(unit, value, halfWidth)
  const suffix = value === null || scale.unit === '' ? '' : `&nbsp;${scale.unit}`
  const spread =
    value === null || halfWidth === null ? '' : ` <small>±&nbsp;${scale.write(halfWidth)}</small>`
  return `${scale.write(value)}${suffix}${spread}`
}
