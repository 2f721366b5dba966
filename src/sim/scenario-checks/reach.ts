/**
 * Who can serve whom: for each queue the groups of agents that may ever take one of its contacts, and the contacts that
 * nobody may take, whatever happens.
 * Idea: the engine itself is asked. One agent of each group signs in, away, so that nothing is assigned; a contact of each kind
 * arrives, and the engine explains who could never serve it, at once and when its queue has given up all it gives up.
 * **cost** O(kinds of contacts x groups), some microseconds each; kinds beyond MOST of a queue are taken to be served.
 */
import { type Engine, createEngine } from '../../engine/engine.js'
import type { NeverReason } from '../../engine/matching/explanation.js'
import type { Demand, Mix } from '../scenario/demand.js'
import type { Scenario } from '../scenario/scenario.js'

const MOST = 2_000
/** Groups whose lacks are told. */
const FEW = 3

export interface Reach {
  readonly queue: string
  /** Places in `scenario.groups`, ascending. */
  readonly groups: readonly number[]
  /** Share of the queue's contacts that nobody can serve, 0..1. */
  readonly lost: number
  /** One kind of them, and what it lacks, in words; '' when nothing is lost. */
  readonly example: string
}

/** What an agent lacks where the engine says no more. */
const LACKS: Readonly<Record<NeverReason, string>> = {
  queue: 'nobody serves the queue',
  channel: 'nobody serves the channel',
  capacity: 'it takes more capacity than agents have',
  skill: 'nobody has the skills',
  region: 'nobody is of the region',
}

/** By group. */
type Lacks = ReadonlyMap<number, { readonly reason: NeverReason; readonly detail: string | undefined }>

/** The same of one group. */
const GROUP_LACKS: Readonly<Record<NeverReason, string>> = {
  queue: 'does not serve the queue',
  channel: 'does not serve the channel',
  capacity: 'has too little capacity for the channel',
  skill: 'lacks the skills',
  region: 'is of another region',
}

interface Kind {
  readonly channel: string
  readonly issue: string | null
  readonly region: string | null
  readonly emotion: number
  readonly share: number
}

/** For each queue with demand, in order. Empty for a trace, whose contacts are not known. */
export function reachOf(scenario: Scenario): Reach[] {
  const engine = staffed(scenario)
  return scenario.demand.map((demand) => reachOfQueue(engine, demand, relaxedAfterMs(scenario, demand.queue)))
}

/** Queues with demand of which nobody may ever take a contact, in order, and what groups lack. Stops at the first kind that is served. */
export function unreachable(scenario: Scenario): { readonly queue: string; readonly lack: string }[] {
  const engine = staffed(scenario)
  return scenario.demand.flatMap((demand) => {
    const relaxedMs = relaxedAfterMs(scenario, demand.queue)
    let lacks: Lacks = new Map()
    for (const kind of kindsOf(demand)) {
      const found = serving(engine, demand, kind, relaxedMs)
      if (found.groups.length > 0) return []
      if (lacks.size === 0) lacks = found.lacks
    }
    return [{ queue: demand.queue, lack: wordsOfLacks(lacks, scenario) }]
  })
}

/** Of the first groups. */
function wordsOfLacks(lacks: Lacks, { groups }: Scenario): string {
  const told = groups.flatMap(({ name, agents }, group) => {
    if (agents.length === 0) return [`${name}: never comes to work`]
    const lack = lacks.get(group)
    return lack === undefined ? [] : [`${name}: ${lack.detail ?? GROUP_LACKS[lack.reason]}`]
  })
  const more = told.length > FEW ? [`and ${told.length - FEW} more`] : []
  return [...told.slice(0, FEW), ...more].join('; ')
}

/** An engine with one agent of each group, away, and queues that never close. */
function staffed(scenario: Scenario): Engine {
  const { version, normal } = scenario.policy
  const alwaysOpen = normal.queues.map((queue) => ({ ...queue, hours: null }))
  const engine = createEngine({ version, normal: { ...normal, queues: alwaysOpen } })
  scenario.groups.forEach(({ agents, skills, queues, channels, region, pool, capacityUnits }, index) => {
    if (agents.length === 0) return
    engine.apply({
      type: 'agent.signIn',
      atMs: 0,
      agentId: String(index),
      presence: 'away',
      skills,
      capacityUnits,
      ...(queues === null ? {} : { queues }),
      ...(channels === null ? {} : { channels }),
      ...(region === null ? {} : { region }),
      ...(pool === null ? {} : { pool }),
    })
  })
  return engine
}

function reachOfQueue(engine: Engine, demand: Demand, relaxedMs: number): Reach {
  const groups = new Set<number>()
  let lost = 0
  const kinds: [words: string, lack: string][] = []
  for (const kind of kindsOf(demand)) {
    const found = serving(engine, demand, kind, relaxedMs)
    for (const group of found.groups) groups.add(group)
    if (found.groups.length > 0) continue
    lost += kind.share
    const [first] = found.lacks.values()
    kinds.push([wordsOf(kind, demand), first === undefined ? '' : (first.detail ?? LACKS[first.reason])])
  }
  const [words, lack] = kinds[0] ?? ['', '']
  // What all have in common needs no telling.
  const example = [groups.size === 0 ? '' : words, lack].filter((part) => part !== '').join(', ')
  return { queue: demand.queue, groups: [...groups].sort((a, b) => a - b), lost, example }
}

/** Groups that may serve a contact of this kind, and what the others lack. */
function serving(engine: Engine, { queue }: Demand, kind: Kind, relaxedMs: number) {
  const { channel, issue, region, emotion } = kind
  const contactId = 'c'
  engine.apply({
    type: 'contact.arrive',
    atMs: engine.nowMs,
    contactId,
    queue,
    channel,
    emotion,
    ...(issue === null ? {} : { issue }),
    ...(region === null ? {} : { region }),
  })
  const groups = new Set<number>()
  const lacks = new Map<number, { reason: NeverReason; detail: string | undefined }>()
  for (const laterMs of relaxedMs > 0 ? [0, relaxedMs] : [0]) {
    engine.apply({ type: 'tick', atMs: engine.nowMs + laterMs })
    for (const { agentId, verdict, reason, detail } of engine.explain({ contactId })?.candidates ?? []) {
      if (verdict !== 'never') groups.add(Number(agentId))
      else if (!lacks.has(Number(agentId)))
        lacks.set(Number(agentId), { reason: reason as NeverReason, detail })
    }
  }
  engine.apply({ type: 'contact.abandon', atMs: engine.nowMs, contactId })
  return { groups: [...groups], lacks }
}

/** When the queue has given up everything that it gives up. */
function relaxedAfterMs({ policy }: Scenario, queue: string): number {
  const { relax } = policy.normal.queues.find(({ name }) => name === queue)!
  return Math.max(0, ...relax.map(({ afterMs }) => afterMs))
}

function* kindsOf({ channel, issue, region, emotion }: Demand): Generator<Kind> {
  let count = 0
  for (const [channelName, ofChannel] of sharesOf(channel)) {
    for (const [issueName, ofIssue] of sharesOf(issue)) {
      for (const [regionName, ofRegion] of sharesOf(region)) {
        for (const [score, ofScore] of sharesOf(emotion)) {
          if (++count > MOST) return
          yield {
            channel: channelName!,
            issue: issueName,
            region: regionName,
            emotion: Number(score),
            share: ofChannel * ofIssue * ofRegion * ofScore,
          }
        }
      }
    }
  }
}

/** The names of a mix that happen, with their shares. */
export function sharesOf({ names, upTo }: Mix): [string | null, number][] {
  return names
    .map((name, i): [string | null, number] => [name, upTo[i]! - (upTo[i - 1] ?? 0)])
    .filter(([, share]) => share > 0)
}

/** What tells the kind from others of its queue. */
function wordsOf({ channel, issue, region, emotion }: Kind, demand: Demand): string {
  const parts = [
    demand.channel.names.length > 1 ? channel : '',
    demand.issue.names.length > 1 ? issue : '',
    demand.region.names.length > 1 ? region : '',
    demand.emotion.names.length > 1 ? `emotion ${emotion}` : '',
  ].filter((part) => part !== '' && part !== null)
  return parts.length === 0 ? '' : `as ${parts.join(', ')}`
}
