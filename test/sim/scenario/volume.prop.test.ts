/** Luck multiplies rates: what it multiplies them by has its moments, and nothing else is touched. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RatePiece } from '../../../src/sim/customers/arrivals.js'
import { daysOf } from '../../../src/sim/scenario/days.js'
import { measure } from '../../../src/sim/measures/measures.js'
import { type NamedVolume, drawnPieces, volumeOf } from '../../../src/sim/scenario/volume.js'
import { checkScenario } from '../../../src/sim/scenario/scenario.js'
import { simulate } from '../../../src/sim/run/simulate.js'
import { smallScenario, smallSpec } from '../small-scenario.js'
import { times } from '../../times.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const pieces = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 50 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((list) => {
    let at = 0
    return list.map(([gap, length, perHour]): RatePiece => {
      const fromMs = at + gap * HOUR_MS
      at = fromMs + length * HOUR_MS
      return { fromMs, toMs: at, perHour }
    })
  })
const surge = fc
  .tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom(0, 0.5, 3),
    fc.constantFrom(0, 1),
  )
  .map(([from, length, factor, chance]) => ({
    fromMs: (from * HOUR_MS) / 2,
    toMs: ((from + length) * HOUR_MS) / 2,
    factor,
    chance,
  }))

function rateAt(list: readonly RatePiece[], atMs: number): number {
  return list.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.perHour ?? 0
}

function contacts(list: readonly RatePiece[]): number {
  return list.reduce((sum, { fromMs, toMs, perHour }) => sum + ((toMs - fromMs) * perHour) / HOUR_MS, 0)
}

const none: NamedVolume = { name: 'a', cv: 0, surges: [] }

describe('surges', () => {
  it('multiply the rate while they last, and only when they happen', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.array(surge, { maxLength: 4 }),
        fc.array(surge, { maxLength: 2 }),
        (list, of, also) => {
          const volumes = [
            { ...none, surges: of.map((each) => [each]) },
            { ...none, name: 'b', surges: [also] },
          ]
          const cut = drawnPieces(list, 0, volumes, 1, 0)
          for (let atMs = 0; atMs < 300 * HOUR_MS; atMs += HOUR_MS / 4) {
            const factor = [...of, ...also]
              .filter(({ fromMs, toMs, chance }) => chance === 1 && fromMs <= atMs && atMs < toMs)
              .reduce((product, each) => product * each.factor, 1)
            expect(rateAt(cut, atMs)).toBeCloseTo(rateAt(list, atMs) * factor, 9)
          }
          cut.forEach(({ fromMs, toMs }, i) => {
            expect(fromMs).toBeLessThan(toMs)
            if (i > 0) expect(fromMs).toBeGreaterThanOrEqual(cut[i - 1]!.toMs)
          })
        },
      ),
      times(50),
    )
  })

  it('happen as often as they are said to, on each day anew', () => {
    const days = daysOf({ days: 4 })
    const spec = { surges: [{ from: '10:00', to: '11:00', factor: 2, chance: 0.3 }] }
    const list = days.map(({ laterMs }) => ({ fromMs: laterMs, toMs: laterMs + DAY_MS, perHour: 10 }))
    const volume = { name: 'a', ...volumeOf(spec, days) }
    const hits = [0, 0, 0, 0]
    for (let replication = 0; replication < 2_000; replication++) {
      const cut = drawnPieces(list, 0, [volume], 5, replication)
      hits.forEach((count, day) => {
        hits[day] = count + (rateAt(cut, day * DAY_MS + 10.5 * HOUR_MS) === 20 ? 1 : 0)
      })
    }
    // 2,000 x 0.3, give or take 20.5.
    for (const count of hits) expect(Math.abs(count - 600)).toBeLessThan(4 * 20.5)
  })
})

describe('a busyness factor', () => {
  const day: readonly RatePiece[] = [
    { fromMs: 0, toMs: DAY_MS, perHour: 5 },
    { fromMs: DAY_MS, toMs: 2 * DAY_MS, perHour: 15 },
  ]

  it.each([0.1, 0.5, 1.3])('has mean 1 and the standard deviation %s, anew each day', (cv) => {
    const runs = 20_000
    let sum = 0
    let squares = 0
    let products = 0
    for (let replication = 0; replication < runs; replication++) {
      const cut = drawnPieces(day, 0, [{ ...none, cv }], 3, replication)
      const first = rateAt(cut, 0) / 5
      const second = rateAt(cut, DAY_MS) / 15
      sum += first + second
      squares += (first - 1) ** 2 + (second - 1) ** 2
      products += (first - 1) * (second - 1)
    }
    expect(Math.abs(sum / (2 * runs) - 1)).toBeLessThan((4 * cv) / Math.sqrt(2 * runs))
    // The fourth moment of a gamma law is variance^2 (3 + 6 cv^2).
    const spread = cv ** 2 * Math.sqrt((2 + 6 * cv ** 2) / (2 * runs))
    expect(Math.abs(squares / (2 * runs) - cv ** 2)).toBeLessThan(4 * spread)
    expect(Math.abs(products / runs)).toBeLessThan((4 * cv ** 2) / Math.sqrt(runs))
  })

  it('is the same in all queues, or drawn for each', () => {
    const shared = { name: 'demand', cv: 0.4, surges: [] }
    const own = (queue: string): NamedVolume => ({ name: `customers/${queue}`, cv: 0.4, surges: [] })
    const of = (volumes: readonly NamedVolume[]): number => contacts(drawnPieces(day, 0, volumes, 1, 0))
    expect(of([shared])).toBe(of([shared]))
    expect(of([own('a')])).not.toBe(of([own('b')]))
    expect(drawnPieces(day, 0, [none], 1, 0)).toBe(day)
  })

  it('of 0 is as good as none, and between there is nothing that a quantile could be drawn of in time', () => {
    const plain = smallScenario()
    expect(smallScenario({ busyness: { cv: 0 } })).toEqual(plain)
    expect(smallScenario({ busyness: { cv: 0.001 } })).not.toEqual(plain)
    for (const cv of [-0.1, 1e-9, 0.0009, 11]) {
      expect(checkScenario({ ...smallSpec, busyness: { cv } })).toEqual([
        expect.objectContaining({
          path: ['busyness', 'cv'],
          message: `must be 0, or a number from 0.001 to 10, not ${cv}`,
        }),
      ])
    }
  })

  it('makes counts vary as a mixed Poisson law does', () => {
    const cv = 0.5
    const scenario = smallScenario({
      ...smallSpec,
      busyness: { cv },
      demand: { calls: { arrivals: { perHour: 60 } } },
      patience: 0,
    })
    const runs = 1_500
    const counts = Array.from({ length: runs }, (_, replication) => {
      const table = measure(scenario, simulate(scenario, 9, replication))
      return table.numerators[0]!
    })
    const mean = counts.reduce((sum, each) => sum + each, 0) / runs
    const variance = counts.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (runs - 1)
    const exact = 60 + (cv * 60) ** 2
    expect(Math.abs(mean - 60)).toBeLessThan(4 * Math.sqrt(exact / runs))
    expect(Math.abs(variance / exact - 1)).toBeLessThan(4 * Math.sqrt((2 + 6 * cv ** 2) / runs))
  })
})
