/**
 * The books of estimates as plain JSON, and back (see snapshot.ts), and over to another policy. What was learned goes by the
 * names of queues and tiers. Cost: O(contacts + queues x tiers), allocates.
 */
import { isWaiting } from '../contacts/contacts.js'
import { Estimates } from './estimates.js'
import type { NormalPolicy } from '../policy/normal-policy.js'
import type { State } from '../state.js'
import { learnedFrom, learningJson, type QueueLearningJson } from './wait-learning.js'

/** A contact that has an agent, or a forecast. */
interface WaitRow {
  readonly slot: number
  readonly takenAtMs: number
  /** -1 for no forecast; then the other three are 0. */
  readonly meanMs: number
  readonly turns: number
  readonly lowMs: number
  readonly highMs: number
}

export interface EstimatesRow {
  readonly changedAtMs: number
  readonly credit: number
  readonly queues: readonly QueueLearningJson[]
  readonly contacts: readonly WaitRow[]
}

export function estimatesRow(s: State, waits: Estimates): EstimatesRow {
  const { changedAtMs, credit, learning } = waits
  const rows = s.contacts.inOrder().map((contact) => waitRow(s, waits, contact))
  return {
    changedAtMs,
    credit,
    queues: learningJson(s.tables.policy.normal, learning),
    contacts: rows.filter(({ takenAtMs, meanMs }) => takenAtMs > 0 || meanMs >= 0),
  }
}

export function readEstimates(s: State, row: EstimatesRow): Estimates {
  const waits = new Estimates(learnedFrom(s.tables.policy.normal, row.queues))
  waits.ensure(s.contacts.capacity)
  waits.changedAtMs = row.changedAtMs
  waits.credit = row.credit
  waits.seq = s.seq
  for (const each of row.contacts) {
    waits.takenAtMs[each.slot] = each.takenAtMs
    if (each.meanMs >= 0) waits.foretold(each.slot, each)
  }
  return waits
}

/** Another policy: what was learned of queues and tiers that it has, too, is kept. */
export function carryOver(waits: Estimates, before: NormalPolicy, next: NormalPolicy): void {
  waits.learning = learnedFrom(next, learningJson(before, waits.learning))
}

function waitRow(s: State, waits: Estimates, contact: number): WaitRow {
  const hasAgent = s.contacts.agentOf(contact) >= 0
  const isForetold = isWaiting(s.contacts.stateOf(contact)) && waits.meanMs[contact]! >= 0
  return {
    slot: contact,
    takenAtMs: hasAgent ? waits.takenAtMs[contact]! : 0,
    meanMs: isForetold ? waits.meanMs[contact]! : -1,
    turns: isForetold ? waits.turns[contact]! : 0,
    lowMs: isForetold ? waits.lowMs[contact]! : 0,
    highMs: isForetold ? waits.highMs[contact]! : 0,
  }
}
