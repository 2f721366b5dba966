import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Hash64, Stream, hashString } from '../../src/base/prng.js'
import { StreamModel } from '../model/base/base-prng.js'

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const state = fc.tuple(word, word, word, word).filter((words) => words.some((w) => w !== 0))

test('a stream agrees with the naive twin in integers of any size', () => {
  fc.assert(
    fc.property(state, fc.array(fc.boolean(), { maxLength: 40 }), (words, draws) => {
      const stream = Stream.fromState(...words)
      const model = new StreamModel(words)
      for (const uniform of draws) {
        if (uniform) expect(stream.uniform()).toBe(model.uniform())
        else expect(stream.nextUint32()).toBe(model.nextUint32())
      }
    }),
  )
})

test('a stream draws into a column what it would have drawn one by one, and goes on from there', () => {
  fc.assert(
    fc.property(state, fc.array(fc.nat({ max: 9 }), { maxLength: 6 }), (words, lengths) => {
      const stream = Stream.fromState(...words)
      const model = new StreamModel(words)
      for (const length of lengths) {
        const column = new Float64Array(length)
        stream.drawInto(column)
        expect([...column]).toEqual(Array.from({ length }, () => model.uniform()))
        expect(stream.nextUint32()).toBe(model.nextUint32())
      }
    }),
  )
})

test('a uniform and its complement lie strictly between 0 and 1', () => {
  fc.assert(
    fc.property(state, (words) => {
      const stream = Stream.fromState(...words)
      for (let i = 0; i < 20; i++) {
        const u = stream.uniform()
        expect(u).toBeGreaterThan(0)
        expect(u).toBeLessThan(1)
        expect(1 - u).toBeGreaterThan(0)
        expect(1 - u).toBeLessThan(1)
      }
    }),
  )
})

test('a stream continues from its state, also through JSON', () => {
  fc.assert(
    fc.property(state, fc.nat({ max: 30 }), (words, draws) => {
      const stream = Stream.fromState(...words)
      expect(stream.state()).toEqual(words)
      for (let i = 0; i < draws; i++) stream.nextUint32()
      const text = JSON.stringify(stream.state())
      const copy = Stream.fromState(...(JSON.parse(text) as typeof words))
      for (let i = 0; i < 5; i++) expect(copy.nextUint32()).toBe(stream.nextUint32())
    }),
  )
})

/** A piece of what a hash takes in. */
const piece = fc.oneof(
  fc.double({ noNaN: true }).map((n) => n + 0),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.string({ unit: 'binary' }),
)
type Piece = string | number

function digestOf(pieces: readonly Piece[]): string {
  const hash = new Hash64()
  for (const p of pieces) {
    if (typeof p === 'string') hash.string(p)
    else hash.number(p)
  }
  return hash.digest()
}

test('equal sequences have equal digests, different ones have different digests', () => {
  fc.assert(
    fc.property(fc.array(piece), fc.array(piece), (a, b) => {
      expect(digestOf([...a])).toBe(digestOf(a))
      const same = a.length === b.length && a.every((p, i) => p === b[i])
      expect(digestOf(a) === digestOf(b)).toBe(same)
    }),
  )
})

test('whatever is changed in a sequence changes its digest', () => {
  const nonempty = fc.array(piece, { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(nonempty, fc.nat(), fc.nat({ max: 3 }), (pieces, pick, change) => {
      const at = pick % pieces.length
      const before = pieces[at]!
      const changed = [...pieces]
      if (change === 0) changed.splice(at, 1)
      else if (change === 1) changed.push(before)
      else if (typeof before === 'string') changed[at] = `${before}\u0000`
      else changed[at] = before === 0 ? Number.MIN_VALUE : -before
      expect(digestOf(changed)).not.toBe(digestOf(pieces))
    }),
  )
})

test('the signs of two numbers do not cancel, nor do any two equal changes of a bit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
      if (a === 0 || b === 0) return
      expect(digestOf([-a, -b])).not.toBe(digestOf([a, b]))
      expect(digestOf([-a, b])).not.toBe(digestOf([a, -b]))
    }),
  )
})

test('each flipped bit of a number flips about half of the digest', () => {
  const view = new DataView(new ArrayBuffer(8))
  const flips = new Int32Array(64)
  let tried = 0
  for (let n = 1; n <= 64; n++) {
    const before = BigInt(`0x${digestOf([n])}`)
    for (let bit = 0; bit < 52; bit++) {
      view.setFloat64(0, n)
      view.setBigUint64(0, view.getBigUint64(0) ^ (1n << BigInt(bit)))
      let difference = before ^ BigInt(`0x${digestOf([view.getFloat64(0)])}`)
      for (let i = 0; difference > 0n; i++, difference >>= 1n) if ((difference & 1n) === 1n) flips[i]!++
      tried++
    }
  }
  // 3328 trials of probability one half: the standard deviation is 29, and 64 places are looked at.
  for (const flipped of flips) expect(Math.abs(flipped - tried / 2)).toBeLessThan(5 * Math.sqrt(tried / 4))
})

test('names and seeds that differ in one place open unrelated streams', () => {
  const named = fc.tuple(fc.integer(), fc.nat({ max: 1000 }), fc.string({ maxLength: 12 }))
  fc.assert(
    fc.property(named, fc.nat({ max: 2 }), ([seed, replication, name], place) => {
      const one = Stream.named(seed, replication, name)
      const other = Stream.named(
        seed + Number(place === 0),
        replication + Number(place === 1),
        place === 2 ? `${name}x` : name,
      )
      const differing = one.state().map((w, i) => ones(w ^ other.state()[i]!))
      // 128 coins: 64 heads with a standard deviation of 5.7.
      const total = differing.reduce((sum, n) => sum + n, 0)
      expect(Math.abs(total - 64)).toBeLessThan(36)
    }),
  )
})

function ones(bits: number): number {
  let total = 0
  for (let rest = bits >>> 0; rest > 0; rest >>>= 1) total += rest & 1
  return total
}

test('string hashes are unsigned 32-bit integers that depend on the string alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(hashString(a)).toBe(hashString(a) >>> 0)
      if (a === b) expect(hashString(a)).toBe(hashString(b))
    }),
  )
})
