import fc from 'fast-check'
import { expect, test } from 'vitest'
import { erlangB } from '../../src/staffing/erlang-b.js'
import {
  delayServiceLevel,
  delayTail,
  erlangC,
  erlangCMeasures,
  erlangCServiceLevel,
  erlangCWaitQuantileMs,
} from '../../src/staffing/erlang-c.js'
import { exactErlangB } from '../model/staffing/staffing-chain.js'
import { expectClose } from './close.js'

const HOUR_MS = 3_600_000
const agents = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 100_000 }))
const stable = fc
  .tuple(agents, fc.double({ min: 0.01, max: 0.999_999, noNaN: true }))
  .map(([c, rho]) => ({ c, a: c * rho }))
const time = fc.double({ min: -4, max: 2, noNaN: true }).map((power) => 10 ** power)

test('agrees with the exact sum over the states', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0.001, max: 0.9999, noNaN: true }),
      (c, rho) => {
        const a = c * rho
        const odds = (1 / exactErlangB(c, a) - 1) * ((c - a) / c)
        expectClose(erlangC(c, a), 1 / (1 + odds), `C(${c}, ${a})`)
      },
    ),
  )
})

test('1 / C = 1 / B - (1 / B - 1) rho, that is C = B / (1 - rho (1 - B)), at any size', () => {
  fc.assert(
    fc.property(stable, ({ c, a }) => {
      const b = erlangB(c, a)
      expectClose(erlangC(c, a), b / (b + (1 - b) * ((c - a) / c)), `C(${c}, ${a})`)
    }),
  )
})

test('falls with agents, grows with load, and waiting is likelier than being lost', () => {
  fc.assert(
    fc.property(stable, ({ c, a }) => {
      expect(erlangC(c + 1, a)).toBeLessThanOrEqual(erlangC(c, a))
      expect(erlangC(c, a * 0.99)).toBeLessThanOrEqual(erlangC(c, a))
      expect(erlangC(c, a)).toBeGreaterThanOrEqual(erlangB(c, a) * (1 - 1e-12))
    }),
  )
})

test('what is waited by t and what is not make up 1, and the service level rises to it', () => {
  fc.assert(
    fc.property(stable, time, ({ c, a }, t) => {
      const level = delayServiceLevel(c, a, t)
      expectClose(level + delayTail(c, a, t), 1, `(${c}, ${a}, ${t})`)
      expect(delayServiceLevel(c, a, t * 1.1)).toBeGreaterThanOrEqual(level * (1 - 1e-12))
      expect(delayServiceLevel(c + 1, a, t)).toBeGreaterThanOrEqual(level * (1 - 1e-12))
      expect(level).toBeGreaterThanOrEqual(delayServiceLevel(c, a, 0))
    }),
  )
})

test('the mean wait is the integral of the tail, by differences of it', () => {
  fc.assert(
    fc.property(stable, ({ c, a }) => {
      const m = erlangCMeasures({ arrivalsPerHour: a, meanServiceMs: HOUR_MS, agents: c })
      const load = m.load
      expectClose(m.meanWaitMs / HOUR_MS, delayTail(c, load, 0) / (c - load), 'mean wait')
      expectClose(m.meanQueueLength, load * (m.meanWaitMs / HOUR_MS), 'Little, waiting')
      expectClose(m.meanInSystem, load * (m.meanTimeInSystemMs / HOUR_MS), 'Little, in system')
      expectClose(m.pWait + m.pNoWait, 1, 'sum')
      // E[W^2] = 2 C / eta^2 for a wait that is 0 or exponential of rate eta.
      const square = 2 * m.pWait * m.meanWaitOfWaitingMs ** 2
      expectClose(m.waitVarianceMs2 + m.meanWaitMs ** 2, square, 'second moment')
    }),
  )
})

test('quantile and service level undo each other', () => {
  fc.assert(
    fc.property(stable, fc.double({ min: 0.01, max: 0.99, noNaN: true }), ({ c, a }, p) => {
      const traffic = { arrivalsPerHour: a, meanServiceMs: HOUR_MS, agents: c }
      const wait = erlangCWaitQuantileMs(traffic, p)
      const level = erlangCServiceLevel(traffic, wait)
      if (wait > 0) expectClose(level, p, `(${c}, ${a}, ${p})`)
      else expect(level).toBeGreaterThanOrEqual(p)
    }),
  )
})
