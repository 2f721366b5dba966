import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Stream } from '../../../src/base/prng.js'
import { Draws } from '../../../src/sim/chance/draws.js'

test('uniforms drawn ahead are those of the stream, whatever else is drawn between', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.boolean(), { maxLength: 300 }), (seed, turns) => {
      const [one, other] = ['one', 'other'].map((name) => new Draws(Stream.named(seed, 0, name)))
      const plain = ['one', 'other'].map((name) => Stream.named(seed, 0, name))
      for (const turn of turns) {
        if (turn) expect(one!.next()).toBe(plain[0]!.uniform())
        else expect(other!.next()).toBe(plain[1]!.uniform())
      }
    }),
  )
})
