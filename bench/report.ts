/**
 * The table of a benchmark run, for reading. Durations with three figures and their unit; what was not measured is blank.
 */
import type { Row } from './measure.js'

const HEAD = [
  'contender',
  'median',
  'CPU',
  'p50',
  'p99',
  'p99.9',
  'p99.99',
  'longest',
  'ratio',
  'bytes',
  'result',
]
const UNITS: readonly (readonly [ns: number, unit: string])[] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
]

/** Lines of one table: a heading for each work, a line for each contender. */
export function tableOf(rows: readonly Row[]): string[] {
  const lines: string[] = []
  const cells = rows.map(cellsOf)
  const widths = HEAD.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) =>
        i === 0 || i === HEAD.length - 1 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!),
      )
      .join('  ')
      .trimEnd()
  for (const [i, { work, rival }] of rows.entries()) {
    if (i === 0 || rows[i - 1]!.work !== work) {
      lines.push('', rival === undefined ? work : `${work} (ratios to ${rival})`, line(HEAD))
    }
    lines.push(line(cells[i]!))
  }
  return lines
}

function cellsOf(row: Row): string[] {
  const { contender, medianNs, cpuNs, p50Ns, p99Ns, p999Ns, p9999Ns, longestNs, ratio, bytes, digest } = row
  return [
    contender,
    ...[medianNs, cpuNs, p50Ns, p99Ns, p999Ns, p9999Ns, longestNs].map(duration),
    ratio === undefined ? '' : figure(ratio),
    bytes === undefined ? '' : figure(bytes),
    digest,
  ]
}

function duration(ns: number | undefined): string {
  if (ns === undefined) return ''
  const [size, unit] = UNITS.find(([size]) => ns >= size) ?? [1, 'ns']
  return `${figure(ns / size)} ${unit}`
}

function figure(value: number): string {
  return value >= 100 || value === 0 ? value.toFixed(0) : value.toPrecision(value < 0.01 ? 1 : 3)
}
