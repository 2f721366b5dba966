/**
 * The naive twin of `Stream`: xoshiro128++ in integers of any size, written from the authors' description
 * (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021) with every reduction spelt out.
 */
import type { Stream } from '../../../src/base/prng.js'

const WORD = 1n << 32n

function rotated(word: bigint, by: bigint): bigint {
  return ((word << by) | (word >> (32n - by))) % WORD
}

export class StreamModel implements Pick<Stream, 'nextUint32' | 'uniform'> {
  private words: [bigint, bigint, bigint, bigint]

  constructor(state: readonly [number, number, number, number]) {
    this.words = [BigInt(state[0]), BigInt(state[1]), BigInt(state[2]), BigInt(state[3])]
  }

  nextUint32(): number {
    let [s0, s1, s2, s3] = this.words
    const result = (rotated((s0 + s3) % WORD, 7n) + s0) % WORD
    const shifted = (s1 << 9n) % WORD
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = rotated(s3, 11n)
    this.words = [s0, s1, s2, s3]
    return Number(result)
  }

  uniform(): number {
    const high = BigInt(this.nextUint32()) >> 5n
    const low = BigInt(this.nextUint32()) >> 6n
    const lattice = (high << 26n) + low
    return Number(lattice === 0n ? 1n : lattice) / 2 ** 53
  }
}
