import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyProbability, massBelow, totalMass, waitingMass } from '../../src/staffing/chain-mass.js'
import { exactChain } from '../model/staffing/staffing-chain.js'
import { ONE, ratio } from '../model/staffing/staffing-exact.js'
import { expectClose } from './close.js'
import { times } from '../times.js'

/** A load at some distance from c, by standard deviations or by a factor. */
const relativeLoad = fc.oneof(
  fc
    .double({ min: -10, max: 10, noNaN: true })
    .map((z) => (c: number) => Math.max(c + z * Math.sqrt(c), c / 50)),
  fc.double({ min: -3, max: 0.7, noNaN: true }).map((power) => (c: number) => c * 10 ** power),
)

test('the mass below agrees with the sum over the states', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), relativeLoad, (c, loadOf) => {
      const a = loadOf(c)
      expectClose(massBelow(c, a), ratio(exactChain(c, a, 1, 0).below, ONE), `massBelow(${c}, ${a})`, 5e-13)
    }),
  )
})

test('the waiting states agree with the sum over the states', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      relativeLoad,
      fc.double({ min: -1.3, max: 5, noNaN: true }),
      (c, loadOf, power) => {
        const theta = 10 ** power
        const a = Math.min(loadOf(c), 3 * c)
        const { waiting } = exactChain(c, a, theta)
        const mass = waiting.reduce((sum, x) => sum + x, 0n)
        // Of the mass at k, the next state's share a / (c + (k+1) theta) leads to the flow that is answered.
        const queued = waiting.reduce((sum, x, k) => sum + BigInt(k) * x, 0n)
        const what = `(${c}, ${a}, ${theta})`
        const actual = waitingMass(c, a, theta)
        expectClose(actual.mass, ratio(mass, ONE), `mass${what}`, 5e-13)
        expectClose(actual.abandoned, (ratio(queued, mass) * theta) / a, `abandoned${what}`, 2e-14)
        expectClose(actual.wait, ratio(queued, mass) / a, `wait${what}`, 2e-14)
        expectClose(actual.answered, (c / a) * ratio(mass - ONE, mass), `answered${what}`, 2e-14)
      },
    ),
    times(150),
  )
})

const anyAgents = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 100_000 }))
const anyTheta = fc.double({ min: -12, max: 6, noNaN: true }).map((power) => 10 ** power)

test('one agent more: mass(c) = (c / a) (1 + mass(c - 1)), across every change of method', () => {
  fc.assert(
    fc.property(anyAgents, relativeLoad, (c, loadOf) => {
      const a = loadOf(c)
      expectClose(massBelow(c, a), (c / a) * (1 + massBelow(c - 1, a)), `c = ${c}, a = ${a}`, 2e-12)
    }),
    times(500),
  )
})

test('one contact more: mass = 1 + a / (c + theta) x mass of the chain shifted by one, for any shape', () => {
  fc.assert(
    fc.property(anyAgents, relativeLoad, anyTheta, (c, loadOf, theta) => {
      const a = loadOf(c)
      const { mass, answered } = waitingMass(c, a, theta)
      // The shifted chain has rate c + theta while all are busy: scale time so that it is one of whole agents again.
      const next = 1 / (c + theta)
      const shifted = waitingMass(c, a * c * next, theta * c * next, (a - c - theta) * c * next)
      if (mass < 1e300) expectClose(mass, 1 + a * next * shifted.mass, `mass(${c}, ${a}, ${theta})`, 1e-12)
      expectClose(
        answered,
        (c / a) * (1 - 1 / mass),
        `answered(${c}, ${a}, ${theta})`,
        1e-12 + 4e-16 / (mass - 1),
      )
    }),
    times(500),
  )
})

test('waiting contacts are answered or give up, and give up at rate theta', () => {
  fc.assert(
    fc.property(anyAgents, relativeLoad, anyTheta, (c, loadOf, theta) => {
      const { abandoned, answered, wait } = waitingMass(c, loadOf(c), theta)
      expectClose(abandoned + answered, 1, 'sum', 1e-14)
      expectClose(theta * wait, abandoned, 'rate', 1e-15)
    }),
  )
})

test('below and from the centre upwards make up the whole, for theta = 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 100_000 }), relativeLoad, (c, loadOf) => {
      const a = loadOf(c)
      const total = totalMass(c, a, a - c)
      if (total < 1e300) expectClose(massBelow(c, a) + waitingMass(c, a, 1).mass, total, `(${c}, ${a})`)
    }),
  )
})

test('an empty system is as likely as the sum over the states says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 170 }), relativeLoad, (c, loadOf) => {
      const a = loadOf(c)
      const { states, empty } = exactChain(c, a, 2)
      const actual = emptyProbability(c, a, massBelow(c, a) + waitingMass(c, a, 2).mass)
      expectClose(actual, ratio(empty, states), `(${c}, ${a})`)
    }),
  )
})

test('masses at the edges: no agents, no load, infinite load', () => {
  expect([massBelow(0, 0), massBelow(0, 5), massBelow(5, Infinity), massBelow(50, Infinity)]).toEqual([
    0, 0, 0, 0,
  ])
  expect([massBelow(5, 0), massBelow(50, 0), massBelow(100_000, 1)]).toEqual([Infinity, Infinity, Infinity])
  expect([
    emptyProbability(0, 3, 4),
    emptyProbability(3, 0, Infinity),
    emptyProbability(3, Infinity, 1),
  ]).toEqual([0.25, 1, 0])
})
