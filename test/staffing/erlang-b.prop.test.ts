import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carriedLoad, erlangB, erlangBMeasures } from '../../src/staffing/erlang-b.js'
import { exactErlangB } from '../model/staffing/staffing-chain.js'
import { expectClose } from './close.js'

const load = fc.double({ min: -6, max: 6, noNaN: true }).map((power) => 10 ** power)
const agents = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100_000 }))

test('agrees with the exact sum over the states', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), load, (c, a) => {
      expectClose(erlangB(c, a), exactErlangB(c, a), `B(${c}, ${a})`)
    }),
  )
})

test('B(c) = a B(c-1) / (c + a B(c-1)), at any size', () => {
  fc.assert(
    fc.property(agents, load, (c, a) => {
      const last = a * erlangB(c - 1, a)
      expectClose(erlangB(c, a), last / (c + last), `B(${c}, ${a})`)
    }),
  )
})

test('falls with agents, grows with load, and stays a probability', () => {
  fc.assert(
    fc.property(agents, load, fc.double({ min: 1.000001, max: 2, noNaN: true }), (c, a, factor) => {
      const b = erlangB(c, a)
      expect(b).toBeGreaterThanOrEqual(0)
      expect(b).toBeLessThanOrEqual(1)
      expect(erlangB(c + 1, a)).toBeLessThanOrEqual(b)
      expect(erlangB(c, a * factor)).toBeGreaterThanOrEqual(b * (1 - 1e-12))
    }),
  )
})

test('what is carried and what is lost make up the load, and nobody works more than all the time', () => {
  fc.assert(
    fc.property(agents, load, (c, a) => {
      const carried = carriedLoad(c, a)
      expectClose(carried + a * erlangB(c, a), a, `(${c}, ${a})`)
      expect(carried).toBeLessThanOrEqual(Math.min(a, c) * (1 + 1e-12))
      const measures = erlangBMeasures({ arrivalsPerHour: a, meanServiceMs: 3_600_000, agents: c })
      expect(measures.busyAgents).toBe(carried)
      expectClose(measures.occupancy * c, carried, 'occupancy')
    }),
  )
})
