/** The smallest centre there is: one queue, one agent, one customer. Run it with `npx tsx examples/01-first-assignment.ts`. */
import { createEngine, definePolicy } from 'skillroute'

const policy = definePolicy({
  channels: { chat: { units: 1 } },
  skills: ['returns'],
  queues: { support: { requires: { returns: 1 } } },
})

// Commands carry their own time, so this program prints the same on every machine and on every day.
const engine = createEngine(policy, { mode: 'assign' })
const nineOClock = Date.UTC(2026, 2, 2, 9)
const minutes = (count: number): number => nineOClock + count * 60_000

const story = [
  ...engine.apply({
    type: 'contact.arrive',
    atMs: minutes(0),
    contactId: 'Kim',
    queue: 'support',
    channel: 'chat',
  }),
  ...engine.apply({ type: 'agent.signIn', atMs: minutes(1), agentId: 'Ana', skills: { returns: 3 } }),
  ...engine.apply({ type: 'contact.finish', atMs: minutes(6), contactId: 'Kim' }),
]

for (const event of story) {
  const at = new Date(event.atMs).toISOString().slice(11, 16)
  if (event.type === 'contact.unservable')
    console.log(`${at}  nobody signed in could serve ${event.contactId}: a warning`)
  if (event.type === 'contact.queued') console.log(`${at}  ${event.contactId} waits in "${event.queue}"`)
  if (event.type === 'agent.signedIn') console.log(`${at}  ${event.agentId} signs in`)
  if (event.type === 'contact.assigned') {
    console.log(`${at}  ${event.contactId} talks to ${event.agentId} after ${event.waitMs / 1000} s`)
  }
  if (event.type === 'contact.finished') console.log(`${at}  done after ${event.talkMs / 60_000} min`)
}
