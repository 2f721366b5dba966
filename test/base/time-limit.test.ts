import { expect, test } from 'vitest'
import { KEY_LIMIT } from '../../src/base/indexed-heap.js'
import { LATEST_MS } from '../../src/base/time-limit.js'
import { checkPolicy } from '../../src/engine/policy/policy.js'

test('the fastest ageing and the longest head start make an exact key at the latest instant', () => {
  const faultsOf = (ageingPercent: number): number =>
    checkPolicy({ channels: { chat: {} }, queues: { all: {} }, tiers: { core: { ageingPercent } } }).length
  const fastest = 1000
  expect([faultsOf(fastest), faultsOf(fastest + 1)]).toEqual([0, 1])
  expect(fastest * LATEST_MS + 100 * LATEST_MS).toBeLessThan(KEY_LIMIT)
})
