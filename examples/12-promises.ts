/**
 * Every promise has a clock: one hard conversation under the policy file of an after-sales service (policies/after-sales.yaml).
 * The host says what people do; what is due in between fires by itself, each stage once, however late the host looks.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { createEngine, parsePolicy, type Command, type EngineEvent } from 'skillroute'

const MINUTE = 60_000
const MONDAY_10H = Date.UTC(2026, 5, 1, 8) // ten o'clock in Berlin
const file = new URL('policies/after-sales.yaml', import.meta.url)
const policy = parsePolicy(parse(readFileSync(file, 'utf8')), {
  horizon: { fromAtMs: MONDAY_10H, untilAtMs: Date.UTC(2027, 5, 1) },
})
const engine = createEngine(policy, { mode: 'assign' })
const at = (minutes: number): number => MONDAY_10H + Math.round(minutes * MINUTE)
const Kim = { contactId: 'Kim' } as const
const says = (minutes: number, by: 'agent' | 'customer', isUpdate = false): Command => {
  return { type: 'contact.reply', atMs: at(minutes), ...Kim, by, isUpdate }
}

const day: Command[] = [
  { type: 'contact.arrive', atMs: at(0), ...Kim, queue: 'complaints', channel: 'app', issue: 'complaint' },
  { type: 'bot.begin', atMs: at(3), ...Kim },
  { type: 'agent.signIn', atMs: at(4), agentId: 'Ana', skills: { complaints: 3 } },
  says(4.75, 'agent'), // 45 s: too late
  says(6, 'customer'),
  says(7.5, 'agent', true), // "I am still looking"
  { type: 'contact.hold', atMs: at(8), ...Kim, reason: 'asks the workshop' },
  says(10.5, 'agent', true),
  { type: 'contact.resume', atMs: at(11), ...Kim },
  says(11.5, 'agent'),
  says(29, 'customer'), // reminded and asked
  says(30, 'agent'),
  says(31, 'customer'),
  { type: 'contact.resolve', atMs: at(32), ...Kim },
  { type: 'contact.confirm', atMs: at(50), ...Kim, isSolved: false }, // asked twice
  says(51, 'agent'),
  { type: 'tick', atMs: at(600) }, // nobody looked for hours: nothing is lost
]

for (const command of day) for (const event of engine.apply(command)) tell(event)

function tell(event: EngineEvent): void {
  const minutes = Math.floor((event.atMs - MONDAY_10H) / MINUTE)
  const seconds = Math.floor(((event.atMs - MONDAY_10H) % MINUTE) / 1000)
  console.log(`${minutes}:${String(seconds).padStart(2, '0')}`.padStart(7) + `  ${textOf(event)}`)
}

function textOf(event: EngineEvent): string {
  switch (event.type) {
    case 'promise.warned':
    case 'promise.breached':
    case 'promise.escalated':
      return `${event.type.slice('promise.'.length).padEnd(9)} ${event.clock}: ${event.actions.join(', ')}`
    case 'promise.met':
      return `kept      ${event.clock}, after ${event.tookMs / 1000} s`
    case 'contact.replied':
      return `${event.by} says something${event.isUpdate ? ', and works on' : ''}`
    case 'contact.finished':
      return `ended by ${event.by}: ${event.outcome}`
    default:
      return event.type
  }
}
