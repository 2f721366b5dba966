import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Intervals } from '../../../src/sim/measures/intervals.js'

const HOUR = 3_600_000
const span = fc.record({
  fromMs: fc.integer({ min: 0, max: 100 * HOUR }),
  length: fc.integer({ min: 1, max: 100 * HOUR }),
  interval: fc.integer({ min: 60_000, max: 30 * HOUR }),
  ofDay: fc.boolean(),
  share: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
})

describe('intervals', () => {
  it('every instant of the span lies within the interval it belongs to', () => {
    fc.assert(
      fc.property(span, ({ fromMs, length, interval, ofDay, share }) => {
        const intervals = new Intervals(fromMs, fromMs, fromMs + length, interval, ofDay)
        const atMs = fromMs + Math.floor(share * length)
        const index = intervals.indexOf(atMs)
        expect(index).toBeGreaterThanOrEqual(0)
        expect(index).toBeLessThan(intervals.count)
        const end = intervals.endOf(atMs)
        expect(end).toBeGreaterThan(atMs)
        if (end < fromMs + length && intervals.count > 1) {
          expect(intervals.indexOf(end - 1)).toBe(index)
          expect(intervals.indexOf(end)).toBe((index + 1) % intervals.count)
        }
      }),
    )
  })

  it('are made up of their occurrences: every instant of the span is in those of its own alone', () => {
    fc.assert(
      fc.property(span, ({ fromMs, length, interval, ofDay, share }) => {
        const intervals = new Intervals(fromMs, fromMs, fromMs + length, interval, ofDay)
        const atMs = fromMs + Math.floor(share * length)
        const found = Array.from({ length: intervals.count }, (_, index) => index).filter((index) =>
          intervals.occurrences(index).some((each) => each.fromMs <= atMs && atMs < each.toMs),
        )
        expect(found).toEqual([intervals.indexOf(atMs)])
      }),
    )
  })

  it('are labelled by the clock', () => {
    const day = new Intervals(7 * HOUR, 7 * HOUR, 24 * HOUR, HOUR / 2, false)
    expect(day.count).toBe(34)
    expect(day.label(0)).toBe('07:00')
    expect(day.label(33)).toBe('23:30')
    const month = new Intervals(0, 0, 28 * 24 * HOUR, HOUR, true)
    expect(month.count).toBe(24)
    expect(month.indexOf(49.5 * HOUR)).toBe(1)
    expect(new Intervals(0, 0, 5, null, false).count).toBe(1)
  })
})
