import { describe, expect, it } from 'vitest'
import { aligned } from '../../../src/cli/reports/table.js'

describe('a table', () => {
  it('has its first column to the left and the others to the right, without blanks at the end', () => {
    const rows = [
      ['queue', 'a', ''],
      ['x', '1,000', '5'],
      ['', '2', ''],
    ]
    expect(aligned(rows.map((cells) => ({ cells })))).toEqual([
      'queue      a',
      'x      1,000  5',
      '           2',
    ])
  })

  it('has prose behind the last column', () => {
    const rows = [
      { cells: ['a', '1'] },
      { cells: ['bb', '10'], prose: 'ten' },
      { cells: ['c'], prose: 'none' },
    ]
    expect(aligned(rows, (prose) => prose.toUpperCase())).toEqual(['a    1', 'bb  10  TEN', 'c       NONE'])
  })

  it('may be empty', () => {
    expect(aligned([])).toEqual([])
  })
})
