/** The first thing a back-end developer types: the names of the policy are the only ones that compile. */
import { createEngine, definePolicy, runLive } from 'skillroute'

const policy = definePolicy({
  channels: { chat: { units: 1 } },
  skills: ['returns'],
  queues: { support: { requires: { returns: 1 } } },
})
const live = runLive(createEngine(policy, { mode: 'assign' }), (event) => {
  if (event.type === 'contact.assigned') live.send({ type: 'contact.finish', contactId: event.contactId })
})
live.send({ type: 'agent.signIn', agentId: 'ana', skills: { returns: 3 } })
live.send({ type: 'contact.arrive', queue: 'support', channel: 'chat', tier: 'core', emotion: 80 })

live.send({
  type: 'contact.arrive',
  // @ts-expect-error no such queue
  queue: 'suport',
  channel: 'chat',
})
live.send({
  type: 'contact.arrive',
  queue: 'support',
  // @ts-expect-error no such channel
  channel: 'chta',
})
live.send({
  type: 'contact.arrive',
  queue: 'support',
  channel: 'chat',
  // @ts-expect-error no such tier
  tier: 'gold',
})
live.send({
  type: 'agent.signIn',
  agentId: 'bo',
  // @ts-expect-error no such skill
  skills: { retunrs: 1 },
})
live.send({
  type: 'contact.arrive',
  queue: 'support',
  channel: 'chat',
  // @ts-expect-error the policy has no regions
  region: 'north',
})
// @ts-expect-error the host gives the instant
live.send({ type: 'tick', atMs: 1 })
live.close()
