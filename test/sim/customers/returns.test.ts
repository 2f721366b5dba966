import { describe, expect, it } from 'vitest'
import { newCaller } from '../../../src/sim/customers/customers.js'
import { Returns } from '../../../src/sim/customers/returns.js'
import { smallScenario } from '../small-scenario.js'

const HOUR_MS = 3_600_000

describe('customers who call again', () => {
  it('come in the order of their time, each as they were', () => {
    const returns = new Returns(smallScenario(), HOUR_MS)
    const caller = newCaller()
    for (const [patienceMs, atMs] of [
      [1, 500],
      [2, 300],
      [3, 500],
    ] as const) {
      returns.add({ ...caller, patienceMs }, atMs)
    }
    const met: unknown[] = []
    while (returns.nextAtMs < Infinity) {
      const atMs = returns.nextAtMs
      returns.draw(caller)
      met.push([caller.patienceMs, atMs])
      if (met.length === 1) returns.add({ ...caller, patienceMs: 4 }, 400)
    }
    expect(met).toEqual([
      [2, 300],
      [4, 400],
      [1, 500],
      [3, 500],
    ])
  })

  it('do not come after the end, or never', () => {
    const returns = new Returns(smallScenario(), HOUR_MS)
    returns.add(newCaller(), HOUR_MS)
    returns.add(newCaller(), Infinity)
    expect(returns.nextAtMs).toBe(Infinity)
    returns.add(newCaller(), HOUR_MS - 1)
    expect(returns.nextAtMs).toBe(HOUR_MS - 1)
  })

  it('who would come at night come in the morning', () => {
    const scenario = smallScenario({
      from: '08:00',
      until: '10:00',
      days: 2,
      agents: [{ name: 'anna', shifts: [{ from: '08:00', to: '10:00' }] }],
    })
    const returns = new Returns(scenario, scenario.untilMs!)
    returns.add(newCaller(), 9.5 * HOUR_MS)
    expect(returns.nextAtMs).toBe(9.5 * HOUR_MS)
    returns.draw(newCaller())
    returns.add(newCaller(), 10 * HOUR_MS)
    expect(returns.nextAtMs).toBe(32 * HOUR_MS)
    returns.draw(newCaller())
    returns.add(newCaller(), 34 * HOUR_MS)
    expect(returns.nextAtMs).toBe(Infinity)
  })
})
