import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../src/sim/records/csv.js'

const field = fc.oneof(fc.string({ maxLength: 6 }), fc.stringMatching(/^[",;\t\n\ra ]{0,6}$/))

function written(rows: readonly (readonly string[])[], separator: string, end: string): string {
  return rows
    .map((row) =>
      row
        .map((each) => (/[",;\t\n\r]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each))
        .join(separator),
    )
    .join(end)
}

describe('comma-separated values', () => {
  it('are read as they were written', () => {
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (list, separator, end, last) => {
          const table = readCsv(written(list, separator, end) + (last ? end : ''))
          expect(table.separator).toBe(separator)
          expect([table.header, ...table.rows]).toEqual(list)
        },
      ),
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
    expect(readCsv('')).toMatchObject({ header: [], rows: [], line: [], unclosed: null })
  })

  it('are separated as the header shows, and as the first line of a spreadsheet says', () => {
    expect(readCsv('a;"b,c,d,e";f\n1,5;2\t3;"4;"\n').rows).toEqual([['1,5', '2\t3', '4;']])
    expect(readCsv('a\tb\n1\t2\n').rows).toEqual([['1', '2']])
    expect(readCsv('a,b;c\n1,2\n').rows).toEqual([['1', '2']])
    const { header, rows, place } = readCsv('\uFEFFsep=;\r\na;b\r\n1;2\r\n')
    expect([header, ...rows]).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(place(0, 1)).toEqual({ line: 3, column: 3 })
  })

  it('know where each field starts', () => {
    const { place } = readCsv('\uFEFFa,b,c\n1,"x\ny, ""z""",3\n\n2\n')
    expect(place(-1, 2)).toEqual({ line: 1, column: 5 })
    expect(place(0, 1)).toEqual({ line: 2, column: 3 })
    expect(place(0, 2)).toEqual({ line: 3, column: 11 })
    expect(place(1, 0)).toEqual({ line: 5, column: 1 })
    expect(place(1, 2)).toEqual({ line: 5, column: 2 })
  })

  it('know where a quote opens that is never closed, and leave its row out', () => {
    const table = readCsv('a,b\n1,2\n"x\n""",y,"3\n4,5\n')
    expect(table.rows).toEqual([['1', '2']])
    expect(table.unclosed).toEqual({ line: 4, column: 7 })
  })
})
