/**
 * When a contact that waits although somebody has room will be served, if nothing unusual happens: at the end of a hold, at
 * a step of relaxation, when one who declined may be asked again, when a cool-down, a break or a batch window ends. A
 * forecast knows agents as rates; this is a bound that it keeps to. Rule 71 of docs/rules.md.
 * Idea: each agent with room opens at a known instant. With R others in line whom such agents may ever serve, R + 1 of
 * them are enough, whoever goes first; more are asked for where others are likely to come and take them, so that the bound
 * holds 9 times in 10. Nothing is promised where agents are kept free, or contacts are pulled.
 * **cost** O(agents x steps + lanes x steps x groups), O(agents) when nobody has room; allocates. **order** none decides.
 * Source of the Poisson quantile: Wilson and Hilferty 1931, by way of chi-square; square roots only, the same everywhere.
 */
import { NO_NEED } from '../../routing/need.js'
import { breakOf } from '../agents/breaks.js'
import { hasHard } from '../agents/care.js'
import type { Contender } from './contender.js'
import type { State } from '../state.js'
import { chainBy } from '../contacts/wait.js'

/** 90 % of the standard normal law. */
const OUTER = 1.2815515655446004

/** In how many ms from an instant (which lies between the last change and now) at the latest; Infinity for no bound. */
export function openingMs(s: State, contender: Contender, atMs: number): number {
  const { queues, normal } = s.tables.policy
  if (contender.pullOnly || queues[contender.queue]!.keepFree.length > 0) return Infinity
  const { opens, groups } = openings(s, contender, atMs)
  if (opens.length === 0) return Infinity
  const others = rivalsFor(s, contender, groups)
  if (others >= opens.length) return Infinity
  // In a batch, and where nobody can take the agent before, those who come later stand behind.
  const perMs = normal.matching.mode === 'batch' ? 0 : comingPerMs(s, groups, atMs)
  const inOrder = opens.toSorted((a, b) => a.inMs - b.inMs || a.readyMs - b.readyMs)
  for (let spare = 0; others + spare < inOrder.length; spare++) {
    const { inMs, readyMs } = inOrder[others + spare]!
    if (perMs * (inMs - readyMs) > mostComing(spare)) continue
    const servedMs = matchedMs(s, inMs, atMs)
    return servedMs < closesInMs(s, contender.queue, atMs) ? servedMs : Infinity
  }
  return Infinity
}

/** In how long an open queue closes to those inside; Infinity for never. */
function closesInMs(s: State, queue: number, atMs: number): number {
  const { hours, closed } = s.tables.policy.queues[queue]!.normal
  if (hours === null || closed === 'refuse') return Infinity
  return s.clocks.hours(s.clocks.calendars.indexOf(hours)).nextChangeMs(atMs) - atMs
}

/** When a pair that is possible in `opensMs` is made at the latest: at once, or at the end of a batch window, which may come first in its ms. */
function matchedMs(s: State, opensMs: number, atMs: number): number {
  const { matching } = s.tables.policy.normal
  if (matching.mode !== 'batch') return opensMs
  const windowMs = s.batchTimer < 0 ? -1 : s.clocks.dueAtMs(s.batchTimer) - atMs
  return opensMs < windowMs ? windowMs : opensMs + matching.windowMs
}

/** The greatest mean number of those who come with which at most `spare` of them do, 9 times in 10. */
function mostComing(spare: number): number {
  const count = spare + 1
  const root = 1 - 1 / (9 * count) - OUTER / (3 * Math.sqrt(count))
  return count * root * root * root
}

/** An agent with room. */
interface Opening {
  /** In how long the agent may serve the contender. */
  readonly inMs: number
  /** In how long the agent may serve anybody. */
  readonly readyMs: number
}

/** When each agent with room may serve the contender, in no order, and the groups of these agents. */
function openings(
  s: State,
  contender: Contender,
  atMs: number,
): { opens: readonly Opening[]; groups: ReadonlySet<number> } {
  const { roster, feasibility, demands } = s.tables
  const { holder, holdMs, demand, later } = contender
  const steps = [{ demand, inMs: 0 }, ...later]
  const opens: Opening[] = []
  const groups = new Set<number>()
  for (let agent = 0; agent < roster.slots.highWater; agent++) {
    if (!roster.slots.isLive(agent) || roster.leaving[agent] === 1) continue
    const group = roster.group[agent]!
    const step = steps.find((each) => feasibility.has(each.demand, group))
    if (step === undefined) continue
    const readyMs = readyInMs(s, agent, demands.capacityClass[step.demand]!, atMs)
    if (readyMs === Infinity) continue
    const heldMs = holder < 0 || holder === agent ? 0 : holdMs
    const inMs = Math.max(step.inMs, readyMs, heldMs, declinedMs(s, contender.contact, agent, atMs))
    opens.push({ inMs, readyMs })
    groups.add(group)
  }
  return { opens, groups }
}

/**
 * In how long an agent has room for contacts of a class and does not rest from them; Infinity for who knows: one with a hard
 * contact may begin to cool down before.
 */
function readyInMs(s: State, agent: number, capacityClass: number, atMs: number): number {
  const { roster, policy } = s.tables
  if (policy.normal.care.coolDownMs > 0 && hasHard(s, agent)) return Infinity
  if (roster.isFree(agent, capacityClass)) return 0
  if (!roster.hasRoom(agent, capacityClass)) return Infinity
  const timer = roster.isResting(agent, capacityClass)
    ? coolDownOf(s, agent, capacityClass)
    : (breakOf(s, agent)?.timer ?? -1)
  return timer < 0 ? Infinity : s.clocks.dueAtMs(timer) - atMs
}

/** The deadline up to which, and no longer, an agent who is available rests; -1 for none. */
function coolDownOf(s: State, agent: number, capacityClass: number): number {
  const { policy, roster } = s.tables
  const endsWithIt = !(policy.limitsHard && roster.shape.classes[capacityClass]!.hard) && !hasHard(s, agent)
  return roster.isTaking(agent) && endsWithIt ? s.agents.coolDownTimer[agent]! : -1
}

/** For how long the agent is spared the contact. */
function declinedMs(s: State, contact: number, agent: number, atMs: number): number {
  const declines = contact < 0 ? undefined : s.contacts.extrasIf(contact)?.declines
  const own = declines?.find(({ agentId }) => agentId === s.agents.ids[agent])
  return own === undefined ? 0 : s.clocks.dueAtMs(own.timer) - atMs
}

/** Other contacts in line that agents of the groups could ever serve, at their present steps or at later ones. */
function rivalsFor(s: State, contender: Contender, groups: ReadonlySet<number>): number {
  const { line, demands, feasibility, policy } = s.tables
  const known = new Map<number, boolean>()
  const isRival = (slot: number): boolean => {
    const { chain, step, channel, region } = demands.list[slot]!
    const last = policy.queues[chain.queue]!.steps.length
    for (let k = step; k <= last; k++) {
      const demand = demands.demandOf(chain, k, channel, region)
      for (const group of groups) if (feasibility.has(demand, group)) return true
    }
    return false
  }
  let rivals = 0
  for (const lane of line.openLanes()) {
    // Whoever waits in a closed queue is no rival yet, and may be one before the opening.
    if (policy.queues[line.laneQueue[lane]!]!.pullOnly) continue
    const demand = line.laneDemand[lane]!
    const answer = known.get(demand) ?? isRival(demand)
    known.set(demand, answer)
    if (!answer) continue
    for (const contact of line.contactsIn(lane)) if (contact !== contender.contact) rivals++
  }
  return rivals
}

/** How many arrivals a millisecond could be given to agents of the groups, as far as they have been learned. */
function comingPerMs(s: State, groups: ReadonlySet<number>, atMs: number): number {
  const { demands, feasibility } = s.tables
  let perMs = 0
  for (const [queue, { arrivals }] of (s.waits?.learning ?? []).entries()) {
    if (s.shut[queue] === 1) continue
    for (const each of arrivals) {
      const own = each.perMs(atMs)
      if (own === 0) continue
      const demand = demands.demandOf(chainBy(s, queue, each.issue, 0, NO_NEED), 0, each.channel, -1)
      for (const group of groups) {
        if (!feasibility.has(demand, group)) continue
        perMs += own
        break
      }
    }
  }
  return perMs
}
