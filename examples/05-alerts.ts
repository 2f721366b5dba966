/**
 * Promises: a warning at 2 min of waiting, a breach at 3 min with everything that the users ask for then (alert, bot,
 * callback, a boost), and 30 s to the first reply. Each stage fires exactly once, at its instant, however late the host.
 */
import { createEngine, definePolicy } from 'skillroute'

const policy = definePolicy({
  channels: { chat: { units: 1 } },
  skills: [],
  queues: { service: {} }, // the users' own promises are the defaults
})

const engine = createEngine(policy, { mode: 'assign' })
const events = [
  ...engine.apply({ type: 'contact.arrive', atMs: 0, contactId: 'Kim', queue: 'service', channel: 'chat' }),
  // Nobody looks at the clock for five minutes: a late host loses nothing.
  ...engine.apply({ type: 'agent.signIn', atMs: 300_000, agentId: 'Ana', skills: {} }),
  ...engine.apply({ type: 'contact.reply', atMs: 345_000, contactId: 'Kim', by: 'agent' }),
]

for (const event of events) {
  const at = `${Math.floor(event.atMs / 60_000)}:${String((event.atMs / 1000) % 60).padStart(2, '0')}`
  switch (event.type) {
    case 'promise.warned':
    case 'promise.breached':
      console.log(
        `${at}  ${event.clock} ${event.type === 'promise.warned' ? 'warning' : 'BREACH'}: ${event.actions.join(', ')}`,
      )
      break
    case 'contact.boosted':
      console.log(`${at}  ${event.contactId} now counts as waiting ${event.boostMs / 1000} s longer`)
      break
    case 'bot.start':
      console.log(`${at}  the bot answers ${event.contactId} while a human is on the way`)
      break
    case 'callback.offer':
      console.log(`${at}  ${event.contactId} is offered a call back`)
      break
    case 'contact.assigned':
      console.log(`${at}  ${event.contactId} gets ${event.agentId} after ${event.waitMs / 1000} s`)
      break
    case 'contact.replied':
      console.log(`${at}  first reply by the ${event.by}`)
      break
    default:
      break
  }
}
