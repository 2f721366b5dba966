import { describe, expect, it } from 'vitest'
import { readCounts } from '../../../src/sim/records/counts.js'

const HOUR_MS = 3_600_000

const OPEN = { fromMs: Number.NaN, untilMs: Number.NaN }

function blocks(text: string, columns: object = {}): unknown {
  const { blocks: found, faults } = readCounts({ file: 'f', ...columns }, 'calls', text, OPEN)
  expect(faults).toEqual([])
  return found.map(({ from, to, perHour }) => [from / HOUR_MS, to / HOUR_MS, perHour])
}

function told(text: string, columns: object = {}, planned = OPEN): string[] {
  const { faults } = readCounts({ file: 'f', ...columns }, 'calls', text, planned)
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
      '6:7 "" is not a number of contacts (0 where nobody called)',
    ])
    const twoDays = 'date,from,calls\n2026-11-30,08:00,1\n2026-11-30,09:00,2\n2026-12-01,08:00,3\n'
    expect(told(twoDays)).toEqual([
      '4:12 "08:00" is not after the row above (there is a column "date": read it with `date: date`)',
    ])
    expect(told(twoDays, { date: 'date' })).toEqual([])
    expect(told('date,from,calls\n2026-02-30,08:00,1\n', { date: 'date' })[0]).toBe(
      '2:1 "2026-02-30" is not a date such as 2026-11-30',
    )
    expect(told('from;calls\n08:00;"1,000"\n09:00;1.5\n10:00;2,5\n')).toEqual([
      '2:7 "1,000" is not a number of contacts (write 1000 or 1: the mark may stand between thousands)',
    ])
    expect(told('from,cals\n08:00,1\n')).toEqual(['1:1 has no column "calls" (maybe "cals"?)'])
    expect(told('from,calls\n08:00,1\n')).toEqual(['2:1 is the only row (two say how long an interval is)'])
  })

  it('may come from a spreadsheet that writes semicolons and decimal commas, or tabs', () => {
    expect(blocks('from;calls\n08:00;30,5\n09:00;41\n')).toEqual([
      [8, 9, 30.5],
      [9, 10, 41],
    ])
    expect(blocks('start\tcalls\n2026-11-30 08:00\t30\n2026-11-30 09:00\t41\n', { from: 'start' })).toEqual([
      [8, 9, 30],
      [9, 10, 41],
    ])
  })

  it('are refused with the interval that is missing', () => {
    const every = '(a row for each interval of 30min, 0 where nobody called)'
    expect(told('from,calls\n08:00,1\n08:30,1\n09:30,1\n10:00,1\n11:30,1\n')).toEqual([
      `4:1 09:00 is missing between 08:30 and 09:30 ${every}`,
      `6:1 2 intervals from 10:30 on are missing between 10:00 and 11:30 ${every}`,
    ])
    expect(told('from,calls\n08:00,1\n08:30,1\n09:00,1\n09:10,1\n09:55,1\n')).toEqual([
      '5:1 is only 10min after the row above (a row for each interval of 30min)',
      `6:1 is 45min after the row above ${every}`,
    ])
    const dated =
      'date,from,calls\n2026-11-30,08:00,1\n2026-11-30,08:30,1\n2026-12-01,08:00,1\n2026-12-01,09:00,1\n'
    expect(told(dated, { date: 'date' })).toEqual([
      `5:12 08:30 on day 2 is missing between 08:00 on day 2 and 09:00 on day 2 ${every}`,
    ])
  })

  it('are refused where the scenario begins before them, or goes on after them', () => {
    const text = 'from,calls\n08:00,1\n09:00,1\n'
    const within = (from: number, until: number): string[] =>
      told(text, {}, { fromMs: from * HOUR_MS, untilMs: until * HOUR_MS })
    expect(within(8, 10)).toEqual([])
    expect(within(8.5, 9.5)).toEqual([])
    expect(within(7, 34)).toEqual([
      '2:1 the rows begin at 08:00, but the scenario at 07:00 (rows with 0 where nobody calls, or from: 08:00)',
      '3:1 the rows end at 10:00, but the scenario at 10:00 on day 2 (rows with 0 where nobody calls, or until: 10:00)',
    ])
  })
})
