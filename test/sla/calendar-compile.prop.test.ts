import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calendar } from '../../src/sla/calendar.js'
import { checkCalendar, compileCalendar, compileWallHours } from '../../src/sla/calendar-compile.js'
import { CalendarModel } from '../model/sla/calendar.js'
import { someCalendar } from './calendar-specs.js'

test('the stretches are those in which, minute by minute, the clock on the wall shows open hours', () => {
  fc.assert(
    fc.property(someCalendar, ({ spec, fromMs, toMs }) => {
      expect(checkCalendar(spec)).toEqual([])
      const model = new CalendarModel(spec, fromMs, toMs)
      const opensAtMs: number[] = []
      const closesAtMs: number[] = []
      for (let atMs = model.nextOpeningMs(fromMs); atMs < toMs; atMs = model.nextOpeningMs(atMs)) {
        opensAtMs.push(atMs)
        atMs = Math.min(toMs, model.nextClosingMs(atMs))
        closesAtMs.push(atMs)
      }
      const { zone } = spec
      expect(compileCalendar(spec, fromMs, toMs)).toEqual({ zone, fromMs, toMs, opensAtMs, closesAtMs })
    }),
  )
})

test('whatever it is given, the check tells faults and does not throw; told or not, they keep a calendar from compiling', () => {
  const part = fc.oneof(
    fc.constantFrom('09:00-17:00', '24:00-24:00', '9-5', '17:00-09:00', '2026-02-30', 'mon', 'UTC', ''),
    fc.anything(),
  )
  const lists = fc.oneof(fc.array(part, { maxLength: 3 }), part)
  const shaped = fc.record(
    {
      zone: fc.oneof(fc.constantFrom('UTC', 'Mars/Olympus', '+02:00'), part),
      weekly: fc.oneof(fc.dictionary(fc.constantFrom('mon', 'tue-thu', 'fri-fri', 'x'), lists), part),
      exceptions: fc.oneof(fc.dictionary(fc.constantFrom('2026-12-25', '2026-02-30', 'x'), lists), part),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(shaped, fc.anything()), (spec) => {
      const faults = checkCalendar(spec)
      for (const { path, value, message } of faults) {
        expect(message).not.toBe('')
        expect(valueAt(spec, path)).toBe(value)
      }
      const compile = (): unknown => compileCalendar(spec as Parameters<typeof compileCalendar>[0], 0, 1)
      if (faults.length > 0) expect(compile).toThrow('calendar')
      else expect(compile).not.toThrow()
    }),
  )
})

/** What `path` leads to, so that no fault points at something else than what it tells. */
function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], root)
}

test('on the wall of its own zone, it is open at each minute of a day of 24 hours that its hours name', () => {
  fc.assert(
    fc.property(someCalendar, fc.integer({ min: 0, max: 30_000 }), ({ spec, toMs, fromMs }, firstDay) => {
      const [beginMs, endMs] = [(toMs - fromMs) % 100_000_000, toMs - fromMs + 100_000_000]
      const wall = compileWallHours(spec, spec.zone, firstDay, beginMs, endMs)
      // A zone without changes shows the same hours at the same wall times, by its dates.
      const shiftMs = firstDay * 86_400_000
      const plain = compileCalendar({ ...spec, zone: 'UTC' }, shiftMs + beginMs, shiftMs + endMs)
      expect([wall.fromMs, wall.toMs]).toEqual([beginMs, endMs])
      expect(wall.opensAtMs).toEqual(plain.opensAtMs.map((atMs) => atMs - shiftMs))
      expect(wall.closesAtMs).toEqual(plain.closesAtMs.map((atMs) => atMs - shiftMs))
    }),
  )
})

test('on the wall of another zone, it is open when its own clock shows open hours at that instant', () => {
  const zones = ['Europe/Berlin', 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']
  const offsetOf = (zone: string, atMs: number): number => {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(atMs)
    const [month, day, year, hour, minute, second] = parts
      .filter(({ type }) => type !== 'literal')
      .map(({ value }) => Number(value))
    return Date.UTC(year!, month! - 1, day, hour, minute, second) - Math.floor(atMs / 1_000) * 1_000
  }
  fc.assert(
    fc.property(
      someCalendar,
      fc.constantFrom(...zones),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
      ({ spec, fromMs, toMs }, zone, places) => {
        const firstDay = Math.floor(fromMs / 86_400_000) - 1
        const midnightMs = firstDay * 86_400_000
        const wall = new Calendar(compileWallHours(spec, zone, firstDay, 0, toMs - midnightMs + 86_400_000))
        const model = new CalendarModel(spec, fromMs, toMs)
        for (const place of places) {
          const atMs = Math.floor(fromMs + place * (toMs - fromMs - 1))
          const wallMs = atMs + offsetOf(zone, atMs)
          // What the wall shows twice, or has just left out, says nothing of one instant.
          const around = [-3, -1, 0, 1, 3].map((h) => offsetOf(zone, atMs + h * 3_600_000))
          if (around.some((offset) => offset !== around[0])) continue
          expect(wall.isOpen(wallMs - midnightMs)).toBe(model.isOpen(atMs))
        }
      },
    ),
  )
})
