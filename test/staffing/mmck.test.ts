import { expect, test } from 'vitest'
import { mmckMeasures, mmckServiceLevel } from '../../src/staffing/mmck.js'
import { expectClose } from './close.js'

const HOUR_MS = 3_600_000
const at = (arrivalsPerHour: number, agents: number, waitingPlaces: number, meanServiceMs = HOUR_MS) => ({
  arrivalsPerHour,
  meanServiceMs,
  agents,
  waitingPlaces,
})

// Birth-death balance; the wait of an accepted contact that finds k waiting is Erlang(k + 1, c mu).
test('M/M/90/120 under a load of 84, the pooled end point of Wallace and Whitt (2005)', () => {
  const traffic = at(8.4, 90, 30, 10 * HOUR_MS)
  const m = mmckMeasures(traffic)
  expectClose(m.pBlock, 0.003643076070960407, 'pBlock')
  expectClose(m.acceptedPerHour, 8.369398161003932, 'accepted')
  expectClose(m.meanQueueLength, 3.7664196680217827, 'queue')
  expectClose(m.meanInSystem, 87.46040127806111, 'in system')
  expectClose(m.meanWaitOfAcceptedMs, 0.45002276096397237 * HOUR_MS, 'wait')
  expectClose(m.meanTimeInSystemMs, 10.450022760963972 * HOUR_MS, 'time in system')
  expectClose(m.pWaitOfAccepted, 0.37970555463618827, 'pWait')
  expectClose(m.pAllBusy, 0.3819653344870428, 'pAllBusy')
  expectClose(m.meanWaitOfWaitingMs, 1.1851887744838443 * HOUR_MS, 'wait of the waiting')
  expectClose(m.occupancy, 0.9299331290004369, 'occupancy')
  expectClose(m.pEmpty, 2.8000448360589735e-37, 'empty')
  expectClose(mmckServiceLevel(traffic, 0), 0.6202944453638117, 'at once')
  expectClose(mmckServiceLevel(traffic, 0.5 * HOUR_MS), 0.7329222772891649, 'within half an hour')
  expectClose(mmckServiceLevel(traffic, HOUR_MS), 0.816359027296314, 'within an hour')
})

test('100 agents at their critical load, 10 places', () => {
  const m = mmckMeasures(at(100, 100, 10))
  expectClose(m.pBlock, 0.04308495029061557, 'pBlock')
  expectClose(m.meanQueueLength, 2.3696722659838567, 'queue')
  expectClose(m.pEmpty, 4.020955353213613e-44, 'empty')
  expectClose(mmckServiceLevel(at(100, 100, 10), 0.05 * HOUR_MS), 0.7738767896006686, 'service level')
})

test('edges: no load, infinite load, no agents, no places', () => {
  const idle = mmckMeasures(at(0, 4, 3))
  expect([idle.pBlock, idle.pAccept, idle.pWaitOfAccepted, idle.meanQueueLength, idle.pEmpty]).toEqual([
    0, 1, 0, 0, 1,
  ])
  expect(idle.meanWaitOfWaitingMs).toBe(HOUR_MS / 4)
  const flooded = mmckMeasures(at(Infinity, 4, 3))
  expect([flooded.pBlock, flooded.pAccept, flooded.occupancy, flooded.meanQueueLength]).toEqual([1, 0, 1, 3])
  expect([flooded.acceptedPerHour, flooded.pWaitOfAccepted, flooded.pEmpty]).toEqual([4, 1, 0])
  expect(flooded.meanWaitOfAcceptedMs).toBe(0.75 * HOUR_MS)
  for (const places of [3, 0]) {
    const waits = places > 0
    expect(mmckMeasures(at(2, 0, places))).toMatchObject({
      pWaitOfAccepted: waits ? 1 : 0,
      meanWaitOfAcceptedMs: waits ? Infinity : 0,
      meanWaitOfWaitingMs: waits ? Infinity : 0,
      pEmpty: waits ? 0 : 1,
    })
  }
  const empty = mmckMeasures(at(2, 0, 3))
  expect([empty.pBlock, empty.meanQueueLength, empty.meanWaitOfAcceptedMs, empty.occupancy]).toEqual([
    1,
    3,
    Infinity,
    0,
  ])
  const loss = mmckMeasures(at(1, 1, 0))
  expect([loss.pBlock, loss.meanQueueLength, loss.meanWaitOfAcceptedMs, loss.pWaitOfAccepted]).toEqual([
    0.5, 0, 0, 0,
  ])
  expect([mmckServiceLevel(at(2, 0, 3), 5), mmckServiceLevel(at(2, 2, 3), Infinity)]).toEqual([0, 1])
  expect([mmckServiceLevel(at(0, 2, 3), 0), mmckServiceLevel(at(2, 2, 0), 0)]).toEqual([1, 1])
  expect([mmckServiceLevel(at(Infinity, 4, 3), 0), mmckMeasures(at(Infinity, 4, 0)).pEmpty]).toEqual([0, 0])
})

test('refuses half a place', () => {
  expect(() => mmckMeasures(at(1, 1, 0.5))).toThrow('waitingPlaces')
  expect(() => mmckServiceLevel(at(1, 1, Infinity), 0)).toThrow('waitingPlaces')
})
