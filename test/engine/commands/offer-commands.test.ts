import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

test('an agent’s own work is told with the customer and the contact that it is about', () => {
  const engine = createEngine(parsePolicy({ channels: { phone: {} }, skills: [], queues: { support: {} } }))
  engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  const occupy = { type: 'agent.occupy', atMs: 0, agentId: 'ana', channel: 'phone' } as const
  const about = { contactId: 'own', customerId: 'kim', parentId: 'call' }
  expect(engine.apply({ ...occupy, ...about })).toMatchObject([
    { type: 'contact.assigned', agentId: 'ana', queue: '', ...about },
  ])
  engine.apply({ type: 'contact.finish', atMs: 1, contactId: 'own', wrapUpMs: 0 })
  expect(engine.apply({ ...occupy, atMs: 2 })).toMatchObject([
    { contactId: '', customerId: '', parentId: '' },
  ])
})
