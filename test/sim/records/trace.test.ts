import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/engine/policy/policy.js'
import type { TraceSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import type { TraceFault } from '../../../src/sim/records/trace-table.js'
import { RECORDED_ABANDONED, RECORDED_ANSWERED, readTrace } from '../../../src/sim/records/trace.js'

const policy = parsePolicy({
  channels: { phone: { exclusive: true } },
  skills: [],
  queues: { regular: {}, stock: {} },
  tiers: { vip: { headStartMs: 90_000 }, ordinary: {} },
  regions: ['north'],
}).normal

const spec: TraceSpec = {
  columns: {
    date: 'date',
    time: 't',
    queue: 'type',
    tier: 'prio',
    region: 'where',
    emotion: 'mood',
    outcome: 'end',
    wait: 'wait',
    service: 'service',
    agent: 'agent',
  },
  values: {
    queue: { R: 'regular', S: 'stock' },
    tier: { '0': 'ordinary', '2': 'vip' },
    outcome: { AGENT: 'answered', HANG: 'abandoned', PHANTOM: 'ignored' },
  },
  sessions: { columns: { date: 'date', agent: 'agent', from: 'from', to: 'to' } },
}

const header = 'date,t,type,prio,where,mood,end,wait,service,agent\n'
const rows = [
  '2026-03-02,60,S,2,north,70,AGENT,5,100,b',
  '2026-03-01,00:00:50,R,0,,,HANG,12.5,,',
  '2026-03-01,3600,regular,vip,,0,answered,0,30,b',
  '2026-03-01,70,R,0,,0,PHANTOM,0,0,',
  '2026-03-01,80,R,2,,0,,,,',
]
const sessions = 'date,agent,from,to\n2026-03-01,b,0,7200\n2026-03-02,c,86000,30\n2026-03-02,c,5,5\n'

function lines(faults: readonly TraceFault[]): string[] {
  return faults.map(({ source, line, column, message }) => `${source}:${line}:${column}: ${message}`)
}

/** The faults of these rows, and of these sessions. */
function faultsOf(wrong: readonly string[], hours: readonly string[] = []): string[] {
  const text = ['date,agent,from,to', ...hours].join('\n')
  return lines(readTrace(spec, policy, header + wrong.join('\n'), hours.length === 0 ? null : text).faults)
}

describe('a trace', () => {
  const { trace, faults } = readTrace(spec, policy, header + rows.join('\n'), sessions)

  it('is read through the mapping and put in order', () => {
    expect(faults).toEqual([])
    expect(trace.count).toBe(4)
    expect(trace.days).toBe(2)
    expect([...trace.atMs]).toEqual([50_000, 80_000, 3_600_000, 86_460_000])
    expect([...trace.queue]).toEqual([0, 0, 0, 1])
    expect([...trace.tier]).toEqual([1, 0, 0, 0])
    expect([...trace.channel]).toEqual([0, 0, 0, 0])
    expect([...trace.region]).toEqual([-1, -1, -1, 0])
    expect([...trace.emotion]).toEqual([0, 0, 0, 70])
    expect([...trace.outcome]).toEqual([RECORDED_ABANDONED, 0, RECORDED_ANSWERED, RECORDED_ANSWERED])
    expect([...trace.waitMs]).toEqual([12_500, Number.NaN, 0, 5_000])
    expect([...trace.serviceMs]).toEqual([Number.NaN, Number.NaN, 30_000, 100_000])
  })

  it('knows who worked when, past midnight too, and whom they served', () => {
    expect(trace.sessions).toEqual([
      { agentId: 'b', fromMs: 0, toMs: 7_200_000 },
      { agentId: 'c', fromMs: 172_400_000, toMs: 172_830_000 },
    ])
    expect([...trace.served]).toEqual([['b', [0, 1]]])
  })

  it('tells every fault with its line', () => {
    const wrong = [
      '2026-02-30,5,R,0,,,AGENT,0,0,a',
      '2026-03-01,25:99,R,0,,,AGENT,0,0,a',
      '2026-03-01,5,Q,7,,,AGENT,0,0,a',
      '2026-03-01,5,R,0,,101,LOST,x,0,a',
    ]
    const told = readTrace(
      spec,
      policy,
      header + wrong.join('\n'),
      'date,agent,from,to\n2026-03-01,,1,2\n2026-03-01,a,x,2\n',
    )
    expect(lines(told.faults)).toEqual([
      'trace:2:1: "2026-02-30" is not a date such as 2026-11-30',
      'trace:3:12: "25:99" is not a time of day (a number of s or hh:mm:ss)',
      'trace:4:14: unknown queue "Q" (known: "regular", "stock", or say in trace.values.queue what it means)',
      'trace:4:16: unknown tier "7" (known: "vip", "ordinary", or say in trace.values.tier what it means)',
      'trace:5:19: emotion "101" is not a whole number from 0 to 100',
      'trace:5:23: unknown outcome "LOST" (answered, abandoned or ignored)',
      'trace:5:28: "x" is not a time in column wait (a number of s or hh:mm:ss)',
      'sessions:2:12: has no agent',
      'sessions:3:14: "x" is not a time of day (a number of s or hh:mm:ss)',
    ])
    expect(told.trace.count).toBe(0)
  })

  it('an empty channel is a fault where there are several', () => {
    const chats = { ...policy, channels: [...policy.channels, { ...policy.channels[0]!, name: 'chat' }] }
    const columns = { time: 't', channel: 'by' }
    const told = readTrace({ columns }, chats, 't,by\n0,chat\n5,\n', null)
    expect(told.faults.map(({ message }) => message)).toEqual([
      'has no channel (say in trace.values.channel what "" means, or call its outcome "ignored")',
    ])
    expect(readTrace({ columns }, policy, 't,by\n0,phone\n5,\n', null).faults).toEqual([])
  })

  it('an empty queue may have a meaning, and needs none where there is but one', () => {
    const row = `${header}2026-03-01,5,,0,,,AGENT,0,1,a\n`
    const told = readTrace({ ...spec, values: { ...spec.values, queue: { '': 'stock' } } }, policy, row, null)
    expect([told.faults, [...told.trace.queue]]).toEqual([[], [1]])
    const one = { ...policy, queues: policy.queues.slice(0, 1) }
    expect(
      readTrace({ ...spec, values: { outcome: { AGENT: 'answered' }, tier: { 0: 'vip' } } }, one, row, null)
        .faults,
    ).toEqual([])
  })

  it('faults of contacts bring none of sessions with them', () => {
    const sessions = 'date,agent,from,to\n2026-03-01,a,1,5\n2026-03-02,a,1,5\n'
    const unknown = readTrace(spec, policy, `${header}2026-03-01,5,Q,0,,,AGENT,0,1,a\n`, sessions)
    expect(lines(unknown.faults)).toEqual([expect.stringContaining('trace:2:14: unknown queue') as string])
    const misread = readTrace(spec, policy, header.replace('type', 'typ'), sessions)
    expect(lines(misread.faults)).toEqual(['trace:1:1: has no column "type" (maybe "typ"?)'])
  })

  it('a column that is not there is a fault of the header', () => {
    const told = readTrace(spec, policy, header.replace('type', 'typ'), null)
    expect(lines(told.faults)).toEqual(['trace:1:1: has no column "type" (maybe "typ"?)'])
  })

  it.each([
    ['a late time', '2026-03-01,90000,R,0,,,AGENT,0,1,a', '3:12: "90000" is not before 24:00'],
    ['24:00', '2026-03-01,86400,R,0,,,AGENT,0,1,a', '3:12: "86400" is not before 24:00'],
    ['a slip of a date', '3999-02-01,5,R,0,,,AGENT,0,1,a', '3:1: "3999-02-01" is years from the other'],
    ['a field too many', '2026-03-01,5,R,0,,,AGENT,0,1,a,b', '3:32: "b" is beyond the last column: 1 more'],
    ['no service', '2026-03-01,5,R,0,,,AGENT,0,,a', '3:28: "" is no service, and the contact was answered'],
    ['no wait', '2026-03-01,5,R,0,,,HANG,,,', '3:25: "" is no wait, and the contact was abandoned'],
    ['a long value', `2026-03-01,5,${'Q'.repeat(99)},0,,,,,,`, `3:14: unknown queue "${'Q'.repeat(59)}…" (`],
    ['no queue', '2026-03-01,5,,0,,,AGENT,0,1,a', '3:14: has no queue (say in trace.values.queue what ""'],
    ['a row cut off', '2026-03-01,5', '3:13: has no queue'],
    ['an open quote', '2026-03-01,5,R,0,,,"AGENT,0,1,a', '3:20: a quote opens here and is never closed'],
  ])('%s is a fault with its place', (_, row, told) => {
    const faults = faultsOf([rows[2]!, row, rows[2]!])
    expect(faults.length).toBe(1)
    expect(faults[0]).toContain(`trace:${told}`)
  })

  it('nobody has two sessions at once', () => {
    const hours = ['2026-03-01,b,0,100', '2026-03-01,b,200,300', '2026-03-01,c,50,60', '2026-03-01,b,99,150']
    expect(faultsOf([rows[2]!], hours)).toEqual([
      'sessions:5:14: "99" is within another session of "b" (line 2)',
    ])
    expect(faultsOf([rows[2]!], ['2026-03-01,b,0,100', '2026-03-01,b,100,150'])).toEqual([])
  })

  it('a session is near the contacts', () => {
    const hours = ['2026-02-01,b,0,100', '3999-03-01,b,200,300', '2026-03-01,b,x,300000']
    expect(faultsOf([rows[2]!], hours)).toEqual([
      'sessions:2:1: "2026-02-01" is before the first contact (sessions are of the days of the contacts)',
      'sessions:3:1: "3999-03-01" is years after the first contact (sessions are of the days of the contacts)',
      'sessions:4:14: "x" is not a time of day (a number of s or hh:mm:ss)',
      'sessions:4:16: "300000" is not a time of day (a number of s or hh:mm:ss)',
    ])
  })

  it('without rows is told in one line, and so is a faulty header', () => {
    expect(faultsOf([])).toEqual(['trace:1:1: there is only a header (a row for each record below it)'])
    expect(lines(readTrace(spec, policy, '', null).faults)).toEqual([
      'trace:1:1: the file is empty (a header and a row for each record)',
    ])
    const only: TraceSpec = { columns: { time: 't' } }
    const twice = header.replace('where', 'type') + rows.join('\n')
    expect(lines(readTrace(only, policy, twice, null).faults)).toEqual([
      'trace:1:18: column "type" is there twice (also at column 3 of the header)',
    ])
    const without = header.replace(',t,', ',clock,') + rows.join('\n')
    expect(lines(readTrace(only, policy, without, null).faults).length).toBe(1)
  })
})
