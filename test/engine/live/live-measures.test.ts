import { expect, test } from 'vitest'
import { createEngine, type Engine } from '../../../src/engine/engine.js'
import type { Command } from '../../../src/engine/commands/command.js'
import {
  createLiveMeasures,
  restoreLiveMeasures,
  type LiveMeasures,
} from '../../../src/engine/live/live-measures.js'
import { definePolicy } from '../../../src/engine/policy/policy.js'

const MINUTE = 60_000
const policy = definePolicy({
  channels: { chat: {} },
  skills: [],
  queues: { main: {} },
  wrapUpMs: MINUTE,
})

function day(commands: readonly Command[], untilMs: number): LiveMeasures {
  const engine: Engine = createEngine(policy, { mode: 'assign' })
  const live = createLiveMeasures(policy)
  for (const command of commands) live.read(engine.apply(command))
  live.read(engine.apply({ type: 'tick', atMs: untilMs }))
  live.advance(untilMs)
  return live
}

function arrive(atMs: number, contactId: string, more: object = {}): Command {
  return { type: 'contact.arrive', atMs, contactId, queue: 'main', channel: 'chat', ...more }
}

const ana: Command = { type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} }
const main = { kind: 'queue', name: 'main' } as const

test('a wait of six minutes is told as one over five, and each measure comes with its two parts', () => {
  const { view } = day([arrive(0, 'kim'), arrive(0, 'lee'), { ...ana, atMs: 6 * MINUTE }], 7 * MINUTE)
  expect(view.value('waitOver5Min', main)).toEqual({
    measure: 'waitOver5Min',
    numerator: 1,
    denominator: 1,
    value: 1,
  })
  expect(view.value('serviceLevel.withAbandons')).toMatchObject({ numerator: 0, denominator: 2, value: 0 })
  expect(view.value('satisfaction.rated', main)).toMatchObject({ denominator: 0, value: null })
})

test('giving up is early before five seconds and in time up to twenty, an answer in time up to twenty', () => {
  const leave = (contactId: string, atMs: number): Command => ({ type: 'contact.abandon', atMs, contactId })
  const { view } = day(
    [
      ...['a', 'b', 'c', 'd', 'e'].map((contactId) => arrive(0, contactId)),
      leave('a', 4999),
      leave('b', 5000),
      leave('c', 20_000),
      { ...ana, atMs: 20_000 },
      leave('e', 20_001),
    ],
    MINUTE,
  )
  expect(view.value('abandonment.short').numerator).toBe(1)
  expect(view.value('serviceLevel.notWaitingLonger')).toMatchObject({ numerator: 4, denominator: 5 })
  expect(view.value('serviceLevel.excludingShortAbandons')).toMatchObject({ numerator: 1, denominator: 4 })
})

test('an hour with one contact of ten minutes and its wrap-up: occupancy is 11 minutes of 60', () => {
  const finish: Command = { type: 'contact.finish', atMs: 10 * MINUTE, contactId: 'kim' }
  const { view } = day([ana, arrive(0, 'kim'), finish], 60 * MINUTE)
  const agent = { kind: 'agent', name: 'ana' } as const
  expect(view.value('occupancy', agent)).toMatchObject({ numerator: 11 * MINUTE, denominator: 60 * MINUTE })
  expect(view.value('handleTime', agent).value).toBe(11 * MINUTE)
  expect(view.periods().map(({ fromAtMs }) => fromAtMs)).toEqual([0, 15, 30, 45].map((m) => m * MINUTE))
  expect(view.value('occupancy', agent, 0).value).toBe(11 / 15)
  expect(view.value('contactsPerAgentHour').value).toBe(1)
})

test('a customer who comes back about the same issue takes the first-contact resolution back, about another not', () => {
  const finish = (contactId: string, atMs: number): Command => ({
    type: 'contact.finish',
    atMs,
    contactId,
    wrapUpMs: 0,
    outcome: 'resolved',
  })
  const kim = { customerId: 'kim', issue: 'repair' }
  const first = [ana, arrive(0, 'one', kim), finish('one', 1000)]
  const other = [arrive(2000, 'two', { ...kim, issue: 'return' }), finish('two', 3000)]
  expect(day([...first, ...other], 4000).view.value('fcr.confirmed').value).toBe(1)
  const again = [...first, ...other, arrive(4000, 'three', kim), finish('three', 5000)]
  const { view } = day(again, 6000)
  expect(view.value('fcr.confirmed')).toMatchObject({ numerator: 1, denominator: 2 })
  expect(view.value('repeatContacts.withinWindow')).toMatchObject({ numerator: 1, denominator: 3 })
  expect(view.value('fcr.confirmed', { kind: 'agent', name: 'ana' }).value).toBe(0.5)
})

test('a rating counts for the queue and the agent, once, as it was given last', () => {
  const finish: Command = { type: 'contact.finish', atMs: 10, contactId: 'kim', wrapUpMs: 0 }
  const live = day([ana, arrive(0, 'kim'), finish, arrive(20, 'lee')], 30)
  expect(live.rate({ contactId: 'lee', rating: 5 })).toBe('unknownContact')
  expect(live.rate({ contactId: 'kim', rating: 6 })).toBe('invalidValue')
  expect(live.rate({ contactId: 'kim', rating: 2 })).toBe('counted')
  expect(live.view.value('satisfaction.rated', main)).toMatchObject({ numerator: 0, denominator: 1 })
  expect(live.rate({ contactId: 'kim', rating: 4 })).toBe('counted')
  expect(live.view.value('satisfaction.rated', { kind: 'agent', name: 'ana' })).toMatchObject({
    numerator: 1,
    denominator: 1,
  })
})

test('every fault of the options is told at once', () => {
  const options = { periodMs: 5, serviceLevels: { mian: { withinMs: -1 } } } as object
  expect(() => createLiveMeasures(policy, options)).toThrow(
    /3 faults[^]*periodMs: must be[^]*serviceLevels.mian.withinMs: must be[^]*maybe "main"/,
  )
  expect(() => restoreLiveMeasures({} as ReturnType<LiveMeasures['snapshot']>)).toThrow(
    'not a snapshot of this format',
  )
})

test('callers without types are told what are no options and no instant', () => {
  for (const [options, words] of [
    [null, '(root): must be an object of options'],
    [[], '(root): must be an object of options'],
    [{ charts: 5 }, 'charts: must be a list of charts'],
    [{ serviceLevel: null, serviceLevels: null }, 'serviceLevels: must be an object'],
    [{ serviceLevels: { main: null } }, 'serviceLevels.main: must be an object'],
  ] as const) {
    expect(() => createLiveMeasures(policy, options as never)).toThrow(words)
  }
  const live = createLiveMeasures(policy)
  for (const atMs of [undefined, NaN, -1, 0.5]) {
    expect(() => live.advance(atMs as number)).toThrow('the instant is not a whole number')
  }
})

test('a call that follows a conversation is its agent’s time, and neither an arrival nor a repeat', () => {
  const following = definePolicy({
    channels: { chat: {} },
    queues: { main: { followUp: { afterMs: 60 * MINUTE, withinMs: 60 * MINUTE } }, other: {} },
    promises: { firstReply: 'on' },
    offer: { ringMs: 1000 },
  })
  const engine: Engine = createEngine(following)
  let live = createLiveMeasures(following)
  const tell = (command: Command): void => live.read(engine.apply(command))
  const take = { agentId: 'ana', type: 'offer.accept' } as const
  tell(ana)
  tell(arrive(0, 'one', { customerId: 'kim', issue: 'repair' }))
  tell({ ...take, atMs: 0, contactId: 'one' })
  tell({ type: 'contact.finish', atMs: 10 * MINUTE, contactId: 'one', outcome: 'resolved' })
  const before = live.view.values().filter(({ measure }) => !/agentHours|contactsPer/.test(measure))
  live = restoreLiveMeasures(
    JSON.parse(JSON.stringify(live.snapshot())) as ReturnType<LiveMeasures['snapshot']>,
  )

  // It rings out once, is taken half an hour late, and its promises are kept and broken.
  const call = engine
    .apply({ type: 'tick', atMs: 70 * MINUTE })
    .find(({ type }) => type === 'contact.offered')!
  const { contact } = call as Extract<typeof call, { contact: number }>
  live.read([call])
  tell({ type: 'tick', atMs: 71 * MINUTE })
  tell({ type: 'agent.setPresence', atMs: 100 * MINUTE, agentId: 'ana', presence: 'available' })
  tell({ ...take, atMs: 100 * MINUTE, contact })
  tell({ type: 'contact.reply', atMs: 102 * MINUTE, contact, by: 'agent' })
  tell({ type: 'contact.rate', atMs: 103 * MINUTE, contact, rating: 1 })
  tell({ type: 'contact.finish', atMs: 110 * MINUTE, contact, outcome: 'unresolved' })
  const after = live.view.values().filter(({ measure }) => before.some((each) => each.measure === measure))
  const timed = /occupancy|utilisation|concurrency/
  expect(after.filter(({ measure }) => !timed.test(measure))).toEqual(
    before.filter(({ measure }) => !timed.test(measure)),
  )
  expect(live.view.value('fcr.confirmed')).toMatchObject({ numerator: 1, denominator: 1 })
  const agent = { kind: 'agent', name: 'ana' } as const
  expect(live.view.value('answered', agent).numerator).toBe(1)
  expect(live.view.value('rona', agent)).toMatchObject({ numerator: 0, denominator: 1 })
  expect(live.view.value('utilisation', agent).numerator).toBe(20 * MINUTE)
})
