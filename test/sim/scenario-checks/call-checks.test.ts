import { expect, test } from 'vitest'
import { checkScenario } from '../../../src/sim/scenario/scenario.js'
import { smallSpec } from '../small-scenario.js'

function told(parts: object): string[] {
  return checkScenario({ ...smallSpec, ...parts }).map(
    ({ path, message, hint = '' }) => `${path.join('.')}: ${message} (${hint})`,
  )
}

test('what is said of calls must fit together', () => {
  expect(told({ callback: { chance: 0.5, afterWait: '1min' } })).toEqual([])
  expect(told({ callback: { chance: 0.5, afterWait: '1min', expectedWait: '1min' } })).toEqual([
    'callback.expectedWait: stands beside `afterWait` (leave out one of them)',
  ])
  expect(told({ callback: { chance: 2, window: { after: 'never', length: 0 }, inVain: 'never' } })).toEqual([
    expect.stringContaining('callback.chance: ') as string,
    'callback.inVain: must come to an end (state a time)',
    'callback.window.after: must come to an end (state a time)',
    'callback.window.length: must be longer than 0 ()',
  ])
  const demand = { calls: { arrivals: { perHour: 1 }, callback: { chance: 1, window: { after: '1h' } } } }
  expect(told({ demand })).toHaveLength(1)
})

test('calls after conversations need a policy that makes them', () => {
  const followUp = { service: '1min' }
  const needed = 'followUp: needs a `followUp` of the policy (when, and within what time?)'
  expect(told({ followUp })).toEqual([needed])
  const policy = smallSpec.policy!
  expect(told({ followUp, policy: { ...policy, followUp: 'off' } })).toEqual([needed])
  expect(told({ followUp, policy: { ...policy, followUp: {} } })).toEqual([])
  expect(told({ followUp, policy: { ...policy, queues: { calls: { followUp: {} } } } })).toEqual([])
  expect(
    told({ followUp: { service: 'never', inVain: 'never' }, policy: { ...policy, followUp: {} } }),
  ).toHaveLength(2)
})

test('a trace makes no calls', () => {
  const { demand: _demand, ...rest } = smallSpec
  const faults = checkScenario({ ...rest, trace: { columns: { time: 't' } }, callback: { chance: 1 } })
  expect(faults.map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual([
    'callback: has no meaning for a trace',
  ])
})
