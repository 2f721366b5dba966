/**
 * A host in front of the whole engine: it keeps who is with whom, sends what the other contenders' desk does (bench/routing),
 * and reads the events. Command objects and the sink are the host's, and reused. Ids, where wanted, are fresh strings of
 * 36 characters.
 */
import { Hash64 } from '../../src/base/prng.js'
import { createEngine } from '../../src/engine/engine.js'
import type { EngineEvent } from '../../src/engine/events/event.js'
import { definePolicy } from '../../src/engine/policy/policy.js'
import { CHECKED_CYCLES } from '../routing/desk.js'
import { CYCLE, START_AT_MS, type Arrivals, type Centre } from '../routing/workload.js'

export type Naming = 'handles' | 'ids'

/** Beyond the run: clocks are armed and cancelled, as nearly all are, and none is due. */
const BREACH_MS = 4 * 3_600_000
/** Cycles that an agent is away, in `stepsWithBreaks`. */
const BREAK_CYCLES = 64

function policyOf({ needs, skills, rates }: Centre) {
  const names = Array.from({ length: skills }, (_, skill) => `s${skill}`)
  const queues: Record<string, { requires: Record<string, number> }> = {}
  for (const [kind, need] of needs.entries()) {
    const requires: Record<string, number> = {}
    for (let i = 0; i < need.length; i += 2) requires[names[need[i]!]!] = need[i + 1]!
    queues[queueName(kind)] = { requires }
  }
  return definePolicy<string, string, string, string>({
    channels: { chat: { units: 1 } },
    skills: names,
    queues,
    ...(rates.length === 1 ? {} : { tiers: tiersOf(rates) }),
    agentOrder: ['longestIdle'],
    promises: { queueWait: { breachMs: BREACH_MS }, firstReply: { breachMs: BREACH_MS } },
  })
}

function queueName(kind: number): string {
  return `q${kind}`
}

/** A tier for each rate of ageing. */
function tiersOf(rates: readonly number[]): Record<string, { ageingPercent: number }> {
  return Object.fromEntries(rates.map((ageingPercent, index) => [tierName(index), { ageingPercent }]))
}

function tierName(rateIndex: number): string {
  return `t${rateIndex}`
}

/** A host that keeps who is with whom, and does what the other contenders' desk does. */
export class Host {
  private readonly engine
  private readonly centre: Centre
  private readonly hasIds: boolean
  private readonly sink: EngineEvent[] = []
  private readonly arrival
  private readonly finish
  private readonly presence = {
    type: 'agent.setPresence' as const,
    atMs: 0,
    agent: 0,
    presence: 'away' as 'away' | 'available',
  }
  private readonly queues: readonly string[]
  /** Empty where all age alike. */
  private readonly tiers: readonly string[]
  /** Agent -> its handle. */
  private readonly agentHandle: Float64Array
  /** Who is on a break, in turn; -1 before the first. */
  private readonly onBreak = new Int32Array(BREAK_CYCLES).fill(-1)
  /** Agent -> the contact in conversation; -1 or '' for none. */
  private readonly handleOf: Float64Array
  private readonly idOf: string[]
  /** By the agent's handle or, where ids are wanted, by its id. */
  private readonly agentOf = new Map<number | string, number>()
  /** While the first cycles are compared: what was assigned, and the order in which contacts arrived. */
  private hash: Hash64 | undefined
  private readonly arrivalOf = new Map<number, number>()
  private nowMs = START_AT_MS
  private arrived = 0
  private cycles = 0

  constructor(centre: Centre, naming: Naming) {
    this.centre = centre
    this.hasIds = naming === 'ids'
    this.engine = createEngine(policyOf(centre), { mode: 'assign' })
    this.queues = centre.needs.map((_, kind) => queueName(kind))
    this.tiers = centre.rates.length === 1 ? [] : centre.rates.map((_, index) => tierName(index))
    this.handleOf = new Float64Array(centre.agents).fill(-1)
    this.agentHandle = new Float64Array(centre.agents)
    this.idOf = Array.from({ length: centre.agents }, () => '')
    const arrival = {
      type: 'contact.arrive' as const,
      atMs: 0,
      queue: '',
      channel: 'chat',
      headStartMs: 0,
      ...(this.tiers.length === 0 ? {} : { tier: '' }),
    }
    this.arrival = this.hasIds ? { ...arrival, contactId: '' } : arrival
    this.finish = this.hasIds
      ? { type: 'contact.finish' as const, atMs: 0, contactId: '' }
      : { type: 'contact.finish' as const, atMs: 0, contact: 0 }
    for (const [agent, levels] of centre.levels.entries()) this.signIn(agent, levels)
  }

  /**
   * Lets so many arrive, with these ids where ids are wanted, else fresh ones. Told apart later (`checked`) they have to be
   * `remembered`, which takes some 40 bytes each.
   */
  fill(arrivals: Arrivals, remembered = true, ids?: readonly string[]): void {
    for (let i = 0; i < arrivals.kind.length; i++) {
      this.nowMs++
      this.arrive(arrivals, i, remembered, ids?.[i])
    }
  }

  /** Does the first cycles, in the way given, and returns the digest of their assignments. */
  checked(steps = (cycles: number): unknown => this.steps(cycles)): string {
    this.hash = new Hash64()
    steps(CHECKED_CYCLES)
    const digest = this.hash.digest()
    this.hash = undefined
    this.arrivalOf.clear()
    return digest
  }

  steps(cycles: number): number {
    const { centre } = this
    for (let i = 0; i < cycles; i++) {
      this.nowMs++
      this.cycles++
      this.arrive(centre.later, this.arrived & (CYCLE - 1))
      this.end(this.nextFreed())
    }
    return this.engine.waiting
  }

  /** The same, but who finishes goes on a break, and who went on one long enough ago takes the next contact. */
  stepsWithBreaks(cycles: number): number {
    const { centre, onBreak } = this
    for (let i = 0; i < cycles; i++) {
      this.nowMs++
      this.cycles++
      this.arrive(centre.later, this.arrived & (CYCLE - 1))
      const agent = this.nextFreed()
      this.setPresence(agent, 'away')
      this.end(agent)
      const turn = this.cycles % BREAK_CYCLES
      if (onBreak[turn]! >= 0) this.setPresence(onBreak[turn]!, 'available')
      onBreak[turn] = agent
    }
    return this.engine.waiting
  }

  /** The agent drawn, or the next who is in conversation. */
  private nextFreed(): number {
    const { centre, handleOf } = this
    let agent = centre.draws[this.cycles & (CYCLE - 1)]! % centre.agents
    while (handleOf[agent]! < 0) agent = agent + 1 === centre.agents ? 0 : agent + 1
    return agent
  }

  private end(agent: number): void {
    const { finish, handleOf } = this
    finish.atMs = this.nowMs
    if (finish.contact === undefined) finish.contactId = this.idOf[agent]!
    else finish.contact = handleOf[agent]!
    handleOf[agent] = -1
    this.engine.applyInto(finish, this.sink)
    this.note(-1)
  }

  private setPresence(agent: number, presence: 'away' | 'available'): void {
    const command = this.presence
    command.atMs = this.nowMs
    command.agent = this.agentHandle[agent]!
    command.presence = presence
    this.engine.applyInto(command, this.sink)
    this.note(-1)
  }

  private signIn(agent: number, levels: Uint8Array): void {
    const skills: Record<string, number> = {}
    for (const [skill, level] of levels.entries()) if (level > 0) skills[`s${skill}`] = level
    const agentId = `a${agent}`
    for (const event of this.engine.apply({ type: 'agent.signIn', atMs: START_AT_MS, agentId, skills })) {
      if (event.type !== 'agent.signedIn') continue
      this.agentOf.set(this.hasIds ? agentId : event.agent, agent)
      this.agentHandle[agent] = event.agent
    }
    if (agent < this.centre.firstBusy) return
    const id = this.hasIds ? { contactId: `w${agent}` } : {}
    this.engine.applyInto(
      { type: 'agent.occupy', atMs: START_AT_MS, agentId, channel: 'chat', ...id },
      this.sink,
    )
    this.note(-1)
  }

  private arrive(arrivals: Arrivals, index: number, remembered = true, id?: string): void {
    const { arrival } = this
    arrival.atMs = this.nowMs
    arrival.queue = this.queues[arrivals.kind[index]!]!
    arrival.headStartMs = arrivals.headStart[index]!
    if (arrival.tier !== undefined) arrival.tier = this.tiers[arrivals.rateIndex[index]!]!
    if ('contactId' in arrival) arrival.contactId = id ?? freshId(this.arrived)
    this.engine.applyInto(arrival, this.sink)
    this.note(remembered ? this.arrived : -1)
    this.arrived++
  }

  /** Reads the events. `arrived`: the number of the contact that the command brought, if it is to be remembered, or -1. */
  private note(arrived: number): void {
    const { sink } = this
    for (let i = 0; i < sink.length; i++) {
      const event = sink[i]!
      if (event.type === 'command.refused') throw new Error(event.message)
      if (event.type === 'contact.queued' && arrived >= 0 && this.cycles <= CHECKED_CYCLES) {
        this.arrivalOf.set(event.contact, arrived)
      }
      if (event.type !== 'contact.assigned') continue
      const agent = this.agentOf.get(this.hasIds ? event.agentId : event.agent)!
      this.handleOf[agent] = event.contact
      if (this.hasIds) this.idOf[agent] = event.contactId
      if (this.hash === undefined) continue
      this.hash.number(this.arrivalOf.get(event.contact) ?? arrived)
      this.hash.number(agent)
    }
    // An array that is set to length 0 gives its memory back; one that is emptied from the end does not.
    while (sink.length > 0) sink.pop()
  }
}

/** Ids as a caller holds them who has read them from messages: strings in one piece. */
export function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, number) => freshId(number))
}

const ID = Buffer.from('3f8e2b74-9c1d-4a60-b5e7-100000000000', 'latin1')
const FIRST_DIGIT = 25

/** A new string of 36 characters in one piece, as a parser hands it over; some 50 ns and 56 bytes. */
function freshId(number: number): string {
  let rest = number
  for (let i = ID.length - 1; i >= FIRST_DIGIT; i--) {
    const tens = (rest / 10) | 0
    ID[i] = 48 + rest - 10 * tens
    rest = tens
  }
  return ID.toString('latin1')
}
