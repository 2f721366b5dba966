/**
 * An engine as plain, versioned JSON, and back. Only what cannot be derived is written: contacts, agents, deadlines,
 * counters, the policy; lanes, groups and heaps are made anew. Handles stay valid, and events go on as if nothing had
 * happened. The state hash covers meaning only: not slots, not how many commands it took.
 * Cost: O((agents + contacts) log n); allocates. Source of the hash: base/prng.ts.
 */
import { assert, InvariantError } from '../../base/assert.js'
import { Hash64 } from '../../base/prng.js'
import { Slots, type SlotsJson } from '../../base/slots.js'
import type { AgentInfo } from '../agents/agents.js'
import { breakOf, type AgentBreak } from '../agents/breaks.js'
import {
  agentOwner,
  BATCH,
  BREAK_END,
  calendarOwner,
  COOL_DOWN_END,
  HORIZON,
  HOURS,
  REST_END,
  RETRY,
} from '../time/clocks.js'
import { OFFERED, ON_HOLD, SCHEDULED, isWaiting } from '../contacts/contacts.js'
import { estimatesRow, readEstimates, type EstimatesRow } from '../wait-estimates/estimates-row.js'
import { extrasRow, readExtras, type ExtrasRow } from './extras-row.js'
import { checkInvariants } from '../invariants.js'
import { place } from '../matching/pairing.js'
import type { NormalCalendar, NormalPolicy, NormalPromise } from '../policy/normal-policy.js'
import { addAgent, agentsInOrder, refill } from './rebuild.js'
import { assertClockLinks, assertContactLinks } from './snapshot-links.js'
import { assertSnapshotShape } from './snapshot-shape.js'
import { lookUpHours } from '../time/queue-hours.js'
import { State } from '../state.js'

interface AgentRow {
  readonly slot: number
  readonly id: string
  readonly info: AgentInfo
  readonly presence: number
  readonly reason: string
  readonly leaving: boolean
  readonly emotionalLoad: number
  readonly hardInARow: number
  readonly recoverAtMs: number | null
  readonly handled: number
  readonly idleSinceMs: number
  readonly awaySinceMs: number
  readonly lastTakenAtMs: number
  readonly signIn: number
}

interface ContactRow extends ExtrasRow {
  readonly slot: number
  readonly id: string
  readonly state: number
  readonly stateAtMs: number
  readonly isDone: number
  readonly resumesIn: number
  readonly queue: number
  readonly channel: number
  readonly issue: number
  readonly region: number
  readonly tier: number
  readonly emotion: number
  readonly emotionClass: number
  readonly wasHard: number
  readonly loadAdded: number
  readonly step: number
  readonly queuedFrom: number
  readonly agent: number
  readonly holder: number
  readonly headStartMs: number
  readonly boostMs: number
  readonly sequence: number
  readonly virtualAtMs: number
  readonly sinceAtMs: number
  readonly arrivedAtMs: number
  readonly episodeAtMs: number
}

interface ClockRow {
  readonly kind: number
  /** A contact slot; -1: the engine itself, or what `calendar` names. */
  readonly owner: number
  /** `null`: the clock is paused, or over. */
  readonly dueAtMs: number | null
  readonly stage: number
  readonly promise?: NormalPromise
  /** Of a paused clock: running time to its next stage. */
  readonly leftMs?: number
  /** Of a calendar's deadline: its name. */
  readonly calendar?: string
  /** Of a retry: who is spared until then. */
  readonly agentId?: string
}

/** Plain JSON: what `JSON.parse(JSON.stringify(snapshot))` gives back restores just as well. */
export interface EngineSnapshot {
  readonly format: 'skillroute.engine'
  readonly formatVersion: 1
  readonly policy: NormalPolicy
  readonly offers: boolean
  readonly explains: boolean
  readonly nowMs: number
  readonly cause: number
  readonly seq: number
  readonly arrivals: number
  readonly signIns: number
  readonly commandIds: readonly string[]
  readonly contactSlots: SlotsJson
  readonly agentSlots: SlotsJson
  readonly agents: readonly AgentRow[]
  readonly contacts: readonly ContactRow[]
  /** Every calendar that the policy has or a clock still runs on, by name. */
  readonly calendars: readonly NormalCalendar[]
  /** In the order of arming, then those that are not armed. */
  readonly clocks: readonly ClockRow[]
  /** In the order of the requests; `agent` is a slot. */
  readonly breaks: readonly Omit<AgentBreak, 'timer'>[]
  /** `null` when no estimates of waits are asked for. */
  readonly waits: EstimatesRow | null
}

export function takeSnapshot(s: State): EngineSnapshot {
  const { roster, policy } = s.tables
  return {
    format: 'skillroute.engine',
    formatVersion: 1,
    policy: policy.normal,
    offers: s.offers,
    explains: s.explains,
    nowMs: s.nowMs,
    cause: s.cause,
    seq: s.seq,
    arrivals: s.arrivals,
    signIns: s.signIns,
    commandIds: [...s.commandIds],
    contactSlots: s.contacts.slotsJson(),
    agentSlots: roster.slots.toJSON(),
    agents: agentsInOrder(roster).map((agent) => agentRow(s, agent)),
    contacts: s.contacts.inOrder().map((contact) => contactRow(s, contact)),
    calendars: calendarRows(s),
    clocks: clockRows(s),
    breaks: breakRows(s),
    waits: s.waits === undefined ? null : estimatesRow(s, s.waits),
  }
}

/** Throws InvariantError when `snapshot` is no snapshot of this format. */
export function restoreState(snapshot: EngineSnapshot): State {
  assert(
    snapshot?.format === 'skillroute.engine' && snapshot.formatVersion === 1,
    'snapshot: not a snapshot of this format and version',
  )
  const { agents, contacts, clocks, commandIds, breaks, calendars } = snapshot
  const lists = [agents, contacts, clocks, commandIds, breaks, calendars]
  assert(lists.every(Array.isArray), 'snapshot: a list is missing')
  assertSnapshotShape({ ...snapshot })
  try {
    const s = readState(snapshot)
    // What fields say of each other: a contact with two agents is found now, and not by a wrong assignment later.
    checkInvariants(s)
    return s
  } catch (error) {
    if (error instanceof InvariantError) throw error
    // Deep inside, a field is missing or of another kind.
    throw new InvariantError(`snapshot: damaged, or edited by hand (${String(error)})`)
  }
}

function readState(snapshot: EngineSnapshot): State {
  const s = new State(
    snapshot.policy,
    { offers: snapshot.offers, explains: snapshot.explains },
    snapshot.contactSlots,
    Slots.fromJSON(snapshot.agentSlots),
  )
  s.nowMs = snapshot.nowMs
  s.commandAtMs = snapshot.nowMs
  s.cause = snapshot.cause
  s.seq = snapshot.seq
  s.arrivals = snapshot.arrivals
  s.signIns = snapshot.signIns
  for (const id of snapshot.commandIds) s.commandIds.add(id)
  s.clocks.learnCalendars(snapshot.calendars, s.nowMs)
  lookUpHours(s)
  for (const row of snapshot.agents) readAgent(s, row)
  for (const row of snapshot.contacts) readContact(s, row)
  for (const row of snapshot.breaks) readBreak(s, row)
  for (const row of snapshot.clocks) readClock(s, row)
  refill(s)
  place(s)
  if (snapshot.waits !== null) s.waits = readEstimates(s, snapshot.waits)
  return s
}

/** 16 hex digits; equal for engines that will answer everything alike. */
export function stateHash(s: State): string {
  const { roster, policy } = s.tables
  const hash = new Hash64()
  const text = (value: unknown): void => hash.string(JSON.stringify(value))
  const sequenceOf = (contact: number): number => (contact < 0 ? -1 : s.contacts.sequence[contact]!)
  const agentOf = (agent: number): number => (agent < 0 ? -1 : roster.signIn[agent]!)
  text(policy.normal)
  text([s.offers, s.nowMs, s.seq, s.arrivals, s.signIns, [...s.commandIds]])
  for (const agent of agentsInOrder(roster)) text({ ...agentRow(s, agent), slot: 0 })
  for (const contact of s.contacts.inOrder()) {
    const row = contactRow(s, contact)
    text({ ...row, slot: 0, agent: agentOf(row.agent), holder: agentOf(row.holder) })
  }
  const ownerOf = (owner: number): number =>
    owner < -1 ? agentOwner(agentOf(agentOwner(owner))) : sequenceOf(owner)
  text(calendarRows(s))
  for (const row of clockRows(s)) text({ ...row, owner: ownerOf(row.owner) })
  for (const row of breakRows(s)) text({ ...row, agent: agentOf(row.agent) })
  if (s.waits !== undefined) {
    const { contacts, ...waits } = estimatesRow(s, s.waits)
    text(waits)
    for (const row of contacts) text({ ...row, slot: sequenceOf(row.slot) })
  }
  return hash.digest()
}

function agentRow(s: State, agent: number): AgentRow {
  const { roster } = s.tables
  return {
    slot: agent,
    id: s.agents.ids[agent]!,
    info: s.agents.info[agent]!,
    presence: roster.presence[agent]!,
    reason: s.agents.reasons[agent]!,
    leaving: roster.leaving[agent] === 1,
    emotionalLoad: roster.emotionalLoad[agent]!,
    hardInARow: s.agents.hardInARow[agent]!,
    recoverAtMs: s.recoveries.isArmed(agent) ? s.recoveries.dueAtMs(agent) : null,
    handled: roster.handled[agent]!,
    idleSinceMs: roster.idleSinceMs[agent]!,
    awaySinceMs: roster.awaySinceMs[agent]!,
    lastTakenAtMs: roster.lastTaken[agent]!,
    signIn: roster.signIn[agent]!,
  }
}

function contactRow(s: State, contact: number): ContactRow {
  const { contacts } = s
  const extras = contacts.extrasIf(contact)
  const { queue, channel, issue, region, tier } = contacts.categoryOf(contact)
  const state = contacts.stateOf(contact)
  const waits = isWaiting(state)
  const isHad = !waits && state !== SCHEDULED
  return {
    slot: contact,
    id: contacts.idOf(contact),
    state,
    stateAtMs: contacts.stateAtMsOf(contact),
    isDone: contacts.isDoneOf(contact),
    resumesIn: state === ON_HOLD ? contacts.resumesInOf(contact) : 0,
    queue,
    channel,
    issue,
    region,
    tier,
    emotion: contacts.emotionOf(contact),
    emotionClass: contacts.emotionClassOf(contact),
    wasHard: isHad ? contacts.wasHardOf(contact) : 0,
    loadAdded: isHad ? contacts.loadAddedOf(contact) : 0,
    step: waits ? contacts.stepOf(contact) : 0,
    queuedFrom: waits ? contacts.queuedFromOf(contact) : 0,
    agent: state === OFFERED || isHad ? contacts.agentOf(contact) : -1,
    holder: waits ? contacts.holderOf(contact) : -1,
    headStartMs: contacts.headStartMsOf(contact),
    boostMs: contacts.boostMsOf(contact),
    sequence: contacts.sequence[contact]!,
    virtualAtMs: contacts.virtualAtMsOf(contact),
    sinceAtMs: contacts.sinceAtMsOf(contact),
    arrivedAtMs: contacts.arrivedAtMsOf(contact),
    episodeAtMs: contacts.episodeAtMsOf(contact),
    ...extrasRow(extras),
  }
}

function calendarRows(s: State): NormalCalendar[] {
  const rows = s.clocks.calendars.map((name, index) => ({ name, data: s.clocks.hours(index).toData() }))
  return rows.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Those that are not armed, paused or over, in the order of their contacts, and of their kinds. */
function clockRows(s: State): ClockRow[] {
  const { clocks, contacts } = s
  const rows = clocks.rows()
  const armed = rows.filter(({ dueAtMs }) => dueAtMs < Infinity)
  const still = rows
    .filter(({ dueAtMs }) => dueAtMs === Infinity)
    .sort((a, b) => contacts.sequence[a.owner]! - contacts.sequence[b.owner]! || a.kind - b.kind)
  return [...armed, ...still].map(({ timer, kind, owner, dueAtMs, leftMs, promise, stage }) => {
    const ofCalendar = kind === HOURS || kind === HORIZON
    const decline =
      kind === RETRY ? contacts.extrasIf(owner)?.declines.find((each) => each.timer === timer) : undefined
    return {
      kind,
      owner: ofCalendar ? -1 : owner,
      dueAtMs: dueAtMs === Infinity ? null : dueAtMs,
      stage,
      ...(promise < 0 ? {} : { promise: clocks.promises[promise]! }),
      ...(leftMs > 0 ? { leftMs } : {}),
      ...(decline === undefined ? {} : { agentId: decline.agentId }),
      ...(ofCalendar ? { calendar: clocks.calendars[calendarOwner(owner)]! } : {}),
    }
  })
}

function breakRows(s: State): Omit<AgentBreak, 'timer'>[] {
  return s.breaks.map(({ agent, reason, lengthMs, state }) => ({ agent, reason, lengthMs, state }))
}

function readBreak(s: State, { agent, reason, lengthMs, state }: Omit<AgentBreak, 'timer'>): void {
  s.breaks.push({ agent, reason, lengthMs, state, timer: -1 })
  if (state === 'granted') s.breaksToStart++
}

function readAgent(s: State, row: AgentRow): void {
  const { roster } = s.tables
  const agent = row.slot
  assert(roster.slots.isLive(agent), 'snapshot: an agent has no slot')
  s.agents.adopt(agent, roster.slots.handleOf(agent), row.id, row.info, row.reason)
  addAgent(s, agent, row.info, row.leaving)
  roster.presence[agent] = row.presence
  roster.emotionalLoad[agent] = row.emotionalLoad
  s.agents.hardInARow[agent] = row.hardInARow
  roster.handled[agent] = row.handled
  roster.idleSinceMs[agent] = row.idleSinceMs
  roster.awaySinceMs[agent] = row.awaySinceMs
  roster.lastTaken[agent] = row.lastTakenAtMs
  roster.signIn[agent] = row.signIn
  if (row.recoverAtMs !== null) s.recoveries.arm(agent, row.recoverAtMs, agent)
}

function readContact(s: State, row: ContactRow): void {
  const { contacts } = s
  const contact = row.slot
  assertContactLinks(s, row)
  contacts.adopt(contact, row.id)
  contacts.setState(contact, row.state)
  contacts.setStateAtMs(contact, row.stateAtMs)
  contacts.setIsDone(contact, row.isDone)
  contacts.setResumesIn(contact, row.resumesIn)
  contacts.setCategoryIndex(contact, s.tables.categories.of(row).index)
  contacts.setEmotion(contact, row.emotion)
  contacts.setEmotionClass(contact, row.emotionClass)
  contacts.setWasHard(contact, row.wasHard)
  contacts.setLoadAdded(contact, row.loadAdded)
  contacts.setStep(contact, row.step)
  contacts.setQueuedFrom(contact, row.queuedFrom)
  contacts.setAgent(contact, row.agent)
  contacts.setHolder(contact, row.holder)
  contacts.setHeadStartMs(contact, row.headStartMs)
  contacts.setBoostMs(contact, row.boostMs)
  contacts.sequence[contact] = row.sequence
  contacts.setVirtualAtMs(contact, row.virtualAtMs)
  contacts.setSinceAtMs(contact, row.sinceAtMs)
  contacts.setArrivedAtMs(contact, row.arrivedAtMs)
  contacts.setEpisodeAtMs(contact, row.episodeAtMs)
  readExtras(contacts, contact, row)
  if (row.agent < 0) return
  const first = s.agents.firstContact[row.agent]!
  contacts.setNextOfAgent(contact, first)
  contacts.setPreviousOfAgent(contact, -1)
  if (first >= 0) contacts.setPreviousOfAgent(first, contact)
  s.agents.firstContact[row.agent] = contact
}

function readClock(s: State, row: ClockRow): void {
  const { clocks } = s
  const { kind, stage, leftMs = 0, dueAtMs } = row
  const calendar = row.calendar === undefined ? -1 : clocks.calendars.indexOf(row.calendar)
  const owner = calendar < 0 ? row.owner : calendarOwner(calendar)
  assertClockLinks(s, row, owner)
  const promise = row.promise === undefined ? -1 : clocks.intern(row.promise)
  const timer = clocks.takeUp({ owner, kind, dueAtMs: dueAtMs ?? Infinity, leftMs, promise, stage })
  if (kind === BATCH) s.batchTimer = timer
  if (kind === HOURS) clocks.hoursTimer[calendar] = timer
  if (kind === HORIZON) clocks.horizonTimer[calendar] = timer
  if (kind === REST_END) s.agents.restTimer[agentOwner(owner)] = timer
  if (kind === BREAK_END) breakOf(s, agentOwner(owner))!.timer = timer
  if (kind === COOL_DOWN_END) s.agents.coolDownTimer[agentOwner(owner)] = timer
  if (kind === RETRY && row.agentId !== undefined) {
    s.contacts.extrasOf(owner).declines.push({ agentId: row.agentId, timer })
    s.declined.add(owner)
  }
}
