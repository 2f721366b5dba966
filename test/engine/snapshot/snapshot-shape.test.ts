/** Each field that a snapshot must have is missed when it is gone, and told by its place; nothing else is asked for. */
import { expect, test } from 'vitest'
import { InvariantError } from '../../../src/base/assert.js'
import { createEngine } from '../../../src/engine/engine.js'
import { definePolicy } from '../../../src/engine/policy/policy.js'
import { assertSnapshotShape } from '../../../src/engine/snapshot/snapshot-shape.js'

type Row = Record<string, unknown>

const atMs = Date.UTC(2026, 2, 3, 10)
const policy = definePolicy(
  {
    channels: { chat: {} },
    skills: [],
    calendars: { shop: { zone: 'Europe/Berlin', weekly: { 'mon-fri': ['09:00-17:00'] } } },
    queues: { support: { hours: 'shop' } },
  },
  { horizon: { fromAtMs: atMs, untilAtMs: Date.UTC(2027, 0, 1) } },
)

function snapshot(): Row {
  const engine = createEngine(policy)
  engine.apply({ type: 'agent.signIn', atMs, agentId: 'a', skills: {} })
  engine.apply({ type: 'agent.requestBreak', atMs, agentId: 'a', reason: 'lunch', lengthMs: 60_000 })
  engine.apply({ type: 'contact.arrive', atMs, queue: 'support', channel: 'chat', contactId: 'c' })
  return structuredClone(engine.snapshot()) as unknown as Row
}

/** Every field of the head and of each row, as the list it is in and the field. */
function fields(whole: Row): (readonly [string | undefined, string])[] {
  const head = Object.keys(whole).filter((name) => !Array.isArray(whole[name]))
  const rows = Object.keys(whole).flatMap((list) => {
    const row = Array.isArray(whole[list]) ? (whole[list] as Row[])[0] : undefined
    return row === undefined ? [] : Object.keys(row).map((name) => [list, name] as const)
  })
  return [...head.map((name) => [undefined, name] as const), ...rows]
}

/** Without them a snapshot is whole, or they are looked at before. */
const OPTIONAL = [
  'format',
  'formatVersion',
  'batchIsDue',
  'waits',
  'dueAtMs',
  'promise',
  'calendar',
  'recoverAtMs',
]

test('a snapshot has the shape of one, whatever it has besides', () => {
  expect(() => assertSnapshotShape(snapshot())).not.toThrow()
  expect(() => assertSnapshotShape({ ...snapshot(), more: 1 })).not.toThrow()
})

test('every field that is gone is told by its place', () => {
  const told = fields(snapshot()).filter(([, name]) => !OPTIONAL.includes(name))
  expect(told.length).toBeGreaterThan(50)
  for (const [list, name] of told) {
    const damaged = snapshot()
    const row = list === undefined ? damaged : (damaged[list] as Row[])[0]!
    row[name] = undefined
    const place =
      name === 'policy' ? 'policy is' : `${list === undefined ? '' : `${list}[0].`}${name} is undefined`
    expect(() => assertSnapshotShape(damaged), place).toThrow(InvariantError)
    expect(() => assertSnapshotShape(damaged)).toThrow(`snapshot: ${place}`)
  }
})
