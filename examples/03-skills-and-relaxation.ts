/**
 * Skills with levels, regions, and giving way with time: a complaint in the south wants a senior agent of the south;
 * after 30 s a neighbouring region will do, after 60 s the senior skill is let go. The engine can say why, at any time.
 */
import { createEngine, definePolicy, type Engine } from 'skillroute'

const policy = definePolicy({
  channels: { chat: {} },
  skills: ['complaints', 'senior'],
  regions: ['north', 'middle', 'south'],
  regionDistance: { north: { middle: 1, south: 2 }, middle: { south: 1 } },
  queues: {
    complaints: {
      requires: { complaints: 2, senior: 1 },
      region: 'hard',
      relax: [
        { afterMs: 30_000, regionWithin: 1 },
        { afterMs: 60_000, drop: ['senior'] },
      ],
    },
  },
})

const engine = createEngine(policy, { mode: 'assign' })
engine.apply({
  type: 'agent.signIn',
  atMs: 0,
  agentId: 'Nora',
  skills: { complaints: 3, senior: 2 },
  region: 'north',
})
engine.apply({
  type: 'agent.signIn',
  atMs: 0,
  agentId: 'Mia',
  skills: { complaints: 3, senior: 1 },
  region: 'middle',
  presence: 'away',
  reason: 'break',
})
engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'Sam', skills: { complaints: 2 }, region: 'south' })
engine.apply({
  type: 'agent.signIn',
  atMs: 0,
  agentId: 'Sue',
  skills: { complaints: 2, senior: 1 },
  region: 'south',
  presence: 'away',
})
engine.apply({
  type: 'contact.arrive',
  atMs: 0,
  contactId: 'Kim',
  queue: 'complaints',
  channel: 'chat',
  region: 'south',
})

explainWait(engine, 0)
for (const atMs of [30_000, 60_000]) {
  for (const event of engine.apply({ type: 'tick', atMs })) {
    if (event.type === 'contact.relaxed') console.log(`\n${atMs / 1000} s: gives way, step ${event.step}`)
    if (event.type === 'contact.assigned')
      console.log(`${atMs / 1000} s: ${event.contactId} -> ${event.agentId}`)
  }
  explainWait(engine, atMs)
}

function explainWait(at: Engine, atMs: number): void {
  const explanation = at.explain({ contactId: 'Kim' })
  if (explanation === undefined) return
  console.log(`${atMs / 1000} s: Kim waits at relaxation step ${explanation.relaxationStep}, because`)
  for (const { agentId, verdict, reason, detail } of explanation.candidates) {
    console.log(
      `  ${agentId}: ${verdict}${reason === undefined ? '' : `, ${reason}`}${detail === undefined ? '' : ` (${detail})`}`,
    )
  }
}
