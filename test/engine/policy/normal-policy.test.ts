import { expect, test } from 'vitest'
import { isNormalPolicy } from '../../../src/engine/policy/normal-policy.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

const { normal } = parsePolicy({ channels: { chat: {} }, queues: { support: {} } })

test('what parsePolicy makes is one, after a file too; what lacks a list or a part is none', () => {
  expect(isNormalPolicy(normal)).toBe(true)
  expect(isNormalPolicy(JSON.parse(JSON.stringify(normal)))).toBe(true)
  for (const other of [undefined, null, 1, {}, [], { channels: { chat: {} }, queues: { support: {} } }]) {
    expect(isNormalPolicy(other)).toBe(false)
  }
  expect(isNormalPolicy({ ...normal, queues: { support: {} } })).toBe(false)
  expect(isNormalPolicy({ ...normal, care: undefined })).toBe(false)
})
