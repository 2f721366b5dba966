/**
 * The cheapest numbers of agents with which every threshold is kept, found by simulation.
 * Idea: every plan meets the same customers, so one agent more or less shows its effect at once. From a first plan the search
 * adds the agent who brings the thresholds closest to being kept for what it costs, until all are; then it takes agents away,
 * the dearest first, and exchanges dear ones for cheap ones, as long as all are kept. What is left is proved from one side:
 * no pool can give up an agent. Every plan that was simulated is kept, for the frontier of cost against service, and for
 * whoever stops the search early.
 * **cost** that of simulating (pools + 1) plans a step; allocates the list of plans. **order** among equals the first pool.
 * Caveat: a local optimum; two pools that would have to change by several agents at once are not tried.
 * Source: the simulation-based local search of Pot, Bhulai and Koole, INFORMS Journal on Computing 20 (2008), without its gradient step.
 */
import { assert } from '../../base/assert.js'
import type { Judgement } from '../study/threshold.js'

export interface Pool {
  readonly name: string
  /** Of one agent. */
  readonly cost: number
  readonly least: number
  readonly most: number
}

/** A plan that was simulated, or could not be. */
export interface Tried<Each extends Judgement = Judgement> {
  readonly counts: readonly number[]
  readonly cost: number
  /** None where it could not be simulated. */
  readonly judgements: readonly Each[]
  /** Why it could not: nobody is left for a queue, say. `null`: it was simulated. */
  readonly refusal: string | null
  /** How far the thresholds are from being kept, together; 0 when all are. */
  readonly shortfall: number
}

export interface Found {
  /** `null` when no plan within the limits keeps the thresholds, or none that was tried. */
  readonly best: Tried | null
  /** By pool: the same plan with one agent less; `null` where there is none to take, or it has not been tried. */
  readonly oneLess: readonly (Tried | null)[]
  /** Every plan that was tried, in the order in which it was. */
  readonly tried: readonly Tried[]
  /** Whether the search came to its end; if not, a cheaper plan may be found. */
  readonly isOver: boolean
}

/**
 * Simulates plans, all with the same customers, and judges each, in their order; or says in words why one cannot be simulated. Judges
 * fewer: the search is to stop.
 */
export type Simulate = (
  plans: readonly (readonly number[])[],
) => Promise<readonly (readonly Judgement[] | string)[]>

/** Further from being kept than anything that can be simulated, and still a number to reckon with. */
const REFUSED_SHORTFALL = 1e9

/** Thrown within a search that is to stop. */
export class SearchStopped extends Error {
  override readonly name = 'SearchStopped'
}

/** Finds the cheapest plan from a first one. Once stopped, tells what it has found by then. */
export async function searchStaff(
  pools: readonly Pool[],
  first: readonly number[],
  simulate: Simulate,
): Promise<Found> {
  assert(pools.length > 0 && first.length === pools.length, 'staff search: a number for each pool')
  const known = new Map<string, Tried>()
  const tryAll: TryAll = async (plans) => {
    const fresh = plans.filter((counts) => !known.has(counts.join()))
    const judged = fresh.length === 0 ? [] : await simulate(fresh)
    judged.forEach((each, i) =>
      known.set(fresh[i]!.join(), triedOf(fresh[i]!, costOf(pools, fresh[i]!), each)),
    )
    if (judged.length < fresh.length) throw new SearchStopped()
    return plans.map((counts) => known.get(counts.join())!)
  }
  const cheapestKept = (): Tried | undefined =>
    cheapest([...known.values()].filter(({ shortfall }) => shortfall === 0))
  const found = (best: Tried | undefined, isOver: boolean): Found => {
    const oneLess = pools.map((_, i) => {
      const counts = best?.counts.with(i, best.counts[i]! - 1) ?? []
      return known.get(counts.join()) ?? null
    })
    return { best: best ?? null, oneLess, tried: [...known.values()], isOver }
  }
  try {
    return found(await searched(pools, first, tryAll, cheapestKept), true)
  } catch (error) {
    if (!(error instanceof SearchStopped)) throw error
    return found(cheapestKept(), false)
  }
}

type TryAll = (plans: readonly (readonly number[])[]) => Promise<Tried[]>

/** The cheapest plan; undefined: none keeps the thresholds. `cheapestKept`: of all that were tried. */
async function searched(
  pools: readonly Pool[],
  first: readonly number[],
  tryAll: TryAll,
  cheapestKept: () => Tried | undefined,
): Promise<Tried | undefined> {
  const clipped = first.map((count, i) => Math.min(pools[i]!.most, Math.max(pools[i]!.least, count)))
  let [plan] = (await tryAll([clipped])) as [Tried]
  while (plan.shortfall > 0) {
    const next = mostForItsCost(plan, await tryAll(neighbours(pools, plan.counts, 1)))
    if (next === undefined) return undefined
    plan = next
  }
  for (;;) {
    const less = await tryAll(neighbours(pools, plan.counts, -1))
    if (less.every(({ shortfall }) => shortfall > 0)) await tryAll(exchanges(pools, plan.counts))
    // On the way up a cheaper one may have been passed by.
    const cheaper = cheapestKept()
    if (cheaper === undefined || cheaper.cost >= plan.cost) return plan
    plan = cheaper
  }
}

/** Those that were simulated, a new list. */
export function simulated<Each extends Judgement>(tried: Iterable<Tried<Each>>): Tried<Each>[] {
  return [...tried].filter(({ refusal }) => refusal === null)
}

/** Simulated plans that no other beats in cost and shortfall both, the cheapest first. */
export function frontier(tried: readonly Tried[]): Tried[] {
  const sorted = simulated(tried).sort((a, b) => a.cost - b.cost || a.shortfall - b.shortfall)
  let least = Infinity
  return sorted.filter(({ shortfall }) => {
    if (shortfall >= least) return false
    least = shortfall
    return true
  })
}

/** How far a threshold is from passing, as a share of its limit (of 1 for shares); 0 when it passes. */
export function shortfallOf({ verdict, value, halfWidth, comparison, limit }: Judgement): number {
  if (verdict === 'pass') return 0
  if (value === null) return 1
  const bound = comparison.startsWith('>') ? value - (halfWidth ?? 0) : value + (halfWidth ?? 0)
  const scale = Math.abs(limit) > 1 ? Math.abs(limit) : 1
  // A bound that is met but not decided (no interval) is still a little short.
  return Math.max(Math.abs(limit - bound) / scale, 1e-9)
}

function costOf(pools: readonly Pool[], counts: readonly number[]): number {
  return counts.reduce((sum, count, i) => sum + count * pools[i]!.cost, 0)
}

/** A plan that has been judged, or refused in words. */
export function triedOf<Each extends Judgement>(
  counts: readonly number[],
  cost: number,
  judged: readonly Each[] | string,
): Tried<Each> {
  if (typeof judged === 'string') {
    return { counts, cost, judgements: [], refusal: judged, shortfall: REFUSED_SHORTFALL }
  }
  const shortfall = judged.reduce((sum, judgement) => sum + shortfallOf(judgement), 0)
  return { counts, cost, judgements: judged, refusal: null, shortfall }
}

/** The plan with one agent more (or less) in each pool in turn. */
function neighbours(pools: readonly Pool[], counts: readonly number[], step: 1 | -1): number[][] {
  return pools.flatMap(({ least, most }, i) => {
    const count = counts[i]! + step
    return count < least || count > most ? [] : [counts.with(i, count)]
  })
}

/** One agent of a pool less, one or two of a pool more, where that is cheaper. */
function exchanges(pools: readonly Pool[], counts: readonly number[]): number[][] {
  return pools.flatMap((dear, i) =>
    pools.flatMap((cheap, j) =>
      [1, 2].flatMap((more) => {
        if (i === j || cheap.cost * more >= dear.cost) return []
        if (counts[i]! - 1 < dear.least || counts[j]! + more > cheap.most) return []
        return [counts.with(i, counts[i]! - 1).with(j, counts[j]! + more)]
      }),
    ),
  )
}

/** The plan that gains most for what it costs more; none where nothing gains. */
function mostForItsCost(from: Tried, plans: readonly Tried[]): Tried | undefined {
  let best: Tried | undefined
  let most = 0
  for (const plan of plans) {
    const gain = (from.shortfall - plan.shortfall) / (plan.cost - from.cost)
    if (gain <= most) continue
    most = gain
    best = plan
  }
  // Where no agent alone helps by chance, the next one may: the one that harms least goes on, as long as there are any.
  return best ?? plans.toSorted((a, b) => a.shortfall - b.shortfall)[0]
}

function cheapest(plans: readonly Tried[]): Tried | undefined {
  return plans.toSorted((a, b) => a.cost - b.cost)[0]
}
