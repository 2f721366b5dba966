import { expect, test } from 'vitest'
import { createEngine, restoreEngine, type EngineSnapshot } from '../../../src/engine/engine.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

const engine = createEngine(
  parsePolicy({
    channels: { chat: {} },
    queues: { support: {} },
    promises: { queueWait: { breachMs: 1000, repeatMs: 1000 } },
  }),
)
engine.apply({ type: 'agent.signIn', atMs: 5, agentId: 'ana', skills: {} })
engine.apply({ type: 'contact.arrive', atMs: 5, contactId: 'talks', queue: 'support', channel: 'chat' })
engine.apply({ type: 'offer.accept', atMs: 5, contactId: 'talks', agentId: 'ana' })
engine.apply({ type: 'contact.arrive', atMs: 5, contactId: 'waits', queue: 'support', channel: 'chat' })

interface Row {
  [field: string]: unknown
}
type Json = Record<'contacts' | 'agents' | 'clocks', Row[]>

/** What is said of the snapshot after a change by hand. */
function restored(change: (snapshot: Json) => void): () => unknown {
  const snapshot = JSON.parse(JSON.stringify(engine.snapshot())) as Json
  change(snapshot)
  return () => restoreEngine(snapshot as unknown as EngineSnapshot)
}

function waiting(change: object): () => unknown {
  return restored(({ contacts }) =>
    Object.assign(
      contacts.find(({ id }) => id === 'waits')!,
      change,
    ),
  )
}

function promised(change: (clock: Row, promise: Row) => void): () => unknown {
  return restored(({ clocks }) => {
    const clock = clocks.find(({ kind, dueAtMs }) => kind === 0 && dueAtMs !== null)!
    change(clock, clock['promise'] as Row)
  })
}

test('a sound snapshot is restored', () => {
  expect(restored(() => undefined)).not.toThrow()
})

test.each([
  [{ agent: 0 }, /waits and is with an agent/],
  [{ state: 4 }, /waits and is with an agent, or does neither/],
  [{ holder: 7 }, /held for nobody/],
  [{ queue: 1 }, /in no queue/],
  [{ issue: 6 }, /no issue/],
  [{ sinceAtMs: 6 }, /since later than now/],
  [{ slot: 9 }, /no slot/],
])('a contact that waits is refused with %j', (change, words) => {
  expect(waiting(change)).toThrow(words)
})

test('a clock is refused that would fail when it is due, or never stop', () => {
  expect(promised((_, promise) => (promise['repeatMs'] = 0))).toThrow(/repeats at once/)
  expect(promised((_, promise) => (promise['stages'] = []))).toThrow(/no stages/)
  expect(promised((_, promise) => (promise['stages'] = [{ stage: 'breach', afterMs: 5 }]))).toThrow(
    /no stages/,
  )
  expect(promised((clock) => (clock['stage'] = 7))).toThrow(/behind its stages/)
  expect(promised((clock) => (clock['owner'] = -1))).toThrow(/to nobody/)
  expect(promised((clock) => delete clock['promise'])).toThrow(/no promise/)
  expect(promised((clock) => (clock['dueAtMs'] = 1))).toThrow(/deadline has been missed/)
})

test('rows that contradict each other are refused', () => {
  expect(restored((snapshot) => (snapshot.agents = []))).toThrow(/snapshot/)
  expect(restored(({ contacts }) => contacts.pop())).toThrow(/engine|snapshot/)
})

test('an engine that has been told nothing yet is restored, with hours that began before', () => {
  const spec = { zone: 'UTC', weekly: { 'mon-fri': ['09:00-17:00'] } }
  const fresh = createEngine(
    parsePolicy(
      { channels: { chat: {} }, queues: { support: { hours: 'day' } }, calendars: { day: spec } },
      { horizon: { fromAtMs: 0, untilAtMs: 86_400_000 } },
    ),
  )
  expect(fresh.nextDueAtMs).toBe(0)
  expect(restoreEngine(fresh.snapshot()).stateHash()).toBe(fresh.stateHash())
})
