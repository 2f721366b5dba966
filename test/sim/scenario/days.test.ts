import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WEEKDAYS, daysOf, onEachDay } from '../../../src/sim/scenario/days.js'

const DAY_MS = 86_400_000

describe('the days of a scenario', () => {
  it('are one without a calendar', () => {
    expect(daysOf({})).toEqual([{ laterMs: 0, weekday: null, factor: 1 }])
  })

  it('go on from the weekday that is stated', () => {
    const days = daysOf({ days: 9, firstDay: 'saturday', weekdays: { saturday: 1.5, sunday: 0 } })
    expect(days.map(({ weekday }) => weekday?.slice(0, 2)).join(' ')).toBe('sa su mo tu we th fr sa su')
    expect(days.map(({ factor }) => factor)).toEqual([1.5, 0, 1, 1, 1, 1, 1, 1.5, 0])
    expect(days.map(({ laterMs }) => laterMs / DAY_MS)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('are those of the calendar, seasons with both ends, factors multiplied', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30_000 }),
        fc.integer({ min: -3, max: 12 }),
        fc.integer({ min: 0, max: 6 }),
        (first, start, length) => {
          const text = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
          const seasons = [
            { from: text(first + start), to: text(first + start + length), factor: 3 },
            { from: text(first + 2), to: text(first + 2), factor: 0.5 },
          ]
          const days = daysOf({ days: 10, firstDay: text(first), weekdays: { friday: 2 }, seasons })
          days.forEach(({ weekday, factor }, index) => {
            const date = new Date((first + index) * DAY_MS)
            const isFriday = date.getUTCDay() === 5
            expect(WEEKDAYS.findIndex((name) => name === weekday)).toBe((date.getUTCDay() + 6) % 7)
            const inSeason = index >= start && index <= start + length
            expect(factor).toBe((isFriday ? 2 : 1) * (inSeason ? 3 : 1) * (index === 2 ? 0.5 : 1))
          })
        },
      ),
    )
  })

  it('repeat a stretch', () => {
    const days = daysOf({ days: 2 })
    expect(onEachDay({ fromMs: 5, toMs: 9, turns: 2 }, days)).toEqual([
      { fromMs: 5, toMs: 9, turns: 2 },
      { fromMs: 5 + DAY_MS, toMs: 9 + DAY_MS, turns: 2 },
    ])
  })
})
