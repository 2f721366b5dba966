/**
 * Counts of contacts from a table, as reporting tools export them: a row for each interval, a column for each queue.
 * Idea: rows are intervals of one length, the shortest gap between two of them, so that nights are not filled up.
 * **cost** O(length); allocates the blocks. **order** of the rows, which must ascend.
 */
import { DAY_MS, dateDay, recordedMs } from '../scenario-language/recorded-time.js'
import type { CountsSpec } from '../scenario-language/demand-spec.js'
import { type TraceFault, TraceTable, shown } from './trace-table.js'

/** As a planner would write them in `blocks`. */
export interface CountedBlock {
  readonly from: number
  readonly to: number
  readonly perHour: number
}

const MOST = 1e9

/** The counts of one queue. With dates, the first row's day is the scenario's first. */
export function readCounts(
  { from = 'from', count, date }: CountsSpec,
  queue: string,
  text: string,
): { readonly blocks: readonly CountedBlock[]; readonly faults: readonly TraceFault[] } {
  const faults: TraceFault[] = []
  const table = new TraceTable('counts', text, { from, count: count ?? queue, date }, faults)
  const starts: number[] = []
  const counts: number[] = []
  let firstDay = Number.NaN
  for (let row = 0; row < table.count; row++) {
    const day = table.has('date') ? dateDay(table.field(row, 'date')) : 0
    if (day !== day) {
      table.report(row, 'date', `${shown(table.field(row, 'date'))} is not a date such as 2026-11-30`)
    }
    if (row === 0) firstDay = day
    const clock = table.field(row, 'from')
    const atMs = clock.includes(':') ? recordedMs(clock, 'ms') : Number.NaN
    if (atMs !== atMs) table.report(row, 'from', `${shown(clock)} is not a time such as 09:30`)
    const startMs = atMs + (day - firstDay) * DAY_MS
    if (row > 0 && startMs <= starts[row - 1]!) {
      table.report(row, 'from', `${shown(clock)} is not after the row above`)
    }
    const amount = table.field(row, 'count')
    const number = amount === '' ? Number.NaN : Number(amount)
    if (!(number >= 0 && number <= MOST)) {
      table.report(row, 'count', `${shown(amount)} is not a number of contacts`)
    }
    starts.push(startMs)
    counts.push(number)
  }
  if (table.count === 1) table.report(0, 'from', 'is the only row (two say how long an interval is)')
  if (faults.length > 0) return { blocks: [], faults }
  const lengthMs = starts.slice(1).reduce((least, at, i) => Math.min(least, at - starts[i]!), Infinity)
  const blocks = starts.map((at, row) => ({
    from: at,
    to: at + lengthMs,
    perHour: (counts[row]! * 3_600_000) / lengthMs,
  }))
  return { blocks, faults }
}
