import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { ConfigError, faultText } from '../../src/base/fault.js'
import {
  checkRfmCuts,
  fitRfm,
  scoreRfm,
  tierOf,
  type RfmGrade,
  type RfmInput,
} from '../../src/routing/rfm.js'

const cuts = { recency: [180, 90, 30, 7], frequency: [1, 2, 4, 8], monetary: [100, 200, 500, 1000] }

function customer(daysSinceLastPurchase: number, purchases: number, spend: number): RfmInput {
  return { daysSinceLastPurchase, purchases, spend }
}

function score(recency: RfmGrade, frequency: RfmGrade, monetary: RfmGrade) {
  return { recency, frequency, monetary, total: recency + frequency + monetary }
}

test('a score is earned by passing a cut, not by equalling it', () => {
  expect(scoreRfm(customer(180, 1, 100), cuts)).toEqual(score(1, 1, 1))
  expect(scoreRfm(customer(179.5, 2, 100.01), cuts)).toEqual(score(2, 2, 2))
  expect(scoreRfm(customer(7, 8, 1000), cuts)).toEqual(score(4, 4, 4))
  expect(scoreRfm(customer(0, 9, 1001), cuts)).toEqual(score(5, 5, 5))
})

test('cuts that coincide are passed together', () => {
  const twice = { recency: [30, 30, 30, 30], frequency: [1, 1, 2, 2], monetary: [0, 0, 0, 9] }
  expect(scoreRfm(customer(30, 1, 0), twice)).toEqual(score(1, 1, 1))
  expect(scoreRfm(customer(29, 2, 1), twice)).toEqual(score(5, 3, 4))
})

test('who never bought scores 1 in everything, even where every cut is 0', () => {
  const zero = { recency: [0, 0, 0, 0], frequency: [0, 0, 0, 0], monetary: [0, 0, 0, 0] }
  for (const each of [cuts, zero]) {
    expect(scoreRfm(customer(Infinity, 0, 0), each)).toEqual(score(1, 1, 1))
  }
})

test('ten different buyers make five pairs; who never bought is not counted', () => {
  const customers = Array.from({ length: 10 }, (_, i) => customer(100 - i, i + 1, 10 * i))
  const fitted = fitRfm([...customers, customer(Infinity, 0, 0), customer(900, 0, 0)])
  expect(fitted).toEqual({ recency: [99, 97, 95, 93], frequency: [2, 4, 6, 8], monetary: [10, 30, 50, 70] })
  expect(customers.map((each) => scoreRfm(each, fitted).total)).toEqual([3, 3, 6, 6, 9, 9, 12, 12, 15, 15])
})

test('equals stand out from nobody', () => {
  const fitted = fitRfm([customer(5, 2, 80), customer(5, 2, 80), customer(5, 2, 80)])
  expect(scoreRfm(customer(5, 2, 80), fitted)).toEqual(score(1, 1, 1))
  expect(tierOf(scoreRfm(customer(5, 2, 80), fitted))).toBe('regular')
})

test('tiers by the default rules', () => {
  expect(tierOf(score(3, 4, 4))).toBe('core')
  expect(tierOf(score(2, 4, 4))).toBe('potential')
  expect(tierOf(score(3, 3, 5))).toBe('potential')
  expect(tierOf(score(3, 1, 3))).toBe('potential')
  expect(tierOf(score(5, 1, 1))).toBe('potential')
  expect(tierOf(score(4, 5, 2))).toBe('regular')
  expect(tierOf(score(2, 3, 5))).toBe('regular')
  expect(tierOf(score(2, 5, 3))).toBe('regular')
})

test('rules are data: the best tier that any of them gives, in whatever order', () => {
  const rules = [
    { tier: 'potential', total: 6 },
    { tier: 'core', total: 12 },
  ] as const
  expect(tierOf(score(4, 4, 4), rules)).toBe('core')
  expect(tierOf(score(4, 4, 3), rules)).toBe('potential')
  expect(tierOf(score(1, 2, 2), rules)).toBe('regular')
  expect(tierOf(score(5, 5, 5), [])).toBe('regular')
})

test.each([
  [customer(NaN, 1, 1), 'daysSinceLastPurchase'],
  [customer(-1, 1, 1), 'daysSinceLastPurchase'],
  [customer(1, NaN, 1), 'purchases'],
  [customer(1, -1, 1), 'purchases'],
  [customer(1, Infinity, 1), 'purchases'],
  [customer(1, 1, NaN), 'spend'],
  [customer(1, 1, -0.01), 'spend'],
  [customer(1, 1, Infinity), 'spend'],
  [customer(Infinity, 1, 1), 'without a last one'],
])('refuses %j', (input, word) => {
  expect(() => scoreRfm(input, cuts)).toThrow(InvariantError)
  expect(() => scoreRfm(input, cuts)).toThrow(word)
  expect(() => fitRfm([customer(1, 1, 1), input])).toThrow(word)
})

test('what is no customer is told so', () => {
  for (const none of [undefined, null, 'kim']) {
    expect(() => scoreRfm(none as never, cuts)).toThrow(InvariantError)
    expect(() => fitRfm([none] as never)).toThrow('rfm: a customer is')
  }
})

test('no fifths of nobody', () => {
  expect(() => fitRfm([])).toThrow('nobody')
  expect(() => fitRfm([customer(Infinity, 0, 0)])).toThrow(InvariantError)
})

test('names every fault of the cuts at once', () => {
  const wrong = {
    recency: [7, 30, 90, 90],
    frequency: [1, -1, NaN, '4'],
    monetery: [1, 2, 3, 4],
  }
  expect(checkRfmCuts(wrong).map(faultText)).toEqual([
    'recency[1]: must not rise above the cut before, 7 (fewer days score higher)',
    'recency[2]: must not rise above the cut before, 30 (fewer days score higher)',
    'frequency[1]: must be a finite number >= 0',
    'frequency[2]: must be a finite number >= 0',
    'frequency[3]: must be a finite number >= 0',
    'monetary: must be 4 numbers (the value to pass for each of the scores 2, 3, 4 and 5)',
    'monetery: is no measure (maybe "monetary"?)',
  ])
  const falling = checkRfmCuts({ ...cuts, monetary: [1, 3, 2, Infinity] })
  expect(falling.map((fault) => [fault.path, fault.value])).toEqual([
    [['monetary', 2], 2],
    [['monetary', 3], Infinity],
  ])
  expect(checkRfmCuts({ ...cuts, frequency: [1, 2, 3] })).toHaveLength(1)
  expect(checkRfmCuts({ ...cuts, frequency: [1, 2, 3, 4, 5] })).toHaveLength(1)
  for (const value of [null, undefined, 5, [cuts]]) expect(checkRfmCuts(value)).toHaveLength(1)
  expect(checkRfmCuts(cuts)).toEqual([])
})

test('callers without types are told what is no score, what are no cuts, and each fault of their rules', () => {
  for (const none of [undefined, null, {}, 5]) {
    expect(() => scoreRfm(customer(1, 1, 1), none as never)).toThrow(ConfigError)
  }
  expect(() => scoreRfm(customer(1, 1, 1), { ...cuts, monetary: [1, 2] })).toThrow(
    'rfm cuts: 1 fault\n  monetary: must be 4 numbers',
  )
  expect(() => tierOf(undefined as never)).toThrow(InvariantError)
  expect(() => tierOf(score(5, 5, 5), null as never)).toThrow('(root): must be a list of rules')
  const rules = [null, { tier: 'Core', montary: 4, total: '12' }, { tier: 'core', recency: undefined }]
  expect(() => tierOf(score(5, 5, 5), rules as never)).toThrow(
    [
      'rfm rules: 4 faults',
      "  [0]: must be a rule (e.g. { tier: 'core', recency: 3, frequency: 4, monetary: 4 })",
      '  [1].tier: is no tier of a rule (core or potential; who meets no rule is regular)',
      '  [1].montary: is no measure (maybe "monetary"?)',
      '  [1].total: must be a finite number',
    ].join('\n'),
  )
})
