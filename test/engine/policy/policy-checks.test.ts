import { describe, expect, it } from 'vitest'
import { faultText } from '../../../src/base/fault.js'
import { checkPolicy } from '../../../src/engine/policy/policy.js'
import { crossFaults } from '../../../src/engine/policy/policy-checks.js'

const base = {
  channels: { phone: {}, chat: {} },
  skills: ['kitchen', 'senior'],
  queues: { support: {}, sales: {} },
  regions: ['north', 'south'],
  pools: ['seniors'],
}
function faults(more: object): string[] {
  return checkPolicy({ ...base, ...more }).map(faultText)
}
function queueFaults(queue: object): string[] {
  return faults({ queues: { support: queue, sales: {} } })
}

describe('names', () => {
  it('are read a few times each, however many there are', () => {
    const policy = { ...base, skills: Array.from({ length: 500 }, (_, i) => `skill ${i}`) }
    let reads = 0
    const skills = new Proxy(policy.skills, {
      get: (list, key): unknown => {
        reads++
        return Reflect.get(list, key)
      },
    })
    expect(crossFaults({ ...policy, skills }, policy)).toEqual([])
    expect(reads).toBeLessThan(10 * policy.skills.length)
  })

  it('are known wherever they are used', () => {
    expect(queueFaults({ requires: { kichen: 1 } })).toEqual([
      'queues.support.requires.kichen: unknown skill "kichen" (maybe "kitchen"?)',
    ])
    expect(queueFaults({ requiresAny: [{ kitchen: 1 }, { cook: 1 }] })).toEqual([
      'queues.support.requiresAny[1].cook: unknown skill "cook" (known: "kitchen", "senior")',
    ])
    expect(queueFaults({ prefers: { seniors: 1 } })).toEqual([
      'queues.support.prefers.seniors: unknown skill "seniors" (maybe "senior"?)',
    ])
    expect(queueFaults({ relax: [{ afterMs: 1, drop: ['kichen'], lower: { seniro: 1 } }] })).toEqual([
      'queues.support.relax[0].drop[0]: unknown skill "kichen" (maybe "kitchen"?)',
      'queues.support.relax[0].lower.seniro: unknown skill "seniro" (maybe "senior"?)',
    ])
    expect(queueFaults({ channels: ['fone'] })).toEqual([
      'queues.support.channels[0]: unknown channel "fone" (maybe "phone"?)',
    ])
    expect(queueFaults({ keepFree: { juniors: 1 } })).toEqual([
      'queues.support.keepFree.juniors: unknown pool "juniors" (maybe "seniors"?)',
    ])
    expect(faults({ issues: { broken: { requires: { kichen: 1 } } } })).toEqual([
      'issues.broken.requires.kichen: unknown skill "kichen" (maybe "kitchen"?)',
    ])
    expect(faults({ emotion: { angry: { requires: { snior: 1 } } } })).toEqual([
      'emotion.angry.requires.snior: unknown skill "snior" (maybe "senior"?)',
    ])
    expect(faults({ defaultTier: 'gold' })).toEqual([
      'defaultTier: unknown tier "gold" (known: "core", "potential", "regular")',
    ])
    expect(faults({ tiers: { gold: {} }, defaultTier: 'core' })).toEqual([
      'defaultTier: unknown tier "core" (known: "gold")',
    ])
    expect(faults({ regionDistance: { nort: { south: 1 } } })).toEqual([
      'regionDistance.nort: unknown region "nort" (maybe "north"?)',
    ])
    expect(faults({ fallback: { retired: 'sale' } })).toEqual([
      'fallback.retired: unknown queue "sale" (maybe "sales"?)',
    ])
  })

  it('of pools and regions are unknown where none is defined', () => {
    const { channels, skills } = base
    const queues = { support: { keepFree: { seniors: 1 } } }
    expect(checkPolicy({ channels, skills, queues, regionDistance: { north: {} } }).map(faultText)).toEqual([
      'queues.support.keepFree.seniors: unknown pool "seniors" (the policy defines no pools)',
      'regionDistance.north: unknown region "north" (the policy defines no regions)',
    ])
    expect(
      checkPolicy({ channels, queues: { support: { requires: { kitchen: 1 } } } }).map(faultText),
    ).toEqual(['queues.support.requires.kitchen: unknown skill "kitchen" (the policy defines no skills)'])
  })

  it('are not looked up where their definition is itself refused', () => {
    expect(faults({ skills: 'kitchen', queues: { support: { requires: { kitchen: 1 } } } })).toEqual([
      'skills: must be a list, not "kitchen" (write [kitchen])',
    ])
    expect(faults({ tiers: 3, defaultTier: 'gold' })).toEqual([
      'tiers: must be an object from names to values, not 3',
    ])
    expect(
      faults({ channels: { phone: 3, chat: {} }, queues: { support: { channels: ['phone'] } } }),
    ).toEqual(['channels.phone: must be an object, not 3'])
  })

  it('are defined at least once, never twice, and used once in a list', () => {
    expect(faults({ channels: {}, queues: {}, tiers: {} })).toEqual([
      'channels: must define at least one channel',
      'queues: must define at least one queue',
      'tiers: must define at least one tier',
    ])
    expect(faults({ skills: ['a', 'b', 'a'], regions: ['n', 'n'], pools: ['p', 'p'] })).toEqual([
      'skills[2]: "a" is listed twice',
      'regions[1]: "n" is listed twice',
      'pools[1]: "p" is listed twice',
    ])
    expect(queueFaults({ channels: ['chat', 'chat'] })).toEqual([
      'queues.support.channels[1]: "chat" is listed twice',
    ])
  })

  it('of tiers say which is the last one, or defaultTier does', () => {
    expect(faults({ tiers: { gold: {}, 1: {} } }).length).toBe(1)
    expect(faults({ tiers: { gold: {}, 1: {} }, defaultTier: '1' })).toEqual([])
  })
})

describe('orders', () => {
  it('end in standing and repeat nothing', () => {
    expect(faults({ workOrder: ['fit'] })).toEqual(['workOrder: must end in "standing"'])
    expect(faults({ workOrder: [] })).toEqual(['workOrder: must end in "standing"'])
    expect(faults({ workOrder: ['fit', 'fit', 'standing'] })).toEqual(['workOrder[1]: "fit" is listed twice'])
    expect(queueFaults({ agentOrder: ['load', 'handled', 'load'] })).toEqual([
      'queues.support.agentOrder[2]: "load" is listed twice',
    ])
  })
})

describe('promises', () => {
  it('warn before they break and escalate after', () => {
    expect(faults({ promises: { queueWait: { warnMs: 5, breachMs: 5, escalateMs: 5 } } })).toEqual([
      'promises.queueWait.warnMs: must be less than breachMs (5)',
      'promises.queueWait.escalateMs: must be more than breachMs (5)',
    ])
    expect(faults({ promises: { queueWait: { warnMs: 4, breachMs: 5, escalateMs: 6 } } })).toEqual([])
  })

  it('do not act at a stage that they do not have', () => {
    expect(
      queueFaults({ promises: { firstReply: { breachMs: 5, onWarn: [], onEscalate: ['alert'] } } }),
    ).toEqual([
      'queues.support.promises.firstReply.onWarn: has no effect without warnMs',
      'queues.support.promises.firstReply.onEscalate: has no effect without escalateMs',
    ])
    expect(faults({ promises: { firstReply: { breachMs: 5, onBreach: ['boost', 'boost'] } } })).toEqual([
      'promises.firstReply.onBreach[1]: "boost" is listed twice',
    ])
  })
})

describe('follow-ups', () => {
  it('come in a channel that is there, and that their queue takes', () => {
    expect(faults({ followUp: { channel: 'fone' } })).toEqual([
      'followUp.channel: unknown channel "fone" (maybe "phone"?)',
    ])
    const queues = { support: { channels: ['chat'] }, sales: { channels: ['chat'], followUp: 'off' } }
    expect(faults({ queues, followUp: { channel: 'phone' } })).toEqual([
      'followUp.channel: is not taken by queue "support" (state followUp in that queue, or let it take the channel)',
    ])
    expect(queueFaults({ channels: ['phone'], followUp: { channel: 'chat' } })).toEqual([
      'queues.support.followUp.channel: is not taken by queue "support" (state followUp in that queue, or let it take the channel)',
    ])
    expect(
      queueFaults({ channels: ['phone'], followUp: { channel: 'phone', afterMs: 1, withinMs: 1 } }),
    ).toEqual([])
    expect(queueFaults({ followUp: { afterMs: 0 } })).toHaveLength(1)
  })
})

describe('emotion', () => {
  it('has classes that can all be reached', () => {
    expect(faults({ emotion: { anxiousFrom: 70 } })).toEqual([
      'emotion.anxiousFrom: angryFrom (70) must be above anxiousFrom (70)',
    ])
    expect(faults({ emotion: { anxiousFrom: 5, angryFrom: 40 } })).toEqual([
      'emotion.angryFrom: a hysteresis of 10 with anxiousFrom 5 and angryFrom 40 leaves no score at which a contact falls back to calm (hysteresis must be below 5)',
    ])
    expect(faults({ emotion: { hysteresis: 30 } })).toEqual([
      'emotion.hysteresis: a hysteresis of 30 with anxiousFrom 40 and angryFrom 70 leaves no score at which a contact falls back to anxious (hysteresis must be below 30)',
    ])
    expect(faults({ emotion: { hysteresis: 29 } })).toEqual([])
  })
})

describe('the rest', () => {
  it('keeps a queue open, a region near itself, a fallback for the removed', () => {
    expect(queueFaults({ channels: [] })).toEqual([
      'queues.support.channels: lets no contact in (leave it out to take all channels)',
    ])
    expect(faults({ regionDistance: { north: { north: 1, south: 2 } } })).toEqual([
      'regionDistance.north.north: the distance of a region to itself is 0 (leave it out)',
    ])
    expect(faults({ fallback: { support: 'sales' } })).toEqual([
      'fallback.support: queue "support" is not removed: it is one of this policy\'s (leave it out)',
    ])
  })

  it('leaves alone what agents may make good', () => {
    expect(faults({ channels: { phone: { units: 9 }, chat: {} }, capacityUnits: 3 })).toEqual([])
  })
})
