/** Which hours are shown: all in which anything happens, one more on either side, and no more nothing than a cut is wide. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EstimateRow } from '../../../src/sim/study/replicate.js'
import { isCropped, timeAxis, toldTicks } from '../../../src/cli/reports/time-axis.js'

/** An interval in which so many call, and nothing else is known. */
function interval(name: string, offered: number): EstimateRow {
  const estimate = {
    value: offered,
    standardError: null,
    halfWidth: null,
    numerator: offered,
    denominator: 1,
  }
  return { kind: 'interval', name, estimates: { offered: estimate } }
}

/** Hours from midnight on; a letter that is not a dot: somebody calls. */
function hours(pattern: string): EstimateRow[] {
  return Array.from(pattern, (letter, hour) =>
    interval(`${String(hour).padStart(2, '0')}:00`, letter === '.' ? 0 : 1),
  )
}

/** `07 08 | 20`: what the axis shows, `|` for a cut. */
function shown(...patterns: string[]): string {
  return timeAxis(patterns.map(hours))
    .map(({ label, isCut }) => (isCut ? '|' : label.slice(0, 2)))
    .join(' ')
}

describe('the axis of a day', () => {
  it('shows the hours in which anything happens, with one more on either side', () => {
    expect(shown('....xxxx....')).toBe('03 04 05 06 07 08')
    expect(shown('xx......')).toBe('00 01 02')
    expect(shown('......xx')).toBe('05 06 07')
    expect(shown('xxxx')).toBe('00 01 02 03')
    expect(shown('......')).toBe('')
    expect(shown('')).toBe('')
  })

  it('cuts long stretches of nothing out, and leaves what is no wider than a cut', () => {
    expect(shown('xx.....xx')).toBe('00 01 02 | 06 07 08')
    expect(shown('xx....xx')).toBe('00 01 02 | 05 06 07')
    expect(shown('xx...xx')).toBe('00 01 02 03 04 05 06')
    expect(shown('xx..xx')).toBe('00 01 02 03 04 05')
  })

  it('shows the hours of all scenarios', () => {
    expect(shown('.....x.....', '...x.......')).toBe('02 03 04 05 06')
    expect(shown('......', '..x...')).toBe('01 02 03')
  })

  it('says which day it is where there are several', () => {
    const two = timeAxis([hours(`........xxxx................xx......`)])
    expect(two.map(({ tick, day }) => `${tick} ${day}`.trim())).toEqual([
      '07:00 day 1',
      '08:00',
      '09:00',
      '10:00',
      '11:00',
      '12:00',
      '',
      '03:00 day 2',
      '04:00',
      '05:00',
      '06:00',
    ])
    expect(timeAxis([hours('xx')]).every(({ day }) => day === '')).toBe(true)
  })

  it('shows every lively hour once and in order, and never two cuts or a cut at an end', () => {
    const days = fc.array(fc.boolean(), { maxLength: 60 })
    fc.assert(
      fc.property(
        fc.array(days, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 12 }),
        (all, most) => {
          const rows = all.map((lively) => hours(lively.map((is) => (is ? 'x' : '.')).join('')))
          const axis = timeAxis(rows)
          const labels = axis.filter(({ isCut }) => !isCut).map(({ label }) => label)
          expect([...new Set(labels)].sort()).toEqual(labels)
          for (const { name, estimates } of rows.flat()) {
            if (estimates['offered']!.value === 1) expect(labels).toContain(name)
          }
          axis.forEach(({ isCut }, i) => {
            if (!isCut) return
            expect(axis[i - 1]?.isCut).toBe(false)
            expect(axis[i + 1]?.isCut).toBe(false)
          })
          const longest = rows.reduce((one, other) => (other.length > one.length ? other : one))
          expect(isCropped(axis, longest)).toBe(labels.length < longest.length)
          const told = toldTicks(axis, most)
          axis.forEach(({ isCut }, i) => {
            if (isCut) expect(told[i]).toBe(false)
            else if (i === 0 || axis[i - 1]!.isCut) expect(told[i]).toBe(true)
          })
        },
      ),
    )
  })

  it.each([
    ['x'.repeat(168), 8, ['00:00', '00:00', '00:00', '00:00', '00:00', '00:00', '00:00']],
    ['x'.repeat(72), 8, ['00:00', '12:00', '00:00', '12:00', '00:00', '12:00']],
    ['x'.repeat(48), 24, Array.from({ length: 24 }, (_, i) => `${String((i * 2) % 24).padStart(2, '0')}:00`)],
    ['x'.repeat(20), 8, ['00:00', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00']],
    ['x'.repeat(16 * 24), 8, ['00:00', '00:00', '00:00', '00:00', '00:00', '00:00', '00:00', '00:00']],
  ])('of several days tells the same times of each: %s, at most %i', (pattern, most, ticks) => {
    const axis = timeAxis([hours(pattern)])
    expect(axis.filter((_, i) => toldTicks(axis, most)[i]).map(({ tick }) => tick)).toEqual(ticks)
  })
})
