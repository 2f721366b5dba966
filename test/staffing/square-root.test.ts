import { expect, test } from 'vitest'
import { erlangC } from '../../src/staffing/erlang-c.js'
import {
  garnett,
  garnettBeta,
  halfinWhitt,
  halfinWhittBeta,
  squareRootAgents,
} from '../../src/staffing/square-root.js'
import { expectClose } from './close.js'

// 1 / (1 + beta Phi(beta) / phi(beta)).
test.each([
  [0.1, 0.8802870833308115],
  [0.75, 0.3417484542905818],
  [2, 0.026881362429432263],
])('Halfin-Whitt of %d is %d', (beta, expected) => {
  expectClose(halfinWhitt(beta), expected)
  expectClose(halfinWhittBeta(expected), beta, 'inverse', 1e-13)
})

// 1 / (1 + sqrt(theta) h(beta / sqrt(theta)) / h(-beta)), h = phi / (1 - Phi).
test.each([
  [0.1, 0.25, 0.6127561990880759],
  [0.1, 4, 0.30698901913426246],
  [0.75, 0.5, 0.25918735305770335],
  [0.75, 2, 0.19138090047136766],
  [2, 1, 0.02275013194817921],
])('Garnett of %d with impatience %d is %d', (beta, theta, expected) => {
  expectClose(garnett(beta, theta), expected)
  expectClose(garnettBeta(expected, theta), beta, 'inverse', 1e-13)
})

test('the rule of thumb meets the exact formula from below as centres grow', () => {
  for (const load of [10, 100, 1000, 10_000]) {
    const agents = squareRootAgents(load, 0.5)
    const beta = (agents - load) / Math.sqrt(load)
    const error = erlangC(agents, load) - halfinWhitt(beta)
    expect(error).toBeGreaterThan(0)
    expect(error).toBeLessThan(0.13 / Math.sqrt(load))
  }
})

test('limits at the edges are 0, 1, or the load itself', () => {
  expect([halfinWhitt(0), halfinWhitt(-3), halfinWhitt(Infinity), halfinWhitt(50)]).toEqual([1, 1, 0, 0])
  expect([garnett(-Infinity, 1), garnett(Infinity, 1), garnett(0, Infinity), garnett(-2, 0)]).toEqual([
    1, 0, 0, 1,
  ])
  expect([squareRootAgents(0, 2), squareRootAgents(100, 1), squareRootAgents(100, -20)]).toEqual([0, 110, 0])
  expect(squareRootAgents(99, 0)).toBe(99)
})

test('refuses what makes no sense', () => {
  expect(() => halfinWhitt(NaN)).toThrow('beta')
  expect(() => garnett(1, -1)).toThrow('theta')
  expect(() => halfinWhittBeta(0)).toThrow('pWait')
  expect(() => garnettBeta(0.5, 0)).toThrow('theta')
  expect(() => squareRootAgents(Infinity, 1)).toThrow('load')
  expect(() => squareRootAgents(1, Infinity)).toThrow('beta')
})
