/** What is told of calls that agents make, and nothing where all is as it is meant. */
import { expect, test } from 'vitest'
import { adviceOn } from '../../../src/sim/scenario-checks/advice.js'
import { callAdvice } from '../../../src/sim/scenario-checks/call-advice.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

const policy = smallSpec.policy!
const silent = { ...policy, promises: { queueWait: { breachMs: 60_000, onBreach: ['alert'] } } } as const

function told(parts: object): string[] {
  const scenario = smallScenario({ patience: '5min', ...parts })
  const advice = callAdvice(scenario)
  for (const each of advice) expect(adviceOn(scenario)).toContainEqual(each)
  return advice.map(({ about, message, isGrave }) => `${isGrave ? '! ' : ''}${about}: ${message}`)
}

test('offers that nobody takes, and takers without an offer', () => {
  expect(told({})).toEqual([])
  // The policy's own promises offer it after three minutes.
  expect(told({ callback: { chance: 0.5 } })).toEqual([])
  expect(told({ policy: silent })).toEqual([])
  expect(told({ policy: silent, callback: { chance: 0.5 } })).toEqual([
    '! demand.calls: the policy offers nobody a call back',
  ])
  expect(told({ policy: silent, callback: { chance: 0.5, afterWait: '1min' } })).toEqual([])
  const calendars = { shop: { zone: 'UTC', weekly: { mon: ['00:00-01:00'] } } }
  const queues = { calls: { hours: 'shop', closed: 'offerCallback' } }
  const closing = { firstDay: 'monday', policy: { ...silent, calendars, queues } }
  expect(told(closing)).toEqual([
    'demand.calls: the queue offers a call back while it is closed, and nobody takes it',
  ])
  expect(told({ ...closing, callback: { chance: 0.5 } })).toEqual([])
})

test('calls after conversations that are left out', () => {
  const left = 'demand.calls: the calls that the policy makes after conversations are left out'
  expect(told({ policy: { ...policy, followUp: {} } })).toEqual([left])
  expect(told({ policy: { ...policy, followUp: {} }, followUp: { service: '1min' } })).toEqual([])
})
