/** The integrated rate up to the k-th customer is the sum of k exponentials: that is what a Poisson stream is. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/base/prng.js'
import { ArrivalClock, type RatePiece } from '../../../src/sim/customers/arrivals.js'

const pieces = fc
  .array(
    fc.record({
      gap: fc.constantFrom(0, 0, 1_000, 1_800_000),
      length: fc.integer({ min: 1, max: 7_200_000 }),
      perHour: fc.constantFrom(0, 0.5, 20, 3_000),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => {
    let at = 0
    return parts.map(({ gap, length, perHour }): RatePiece => {
      const fromMs = at + gap
      at = fromMs + length
      return { fromMs, toMs: at, perHour }
    })
  })

function expectedUntil(list: readonly RatePiece[], scale: number, atMs: number): number {
  return list.reduce(
    (sum, { fromMs, toMs, perHour }) =>
      sum + (Math.max(0, Math.min(atMs, toMs) - fromMs) * perHour * scale) / 3_600_000,
    0,
  )
}

describe('arrivals', () => {
  it('follow the integrated rate', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.constantFrom(0.1, 1, 3),
        fc.integer({ min: 0, max: 1e9 }),
        (list, scale, seed) => {
          const stream = Stream.named(seed, 0, 'arrivals')
          const clock = new ArrivalClock(list, scale)
          let exponentials = 0
          let last = 0
          for (let k = 0; k < 50; k++) {
            const uniform = stream.uniform()
            exponentials -= Math.log(uniform)
            const at = clock.next(uniform)
            if (at === Infinity) {
              expect(exponentials).toBeGreaterThanOrEqual(expectedUntil(list, scale, Infinity) * (1 - 1e-9))
              expect(clock.next(0.5)).toBe(Infinity)
              return
            }
            expect(at).toBeGreaterThanOrEqual(last)
            expect(list.some(({ fromMs, toMs, perHour }) => perHour > 0 && fromMs <= at && at < toMs)).toBe(
              true,
            )
            expect(Math.abs(expectedUntil(list, scale, at) - exponentials)).toBeLessThan(1e-6)
            last = at
          }
        },
      ),
    )
  })

  it('never happen without a rate', () => {
    expect(new ArrivalClock([], 1).next(0.5)).toBe(Infinity)
    expect(new ArrivalClock([{ fromMs: 0, toMs: 1, perHour: 5 }], 0).next(0.5)).toBe(Infinity)
  })

  it('refuse pieces that overlap or run backwards', () => {
    const piece = { fromMs: 0, toMs: 10, perHour: 1 }
    expect(() => new ArrivalClock([piece, { ...piece, fromMs: 9, toMs: 20 }], 1)).toThrow('overlap')
    expect(() => new ArrivalClock([{ ...piece, toMs: 0 }], 1)).toThrow('ends before')
  })
})
