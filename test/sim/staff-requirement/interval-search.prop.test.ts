/** The search by interval: on days simple enough to know the answer, what is asked is kept and nobody can be spared. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IntervalGroup, searchIntervals } from '../../../src/sim/staff-requirement/interval-search.js'
import { type IntervalJudgement, OF_DAY } from '../../../src/sim/staff-requirement/interval-targets.js'
import { isThreshold, parseThreshold } from '../../../src/sim/study/threshold.js'
import { times } from '../../times.js'

const parsed = parseThreshold('occupancy >= 0.5')
if (!isThreshold(parsed)) throw new Error('no threshold')
const threshold = parsed

/** A service that grows with the strength of all, the less the more there is. */
function judged(interval: number, strength: number, wanted: number): IntervalJudgement {
  const value = strength / (strength + 10)
  const limit = wanted / (wanted + 10)
  return { ...threshold, interval, limit, value, halfWidth: 0, verdict: value >= limit ? 'pass' : 'fail' }
}

const MOST = 15

const days = fc
  .record({
    intervals: fc.integer({ min: 1, max: 6 }),
    groups: fc.array(
      fc.record({ cost: fc.integer({ min: 1, max: 5 }), strength: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    /** Share of what is missing in one interval that the next has to do besides. */
    carry: fc.constantFrom(0, 0.5, 1),
  })
  .chain(({ intervals, groups, carry }) => {
    const places = intervals * groups.length
    return fc.record({
      intervals: fc.constant(intervals),
      groups: fc.constant(groups),
      carry: fc.constant(carry),
      wanted: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: intervals, maxLength: intervals }),
      ofDay: fc.integer({ min: 0, max: 8 * intervals }),
      first: fc.array(fc.integer({ min: 0, max: 2 * MOST }), { minLength: places, maxLength: places }),
      /** Intervals without anybody, whose customers are served when somebody may be there again. */
      closed: fc.array(fc.boolean(), { minLength: intervals, maxLength: intervals }),
    })
  })

describe('the search by interval', () => {
  it('takes no plan that cannot be run, and simulates none', async () => {
    const limits: IntervalGroup[] = [
      { name: 'a', cost: 1, least: [0, 0], most: [9, 9] },
      { name: 'b', cost: 1, least: [0, 0], most: [9, 9] },
    ]
    const seen: (readonly number[])[] = []
    const { best, oneLess, plans } = await searchIntervals(
      limits,
      [2, 2, 2, 2],
      async (wanted) => {
        seen.push(...wanted)
        return Promise.resolve(wanted.map((counts) => [0, 1].map((each) => judged(each, counts[each]!, 1))))
      },
      ([, , c, d]) => (c === 0 && d === 0 ? 'nobody' : null),
    )
    expect(best!.counts).toEqual([1, 1, 0, 1])
    expect(oneLess.map((plan) => plan?.refusal)).toEqual([null, null, undefined, 'nobody'])
    expect(seen.filter(([, , c, d]) => c === 0 && d === 0)).toEqual([])
    expect(plans).toBe(seen.length)
  })

  it('keeps what is asked, spares nobody anywhere, and simulates no plan twice', async () => {
    await fc.assert(
      fc.asyncProperty(days, async ({ intervals, groups, carry, wanted, ofDay, first, closed }) => {
        const limits: IntervalGroup[] = groups.map(({ cost }, i) => ({
          name: `g${i}`,
          cost,
          least: wanted.map(() => 0),
          most: closed.map((isClosed) => (isClosed ? 0 : MOST)),
        }))
        const strengthAt = (counts: readonly number[], interval: number): number =>
          groups.reduce((sum, { strength }, g) => sum + counts[g * intervals + interval]! * strength, 0)
        const judgeDay = (counts: readonly number[]): IntervalJudgement[] => {
          let behind = 0
          let all = 0
          const ofIntervals = wanted.map((asked, interval) => {
            if (closed[interval]!) {
              const opening = closed.indexOf(false, interval)
              return judged(interval, opening < 0 ? 0 : strengthAt(counts, opening), asked)
            }
            const strength = strengthAt(counts, interval)
            const needed = asked + carry * behind
            behind = Math.max(0, needed - strength)
            all += strength
            return judged(interval, strength, needed)
          })
          return [...ofIntervals, judged(OF_DAY, all, ofDay)]
        }
        const isKept = (counts: readonly number[]): boolean =>
          judgeDay(counts).every(({ verdict }) => verdict === 'pass')
        const seen = new Set<string>()
        const { best, nearest, oneLess, plans } = await searchIntervals(
          limits,
          first,
          async (wantedPlans) => {
            for (const plan of wantedPlans) {
              expect(seen.has(plan.join())).toBe(false)
              seen.add(plan.join())
            }
            return Promise.resolve(wantedPlans.map(judgeDay))
          },
        )
        expect(plans).toBe(seen.size)
        expect(best === null).toBe(!isKept(limits.flatMap(({ most }) => most)))
        if (best === null) {
          expect(nearest.shortfall).toBeGreaterThan(0)
          return
        }
        expect(isKept(best.counts)).toBe(true)
        expect(best.cost).toBe(
          best.counts.reduce(
            (sum, count, place) => sum + count * groups[Math.floor(place / intervals)]!.cost,
            0,
          ),
        )
        oneLess.forEach((plan, place) => {
          expect(plan === null).toBe(best.counts[place] === 0)
          if (plan === null) return
          expect(plan.counts).toEqual(best.counts.with(place, best.counts[place]! - 1))
          expect(isKept(plan.counts)).toBe(false)
          expect(plan.judgements.some(({ verdict }) => verdict !== 'pass')).toBe(true)
        })
        // Of one group, asked by the interval alone, the least number is the only answer.
        if (groups.length === 1 && ofDay === 0 && !closed.includes(true)) {
          expect(best.counts).toEqual(wanted.map((asked) => Math.ceil(asked / groups[0]!.strength)))
        }
      }),
      times(150),
    )
  })

  it('once stopped, tells the cheapest of the plans that it would have tried until then', async () => {
    const limits = [
      { name: 'dear', cost: 5, least: [0, 0], most: [9, 9] },
      { name: 'cheap', cost: 2, least: [0, 0], most: [9, 9] },
    ]
    const judge = (counts: readonly number[]): IntervalJudgement[] =>
      [6, 9].map((asked, i) => judged(i, 2 * counts[i]! + counts[2 + i]!, asked))
    const seen: (readonly number[])[] = []
    const whole = await searchIntervals(limits, [9, 1, 0, 9], async (plans) => {
      seen.push(...plans)
      return Promise.resolve(plans.map(judge))
    })
    expect(whole.isOver).toBe(true)
    for (let budget = 1; budget <= seen.length; budget++) {
      let left = budget
      const part = await searchIntervals(limits, [9, 1, 0, 9], async (plans) => {
        const some = plans.slice(0, left)
        left -= some.length
        return Promise.resolve(some.map(judge))
      })
      expect(part.plans).toBe(budget)
      expect(part.isOver).toBe(budget === seen.length)
      const kept = seen
        .slice(0, budget)
        .filter((counts) => judge(counts).every(({ verdict }) => verdict === 'pass'))
        .map(([a, b, c, d]) => 5 * (a! + b!) + 2 * (c! + d!))
      expect(part.best?.cost ?? Infinity).toBe(Math.min(Infinity, ...kept))
      if (part.isOver) expect(part).toEqual(whole)
    }
  })

  it('leaves what may not change', async () => {
    const group = { name: 'a', cost: 1, least: [3, 0], most: [3, 9] }
    const { best, oneLess } = await searchIntervals([group], [3, 0], async (plans) =>
      Promise.resolve(plans.map((counts) => [judged(1, counts[1]!, 4)])),
    )
    expect(best!.counts).toEqual([3, 4])
    expect(oneLess.map((plan) => plan?.counts)).toEqual([undefined, [3, 3]])
  })

  it('takes cheap ones for a dear one where that costs less', async () => {
    const limits = [
      { name: 'dear', cost: 5, least: [0], most: [9] },
      { name: 'cheap', cost: 2, least: [0], most: [9] },
    ]
    // The dear one counts as much as two cheap ones.
    const { best } = await searchIntervals(limits, [3, 0], async (plans) =>
      Promise.resolve(plans.map((counts) => [judged(0, 2 * counts[0]! + counts[1]!, 6)])),
    )
    expect(best!.counts).toEqual([0, 6])
  })
})
