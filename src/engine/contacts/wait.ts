/**
 * A contact's wait: how it begins, where in the line it stands, how its need gives way, and how it ends.
 * Standing is written into the waiting line as a key; only four things ever move it: an update, a boost, the ageing
 * cap, and another queue. Rules 7, 8, 14-16, 19-21 and 39 of docs/rules.md.
 * Cost: O(log n) to place; allocates for events only.
 */
import { NO_NEED, mergedNeed, type Need } from '../../routing/need.js'
import { cappedLaneKey, laneKey } from '../../routing/priority.js'
import { emotionHeadStartMs } from '../../routing/emotion.js'
import type { Chain, Demand } from '../../routing/demand.js'
import { CALLBACK_OVERDUE, HOLD, RELAX } from '../time/clocks.js'
import { EMOTION_CLASSES } from '../policy/compiled-policy.js'
import type { Category } from './categories.js'
import { OFFERED, QUEUED } from './contacts.js'
import { moveTo } from './conversation.js'
import { emitReleased, emitRelaxed, emitUnservable } from '../events/emit.js'
import { emitCallbackOffer } from '../events/emit-promise.js'
import type { Estimates } from '../wait-estimates/estimates.js'
import type { ContactReleased } from '../events/event.js'
import type { State } from '../state.js'
import type { Place } from '../../queue/waiting-line.js'

/** Begins a wait. `mayHold`: an arrival, or a transfer to a named agent. */
export function beginWait(s: State, contact: number, from: number, mayHold: boolean): void {
  const { contacts } = s
  contacts.setSinceAtMs(contact, s.nowMs)
  const category = contacts.categoryOf(contact)
  const { queue, hasSteps } = category
  contacts.setStep(contact, hasSteps ? stepsReached(s, contact) : 0)
  setDemand(s, contact, category)
  s.queued[queue] = s.queued[queue]! + 1
  if (contacts.hasExtrasOf(contact) === 1 && mayHold && s.shut[queue] === 0) decideHold(s, contact)
  if (hasSteps) armNextStep(s, contact)
  if (s.tables.policy.capsAgeing) armAgeingCap(s, contact)
  if (s.waits !== undefined) noteArrival(s, s.waits, contact)
  waitAgain(s, contact, from)
  if (s.closed[queue] === 1) offerCallbackIfClosed(s, contact)
}

/** Somebody came to stand in line, with what counts as waiting from the first moment on. */
function noteArrival(s: State, { learning }: Estimates, contact: number): void {
  const category = s.contacts.categoryOf(contact)
  const { queue, tier, channel, issue } = category
  const aheadMs = headStartMs(s, contact, category) + s.nowMs - s.contacts.virtualAtMsOf(contact)
  learning[queue]!.arrivals[tier]!.add(s.nowMs, aheadMs, channel, issue)
}

/** Goes on with a wait: the contact looks for an agent anew. */
export function waitAgain(s: State, contact: number, from: number): void {
  moveTo(s, contact, QUEUED)
  s.contacts.setQueuedFrom(contact, from)
  s.begun.push(contact)
  s.pendingContacts.push(contact)
}

/** Ends a wait for good or for an assignment, of a contact that has left the line: its hold and its relaxation are over. */
export function endWait(s: State, contact: number, { queue, hasSteps }: Category): void {
  const { contacts, clocks } = s
  s.waits?.forget(contact)
  if (hasSteps) clocks.cancel(contact, RELAX)
  s.caps.cancel(contact)
  if (contacts.hasExtrasOf(contact) === 1) endExtras(s, contact)
  contacts.setDemand(contact, -1)
  s.queued[queue] = s.queued[queue]! - 1
}

/** Ends what only a contact with extras can have in its wait: a need of its own, a hold, the end of a window for a call. */
function endExtras(s: State, contact: number): void {
  const { contacts, clocks } = s
  leaveDemand(s, contact)
  if (contacts.extrasOf(contact).callback !== undefined) clocks.cancel(contact, CALLBACK_OVERDUE)
  if (contacts.holderOf(contact) < 0) return
  clocks.cancel(contact, HOLD)
  contacts.setHolder(contact, -1)
}

/** Takes a contact out of the line, if it stands there, to be placed anew by the next matching. */
export function reconsider(s: State, contact: number): void {
  if (s.contacts.stateOf(contact) !== QUEUED || s.tables.line.laneOf(contact) < 0) return
  s.tables.line.remove(contact)
  s.pendingContacts.push(contact)
}

/** Takes a contact that waits out of the line, or off the list of those that are to be matched. */
export function leaveLine(s: State, contact: number): void {
  if (s.tables.line.laneOf(contact) >= 0) {
    s.tables.line.remove(contact)
    return
  }
  s.pendingContacts.remove(contact)
}

/** Puts a contact that found nobody into the line. */
export function enterLine(s: State, contact: number): void {
  const { contacts, turn } = s
  const { line, policy } = s.tables
  const category = contacts.categoryOf(contact)
  const rateIndex = writeTurn(s, contact, category) ? policy.cappedRateIndex : category.rateIndex
  // Only a contact with extras is held, or has been declined.
  const shared =
    contacts.hasExtrasOf(contact) === 1 ? -1 : line.sharedLane(contacts.demandOf(contact), rateIndex)
  if (shared >= 0) line.enqueue(shared, contact, turn)
  else line.enqueue(line.laneFor(placeOf(s, contact, rateIndex)), contact, turn)
}

/** Where a contact is to wait; a scratch. */
function placeOf(s: State, contact: number, rateIndex: number): Place {
  const { contacts, place } = s
  const { queue, band } = contacts.categoryOf(contact)
  const extras = contacts.extrasIf(contact)
  place.demand = contacts.demandOf(contact)
  place.queue = queue
  place.band = band
  place.rateIndex = rateIndex
  place.holder = contacts.holderOf(contact)
  place.isPrivate = extras !== undefined && extras.declines.length > 0
  place.pullOnly = s.shut[queue] === 1
  s.tables.line.ensureDemands(s.tables.demands.list.length)
  return place
}

/** Gives a waiting contact the key that its head start asks for now. */
export function rerank(s: State, contact: number): void {
  if (s.contacts.stateOf(contact) !== QUEUED || s.tables.line.laneOf(contact) < 0) return
  writeTurn(s, contact, s.contacts.categoryOf(contact))
  s.tables.line.rekey(contact, s.turn.key)
}

/** Moves a contact to the lane of capped ageing. */
export function reachCap(s: State, contact: number): void {
  if (s.tables.line.laneOf(contact) < 0) return
  s.tables.line.remove(contact)
  enterLine(s, contact)
}

/** Everything that counts as waiting from the first moment on, in ms. */
export function headStartMs(s: State, contact: number, category: Category): number {
  const { contacts } = s
  return (
    policyHeadStartMs(s, category, contacts.emotionOf(contact)) +
    contacts.headStartMsOf(contact) +
    contacts.boostMsOf(contact)
  )
}

/** The part of it that the policy gives. */
export function policyHeadStartMs({ tables }: State, category: Category, emotion: number): number {
  if (emotion === 0) return category.headStartMs
  return category.headStartMs + emotionHeadStartMs(emotion, tables.policy.normal.emotion.headStartMs)
}

/** Writes the contact's turn to `s.turn`. Returns whether it has reached the ageing cap, and so stands in a lane of rate 100. */
function writeTurn(s: State, contact: number, category: Category): boolean {
  const { turn, contacts } = s
  const { ageingCapMs } = s.tables.policy
  const aheadMs = headStartMs(s, contact, category)
  const virtualAtMs = contacts.virtualAtMsOf(contact)
  const isCapped = s.nowMs - virtualAtMs >= ageingCapMs
  turn.key = isCapped
    ? cappedLaneKey(category.rate, virtualAtMs, aheadMs, ageingCapMs)
    : laneKey(category.rate, virtualAtMs, aheadMs)
  turn.virtualAtMs = virtualAtMs
  turn.sequence = contacts.sequence[contact]!
  return isCapped
}

/** Makes sure that the contact changes lanes when its ageing reaches the cap. */
export function armAgeingCap(s: State, contact: number): void {
  const { policy } = s.tables
  const { rateIndex } = s.contacts.categoryOf(contact)
  if (rateIndex === policy.cappedRateIndex || policy.ageingCapMs === Infinity) return
  const capAtMs = s.contacts.virtualAtMsOf(contact) + policy.ageingCapMs
  if (capAtMs > s.nowMs) s.caps.arm(contact, capAtMs, contact)
}

/** Sets what a waiting contact asks for: by queue, issue, emotion class, channel, region, step and own need. Counts the use. */
export function setDemand(s: State, contact: number, category: Category): void {
  const { contacts } = s
  const step = contacts.stepOf(contact)
  const isUsual = step + contacts.emotionClassOf(contact) + contacts.hasExtrasOf(contact) === 0
  if (isUsual && category.calmDemand >= 0) {
    contacts.setDemand(contact, category.calmDemand)
    return
  }
  const chain = chainFor(s, contact)
  s.tables.demands.use(chain)
  const demand = demandIn(s, chain, contact, step)
  contacts.setDemand(contact, demand)
  if (isUsual) category.calmDemand = demand
}

/** As `setDemand`, for a contact that has a demand already, which it no longer uses. */
export function changeDemand(s: State, contact: number): void {
  leaveDemand(s, contact)
  setDemand(s, contact, s.contacts.categoryOf(contact))
}

function leaveDemand(s: State, contact: number): void {
  s.tables.demands.leave(demandOf(s, contact).chain)
}

/** What a contact would ask for at a step, were its need that of the chain. */
export function demandIn({ tables, contacts }: State, chain: Chain, contact: number, step: number): number {
  const { channel, region } = contacts.categoryOf(contact)
  return tables.demands.demandOf(chain, step, channel, region - 1)
}

/** The chain of a contact's need. */
export function chainFor(s: State, contact: number): Chain {
  const { queue, issue } = s.contacts.categoryOf(contact)
  const own = s.contacts.extrasIf(contact)?.own ?? NO_NEED
  return chainBy(s, queue, issue, s.contacts.emotionClassOf(contact), own)
}

/** The chain of what queue, issue (0 for none, else its index + 1), emotion class and a contact's own need ask for. */
export function chainBy(s: State, queue: number, issue: number, emotionClass: number, own: Need): Chain {
  if (own !== NO_NEED) return newChain(s, queue, issue, emotionClass, own)
  const { policy, standingChains } = s.tables
  const at = (queue * (policy.issues.length + 1) + issue) * EMOTION_CLASSES.length + emotionClass
  return (standingChains[at] ??= newChain(s, queue, issue, emotionClass, own))
}

function newChain(s: State, queue: number, issue: number, emotionClass: number, own: Need): Chain {
  const { demands, policy } = s.tables
  const hard = policy.restsFromHard && policy.hard[issue * EMOTION_CLASSES.length + emotionClass] === 1
  const need = mergedNeed([
    policy.queues[queue]!.need,
    issue === 0 ? NO_NEED : policy.issues[issue - 1]!.need,
    policy.emotions[emotionClass]!.need,
    own,
  ])
  return demands.chainOf(queue, need, own === NO_NEED, hard)
}

/** What a waiting contact asks for. */
export function demandOf(s: State, contact: number): Demand {
  return s.tables.demands.list[s.contacts.demandOf(contact)]!
}

/** Whether anybody signed in could ever serve the demand. */
export function hasAnybody(s: State, demand: number): boolean {
  const { feasibility, roster } = s.tables
  return feasibility.hasAny(demand, roster.populated, roster.version)
}

/** Whether anybody signed in but this agent could ever serve a contact, at its step or a later one. O(agents x steps). */
export function hasOthers(s: State, contact: number, agent: number): boolean {
  const { feasibility, roster } = s.tables
  const { chain } = demandOf(s, contact)
  for (let step = s.contacts.stepOf(contact); step < chain.steps.length; step++) {
    const demand = demandIn(s, chain, contact, step)
    for (let other = 0; other < roster.slots.highWater; other++) {
      if (other === agent || !roster.slots.isLive(other) || roster.leaving[other] === 1) continue
      if (feasibility.has(demand, roster.group[other]!)) return true
    }
  }
  return false
}

/** The first step from `step` on at which anybody signed in could ever serve; undefined for none. */
export function firstServableStep(
  s: State,
  chain: Chain,
  step: number,
  channel: number,
  region: number,
): number | undefined {
  for (let later = step; later < chain.steps.length; later++) {
    if (hasAnybody(s, s.tables.demands.demandOf(chain, later, channel, region))) return later
  }
  return undefined
}

/** Looks at a contact that nobody signed in could serve at its step: nobody at all, or nobody before a later step. */
export function relaxHopeless(s: State, contact: number, isArrival: boolean): void {
  const { contacts } = s
  const { chain, step, channel } = demandOf(s, contact)
  const first = firstServableStep(s, chain, step + 1, channel, contacts.categoryOf(contact).region - 1)
  if (first !== undefined) {
    setStep(s, contact, first)
    emitRelaxed(s, contact, first, 'nobody')
  } else if (isArrival) emitUnservable(s, contact)
}

/** Reaches a relaxation step; the deadline of the next one is armed. */
export function setStep(s: State, contact: number, step: number): void {
  reconsider(s, contact)
  s.contacts.setStep(contact, step)
  s.contacts.setDemand(contact, demandIn(s, demandOf(s, contact).chain, contact, step))
  s.clocks.cancel(contact, RELAX)
  armNextStep(s, contact)
}

/** Arms the next step that lies ahead, if the queue has one. */
export function armNextStep(s: State, contact: number): void {
  const { steps } = s.tables.policy.queues[s.contacts.categoryOf(contact).queue]!
  const step = s.contacts.stepOf(contact)
  if (step < steps.length) {
    s.clocks.arm(contact, RELAX, s.contacts.sinceAtMsOf(contact) + steps[step]!.afterMs)
  }
}

/** How many steps of the queue the present wait has reached by time. */
export function stepsReached(s: State, contact: number): number {
  const { steps } = s.tables.policy.queues[s.contacts.categoryOf(contact).queue]!
  const waitMs = s.elapsedMs(contact)
  let reached = 0
  while (reached < steps.length && steps[reached]!.afterMs <= waitMs) reached++
  return reached
}

/** Holds a contact for its busy preferred agent, if it has one and the policy gives time for it. */
function decideHold(s: State, contact: number): void {
  const extras = s.contacts.extrasIf(contact)!
  const { roster, policy, feasibility } = s.tables
  const isDedicated = extras.dedicatedAgentId !== ''
  const { dedicatedMs, lastMs } = policy.normal.hold
  const holdMs = isDedicated ? dedicatedMs : lastMs
  const agent = s.agentSlot(isDedicated ? extras.dedicatedAgentId : extras.lastAgentId)
  if (agent < 0 || holdMs === 0 || !roster.isTaking(agent)) return
  const demand = s.contacts.demandOf(contact)
  if (!feasibility.has(demand, roster.group[agent]!)) return
  if (roster.isFree(agent, s.tables.demands.capacityClass[demand]!)) return
  s.contacts.setHolder(contact, agent)
  s.clocks.arm(contact, HOLD, s.nowMs + holdMs)
}

/** Opens a held contact to all. */
export function releaseHold(s: State, contact: number, reason: ContactReleased['reason']): void {
  const agent = s.contacts.holderOf(contact)
  reconsider(s, contact)
  s.clocks.cancel(contact, HOLD)
  s.contacts.setHolder(contact, -1)
  emitReleased(s, contact, agent, reason)
}

/** Releases every hold for an agent, in arrival order. */
export function releaseHoldsFor(s: State, agent: number, reason: 'agentAway' | 'agentLeft'): void {
  for (const contact of heldFor(s, agent)) releaseHold(s, contact, reason)
}

/** Contacts held for an agent, waiting or offered, in arrival order. Allocates. */
export function heldFor(s: State, agent: number): number[] {
  const held = s.tables.line.heldFor(agent)
  for (let i = 0; i < s.pendingContacts.size; i++) {
    const contact = s.pendingContacts.at(i)
    if (s.contacts.holderOf(contact) === agent) held.push(contact)
  }
  for (let c = s.agents.firstContact[agent]!; c >= 0; c = s.contacts.nextOfAgent(c)) {
    if (s.contacts.stateOf(c) === OFFERED && s.contacts.holderOf(c) === agent) held.push(c)
  }
  return s.contacts.sorted(held)
}

/** Releases the hold of a contact whose agent could no longer serve it, or whose queue is closed. */
export function releaseHoldIfLost(s: State, contact: number): void {
  const agent = s.contacts.holderOf(contact)
  if (agent < 0) return
  const { roster, feasibility, policy } = s.tables
  const queue = s.contacts.categoryOf(contact).queue
  const isShut = s.shut[queue] === 1
  if (!isShut && feasibility.has(s.contacts.demandOf(contact), roster.group[agent]!)) return
  releaseHold(s, contact, isShut && !policy.queues[queue]!.pullOnly ? 'queueClosed' : 'agentChanged')
}

/** Offers a call back to a contact that has come to a closed queue, if the queue does so. */
export function offerCallbackIfClosed(s: State, contact: number): void {
  const queue = s.contacts.categoryOf(contact).queue
  if (s.closed[queue] === 0 || s.tables.policy.queues[queue]!.normal.closed !== 'offerCallback') return
  if (s.contacts.extrasIf(contact)?.callback === undefined) emitCallbackOffer(s, contact, '')
}
