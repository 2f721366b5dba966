/**
 * Charts as SVG text: lines with bands, bars side by side, heat maps. They stand in the page, take its colours, need no
 * script, and say in words what they show. Scales and paths are d3's.
 * **cost** O(points); allocates the text. **order** series as given, the first in front.
 */
import { scaleBand, scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'

/** One value for each label; `null` where there is none. */
export interface Series {
  readonly name: string
  readonly values: readonly (number | null)[]
  /** Half the width of the confidence interval around each value. */
  readonly halfWidths?: readonly (number | null)[]
  /** Number of its colour, 0..5; later ones are dashed too, for who cannot tell colours apart. */
  readonly colour: number
}

export interface ChartText {
  /** What is shown, in words; read aloud in place of the picture. */
  readonly title: string
  readonly labels: readonly string[]
  /** How a value is written. */
  readonly shown: (value: number) => string
  /** How it is written where there is little room. Default: as `shown`. */
  readonly brief?: (value: number) => string
}

const WIDTH = 720
const HEIGHT = 220
const LEFT = 56
const RIGHT = 24
const TOP = 12
const BOTTOM = 28
/** Width of a letter in a field of a heat map. */
const CELL_LETTER = 7
/** Beyond 5 %; above all of it text is still to be read, light and dark. */
const STRONGEST = 0.65

/** Text as it may stand in HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Lines through the values, with a band where half-widths are known. `ceiling`: the axis ends there, as 1 for shares. */
export function lineChart(series: readonly Series[], text: ChartText, ceiling?: number): string {
  const { labels, shown } = text
  const x = scaleLinear([0, Math.max(1, labels.length - 1)], [LEFT, WIDTH - RIGHT])
  const y = yScale(series, ceiling)
  const bands = series.map(({ values, halfWidths, colour }) => {
    if (halfWidths === undefined) return ''
    const path = area<number | null>()
      .defined((value, i) => value !== null && typeof halfWidths[i] === 'number')
      .x((_, i) => x(i))
      .y0((value, i) => y(Math.max(0, value! - halfWidths[i]!)))
      .y1((value, i) => y(clipped(value! + halfWidths[i]!, ceiling)))
    return `<path class="band c${colour}" d="${path(values)}"/>`
  })
  const lines = series.map(({ values, colour }) => {
    const path = line<number | null>()
      .defined((value) => value !== null)
      .x((_, i) => x(i))
      .y((value) => y(value!))
    return `<path class="line c${colour}" d="${path(values)}"/>`
  })
  const points = series.flatMap(({ name, values, halfWidths, colour }) =>
    values.map((value, i) => {
      if (value === null) return ''
      const half = halfWidths?.[i] ?? null
      const spread = half === null ? '' : ` ± ${shown(half)}`
      const told = escaped(`${labels[i]} ${name}: ${shown(value)}${spread}`)
      return `<circle class="c${colour}" cx="${at(x(i))}" cy="${at(y(value))}" r="2.5"><title>${told}</title></circle>`
    }),
  )
  return framed(text, y, (i) => x(i), [...bands, ...lines, ...points])
}

/** Bars of all series side by side at each label. */
export function barChart(series: readonly Series[], text: ChartText): string {
  const { labels, shown } = text
  const x = scaleBand<number>(
    labels.map((_, i) => i),
    [LEFT, WIDTH - RIGHT],
  ).padding(0.2)
  const inner = scaleBand<number>(
    series.map((_, i) => i),
    [0, x.bandwidth()],
  )
  const y = yScale(series, undefined)
  const bars = series.flatMap(({ name, values, colour }, s) =>
    values.map((value, i) => {
      if (value === null || value === 0) return ''
      const told = escaped(`${labels[i]} ${name}: ${shown(value)}`)
      const left = at(x(i)! + inner(s)!)
      const height = at(y(0) - y(value))
      return `<rect class="c${colour}" x="${left}" y="${at(y(value))}" width="${at(inner.bandwidth())}" height="${height}"><title>${told}</title></rect>`
    }),
  )
  return framed(text, y, (i) => x(i)! + x.bandwidth() / 2, bars)
}

/** A field for each row and label, the stronger the worse; the value stands in it where there is room in all fields. */
export function heatMap(rows: readonly Series[], text: ChartText, isBad: 'high' | 'low'): string {
  const { title, labels, shown, brief = shown } = text
  const left = 12 + 7 * Math.max(...rows.map(({ name }) => name.length), 4)
  const rowHeight = 26
  const height = rows.length * rowHeight + BOTTOM
  const x = scaleBand<number>(
    labels.map((_, i) => i),
    [left, WIDTH - RIGHT],
  )
  const known = rows.flatMap(({ values }) => values.filter((value) => value !== null))
  const hasRoom = known.every((value) => brief(value).length * CELL_LETTER <= x.bandwidth())
  const strength = scaleLinear([Math.min(...known), Math.max(...known)], [0, 1]).clamp(true)
  const fields = rows.flatMap(({ name, values }, row) =>
    values.map((value, i) => {
      const place = `x="${at(x(i)!)}" y="${row * rowHeight}" width="${at(x.bandwidth())}" height="${rowHeight}"`
      if (value === null) return `<rect class="empty" ${place}/>`
      const share = Number.isFinite(strength(value)) ? strength(value) : 0
      const badness = isBad === 'high' ? share : 1 - share
      const told = escaped(`${name} ${labels[i]}: ${shown(value)}`)
      const middle = at(x(i)! + x.bandwidth() / 2)
      const figure = hasRoom
        ? `<text class="cell" x="${middle}" y="${row * rowHeight + 17}">${escaped(brief(value))}</text>`
        : ''
      return `<g><rect class="heat" fill-opacity="${at(0.05 + STRONGEST * badness)}" ${place}/>${figure}<title>${told}</title></g>`
    }),
  )
  const names = rows.map(
    ({ name }, row) =>
      `<text class="row" x="${left - 6}" y="${row * rowHeight + 17}">${escaped(name)}</text>`,
  )
  const ticks = labels.map((label, i) =>
    isTold(i, labels.length)
      ? `<text class="tick x" x="${at(x(i)! + x.bandwidth() / 2)}" y="${height - 10}">${escaped(label)}</text>`
      : '',
  )
  return svg(title, height, [...fields, ...names, ...ticks])
}

function yScale(series: readonly Series[], ceiling: number | undefined) {
  const tops = series.flatMap(({ values, halfWidths }) =>
    values.map((value, i) => (value ?? 0) + (halfWidths?.[i] ?? 0)),
  )
  const top = ceiling ?? Math.max(...tops, 0)
  const scale = scaleLinear([0, top > 0 ? top : 1], [HEIGHT - BOTTOM, TOP])
  return ceiling === undefined ? scale.nice(5) : scale
}

function framed(
  { title, labels, shown }: ChartText,
  y: ReturnType<typeof yScale>,
  x: (index: number) => number,
  marks: readonly string[],
): string {
  const places = y.ticks(5)
  const told = places.map(shown)
  const isWhole = told.every((each) => /\.0+(\D|$)/.test(each))
  const rules = places.map((tick, i) => {
    const height = at(y(tick))
    const each = isWhole ? told[i]!.replace(/\.0+/, '') : told[i]!
    return (
      `<line class="rule" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${height}" y2="${height}"/>` +
      `<text class="tick y" x="${LEFT - 6}" y="${at(y(tick) + 4)}">${escaped(each)}</text>`
    )
  })
  const ticks = labels.map((label, i) =>
    isTold(i, labels.length)
      ? `<text class="tick x" x="${at(x(i))}" y="${HEIGHT - 8}">${escaped(label)}</text>`
      : '',
  )
  return svg(title, HEIGHT, [...rules, ...ticks, ...marks])
}

function svg(title: string, height: number, parts: readonly string[]): string {
  return `<svg role="img" viewBox="0 0 ${WIDTH} ${height}" aria-label="${escaped(title)}">${parts.join('')}</svg>`
}

/** About a dozen labels fit beside each other. */
function isTold(index: number, count: number): boolean {
  return index % Math.ceil(count / 12) === 0
}

function clipped(value: number, ceiling: number | undefined): number {
  return ceiling === undefined ? value : Math.min(value, ceiling)
}

function at(coordinate: number): string {
  return String(Math.round(coordinate * 100) / 100)
}
