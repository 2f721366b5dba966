/**
 * The recorded hours of agents, read through the mapping of a scenario.
 * **cost** O(rows log rows); allocates the sessions. **order** that of the file.
 * Caveat: days are counted from the first contact's; a session of no length is left out.
 */
import { DAY_MS, dateDay } from '../scenario-language/recorded-time.js'
import { type TraceTable, shown, timeHint } from './trace-table.js'

/** Days that a trace can span; dates farther off are taken for slips. */
export const MOST_DAYS = 3_653

export interface Session {
  readonly agentId: string
  readonly fromMs: number
  readonly toMs: number
}

type SessionRow = Session & { readonly row: number }

/** The sessions of a file; its faults go to the table. `firstDay`: of the contacts, Infinity when there are none. */
export function readSessions(unit: 'ms' | 's' | 'min', table: TraceTable, firstDay: number): Session[] {
  const sessions: SessionRow[] = []
  for (let row = 0; row < table.count; row++) {
    const agentId = table.field(row, 'agent')
    if (agentId === '') table.report(row, 'agent', 'has no agent')
    const startMs = readDay(row, table, firstDay) * DAY_MS
    // An end may be counted from the midnight before; a start may not.
    const fromMs = startMs + readTime(row, 'from', DAY_MS, unit, table)
    const endMs = startMs + readTime(row, 'to', 2 * DAY_MS, unit, table)
    // Who stops before starting stops on the next day.
    const toMs = endMs < fromMs ? endMs + DAY_MS : endMs
    if (toMs > fromMs) sessions.push({ agentId, fromMs, toMs, row })
  }
  reportOverlaps(sessions, table)
  return sessions.map(({ agentId, fromMs, toMs }) => ({ agentId, fromMs, toMs }))
}

function readDay(row: number, table: TraceTable, firstDay: number): number {
  const text = table.field(row, 'date')
  if (text === '') return 0
  const day = dateDay(text)
  if (Number.isNaN(day)) table.report(row, 'date', `${shown(text)} is not a date such as 2026-11-30`)
  // Without contacts only whether sessions overlap can be told.
  if (!Number.isFinite(firstDay)) return day
  const where =
    day < firstDay
      ? 'before the first contact'
      : day > firstDay + MOST_DAYS
        ? 'years after the first contact'
        : ''
  if (where !== '') {
    table.report(row, 'date', `${shown(text)} is ${where} (sessions are of the days of the contacts)`)
  }
  return day - firstDay
}

function readTime(
  row: number,
  role: 'from' | 'to',
  limitMs: number,
  unit: 'ms' | 's' | 'min',
  table: TraceTable,
): number {
  const text = table.field(row, role)
  const atMs = table.timeMs(text, unit)
  if (!(atMs < limitMs)) table.report(row, role, `${shown(text)} is not a time of day (${timeHint(unit)})`)
  return atMs
}

/** Nobody works twice at once: in a record, that is a slip or two people of one name. */
function reportOverlaps(sessions: readonly SessionRow[], table: TraceTable): void {
  const latest = new Map<string, SessionRow>()
  for (const session of [...sessions].sort((a, b) => a.fromMs - b.fromMs || a.row - b.row)) {
    const { agentId, row } = session
    const before = agentId === '' ? undefined : latest.get(agentId)
    if (before !== undefined && session.fromMs < before.toMs) {
      const from = shown(table.field(row, 'from'))
      const line = table.lineOf(before.row)
      table.report(row, 'from', `${from} is within another session of ${shown(agentId)} (line ${line})`)
    }
    if (before === undefined || session.toMs > before.toMs) latest.set(agentId, session)
  }
}
