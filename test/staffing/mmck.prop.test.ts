import fc from 'fast-check'
import { expect, test } from 'vitest'
import { erlangB } from '../../src/staffing/erlang-b.js'
import { erlangCMeasures, erlangCServiceLevel } from '../../src/staffing/erlang-c.js'
import { mmckMeasures, mmckServiceLevel } from '../../src/staffing/mmck.js'
import { exactChain, exactTail } from '../model/staffing/staffing-chain.js'
import { ONE, ratio } from '../model/staffing/staffing-exact.js'
import { expectClose } from './close.js'
import { times } from '../times.js'

const HOUR_MS = 3_600_000
const rho = fc.oneof(
  fc.double({ min: -2, max: 2, noNaN: true }).map((power) => 10 ** power),
  fc.double({ min: -1e-3, max: 1e-3, noNaN: true }).map((x) => 1 + x),
  fc.constant(1),
)
const finite = (agents: number, load: number, waitingPlaces: number) => ({
  arrivalsPerHour: load,
  meanServiceMs: HOUR_MS,
  agents,
  waitingPlaces,
})

test('agrees with the exact sums over the states', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      rho,
      fc.integer({ min: 0, max: 90 }),
      (c, factor, places) => {
        const a = c * factor
        const m = mmckMeasures(finite(c, a, places))
        const { waiting, below, states, empty } = exactChain(c, a, 0, places)
        const last = waiting[places]!
        const sum = (of: (k: number) => bigint) => waiting.reduce((total, x, k) => total + of(k) * x, 0n)
        const accepted = states - last
        const what = `(${c}, ${a}, ${places})`
        expectClose(m.pBlock, ratio(last, states), `pBlock${what}`)
        expectClose(m.pAccept, ratio(accepted, states), `pAccept${what}`)
        expectClose(m.pAllBusy, ratio(states - below, states), `pAllBusy${what}`)
        expectClose(m.pWaitOfAccepted, ratio(states - below - last, accepted), `pWaitOfAccepted${what}`)
        expectClose(m.meanQueueLength, ratio(sum(BigInt), states), `queue${what}`)
        const found = sum((k) => (k < places ? BigInt(k + 1) : 0n))
        expectClose(m.meanWaitOfAcceptedMs, (ratio(found, accepted) / c) * HOUR_MS, `wait${what}`)
        expectClose(m.occupancy, factor * ratio(accepted, states), `occupancy${what}`)
        expectClose(m.pEmpty, ratio(empty, states), `pEmpty${what}`)
        if (places === 0) expectClose(m.pBlock, ratio(ONE, states), 'loss system')
      },
    ),
  )
})

test('the wait of the accepted agrees with the differential equations of one contact', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.double({ min: 0.05, max: 5, noNaN: true }),
      fc.integer({ min: 1, max: 25 }),
      fc.double({ min: 1e-6, max: 3, noNaN: true }),
      (c, factor, places, t) => {
        const twin = exactTail(c, c * factor, 0, t, places)
        const level = mmckServiceLevel(finite(c, c * factor, places), t * HOUR_MS)
        expectClose(level, twin.answeredWithin, `(${c}, ${c * factor}, ${places}, ${t})`)
      },
    ),
    times(40),
  )
})

const large = fc.tuple(fc.integer({ min: 1, max: 20_000 }), rho, fc.integer({ min: 0, max: 1_000_000 }))

test('any size: Little, balance, and time in system', () => {
  fc.assert(
    fc.property(large, ([c, factor, places]) => {
      const m = mmckMeasures(finite(c, c * factor, places))
      expectClose(m.pBlock + m.pAccept, 1, 'sum')
      expectClose(
        m.meanQueueLength,
        (m.acceptedPerHour * m.meanWaitOfAcceptedMs) / HOUR_MS,
        'Little, waiting',
        2e-12,
      )
      expectClose(m.meanInSystem, (m.acceptedPerHour * m.meanTimeInSystemMs) / HOUR_MS, 'Little, in system')
      expectClose(m.occupancy * c, m.acceptedPerHour, 'what is accepted is served')
      expectClose(m.meanWaitOfAcceptedMs, m.pWaitOfAccepted * m.meanWaitOfWaitingMs, 'mean wait')
    }),
  )
})

test('any size: one place more loses fewer and makes the accepted wait longer', () => {
  fc.assert(
    fc.property(large, fc.double({ min: 0, max: 0.05, noNaN: true }), ([c, factor, places], t) => {
      const one = finite(c, c * factor, places)
      const more = { ...one, waitingPlaces: places + 1 }
      expect(mmckMeasures(more).pBlock).toBeLessThanOrEqual(mmckMeasures(one).pBlock * (1 + 1e-12))
      const level = mmckServiceLevel(one, t * HOUR_MS)
      expect(mmckServiceLevel(more, t * HOUR_MS)).toBeLessThanOrEqual(level * (1 + 1e-12))
      expect(mmckServiceLevel(one, t * 1.1 * HOUR_MS)).toBeGreaterThanOrEqual(level * (1 - 1e-12))
    }),
    times(50),
  )
})

test('no places is Erlang B, places without end are Erlang C', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (c, factor, t) => {
        const a = c * factor
        expectClose(mmckMeasures(finite(c, a, 0)).pBlock, erlangB(c, a), 'B')
        expect(mmckServiceLevel(finite(c, a, 0), 0)).toBe(1)
        const m = mmckMeasures(finite(c, a, 10_000))
        const endless = erlangCMeasures(finite(c, a, 0))
        expectClose(m.pWaitOfAccepted, endless.pWait, 'C')
        expectClose(m.meanQueueLength, endless.meanQueueLength, 'queue')
        const level = mmckServiceLevel(finite(c, a, 10_000), t * HOUR_MS)
        expectClose(level, erlangCServiceLevel(finite(c, a, 0), t * HOUR_MS), 'service level')
      },
    ),
  )
})
