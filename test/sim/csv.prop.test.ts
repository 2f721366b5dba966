import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../src/sim/csv.js'

const field = fc.oneof(fc.string({ maxLength: 6 }), fc.stringMatching(/^[",\n\ra ]{0,6}$/))

function written(rows: readonly (readonly string[])[], end: string): string {
  return rows
    .map((row) =>
      row.map((each) => (/[",\n\r]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each)).join(','),
    )
    .join(end)
}

describe('comma-separated values', () => {
  it('are read as they were written', () => {
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.boolean(), (list, end, last) => {
        const table = readCsv(written(list, end) + (last ? end : ''))
        expect([table.header, ...table.rows]).toEqual(list)
      }),
    )
  })

  it('know the line of each row', () => {
    const { header, rows, line } = readCsv('\uFEFFa,b\n1,"x\ny"\n\n2,z\n')
    expect(header).toEqual(['a', 'b'])
    expect(rows).toEqual([
      ['1', 'x\ny'],
      ['2', 'z'],
    ])
    expect(line).toEqual([2, 5])
  })

  it('may be nothing', () => {
    expect(readCsv('')).toEqual({ header: [], rows: [], line: [] })
    expect(readCsv('a,"open')).toEqual({ header: ['a', 'open'], rows: [], line: [] })
  })
})
