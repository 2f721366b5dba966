/**
 * Calls that agents make, through the whole engine: against runs without them where they must be the same, and
 * by plain counting.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BUSY_MS } from '../../../src/sim/measures/agent-time.js'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { CALLBACKS, FIELDS } from '../../../src/sim/measures/tally.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import type { CallbackSpec } from '../../../src/sim/scenario-language/call-spec.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'
import { times } from '../../times.js'

const MINUTE_MS = 60_000
/** Each run is some simulated hours, so fewer than usual unless soaked. */
const seeds = fc.integer({ min: 0, max: 1e6 })

const centre: ScenarioSpec = {
  name: 'a line and calls',
  until: '3h',
  policy: {
    channels: { phone: { exclusive: true } },
    skills: [],
    queues: { calls: {} },
    promises: { queueWait: { breachMs: 60_000, onBreach: ['alert', 'offerCallback'] } },
    callback: { attempts: 3, retryAfterMs: 300_000 },
  },
  demand: { calls: { arrivals: { perHour: 100 } } },
  patience: { law: 'exponential', mean: '4min' },
  service: { law: 'exponential', mean: '3min' },
  agents: [{ name: 'agent', count: 5 }],
}

function run(parts: Partial<ScenarioSpec>, seed: number) {
  const scenario = parseScenario({ ...centre, ...parts })
  const result = simulate(scenario, seed, 0)
  const { numerators } = measure(scenario, result)
  return { ...result, value: (name: string): number => numerators[measureIndex(name)]! }
}

/** What is counted of all runs, callbacks or not. */
function known(sums: Float64Array): number[] {
  return [...sums].filter((_, i) => i % FIELDS < CALLBACKS)
}

describe('a call back in the place in line', () => {
  it('that everybody takes at once, and is reached by, is a line in which nobody gives up: the same to the millisecond', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const back = run({ callback: { chance: 1, afterWait: 0 } }, seed)
        const patient = run({ patience: 'never' }, seed)
        expect(known(back.tally.sums)).toEqual(known(patient.tally.sums))
        expect(back.tally.queueTime.sums).toEqual(patient.tally.queueTime.sums)
        expect(back.agentTime.sums).toEqual(patient.agentTime.sums)
        // Who waited asked, at the instant of arrival, and was called when an agent came.
        expect(back.value('callbacks')).toBe(patient.value('waited'))
        expect(back.value('callbacks.reached')).toBe(back.value('callbacks'))
        expect(back.value('timeToCallback')).toBe(patient.value('asa'))
        expect(back.value('meanWait.onLine')).toBe(0)
      }),
      times(8),
    )
  })

  it('that nobody takes changes nothing', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom<Partial<CallbackSpec>>({}, { afterWait: '1min' }), (seed, when) => {
        const asked = run({ callback: { chance: 0, ...when } }, seed)
        expect(known(asked.tally.sums)).toEqual(known(run({}, seed).tally.sums))
        expect(asked.value('callbacks')).toBe(0)
      }),
      times(3),
    )
  })

  it('is asked for when the policy offers it: nobody gives up a minute or more after arriving', () => {
    // Of these seeds no customer is answered at the very instant of the offer.
    for (const seed of [1, 2, 3, 4]) {
      const { value } = run({ callback: { chance: 1 }, patience: '61s' }, seed)
      expect(value('abandoned')).toBe(0)
      expect(value('callbacks')).toBe(value('alerts.queueWait.breached'))
      expect(run({ callback: { chance: 1 }, patience: '59s' }, seed).value('callbacks')).toBe(0)
    }
  })

  it('is asked for by those who are told of a long wait', () => {
    const [seed] = [5]
    const some = run({ callback: { chance: 1, expectedWait: '2min' } }, seed)
    const all = run({ callback: { chance: 1, expectedWait: 0 } }, seed)
    expect(all.value('callbacks')).toBe(all.value('waited'))
    expect(some.value('callbacks')).toBeGreaterThan(0)
    expect(some.value('callbacks')).toBeLessThan(some.value('waited'))
  })
})

describe('calls', () => {
  it('that reach nobody are made again as often as the policy says, and take their time', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, isLater) => {
        const window = { after: '20min', length: '10min' }
        const callback: CallbackSpec = {
          chance: 1,
          afterWait: 0,
          reached: 0,
          inVain: '40s',
          ...(isLater ? { window } : {}),
        }
        const agents = [{ name: 'agent', count: 9 }]
        const demand = { calls: { arrivals: { blocks: [{ from: 0, to: '1h', perHour: 150 }] } } }
        const { value, agentTime } = run({ callback, agents, demand }, seed)
        // A day after the end all is done.
        expect(value('callbacks.failed')).toBe(value('callbacks'))
        expect(value('callbacks.inVain')).toBe(3 * value('callbacks'))
        expect(value('callbacks.reached') + value('abandoned') + value('unresolved')).toBe(0)
        // Nobody talked with them: talk is that of the others, who did not wait.
        expect(value('answered')).toBe(value('offered'))
        // All is over within the measured hours: agents were busy with conversations and with calls in vain, and nothing else.
        const busyMs = value('talkTime') + 40_000 * value('callbacks.inVain')
        expect(agentTime.sums[BUSY_MS]).toBe(busyMs)
      }),
      times(4),
    )
  })

  it('for which nobody is there make nobody unservable who could be served on arriving', () => {
    const callback: CallbackSpec = { chance: 1, afterWait: 0, window: { after: '2h', length: '30min' } }
    const agents = [{ name: 'agent', count: 2, shifts: [{ from: 0, to: '1h' }] }]
    const demand = { calls: { arrivals: { blocks: [{ from: 0, to: '30min', perHour: 150 }] } } }
    const { value } = run({ callback, agents, demand }, 3)
    expect(value('callbacks')).toBeGreaterThan(0)
    expect([value('unresolved'), value('unservable')]).toEqual([value('callbacks'), 0])
  })

  it('in a window come when it has opened', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const window = { after: '30min', length: '10min' }
        const { value } = run({ callback: { chance: 0.5, afterWait: '30s', window } }, seed)
        const mean = value('timeToCallback') / Math.max(1, value('callbacks.reached'))
        if (value('callbacks.reached') > 0) expect(mean).toBeGreaterThanOrEqual(30 * MINUTE_MS)
        expect(value('callbacks.reached')).toBe(value('callbacks'))
        expect(value('offered')).toBe(value('answered') + value('abandoned'))
      }),
      times(4),
    )
  })

  it('count for satisfaction and for the time on the line by the wait until they are asked for', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, isLater) => {
        const window = { after: '20min', length: '10min' }
        const callback: CallbackSpec = { chance: 1, afterWait: '59s', ...(isLater ? { window } : {}) }
        const satisfaction = { base: 1, longWait: '1min', longWaitCut: 1 }
        const { value } = run({ callback, patience: 'never', satisfaction }, seed)
        // Nobody is ever on the line for longer, so all are satisfied.
        expect(value('satisfaction')).toBe(value('answered'))
        expect(value('meanWait.onLine')).toBeLessThanOrEqual(59_000 * value('waited'))
        expect(value('meanWait.onLine')).toBeGreaterThanOrEqual(59_000 * value('callbacks'))
      }),
      times(4),
    )
  })

  it('in the place in line are seen by those who would turn away, and those in a window only when it is open', () => {
    const balking = { 1: 1 }
    const agents = [{ name: 'agent' }]
    const window = { after: '3h', length: '1h' }
    // One talks, one is to be called: whoever comes next sees one waiting, or none.
    const inPlace = run({ agents, balking, callback: { chance: 1, afterWait: 0 } }, 7)
    const later = run({ agents, balking, callback: { chance: 1, afterWait: 0, window } }, 7)
    expect(inPlace.value('balking')).toBeGreaterThan(50)
    expect(later.value('balking')).toBe(0)
    expect(later.value('abandoned')).toBe(0)
    // Who turns away has not listened to what is said of the wait.
    const told = run({ agents, balking, callback: { chance: 1, expectedWait: 0 } }, 7)
    expect(told.value('balking')).toBe(inPlace.value('balking'))
  })

  it('leave the lines to others: who is to be called holds none', () => {
    const agents = [{ name: 'agent' }]
    const held = run({ lines: 2, agents, patience: 'never' }, 3)
    const free = run({ lines: 2, agents, patience: 'never', callback: { chance: 1, afterWait: 0 } }, 3)
    expect(held.value('refused')).toBeGreaterThan(100)
    // One talks, one asks and hangs up: there is always a line.
    expect(free.value('refused')).toBe(0)
    expect(free.value('callbacks')).toBeGreaterThan(100)
  })

  it('hold a line while somebody talks, and no longer than that', () => {
    // Half take no call back and stay: three of them, or two and a conversation, are all the lines there are.
    const half = run(
      { lines: 3, agents: [{ name: 'agent' }], callback: { chance: 0.5, afterWait: 0 }, patience: 'never' },
      3,
    )
    expect(half.value('callbacks')).toBeGreaterThan(20)
    expect(half.value('refused')).toBeGreaterThan(150)
    // So two wait on the line at most, at any time of three hours and while they are served.
    expect(half.value('meanWait.onLine')).toBeLessThan(2 * 200 * MINUTE_MS)
  })

  it('in vain are over when they are over: the agent is as fast as before', () => {
    const { policy } = centre
    const { value } = run(
      {
        policy: { ...policy!, channels: { chat: {} }, capacityUnits: 2 },
        // Three at a time would take an hour each, but there are never three.
        slowdown: { 2: 1, 3: 20 },
        service: '3min',
        callback: { chance: 1, afterWait: 0, reached: 0.4, inVain: '40s' },
        agents: [{ name: 'agent', count: 3 }],
      },
      5,
    )
    expect(value('callbacks.inVain')).toBeGreaterThan(100)
    expect(value('talkTime') % (3 * MINUTE_MS)).toBe(0)
    expect(value('talkTime')).toBe(3 * MINUTE_MS * (value('answered') - value('callbacks.failed')))
  })

  it('in a window are overdue when it is over, and made all the same', () => {
    const agents = [
      { name: 'early', shifts: [{ from: 0, to: '1h' }] },
      { name: 'late', count: 20, shifts: [{ from: '5h', to: '8h' }] },
    ]
    const demand = { calls: { arrivals: { blocks: [{ from: 0, to: '50min', perHour: 100 }] } } }
    const parts = { agents, demand, patience: 'never' as const }
    const called = (length: string) =>
      run({ ...parts, callback: { chance: 1, afterWait: 0, window: { after: '2h', length } } }, 5).value
    const late = called('1h')
    const callbacks = late('callbacks')
    expect(callbacks).toBeGreaterThan(20)
    expect([late('callbacks.overdue'), late('callbacks.reached')]).toEqual([callbacks, callbacks])
    const inTime = called('5h')
    expect([inTime('callbacks.overdue'), inTime('callbacks')]).toEqual([0, callbacks])
  })

  it('in a window leave the time on the line in the books of the queue', () => {
    const window = { after: '3h', length: '1h' }
    const demand = { calls: { arrivals: { blocks: [{ from: 0, to: '2h', perHour: 100 }] } } }
    const { value, tally } = run(
      { demand, callback: { chance: 1, afterWait: '30s', window }, patience: 'never' },
      5,
    )
    expect(value('callbacks')).toBeGreaterThan(20)
    expect(tally.queueTime.sums[0]).toBe(value('meanWait.onLine'))
  })

  it('are made by agents who were asked, too, and by those who leave when they have made them', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { value } = run(
          {
            offers: { acceptAfter: { law: 'exponential', mean: '10s' } },
            callback: { chance: 0.8, afterWait: '20s', reached: 0.5, inVain: '30s' },
            agents: [
              { name: 'early', count: 3, shifts: [{ from: '0h', to: '1h' }] },
              { name: 'late', count: 3, shifts: [{ from: '50min', to: '5h' }] },
            ],
          },
          seed,
        )
        const [all, reached, failed] = ['callbacks', 'callbacks.reached', 'callbacks.failed'].map(value)
        expect(reached! + failed!).toBeLessThanOrEqual(all!)
        expect(value('offered')).toBe(value('answered') + value('abandoned') + value('unresolved'))
      }),
      times(4),
    )
  })
})

describe('calls after conversations', () => {
  const policy = { ...centre.policy!, followUp: { afterMs: 60 * MINUTE_MS, withinMs: 60 * MINUTE_MS } }
  // Nobody ever waits, so that nothing depends on anything else.
  const agents = [{ name: 'agent', count: 200 }]

  it('follow each one, take their time, and are no contacts of customers', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const plain = run({ agents }, seed)
        const followed = run({ agents, policy, followUp: { service: '2min' }, until: '3h' }, seed)
        expect(followed.value('followUps')).toBe(plain.value('answered'))
        expect(followed.value('followUps.reached')).toBe(plain.value('answered'))
        expect(followed.value('offered')).toBe(plain.value('offered'))
        expect(known(followed.tally.sums)).toEqual(known(plain.tally.sums))
        expect(followed.value('occupancy')).toBeGreaterThan(plain.value('occupancy'))
      }),
      times(3),
    )
  })

  it('hold no line until they are made', () => {
    const demand = { calls: { arrivals: { blocks: [{ from: 0, to: '50min', perHour: 100 }] } } }
    const refused = (followUp?: ScenarioSpec['followUp']): number =>
      run({ agents, policy, demand, lines: 4, ...(followUp && { followUp }) }, 1).value('refused')
    expect(refused()).toBeGreaterThan(10)
    expect(refused({ service: '2min' })).toBe(refused())
  })

  it('are made again in vain, and given up, as calls back are', () => {
    const { value } = run({ agents, policy, followUp: { service: '2min', reached: 0 } }, 1)
    expect(value('followUps')).toBeGreaterThan(0)
    expect(value('followUps.failed')).toBe(value('followUps'))
    expect(value('followUps.reached')).toBe(0)
    // One who was called back in vain is called after that, too: so the policy has it.
    const both = run(
      { policy, followUp: { service: '1min' }, callback: { chance: 1, afterWait: 0, reached: 0.5 } },
      1,
    )
    expect(both.value('followUps')).toBe(both.value('answered'))
  })

  it('are as long as their law says by issue and agent, and are left out where nobody states it', () => {
    const of = (followUp: ScenarioSpec['followUp']): number[] => {
      const { agentTime, value } = run({ agents, policy, ...(followUp === undefined ? {} : { followUp }) }, 2)
      return [value('followUps'), agentTime.sums[BUSY_MS]!]
    }
    const [none, busyMs] = of(undefined)
    expect(none).toBeNaN()
    const [calls, withCallsMs] = of({ service: [{ channel: 'phone', time: '1s' }, { time: '1h' }] })
    // Those that begin within the measured three hours.
    expect(withCallsMs! - busyMs!).toBeGreaterThan(0)
    expect(withCallsMs! - busyMs!).toBeLessThanOrEqual(calls! * 1_000)
  })
})
