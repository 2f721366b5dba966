import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import type { Command } from '../../src/engine/commands/command.js'
import { createEngine, restoreEngine, type Engine, type EngineSnapshot } from '../../src/engine/engine.js'
import { createLiveMeasures } from '../../src/engine/live/live-measures.js'
import { parsePolicy } from '../../src/engine/policy/policy.js'
import { starvationBounds } from '../../src/engine/policy/starvation.js'

const policy = parsePolicy({
  channels: { chat: {}, phone: { exclusive: true } },
  skills: ['returns'],
  regions: ['north'],
  pools: ['night'],
  queues: { support: {}, sales: {} },
})

/** One of each state: `talking` with ana, `ringing` at bo, `waiting` in line, `asking` a bot meanwhile. */
function busyCentre(): Engine {
  const engine = createEngine(policy)
  const tell = (command: Command): void => void engine.apply(command)
  tell({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  tell({ type: 'contact.arrive', atMs: 0, contactId: 'talking', queue: 'support', channel: 'chat' })
  tell({ type: 'offer.accept', atMs: 0, contactId: 'talking', agentId: 'ana' })
  tell({ type: 'agent.signIn', atMs: 0, agentId: 'bo', skills: {} })
  tell({ type: 'contact.arrive', atMs: 0, contactId: 'ringing', queue: 'support', channel: 'chat' })
  tell({ type: 'contact.arrive', atMs: 0, contactId: 'waiting', queue: 'support', channel: 'chat' })
  tell({ type: 'contact.arrive', atMs: 0, contactId: 'asking', queue: 'sales', channel: 'chat' })
  tell({ type: 'bot.begin', atMs: 0, contactId: 'asking' })
  return engine
}

/** A command of each kind that states every field it may state. */
const whole: readonly Record<string, unknown>[] = [
  {
    type: 'contact.arrive',
    contactId: 'new',
    queue: 'support',
    channel: 'chat',
    issue: 'repair',
    tier: 'core',
    emotion: 50,
    region: 'north',
    customerId: 'kim',
    dedicatedAgentId: 'ana',
    lastAgentId: 'bo',
    headStartMs: 5,
    waitedMs: 5,
    parentId: 'talking',
    requires: { returns: 1 },
    requiresAny: [{ returns: 1 }],
    prefers: { returns: 1 },
    commandId: 'x',
  },
  {
    type: 'contact.update',
    contactId: 'waiting',
    issue: 'repair',
    tier: 'core',
    emotion: 5,
    region: 'north',
    headStartMs: 5,
    requires: { returns: 1 },
    requiresAny: [],
    prefers: {},
  },
  { type: 'contact.abandon', contactId: 'waiting' },
  { type: 'contact.cancel', contactId: 'waiting' },
  { type: 'contact.reply', contactId: 'talking', by: 'agent', isUpdate: true },
  { type: 'contact.hold', contactId: 'talking', reason: 'asking a colleague' },
  { type: 'contact.resume', contactId: 'talking' },
  { type: 'contact.resolve', contactId: 'talking' },
  { type: 'contact.confirm', contactId: 'talking', isSolved: false },
  { type: 'contact.reopen', contactId: 'talking', by: 'customer' },
  { type: 'contact.rate', contactId: 'talking', rating: 4 },
  { type: 'contact.finish', contactId: 'talking', wrapUpMs: 5, by: 'agent', outcome: 'resolved' },
  { type: 'contact.endWrapUp', contactId: 'talking' },
  {
    type: 'contact.transfer',
    contactId: 'talking',
    queue: 'sales',
    channel: 'chat',
    toAgentId: 'bo',
    reason: 'an expert',
    requires: {},
    requiresAny: [],
    prefers: {},
  },
  { type: 'contact.move', contactId: 'waiting', queue: 'sales', channel: 'chat' },
  { type: 'contact.move', contactId: 'talking', channel: 'phone' },
  { type: 'contact.assign', contactId: 'waiting', agentId: 'ana' },
  { type: 'contact.pull', contactId: 'waiting', agentId: 'ana', queue: 'support' },
  {
    type: 'contact.callback',
    contactId: 'waiting',
    window: { fromAtMs: 60_000, untilAtMs: 120_000 },
    toAgentId: 'ana',
  },
  { type: 'bot.begin', contactId: 'waiting' },
  { type: 'bot.resolve', contactId: 'asking' },
  { type: 'bot.handOver', contactId: 'asking', collected: { order: '17' } },
  { type: 'bot.fail', contactId: 'asking', reason: 'no answer' },
  { type: 'offer.accept', contactId: 'ringing', agentId: 'bo' },
  { type: 'offer.decline', contactId: 'ringing', agentId: 'bo', retryAfterMs: 5 },
  { type: 'offer.revoke', contactId: 'ringing' },
  {
    type: 'agent.signIn',
    agentId: 'cy',
    skills: { returns: 1 },
    queues: ['sales'],
    channels: ['chat'],
    region: 'north',
    pool: 'night',
    capacityUnits: 2,
    presence: 'away',
    reason: 'break',
  },
  { type: 'agent.setPresence', agentId: 'ana', presence: 'away', reason: 'break' },
  {
    type: 'agent.update',
    agentId: 'ana',
    skills: { returns: 1 },
    queues: ['sales'],
    channels: ['chat'],
    region: 'north',
    pool: 'night',
    capacityUnits: 2,
  },
  { type: 'agent.signOut', agentId: 'ana', conversations: 'finish' },
  {
    type: 'agent.occupy',
    agentId: 'ana',
    contactId: 'own',
    channel: 'phone',
    customerId: 'kim',
    parentId: 'talking',
  },
  { type: 'agent.requestBreak', agentId: 'ana', lengthMs: 5, reason: 'lunch' },
  { type: 'policy.replace', policy },
]

const wrong: readonly unknown[] = [
  null,
  5,
  -1,
  0.5,
  Number.NaN,
  1n,
  '',
  'nobody',
  true,
  [],
  [null],
  [5],
  {},
  { nobody: 1 },
  { returns: null },
  { toString: null },
]

/** Texts that any text may be in, and those that any text but the empty one may be in. */
const FREE = ['commandId', 'customerId', 'parentId', 'dedicatedAgentId', 'lastAgentId', 'reason']
const NAMES = ['contactId', 'agentId', 'toAgentId']

/** Whether a field of a command that has `usual` there could hold `value` as well: if not, it must be refused. */
function mayHold(field: string, usual: unknown, value: unknown): boolean {
  if (typeof value !== typeof usual || value === null || Array.isArray(value) !== Array.isArray(usual))
    return false
  if (typeof value === 'string') return FREE.includes(field) || (NAMES.includes(field) && value !== '')
  if (typeof value === 'number')
    return Number.isInteger(value) && (value >= 0 || field.startsWith('headStart'))
  return typeof value === 'boolean' || Object.keys(value as object).length === 0
}

test('a malformed field is refused in words, never thrown, and breaks nothing', () => {
  // A refusal counts as a command and as an event, and leaves everything else as it was.
  const stateOf = (engine: Engine): object => ({ ...engine.snapshot(), cause: 0, seq: 0 })
  const asIs = stateOf(busyCentre())
  for (const command of whole) {
    for (const field of Object.keys(command)) {
      for (const value of wrong) {
        const engine = busyCentre()
        const bad = { ...command, [field]: value, atMs: 0 } as unknown as Command
        const refused = engine.apply(bad).find((event) => event.type === 'command.refused')
        engine.checkInvariants()
        if (refused === undefined) {
          const text = `${String(command['type'])} with ${field}: ${String(value)} is not refused`
          expect(mayHold(field, command[field], value), text).toBe(true)
          continue
        }
        expect(refused.message.length).toBeGreaterThan(10)
        if (command['commandId'] === undefined) expect(stateOf(engine)).toEqual(asIs)
      }
    }
  }
})

test('a refusal names what the command named', () => {
  const [event] = busyCentre().apply({
    type: 'offer.accept',
    atMs: 0,
    contactId: 'waiting',
    agentId: 'ana',
    commandId: 'c7',
  })
  expect(event).toMatchObject({
    type: 'command.refused',
    code: 'notOffered',
    contactId: 'waiting',
    agentId: 'ana',
    commandId: 'c7',
  })
})

test('who is next: the line of a queue, best first, as far as asked', () => {
  const engine = busyCentre()
  engine.apply({
    type: 'contact.arrive',
    atMs: 1000,
    contactId: 'vip',
    queue: 'support',
    channel: 'chat',
    tier: 'core',
  })
  expect(engine.line('support').map(({ contactId }) => contactId)).toEqual(['vip', 'waiting'])
  expect(engine.line('support', 1).map(({ contactId }) => contactId)).toEqual(['vip'])
  expect(engine.line('nowhere')).toEqual([])
})

test('what is no policy and what is no snapshot is told so', () => {
  expect(() => createEngine({ channels: {} } as never)).toThrow(/definePolicy or parsePolicy/)
  expect(() => createEngine(policy, { mode: 'push' as never })).toThrow(/neither/)
  for (const ask of [createLiveMeasures, starvationBounds]) {
    for (const none of [undefined, { version: 1 }]) {
      expect(() => ask(none as never)).toThrow(/definePolicy or parsePolicy/)
    }
  }
  const snapshot = busyCentre().snapshot()
  for (const damaged of [null, {}, { ...snapshot, formatVersion: 2 }, { ...snapshot, agents: undefined }]) {
    expect(() => restoreEngine(damaged as unknown as EngineSnapshot)).toThrow(/snapshot/)
  }
  const [agent, contact] = [snapshot.agents[0]!, snapshot.contacts[0]!]
  for (const [damaged, place] of [
    [{ ...snapshot, seq: undefined }, /snapshot: seq is undefined/],
    [{ ...snapshot, policy: { ...snapshot.policy, queues: null } }, /snapshot: policy/],
    [{ ...snapshot, agents: [{ ...agent, handled: 'x' }] }, /snapshot: agents\[0\]\.handled is "x"/],
    [{ ...snapshot, agents: [{ ...agent, info: { skills: null } }] }, /snapshot: damaged/],
    [{ ...snapshot, contacts: [{ ...contact, state: 0.5 }] }, /snapshot: contacts\[0\]\.state is 0\.5/],
    [{ ...snapshot, contacts: [null] }, /snapshot: contacts\[0\] is null/],
    [{ ...snapshot, agentSlots: {} }, /snapshot: damaged/],
  ] as const) {
    expect(() => restoreEngine(damaged as unknown as EngineSnapshot)).toThrow(InvariantError)
    expect(() => restoreEngine(damaged as unknown as EngineSnapshot)).toThrow(place)
  }
  const stray = { ...snapshot, contacts: snapshot.contacts.map((row) => ({ ...row, queue: 77 })) }
  expect(() => restoreEngine(stray)).toThrow(/snapshot/)
})

test('values of kinds that no type allows are refused like any others, never thrown at the host', () => {
  const engine = busyCentre()
  const atMs = engine.nowMs
  const circle: unknown[] = []
  circle.push(circle)
  const arrival = { type: 'contact.arrive', atMs, queue: 'support', channel: 'chat' }
  const before = engine.snapshot()
  for (const command of [
    { type: 'policy.replace', atMs, policy: { version: 2, normal: {} } },
    { type: 'policy.replace', atMs, policy: { version: 2, normal: null } },
    { ...arrival, queue: circle },
    { ...arrival, requiresAny: [5n] },
    { ...arrival, callback: { fromAtMs: 5n, untilAtMs: 6n } },
    { ...arrival, callback: { fromAtMs: Symbol('then'), untilAtMs: 1 } },
    { type: 'contact.abandon', atMs, contactId: Symbol('c') },
    { type: 'agent.signOut', atMs, agentId: Symbol('a') },
  ]) {
    const events = engine.apply(command as unknown as Command)
    expect(events.map(({ type }) => type)).toEqual(['command.refused'])
  }
  const { message } = engine.apply({ ...arrival, contactId: Number.NaN } as never)[0] as { message: string }
  expect(message).toContain('contactId is NaN')
  expect({ ...engine.snapshot(), cause: 0, seq: 0 }).toEqual({ ...before, cause: 0, seq: 0 })
})

test('what is no command, no reference and no list of events is told in one sentence, before anything changes', () => {
  const engine = createEngine(policy, { estimates: true })
  const before = engine.stateHash()
  for (const nothing of [undefined, null, 'c1', 5, []]) {
    expect(() => engine.apply(nothing as never)).toThrow(`engine: a command is ${JSON.stringify(nothing)}`)
    for (const ask of ['contact', 'position', 'explain', 'estimateWait', 'announceWait'] as const) {
      expect(() => engine[ask](nothing as never)).toThrow(InvariantError)
      expect(() => engine[ask](nothing as never)).toThrow(/{ contactId } or { contact }/)
    }
  }
  expect(() => engine.apply({ type: 'tick', atMs: '5' } as never)).toThrow(
    'engine: atMs is "5", not a whole number of 0..2^42',
  )
  for (const among of ['rival', '', null, true]) {
    const ask = (): number => engine.position({ contactId: 'c1' }, among as never)
    expect(ask).toThrow("engine: among is neither 'queue' nor 'rivals'")
  }
  for (const sink of [undefined, null, {}, 'c1']) {
    const tell = (): void => engine.applyInto({ type: 'tick', atMs: 60_000 }, sink as never)
    expect(tell).toThrow('engine: the events go to no array')
  }
  expect(engine.stateHash()).toBe(before)
})

test('a refusal does not repeat a name that has no end', () => {
  const messageFor = (queue: string): unknown =>
    busyCentre()
      .apply({ type: 'contact.arrive', atMs: 0, queue, channel: 'chat' })
      .map((event) => event.type === 'command.refused' && event.message)
  expect(messageFor('suport')).toEqual(['unknown queue "suport" (maybe "support"?)'])
  expect(messageFor('x'.repeat(10_000))).toEqual([
    `unknown queue "${'x'.repeat(59)}... (known: "support", "sales")`,
  ])
})

test('a command at the wrong time is refused with the one that is for it', () => {
  const engine = busyCentre()
  const messageFor = (command: object): unknown =>
    engine
      .apply({ atMs: 0, queue: 'support', ...command } as never)
      .map((event) => 'message' in event && event.message)
  expect(messageFor({ type: 'contact.transfer', contactId: 'waiting' })).toEqual([
    'the contact is waiting; contact.move is for that',
  ])
  expect(messageFor({ type: 'contact.finish', contactId: 'ringing' })).toEqual([
    'the contact is offered to "bo"; contact.cancel is for that',
  ])
  expect(messageFor({ type: 'contact.move', contactId: 'talking', queue: 'sales' })).toEqual([
    'the contact is in conversation, awaiting agent "ana"; contact.transfer is for that',
  ])
  const window = { fromAtMs: 60_000, untilAtMs: 120_000 }
  engine.apply({ type: 'contact.callback', atMs: 0, contactId: 'waiting', window })
  for (const type of ['contact.abandon', 'contact.finish']) {
    expect(messageFor({ type, contactId: 'waiting' })).toEqual([
      'the contact is scheduled for a callback; contact.cancel is for that',
    ])
  }
})

test('an agent with nothing to pull is told how full the agent is', () => {
  const [event] = busyCentre().apply({ type: 'contact.pull', atMs: 0, agentId: 'ana' })
  expect(event).toMatchObject({
    code: 'nothingToPull',
    message: 'nobody in any queue waits whom agent "ana" may take with 1 of 1 units in use',
  })
})

test('an agent who is named anew while spared the contact gets it when the time is over, not before', () => {
  const engine = createEngine(
    parsePolicy({
      channels: { phone: { exclusive: true } },
      skills: [],
      queues: { support: {} },
      offer: { retryAfterMs: 60_000 },
      hold: { dedicatedMs: 600_000 },
    }),
  )
  const tell = (command: Command): ReturnType<Engine['apply']> => engine.apply(command)
  tell({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  tell({ type: 'contact.arrive', atMs: 0, contactId: 'kim', queue: 'support', channel: 'phone' })
  tell({ type: 'offer.decline', atMs: 0, contactId: 'kim', agentId: 'ana' })
  tell({ type: 'agent.occupy', atMs: 0, agentId: 'ana', contactId: 'own', channel: 'phone' })
  tell({ type: 'agent.signIn', atMs: 0, agentId: 'bo', skills: {} })
  tell({ type: 'offer.accept', atMs: 0, contactId: 'kim', agentId: 'bo' })
  const held = tell({
    type: 'contact.transfer',
    atMs: 1000,
    contactId: 'kim',
    queue: 'support',
    toAgentId: 'ana',
  })
  expect(held.map(({ type }) => type)).toContain('contact.held')
  const freed = tell({ type: 'contact.finish', atMs: 2000, contactId: 'own' })
  expect(freed.map(({ type }) => type)).toEqual(['contact.finished'])
  engine.checkInvariants()
  const later = tell({ type: 'tick', atMs: 60_000 })
  expect(later).toMatchObject([{ type: 'contact.offered', agentId: 'ana', contactId: 'kim', atMs: 60_000 }])
})
