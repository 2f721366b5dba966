/**
 * How long anybody can be overtaken: for each queue (and tier, where it matters) the bound that the policy itself gives.
 * Let A wait d longer than B. B is ahead of A at some age w of A when r_A(w) - r_B(w - d) < 100 x (H_B - H_A), with r the
 * ageing curve (rule 15) and H the head starts. The left side is linear between w = d, cap and cap + d, and constant from
 * there on; at each of these it grows with d. So the bound is the largest of three solutions (`overtakingMs`).
 * H_B is the largest of the band (emotion 100, boosted), H_A the smallest of the queue and tier: whatever is updated in
 * between, the comparison at any instant is covered.
 * **cost** O(queues x (bands + tiers^2)); allocates. **order** queues, then tiers, as written. Source: docs/rules.md, 14 to 16.
 */
import { statedTimeText } from '../../base/time-unit.js'
import { normalOf, type NormalPolicy, type NormalQueue, type NormalTier } from './normal-policy.js'
import type { Policy } from './policy.js'

/** How long contacts of a queue can be overtaken. */
export interface StarvationBound {
  readonly queue: string
  /** `null`: the same for every tier. */
  readonly tier: string | null
  /**
   * No contact of the same band with a later virtual enqueue time is ever ahead when it is later by this much or more.
   * Whole milliseconds, 0 or more, without head starts given by hand. `null`: unbounded.
   */
  readonly boundMs: number | null
  /** What the bound is made of, or why there is none; and what head starts given by hand add. */
  readonly reason: string
}

/**
 * The bounds of a policy on being overtaken in the ranking (rule 16), among contacts that met no other policy. What keeps
 * an agent from a contact (skills, holds, declines, reservation) and what a supervisor decides is no part of it.
 */
export function starvationBounds(policy: Policy): StarvationBound[] {
  const normal = normalOf(policy, 'starvationBounds')
  const bands = bandsOf(normal)
  return normal.queues.flatMap((queue): StarvationBound[] => {
    const band = bands.get(queue.band)!
    const reason = unboundedQueue(normal, queue, band)
    if (reason !== undefined) return [{ queue: queue.name, tier: null, boundMs: null, reason }]
    const bounds = normal.tiers.map((tier) => tierBound(normal, queue, tier, band))
    const [first] = bounds
    const isSame = bounds.every(
      ({ boundMs, reason }) => boundMs === first!.boundMs && reason === first!.reason,
    )
    return isSame ? [{ ...first!, tier: null }] : bounds
  })
}

/** What the queues of a band have in common. */
interface Band {
  /** The first queue of a higher band. */
  readonly higher: NormalQueue | undefined
  /** The most that a contact of the band starts with, its tier left aside. */
  readonly mostMs: number
}

function bandsOf(policy: NormalPolicy): ReadonlyMap<number, Band> {
  const { queues, issues, emotion, boostMs } = policy
  const everywhereMs = largestHeadStartMs(issues) + emotion.headStartMs + (boosts(policy) ? boostMs : 0)
  const bands = new Set(queues.map(({ band }) => band))
  return new Map(
    [...bands].map((band) => {
      const higher = queues.find((queue) => queue.band > band)
      const own = queues.filter((queue) => queue.band === band)
      return [band, { higher, mostMs: largestHeadStartMs(own) + everywhereMs }]
    }),
  )
}

/** Why no contact of the queue has a bound, whatever its tier. */
function unboundedQueue(policy: NormalPolicy, queue: NormalQueue, { higher }: Band): string | undefined {
  if (higher) return `unbounded: contacts of band ${higher.band} (queue "${higher.name}") always go first`
  const [term] = policy.workOrder
  if (term !== 'standing') return `unbounded: contacts are compared by "${term}" before standing`
  if (policy.matching.mode === 'batch') {
    return 'unbounded: batch matching takes the best set of pairs, which may leave out the first contact'
  }
  if (queue.pullOnly) return 'unbounded: agents take contacts of this queue only when they choose to'
  return undefined
}

function tierBound(
  policy: NormalPolicy,
  queue: NormalQueue,
  tier: NormalTier,
  { mostMs }: Band,
): StarvationBound {
  const least = queue.headStartMs + tier.headStartMs
  const own = tier.ageingPercent
  const capMs = policy.ageingCapMs
  let boundMs = 0
  let headStartMs = 0
  for (const rival of policy.tiers) {
    const difference = mostMs + rival.headStartMs - least
    headStartMs = Math.max(headStartMs, difference)
    boundMs = Math.max(boundMs, overtakingMs(difference, own, rival.ageingPercent, capMs))
  }
  return {
    queue: queue.name,
    tier: tier.name,
    boundMs: boundMs === Infinity ? null : boundMs,
    reason:
      boundMs === Infinity ? unboundedTier(policy, tier) : boundedTier(boundMs, headStartMs, own, capMs),
  }
}

/**
 * The least d, in whole milliseconds, from which a contact that has waited d less is never ahead, when its head start is
 * `headStartMs` larger; Infinity when there is none. With `own` at 0 % it also holds for the limit of small head starts.
 */
function overtakingMs(headStartMs: number, own: number, rival: number, capMs: number | null): number {
  const ahead = 100 * headStartMs
  if (capMs === null) return own > 0 && own >= rival ? Math.ceil(ahead / own) : Infinity
  const grown = own * capMs
  const atArrival = own > 0 && ahead <= grown ? ahead / own : capMs + (ahead - grown) / 100
  const atCap = rival > 0 ? Math.min(capMs, (ahead - grown + rival * capMs) / rival) : 0
  const afterCap = (ahead - grown + rival * capMs) / 100
  return Math.max(0, Math.ceil(Math.max(atArrival, atCap, afterCap)))
}

function boundedTier(boundMs: number, headStartMs: number, own: number, capMs: number | null): string {
  const extraMs = boundMs - headStartMs
  const ageing =
    extraMs > 0
      ? `, slower ageing costs up to ${statedTimeText(extraMs)} more until the cap at ${statedTimeText(capMs!)}`
      : extraMs < 0
        ? `, faster ageing makes good at least ${statedTimeText(-extraMs)} of it`
        : ''
  const times = own > 0 && own < 100 ? `up to 100/${own} times itself` : 'itself'
  return `head starts differ by up to ${statedTimeText(headStartMs)}${ageing}; a difference given by hand adds ${times}`
}

function unboundedTier(policy: NormalPolicy, tier: NormalTier): string {
  const rival = policy.tiers.reduce((most, each) => (each.ageingPercent > most.ageingPercent ? each : most))
  return tier.ageingPercent < rival.ageingPercent
    ? `unbounded: tier "${rival.name}" ages faster (${rival.ageingPercent} % against ${tier.ageingPercent} %) without an ageing cap`
    : 'unbounded: at 0 % and without an ageing cap, no wait makes up for a head start'
}

function largestHeadStartMs(those: readonly { readonly headStartMs: number }[]): number {
  return those.reduce((most, { headStartMs }) => Math.max(most, headStartMs), 0)
}

function boosts(policy: NormalPolicy): boolean {
  return policy.queues.some(({ promises }) =>
    Object.values(promises).some((rules) =>
      rules.some(({ promise }) => promise?.stages.some(({ actions }) => actions.includes('boost')) === true),
    ),
  )
}
