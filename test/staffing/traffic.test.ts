import { expect, test } from 'vitest'
import { assertAgentsAndLoad, inServiceTimes, offeredLoad } from '../../src/staffing/traffic.js'

test('the load is arrivals x service, whatever the units', () => {
  expect(offeredLoad({ arrivalsPerHour: 200, meanServiceMs: 180_000 })).toBe(10)
  expect(offeredLoad({ arrivalsPerHour: 0, meanServiceMs: 1 })).toBe(0)
  expect(offeredLoad({ arrivalsPerHour: Infinity, meanServiceMs: 1 })).toBe(Infinity)
  expect(inServiceTimes(20_000, { arrivalsPerHour: 1, meanServiceMs: 80_000 })).toBe(0.25)
})

test.each([
  [-1, 1000],
  [NaN, 1000],
  [1, 0],
  [1, -5],
  [1, Infinity],
  [1, NaN],
])('traffic of %d an hour and %d ms is refused', (arrivalsPerHour, meanServiceMs) => {
  expect(() => offeredLoad({ arrivalsPerHour, meanServiceMs })).toThrow(/must be/)
})

test.each([-1, 1.5, NaN, Infinity, 2 ** 53])('%d agents are refused', (agents) => {
  expect(() => assertAgentsAndLoad(agents, 1)).toThrow('agents')
})

test('a negative or missing time or load is refused', () => {
  expect(() => inServiceTimes(-1, { arrivalsPerHour: 1, meanServiceMs: 1 })).toThrow('withinMs')
  expect(() => inServiceTimes(NaN, { arrivalsPerHour: 1, meanServiceMs: 1 })).toThrow('withinMs')
  expect(() => assertAgentsAndLoad(1, -1)).toThrow('load')
  expect(() => assertAgentsAndLoad(1, NaN)).toThrow('load')
})
