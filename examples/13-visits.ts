/**
 * Visits at home: the nearest technician with the right skill, by travel time, in the time window that was agreed. A visit
 * is a contact that comes with its window; a technician is an agent whose region is where they are just now.
 */
import { createEngine, definePolicy, type Command, type NamesOf } from 'skillroute'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const policy = definePolicy({
  channels: { visit: { exclusive: true } },
  skills: ['repair', 'installation'],
  regions: ['harbour', 'centre', 'hills'],
  // Minutes on the road. Each pair is stated: one that is missing is 1, so nearer than any other.
  regionDistance: { harbour: { centre: 20, hills: 50 }, centre: { hills: 25 } },
  issues: { repair: { requires: { repair: 1 } }, installation: { requires: { installation: 1 } } },
  queues: {
    visits: {
      region: 'hard',
      // Half an hour on the road at most; after ten minutes without anybody nearer, an hour.
      relax: [
        { afterMs: 0, regionWithin: 30 },
        { afterMs: 10 * MINUTE, regionWithin: 60 },
      ],
      agentOrder: ['region', 'handled'],
    },
  },
  promises: {
    queueWait: { warnMs: 15 * MINUTE, breachMs: 30 * MINUTE, onBreach: ['alert', 'boost'] },
    resolution: { breachMs: 24 * HOUR, warnBeforeMs: 2 * HOUR },
  },
  offer: { ringMs: 5 * MINUTE },
})

const engine = createEngine(policy)
const eight = Date.UTC(2026, 0, 5, 8)
const nine = eight + HOUR

function tell(command: Command<NamesOf<typeof policy>>): void {
  const clock = new Date(command.atMs).toISOString().slice(11, 16)
  for (const event of engine.apply(command)) {
    if (event.type === 'callback.agreed') console.log(`${clock} ${event.contactId}: agreed, ${event.state}`)
    if (event.type === 'contact.relaxed') console.log(`${clock} ${event.contactId}: looked for further away`)
    if (event.type === 'contact.offered')
      console.log(`${clock} ${event.contactId}: offered to ${event.agentId}`)
    if (event.type === 'contact.assigned')
      console.log(`${clock} ${event.contactId}: ${event.agentId} is on the way`)
    if (event.type === 'contact.finished') console.log(`${clock} ${event.contactId}: ${event.outcome}`)
  }
}

tell({
  type: 'agent.signIn',
  atMs: eight,
  agentId: 'Cem',
  skills: { repair: 2, installation: 1 },
  region: 'centre',
})
tell({ type: 'agent.signIn', atMs: eight, agentId: 'Hana', skills: { installation: 2 }, region: 'harbour' })

// Agreed with the customers at eight: between nine and eleven.
const window = { fromAtMs: nine, untilAtMs: nine + 2 * HOUR }
const visit = {
  type: 'contact.arrive',
  atMs: eight,
  queue: 'visits',
  channel: 'visit',
  callback: window,
} as const
tell({ ...visit, contactId: 'door', issue: 'repair', region: 'harbour' })
tell({ ...visit, contactId: 'shelf', issue: 'installation', region: 'hills' })

// At nine the repair goes to Cem, 20 minutes away: Hana is nearer, but cannot repair. The hills are too far for Hana.
tell({ type: 'tick', atMs: nine })
tell({ type: 'offer.accept', atMs: nine + MINUTE, contactId: 'door', agentId: 'Cem' })
for (const { agentId, reason, detail } of engine.explain({ contactId: 'shelf' })?.candidates ?? []) {
  console.log(`      shelf, ${agentId}: ${reason} ${detail === undefined ? '' : `(${detail})`}`)
}
tell({ type: 'tick', atMs: nine + 10 * MINUTE })
tell({
  type: 'offer.decline',
  atMs: nine + 11 * MINUTE,
  contactId: 'shelf',
  agentId: 'Hana',
  retryAfterMs: 3 * HOUR,
})

// Cem is done, at the harbour: the next visit is looked for from there.
tell({ type: 'agent.update', atMs: nine + HOUR, agentId: 'Cem', region: 'harbour' })
tell({ type: 'contact.finish', atMs: nine + HOUR, contactId: 'door', outcome: 'resolved' })
tell({ type: 'offer.accept', atMs: nine + HOUR + MINUTE, contactId: 'shelf', agentId: 'Cem' })
tell({ type: 'contact.finish', atMs: nine + 2 * HOUR, contactId: 'shelf', outcome: 'resolved' })
