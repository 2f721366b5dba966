import { expect, test } from 'vitest'
import {
  erlangC,
  erlangCMeasures,
  erlangCServiceLevel,
  erlangCWaitQuantileMs,
} from '../../src/staffing/erlang-c.js'
import { expectClose } from './close.js'

// C = B / (1 - rho (1 - B)) with B by its recursion in exact fractions.
test.each([
  [11, 10, 0.6821182046893324],
  [14, 10, 0.17413193359504983],
  [17, 10, 0.030876109980672157],
  [40, 100 / 3, 0.19073729039430767],
  [105, 100, 0.5157074268123087],
  [1000, 950, 0.06825341537714143],
  [10_050, 10_000, 0.505689091108157],
  [10_000, 9_950, 0.5047504746810202],
  [100_000, 99_800, 0.4122009967851954],
  [100_000, 99_000, 0.0008219082374107954],
  [100_000, 90_000, 1.98003409635906e-235],
  [100_000, 50_000, 0],
])('C(%d, %d) = %d', (agents, load, expected) => {
  expectClose(erlangC(agents, load), expected, 'C')
})

// W > t with probability C e^(-(c - a) t / service).
test('100 calls in half an hour, 3 minutes each, 14 agents', () => {
  const traffic = { arrivalsPerHour: 200, meanServiceMs: 180_000, agents: 14 }
  const m = erlangCMeasures(traffic)
  expectClose(m.meanWaitMs, 7835.937011777243, 'mean wait')
  expectClose(m.meanWaitOfWaitingMs, 45_000, 'mean wait of the waiting')
  expectClose(m.waitVarianceMs2, 643.8324222074114e6, 'variance')
  expectClose(m.meanQueueLength, 0.4353298339876246, 'queue')
  expectClose(m.meanInSystem, 10.435329833987625, 'in system')
  expectClose(m.meanTimeInSystemMs, 187_835.93701177725, 'time in system')
  expectClose(m.occupancy, 10 / 14, 'occupancy')
  expectClose(m.pEmpty, 4.337292689762377e-5, 'empty')
  expectClose(erlangCServiceLevel(traffic, 0), 0.8258680664049501, 'at once')
  expectClose(erlangCServiceLevel(traffic, 20_000), 0.8883500191794669, 'within 20 s')
  expectClose(erlangCServiceLevel(traffic, 120_000), 0.9879007122857162, 'within 2 min')
  expect(erlangCWaitQuantileMs(traffic, 0.8)).toBe(0)
  expectClose(erlangCWaitQuantileMs(traffic, 0.95), 56_150.56104841762, '95 %')
  expectClose(erlangCWaitQuantileMs(traffic, 0.99), 128_575.26710795213, '99 %')
})

test('with no more agents than load there is no long run', () => {
  for (const agents of [0, 9, 10]) {
    const traffic = { arrivalsPerHour: 200, meanServiceMs: 180_000, agents }
    const m = erlangCMeasures(traffic)
    expect([m.pWait, m.pNoWait, m.pEmpty, m.occupancy]).toEqual([1, 0, 0, agents === 0 ? 0 : 1])
    const endless = [
      m.meanWaitMs,
      m.meanQueueLength,
      m.meanInSystem,
      m.waitVarianceMs2,
      m.meanWaitOfWaitingMs,
    ]
    expect(endless).toEqual([Infinity, Infinity, Infinity, Infinity, Infinity])
    expect([erlangCServiceLevel(traffic, 1e9), erlangCServiceLevel(traffic, Infinity)]).toEqual([0, 0])
    expect([erlangCWaitQuantileMs(traffic, 0), erlangCWaitQuantileMs(traffic, 0.1)]).toEqual([0, Infinity])
  }
})

test('without load nobody waits', () => {
  const traffic = { arrivalsPerHour: 0, meanServiceMs: 180_000, agents: 4 }
  const m = erlangCMeasures(traffic)
  expect([m.pWait, m.meanWaitMs, m.waitVarianceMs2, m.meanQueueLength, m.occupancy]).toEqual([0, 0, 0, 0, 0])
  expect([m.pNoWait, m.pEmpty, m.meanWaitOfWaitingMs]).toEqual([1, 1, 45_000])
  expect([erlangCServiceLevel(traffic, 0), erlangCWaitQuantileMs(traffic, 0.999)]).toEqual([1, 0])
  expect(erlangCWaitQuantileMs(traffic, 1)).toBe(0)
  expect(erlangCWaitQuantileMs({ ...traffic, arrivalsPerHour: 1 }, 1)).toBe(Infinity)
})

test('a service level stays true where it is tiny', () => {
  // Load 1e-9 below 1000 agents: P(no wait) is about (c - a) sqrt(pi / (2 c)).
  const traffic = { arrivalsPerHour: 1000 - 1e-9, meanServiceMs: 3_600_000, agents: 1000 }
  const level = erlangCServiceLevel(traffic, 0)
  expect(level / (1e-9 * Math.sqrt(Math.PI / 2000))).toBeCloseTo(1, 1)
})

test('refuses what makes no sense', () => {
  const traffic = { arrivalsPerHour: 1, meanServiceMs: 1000, agents: 1 }
  expect(() => erlangCWaitQuantileMs(traffic, 1.01)).toThrow('probability')
  expect(() => erlangCWaitQuantileMs(traffic, NaN)).toThrow('probability')
  expect(() => erlangCServiceLevel(traffic, -1)).toThrow('withinMs')
  expect(() => erlangC(-1, 1)).toThrow('agents')
})
