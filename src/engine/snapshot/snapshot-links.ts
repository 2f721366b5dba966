/**
 * What the rows of a snapshot say of each other and of the policy: looked at row by row, before anything is built on them that
 * would never end. The rest is found when all of them are there (`checkInvariants`).
 * Cost: O(1) a contact, O(stages) a clock; allocates only for an error.
 */
import { assert } from '../../base/assert.js'
import { QUEUED, SCHEDULED, isWaiting } from '../contacts/contacts.js'
import type { NormalPromise, NormalStage } from '../policy/normal-policy.js'
import { CLOCKS } from '../policy/promise-defaults.js'
import type { State } from '../state.js'

interface ContactLinks {
  readonly slot: number
  readonly state: number
  readonly queue: number
  readonly channel: number
  readonly tier: number
  readonly issue: number
  readonly region: number
  readonly agent: number
  readonly holder: number
  readonly sinceAtMs: number
}

interface ClockLinks {
  readonly kind: number
  readonly stage: number
  readonly promise?: NormalPromise
}

/** The agents have been read. */
export function assertContactLinks(s: State, row: ContactLinks): void {
  const { normal } = s.tables.policy
  const { slots } = s.tables.roster
  assert(s.contacts.isLive(row.slot), 'snapshot: a contact has no slot')
  assert(row.queue < normal.queues.length, 'snapshot: a contact is in no queue of the policy')
  assert(row.channel < normal.channels.length, 'snapshot: a contact has no channel of the policy')
  assert(row.tier < normal.tiers.length, 'snapshot: a contact has no tier of the policy')
  assert(row.issue <= normal.issues.length, 'snapshot: a contact has no issue of the policy')
  assert(row.region <= normal.regions.length, 'snapshot: a contact has no region of the policy')
  const isAlone = row.state === QUEUED || row.state === SCHEDULED
  assert(
    isAlone ? row.agent < 0 : slots.isLive(row.agent),
    'snapshot: a contact waits and is with an agent, or does neither',
  )
  assert(row.holder < 0 || slots.isLive(row.holder), 'snapshot: a contact is held for nobody')
  assert(!isWaiting(row.state) || row.sinceAtMs <= s.nowMs, 'snapshot: a contact waits since later than now')
}

/** Contacts have been read; `owner` is a contact where the clock is of a promise. */
export function assertClockLinks(s: State, { kind, stage, promise }: ClockLinks, owner: number): void {
  const isOfPromise = kind < CLOCKS.length
  assert(isOfPromise === (promise !== undefined), 'snapshot: a clock has no promise, or a deadline has one')
  if (promise === undefined) return
  const { stages, repeatMs } = promise
  assert(s.contacts.isLive(owner), 'snapshot: a promise is given to nobody')
  const isStage = ({ afterMs, actions }: NormalStage, index: number): boolean =>
    Number.isInteger(afterMs) && afterMs >= (stages[index - 1]?.afterMs ?? 0) && Array.isArray(actions)
  assert(stages.length > 0 && stages.every(isStage), 'snapshot: a promise has no stages in order')
  assert(
    repeatMs === null || (Number.isInteger(repeatMs) && repeatMs > 0),
    'snapshot: a promise repeats at once',
  )
  assert(stage <= stages.length, 'snapshot: a clock stands behind its stages')
}
