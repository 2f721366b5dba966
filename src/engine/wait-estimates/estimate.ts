/**
 * Estimates of waits: for a contact in line, for one that might come, and for the customer's ear. Rules 70 to 74 of
 * docs/rules.md. What is asked changes nothing that decides or answers; what is learned comes from commands alone.
 * **cost** of an estimate: O(waiting contacts + agents), three looks at those ahead; allocates. Noticing: O(1).
 */
import { forecastWait, type Forecast } from '../../queue/expected-wait.js'
import { OFFER } from '../time/clocks.js'
import { Arena, positionAmongRivals } from './competition.js'
import { OFFERED, QUEUED } from '../contacts/contacts.js'
import { asContender, contenderOf, type Contender, type WaitQuery } from './contender.js'
import type { Estimates } from './estimates.js'
import { openingMs } from './opening.js'
import type { State } from '../state.js'

/** How long the wait will be from now on, in whole ms: `lowMs` rounded down, the others up. */
export interface WaitEstimate {
  /** 1 for the contact that goes first among those that compete for the same agents; 0 for one that is offered. */
  readonly position: number
  /** `lowMs` <= `medianMs` <= `highMs`; all Infinity (in JSON: null) while nobody is at work who could serve the contact. */
  readonly lowMs: number
  readonly medianMs: number
  readonly highMs: number
  /** The share of waits that end between `lowMs` and `highMs`; of bounded ones more. */
  readonly confidence: 0.8
  /** True: somebody has room who may serve it by `highMs`, unless others come first. False: `highMs` is a forecast. */
  readonly isBounded: boolean
  /** False until the queue has seen enough: then the interval rests on what the policy expects. */
  readonly isLearned: boolean
}

/** Looks at those ahead once more, as they will stand when the contact is served. */
const PASSES = 2
const LONGEST_MS = 30 * 86_400_000

/** The wait of a contact in line or offered; undefined in other states. */
export function estimateContact(s: State, waits: Estimates, contact: number): WaitEstimate | undefined {
  return inWholeMs(estimateAt(s, waits, contact, s.nowMs))
}

/** The wait of one that might come now; undefined for one that would be refused for a name or a value. */
export function estimateQuery(s: State, waits: Estimates, query: WaitQuery): WaitEstimate | undefined {
  return inWholeMs(
    asContender(s, query, (contender) =>
      couldBeginNow(s, contender)
        ? told(waits, contender, { meanMs: delayMs(s, waits, contender), turns: 1 }, 1)
        : estimate(s, waits, contender, s.nowMs),
    ),
  )
}

/**
 * What a customer is told, in whole ms from now: the median as it stood when anything last changed, less the time since,
 * so that it cannot rise merely because time passes. 0: at once. Undefined in other states than in line or offered.
 */
export function announceContact(s: State, waits: Estimates, contact: number): number | undefined {
  const atMs = Math.max(waits.changedAtMs, s.contacts.sinceAtMsOf(contact))
  const estimated = estimateAt(s, waits, contact, atMs)
  return estimated && Math.max(0, Math.ceil(estimated.medianMs - (s.nowMs - atMs)))
}

/**
 * As it is told: rounded outwards, so that the interval holds what the exact one does, and the median as it is announced.
 * Learned from is the exact one.
 */
function inWholeMs(exact: WaitEstimate | undefined): WaitEstimate | undefined {
  if (exact === undefined) return undefined
  const { lowMs, medianMs, highMs } = exact
  return {
    ...exact,
    lowMs: Math.floor(lowMs),
    medianMs: Math.ceil(medianMs),
    highMs: Math.ceil(highMs),
  }
}

/** After a command or a deadline: what is expected of the waits that have just begun is noted, to be learned from. */
export function keepBooks(s: State, waits: Estimates): void {
  if (waits.seq === s.seq) return
  waits.seq = s.seq
  waits.changedAtMs = s.nowMs
  waits.earn()
  for (let i = 0; i < s.begun.size; i++) {
    const contact = s.begun.at(i)
    if (s.contacts.stateOf(contact) === QUEUED && s.contacts.sinceAtMsOf(contact) === s.nowMs) {
      foretell(s, waits, contact)
    }
  }
}

function foretell(s: State, waits: Estimates, contact: number): void {
  if (!waits.pays(s.tables.line.size + s.tables.roster.slots.highWater)) return
  const contender = contenderOf(s, contact, s.nowMs)
  const { meanMs, turns } = forecast(s, waits, contender, s.nowMs)
  if (!(meanMs < LONGEST_MS)) return
  const { calibration, answerMs } = waits.learning[contender.queue]!
  calibration.spread(meanMs, turns)
  // Where a bound cuts the interval off, it is the bound that will have been right or wrong.
  if (openingMs(s, contender, s.nowMs) + 2 * answerMs < calibration.highMs) return
  waits.foretold(contact, { meanMs, turns, lowMs: calibration.lowMs, highMs: calibration.highMs })
}

function estimateAt(s: State, waits: Estimates, contact: number, atMs: number): WaitEstimate | undefined {
  const state = s.contacts.stateOf(contact)
  if (state === QUEUED) return estimate(s, waits, contenderOf(s, contact, atMs), atMs)
  return state === OFFERED ? estimateOffered(s, waits, contact, atMs) : undefined
}

function estimate(s: State, waits: Estimates, contender: Contender, atMs: number): WaitEstimate {
  const position = positionAmongRivals(s, contender, atMs)
  const open = told(waits, contender, forecast(s, waits, contender, atMs), position)
  const { answerMs } = waits.learning[contender.queue]!
  const latestMs = openingMs(s, contender, atMs)
  const highMs = latestMs + 2 * answerMs
  if (highMs >= open.highMs) return open
  const lowMs = Math.min(open.lowMs, latestMs)
  const medianMs = Math.min(open.medianMs, latestMs + answerMs)
  return { ...open, lowMs, medianMs, highMs, isBounded: true }
}

function told(
  waits: Estimates,
  { queue }: Contender,
  { meanMs, turns }: Forecast,
  position: number,
): WaitEstimate {
  const { calibration, isEnough } = waits.learning[queue]!
  calibration.spread(meanMs, turns)
  const { lowMs, medianMs, highMs } = calibration
  return { position, lowMs, medianMs, highMs, confidence: 0.8, isBounded: false, isLearned: isEnough }
}

/** The agent has it to answer: within what is left of the offer, if it is accepted. */
function estimateOffered(s: State, waits: Estimates, contact: number, atMs: number): WaitEstimate {
  const leftMs = s.clocks.dueAtMs(s.clocks.find(contact, OFFER)) - atMs
  const { answerMs, isEnough } = waits.learning[s.contacts.categoryOf(contact).queue]!
  const medianMs = Math.min(answerMs, leftMs)
  return {
    position: 0,
    lowMs: 0,
    medianMs,
    highMs: leftMs,
    confidence: 0.8,
    isBounded: true,
    isLearned: isEnough,
  }
}

function forecast(s: State, waits: Estimates, contender: Contender, atMs: number): Forecast {
  const arena = new Arena(s, waits, contender, atMs)
  let found = forecastWait(arena.after(0), 0)
  for (let pass = 0; pass < PASSES && found.meanMs < LONGEST_MS; pass++) {
    const horizonMs = Math.round(found.meanMs)
    found = forecastWait(arena.after(horizonMs), horizonMs)
  }
  return { meanMs: found.meanMs + delayMs(s, waits, contender), turns: found.turns }
}

/** What passes between the agent's having room and the conversation: half a batch window, and the answer to an offer. */
function delayMs(s: State, waits: Estimates, { queue }: Contender): number {
  const { matching } = s.tables.policy.normal
  return waits.learning[queue]!.answerMs + (matching.mode === 'batch' ? matching.windowMs / 2 : 0)
}

/** Whether an agent is free who may serve a contact that comes now, at once. */
function couldBeginNow(s: State, { demand, pullOnly }: Contender): boolean {
  const { roster, feasibility, demands, selector, policy } = s.tables
  if (pullOnly || policy.normal.matching.mode === 'batch') return false
  const capacityClass = demands.capacityClass[demand]!
  for (let agent = 0; agent < roster.slots.highWater; agent++) {
    if (!roster.slots.isLive(agent) || !roster.isFree(agent, capacityClass)) continue
    if (!feasibility.has(demand, roster.group[agent]!)) continue
    if (!selector.isReserved(demands.list[demand]!, roster.profileOf(agent).pool)) return true
  }
  return false
}
