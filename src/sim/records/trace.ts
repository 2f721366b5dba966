/**
 * Recorded contacts and the recorded hours of agents, read through the mapping of a scenario.
 * Idea: columns of numbers, one place a contact, sorted by time; whatever cannot be replayed as it stands is a fault with
 * its place, and all are told at once. Nothing is drawn here: replay.ts turns the record into customers.
 * **cost** O(rows log rows); allocates the columns. **order** instant, then line.
 */
import type { NormalPolicy } from '../../engine/policy/normal-policy.js'
import type { TraceSpec } from '../scenario-language/scenario-spec.js'
import { DAY_MS, dateDay, splitInstant } from '../scenario-language/recorded-time.js'
import { type TraceFault, TraceTable, shown, shownHint, timeHint } from './trace-table.js'
import { MOST_DAYS, type Session, readSessions } from './trace-sessions.js'

export const RECORDED_ANSWERED = 1
export const RECORDED_ABANDONED = 2

/** The day of contacts without a date. */
const UNDATED = 0

/** Recorded contacts as columns, in the order of time, and the hours of the recorded agents. */
export interface Trace {
  /** Number of days from the first to the last. */
  readonly days: number
  /** Contacts: the length of every column. */
  readonly count: number
  /** Milliseconds since the midnight of the first day. */
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

/** What came of reading a trace. */
export interface ReadTrace {
  readonly trace: Trace
  /** Days since 1970-01-01 of its earliest date; `null`: no dates are recorded. */
  readonly firstDay: number | null
  /** By file and place. When there are any, `trace` is worth nothing. */
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
  const calls = readCalls(spec, policy, new TraceTable('trace', text, spec.columns, faults))
  const sessions =
    spec.sessions === undefined || sessionsText === null
      ? []
      : readSessions(
          spec.unit ?? 's',
          new TraceTable('sessions', sessionsText, spec.sessions.columns, faults),
          calls.firstDay,
        )
  const bySource = (fault: TraceFault): number => (fault.source === 'trace' ? 0 : 1)
  faults.sort((a, b) => bySource(a) - bySource(b) || a.line - b.line || a.column - b.column)
  const isDated = Number.isFinite(calls.firstDay) && calls.firstDay !== UNDATED
  return { trace: { ...calls.trace, sessions }, firstDay: isDated ? calls.firstDay : null, faults }
}

/** What is recorded of a contact by name. */
type Kind = 'queue' | 'channel' | 'tier' | 'issue' | 'region'

/** A contact as numbers: names by their places in the policy's lists, `atMs` since the midnight of `day`. */
type Row = Record<Kind | 'emotion' | 'outcome' | 'atMs' | 'waitMs' | 'serviceMs' | 'day', number>

/** The names that the policy knows of a kind, and the place that counts where none is recorded. */
interface Names {
  readonly known: readonly string[]
  readonly unstated: number
}

type Report = (role: string, message: string) => void

function namesOf(policy: NormalPolicy): Record<Kind, Names> {
  const named = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name)
  const tiers = named(policy.tiers)
  return {
    queue: { known: named(policy.queues), unstated: 0 },
    channel: { known: named(policy.channels), unstated: 0 },
    tier: { known: tiers, unstated: tiers.indexOf(policy.defaultTier) },
    issue: { known: named(policy.issues), unstated: -1 },
    region: { known: policy.regions, unstated: -1 },
  }
}

function readCalls(
  spec: TraceSpec,
  policy: NormalPolicy,
  table: TraceTable,
): { trace: Trace; firstDay: number } {
  const names = namesOf(policy)
  const rows: Row[] = []
  const rowOf: number[] = []
  const servedBy = new Map<string, Set<number>>()
  // Of all rows with a date, for the sake of the sessions; when there are faults, the rest is worth nothing.
  let firstDay = Infinity
  for (let index = 0; index < table.count; index++) {
    let sound = true
    const row = readRow(spec, names, table, index, (role, message) => {
      sound = false
      table.report(index, role, message)
    })
    if (row === null) continue
    if (row.day < firstDay) firstDay = row.day
    if (!sound) continue
    rows.push(row)
    rowOf.push(index)
    const agent = table.field(index, 'agent')
    if (agent === '') continue
    const queues = servedBy.get(agent)
    if (queues === undefined) servedBy.set(agent, new Set([row.queue]))
    else queues.add(row.queue)
  }
  reportSlips(rows, rowOf, table)
  return { firstDay, trace: traceOf(rows, firstDay, servedBy) }
}

/** The contact of a row, `null` for one whose outcome is `ignored`. With a fault reported, it is worth nothing but its day. */
function readRow(
  spec: TraceSpec,
  names: Record<Kind, Names>,
  table: TraceTable,
  index: number,
  report: Report,
): Row | null {
  const unit = spec.unit ?? 's'
  const hint = timeHint(unit)
  const column = (role: string): string => table.field(index, role)
  const named = (kind: Kind): number => placeOf(kind, column(kind), names[kind], spec, table, report)
  const outcomes: Readonly<Record<string, string>> = spec.values?.outcome ?? {}
  const recorded = column('outcome')
  const outcome = Object.hasOwn(outcomes, recorded) ? outcomes[recorded]! : recorded
  if (outcome === 'ignored') return null
  if (!['', 'answered', 'abandoned'].includes(outcome)) {
    report('outcome', `unknown outcome ${shown(outcome)} (answered, abandoned or ignored)`)
  }
  const { date, time } = splitInstant(column('date'), column('time'))
  const row: Row = {
    queue: named('queue'),
    channel: named('channel'),
    tier: named('tier'),
    issue: named('issue'),
    region: named('region'),
    emotion: column('emotion') === '' ? 0 : table.number(index, 'emotion'),
    outcome: outcome === 'answered' ? RECORDED_ANSWERED : outcome === 'abandoned' ? RECORDED_ABANDONED : 0,
    day: date === '' ? UNDATED : dateDay(date),
    atMs: table.timeMs(time, unit),
    waitMs: table.timeMs(column('wait'), unit),
    serviceMs: table.timeMs(column('service'), unit),
  }
  if (Number.isNaN(row.day)) {
    report(table.has('date') ? 'date' : 'time', `${shown(date)} is not a date such as 2026-11-30`)
  }
  if (Number.isNaN(row.atMs)) report('time', `${shown(time)} is not a time of day (${hint})`)
  else if (row.atMs >= DAY_MS) {
    report('time', `${shown(time)} is not before 24:00 (${hint}; after midnight it is the next date)`)
  }
  for (const kind of ['wait', 'service'] as const) {
    const text = column(kind)
    if (text !== '' && Number.isNaN(row[`${kind}Ms`])) {
      report(
        kind,
        `${shown(text)} is not a time in column ${kind}${table.numberHint(index, kind) || ` (${hint})`}`,
      )
    }
    const needed = kind === 'wait' ? row.outcome !== 0 : row.outcome === RECORDED_ANSWERED
    if (text === '' && needed && table.has(kind)) {
      report(kind, `"" is no ${kind}, and the contact was ${outcome} (or call its outcome "ignored")`)
    }
  }
  if (!(Number.isInteger(row.emotion) && row.emotion >= 0 && row.emotion <= 100)) {
    report('emotion', `emotion ${shown(column('emotion'))} is not a whole number from 0 to 100`)
  }
  return row
}

/** The place of a recorded name, by what `trace.values` says that it means; below 0 for an unknown one, which is reported. */
function placeOf(
  kind: Kind,
  text: string,
  { known, unstated }: Names,
  spec: TraceSpec,
  table: TraceTable,
  report: Report,
): number {
  const meanings: Readonly<Record<string, string>> = spec.values?.[kind] ?? {}
  if (text === '' && !Object.hasOwn(meanings, '')) {
    // A row that was cut off would count in the first queue or channel, and nobody would see it.
    if ((kind === 'queue' || kind === 'channel') && table.has(kind) && known.length > 1) {
      report(
        kind,
        `has no ${kind} (say in trace.values.${kind} what "" means, or call its outcome "ignored")`,
      )
    }
    return unstated
  }
  const name = Object.hasOwn(meanings, text) ? meanings[text]! : text
  const place = known.indexOf(name)
  if (place < 0) {
    report(
      kind,
      `unknown ${kind} ${shown(name)} (${shownHint(name, known)}, or say in trace.values.${kind} what it means)`,
    )
  }
  return place
}

/** The columns of sound rows, which are sorted here. */
function traceOf(rows: Row[], firstDay: number, servedBy: ReadonlyMap<string, ReadonlySet<number>>): Trace {
  const lastDay = rows.reduce((most, { day }) => Math.max(most, day), -Infinity)
  for (const row of rows) row.atMs += (row.day - firstDay) * DAY_MS
  rows.sort((a, b) => a.atMs - b.atMs)
  const whole = (key: keyof Row): Int32Array => Int32Array.from(rows, (row) => row[key])
  const real = (key: keyof Row): Float64Array => Float64Array.from(rows, (row) => row[key])
  return {
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
  }
}

/** Dates so far from the others that no run could span them. */
function reportSlips(
  rows: readonly { readonly day: number }[],
  rowOf: readonly number[],
  table: TraceTable,
): void {
  const days = rows.map(({ day }) => day).sort((a, b) => a - b)
  const middle = days[(days.length - 1) >> 1]!
  rows.forEach(({ day }, i) => {
    if (Math.abs(day - middle) <= MOST_DAYS / 2) return
    const role = table.has('date') ? 'date' : 'time'
    const text = table.field(rowOf[i]!, role)
    table.report(rowOf[i]!, role, `${shown(text)} is years from the other dates (a trace spans ten at most)`)
  })
}
