import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine, type Engine, type EngineOptions } from '../../../src/engine/engine.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'
import type { PolicySpec } from '../../../src/engine/policy/policy-spec.js'

const MINUTE = 60_000
const kim = { contactId: 'kim' } as const

type Told = Record<string, unknown> & { type: Command['type'] }

/** A centre of Ana and Bo for phone calls, told the commands one second after the other. */
function centre(more: Partial<PolicySpec>, commands: readonly Told[], options: EngineOptions = {}): Engine {
  const engine = createEngine(
    parsePolicy({
      channels: { phone: { exclusive: true } },
      skills: ['gold'],
      queues: { calls: {} },
      promises: { queueWait: 'off', firstReply: 'off' },
      ...more,
    }),
    { mode: 'assign', estimates: true, ...options },
  )
  for (const [second, command] of commands.entries()) {
    const events = engine.apply({ atMs: second * 1000, ...command } as Command)
    expect(events.filter(({ type }) => type === 'command.refused')).toEqual([])
  }
  return engine
}

const ana: Told = { type: 'agent.signIn', agentId: 'ana', skills: { gold: 2 } }
const bo: Told = { type: 'agent.signIn', agentId: 'bo', skills: { gold: 1 } }
const call = (more: object): Told => ({ type: 'contact.arrive', queue: 'calls', channel: 'phone', ...more })
const kimCalls = call({ ...kim, lastAgentId: 'ana' })
const busyAna: Told = { type: 'agent.occupy', agentId: 'ana', channel: 'phone', contactId: 'own' }

test.each([
  ['the end of a hold, with somebody else free', {}, [ana, busyAna, bo, kimCalls], 20_000],
  [
    'a step of relaxation',
    {
      queues: {
        calls: { requires: { gold: 2 }, relax: [{ afterMs: 45_000, lower: { gold: 1 } }] },
      },
    },
    [ana, busyAna, bo, kimCalls],
    45_000,
  ],
  [
    'the end of a cool-down',
    { care: { coolDownMs: 90_000 } },
    [
      ana,
      call({ contactId: 'angry', emotion: 100 }),
      { type: 'contact.finish', contactId: 'angry' },
      kimCalls,
    ],
    89_000,
  ],
  [
    'the end of a break',
    {},
    [ana, { type: 'agent.requestBreak', agentId: 'ana', lengthMs: 5 * MINUTE }, kimCalls],
    5 * MINUTE - 1000,
  ],
  ['the end of a batch window', { matching: { mode: 'batch', windowMs: 4000 } }, [ana, kimCalls], 4000],
] as const)('%s bounds a wait', (_name, more, commands, inMs) => {
  const engine = centre(more, commands)
  const estimate = engine.estimateWait(kim)!
  expect(estimate).toMatchObject({ highMs: inMs, isBounded: true })
  expect(estimate.medianMs).toBeLessThanOrEqual(inMs)
  expect(engine.announceWait(kim)).toBeLessThanOrEqual(inMs)
  const { nowMs } = engine
  expect(engine.apply({ type: 'tick', atMs: nowMs + inMs - 1 }).map(({ type }) => type)).not.toContain(
    'contact.assigned',
  )
  expect(engine.apply({ type: 'tick', atMs: nowMs + inMs }).map(({ type }) => type)).toContain(
    'contact.assigned',
  )
})

test('an agent who has declined, or has let the contact go, is spared it until then', () => {
  const engine = centre(
    { offer: { retryAfterMs: 30_000 } },
    [ana, kimCalls, { type: 'offer.decline', ...kim, agentId: 'ana' }],
    { mode: 'offer' },
  )
  expect(engine.estimateWait(kim)).toMatchObject({ medianMs: 30_000, highMs: 30_000, isBounded: true })
})

test('somebody else who waits for the same agent takes the bound away', () => {
  const commands = [ana, busyAna, bo, kimCalls, call({ contactId: 'other', lastAgentId: 'ana' })]
  expect(centre({}, commands).estimateWait(kim)).toMatchObject({ isBounded: false })
  const cy: Told = { type: 'agent.signIn', agentId: 'cy', skills: {} }
  expect(centre({}, [cy, ...commands]).estimateWait(kim)).toMatchObject({ isBounded: true, highMs: 19_000 })
})

test('nothing is promised of agents who are kept free, nor of contacts that are pulled', () => {
  const kept = { pools: ['team'], queues: { calls: { keepFree: { team: 1 } } } }
  const inTeam = { ...ana, pool: 'team' }
  expect(centre(kept, [inTeam, kimCalls]).estimateWait(kim)).toMatchObject({ isBounded: false })
  const pulled = { queues: { calls: { pullOnly: true } } }
  expect(centre(pulled, [ana, kimCalls]).estimateWait(kim)).toMatchObject({ isBounded: false })
})
