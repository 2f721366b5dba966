import { describe, expect, it } from 'vitest'
import { briefScale, columnText, formatted, scaleOf, told } from '../../../src/cli/reports/format.js'

describe('numbers for people', () => {
  it.each([
    [null, 'share', '-'],
    [0.1234, 'share', '12.3'],
    [1, 'share', '100.0'],
    [-0.0001, 'share', '0.0'],
    [1_234_567, 'contacts', '1,234,567'],
    [12_345.67, 'contacts', '12,345.7'],
    [3, 'alerts', '3'],
    [0.75, 'hours', '0.8'],
    [14.25, 'contacts/h', '14.3'],
    [1.064, 'ratio', '1.06'],
  ] as const)('%s as %s is %s', (value, unit, text) => {
    expect(formatted(value, unit)).toBe(text)
  })

  it('with their spread are in one unit, that of the value', () => {
    expect(told(123_456, 'ms')).toBe('123.5 s')
    expect(told(491_289_400, 'ms', 600_000)).toBe('5.69 +- 0.01 d')
    expect(told(9_000_000, 'ms', 90_000)).toBe('2.50 +- 0.03 h')
    expect(told(0.5, 'share', 0.1)).toBe('50.0 +- 10.0 %')
    expect(told(12, 'contacts', 1.25)).toBe('12.0 +- 1.3')
    expect(told(45, 'hours', 0)).toBe('45 +- 0 h')
    expect(told(null, 'ms', 3)).toBe('-')
  })

  it('that are compared are in the unit of the largest', () => {
    const { unit, write } = scaleOf('ms', 720_000, null, -7_200_000)
    const texts = [720_000, -7_200_000, -1, null].map(write)
    expect([unit, ...texts]).toEqual(['h', '0.20', '-2.00', '0.00', '-'])
  })

  it('that are compared are in a smaller unit where one of them could not be seen', () => {
    const { unit, write } = scaleOf('ms', 13_320_000, 72_000)
    expect([unit, write(13_320_000), write(72_000)]).toEqual(['min', '222.0', '1.2'])
    expect(scaleOf('ms', 13_320_000, 0).unit).toBe('h')
    expect(scaleOf('ms', 1_200, 12).unit).toBe('s')
  })

  it('of a column share its unit, or have each their own', () => {
    expect(columnText('ms', [[30_000, 400], [0, 0], [null], [599_000]])).toEqual({
      unit: 's',
      rows: [['30.0', '0.4'], ['0.0', '0.0'], ['-'], ['599.0']],
    })
    expect(columnText('ms', [[30_000, 400], [null], [720_000, 60_000], [86_400_000]])).toEqual({
      unit: '',
      rows: [['30.0 s  ', '0.4 s  '], ['-    '], ['12.0 min', '1.0 min'], ['24.00 h  ']],
    })
    expect(columnText('ms', [[0], [9e9]])).toEqual({ unit: 'd', rows: [['0.00'], ['104.17']] })
    expect(columnText('share', [[0.5], [null]])).toEqual({ unit: '%', rows: [['50.0'], ['-']] })
    expect(columnText('ms', [])).toEqual({ unit: 's', rows: [] })
  })

  it('of a column have all a decimal or none, so that they can be compared at a glance', () => {
    expect(columnText('contacts', [[101], [35.25, 2], [null]]).rows).toEqual([
      ['101.0'],
      ['35.3', '2.0'],
      ['-'],
    ])
    expect(columnText('hours', [[45], [1_000]]).rows).toEqual([['45'], ['1,000']])
    expect(scaleOf('contacts', 3_563, 21.34).write(3_563)).toBe('3,563.0')
  })

  it('are short where there is little room', () => {
    const [waits, hours, shares] = [
      briefScale('ms', [500_400, 1_000]),
      briefScale('ms', [9_000_000, 900_000]),
      briefScale('share', [0.5]),
    ]
    expect([waits.unit, waits.write(500_400)]).toEqual(['s', '500'])
    expect([hours.unit, hours.write(9_000_000), hours.write(900_000)]).toEqual(['h', '2.5', '0.3'])
    expect([shares.unit, shares.write(0.126), shares.write(null)]).toEqual(['%', '13', '-'])
    const apart = briefScale('ms', [16_700, 80_600, 780_000, 19_440_000, 45_000_000, 0])
    expect(apart.unit).toBe('')
    expect([16_700, 780_000, 19_440_000, 45_000_000, 0, null].map(apart.write)).toEqual([
      '17s',
      '13m',
      '5.4h',
      '13h',
      '0s',
      '-',
    ])
  })
})
