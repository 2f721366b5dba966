import { describe, expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { Deadlines } from '../../src/sla/deadlines.js'

const NOW_MS = 1_700_000_000_000

test('fires in the order of instants, then of sequences, then of timers', () => {
  const deadlines = new Deadlines()
  deadlines.arm(3, NOW_MS + 30_000, 7)
  deadlines.arm(1, NOW_MS + 30_000, 6)
  deadlines.arm(5, NOW_MS + 180_000, 1)
  deadlines.arm(4, NOW_MS + 30_000, 7)
  deadlines.arm(2, NOW_MS + 29_999, 9)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS + 29_999)
  expect(deadlines.popDue(NOW_MS + 29_998)).toBe(-1)
  const fired = Array.from({ length: 5 }, () => deadlines.popDue(NOW_MS + 30_000))
  expect(fired).toEqual([2, 1, 3, 4, -1])
  expect(deadlines.size).toBe(1)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS + 180_000)
})

test('a timer that is cancelled does not fire, and may be armed anew', () => {
  const deadlines = new Deadlines()
  deadlines.arm(0, NOW_MS, 0)
  deadlines.cancel(0)
  deadlines.cancel(0)
  deadlines.cancel(12_345)
  expect(deadlines.popDue(Infinity)).toBe(-1)
  expect([deadlines.isArmed(0), deadlines.dueAtMs(0), deadlines.sequenceOf(0)]).toEqual([false, Infinity, -1])
  deadlines.arm(0, NOW_MS + 5, 1)
  expect([deadlines.isArmed(0), deadlines.dueAtMs(0), deadlines.sequenceOf(0)]).toEqual([true, NOW_MS + 5, 1])
  expect(deadlines.popDue(NOW_MS + 5)).toBe(0)
  expect(deadlines.isArmed(0)).toBe(false)
})

test('nothing armed, nothing fires, however late it is', () => {
  const deadlines = new Deadlines()
  expect([0, NOW_MS, Infinity, Number.NaN].map((nowMs) => deadlines.popDue(nowMs))).toEqual([-1, -1, -1, -1])
  expect([deadlines.size, deadlines.nextDueAtMs]).toEqual([0, Infinity])
})

test('a deadline in the past fires at once, before what is due later', () => {
  const deadlines = new Deadlines()
  deadlines.popDue(NOW_MS)
  deadlines.arm(0, NOW_MS, 0)
  deadlines.arm(1, NOW_MS - 86_400_000, 1)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS - 86_400_000)
  expect([deadlines.popDue(NOW_MS), deadlines.popDue(NOW_MS)]).toEqual([1, 0])
})

test('now may go back: what is armed then fires at its instant all the same', () => {
  const deadlines = new Deadlines()
  deadlines.arm(0, NOW_MS + 1_000, 0)
  deadlines.arm(1, NOW_MS + 10_000_000, 1)
  expect(deadlines.popDue(NOW_MS + 9_000_000)).toBe(0)
  deadlines.arm(2, NOW_MS + 5_000, 2)
  expect(deadlines.popDue(NOW_MS)).toBe(-1)
  expect(deadlines.popDue(NOW_MS + 5_000)).toBe(2)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS + 10_000_000)
})

test('the first and the last instants there are', () => {
  const deadlines = new Deadlines()
  deadlines.arm(0, 2 ** 43, 2)
  deadlines.arm(1, 2 ** 43 - 1, 2 ** 53 - 1)
  deadlines.arm(2, 0, 1)
  expect(deadlines.nextDueAtMs).toBe(0)
  expect([-1, 0, 0].map((nowMs) => deadlines.popDue(nowMs))).toEqual([-1, 2, -1])
  expect(deadlines.nextDueAtMs).toBe(2 ** 43 - 1)
  expect([2 ** 43 - 1, 2 ** 43 - 1, 2 ** 43].map((nowMs) => deadlines.popDue(nowMs))).toEqual([1, -1, 0])
  expect(deadlines.nextDueAtMs).toBe(Infinity)
})

test('the earliest stays exact while the earliest is cancelled again and again', () => {
  const deadlines = new Deadlines()
  const armed = 20_000
  deadlines.popDue(NOW_MS)
  // Every horizon up to a day, in an order that is not theirs.
  for (let i = 0; i < armed; i++) deadlines.arm(i, NOW_MS + ((i * 7_919) % armed) * 4_320, i)
  const seen = Array.from({ length: armed }, (_, rank) => {
    const earliestAtMs = deadlines.nextDueAtMs
    // 7919 x 17679 = 1 modulo 20,000.
    deadlines.cancel((rank * 17_679) % armed)
    return earliestAtMs
  })
  expect(seen).toEqual(Array.from({ length: armed }, (_, rank) => NOW_MS + rank * 4_320))
  expect(deadlines.nextDueAtMs).toBe(Infinity)
})

test('a lone deadline a day away does not disturb the near ones', () => {
  const deadlines = new Deadlines()
  deadlines.popDue(NOW_MS)
  deadlines.arm(0, NOW_MS + 86_400_000, 0)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS + 86_400_000)
  deadlines.arm(1, NOW_MS + 180_000, 1)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS + 180_000)
  deadlines.arm(2, NOW_MS + 30_000, 2)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS + 30_000)
  deadlines.cancel(2)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS + 180_000)
  deadlines.cancel(1)
  expect(deadlines.nextDueAtMs).toBe(NOW_MS + 86_400_000)
})

describe('throws, and changes nothing, on', () => {
  test('arming twice', () => {
    const deadlines = new Deadlines()
    deadlines.arm(0, NOW_MS, 0)
    expect(() => deadlines.arm(0, NOW_MS, 1)).toThrow(InvariantError)
    // Nothing has changed.
    expect([deadlines.size, deadlines.sequenceOf(0)]).toEqual([1, 0])
  })

  test.each([
    [-1, 0, 0],
    [0.5, 0, 0],
    [2 ** 26, 0, 0],
    [Number.NaN, 0, 0],
    [0, -1, 0],
    [0, 0.5, 0],
    [0, 2 ** 43 + 1, 0],
    [0, Infinity, 0],
    [0, Number.NaN, 0],
    [0, 0, -1],
    [0, 0, 0.5],
    [0, 0, 2 ** 53],
  ])('arming timer %d for %d with sequence %d', (timer, dueAtMs, sequence) => {
    const deadlines = new Deadlines()
    expect(() => deadlines.arm(timer, dueAtMs, sequence)).toThrow(InvariantError)
    expect(deadlines.size).toBe(0)
  })

  test.each([-1, 0.5, Number.NaN, 2 ** 26 + 1])('a capacity of %d', (capacity) => {
    expect(() => new Deadlines(capacity)).toThrow(InvariantError)
  })

  test('room for more timers than there may be', () => {
    expect(() => new Deadlines().ensure(2 ** 26 + 1)).toThrow(InvariantError)
  })
})
