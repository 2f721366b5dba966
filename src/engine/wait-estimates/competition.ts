/**
 * Who competes with a contact for agents: what its position and expected wait are worked out from. Two contacts compete
 * when some agent signed in could serve both. Those ahead are counted by demand, in slices of standing, as they will
 * stand at the instant at which the contact would be served; kinds that would overtake it later are added.
 * **cost** O(waiting contacts + lanes + agents + contacts at agents), allocates; changes nothing but tables that are made
 * on demand. **order** band, standing, virtual enqueue time, sequence; the work terms `fit` and `queueLength` are left out.
 * Sums are taken in the order of slots, which a snapshot keeps, so that a restored engine forecasts the same bit by bit.
 */
import type { Access, Competition, Newcomers, Rivals } from '../../queue/expected-wait.js'
import { NO_NEED } from '../../routing/need.js'
import { contactStanding, contenderStanding, type Contender } from './contender.js'
import type { Estimates } from './estimates.js'
import type { State } from '../state.js'
import { suppliesOf, type Supplies } from './supply.js'
import { chainBy } from '../contacts/wait.js'

/** Slices of standing: finer ones hardly change a forecast. */
const SLICES = 16

/** Contacts that compete and may be served by the same agents. */
interface RivalGroup {
  readonly contacts: number[]
  readonly queue: number
  readonly groups: readonly number[]
}

/** 1 for the contact that goes first among those that compete for the same agents. */
export function positionAmongRivals(s: State, contender: Contender, atMs: number): number {
  let ahead = 0
  for (const { contacts } of rivalGroups(s, contender, undefined)) {
    for (const contact of contacts) if (isAhead(s, contender, contact, atMs)) ahead++
  }
  return ahead + 1
}

/** What a contender competes in, gathered once and looked at for several instants. */
export class Arena {
  private readonly s: State
  private readonly waits: Estimates
  private readonly contender: Contender
  private readonly atMs: number
  private readonly supplies: Supplies
  private readonly rivals: RivalGroup[]
  private readonly own: readonly Access[]
  private readonly newcomers: readonly Newcomers[]

  constructor(s: State, waits: Estimates, contender: Contender, atMs: number) {
    this.s = s
    this.waits = waits
    this.contender = contender
    this.atMs = atMs
    this.supplies = suppliesOf(s, waits, contender, atMs)
    this.rivals = rivalGroups(s, contender, this.supplies)
    this.own = accessOf(s, contender, this.supplies)
    this.newcomers = contender.pullOnly ? [] : newcomersOf(s, waits, contender, atMs, this.supplies, this.own)
  }

  /** The competition as it will stand `inMs` (a whole number) from now. */
  after(inMs: number): Competition {
    const { s, contender, atMs } = this
    const thenMs = atMs + inMs
    const own = contenderStanding(s, contender, thenMs)
    const { policy } = s.tables
    let best = own
    const standings: Float64Array[] = []
    for (const { contacts, queue } of this.rivals) {
      const isEqual = policy.queues[queue]!.band === contender.band
      const each = new Float64Array(contacts.length)
      for (const [i, contact] of contacts.entries()) {
        const standing = contactStanding(s, contact, thenMs)
        each[i] = standing
        if (isEqual && standing > best) best = standing
      }
      standings.push(each)
    }
    const width = (best - own) / SLICES
    const rivals: Rivals[] = []
    for (const [g, { contacts, queue, groups }] of this.rivals.entries()) {
      const ahead = new Float64Array(SLICES)
      const waitedMs = new Float64Array(SLICES)
      const isAbove = policy.queues[queue]!.band > contender.band
      let any = false
      for (const [i, contact] of contacts.entries()) {
        if (!isAhead(s, contender, contact, thenMs)) continue
        const behindBest = best - standings[g]![i]!
        const slice =
          isAbove || width <= 0 ? 0 : Math.min(SLICES - 1, Math.max(0, Math.floor(behindBest / width)))
        ahead[slice] = ahead[slice]! + 1
        waitedMs[slice] = waitedMs[slice]! + (atMs - s.contacts.sinceAtMsOf(contact))
        any = true
      }
      if (any) rivals.push({ groups, ahead, waitedMs, patience: this.waits.learning[queue]!.patience })
    }
    const { supplies, newcomers } = this
    return { slices: SLICES, rivals, newcomers, own: this.own, supplies: supplies.list }
  }
}

/** Whether a waiting contact goes before the contender, as they will stand at an instant. */
function isAhead(s: State, contender: Contender, contact: number, atMs: number): boolean {
  const band = s.contacts.categoryOf(contact).band
  if (band !== contender.band) return band > contender.band
  const difference = contactStanding(s, contact, atMs) - contenderStanding(s, contender, atMs)
  if (difference !== 0) return difference > 0
  if (contender.contact >= 0) return s.tables.line.earlier(contact, contender.contact)
  return s.contacts.virtualAtMsOf(contact) <= contender.virtualAtMs
}

/** The contacts in line that compete with the contender, by what may serve them, each list in the order of slots. */
function rivalGroups(s: State, contender: Contender, supplies: Supplies | undefined): RivalGroup[] {
  const { line, roster, demands } = s.tables
  const shares = sharing(s, contender)
  const byNeed = new Map<number, RivalGroup>()
  for (const lane of line.openLanes()) {
    if (!shares(lane)) continue
    const holder = line.laneHolder[lane]!
    const demand = line.laneDemand[lane]!
    const key = holder < 0 ? demand : -1 - holder * s.queued.length - demands.queue[demand]!
    const found = byNeed.get(key)
    const contacts = line.contactsIn(lane).filter((contact) => contact !== contender.contact)
    if (found !== undefined) {
      found.contacts.push(...contacts)
    } else if (contacts.length > 0) {
      const groups =
        supplies === undefined
          ? []
          : holder < 0
            ? groupsOf(s, demand, supplies)
            : [supplies.at[roster.group[holder]!]!]
      byNeed.set(key, { contacts, queue: demands.queue[demand]!, groups })
    }
  }
  const rivals = [...byNeed.values()]
  for (const { contacts } of rivals) contacts.sort((a, b) => a - b)
  return rivals.toSorted((a, b) => a.contacts[0]! - b.contacts[0]!)
}

/** Whether a lane's contacts and the contender could be served by the same agent. Answers are kept by demand. */
function sharing(s: State, contender: Contender): (lane: number) => boolean {
  const { line, roster, feasibility } = s.tables
  const own = contender.holder >= 0 ? [roster.group[contender.holder]!] : populatedGroups(s, contender.demand)
  const known = new Map<number, boolean>()
  return (lane) => {
    if ((line.lanePullOnly[lane] === 1) !== contender.pullOnly) return false
    const holder = line.laneHolder[lane]!
    if (holder >= 0) {
      return contender.holder >= 0 ? holder === contender.holder : own.includes(roster.group[holder]!)
    }
    const demand = line.laneDemand[lane]!
    const answer = known.get(demand) ?? own.some((group) => feasibility.has(demand, group))
    known.set(demand, answer)
    return answer
  }
}

/** Groups with somebody signed in who could serve a demand. */
function populatedGroups(s: State, demand: number): number[] {
  const { roster, feasibility } = s.tables
  const found: number[] = []
  for (let group = roster.populated.next(0); group >= 0; group = roster.populated.next(group + 1)) {
    if (feasibility.has(demand, group)) found.push(group)
  }
  return found
}

/** The same as indexes of supplies, in their order. */
function groupsOf(s: State, demand: number, supplies: Supplies): number[] {
  return populatedGroups(s, demand)
    .map((group) => supplies.at[group]!)
    .toSorted((a, b) => a - b)
}

/** Agents who may serve the contender: those of the hold, those of its step, those of later ones. */
function accessOf(s: State, contender: Contender, supplies: Supplies): Access[] {
  const own: Access[] = []
  const isHeld = contender.holder >= 0
  if (isHeld) own.push({ group: supplies.ofHolder, fromMs: 0 })
  for (const { demand, inMs } of [{ demand: contender.demand, inMs: 0 }, ...contender.later]) {
    const fromMs = isHeld ? Math.max(contender.holdMs, inMs) : inMs
    for (const group of groupsOf(s, demand, supplies)) {
      if (!own.some((access) => access.group === group)) own.push({ group, fromMs })
    }
  }
  return own
}

/** Kinds of contacts that go first although they come later. */
function newcomersOf(
  s: State,
  waits: Estimates,
  contender: Contender,
  atMs: number,
  supplies: Supplies,
  own: readonly Access[],
): Newcomers[] {
  const { policy, demands } = s.tables
  const found: Newcomers[] = []
  const standing = contenderStanding(s, contender, atMs)
  for (const [queue, { arrivals }] of waits.learning.entries()) {
    const { band } = policy.queues[queue]!
    if (s.shut[queue] === 1 || band < contender.band) continue
    for (const [tier, each] of arrivals.entries()) {
      const perMs = each.perMs(atMs)
      if (perMs === 0) continue
      const { offsetMs, slope } =
        band > contender.band
          ? { offsetMs: 0, slope: 1 }
          : overtaking(policy.tiers[tier]!.rate, contender.rate, 100 * each.headStartMs - standing)
      if (offsetMs <= 0 && slope <= 0) continue
      const chain = chainBy(s, queue, each.issue, 0, NO_NEED)
      const groups = groupsOf(s, demands.demandOf(chain, 0, each.channel, -1), supplies)
      if (!groups.some((group) => own.some((access) => access.group === group))) continue
      found.push({ groups, perMs, offsetMs, slope })
    }
  }
  return found
}

/** Until when those who come go first, as offset + slope x wait; `lead` is theirs over the contender, in 1/100 ms. */
function overtaking(theirRate: number, ownRate: number, lead: number): { offsetMs: number; slope: number } {
  if (theirRate > 0) return { offsetMs: lead / theirRate, slope: 1 - ownRate / theirRate }
  if (ownRate > 0) return { offsetMs: lead / ownRate, slope: 0 }
  return { offsetMs: lead > 0 ? Infinity : 0, slope: 0 }
}
