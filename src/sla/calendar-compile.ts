/**
 * Turns opening hours as people write them (weekly hours, holidays, an IANA zone) into sorted instants.
 * The law: it is open at an instant exactly when a clock on the wall in the zone shows, at that instant, a time within
 * the hours of the date it shows. So hours that a jump of the clock leaves out vanish, hours that contain a jump have
 * their real length, and hours that lie in a repeated hour are open in both. Hours that touch are one stretch.
 * Idea: the zone's offset is constant between its transitions, and there days are plain arithmetic.
 * **cost** a look-up of the offset for each day of the range (some microseconds) and a few more per transition.
 * The only file that knows time zones. Caveat: the answer is as good as the machine's zone data; hand the data around,
 * not the specification. Two transitions within one day are taken for none when they cancel out.
 */
import { tzOffset } from '@date-fns/tz/tzOffset'
import { isValid } from 'date-fns/isValid'
import { parseISO } from 'date-fns/parseISO'
import { assert } from '../base/assert.js'
import { ConfigError, type Fault, nameHint } from '../base/fault.js'
import { isRecord } from '../base/is-record.js'
import type { CalendarData } from './calendar.js'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Day = (typeof days)[number]

/** One day, or several in a row: `mon-fri`, `sat-sun`; over the week's end too: `fri-mon`. */
export type DaysKey = Day | `${Day}-${Day}`

/** Opening hours as people write them. A day that is not named is closed. */
export interface CalendarSpec {
  /** An IANA name, e.g. `Europe/Berlin`. */
  readonly zone: string
  /** Per day: `HH:MM-HH:MM` from `00:00` to `24:00`; ascending, without overlap; `[]` is closed. A day is given once. */
  readonly weekly: { readonly [K in DaysKey]?: readonly string[] }
  /** By date, `YYYY-MM-DD`, hours that replace the weekly ones; `[]` is closed all day: a holiday. */
  readonly exceptions?: { readonly [date: string]: readonly string[] }
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const LATEST_MS = 2 ** 43

/** Minutes after midnight, [from, to). */
interface Hours {
  readonly text: string
  readonly fromMinute: number
  readonly toMinute: number
}

interface Plan {
  /** By weekday, Monday first. */
  readonly weekly: readonly (readonly Hours[])[]
  /** By days since 1970-01-01. */
  readonly exceptions: ReadonlyMap<number, readonly Hours[]>
}

/** Every fault of what should be a {@link CalendarSpec}; none means that it is one. Never throws. */
export function checkCalendar(spec: unknown): Fault[] {
  return readSpec(spec).faults
}

/**
 * The hours of `spec` from `fromMs` to `toMs`, integer instants with 0 <= fromMs < toMs <= 2^43, clipped to them.
 * Throws ConfigError with all faults of `spec`, InvariantError when the instants are out of range.
 */
export function compileCalendar(spec: CalendarSpec, fromMs: number, toMs: number): CalendarData {
  const { opensAtMs, closesAtMs } = stretches(spec, (atMs) => offsetMs(spec.zone, atMs), fromMs, toMs)
  return { zone: spec.zone, fromMs, toMs, opensAtMs, closesAtMs }
}

/**
 * The same as a clock on the wall of `zone` shows it whose days have 24 hours each, in milliseconds since the midnight at
 * which the day `firstDay` (days since 1970-01-01, 0 or later) begins: what the clock leaves out on a day of change is open
 * as if it were shown, and what it shows twice is counted once. Hours of another zone are told by what its clocks show then.
 * `fromMs` and `toMs` lie within 0..2^43 less that midnight. Throws as {@link compileCalendar} does.
 */
export function compileWallHours(
  spec: CalendarSpec,
  zone: string,
  firstDay: number,
  fromMs: number,
  toMs: number,
): CalendarData {
  const midnightMs = firstDay * DAY_MS
  // Wall time of `zone` is the time line here, so a calendar of `zone` itself has no offset at all.
  const aheadMs = (wallMs: number): number => {
    if (spec.zone === zone) return 0
    const nearMs = wallMs - offsetMs(zone, wallMs)
    const atMs = wallMs - offsetMs(zone, nearMs)
    return offsetMs(spec.zone, atMs) - offsetMs(zone, atMs)
  }
  const { opensAtMs, closesAtMs } = stretches(spec, aheadMs, midnightMs + fromMs, midnightMs + toMs)
  const sinceMidnight = (atMs: number): number => atMs - midnightMs
  return {
    zone: spec.zone,
    fromMs,
    toMs,
    opensAtMs: opensAtMs.map(sinceMidnight),
    closesAtMs: closesAtMs.map(sinceMidnight),
  }
}

/** The open stretches from `fromMs` to `toMs`. `aheadMs`: how far the clock of the calendar is ahead of that time line. */
function stretches(
  spec: CalendarSpec,
  aheadMs: (atMs: number) => number,
  fromMs: number,
  toMs: number,
): Pick<CalendarData, 'opensAtMs' | 'closesAtMs'> {
  const { plan, faults } = readSpec(spec)
  if (faults.length > 0) throw new ConfigError('calendar', faults)
  assert(Number.isInteger(fromMs) && Number.isInteger(toMs), 'calendar: the range must be integer instants')
  assert(fromMs >= 0 && fromMs < toMs && toMs <= LATEST_MS, 'calendar: range empty or out of 0..2^43')
  const opensAtMs: number[] = []
  const closesAtMs: number[] = []
  let startMs = fromMs
  while (startMs < toMs) {
    const offset = aheadMs(startMs)
    const endMs = offsetEndMs(aheadMs, startMs, offset, toMs)
    const lastDay = Math.floor((endMs - 1 + offset) / DAY_MS)
    for (let day = Math.floor((startMs + offset) / DAY_MS); day <= lastDay; day++) {
      for (const { fromMinute, toMinute } of hoursOf(plan, day)) {
        const midnightMs = day * DAY_MS - offset
        const opens = Math.max(startMs, midnightMs + fromMinute * MINUTE_MS)
        const closes = Math.min(endMs, midnightMs + toMinute * MINUTE_MS)
        if (opens >= closes) continue
        if (closesAtMs.at(-1) === opens) {
          closesAtMs[closesAtMs.length - 1] = closes
        } else {
          opensAtMs.push(opens)
          closesAtMs.push(closes)
        }
      }
    }
    startMs = endMs
  }
  return { opensAtMs, closesAtMs }
}

function hoursOf(plan: Plan, day: number): readonly Hours[] {
  // 1970-01-01 was a Thursday.
  return plan.exceptions.get(day) ?? plan.weekly[(day + 3) % 7]!
}

function offsetMs(zone: string, atMs: number): number {
  return Math.round(tzOffset(zone, new Date(atMs)) * MINUTE_MS)
}

/** The first instant after `fromMs` at which the clock is no longer `offset` ahead, to the millisecond, or `toMs`. */
function offsetEndMs(
  aheadMs: (atMs: number) => number,
  fromMs: number,
  offset: number,
  toMs: number,
): number {
  let sameAtMs = fromMs
  while (sameAtMs < toMs) {
    let otherAtMs = Math.min(sameAtMs + DAY_MS, toMs)
    if (aheadMs(otherAtMs) === offset) {
      sameAtMs = otherAtMs
      continue
    }
    while (otherAtMs - sameAtMs > 1) {
      const middleMs = Math.floor((sameAtMs + otherAtMs) / 2)
      if (aheadMs(middleMs) === offset) sameAtMs = middleMs
      else otherAtMs = middleMs
    }
    return otherAtMs
  }
  return toMs
}

function readSpec(spec: unknown): { plan: Plan; faults: Fault[] } {
  const faults: Fault[] = []
  const weekly: Hours[][] = days.map(() => [])
  const exceptions = new Map<number, readonly Hours[]>()
  const plan: Plan = { weekly, exceptions }
  if (!isRecord(spec)) {
    faults.push({
      path: [],
      value: spec,
      message: 'a calendar must be an object',
      hint: 'zone, weekly, exceptions',
    })
    return { plan, faults }
  }
  const known = ['zone', 'weekly', 'exceptions']
  for (const [key, value] of Object.entries(spec)) {
    if (known.includes(key)) continue
    faults.push({ path: [key], value, message: `unknown key "${key}"`, hint: nameHint(key, known) })
  }
  checkZone(spec['zone'], faults)
  const faultsBefore = faults.length
  readWeekly(spec['weekly'], weekly, faults)
  if (spec['exceptions'] !== undefined) readExceptions(spec['exceptions'], exceptions, faults)
  const isNeverOpen = [...weekly, ...exceptions.values()].every((hours) => hours.length === 0)
  if (isNeverOpen && faults.length === faultsBefore) {
    const hint = 'give at least one day hours, e.g. "mon-fri": ["09:00-17:00"]'
    faults.push({ path: ['weekly'], value: spec['weekly'], message: 'never opens', hint })
  }
  return { plan, faults }
}

function checkZone(zone: unknown, faults: Fault[]): void {
  if (typeof zone !== 'string') {
    const hint = 'an IANA name, e.g. "Europe/Berlin"'
    faults.push({ path: ['zone'], value: zone, message: 'must be the name of a time zone', hint })
    return
  }
  const fault = zoneFault(zone)
  if (fault !== undefined) faults.push({ path: ['zone'], value: zone, ...fault })
}

/** What stands against a name of a time zone, in words; undefined when this machine knows it. */
export function zoneFault(name: string): Pick<Fault, 'message' | 'hint'> | undefined {
  if (isZone(name)) return undefined
  const hint = nameHint(name, ['UTC', ...Intl.supportedValuesOf('timeZone')])
  return { message: `unknown time zone "${name}"`, hint }
}

function isZone(name: string): boolean {
  // Bare offsets such as +02:00 are known to some machines only, and know no daylight saving.
  if (!/^[a-z]/i.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

function readWeekly(weekly: unknown, into: Hours[][], faults: Fault[]): void {
  if (!isRecord(weekly)) {
    const hint = 'e.g. { "mon-fri": ["09:00-17:00"] }'
    faults.push({ path: ['weekly'], value: weekly, message: 'must be hours by day', hint })
    return
  }
  const givenBy = new Map<number, string>()
  for (const [key, value] of Object.entries(weekly)) {
    if (value === undefined) continue
    const path = ['weekly', key]
    const hours = readHours(value, path, faults)
    const span = daysOf(key)
    if (span.length === 0) {
      const hint = key.includes('-') ? 'two different days, e.g. "mon-fri"' : nameHint(key, days)
      faults.push({ path, value, message: `unknown day "${key}"`, hint })
    }
    for (const day of span) {
      const other = givenBy.get(day)
      if (other === undefined) {
        givenBy.set(day, key)
        into[day] = hours
      } else {
        faults.push({
          path,
          value,
          message: `${days[day]} is already given by "${other}"`,
          hint: 'give each day once',
        })
      }
    }
  }
}

/** `mon` -> [0], `sat-mon` -> [5, 6, 0]; empty when it names no days. */
function daysOf(key: string): number[] {
  const ends = key.split('-').map((name) => days.findIndex((day) => day === name))
  const [first, last] = ends
  if (first === undefined || ends.length > 2 || ends.includes(-1)) return []
  if (last === undefined) return [first]
  if (first === last) return []
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (first + i) % 7)
}

function readExceptions(exceptions: unknown, into: Map<number, readonly Hours[]>, faults: Fault[]): void {
  if (!isRecord(exceptions)) {
    const hint = 'e.g. { "2026-12-25": [] }'
    faults.push({ path: ['exceptions'], value: exceptions, message: 'must be hours by date', hint })
    return
  }
  for (const [date, value] of Object.entries(exceptions)) {
    const path = ['exceptions', date]
    const hours = readHours(value, path, faults)
    const midnight = parseISO(`${date}T00:00:00Z`)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) {
      faults.push({ path, value, message: `malformed date "${date}"`, hint: 'YYYY-MM-DD' })
    } else if (!isValid(midnight)) {
      faults.push({ path, value, message: `there is no ${date}` })
    } else {
      into.set(midnight.getTime() / DAY_MS, hours)
    }
  }
}

/** The hours of one day, ascending; what is faulty is told and left out. */
function readHours(list: unknown, path: readonly (string | number)[], faults: Fault[]): Hours[] {
  const hours: Hours[] = []
  if (!Array.isArray(list)) {
    const hint = '[] is closed; ["09:00-12:00", "13:00-17:00"] has a lunch break'
    faults.push({ path, value: list, message: 'must be a list of intervals', hint })
    return hours
  }
  list.forEach((value: unknown, index) => {
    const report = (message: string, hint?: string): void => {
      faults.push({ path: [...path, index], value, message, ...(hint === undefined ? {} : { hint }) })
    }
    const text = typeof value === 'string' ? value : ''
    const found = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text)
    if (!found) {
      report('malformed interval', 'HH:MM-HH:MM, e.g. "09:00-17:30"; 24:00 is allowed as the end')
      return
    }
    const fromMinute = Number(found[1]) * 60 + Number(found[2])
    const toMinute = found[3] === undefined ? 24 * 60 : Number(found[3]) * 60 + Number(found[4])
    if (toMinute <= fromMinute) {
      const [from, to] = text.split('-')
      const overnight = `over midnight write "${from}-24:00", and "00:00-${to}" on the next day`
      if (toMinute === fromMinute) report('is empty', `all day is "00:00-24:00"; closed is []`)
      else
        report('ends before it begins', toMinute === 0 ? `midnight as the end is "${from}-24:00"` : overnight)
      return
    }
    const overlapped = hours.find((other) => fromMinute < other.toMinute && other.fromMinute < toMinute)
    if (overlapped) {
      report(`overlaps "${overlapped.text}"`)
      return
    }
    const last = hours.at(-1)
    if (last && last.fromMinute > fromMinute) {
      report(`comes after "${last.text}"`, 'list the intervals of a day in ascending order')
      return
    }
    hours.push({ text, fromMinute, toMinute })
  })
  return hours
}
