import { expect, test } from 'vitest'
import { carriedLoad, erlangB, erlangBMeasures } from '../../src/staffing/erlang-b.js'
import { expectClose } from './close.js'

// B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)), in exact fractions.
test.each([
  [1, 0.1, 0.09090909090909091],
  [2, 1.8, 0.3665158371040724],
  [5, 0.5, 0.000157952930026852],
  [8, 8.4, 0.2574848786641577],
  [10, 9, 0.16796322629158644],
  [16, 10, 0.022301872040363657],
  [1029, 1000, 0.00994188646407621],
  [1028, 1000, 0.01033292998831954],
  [300, 30, 4.18541874499475e-185],
  // Sums over the states in 40 digits, as for all large centres of these files.
  [10_000, 9_950, 0.005070084085479444],
  [10_000, 9_000, 2.0916197944192896e-26],
  [100_000, 100_500, 0.006315849711506666],
  [100_000, 99_800, 0.0014005593156435043],
  [100_000, 90_000, 1.98003409635906e-236],
  [100_000, 50_000, 0],
])('B(%d, %d) = %d', (agents, load, expected) => {
  expectClose(erlangB(agents, load), expected, 'B')
})

test('edges: no load, no agents, infinite load', () => {
  expect([erlangB(0, 0), erlangB(0, 7), erlangB(3, Infinity), erlangB(100, Infinity)]).toEqual([1, 1, 1, 1])
  expect([erlangB(3, 0), erlangB(100, 0), erlangB(100_000, 10)]).toEqual([0, 0, 0])
  expect([carriedLoad(0, 5), carriedLoad(5, 0), carriedLoad(5, Infinity)]).toEqual([0, 0, 5])
})

test('measures: 200 calls an hour of 3 minutes each, 12 lines', () => {
  const measures = erlangBMeasures({ arrivalsPerHour: 200, meanServiceMs: 180_000, agents: 12 })
  expect(measures.load).toBe(10)
  expectClose(measures.pBlock, 0.11973918844482515, 'pBlock')
  expectClose(measures.busyAgents, 10 * (1 - measures.pBlock), 'busy')
  expectClose(measures.occupancy, measures.busyAgents / 12, 'occupancy')
  // The sum of 10^k / k! for k = 0..12, inverted.
  let sum = 0
  for (let k = 12; k > 0; k--) sum = (sum + 1) * (10 / k)
  expectClose(measures.pEmpty, 1 / (sum + 1), 'pEmpty')
})

test('measures at the edges', () => {
  const at = (arrivalsPerHour: number, agents: number) =>
    erlangBMeasures({ arrivalsPerHour, meanServiceMs: 3_600_000, agents })
  expect(at(0, 0)).toEqual({ load: 0, pBlock: 1, busyAgents: 0, occupancy: 0, pEmpty: 1 })
  expect(at(0, 4)).toEqual({ load: 0, pBlock: 0, busyAgents: 0, occupancy: 0, pEmpty: 1 })
  expect(at(5, 0)).toEqual({ load: 5, pBlock: 1, busyAgents: 0, occupancy: 0, pEmpty: 1 })
  expect(at(Infinity, 4)).toEqual({ load: Infinity, pBlock: 1, busyAgents: 4, occupancy: 1, pEmpty: 0 })
})

test('refuses what is no number of agents or load', () => {
  expect(() => erlangB(1.5, 1)).toThrow('agents')
  expect(() => erlangB(1, -1)).toThrow('load')
})
