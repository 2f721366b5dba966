import fc from 'fast-check'
import { expect, test } from 'vitest'
import { massBelow, waitingMass } from '../../src/staffing/chain-mass.js'
import { abandonedWithin, answeredWithin, offeredTail, waitsByEnd } from '../../src/staffing/offered-wait.js'
import { exactErlangA, exactTail } from '../model/staffing/staffing-chain.js'
import { expectClose } from './close.js'
import { times } from '../times.js'

const small = fc.record({
  c: fc.integer({ min: 1, max: 8 }),
  rho: fc.double({ min: 0.05, max: 2.5, noNaN: true }),
  theta: fc.double({ min: 0.6, max: 6, noNaN: true }),
  t: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
})

test('tails and what happened before them agree with the differential equations of one contact', () => {
  fc.assert(
    fc.property(small, ({ c, rho, theta, t }) => {
      const a = c * rho
      const now = waitingMass(c, a, theta)
      const below = massBelow(c, a)
      const states = below + now.mass
      const tail = offeredTail(c, a, theta, t, now)
      const twin = exactTail(c, a, theta, t)
      const what = `(${c}, ${a}, ${theta}, ${t})`
      expectClose((tail.offered * now.mass) / states, twin.offered, `offered${what}`)
      expectClose((tail.waiting * now.mass) / states, twin.waiting, `waiting${what}`)
      const answered = answeredWithin(c, a, theta, t, states)
      expectClose(below / states + answered, twin.answeredWithin, `answered within${what}`)
      const gaveUp = (-Math.expm1(-theta * t) * tail.offered * now.mass) / states
      const abandoned = abandonedWithin(c, a, theta, t, states) + gaveUp
      expectClose(abandoned, twin.abandonedWithin, `abandoned within${what}`)
    }),
    times(8),
  )
})

test('mean waits by end agree with the sums over the states', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: -3, max: 0.5, noNaN: true }),
      fc.double({ min: -1, max: 5, noNaN: true }),
      (c, rhoPower, thetaPower) => {
        const theta = 10 ** thetaPower
        const a = c * 10 ** rhoPower
        const now = waitingMass(c, a, theta)
        const share = (now.mass * now.answered) / (massBelow(c, a) + now.mass * now.answered)
        const { answered, abandoned } = waitsByEnd(c, a, theta, now)
        const twin = exactErlangA(c, a, theta)
        expectClose(share * answered, twin.waitOfAnswered, `answered(${c}, ${a}, ${theta})`)
        expectClose(abandoned, twin.waitOfAbandoned, `abandoned(${c}, ${a}, ${theta})`)
      },
    ),
  )
})

const large = fc.record({
  c: fc.integer({ min: 1, max: 100_000 }),
  z: fc.double({ min: -6, max: 6, noNaN: true }),
  theta: fc.double({ min: -6, max: 3, noNaN: true }).map((power) => 10 ** power),
  u: fc.double({ min: 0.01, max: 5, noNaN: true }),
})

test('whatever the size: the waits by end make up the mean wait', () => {
  fc.assert(
    fc.property(large, ({ c, z, theta }) => {
      const a = Math.max(c + z * Math.sqrt(c * theta), c / 100)
      const now = waitingMass(c, a, theta)
      const { answered, abandoned } = waitsByEnd(c, a, theta, now)
      expectClose(now.answered * answered + now.abandoned * abandoned, now.wait, `(${c}, ${a}, ${theta})`)
    }),
  )
})

test('whatever the size: what is integrated before t and what the tail says after it make up the whole', () => {
  fc.assert(
    fc.property(large, ({ c, z, theta, u }) => {
      const a = Math.max(c + z * Math.sqrt(c * theta), c / 100)
      const t = u / Math.sqrt(c * theta)
      const now = waitingMass(c, a, theta)
      const tail = offeredTail(c, a, theta, t, now)
      const within = answeredWithin(c, a, theta, t, now.mass)
      const what = `(${c}, ${a}, ${theta}, ${t})`
      if (now.mass < 1e300) expectClose(within + tail.answered, now.answered, what)
      const lost = abandonedWithin(c, a, theta, t, now.mass) + -Math.expm1(-theta * t) * tail.offered
      if (now.mass < 1e300) expectClose(lost + tail.abandoned, now.abandoned, what, 1e-11)
      expect(tail.answered + tail.abandoned).toBeCloseTo(tail.waiting, 14)
    }),
  )
})

test('nothing remains after an infinite wait, and everything at its start', () => {
  for (const a of [1, 5, 50]) {
    const now = waitingMass(5, a, 0.5)
    expect(offeredTail(5, a, 0.5, Infinity, now)).toEqual({
      offered: 0,
      waiting: 0,
      answered: 0,
      abandoned: 0,
    })
    const { offered, waiting } = offeredTail(5, a, 0.5, 0, now)
    expect([offered, waiting]).toEqual([1, 1])
  }
})
