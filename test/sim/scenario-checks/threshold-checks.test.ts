/** Thresholds of a scenario: every fault before the first run, with its place. */
import { expect, it } from 'vitest'
import { checkScenario, parseScenario, scenarioHash } from '../../../src/sim/scenario/scenario.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

function told(parts: object): string[] {
  return checkScenario({ ...smallSpec, ...parts }).map(
    ({ path, message, hint }) => `${path.join('.')}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  )
}

it('all that is wrong with their words and rows is told at once, with whatever else is wrong', () => {
  const thresholds = ['meanWeight < 3s', 'queue call: asa < 9s', 7, 'asa < 9', 'interval 00:10: asa < 9s']
  expect(told({ thresholds })).toEqual([
    'thresholds.2: must be text, not 7',
    'thresholds.0: unknown measure "meanWeight" (maybe "meanWait"?)',
    'thresholds.1: unknown queue "call" (maybe "calls"?)',
    'thresholds.3: "9" is not a time with a unit (write 9s, or 9min)',
    'thresholds.4: unknown interval "00:10" (none is defined)',
  ])
  expect(told({ thresholds: ['queue call: asa < 9s', 'group ann: occupancy < 90%'], scale: -1 })).toEqual([
    expect.stringContaining('scale: must be') as string,
    'thresholds.0: unknown queue "call" (maybe "calls"?)',
    'thresholds.1: unknown group "ann" (maybe "anna"?)',
  ])
  const nobody = { calls: { arrivals: { perHour: 60 }, channel: 'phone' } }
  const told3 = told({ thresholds: ['asa < 9'], demand: nobody, agents: [{ name: 'anna', queues: [] }] })
  expect(told3).toHaveLength(2)
  expect(told3[1]).toContain('nobody could ever serve these contacts')
  expect(
    told({ thresholds: ['queue call: asa < 9s', 'queue calls: asa < 9s', 'group ann: occupancy < 90%'] }),
  ).toEqual([
    'thresholds.0: unknown queue "call" (maybe "calls"?)',
    'thresholds.2: unknown group "ann" (maybe "anna"?)',
  ])
})

it('agents whom there will not be are told with whatever else is wrong, where the sizes of all groups are sound', () => {
  const thresholds = [
    'agent bea-3: occupancy < 90%',
    'agent anna: occupancy < 90%',
    'agent cy-2: answered > 5',
  ]
  const agents = [{ name: 'anna' }, { name: 'bea', count: 2 }, { name: 'cy', staffing: [1, 2] }]
  const parts = { thresholds, interval: '30min', until: '1h', scale: -1 }
  const scale = expect.stringContaining('scale: must be') as string
  expect(told({ ...parts, agents })).toEqual([scale, 'thresholds.0: unknown agent "bea-3" (maybe "bea-1"?)'])
  const refused = [
    { name: 'dot', count: 'two' },
    { name: 'dot', count: 1.5 },
    { name: 'dot', staffing: [1, -1] },
  ]
  for (const group of refused) {
    const faults = told({ ...parts, agents: [...agents, group] })
    expect(faults).toHaveLength(2)
    expect(faults.some((fault) => fault.startsWith('thresholds'))).toBe(false)
  }
})

it('intervals are rows only where there are some', () => {
  const thresholds = ['interval 00:30: asa < 9s', 'cell calls/00:30: asa < 9s']
  expect(told({ thresholds, interval: '30min' })).toEqual([])
  expect(told({ thresholds })).toHaveLength(2)
})

it('they change no result, and so not the hash of what decides it', () => {
  const asking = smallScenario({ thresholds: ['asa < 9s'] })
  expect(asking.thresholds.map(({ limit }) => limit)).toEqual([9_000])
  expect(scenarioHash(asking)).toBe(scenarioHash(parseScenario(smallSpec)))
})

it('what the policy has nothing to say of is not asked for', () => {
  expect(told({ thresholds: ['closed < 5', 'alerts.resolution.breached < 1'] })).toEqual([
    'thresholds.0: closed has no value here (no queue of the policy has opening hours)',
    'thresholds.1: alerts.resolution.breached has no value here (the policy promises no resolution)',
  ])
  const policy = { ...smallSpec.policy!, promises: { resolution: 'on' } }
  expect(told({ policy, thresholds: ['alerts.resolution.breached < 1'] })).toEqual([])
})
