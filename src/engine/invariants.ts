/**
 * What must hold after every command, looked at from outside: everybody is in exactly one place, capacity adds up, and no
 * free agent and servable contact are left side by side. For tests, for snapshots from elsewhere, and for hosts that would
 * rather know. Cost: O((agents + contacts) log n) and all pairs of heads; no command calls it.
 */
import { assert } from '../base/assert.js'
import { hasHard, restOf } from './agents/care.js'
import { CALLBACK_OPEN } from './time/clocks.js'
import { OFFERED, QUEUED, SCHEDULED, WRAP_UP, isWaiting } from './contacts/contacts.js'
import { isClosedByHours } from './time/queue-hours.js'
import { AVAILABLE, AWAY } from '../routing/roster.js'
import type { State } from './state.js'
import { isWithBot } from './agents/work.js'
import { chainFor, demandIn } from './contacts/wait.js'

/** Throws InvariantError with the first thing that does not hold. */
export function checkInvariants(s: State): void {
  const { contacts, agents } = s
  const { roster, line, policy, selector } = s.tables
  line.checkInvariants()
  roster.checkInvariants()
  assert(s.pendingContacts.size + s.pendingAgents.size + s.lifted.size === 0, 'engine: not at rest')
  const used = new Int32Array(roster.slots.highWater)
  const queued = new Int32Array(policy.queues.length)
  for (const contact of contacts.inOrder()) {
    const state = contacts.stateOf(contact)
    assert(
      line.laneOf(contact) >= 0 === (state === QUEUED),
      'engine: in line, but not waiting, or the reverse',
    )
    const needed = isWaiting(state)
      ? demandIn(s, chainFor(s, contact), contact, contacts.stepOf(contact))
      : -1
    assert(contacts.demandOf(contact) === needed, 'engine: a contact asks for something else than it needs')
    const mayBeHeld = isWaiting(state) && contacts.hasExtrasOf(contact) === 1
    assert(contacts.holderOf(contact) < 0 || mayBeHeld, 'engine: held without a wait, or a preferred agent')
    if (isWaiting(state)) queued[contacts.categoryOf(contact).queue]! += 1
    else assert(!isWithBot(s, contact), 'engine: a bot is at work on a contact that does not wait')
    const agent = contacts.agentOf(contact)
    const isAlone = state === QUEUED || state === SCHEDULED
    assert(agent >= 0 === !isAlone, 'engine: a contact without agent does not wait, or the reverse')
    const opens = s.clocks.find(contact, CALLBACK_OPEN) >= 0
    assert(
      opens === (state === SCHEDULED),
      'engine: a scheduled contact will never wait, or another one will',
    )
    if (isAlone) continue
    assert(state >= OFFERED && state <= WRAP_UP, 'engine: unknown state')
    assert(contacts.isDoneOf(contact) === 0 || state === WRAP_UP, 'engine: done and not in wrap-up')
    assert(roster.slots.isLive(agent), 'engine: a contact is with nobody')
    used[agent]! += contacts.categoryOf(contact).units
    assert(holds(s, agent, contact), 'engine: an agent does not know of a contact')
  }
  for (let agent = 0; agent < used.length; agent++) {
    if (!roster.slots.isLive(agent)) continue
    assert(
      agents.handles[agent] === roster.slots.handleOf(agent),
      'engine: an agent is told by a stale handle',
    )
    assert(agents.isPending[agent] === 0, 'engine: an agent is still to be matched')
    assert(used[agent] === roster.usedUnits[agent], 'engine: capacity does not add up')
    for (let c = agents.firstContact[agent]!; c >= 0; c = contacts.nextOfAgent(c)) {
      assert(contacts.agentOf(c) === agent, 'engine: an agent has a contact of somebody else')
    }
    assert(roster.rest[agent] === restOf(s, agent), 'engine: an agent rests from something else than is due')
    const rests = agents.hardInARow[agent]! > 0 && !hasHard(s, agent) && roster.leaving[agent] === 0
    assert(!rests || agents.restTimer[agent]! >= 0, 'engine: a row of hard contacts is never forgotten')
    const isIdle = agents.firstContact[agent]! < 0
    assert(!(isIdle && roster.leaving[agent] === 1), 'engine: a leaving agent has nothing to do')
  }
  checkBreaks(s)
  for (let queue = 0; queue < queued.length; queue++) {
    assert(queued[queue] === s.queued[queue], 'engine: wrong count of a queue')
    assert(
      (s.closed[queue] === 1) === isClosedByHours(s, queue),
      'engine: a queue is open outside its hours, or closed within',
    )
  }
  // Hours that began before the first command are still to be told.
  assert(s.cause === 0 || s.clocks.nextDueAtMs > s.nowMs, 'engine: a deadline has been missed')
  if (policy.normal.matching.mode === 'immediate') {
    selector.nowMs = s.nowMs
    assert(!selector.bestPair(), 'engine: a free agent and a servable contact are side by side')
  }
}

function checkBreaks(s: State): void {
  const { roster } = s.tables
  for (const { agent, state, timer } of s.breaks) {
    assert(
      roster.slots.isLive(agent) && roster.leaving[agent] === 0,
      'engine: a break of somebody who is gone',
    )
    assert(
      roster.presence[agent] === (state === 'requested' ? AVAILABLE : AWAY),
      'engine: a break of one who is there, or a request of one who is not',
    )
    assert(timer >= 0 === (state === 'started'), 'engine: a break without end, or an end without a break')
    const isIdle = s.agents.firstContact[agent]! < 0
    assert(!(state === 'granted' && isIdle), 'engine: a break that should have started')
  }
  assert(
    s.breaksToStart === s.breaks.filter(({ state }) => state === 'granted').length,
    'engine: wrong count of breaks to start',
  )
}

function holds(s: State, agent: number, contact: number): boolean {
  for (let c = s.agents.firstContact[agent]!; c >= 0; c = s.contacts.nextOfAgent(c))
    if (c === contact) return true
  return false
}
