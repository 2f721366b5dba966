import { expect, test } from 'vitest'
import { isNormalPolicy } from '../../../src/engine/policy/normal-policy.js'
import { definePolicy } from '../../../src/engine/policy/policy.js'

const spec = { channels: { chat: {} }, skills: [], queues: { support: {} } }

test('what definePolicy gives is one, what it takes is none, nor is one that was cut short', () => {
  const { normal } = definePolicy(spec)
  expect(isNormalPolicy(normal)).toBe(true)
  expect(isNormalPolicy(JSON.parse(JSON.stringify(normal)))).toBe(true)
  for (const other of [undefined, null, 'policy', 7, [], {}, spec]) expect(isNormalPolicy(other)).toBe(false)
  for (const part of ['queues', 'tiers', 'calendars', 'emotion', 'care', 'matching', 'fallback'] as const) {
    expect(isNormalPolicy({ ...normal, [part]: undefined })).toBe(false)
    expect(isNormalPolicy({ ...normal, [part]: null })).toBe(false)
  }
})
