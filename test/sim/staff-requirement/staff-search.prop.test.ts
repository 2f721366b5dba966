/** The search for staff: on centres simple enough to try everything, it keeps what is asked and nobody can be spared. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Pool,
  frontier,
  searchStaff,
  shortfallOf,
} from '../../../src/sim/staff-requirement/staff-search.js'
import { type Judgement, isThreshold, parseThreshold } from '../../../src/sim/study/threshold.js'
import { times } from '../../times.js'

const parsed = parseThreshold('occupancy >= 0.5')
if (!isThreshold(parsed)) throw new Error('no threshold')
const threshold = parsed

/** A service that grows with the strength of all, the less the more there is. */
function judged(strength: number, wanted: number): Judgement {
  const value = strength / (strength + 10)
  const limit = wanted / (wanted + 10)
  return { ...threshold, limit, value, halfWidth: 0, verdict: value >= limit ? 'pass' : 'fail' }
}

const centres = fc.record({
  pools: fc.array(
    fc.record({ cost: fc.integer({ min: 1, max: 5 }), strength: fc.integer({ min: 1, max: 6 }) }),
    { minLength: 1, maxLength: 3 },
  ),
  wanted: fc.integer({ min: 1, max: 40 }),
  first: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }),
})

describe('the search', () => {
  it('takes no plan that cannot be run, and climbs out of them', async () => {
    const limits = ['a', 'b'].map((name): Pool => ({ name, cost: 1, least: 0, most: 12 }))
    const { best, oneLess, tried } = await searchStaff(limits, [0, 0], async (plans) =>
      Promise.resolve(
        plans.map((counts) => (counts.includes(0) ? 'nobody' : [judged(counts[0]! + counts[1]!, 1)])),
      ),
    )
    expect(best!.counts).toEqual([1, 1])
    expect(oneLess.map((plan) => plan!.refusal)).toEqual(['nobody', 'nobody'])
    expect(tried[0]).toMatchObject({ counts: [0, 0], refusal: 'nobody', judgements: [] })
    expect(frontier(tried).map(({ counts }) => counts)).toEqual([[1, 1]])
  })

  it('keeps the thresholds, spares nobody, and tells no plan twice', async () => {
    await fc.assert(
      fc.asyncProperty(centres, async ({ pools, wanted, first }) => {
        const limits: Pool[] = pools.map(({ cost }, i) => ({ name: `p${i}`, cost, least: 0, most: 12 }))
        const strengthOf = (counts: readonly number[]): number =>
          counts.reduce((sum, count, i) => sum + count * pools[i]!.strength, 0)
        const seen = new Set<string>()
        const { best, oneLess, tried } = await searchStaff(
          limits,
          first.slice(0, pools.length),
          async (plans) => {
            for (const plan of plans) {
              expect(seen.has(plan.join())).toBe(false)
              seen.add(plan.join())
            }
            return Promise.resolve(plans.map((plan) => [judged(strengthOf(plan), wanted)]))
          },
        )
        expect(tried.length).toBe(seen.size)
        const most = strengthOf(pools.map(() => 12))
        expect(best === null).toBe(most < wanted)
        if (best === null) return
        expect(strengthOf(best.counts)).toBeGreaterThanOrEqual(wanted)
        oneLess.forEach((plan, i) => {
          if (best.counts[i] === 0) expect(plan).toBeNull()
          else {
            expect(plan!.counts).toEqual(best.counts.with(i, best.counts[i]! - 1))
            expect(plan!.shortfall).toBeGreaterThan(0)
          }
        })
        for (const { cost, shortfall } of tried)
          if (shortfall === 0) expect(cost).toBeGreaterThanOrEqual(best.cost)
        // Of one pool the least number is the only answer.
        if (pools.length === 1) expect(best.counts[0]).toBe(Math.ceil(wanted / pools[0]!.strength))
      }),
      times(60),
    )
  })

  it('once stopped, tells the cheapest of the plans that it would have tried until then', async () => {
    await fc.assert(
      fc.asyncProperty(centres, fc.integer({ min: 0, max: 30 }), async ({ pools, wanted, first }, budget) => {
        const limits: Pool[] = pools.map(({ cost }, i) => ({ name: `p${i}`, cost, least: 0, most: 12 }))
        const judge = (counts: readonly number[]): Judgement[] => [
          judged(
            counts.reduce((sum, count, i) => sum + count * pools[i]!.strength, 0),
            wanted,
          ),
        ]
        const start = first.slice(0, pools.length)
        const whole = await searchStaff(limits, start, async (plans) => Promise.resolve(plans.map(judge)))
        let left = budget
        const part = await searchStaff(limits, start, async (plans) => {
          const some = plans.slice(0, left)
          left -= some.length
          return Promise.resolve(some.map(judge))
        })
        expect(whole.isOver).toBe(true)
        expect(part.isOver).toBe(whole.tried.length <= budget)
        expect(part.tried).toEqual(whole.tried.slice(0, budget))
        if (part.isOver) {
          expect(part).toEqual(whole)
          return
        }
        const kept = part.tried.filter(({ shortfall }) => shortfall === 0).map(({ cost }) => cost)
        expect(part.best?.cost ?? Infinity).toBe(Math.min(Infinity, ...kept))
        part.oneLess.forEach((plan) => plan === null || expect(part.tried).toContain(plan))
      }),
      times(100),
    )
  })

  it('goes back to a cheaper plan that was passed by on the way up', async () => {
    const limits = [
      { name: 'a', cost: 4, least: 0, most: 12 },
      { name: 'b', cost: 5, least: 0, most: 12 },
    ]
    const { best } = await searchStaff(limits, [0, 2], async (plans) =>
      Promise.resolve(plans.map(([a, b]) => [judged(4 * a! + 5 * b!, 35)])),
    )
    expect(best!.cost).toBe(35)
  })

  it('the frontier has no plan that another beats', async () => {
    const limits = [
      { name: 'a', cost: 2, least: 0, most: 9 },
      { name: 'b', cost: 3, least: 0, most: 9 },
    ]
    const { tried } = await searchStaff(limits, [0, 0], async (plans) =>
      Promise.resolve(plans.map(([a, b]) => [judged(2 * a! + 4 * b!, 17)])),
    )
    const best = frontier(tried)
    for (const each of best) {
      expect(tried.some(({ cost, shortfall }) => cost <= each.cost && shortfall < each.shortfall)).toBe(false)
    }
    expect(best.at(-1)!.shortfall).toBe(0)
  })

  it('what is not decided is short, by the bound that is not met', () => {
    const open: Judgement = { ...threshold, value: 0.52, halfWidth: 0.05, verdict: 'inconclusive' }
    expect(shortfallOf(open)).toBeCloseTo(0.03, 12)
    expect(shortfallOf({ ...open, verdict: 'pass' })).toBe(0)
    expect(shortfallOf({ ...open, value: null })).toBe(1)
    expect(shortfallOf({ ...open, value: 0.5, halfWidth: null })).toBeGreaterThan(0)
  })
})
