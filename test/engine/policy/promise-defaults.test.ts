import { expect, test } from 'vitest'
import type { NormalPromise, NormalQueue } from '../../../src/engine/policy/normal-policy.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'
import { CLOCKS } from '../../../src/engine/policy/promise-defaults.js'

const least = { channels: { chat: {}, phone: { exclusive: true } }, skills: [], queues: { main: {} } }
function queue(more: object): NormalQueue {
  return parsePolicy({ ...least, ...more }, { horizon: { fromAtMs: 0, untilAtMs: 1 } }).normal.queues[0]!
}
/** What everybody is promised. */
function promised(more: object, clock: (typeof CLOCKS)[number]): NormalPromise | null {
  return queue(more).promises[clock].at(-1)?.promise ?? null
}
const minutes = (count: number): number => count * 60_000

test('the users’ times are those of the clocks that are on', () => {
  const times = CLOCKS.map((clock) => {
    const { stages, repeatMs } = promised({ presets: ['afterSales'] }, clock)!
    return [clock, stages.map(({ afterMs, actions }) => [afterMs, ...actions]), repeatMs]
  })
  expect(times).toEqual([
    [
      'queueWait',
      [
        [minutes(2), 'alert'],
        [minutes(3), 'alert', 'startBot', 'boost', 'offerCallback'],
      ],
      null,
    ],
    ['firstReply', [[30_000, 'alert']], null],
    ['replyGap', [[minutes(2), 'alert']], null],
    ['statusUpdate', [[minutes(1), 'notify']], minutes(1)],
    [
      'customerSilence',
      [
        [minutes(5), 'remind'],
        [minutes(15), 'ask'],
        [minutes(30), 'phone'],
        [minutes(120), 'sendSummary', 'archive'],
      ],
      null,
    ],
    [
      'confirmation',
      [
        [minutes(15), 'ask'],
        [minutes(120), 'sendSummary', 'archive'],
      ],
      null,
    ],
    [
      'resolution',
      [
        [minutes(23 * 60), 'alert'],
        [minutes(24 * 60), 'alert'],
      ],
      null,
    ],
  ])
})

test('a stated promise counts before the preset, and that of a queue before both, clock by clock', () => {
  const promises = { queueWait: { breachMs: 50 }, replyGap: 'off' }
  const main = { promises: { queueWait: { warnPercent: 50, breachMs: 9 } } }
  const stated = { presets: ['afterSales'], promises, queues: { main: {} } }
  expect(promised(stated, 'queueWait')!.stages.map(({ afterMs }) => afterMs)).toEqual([50])
  expect(promised(stated, 'replyGap')).toBe(null)
  expect(promised(stated, 'firstReply')!.stages.map(({ afterMs }) => afterMs)).toEqual([30_000])
  const own = { ...stated, queues: { main } }
  expect(promised(own, 'queueWait')!.stages.map(({ afterMs }) => afterMs)).toEqual([4, 9])
})

test('whoever states a time states them all but the breach', () => {
  const stages = (terms: object): number[] =>
    promised({ promises: { queueWait: terms } }, 'queueWait')!.stages.map(({ afterMs }) => afterMs)
  expect(stages({})).toEqual([minutes(2), minutes(3)])
  expect(stages({ onWarn: ['notify'] })).toEqual([minutes(2), minutes(3)])
  expect(stages({ breachMs: 9 })).toEqual([9])
  expect(stages({ warnBeforeMs: 1000 })).toEqual([minutes(3) - 1000, minutes(3)])
  expect(stages({ escalateMs: minutes(4) })).toEqual([minutes(3), minutes(4)])
})

test('the rule that names most comes first, then tier, issue, queue and channel', () => {
  const by = [
    { channel: 'phone', breachMs: 1 },
    { queue: 'main', breachMs: 2 },
    { issue: 'repair', breachMs: 3 },
    { tier: 'core', breachMs: 4 },
    { queue: 'main', channel: 'chat', breachMs: 5 },
    { tier: 'core', issue: ['repair', 'complaint'], breachMs: 6 },
    { tier: 'regular', off: true },
  ]
  const { queueWait } = queue({ promises: { queueWait: { breachMs: 7, by } } }).promises
  expect(
    queueWait.map(({ tiers, issues, channels, promise }) => [
      tiers,
      issues,
      channels,
      promise && promise.stages[0]!.afterMs,
    ]),
  ).toEqual([
    [['core'], ['repair', 'complaint'], null, 6],
    [null, null, ['chat'], 5],
    [['core'], null, null, 4],
    [['regular'], null, null, null],
    [null, ['repair'], null, 3],
    // What comes after a rule that fits everybody in the queue never counts.
    [null, null, null, 2],
  ])
})

test('the wait in a queue that is held while it is closed runs on its hours', () => {
  const calendars = { shop: { zone: 'UTC', weekly: { 'mon-fri': ['09:00-17:00'] } } }
  const hours = (parts: object, clock: 'queueWait' | 'firstReply' = 'queueWait'): string | null =>
    promised({ calendars, queues: { main: { hours: 'shop', ...parts } } }, clock)!.hours
  expect(hours({})).toBe('shop')
  expect(hours({ closed: 'offerCallback' })).toBe('shop')
  expect(hours({ closed: 'refuse' })).toBe(null)
  expect(hours({}, 'firstReply')).toBe(null)
  expect(hours({ promises: { queueWait: { hours: 'always' } } })).toBe(null)
})
