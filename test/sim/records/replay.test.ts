import { describe, expect, it } from 'vitest'
import { newCaller, profilesOf } from '../../../src/sim/customers/customers.js'
import { recordedTable } from '../../../src/sim/records/recorded.js'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import { Replay, replayGroups, survivalByQueue } from '../../../src/sim/records/replay.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { ABANDONED, ANSWERED, FIELDS, OFFERED } from '../../../src/sim/measures/tally.js'
import { type Trace, readTrace } from '../../../src/sim/records/trace.js'

const spec: ScenarioSpec = {
  name: 'replay',
  policy: { channels: { phone: { exclusive: true } }, skills: [], queues: { a: {}, b: {} } },
  trace: {
    columns: { time: 't', queue: 'q', outcome: 'end', wait: 'wait', service: 'service', agent: 'agent' },
    sessions: { columns: { agent: 'agent', from: 'from', to: 'to' } },
  },
}
const calls = `t,q,end,wait,service,agent
10,a,answered,0,100,x
20,a,abandoned,30,,
30,a,answered,80,50,x
40,b,answered,200,40,y
50,b,abandoned,0,,
60,a,abandoned,45,,
`
const scenario = parseScenario(spec)
const trace: Trace = readTrace(
  scenario.trace!,
  scenario.policy.normal,
  calls,
  'agent,from,to\ny,0,900\nx,5,1000\nx,2000,3000\n',
).trace

describe('a replay', () => {
  const profiles = profilesOf(scenario.policy.normal)

  it('keeps what was recorded and draws the rest beyond it', () => {
    const replay = new Replay(trace, scenario, profiles, 1, 0, Infinity)
    const callers = Array.from({ length: trace.count }, () => {
      const caller = newCaller()
      replay.draw(caller)
      return caller
    })
    expect(replay.nextAtMs).toBe(Infinity)
    expect(callers.map(({ patienceMs }) => patienceMs >= 0)).not.toContain(false)
    expect(callers[1]!.patienceMs).toBe(30_000)
    expect(callers[4]!.patienceMs).toBe(0)
    expect(callers[0]!.serviceMs).toBe(100_000)
    expect([100_000, 50_000]).toContain(callers[1]!.serviceMs)
    expect(callers[4]!.serviceMs).toBe(40_000)
    for (const row of [0, 2, 3]) expect(callers[row]!.patienceMs).toBeGreaterThanOrEqual(trace.waitMs[row]!)
  })

  it('stops where the scenario stops', () => {
    expect(new Replay(trace, scenario, profiles, 1, 0, 5).nextAtMs).toBe(Infinity)
  })

  it('lets the recorded agents work their recorded hours in the queues they served', () => {
    expect(replayGroups(trace, scenario)).toMatchObject([
      {
        name: 'x',
        queues: ['a'],
        shifts: [
          { fromMs: 5_000, toMs: 1_000_000 },
          { fromMs: 2_000_000, toMs: 3_000_000 },
        ],
      },
      { name: 'y', queues: ['b'], shifts: [{ fromMs: 0, toMs: 900_000 }] },
    ])
    const all = parseScenario({
      ...spec,
      trace: { ...spec.trace!, sessions: { ...spec.trace!.sessions!, queues: 'all' } },
    })
    expect(replayGroups(trace, all).map(({ queues }) => queues)).toEqual([null, null])
  })

  it('estimates patience by queue', () => {
    const [a, b] = survivalByQueue(trace, 2)
    expect(a!.at(30_000)).toBeCloseTo(2 / 3, 12)
    expect(b!.at(0)).toBeCloseTo(1 / 2, 12)
  })

  it('runs through the engine, and accounts for every call', () => {
    const { tally } = simulate(scenario, 1, 0, trace)
    const total = (field: number): number =>
      tally.sums.reduce((sum, value, i) => (i % FIELDS === field ? sum + value : sum), 0)
    expect(total(OFFERED)).toBe(6)
    expect(total(ANSWERED) + total(ABANDONED)).toBe(6)
    // At 20 s agent x is busy until 110 s, so the second caller hangs up as recorded.
    expect(total(ABANDONED)).toBeGreaterThanOrEqual(1)
  })

  it('the record itself has the same measures', () => {
    const { rows, numerators, denominators } = recordedTable(scenario, trace)
    const value = (name: string, row: number): number => {
      const place = row * MEASURES.length + MEASURES.findIndex((measure) => measure.name === name)
      return numerators[place]! / denominators[place]!
    }
    expect(rows.slice(0, 3)).toEqual([
      { kind: 'total', name: 'total' },
      { kind: 'queue', name: 'a' },
      { kind: 'queue', name: 'b' },
    ])
    expect(value('abandonment', 0)).toBe(0.5)
    expect(value('asa', 1)).toBe(40_000)
    expect(value('meanWait', 2)).toBe(100_000)
    expect(value('talkTime', 0)).toBeCloseTo((100 + 50 + 40) * (1_000 / 3), 6)
  })
})
