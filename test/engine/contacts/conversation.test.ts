import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { STATES } from '../../../src/engine/contacts/contacts.js'
import { isLegalMove } from '../../../src/engine/contacts/conversation.js'
import { createEngine, type Engine } from '../../../src/engine/engine.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

/** The table of rule 42: state to states. */
function writtenMoves(): Map<string, string[]> {
  const rules = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8')
  const rule = rules.slice(rules.indexOf('\n42. '), rules.indexOf('\n43. '))
  const rows = rule.matchAll(/^ +\| `(\w+)` +\|(.*)\|$/gm)
  return new Map(
    [...rows].map(([, from, to]) => [from!, [...to!.matchAll(/`(\w+)`/g)].map(([, name]) => name!)]),
  )
}

test('the legal moves are those of the table in the rules', () => {
  const written = writtenMoves()
  expect([...written.keys()]).toEqual(STATES)
  STATES.forEach((from, fromCode) => {
    const legal = STATES.filter((_, toCode) => isLegalMove(fromCode, toCode))
    expect([from, legal.toSorted()]).toEqual([from, written.get(from)!.toSorted()])
  })
})

const policy = parsePolicy({
  channels: { chat: { units: 1 } },
  skills: [],
  queues: { support: { wrapUpMs: 60_000 } },
})

/** Kim chats with Ana since 0. What is told of promises is left out. */
function talking(): { tell: (command: Command) => string[]; engine: Engine } {
  const engine = createEngine(policy, { mode: 'assign' })
  const tell = (command: Command): string[] =>
    engine.apply(command).flatMap((event) => {
      if (event.type === 'promise.met') return []
      const said = 'state' in event ? event.state : 'code' in event ? event.code : ''
      return [said === '' ? event.type : `${event.type} ${said}`]
    })
  tell({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  tell({ type: 'contact.arrive', atMs: 0, contactId: 'kim', queue: 'support', channel: 'chat' })
  return { tell, engine }
}

const kim = { contactId: 'kim' } as const

test('turns go to and fro, and a status update is no answer', () => {
  const { tell } = talking()
  const reply = (by: 'agent' | 'customer', isUpdate = false): string[] =>
    tell({ type: 'contact.reply', atMs: 0, ...kim, by, isUpdate })
  expect(reply('agent', true)).toEqual(['contact.replied awaitingAgent'])
  expect(reply('agent')).toEqual(['contact.replied awaitingCustomer'])
  expect(reply('agent')).toEqual(['contact.replied awaitingCustomer'])
  expect(reply('customer')).toEqual(['contact.replied awaitingAgent'])
})

test('on hold the turn is remembered, and time on hold is told', () => {
  const { tell, engine } = talking()
  tell({ type: 'contact.reply', atMs: 1000, ...kim, by: 'agent' })
  expect(tell({ type: 'contact.hold', atMs: 2000, ...kim })).toEqual(['contact.onHold'])
  expect(tell({ type: 'contact.hold', atMs: 2000, ...kim })).toEqual(['command.refused illegalMove'])
  expect(tell({ type: 'contact.resolve', atMs: 2000, ...kim })).toEqual(['command.refused illegalMove'])
  expect(tell({ type: 'contact.resume', atMs: 5000, ...kim })).toEqual(['contact.resumed awaitingCustomer'])
  tell({ type: 'contact.hold', atMs: 6000, ...kim })
  expect(tell({ type: 'contact.reply', atMs: 6500, ...kim, by: 'customer' })).toEqual([
    'contact.replied onHold',
  ])
  const [resumed] = engine.apply({ type: 'contact.resume', atMs: 10_000, ...kim })
  expect(resumed).toMatchObject({ type: 'contact.resumed', state: 'awaitingAgent', onHoldMs: 4000 })
})

test('nothing is assumed solved: it is confirmed, or it goes on', () => {
  const { tell, engine } = talking()
  expect(tell({ type: 'contact.confirm', atMs: 0, ...kim, isSolved: true })).toEqual([
    'command.refused illegalMove',
  ])
  expect(tell({ type: 'contact.resolve', atMs: 1000, ...kim })).toEqual(['contact.resolved'])
  expect(tell({ type: 'contact.reply', atMs: 1000, ...kim, by: 'agent' })).toEqual([
    'contact.replied awaitingConfirmation',
  ])
  expect(tell({ type: 'contact.reply', atMs: 2000, ...kim, by: 'customer' })).toEqual([
    'contact.replied awaitingAgent',
    'contact.reopened',
  ])
  tell({ type: 'contact.resolve', atMs: 3000, ...kim })
  expect(tell({ type: 'contact.confirm', atMs: 4000, ...kim, isSolved: false })).toEqual(['contact.reopened'])
  tell({ type: 'contact.resolve', atMs: 5000, ...kim })
  const [finished] = engine.apply({ type: 'contact.confirm', atMs: 9000, ...kim, isSolved: true })
  expect(finished).toMatchObject({ by: 'customer', outcome: 'resolved', talkMs: 9000, wrapUpMs: 60_000 })
  const [reopened] = engine.apply({ type: 'contact.reopen', atMs: 20_000, ...kim })
  expect(reopened).toMatchObject({ type: 'contact.reopened', from: 'wrapUp', by: 'customer', agentId: 'ana' })
  const [again] = engine.apply({ type: 'contact.finish', atMs: 22_000, ...kim, wrapUpMs: 0 })
  expect(again).toMatchObject({ by: 'agent', outcome: 'unconfirmed', talkMs: 2000 })
  expect(engine.nextDueAtMs).toBe(Infinity)
})

test('what the system ends is archived, and says so', () => {
  const { engine } = talking()
  engine.apply({ type: 'contact.reply', atMs: 1000, ...kim, by: 'agent' })
  const [finished] = engine.apply({
    type: 'contact.finish',
    atMs: 7_200_000,
    ...kim,
    by: 'system',
    wrapUpMs: 0,
  })
  expect(finished).toMatchObject({ by: 'system', outcome: 'archived' })
})

test('a contact that is reopened and transferred is ranked by the time it waited, not by the time it talked', () => {
  const engine = createEngine(policy, { mode: 'assign' })
  engine.apply({ type: 'contact.arrive', atMs: 0, ...kim, queue: 'support', channel: 'chat' })
  engine.apply({ type: 'agent.signIn', atMs: 1000, agentId: 'ana', skills: {} })
  engine.apply({ type: 'contact.finish', atMs: 30_000, ...kim })
  engine.apply({ type: 'contact.reopen', atMs: 40_000, ...kim })
  engine.apply({ type: 'agent.signOut', atMs: 50_000, agentId: 'ana', conversations: 'requeue' })
  expect(engine.line('support')).toMatchObject([{ contactId: 'kim', waitMs: 0, standing: 100 * 1000 }])
})

test('asked for a confirmation, the customer may rate, until the wrap-up is over', () => {
  const { engine, tell } = talking()
  tell({ type: 'contact.resolve', atMs: 1000, ...kim })
  const [rated] = engine.apply({ type: 'contact.rate', atMs: 2000, ...kim, rating: 2 })
  expect(rated).toMatchObject({ type: 'contact.rated', rating: 2, agentId: 'ana', queue: 'support' })
  tell({ type: 'contact.confirm', atMs: 3000, ...kim, isSolved: true })
  expect(tell({ type: 'contact.rate', atMs: 4000, ...kim, rating: 6 })).toEqual([
    'command.refused invalidValue',
  ])
  tell({ type: 'contact.rate', atMs: 5000, ...kim, rating: 4 })
  expect(engine.contact(kim)).toMatchObject({ state: 'wrapUp', rating: 4 })
  tell({ type: 'contact.endWrapUp', atMs: 6000, ...kim })
  expect(tell({ type: 'contact.rate', atMs: 7000, ...kim, rating: 4 })).toEqual([
    'command.refused unknownContact',
  ])
})

test.each([
  [{ type: 'contact.resume', ...kim }, 'contact.resume is for one in onHold'],
  [{ type: 'contact.reopen', ...kim }, 'contact.reopen is for one in awaitingConfirmation or wrapUp'],
  [{ type: 'contact.abandon', ...kim }, 'contact.finish is for that'],
  [{ type: 'contact.move', ...kim, queue: 'experts' }, 'contact.transfer is for that'],
] as const)('a refusal of %o says what would do', (command, hint) => {
  const engine = createEngine(
    parsePolicy({ channels: { chat: {} }, skills: [], queues: { support: {}, experts: {} } }),
    { mode: 'assign' },
  )
  engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  engine.apply({ type: 'contact.arrive', atMs: 0, ...kim, queue: 'support', channel: 'chat' })
  expect(engine.apply({ ...command, atMs: 1 })).toMatchObject([
    {
      type: 'command.refused',
      message: `the contact is in conversation, awaiting agent "ana"; ${hint}`,
    },
  ])
})

test('a clock that stood still on hold goes on after it, also when the customer has gone from the chat to the phone meanwhile', () => {
  const engine = createEngine(
    parsePolicy({
      channels: { chat: { units: 1 }, phone: { exclusive: true } },
      skills: [],
      queues: { support: {} },
    }),
    { mode: 'assign' },
  )
  const day: Command[] = [
    { type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} },
    { type: 'contact.arrive', atMs: 0, contactId: 'kim', queue: 'support', channel: 'chat' },
    { type: 'contact.hold', atMs: 20_000, ...kim },
    { type: 'contact.move', atMs: 40_000, ...kim, channel: 'phone' },
    { type: 'contact.resume', atMs: 50_000, ...kim },
    { type: 'tick', atMs: 100_000 },
  ]
  const breaches = day
    .flatMap((command) => engine.apply(command))
    .filter(({ type }) => type === 'promise.breached')
  expect(breaches).toMatchObject([{ clock: 'firstReply', atMs: 60_000 }])
})

test('an update meets the promise of one, which then runs anew', () => {
  const promises = { queueWait: 'off', firstReply: 'off', statusUpdate: { breachMs: 60_000 } } as const
  const base = { channels: { chat: {} }, skills: [], queues: { support: {} } }
  const engine = createEngine(parsePolicy({ ...base, promises }), { mode: 'assign' })
  const tell = (command: object): string[] =>
    engine
      .apply({ ...kim, ...command } as Command)
      .flatMap((event) => ('clock' in event ? [`${event.type} ${event.clock} ${event.atMs}`] : []))
  tell({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
  tell({ type: 'contact.arrive', atMs: 0, queue: 'support', channel: 'chat' })
  tell({ type: 'contact.reply', atMs: 0, by: 'agent' })
  tell({ type: 'contact.reply', atMs: 1000, by: 'customer' })
  const update = { type: 'contact.reply', by: 'agent', isUpdate: true }
  expect(tell({ ...update, atMs: 31_000 })).toEqual(['promise.met statusUpdate 31000'])
  expect(tell({ ...update, atMs: 90_000 })).toEqual(['promise.met statusUpdate 90000'])
  expect(tell({ type: 'tick', atMs: 150_000 })).toContain('promise.breached statusUpdate 150000')
  engine.checkInvariants()
})
