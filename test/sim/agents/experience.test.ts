import { describe, expect, it } from 'vitest'
import { Experience } from '../../../src/sim/agents/experience.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { smallScenario } from '../small-scenario.js'

describe('experience', () => {
  const { groups } = smallScenario({
    agents: [{ name: 'new', count: 2, learning: { first: 3, half: 10 } }, { name: 'old' }],
  })

  it('takes the excess away by halves, for each agent', () => {
    const experience = Experience.of(groups, 3)!
    const factors = Array.from({ length: 21 }, () => experience.next(0, 0))
    expect(factors[0]).toBe(3)
    expect(factors[10]).toBe(2)
    expect(factors[20]).toBe(1.5)
    expect(experience.next(1, 0)).toBe(3)
    expect(experience.next(2, 1)).toBe(1)
  })

  it('is not asked for where everybody has it', () => {
    expect(Experience.of([groups[1]!], 1)).toBeNull()
  })

  it('makes conversations as long as it says', () => {
    const scenario = smallScenario({
      until: '10h',
      demand: { calls: { arrivals: { perHour: 4 } } },
      service: '2min',
      agents: [{ name: 'new', learning: { first: 2, half: 5 } }],
    })
    const { rows, numerators } = measure(scenario, simulate(scenario, 1, 0))
    const answered = numerators[1]!
    const talkMs = Array.from({ length: answered }, (_, n) => Math.round(120_000 * (1 + 2 ** (-n / 5))))
    const column = numerators.length / rows.length
    const found = numerators.slice(0, column).includes(talkMs.reduce((sum, each) => sum + each, 0))
    expect(answered).toBeGreaterThan(20)
    expect(found).toBe(true)
  })
})
