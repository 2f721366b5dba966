/**
 * Counts of contacts from a table, as reporting tools export them: a row for each interval, a column for each queue.
 * Idea: rows are intervals of one length, the gap that most rows keep, and a row that is not there is a fault: read as no
 * contacts, a hole in an export would make the day look quieter than it was. Where rows have dates, nights need none; days
 * that are shorter than others, or are not there, are told.
 * **cost** O(length); allocates the blocks. **order** of the rows, which must ascend.
 */
import { clockText, instantText, lengthText } from '../scenario-language/duration.js'
import { DAY_MS, dateDay, recordedMs, splitInstant } from '../scenario-language/recorded-time.js'
import type { CountsSpec } from '../scenario-language/demand-spec.js'
import { incompleteDays } from './counted-days.js'
import { type TraceFault, TraceTable, shown } from './trace-table.js'

/** As a planner would write them in `blocks`. */
export interface CountedBlock {
  readonly from: number
  readonly to: number
  readonly perHour: number
}

export interface Counts {
  readonly blocks: readonly CountedBlock[]
  /** When there are any, `blocks` is empty. */
  readonly faults: readonly TraceFault[]
  /** What is sound, but may not be meant. */
  readonly notes: readonly string[]
  /** Whether the rows say of which day they are. */
  readonly isDated: boolean
}

/** When the scenario starts, where it says so, and ends; NaN where that is not known. */
export interface Planned {
  readonly fromMs: number
  readonly untilMs: number
}

const MOST = 1e9

/** The counts of one queue. With dates, the first row's day is the scenario's first. */
export function readCounts(
  { from = 'from', count, date }: CountsSpec,
  queue: string,
  text: string,
  planned: Planned,
): Counts {
  const faults: TraceFault[] = []
  const table = new TraceTable('counts', text, { from, count: count ?? queue, date }, faults)
  const starts: number[] = []
  const counts: number[] = []
  let firstDay = Number.NaN
  let isDated = table.has('date')
  for (let row = 0; row < table.count; row++) {
    const instant = splitInstant(table.has('date') ? table.field(row, 'date') : '', table.field(row, 'from'))
    if (instant.date !== '') isDated = true
    const day = isDated ? dateDay(instant.date) : 0
    if (day !== day) {
      const role = table.has('date') ? 'date' : 'from'
      table.report(row, role, `${shown(instant.date)} is not a date such as 2026-11-30`)
    }
    if (row === 0) firstDay = day
    const clock = instant.time
    const atMs = clock.includes(':') ? recordedMs(clock, 'ms') : Number.NaN
    if (atMs !== atMs) table.report(row, 'from', `${shown(clock)} is not a time such as 09:30`)
    const startMs = atMs + (day - firstDay) * DAY_MS
    if (row > 0 && startMs <= starts[row - 1]!) {
      const isUnread = !isDated && table.hasColumn('date')
      const hint = isUnread ? ' (there is a column "date": read it with `date: date`)' : ''
      table.report(row, 'from', `${shown(table.field(row, 'from'))} is not after the row above${hint}`)
    }
    const number = table.number(row, 'count')
    if (!(number >= 0 && number <= MOST)) {
      const hint =
        table.field(row, 'count') === '' ? ' (0 where nobody called)' : table.numberHint(row, 'count')
      table.report(row, 'count', `${shown(table.field(row, 'count'))} is not a number of contacts${hint}`)
    }
    starts.push(startMs)
    counts.push(number)
  }
  if (table.count === 1) table.report(0, 'from', 'is the only row (two say how long an interval is)')
  if (faults.length > 0) return { blocks: [], faults, notes: [], isDated }
  const lengthMs = commonGap(starts)
  reportHoles(starts, lengthMs, isDated, table)
  reportEdges(starts, lengthMs, planned, table)
  if (faults.length > 0) return { blocks: [], faults, notes: [], isDated }
  const blocks = starts.map((at, row) => ({
    from: at,
    to: at + lengthMs,
    perHour: (counts[row]! * 3_600_000) / lengthMs,
  }))
  return { blocks, faults, notes: isDated ? incompleteDays(starts, lengthMs, firstDay) : [], isDated }
}

/** The gap between two rows that most have; of equally many the shortest. */
function commonGap(starts: readonly number[]): number {
  const times = new Map<number, number>()
  starts.slice(1).forEach((at, i) => {
    const gap = at - starts[i]!
    times.set(gap, (times.get(gap) ?? 0) + 1)
  })
  const most = Math.max(...times.values())
  return Math.min(...[...times].filter(([, count]) => count === most).map(([gap]) => gap))
}

/** Rows that are not there, or do not keep to the intervals, but for those of a night. */
function reportHoles(starts: readonly number[], lengthMs: number, isDated: boolean, table: TraceTable): void {
  const every = `a row for each interval of ${lengthText(lengthMs)}`
  for (let row = 1; row < starts.length; row++) {
    const at = starts[row]!
    const before = starts[row - 1]!
    const gap = at - before
    const isNight = isDated && Math.floor(at / DAY_MS) > Math.floor(before / DAY_MS)
    if (gap === lengthMs || (isNight && gap > lengthMs)) continue
    const between = `between ${instantText(before)} and ${instantText(at)}`
    if (gap < lengthMs) {
      table.report(row, 'from', `is only ${lengthText(gap)} after the row above (${every})`)
    } else if (gap % lengthMs !== 0) {
      table.report(row, 'from', `is ${lengthText(gap)} after the row above (${every}, 0 where nobody called)`)
    } else {
      const missing = gap / lengthMs - 1
      const named = instantText(before + lengthMs)
      const which = missing === 1 ? `${named} is` : `${missing} intervals from ${named} on are`
      table.report(row, 'from', `${which} missing ${between} (${every}, 0 where nobody called)`)
    }
  }
}

/** Rows that begin after the scenario, or end before it. */
function reportEdges(
  starts: readonly number[],
  lengthMs: number,
  { fromMs, untilMs }: Planned,
  table: TraceTable,
): void {
  const first = starts[0]
  if (first === undefined) return
  if (first > fromMs) {
    table.report(
      0,
      'from',
      `the rows begin at ${instantText(first)}, but the scenario at ${instantText(fromMs)} (rows with 0 where nobody calls, or from: ${clockText(first)})`,
    )
  }
  const end = starts.at(-1)! + lengthMs
  if (end < untilMs) {
    table.report(
      starts.length - 1,
      'from',
      `the rows end at ${instantText(end)}, but the scenario at ${instantText(untilMs)} (rows with 0 where nobody calls, or until: ${clockText(end)})`,
    )
  }
}
