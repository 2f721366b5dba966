/**
 * Live numbers by row and period: sums, maxima and waits that are added to as things happen, added up on demand, and
 * merged with those of other engines. A period is [n x periodMs, (n + 1) x periodMs) since 1970, the same everywhere.
 * Idea: a row keeps its last `keepPeriods` periods in a ring; what is older is folded into one cell, so totals stay true.
 * **cost** an addition O(1); a new period O(rows x periods passed); a reading O(periods). Allocates for a new row (about 380
 * bytes a period kept) and on growth of a histogram, else never. **order** none: the same additions in any order and any
 * split into merged tables give the same table. Caveat: sums are exact while they are below 2^53.
 */
import { assert } from '../base/assert.js'
import { Histogram, type HistogramJson } from '../base/histogram.js'
import { FIELDS, LONGEST_WAIT_MS } from './measure-fields.js'

export const ROW_KINDS = ['total', 'queue', 'channel', 'tier', 'agent'] as const
/** What a row of measures is about. */
export type RowKind = (typeof ROW_KINDS)[number]

/** Which row is meant. */
export interface RowName {
  readonly kind: RowKind
  /** Of the queue, channel, tier or agent; `total` for the total. */
  readonly name: string
}

/** A period's number; `earlier` for all that are no longer kept apart; `all` for everything. */
export type Period = number | 'earlier' | 'all'

export interface MeasureRowJson extends RowName {
  /** Period (-1: earlier), then pairs of field and value. */
  readonly cells: readonly (readonly number[])[]
  readonly waits: readonly (readonly [period: number, waits: HistogramJson])[]
}

/** Live numbers as plain data, to be stored, sent, and merged with those of other engines. */
export interface MeasureTableJson {
  readonly periodMs: number
  readonly keepPeriods: number
  /** The earliest and the latest period that anything was said about; -1 for none. */
  readonly first: number
  readonly last: number
  readonly rows: readonly MeasureRowJson[]
}

const NONE = -1

interface Row extends RowName {
  /** Ring position of the period x FIELDS + field; the last position is what is earlier. */
  readonly sums: Float64Array
  readonly waits: (Histogram | undefined)[]
}

export class MeasureTable {
  readonly periodMs: number
  readonly keepPeriods: number
  private readonly list: Row[] = []
  private readonly places: Readonly<Record<RowKind, Map<string, number>>> = {
    total: new Map(),
    queue: new Map(),
    channel: new Map(),
    tier: new Map(),
    agent: new Map(),
  }
  /** The earliest and the latest period that anything was said about; -1 before that. */
  private first = NONE
  private last = NONE

  /** Both whole numbers of at least 1; anything else throws InvariantError. */
  constructor(periodMs: number, keepPeriods: number) {
    assert(Number.isInteger(periodMs) && periodMs >= 1, 'measures: periodMs is not a whole number above 0')
    assert(Number.isInteger(keepPeriods) && keepPeriods >= 1, 'measures: keepPeriods is not above 0')
    this.periodMs = periodMs
    this.keepPeriods = keepPeriods
  }

  /** The place of a row, made if there is none. O(1). */
  row(kind: RowKind, name: string): number {
    const known = this.places[kind].get(name)
    if (known !== undefined) return known
    const cells = this.keepPeriods + 1
    const row: Row = {
      kind,
      name,
      sums: new Float64Array(cells * FIELDS),
      waits: Array.from({ length: cells }, () => undefined),
    }
    const place = this.list.push(row) - 1
    this.places[kind].set(name, place)
    return place
  }

  /** The place of a row, -1 for one that nothing was said about. */
  find({ kind, name }: RowName): number {
    return this.places[kind].get(name) ?? NONE
  }

  kindOf(row: number): RowKind {
    return this.list[row]!.kind
  }

  nameOf(row: number): string {
    return this.list[row]!.name
  }

  /** All rows: by kind, then by name. O(n log n). */
  rows(): RowName[] {
    return this.list
      .map(({ kind, name }) => ({ kind, name }))
      .toSorted((a, b) => ROW_KINDS.indexOf(a.kind) - ROW_KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : 1))
  }

  /** The periods that are kept apart, oldest first. */
  periods(): number[] {
    if (this.last === NONE) return []
    const from = Math.max(this.first, this.last - this.keepPeriods + 1)
    return Array.from({ length: this.last - from + 1 }, (_, index) => from + index)
  }

  /** The period of an instant, which begins one if it is new. An instant never lies before 1970. */
  periodAt(atMs: number): number {
    const period = Math.floor(atMs / this.periodMs)
    if (period > this.last) this.begin(period)
    else if (period < this.first) this.first = period
    return period
  }

  /** The cell of a period, -1 for what is earlier: it holds until the next `periodAt` or `merge`. */
  cellOf(period: number): number {
    const { keepPeriods } = this
    return period <= this.last - keepPeriods || period < 0 ? keepPeriods : period % keepPeriods
  }

  /** Adds to a count or a sum in a cell (`cellOf`). */
  add(row: number, cell: number, field: number, amount: number): void {
    const { sums } = this.list[row]!
    const at = cell * FIELDS + field
    sums[at] = sums[at]! + amount
  }

  /** For the one maximum there is. */
  raise(row: number, cell: number, waitMs: number): void {
    const { sums } = this.list[row]!
    const at = cell * FIELDS + LONGEST_WAIT_MS
    if (waitMs > sums[at]!) sums[at] = waitMs
  }

  recordWait(row: number, cell: number, waitMs: number): void {
    const { waits } = this.list[row]!
    let histogram = waits[cell]
    if (histogram === undefined) waits[cell] = histogram = new Histogram()
    histogram.record(waitMs)
  }

  /** The sums of a row over a period, by field. Zeros for a period that is not known. Allocates. */
  sumsOf(row: number, period: Period): Float64Array {
    const total = new Float64Array(FIELDS)
    for (const at of this.cellsOf(period)) addCell(total, 0, this.list[row]!.sums, at * FIELDS)
    return total
  }

  /** The waits of the answered of a row over a period. Allocates. */
  waitsOf(row: number, period: Period): Histogram {
    const merged = new Histogram()
    for (const at of this.cellsOf(period)) {
      const waits = this.list[row]!.waits[at]
      if (waits !== undefined) merged.merge(waits)
    }
    return merged
  }

  /** Adds everything of another table of the same periods, which stays as it is. O(its size). */
  merge(other: MeasureTable): void {
    assert(
      other.periodMs === this.periodMs && other.keepPeriods === this.keepPeriods,
      'measures: tables of other periods cannot be merged',
    )
    if (other.last === NONE) return
    if (other.last > this.last) this.begin(other.last)
    if (other.first < this.first) this.first = other.first
    const cells = [NONE, ...other.periods()]
    for (const { kind, name, sums, waits } of other.list) {
      const row = this.list[this.row(kind, name)]!
      for (const period of cells) {
        const from = other.cellOf(period)
        const to = this.cellOf(period)
        addCell(row.sums, to * FIELDS, sums, from * FIELDS)
        mergeWaits(row.waits, to, waits[from])
      }
    }
  }

  toJSON(): MeasureTableJson {
    const { periodMs, keepPeriods, first, last } = this
    const cells = [NONE, ...this.periods()]
    // In the order of their places, which others have written down.
    const rows = this.list.map(({ kind, name, sums, waits }): MeasureRowJson => {
      return {
        kind,
        name,
        cells: cells.flatMap((period) => {
          const from = this.cellOf(period) * FIELDS
          const pairs = Array.from(sums.subarray(from, from + FIELDS), (value, field) => [field, value])
          const told = pairs.filter(([, value]) => value !== 0).flat()
          return told.length === 0 ? [] : [[period, ...told]]
        }),
        waits: cells.flatMap((period) => {
          const histogram = waits[this.cellOf(period)]
          return histogram === undefined ? [] : [[period, histogram.toJSON()] as const]
        }),
      }
    })
    return { periodMs, keepPeriods, first, last, rows }
  }

  /** The inverse of `toJSON`. Throws InvariantError for what is none. */
  static fromJSON(json: MeasureTableJson): MeasureTable {
    assert(typeof json?.rows?.map === 'function', 'measures: not the plain data of a view')
    const table = new MeasureTable(json.periodMs, json.keepPeriods)
    table.first = json.first
    table.last = json.last
    for (const { kind, name, cells, waits } of json.rows) {
      assert(ROW_KINDS.includes(kind), 'measures: a row of no known kind')
      const row = table.list[table.row(kind, name)]!
      for (const [period = NONE, ...pairs] of cells) {
        for (let i = 0; i < pairs.length; i += 2) {
          assert(pairs[i]! < FIELDS, 'measures: a count of no known kind')
          row.sums[table.cellOf(period) * FIELDS + pairs[i]!] = pairs[i + 1]!
        }
      }
      for (const [period, histogram] of waits) {
        row.waits[table.cellOf(period)] = Histogram.fromJSON(histogram)
      }
    }
    return table
  }

  private begin(period: number): void {
    const before = this.last
    this.last = period
    if (before === NONE) {
      this.first = period
      return
    }
    const { keepPeriods } = this
    const folded = Math.min(period - before, keepPeriods)
    for (const { sums, waits } of this.list) {
      for (let each = before - keepPeriods + 1; each <= before - keepPeriods + folded; each++) {
        const from = ringPosition(each, keepPeriods)
        addCell(sums, keepPeriods * FIELDS, sums, from * FIELDS)
        sums.fill(0, from * FIELDS, (from + 1) * FIELDS)
        mergeWaits(waits, keepPeriods, waits[from])
        waits[from] = undefined
      }
    }
  }

  private cellsOf(period: Period): number[] {
    if (period === 'earlier') return [this.keepPeriods]
    const kept = this.periods()
    if (period !== 'all') return kept.includes(period) ? [this.cellOf(period)] : []
    return [this.keepPeriods, ...kept.map((each) => this.cellOf(each))]
  }
}

/** Periods before 1970 are never told of, but are looked at when few have passed since. */
function ringPosition(period: number, keepPeriods: number): number {
  return ((period % keepPeriods) + keepPeriods) % keepPeriods
}

function addCell(to: Float64Array, at: number, from: Float64Array, start: number): void {
  for (let field = 0; field < FIELDS; field++) {
    const value = from[start + field]!
    const before = to[at + field]!
    to[at + field] = field === LONGEST_WAIT_MS ? Math.max(before, value) : before + value
  }
}

function mergeWaits(to: (Histogram | undefined)[], at: number, waits: Histogram | undefined): void {
  if (waits === undefined) return
  const merged = to[at] ?? new Histogram()
  merged.merge(waits)
  to[at] = merged
}
