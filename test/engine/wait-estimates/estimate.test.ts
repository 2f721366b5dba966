import { describe, expect, test } from 'vitest'
import type { Command } from '../../../src/engine/commands/command.js'
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type WaitEstimate,
} from '../../../src/engine/engine.js'
import { parsePolicy } from '../../../src/engine/policy/policy.js'
import type { PolicySpec } from '../../../src/engine/policy/policy-spec.js'

const MINUTE = 60_000
const spec: PolicySpec = {
  channels: { phone: { exclusive: true } },
  skills: ['sales', 'repair'],
  queues: {
    sales: { requires: { sales: 1 } },
    repair: { requires: { repair: 1 } },
    desk: { pullOnly: true },
  },
  promises: { queueWait: 'off', firstReply: 'off' },
  expected: { talkMs: 4 * MINUTE },
}

class Centre {
  readonly engine: Engine
  #contacts = 0

  constructor(more: Partial<PolicySpec> = {}, options: EngineOptions = { mode: 'assign', estimates: true }) {
    this.engine = createEngine(parsePolicy({ ...spec, ...more }), options)
  }

  get nowMs(): number {
    return this.engine.nowMs
  }

  signIn(agentId: string, ...skills: string[]): void {
    const levels = Object.fromEntries(skills.map((skill) => [skill, 1]))
    this.#obey({ type: 'agent.signIn', atMs: this.nowMs, agentId, skills: levels })
  }

  /** Signs in agents who are all busy from now on. */
  busy(count: number, ...skills: string[]): void {
    for (let i = 0; i < count; i++) {
      this.signIn(`${skills.join()}${i}`, ...skills)
      this.arrive(skills[0]!)
    }
  }

  arrive(queue: string, more: Partial<Extract<Command, { type: 'contact.arrive' }>> = {}): string {
    const contactId = `c${this.#contacts++}`
    this.#obey({ type: 'contact.arrive', atMs: this.nowMs, contactId, queue, channel: 'phone', ...more })
    return contactId
  }

  tell(type: 'contact.finish' | 'contact.abandon', contactId: string): void {
    this.#obey({ type, atMs: this.nowMs, contactId })
  }

  pass(ms: number): void {
    this.#obey({ type: 'tick', atMs: this.nowMs + ms })
  }

  estimate(contactId: string): WaitEstimate {
    return this.engine.estimateWait({ contactId })!
  }

  announced(contactId: string): number {
    return this.engine.announceWait({ contactId })!
  }

  #obey(command: Command): void {
    for (const event of this.engine.apply(command)) {
      if (event.type === 'command.refused') throw new Error(event.message)
    }
  }
}

describe('who is ahead', () => {
  test('the position counts contacts of other queues whom the same agents could serve, and no others', () => {
    const centre = new Centre()
    centre.busy(1, 'sales')
    centre.busy(1, 'repair')
    const first = centre.arrive('sales')
    const other = centre.arrive('repair')
    expect(centre.estimate(first).position).toBe(1)
    expect(centre.estimate(other).position).toBe(1)
    centre.signIn('both', 'sales', 'repair')
    const last = centre.arrive('repair')
    expect(centre.engine.position({ contactId: last }, 'rivals')).toBe(centre.estimate(last).position)
    // `both` has taken the first one; only the second still waits.
    expect(centre.estimate(last).position).toBe(2)
    const sale = centre.arrive('sales')
    expect(centre.estimate(sale).position).toBe(3)
    expect(centre.engine.position({ contactId: sale })).toBe(1)
  })

  test('a head start makes the wait shorter, and that of those overtaken longer', () => {
    const centre = new Centre()
    centre.busy(2, 'sales')
    centre.pass(1_000)
    const plain = centre.arrive('sales')
    const before = centre.estimate(plain)
    const vip = centre.arrive('sales', { headStartMs: 5 * MINUTE })
    expect(centre.estimate(vip)).toMatchObject({ position: 1 })
    expect(centre.estimate(plain)).toMatchObject({ position: 2 })
    expect(centre.estimate(vip).medianMs).toBeLessThan(centre.estimate(plain).medianMs)
    expect(centre.estimate(plain).medianMs).toBeGreaterThan(before.medianMs)
  })

  test('one who will be overtaken before its turn waits longer: a faster-ageing tier behind it', () => {
    const wait = (tier: string): number => {
      const centre = new Centre({ tiers: { core: { ageingPercent: 300 }, regular: { ageingPercent: 100 } } })
      centre.busy(1, 'sales')
      const first = centre.arrive('sales', { tier: 'regular' })
      centre.pass(20_000)
      for (let i = 0; i < 3; i++) centre.arrive('sales', { tier: 'regular' })
      const asked = centre.arrive('sales', { tier: 'regular' })
      centre.pass(1_000)
      centre.arrive('sales', { tier })
      expect(centre.estimate(first).position).toBe(1)
      return centre.estimate(asked).medianMs
    }
    expect(wait('core')).toBeGreaterThan(wait('regular'))
  })
})

describe('who may serve', () => {
  test('so does one who would be overtaken by those who usually come: with a head start of their own', () => {
    const wait = (headStartMs: number): number => {
      const centre = new Centre({ tiers: { core: {}, regular: {} } })
      centre.pass(600 * MINUTE)
      centre.busy(1, 'sales')
      for (let i = 0; i < 20; i++) {
        centre.pass(10_000)
        centre.tell('contact.abandon', centre.arrive('sales', { tier: 'core', headStartMs }))
      }
      return centre.estimate(centre.arrive('sales', { tier: 'regular' })).medianMs
    }
    expect(wait(30 * MINUTE)).toBeGreaterThan(wait(0))
  })

  test('nobody at all: the wait has no end that is known of', () => {
    const centre = new Centre()
    const alone = centre.arrive('sales')
    const { lowMs, medianMs, highMs, isLearned } = centre.estimate(alone)
    expect([lowMs, medianMs, highMs]).toEqual([Infinity, Infinity, Infinity])
    expect(isLearned).toBe(false)
    expect(centre.announced(alone)).toBe(Infinity)
    centre.busy(1, 'repair')
    expect(centre.estimate(alone).medianMs).toBe(Infinity)
    expect(centre.engine.estimateWait({ queue: 'sales', channel: 'phone' })?.medianMs).toBe(Infinity)
  })

  test('an agent who is away counts nothing, one who comes back does', () => {
    const centre = new Centre()
    centre.busy(2, 'sales')
    const asked = centre.arrive('sales')
    const both = centre.estimate(asked).medianMs
    const away = (presence: 'away' | 'available'): void =>
      void centre.engine.apply({
        type: 'agent.setPresence',
        atMs: centre.nowMs,
        agentId: 'sales0',
        presence,
        ...(presence === 'away' ? { reason: 'lunch' } : {}),
      })
    away('away')
    expect(centre.estimate(asked).medianMs).toBeGreaterThan(1.5 * both)
    away('available')
    expect(centre.estimate(asked).medianMs).toBeCloseTo(both, 6)
  })

  test('what is expected of the policy is what an estimate begins with', () => {
    const median = (talkMs: number): number => {
      const centre = new Centre({ expected: { talkMs } })
      centre.busy(3, 'sales')
      return centre.estimate(centre.arrive('sales')).medianMs
    }
    // Twice as long, each told as the next whole ms.
    expect([0, 1]).toContain(2 * median(4 * MINUTE) - median(8 * MINUTE))
    // One turn of three agents: a mean of 80 s, and the median of a gamma of that shape.
    expect(median(4 * MINUTE)).toBeGreaterThan(0.6 * 80_000)
    expect(median(4 * MINUTE)).toBeLessThan(80_000)
  })

  test('work that is nearly done is work that is nearly done', () => {
    const centre = new Centre()
    centre.busy(1, 'sales')
    let busyWith = 'c0'
    // Every conversation takes five minutes.
    for (let i = 0; i < 60; i++) {
      const next = centre.arrive('sales')
      centre.pass(5 * MINUTE)
      centre.tell('contact.finish', busyWith)
      busyWith = next
    }
    const asked = centre.arrive('sales')
    const early = centre.estimate(asked).medianMs
    centre.pass(4 * MINUTE)
    const late = centre.estimate(asked)
    expect(early).toBeGreaterThan(3 * MINUTE)
    expect(late.medianMs).toBeLessThan(0.75 * early)
    expect(late.isLearned).toBe(true)
  })
})

describe('what is learned', () => {
  /**
   * How many times as long the tenth in line waits as the first, after forty have given up in a minute each, or
   * have been called off.
   */
  function lineOf(givesUp: boolean): number {
    const centre = new Centre()
    centre.busy(1, 'sales')
    for (let i = 0; i < 40; i++) {
      const impatient = centre.arrive('sales')
      centre.pass(MINUTE)
      if (givesUp) centre.tell('contact.abandon', impatient)
      else centre.engine.apply({ type: 'contact.cancel', atMs: centre.nowMs, contactId: impatient })
    }
    const first = centre.arrive('sales')
    for (let i = 0; i < 8; i++) centre.arrive('sales')
    return centre.estimate(centre.arrive('sales')).medianMs / centre.estimate(first).medianMs
  }

  test('those ahead who are bound to give up do not count in full', () => {
    expect(lineOf(false)).toBeGreaterThan(9)
    expect(lineOf(true)).toBeLessThan(4)
  })

  test('another policy keeps what was learned of the queues that it has, too', () => {
    const centre = new Centre()
    centre.busy(1, 'sales')
    let busyWith = 'c0'
    for (let i = 0; i < 40; i++) {
      const next = centre.arrive('sales')
      centre.pass(MINUTE)
      centre.tell('contact.finish', busyWith)
      busyWith = next
    }
    const asked = centre.arrive('sales')
    const before = centre.estimate(asked)
    expect(before.isLearned).toBe(true)
    const replace = (more: Partial<PolicySpec>): void =>
      void centre.engine.apply({
        type: 'policy.replace',
        atMs: centre.nowMs,
        policy: parsePolicy({ ...spec, ...more }),
      })
    replace({ version: 2, queues: { repair: {}, sales: { requires: { sales: 1 } }, late: {} } })
    expect(centre.estimate(asked)).toEqual(before)
    replace({ version: 3, queues: { late: {} }, fallback: { repair: 'late', sales: 'late' } })
    expect(centre.estimate(asked).isLearned).toBe(false)
  })

  test('a wait that has become another one, by an update or a move, teaches nothing of what was told before', () => {
    const booksAfter = (change: object | undefined): unknown => {
      const centre = new Centre()
      centre.busy(1, 'sales')
      const asked = centre.arrive('sales')
      if (change !== undefined) centre.engine.apply({ atMs: 0, contactId: asked, ...change } as Command)
      centre.pass(10 * MINUTE)
      centre.tell('contact.finish', 'c0')
      return centre.engine.snapshot().waits!.queues.map(({ calibration }) => calibration.count)
    }
    expect(booksAfter(undefined)).toEqual([1, 0, 0])
    for (const change of [
      { type: 'contact.update', headStartMs: 5 },
      { type: 'contact.move', queue: 'repair' },
      { type: 'contact.move', queue: 'desk' },
    ]) {
      expect(booksAfter(change), change.type).toEqual([0, 0, 0])
    }
  })

  test('a wait that a supervisor ends teaches nothing of how long waits are', () => {
    const told = (type: 'contact.assign' | 'contact.cancel'): unknown => {
      const centre = new Centre()
      centre.busy(1, 'sales')
      const asked = centre.arrive('sales')
      centre.pass(10 * MINUTE)
      centre.signIn('boss', 'repair')
      if (type === 'contact.assign') {
        centre.engine.apply({ type, atMs: centre.nowMs, contactId: asked, agentId: 'boss' })
      } else centre.engine.apply({ type, atMs: centre.nowMs, contactId: asked })
      return centre.engine.snapshot().waits?.queues[0]?.calibration
    }
    expect(told('contact.assign')).toEqual(told('contact.cancel'))
  })
})

describe('one who might come', () => {
  test('finds nobody before it when an agent is free', () => {
    const centre = new Centre()
    centre.signIn('ana', 'sales')
    const estimate = centre.engine.estimateWait({ queue: 'sales', channel: 'phone' })
    expect(estimate).toMatchObject({ position: 1, lowMs: 0, medianMs: 0, highMs: 0, confidence: 0.8 })
    expect(centre.engine.estimateWait({ queue: 'repair', channel: 'phone' })?.medianMs).toBe(Infinity)
  })

  test('is told what it will be told when it has come', () => {
    const centre = new Centre()
    centre.busy(2, 'sales')
    centre.arrive('sales')
    centre.pass(30_000)
    const query = { queue: 'sales', channel: 'phone', headStartMs: 1_000 }
    const before = centre.engine.estimateWait(query)
    expect(centre.estimate(centre.arrive('sales', { headStartMs: 1_000 }))).toEqual(before)
  })

  test('needs names and values that an arrival could have', () => {
    const { engine } = new Centre()
    const ask = (more: object): unknown => engine.estimateWait({ queue: 'sales', channel: 'phone', ...more })
    expect(ask({})).toBeDefined()
    for (const more of [
      { queue: 'x' },
      { channel: 'x' },
      { tier: 'x' },
      { emotion: 101 },
      { waitedMs: -1 },
      { requires: { x: 1 } },
      { requires: { sales: 0 } },
    ]) {
      expect(ask(more), JSON.stringify(more)).toBeUndefined()
    }
  })

  test('asking with needs of one’s own leaves nothing behind', () => {
    const centre = new Centre()
    centre.busy(2, 'sales', 'repair')
    centre.arrive('sales')
    const before = centre.engine.stateHash()
    for (let level = 1; level <= 100; level++) {
      for (const skill of ['sales', 'repair']) {
        const wait = centre.engine.estimateWait({
          queue: 'sales',
          channel: 'phone',
          requires: { [skill]: level },
        })
        expect(wait?.medianMs === Infinity).toBe(level > 1)
      }
    }
    expect(centre.engine.stateHash()).toBe(before)
    centre.engine.checkInvariants()
  })
})

describe('for the customer’s ear', () => {
  test('the announced wait falls as time passes, and says any moment now when it is over', () => {
    const centre = new Centre()
    centre.busy(1, 'sales')
    const asked = centre.arrive('sales')
    const first = centre.announced(asked)
    expect(first).toBe(centre.estimate(asked).medianMs)
    centre.pass(30_000)
    expect(centre.announced(asked)).toBe(first - 30_000)
    centre.pass(30 * MINUTE)
    expect(centre.announced(asked)).toBe(0)
    expect(centre.estimate(asked).medianMs).toBeGreaterThan(0)
  })

  test('a refused command is no reason to announce anew, another agent is', () => {
    const centre = new Centre()
    centre.busy(1, 'sales')
    const asked = centre.arrive('sales')
    centre.pass(30 * MINUTE)
    centre.engine.apply({ type: 'contact.abandon', atMs: centre.nowMs, contactId: 'nobody' })
    expect(centre.announced(asked)).toBe(0)
    centre.busy(1, 'repair')
    expect(centre.announced(asked)).toBe(centre.estimate(asked).medianMs)
  })

  test('while it is offered: at the most until the offer runs out', () => {
    const centre = new Centre({}, { mode: 'offer', estimates: true })
    centre.signIn('ana', 'sales')
    const asked = centre.arrive('sales')
    centre.pass(5_000)
    expect(centre.estimate(asked)).toMatchObject({ position: 0, lowMs: 0, highMs: 15_000 })
    expect(centre.announced(asked)).toBe(0)
    expect(centre.engine.position({ contactId: asked }, 'rivals')).toBe(-1)
    centre.engine.apply({ type: 'offer.accept', atMs: centre.nowMs, contactId: asked, agentId: 'ana' })
    expect(centre.engine.estimateWait({ contactId: asked })).toBeUndefined()
    expect(centre.engine.announceWait({ contactId: 'nobody' })).toBeUndefined()
  })
})

test('an engine that was not asked to learn says so', () => {
  const { engine } = new Centre({}, { mode: 'assign' })
  expect(() => engine.estimateWait({ queue: 'sales', channel: 'phone' })).toThrow('estimates: true')
  expect(() => engine.announceWait({ contactId: 'c0' })).toThrow('estimates: true')
  expect(engine.snapshot().waits).toBeNull()
})
