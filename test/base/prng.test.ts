import { expect, test } from 'vitest'
import { InvariantError } from '../../src/base/assert.js'
import { Hash64, Stream, hashString } from '../../src/base/prng.js'

test('xoshiro128++ yields its published vector', () => {
  const stream = Stream.fromState(1, 2, 3, 4)
  const vector = [
    641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
  ]
  expect(vector.map(() => stream.nextUint32())).toEqual(vector)
})

test('two zero draws make the least uniform, not zero', () => {
  const stream = Stream.fromState(0, 0, 1, 0)
  expect([stream.nextUint32(), stream.nextUint32()]).toEqual([0, 0])
  expect(Stream.fromState(0, 0, 1, 0).uniform()).toBe(2 ** -53)
})

test('the all-zero state, in which it would stay, is refused', () => {
  expect(() => Stream.fromState(0, 0, 0, 0)).toThrow(InvariantError)
})

test('uniforms fill 256 boxes evenly, alone and in pairs, in every stream looked at', () => {
  const names = ['arrivals', 'service', 'patience', 'a', 'b', '']
  for (const name of names) {
    for (let replication = 0; replication < 4; replication++) {
      const stream = Stream.named(1, replication, name)
      const alone = new Int32Array(256)
      const pairs = new Int32Array(256)
      let last = stream.uniform()
      let sum = 0
      for (let i = 0; i < 25_600; i++) {
        const u = stream.uniform()
        alone[Math.floor(u * 256)]!++
        pairs[Math.floor(last * 16) * 16 + Math.floor(u * 16)]!++
        sum += u
        last = u
      }
      // 255 degrees of freedom: mean 255, standard deviation 22.6. The seeds are fixed, so this does not flicker.
      expect(chiSquared(alone, 100)).toBeLessThan(255 + 5 * 22.6)
      expect(chiSquared(alone, 100)).toBeGreaterThan(255 - 5 * 22.6)
      expect(chiSquared(pairs, 100)).toBeLessThan(255 + 5 * 22.6)
      expect(Math.abs(sum / 25_600 - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / 25_600))
    }
  }
})

function chiSquared(counts: Int32Array, expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

test('the first draws of neighbouring seeds and replications are as even as one stream', () => {
  const bySeed = new Int32Array(64)
  const byReplication = new Int32Array(64)
  for (let i = 0; i < 6400; i++) {
    bySeed[Math.floor(Stream.named(i, 0, 'arrivals').uniform() * 64)]!++
    byReplication[Math.floor(Stream.named(0, i, 'arrivals').uniform() * 64)]!++
  }
  // 63 degrees of freedom: standard deviation 11.2.
  expect(chiSquared(bySeed, 100)).toBeLessThan(63 + 5 * 11.2)
  expect(chiSquared(byReplication, 100)).toBeLessThan(63 + 5 * 11.2)
})

test('named streams never change: recorded runs depend on them', () => {
  expect(Stream.named(42, 0, 'arrivals').state()).toEqual([4073859506, 272082937, 2211261096, 1166788861])
  expect(Stream.named(42, 1, 'service').state()).toEqual([1311990999, 1246978016, 3752790957, 838965541])
})

test('digests and string hashes never change: recorded state hashes depend on them', () => {
  const hash = new Hash64()
  expect(hash.digest()).toBe('14c9ad75b7e77082')
  for (const n of [0, -1, 0.1, 2 ** 53, 1e-320, Infinity]) hash.number(n)
  expect(hash.digest()).toBe('35af1023c02d4e8c')
  hash.string('vip, gr\u00fcn, \u5bb6\u5177')
  expect(hash.digest()).toBe('2d559690e529d3be')
  expect([hashString(''), hashString('billing'), hashString('\u5bb6\u5177')]).toEqual([
    2872998923, 3681692424, 813837033,
  ])
})

test('reading a digest takes nothing in', () => {
  const hash = new Hash64()
  hash.number(1)
  expect(hash.digest()).toBe(hash.digest())
  expect(hash.digest()).toMatch(/^[0-9a-f]{16}$/)
})

test('0 and -0 are one number to a hash, and so are all NaN; 0 and the empty string are not', () => {
  const digestOf = (...pieces: (number | string)[]): string => {
    const hash = new Hash64()
    for (const piece of pieces) {
      if (typeof piece === 'string') hash.string(piece)
      else hash.number(piece)
    }
    return hash.digest()
  }
  const otherNaN = new Float64Array(new BigUint64Array([0xfff8_0000_0000_1234n]).buffer)[0]!
  expect(digestOf(-0)).toBe(digestOf(0))
  expect(digestOf(otherNaN)).toBe(digestOf(Number.NaN))
  expect(new Set([digestOf(), digestOf(0), digestOf(''), digestOf(0, 0), digestOf('0')]).size).toBe(5)
  expect(digestOf('ab', 'c')).not.toBe(digestOf('a', 'bc'))
})
