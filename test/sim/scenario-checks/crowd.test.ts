/** A line longer than an engine can hold is refused before the run, and no shorter one is. */
import { describe, expect, it } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { checkScenario } from '../../../src/sim/scenario/scenario.js'

const HINT =
  '(check arrivals, scale, patience and service; `skillroute/staffing` has formulas for any number)'

function told(perHour: number, more: object = {}): string[] {
  return checkScenario({
    name: 'a crowd',
    from: '08:00',
    until: '18:00',
    policy: { channels: { phone: {} }, skills: [], queues: { calls: {} } },
    demand: { calls: { arrivals: { perHour } } },
    patience: { law: 'exponential', mean: '6min' },
    service: '6min',
    agents: [{ name: 'a', count: 100_000 }],
    ...more,
  }).map(faultText)
}

describe('a crowd', () => {
  it('is refused when it does not fit, those who are served not counted', () => {
    // 100,000 agents serve a million an hour; a tenth of the others' hourly number waits.
    expect(told(168e6)).toEqual([])
    expect(told(169e6)).toEqual([
      `demand: about 17 million customers would wait at a time, and a simulation holds 17 million ${HINT}`,
    ])
    expect(told(84.5e6, { scale: 2 })).toHaveLength(1)
    expect(told(84.5e6, { surges: [{ from: '09:00', to: '09:30', factor: 2 }] })).toHaveLength(1)
  })

  it('grows all day where nobody hangs up', () => {
    const patience = 'never'
    expect(told(2.6e6, { patience })).toEqual([])
    expect(told(2.7e6, { patience })).toEqual([
      `demand: about 17 million customers would wait at a time, and a simulation holds 17 million ${HINT}`,
    ])
    expect(told(400e6, { patience, service: 0 })).toEqual([])
  })
})
