/**
 * Rules 22 to 26 of the naive twin: every pair is scored, the best one is taken, and everything is scored again.
 * A batch tries all sets of pairs; where several are equally good, it follows the choices it was told, if they are among them.
 */
import type { AgentTerm } from '../../../src/engine/policy/policy-spec.js'
import type { ContactAssigned } from '../../../src/engine/events/event.js'
import { endBot, told } from './naive-engine-bot.js'
import { takeOn } from './naive-engine-care.js'
import { follow, waitEnds } from './naive-engine-clocks.js'
import { endWait } from './naive-engine-contacts.js'
import { couldEverServe, distanceOf, mayServeNow, meets, usedUnits } from './naive-engine-feasibility.js'
import { needOf, queueOf, relaxed, waitMs } from './naive-engine-need.js'
import { compareWork, skillsOfNeed, standing } from './naive-engine-standing.js'
import {
  aboutAgent,
  aboutContact,
  arm,
  disarm,
  emit,
  holderOf,
  type NaiveAgent,
  type NaiveContact,
  type World,
} from './naive-engine-state.js'

export interface Pair {
  readonly contact: NaiveContact
  readonly agent: NaiveAgent
}

/** Rule 25: what is left of the emotional load by now. */
export function settleEmotionalLoad(world: World, agent: NaiveAgent): number {
  const { recoverMs } = world.policy.emotion
  while (agent.emotionalLoad > 0 && agent.emotionalLoadSinceMs + recoverMs <= world.nowMs) {
    agent.emotionalLoad -= 1
    agent.emotionalLoadSinceMs += recoverMs
  }
  return agent.emotionalLoad
}

/** Rule 25: what the contact's class adds that it has not added yet. */
export function weigh(world: World, contact: NaiveContact): void {
  const more = world.policy.emotion.classes[contact.emotionClass].load - contact.loadAdded
  if (more <= 0) return
  const agent = holderOf(world, contact)
  const left = settleEmotionalLoad(world, agent)
  if (left === 0) agent.emotionalLoadSinceMs = world.nowMs
  agent.emotionalLoad = left + more
  contact.loadAdded += more
}

/** Rule 23: the first step at which the agent could serve. */
function ring(world: World, { contact, agent }: Pair): number {
  let step = 0
  while (!couldEverServe(world, agent, contact, step)) step++
  return step
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** Smaller is better. */
const termValues: Record<Exclude<AgentTerm, 'load'>, (world: World, pair: Pair) => number> = {
  preferred: (_, { contact, agent }) => {
    if (contact.dedicatedAgentId === agent.agentId) return 0
    return contact.lastAgentId === agent.agentId ? 1 : 2
  },
  region: (world, { contact, agent }) => distanceOf(world, agent, contact),
  preferredSkills: (world, { contact, agent }) => {
    const { prefers } = needOf(world, contact)
    return -Object.entries(prefers).filter(([skill, level]) => meets(agent, skill, level)).length
  },
  mostSkilled: (world, { contact, agent }) =>
    -sum(skillsOfNeed(world, contact).map((skill) => agent.skills[skill] ?? 0)),
  leastSkilled: (_, { agent }) => sum(Object.values(agent.skills)),
  emotionalLoad: (world, { agent }) => settleEmotionalLoad(world, agent),
  handled: (_, { agent }) => agent.handled,
  longestIdle: (_, { agent }) => agent.idleSinceMs,
  roundRobin: (_, { agent }) => agent.lastAssignedAtMs ?? -Infinity,
}

function compareTerm(world: World, term: AgentTerm, a: Pair, b: Pair): number {
  if (term === 'load') {
    const loadOfA = usedUnits(world, a.agent) + settleEmotionalLoad(world, a.agent)
    const loadOfB = usedUnits(world, b.agent) + settleEmotionalLoad(world, b.agent)
    return loadOfA * b.agent.capacityUnits - loadOfB * a.agent.capacityUnits
  }
  const valueOfA = termValues[term](world, a)
  const valueOfB = termValues[term](world, b)
  return valueOfA === valueOfB ? 0 : valueOfA - valueOfB
}

/** Rule 23: two agents for one contact. */
function compareAgents(world: World, a: Pair, b: Pair): number {
  const byRing = ring(world, a) - ring(world, b)
  if (byRing !== 0) return byRing
  for (const term of queueOf(world, a.contact).agentOrder) {
    const difference = compareTerm(world, term, a, b)
    if (difference !== 0) return difference
  }
  return a.agent.uid - b.agent.uid
}

/** Rule 22: work terms first; they tie only for one contact and agents that leave equally many skills unused. */
function comparePairs(world: World, a: Pair, b: Pair): number {
  return compareWork(world, a.contact, b.contact, a.agent, b.agent) || compareAgents(world, a, b)
}

/** Every pair that may be served now. */
export function allPairs(world: World): Pair[] {
  return world.contacts
    .filter(({ state }) => state === 'queued')
    .flatMap((contact) => {
      const asked = relaxed(world, contact, contact.step)
      return world.agents
        .filter((agent) => mayServeNow(world, agent, contact, asked))
        .map((agent) => ({ contact, agent }))
    })
}

/** Rule 22 at once; in batch mode the first pair only opens a window. */
export function match(world: World): void {
  const { matching } = world.policy
  if (matching.mode === 'immediate') {
    for (;;) {
      const pairs = allPairs(world)
      if (pairs.length === 0) return
      take(
        world,
        pairs.reduce((best, pair) => (comparePairs(world, pair, best) < 0 ? pair : best)),
      )
    }
  }
  const open = world.timers.some(({ kind }) => kind === 'window')
  if (!open && allPairs(world).length > 0) {
    arm(world, { kind: 'window', dueAtMs: world.nowMs + matching.windowMs })
  }
}

/** Rule 24. */
function take(world: World, { contact, agent }: Pair): void {
  if (world.mode === 'assign') {
    assign(world, contact, agent, 'policy')
    return
  }
  contact.state = 'offered'
  contact.agent = agent.uid
  const expiresAtMs = world.commandAtMs + world.policy.offer.ringMs
  arm(world, { kind: 'offer', contact: contact.uid, dueAtMs: expiresAtMs })
  emit(world, {
    type: 'contact.offered',
    ...aboutContact(contact),
    ...aboutAgent(agent),
    queue: contact.queue,
    channel: contact.channel,
    customerId: contact.customerId,
    parentId: contact.parentId,
    tier: contact.tier,
    waitMs: waitMs(world, contact),
    expiresAtMs,
    ...told(contact),
  })
}

/** The contact is in conversation from now on, however that came about. */
export function assign(
  world: World,
  contact: NaiveContact,
  agent: NaiveAgent,
  by: ContactAssigned['by'],
): void {
  const waitedMs = by === 'agent' ? 0 : waitMs(world, contact)
  disarm(world, (timer) => timer.kind === 'offer' && timer.contact === contact.uid)
  endWait(world, contact)
  contact.state = 'awaitingAgent'
  contact.agent = agent.uid
  contact.talkSinceMs = world.nowMs
  contact.present = { ...contact.present, agentId: agent.agentId, assignedAtMs: world.nowMs }
  contact.turn = 'agent'
  contact.loadAdded = 0
  weigh(world, contact)
  takeOn(world, agent, contact)
  agent.handled += 1
  agent.lastAssignedAtMs = world.nowMs
  contact.isDone = false
  endBot(world, contact, 'assigned', '')
  emit(world, {
    type: 'contact.assigned',
    ...aboutContact(contact),
    ...aboutAgent(agent),
    queue: contact.queue,
    channel: contact.channel,
    customerId: contact.customerId,
    parentId: contact.parentId,
    tier: contact.tier,
    issue: contact.issue ?? '',
    isHard: contact.wasHard,
    waitMs: waitedMs,
    queueWait: waitEnds(world, contact),
    by,
    ...told(contact),
  })
  follow(world, contact, 'awaitingAgent', 'assignment')
}

/** Rule 26: the end of a window. */
export function matchBatch(world: World): void {
  const bands = [...new Set(world.policy.queues.map(({ band }) => band))].toSorted((a, b) => b - a)
  for (const band of bands) {
    for (;;) {
      const pairs = allPairs(world).filter(({ contact }) => queueOf(world, contact).band === band)
      if (pairs.length === 0) break
      for (const pair of bestRound(world, pairs)) {
        if (mayServeNow(world, pair.agent, pair.contact)) take(world, pair)
      }
    }
  }
}

interface ValuedPair extends Pair {
  readonly value: number
}

/** Rule 26: each pair with its value, contact by contact in the order of rule 16. */
function valued(world: World, pairs: readonly Pair[]): ValuedPair[][] {
  const contacts = [...new Set(pairs.map(({ contact }) => contact))].toSorted((a, b) =>
    compareWork(world, a, b),
  )
  return contacts.map((contact) => {
    const own = pairs.filter((pair) => pair.contact === contact).toSorted((a, b) => comparePairs(world, a, b))
    const base = Math.floor(Math.max(0, standing(world, contact)) / 100) + 1
    return own.map((pair, rank) => ({ ...pair, value: base + own.length - 1 - rank }))
  })
}

/** A best round that agrees with the choices that were told; if there is none, the first best one. */
function bestRound(world: World, pairs: readonly Pair[]): readonly Pair[] {
  const lines = valued(world, pairs)
  const told = findRound(world, lines, true)
  const round = told ?? findRound(world, lines, false)!
  const taken = told ? takenOf(world, told) : []
  world.choices.splice(0, taken.length)
  return round
}

/** Looks through all sets of the greatest total value, contact by contact. */
function findRound(
  world: World,
  lines: readonly (readonly ValuedPair[])[],
  asTold: boolean,
): Pair[] | undefined {
  const best = bestTotals(lines)
  const walk = (line: number, busy: readonly number[], told: number): Pair[] | undefined => {
    const own = lines[line]
    if (!own) return []
    const most = best(line, busy)
    for (const pair of own) {
      const next = [...busy, pair.agent.uid]
      if (busy.includes(pair.agent.uid) || pair.value + best(line + 1, next) !== most) continue
      const isTaken = mayServeNow(world, pair.agent, pair.contact)
      if (isTaken && asTold && !isChoice(world, told, pair)) continue
      const rest = isTaken
        ? asIfTaken(pair, () => walk(line + 1, next, told + 1))
        : walk(line + 1, next, told)
      if (rest) return [pair, ...rest]
    }
    return best(line + 1, busy) === most ? walk(line + 1, busy, told) : undefined
  }
  return walk(0, [], 0)
}

function isChoice(world: World, index: number, { contact, agent }: Pair): boolean {
  const choice = world.choices[index]
  return choice?.contact === contact.uid && choice.agent === agent.uid
}

function asIfTaken<T>({ contact, agent }: Pair, look: () => T): T {
  contact.state = 'offered'
  contact.agent = agent.uid
  const seen = look()
  contact.state = 'queued'
  contact.agent = null
  return seen
}

/** What is left of a round when each pair in turn must still be possible. */
function takenOf(world: World, [pair, ...rest]: readonly Pair[]): Pair[] {
  if (!pair) return []
  if (!mayServeNow(world, pair.agent, pair.contact)) return takenOf(world, rest)
  return [pair, ...asIfTaken(pair, () => takenOf(world, rest))]
}

/** The greatest total from a contact on, when some agents are busy: by trying everything, remembered. */
function bestTotals(
  lines: readonly (readonly ValuedPair[])[],
): (line: number, busy: readonly number[]) => number {
  const known = new Map<string, number>()
  const best = (line: number, busy: readonly number[]): number => {
    const own = lines[line]
    if (!own) return 0
    const key = `${line}:${busy.toSorted((a, b) => a - b).join()}`
    const before = known.get(key)
    if (before !== undefined) return before
    const totals = own
      .filter(({ agent }) => !busy.includes(agent.uid))
      .map(({ agent, value }) => value + best(line + 1, [...busy, agent.uid]))
    const most = Math.max(best(line + 1, busy), ...totals)
    known.set(key, most)
    return most
  }
  return best
}
