import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { createEngine } from '../../src/engine/engine.js'
import type { EngineEvent } from '../../src/engine/events/event.js'
import { definePolicy } from '../../src/engine/policy/policy.js'
import { runLive, type LiveClock, type LiveOptions } from '../../src/host/run-live.js'

/** A clock that moves when told, and the timers that are set on it. */
class HandClock implements LiveClock {
  nowMs: number
  timers: { callback: () => void; dueAtMs: number; delayMs: number }[] = []
  setCount = 0
  most = 0

  constructor(nowMs = 0) {
    this.nowMs = nowMs
  }

  readonly now = (): number => this.nowMs

  readonly set = (callback: () => void, delayMs: number): unknown => {
    const timer = { callback, dueAtMs: this.nowMs + delayMs, delayMs }
    this.timers.push(timer)
    this.setCount++
    this.most = Math.max(this.most, this.timers.length)
    return timer
  }

  readonly clear = (timer: unknown): void => {
    this.timers = this.timers.filter((each) => each !== timer)
  }

  /** Moves on to the timer that is next, `lateMs` after it is due, and lets it ring. */
  ring(lateMs = 0): void {
    const timer = this.timers.shift()!
    this.nowMs = Math.max(this.nowMs, timer.dueAtMs) + lateMs
    timer.callback()
  }
}

const policy = definePolicy({
  channels: { chat: { units: 1 } },
  skills: [],
  queues: { support: {} },
})

const arrive = (contactId: string) =>
  ({ type: 'contact.arrive', contactId, queue: 'support', channel: 'chat' }) as const
const signIn = { type: 'agent.signIn', agentId: 'ana', skills: {} } as const

function started(clock: HandClock, options: Omit<LiveOptions, 'clock'> = {}) {
  const events: EngineEvent[] = []
  const listeners: ((event: EngineEvent) => void)[] = []
  const live = runLive(
    createEngine(policy),
    (event) => {
      events.push(event)
      for (const listener of listeners) listener(event)
    },
    { ...options, clock },
  )
  return { live, events, listeners }
}

const typesOf = (events: readonly EngineEvent[]) => events.map((event) => event.type)
const seqsOf = (events: readonly EngineEvent[]) => events.map((event) => event.seq)

test('a command is stamped with the present instant, fractions cut off, and heard before send returns', () => {
  const clock = new HandClock(1000.9)
  const { live, events } = started(clock)
  expect(clock.timers).toEqual([])
  live.send(arrive('c1'))
  expect(typesOf(events)).toEqual(['contact.unservable', 'contact.queued'])
  expect(events.map((event) => event.atMs)).toEqual([1000, 1000])
  expect(live.engine.nextDueAtMs).toBe(121_000)
})

test('one timer at most: set anew only when the next deadline moves', () => {
  const clock = new HandClock()
  const { live, events } = started(clock)
  live.send(arrive('c1'))
  expect(clock.timers.map((timer) => timer.dueAtMs)).toEqual([120_000])
  clock.nowMs = 1000
  live.send(arrive('c2'))
  expect(clock.setCount).toBe(1)
  clock.nowMs = 2000
  live.send(signIn)
  expect(clock.timers.map((timer) => timer.delayMs)).toEqual([20_000])
  expect(clock.setCount).toBe(2)
  clock.ring()
  expect(events.at(-1)).toMatchObject({ type: 'contact.queued', atMs: 22_000, from: 'expired' })
  expect(clock.timers.map((timer) => timer.dueAtMs)).toEqual([120_000])
  let rings = 0
  for (; clock.timers.length > 0; rings++) clock.ring()
  expect(rings).toBe(4)
  expect(events.filter((event) => event.type === 'promise.warned').map((event) => event.atMs)).toEqual([
    120_000, 121_000,
  ])
  expect(events.filter((event) => event.type === 'promise.breached').map((event) => event.atMs)).toEqual([
    180_000, 181_000,
  ])
  expect(clock.most).toBe(1)
  expect(seqsOf(events)).toEqual(events.map((_, i) => i + 1))
})

test('what is due already when the host starts is done at once', () => {
  const engine = createEngine(policy)
  engine.apply({ ...arrive('c1'), atMs: 0 })
  const clock = new HandClock(500_000)
  const events: EngineEvent[] = []
  runLive(engine, (event) => events.push(event), { clock })
  expect(clock.timers.map((timer) => timer.delayMs)).toEqual([0])
  clock.ring()
  expect(typesOf(events)).toContain('promise.breached')
  expect(events[0]).toMatchObject({ type: 'promise.warned', atMs: 120_000, dueAtMs: 120_000 })
  expect(engine.nowMs).toBe(500_000)
})

test('a timer that rings early finds nothing due and is set again; one that rings late catches up', () => {
  const clock = new HandClock()
  const { live, events } = started(clock)
  live.send(arrive('c1'))
  const before = events.length
  const { callback } = clock.timers.shift()!
  clock.nowMs = 119_999
  callback()
  expect(events).toHaveLength(before)
  expect(clock.timers.map((timer) => timer.delayMs)).toEqual([1])
  clock.ring(5000)
  expect(events.at(-1)).toMatchObject({ type: 'promise.warned', dueAtMs: 120_000 })
  expect(live.engine.nowMs).toBe(125_000)
})

test('a clock that is set back never runs time backwards', () => {
  const clock = new HandClock(50_000)
  const { live, events } = started(clock)
  live.send(arrive('c1'))
  clock.nowMs = 10_000
  live.send(arrive('c2'))
  expect(live.engine.nowMs).toBe(50_000)
  clock.nowMs = 49_999
  live.send(arrive('c3'))
  clock.nowMs = 50_001
  live.send(arrive('c4'))
  const queued = events.filter((event) => event.type === 'contact.queued')
  expect(queued.map((event) => event.atMs)).toEqual([50_000, 50_000, 50_000, 50_001])
  for (let i = 0; clock.timers.length > 0 && i < 20; i++) clock.ring()
  expect(clock.timers).toEqual([])
  const warned = events.filter((event) => event.type === 'promise.warned')
  expect(warned.map((event) => event.atMs)).toEqual([170_000, 170_000, 170_000, 170_001])
})

test('a command sent by the listener is applied after the events of the present one', () => {
  const clock = new HandClock()
  const { live, events, listeners } = started(clock)
  listeners.push((event) => {
    if (event.type === 'contact.unservable') {
      live.send(signIn)
      live.send(arrive('c2'))
      expect(events).toHaveLength(1)
    }
    if (event.type === 'contact.offered')
      live.send({ type: 'offer.accept', contact: event.contact, agent: event.agent })
  })
  live.send(arrive('c1'))
  expect(typesOf(events)).toEqual([
    'contact.unservable',
    'contact.queued',
    'agent.signedIn',
    'contact.offered',
    'contact.queued',
    'contact.assigned',
  ])
  expect(seqsOf(events)).toEqual([1, 2, 3, 4, 5, 6])
  expect(clock.most).toBe(1)
})

test('what is no engine and what is no listener is told at once, before a timer is set', () => {
  const clock = new HandClock()
  const ignore = (): void => undefined
  for (const none of [undefined, null, {}, policy]) {
    expect(() => runLive(none as never, ignore, { clock })).toThrow(InvariantError)
    expect(() => runLive(none as never, ignore, { clock })).toThrow(/createEngine or restoreEngine/)
  }
  for (const none of [undefined, null, {}]) {
    expect(() => runLive(createEngine(policy), none as never, { clock })).toThrow('no function')
  }
  expect(clock.setCount).toBe(0)
})

test('a listener that throws loses no events, and the first error is thrown on', () => {
  const clock = new HandClock()
  const { live, events, listeners } = started(clock)
  listeners.push((event) => {
    if (event.type === 'contact.unservable') live.send(signIn)
    throw new Error(`deaf to ${event.type}`)
  })
  expect(() => live.send(arrive('c1'))).toThrow('deaf to contact.unservable')
  expect(typesOf(events)).toEqual([
    'contact.unservable',
    'contact.queued',
    'agent.signedIn',
    'contact.offered',
  ])
  expect(clock.timers.map((timer) => timer.dueAtMs)).toEqual([20_000])
  listeners.length = 0
  live.send(arrive('c2'))
  expect(events).toHaveLength(5)
})

test('what is thrown while the timer runs goes to onError, or on; either way the next timer is set', () => {
  const errors: unknown[] = []
  const told = new HandClock()
  const thrown = new HandClock()
  for (const clock of [told, thrown]) {
    const { live, listeners } = started(
      clock,
      clock === told ? { onError: (error) => errors.push(error) } : {},
    )
    live.send(arrive('c1'))
    const failure = new Error('deaf')
    listeners.push(() => {
      throw failure
    })
    if (clock === told) {
      clock.ring()
      expect(errors).toEqual([failure])
    } else {
      expect(() => clock.ring()).toThrow(failure)
    }
    expect(clock.timers.map((timer) => timer.dueAtMs)).toEqual([180_000])
    expect(live.engine.nowMs).toBe(120_000)
  }
})

test('what the engine throws is thrown on, and the next command is applied as ever', () => {
  const clock = new HandClock()
  const { live, events } = started(clock)
  clock.nowMs = NaN
  expect(() => live.send(arrive('c1'))).toThrow('atMs')
  expect(events).toEqual([])
  clock.nowMs = 7
  live.send(arrive('c1'))
  expect(typesOf(events)).toEqual(['contact.unservable', 'contact.queued'])
})

test('close stops the timer; later commands throw, closing again does nothing', () => {
  const clock = new HandClock()
  const { live, events } = started(clock)
  live.send(arrive('c1'))
  const before = events.length
  live.close()
  expect(clock.timers).toEqual([])
  expect(() => live.send(arrive('c2'))).toThrow('closed')
  live.close()
  expect(clock.timers).toEqual([])
  expect(clock.setCount).toBe(1)
  expect(events).toHaveLength(before)
})

test('a listener may close: what was sent before is still applied, and no timer is left', () => {
  const clock = new HandClock()
  const { live, events, listeners } = started(clock)
  listeners.push((event) => {
    if (event.type !== 'contact.unservable') return
    live.send(signIn)
    live.close()
  })
  live.send(arrive('c1'))
  expect(typesOf(events)).toContain('contact.offered')
  expect(live.engine.nextDueAtMs).toBeLessThan(Infinity)
  expect(clock.timers).toEqual([])
})

test('a deadline beyond 2^31 ms is approached in steps that a timer can wait', () => {
  const withinMs = 5 * 2 ** 31 + 7
  const far = definePolicy({
    channels: { chat: { units: 1 } },
    skills: [],
    queues: { support: { promises: { queueWait: { breachMs: withinMs, onBreach: ['alert'] } } } },
  })
  const clock = new HandClock(1000)
  const events: EngineEvent[] = []
  const live = runLive(createEngine(far), (event) => events.push(event), { clock })
  live.send(arrive('c1'))
  const before = events.length
  const delays: number[] = []
  while (clock.timers.length > 0) {
    delays.push(clock.timers[0]!.delayMs)
    clock.ring()
  }
  expect(delays).toEqual([...Array.from({ length: 5 }, () => 2 ** 31 - 1), 12])
  expect(events.slice(before)).toMatchObject([{ type: 'promise.breached', atMs: 1000 + withinMs }])
})

test('on the clock of the machine', async () => {
  const quick = definePolicy({
    channels: { chat: { units: 1 } },
    skills: [],
    queues: { support: { promises: { queueWait: { breachMs: 5, onBreach: ['alert'] } } } },
  })
  const heard = await new Promise<EngineEvent>((resolve) => {
    const live = runLive(createEngine(quick), (event) => {
      if (event.type !== 'promise.breached') return
      live.close()
      resolve(event)
    })
    live.send(arrive('c1'))
  })
  expect(heard).toMatchObject({ type: 'promise.breached', contactId: 'c1' })
  expect(Math.abs(heard.atMs - Date.now())).toBeLessThan(60_000)
})
