import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CAPPED_RATE, cappedLaneKey, laneKey, standingAt } from '../../src/routing/priority.js'

/** The whole range that is documented, its ends included. */
const atMs = fc.oneof(fc.integer({ min: 0, max: 2 ** 42 }), fc.constantFrom(0, 1, 2 ** 42 - 1, 2 ** 42))
const rate = fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(0, 100, 1000))
const headStartMs = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  fc.constantFrom(-(2 ** 31), 0, 2 ** 31),
)

function exactStanding(now: number, percent: number, virtualAtMs: number, headStart: number): bigint {
  return 100n * BigInt(headStart) + BigInt(percent) * (BigInt(now) - BigInt(virtualAtMs))
}

test('key and standing are exact integers over the whole range', () => {
  fc.assert(
    fc.property(atMs, rate, atMs, headStartMs, (now, percent, virtualAtMs, headStart) => {
      const key = laneKey(percent, virtualAtMs, headStart)
      expect(BigInt(key)).toBe(BigInt(percent) * BigInt(virtualAtMs) - 100n * BigInt(headStart))
      expect(Number.isSafeInteger(key)).toBe(true)
      expect(BigInt(percent * now - key)).toBe(exactStanding(now, percent, virtualAtMs, headStart))
    }),
  )
})

test('within a rate, keys order contacts as standings do, at every instant', () => {
  const contact = fc.tuple(atMs, headStartMs)
  fc.assert(
    fc.property(atMs, rate, contact, contact, (now, percent, [atA, headA], [atB, headB]) => {
      const byKey = Math.sign(laneKey(percent, atA, headA) - laneKey(percent, atB, headB))
      const difference = exactStanding(now, percent, atB, headB) - exactStanding(now, percent, atA, headA)
      expect(byKey).toBe(difference > 0n ? 1 : difference < 0n ? -1 : 0)
    }),
  )
})

test('after the cap the standing is what ageing had made of it, and grows as waiting does', () => {
  const moments = fc.tuple(atMs, fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 0, max: 2 ** 31 }))
  fc.assert(
    fc.property(moments, rate, headStartMs, ([virtualAtMs, capMs, laterMs], percent, headStart) => {
      const cappedAtMs = virtualAtMs + capMs
      const key = cappedLaneKey(percent, virtualAtMs, headStart, capMs)
      expect(Number.isSafeInteger(key)).toBe(true)
      const atCap = exactStanding(cappedAtMs, percent, virtualAtMs, headStart)
      expect(100n * BigInt(cappedAtMs) - BigInt(key)).toBe(atCap)
      expect(100n * BigInt(cappedAtMs + laterMs) - BigInt(key)).toBe(atCap + 100n * BigInt(laterMs))
    }),
  )
})

test('a contact that ages at the normal rate does not notice the cap', () => {
  fc.assert(
    fc.property(atMs, headStartMs, fc.integer({ min: 0, max: 2 ** 31 }), (virtualAtMs, headStart, capMs) => {
      expect(cappedLaneKey(CAPPED_RATE, virtualAtMs, headStart, capMs)).toBe(
        laneKey(CAPPED_RATE, virtualAtMs, headStart),
      )
    }),
  )
})

test('standing at any instant is what the keys give, on both sides of the cap', () => {
  const wait = fc.integer({ min: 0, max: 2 ** 31 })
  fc.assert(
    fc.property(atMs, rate, headStartMs, wait, wait, (virtualAtMs, percent, headStart, capMs, waitedMs) => {
      const now = virtualAtMs + waitedMs
      const standing = standingAt(percent, virtualAtMs, headStart, capMs, now)
      const isCapped = waitedMs >= capMs
      const key = isCapped
        ? cappedLaneKey(percent, virtualAtMs, headStart, capMs)
        : laneKey(percent, virtualAtMs, headStart)
      expect(standing).toBe((isCapped ? CAPPED_RATE : percent) * now - key)
      expect(standingAt(percent, virtualAtMs, headStart, Infinity, now)).toBe(
        percent * now - laneKey(percent, virtualAtMs, headStart),
      )
    }),
  )
})
