import { describe, expect, it } from 'vitest'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import type { BotSpec } from '../../../src/sim/scenario-language/staff-spec.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { smallScenario } from '../small-scenario.js'

/** All measures of the total, by name. */
function run(bot: Partial<BotSpec> | null, parts: Partial<ScenarioSpec> = {}): Record<string, number> {
  const scenario = smallScenario({
    until: '200h',
    demand: { calls: { arrivals: { perHour: 17 } } },
    service: '3min',
    costs: { botContact: 2 },
    ...(bot === null ? {} : { bot: { on: true, containment: 0, ...bot } }),
    ...parts,
  })
  const { numerators, denominators } = measure(scenario, simulate(scenario, 1, 0))
  return Object.fromEntries(
    MEASURES.map(({ name }, column) => [name, numerators[column]! / denominators[column]!]),
  )
}

/** How many of the offered have the property of a share. */
const waiting = (told: Record<string, number>): number => Math.round(told['waited']! * told['offered']!)

const aboutTheBot = ['botContacts', 'handedOver', 'cost.bot', 'cost', 'costPerContact']

describe('a bot that hands over', () => {
  it('takes up everybody who waits, and saves the agents what it has asked', () => {
    const told = run({ handOver: { after: 0, saves: 0.25 } })
    expect(waiting(told)).toBeGreaterThan(1_000)
    expect(told['botContacts']).toBe(waiting(told))
    expect(told['handedOver']).toBe(waiting(told))
    expect(told['cost.bot']).toBe(2 * waiting(told))
    const talkMs = 180_000 * (told['answered']! - waiting(told) / 4)
    expect(told['talkTime']! * told['answered']!).toBeCloseTo(talkMs, 3)
  })

  it('saves nothing where an agent is faster', () => {
    const told = run({ handOver: { after: '24h', saves: 0.25 } }, { until: '20h' })
    expect(told['botContacts']).toBe(waiting(told))
    expect(told['handedOver']).toBe(0)
    expect(told['talkTime']).toBe(180_000)
  })

  it('that saves nothing changes nothing for anybody', () => {
    const patient: Partial<ScenarioSpec> = {
      patience: { law: 'exponential', mean: '8min' },
      redial: { chance: 0.5, after: '10min' },
    }
    const containment = 0.3
    const without = run({ containment }, patient)
    const told = run({ containment, handOver: { after: { law: 'exponential', mean: '1min' } } }, patient)
    expect(told['handedOver']).toBeGreaterThan(100)
    expect(told['botContacts']).toBeGreaterThan(without['botContacts']!)
    for (const { name } of MEASURES) {
      if (!aboutTheBot.includes(name)) expect(told[name], name).toBe(without[name])
    }
  })

  it('hands over the share that it cannot solve', () => {
    const told = run({ containment: 0.4, delay: 0, handOver: { after: 0 } })
    const share = told['handedOver']! / told['botContacts']!
    expect(told['contained']! + told['handedOver']!).toBe(told['botContacts'])
    expect(Math.abs(share - 0.6)).toBeLessThan(4 * Math.sqrt(0.24 / told['botContacts']!))
  })

  it('loses customers who do not stay until it is through, and is paid all the same', () => {
    const told = run({ handOver: { after: '2min' } }, { patience: '1min' })
    expect(told['abandoned']).toBeGreaterThan(100)
    expect(told['handedOver']).toBe(0)
    expect(told['botContacts']).toBe(waiting(told))
  })
})

describe('a bot that does not hand over', () => {
  it('solves of each issue the share that is stated, and of others nothing', () => {
    const issues = { repair: {}, constructor: {}, other: {} }
    const told = (issue: string, containment: BotSpec['containment']): Record<string, number> =>
      run(
        { containment, delay: 0 },
        {
          policy: { channels: { phone: { exclusive: true } }, skills: [], queues: { calls: {} }, issues },
          demand: { calls: { arrivals: { perHour: 17 }, issue } },
        },
      )
    const solved = ['repair', 'constructor', 'other'].map((issue) => {
      const { contained, ...rest } = told(issue, { repair: 1, other: 0.5 })
      return contained! / waiting(rest)
    })
    expect(solved[0]).toBe(1)
    expect(solved[1]).toBe(0)
    expect(solved[2]).toBeCloseTo(0.5, 1)
    const all = told('constructor', 1)
    expect(all['contained']).toBe(waiting(all))
  })

  it('takes up what it solves in time, and nothing else', () => {
    const told = run({ containment: 1, delay: '1min' }, { patience: '1min' })
    expect(told['botContacts']).toBe(0)
    const patient = run({ containment: 0.5, delay: 0 })
    expect(patient['botContacts']).toBe(patient['contained'])
    expect(patient['contained']).toBeGreaterThan(100)
  })
})
