/**
 * Live numbers as they are read: a measure of a row over a period, with its numerator and denominator; all rows; how
 * evenly something is spread over agents. Views of several engines are merged into one.
 * **cost** O(periods) a value, O(agents x periods) for fairness; allocates. **order** rows by kind, then name.
 */
import { nameHint } from '../base/fault.js'
import { assert } from '../base/assert.js'
import { jainIndex } from './fairness.js'
import { AVAILABLE_MS, BUSY_MS, HARD, ASSIGNED } from './measure-fields.js'
import { MeasureTable, ROW_KINDS, type MeasureTableJson, type Period, type RowName } from './measure-table.js'
import { LIVE_MEASURES, liveMeasure, liveRatio, type LiveMeasureDefinition } from './measures.js'

/** A measure as it was read, with both parts of its ratio. */
export interface MeasureValue {
  readonly measure: string
  readonly numerator: number
  readonly denominator: number
  /** Numerator / denominator; `null` when there is nothing to divide by. */
  readonly value: number | null
}

/** When a period is. */
export interface PeriodSpan {
  /** Its number, as `value` and `values` take it. */
  readonly period: number
  readonly fromAtMs: number
  readonly toAtMs: number
}

/** What is shared out among agents, each by the hour of available time, so that part-timers are compared fairly. */
export type Shared = 'contacts' | 'hardContacts' | 'occupancy'

/** How evenly something is spread, and what each agent has of it. */
export interface Fairness {
  /** Jain's index, 1/n (one has it all) .. 1 (all the same); `null` without anybody available or anything to share. */
  readonly jain: number | null
  readonly agents: readonly { readonly agentId: string; readonly share: number }[]
}

const SHARED: readonly string[] = ['contacts', 'hardContacts', 'occupancy'] satisfies Shared[]
const TOTAL: RowName = { kind: 'total', name: 'total' }
const HOUR_MS = 3_600_000

/** Live numbers, to be read. What the table behind it takes in later shows at the next reading. */
export class MeasureView {
  private readonly table: MeasureTable

  constructor(table: MeasureTable) {
    this.table = table
  }

  /** Rows that something was said about. */
  rows(): RowName[] {
    return this.table.rows()
  }

  /** Periods that are still kept apart, oldest first. */
  periods(): PeriodSpan[] {
    const { periodMs } = this.table
    return this.table.periods().map((period) => ({
      period,
      fromAtMs: period * periodMs,
      toAtMs: (period + 1) * periodMs,
    }))
  }

  /**
   * A measure of a row (default: the total) over a period (default: all). Throws InvariantError for an unknown measure, and
   * for one that has no meaning for the row; a row that nothing was said about has numerators and denominators of 0.
   */
  value(measure: string, row: RowName = TOTAL, period: Period = 'all'): MeasureValue {
    const definition = liveMeasure(measure)
    if (definition === undefined) {
      const known = LIVE_MEASURES.map(({ name }) => name)
      const stated: unknown = measure
      assert(false, `measures: unknown measure "${measure}" (${nameHint(String(stated), known)})`)
    }
    assertRow(row)
    assert(definition.rows.includes(row.kind), `measures: ${measure} has no meaning for a row of ${row.kind}`)
    const place = this.table.find(row)
    if (place < 0) return { measure, numerator: 0, denominator: 0, value: null }
    const { table } = this
    const sums = table.sumsOf(place, period)
    const [numerator, denominator] = liveRatio(measure, sums, () => table.waitsOf(place, period))
    return { measure, numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
  }

  /** Every measure that has a meaning for the row, in the order of LIVE_MEASURES. */
  values(row: RowName = TOTAL, period: Period = 'all'): MeasureValue[] {
    assertRow(row)
    const meant = ({ rows }: LiveMeasureDefinition): boolean => rows.includes(row.kind)
    return LIVE_MEASURES.filter(meant).map(({ name }) => this.value(name, row, period))
  }

  /**
   * How evenly work is spread over the agents who were available in a period. `occupancy` is a share, not by the hour.
   * Throws InvariantError for anything else.
   */
  fairness(shared: Shared, period: Period = 'all'): Fairness {
    assert(SHARED.includes(shared), `measures: what is shared is ${SHARED.join(', ')}`)
    const agents = this.rows().flatMap((row) => {
      if (row.kind !== 'agent') return []
      const sums = this.table.sumsOf(this.table.find(row), period)
      const availableMs = sums[AVAILABLE_MS]!
      if (availableMs === 0) return []
      const share =
        shared === 'occupancy'
          ? sums[BUSY_MS]! / availableMs
          : (sums[shared === 'contacts' ? ASSIGNED : HARD]! * HOUR_MS) / availableMs
      return [{ agentId: row.name, share }]
    })
    return { jain: jainIndex(agents.map(({ share }) => share)), agents }
  }

  /** Plain data, from which `restoreMeasures` makes an equal view. */
  toJSON(): MeasureTableJson {
    return this.table.toJSON()
  }
}

/** A view of plain data. Throws InvariantError for what is none. */
export function restoreMeasures(json: MeasureTableJson): MeasureView {
  return new MeasureView(MeasureTable.fromJSON(json))
}

/**
 * One view of several, each given as a view or as its plain data: rows of the same kind and name are added up. All must
 * have the same `periodMs` and `keepPeriods`, else InvariantError.
 */
export function mergeMeasures(parts: readonly (MeasureView | MeasureTableJson)[]): MeasureView {
  assert(typeof parts?.map === 'function', 'measures: what is merged is no list')
  const [first, ...others] = parts.map((part) => MeasureTable.fromJSON(isView(part) ? part.toJSON() : part))
  assert(first !== undefined, 'measures: nothing to merge')
  for (const other of others) first.merge(other)
  return new MeasureView(first)
}

/** For callers without types: a row of a kind that there is not would look like one of which nothing is known. */
export function assertRow(row: unknown): asserts row is RowName {
  const { kind, name } = (typeof row === 'object' && row !== null ? row : {}) as Partial<RowName>
  assert(
    kind !== undefined && ROW_KINDS.includes(kind) && typeof name === 'string',
    `measures: a row is { kind, name }, of a kind of ${ROW_KINDS.join(', ')}`,
  )
}

function isView(part: MeasureView | MeasureTableJson): part is MeasureView {
  return typeof (part as Partial<MeasureView> | undefined)?.toJSON === 'function'
}
