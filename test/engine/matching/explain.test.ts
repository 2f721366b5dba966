import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine, type Engine } from '../../../src/engine/engine.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'

const policy = parsePolicy({
  channels: { chat: {}, phone: { exclusive: true } },
  skills: ['repairs', 'returns', 'spanish'],
  regions: ['north', 'south'],
  regionDistance: { north: { south: 7 } },
  issues: { damage: { headStartMs: 20_000 } },
  tiers: { core: { ageingPercent: 150, headStartMs: 30_000 }, regular: {} },
  queues: { support: { region: 'hard' } },
  emotion: { headStartMs: 100_000 },
  capacityUnits: 2,
})

function told(...commands: readonly object[]): Engine {
  const engine = createEngine(policy)
  for (const command of commands) engine.apply({ atMs: 0, ...command } as Command)
  return engine
}

function detailsOf(engine: Engine, contactId: string): Record<string, string | undefined> {
  const { candidates } = engine.explain({ contactId })!
  return Object.fromEntries(
    candidates.map(({ agentId, verdict, reason, detail }) => [agentId, `${verdict} ${reason}: ${detail}`]),
  )
}

const signIn = (agentId: string, skills: object, more: object = {}): object => ({
  type: 'agent.signIn',
  agentId,
  skills,
  region: 'north',
  ...more,
})
const arrive = (contactId: string, more: object = {}): object => ({
  type: 'contact.arrive',
  contactId,
  queue: 'support',
  channel: 'chat',
  region: 'north',
  ...more,
})

test('what an agent lacks is told with what the agent has', () => {
  const need = { requires: { returns: 2, repairs: 3 }, requiresAny: [{ spanish: 1, returns: 5 }] }
  const engine = told(
    signIn('none', {}),
    signIn('half', { returns: 2, repairs: 2 }),
    signIn('neither', { returns: 4, repairs: 3 }),
    signIn('far', { returns: 5, repairs: 5 }, { region: 'south' }),
    signIn('gone', { returns: 5, repairs: 5 }, { presence: 'away', reason: 'lunch' }),
    signIn('out', { returns: 5, repairs: 5 }, { presence: 'away' }),
    signIn('full', { returns: 5, repairs: 5 }),
    { type: 'agent.occupy', agentId: 'full', channel: 'chat' },
    { type: 'agent.occupy', agentId: 'full', channel: 'chat' },
    arrive('kim', need),
  )
  expect(detailsOf(engine, 'kim')).toEqual({
    none: 'never skill: needs repairs 3 (has 0)',
    half: 'never skill: needs repairs 3 (has 2)',
    neither: 'never skill: needs one of returns 5 (has 4), spanish 1 (has 0)',
    far: 'never region: distance 7, limit 0',
    gone: 'notNow away: lunch',
    out: 'notNow away: undefined',
    full: 'notNow busy: 2 of 2 units in use',
  })
})

test('the parts of a standing are those of the policy, of the customer and of the time', () => {
  const engine = told(
    arrive('kim', { tier: 'core', emotion: 70, issue: 'damage', headStartMs: -5, waitedMs: 1000 }),
    arrive('pat'),
  )
  engine.apply({ type: 'tick', atMs: 60_000 })
  const kim = engine.explain({ contactId: 'kim' })!
  expect(kim.standingParts).toEqual([
    { part: 'issue damage', ms: 20_000 },
    { part: 'tier core', ms: 30_000 },
    { part: 'emotion 70 (angry)', ms: 70_000 },
    { part: 'by hand', ms: -5 },
    { part: 'waited', ms: 61_000 },
    { part: 'ageing at 150 %', ms: 30_500 },
  ])
  expect(kim.standing).toBe(100 * kim.standingParts.reduce((sum, { ms }) => sum + ms, 0))
  expect(engine.explain({ contactId: 'pat' })).toMatchObject({
    standing: 6_000_000,
    standingParts: [{ part: 'waited', ms: 60_000 }],
  })
})

test('whoever is named or had the customer last is told as such, and by how much it decided', () => {
  const engine = createEngine(policy, { explainDecisions: true })
  for (const agentId of ['ana', 'bo', 'cy']) engine.apply({ atMs: 0, ...signIn(agentId, {}) } as Command)
  const events = engine.apply({
    atMs: 0,
    ...arrive('kim', { lastAgentId: 'bo', dedicatedAgentId: 'cy' }),
  } as Command)
  const [explanation] = events.flatMap((event) =>
    event.type === 'contact.offered' ? [event.explanation!] : [],
  )
  expect(explanation).toMatchObject({ runnerUp: 'bo', decidedBy: 'preferred', margin: 1 })
  expect(explanation!.candidates.map(({ agentId, verdict }) => `${agentId} ${verdict}`)).toEqual([
    'cy chosen',
    'bo eligible',
    'ana eligible',
  ])
})

test('whoever is named, or had the customer last, gets the contact before those who have been idle longer', () => {
  for (const named of ['ana', 'bo', 'cy']) {
    for (const field of ['dedicatedAgentId', 'lastAgentId']) {
      const engine = told(
        ...['ana', 'bo', 'cy'].map((agentId) => signIn(agentId, {})),
        { type: 'agent.occupy', agentId: named, contactId: 'own', channel: 'chat' },
        { type: 'contact.finish', contactId: 'own', wrapUpMs: 0, atMs: 5 },
      )
      const events = engine.apply({ atMs: 10, ...arrive('kim', { [field]: named }) } as Command)
      expect(events.find(({ type }) => type === 'contact.offered')).toMatchObject({ agentId: named })
    }
  }
})

test('the nearest is told by the distance of the regions, whichever of them is listed first', () => {
  const near = parsePolicy({
    channels: { chat: {} },
    skills: [],
    regions: ['north', 'south'],
    regionDistance: { north: { south: 7 } },
    queues: { support: { region: 'soft', agentOrder: ['region'] } },
  })
  for (const [home, away] of [
    ['north', 'south'],
    ['south', 'north'],
  ] as const) {
    const engine = createEngine(near, { explainDecisions: true })
    for (const region of [away, home]) engine.apply({ atMs: 0, ...signIn(region, {}, { region }) } as Command)
    const events = engine.apply({ atMs: 0, ...arrive('kim', { region: home }) } as Command)
    const [offered] = events.filter((event) => event.type === 'contact.offered')
    expect(offered).toMatchObject({
      agentId: home,
      explanation: { runnerUp: away, decidedBy: 'region', margin: 7 },
    })
  }
})
