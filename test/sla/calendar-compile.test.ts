import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { ConfigError } from '../../src/base/fault.js'
import { Calendar } from '../../src/sla/calendar.js'
import { type CalendarSpec, checkCalendar, compileCalendar } from '../../src/sla/calendar-compile.js'

const HOUR_MS = 3_600_000

/** The stretches of one local day, given with its offset before and after, as ISO instants. */
function stretches(spec: CalendarSpec, from: string, to: string): string[] {
  const { opensAtMs, closesAtMs } = compileCalendar(spec, Date.parse(from), Date.parse(to))
  const short = (atMs: number): string => new Date(atMs).toISOString().slice(0, 16)
  return opensAtMs.map((opens, i) => `${short(opens)} ${short(closesAtMs[i]!)}`)
}

describe('when the clocks of New York go forward, at 2:00 on 8 March 2026', () => {
  const day = (...hours: string[]): string[] =>
    stretches({ zone: 'America/New_York', weekly: { sun: hours } }, '2026-03-08T05:00Z', '2026-03-09T04:00Z')

  test('hours that are left out vanish', () => {
    expect(day('02:00-03:00')).toEqual([])
    expect(day('02:15-02:45')).toEqual([])
  })

  test('hours that contain the jump have their real length', () => {
    expect(day('01:00-04:00')).toEqual(['2026-03-08T06:00 2026-03-08T08:00'])
    expect(day('01:00-02:30')).toEqual(['2026-03-08T06:00 2026-03-08T07:00'])
    expect(day('02:30-04:00')).toEqual(['2026-03-08T07:00 2026-03-08T08:00'])
  })

  test('hours after it follow the new clock', () => {
    expect(day('09:00-17:00')).toEqual(['2026-03-08T13:00 2026-03-08T21:00'])
    expect(day('00:00-24:00')).toEqual(['2026-03-08T05:00 2026-03-09T04:00'])
  })
})

describe('when the clocks of New York go back, at 2:00 on 1 November 2026', () => {
  const day = (...hours: string[]): string[] =>
    stretches({ zone: 'America/New_York', weekly: { sun: hours } }, '2026-11-01T04:00Z', '2026-11-02T05:00Z')

  test('hours that are repeated are open both times', () => {
    expect(day('01:00-02:00')).toEqual(['2026-11-01T05:00 2026-11-01T07:00'])
    expect(day('01:15-01:45')).toEqual([
      '2026-11-01T05:15 2026-11-01T05:45',
      '2026-11-01T06:15 2026-11-01T06:45',
    ])
  })

  test('hours that contain the jump have their real length', () => {
    expect(day('00:00-04:00')).toEqual(['2026-11-01T04:00 2026-11-01T09:00'])
    expect(day('09:00-17:00')).toEqual(['2026-11-01T14:00 2026-11-01T22:00'])
    expect(day('00:00-24:00')).toEqual(['2026-11-01T04:00 2026-11-02T05:00'])
  })
})

describe('Sydney, where summer time ends in April and begins in October', () => {
  const sydney = (...hours: string[]): CalendarSpec => ({ zone: 'Australia/Sydney', weekly: { sun: hours } })

  test('back at 3:00 on 5 April 2026', () => {
    const day = (...hours: string[]): string[] =>
      stretches(sydney(...hours), '2026-04-04T13:00Z', '2026-04-05T14:00Z')
    expect(day('02:00-03:00')).toEqual(['2026-04-04T15:00 2026-04-04T17:00'])
    expect(day('01:00-04:00')).toEqual(['2026-04-04T14:00 2026-04-04T18:00'])
    expect(day('09:00-17:00')).toEqual(['2026-04-04T23:00 2026-04-05T07:00'])
  })

  test('forward at 2:00 on 4 October 2026', () => {
    const day = (...hours: string[]): string[] =>
      stretches(sydney(...hours), '2026-10-03T14:00Z', '2026-10-04T13:00Z')
    expect(day('02:00-03:00')).toEqual([])
    expect(day('01:00-04:00')).toEqual(['2026-10-03T15:00 2026-10-03T17:00'])
    expect(day('09:00-17:00')).toEqual(['2026-10-03T22:00 2026-10-04T06:00'])
  })

  test('four working hours over either night', () => {
    const nights = {
      zone: 'Australia/Sydney',
      weekly: { 'mon-sun': ['00:00-06:00', '20:00-24:00'] },
    } as const
    const calendar = new Calendar(compileCalendar(nights, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)))
    // From 23:00: autumn's night has an hour more before 2:00 by the clock, spring's has one less.
    const autumnMs = Date.parse('2026-04-04T23:00+11:00')
    expect(calendar.addWorking(autumnMs, 4 * HOUR_MS)).toBe(Date.parse('2026-04-05T02:00+10:00'))
    const springMs = Date.parse('2026-10-03T23:00+10:00')
    expect(calendar.addWorking(springMs, 4 * HOUR_MS)).toBe(Date.parse('2026-10-04T04:00+11:00'))
  })
})

test('round the clock is one stretch, over midnights and jumps alike', () => {
  for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Pacific/Apia']) {
    const spec = { zone, weekly: { 'mon-sun': ['00:00-24:00'] } } as const
    const [fromMs, toMs] = [Date.UTC(2011, 0, 1), Date.UTC(2027, 0, 1)]
    const data = compileCalendar(spec, fromMs, toMs)
    expect(data).toEqual({ zone, fromMs, toMs, opensAtMs: [fromMs], closesAtMs: [toMs] })
  }
})

test('intervals that touch are one stretch, also over midnight', () => {
  const spec = {
    zone: 'UTC',
    weekly: { mon: ['09:00-12:00', '12:00-13:00', '22:00-24:00'], tue: ['00:00-06:00'] },
  }
  expect(stretches(spec, '2026-06-01T00:00Z', '2026-06-08T00:00Z')).toEqual([
    '2026-06-01T09:00 2026-06-01T13:00',
    '2026-06-01T22:00 2026-06-02T06:00',
  ])
})

test('the range clips what it cuts', () => {
  const spec = { zone: 'UTC', weekly: { mon: ['09:00-17:00'] } }
  expect(stretches(spec, '2026-06-01T10:00Z', '2026-06-01T11:00Z')).toEqual([
    '2026-06-01T10:00 2026-06-01T11:00',
  ])
  expect(stretches(spec, '2026-06-01T17:00Z', '2026-06-08T09:00Z')).toEqual([])
})

test('a day that its zone left out is left out', () => {
  // Samoa went from 29 to 31 December 2011.
  const spec = { zone: 'Pacific/Apia', weekly: { 'mon-sun': ['09:00-10:00'] } }
  expect(stretches(spec, '2011-12-29T10:00Z', '2011-12-31T10:00Z')).toEqual([
    '2011-12-29T19:00 2011-12-29T20:00',
    '2011-12-30T19:00 2011-12-30T20:00',
  ])
})

test('days may be given one by one or in a row, also over the end of the week', () => {
  const apart = { fri: ['10:00-11:00'], sat: ['10:00-11:00'], sun: ['10:00-11:00'], mon: ['10:00-11:00'] }
  const from = '2026-06-01T00:00Z'
  const to = '2026-06-15T00:00Z'
  const inARow = stretches({ zone: 'UTC', weekly: { 'fri-mon': ['10:00-11:00'] } }, from, to)
  expect(inARow).toEqual(stretches({ zone: 'UTC', weekly: apart }, from, to))
  expect(inARow).toHaveLength(8)
})

describe('the check', () => {
  const faultsOf = (spec: unknown): string[] =>
    checkCalendar(spec).map(
      ({ path, message, hint }) => `${path.join('.')}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
    )

  test('finds nothing wrong with a good calendar', () => {
    expect(
      faultsOf({
        zone: 'Europe/Berlin',
        weekly: { 'mon-fri': ['09:00-12:00', '12:00-17:30'], sat: ['00:00-24:00'], sun: [] },
        exceptions: { '2026-12-24': ['09:00-12:00'], '2026-12-25': [], '2028-02-29': [] },
      }),
    ).toEqual([])
  })

  test('tells all faults at once, each with its place', () => {
    const spec = {
      zone: 'Europe/Berln',
      weekly: {
        mon: ['9:00-10:00', '10:00-09:00', '09:00-12:00', '11:00-13:00', '08:00-08:30', '14:00-14:00'],
        'mon-fri': [],
        tues: ['09:00-24:01'],
        'sat-sat': [],
        sun: '09:00-12:00',
      },
      exceptions: { '2026-02-30': [], '25.12.2026': [], '2026-12-24': ['18:00-00:00'] },
      exeptions: {},
    }
    expect(faultsOf(spec)).toMatchInlineSnapshot(`
      [
        "exeptions: unknown key "exeptions" (maybe "exceptions"?)",
        "zone: unknown time zone "Europe/Berln" (maybe "Europe/Berlin"?)",
        "weekly.mon.0: malformed interval (HH:MM-HH:MM, e.g. "09:00-17:30"; 24:00 is allowed as the end)",
        "weekly.mon.1: ends before it begins (over midnight write "10:00-24:00", and "00:00-09:00" on the next day)",
        "weekly.mon.3: overlaps "09:00-12:00"",
        "weekly.mon.4: comes after "09:00-12:00" (list the intervals of a day in ascending order)",
        "weekly.mon.5: is empty (all day is "00:00-24:00"; closed is [])",
        "weekly.mon-fri: mon is already given by "mon" (give each day once)",
        "weekly.tues.0: malformed interval (HH:MM-HH:MM, e.g. "09:00-17:30"; 24:00 is allowed as the end)",
        "weekly.tues: unknown day "tues" (maybe "tue"?)",
        "weekly.sat-sat: unknown day "sat-sat" (two different days, e.g. "mon-fri")",
        "weekly.sun: must be a list of intervals ([] is closed; ["09:00-12:00", "13:00-17:00"] has a lunch break)",
        "exceptions.2026-02-30: there is no 2026-02-30",
        "exceptions.25.12.2026: malformed date "25.12.2026" (YYYY-MM-DD)",
        "exceptions.2026-12-24.0: ends before it begins (midnight as the end is "18:00-24:00")",
      ]
    `)
  })

  test('an unknown zone is told with the nearest known one, and a bare offset is no zone', () => {
    const [fault] = checkCalendar({ zone: 'Amerika/New_York', weekly: { mon: ['09:00-10:00'] } })
    expect(fault).toMatchObject({
      path: ['zone'],
      value: 'Amerika/New_York',
      hint: 'maybe "America/New_York"?',
    })
    expect(faultsOf({ zone: '+02:00', weekly: { mon: ['09:00-10:00'] } })).toHaveLength(1)
    expect(faultsOf({ zone: 'UTC', weekly: { mon: ['09:00-10:00'] } })).toEqual([])
  })

  test('hours that never open are a fault, unless a date opens', () => {
    const weekly = { 'mon-fri': [] }
    expect(checkCalendar({ zone: 'UTC', weekly })).toMatchObject([
      { path: ['weekly'], message: 'never opens' },
    ])
    expect(checkCalendar({ zone: 'UTC', weekly, exceptions: { '2026-12-24': ['09:00-12:00'] } })).toEqual([])
  })

  test('something else altogether is told as such', () => {
    for (const value of [undefined, null, 5, 'mon-fri', []]) {
      expect(checkCalendar(value)).toMatchObject([
        { path: [], value, message: 'a calendar must be an object' },
      ])
    }
    expect(faultsOf({})).toEqual([
      'zone: must be the name of a time zone (an IANA name, e.g. "Europe/Berlin")',
      'weekly: must be hours by day (e.g. { "mon-fri": ["09:00-17:00"] })',
    ])
  })
})

test('a faulty calendar does not compile, and says why', () => {
  const spec = { zone: 'UTC', weekly: { mon: ['17:00-09:00'], tue: ['later'] } }
  const compile = (): unknown => compileCalendar(spec, 0, 1)
  expect(compile).toThrow(ConfigError)
  expect(compile).toThrow(/weekly\.mon\[0\]: ends before it begins[^]*weekly\.tue\[0\]: malformed interval/)
})

test.each([
  [1, 1],
  [2, 1],
  [-1, 1],
  [0, 2 ** 43 + 1],
  [0.5, 1],
  [0, Number.NaN],
])('a range from %d to %d is a programmer’s error', (fromMs, toMs) => {
  const spec = { zone: 'UTC', weekly: { mon: ['09:00-17:00'] } }
  expect(() => compileCalendar(spec, fromMs, toMs)).toThrow(InvariantError)
})

test('the machine’s own time zone changes nothing', async () => {
  const script = `
    import { compileCalendar } from './src/sla/calendar-compile.ts'
    const weekly = { 'mon-fri': ['00:30-02:30', '09:00-17:00'], sun: ['01:00-04:00'] }
    const exceptions = { '2026-01-01': [], '2026-03-08': ['00:00-24:00'], '2026-11-01': ['01:30-23:59'] }
    const years = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)]
    const data = ['America/New_York', 'Australia/Sydney', 'Europe/Berlin'].map((zone) =>
      compileCalendar({ zone, weekly, exceptions }, ...years))
    console.log(Date.UTC(2026, 6, 1) - new Date(2026, 6, 1), JSON.stringify(data))
  `
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  const outputs = await Promise.all(
    ['UTC', 'America/New_York', 'Australia/Lord_Howe'].map(async (TZ) => {
      const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        cwd,
        env: { ...process.env, TZ },
      })
      const [localOffset, data] = stdout.split(' ')
      return { localOffset, data }
    }),
  )
  // The machines did differ, and the calendars did not.
  expect(new Set(outputs.map(({ localOffset }) => localOffset)).size).toBe(3)
  expect(new Set(outputs.map(({ data }) => data)).size).toBe(1)
  expect(outputs[0]!.data).toContain('"zone":"Europe/Berlin"')
})
