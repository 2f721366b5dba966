/** Contacts of a trace for whom nobody works any more are told, however agents are stated. */
import { describe, expect, it } from 'vitest'
import { readTrace } from '../../../src/sim/records/trace.js'
import { traceAdvice } from '../../../src/sim/scenario-checks/trace-advice.js'
import type { AgentGroupSpec } from '../../../src/sim/scenario-language/staff-spec.js'
import { smallScenario } from '../small-scenario.js'

const csv = 'when\n2026-11-30 09:00:00\n2026-11-30 23:00:00\n2026-12-01 09:00:00\n2026-12-01 10:00:00\n'

function advice(agents: readonly AgentGroupSpec[], sessions: { toMs: number }[] = []): string[] {
  const spec = { columns: { time: 'when' } }
  const scenario = smallScenario({ agents, interval: '1h' })
  const { trace, faults } = readTrace(spec, scenario.policy.normal, csv, null)
  expect(faults).toEqual([])
  const known = sessions.map(({ toMs }) => ({ agentId: 'b', fromMs: 0, toMs }))
  return traceAdvice(scenario, { ...trace, sessions: known })
}

describe('a trace that goes on after the last agent', () => {
  const day = { from: '08:00', to: '16:00' }
  it('is told with how many come then', () => {
    expect(advice([{ name: 'a', shifts: [day] }])).toEqual([
      expect.stringContaining(
        '3 of 4 contacts come after the last agent has gone, at 16:00 (no shift repeats',
      ) as string,
    ])
  })

  it('is not, where somebody works on the last day, or all the time', () => {
    expect(advice([{ name: 'a', shifts: [day, { from: '32:00', to: '40:00' }] }])).toEqual([])
    expect(advice([{ name: 'a' }])).toEqual([])
    expect(advice([{ name: 'a', shifts: [day] }], [{ toMs: 40 * 3_600_000 }])).toEqual([])
  })
})
