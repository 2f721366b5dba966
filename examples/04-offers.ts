/**
 * Offers: an agent may accept, decline, or let it ring. A contact is never with two agents, a late answer is refused
 * in words, and whoever does not answer is set to away so that the next customer does not ring into the void.
 */
import { createEngine, definePolicy, type EngineEvent } from 'skillroute'

const policy = definePolicy({
  channels: { phone: { exclusive: true } },
  skills: [],
  queues: { sales: {} },
  offer: { ringMs: 15_000, retryAfterMs: 60_000 },
})

const engine = createEngine(policy) // offers are the default
engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'Ana', skills: {} })
engine.apply({ type: 'agent.signIn', atMs: 1000, agentId: 'Bo', skills: {} })
engine.apply({ type: 'agent.signIn', atMs: 2000, agentId: 'Cy', skills: {} })

tell(
  engine.apply({ type: 'contact.arrive', atMs: 10_000, contactId: 'Kim', queue: 'sales', channel: 'phone' }),
)
tell(engine.apply({ type: 'offer.decline', atMs: 12_000, contactId: 'Kim', agentId: 'Ana' }))
console.log(`   ... Bo lets it ring; the engine asks to be woken at ${engine.nextDueAtMs / 1000} s ...`)
tell(engine.apply({ type: 'tick', atMs: engine.nextDueAtMs }))
tell(engine.apply({ type: 'offer.accept', atMs: 28_000, contactId: 'Kim', agentId: 'Bo' }))
tell(engine.apply({ type: 'offer.accept', atMs: 29_000, contactId: 'Kim', agentId: 'Cy' }))

function tell(events: readonly EngineEvent[]): void {
  for (const event of events) {
    const at = `${event.atMs / 1000} s`.padStart(5)
    if (event.type === 'contact.offered')
      console.log(`${at}  offered to ${event.agentId} until ${event.expiresAtMs / 1000} s`)
    if (event.type === 'offer.declined')
      console.log(
        `${at}  ${event.agentId} declines, and is spared ${event.contactId} until ${event.retryAtMs / 1000} s`,
      )
    if (event.type === 'offer.expired') console.log(`${at}  ${event.agentId} did not answer`)
    if (event.type === 'agent.presence')
      console.log(`${at}  ${event.agentId} is ${event.presence}: ${event.reason}`)
    if (event.type === 'contact.assigned')
      console.log(`${at}  ${event.contactId} talks to ${event.agentId} after ${event.waitMs / 1000} s`)
    if (event.type === 'command.refused') console.log(`${at}  refused (${event.code}): ${event.message}`)
  }
}
