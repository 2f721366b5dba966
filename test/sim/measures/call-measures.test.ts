import { expect, test } from 'vitest'
import { CALL_MEASURES } from '../../../src/sim/measures/call-measures.js'
import type { RowFacts } from '../../../src/sim/measures/measure-entry.js'
import * as count from '../../../src/sim/measures/tally.js'

test('are ratios of what was counted, each for scenarios that have it', () => {
  const contacts = new Float64Array(count.FIELDS)
  const counts = [
    [count.CALLBACKS, 9],
    [count.CALLBACKS_REACHED, 6],
    [count.CALLBACKS_FAILED, 2],
    [count.CALLBACKS_IN_VAIN, 7],
    [count.CALLBACK_MS, 600],
    [count.WAIT_ANSWERED_MS, 500],
    [count.WAIT_ABANDONED_MS, 100],
    [count.OFF_LINE_MS, 200],
    [count.ANSWERED, 8],
    [count.ABANDONED, 2],
    [count.FOLLOW_UPS, 5],
    [count.CALLBACKS_OVERDUE, 3],
    [count.FOLLOW_UPS_OVERDUE, 2],
    [count.FOLLOW_UPS_REACHED, 4],
    [count.FOLLOW_UPS_FAILED, 1],
  ] as const
  for (const [field, value] of counts) contacts[field] = value
  const facts = { contacts } as unknown as RowFacts
  expect(CALL_MEASURES.map(({ name, feature, compute }) => [name, feature, ...compute(facts)])).toEqual([
    ['callbacks', 'callback', 9, 1],
    ['callbacks.reached', 'callback', 6, 1],
    ['callbacks.failed', 'callback', 2, 1],
    ['callbacks.overdue', 'callback', 3, 1],
    ['callbacks.inVain', 'callback', 7, 1],
    ['timeToCallback', 'callback', 600, 6],
    ['meanWait.onLine', 'callback', 400, 10],
    ['followUps', 'followUp', 5, 1],
    ['followUps.reached', 'followUp', 4, 1],
    ['followUps.failed', 'followUp', 1, 1],
    ['followUps.overdue', 'followUp', 2, 1],
  ])
})
