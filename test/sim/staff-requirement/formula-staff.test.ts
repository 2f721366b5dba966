/** Formulas for a scenario: the traffic is the scenario's, the numbers are the formulas' own. */
import { describe, expect, it } from 'vitest'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import {
  formulaNeeds,
  formulaPlan,
  formulaPlanByInterval,
} from '../../../src/sim/staff-requirement/formula-staff.js'
import { erlangARequirement, erlangCRequirement } from '../../../src/staffing/index.js'
import { smallScenario } from '../small-scenario.js'

const base: Partial<ScenarioSpec> = {
  until: '2h',
  interval: '30min',
  scale: 2,
  policy: {
    channels: { phone: { exclusive: true }, chat: {} },
    skills: ['fast'],
    queues: { calls: { channels: ['phone'] }, chats: { channels: ['chat'], wrapUpMs: 30_000 } },
    capacityUnits: 3,
  },
  demand: {
    calls: { arrivals: { perInterval: [10, 20, 40, 0] } },
    chats: {
      arrivals: { blocks: [{ from: '00:15', to: '01:00', perHour: 30 }] },
      patience: { law: 'exponential', mean: '2min' },
    },
  },
  service: [{ agentLevel: { fast: 5 }, time: { law: 'exponential', mean: '2min' } }, { time: '4min' }],
  agents: [
    { name: 'quick', count: 1, skills: { fast: 5 } },
    { name: 'slow', count: 3, queues: ['calls'] },
  ],
}

describe('needs by formula over several days', () => {
  it('take the mean of the same hours of the days that have contacts, the hours after midnight too', () => {
    const shifts = [{ from: '20:00', to: '30:00' }]
    const nights = smallScenario({
      from: '20:00',
      until: '30:00',
      interval: '1h',
      days: 7,
      firstDay: 'monday',
      weekdays: { saturday: 2, sunday: 0 },
      demand: { calls: { arrivals: { perHour: 12 } } },
      agents: [{ name: 'a', count: 3, shifts }],
    })
    const rates = new Map(formulaNeeds(nights, 0).map(({ from, arrivalsPerHour }) => [from, arrivalsPerHour]))
    expect(rates.get('21:00')).toBe(14)
    expect(rates.get('03:00')).toBe(14)
    expect(rates.get('12:00')).toBe(0)
  })
})

describe('needs by formula of a queue with hours', () => {
  it('are for those who come in its hours', () => {
    const { policy } = base
    const calendars = { shop: { zone: 'UTC', weekly: { 'mon-sun': ['00:45-01:30'] } } }
    const queues = { calls: { hours: 'shop', closed: 'refuse' }, chats: {} } as const
    const some = smallScenario({
      ...base,
      firstDay: 'monday',
      policy: { ...policy!, queues, calendars },
      demand: { calls: { arrivals: { perHour: 12 }, channel: 'phone' } },
    })
    const rates = formulaNeeds(some, 0).map(({ from, arrivalsPerHour }) => [from, arrivalsPerHour])
    expect(rates).toEqual([
      ['00:00', 0],
      ['00:30', 24],
      ['01:00', 24],
      ['01:30', 0],
    ])
  })

  it('know every service level of the measures, that of the hours as one with all who come in them', () => {
    const levels = MEASURES.map(({ name }) => name).filter((name) => name.startsWith('serviceLevel.'))
    expect(levels).toContain('serviceLevel.open')
    const needsFor = (measure: string) =>
      formulaNeeds(
        smallScenario({
          ...base,
          firstDay: 'monday',
          policy: {
            ...base.policy!,
            queues: { calls: { hours: 'shop' } },
            calendars: { shop: { zone: 'UTC', weekly: { 'mon-sun': ['00:00-24:00'] } } },
          },
          demand: { calls: { arrivals: { perHour: 60 }, channel: 'phone' } },
          patience: { law: 'exponential', mean: '2min' },
          thresholds: [`${measure} >= 70%`],
        }),
        0,
      )
    for (const measure of levels) {
      const [need] = needsFor(measure)
      expect(need).toMatchObject({ isAssumed: false })
      expect(need!.requirement.proof.map(({ target, limit }) => [target, limit])).toEqual([
        ['serviceLevel', 0.7],
      ])
    }
    expect(needsFor('serviceLevel.open')).toEqual(needsFor('serviceLevel.withAbandons'))
  })
})

describe('needs by formula', () => {
  const needs = formulaNeeds(smallScenario(base), 0.25)

  it('take the rate of each interval and the mean over those who may serve', () => {
    expect(needs.map(({ queue, from, arrivalsPerHour }) => [queue, from, arrivalsPerHour])).toEqual([
      ['calls', '00:00', 40],
      ['calls', '00:30', 80],
      ['calls', '01:00', 160],
      ['calls', '01:30', 0],
      ['chats', '00:00', 30],
      ['chats', '00:30', 60],
      ['chats', '01:00', 0],
      ['chats', '01:30', 0],
    ])
    expect(needs[0]).toMatchObject({ meanServiceMs: 210_000, meanPatienceMs: Infinity, places: 1 })
    expect(needs[4]).toMatchObject({ meanServiceMs: 150_000, meanPatienceMs: 120_000, places: 3 })
  })

  it('count one contact at a time as one, however the shares of the channels add up', () => {
    const channel = { phone: 2, chat: 1 }
    const mixed = smallScenario({
      ...base,
      policy: { channels: { phone: {}, chat: {} }, skills: ['fast'], queues: { calls: {} } },
      demand: { calls: { arrivals: { perHour: 10 }, channel, tier: { core: 1, regular: 3 } } },
      agents: [
        { name: 'quick', count: 3 },
        { name: 'slow', count: 2 },
      ],
    })
    for (const { places } of formulaNeeds(mixed, 0)) expect(places).toBe(1)
  })

  it('are those of Erlang C and A, grossed up and divided by places', () => {
    const targets = { serviceLevel: { atLeast: 0.8, withinMs: 20_000 }, shrinkage: 0.25 }
    const calls = erlangCRequirement({ arrivalsPerHour: 160, meanServiceMs: 210_000 }, targets)
    expect(needs[2]!.requirement).toEqual(calls)
    expect(needs[2]).toMatchObject({ agents: calls.agents, scheduledAgents: Math.ceil(calls.agents / 0.75) })
    const chats = erlangARequirement(
      { arrivalsPerHour: 60, meanServiceMs: 150_000, meanPatienceMs: 120_000 },
      targets,
    )
    expect(needs[5]!.requirement).toEqual(chats)
    expect(needs[5]!.agents).toBe(Math.ceil(chats.agents / 3))
    expect(needs[7]).toMatchObject({ agents: 0, scheduledAgents: 0 })
  })

  it('ask what the thresholds ask, of the total and of the queue', () => {
    const thresholds = [
      'serviceLevel.answeredOnly >= 90%',
      'queue chats: abandonment <= 2%',
      'occupancy < 85%',
      'queue calls: asa < 10s',
      'wait.p95 < 3min',
    ]
    const asked = formulaNeeds(smallScenario({ ...base, thresholds }), 0)
    expect(asked.some(({ isAssumed }) => isAssumed)).toBe(false)
    const unknown = formulaNeeds(smallScenario({ ...base, thresholds: ['queue calls: wait.p95 < 3min'] }), 0)
    expect(unknown.every(({ isAssumed }) => isAssumed)).toBe(true)
    const targetsOf = (index: number) =>
      asked[index]!.requirement.proof.map(({ target, limit }) => [target, limit])
    expect(targetsOf(2)).toEqual([
      ['occupancy', 0.85],
      ['serviceLevel', 0.9],
      ['asaMs', 10_000],
    ])
    expect(targetsOf(5)).toEqual([
      ['occupancy', 0.85],
      ['serviceLevel', 0.9],
      ['pAbandon', 0.02],
    ])
  })

  it('keep every definition of the service level that is asked for, not the highest number alone', () => {
    const patience = { law: 'exponential', mean: '2min' } as const
    const asked = (...thresholds: string[]): number[] =>
      formulaNeeds(smallScenario({ ...base, patience, thresholds }), 0).map(
        ({ requirement }) => requirement.agents,
      )
    const lenient = asked('serviceLevel.notWaitingLonger >= 83%')
    const strict = asked('serviceLevel.withAbandons >= 82%')
    const both = asked('serviceLevel.notWaitingLonger >= 83%', 'serviceLevel.withAbandons >= 82%')
    expect(both).toEqual(lenient.map((agents, i) => Math.max(agents, strict[i]!)))
    expect(both).not.toEqual(lenient)
    const thresholds = ['serviceLevel.notWaitingLonger >= 83%', 'serviceLevel.withAbandons >= 82%']
    const needed = formulaNeeds(smallScenario({ ...base, patience, thresholds }), 0)
    expect(needed.map(({ definition }) => definition)).toEqual(
      lenient.map((agents, i) => (strict[i]! > agents ? 'withAbandons' : 'notWaitingLonger')),
    )
    expect(needs.map(({ definition }) => definition)).toContain('withAbandons')
    expect(asked('serviceLevel.withAbandons >= 82%', 'serviceLevel.notWaitingLonger >= 83%')).toEqual(both)
    expect(
      asked('serviceLevel.withAbandons >= 60%', 'queue calls: serviceLevel.withAbandons >= 82%')[2],
    ).toBe(strict[2])
  })

  it('are assumed where nobody hangs up and only that is limited', () => {
    const needed = formulaNeeds(smallScenario({ ...base, thresholds: ['queue calls: abandonment < 5%'] }), 0)
    expect(needed[2]).toEqual(formulaNeeds(smallScenario(base), 0)[2])
  })

  it('become a first plan: each group its part, in the busiest interval', () => {
    const scenario = smallScenario(base)
    const plain = formulaNeeds(scenario, 0)
    const [quick, slow] = formulaPlan(scenario, plain, ['quick', 'slow'])
    const most = plain[2]!.requirement.agents
    expect(slow).toBe(Math.ceil((most * 3) / 4))
    expect(quick).toBeGreaterThanOrEqual(Math.ceil(most / 4))
  })

  it('become one for each interval, the busiest of which is the plan for all', () => {
    const scenario = smallScenario(base)
    const plain = formulaNeeds(scenario, 0)
    const starts = ['00:00', '00:30', '01:00', '01:30']
    const byInterval = formulaPlanByInterval(scenario, plain, ['quick', 'slow'], starts)
    expect(byInterval).toHaveLength(8)
    expect(byInterval[7]).toBe(0)
    expect(byInterval[4]).toBe(Math.ceil((plain[0]!.requirement.agents * 3) / 4))
    expect([byInterval.slice(0, 4), byInterval.slice(4)].map((each) => Math.max(...each))).toEqual(
      formulaPlan(scenario, plain, ['quick', 'slow']),
    )
  })
})
