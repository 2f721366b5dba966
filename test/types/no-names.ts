/** A policy without skills, regions and pools has no name for any of them: what speaks of one does not compile. */
import { createEngine, definePolicy } from 'skillroute'

const bare = definePolicy({ channels: { chat: {} }, skills: [], queues: { support: {} } })
const engine = createEngine(bare)
engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
engine.apply({
  type: 'agent.signIn',
  atMs: 0,
  agentId: 'bo',
  // @ts-expect-error no skill has a name
  skills: { nope: 3 },
})
engine.apply({
  type: 'contact.arrive',
  atMs: 0,
  queue: 'support',
  channel: 'chat',
  // @ts-expect-error no skill has a name
  requires: { nope: 1 },
})
definePolicy({
  channels: { chat: {} },
  skills: [],
  queues: {
    support: {
      // @ts-expect-error no skill has a name
      requires: { nope: 1 },
    },
  },
})
definePolicy({
  channels: { chat: {} },
  skills: [],
  queues: {
    support: {
      // @ts-expect-error no pool has a name
      keepFree: { nope: 1 },
    },
  },
})
// Nor need it say that it has none.
const unsaid = definePolicy({ channels: { chat: {} }, queues: { support: {} } })
const plain = createEngine(unsaid)
plain.apply({ type: 'agent.signIn', atMs: 0, agentId: 'ana', skills: {} })
plain.apply({
  type: 'contact.arrive',
  atMs: 0,
  // @ts-expect-error no queue has this name
  queue: 'suport',
  channel: 'chat',
})
plain.apply({
  type: 'contact.arrive',
  atMs: 0,
  queue: 'support',
  channel: 'chat',
  // @ts-expect-error no skill has a name
  requires: { nope: 1 },
})
definePolicy({
  channels: { chat: {} },
  queues: {
    support: {
      // @ts-expect-error no skill has a name
      requires: { nope: 1 },
    },
  },
})
