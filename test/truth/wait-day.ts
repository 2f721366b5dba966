/**
 * Simulated days in which every expected wait is compared with what became of it. A share of the customers never give up,
 * and only their waits count: a customer who leaves takes the answer along, and counting those who were served alone would
 * count the short waits. The engine does not know who they are. Beside each estimate stand its rivals, told the same.
 */
import { Stream } from '../../src/base/prng.js'
import { createEngine, type Engine } from '../../src/engine/engine.js'
import type { EngineEvent } from '../../src/engine/events/event.js'
import { parsePolicy } from '../../src/engine/policy/policy.js'
import type { PolicySpec } from '../../src/engine/policy/policy-spec.js'
import { ArrivalClock } from '../../src/sim/customers/arrivals.js'
import { quantileOf, type Distribution } from '../../src/sim/chance/distributions.js'
import { EventList } from '../../src/sim/run/event-list.js'

export const HOUR_MS = 3_600_000
export const MINUTE_MS = 60_000

/** Laid on instants, which are whole, for the order of what happens at one: conversations end, customers leave, others arrive. */
const AFTER_FINISHING = 1 / 4
const AFTER_LEAVING = 1 / 2

/** Customers of one kind. */
export interface Kind {
  readonly queue: string
  readonly tier?: string
  /** From each hour on, so many an hour. */
  readonly perHour: readonly (readonly [fromHour: number, perHour: number])[]
  readonly service: Distribution
  readonly patience: Distribution
  /** Share of the customers whom some agent of the first group has served before. Default 0. */
  readonly knownShare?: number
}

export interface Setting {
  readonly name: string
  readonly policy: PolicySpec
  readonly agents: readonly {
    readonly count: number
    readonly skills?: Readonly<Record<string, number>>
    readonly fromHour?: number
    readonly toHour?: number
  }[]
  readonly kinds: readonly Kind[]
  readonly hours: number
  readonly warmUpHours: number
  /** Share of the customers who never give up. */
  readonly patientShare: number
}

/** One wait that ended. */
export interface Outcome {
  readonly queue: string
  readonly kind: number
  readonly isPatient: boolean
  readonly realMs: number
  readonly lowMs: number
  readonly medianMs: number
  readonly highMs: number
  readonly isBounded: boolean
  readonly rivals: Rivals
}

export type Rival = 'HOL' | 'LES' | 'HOL by kind' | 'LES by kind' | 'queue length' | 'Little'
export type Rivals = Readonly<Record<Rival, number>>

interface Customer {
  readonly kind: number
  readonly isPatient: boolean
  readonly serviceMs: number
  readonly patienceMs: number
  told: Omit<Outcome, 'realMs' | 'queue' | 'kind' | 'isPatient'> | undefined
  atMs: number
}

/** Runs a setting and returns every wait that ended with an agent. */
export function waitDay(setting: Setting, seed: number, replication: number): Outcome[] {
  return new Day(setting, seed, replication).run()
}

class Day {
  readonly outcomes: Outcome[] = []
  private readonly setting: Setting
  private readonly engine: Engine
  private readonly events = new EventList()
  private readonly customers: Customer[] = []
  private readonly streams: Stream[]
  private readonly clocks: ArrivalClock[]
  private readonly service
  private readonly patience
  /** Waiting customers of each queue and kind, in the order of arrival. */
  private readonly lines = new Map<string, Set<number>>()
  private readonly lastWait = new Map<string, number>()
  private readonly talk = new Map<string, { count: number; sumMs: number }>()
  private readonly arrivals = new Map<string, { count: number }>()
  private nowMs = 0
  private agents = 0

  constructor(setting: Setting, seed: number, replication: number) {
    const { kinds, hours } = setting
    this.setting = setting
    this.engine = createEngine(parsePolicy(setting.policy), { mode: 'assign', estimates: true })
    this.streams = kinds.map((_, kind) => Stream.named(seed, replication, `${setting.name}/${kind}`))
    this.clocks = kinds.map(({ perHour }) => {
      const pieces = perHour.map(([fromHour, rate], i) => ({
        fromMs: fromHour * HOUR_MS,
        toMs: (perHour[i + 1]?.[0] ?? hours) * HOUR_MS,
        perHour: rate,
      }))
      return new ArrivalClock(pieces, 1)
    })
    this.service = kinds.map((kind) => quantileOf(kind.service))
    this.patience = kinds.map((kind) => quantileOf(kind.patience))
  }

  run(): Outcome[] {
    const { setting, events } = this
    let id = 0
    for (const { count, fromHour = 0 } of setting.agents) {
      for (let i = 0; i < count; i++) events.plan(this.idOf('agent', id++), fromHour * HOUR_MS)
    }
    for (const [kind] of setting.kinds.entries()) this.planArrival(kind)
    while (events.nextAtMs < Infinity) {
      this.nowMs = Math.min(Math.floor(events.nextAtMs), this.engine.nextDueAtMs)
      if (this.nowMs === this.engine.nextDueAtMs) this.tick()
      else this.happen(events.take())
    }
    return this.outcomes
  }

  private tick(): void {
    this.tell(this.engine.apply({ type: 'tick', atMs: this.nowMs }))
  }

  /** Event ids: what and of whom, four to a number. */
  private idOf(what: 'agent' | 'arrival' | 'finish' | 'leave', of: number): number {
    return of * 4 + ['agent', 'arrival', 'finish', 'leave'].indexOf(what)
  }

  private happen(id: number): void {
    const of = id >> 2
    switch (id & 3) {
      case 0:
        this.shift(of)
        break
      case 1:
        this.arrive(of)
        break
      case 2:
        this.talked(this.customers[of]!)
        this.tell(this.engine.apply({ type: 'contact.finish', atMs: this.nowMs, contactId: `c${of}` }))
        break
      default:
        this.leaveLines(of)
        this.tell(this.engine.apply({ type: 'contact.abandon', atMs: this.nowMs, contactId: `c${of}` }))
    }
  }

  /** An agent's shift begins, or ends. */
  private shift(agent: number): void {
    const { engine, nowMs, events } = this
    let first = 0
    const group = this.setting.agents.find(({ count }) => (first += count) > agent)!
    const agentId = this.idText(agent)
    if (nowMs === (group.fromHour ?? 0) * HOUR_MS) {
      this.agents++
      this.tell(engine.apply({ type: 'agent.signIn', atMs: nowMs, agentId, skills: group.skills ?? {} }))
      if (group.toHour !== undefined) events.plan(this.idOf('agent', agent), group.toHour * HOUR_MS)
    } else {
      this.agents--
      this.tell(engine.apply({ type: 'agent.signOut', atMs: nowMs, agentId }))
    }
  }

  private idText(agent: number): string {
    return `a${agent}`
  }

  private planArrival(kind: number): void {
    const atMs = this.clocks[kind]!.next(this.streams[kind]!.uniform())
    if (atMs < this.setting.hours * HOUR_MS)
      this.events.plan(this.idOf('arrival', kind), Math.floor(atMs) + AFTER_LEAVING)
  }

  private arrive(kind: number): void {
    const { engine, nowMs, setting } = this
    const { queue, tier, knownShare = 0 } = setting.kinds[kind]!
    const stream = this.streams[kind]!
    const serviceMs = Math.max(1, Math.round(this.service[kind]!(stream.uniform())))
    const patienceMs = Math.round(this.patience[kind]!(stream.uniform()))
    const isPatient = stream.uniform() < setting.patientShare || patienceMs === Infinity
    const isKnown = knownShare > 0 && stream.uniform() < knownShare
    const lastAgentId = isKnown
      ? this.idText(Math.floor(stream.uniform() * setting.agents[0]!.count))
      : undefined
    const number = this.customers.length
    const customer: Customer = { kind, isPatient, serviceMs, patienceMs, atMs: nowMs, told: undefined }
    this.customers.push(customer)
    this.planArrival(kind)
    const rivals = this.rivalsFor(kind)
    this.tell(
      engine.apply({
        type: 'contact.arrive',
        atMs: nowMs,
        contactId: `c${number}`,
        queue,
        channel: 'phone',
        ...(tier === undefined ? {} : { tier }),
        ...(lastAgentId === undefined ? {} : { lastAgentId }),
      }),
    )
    this.count(queue)
    const estimate = engine.estimateWait({ contactId: `c${number}` })
    if (estimate === undefined) return
    const { lowMs, medianMs, highMs, isBounded } = estimate
    customer.told = { lowMs, medianMs, highMs, isBounded, rivals }
    for (const name of [queue, `${queue}/${kind}`]) this.line(name).add(number)
    if (!isPatient && patienceMs < Infinity)
      this.events.plan(this.idOf('leave', number), nowMs + patienceMs + AFTER_FINISHING)
  }

  private count(queue: string): void {
    const counted = this.arrivals.get(queue) ?? { count: 0 }
    counted.count++
    this.arrivals.set(queue, counted)
  }

  private talked(customer: Customer): void {
    const { queue } = this.setting.kinds[customer.kind]!
    const talk = this.talk.get(queue) ?? { count: 0, sumMs: 0 }
    talk.count++
    talk.sumMs += customer.serviceMs
    this.talk.set(queue, talk)
  }

  private tell(events: readonly EngineEvent[]): void {
    for (const event of events) {
      if (event.type === 'command.refused') throw new Error(event.message)
      if (event.type !== 'contact.assigned') continue
      const number = Number(event.contactId.slice(1))
      const customer = this.customers[number]!
      const { queue } = this.setting.kinds[customer.kind]!
      const realMs = this.nowMs - customer.atMs
      for (const name of [queue, `${queue}/${customer.kind}`]) this.lastWait.set(name, realMs)
      this.events.plan(this.idOf('finish', number), this.nowMs + customer.serviceMs)
      this.leaveLines(number)
      this.events.cancel(this.idOf('leave', number))
      const { told, kind, isPatient } = customer
      if (told === undefined || customer.atMs < this.setting.warmUpHours * HOUR_MS) continue
      this.outcomes.push({ queue, kind, isPatient, realMs, ...told })
    }
  }

  private leaveLines(number: number): void {
    const { queue } = this.setting.kinds[this.customers[number]!.kind]!
    for (const name of [queue, `${queue}/${this.customers[number]!.kind}`]) this.line(name).delete(number)
  }

  private line(name: string): Set<number> {
    const line = this.lines.get(name) ?? new Set()
    this.lines.set(name, line)
    return line
  }

  private rivalsFor(kind: number): Rivals {
    const { queue } = this.setting.kinds[kind]!
    const byKind = `${queue}/${kind}`
    const head = (name: string): number => {
      for (const number of this.line(name)) return this.nowMs - this.customers[number]!.atMs
      return 0
    }
    const talk = this.talk.get(queue)
    const talkMs = talk === undefined ? 4 * MINUTE_MS : talk.sumMs / talk.count
    const waiting = this.line(queue).size
    const arrived = this.arrivals.get(queue)?.count ?? 1
    return {
      HOL: head(queue),
      LES: this.lastWait.get(queue) ?? 0,
      'HOL by kind': head(byKind),
      'LES by kind': this.lastWait.get(byKind) ?? 0,
      'queue length': ((waiting + 1) * talkMs) / Math.max(1, this.agents),
      Little: ((waiting + 1) * this.nowMs) / arrived,
    }
  }
}

export interface Score {
  readonly count: number
  readonly coverage: number
  readonly below: number
  readonly above: number
  readonly errorMs: number
  readonly meanMs: number
  readonly widthMs: number
  readonly rivals: Readonly<Record<Rival, number>>
}

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const mean = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, each) => sum + of(each), 0) / outcomes.length
  const names: Rival[] = ['HOL', 'LES', 'HOL by kind', 'LES by kind', 'queue length', 'Little']
  return {
    count: outcomes.length,
    coverage: mean(({ lowMs, highMs, realMs }) => (lowMs <= realMs && realMs <= highMs ? 1 : 0)),
    below: mean(({ lowMs, realMs }) => (realMs < lowMs ? 1 : 0)),
    above: mean(({ highMs, realMs }) => (realMs > highMs ? 1 : 0)),
    errorMs: mean(({ medianMs, realMs }) => Math.abs(medianMs - realMs)),
    meanMs: mean(({ realMs }) => realMs),
    widthMs: mean(({ lowMs, highMs }) => highMs - lowMs),
    rivals: Object.fromEntries(
      names.map((name) => [name, mean(({ rivals, realMs }) => Math.abs(rivals[name] - realMs))]),
    ) as Record<Rival, number>,
  }
}
