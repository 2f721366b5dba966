import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine, restoreEngine, type Engine, type EngineSnapshot } from '../../../src/engine/engine.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

const policy = parsePolicy({ channels: { chat: {} }, skills: [], queues: { support: {} } })
const kim = { contactId: 'kim' } as const

/** Kim has waited since 0, and the three minutes are over. */
function late(): { engine: Engine; tell: (command: Command) => EngineEvent[] } {
  const engine = createEngine(policy)
  const tell = (command: Command): EngineEvent[] => engine.apply(command)
  tell({ type: 'contact.arrive', atMs: 0, ...kim, queue: 'support', channel: 'chat' })
  return { engine, tell }
}

test('after three minutes the bot is asked for; it answers in parallel, and who is served by it leaves the queue', () => {
  const { engine, tell } = late()
  expect(tell({ type: 'tick', atMs: 180_000 }).map(({ type }) => type)).toContain('bot.start')
  expect(tell({ type: 'bot.begin', atMs: 181_000, ...kim })).toMatchObject([{ type: 'bot.began' }])
  expect(tell({ type: 'bot.begin', atMs: 181_500, ...kim })).toEqual([])
  expect(engine.contact(kim)).toMatchObject({ state: 'queued', botSinceAtMs: 181_000 })
  tell({ type: 'agent.signIn', atMs: 182_000, agentId: 'ana', skills: {} })
  const events = tell({ type: 'bot.resolve', atMs: 184_000, ...kim })
  expect(events).toMatchObject([
    { type: 'offer.revoked', agentId: 'ana', reason: 'contained' },
    { type: 'bot.ended', outcome: 'contained', botMs: 3000 },
    { type: 'contact.contained', queue: 'support', waitMs: 184_000 },
  ])
  expect(engine.contact(kim)).toBe(undefined)
  expect(tell({ type: 'agent.signOut', atMs: 184_000, agentId: 'ana' }).at(-1)).toMatchObject({
    type: 'agent.signedOut',
  })
})

test('what the bot has collected goes with the contact to every agent, after a restore too', () => {
  const { engine, tell } = late()
  tell({ type: 'bot.begin', atMs: 1000, ...kim })
  const collected = { order: 'A17', product: 'shelf' }
  tell({ type: 'bot.handOver', atMs: 3000, ...kim, collected })
  tell({ type: 'bot.begin', atMs: 4000, ...kim })
  tell({ type: 'bot.handOver', atMs: 5000, ...kim, collected: { product: 'table' } })
  expect(engine.line('support')).toMatchObject([{ contactId: 'kim', waitMs: 5000 }])
  const restored = restoreEngine(JSON.parse(JSON.stringify(engine.snapshot())) as EngineSnapshot)
  const rest: Command[] = [
    { type: 'agent.signIn', atMs: 6000, agentId: 'ana', skills: {} },
    { type: 'offer.decline', atMs: 7000, ...kim, agentId: 'ana', retryAfterMs: 1000 },
    { type: 'tick', atMs: 8000 },
    { type: 'offer.accept', atMs: 8000, ...kim, agentId: 'ana' },
  ]
  const events = rest.flatMap((command) => tell(command))
  expect(rest.flatMap((command) => restored.apply(command))).toEqual(events)
  const known = { order: 'A17', product: 'table' }
  expect(events.filter((event) => 'collected' in event)).toMatchObject([
    { type: 'contact.offered', collected: known },
    { type: 'contact.offered', collected: known },
    { type: 'contact.assigned', collected: known },
  ])
})

test('an agent who takes the contact stops the bot; its late answers are refused', () => {
  const { tell } = late()
  tell({ type: 'bot.begin', atMs: 1000, ...kim })
  tell({ type: 'agent.signIn', atMs: 2000, agentId: 'ana', skills: {} })
  const accepted = tell({ type: 'offer.accept', atMs: 3000, ...kim, agentId: 'ana' })
  expect(accepted).toMatchObject([
    { type: 'bot.ended', outcome: 'assigned', botMs: 2000 },
    { type: 'contact.assigned', agentId: 'ana' },
  ])
  for (const type of ['bot.resolve', 'bot.handOver', 'bot.fail'] as const) {
    expect(tell({ type, atMs: 4000, ...kim })).toMatchObject([{ code: 'notWithBot' }])
  }
  expect(tell({ type: 'bot.begin', atMs: 4000, ...kim })).toMatchObject([{ code: 'notWaiting' }])
})

test('a bot at work is not asked for again; one that failed is', () => {
  const twice = parsePolicy({
    channels: { chat: {} },
    skills: [],
    queues: {
      support: {
        promises: {
          queueWait: { warnMs: 1000, breachMs: 2000, onWarn: ['startBot'], onBreach: ['startBot'] },
        },
      },
    },
  })
  const asked = (fails: boolean): number => {
    const engine = createEngine(twice)
    const events = engine.apply({
      type: 'contact.arrive',
      atMs: 0,
      ...kim,
      queue: 'support',
      channel: 'chat',
    })
    engine.applyInto({ type: 'tick', atMs: 1000 }, events)
    engine.applyInto({ type: 'bot.begin', atMs: 1000, ...kim }, events)
    if (fails) engine.applyInto({ type: 'bot.fail', atMs: 1500, ...kim, reason: 'no answer' }, events)
    engine.applyInto({ type: 'tick', atMs: 2000 }, events)
    return events.filter(({ type }) => type === 'bot.start').length
  }
  expect([asked(false), asked(true)]).toEqual([1, 2])
})
