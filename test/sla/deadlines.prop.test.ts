import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Deadlines } from '../../src/sla/deadlines.js'
import { DeadlinesModel } from '../model/sla/deadlines.js'

const TIMERS = 48
const START_AT_MS = 1_700_000_000_000
const LAST_DUE_AT_MS = 2 ** 43

type Kind = 'arm' | 'cancel' | 'cancelEarliest' | 'popOne' | 'popAll' | 'look'

interface Step {
  readonly kind: Kind
  readonly timer: number
  /** From now: when an armed timer is due, where `popOne` looks, how far `popAll` moves. */
  readonly ms: number
}

const timer = fc.integer({ min: 0, max: TIMERS - 1 })

function stepsWith(
  armMs: fc.Arbitrary<number>,
  lookMs: fc.Arbitrary<number>,
  moveMs: fc.Arbitrary<number>,
): fc.Arbitrary<Step[]> {
  const step = (weight: number, kind: Kind, ms: fc.Arbitrary<number>): fc.WeightedArbitrary<Step> => ({
    weight,
    arbitrary: fc.record({ kind: fc.constant(kind), timer, ms }),
  })
  const nothing = fc.constant(0)
  const steps = fc.oneof(
    step(6, 'arm', armMs),
    step(2, 'cancel', nothing),
    step(2, 'cancelEarliest', nothing),
    step(2, 'popOne', lookMs),
    step(2, 'popAll', moveMs),
    step(2, 'look', nothing),
  )
  return fc.array(steps, { maxLength: 200, size: 'max' })
}

/** Everything happens on one scale, from seconds to years: crowds in few buckets, on each level of the wheel in turn. */
const crowded = fc.integer({ min: 13, max: 39 }).chain((bits) => {
  const scaleMs = 2 ** bits
  const soon = fc.integer({ min: 0, max: Math.floor(scaleMs / 32) })
  const nearThat = soon.map((ms) => Math.floor(scaleMs / 2) + ms)
  return stepsWith(
    fc.oneof(fc.integer({ min: 0, max: scaleMs }), nearThat, soon, fc.constant(scaleMs)),
    fc.oneof(soon, fc.integer({ min: -4 * scaleMs, max: 0 })),
    soon,
  )
})

/** All scales at once, from the same millisecond to the end of time, and into the past; time jumps as it likes. */
const anyMs = fc.oneof(
  fc.constantFrom(0, 1, 30_000, 60_000, 180_000, 7_200_000, 86_400_000, 172_800_000),
  fc.integer({ min: 0, max: 180_000 }),
  fc.integer({ min: 0, max: 86_400_000 }),
  fc.integer({ min: 0, max: 4 * 366 * 86_400_000 }),
  fc.integer({ min: -100_000, max: 0 }),
  fc.integer({ min: 0, max: 40 }).map((bits) => 2 ** bits),
)
const wild = stepsWith(fc.oneof(anyMs, fc.constant(LAST_DUE_AT_MS)), anyMs, anyMs)

const within = (ms: number): number => Math.min(LAST_DUE_AT_MS, Math.max(0, ms))

/** All that can be seen from outside, in firing order at last. */
function drain(deadlines: Deadlines | DeadlinesModel): unknown[] {
  const seen: unknown[] = [deadlines.size]
  for (let t = 0; t < TIMERS; t++) {
    seen.push(deadlines.isArmed(t), deadlines.dueAtMs(t), deadlines.sequenceOf(t))
  }
  let fired: number
  do seen.push((fired = deadlines.popDue(Infinity)))
  while (fired >= 0)
  return [...seen, deadlines.nextDueAtMs, deadlines.size]
}

/** `look` says whether the earliest instant is asked for after every step, as an engine does, or only now and then. */
function runBoth(steps: readonly Step[], look: boolean): void {
  const fast = new Deadlines(0)
  const model = new DeadlinesModel()
  const seen: unknown[] = []
  const expected: unknown[] = []
  const both = (ask: (deadlines: Deadlines | DeadlinesModel) => unknown): void => {
    seen.push(ask(fast))
    expected.push(ask(model))
  }
  let nowMs = START_AT_MS
  let sequence = 0
  for (const { kind, timer: t, ms } of steps) {
    const atMs = within(nowMs + ms)
    switch (kind) {
      case 'arm':
        both((deadlines) => deadlines.cancel(t))
        // Sequences need not rise: the order among equal instants is theirs, not the order of the calls.
        do sequence = (sequence * 5 + 3) % 8192
        while (model.armed.some((other) => other.sequence === sequence))
        both((deadlines) => deadlines.arm(t, atMs, sequence))
        break
      case 'cancel':
        both((deadlines) => deadlines.cancel(t))
        break
      case 'cancelEarliest': {
        const earliest = model.armed[0]?.timer ?? 0
        both((deadlines) => deadlines.cancel(earliest))
        both((deadlines) => deadlines.nextDueAtMs)
        break
      }
      case 'popOne':
        // Looks without moving on: a later call may bring a smaller now.
        both((deadlines) => deadlines.isDueBy(atMs))
        both((deadlines) => deadlines.popDue(atMs))
        break
      case 'popAll':
        nowMs = atMs
        do both((deadlines) => deadlines.popDue(nowMs))
        while (expected.at(-1) !== -1)
        break
      case 'look':
        both((deadlines) => deadlines.nextDueAtMs)
        break
    }
    if (look) both((deadlines) => deadlines.nextDueAtMs)
    both((deadlines) => deadlines.size)
  }
  expect(seen).toEqual(expected)
  expect(drain(fast)).toEqual(drain(model))
}

describe.each([
  ['crowded', crowded],
  ['wild', wild],
])('agrees with the sorted array when it is %s', (_, steps) => {
  test('and the earliest instant is asked for after every step', () => {
    fc.assert(fc.property(steps, (some) => runBoth(some, true)))
  })

  test('and the earliest instant is asked for now and then', () => {
    fc.assert(fc.property(steps, (some) => runBoth(some, false)))
  })
})

test('whatever is armed fires once each, in the order (dueAtMs, sequence)', () => {
  const due = fc.oneof(
    fc.integer({ min: 0, max: 20_000 }),
    fc.integer({ min: 0, max: 42 }).map((b) => 2 ** b),
  )
  fc.assert(
    fc.property(fc.array(due, { maxLength: 300 }), (dues) => {
      const deadlines = new Deadlines()
      dues.forEach((dueAtMs, t) => deadlines.arm(t, dueAtMs, (t * 7919) % 10_007))
      const expected = dues
        .map((dueAtMs, t) => ({ t, dueAtMs, sequence: (t * 7919) % 10_007 }))
        .toSorted((a, b) => a.dueAtMs - b.dueAtMs || a.sequence - b.sequence)
        .map(({ t }) => t)
      expect(dues.map(() => deadlines.popDue(LAST_DUE_AT_MS))).toEqual(expected)
      expect(deadlines.popDue(LAST_DUE_AT_MS)).toBe(-1)
    }),
  )
})

test('capacity is invisible', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(timer, anyMs), { maxLength: 80 }), fc.nat(200), (arms, capacity) => {
      const small = new Deadlines(0)
      const large = new Deadlines(capacity)
      arms.forEach(([t, ms], sequence) => {
        if (sequence === 20) small.ensure(capacity)
        for (const deadlines of [small, large]) {
          deadlines.cancel(t)
          deadlines.arm(t, within(START_AT_MS + ms), sequence)
        }
      })
      expect(drain(small)).toEqual(drain(large))
    }),
  )
})
