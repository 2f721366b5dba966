import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  emotionClass,
  emotionHeadStartMs,
  type EmotionClass,
  type EmotionThresholds,
} from '../../src/routing/emotion.js'

const RANK: Readonly<Record<EmotionClass, number>> = { calm: 0, anxious: 1, angry: 2 }

const score = fc.integer({ min: 0, max: 100 })
const fullMs = fc.integer({ min: 0, max: 2 ** 31 })
const previous = fc.constantFrom<EmotionClass | undefined>(undefined, 'calm', 'anxious', 'angry')
const thresholds: fc.Arbitrary<EmotionThresholds> = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 30 }))
  .filter(([anxiousFrom, angryFrom]) => anxiousFrom < angryFrom)
  .map(([anxiousFrom, angryFrom, hysteresis]) => ({ anxiousFrom, angryFrom, hysteresis }))

function classes(scores: readonly number[], limits: EmotionThresholds): EmotionClass[] {
  const found: EmotionClass[] = []
  for (const each of scores) found.push(emotionClass(each, found.at(-1), limits))
  return found
}

test('the head start is the exact floor, within 0 and the full one, and rises with the score', () => {
  fc.assert(
    fc.property(score, score, fullMs, (a, b, full) => {
      const headStart = emotionHeadStartMs(a, full)
      expect(BigInt(headStart)).toBe((BigInt(full) * BigInt(a)) / 100n)
      expect(headStart).toBeGreaterThanOrEqual(0)
      expect(headStart).toBeLessThanOrEqual(full)
      expect(emotionHeadStartMs(Math.min(a, b), full)).toBeLessThanOrEqual(
        emotionHeadStartMs(Math.max(a, b), full),
      )
      expect(emotionHeadStartMs(100, full)).toBe(full)
    }),
  )
})

test('the class rises with the score, whatever it was', () => {
  fc.assert(
    fc.property(score, score, previous, thresholds, (a, b, before, limits) => {
      const low = emotionClass(Math.min(a, b), before, limits)
      const high = emotionClass(Math.max(a, b), before, limits)
      expect(RANK[high]).toBeGreaterThanOrEqual(RANK[low])
    }),
  )
})

test('a fresh score goes by the thresholds, and a class once entered rises at once and falls reluctantly', () => {
  fc.assert(
    fc.property(score, previous, thresholds, (each, before, limits) => {
      const { anxiousFrom, angryFrom, hysteresis } = limits
      const fresh = emotionClass(each, undefined, limits)
      expect(fresh === 'angry').toBe(each >= angryFrom)
      expect(fresh === 'calm').toBe(each < anxiousFrom)
      const present = emotionClass(each, before, limits)
      expect(RANK[present]).toBeGreaterThanOrEqual(RANK[fresh])
      if (present === fresh) return
      expect(present).toBe(before)
      expect(each).toBeGreaterThanOrEqual((before === 'angry' ? angryFrom : anxiousFrom) - hysteresis)
    }),
  )
})

test('the same score twice changes nothing', () => {
  fc.assert(
    fc.property(score, previous, thresholds, (each, before, limits) => {
      const present = emotionClass(each, before, limits)
      expect(emotionClass(each, present, limits)).toBe(present)
    }),
  )
})

test('a score that trembles by no more than the hysteresis around one threshold changes the class at most once', () => {
  const trembling = thresholds.chain((limits) => {
    const { anxiousFrom, angryFrom, hysteresis } = limits
    return fc.constantFrom(anxiousFrom, angryFrom).chain((threshold) =>
      fc.integer({ min: Math.max(0, threshold - hysteresis), max: threshold }).chain((from) => {
        const within = fc.integer({ min: from, max: Math.min(100, from + hysteresis) })
        return fc.tuple(fc.constant(limits), fc.array(within, { minLength: 1, maxLength: 20 }))
      }),
    )
  })
  fc.assert(
    fc.property(trembling, ([limits, scores]) => {
      const found = classes(scores, limits)
      const changes = found.filter((each, i) => i > 0 && each !== found[i - 1]).length
      const crossed = [limits.anxiousFrom, limits.angryFrom].filter(
        (threshold) => Math.min(...scores) < threshold && Math.max(...scores) >= threshold,
      )
      expect(changes).toBeLessThanOrEqual(crossed.length)
    }),
  )
})

test('without hysteresis the same trembling does change the class again and again', () => {
  const scores = [49, 50, 49, 50, 49]
  expect(classes(scores, { anxiousFrom: 50, angryFrom: 80, hysteresis: 1 })).toEqual([
    'calm',
    'anxious',
    'anxious',
    'anxious',
    'anxious',
  ])
  expect(classes(scores, { anxiousFrom: 50, angryFrom: 80, hysteresis: 0 })).toEqual([
    'calm',
    'anxious',
    'calm',
    'anxious',
    'calm',
  ])
})
