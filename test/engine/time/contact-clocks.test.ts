import { expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import { createEngine, type Engine } from '../../../src/engine/engine.js'
import type { EngineEvent } from '../../../src/engine/events/event.js'
import { definePolicy } from '../../../src/engine/policy/policy.js'

const HOUR = 3_600_000

const policy = definePolicy(
  {
    channels: { chat: {}, email: {} },
    skills: [],
    queues: {
      front: {},
      repairs: { hours: 'workshop' },
      desk: { promises: { queueWait: 'off' } },
    },
    calendars: { workshop: { zone: 'UTC', weekly: { 'mon-sun': ['08:00-12:00'] } } },
    promises: {
      queueWait: {
        warnMs: 120_000,
        breachMs: 180_000,
        by: [{ tier: 'core', warnMs: 60_000, breachMs: 90_000 }],
      },
      firstReply: 'off',
      resolution: {
        off: true,
        by: [
          { issue: 'repair', warnMs: 23 * HOUR, breachMs: 24 * HOUR },
          { issue: 'complaint', warnMs: 3 * HOUR, breachMs: 4 * HOUR, escalateMs: 8 * HOUR },
          { issue: 'installation', breachMs: 3 * HOUR, hours: 'workshop' },
        ],
      },
    },
  },
  { horizon: { fromAtMs: 0, untilAtMs: 100 * 24 * HOUR } },
)

const arrive: Command = { type: 'contact.arrive', atMs: 0, contactId: 'kim', queue: 'front', channel: 'chat' }
const kim = { contactId: 'kim' } as const

/** What is told of promises, each as `clock stage @ hour`. */
function told(commands: readonly Command[], untilMs: number): string[] {
  const engine: Engine = createEngine(policy, { mode: 'assign' })
  const events: EngineEvent[] = []
  for (const command of [...commands, { type: 'tick', atMs: untilMs } as const]) {
    events.push(...engine.apply(command))
    engine.checkInvariants()
  }
  expect(events.filter(({ type }) => type === 'command.refused')).toEqual([])
  return events.flatMap((event) =>
    event.type.startsWith('promise.') && 'clock' in event
      ? [`${event.clock} ${event.type.slice('promise.'.length)} @ ${event.atMs / HOUR}`]
      : [],
  )
}

const ana: Command = { type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} }

test('what a bot finds out a while later counts: the deadline is that of the class, from when it is known', () => {
  const known: Command = { type: 'contact.update', atMs: HOUR, ...kim, issue: 'complaint' }
  expect(told([ana, arrive, known], 24 * HOUR)).toEqual([
    'resolution warned @ 4',
    'resolution breached @ 5',
    'resolution escalated @ 9',
  ])
})

test('a repair that turns out to be a complaint has the time that it has taken behind it', () => {
  const repair: Command = { ...arrive, issue: 'repair' }
  const complaint: Command = { type: 'contact.update', atMs: 2 * HOUR, ...kim, issue: 'complaint' }
  expect(told([ana, repair, complaint], 5 * HOUR)).toEqual([
    'resolution warned @ 3',
    'resolution breached @ 4',
  ])
  // Later than the whole time: the breach is told at once, the warning no more.
  const late = { ...complaint, atMs: 10 * HOUR }
  expect(told([ana, repair, late], 15 * HOUR)).toEqual([
    `resolution breached @ ${10 + 1 / HOUR}`,
    `resolution escalated @ ${14 + 1 / HOUR}`,
  ])
})

test('while it is the customer’s turn the new clock stands still as the old one did, or as a fresh one would', () => {
  const reply: Command = { type: 'contact.reply', atMs: HOUR, ...kim, by: 'agent' }
  const update: Command = { type: 'contact.update', atMs: 2 * HOUR, ...kim, issue: 'complaint' }
  const answer: Command = { type: 'contact.reply', atMs: 20 * HOUR, ...kim, by: 'customer' }
  expect(told([ana, { ...arrive, issue: 'repair' }, reply, update, answer], 23 * HOUR)).toEqual([
    'resolution warned @ 22',
    'resolution breached @ 23',
  ])
  expect(told([ana, arrive, reply, update, answer], 24 * HOUR)).toEqual([
    'resolution warned @ 23',
    'resolution breached @ 24',
  ])
})

test('a promise that is broken stays broken, one that is none any more ends in silence', () => {
  const repair: Command = { ...arrive, issue: 'repair' }
  const late: Command = { type: 'contact.update', atMs: 25 * HOUR, ...kim, issue: 'complaint' }
  expect(told([ana, repair, late], 50 * HOUR)).toEqual(['resolution warned @ 23', 'resolution breached @ 24'])
  const none: Command = { type: 'contact.update', atMs: HOUR, ...kim, issue: 'return' }
  expect(told([ana, repair, none], 50 * HOUR)).toEqual([])
})

test('who turns out to be a core customer is promised a core customer’s wait, and another queue its own', () => {
  const core: Command = { type: 'contact.update', atMs: 30_000, ...kim, tier: 'core' }
  expect(told([arrive, core], HOUR)).toEqual([
    `queueWait warned @ ${1 / 60}`,
    `queueWait breached @ ${1.5 / 60}`,
  ])
  // Closed until eight, and the wait with it: 30 s of three minutes are over, the warning comes 90 s after that.
  const repairs: Command = { type: 'contact.move', atMs: 30_000, ...kim, queue: 'repairs' }
  expect(told([arrive, repairs], 9 * HOUR)).toEqual([
    `queueWait warned @ ${8 + 90_000 / HOUR}`,
    `queueWait breached @ ${8 + 150_000 / HOUR}`,
  ])
  expect(told([arrive, { ...repairs, queue: 'desk' }], 9 * HOUR)).toEqual([])
})

test('hours of the new promise count from now on', () => {
  const installation: Command = { type: 'contact.update', atMs: 9 * HOUR, ...kim, issue: 'installation' }
  const repair: Command = { ...arrive, atMs: 8 * HOUR, issue: 'repair' }
  expect(told([ana, repair, installation], 48 * HOUR)).toEqual(['resolution breached @ 11'])
  const later = { ...installation, atMs: 9.5 * HOUR }
  expect(told([ana, { ...repair, atMs: 9 * HOUR }, later], 48 * HOUR)).toEqual(['resolution breached @ 12'])
})
