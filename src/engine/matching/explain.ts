/**
 * Why this agent, why not that one, why nobody: the rules read out for one contact over the whole roster.
 * It asks the same tables as the decision does, agent by agent instead of by heads, so it can be wrong about nothing
 * that they know. Cost: O(agents log agents), allocates; never on the way of a decision that nobody asked to explain.
 */
import { EMOTION_CLASSES } from '../policy/compiled-policy.js'
import { OFFERED, QUEUED } from '../contacts/contacts.js'
import type { CandidateExplanation, DecisionExplanation, NeverReason, NotNowReason } from './explanation.js'
import { emotionHeadStartMs } from '../../routing/emotion.js'
import type { Demand } from '../../routing/demand.js'
import { neverReason } from '../../routing/feasible.js'
import { TERMS } from '../../routing/rank.js'
import type { State } from '../state.js'
import { demandOf } from '../contacts/wait.js'

interface Verdict {
  readonly agent: number
  readonly reason: NotNowReason | NeverReason | undefined
}

/** The decision that is about to give the contact to the agent. */
export function explainDecision(s: State, contact: number, agent: number): DecisionExplanation {
  return explained(s, contact, agent)
}

/** Who could take a waiting or offered contact, or why nobody may. Undefined in other states. */
export function explainContact(s: State, contact: number): DecisionExplanation | undefined {
  const state = s.contacts.stateOf(contact)
  if (state !== QUEUED && state !== OFFERED) return undefined
  return explained(s, contact, undefined)
}

function explained(s: State, contact: number, given: number | undefined): DecisionExplanation {
  const { contacts } = s
  const { roster, ranking } = s.tables
  const demand = demandOf(s, contact)
  const category = contacts.categoryOf(contact)
  const extras = contacts.extrasIf(contact)
  const dedicated = extras === undefined ? -1 : s.agentSlot(extras.dedicatedAgentId)
  const last = extras === undefined ? -1 : s.agentSlot(extras.lastAgentId)
  const verdicts: Verdict[] = []
  for (let agent = 0; agent < roster.slots.highWater; agent++) {
    if (roster.slots.isLive(agent)) verdicts.push({ agent, reason: reasonAgainst(s, contact, demand, agent) })
  }
  const eligible = verdicts
    .filter(({ agent, reason }) => reason === undefined || agent === given)
    .map(({ agent }) => agent)
    .sort((a, b) => (ranking.isBetter(demand, dedicated, last, a, b) ? -1 : 1))
  const chosen = given ?? eligible[0]
  const runnerUp = eligible.find((agent) => agent !== chosen)
  const value = (agent: number, term: number): number => ranking.value(demand, dedicated, last, agent, term)
  const deciding =
    chosen === undefined || runnerUp === undefined
      ? undefined
      : [...demand.terms].find((term) => value(chosen, term) !== value(runnerUp, term))
  const order = [...eligible, ...verdicts.map(({ agent }) => agent).filter((a) => !eligible.includes(a))]
  const reasonOf = new Map(verdicts.map(({ agent, reason }) => [agent, reason]))
  return {
    atMs: s.nowMs,
    policyVersion: s.policyVersion,
    contact: contacts.handleOf(contact),
    contactId: contacts.idOf(contact),
    queue: category.queueName,
    band: category.band,
    standing: standingOf(s, contact),
    standingParts: standingParts(s, contact),
    relaxationStep: contacts.stepOf(contact),
    candidates: order.map((agent): CandidateExplanation => {
      const reason = reasonOf.get(agent)
      const base = { agent: s.agents.handles[agent]!, agentId: s.agents.ids[agent]! }
      if (reason !== undefined && agent !== chosen) {
        return {
          ...base,
          verdict: isNever(reason) ? 'never' : 'notNow',
          reason,
          ...detail(s, demand, agent, reason),
        }
      }
      const terms = [...demand.terms].map((term) => ({ term: TERMS[term]!, value: value(agent, term) }))
      return { ...base, verdict: agent === chosen ? 'chosen' : 'eligible', terms }
    }),
    ...(runnerUp === undefined ? {} : { runnerUp: s.agents.ids[runnerUp]! }),
    ...(deciding === undefined || chosen === undefined || runnerUp === undefined
      ? {}
      : { decidedBy: TERMS[deciding]!, margin: value(runnerUp, deciding) - value(chosen, deciding) }),
  }
}

/** The first rule that keeps the agent from the contact now, undefined when none does. */
function reasonAgainst(
  s: State,
  contact: number,
  demand: Demand,
  agent: number,
): NotNowReason | NeverReason | undefined {
  const { contacts } = s
  const { roster, policy } = s.tables
  const never = neverReason(demand.traits, roster.profileOf(agent), policy.normal.distance)
  if (never !== undefined) return never
  if (roster.leaving[agent] === 1) return 'leaving'
  if (!roster.isTaking(agent)) return 'away'
  if (contacts.stateOf(contact) === OFFERED) return 'offered'
  const { queue, channel } = contacts.categoryOf(contact)
  const { capacityClass } = policy.channels[channel]!
  if (!roster.hasRoom(agent, capacityClass)) return 'busy'
  if (roster.isResting(agent, s.tables.demands.capacityClass[demand.slot]!)) return 'resting'
  const holder = contacts.holderOf(contact)
  if (holder >= 0 && holder !== agent) return 'heldForAnother'
  const declines = contacts.extrasIf(contact)?.declines ?? []
  if (declines.some(({ agentId }) => agentId === s.agents.ids[agent])) return 'declined'
  if (policy.queues[queue]!.pullOnly) return 'pullOnly'
  if (s.shut[queue] === 1) return 'queueClosed'
  if (!s.tables.selector.mayServe(demand, agent)) return 'reserved'
  if (policy.normal.matching.mode === 'batch' && s.batchTimer >= 0) return 'batchWindow'
  return undefined
}

function isNever(reason: NotNowReason | NeverReason): reason is NeverReason {
  return (
    reason === 'queue' ||
    reason === 'channel' ||
    reason === 'capacity' ||
    reason === 'skill' ||
    reason === 'region'
  )
}

function detail(s: State, demand: Demand, agent: number, reason: string): { detail?: string } {
  const { policy, roster } = s.tables
  const profile = roster.profileOf(agent)
  const skillText = (pairs: readonly number[], i: number): string => {
    const name = policy.normal.skills[pairs[i]!]!
    return `${name} ${pairs[i + 1]!} (has ${profile.levels[pairs[i]!]!})`
  }
  switch (reason) {
    case 'skill': {
      const { all, any } = demand.traits
      for (let i = 0; i < all.length; i += 2) {
        if (profile.levels[all[i]!]! < all[i + 1]!) return { detail: `needs ${skillText(all, i)}` }
      }
      const entry = any.find((pairs) =>
        pairs.every((skill, i) => i % 2 === 1 || profile.levels[skill]! < pairs[i + 1]!),
      )!
      const texts = entry.flatMap((_, i) => (i % 2 === 0 ? [skillText(entry, i)] : []))
      return { detail: `needs one of ${texts.join(', ')}` }
    }
    case 'region': {
      const distance = policy.normal.distance[demand.region]![profile.region]!
      return { detail: `distance ${distance}, limit ${demand.traits.limit}` }
    }
    case 'busy':
      return { detail: `${roster.usedUnits[agent]!} of ${profile.capacityUnits} units in use` }
    case 'resting': {
      const timer = s.agents.coolDownTimer[agent]!
      const row = s.agents.hardInARow[agent]!
      if (timer >= 0) return { detail: `cools down until ${s.clocks.dueAtMs(timer)}` }
      return { detail: `hard contacts in a row: ${row} taken, ${policy.normal.care.maxHardInARow!} at most` }
    }
    case 'away':
      return s.agents.reasons[agent] === '' ? {} : { detail: s.agents.reasons[agent]! }
    default:
      return {}
  }
}

/** Standing in 1/100 ms at the present instant (rule 15). */
export function standingOf(s: State, contact: number): number {
  return Math.round(standingParts(s, contact).reduce((sum, { ms }) => sum + ms * 100, 0))
}

function standingParts(s: State, contact: number): { part: string; ms: number }[] {
  const { contacts } = s
  const { policy } = s.tables
  const { headStarts, normal } = policy
  const { queue, tier, issue, rate, queueName, tierName, issueName } = contacts.categoryOf(contact)
  const waited = s.nowMs - contacts.virtualAtMsOf(contact)
  const aged = Math.min(waited, policy.ageingCapMs)
  const parts = [
    { part: `queue ${queueName}`, ms: headStarts.queue[queue]! },
    ...(issue === 0 ? [] : [{ part: `issue ${issueName}`, ms: headStarts.issue[issue]! }]),
    { part: `tier ${tierName}`, ms: headStarts.tier[tier]! },
    {
      part: `emotion ${contacts.emotionOf(contact)} (${EMOTION_CLASSES[contacts.emotionClassOf(contact)]!})`,
      ms: emotionHeadStartMs(contacts.emotionOf(contact), normal.emotion.headStartMs),
    },
    { part: 'by hand', ms: contacts.headStartMsOf(contact) },
    { part: 'boost', ms: contacts.boostMsOf(contact) },
    { part: 'waited', ms: waited },
    { part: `ageing at ${rate} %`, ms: (aged * (rate - 100)) / 100 },
  ]
  return parts.filter(({ part, ms }) => ms !== 0 || part === 'waited')
}
