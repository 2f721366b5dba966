import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Deadlines } from '../../src/sla/deadlines.js'
import { DeadlinesModel } from '../model/deadlines.js'

const TIMERS = 48
const START_AT_MS = 1_700_000_000_000
const LAST_DUE_AT_MS = 2 ** 43

/** Horizons on every scale from the same millisecond to the end of time, and into the past. */
const horizonMs = fc.oneof(
  fc.constantFrom(0, 1, 30_000, 60_000, 180_000, 7_200_000, 86_400_000, 172_800_000),
  fc.integer({ min: 0, max: 5_000 }),
  fc.integer({ min: 0, max: 180_000 }),
  fc.integer({ min: 0, max: 86_400_000 }),
  fc.integer({ min: 0, max: 10 * 366 * 86_400_000 }),
  fc.integer({ min: -100_000, max: 0 }),
  fc.integer({ min: 0, max: 42 }).map((bits) => 2 ** bits),
  fc.constant(LAST_DUE_AT_MS),
)

const timer = fc.integer({ min: 0, max: TIMERS - 1 })

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('arm' as const), timer, ms: horizonMs }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), timer, ms: fc.constant(0) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cancelEarliest' as const), timer, ms: fc.constant(0) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('popOne' as const), timer, ms: horizonMs }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('popAll' as const), timer, ms: horizonMs }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('look' as const), timer, ms: fc.constant(0) }) },
)

const within = (ms: number): number => Math.min(LAST_DUE_AT_MS, Math.max(0, ms))

function agreeOnEveryTimer(fast: Deadlines, model: DeadlinesModel): void {
  expect(fast.size).toBe(model.size)
  for (let t = 0; t < TIMERS; t++) {
    expect(fast.isArmed(t)).toBe(model.isArmed(t))
    expect(fast.dueAtMs(t)).toBe(model.dueAtMs(t))
    expect(fast.sequenceOf(t)).toBe(model.sequenceOf(t))
  }
}

function drain(deadlines: Deadlines | DeadlinesModel): number[] {
  const fired: number[] = []
  for (let t = deadlines.popDue(Infinity); t >= 0; t = deadlines.popDue(Infinity)) fired.push(t)
  return fired
}

/** `look` says whether the earliest instant is asked for after every step, as an engine does, or only now and then. */
function runBoth(
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
  look: boolean,
): void {
  const fast = new Deadlines(0)
  const model = new DeadlinesModel()
  let nowMs = START_AT_MS
  let sequence = 0
  for (const { kind, timer: t, ms } of steps) {
    switch (kind) {
      case 'arm':
        if (model.isArmed(t)) {
          fast.cancel(t)
          model.cancel(t)
        }
        // Sequences need not rise: the order among equal instants is theirs, not the order of the calls.
        sequence = (sequence * 5 + 3) % 8192
        while (model.armed.some((other) => other.sequence === sequence)) sequence = (sequence + 1) % 8192
        fast.arm(t, within(nowMs + ms), sequence)
        model.arm(t, within(nowMs + ms), sequence)
        break
      case 'cancel':
        fast.cancel(t)
        model.cancel(t)
        break
      case 'cancelEarliest': {
        const earliest = model.armed[0]?.timer ?? 0
        fast.cancel(earliest)
        model.cancel(earliest)
        expect(fast.nextDueAtMs).toBe(model.nextDueAtMs)
        break
      }
      case 'popOne': {
        // Looks ahead without moving on: a later call may bring a smaller now.
        const atMs = within(nowMs + ms)
        expect(fast.popDue(atMs)).toBe(model.popDue(atMs))
        break
      }
      case 'popAll': {
        // Stays within a few years, so that later steps have room.
        if (ms < 4 * 366 * 86_400_000) nowMs = within(nowMs + ms)
        let due: number
        do {
          due = model.popDue(nowMs)
          expect(fast.popDue(nowMs)).toBe(due)
        } while (due >= 0)
        break
      }
      case 'look':
        expect(fast.nextDueAtMs).toBe(model.nextDueAtMs)
        break
    }
    if (look) expect(fast.nextDueAtMs).toBe(model.nextDueAtMs)
    expect(fast.size).toBe(model.size)
  }
  agreeOnEveryTimer(fast, model)
  expect(drain(fast)).toEqual(drain(model))
  expect(fast.nextDueAtMs).toBe(Infinity)
}

test('agrees with the sorted array, the earliest instant asked for after every step', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => runBoth(steps, true)))
})

test('agrees with the sorted array, the earliest instant asked for now and then', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => runBoth(steps, false)))
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
      expect(drain(deadlines)).toEqual(expected)
    }),
  )
})

test('capacity is invisible', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(timer, horizonMs), { maxLength: 80 }), fc.nat(200), (arms, capacity) => {
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
