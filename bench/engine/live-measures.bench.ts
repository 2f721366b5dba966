/**
 * Live measures told a day of the engine's events again and again, beside the obvious way (a table of objects by name,
 * quarters of an hour by key, waits in lists) and beside a reader that only looks at each event. One operation is one
 * event. Sums of waits, contacts and service levels by queue must be the same.
 * Run: npm run bench -- --only engine/live-measures
 */
import { Hash64, Stream } from '../../src/base/prng.js'
import { createEngine, type Engine } from '../../src/engine/engine.js'
import type { EngineEvent } from '../../src/engine/events/event.js'
import { createLiveMeasures } from '../../src/engine/live/live-measures.js'
import { definePolicy } from '../../src/engine/policy/policy.js'
import { compare, type Contender, type Row, type Scale } from '../measure.js'
import { START_AT_MS } from '../routing/workload.js'

const CONTACTS: Readonly<Record<Scale, number>> = { tiny: 200, quick: 20_000, full: 100_000 }
const AGENTS = 100
const QUEUES = 10
const PERIOD_MS = 900_000
const WITHIN_MS = 20_000

const policy = definePolicy<string, string, string>({
  channels: { chat: {} },
  skills: [],
  queues: Object.fromEntries(Array.from({ length: QUEUES }, (_, queue) => [`queue ${queue}`, {}])),
})

export function run(scale: Scale): Row[] {
  const events = dayOf(CONTACTS[scale])
  const contenders = [measures(events), objects(events), looking(events)]
  return compare(`${CONTACTS[scale]} contacts, ${AGENTS} agents`, contenders, {
    scale,
    rival: 'objects by name',
    latency: false,
  })
}

/**
 * Contacts at random, each answered when somebody is free and finished a minute or more later; the day ends
 * when all are served.
 */
function dayOf(contacts: number): EngineEvent[] {
  const engine: Engine = createEngine(policy, { mode: 'assign' })
  const stream = Stream.named(1, contacts, 'day')
  const events: EngineEvent[] = []
  const busyUntil: { contactId: string; atMs: number }[] = []
  for (let agent = 0; agent < AGENTS; agent++) {
    engine.applyInto(
      { type: 'agent.signIn', atMs: START_AT_MS, agentId: `agent ${agent}`, skills: {} },
      events,
    )
  }
  let read = 0
  const note = (): void => {
    for (; read < events.length; read++) {
      const event = events[read]!
      if (event.type !== 'contact.assigned') continue
      busyUntil.push({
        contactId: event.contactId,
        atMs: event.atMs + 60_000 + Math.floor(stream.uniform() * 60_000),
      })
      busyUntil.sort((a, b) => a.atMs - b.atMs)
    }
  }
  const finishUntil = (untilMs: number): void => {
    while (busyUntil.length > 0 && busyUntil[0]!.atMs <= untilMs) {
      const { contactId, atMs } = busyUntil.shift()!
      engine.applyInto({ type: 'contact.finish', atMs, contactId }, events)
      note()
    }
  }
  let nowMs = START_AT_MS
  for (let number = 0; number < contacts; number++) {
    nowMs += Math.floor(stream.uniform() * 1850)
    finishUntil(nowMs)
    engine.applyInto(
      {
        type: 'contact.arrive',
        atMs: nowMs,
        contactId: `contact ${number}`,
        queue: `queue ${Math.floor(stream.uniform() * QUEUES)}`,
        channel: 'chat',
      },
      events,
    )
    note()
  }
  finishUntil(Infinity)
  return events
}

function measures(events: readonly EngineEvent[]): Contender {
  const live = createLiveMeasures(policy, { serviceLevel: { withinMs: WITHIN_MS } })
  const one: EngineEvent[] = []
  const read = (event: EngineEvent): void => {
    one[0] = event
    live.read(one)
  }
  for (const event of events) read(event)
  const digest = digestOf((queue) => {
    const row = { kind: 'queue', name: queue } as const
    const { numerator, denominator } = live.view.value('asa', row)
    return [numerator, denominator, live.view.value('serviceLevel.answeredOnly', row).numerator]
  })
  return { name: 'live measures', steps: stepping(events, read), digest }
}

interface Tally {
  offered: number
  answered: number
  inTime: number
  waitMs: number
  talkMs: number
  finished: number
  waits: number[]
}

/** What one writes first: a tally for each name and quarter of an hour, found by key. */
function objects(events: readonly EngineEvent[]): Contender {
  let tallies = new Map<string, Tally>()
  let contacts = new Map<string, { rows: string[]; period: number }>()
  const tally = (row: string, period: number): Tally => {
    const key = `${row} ${period}`
    let found = tallies.get(key)
    if (found === undefined) {
      found = { offered: 0, answered: 0, inTime: 0, waitMs: 0, talkMs: 0, finished: 0, waits: [] }
      tallies.set(key, found)
    }
    return found
  }
  const read = (event: EngineEvent): void => {
    switch (event.type) {
      case 'contact.queued':
      case 'contact.assigned': {
        const { contactId, queue, channel, tier, atMs } = event
        let contact = contacts.get(contactId)
        if (contact === undefined) {
          contact = {
            rows: ['total', `queue:${queue}`, `channel:${channel}`, `tier:${tier}`],
            period: Math.floor(atMs / PERIOD_MS),
          }
          contacts.set(contactId, contact)
          for (const row of contact.rows) tally(row, contact.period).offered++
        }
        if (event.type === 'contact.queued') break
        for (const row of [...contact.rows, `agent:${event.agentId}`]) {
          const each = tally(row, contact.period)
          each.answered++
          each.waitMs += event.waitMs
          if (event.waitMs <= WITHIN_MS) each.inTime++
          each.waits.push(event.waitMs)
        }
        break
      }
      case 'contact.finished': {
        const contact = contacts.get(event.contactId)
        if (contact === undefined) break
        contacts.delete(event.contactId)
        for (const row of [...contact.rows, `agent:${event.agentId}`]) {
          const each = tally(row, contact.period)
          each.finished++
          each.talkMs += event.talkMs
        }
        break
      }
      default:
        break
    }
  }
  for (const event of events) read(event)
  const digest = digestOf((queue) => {
    const own = [...tallies].filter(([key]) => key.startsWith(`queue:${queue} `)).map(([, each]) => each)
    const sum = (field: 'waitMs' | 'answered' | 'inTime'): number =>
      own.reduce((total, each) => total + each[field], 0)
    return [sum('waitMs'), sum('answered'), sum('inTime')]
  })
  const afresh = (): void => {
    tallies = new Map()
    contacts = new Map()
  }
  return { name: 'objects by name', steps: stepping(events, read, afresh), digest }
}

/** The floor: a look at each event's type. */
function looking(events: readonly EngineEvent[]): Contender {
  let seen = 0
  const read = (event: EngineEvent): void => {
    if (event.type === 'contact.assigned') seen += event.waitMs
  }
  return { name: 'only looking', steps: stepping(events, read, () => (seen = 0)), digest: '-' }
}

function digestOf(numbers: (queue: string) => readonly number[]): string {
  const hash = new Hash64()
  for (let queue = 0; queue < QUEUES; queue++) hash.string(JSON.stringify(numbers(`queue ${queue}`)))
  return hash.digest()
}

/** Tells the day from the beginning whenever it is over. */
function stepping(
  events: readonly EngineEvent[],
  read: (event: EngineEvent) => void,
  afresh: () => void = () => {},
): (operations: number) => number {
  let at = 0
  return (operations) => {
    for (let i = 0; i < operations; i++) {
      read(events[at]!)
      at++
      if (at < events.length) continue
      at = 0
      afresh()
    }
    return at
  }
}
