import { expect, test } from 'vitest'
import { callbackOf, followUpOf } from '../../../src/sim/scenario/calling.js'
import { scenarioHash } from '../../../src/sim/scenario/scenario.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

test('a call back has its defaults: when the policy offers it, in the place in line, always reached', () => {
  const inVain = { law: 'deterministic', valueMs: 30_000 }
  expect(callbackOf({ chance: 0.5 })).toEqual({
    chance: 0.5,
    offered: 'policy',
    waitMs: 0,
    window: null,
    reached: 1,
    inVain,
  })
  const window = { after: { law: 'exponential', mean: '1h' }, length: '30min' } as const
  expect(callbackOf({ chance: 1, afterWait: '2min', window, reached: 0.8, inVain: '1min' })).toEqual({
    chance: 1,
    offered: 'afterWait',
    waitMs: 120_000,
    window: { after: { law: 'exponential', meanMs: 3_600_000 }, lengthMs: 1_800_000 },
    reached: 0.8,
    inVain: { law: 'deterministic', valueMs: 60_000 },
  })
  expect(callbackOf({ chance: 1, expectedWait: '5min' })).toMatchObject({
    offered: 'expectedWait',
    waitMs: 300_000,
  })
  expect(followUpOf({ service: '2min' })).toMatchObject({ reached: 1, inVain })
})

test('calls are those of the queue, else those of all; without any nothing is different', () => {
  const policy = { ...smallSpec.policy!, queues: { calls: {}, more: {} } }
  const { queues } = smallScenario({
    policy,
    callback: { chance: 0.2 },
    demand: { calls: { arrivals: { perHour: 1 }, callback: { chance: 0.4 } } },
  })
  expect(queues.map(({ callback }) => callback?.chance)).toEqual([0.4, 0.2])
  const plain = smallScenario()
  expect(plain.queues[0]).not.toHaveProperty('callback')
  expect(scenarioHash(smallScenario({ callback: { chance: 0 } }))).not.toBe(scenarioHash(plain))
})

test('the policy calls after conversations where somebody says how long that takes', () => {
  const policy = { ...smallSpec.policy!, queues: { calls: {}, more: {} }, followUp: {} }
  const followUps = (parts: object): unknown =>
    smallScenario({ policy, ...parts }).policy.normal.queues.map(({ followUp }) => followUp !== null)
  expect(followUps({})).toEqual([false, false])
  expect(followUps({ followUp: { service: '1min' } })).toEqual([true, true])
  const demand = { calls: { arrivals: { perHour: 1 }, followUp: { service: '1min' } } }
  expect(followUps({ demand })).toEqual([true, false])
})
