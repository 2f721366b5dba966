/**
 * A snapshot in the middle changes nothing: the restored engine answers every further command like the first, handle by
 * handle and bit by bit. That is a hot standby, a replay of yesterday, and a test of tomorrow's policy.
 */
import { createEngine, definePolicy, restoreEngine, type EngineSnapshot } from 'skillroute'

const policy = definePolicy({
  channels: { chat: { units: 1 } },
  skills: ['billing'],
  queues: { billing: { requires: { billing: 1 } } },
})

const first = createEngine(policy)
first.apply({ type: 'agent.signIn', atMs: 0, agentId: 'Ana', skills: { billing: 2 }, capacityUnits: 2 })
for (let i = 0; i < 5; i++) {
  first.apply({
    type: 'contact.arrive',
    atMs: i * 1000,
    contactId: `customer ${i}`,
    queue: 'billing',
    channel: 'chat',
  })
}

const text = JSON.stringify(first.snapshot())
const second = restoreEngine(JSON.parse(text) as EngineSnapshot)
console.log(`restored from JSON: ${second.waiting} still wait`)
console.log(`the same state: ${first.stateHash() === second.stateHash()}`)

const answers = [first, second].map((engine) =>
  JSON.stringify([
    ...engine.apply({ type: 'offer.accept', atMs: 9000, contactId: 'customer 0', agentId: 'Ana' }),
    ...engine.apply({ type: 'contact.finish', atMs: 20_000, contactId: 'customer 0' }),
    ...engine.apply({ type: 'tick', atMs: 600_000 }),
  ]),
)
console.log(`the same answers afterwards: ${answers[0] === answers[1]}`)
