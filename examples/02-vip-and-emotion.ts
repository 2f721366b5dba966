/**
 * Who goes first: tier, emotion and waiting time in one currency, milliseconds of waiting.
 * Four customers wait for one agent; every minute the agent takes one. Rosa goes before angry Abel after all: at three
 * minutes her promise is broken, and a broken promise counts at least as much as any anger.
 */
import { createEngine, definePolicy } from 'skillroute'

const policy = definePolicy({
  channels: { phone: { exclusive: true } },
  skills: [],
  queues: { service: {} },
  // Read aloud: "a core customer is treated as if they had waited two minutes already, and ages 1.5 times as fast".
  tiers: {
    core: { headStartMs: 120_000, ageingPercent: 150 },
    regular: {},
  },
  // A customer as angry as can be goes before one who has waited a minute longer.
  emotion: { headStartMs: 60_000 },
})

const engine = createEngine(policy, { mode: 'assign' })
const seconds = (count: number): number => count * 1000
const arrive = (atMs: number, contactId: string, tier: 'core' | 'regular', emotion = 0): void => {
  engine.apply({ type: 'contact.arrive', atMs, contactId, queue: 'service', channel: 'phone', tier, emotion })
}

arrive(seconds(0), 'Rosa, regular, first in line', 'regular')
arrive(seconds(30), 'Abel, regular and angry', 'regular', 90)
arrive(seconds(60), 'Cora, core customer', 'core')
arrive(seconds(90), 'Remy, regular, last', 'regular')

engine.apply({ type: 'agent.signIn', atMs: seconds(120), agentId: 'Ana', skills: {}, presence: 'away' })
console.log('At 2:00 the line is:')
for (const contactId of [
  'Rosa, regular, first in line',
  'Abel, regular and angry',
  'Cora, core customer',
  'Remy, regular, last',
]) {
  const standing = (engine.explain({ contactId })?.standing ?? 0) / 100_000
  console.log(`  ${engine.position({ contactId })}. ${contactId}: stands as if waiting ${standing} s`)
}

let atMs = seconds(120)
let events = engine.apply({ type: 'agent.setPresence', atMs, agentId: 'Ana', presence: 'available' })
console.log('Ana takes:')
for (;;) {
  const assigned = events.find((event) => event.type === 'contact.assigned')
  if (assigned === undefined) break
  console.log(`  ${assigned.contactId} (waited ${assigned.waitMs / 1000} s)`)
  atMs += seconds(60)
  events = engine.apply({ type: 'contact.finish', atMs, contactId: assigned.contactId })
}
