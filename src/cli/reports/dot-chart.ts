/**
 * Agents as dots by their occupancy, a line for each group: how evenly work is spread can be seen at a glance.
 * Idea: dots that would hide each other are stacked; of a crowd only the outermost are shown as dots, the rest as bars that
 * hold half and four fifths of them.
 * **cost** O(n log n) in the agents; allocates the text. **order** lines as given; dots from left to right.
 */
import { scaleLinear } from 'd3-scale'
import { at, escaped, lettersOf, shortened, svg } from './chart.js'

export interface Dot {
  readonly name: string
  /** 0..1. */
  readonly value: number
  /** As read on pointing at it. */
  readonly told: string
}

export interface DotLine {
  readonly name: string
  readonly dots: readonly Dot[]
  /** Of all together, marked by a stroke; `null`: none. */
  readonly mean: number | null
  /** Number of its colour, 0..5. */
  readonly colour: number
}

const WIDTH = 720
const RIGHT = 24
const BOTTOM = 26
const LETTER = 7
const RADIUS = 4
/** Dots in a line, at the most; more are a crowd. */
export const CROWD = 60
const OUTERMOST = 5
/** Stacked dots at the most; more lie on each other. */
const HIGHEST = 5

/** Lines of dots above each other. `title`: in words, read aloud in place of the picture. */
export function dotChart(title: string, lines: readonly DotLine[]): string {
  const left = 16 + LETTER * Math.max(...lines.map(({ name }) => lettersOf(shortened(name))), 4)
  const x = scaleLinear(spanOf(lines), [left, WIDTH - RIGHT])
  const parts: string[] = []
  let top = 0
  for (const { name, dots, mean, colour } of lines) {
    const sorted = [...dots].sort((a, b) => a.value - b.value)
    const isCrowd = sorted.length > CROWD
    const drawn = isCrowd
      ? [...sorted.slice(0, OUTERMOST), ...sorted.slice(sorted.length - OUTERMOST)]
      : sorted
    const levels = stacked(drawn.map(({ value }) => x(value)))
    const height = Math.max(26, (Math.max(...levels, 0) + 1) * RADIUS * 2 + 12)
    const middle = top + height / 2
    parts.push(`<text class="row" x="${left - 10}" y="${at(middle + 4)}">${escaped(shortened(name))}</text>`)
    parts.push(
      `<line class="rule" x1="${left}" x2="${WIDTH - RIGHT}" y1="${at(middle)}" y2="${at(middle)}"/>`,
    )
    if (isCrowd) {
      for (const [share, half] of [
        [0.1, 3],
        [0.25, 6],
      ] as const) {
        const from = quantile(sorted, share)
        const to = quantile(sorted, 1 - share)
        parts.push(
          `<rect class="crowd c${colour}" x="${at(x(from))}" y="${at(middle - half)}" width="${at(x(to) - x(from))}" height="${half * 2}"/>`,
        )
      }
    }
    if (mean !== null) {
      const place = at(x(mean))
      parts.push(
        `<line class="mean" x1="${place}" x2="${place}" y1="${at(top + 4)}" y2="${at(top + height - 4)}"/>`,
      )
    }
    drawn.forEach(({ value, told }, i) => {
      const level = levels[i]!
      // One up, one down, by turns from the middle.
      const off = (level % 2 === 0 ? -1 : 1) * Math.ceil(level / 2) * RADIUS * 2
      parts.push(
        `<circle class="dot c${colour}" cx="${at(x(value))}" cy="${at(middle + off)}" r="${RADIUS}"><title>${escaped(told)}</title></circle>`,
      )
    })
    top += height
  }
  const ticks = x
    .ticks(6)
    .map(
      (share) =>
        `<line class="rule" x1="${at(x(share))}" x2="${at(x(share))}" y1="0" y2="${at(top)}"/>` +
        `<text class="tick x" x="${at(x(share))}" y="${at(top + 18)}">${Math.round(share * 100)} %</text>`,
    )
  return svg(title, WIDTH, Math.round(top) + BOTTOM, [...ticks, ...parts])
}

/** What the axis shows: whole tenths around all dots, three of them at least. */
function spanOf(lines: readonly DotLine[]): [number, number] {
  const values = lines.flatMap(({ dots }) => dots.map(({ value }) => value))
  const low = Math.floor(Math.min(...values, 1) * 10 - 0.2)
  const high = Math.ceil(Math.max(...values, 0) * 10 + 0.2)
  const from = Math.max(0, Math.min(low, 7))
  return [from / 10, Math.min(10, Math.max(high, from + 3)) / 10]
}

/** How high each dot lies so that none hides another, from dots sorted by place. */
function stacked(places: readonly number[]): number[] {
  const ends: number[] = []
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= RADIUS * 2)
    const level = free >= 0 ? free : Math.min(ends.length, HIGHEST - 1)
    ends[level] = place
    return level
  })
}

function quantile(sorted: readonly Dot[], share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))]!.value
}
