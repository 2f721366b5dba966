import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine } from '../../../src/engine/engine.js'
import { definePolicy, parsePolicy } from '../../../src/engine/policy/policy.js'
import { presetPromises, twoTrackAnswer } from '../../../src/engine/policy/promise-presets.js'

test('the two-track answer: at three minutes an alert, the bot, the expedited person, and the offer to call back', () => {
  const policy = parsePolicy({
    channels: { chat: {} },
    skills: [],
    queues: { support: {} },
    boostMs: 600_000,
    presets: ['twoTrackAnswer'],
  })
  const engine = createEngine(policy)
  const tell = (command: Command): string[] =>
    engine.apply(command).map(({ type, atMs }) => `${atMs / 1000} s ${type}`)
  tell({ type: 'contact.arrive', atMs: 0, contactId: 'kim', queue: 'support', channel: 'chat' })
  tell({
    type: 'contact.arrive',
    atMs: 100_000,
    contactId: 'lee',
    queue: 'support',
    channel: 'chat',
    tier: 'core',
  })
  expect(engine.line('support').map(({ contactId }) => contactId)).toEqual(['lee', 'kim'])
  expect(tell({ type: 'tick', atMs: 200_000 })).toEqual([
    '120 s promise.warned',
    '180 s promise.breached',
    '180 s bot.start',
    '180 s contact.boosted',
    '180 s callback.offer',
  ])
  expect(engine.line('support').map(({ contactId }) => contactId)).toEqual(['kim', 'lee'])
})

test('the time may be another one', () => {
  expect(twoTrackAnswer({ afterMs: 90_000 })).toMatchObject({ warnMs: 60_000, breachMs: 90_000 })
  expect(presetPromises([{ twoTrackAnswer: { afterMs: 90_000 } }])).toEqual({
    queueWait: twoTrackAnswer({ afterMs: 90_000 }),
  })
  expect(presetPromises(['afterSales', { twoTrackAnswer: {} }]).queueWait).toEqual(twoTrackAnswer())
})

test('a preset is data that anybody could have written', () => {
  const spec = { channels: { chat: {} }, skills: [], queues: { support: {} } }
  const byName = definePolicy({ ...spec, presets: ['twoTrackAnswer'] })
  expect(definePolicy({ ...spec, promises: { queueWait: twoTrackAnswer() } })).toEqual(byName)
})
