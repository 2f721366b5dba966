/**
 * Recorded contacts and the recorded hours of agents, read through the mapping of a scenario.
 * Idea: columns of numbers, one place a contact, sorted by time; every unknown value is a fault with its line, and all
 * are told at once. Nothing is drawn here: replay.ts turns the record into customers.
 * **cost** O(rows log rows); allocates the columns. **order** instant, then line.
 */
import { nameHint } from '../base/fault.js'
import type { NormalPolicy } from '../engine/normal-policy.js'
import { type CsvTable, readCsv } from './csv.js'
import type { TraceSpec } from './scenario-spec.js'
import { DAY_MS, dateDay, recordedMs, splitInstant } from './recorded-time.js'

export const RECORDED_ANSWERED = 1
export const RECORDED_ABANDONED = 2

export interface Session {
  readonly agentId: string
  readonly fromMs: number
  readonly toMs: number
}

export interface Trace {
  /** Number of days from the first to the last. */
  readonly days: number
  readonly count: number
  readonly atMs: Float64Array
  /** Indexes in the policy's lists, -1 for none. */
  readonly queue: Int32Array
  readonly channel: Int32Array
  readonly tier: Int32Array
  readonly issue: Int32Array
  readonly region: Int32Array
  readonly emotion: Int32Array
  /** RECORDED_ANSWERED, RECORDED_ABANDONED or 0: not recorded. */
  readonly outcome: Uint8Array
  /** NaN: not recorded. */
  readonly waitMs: Float64Array
  readonly serviceMs: Float64Array
  readonly sessions: readonly Session[]
  /** Queues in which each recorded agent served somebody, ascending. */
  readonly served: ReadonlyMap<string, readonly number[]>
}

/** What is wrong with a row. */
export interface TraceFault {
  readonly source: 'trace' | 'sessions'
  readonly line: number
  readonly message: string
}

export interface ReadTrace {
  readonly trace: Trace
  /** When there are any, `trace` holds only the rows without. */
  readonly faults: readonly TraceFault[]
}

/** Reads the contacts, and the sessions if the mapping has any. Texts are whole files. */
export function readTrace(
  spec: TraceSpec,
  policy: NormalPolicy,
  text: string,
  sessionsText: string | null,
): ReadTrace {
  const faults: TraceFault[] = []
  const calls = readCalls(spec, policy, readCsv(text), faults)
  const sessions =
    spec.sessions === undefined || sessionsText === null
      ? []
      : readSessions(spec, readCsv(sessionsText), calls.firstDay, faults)
  return { trace: { ...calls.trace, sessions }, faults }
}

type Report = (message: string) => void

function readCalls(
  spec: TraceSpec,
  policy: NormalPolicy,
  table: CsvTable,
  faults: TraceFault[],
): { trace: Trace; firstDay: number } {
  const unit = spec.unit ?? 's'
  const column = columnsOf(table, spec.columns, 'trace', faults)
  const places = {
    queue: policy.queues.map(({ name }) => name),
    channel: policy.channels.map(({ name }) => name),
    tier: policy.tiers.map(({ name }) => name),
    issue: policy.issues.map(({ name }) => name),
    region: policy.regions,
  }
  const defaults = {
    queue: 0,
    channel: 0,
    tier: places.tier.indexOf(policy.defaultTier),
    issue: -1,
    region: -1,
  }
  type Row = Record<
    keyof typeof places | 'emotion' | 'outcome' | 'atMs' | 'waitMs' | 'serviceMs' | 'day',
    number
  >
  const rows: Row[] = []
  const servedBy = new Map<string, Set<number>>()
  table.rows.forEach((fields, index) => {
    let sound = true
    const report: Report = (message) => {
      sound = false
      faults.push({ source: 'trace', line: table.line[index]!, message })
    }
    const named = (kind: keyof typeof places): number => {
      const text = column(fields, kind)
      if (text === '') return defaults[kind]
      const meanings: Readonly<Record<string, string>> = spec.values?.[kind] ?? {}
      const name = Object.hasOwn(meanings, text) ? meanings[text]! : text
      const place = places[kind].indexOf(name)
      if (place < 0) report(`unknown ${kind} "${name}" (${nameHint(name, places[kind])})`)
      return place
    }
    const outcomes: Readonly<Record<string, string>> = spec.values?.outcome ?? {}
    const recorded = column(fields, 'outcome')
    const outcome = Object.hasOwn(outcomes, recorded) ? outcomes[recorded]! : recorded
    if (outcome === 'ignored') return
    if (!['', 'answered', 'abandoned'].includes(outcome)) {
      report(`unknown outcome "${outcome}" (answered, abandoned or ignored)`)
    }
    const { date, time } = splitInstant(column(fields, 'date'), column(fields, 'time'))
    const row: Row = {
      queue: named('queue'),
      channel: named('channel'),
      tier: named('tier'),
      issue: named('issue'),
      region: named('region'),
      emotion: Number(column(fields, 'emotion')),
      outcome: outcome === 'answered' ? RECORDED_ANSWERED : outcome === 'abandoned' ? RECORDED_ABANDONED : 0,
      day: date === '' ? 0 : dateDay(date),
      atMs: recordedMs(time, unit),
      waitMs: recordedMs(column(fields, 'wait'), unit),
      serviceMs: recordedMs(column(fields, 'service'), unit),
    }
    if (Number.isNaN(row.day)) report(`"${date}" is not a date such as 2026-11-30`)
    if (Number.isNaN(row.atMs)) report(`"${time}" is not a time of day`)
    for (const kind of ['wait', 'service'] as const) {
      const text = column(fields, kind)
      if (text !== '' && Number.isNaN(row[`${kind}Ms`])) report(`"${text}" is not a time in column ${kind}`)
    }
    if (!(Number.isInteger(row.emotion) && row.emotion >= 0 && row.emotion <= 100)) {
      report(`emotion ${column(fields, 'emotion')} is not a whole number from 0 to 100`)
    }
    if (!sound) return
    rows.push(row)
    const agent = column(fields, 'agent')
    if (agent === '') return
    const queues = servedBy.get(agent)
    if (queues === undefined) servedBy.set(agent, new Set([row.queue]))
    else queues.add(row.queue)
  })
  const firstDay = rows.reduce((least, { day }) => Math.min(least, day), Infinity)
  const lastDay = rows.reduce((most, { day }) => Math.max(most, day), -Infinity)
  for (const row of rows) row.atMs += (row.day - firstDay) * DAY_MS
  rows.sort((a, b) => a.atMs - b.atMs)
  const whole = (key: keyof Row): Int32Array => Int32Array.from(rows, (row) => row[key])
  const real = (key: keyof Row): Float64Array => Float64Array.from(rows, (row) => row[key])
  return {
    firstDay,
    trace: {
      days: rows.length === 0 ? 0 : lastDay - firstDay + 1,
      count: rows.length,
      atMs: real('atMs'),
      queue: whole('queue'),
      channel: whole('channel'),
      tier: whole('tier'),
      issue: whole('issue'),
      region: whole('region'),
      emotion: whole('emotion'),
      outcome: Uint8Array.from(rows, ({ outcome }) => outcome),
      waitMs: real('waitMs'),
      serviceMs: real('serviceMs'),
      sessions: [],
      served: new Map([...servedBy].map(([agent, queues]) => [agent, [...queues].sort((a, b) => a - b)])),
    },
  }
}

function readSessions(spec: TraceSpec, table: CsvTable, firstDay: number, faults: TraceFault[]): Session[] {
  const unit = spec.unit ?? 's'
  const column = columnsOf(table, spec.sessions!.columns, 'sessions', faults)
  const sessions: Session[] = []
  table.rows.forEach((fields, index) => {
    const date = column(fields, 'date')
    const agentId = column(fields, 'agent')
    const start = (date === '' ? 0 : dateDay(date) - firstDay) * DAY_MS
    const fromMs = start + recordedMs(column(fields, 'from'), unit)
    const endMs = start + recordedMs(column(fields, 'to'), unit)
    // Who stops before starting stops on the next day.
    const toMs = endMs < fromMs ? endMs + DAY_MS : endMs
    const report: Report = (message) => faults.push({ source: 'sessions', line: table.line[index]!, message })
    if (agentId === '') report('has no agent')
    else if (!(fromMs >= 0 && toMs >= fromMs)) report('is not a stretch of time')
    else if (toMs > fromMs) sessions.push({ agentId, fromMs, toMs })
  })
  return sessions
}

/** Reads a field by its role: '' where the role has no column. Columns that the file lacks are faults of line 1. */
function columnsOf(
  table: CsvTable,
  columns: { readonly [role: string]: string | undefined },
  source: 'trace' | 'sessions',
  faults: TraceFault[],
): (fields: readonly string[], role: string) => string {
  const places = new Map<string, number>()
  for (const [role, name] of Object.entries(columns)) {
    if (name === undefined) continue
    const place = table.header.indexOf(name)
    if (place >= 0) places.set(role, place)
    else
      faults.push({ source, line: 1, message: `has no column "${name}" (${nameHint(name, table.header)})` })
  }
  return (fields, role) => {
    const place = places.get(role)
    return place === undefined ? '' : (fields[place] ?? '').trim()
  }
}
