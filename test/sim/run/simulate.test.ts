/** Small days whose every second can be followed by hand; the calls are recorded, so nothing is left to chance. */
import { describe, expect, it } from 'vitest'
import type { PolicySpec } from '../../../src/engine/policy/policy-spec.js'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { readTrace } from '../../../src/sim/records/trace.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

const base: ScenarioSpec = {
  name: 'by hand',
  policy: {
    channels: { phone: { exclusive: true } },
    skills: [],
    queues: { calls: {} },
    promises: {
      queueWait: { warnMs: 15_000, breachMs: 30_000, onBreach: ['alert', 'startBot'] },
      firstReply: 'off',
    },
  },
  trace: {
    columns: { time: 'at', service: 'talk', outcome: 'end', wait: 'wait' },
    values: { outcome: { x: 'abandoned' } },
  },
  serviceLevel: { within: '20s', shortAbandon: '5s' },
  agents: [{ name: 'anna' }],
}

/** Calls as [second, seconds of talk, seconds of patience if the caller hangs up]. */
type Call = readonly [atS: number, talkS: number, patienceS?: number]

/** Runs a day and returns the measures of the total, or of another row. */
function day(
  calls: readonly Call[],
  parts: Partial<ScenarioSpec> = {},
): (name: string, row?: string) => number | null {
  const scenario = parseScenario({ ...base, ...parts })
  const lines = calls.map(([atS, talkS, patienceS]) =>
    patienceS === undefined ? `${atS},${talkS},,` : `${atS},,x,${patienceS}`,
  )
  const text = ['at,talk,end,wait', ...lines].join('\n')
  const { trace, faults } = readTrace(scenario.trace!, scenario.policy.normal, text, null)
  expect(faults).toEqual([])
  const table = measure(scenario, simulate(scenario, 1, 0, trace))
  return (name, row = 'total') => {
    const place =
      table.rows.findIndex((each) => each.name === row) * MEASURES.length +
      MEASURES.findIndex((each) => each.name === name)
    const denominator = table.denominators[place]!
    return denominator === 0 ? null : table.numerators[place]! / denominator
  }
}

describe('one agent', () => {
  it('serves in the order of calling', () => {
    const told = day([
      [0, 30],
      [10, 30],
      [20, 30],
    ])
    expect(told('offered')).toBe(3)
    expect(told('answered')).toBe(3)
    expect(told('asa')).toBe(20_000)
    expect(told('longestWait')).toBe(40_000)
    expect(told('waited')).toBeCloseTo(2 / 3, 12)
    expect(told('serviceLevel.answeredOnly')).toBeCloseTo(2 / 3, 12)
    expect(told('talkTime')).toBe(30_000)
    expect(told('alerts.queueWait.warned')).toBe(2)
    expect(told('alerts.queueWait.breached')).toBe(1)
    expect(told('agentHours')).toBe(24)
    expect(told('occupancy')).toBeCloseTo(90 / 86_400, 12)
  })

  it('does not meet who has hung up', () => {
    const told = day([
      [0, 30],
      [5, 0, 24],
      [10, 0, 3],
      [20, 60],
    ])
    expect(told('answered')).toBe(2)
    expect(told('abandoned')).toBe(2)
    expect(told('meanWait')).toBe((24_000 + 3_000 + 10_000) / 4)
    expect(told('abandonment')).toBe(0.5)
    expect(told('serviceLevel.withAbandons')).toBe(0.5)
    expect(told('serviceLevel.excludingShortAbandons')).toBeCloseTo(2 / 3, 12)
  })

  it('needs time for notes', () => {
    const told = day(
      [
        [0, 30],
        [10, 30],
      ],
      { wrapUp: '15s' },
    )
    expect(told('asa')).toBe((0 + 35_000) / 2)
    expect(told('talkTime')).toBe(30_000)
    expect(told('handleTime')).toBe(45_000)
    expect(told('occupancy')).toBeCloseTo(90 / 86_400, 12)
  })

  it('finishes the conversation under way at the end of the shift, and starts the next one after it', () => {
    const shifts = [
      { from: 0, to: '20s' },
      { from: '40s', to: '200s' },
    ]
    const told = day(
      [
        [10, 50],
        [30, 20],
        [190, 5],
        [300, 5],
      ],
      { agents: [{ name: 'anna', shifts }] },
    )
    // On until 60 (20 to 60 beyond the hours), then the call of second 30, then free until 190; nobody answers at 300.
    expect(told('asa')).toBe((0 + 30_000 + 0) / 3)
    expect(told('unresolved')).toBe(1)
    expect(told('overtimeHours')).toBeCloseTo(40 / 3_600, 12)
    expect(told('agentHours')).toBeCloseTo((20 + 140) / 3_600, 12)
    expect(told('occupancy')).toBeCloseTo((10 + 20 + 5) / 160, 12)
    // Who is about to leave serves nobody new.
    expect(told('unservable')).toBe(2)
  })

  it('takes breaks, but not from a conversation', () => {
    const told = day(
      [
        [0, 30],
        [5, 10],
      ],
      { agents: [{ name: 'anna', breaks: [{ from: '20s', to: '60s' }] }] },
    )
    expect(told('longestWait')).toBe(55_000)
    expect(told('overtimeHours')).toBeCloseTo(10 / 3_600, 12)
    expect(told('agentHours')).toBeCloseTo((86_400 - 40) / 3_600, 12)
  })
})

describe('offers', () => {
  it('are accepted after a while, which is part of the wait', () => {
    const told = day([[0, 30]], { offers: { acceptAfter: '4s' } })
    expect(told('asa')).toBe(4_000)
    expect(told('waited')).toBe(1)
    expect(told('occupancy')).toBeCloseTo(30 / 86_400, 12)
  })

  it('a customer may hang up while it rings', () => {
    const told = day(
      [
        [0, 0, 3],
        [10, 5],
      ],
      { offers: { acceptAfter: '4s' } },
    )
    expect(told('abandoned')).toBe(1)
    expect(told('asa')).toBe(4_000)
  })

  it('that expire at the very instant of the answer are lost', () => {
    const told = day([[0, 30]], { offers: { acceptAfter: '20s', returnAfter: '40s' }, until: '1h' })
    expect(told('answered')).toBe(0)
  })

  it('that are not answered send the agent away for a while, and the day ends nevertheless', () => {
    const told = day([[0, 30]], { offers: { acceptAfter: '25s', returnAfter: '40s' } })
    expect(told('answered')).toBe(0)
    expect(told('unresolved')).toBe(1)
    // Rings for 20 s, away for 40 s, over and over.
    expect(told('agentHours')).toBeCloseTo(8, 12)
  })
})

describe('the bot', () => {
  const calls: Call[] = [
    [0, 100],
    [10, 20],
    [20, 0, 2],
    [30, 20],
  ]

  it('solves whoever has to wait and has the patience', () => {
    const told = day(calls, { bot: { on: true, containment: 1, delay: '3s' } })
    expect(told('answered')).toBe(1)
    expect(told('contained')).toBe(2)
    expect(told('abandoned')).toBe(1)
    expect(told('containment')).toBe(0.5)
    expect(told('abandonment')).toBe(0.5)
    expect(told('serviceLevel.withAbandons')).toBe(0.5)
    expect(told('meanWait')).toBe(1_000)
  })

  it('may wait for the alert', () => {
    const told = day(calls, { bot: { on: true, containment: 1, starts: 'alert' } })
    // Called at 10 and at 30, alerted 30 s later, solved after 3 s: both before the agent is free at 100.
    expect(told('contained')).toBe(2)
    expect(told('alerts.queueWait.breached')).toBe(2)
  })

  it('is too late where an agent frees at the very instant of the alert', () => {
    // Called at 10, alerted at 40; the first conversation ends at 35 and its wrap-up at 40.
    const told = day(
      calls.slice(0, 2).map(([atS]) => [atS, 35]),
      {
        bot: { on: true, containment: 1, starts: 'alert' },
        policy: { ...(base.policy as PolicySpec), wrapUpMs: 5_000 },
      },
    )
    expect(told('answered')).toBe(2)
    expect(told('contained')).toBe(0)
  })

  it('leaves what it cannot solve', () => {
    expect(day(calls, { bot: { on: true, containment: { repair: 1 } } })('contained')).toBe(0)
    expect(day(calls, { bot: { on: false, containment: 1 } })('contained')).toBe(0)
  })
})

describe('limits', () => {
  it('a line is free again when its customer hangs up or the bot is done', () => {
    const calls: Call[] = [
      [0, 50],
      [10, 0, 10],
      [15, 5],
      [30, 5],
    ]
    expect(day(calls, { lines: 2 })('refused')).toBe(1)
    const solved = day(calls, { lines: 2, bot: { on: true, containment: 1, delay: '10s' } })
    expect([solved('refused'), solved('contained')]).toEqual([1, 1])
  })

  it('a full queue refuses', () => {
    const policy = { ...base.policy!, queues: { calls: { maxWaiting: 1 } } }
    const told = day(
      [
        [0, 50],
        [10, 5],
        [20, 5],
        [30, 5],
      ],
      { policy },
    )
    expect(told('refused')).toBe(2)
    expect(told('answered')).toBe(2)
    expect(told('unresolved')).toBe(0)
  })

  it('the warm-up and the time after the end are not measured', () => {
    const told = day(
      [
        [0, 30],
        [10, 30],
        [50, 30],
        [100, 30],
      ],
      { warmUp: '40s', until: '60s' },
    )
    expect(told('offered')).toBe(1)
    expect(told('asa')).toBe(10_000)
    expect(told('agentHours')).toBeCloseTo(20 / 3_600, 12)
    expect(told('occupancy')).toBe(1)
  })

  it('a first reply is promised where the channel asks for one', () => {
    const policy = {
      ...base.policy!,
      channels: { chat: {} },
      promises: { queueWait: 'off' as const, firstReply: { breachMs: 30_000 } },
    }
    const late = day(
      [
        [0, 100],
        [200, 10],
      ],
      { policy, firstReply: '40s' },
    )
    expect(late('alerts.firstReply.breached')).toBe(1)
    expect(late('talkTime')).toBe(55_000)
    expect(
      day(
        [
          [0, 100],
          [200, 10],
        ],
        { policy },
      )('alerts.firstReply.breached'),
    ).toBe(0)
  })

  it('chats share an agent', () => {
    const policy = {
      ...base.policy!,
      channels: { chat: {} },
      capacityUnits: 2,
      promises: { firstReply: 'off' as const },
    }
    const told = day(
      [
        [0, 60],
        [30, 60],
        [40, 10],
      ],
      { policy },
    )
    expect(told('longestWait')).toBe(20_000)
    expect(told('concurrency')).toBeCloseTo(130 / 90, 12)
  })
})

describe('a drawn day', () => {
  it('is the same for the same seed and replication, another otherwise', () => {
    const scenario = smallScenario({ demand: { calls: { arrivals: { perHour: 500 } } }, patience: '1min' })
    const sums = (seed: number, replication: number): number[] => [
      ...simulate(scenario, seed, replication).tally.sums,
    ]
    expect(sums(5, 0)).toEqual(sums(5, 0))
    expect(sums(5, 0)).not.toEqual(sums(5, 1))
    expect(sums(5, 0)).not.toEqual(sums(6, 0))
  })

  it('has the same customers under another policy', () => {
    const offered = (policy: ScenarioSpec['policy']): number[] => {
      const scenario = smallScenario({
        policy: policy!,
        demand: { calls: { arrivals: { perHour: 500 }, tier: { core: 1, regular: 1 } } },
      })
      const table = measure(scenario, simulate(scenario, 3, 0))
      return table.rows.map((_, row) => table.numerators[row * MEASURES.length]!)
    }
    const equal = { ...smallSpec.policy!, tiers: { core: {}, potential: {}, regular: {} } }
    expect(offered(equal)).toEqual(offered(smallSpec.policy))
  })

  it('needs its trace', () => {
    expect(() => simulate(parseScenario(base), 1, 0)).toThrow('a trace for a scenario with a trace')
  })
})
