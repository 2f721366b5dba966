import { describe, expect, it } from 'vitest'
import { clockText, lengthText, timeMs, timePattern } from '../../../src/sim/scenario-language/duration.js'

describe('times as written', () => {
  it.each([
    ['30s', 30_000],
    ['3min', 180_000],
    ['1.5h', 5_400_000],
    ['1h30min', 5_400_000],
    ['1h 30min', 5_400_000],
    ['2d', 172_800_000],
    ['250ms', 250],
    ['09:30', 34_200_000],
    ['24:00', 86_400_000],
    ['33:00', 118_800_000],
    ['00:00:05', 5_000],
    [90_000, 90_000],
    [0.6, 1],
    [0, 0],
  ])('%s is %i ms', (written, ms) => {
    expect(timeMs(written)).toBe(ms)
  })

  it.each([
    '',
    '5',
    '5 minutes',
    '-5s',
    '9:5',
    '09:60',
    'h',
    '5sx',
    '1e3s',
    -1,
    Number.NaN,
    Infinity,
    2 ** 43,
    '999999999d',
  ])('%s is no time', (written) => {
    expect(timeMs(written)).toBeNaN()
  })

  it('the pattern for editors knows the same strings', () => {
    for (const text of ['30s', '1h 30min', '09:30', '00:00:05']) expect(text).toMatch(timePattern)
    for (const text of ['', '5', '9:5', '5 minutes']) expect(text).not.toMatch(timePattern)
  })

  it('clock text is read back as the same instant', () => {
    for (const ms of [0, 60_000, 34_200_000, 86_399_000, 86_400_000, 118_800_000]) {
      expect(timeMs(clockText(ms))).toBe(ms)
    }
    expect(clockText(34_200_250)).toBe('09:30:00.250')
  })

  it.each([0, 250, 1_000, 65_250, 90_000, 5_400_000, 86_400_000, 36_000_001])(
    '%i ms has a form that reads back',
    (ms) => {
      expect(timeMs(lengthText(ms))).toBe(ms)
    },
  )

  it('writes lengths as a planner would', () => {
    expect([5_400_000, 300_000, 65_000, 0].map(lengthText)).toEqual(['1h30min', '5min', '1min5s', '0s'])
  })
})
