import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.js'
import { parsePolicy, type Policy } from '../../../src/engine/policy/policy.js'

const policyOf = (queues: object, more: object = {}): Policy =>
  parsePolicy({ channels: { chat: {} }, queues, ...more })

test('a queue may bear the name of a part of every object, and is missed when it is gone', () => {
  const engine = createEngine(policyOf({ constructor: {}, other: {} }))
  engine.apply({ type: 'contact.arrive', atMs: 0, queue: 'constructor', channel: 'chat' })
  const replace = (policy: Policy): unknown => engine.apply({ type: 'policy.replace', atMs: 0, policy })
  expect(replace(policyOf({ other: {} }))).toMatchObject([
    { code: 'policyConflict', message: 'queue "constructor" is in use and has no fallback' },
  ])
  expect(replace(policyOf({ other: {} }, { fallback: { constructor: 'other' } }))).toMatchObject([
    { type: 'policy.replaced' },
    { type: 'contact.moved', toQueue: 'other' },
  ])
})

test('another policy takes a few looks at each queue, however many queues and contacts there are', () => {
  const names = Array.from({ length: 100 }, (_, i) => `queue ${i}`)
  const policy = policyOf(Object.fromEntries(names.map((name) => [name, {}])))
  let looks = 0
  const queues = policy.normal.queues.map((queue) => ({
    ...queue,
    get name() {
      looks++
      return queue.name
    },
  }))
  const counted = { ...policy, normal: { ...policy.normal, queues } }
  const engine = createEngine(counted)
  for (const queue of names) engine.apply({ type: 'contact.arrive', atMs: 0, queue, channel: 'chat' })
  looks = 0
  const events = engine.apply({ type: 'policy.replace', atMs: 0, policy: counted })
  expect(events).toMatchObject([{ type: 'policy.replaced' }])
  expect(looks).toBeLessThan(20 * names.length)
})
