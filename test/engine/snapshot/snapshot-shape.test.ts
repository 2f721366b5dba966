import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/engine.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'
import { assertSnapshotShape } from '../../../src/engine/snapshot/snapshot-shape.js'

const engine = createEngine(parsePolicy({ channels: { chat: {} }, queues: { support: {} } }))
engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
engine.apply({ type: 'contact.arrive', atMs: 0, contactId: 'c', queue: 'support', channel: 'chat' })
engine.apply({ type: 'agent.requestBreak', atMs: 0, agentId: 'ana' })
const snapshot = JSON.parse(JSON.stringify(engine.snapshot())) as Record<string, object[]>

test('a sound snapshot passes', () => {
  expect(() => assertSnapshotShape(snapshot)).not.toThrow()
})

test.each(['agents', 'contacts', 'clocks', 'breaks'])('a row of %s needs its fields', (list) => {
  const [row] = snapshot[list]!
  expect(() => assertSnapshotShape({ ...snapshot, [list]: [row, {}] })).toThrow(`snapshot: ${list}[1].`)
})

test.each([[undefined], [null], [0.5], ['1'], [2 ** 53]])('%s is no whole number', (seq) => {
  expect(() => assertSnapshotShape({ ...snapshot, seq })).toThrow('not a whole number')
})

test.each([
  ['agents', 'presence', 0],
  ['contacts', 'state', 9],
  ['contacts', 'emotionClass', 3],
  ['contacts', 'queuedFrom', 8],
  ['contacts', 'agent', -2],
  ['breaks', 'lengthMs', 0],
])('a row of %s is refused with a %s of %i', (list, field, value) => {
  const rows = [{ ...snapshot[list]![0], [field]: value }]
  expect(() => assertSnapshotShape({ ...snapshot, [list]: rows })).toThrow(
    `snapshot: ${list}[0].${field} is ${value}, not a whole number from`,
  )
})
