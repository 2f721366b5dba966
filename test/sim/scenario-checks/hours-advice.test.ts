/** What is told of opening hours that are hardly meant, and nothing where they are. */
import { describe, expect, it } from 'vitest'
import { adviceOn } from '../../../src/sim/scenario-checks/advice.js'
import { hoursAdvice } from '../../../src/sim/scenario-checks/hours-advice.js'
import { parseScenario } from '../../../src/sim/scenario/scenario.js'

const centre = {
  name: 'a shop',
  firstDay: '2026-11-23',
  days: 7,
  from: '00:00',
  until: '24:00',
  interval: '1h',
  policy: {
    channels: { phone: { exclusive: true } },
    skills: [],
    queues: { calls: { hours: 'shop', closed: 'refuse' }, desk: { hours: 'depot' } },
    calendars: {
      shop: { zone: 'Europe/Berlin', weekly: { 'mon-sun': ['09:00-17:00'] } },
      depot: { zone: 'Europe/Berlin', weekly: { 'mon-sun': ['10:00-14:00'] } },
    },
  },
  demand: {
    calls: { arrivals: { blocks: [{ from: '09:00', to: '17:00', perHour: 12 }] } },
    desk: { arrivals: { blocks: [{ from: '10:00', to: '14:00', perHour: 12 }] } },
  },
  patience: '3min',
  service: '5min',
  agents: [
    { name: 'seller', count: 3, queues: ['calls'], shifts: [{ from: '09:00', to: '17:00' }] },
    { name: 'clerk', count: 2, queues: ['desk'], shifts: [{ from: '10:00', to: '14:10' }] },
  ],
}

function told(changes: object): string[] {
  return adviceOn(parseScenario({ ...centre, ...changes })).map(
    ({ about, message, hint, isGrave }) => `${isGrave ? '! ' : ''}${about}: ${message} (${hint})`,
  )
}

describe('advice on opening hours', () => {
  it('is not given where they fit demand and shifts, or where there are none', () => {
    expect(told({})).toEqual([])
    const { policy: _policy, demand, ...rest } = centre
    const policy = { ...centre.policy, calendars: {}, queues: { calls: {}, desk: {} } }
    expect(hoursAdvice(parseScenario({ ...rest, demand, policy }), [])).toEqual([])
  })

  it('says how many come to a closed queue, and what becomes of them', () => {
    const demand = {
      calls: { arrivals: { blocks: [{ from: '07:00', to: '17:00', perHour: 12 }] } },
      desk: { arrivals: { perHour: 1 } },
    }
    expect(told({ demand })).toEqual([
      'demand.calls: 20 % of the contacts, 24.0 a day, come while the queue is closed, and are turned away (compare arrivals with the hours of the queue)',
      '! demand.desk: 83 % of the contacts, 20.0 a day, come while the queue is closed, and wait until it opens, or give up; the formulas do not count them (compare arrivals with the hours of the queue)',
    ])
  })

  it('names calendars that never open, and holidays of a weekday', () => {
    const { depot } = centre.policy.calendars
    const calendars = {
      shop: { zone: 'Europe/Berlin', weekly: {}, exceptions: { '2026-12-01': ['09:00-17:00'] } },
      depot: { ...depot, exceptions: { '2026-11-24': [] } },
    }
    const policy = { ...centre.policy, calendars }
    const [never] = told({ policy })
    expect(never).toBe(
      '! policy.calendars.shop: is closed from the beginning to the end of the scenario (see firstDay, timeZone and the hours by date)',
    )
    const dated = { ...calendars, shop: centre.policy.calendars.shop }
    expect(told({ firstDay: 'monday', policy: { ...policy, calendars: dated } })).toEqual([
      'policy.calendars.depot: its hours by date do not count, for the first day is a weekday (state a date as firstDay)',
    ])
  })

  it('tells of agents at work while all that they serve is closed', () => {
    const [seller, clerk] = centre.agents
    const agents = [{ ...seller, shifts: [{ from: '07:00', to: '17:00' }] }, clerk]
    expect(told({ agents })).toEqual([
      'agents.seller: 20 % of their time at work, 6.0 hours a day in all, every queue that they serve is closed (compare shifts with the hours of the queues)',
    ])
    // Both queues are open together from nine to five.
    const both = { ...clerk, queues: ['calls', 'desk'], shifts: [{ from: '09:00', to: '17:00' }] }
    expect(told({ agents: [seller, both] })).toEqual([])
    const staffing = [
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      2,
      2,
      ...Array.from({ length: 8 }, () => 3),
      ...Array.from({ length: 7 }, () => 0),
    ]
    expect(told({ agents: [{ name: 'seller', count: 3, queues: ['calls'], staffing }, clerk] })).toEqual([
      'agents.seller: 14 % of their time at work, 4.0 hours a day in all, every queue that they serve is closed (compare shifts with the hours of the queues)',
    ])
  })

  it('does not call hours unattended or overloaded in which the queue turns everybody away', () => {
    const demand = { ...centre.demand, calls: { arrivals: { perHour: 30 } } }
    const messages = told({ demand })
    expect(
      messages.filter((text) => text.includes('nobody who may serve') || text.includes('more work')),
    ).toEqual([])
    expect(messages).toHaveLength(1)
  })
})
