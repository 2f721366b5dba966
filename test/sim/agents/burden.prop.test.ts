/** What is hard and what wears out: what the policy says, of customers as they are. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalPolicy } from '../../../src/engine/policy/policy-defaults.js'
import { emotionClass } from '../../../src/routing/emotion.js'
import { Burden } from '../../../src/sim/agents/burden.js'
import { MEASURES, measureIndex } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { smallScenario } from '../small-scenario.js'

const loads = fc.record({
  anxious: fc.record({ load: fc.integer({ min: 0, max: 100 }) }),
  angry: fc.record({ load: fc.integer({ min: 0, max: 100 }) }),
  anxiousFrom: fc.integer({ min: 20, max: 40 }),
  angryFrom: fc.integer({ min: 41, max: 100 }),
})
const hard = fc.record({
  hardEmotions: fc.subarray(['calm', 'anxious', 'angry'] as const),
  hardIssues: fc.subarray(['repair', 'complaint']),
})

describe('burden', () => {
  it('is what the policy says of the class of the emotion and of the issue', () => {
    const issue = fc.integer({ min: -1, max: 1 })
    const score = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(loads, hard, issue, score, (emotion, care, at, value) => {
        const spec = { channels: { phone: {} }, skills: [], queues: { calls: {} } }
        const issues = { repair: {}, complaint: {} }
        const policy = normalPolicy({ ...spec, issues, emotion, care }, undefined)
        const burden = new Burden(policy)
        const mood = emotionClass(value, undefined, policy.emotion)
        const name = ['repair', 'complaint'][at]
        const isHard =
          policy.care.hardEmotions.includes(mood) ||
          (name !== undefined && policy.care.hardIssues.includes(name))
        expect(burden.hardOf(at, value)).toBe(isHard ? 1 : 0)
        expect(burden.loadOf(value)).toBe(mood === 'calm' ? 0 : emotion[mood].load)
        expect(value >= burden.angryFrom).toBe(mood === 'angry')
      }),
    )
  })

  it('is that of customers as they are, whatever is recognised', () => {
    const found = [1, 0.5, 0].map((emotionAccuracy) => {
      const scenario = smallScenario({
        until: '10h',
        demand: { calls: { arrivals: { perHour: 60 }, emotion: { 10: 3, 90: 1 } } },
        agents: [{ name: 'many', count: 60 }],
        emotionAccuracy,
      })
      const { rows, numerators } = measure(scenario, simulate(scenario, 1, 0))
      const of = (name: string, row: number): number =>
        numerators[row * MEASURES.length + measureIndex(name)]!
      const byAgent = rows.flatMap(({ kind }, row) => (kind === 'agent' ? [of('hardContacts', row)] : []))
      expect(byAgent.reduce((sum, each) => sum + each, 0)).toBe(of('hardContacts', 0))
      expect(of('emotionalLoad', 0)).toBe(of('hardContacts', 0))
      return of('hardContacts', 0)
    })
    expect(found[0]).toBeGreaterThan(100)
    expect(new Set(found).size).toBe(1)
  })
})
