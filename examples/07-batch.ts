/**
 * One by one or in batches: two customers and two agents, and a choice that looks good at once costs more in a moment.
 * Kim speaks only English. Ana speaks both languages, Bo only English. One by one, Kim gets Ana, who has been idle for
 * longer, and Pia, who needs Portuguese, waits. A window of two seconds sees both and serves both.
 */
import { createEngine, definePolicy, type EngineEvent } from 'skillroute'

const spec = {
  channels: { phone: { exclusive: true } },
  skills: ['english', 'portuguese'],
  queues: {
    english: { requires: { english: 1 } },
    portuguese: { requires: { portuguese: 1 } },
  },
  agentOrder: ['longestIdle'],
} as const

for (const matching of [{ mode: 'immediate' }, { mode: 'batch', windowMs: 2000 }] as const) {
  const engine = createEngine(definePolicy({ ...spec, matching }), { mode: 'assign' })
  engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'Ana', skills: { english: 3, portuguese: 3 } })
  engine.apply({ type: 'agent.signIn', atMs: 1000, agentId: 'Bo', skills: { english: 3 } })
  const events: EngineEvent[] = [
    ...engine.apply({
      type: 'contact.arrive',
      atMs: 60_000,
      contactId: 'Kim',
      queue: 'english',
      channel: 'phone',
    }),
    ...engine.apply({
      type: 'contact.arrive',
      atMs: 61_000,
      contactId: 'Pia',
      queue: 'portuguese',
      channel: 'phone',
    }),
    ...engine.apply({ type: 'tick', atMs: 62_000 }),
  ]
  console.log(matching.mode === 'batch' ? `in batches of ${matching.windowMs / 1000} s:` : 'one by one:')
  for (const event of events) {
    if (event.type === 'contact.assigned')
      console.log(`  ${event.contactId} -> ${event.agentId} after ${event.waitMs / 1000} s`)
  }
  console.log(`  still waiting at 62 s: ${engine.waiting}`)
}
