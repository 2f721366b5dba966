import { describe, expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { Calendar } from '../../src/sla/calendar.js'
import { type CalendarSpec, compileCalendar } from '../../src/sla/calendar-compile.js'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** An instant of June 2026, in UTC; 1 June is a Monday. */
const june = (day: number, time: string): number =>
  Date.parse(`2026-06-${String(day).padStart(2, '0')}T${time}:00Z`)

function inJune(weekly: CalendarSpec['weekly'], exceptions: CalendarSpec['exceptions'] = {}): Calendar {
  return new Calendar(
    compileCalendar({ zone: 'UTC', weekly, exceptions }, june(1, '00:00'), june(30, '00:00')),
  )
}

describe('office hours, Monday to Friday 9-17', () => {
  const office = inJune({ 'mon-fri': ['09:00-17:00'] })

  test('an hour from Friday 16:30 ends on Monday 9:30', () => {
    expect(office.addWorking(june(5, '16:30'), HOUR_MS)).toBe(june(8, '09:30'))
  })

  test('an hour from Friday 16:00 ends as the office closes, and a minute more on Monday', () => {
    expect(office.addWorking(june(5, '16:00'), HOUR_MS)).toBe(june(5, '17:00'))
    expect(office.addWorking(june(5, '16:00'), HOUR_MS + MINUTE_MS)).toBe(june(8, '09:01'))
  })

  test('an hour before Monday 10:00 is Monday 9:00, not Friday 17:00', () => {
    expect(office.addWorking(june(8, '10:00'), -HOUR_MS)).toBe(june(8, '09:00'))
    expect(office.addWorking(june(8, '10:00'), -HOUR_MS - MINUTE_MS)).toBe(june(5, '16:59'))
  })

  test('what comes in at night starts in the morning', () => {
    expect(office.addWorking(june(2, '22:00'), 30 * MINUTE_MS)).toBe(june(3, '09:30'))
    expect(office.addWorking(june(2, '22:00'), 0)).toBe(june(2, '22:00'))
  })

  test('the opening instant is open, the closing instant closed', () => {
    expect(office.isOpen(june(1, '09:00') - 1)).toBe(false)
    expect(office.isOpen(june(1, '09:00'))).toBe(true)
    expect(office.isOpen(june(1, '17:00') - 1)).toBe(true)
    expect(office.isOpen(june(1, '17:00'))).toBe(false)
    expect(office.nextOpeningMs(june(1, '09:00'))).toBe(june(1, '09:00'))
    expect(office.nextOpeningMs(june(1, '17:00'))).toBe(june(2, '09:00'))
    expect(office.nextClosingMs(june(1, '09:00'))).toBe(june(1, '17:00'))
    expect(office.nextClosingMs(june(1, '17:00'))).toBe(june(1, '17:00'))
  })

  test('a pause over a weekend is counted once, and only its working part', () => {
    // Paused Friday 16:00, resumed Monday 10:00: two hours of the pause were working time.
    expect(office.workingBetween(june(5, '16:00'), june(8, '10:00'))).toBe(2 * HOUR_MS)
    const remainingMs = 4 * HOUR_MS - office.workingBetween(june(5, '14:00'), june(5, '16:00'))
    expect(office.addWorking(june(8, '10:00'), remainingMs)).toBe(june(8, '12:00'))
    // Paused and resumed within the weekend: nothing.
    expect(office.workingBetween(june(6, '10:00'), june(7, '10:00'))).toBe(0)
  })
})

test('with 8-18, four hours from Monday 17:00 end on Tuesday 11:00, and the warning an hour before is due at 10:00', () => {
  const office = inJune({ 'mon-fri': ['08:00-18:00'] })
  const dueAtMs = office.addWorking(june(1, '17:00'), 4 * HOUR_MS)
  expect(dueAtMs).toBe(june(2, '11:00'))
  expect(office.addWorking(dueAtMs, -HOUR_MS)).toBe(june(2, '10:00'))
  // A warning may lie on the day before.
  expect(office.addWorking(june(2, '08:30'), -HOUR_MS)).toBe(june(1, '17:30'))
})

test('a lunch break does not count', () => {
  const office = inJune({ 'mon-fri': ['09:00-12:00', '13:00-17:00'] })
  expect(office.addWorking(june(1, '11:30'), HOUR_MS)).toBe(june(1, '13:30'))
  expect(office.workingBetween(june(1, '09:00'), june(1, '17:00'))).toBe(7 * HOUR_MS)
  expect(office.nextClosingMs(june(1, '11:30'))).toBe(june(1, '12:00'))
  expect(office.nextOpeningMs(june(1, '12:30'))).toBe(june(1, '13:00'))
})

test('a holiday is skipped, and a shorter day is short', () => {
  const office = inJune({ 'mon-fri': ['09:00-17:00'] }, { '2026-06-02': [], '2026-06-03': ['09:00-10:00'] })
  expect(office.addWorking(june(1, '16:30'), HOUR_MS)).toBe(june(3, '09:30'))
  expect(office.addWorking(june(1, '16:30'), 2 * HOUR_MS)).toBe(june(4, '09:30'))
})

test('round the clock it never closes, not even for a minute at midnight', () => {
  const always = inJune({ 'mon-sun': ['00:00-24:00'] })
  for (let day = 2; day < 30; day++) {
    for (const ms of [-MINUTE_MS, -1, 0, 1, MINUTE_MS]) {
      expect(always.isOpen(june(day, '00:00') + ms)).toBe(true)
    }
  }
  expect(always.nextClosingMs(june(1, '00:00'))).toBe(Infinity)
  expect(always.workingBetween(june(1, '00:00'), june(30, '00:00'))).toBe(29 * 24 * HOUR_MS)
  expect(always.addWorking(june(1, '23:59'), 2 * MINUTE_MS)).toBe(june(2, '00:01'))
})

describe('at the ends of what is known', () => {
  const week = { zone: 'UTC', weekly: { 'mon-fri': ['09:00-17:00'] } } satisfies CalendarSpec
  const aWeek = (): Calendar => new Calendar(compileCalendar(week, june(1, '00:00'), june(8, '00:00')))

  test('an answer beyond the horizon is Infinity, one before the first instant -Infinity', () => {
    const calendar = aWeek()
    expect(calendar.addWorking(june(5, '16:30'), HOUR_MS)).toBe(Infinity)
    expect(calendar.nextOpeningMs(june(5, '17:00'))).toBe(Infinity)
    expect(calendar.addWorking(june(1, '09:30'), -HOUR_MS)).toBe(-Infinity)
    expect(calendar.addWorking(june(1, '09:30'), -HOUR_MS / 2)).toBe(june(1, '09:00'))
  })

  test('extended, it answers', () => {
    const calendar = aWeek()
    calendar.extend(compileCalendar(week, calendar.toMs, june(15, '00:00')))
    expect(calendar.toMs).toBe(june(15, '00:00'))
    expect(calendar.addWorking(june(5, '16:30'), HOUR_MS)).toBe(june(8, '09:30'))
  })

  test('a stretch that the horizon cuts is joined again', () => {
    const always = { zone: 'UTC', weekly: { 'mon-sun': ['00:00-24:00'] } } satisfies CalendarSpec
    const calendar = new Calendar(compileCalendar(always, 0, HOUR_MS))
    expect(calendar.nextClosingMs(0)).toBe(Infinity)
    calendar.extend(compileCalendar(always, HOUR_MS, 2 * HOUR_MS))
    expect(calendar.toData()).toMatchObject({ opensAtMs: [0], closesAtMs: [2 * HOUR_MS] })
  })

  test('what is known stays as it is, even where an extension disagrees', () => {
    const known = { zone: 'UTC', fromMs: 0, toMs: 10, opensAtMs: [2], closesAtMs: [4] }
    const calendar = new Calendar(known)
    calendar.extend({ ...known, toMs: 5, opensAtMs: [1], closesAtMs: [5] })
    expect(calendar.toData()).toEqual(known)
    calendar.extend({ ...known, toMs: 20, opensAtMs: [1, 6], closesAtMs: [5, 10] })
    expect(calendar.toData()).toEqual({ ...known, toMs: 20 })
    calendar.extend({ ...known, toMs: 30, opensAtMs: [15], closesAtMs: [25] })
    expect(calendar.toData()).toEqual({ ...known, toMs: 30, opensAtMs: [2, 20], closesAtMs: [4, 25] })
  })

  test('a calendar without any open hour has no answers but these', () => {
    const never = new Calendar({ zone: 'UTC', fromMs: 0, toMs: 10, opensAtMs: [], closesAtMs: [] })
    expect(never.isOpen(5)).toBe(false)
    expect(never.nextOpeningMs(5)).toBe(Infinity)
    expect(never.nextClosingMs(5)).toBe(5)
    expect(never.addWorking(5, 1)).toBe(Infinity)
    expect(never.addWorking(5, -1)).toBe(-Infinity)
    expect(never.addWorking(5, 0)).toBe(5)
    expect(never.workingBetween(0, 10)).toBe(0)
  })

  test('a question outside the known hours is a programmer’s error', () => {
    const calendar = aWeek()
    for (const atMs of [calendar.fromMs - 1, calendar.toMs + 1, Number.NaN, Infinity]) {
      expect(() => calendar.isOpen(atMs)).toThrow(InvariantError)
      expect(() => calendar.nextOpeningMs(atMs)).toThrow(InvariantError)
      expect(() => calendar.nextClosingMs(atMs)).toThrow(InvariantError)
      expect(() => calendar.addWorking(atMs, 1)).toThrow(InvariantError)
      expect(() => calendar.workingBetween(june(2, '00:00'), atMs)).toThrow(InvariantError)
    }
    expect(() => calendar.isOpen(calendar.toMs)).toThrow(InvariantError)
    expect(calendar.nextOpeningMs(calendar.toMs)).toBe(Infinity)
    for (const ms of [Number.NaN, Infinity, 0.5]) {
      expect(() => calendar.addWorking(june(2, '00:00'), ms)).toThrow(InvariantError)
    }
  })

  test('hours of another zone, or after a gap, are refused', () => {
    const calendar = aWeek()
    const berlin = { ...week, zone: 'Europe/Berlin' }
    expect(() => calendar.extend(compileCalendar(berlin, june(8, '00:00'), june(9, '00:00')))).toThrow(
      InvariantError,
    )
    expect(() => calendar.extend(compileCalendar(week, june(8, '00:00') + 1, june(9, '00:00')))).toThrow(
      InvariantError,
    )
  })
})

test.each([
  { fromMs: 0.5 },
  { toMs: Number.NaN },
  { toMs: -1 },
  { opensAtMs: [1] },
  { opensAtMs: [1, 5], closesAtMs: [5, 6] },
  { opensAtMs: [5, 1], closesAtMs: [6, 2] },
  { opensAtMs: [3], closesAtMs: [3] },
  { opensAtMs: [-1], closesAtMs: [3] },
  { opensAtMs: [3], closesAtMs: [11] },
  { opensAtMs: [1.5], closesAtMs: [3] },
])('corrupt data are refused: %j', (corruption) => {
  const sound = { zone: 'UTC', fromMs: 0, toMs: 10, opensAtMs: [], closesAtMs: [] }
  expect(() => new Calendar({ ...sound, ...corruption })).toThrow(InvariantError)
  expect(() => new Calendar(sound).extend({ ...sound, ...corruption })).toThrow(InvariantError)
})
