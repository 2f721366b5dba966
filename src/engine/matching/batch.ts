/**
 * Batch matching: pairs wait for the end of a window, then the assignment of greatest total value is made, band by band,
 * one contact per agent in a round. The value of a pair is its standing in ms, plus 1, plus a weight for the agent's rank,
 * so that rank decides between near-equal waits and nobody is left out who could be served. Rule 26 of docs/rules.md.
 * Of a lane only those contacts are looked at that could be in some best assignment: the first F (F free agents) and
 * those behind them by at most F - 1 ms, the greatest weight there is.
 * Cost: O(F^2 x candidates) per round, once per window; allocates.
 */
import { AssignmentSolver } from '../../routing/assignment.js'
import { BATCH } from '../time/clocks.js'
import { QUEUED } from '../contacts/contacts.js'
import { agentFor, handOver, place, refreshStale } from './pairing.js'
import type { State } from '../state.js'
import { demandOf } from '../contacts/wait.js'

const solver = new AssignmentSolver()

interface Candidate {
  readonly contact: number
  readonly standing: number
}

/** What `settle` does in batch mode: everybody takes their places, a window opens or ends. */
export function batchMatch(s: State): void {
  const isNew = s.pendingContacts.size + s.pendingAgents.size > 0
  place(s)
  if (s.batchIsDue) {
    s.batchIsDue = false
    for (const band of bands(s)) while (assignBand(s, band));
  }
  if (!isNew || s.batchTimer >= 0) return
  const { matching } = s.tables.policy.normal
  if (matching.mode === 'batch' && s.tables.selector.bestPair()) {
    s.batchTimer = s.clocks.arm(-1, BATCH, s.nowMs + matching.windowMs)
  }
}

/** One round in one band; false when no pair was there. */
function assignBand(s: State, band: number): boolean {
  const agents = freeAgents(s)
  if (agents.length === 0) return false
  const contacts = candidates(s, band, agents.length)
  const value = new Float64Array(contacts.length * agents.length)
  const column = new Map(agents.map((agent, index) => [agent, index]))
  let pairs = 0
  contacts.forEach(({ contact, standing }, row) => {
    const worth = Math.floor(Math.max(0, standing) / 100) + 1
    const able = ableAgents(s, contact, agents)
    able.forEach((agent, rank) => {
      value[row * agents.length + column.get(agent)!] = worth + able.length - 1 - rank
      pairs++
    })
  })
  if (pairs === 0) return false
  const rowToColumn = new Int32Array(contacts.length)
  solver.solve(contacts.length, agents.length, value, rowToColumn)
  let taken = 0
  contacts.forEach(({ contact }, row) => {
    const agent = agents[rowToColumn[row]!]
    if (agent === undefined || !isStillAble(s, contact, agent)) return
    handOver(s, contact, agent)
    refreshStale(s)
    taken++
  })
  return taken > 0
}

/** Free agents of any class, by slot. */
function freeAgents(s: State): number[] {
  const { roster } = s.tables
  const free: number[] = []
  for (let agent = 0; agent < roster.slots.highWater; agent++) {
    if (!roster.slots.isLive(agent)) continue
    if (roster.shape.classes.some((_, k) => roster.isListed(agent, k))) free.push(agent)
  }
  return free
}

/** The agents who may serve a contact now, best first. */
function ableAgents(s: State, contact: number, agents: readonly number[]): number[] {
  const demand = demandOf(s, contact)
  const extras = s.contacts.extrasIf(contact)
  const dedicated = extras === undefined ? -1 : s.agentSlot(extras.dedicatedAgentId)
  const last = extras === undefined ? -1 : s.agentSlot(extras.lastAgentId)
  return agents
    .filter((agent) => isStillAble(s, contact, agent))
    .sort((a, b) => (s.tables.ranking.isBetter(demand, dedicated, last, a, b) ? -1 : 1))
}

function isStillAble(s: State, contact: number, agent: number): boolean {
  const holder = s.contacts.holderOf(contact)
  if (s.contacts.stateOf(contact) !== QUEUED || (holder >= 0 && holder !== agent)) return false
  const declines = s.contacts.extrasIf(contact)?.declines
  if (declines?.some(({ agentId }) => agentId === s.agents.ids[agent]) === true) return false
  return s.tables.selector.mayServe(demandOf(s, contact), agent)
}

/** Bands with pushed or held contacts, highest first. */
function bands(s: State): number[] {
  const found = new Set<number>()
  s.tables.policy.queues.forEach((queue, index) => {
    if (s.shut[index] === 0 && s.tables.line.queueLength[index]! > 0) found.add(queue.band)
  })
  return [...found].sort((a, b) => b - a)
}

/** The contacts of a band that could be in a best assignment, in the order of rule 16 without `fit`. */
function candidates(s: State, band: number, free: number): Candidate[] {
  const { line, policy } = s.tables
  const byQueueLength = policy.before.includes('queueLength')
  const found: Candidate[] = []
  for (const lane of line.openLanes()) {
    const queue = line.laneQueue[lane]!
    if (policy.queues[queue]!.band !== band || s.shut[queue] === 1) continue
    const head = line.laneHead[lane]!
    if (line.laneIsPrivate[lane] === 0 && line.holderOf(head) < 0 && agentFor(s, head) < 0) continue
    const inOrder = line
      .contactsIn(lane)
      .map((contact) => ({ contact, standing: line.standing(contact, s.nowMs) }))
      .sort((a, b) => b.standing - a.standing || (line.earlier(a.contact, b.contact) ? -1 : 1))
    const limit = inOrder[free - 1]
    for (const [index, each] of inOrder.entries()) {
      if (
        index >= free &&
        limit !== undefined &&
        Math.max(0, limit.standing) - Math.max(0, each.standing) > 100 * free
      )
        break
      found.push(each)
    }
  }
  const length = (contact: number): number => line.queueLength[s.contacts.categoryOf(contact).queue]!
  return found.sort(
    (a, b) =>
      (byQueueLength ? length(b.contact) - length(a.contact) : 0) ||
      b.standing - a.standing ||
      (line.earlier(a.contact, b.contact) ? -1 : 1),
  )
}
