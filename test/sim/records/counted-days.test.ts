import { describe, expect, it } from 'vitest'
import { incompleteDays } from '../../../src/sim/records/counted-days.js'
import { dateDay } from '../../../src/sim/scenario-language/recorded-time.js'

const HOUR_MS = 3_600_000
const MONDAY = dateDay('2026-11-30')

/** Rows of an hour each. */
function hours(day: number, from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, hour) => (24 * day + from + hour) * HOUR_MS)
}

describe('days of a table of counts', () => {
  it('that are alike, or longer than most, are not told', () => {
    expect(incompleteDays([...hours(0, 8, 20), ...hours(1, 8, 20)], HOUR_MS, MONDAY)).toEqual([])
    const longer = [...hours(0, 8, 20), ...hours(1, 7, 22), ...hours(2, 8, 20)]
    expect(incompleteDays(longer, HOUR_MS, MONDAY)).toEqual([])
  })

  it('that are shorter than most, or have no rows, are told', () => {
    const starts = [...hours(0, 8, 20), ...hours(1, 9, 20), ...hours(2, 8, 14), ...hours(4, 8, 20)]
    expect(incompleteDays(starts, HOUR_MS, MONDAY)).toEqual([
      'most days have rows from 08:00 to 20:00, but not 2026-12-01 (09:00 to 20:00), 2026-12-02 (08:00 to 14:00), 2026-12-03 (none) (read as nobody calling; rows with 0 say so)',
    ])
    const sparse = [0, 10, 20].flatMap((day) => hours(day, 8, 20))
    expect(incompleteDays(sparse, HOUR_MS, MONDAY)[0]).toMatch(/\(none\), and 13 more days \(read/)
  })
})
