/** The mean rate is what runs have on average: weekdays, surges and all. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnPieces } from '../../../src/sim/scenario/volume.js'
import { MeanRate } from '../../../src/sim/scenario/mean-rate.js'
import { smallScenario } from '../small-scenario.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const shifts = [{ from: '00:00', to: '12:00' }]

const week = (more: object) =>
  smallScenario({
    until: '12h',
    interval: '1h',
    days: 7,
    firstDay: 'monday',
    weekdays: { saturday: 1.5, sunday: 0 },
    scale: 2,
    agents: [{ name: 'a', count: 3, shifts }],
    ...more,
  })

describe('the mean rate', () => {
  it('with hours is that of the contacts that come in them, and of the open part of an interval', () => {
    const demand = week({}).demand[0]!
    const hours = {
      zone: 'UTC',
      fromMs: 0,
      toMs: 9 * DAY_MS,
      opensAtMs: [1.25 * HOUR_MS, DAY_MS + HOUR_MS],
      closesAtMs: [4 * HOUR_MS, DAY_MS + 2 * HOUR_MS],
    }
    const rate = new MeanRate(demand, 1, { cv: 0, surges: [] }, hours)
    const all = new MeanRate(demand, 1, { cv: 0, surges: [] })
    const hour = (h: number) => ({ fromMs: h * HOUR_MS, toMs: (h + 1) * HOUR_MS })
    expect(all.perHour(hour(1))).toBe(60)
    expect([0, 1, 2, 4].map((h) => rate.perHour(hour(h)))).toEqual([0, 45, 60, 0])
    expect(rate.perHour({ fromMs: 0, toMs: 6 * HOUR_MS })).toBeCloseTo((60 * 2.75) / 6, 9)
    // Of the days on which it is open then.
    expect(rate.perHourWhereAny([hour(1), hour(25), hour(49)])).toBe(60)
    expect(rate.perHourWhereAny([hour(4), hour(28)])).toBe(0)
  })

  it('of a stretch is that of the drawn pieces, where nothing is left to luck', () => {
    const scenario = week({ surges: [{ from: '02:30', to: '04:00', factor: 3 }] })
    const demand = scenario.demand[0]!
    const drawn = drawnPieces(demand.pieces, 0, [{ ...scenario.volume, name: 'all' }], 1, 0)
    const rate = new MeanRate(demand, scenario.scale, scenario.volume)
    fc.assert(
      fc.property(fc.nat(7 * 24 * 4), fc.integer({ min: 1, max: 300 }), (from, length) => {
        const stretch = { fromMs: (from * HOUR_MS) / 4, toMs: ((from + length) * HOUR_MS) / 4 }
        const contacts = drawn.reduce((sum, { fromMs, toMs, perHour }) => {
          const overlap = Math.min(toMs, stretch.toMs) - Math.max(fromMs, stretch.fromMs)
          return sum + Math.max(0, overlap) * perHour * 2
        }, 0)
        expect(rate.perHour(stretch)).toBeCloseTo(contacts / (stretch.toMs - stretch.fromMs), 6)
      }),
    )
  })

  it('counts a surge by its chance, and leaves out days without contacts', () => {
    const plain = week({})
    const lucky = week({ surges: [{ from: '00:00', to: '12:00', factor: 3, chance: 0.25 }] })
    const hour = { fromMs: HOUR_MS, toMs: 2 * HOUR_MS }
    const hours = Array.from({ length: 7 }, (_, day) => ({
      fromMs: hour.fromMs + day * DAY_MS,
      toMs: hour.toMs + day * DAY_MS,
    }))
    const rateOf = ({ demand, scale, volume }: typeof plain) => new MeanRate(demand[0]!, scale, volume)
    const monday = rateOf(plain).perHour(hour)
    expect(rateOf(lucky).perHour(hour)).toBeCloseTo(1.5 * monday, 9)
    expect(rateOf(plain).perHourWhereAny(hours)).toBeCloseTo((monday * 6.5) / 6, 9)
    expect(rateOf(plain).perHourWhereAny([hours[6]!])).toBe(0)
  })
})
