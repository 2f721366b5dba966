import { expect, test } from 'vitest'
import { createEngine, restoreEngine, type Engine } from '../../../src/engine/engine.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

const MINUTE = 60_000

function centre(care: object = {}): Engine {
  const spec = { channels: { chat: {} }, skills: ['returns'], queues: { main: {} }, pools: ['home'] }
  return createEngine(parsePolicy({ ...spec, promises: { queueWait: 'off' }, care }), { mode: 'assign' })
}

function signIn(engine: Engine, agentId: string, more: object = {}): void {
  engine.apply({ type: 'agent.signIn', atMs: engine.nowMs, agentId, skills: {}, ...more })
}

function ask(engine: Engine, agentId: string, more: object = {}): string[] {
  return told(engine.apply({ type: 'agent.requestBreak', atMs: engine.nowMs, agentId, ...more }))
}

function arrive(engine: Engine, contactId: string): string[] {
  const about = { contactId, queue: 'main', channel: 'chat' } as const
  return told(engine.apply({ type: 'contact.arrive', atMs: engine.nowMs, ...about }))
}

function told(events: readonly EngineEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'command.refused') return [event.code]
    if (event.type === 'contact.assigned') return [`${event.contactId} to ${event.agentId}`]
    if (event.type === 'agent.presence') return [`${event.agentId} ${event.presence} ${event.reason}`.trim()]
    if (event.type === 'agent.breakStarted') return [`${event.agentId} until ${event.untilAtMs}`]
    if (event.type === 'agent.breakEnded') return [`${event.agentId} ended${event.isEarly ? ' early' : ''}`]
    return event.type.startsWith('agent.break')
      ? [`${(event as EngineEvent & { agentId: string }).agentId} ${event.type.slice('agent.break'.length)}`]
      : []
  })
}

test('without a floor a break is granted at once; after ten minutes the agent is back, and gets the contact that waited', () => {
  const engine = centre()
  signIn(engine, 'ana')
  expect(ask(engine, 'ana')).toEqual([
    'ana Requested',
    'ana Granted',
    'ana away break',
    `ana until ${10 * MINUTE}`,
  ])
  expect(arrive(engine, 'kim')).toEqual([])
  expect(engine.nextDueAtMs).toBe(10 * MINUTE)
  expect(told(engine.apply({ type: 'tick', atMs: 10 * MINUTE }))).toEqual([
    'ana ended',
    'ana available',
    'kim to ana',
  ])
})

test('who takes no channel of a queue is no cover for it', () => {
  const spec = { channels: { phone: {}, chat: {} }, queues: { hotline: { channels: ['phone'] }, desk: {} } }
  const engine = createEngine(parsePolicy({ ...spec, care: { cover: { queues: { hotline: 1 } } } }))
  signIn(engine, 'ana')
  signIn(engine, 'ben', { channels: ['chat'] })
  expect(ask(engine, 'ana')).toEqual(['ana Requested'])
  expect(ask(engine, 'ben')).toContain('ben Granted')
  signIn(engine, 'cy', { channels: ['phone'] })
  expect(ask(engine, 'cy')).toEqual(['cy Requested'])
})

test('of two who ask, the second waits until the first is back, and goes before the contact that waits', () => {
  const engine = centre({ cover: { queues: { main: 1 } } })
  signIn(engine, 'ana')
  signIn(engine, 'ben')
  expect(ask(engine, 'ana', { lengthMs: MINUTE })).toContain('ana Granted')
  expect(ask(engine, 'ben', { lengthMs: MINUTE })).toEqual(['ben Requested'])
  expect(told(engine.apply({ type: 'tick', atMs: MINUTE }))).toEqual([
    'ana ended',
    'ana available',
    'ben Granted',
    'ben away break',
    `ben until ${2 * MINUTE}`,
  ])
})

test('work under way is finished first, nothing new comes, and the time counts from the end of the work', () => {
  const engine = centre()
  signIn(engine, 'ana', { capacityUnits: 2 })
  arrive(engine, 'kim')
  expect(ask(engine, 'ana', { reason: 'lunch' })).toEqual(['ana Requested', 'ana Granted', 'ana away lunch'])
  expect(arrive(engine, 'lee')).toEqual([])
  const restored = restoreEngine(engine.snapshot())
  for (const each of [engine, restored]) {
    const done = each.apply({ type: 'contact.finish', atMs: MINUTE, contactId: 'kim' })
    expect(told(done)).toEqual([`ana until ${11 * MINUTE}`])
    expect(told(each.apply({ type: 'tick', atMs: 11 * MINUTE }))).toContain('lee to ana')
  }
})

test('a floor concerns those whom it counts; one that is missed already grants nothing', () => {
  const engine = centre({ cover: { pools: { home: 1 }, skills: { returns: 2 } } })
  signIn(engine, 'ana', { pool: 'home' })
  signIn(engine, 'ben', { skills: { returns: 1 } })
  signIn(engine, 'eve')
  expect(ask(engine, 'eve')).toContain('eve Granted')
  expect(ask(engine, 'ana')).toEqual(['ana Requested'])
  expect(ask(engine, 'ben')).toEqual(['ben Requested'])
  const moved = engine.apply({ type: 'agent.update', atMs: 0, agentId: 'ben', skills: {} })
  expect(told(moved)).toContain('ben Granted')
  engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ida', skills: {}, pool: 'home', presence: 'away' })
  const back = engine.apply({ type: 'agent.setPresence', atMs: 0, agentId: 'ida', presence: 'available' })
  expect(told(back)).toContain('ana Granted')
})

test('a queue’s floor counts those who have what the queue requires', () => {
  const spec = { channels: { chat: {} }, skills: ['returns'] }
  const queues = { main: { requires: { returns: 2 }, relax: [{ afterMs: 1, drop: ['returns'] }] } }
  const engine = createEngine(parsePolicy({ ...spec, queues, care: { cover: { queues: { main: 1 } } } }))
  signIn(engine, 'ana', { skills: { returns: 2 } })
  signIn(engine, 'ben', { skills: { returns: 1 } })
  expect(ask(engine, 'ana')).toEqual(['ana Requested'])
  expect(ask(engine, 'ben')).toContain('ben Granted')
})

test('another policy may have room for a break, and one asked for again keeps its place and changes its terms', () => {
  const engine = centre({ cover: { queues: { main: 2 } } })
  signIn(engine, 'ana')
  ask(engine, 'ana')
  expect(ask(engine, 'ana', { lengthMs: 5, reason: 'tea' })).toEqual(['ana Requested'])
  const { policy } = centreOf({ cover: { queues: { main: 0 } }, breakMs: 1 })
  expect(told(engine.apply({ type: 'policy.replace', atMs: 0, policy }))).toEqual([
    'ana Granted',
    'ana away tea',
    'ana until 5',
  ])
})

function centreOf(care: object): { policy: ReturnType<typeof parsePolicy> } {
  const spec = { channels: { chat: {} }, skills: ['returns'], queues: { main: {} }, pools: ['home'] }
  return { policy: parsePolicy({ ...spec, care }) }
}

test('a request is withdrawn by its agent, and by going away without it; a break is over when the agent returns early', () => {
  const engine = centre({ cover: { queues: { main: 1 } } })
  signIn(engine, 'ana')
  expect(told(engine.apply({ type: 'agent.withdrawBreak', atMs: 0, agentId: 'ana' }))).toEqual([
    'notRequested',
  ])
  ask(engine, 'ana')
  expect(told(engine.apply({ type: 'agent.withdrawBreak', atMs: 0, agentId: 'ana' }))).toEqual([
    'ana Withdrawn',
  ])
  ask(engine, 'ana')
  const away = { type: 'agent.setPresence', atMs: 0, agentId: 'ana', presence: 'away' } as const
  expect(told(engine.apply({ ...away, reason: 'ill' }))).toEqual(['ana Withdrawn', 'ana away ill'])
  expect(ask(engine, 'ana')).toEqual(['agentAway'])
  engine.apply({ ...away, presence: 'available' })
  signIn(engine, 'ben')
  ask(engine, 'ana')
  expect(told(engine.apply({ ...away, reason: 'break' }))).toEqual([])
  expect(told(engine.apply({ ...away, presence: 'available' }))).toEqual(['ana ended early', 'ana available'])
  expect(engine.nextDueAtMs).toBe(Infinity)
})

test('a break of no length is refused', () => {
  const engine = centre()
  signIn(engine, 'ana')
  expect(ask(engine, 'ana', { lengthMs: 0 })).toEqual(['invalidValue'])
})
