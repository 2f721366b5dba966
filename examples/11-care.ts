/**
 * Sparing agents: after two angry customers in a row Ana gets a rest from them, after each she cools down for a minute; a
 * break on request waits until somebody else is there; and who got how much of it is measured.
 */
import {
  createEngine,
  createLiveMeasures,
  definePolicy,
  type Command,
  type EngineEvent,
  type NamesOf,
} from 'skillroute'

const MINUTE = 60_000
const policy = definePolicy({
  channels: { phone: { exclusive: true } },
  skills: [],
  queues: { service: {} },
  promises: { queueWait: 'off', firstReply: 'off' },
  care: {
    maxHardInARow: 2, // angry customers, unless `hardEmotions` and `hardIssues` say otherwise
    restMs: 20 * MINUTE,
    coolDownMs: MINUTE,
    cover: { queues: { service: 1 } }, // somebody stays
  },
})
const engine = createEngine(policy, { mode: 'assign' })
const measures = createLiveMeasures(policy)
const tell = (command: Command<NamesOf<typeof policy>>): void => {
  const events = engine.apply(command)
  measures.read(events)
  for (const event of events) show(event)
}
const call = (minute: number, contactId: string, emotion: number): void =>
  tell({
    type: 'contact.arrive',
    atMs: minute * MINUTE,
    contactId,
    queue: 'service',
    channel: 'phone',
    emotion,
  })
const hangUp = (minute: number, contactId: string): void =>
  tell({ type: 'contact.finish', atMs: minute * MINUTE, contactId })

tell({ type: 'agent.signIn', atMs: 0, agentId: 'Ana', skills: {} })
call(0, 'angry 1', 90)
hangUp(4, 'angry 1')
call(4.5, 'calm 1', 5) // waits out the cool-down; an easy call ends the row
hangUp(7, 'calm 1')
call(8, 'angry 2', 80)
hangUp(12, 'angry 2')
call(14, 'angry 3', 95)
tell({ type: 'agent.requestBreak', atMs: 16 * MINUTE, agentId: 'Ana' })
hangUp(18, 'angry 3')
call(20, 'angry 4', 90) // Ana has had two in a row
const [candidate] = engine.explain({ contactId: 'angry 4' })!.candidates
console.log(
  `       Ana: ${candidate?.verdict}${candidate?.verdict === 'notNow' ? `, ${candidate.reason}` : ''}`,
)
tell({ type: 'agent.signIn', atMs: 21 * MINUTE, agentId: 'Ben', skills: {} })
hangUp(25, 'angry 4')
tell({ type: 'tick', atMs: 40 * MINUTE })
measures.advance(engine.nowMs)

for (const name of ['Ana', 'Ben']) {
  const { numerator, denominator } = measures.view.value('hardShare', { kind: 'agent', name })
  console.log(`${name}: ${numerator} of ${denominator} customers were angry`)
}
const { jain, agents } = measures.view.fairness('hardContacts')
console.log(
  `an hour: ${agents.map(({ agentId, share }) => `${agentId} ${share.toFixed(1)}`).join(', ')}; Jain's index ${jain?.toFixed(2)}`,
)

function show(event: EngineEvent): void {
  const text = textOf(event)
  const minutes = Math.floor(event.atMs / MINUTE)
  const seconds = String(Math.floor((event.atMs % MINUTE) / 1000)).padStart(2, '0')
  if (text !== '') console.log(`${`${minutes}:${seconds}`.padStart(5)}  ${text}`)
}

function textOf(event: EngineEvent): string {
  switch (event.type) {
    case 'contact.queued':
      return `${event.contactId} waits`
    case 'contact.assigned':
      return `${event.contactId} to ${event.agentId}${event.isHard ? ', hard' : ''}`
    case 'agent.coolingDown':
      return `${event.agentId} cools down`
    case 'agent.breakRequested':
      return `${event.agentId} asks for ${event.lengthMs / MINUTE} min`
    case 'agent.breakGranted':
      return `${event.agentId} may go`
    case 'agent.breakEnded':
      return `${event.agentId} is back`
    default:
      return ''
  }
}
