import { describe, expect, it } from 'vitest'
import { readCounts } from '../../../src/sim/records/counts.js'

const HOUR_MS = 3_600_000

function blocks(text: string, columns: object = {}): unknown {
  const { blocks: found, faults } = readCounts({ file: 'f', ...columns }, 'calls', text)
  expect(faults).toEqual([])
  return found.map(({ from, to, perHour }) => [from / HOUR_MS, to / HOUR_MS, perHour])
}

function told(text: string, columns: object = {}): string[] {
  const { faults } = readCounts({ file: 'f', ...columns }, 'calls', text)
  return faults.map(({ line, column, message }) => `${line}:${column} ${message}`)
}

describe('counts from a table', () => {
  it('are rates by interval; the last row is as long as the others', () => {
    expect(blocks('from,calls,mail\n08:00,30,1\n08:30,41.5,2\n09:00,0,3\n')).toEqual([
      [8, 8.5, 60],
      [8.5, 9, 83],
      [9, 9.5, 0],
    ])
    expect(blocks('from,calls,mail\n08:00,30,1\n09:00,41,2\n', { count: 'mail' })).toEqual([
      [8, 9, 1],
      [9, 10, 2],
    ])
  })

  it('go on from day to day, and nights stay empty', () => {
    const text =
      'day,start,n\n2026-11-30,08:00,5\n2026-11-30,09:00,6\n2026-12-01,08:00,7\n2026-12-02,10:00,8\n'
    expect(blocks(text, { date: 'day', from: 'start', count: 'n' })).toEqual([
      [8, 9, 5],
      [9, 10, 6],
      [32, 33, 7],
      [58, 59, 8],
    ])
  })

  it('tell every fault at its place', () => {
    expect(told('from,calls\n08:00,30\n07:00,5\n10,4\n11:00,-1\n12:00,\n')).toEqual([
      '3:1 "07:00" is not after the row above',
      '4:1 "10" is not a time such as 09:30',
      '5:7 "-1" is not a number of contacts',
      '6:7 "" is not a number of contacts',
    ])
    expect(told('date,from,calls\n2026-02-30,08:00,1\n', { date: 'date' })[0]).toBe(
      '2:1 "2026-02-30" is not a date such as 2026-11-30',
    )
    expect(told('from,cals\n08:00,1\n')).toEqual(['1:1 has no column "calls" (maybe "cals"?)'])
    expect(told('from,calls\n08:00,1\n')).toEqual(['2:1 is the only row (two say how long an interval is)'])
  })
})
