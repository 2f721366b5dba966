import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCalendar, compileCalendar } from '../../src/sla/calendar-compile.js'
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
