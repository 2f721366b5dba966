import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberHint, tableNumber } from '../../../src/sim/records/table-number.js'

describe('a number in a table', () => {
  it('is read as it was written, with the decimal mark of either country', () => {
    const places = fc.integer({ min: 0, max: 6 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), places, (whole, digits) => {
        const text = (whole / 10 ** digits).toFixed(digits)
        expect(tableNumber(text, ',')).toBe(Number(text))
        if (digits === 3) return
        for (const separator of [';', '\t'] as const) {
          expect(tableNumber(text, separator)).toBe(Number(text))
          expect(tableNumber(text.replace('.', ','), separator)).toBe(Number(text))
        }
      }),
    )
  })

  it('with marks between thousands is never taken for a small one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000, max: 10 ** 9 }),
        fc.constantFrom('.', ',', ' ', '’', '\u00a0'),
        fc.constantFrom(',' as const, ';' as const, '\t' as const),
        (whole, mark, separator) => {
          const text = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, mark)
          // Where a comma separates columns, a single point is decimal.
          fc.pre(!(separator === ',' && mark === '.' && whole < 10 ** 6))
          expect(tableNumber(text, separator)).toBeNaN()
          expect(numberHint(text, separator)).toContain(`(write ${whole}`)
        },
      ),
    )
  })

  it('is nothing else', () => {
    for (const text of ['', ' ', 'x', '1 2', '1,2,3', '0x10', 'Infinity', 'NaN', '5%', '.', '1.2.3']) {
      expect(tableNumber(text, ';')).toBeNaN()
      expect(tableNumber(text, ',')).toBeNaN()
    }
    expect(tableNumber('-1.5e3', ',')).toBe(-1_500)
    expect(tableNumber('0,125', ';')).toBe(0.125)
    expect(tableNumber('12345,678', ';')).toBe(12_345.678)
  })

  it('that is refused is told how to be written', () => {
    expect(numberHint('12,5', ',')).toBe(' (write 12.5)')
    expect(numberHint('1,000', ',')).toBe(' (write 1000 or 1: the mark may stand between thousands)')
    expect(numberHint('12.345', ';')).toBe(' (write 12345 or 12.3450: the mark may stand between thousands)')
    expect(numberHint('1.234.567,5', ';')).toBe(' (write 1234567.5, without marks between thousands)')
    expect(numberHint('many', ';')).toBe('')
  })
})
