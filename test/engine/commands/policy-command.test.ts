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

test('a contact that falls back to a queue which does not take its channel is served all the same', () => {
  const channels = { chat: {}, phone: {} }
  const engine = createEngine(policyOf({ calls: {} }, { channels }), { mode: 'assign' })
  const call = { type: 'contact.arrive', atMs: 0, channel: 'phone' } as const
  engine.apply({ ...call, contactId: 'kim', queue: 'calls' })
  const policy = policyOf({ chats: { channels: ['chat'] } }, { channels, fallback: { calls: 'chats' } })
  engine.apply({ type: 'policy.replace', atMs: 0, policy })
  expect(engine.apply({ ...call, queue: 'chats' })).toMatchObject([{ code: 'invalidValue' }])
  const events = engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  expect(events.find(({ type }) => type === 'contact.assigned')).toMatchObject({
    contactId: 'kim',
    queue: 'chats',
    channel: 'phone',
  })
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
