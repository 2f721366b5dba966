/**
 * The naive twin of `compileCalendar` and `Calendar`: for every minute it asks what the clock on the wall shows.
 * It knows zones from Intl alone, compares times as text, and answers every question by walking minute by minute.
 */
import type { Calendar } from '../../../src/sla/calendar.js'
import type { CalendarSpec } from '../../../src/sla/calendar-compile.js'

const MINUTE_MS = 60_000
const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

interface Wall {
  readonly date: string
  readonly weekday: string
  readonly time: string
}

interface Clock {
  readonly format: Intl.DateTimeFormat
  /** By the instant at which a minute begins; kept, for the laws ask again and again. */
  readonly walls: Map<number, Wall>
}

const clocks = new Map<string, Clock>()

function clockOf(zone: string): Clock {
  let clock = clocks.get(zone)
  if (!clock) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    clock = { format, walls: new Map() }
    clocks.set(zone, clock)
  }
  return clock
}

/** What a clock on the wall of `zone` shows in the minute that begins at `atMs`. */
function wallAt(zone: string, atMs: number): Wall {
  const { format, walls } = clockOf(zone)
  let wall = walls.get(atMs)
  if (!wall) {
    const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]))
    wall = {
      date: `${parts['year']}-${parts['month']}-${parts['day']}`,
      weekday: parts['weekday'] ?? '',
      time: `${parts['hour']}:${parts['minute']}`,
    }
    walls.set(atMs, wall)
  }
  return wall
}

/** `fri-mon` -> Fri, Sat, Sun, Mon. */
function namesDay(key: string, weekday: string): boolean {
  const [first = '', last = first] = key.split('-').map((name) => name[0]?.toUpperCase() + name.slice(1))
  for (let i = week.indexOf(first); ; i = (i + 1) % 7) {
    if (week[i] === weekday) return true
    if (week[i] === last) return false
  }
}

function hoursOn(spec: CalendarSpec, wall: Wall): readonly string[] {
  const exception = spec.exceptions?.[wall.date]
  if (exception) return exception
  return Object.entries(spec.weekly)
    .filter(([key]) => namesDay(key, wall.weekday))
    .flatMap(([, hours]) => hours)
}

const startOfMinute = (atMs: number): number => Math.floor(atMs / MINUTE_MS) * MINUTE_MS

export class CalendarModel implements Pick<
  Calendar,
  'fromMs' | 'toMs' | 'isOpen' | 'nextOpeningMs' | 'nextClosingMs' | 'addWorking' | 'workingBetween'
> {
  readonly spec: CalendarSpec
  readonly fromMs: number
  readonly toMs: number
  private readonly openMinutes = new Map<number, boolean>()

  constructor(spec: CalendarSpec, fromMs: number, toMs: number) {
    this.spec = spec
    this.fromMs = fromMs
    this.toMs = toMs
  }

  isOpen(atMs: number): boolean {
    const minuteMs = startOfMinute(atMs)
    let isOpen = this.openMinutes.get(minuteMs)
    if (isOpen === undefined) {
      const wall = wallAt(this.spec.zone, minuteMs)
      isOpen = hoursOn(this.spec, wall).some((hours) => {
        const [from = '', to = ''] = hours.split('-')
        return from <= wall.time && wall.time < to
      })
      this.openMinutes.set(minuteMs, isOpen)
    }
    return isOpen
  }

  nextOpeningMs(atMs: number): number {
    for (let t = atMs; t < this.toMs; t = startOfMinute(t) + MINUTE_MS) if (this.isOpen(t)) return t
    return Infinity
  }

  nextClosingMs(atMs: number): number {
    for (let t = atMs; t < this.toMs; t = startOfMinute(t) + MINUTE_MS) if (!this.isOpen(t)) return t
    return Infinity
  }

  addWorking(atMs: number, durationMs: number): number {
    let t = atMs
    let leftMs = Math.abs(durationMs)
    while (leftMs > 0) {
      const startMs = durationMs > 0 ? t : Math.max(this.fromMs, startOfMinute(t - 1))
      const endMs = durationMs > 0 ? Math.min(this.toMs, startOfMinute(t) + MINUTE_MS) : t
      if (startMs >= endMs) return durationMs > 0 ? Infinity : -Infinity
      const passedMs = this.isOpen(startMs) ? Math.min(leftMs, endMs - startMs) : 0
      leftMs -= passedMs
      if (leftMs === 0) return durationMs > 0 ? startMs + passedMs : endMs - passedMs
      t = durationMs > 0 ? endMs : startMs
    }
    return atMs
  }

  workingBetween(aMs: number, bMs: number): number {
    if (bMs < aMs) return 0 - this.workingBetween(bMs, aMs)
    let openMs = 0
    for (let t = aMs; t < bMs;) {
      const endMs = Math.min(bMs, startOfMinute(t) + MINUTE_MS)
      if (this.isOpen(t)) openMs += endMs - t
      t = endMs
    }
    return openMs
  }
}
