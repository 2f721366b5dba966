/** Lengths of time for people: always a number that can be read, always close to what it says. */
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { inUnit, smallerUnit, statedTimeText, timeText, timeUnitOf } from '../../src/base/time-unit.js'

const lengthMs = fc.oneof(fc.integer({ min: 0, max: 2 ** 41 }), fc.integer({ min: 0, max: 8_000_000 }))

test('what is told is at most half a percent off from a minute on, and half a tenth of a second below', () => {
  fc.assert(
    fc.property(lengthMs, (ms) => {
      const unit = timeUnitOf(ms)
      const told = Number(inUnit(ms, unit)) * unit.ms
      expect(Math.abs(told - ms)).toBeLessThanOrEqual(Math.max(50, ms / 200) + 1e-6)
      expect(timeUnitOf(-ms)).toBe(unit)
    }),
  )
})

test('the number never reaches the next unit, and units grow with the time', () => {
  fc.assert(
    fc.property(lengthMs, lengthMs, (one, other) => {
      const { text, ms } = timeUnitOf(one)
      const below = { s: 600, min: 120, h: 72, d: Infinity }[text]
      expect(Number(inUnit(one, timeUnitOf(one)))).toBeLessThan(below)
      if (one <= other) expect(ms).toBeLessThanOrEqual(timeUnitOf(other).ms)
    }),
  )
})

test('the next smaller unit is one, but there is none below seconds', () => {
  const units = [1e12, 1e7, 1e6, 1e3].map(timeUnitOf)
  expect(units.map((unit) => smallerUnit(unit).text)).toEqual(['h', 'min', 's', 's'])
})

describe('lengths of time', () => {
  it.each([
    [0, '0.0 s'],
    [72_040, '72.0 s'],
    [599_949, '599.9 s'],
    [599_951, '10.0 min'],
    [7_196_000, '119.9 min'],
    [7_200_000, '2.00 h'],
    [72 * 3_600_000, '3.00 d'],
    [491_289_400, '5.69 d'],
  ])('%s ms: %s', (ms, text) => {
    expect(timeText(ms)).toBe(text)
  })

  it('that were stated have no empty digits', () => {
    expect([20_000, 500, 9_000_000, 86_400_000].map(statedTimeText)).toEqual([
      '20 s',
      '0.5 s',
      '2.5 h',
      '24 h',
    ])
  })
})
