/** The product-limit estimate against its textbook form, and the laws of drawing beyond what was seen. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Survival } from '../../../src/sim/records/survival.js'

const cases = fc.array(fc.record({ waitMs: fc.integer({ min: 0, max: 20 }), hungUp: fc.boolean() }), {
  minLength: 1,
  maxLength: 40,
})
const uniform = fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true })

function survivalOf(list: readonly { waitMs: number; hungUp: boolean }[]): Survival {
  return new Survival(
    list.map(({ waitMs }) => waitMs),
    list.map(({ hungUp }) => hungUp),
  )
}

describe('survival', () => {
  it('is the product over hang-ups of the share that did not hang up', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 22 }), (list, at) => {
        const times = [...new Set(list.filter(({ hungUp }) => hungUp).map(({ waitMs }) => waitMs))]
        const naive = times
          .filter((time) => time <= at)
          .reduce((share, time) => {
            const atRisk = list.filter(({ waitMs }) => waitMs >= time).length
            const ended = list.filter(({ waitMs, hungUp }) => hungUp && waitMs === time).length
            return share * (1 - ended / atRisk)
          }, 1)
        expect(survivalOf(list).at(at)).toBeCloseTo(naive, 12)
      }),
    )
  })

  it('nobody is less patient than was seen, and a greater uniform is not less patient', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 25 }), uniform, uniform, (list, waited, a, b) => {
        const survival = survivalOf(list)
        const low = survival.beyond(waited, Math.min(a, b))
        const high = survival.beyond(waited, Math.max(a, b))
        expect(low).toBeGreaterThanOrEqual(waited)
        expect(high).toBeGreaterThanOrEqual(low)
      }),
    )
  })

  it('draws as often as the curve says', () => {
    const survival = survivalOf([
      { waitMs: 1, hungUp: true },
      { waitMs: 2, hungUp: false },
      { waitMs: 3, hungUp: true },
      { waitMs: 4, hungUp: false },
    ])
    // Left after 1: 3/4; after 3: 3/4 x 1/2. Beyond 2: half of them hang up at 3, the others later than 4.
    expect(survival.at(2.9)).toBe(0.75)
    expect(survival.at(3)).toBe(0.375)
    expect(survival.beyond(2, 0.49)).toBe(3)
    expect(survival.beyond(2, 0.51)).toBeGreaterThan(3)
    expect(survival.beyond(2, 1 - 1e-9)).toBeGreaterThan(50)
  })

  it('without hang-ups is endless', () => {
    expect(survivalOf([{ waitMs: 5, hungUp: false }]).beyond(2, 0.999)).toBe(Infinity)
    expect(new Survival([], []).beyond(0, 0.5)).toBe(Infinity)
  })
})
