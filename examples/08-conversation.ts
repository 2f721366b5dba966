/**
 * One hard conversation from end to end: a bot tries while Kim waits and hands over what it has learnt; Kim would rather be
 * called back, is not reached at first, is transferred to an expert, and at last confirms and rates. One contact all along.
 */
import { createEngine, definePolicy, type Command, type EngineEvent, type NamesOf } from 'skillroute'

const MINUTE = 60_000
const policy = definePolicy({
  channels: { chat: { units: 1 }, phone: { units: 2, exclusive: true } },
  skills: ['assembly'],
  queues: { service: { wrapUpMs: MINUTE }, experts: { requires: { assembly: 3 } } },
  callback: { attempts: 3, retryAfterMs: 15 * MINUTE }, // the defaults, written out
})
const engine = createEngine(policy, { mode: 'assign' })
const Kim = { contactId: 'Kim' } as const
const Ana = { agentId: 'Ana' } as const

const day: Command<NamesOf<typeof policy>>[] = [
  { type: 'contact.arrive', atMs: 0, ...Kim, queue: 'service', channel: 'chat', customerId: 'customer 7' },
  { type: 'bot.begin', atMs: 3 * MINUTE + 500, ...Kim },
  {
    type: 'bot.handOver',
    atMs: 4 * MINUTE,
    ...Kim,
    collected: { order: 'A17', problem: 'a hinge is loose' },
  },
  { type: 'contact.move', atMs: 5 * MINUTE, ...Kim, channel: 'phone' },
  {
    type: 'contact.callback',
    atMs: 5 * MINUTE,
    ...Kim,
    window: { fromAtMs: 30 * MINUTE, untilAtMs: 60 * MINUTE },
    toAgentId: 'Ana',
  },
  { type: 'agent.signIn', atMs: 20 * MINUTE, ...Ana, skills: { assembly: 1 } },
  { type: 'callback.fail', atMs: 31 * MINUTE, ...Kim },
  { type: 'contact.reply', atMs: 46.5 * MINUTE, ...Kim, by: 'customer' },
  { type: 'agent.signIn', atMs: 47 * MINUTE, agentId: 'Bo', skills: { assembly: 5 } },
  { type: 'contact.transfer', atMs: 48 * MINUTE, ...Kim, queue: 'experts', reason: 'this needs a fitter' },
  { type: 'contact.hold', atMs: 50 * MINUTE, ...Kim, reason: 'looking up the drawing' },
  { type: 'contact.resume', atMs: 51 * MINUTE, ...Kim },
  { type: 'contact.resolve', atMs: 53 * MINUTE, ...Kim },
  { type: 'contact.confirm', atMs: 54 * MINUTE, ...Kim, isSolved: false },
  { type: 'contact.resolve', atMs: 58 * MINUTE, ...Kim },
  { type: 'contact.rate', atMs: 59 * MINUTE, ...Kim, rating: 5 },
  { type: 'contact.confirm', atMs: 59 * MINUTE, ...Kim, isSolved: true },
]

for (const command of day) for (const event of engine.apply(command)) tell(event)

function tell(event: EngineEvent): void {
  const text = textOf(event)
  if (text !== '') console.log(`${clock(event.atMs)}  ${text}`)
}

function textOf(event: EngineEvent): string {
  switch (event.type) {
    case 'contact.queued':
      return `waits in ${event.queue}, by ${event.channel} (${event.from})`
    case 'bot.start':
      return 'three minutes: a bot is asked to try'
    case 'bot.ended':
      return `the bot: ${event.outcome} after ${event.botMs / 1000} s`
    case 'callback.agreed':
      return `Kim hangs up, to be called between ${clock(event.fromAtMs)} and ${clock(event.untilAtMs ?? 0)}`
    case 'contact.assigned': {
      const call = event.callback === undefined ? '' : `, call ${event.callback.attempt}`
      return `${event.agentId} has it, after ${event.waitMs / 1000} s${call}: ${JSON.stringify(event.collected)}`
    }
    case 'callback.missed':
      return `${event.agentId} does not reach Kim; again at ${clock(event.retryAtMs ?? 0)}`
    case 'contact.replied':
      return 'Kim answers'
    case 'contact.transferred':
      return `${event.agentId} transfers to ${event.toQueue}: "${event.reason}"`
    case 'contact.onHold':
      return `on hold: ${event.reason}`
    case 'contact.resumed':
      return `back after ${event.onHoldMs / 1000} s`
    case 'contact.resolved':
      return `${event.agentId} asks whether it is solved`
    case 'contact.reopened':
      return `not solved, says the ${event.by}`
    case 'contact.rated':
      return `${event.rating} of 5 for ${event.agentId}`
    case 'contact.finished': {
      const parts = (event.history ?? []).map(
        ({ queue, channel, agentId, ended }) =>
          `\n       ${queue}, ${channel}, ${agentId || 'nobody'}: ${ended}`,
      )
      return `ended by the ${event.by}, ${event.outcome}. What Kim went through:${parts.join('')}`
    }
    default:
      return ''
  }
}

function clock(atMs: number): string {
  return `${Math.floor(atMs / MINUTE)}:${String(Math.floor((atMs % MINUTE) / 1000)).padStart(2, '0')}`
}
