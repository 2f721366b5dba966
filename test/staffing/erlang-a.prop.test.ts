import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  arrivalView,
  erlangA,
  erlangAMeasures,
  erlangAServiceLevels,
  impatientServiceLevels,
} from '../../src/staffing/erlang-a.js'
import { erlangB } from '../../src/staffing/erlang-b.js'
import { delayServiceLevel, erlangC } from '../../src/staffing/erlang-c.js'
import { exactErlangA, exactTail } from '../model/staffing/staffing-chain.js'
import { expectClose } from './close.js'
import { times } from '../times.js'

const HOUR_MS = 3_600_000
const agents = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 100_000 }))
const power = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((exponent) => 10 ** exponent)
const any = fc
  .record({ c: agents, rho: power(-2, 1), theta: power(-5, 4), t: power(-3, 1.5) })
  .map(({ c, rho, theta, t }) => ({ c, a: c * rho, theta, t }))
/** Within a few standard deviations of the critical load, where one agent makes a difference. */
const critical = fc
  .record({
    c: agents,
    z: fc.double({ min: -4, max: 4, noNaN: true }),
    theta: power(-3, 1.5),
    t: power(-3, 0),
  })
  .map(({ c, z, theta, t }) => ({ c, a: Math.max(c + z * Math.sqrt(c), c / 50), theta, t }))
const either = fc.oneof(any, critical)

test('agrees with the exact sums over the states', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), power(-2, 0.5), power(-1, 5), (c, rho, theta) => {
      const a = c * rho
      const twin = exactErlangA(c, a, theta)
      const m = erlangAMeasures({
        arrivalsPerHour: a,
        meanServiceMs: HOUR_MS,
        meanPatienceMs: HOUR_MS / theta,
        agents: c,
      })
      expectClose(m.pWait, twin.pWait, 'pWait')
      expectClose(m.pNoWait, twin.pNoWait, 'pNoWait')
      expectClose(m.pAbandon, twin.pAbandon, 'pAbandon')
      expectClose(m.meanWaitMs, twin.meanWait * HOUR_MS, 'meanWait')
      expectClose(m.meanQueueLength, twin.meanQueueLength, 'meanQueueLength')
      expectClose(m.occupancy, twin.occupancy, 'occupancy')
      expectClose(m.pEmpty, twin.pEmpty, 'pEmpty')
      expectClose(m.meanWaitOfAnsweredMs, twin.waitOfAnswered * HOUR_MS, 'answered')
      expectClose(m.meanWaitOfAbandonedMs, twin.waitOfAbandoned * HOUR_MS, 'abandoned')
    }),
  )
})

test('service levels agree with the differential equations of one contact', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.double({ min: 0.05, max: 2.5, noNaN: true }),
      fc.double({ min: 0.6, max: 6, noNaN: true }),
      power(-6, -0.4),
      (c, rho, theta, t) => {
        const twin = exactTail(c, c * rho, theta, t)
        const levels = impatientServiceLevels(c, c * rho, theta, t)
        const what = `(${c}, ${c * rho}, ${theta}, ${t})`
        expectClose(levels.withAbandons, twin.answeredWithin, `withAbandons${what}`)
        expectClose(levels.pAbandonedWithin, twin.abandonedWithin, `pAbandonedWithin${what}`)
        expectClose(levels.pWaitingLonger, twin.waiting, `pWaitingLonger${what}`)
        expectClose(levels.pOfferedWaitLonger, twin.offered, `pOfferedWaitLonger${what}`)
      },
    ),
    times(6),
  )
})

test('balance: as many give up as patience allows of those that wait, and all are answered or give up', () => {
  fc.assert(
    fc.property(either, ({ c, a, theta }) => {
      const traffic = {
        arrivalsPerHour: a,
        meanServiceMs: HOUR_MS,
        meanPatienceMs: HOUR_MS / theta,
        agents: c,
      }
      const m = erlangAMeasures(traffic)
      const load = m.load
      expectClose(load * m.pAbandon, theta * m.meanQueueLength, 'lambda P(ab) = theta Lq')
      expectClose(m.pAbandon + m.busyAgents / load, 1, 'abandoned + answered')
      expectClose(m.pWait + m.pNoWait, 1, 'waits or not')
      expectClose(m.meanQueueLength, (load * m.meanWaitMs) / HOUR_MS, 'Little')
      expectClose(m.meanWaitMs, m.pWait * m.meanWaitOfWaitingMs, 'mean wait')
      const byEnd = (m.busyAgents / load) * m.meanWaitOfAnsweredMs + m.pAbandon * m.meanWaitOfAbandonedMs
      expectClose(byEnd, m.meanWaitMs, 'mean wait by end')
      expect(m.occupancy).toBeLessThanOrEqual(1 + 1e-14)
    }),
  )
})

test('one agent more: fewer wait, give up and work without pause; every service level rises', () => {
  fc.assert(
    fc.property(either, ({ c, a, theta, t }) => {
      const one = erlangA(c, a, theta)
      const more = erlangA(c + 1, a, theta)
      const slack = 1 + 2e-12
      expect(more.pWait).toBeLessThanOrEqual(one.pWait * slack)
      expect(more.pAbandon).toBeLessThanOrEqual(one.pAbandon * slack)
      expect(more.meanWait).toBeLessThanOrEqual(one.meanWait * slack)
      const busy = (n: number) => arrivalView(n, a, theta).pAnswered / n
      expect(busy(c + 1)).toBeLessThanOrEqual(busy(c) * slack)
      const before = impatientServiceLevels(c, a, theta, t)
      const after = impatientServiceLevels(c + 1, a, theta, t)
      for (const level of [
        'withAbandons',
        'answeredOnly',
        'excludingShortAbandons',
        'notWaitingLonger',
      ] as const) {
        // The law of a long wait is steep in t: then the last digits of t decide (see the caveat of offered-wait.ts).
        const steep = 1e-12 + 1e-15 * t * Math.sqrt(c * theta) * 40
        expect(after[level], level).toBeGreaterThanOrEqual(before[level] * (1 - steep))
      }
    }),
  )
})

test('the definitions differ only by what abandoned contacts count as', () => {
  fc.assert(
    fc.property(either, ({ c, a, theta, t }) => {
      const levels = impatientServiceLevels(c, a, theta, t)
      const answered = 1 - erlangA(c, a, theta).pAbandon
      const steep = 1e-12 + 1e-15 * t * Math.sqrt(c * theta) * 40
      expectClose(levels.notWaitingLonger + levels.pWaitingLonger, 1, 'all', steep)
      expectClose(levels.notWaitingLonger, levels.withAbandons + levels.pAbandonedWithin, 'within', steep)
      if (answered > 1e-3) expectClose(levels.answeredOnly * answered, levels.withAbandons, 'answered', 1e-12)
      const countable = 1 - levels.pAbandonedWithin
      if (countable > 1e-3) {
        expectClose(
          levels.excludingShortAbandons * countable,
          levels.withAbandons,
          'countable',
          steep + 1e-12,
        )
      }
      expect(levels.withAbandons).toBeLessThanOrEqual(levels.excludingShortAbandons * (1 + 1e-12))
      expect(levels.excludingShortAbandons).toBeLessThanOrEqual(levels.notWaitingLonger * (1 + 1e-12))
    }),
  )
})

test('patience without end leads to Erlang C, no patience to Erlang B', () => {
  fc.assert(
    fc.property(agents, fc.double({ min: 0.05, max: 0.98, noNaN: true }), power(-3, 1), (c, rho, t) => {
      const a = c * rho
      const all = ['withAbandons', 'answeredOnly', 'excludingShortAbandons', 'notWaitingLonger'] as const
      for (const theta of [1e-16 * (1 - rho) ** 2, 0]) {
        const patient = erlangA(c, a, theta)
        expectClose(patient.pWait, erlangC(c, a), `C at ${theta}`)
        expectClose(patient.meanWait, erlangC(c, a) / (c - a), `mean wait at ${theta}`)
        const levels = impatientServiceLevels(c, a, theta, t)
        for (const level of all)
          expectClose(levels[level], delayServiceLevel(c, a, t), `${level} at ${theta}`)
        expect(levels.pAbandonedWithin).toBeLessThan(1e-9)
      }
      const lost = erlangB(c, a)
      for (const theta of [1e17 * c, Infinity]) {
        const rash = erlangA(c, a, theta)
        expectClose(rash.pAbandon, lost, `B at ${theta}`)
        expectClose(rash.pWait, lost, `all who wait at ${theta}`)
        const levels = impatientServiceLevels(c, a, theta, t)
        expectClose(levels.withAbandons, 1 - lost, `answered at ${theta}`)
        for (const level of all.slice(1)) expectClose(levels[level], 1, `${level} at ${theta}`)
      }
    }),
  )
})

test('theta = 1: the number in system is Poisson, as with an agent for everyone', () => {
  fc.assert(
    fc.property(critical, ({ c, a }) => {
      const traffic = { arrivalsPerHour: a, meanServiceMs: HOUR_MS, meanPatienceMs: HOUR_MS, agents: c }
      const m = erlangAMeasures(traffic)
      expectClose(m.meanInSystem, a, 'L = a')
      expectClose(m.pEmpty, Math.exp(-m.load), 'P(empty)')
      const levels = erlangAServiceLevels(traffic, 0)
      expectClose(levels.withAbandons, m.pNoWait, 'at once')
    }),
  )
})
