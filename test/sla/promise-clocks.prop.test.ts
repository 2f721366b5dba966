import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CalendarData } from '../../src/sla/calendar.js'
import { Hours } from '../../src/sla/hours.js'
import type { Stage } from '../../src/sla/promise.js'
import { stageAt } from '../../src/sla/promise.js'
import { PromiseClocks } from '../../src/sla/promise-clocks.js'
import {
  history,
  type Action,
  type Fired,
  type PromiseModel,
  type Stopped,
} from '../model/sla/promise-clocks.js'
import { someStretches } from './stretches.js'

const TIMERS = 5
const END_MS = 400

/** Any ladder: warnings, the breach, escalations; on wall time or on hours, coming again or not. */
const somePromise: fc.Arbitrary<PromiseModel> = fc
  .record({
    steps: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
    breach: fc.nat(4),
    hours: fc.constantFrom(null, 0, 1),
    repeatMs: fc.option(fc.integer({ min: 1, max: 50 })),
  })
  .map(({ steps, breach, hours, repeatMs }) => {
    const broken = Math.min(breach, steps.length - 1)
    const stages = steps.map((_, i): Stage => ({
      stage: i < broken ? 'warn' : i === broken ? 'breach' : 'escalate',
      afterMs: steps.slice(0, i + 1).reduce((sum, each) => sum + each, 0),
    }))
    return { stages, hours, repeatMs }
  })

const timer = fc.nat(TIMERS - 1)
const someAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('start' as const), timer, promise: fc.nat(2) }) },
  {
    weight: 8,
    arbitrary: fc.record({ what: fc.constantFrom('pause' as const, 'resume', 'resume'), timer }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('stop' as const), timer }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('hours' as const), index: fc.nat(1), hours: someStretches }),
  },
  { weight: 3, arbitrary: fc.constant({ what: 'look' as const }) },
)

type Script = readonly (readonly [atMs: number, action: Action])[]

/** Instants that often coincide. A clock that has not been stopped is not started again. */
const someScript: fc.Arbitrary<Script> = fc
  .array(fc.tuple(fc.oneof(fc.nat(12), fc.constant(0)), someAction), { maxLength: 40, size: 'max' })
  .map((steps) => {
    let atMs = 0
    return steps.flatMap(([laterMs, action]): [number, Action][] => {
      atMs += laterMs
      const restart: [number, Action][] =
        action.what === 'start' ? [[atMs, { what: 'stop', timer: action.timer }]] : []
      return [...restart, [atMs, action]]
    })
  })

const someWorld = fc.tuple(
  fc.array(somePromise, { minLength: 3, maxLength: 3 }),
  fc.array(someStretches, { minLength: 2, maxLength: 2 }),
  someScript,
)

/** The same by the clocks; `instants` are those at which somebody looks, beside those of the script. */
function played(promises: readonly PromiseModel[], hours: readonly CalendarData[], script: Script) {
  const clocks = new PromiseClocks()
  clocks.ensure(TIMERS)
  for (const data of hours) clocks.hours.push(new Hours(data))
  for (const { hours: index, ...terms } of promises) clocks.promised(terms, index ?? -1)
  const told: (Fired | Stopped)[] = []
  const lives = new Set<number>()
  const passTo = (toMs: number): void => {
    for (let dueAtMs = clocks.nextDueAtMs; dueAtMs <= toMs; dueAtMs = clocks.nextDueAtMs) {
      const fired = clocks.popDue(toMs)
      const terms = clocks.terms[clocks.records.promiseOf(fired)]!
      const { stage } = terms.stages[stageAt(terms, clocks.records.stageOf(fired))]!
      told.push({ atMs: dueAtMs, timer: fired, stage })
      clocks.advance(fired, dueAtMs)
    }
  }
  for (const [atMs, action] of script) {
    passTo(atMs)
    if (action.what === 'hours') clocks.changeHours(action.index, new Hours(action.hours), atMs)
    if (action.what === 'hours' || action.what === 'look') continue
    const { timer: which } = action
    if (action.what === 'start') {
      clocks.start(which, action.promise, atMs)
      lives.add(which)
    } else if (!lives.has(which)) continue
    else if (action.what === 'pause') clocks.pause(which, atMs)
    else if (action.what === 'resume') clocks.resume(which, atMs)
    else {
      told.push({ atMs, timer: which, tookMs: clocks.isKept(which) ? clocks.ranMs(which, atMs) : null })
      clocks.cancel(which)
      lives.delete(which)
    }
  }
  passTo(END_MS)
  return told
}

test('what fires, when, in which order, and how long it took, is what going through the whole history gives', () => {
  fc.assert(
    fc.property(someWorld, ([promises, hours, script]) => {
      const early = script.filter(([atMs]) => atMs <= END_MS)
      expect(played(promises, hours, early)).toEqual(history(promises, hours, early, END_MS))
    }),
  )
})

test('looking more often changes nothing', () => {
  fc.assert(
    fc.property(
      someWorld,
      fc.array(fc.nat(END_MS), { maxLength: 20 }),
      ([promises, hours, script], looks) => {
        const early = script.filter(([atMs]) => atMs <= END_MS)
        const watched = [...early, ...looks.map((atMs) => [atMs, { what: 'look' }] as const)]
        watched.sort(([a, x], [b, y]) => a - b || Number(x.what === 'look') - Number(y.what === 'look'))
        expect(played(promises, hours, watched)).toEqual(played(promises, hours, early))
      },
    ),
  )
})

test('pausing any number of times delays by the sum of the pauses, and no stage fires twice', () => {
  const gaps = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { maxLength: 8 })
  fc.assert(
    fc.property(somePromise, gaps, ({ stages }, pauses) => {
      const script: [number, Action][] = [[0, { what: 'start', timer: 0, promise: 0 }]]
      let atMs = 0
      for (const [runMs, pauseMs] of pauses) {
        atMs += runMs
        script.push([atMs, { what: 'pause', timer: 0 }], [atMs + pauseMs, { what: 'resume', timer: 0 }])
        atMs += pauseMs
      }
      const told = played([{ stages, repeatMs: null, hours: null }], [], script) as Fired[]
      const pausedBefore = (ranMs: number): number => {
        let runMs = 0
        return pauses.reduce((sum, [run, pause]) => {
          runMs += run
          return runMs < ranMs ? sum + pause : sum
        }, 0)
      }
      expect(told.map(({ stage, atMs: firedAtMs }) => [stage, firedAtMs])).toEqual(
        stages.map(({ stage, afterMs }) => [stage, afterMs + pausedBefore(afterMs)]),
      )
    }),
  )
})

test('a clock that is taken up elsewhere, running or paused, goes on as if nothing had happened', () => {
  fc.assert(
    fc.property(somePromise, someStretches, fc.nat(80), fc.boolean(), (promise, hours, atMs, paused) => {
      const make = (): PromiseClocks => {
        const clocks = new PromiseClocks()
        clocks.ensure(TIMERS)
        clocks.hours.push(new Hours(hours), new Hours(hours))
        clocks.promised(promise, promise.hours ?? -1)
        return clocks
      }
      const [before, after] = [make(), make()]
      before.start(0, 0, 0)
      while (before.nextDueAtMs <= atMs) {
        const dueAtMs = before.nextDueAtMs
        before.popDue(atMs)
        before.advance(0, dueAtMs)
      }
      if (paused) before.pause(0, atMs)
      const leftMs = before.isPaused(0) ? before.leftMs(0, atMs) : 0
      after.restart(0, 0, before.records.stageOf(0), before.dueAtMs(0), leftMs)
      for (const clocks of [before, after]) clocks.resume(0, atMs + 7)
      for (let i = 0; i < 4; i++) {
        expect(after.nextDueAtMs).toBe(before.nextDueAtMs)
        const dueAtMs = before.nextDueAtMs
        if (dueAtMs === Infinity) return
        expect([after.popDue(dueAtMs), before.popDue(dueAtMs)]).toEqual([0, 0])
        for (const clocks of [before, after]) clocks.advance(0, dueAtMs)
        expect(after.isKept(0)).toBe(before.isKept(0))
      }
    }),
  )
})

test('a clock of which so much has run goes on as one that began so much earlier, and the breach is never behind', () => {
  const someRan = fc.nat({ max: 200 })
  fc.assert(
    fc.property(somePromise, someRan, fc.nat({ max: 50 }), (promise, ranMs, pausedMs) => {
      const atMs = 300
      const clocks = new PromiseClocks()
      clocks.ensure(3)
      clocks.promised(promise)
      const breachMs = promise.stages.find(({ stage }) => stage === 'breach')!.afterMs
      const countedMs = Math.min(ranMs, breachMs - 1)
      clocks.start(0, 0, atMs - countedMs)
      for (let dueAtMs = clocks.nextDueAtMs; dueAtMs <= atMs; dueAtMs = clocks.nextDueAtMs) {
        clocks.advance(clocks.popDue(atMs), dueAtMs)
      }
      clocks.startAfter(1, 0, ranMs, atMs, false)
      clocks.startAfter(2, 0, ranMs, atMs, true)
      expect(clocks.dueAtMs(1)).toBe(clocks.dueAtMs(0))
      expect([clocks.isPaused(2), clocks.ranMs(2, atMs)]).toEqual([true, countedMs])
      clocks.resume(2, atMs + pausedMs)
      expect(clocks.dueAtMs(2)).toBe(clocks.dueAtMs(1) + pausedMs)
      expect([clocks.isKept(1), clocks.ranMs(1, atMs)]).toEqual([true, countedMs])
    }),
  )
})
