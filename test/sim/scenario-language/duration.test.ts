import { describe, expect, it } from 'vitest'
import {
  clockText,
  instantText,
  lengthText,
  timeHint,
  timeMs,
  timePattern,
} from '../../../src/sim/scenario-language/duration.js'

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

  it.each([
    ['3 minutes', '3min'],
    ['90 sec', '90s'],
    ['5m', '5min'],
    ['1 hour 30 mins', '1h30min'],
    ['1 hour and 30 minutes', '1h30min'],
    ['2 days', '2d'],
    ['1,5h', '1.5h'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['14h30', '14:30'],
    ['8am', '08:00'],
    ['12:15 AM', '00:15'],
    ['6:30 pm', '18:30'],
  ])('%s was meant to be %s', (written, meant) => {
    expect(timeHint(written)).toBe(`write ${meant}`)
    expect(timeMs(meant)).not.toBeNaN()
  })

  it.each(['', 'soon', '5', '-5s', '5%', '25:99', 7, null, undefined])('%s may mean anything', (written) => {
    expect(timeHint(written)).toBeUndefined()
  })

  it('names the day of an instant from the second on', () => {
    const hour = 3_600_000
    expect([0, 9.5 * hour, 24 * hour, 33 * hour, 48 * hour, 164 * hour].map(instantText)).toEqual([
      '00:00',
      '09:30',
      '24:00',
      '09:00 on day 2',
      '24:00 on day 2',
      '20:00 on day 7',
    ])
  })
})
