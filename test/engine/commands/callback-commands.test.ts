import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine, restoreEngine, type Engine, type EngineSnapshot } from '../../../src/engine/engine.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import { faultText } from '../../../src/base/fault.js'
import { checkPolicy, parsePolicy } from '../../../src/engine/policy/policy.js'

const MINUTE = 60_000
const policy = parsePolicy({
  channels: { phone: { exclusive: true } },
  skills: [],
  queues: { support: { promises: { queueWait: 'off' }, maxWaiting: 2 } },
  callback: { attempts: 2, retryAfterMs: 15 * MINUTE },
})
const kim = { contactId: 'kim' } as const
const lee = { contactId: 'lee' } as const

interface Told {
  readonly engine: Engine
  readonly tell: (command: Command) => EngineEvent[]
}

/** Kim has waited since 0, Lee since a minute later. */
function waiting(): Told {
  const engine = createEngine(policy, { mode: 'assign' })
  const tell = (command: Command): EngineEvent[] => engine.apply(command)
  for (const [atMs, who] of [
    [0, kim],
    [MINUTE, lee],
  ] as const) {
    tell({ type: 'contact.arrive', atMs, ...who, queue: 'support', channel: 'phone' })
  }
  return { engine, tell }
}

const signIn = (atMs: number, agentId: string): Command => ({
  type: 'agent.signIn',
  atMs,
  agentId,
  skills: {},
})
const tick = (atMs: number): Command => ({ type: 'tick', atMs })

test('who hangs up to be called back keeps the place in the line', () => {
  const { engine, tell } = waiting()
  expect(tell({ type: 'contact.callback', atMs: 2 * MINUTE, ...kim })).toMatchObject([
    { type: 'callback.agreed', state: 'queued', fromAtMs: 2 * MINUTE, untilAtMs: null },
  ])
  expect(engine.position(kim)).toBe(1)
  expect(tell(signIn(3 * MINUTE, 'ana')).at(-1)).toMatchObject({
    type: 'contact.assigned',
    ...kim,
    waitMs: 3 * MINUTE,
    callback: { attempt: 1 },
  })
})

test('a callback in a window waits from its start on, with the time already waited, for the agent who was named', () => {
  const { engine, tell } = waiting()
  const window = { fromAtMs: 60 * MINUTE, untilAtMs: 120 * MINUTE }
  tell({ type: 'contact.callback', atMs: 5 * MINUTE, ...kim, window, toAgentId: 'ana' })
  expect(engine.contact(kim)).toMatchObject({ state: 'scheduled', waitedMs: 5 * MINUTE, callback: window })
  expect(engine.position(kim)).toBe(-1)
  tell(signIn(6 * MINUTE, 'ana'))
  expect(engine.contact(lee)).toMatchObject({ agentId: 'ana' })
  const restored = restoreEngine(JSON.parse(JSON.stringify(engine.snapshot())) as EngineSnapshot)
  expect(engine.nextDueAtMs).toBe(60 * MINUTE)
  const rest: Command[] = [tick(61 * MINUTE), signIn(61 * MINUTE, 'bo'), tick(63 * MINUTE)]
  const events = rest.flatMap((command) => tell(command))
  expect(rest.flatMap((command) => restored.apply(command))).toEqual(events)
  expect(events).toMatchObject([
    { type: 'contact.queued', atMs: 60 * MINUTE, ...kim, from: 'callback' },
    { type: 'contact.held', agentId: 'ana' },
    { type: 'agent.signedIn', agentId: 'bo' },
    { type: 'contact.released', agentId: 'ana', reason: 'time', atMs: 62 * MINUTE },
    { type: 'contact.assigned', agentId: 'bo', waitMs: 2 * MINUTE, callback: { untilAtMs: 120 * MINUTE } },
  ])
  expect(tell({ type: 'contact.finish', atMs: 70 * MINUTE, ...kim }).at(0)).toMatchObject({
    history: [
      { fromAtMs: 0, toAtMs: 5 * MINUTE, ended: 'callback' },
      { fromAtMs: 5 * MINUTE, assignedAtMs: 62 * MINUTE, ended: 'finished' },
    ],
  })
})

test('a window that closes without an agent is told once, and the contact waits on', () => {
  const { engine, tell } = waiting()
  const window = { fromAtMs: 10 * MINUTE, untilAtMs: 20 * MINUTE }
  tell({ type: 'contact.callback', atMs: 5 * MINUTE, ...kim, window })
  expect(tell(tick(60 * MINUTE))).toMatchObject([
    { type: 'contact.unservable', atMs: 10 * MINUTE },
    { type: 'contact.queued', atMs: 10 * MINUTE, from: 'callback' },
    { type: 'callback.overdue', atMs: 20 * MINUTE, dueAtMs: 20 * MINUTE },
  ])
  expect(engine.line('support')).toMatchObject([
    lee,
    { ...kim, waitMs: 50 * MINUTE, standing: 100 * 55 * MINUTE },
  ])
})

test('an agent who has the contact in time keeps the promise, and a customer who is not reached is called again', () => {
  const { engine, tell } = waiting()
  tell({ type: 'contact.cancel', atMs: 2 * MINUTE, ...lee })
  const window = { fromAtMs: 10 * MINUTE, untilAtMs: 20 * MINUTE }
  tell({ type: 'contact.callback', atMs: 5 * MINUTE, ...kim, window })
  tell(signIn(6 * MINUTE, 'ana'))
  expect(tell(tick(10 * MINUTE))).toMatchObject([{ type: 'contact.assigned', agentId: 'ana' }])
  expect(tell({ type: 'callback.fail', atMs: 11 * MINUTE, ...kim })).toMatchObject([
    { type: 'callback.missed', agentId: 'ana', attempt: 1, talkMs: MINUTE, retryAtMs: 26 * MINUTE },
  ])
  expect(tell(tick(40 * MINUTE))).toMatchObject([
    { type: 'contact.assigned', atMs: 26 * MINUTE, agentId: 'ana', waitMs: 0, callback: { attempt: 2 } },
  ])
  expect(tell({ type: 'callback.fail', atMs: 41 * MINUTE, ...kim })).toMatchObject([
    { type: 'callback.missed', attempt: 2, retryAtMs: null },
    { type: 'callback.escalated', attempts: 2 },
  ])
  expect(engine.contact(kim)).toMatchObject({ state: 'awaitingAgent', agentId: 'ana', callback: null })
  expect(tell({ type: 'callback.fail', atMs: 42 * MINUTE, ...kim })).toMatchObject([{ code: 'notCallback' }])
  expect(engine.nextDueAtMs).toBe(Infinity)
})

test('a conversation may be put off: the agent has room at once, and a transfer makes it an ordinary contact', () => {
  const { engine, tell } = waiting()
  tell(signIn(2 * MINUTE, 'ana'))
  const tomorrow = { fromAtMs: 1440 * MINUTE, untilAtMs: 1500 * MINUTE }
  expect(tell({ type: 'contact.callback', atMs: 4 * MINUTE, ...kim })).toMatchObject([{ code: 'notWaiting' }])
  expect(tell({ type: 'contact.callback', atMs: 4 * MINUTE, ...kim, window: tomorrow })).toMatchObject([
    { type: 'callback.agreed', state: 'scheduled', agentId: 'ana', talkMs: 2 * MINUTE },
    { type: 'contact.assigned', ...lee },
  ])
  tell({ type: 'contact.finish', atMs: 9 * MINUTE, ...lee })
  expect(tell(tick(1440 * MINUTE))).toMatchObject([{ type: 'contact.assigned', ...kim, agentId: 'ana' }])
  const events = tell({ type: 'contact.transfer', atMs: 1441 * MINUTE, ...kim, queue: 'support' })
  expect(events.at(-1)).not.toHaveProperty('callback')
  expect(engine.contact(kim)).toMatchObject({ state: 'awaitingAgent', callback: null })
})

test('an arrival may bring its window along, past a full queue; a window to come is called off by the host', () => {
  const { engine, tell } = waiting()
  const window = { fromAtMs: 10 * MINUTE, untilAtMs: 20 * MINUTE }
  const max = { contactId: 'max', queue: 'support', channel: 'phone', callback: window } as const
  expect(tell({ type: 'contact.arrive', atMs: 2 * MINUTE, ...max })).toMatchObject([
    { type: 'callback.agreed', state: 'scheduled', fromAtMs: 10 * MINUTE },
  ])
  expect(tell({ type: 'contact.abandon', atMs: 3 * MINUTE, contactId: 'max' })).toMatchObject([
    { code: 'notWaiting' },
  ])
  expect(tell({ type: 'contact.cancel', atMs: 3 * MINUTE, contactId: 'max' })).toMatchObject([
    { type: 'contact.cancelled', waitMs: 0 },
  ])
  expect(tell({ type: 'contact.arrive', atMs: 11 * MINUTE, ...max })).toMatchObject([{ code: 'queueFull' }])
  expect(engine.nextDueAtMs).toBe(Infinity)
})

test('a window that is none is refused', () => {
  const { tell } = waiting()
  const windows: readonly unknown[] = [
    null,
    'soon',
    {},
    { fromAtMs: 10 * MINUTE },
    { fromAtMs: 10 * MINUTE, untilAtMs: 10 * MINUTE },
    { fromAtMs: 0, untilAtMs: 2 * MINUTE },
    { fromAtMs: 0.5, untilAtMs: 9 * MINUTE },
    { fromAtMs: 0, untilAtMs: 2 ** 42 + 1 },
    { fromAtMs: 'now', untilAtMs: 9 * MINUTE },
  ]
  for (const window of windows) {
    const command = { type: 'contact.callback', atMs: 2 * MINUTE, ...kim, window } as Command
    expect(tell(command)).toMatchObject([{ code: 'invalidValue' }])
  }
})

test('a customer who hung up meets no bot, and is not offered what was agreed', () => {
  const eager = parsePolicy({ channels: { phone: {} }, skills: [], queues: { support: {} } })
  const engine = createEngine(eager)
  engine.apply({ type: 'contact.arrive', atMs: 0, ...kim, queue: 'support', channel: 'phone' })
  engine.apply({ type: 'bot.begin', atMs: 1000, ...kim })
  expect(engine.apply({ type: 'contact.callback', atMs: 2000, ...kim })).toMatchObject([
    { type: 'bot.ended', outcome: 'callback' },
    { type: 'callback.agreed' },
  ])
  const types = engine.apply(tick(200_000)).map(({ type }) => type)
  expect(types).toEqual(['promise.warned', 'promise.breached', 'contact.boosted'])
  expect(engine.apply({ type: 'bot.begin', atMs: 200_000, ...kim })).toMatchObject([{ code: 'notWaiting' }])
})

test('a policy that calls nobody, or again at once, is refused with every fault', () => {
  const faults = checkPolicy({
    channels: { phone: {} },
    skills: [],
    queues: { support: {} },
    callback: { attempts: 0, retryAfterMs: 0, retries: 2 },
  })
  expect(faults.map(faultText)).toEqual([
    'callback.attempts: must be a whole number from 1 to 100, not 0',
    'callback.retryAfterMs: must be a whole number of milliseconds from 1 to 4398046511104, not 0',
    'callback.retries: unknown key "retries" (known: "attempts", "retryAfterMs")',
  ])
})

test('a scheduled contact is given another window, or its turn at once', () => {
  const { engine, tell } = waiting()
  const window = (fromMinute: number): { fromAtMs: number; untilAtMs: number } => ({
    fromAtMs: fromMinute * MINUTE,
    untilAtMs: (fromMinute + 10) * MINUTE,
  })
  tell({ type: 'contact.callback', atMs: 5 * MINUTE, ...kim, window: window(30) })
  expect(tell({ type: 'contact.callback', atMs: 6 * MINUTE, ...kim, window: window(20) })).toMatchObject([
    { type: 'callback.agreed', state: 'scheduled', fromAtMs: 20 * MINUTE },
  ])
  expect(engine.nextDueAtMs).toBe(20 * MINUTE)
  const events = tell({ type: 'contact.callback', atMs: 8 * MINUTE, ...kim })
  expect(events).toMatchObject([
    { type: 'callback.agreed', state: 'queued', fromAtMs: 8 * MINUTE, untilAtMs: null },
    { type: 'contact.unservable' },
    { type: 'contact.queued', from: 'callback' },
  ])
  expect(engine.line('support')).toMatchObject([lee, { ...kim, waitMs: 0, standing: 100 * 5 * MINUTE }])
  expect(engine.nextDueAtMs).toBe(Infinity)
})

test('a customer who is on the line after all keeps the place, and is not to be called', () => {
  const engine = createEngine(policy, { mode: 'assign' })
  const tell = (command: Command): EngineEvent[] => engine.apply(command)
  const window = { fromAtMs: 60 * MINUTE, untilAtMs: 120 * MINUTE }
  tell({ type: 'contact.arrive', atMs: 0, ...kim, queue: 'support', channel: 'phone' })
  tell({ type: 'contact.callback', atMs: 5 * MINUTE, ...kim, window })
  expect(tell({ type: 'callback.end', atMs: 20 * MINUTE, ...kim })).toMatchObject([
    { type: 'callback.ended', queue: 'support', channel: 'phone' },
    { type: 'contact.unservable' },
    { type: 'contact.queued', from: 'callback' },
  ])
  expect(engine.contact(kim)).toMatchObject({ state: 'queued', callback: null, waitedMs: 5 * MINUTE })
  expect(tell({ type: 'callback.end', atMs: 20 * MINUTE, ...kim })).toMatchObject([{ code: 'notCallback' }])
  // In line, nothing else changes.
  tell({ type: 'contact.callback', atMs: 21 * MINUTE, ...kim })
  expect(tell({ type: 'callback.end', atMs: 22 * MINUTE, ...kim })).toMatchObject([
    { type: 'callback.ended' },
  ])
  const events = tell({ type: 'agent.signIn', atMs: 23 * MINUTE, agentId: 'ana', skills: {} })
  expect(events.at(-1)).toMatchObject({ type: 'contact.assigned', waitMs: 3 * MINUTE })
  expect(events.at(-1)).not.toHaveProperty('callback')
  expect(tell({ type: 'callback.fail', atMs: 24 * MINUTE, ...kim })).toMatchObject([{ code: 'notCallback' }])
  expect(tell({ type: 'tick', atMs: 200 * MINUTE }).map(({ type }) => type)).not.toContain('callback.overdue')
})
