/** What is unwise: told where it is so, and nothing where it is not. */
import { describe, expect, it } from 'vitest'
import { adviceOn } from '../../../src/sim/scenario-checks/advice.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'

const centre = {
  name: 'a small centre',
  from: '08:00',
  until: '18:00',
  interval: '1h',
  policy: {
    channels: { phone: { exclusive: true }, chat: { units: 1 } },
    capacityUnits: 2,
    skills: ['sales', 'repair'],
    queues: { sales: { requires: { sales: 1 } }, repair: { requires: { repair: 2 } } },
  },
  demand: {
    sales: { arrivals: { perHour: 30 }, channel: 'phone' },
    repair: { arrivals: { perHour: 10 }, channel: 'phone' },
  },
  patience: { law: 'exponential', mean: '3min' },
  service: { law: 'exponential', mean: '4min' },
  agents: [
    { name: 'ana', skills: { sales: 1, repair: 3 } },
    { name: 'seller', count: 3, skills: { sales: 2 } },
  ],
}

function told(changes: object): string[] {
  return adviceOn(parseScenario({ ...centre, ...changes })).map(
    ({ about, message, hint, isGrave }) => `${isGrave ? '! ' : ''}${about}: ${message} (${hint})`,
  )
}

describe('advice', () => {
  it('is not given where nothing is wrong', () => {
    expect(told({})).toEqual([])
  })

  it('names a skill that nobody has, and agents whom nobody needs', () => {
    const policy = { ...centre.policy, skills: ['sales', 'repair', 'polish'] }
    expect(told({ policy })).toEqual([
      'policy.skills.polish: nobody has this skill (give it to agents, or leave it out)',
    ])
    const { sales } = centre.demand
    expect(
      told({ demand: { sales }, agents: [centre.agents[1], { name: 'bo', skills: { repair: 9 } }] }),
    ).toEqual([
      'agents.bo: may serve none of the contacts that come (see queues, channels, skills and region)',
    ])
  })

  it('tells which of the contacts are lost', () => {
    const channels = ['phone']
    const mixed = { ...centre.demand, sales: { ...centre.demand.sales, channel: { phone: 3, chat: 1 } } }
    const agents = centre.agents.map((agent) => ({ ...agent, channels }))
    expect(told({ demand: mixed, agents })).toEqual([
      '! demand.sales: 25.0 % of the contacts can be served by nobody (as chat, nobody serves the channel)',
    ])
  })

  it('knows that a queue gives way with time', () => {
    const relaxed = { ...centre.policy.queues.repair, relax: [{ afterMs: 60_000, drop: ['repair'] }] }
    const policy = { ...centre.policy, queues: { ...centre.policy.queues, repair: relaxed } }
    expect(told({ policy, agents: [{ name: 'seller', count: 4, skills: { sales: 2, repair: 1 } }] })).toEqual(
      [],
    )
  })

  it('tells of hours in which contacts come and nobody is there', () => {
    const [ana, seller] = centre.agents as [object, object]
    const shifts = [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]
    expect(told({ agents: [{ ...ana, shifts }, seller] })[0]).toBe(
      '! demand.repair: contacts come from 12:00 until 13:00, when nobody who may serve them is at work (one of 2 such times) (compare the shifts with the demand)',
    )
    const staffing = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0]
    expect(told({ agents: [{ ...ana, staffing }, seller] })[0]).toContain(
      'from 17:00 until 18:00, when nobody',
    )
    const blocks = [{ from: '08:00', to: '12:00', perHour: 10 }]
    const demand = { ...centre.demand, repair: { arrivals: { blocks }, channel: 'phone' } }
    expect(told({ demand, agents: [{ ...ana, shifts: shifts.slice(0, 1) }, seller] })).toEqual([])
  })

  it('tells of more work than agents, of all or of one queue, and counts what a bot takes off', () => {
    expect(told({ scale: 2 })).toEqual([
      "agents: in 10 of 10 intervals more work comes than can be done: most from 08:00 5.3 agents' work for 4.0 at work (customers will hang up)",
    ])
    expect(told({ scale: 2, bot: { on: true, containment: 0.5 } })).toEqual([])
    expect(told({ scale: 2, patience: 'never', interval: undefined })[0]).toBe(
      "agents: more work comes than can be done: 5.3 agents' work for 4.0 at work (nobody hangs up, so the line only grows)",
    )
    const demand = { ...centre.demand, repair: { arrivals: { perHour: 20 }, channel: 'phone' } }
    expect(told({ demand })[0]).toMatch(
      /^demand\.repair: in 10 of 10 intervals .* 1\.3 agents' work for 1\.0/,
    )
  })

  it('tells of customers less patient than an offer is long', () => {
    const late = { law: 'exponential', mean: '4min' }
    expect(told({ offers: { acceptAfter: late } })).toHaveLength(3)
    expect(told({ offers: { acceptAfter: late } })[0]).toBe(
      'offers.acceptAfter: agents take 240.0 s on average to accept an offer, which expires after 20.0 s (see policy.offer.ringMs)',
    )
    expect(told({ offers: { acceptAfter: late } })[1]).toContain('180.0 s on average, less than the 240.0 s')
    expect(told({ offers: { acceptAfter: '5s' } })).toEqual([])
  })

  it('tells of very long runs', () => {
    expect(told({ scale: 0 })).toEqual(['! demand: nobody calls (all rates are 0; see also scale)'])
    expect(told({ scale: 1e6 }).at(-1)).toMatch(/^! demand: a run has about 400 million contacts/)
  })
})

describe('advice on several days', () => {
  it('tells of the day on which more work comes than on the first', () => {
    const shifts = [{ from: '08:00', to: '18:00' }]
    const agents = centre.agents.map((each) => ({ ...each, shifts }))
    const days = { days: 7, firstDay: 'monday', weekdays: { saturday: 2 }, agents }
    expect(told({ ...days, weekdays: {} })).toEqual([])
    expect(told(days)).toEqual([
      "agents: in 10 of 24 intervals more work comes than can be done: most from 08:00 on day 6 5.3 agents' work for 4.0 at work (customers will hang up)",
    ])
  })
})
