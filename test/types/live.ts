import { createEngine, definePolicy, runLive } from 'skillroute'
const policy = definePolicy({
  channels: { chat: { units: 1 } },
  skills: ['returns'],
  queues: { support: { requires: { returns: 1 } } },
})
const live = runLive(createEngine(policy, { mode: 'assign' }), (event) => {
  if (event.type === 'contact.assigned') console.log(event.contactId, event.agentId, event.waitMs)
})
live.send({ type: 'agent.signIn', agentId: 'ana', skills: { returns: 3 } })
live.send({ type: 'contact.arrive', contactId: 'c1', queue: 'support', channel: 'chat', tier: 'core', emotion: 80 })
// @ts-expect-error unknown queue
live.send({ type: 'contact.arrive', contactId: 'c1', queue: 'suport', channel: 'chat', tier: 'core', emotion: 80 })
live.close()
