import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine, restoreEngine, type Engine, type EngineSnapshot } from '../../../src/engine/engine.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import { HISTORY_LIMIT } from '../../../src/engine/contacts/history.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

const policy = parsePolicy({
  channels: { chat: { units: 1 }, phone: { units: 2, exclusive: true } },
  skills: ['expert'],
  queues: { support: {}, experts: { requires: { expert: 1 } }, calls: { channels: ['phone'] } },
  offer: { retryAfterMs: 60_000 },
})
const kim = { contactId: 'kim' } as const

/** Kim has chatted with Ana since 10,000, after a wait of 10 s. */
function talking(): { engine: Engine; tell: (command: Command) => EngineEvent[] } {
  const engine = createEngine(policy, { mode: 'assign' })
  const tell = (command: Command): EngineEvent[] => engine.apply(command)
  tell({ type: 'contact.arrive', atMs: 0, ...kim, queue: 'support', channel: 'chat', customerId: 'c1' })
  tell({ type: 'agent.signIn', atMs: 10_000, agentId: 'ana', skills: {}, queues: ['support'] })
  return { engine, tell }
}

test('across queue, channel and agents a contact keeps its place, its customer and its whole history', () => {
  const { engine, tell } = talking()
  const [transferred] = tell({
    type: 'contact.transfer',
    atMs: 30_000,
    ...kim,
    queue: 'experts',
    reason: 'the hinge needs an expert',
  })
  expect(transferred).toMatchObject({
    queue: 'support',
    toQueue: 'experts',
    channel: 'chat',
    toChannel: 'chat',
    talkMs: 20_000,
    reason: 'the hinge needs an expert',
  })
  const [moved] = tell({ type: 'contact.move', atMs: 35_000, ...kim, queue: 'calls', channel: 'phone' })
  expect(moved).toMatchObject({ queue: 'experts', toQueue: 'calls', channel: 'chat', toChannel: 'phone' })
  expect(engine.line('calls')).toMatchObject([{ contactId: 'kim', waitMs: 5000, standing: 100 * 15_000 }])
  const restored = restoreEngine(JSON.parse(JSON.stringify(engine.snapshot())) as EngineSnapshot)
  const end: Command[] = [
    { type: 'agent.signIn', atMs: 40_000, agentId: 'bo', skills: { expert: 1 }, capacityUnits: 2 },
    { type: 'contact.finish', atMs: 70_000, ...kim, outcome: 'resolved' },
  ]
  const events = end.flatMap((command) => tell(command))
  expect(end.flatMap((command) => restored.apply(command))).toEqual(events)
  expect(events).toMatchObject([
    { type: 'agent.signedIn' },
    { type: 'contact.assigned', agentId: 'bo', customerId: 'c1', waitMs: 10_000, queueWait: 'met' },
    {
      type: 'contact.finished',
      talkMs: 30_000,
      history: [
        {
          queue: 'support',
          channel: 'chat',
          agentId: 'ana',
          fromAtMs: 0,
          assignedAtMs: 10_000,
          toAtMs: 30_000,
          ended: 'transferred',
        },
        {
          queue: 'experts',
          channel: 'chat',
          agentId: '',
          fromAtMs: 30_000,
          assignedAtMs: null,
          toAtMs: 35_000,
          ended: 'moved',
        },
        {
          queue: 'calls',
          channel: 'phone',
          agentId: 'bo',
          fromAtMs: 35_000,
          assignedAtMs: 40_000,
          toAtMs: 70_000,
          ended: 'finished',
        },
      ],
    },
  ])
})

test('a contact that is served once has no history to tell', () => {
  const { tell } = talking()
  const [finished] = tell({ type: 'contact.finish', atMs: 30_000, ...kim })
  expect(finished).not.toHaveProperty('history')
})

test('the agent may phone: the conversation goes on in another channel, if there is room', () => {
  const { engine, tell } = talking()
  const phone: Command = { type: 'contact.move', atMs: 20_000, ...kim, channel: 'phone' }
  tell({ type: 'contact.arrive', atMs: 20_000, contactId: 'lee', queue: 'support', channel: 'chat' })
  expect(tell(phone)).toMatchObject([{ type: 'command.refused', code: 'agentBusy' }])
  tell({ type: 'contact.finish', atMs: 20_000, contactId: 'lee' })
  expect(tell(phone)).toMatchObject([{ type: 'contact.moved', channel: 'chat', toChannel: 'phone' }])
  tell({ type: 'contact.arrive', atMs: 20_000, contactId: 'max', queue: 'support', channel: 'chat' })
  expect(engine.contact({ contactId: 'max' })).toMatchObject({ state: 'queued' })
  expect(engine.contact(kim)).toMatchObject({ state: 'awaitingAgent', agentId: 'ana', channel: 'phone' })
  const finished = tell({ type: 'contact.finish', atMs: 40_000, ...kim }).find(
    ({ type }) => type === 'contact.finished',
  )
  expect(finished).toMatchObject({ type: 'contact.finished', talkMs: 30_000 })
})

test('a transfer asks for somebody else; a lone agent gets the contact back', () => {
  const { tell } = talking()
  const back: Command = { type: 'contact.transfer', atMs: 20_000, ...kim, queue: 'support' }
  expect(tell(back).at(-1)).toMatchObject({ type: 'contact.assigned', agentId: 'ana' })
  tell({ type: 'agent.signIn', atMs: 20_000, agentId: 'bo', skills: {}, presence: 'away' })
  expect(tell(back).at(-1)).toMatchObject({ type: 'contact.queued', from: 'transferred' })
  expect(tell({ type: 'tick', atMs: 80_000 })).toMatchObject([
    { type: 'contact.assigned', agentId: 'ana', atMs: 80_000, queueWait: 'met' },
  ])
})

test('a life without end keeps the last episodes and the last points of the curve', () => {
  const { engine, tell } = talking()
  for (let turn = 0; turn < 50; turn++) {
    tell({ type: 'contact.transfer', atMs: 100_000 + turn, ...kim, queue: 'support' })
    tell({ type: 'contact.update', atMs: 100_000 + turn, ...kim, emotion: turn })
  }
  const view = engine.contact(kim)!
  expect(view.episodes.length).toBe(HISTORY_LIMIT + 1)
  expect(view.episodes[0]).toMatchObject({ toAtMs: 100_018, ended: 'transferred' })
  expect(view.episodes.at(-1)).toMatchObject({ fromAtMs: 100_049, toAtMs: null, ended: '' })
  expect(view.curve.map(({ emotion }) => emotion)).toEqual(
    Array.from({ length: HISTORY_LIMIT }, (_, point) => 18 + point),
  )
  expect(engine.contact({ contactId: 'nobody' })).toBe(undefined)
})

test('the curve of the emotion begins where the customer came in', () => {
  const { engine, tell } = talking()
  const lee = { contactId: 'lee' } as const
  tell({ type: 'contact.arrive', atMs: 20_000, ...lee, queue: 'support', channel: 'chat', emotion: 80 })
  const first = { atMs: 20_000, emotion: 80, emotionClass: 'angry' }
  expect(engine.contact(lee)!.curve).toEqual([first])
  tell({ type: 'contact.update', atMs: 30_000, ...lee, emotion: 20 })
  tell({ type: 'contact.update', atMs: 40_000, ...lee, tier: 'core' })
  expect(engine.contact(lee)!.curve).toEqual([first, { atMs: 30_000, emotion: 20, emotionClass: 'calm' }])
  // Of the other one nothing was recognised.
  expect(engine.contact(kim)!.curve).toEqual([])
})
