import { describe, expect, it } from 'vitest'
import { aligned } from '../../src/cli/table.js'

describe('a table', () => {
  it('has its first column to the left and the others to the right, without blanks at the end', () => {
    expect(
      aligned([
        ['queue', 'a', ''],
        ['x', '1,000', '5'],
        ['', '2', ''],
      ]),
    ).toEqual(['queue      a', 'x      1,000  5', '           2'])
  })

  it('may be empty or ragged', () => {
    expect(aligned([])).toEqual([])
    expect(aligned([['a'], ['b', 'c']], 1)).toEqual(['a', 'b c'])
  })
})
