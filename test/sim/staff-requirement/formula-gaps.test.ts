import { expect, test } from 'vitest'
import { formulaGaps } from '../../../src/sim/staff-requirement/formula-gaps.js'
import { smallScenario, smallSpec } from '../small-scenario.js'

const calendars = { shop: { zone: 'UTC', weekly: { mon: ['00:15-00:30'] } } }

function gaps(closed: 'refuse' | 'hold', parts: object = {}): string[] {
  const queues = { calls: { hours: 'shop', closed }, mail: {} }
  const policy = { ...smallSpec.policy!, queues, calendars, followUp: {} }
  return formulaGaps(smallScenario({ firstDay: 'monday', patience: '1h', policy, ...parts }))
}

test('who waits for a queue to open is told, and who is turned away is nobody to count', () => {
  expect(formulaGaps(smallScenario())).toEqual([])
  expect(gaps('refuse')).toEqual([])
  expect(gaps('hold')).toEqual(['not counted: 45.0 contacts a day that come while calls is closed, and wait'])
})

test('calls that agents make are told', () => {
  expect(gaps('refuse', { callback: { chance: 1 } })).toEqual(['not counted: calls back'])
  expect(gaps('refuse', { callback: { chance: 1 }, followUp: { service: '1min' } })).toEqual([
    'not counted: calls back and calls after conversations',
  ])
})
