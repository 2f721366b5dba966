/**
 * What to tell the customer who asks how long: an estimate before the call, an interval while it waits, and an announcement
 * that only falls while nothing but time passes. The engine learns from the morning's calls, each of five minutes.
 */
import { createEngine, definePolicy } from 'skillroute'

const MINUTE = 60_000
const policy = definePolicy({
  channels: { phone: { exclusive: true } },
  skills: ['sales', 'repair'],
  queues: { sales: { requires: { sales: 1 } }, repair: { requires: { repair: 1 } } },
  promises: { queueWait: 'off', firstReply: 'off' },
  expected: { talkMs: 3 * MINUTE }, // until enough has been seen
})
const engine = createEngine(policy, { mode: 'assign', estimates: true })
let calls = 0
const call = (queue: 'sales' | 'repair', headStartMs = 0): { contactId: string } => {
  const contactId = `call ${++calls}`
  engine.apply({
    type: 'contact.arrive',
    atMs: engine.nowMs,
    contactId,
    queue,
    channel: 'phone',
    headStartMs,
  })
  return { contactId }
}
const pass = (ms: number): void => void engine.apply({ type: 'tick', atMs: engine.nowMs + ms })
const text = (ms: number | undefined): string =>
  ms === undefined || ms === Infinity ? 'nobody can say' : `${(ms / MINUTE).toFixed(1)} min`

const ask = { queue: 'sales', channel: 'phone' } as const
console.log(`nobody at work: ${text(engine.estimateWait(ask)?.medianMs)}`)

engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'Ana', skills: { sales: 1 } })
engine.apply({ type: 'agent.signIn', atMs: 0, agentId: 'Bo', skills: { sales: 1, repair: 1 } })
console.log(`two are free: ${text(engine.estimateWait(ask)?.medianMs)}`)

const talking = [call('sales'), call('repair')]
for (let i = 0; i < 80; i++) {
  talking.push(call(i % 2 === 0 ? 'sales' : 'repair'))
  pass(2.5 * MINUTE)
  engine.apply({ type: 'contact.finish', atMs: engine.nowMs, ...talking.shift()! })
}

const Kim = call('sales')
const show = (what: string): void => {
  const { position, lowMs, medianMs, highMs } = engine.estimateWait(Kim)!
  console.log(
    `${what}: number ${position}, ${text(medianMs)}, 8 times in 10 from ${text(lowMs)} to ${text(highMs)}; announced: ${text(engine.announceWait(Kim))}`,
  )
}
show('Kim calls')
pass(MINUTE)
show('a minute later')
call('repair', 10 * MINUTE)
show('somebody with a head start calls about a repair')
engine.apply({ type: 'agent.signIn', atMs: engine.nowMs, agentId: 'Cy', skills: { repair: 1 } })
show('a third agent, for repairs')
pass(10 * MINUTE)
show('ten minutes on')
