import { expect, test } from 'vitest'
import { createEngine, restoreEngine, type Engine } from '../../../src/engine/engine.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import { definePolicy, parsePolicy } from '../../../src/engine/policy/policy.js'

const MINUTE = 60_000
const base = { channels: { chat: {} }, skills: [], queues: { main: {} } }

function centre(care: object, capacityUnits = 1): Engine {
  const engine = createEngine(
    parsePolicy({ ...base, promises: { queueWait: 'off', firstReply: 'off' }, care, capacityUnits }),
    {
      mode: 'assign',
    },
  )
  engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  return engine
}

function arrive(engine: Engine, contactId: string, emotion: number, more: object = {}): EngineEvent[] {
  return engine.apply({
    type: 'contact.arrive',
    atMs: engine.nowMs,
    contactId,
    queue: 'main',
    channel: 'chat',
    emotion,
    ...more,
  })
}

function finish(engine: Engine, contactId: string, atMs: number): string[] {
  return told(engine.apply({ type: 'contact.finish', atMs, contactId, wrapUpMs: 0 }))
}

function told(events: readonly EngineEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'contact.assigned') return [`${event.contactId} to ${event.agentId}`]
    if (event.type === 'agent.coolingDown') return [`until ${event.untilAtMs}`]
    return event.type === 'agent.cooledDown' ? ['cooled down'] : []
  })
}

test('after two angry contacts in a row comes an easy one first, however long the third angry one has waited', () => {
  const engine = centre({ maxHardInARow: 2 })
  expect(told(arrive(engine, 'angry1', 90))).toEqual(['angry1 to ana'])
  arrive(engine, 'angry2', 90)
  arrive(engine, 'angry3', 90)
  expect(finish(engine, 'angry1', MINUTE)).toEqual(['angry2 to ana'])
  expect(finish(engine, 'angry2', 2 * MINUTE)).toEqual([])
  expect(engine.explain({ contactId: 'angry3' })?.candidates).toMatchObject([
    { verdict: 'notNow', reason: 'resting', detail: 'hard contacts in a row: 2 taken, 2 at most' },
  ])
  expect(told(arrive(engine, 'calm', 0))).toEqual(['calm to ana'])
  expect(finish(engine, 'calm', 3 * MINUTE)).toEqual(['angry3 to ana'])
})

test('an easy contact ends the row at once: with room left the agent gets the waiting angry one beside it', () => {
  const engine = centre({ maxHardInARow: 1 }, 3)
  expect(told(arrive(engine, 'angry1', 90))).toEqual(['angry1 to ana'])
  expect(told(arrive(engine, 'angry2', 90))).toEqual([])
  expect(told(arrive(engine, 'calm', 0))).toEqual(['calm to ana', 'angry2 to ana'])
})

test('a row is forgotten after a rest, counted from the end of the last hard contact', () => {
  const engine = centre({ maxHardInARow: 1, restMs: 20 * MINUTE })
  arrive(engine, 'angry1', 90)
  arrive(engine, 'angry2', 90)
  expect(finish(engine, 'angry1', 5 * MINUTE)).toEqual([])
  expect(engine.nextDueAtMs).toBe(25 * MINUTE)
  expect(told(engine.apply({ type: 'tick', atMs: 25 * MINUTE - 1 }))).toEqual([])
  expect(told(engine.apply({ type: 'tick', atMs: 25 * MINUTE }))).toEqual(['angry2 to ana'])
})

test('offers count: an agent with room for three is not offered three angry contacts at once', () => {
  const policy = definePolicy({ ...base, care: { maxHardInARow: 2 }, capacityUnits: 3 })
  const engine = createEngine(policy, { mode: 'offer' })
  engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  const offered = ['a', 'b', 'c'].map((contactId) =>
    arrive(engine, contactId, 90).some(({ type }) => type === 'contact.offered'),
  )
  expect(offered).toEqual([true, true, false])
  const declined = engine.apply({ type: 'offer.decline', atMs: 0, contactId: 'a', agentId: 'ana' })
  expect(declined.map(({ type }) => type)).toEqual(['offer.declined', 'contact.offered', 'contact.queued'])
})

test('a contact that turns angry in conversation is hard from then on, and adds to the emotional load', () => {
  const engine = centre({ maxHardInARow: 1 })
  arrive(engine, 'kim', 0)
  arrive(engine, 'angry', 90)
  engine.apply({ type: 'contact.update', atMs: 0, contactId: 'kim', emotion: 95 })
  engine.apply({ type: 'contact.update', atMs: 0, contactId: 'kim', emotion: 0 })
  const [ana] = engine.snapshot().agents
  expect(ana).toMatchObject({ emotionalLoad: 1, hardInARow: 1 })
  expect(finish(engine, 'kim', 10)).toEqual([])
  expect(engine.explain({ contactId: 'angry' })?.candidates).toMatchObject([{ reason: 'resting' }])
})

test('emotional load falls one by one as time passes, also when nothing else is due', () => {
  const engine = centre({})
  arrive(engine, 'angry', 90)
  finish(engine, 'angry', 0)
  const loads = [20 * MINUTE - 1, 20 * MINUTE].map((atMs) => {
    expect(engine.apply({ type: 'tick', atMs })).toEqual([])
    return engine.snapshot().agents[0]!.emotionalLoad
  })
  expect(loads).toEqual([1, 0])
})

test('after an angry contact the agent takes nothing until cooled down', () => {
  const engine = centre({ coolDownMs: MINUTE })
  arrive(engine, 'angry', 90)
  arrive(engine, 'calm', 0)
  expect(finish(engine, 'angry', 1000)).toEqual([`until ${MINUTE + 1000}`])
  expect(engine.explain({ contactId: 'calm' })?.candidates).toMatchObject([
    { reason: 'resting', detail: `cools down until ${MINUTE + 1000}` },
  ])
  const restored = restoreEngine(engine.snapshot())
  for (const each of [engine, restored]) {
    expect(told(each.apply({ type: 'tick', atMs: MINUTE + 1000 }))).toEqual(['cooled down', 'calm to ana'])
  }
})

test('whoever has left does not cool down any more', () => {
  const engine = centre({ coolDownMs: MINUTE })
  arrive(engine, 'angry', 90)
  expect(finish(engine, 'angry', 1000)).toEqual([`until ${MINUTE + 1000}`])
  engine.apply({ type: 'agent.signOut', atMs: 2000, agentId: 'ana' })
  expect(engine.nextDueAtMs).toBe(Infinity)
  expect(engine.apply({ type: 'tick', atMs: 2 * MINUTE })).toEqual([])
})

test('without a limit nothing is counted, so a limit that comes later begins at 0', () => {
  const engine = centre({})
  arrive(engine, 'kim', 0)
  engine.apply({ type: 'contact.update', atMs: 0, contactId: 'kim', emotion: 90 })
  expect(engine.snapshot().agents).toMatchObject([{ hardInARow: 0 }])
  const care = { maxHardInARow: 1 }
  engine.apply({
    type: 'policy.replace',
    atMs: 0,
    policy: parsePolicy({ ...base, promises: { queueWait: 'off', firstReply: 'off' }, care, version: 2 }),
  })
  finish(engine, 'kim', 10)
  expect(told(arrive(engine, 'angry', 90))).toEqual(['angry to ana'])
})

test('a cool-down from hard contacts leaves the easy ones', () => {
  const engine = centre({ coolDownMs: MINUTE, coolDownFrom: 'hard' })
  arrive(engine, 'angry1', 90)
  arrive(engine, 'angry2', 90)
  arrive(engine, 'calm', 0)
  expect(finish(engine, 'angry1', 1000)).toEqual([`until ${MINUTE + 1000}`, 'calm to ana'])
  expect(finish(engine, 'calm', 2000)).toEqual([])
  expect(told(engine.apply({ type: 'tick', atMs: MINUTE + 1000 }))).toEqual(['cooled down', 'angry2 to ana'])
})

test('people decide for themselves: a pull and a supervisor pass over a rest, and count', () => {
  const engine = centre({ maxHardInARow: 1, coolDownMs: MINUTE }, 3)
  arrive(engine, 'angry1', 90)
  arrive(engine, 'angry2', 90)
  arrive(engine, 'angry3', 90)
  finish(engine, 'angry1', 1000)
  expect(told(engine.apply({ type: 'contact.pull', atMs: 1000, agentId: 'ana' }))).toEqual(['angry2 to ana'])
  expect(
    told(engine.apply({ type: 'contact.assign', atMs: 1000, contactId: 'angry3', agentId: 'ana' })),
  ).toEqual(['angry3 to ana'])
  expect(engine.snapshot().agents[0]?.hardInARow).toBe(3)
})

test('an issue can be hard whatever the emotion, and the event of the assignment says so', () => {
  const engine = centre({ hardIssues: ['complaint'] })
  const [assigned] = arrive(engine, 'kim', 0, { issue: 'complaint' })
  expect(assigned).toMatchObject({
    type: 'contact.assigned',
    isHard: true,
    issue: 'complaint',
    tier: 'regular',
  })
})
