/** Further luck is as good as fresh: even, and not to be guessed from what went before. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/base/prng.js'
import { furtherLuck } from '../../../src/sim/chance/luck.js'

describe('further luck', () => {
  it('is a uniform in (0, 1), always the same one', () => {
    fc.assert(
      fc.property(fc.double({ min: 2 ** -53, max: 1 - 2 ** -53, noNaN: true }), (u) => {
        const next = furtherLuck(u)
        expect(next).toBeGreaterThan(0)
        expect(next).toBeLessThan(1)
        expect(furtherLuck(u)).toBe(next)
      }),
    )
  })

  it('is even along a chain, and of no relation to the links before', () => {
    const stream = Stream.named(7, 0, 'luck')
    const runs = 20_000
    const sums = [0, 0, 0]
    const products = [0, 0, 0]
    let low = 0
    for (let run = 0; run < runs; run++) {
      const first = stream.uniform()
      let last = first
      for (let link = 0; link < 3; link++) {
        const next = furtherLuck(last)
        sums[link]! += next - 0.5
        products[link]! += (first - 0.5) * (next - 0.5)
        if (first < 0.1 && next < 0.1) low++
        last = next
      }
    }
    for (const sum of sums) expect(Math.abs(sum / runs)).toBeLessThan(4 * Math.sqrt(1 / 12 / runs))
    for (const product of products)
      expect(Math.abs(product / runs)).toBeLessThan((4 / 12) * Math.sqrt(1 / runs))
    expect(Math.abs(low / (3 * runs) - 0.01)).toBeLessThan(4 * Math.sqrt(0.0099 / (3 * runs)) * Math.sqrt(3))
  })
})
