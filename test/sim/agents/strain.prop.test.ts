/**
 * The load that slows agents down is that of the engine where emotion is recognised, and conversations are as
 * long as it says.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEngine } from '../../../src/engine/engine.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { MEASURES } from '../../../src/sim/measures/measure-list.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { Strain } from '../../../src/sim/agents/strain.js'
import { smallScenario } from '../small-scenario.js'

const MINUTE_MS = 60_000

function scenarioWith(emotion: number, strain: ScenarioSpec['strain']): ReturnType<typeof smallScenario> {
  const policy = {
    channels: { phone: {} },
    capacityUnits: 1_000,
    skills: [],
    queues: { calls: {} },
    emotion: { recoverMs: 7 * MINUTE_MS, anxious: { load: 1 }, angry: { load: 3 } },
  }
  return smallScenario({
    policy,
    until: '5h',
    demand: { calls: { arrivals: { perHour: 10 }, emotion } },
    service: '2min',
    ...(strain === undefined ? {} : { strain }),
  })
}

describe('strain', () => {
  it('goes by the load that the engine counts', () => {
    const step = fc.record({
      afterMs: fc.integer({ min: 0, max: 20 * MINUTE_MS }),
      emotion: fc.constantFrom(0, 10, 55, 65, 90, 100),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const { policy } = scenarioWith(0, undefined)
        const engine = createEngine(policy, { mode: 'assign' })
        engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'a', skills: {} })
        const strain = new Strain({ perLoad: 0.25, most: 100 }, policy.normal, 2)
        let atMs = 0
        steps.forEach(({ afterMs, emotion }, slot) => {
          atMs += afterMs
          engine.apply({ type: 'tick', atMs })
          const before = engine.snapshot().agents[0]!.emotionalLoad
          strain.arrived(slot, emotion)
          expect(strain.next(slot, 1, atMs)).toBe(1 + before * 0.25)
          engine.apply({
            type: 'contact.arrive',
            atMs,
            contactId: `c${slot}`,
            queue: 'calls',
            channel: 'phone',
            emotion,
          })
        })
        expect(strain.next(0, 0, atMs)).toBe(1)
      }),
    )
  })

  it('makes conversations as long as it says, and leaves all others as they are', () => {
    const told = (scenario: ReturnType<typeof smallScenario>, name: string): number => {
      const { numerators, denominators } = measure(scenario, simulate(scenario, 1, 0))
      const column = MEASURES.findIndex((each) => each.name === name)
      return numerators[column]! / denominators[column]!
    }
    const usual = scenarioWith(100, undefined)
    const talkMs = told(usual, 'talkTime')
    expect(talkMs).toBe(2 * MINUTE_MS)
    expect(told(scenarioWith(0, { perLoad: 1 }), 'talkTime')).toBe(talkMs)
    expect(told(scenarioWith(100, { perLoad: 0 }), 'talkTime')).toBe(talkMs)
    const strained = scenarioWith(100, { perLoad: 0.2 })
    expect(told(strained, 'talkTime')).toBeGreaterThan(talkMs * 1.2)
    expect(told(strained, 'talkTime')).toBeLessThanOrEqual(2 * talkMs)
    expect(told(strained, 'offered')).toBe(told(usual, 'offered'))
    expect(told(scenarioWith(100, { perLoad: 5, most: 1 }), 'talkTime')).toBe(talkMs)
  })
})
