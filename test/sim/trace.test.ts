import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../src/engine/policy.js'
import type { TraceSpec } from '../../src/sim/scenario-spec.js'
import { RECORDED_ABANDONED, RECORDED_ANSWERED, readTrace } from '../../src/sim/trace.js'

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
    expect(told.faults.map(({ source, line, message }) => `${source}:${line}: ${message}`)).toEqual([
      'trace:2: "2026-02-30" is not a date such as 2026-11-30',
      'trace:3: "25:99" is not a time of day',
      'trace:4: unknown queue "Q" (known: "regular", "stock")',
      'trace:4: unknown tier "7" (known: "vip", "ordinary")',
      'trace:5: unknown outcome "LOST" (answered, abandoned or ignored)',
      'trace:5: "x" is not a time in column wait',
      'trace:5: emotion 101 is not a whole number from 0 to 100',
      'sessions:2: has no agent',
      'sessions:3: is not a stretch of time',
    ])
    expect(told.trace.count).toBe(0)
  })

  it('a column that is not there is a fault of the header', () => {
    const told = readTrace(spec, policy, header.replace('type', 'typ'), null)
    expect(told.faults).toEqual([
      { source: 'trace', line: 1, message: 'has no column "type" (maybe "typ"?)' },
    ])
  })
})
