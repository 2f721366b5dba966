import { describe, expect, it } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { checkPolicy } from '../../../src/engine/policy/policy.js'

function faults(more: object): string[] {
  return checkPolicy({ channels: { chat: {} }, skills: [], queues: { main: {} }, ...more }).map(faultText)
}

describe('head starts', () => {
  // 2^31 less what may be given by hand (2^30) and the defaults: issue 90 s, tier 120 s, emotion and boost 60 s each.
  const room = 2 ** 30 - 330_000

  it('add up to 2^31 ms at most', () => {
    expect(faults({ queues: { main: { headStartMs: room }, other: {} } })).toEqual([])
    expect(faults({ queues: { main: { headStartMs: room + 1 }, other: {} } })).toEqual([
      'queues.main.headStartMs: the head starts of one contact can add up to 2147483649 ms, over 2147483648: ' +
        'queue "main" 1073411825 + issue "complaint" 90000 + tier "core" 120000 + emotion 60000 + boost 60000 + ' +
        'by hand 1073741824 (take off 1 ms)',
    ])
  })

  it('are told at the largest of them', () => {
    const told = (more: object) =>
      checkPolicy({ channels: { chat: {} }, skills: [], queues: { main: {} }, ...more })
    expect(told({ tiers: { gold: { headStartMs: 2 ** 31 } } })[0]!.path).toEqual([
      'tiers',
      'gold',
      'headStartMs',
    ])
    expect(told({ issues: { odd: { headStartMs: 2 ** 31 } } })[0]!.path).toEqual([
      'issues',
      'odd',
      'headStartMs',
    ])
    expect(told({ boostMs: 2 ** 31 })[0]!.path).toEqual(['boostMs'])
    expect(told({ emotion: { headStartMs: 2 ** 31 } })[0]!.path).toEqual(['emotion', 'headStartMs'])
  })
})

describe('the boost', () => {
  const fault =
    'boostMs: is less than the head start of emotion (60000), so that emotion alone would outrank a broken promise ' +
    '(at least 60000, or no stage with the action "boost")'

  it('weighs at least as much as emotion', () => {
    expect(faults({ boostMs: 59_999 })).toEqual([fault])
    expect(faults({ boostMs: 60_000 })).toEqual([])
    expect(faults({ emotion: { headStartMs: 10 }, boostMs: 10 })).toEqual([])
    expect(faults({ emotion: { headStartMs: 70_000 } })).toEqual([])
  })

  it('may be anything when no stage boosts', () => {
    expect(faults({ boostMs: 0, promises: { queueWait: 'off' } })).toEqual([])
    expect(faults({ boostMs: 0, promises: { queueWait: { breachMs: 9, onBreach: ['alert'] } } })).toEqual([])
    expect(faults({ boostMs: 0, promises: { queueWait: { breachMs: 9 } } })).toEqual([fault])
    const queues = { main: { promises: { firstReply: { breachMs: 9, onBreach: ['boost'] } } } }
    expect(faults({ boostMs: 0, promises: { queueWait: 'off' }, queues })).toEqual([fault])
    expect(faults({ boostMs: 0, queues: { main: { promises: { queueWait: 'off' } } } })).toEqual([])
  })
})
