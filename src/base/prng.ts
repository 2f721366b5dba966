/**
 * Named random streams, and the stable hashes that seed them and digest the engine's state.
 * Idea: xoshiro128++ (Blackman and Vigna, 2019; period 2^128 - 1) in four 32-bit fields, seeded by hashing
 * (seed, replication, name), so that streams differ however alike their names and seeds are.
 * **cost** a draw O(1), hashing O(length); allocates never, but for new streams and digests.
 * Caveat: neither is for secrets. The outputs are part of the promise that runs are reproducible: never change them.
 */
import { assert } from './assert.js'

const LOWEST = 2 ** -53

export class Stream {
  private a: number
  private b: number
  private c: number
  private d: number

  private constructor(a: number, b: number, c: number, d: number) {
    this.a = a | 0
    this.b = b | 0
    this.c = c | 0
    this.d = d | 0
  }

  /** The stream of this name in this replication: the same for ever, independent of every other. Any numbers will do. */
  static named(seed: number, replication: number, name: string): Stream {
    const hash = new Hash64()
    hash.number(seed)
    hash.number(replication)
    hash.string(name)
    const a = hash.low()
    const b = hash.high()
    hash.number(1)
    return new Stream(a, b, hash.low(), hash.high() | 1)
  }

  /** A stream in a given state: four 32-bit words, not all 0 (else InvariantError). */
  static fromState(a: number, b: number, c: number, d: number): Stream {
    assert((a | b | c | d) !== 0, 'prng: the state is all zero')
    return new Stream(a, b, c, d)
  }

  /** The four words (unsigned) from which {@link Stream.fromState} continues this stream. Allocates. */
  state(): [number, number, number, number] {
    return [this.a >>> 0, this.b >>> 0, this.c >>> 0, this.d >>> 0]
  }

  /** The next integer in [0, 2^32). */
  nextUint32(): number {
    const { a, b } = this
    const c = this.c ^ a
    const d = this.d ^ b
    const sum = (a + this.d) | 0
    this.a = a ^ d
    this.b = b ^ c
    this.c = c ^ (b << 9)
    this.d = (d << 11) | (d >>> 21)
    return (((sum << 7) | (sum >>> 25)) + a) >>> 0
  }

  /** A multiple of 2^-53 in the open interval (0, 1), from two draws; 1 minus it is in the interval too. */
  uniform(): number {
    const high = this.nextUint32() >>> 5
    const low = this.nextUint32() >>> 6
    const u = (high * 0x4000000 + low) * LOWEST
    return u === 0 ? LOWEST : u
  }

  /** Writes the next uniforms into all of `target`: the same numbers as from `uniform`, for half the time. */
  drawInto(target: Float64Array): void {
    let { a, b, c, d } = this
    for (let i = 0; i < target.length; i++) {
      let sum = (a + d) | 0
      const high = (((sum << 7) | (sum >>> 25)) + a) >>> 5
      let e = c ^ a
      let f = d ^ b
      a ^= f
      c = e ^ (b << 9)
      b ^= e
      d = (f << 11) | (f >>> 21)
      sum = (a + d) | 0
      const low = (((sum << 7) | (sum >>> 25)) + a) >>> 6
      e = c ^ a
      f = d ^ b
      a ^= f
      c = e ^ (b << 9)
      b ^= e
      d = (f << 11) | (f >>> 21)
      const u = (high * 0x4000000 + low) * LOWEST
      target[i] = u === 0 ? LOWEST : u
    }
    this.a = a
    this.b = b
    this.c = c
    this.d = d
  }
}

const scratch = new DataView(new ArrayBuffer(8))

/**
 * A 64-bit hash taken in piece by piece: equal sequences of pieces give equal digests on every machine, and unequal ones
 * equal digests about once in 2^64 pairs.
 */
export class Hash64 {
  private a: number
  private b: number
  private length: number

  constructor() {
    this.a = 0x243f6a88
    this.b = 0x13198a2e
    this.length = 0
  }

  /** Takes in any double exactly. 0 and -0 count as one number, and so do all NaN. */
  number(n: number): void {
    scratch.setFloat64(0, n === n ? n + 0 : Number.NaN)
    this.word(scratch.getInt32(0))
    this.word(scratch.getInt32(4))
  }

  /** Takes in a string, its length included: 'a', 'b' differs from 'ab'. */
  string(s: string): void {
    this.word(~s.length)
    for (let i = 0; i < s.length; i++) this.word(s.charCodeAt(i))
  }

  /** 16 hexadecimal digits for everything taken in so far; more may follow. */
  digest(): string {
    return hex(this.high()) + hex(this.low())
  }

  /** The upper half of the digest, as a signed 32-bit integer. */
  high(): number {
    const b = this.b ^ this.length
    const sum = ((this.a ^ this.length) + b) | 0
    return (finalised(sum) + finalised(sum + b)) | 0
  }

  /** The lower half of the digest, as a signed 32-bit integer. */
  low(): number {
    const b = this.b ^ this.length
    const sum = ((this.a ^ this.length) + b) | 0
    return (finalised(sum) + 2 * finalised(sum + b)) | 0
  }

  /** One round in the manner of MurmurHash3: no two words, and no two states, end alike. */
  private word(w: number): void {
    const x = Math.imul(w, 0xcc9e2d51)
    const y = Math.imul(w, 0x38b34ae5)
    const a = this.a ^ Math.imul((x << 15) | (x >>> 17), 0x1b873593)
    const b = this.b ^ Math.imul((y << 16) | (y >>> 16), 0xa1e38b93)
    this.a = (Math.imul((a << 13) | (a >>> 19), 5) + b + 0x561ccd1b) | 0
    this.b = (Math.imul((b << 17) | (b >>> 15), 5) + this.a + 0x0bcaa747) | 0
    this.length = (this.length + 1) | 0
  }
}

/** A stable unsigned 32-bit hash of a string's UTF-16 units. */
export function hashString(s: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193)
  return finalised(h ^ s.length) >>> 0
}

/** The 32-bit finaliser of MurmurHash3 (Appleby): every bit in changes every bit out with probability near one half. */
function finalised(h: number): number {
  const x = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  const y = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return y ^ (y >>> 16)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
