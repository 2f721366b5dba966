import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calendar, type CalendarData } from '../../src/sla/calendar.js'
import { compileCalendar } from '../../src/sla/calendar-compile.js'
import { CalendarModel } from '../model/sla/calendar.js'
import { someCalendar } from './calendar-specs.js'

/** Positions within 0..1 become instants within the known hours, with a liking for their edges. */
const fraction = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1))

/** Durations on every scale, in both directions. */
const durationMs = fc.oneof(
  fc.constantFrom(0, 1, -1, 1_800_000, 3_600_000, -3_600_000, 14_400_000),
  fc.integer({ min: -5 * 86_400_000, max: 5 * 86_400_000 }),
  fc.integer({ min: -200, max: 200 }).map((quarters) => quarters * 900_000),
)

/** Stretches of any length, gaps of any length, cut anywhere by the ends: the search knows nothing of zones. */
const someHours: fc.Arbitrary<CalendarData> = fc
  .tuple(
    fc.integer({ min: 0, max: 1e12 }),
    fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 24 }),
    fc.nat(60),
  )
  .map(([fromMs, lengths, startGapMs]) => {
    const edges = lengths.reduce<number[]>(
      (ends, length) => [...ends, (ends.at(-1) ?? fromMs + startGapMs) + length],
      [],
    )
    const opensAtMs = edges.filter((_, i) => i % 2 === 0 && i + 1 < edges.length)
    const closesAtMs = edges.filter((_, i) => i % 2 === 1)
    return { zone: 'UTC', fromMs, toMs: edges.at(-1) ?? fromMs + 60, opensAtMs, closesAtMs }
  })

const instantsOf = ({ fromMs, toMs, opensAtMs, closesAtMs }: CalendarData): number[] =>
  [fromMs, toMs, ...opensAtMs, ...closesAtMs]
    .flatMap((edge) => [edge - 1, edge, edge + 1])
    .filter((atMs) => atMs >= fromMs && atMs <= toMs)

test('every answer is that of the walk from minute to minute', () => {
  fc.assert(
    fc.property(
      someCalendar,
      fc.array(fc.tuple(fraction, fraction, durationMs), { minLength: 1, maxLength: 8 }),
      ({ spec, fromMs, toMs }, questions) => {
        const data = compileCalendar(spec, fromMs, toMs)
        const calendar = new Calendar(data)
        const model = new CalendarModel(spec, fromMs, toMs)
        const edges = instantsOf(data)
        questions.forEach(([a, b, ms], i) => {
          const aMs =
            i % 2 === 0
              ? fromMs + Math.floor(a * (toMs - fromMs))
              : edges[Math.floor(a * (edges.length - 1))]!
          const bMs = fromMs + Math.floor(b * (toMs - fromMs))
          expect(calendar.addWorking(aMs, ms)).toBe(model.addWorking(aMs, ms))
          expect(calendar.workingBetween(aMs, bMs)).toBe(model.workingBetween(aMs, bMs))
          expect(calendar.nextOpeningMs(aMs)).toBe(model.nextOpeningMs(aMs))
          if (aMs === toMs) return
          expect(calendar.isOpen(aMs)).toBe(model.isOpen(aMs))
          expect(calendar.nextClosingMs(aMs)).toBe(model.nextClosingMs(aMs))
        })
      },
    ),
  )
})

test('working time adds up, and turns its sign with its direction', () => {
  fc.assert(
    fc.property(someHours, fraction, fraction, fraction, (data, a, b, c) => {
      const calendar = new Calendar(data)
      const [aMs, bMs, cMs] = [a, b, c].map((f) => data.fromMs + Math.floor(f * (data.toMs - data.fromMs)))
      const between = calendar.workingBetween(aMs!, bMs!)
      expect(between + calendar.workingBetween(bMs!, cMs!)).toBe(calendar.workingBetween(aMs!, cMs!))
      expect(between + calendar.workingBetween(bMs!, aMs!)).toBe(0)
      expect(Math.abs(between)).toBeLessThanOrEqual(Math.abs(bMs! - aMs!))
    }),
  )
})

test('forward is the earliest instant with that much working time, backward the latest', () => {
  fc.assert(
    fc.property(someHours, fc.integer({ min: -300, max: 300 }), (data, ms) => {
      const calendar = new Calendar(data)
      for (const atMs of instantsOf(data)) {
        const thenMs = calendar.addWorking(atMs, ms)
        if (ms === 0) {
          expect(thenMs).toBe(atMs)
        } else if (thenMs === Infinity) {
          expect(calendar.workingBetween(atMs, data.toMs)).toBeLessThan(ms)
        } else if (thenMs === -Infinity) {
          expect(calendar.workingBetween(atMs, data.fromMs)).toBeGreaterThan(ms)
        } else {
          expect(calendar.workingBetween(atMs, thenMs)).toBe(ms)
          expect(calendar.workingBetween(atMs, thenMs - Math.sign(ms))).toBe(ms - Math.sign(ms))
        }
      }
    }),
  )
})

test('there and back is the identity on open time, in both directions', () => {
  fc.assert(
    fc.property(someHours, fc.integer({ min: 1, max: 300 }), (data, ms) => {
      const calendar = new Calendar(data)
      for (const atMs of instantsOf(data)) {
        const laterMs = calendar.addWorking(atMs, ms)
        const wasOpen = atMs < data.toMs && calendar.isOpen(atMs)
        if (wasOpen && laterMs !== Infinity) expect(calendar.addWorking(laterMs, -ms)).toBe(atMs)
        // Backward, the mirror image: a closing instant counts as open, an opening instant as closed.
        const earlierMs = calendar.addWorking(atMs, -ms)
        const hasBeenOpen = atMs > data.fromMs && calendar.isOpen(atMs - 1)
        if (hasBeenOpen && earlierMs !== -Infinity) expect(calendar.addWorking(earlierMs, ms)).toBe(atMs)
      }
    }),
  )
})

test('adding in two steps is adding at once', () => {
  fc.assert(
    fc.property(
      someHours,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 200 }),
      (data, a, b) => {
        const calendar = new Calendar(data)
        for (const atMs of instantsOf(data)) {
          for (const sign of [1, -1]) {
            const halfMs = calendar.addWorking(atMs, sign * a)
            const onceMs = calendar.addWorking(atMs, sign * (a + b))
            if (Number.isFinite(halfMs)) expect(calendar.addWorking(halfMs, sign * b)).toBe(onceMs)
            else expect(onceMs).toBe(halfMs)
          }
        }
      },
    ),
  )
})

test('extended step by step, it is what compiling the longer time at once gives', () => {
  fc.assert(
    fc.property(
      someCalendar,
      fc.array(fc.tuple(fraction, fraction), { maxLength: 4 }),
      durationMs,
      ({ spec, fromMs, toMs }, cuts, ms) => {
        const calendar = new Calendar(compileCalendar(spec, fromMs, fromMs + 1))
        for (const [from, to] of [...cuts, [1, 1] as const]) {
          // Each piece begins anywhere up to the horizon, and may reach no further than it.
          const pieceFromMs = fromMs + Math.floor(from * (calendar.toMs - fromMs))
          const pieceToMs = fromMs + Math.floor(to * (toMs - fromMs))
          const beforeMs = calendar.addWorking(fromMs, ms)
          const horizonMs = calendar.toMs
          if (pieceFromMs < pieceToMs) calendar.extend(compileCalendar(spec, pieceFromMs, pieceToMs))
          expect(calendar.toMs).toBe(Math.max(horizonMs, pieceToMs))
          // What was known stays true.
          if (beforeMs !== Infinity) expect(calendar.addWorking(fromMs, ms)).toBe(beforeMs)
        }
        const atOnce = compileCalendar(spec, fromMs, toMs)
        expect(calendar.toData()).toEqual(atOnce)
        expect(calendar.addWorking(fromMs, ms)).toBe(new Calendar(atOnce).addWorking(fromMs, ms))
      },
    ),
  )
})

test('plain data survive JSON and a calendar of their own', () => {
  fc.assert(
    fc.property(someHours, (data) => {
      expect(new Calendar(JSON.parse(JSON.stringify(data)) as CalendarData).toData()).toEqual(data)
    }),
  )
})
