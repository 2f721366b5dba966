import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  checkRfmCuts,
  fitRfm,
  scoreRfm,
  tierOf,
  type RfmGrade,
  type RfmInput,
  type RfmScore,
} from '../../src/routing/rfm.js'
import { naiveScores } from '../model/routing/rfm.js'

const MEASURES = ['recency', 'frequency', 'monetary'] as const

/** More is better. */
const worths = [
  ['recency', (each: RfmInput) => -each.daysSinceLastPurchase],
  ['frequency', (each: RfmInput) => each.purchases],
  ['monetary', (each: RfmInput) => each.spend],
] as const

/** Few values, so that ties are common, or many. */
const amount = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ min: 0, max: 1e9, noNaN: true }))
const bought: fc.Arbitrary<RfmInput> = fc.record({
  daysSinceLastPurchase: amount,
  purchases: fc.integer({ min: 1, max: 12 }),
  spend: amount,
})
const neverBought: RfmInput = { daysSinceLastPurchase: Infinity, purchases: 0, spend: 0 }
const customer = fc.oneof(
  { weight: 5, arbitrary: bought },
  { weight: 1, arbitrary: fc.constant(neverBought) },
)
const base = fc
  .tuple(bought, fc.array(customer, { maxLength: 40 }))
  .map(([first, others]) => [...others, first])

test('fitted scores are those of comparing everybody with everybody', () => {
  fc.assert(
    fc.property(base, customer, (customers, stranger) => {
      const cuts = fitRfm(customers)
      expect(checkRfmCuts(JSON.parse(JSON.stringify(cuts)))).toEqual([])
      for (const each of [...customers, stranger]) {
        expect(scoreRfm(each, cuts)).toEqual(naiveScores(each, customers))
      }
    }),
  )
})

test('the fit does not depend on the order, nor on who never bought', () => {
  const shuffled = base.chain((customers) =>
    fc.tuple(
      fc.constant(customers),
      fc.shuffledSubarray(customers, { minLength: customers.length, maxLength: customers.length }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([customers, others]) => {
      const cuts = fitRfm(customers)
      expect(fitRfm(new Set(others.map((each) => ({ ...each }))))).toEqual(cuts)
      expect(fitRfm([neverBought, ...others, neverBought])).toEqual(cuts)
    }),
  )
})

test('scores up to k are held by k fifths, or by as few more as ties allow', () => {
  fc.assert(
    fc.property(base, (customers) => {
      const cuts = fitRfm(customers)
      const buyers = customers.filter((each) => each.purchases > 0)
      for (const [measure, worth] of worths) {
        for (let k = 1; k <= 4; k++) {
          const held = buyers.filter((each) => scoreRfm(each, cuts)[measure] <= k).map(worth)
          expect(held.length * 5).toBeGreaterThanOrEqual(k * buyers.length)
          const without = held.filter((each) => each < Math.max(...held))
          expect(without.length * 5).toBeLessThan(k * buyers.length)
        }
      }
    }),
  )
})

test('without ties each score is held by a fifth, rounded up or down', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(distinct, (values) => {
      const customers = values.map((value) => ({
        daysSinceLastPurchase: value,
        purchases: value,
        spend: value,
      }))
      const cuts = fitRfm(customers)
      for (const measure of MEASURES) {
        for (let k = 1; k <= 5; k++) {
          const held = customers.filter((each) => scoreRfm(each, cuts)[measure] === k).length
          expect(Math.abs(held * 5 - values.length)).toBeLessThan(5)
        }
      }
    }),
  )
})

test('no score falls, and no tier, when a customer buys later, more often or for more', () => {
  const rank = { regular: 0, potential: 1, core: 2 }
  const given = fc.record({
    recency: fc.array(amount, { minLength: 4, maxLength: 4 }).map((cuts) => cuts.toSorted((a, b) => b - a)),
    frequency: fc.array(amount, { minLength: 4, maxLength: 4 }).map((cuts) => cuts.toSorted((a, b) => a - b)),
    monetary: fc.array(amount, { minLength: 4, maxLength: 4 }).map((cuts) => cuts.toSorted((a, b) => a - b)),
  })
  fc.assert(
    fc.property(given, customer, bought, (cuts, a, b) => {
      expect(checkRfmCuts(cuts)).toEqual([])
      const better = {
        daysSinceLastPurchase: Math.min(a.daysSinceLastPurchase, b.daysSinceLastPurchase),
        purchases: Math.max(a.purchases, b.purchases),
        spend: Math.max(a.spend, b.spend),
      }
      const before = scoreRfm(a, cuts)
      const after = scoreRfm(better, cuts)
      for (const measure of MEASURES) {
        expect(after[measure]).toBeGreaterThanOrEqual(before[measure])
        expect(after[measure]).toSatisfy(
          (score: number) => Number.isInteger(score) && score >= 1 && score <= 5,
        )
      }
      expect(after.total).toBe(after.recency + after.frequency + after.monetary)
      expect(rank[tierOf(after)]).toBeGreaterThanOrEqual(rank[tierOf(before)])
    }),
  )
})

test('the default rules leave core to few: at most 12 of the 125 scores', () => {
  const grades: RfmGrade[] = [1, 2, 3, 4, 5]
  const all: RfmScore[] = grades.flatMap((recency) =>
    grades.flatMap((frequency) =>
      grades.map((monetary) => ({ recency, frequency, monetary, total: recency + frequency + monetary })),
    ),
  )
  const count = (tier: string) => all.filter((score) => tierOf(score) === tier).length
  expect([count('core'), count('potential'), count('regular')]).toEqual([12, 51, 62])
})
