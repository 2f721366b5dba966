import { describe, expect, it } from 'vitest'
import { dateDay, recordedMs, splitInstant } from '../../../src/sim/scenario-language/recorded-time.js'

describe('recorded times', () => {
  it('dates are days of the calendar', () => {
    expect(dateDay('1970-01-01')).toBe(0)
    expect(dateDay('2000-03-01') - dateDay('2000-02-28')).toBe(2)
    for (const text of ['', '2001-02-29', '2001-13-01', '1.2.2001', '2001-2-3'])
      expect(dateDay(text)).toBeNaN()
  })

  it('numbers have the unit of the column, clock times their own', () => {
    expect(recordedMs('12.5', 's')).toBe(12_500)
    expect(recordedMs('3', 'min')).toBe(180_000)
    expect(recordedMs('17', 'ms')).toBe(17)
    expect(recordedMs('07:00:05', 'ms')).toBe(25_205_000)
    for (const text of ['', 'x', '-1', '7:0']) expect(recordedMs(text, 's')).toBeNaN()
  })

  it('an instant is taken apart only when no date stands beside it', () => {
    expect(splitInstant('', '2026-11-30T09:15:00Z')).toEqual({ date: '2026-11-30', time: '09:15:00' })
    expect(splitInstant('', '2026-11-30 09:15')).toEqual({ date: '2026-11-30', time: '09:15' })
    expect(splitInstant('2026-01-01', '09:15')).toEqual({ date: '2026-01-01', time: '09:15' })
    expect(splitInstant('', '3600')).toEqual({ date: '', time: '3600' })
  })
})
