import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agentCost } from '../../../src/sim/measures/costs.js'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import { type MeasureTable, measure } from '../../../src/sim/measures/measures.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { smallScenario } from '../small-scenario.js'
import { times } from '../../times.js'

function run(parts: Partial<ScenarioSpec>): MeasureTable {
  const scenario = smallScenario(parts)
  return measure(scenario, simulate(scenario, 1, 0))
}

/** Value of a measure in a row; NaN without a value. */
function told({ rows, numerators, denominators }: MeasureTable, name: string, row = 'total'): number {
  const place =
    rows.findIndex((each) => each.name === row) * MEASURES.length +
    MEASURES.findIndex((each) => each.name === name)
  return numerators[place]! / denominators[place]!
}

const day: Partial<ScenarioSpec> = {
  until: '8h',
  interval: '1h',
  demand: { calls: { arrivals: { perHour: 60 } } },
  patience: { law: 'exponential', mean: '1min' },
  service: { law: 'exponential', mean: '5min' },
  bot: { on: true, containment: 0.3, delay: '1s' },
  redial: { chance: 0.5, after: '10min' },
  agents: [
    { name: 'gold', count: 2, costPerHour: 40, shifts: [{ from: 0, to: '6h' }] },
    { name: 'silver', count: 2, shifts: [{ from: '2h', to: '8h' }] },
  ],
}

describe('costs', () => {
  it('are prices times what was counted', () => {
    fc.assert(
      fc.property(
        fc.record({
          agentHour: fc.integer({ min: 0, max: 100 }),
          overtimeFactor: fc.constantFrom(0, 1, 1.5, 2),
          botContact: fc.integer({ min: 0, max: 9 }),
          lostCustomer: fc.integer({ min: 0, max: 99 }),
        }),
        (costs) => {
          const priced = run({ ...day, costs })
          // All overtime of this day is after shifts, for nobody has a break.
          const wages = (group: string, price: number): number =>
            price *
            (told(priced, 'paidHours', group) + costs.overtimeFactor * told(priced, 'overtimeHours', group))
          expect(told(priced, 'overtimeHours')).toBeGreaterThan(0)
          expect(told(priced, 'paidHours')).toBe(24)
          const agents = wages('gold', 40) + wages('silver', costs.agentHour)
          expect(told(priced, 'cost.agents')).toBeCloseTo(agents, 6)
          expect(told(priced, 'cost.agents', 'gold')).toBeCloseTo(wages('gold', 40), 6)
          const lost = told(priced, 'abandoned')
          const redials = told(priced, 'redials') * told(priced, 'offered')
          expect(told(priced, 'lost')).toBeCloseTo(lost - redials, 6)
          expect(redials).toBeGreaterThan(0)
          expect(told(priced, 'cost.lost')).toBeCloseTo(costs.lostCustomer * (lost - redials), 6)
          // An agent may be faster than the bot, so it takes up at least what it solves.
          const bot = told(priced, 'cost.bot')
          expect(bot).toBeGreaterThanOrEqual(costs.botContact * told(priced, 'contained'))
          const total = agents + bot + told(priced, 'cost.lost')
          expect(told(priced, 'cost')).toBeCloseTo(total, 6)
          const served = told(priced, 'answered') + told(priced, 'contained')
          expect(told(priced, 'costPerContact')).toBeCloseTo((agents + bot) / served, 6)
        },
      ),
      times(20),
    )
  })

  it('change nothing but themselves, and have no value where none are stated', () => {
    const plain = { ...day, agents: [{ name: 'gold', count: 3 }] }
    const without = run(plain)
    const priced = run({ ...plain, costs: { agentHour: 10, botContact: 1, lostCustomer: 5 } })
    MEASURES.forEach(({ name, unit }) => {
      if (unit === 'money') expect(told(without, name), name).toBeNaN()
      else expect(told(priced, name), name).toBe(told(without, name))
    })
  })

  it('of a customer arise for those refused, too, and overtime costs as much as other time unless it is said', () => {
    const { redial: _, ...once } = day
    const agents = [{ name: 'gold', shifts: [{ from: 0, to: '7h' }] }]
    const priced = run({ ...once, lines: 4, agents, costs: { agentHour: 10, lostCustomer: 1 } })
    expect(told(priced, 'refused')).toBeGreaterThan(5)
    expect(told(priced, 'lost')).toBe(told(priced, 'abandoned') + told(priced, 'refused'))
    expect(told(priced, 'cost.lost')).toBe(told(priced, 'lost'))
    expect(told(priced, 'overtimeHours')).toBeGreaterThan(0)
    const hours = told(priced, 'paidHours') + told(priced, 'overtimeHours')
    expect(told(priced, 'cost.agents')).toBeCloseTo(10 * hours, 9)
  })

  it('are spread over intervals without rest', () => {
    const priced = run({ ...day, costs: { agentHour: 20 } })
    const hours = Array.from({ length: 8 }, (_, hour) => told(priced, 'cost.agents', `0${hour}:00`))
    expect(hours.reduce((sum, each) => sum + each, 0)).toBeCloseTo(told(priced, 'cost.agents'), 6)
    // Nobody works beyond hours before a shift has ended.
    expect(hours[0]).toBe(80)
    expect(hours[3]).toBe(120)
  })

  it('of one agent are those of all shifts', () => {
    const scenario = smallScenario({ ...day, costs: { agentHour: 10 } })
    expect(scenario.groups.map((group) => agentCost(scenario, group))).toEqual([240, 60])
    const endless = smallScenario({ until: '3h', agents: [{ name: 'anna', costPerHour: 7 }] })
    expect(agentCost(endless, endless.groups[0]!)).toBe(21)
    const free = smallScenario()
    expect(agentCost(free, free.groups[0]!)).toBeNull()
  })
})
