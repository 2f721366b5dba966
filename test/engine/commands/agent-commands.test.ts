import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine, type Engine } from '../../../src/engine/engine.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

function centre(): { engine: Engine; tell: (command: object) => unknown[] } {
  const engine = createEngine(
    parsePolicy({
      channels: { phone: { exclusive: true } },
      skills: ['returns'],
      queues: { support: { requires: { returns: 2 } } },
      hold: { dedicatedMs: 600_000 },
    }),
  )
  return { engine, tell: (command) => engine.apply({ atMs: engine.nowMs, ...command } as Command) }
}

test('a contact that is held for an agent who can no longer serve it waits for anybody', () => {
  const { engine, tell } = centre()
  for (const agentId of ['ana', 'bo']) tell({ type: 'agent.signIn', agentId, skills: { returns: 2 } })
  tell({ type: 'agent.occupy', agentId: 'ana', contactId: 'own', channel: 'phone' })
  const kim = { contactId: 'kim', queue: 'support', channel: 'phone', dedicatedAgentId: 'ana' }
  expect(tell({ type: 'contact.arrive', ...kim })).toContainEqual(
    expect.objectContaining({ type: 'contact.held', contactId: 'kim' }),
  )
  expect(tell({ type: 'agent.update', agentId: 'ana', skills: { returns: 1 } })).toMatchObject([
    { type: 'agent.updated', agentId: 'ana' },
    { type: 'contact.released', contactId: 'kim', reason: 'agentChanged' },
    { type: 'contact.offered', contactId: 'kim', agentId: 'bo' },
  ])
  engine.checkInvariants()
})

test('nobody signs in without an id', () => {
  expect(centre().tell({ type: 'agent.signIn', skills: {} })).toMatchObject([
    { type: 'command.refused', code: 'invalidValue', message: 'agent.signIn needs an agentId' },
  ])
})
