import { describe, expect, it } from 'vitest'
import { formatted } from '../../../src/cli/reports/format.js'

describe('numbers for people', () => {
  it.each([
    [null, 'share', '-'],
    [0.1234, 'share', '12.3'],
    [1, 'share', '100.0'],
    [123_456, 'ms', '123.5'],
    [0, 'ms', '0.0'],
    [1_234_567, 'contacts', '1,234,567'],
    [12_345.67, 'contacts', '12,345.7'],
    [3, 'alerts', '3'],
    [0.75, 'hours', '0.8'],
    [14.25, 'contacts/h', '14.3'],
    [1.064, 'ratio', '1.06'],
  ] as const)('%s as %s is %s', (value, unit, text) => {
    expect(formatted(value, unit)).toBe(text)
  })
})
