/** What can never come to an end is refused before anything is run, and nothing else is. */
import { describe, expect, it } from 'vitest'
import { ConfigError, faultText } from '../../../src/base/fault.js'
import { checkScenario, parseScenario } from '../../../src/sim/scenario/scenario.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import * as count from '../../../src/sim/measures/tally.js'

const centre = {
  name: 'a small centre',
  from: '08:00',
  until: '18:00',
  policy: {
    channels: { phone: { exclusive: true } },
    skills: ['sales', 'repair'],
    queues: { sales: { requires: { sales: 1 } }, repair: { requires: { repair: 2 } } },
  },
  demand: { sales: { arrivals: { perHour: 30 } }, repair: { arrivals: { perHour: 10 } } },
  service: '4min',
  agents: [
    { name: 'ana', skills: { sales: 1, repair: 3 } },
    { name: 'seller', count: 3, skills: { sales: 2 } },
  ],
}

function told(changes: object): string[] {
  return checkScenario({ ...centre, ...changes }).map(faultText)
}

function queues(changes: object): object {
  return { policy: { ...centre.policy, queues: { ...centre.policy.queues, ...changes } } }
}

const [ana, seller] = centre.agents as [object, object]
const nobody = 'nobody could ever serve these contacts'

describe('dead ends', () => {
  it('are none where somebody stays until all is done', () => {
    expect(told({})).toEqual([])
    expect(told({ agents: [{ ...ana, staffing: [1, 2], count: 2 }, seller], interval: '5h' })).toEqual([])
  })

  it('are queues with demand that no agent may serve', () => {
    expect(told({ agents: [seller] })).toEqual([`demand.repair: ${nobody} (seller: needs repair 2 (has 0))`])
    expect(told({ agents: [seller, { name: 'bo', queues: ['sales'], skills: { repair: 9 } }] })).toEqual([
      `demand.repair: ${nobody} (seller: needs repair 2 (has 0); bo: does not serve the queue)`,
    ])
    const relax = [{ afterMs: 60_000, drop: ['repair'] }]
    expect(told({ agents: [seller], ...queues({ repair: { requires: { repair: 2 }, relax } }) })).toEqual([])
    expect(told(queues({ repair: { pullOnly: true } }))).toEqual([
      `demand.repair: ${nobody}: the queue is pull-only, and simulated agents pull nothing (leave out \`pullOnly\` to simulate it)`,
    ])
    const { channels, skills } = { channels: { phone: { units: 5 } }, skills: centre.policy.skills }
    const policy = { ...centre.policy, channels, skills }
    const agents = centre.agents.map((each) => ({ ...each, capacityUnits: 1 }))
    expect(told({ policy, agents, demand: { sales: centre.demand.sales } })).toEqual([
      `demand.sales: ${nobody} (ana: has too little capacity for the channel; seller: has too little capacity for the channel)`,
    ])
  })

  it('are queues whose agents never come', () => {
    for (const hours of [
      { absence: { sickLeave: 1 } },
      { absence: { noShow: 1 } },
      { shifts: [] },
      { staffing: [0], interval: '10h' },
    ]) {
      const { interval, ...own } = { interval: undefined, ...hours }
      expect(told({ agents: [{ ...ana, ...own }, seller], interval })[0]).toContain(
        `demand.repair: ${nobody}`,
      )
    }
    expect(told({ agents: [{ ...ana, count: 0 }, seller] })).toEqual([
      `demand.repair: ${nobody} (ana: never comes to work; seller: needs repair 2 (has 0))`,
    ])
    expect(told({ absence: { sickLeave: 1 } })).toEqual([
      `demand.sales: ${nobody} (ana: never comes to work; seller: never comes to work)`,
      `demand.repair: ${nobody} (ana: never comes to work; seller: never comes to work)`,
    ])
  })

  it('are customers who wait for ever when everybody has gone', () => {
    const shifts = [{ from: '08:00', to: '17:00' }]
    const agents = [{ ...ana, shifts }, seller]
    const text =
      'demand.repair: can never finish: contacts come until 18:00 and wait for ever, but the last agent who may serve them goes at 17:00'
    expect(told({ agents })[0]).toContain(text)
    expect(told({ agents, patience: '5min' })).toEqual([])
    expect(told({ agents, patience: [{ tier: 'core', time: 'never' }, { time: '5min' }] })).toEqual([])
    const mixed = { ...centre.demand.repair, tier: { core: 1, regular: 9 } }
    const rules = [{ tier: 'core', time: 'never' }, { time: '5min' }]
    expect(told({ agents, demand: { ...centre.demand, repair: mixed }, patience: rules })[0]).toContain(text)
    const blocks = [
      { from: '08:00', to: '17:00', perHour: 10 },
      { from: '17:00', to: '18:00', perHour: 0 },
    ]
    expect(told({ agents, demand: { ...centre.demand, repair: { arrivals: { blocks } } } })).toEqual([])
    const staffing = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0]
    expect(told({ agents: [{ ...ana, staffing }, seller], interval: '1h' })[0]).toContain(text)

    const late = [
      { ...ana, shifts },
      { ...seller, shifts: [{ from: '08:00', to: '18:00' }] },
    ]
    expect(told({ agents: late, days: 2 })[0]).toContain('until 18:00 on day 2 and wait for ever')
  })

  it('really leave customers behind, whom patience or a longer shift does not', () => {
    const left = (changes: object): number => {
      const { sums } = simulate(parseScenario({ ...centre, ...changes }), 1, 0).tally
      return sums[count.OFFERED]! - sums[count.ANSWERED]! - sums[count.ABANDONED]!
    }
    const demand = { repair: { arrivals: { perHour: 10 } } }
    const policy = { ...centre.policy, queues: { repair: { requires: { repair: 2 } } } }
    const shifts = [{ from: '08:00', to: '17:00' }]
    const short = { policy, demand, agents: [{ ...ana, shifts }] }
    expect(() => left(short)).toThrow(ConfigError)
    expect(left({ ...short, patience: '10min' })).toBe(0)
    expect(left({ ...short, agents: [ana] })).toBe(0)
  })

  it('are offers that always expire first', () => {
    expect(told({ offers: { acceptAfter: '20s' } })).toEqual([
      'offers.acceptAfter: no offer is ever accepted: an offer expires after 20 s (accept earlier, or raise `policy.offer.ringMs`)',
    ])
    expect(told({ offers: { acceptAfter: '19s' } })).toEqual([])
    expect(told({ offers: { acceptAfter: { law: 'exponential', mean: '1h' } } })).toEqual([])
    expect(told({ offers: { acceptAfter: { law: 'uniform', from: '30s', to: '40s' } } })).toHaveLength(1)
    expect(told({ offers: { acceptAfter: 'never' } })).toHaveLength(1)
  })
})
