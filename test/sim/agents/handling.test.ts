/** How long agents take for a contact, seen through whole runs. */
import { expect, it } from 'vitest'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import { measure } from '../../../src/sim/measures/measures.js'
import type { ScenarioSpec } from '../../../src/sim/scenario-language/scenario-spec.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

/** Mean talk and wrap-up of some 3,000 contacts, in ms. */
function timesOf(parts: Partial<ScenarioSpec>): { talkMs: number; wrapUpMs: number } {
  const scenario = smallScenario({ until: '50h', agents: [{ name: 'team', count: 20 }], ...parts })
  const { numerators, denominators } = measure(scenario, simulate(scenario, 1, 0))
  const meanOf = (name: string): number => numerators[measureIndex(name)]! / denominators[measureIndex(name)]!
  const talkMs = meanOf('talkTime')
  return { talkMs, wrapUpMs: meanOf('handleTime') - talkMs }
}

it('conversations and wrap-ups are each drawn from their own law, contact by contact', () => {
  const { talkMs, wrapUpMs } = timesOf({
    service: { law: 'exponential', mean: '3min' },
    wrapUp: { law: 'exponential', mean: '2min' },
  })
  // Five standard errors of the mean of 3,000 exponential times.
  expect(Math.abs(talkMs / 180_000 - 1)).toBeLessThan(0.1)
  expect(Math.abs(wrapUpMs / 120_000 - 1)).toBeLessThan(0.1)
})

it('wrap-ups are the policy’s where none are stated, and none where none is stated', () => {
  const policy = { ...smallSpec.policy!, wrapUpMs: 45_000 }
  expect(timesOf({ policy }).wrapUpMs).toBeCloseTo(45_000, 6)
  expect(timesOf({ policy, wrapUp: 0 }).wrapUpMs).toBe(0)
})
