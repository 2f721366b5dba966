/**
 * Charts as SVG text: lines with bands, bars side by side, heat maps. They stand in the page, take its colours, need no
 * script, and say in words what they show. Scales and paths are d3's.
 * **cost** O(points); allocates the text. **order** series as given, the first in front.
 */
import { scaleBand, scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { AxisUnit } from './format.js'
import { type AxisMark, toldTicks } from './time-axis.js'

/** One value for each label; `null` where there is none. */
export interface Series {
  readonly name: string
  readonly values: readonly (number | null)[]
  /** Half the width of the confidence interval around each value. */
  readonly halfWidths?: readonly (number | null)[]
  /** Number of its colour, 0..5; later lines are dashed too, for who cannot tell colours apart. */
  readonly colour: number
  /** A line of dots, for what is to be told from another line of its colour. */
  readonly isDotted?: boolean
  /** Bars of outlines only, for who cannot tell colours apart. */
  readonly isHollow?: boolean
}

export interface ChartText {
  /** What is shown, in words; read aloud in place of the picture. */
  readonly title: string
  readonly axis: readonly AxisMark[]
  /** How a value is written. */
  readonly shown: (value: number) => string
  /** In what the axis counts, by the largest value: it has round numbers of that. Default: plain numbers. */
  readonly counts?: (largest: number) => AxisUnit
  /** How it is written where there is little room. Default: as `shown`. */
  readonly brief?: (value: number) => string
  /** Whatever the values, the axis reaches at least so far, ... */
  readonly reach?: number
  /** ... and no farther than this, as 1 for shares. */
  readonly most?: number
}

const WIDTH = 520
const HEIGHT = 200
const RIGHT = 22
const TOP = 12
const BOTTOM = 24
/** More where days are told apart. */
const DAY_LINE = 16
/** Values above each other at an axis, about. */
const TICKS_UP = 5
/** Times beside each other at an axis. */
const TICKS = 8
/** Width of a letter beside a chart, on a phone too. */
const LETTER = 8
const WIDE = 1060
const WIDE_TICKS = 24
/** Width of a letter in a field of a heat map. */
const CELL_LETTER = 7
const ROW_HEIGHT = 26
const LONGEST_NAME = 32
/** From here on Unicode has the East Asian scripts. */
const FIRST_WIDE = 0x2e80
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

/** A name beside a chart: no longer than leaves room for the chart. */
export function shortened(name: string): string {
  const letters = Array.from(name)
  return letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME - 1).join('')}…`
}

/** How many letters wide a text is; those of East Asian scripts take twice the room. */
export function lettersOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter.codePointAt(0)! >= FIRST_WIDE ? 2 : 1), 0)
}

/** Lines through the values, with a band where half-widths are known. */
export function lineChart(series: readonly Series[], text: ChartText): string {
  const { axis, shown, most = Infinity } = text
  const frame = frameOf(series, text)
  const { y } = frame
  const x = scaleLinear([0, Math.max(1, axis.length - 1)], [frame.left, WIDTH - RIGHT])
  const bands = series.map(({ values, halfWidths, colour }) => {
    if (halfWidths === undefined) return ''
    const path = area<number | null>()
      .defined((value, i) => value !== null && typeof halfWidths[i] === 'number')
      .x((_, i) => x(i))
      .y0((value, i) => y(Math.max(0, value! - halfWidths[i]!)))
      .y1((value, i) => y(Math.min(value! + halfWidths[i]!, most)))(values)
    return path === null ? '' : `<path class="band c${colour}" d="${path}"/>`
  })
  const lines = series.map(({ values, colour, isDotted }) => {
    const path = line<number | null>()
      .defined((value) => value !== null)
      .x((_, i) => x(i))
      .y((value) => y(value!))(values)
    const kind = isDotted === true ? `line dotted c${colour}` : `line c${colour}`
    return path === null ? '' : `<path class="${kind}" d="${path}"/>`
  })
  const points = series.flatMap(({ name, values, halfWidths, colour }) =>
    values.map((value, i) => {
      if (value === null) return ''
      const half = halfWidths?.[i] ?? null
      const spread = half === null ? '' : ` ± ${shown(half)}`
      const told = escaped(`${axis[i]!.label} ${name}: ${shown(value)}${spread}`)
      return `<circle class="c${colour}" cx="${at(x(i))}" cy="${at(y(value))}" r="2.5"><title>${told}</title></circle>`
    }),
  )
  return framed(frame, text, (i) => x(i), [...bands, ...lines, ...points])
}

/** Bars of all series side by side at each label. */
export function barChart(series: readonly Series[], text: ChartText): string {
  const { axis, shown } = text
  const bare = series.map(({ name, values, colour }) => ({ name, values, colour }))
  const frame = frameOf(bare, text)
  const { y } = frame
  const x = scaleBand<number>(
    axis.map((_, i) => i),
    [frame.left, WIDTH - RIGHT],
  ).padding(0.2)
  const inner = scaleBand<number>(
    series.map((_, i) => i),
    [0, x.bandwidth()],
  )
  const bars = series.flatMap(({ name, values, colour, isHollow }, s) =>
    values.map((value, i) => {
      if (value === null || value === 0) return ''
      const told = escaped(`${axis[i]!.label} ${name}: ${shown(value)}`)
      const left = at(x(i)! + inner(s)!)
      const height = at(y(0) - y(value))
      const kind = isHollow === true ? `hollow c${colour}` : `c${colour}`
      return `<rect class="${kind}" x="${left}" y="${at(y(value))}" width="${at(inner.bandwidth())}" height="${height}"><title>${told}</title></rect>`
    }),
  )
  return framed(frame, text, (i) => x(i)! + x.bandwidth() / 2, bars)
}

/**
 * A field for each row and label, the stronger the farther from `best`; the value stands in it where there is room in all
 * fields.
 */
export function heatMap(rows: readonly Series[], text: ChartText, best: number): string {
  const { title, axis, shown, brief = shown } = text
  const left = 12 + LETTER * Math.max(...rows.map(({ name }) => lettersOf(shortened(name))), 4)
  const bottom = bottomOf(axis)
  const height = rows.length * ROW_HEIGHT + bottom
  const x = scaleBand<number>(
    axis.map((_, i) => i),
    [left, WIDE - RIGHT],
  )
  const known = rows.flatMap(({ values }) => values.filter((value) => value !== null))
  const hasRoom = known.every((value) => brief(value).length * CELL_LETTER <= x.bandwidth())
  const worst = Math.max(...known.map((value) => Math.abs(value - best)), 0)
  const fields = rows.flatMap(({ name, values }, row) =>
    values.map((value, i) => {
      if (axis[i]!.isCut) return ''
      const place = `x="${at(x(i)!)}" y="${row * ROW_HEIGHT}" width="${at(x.bandwidth())}" height="${ROW_HEIGHT}"`
      if (value === null) return `<rect class="empty" ${place}/>`
      const badness = worst === 0 ? 0 : Math.abs(value - best) / worst
      const told = escaped(`${name} ${axis[i]!.label}: ${shown(value)}`)
      const middle = at(x(i)! + x.bandwidth() / 2)
      const figure = hasRoom
        ? `<text class="cell" x="${middle}" y="${row * ROW_HEIGHT + 17}">${escaped(brief(value))}</text>`
        : ''
      return `<g><rect class="heat" fill-opacity="${at(0.05 + STRONGEST * badness)}" ${place}/>${figure}<title>${told}</title></g>`
    }),
  )
  const names = rows.map(
    ({ name }, row) =>
      `<text class="row" x="${left - 6}" y="${row * ROW_HEIGHT + 17}">${escaped(shortened(name))}</text>`,
  )
  const ticks = ticksOf(axis, WIDE_TICKS, (i) => x(i)! + x.bandwidth() / 2, height)
  return svg(title, WIDE, height, [...fields, ...names, ...ticks])
}

/** A picture in its own measure, which the page stretches to its width. */
export function svg(title: string, width: number, height: number, parts: readonly string[]): string {
  return `<svg role="img" viewBox="0 0 ${width} ${height}" aria-label="${escaped(title)}">${parts.join('')}</svg>`
}

/** A coordinate, to hundredths. */
export function at(coordinate: number): string {
  return String(Math.round(coordinate * 100) / 100)
}

interface Frame {
  readonly left: number
  readonly height: number
  readonly y: ReturnType<typeof yScale>
  /** What stands at the axis, by place. */
  readonly told: readonly (readonly [place: number, text: string])[]
}

function frameOf(series: readonly Series[], text: ChartText): Frame {
  const { axis } = text
  const y = yScale(series, text)
  const told = toldPlaces(y, text)
  const left = 16 + LETTER * Math.max(...told.map(([, each]) => each.length), 1)
  return { left, height: HEIGHT + bottomOf(axis), y, told }
}

/** Round places of an axis, and what stands there. */
function toldPlaces(y: Frame['y'], { counts = plainly }: ChartText): Frame['told'] {
  const [, top] = y.domain() as [number, number]
  const { size, unit } = counts(top)
  const inUnits = scaleLinear([0, top / size], [0, 1])
  const write = inUnits.tickFormat(TICKS_UP)
  return inUnits.ticks(TICKS_UP).map((count) => [count * size, `${write(count)} ${unit}`.trimEnd()])
}

function plainly(): AxisUnit {
  return { size: 1, unit: '' }
}

function yScale(series: readonly Series[], { reach = 0, most = Infinity, counts = plainly }: ChartText) {
  const tops = series.flatMap(({ values, halfWidths }) =>
    values.map((value, i) => (value ?? 0) + (halfWidths?.[i] ?? 0)),
  )
  const top = Math.max(...tops, reach)
  const { size } = counts(Math.min(top, most))
  const scale = scaleLinear([0, top > 0 ? Math.min(top, most) / size : 1], [HEIGHT, TOP]).nice(TICKS_UP)
  return scale.domain([0, Math.min(scale.domain()[1]! * size, most)])
}

function framed(
  { left, height, y, told }: Frame,
  { title, axis }: ChartText,
  x: (index: number) => number,
  marks: readonly string[],
): string {
  const rules = told.map(([place, each]) => {
    const level = at(y(place))
    return (
      `<line class="rule" x1="${left}" x2="${WIDTH - RIGHT}" y1="${level}" y2="${level}"/>` +
      `<text class="tick y" x="${left - 6}" y="${at(y(place) + 4)}">${escaped(each)}</text>`
    )
  })
  const cuts = axis.map(({ isCut }, i) =>
    isCut ? `<line class="cut" x1="${at(x(i))}" x2="${at(x(i))}" y1="${TOP}" y2="${HEIGHT}"/>` : '',
  )
  return svg(title, WIDTH, height, [...rules, ...cuts, ...ticksOf(axis, TICKS, x, height), ...marks])
}

function ticksOf(
  axis: readonly AxisMark[],
  most: number,
  x: (index: number) => number,
  height: number,
): string[] {
  const isTold = toldTicks(axis, most)
  const level = height - bottomOf(axis) + 18
  return axis.map(({ tick, day }, i) => {
    const place = at(x(i))
    const time = isTold[i]! ? `<text class="tick x" x="${place}" y="${level}">${escaped(tick)}</text>` : ''
    const date =
      day === '' ? '' : `<text class="tick x" x="${place}" y="${level + DAY_LINE}">${escaped(day)}</text>`
    return time + date
  })
}

function bottomOf(axis: readonly AxisMark[]): number {
  return axis.some(({ day }) => day !== '') ? BOTTOM + DAY_LINE : BOTTOM
}
