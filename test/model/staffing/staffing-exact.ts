/**
 * Arithmetic to 240 digits on whole numbers: the ground the exact staffing twins stand on.
 * A fixed-point number is a bigint in units of 2^-800. Doubles are taken as the exact binary fractions they are.
 */

const BITS = 800n

export const ONE = 1n << BITS

/** The double as a fixed-point number; exact if it is 0 or at least 1e-200. */
export function fixed(x: number): bigint {
  if (Number.isInteger(x)) return BigInt(x) << BITS
  let shift = 0
  let whole = x
  while (!Number.isInteger(whole)) {
    whole *= 2
    shift++
  }
  return (BigInt(whole) << BITS) >> BigInt(shift)
}

/** Cut towards zero, so that shrinking terms of either sign end at 0. */
export function times(a: bigint, b: bigint): bigint {
  const product = a * b
  return product < 0n ? -(-product >> BITS) : product >> BITS
}

export function over(a: bigint, b: bigint): bigint {
  return (a << BITS) / b
}

/** a / b as a double, to the last bit or next to it, however small or large. */
export function ratio(a: bigint, b: bigint): number {
  if (a === 0n) return 0
  if (a < 0n !== b < 0n) return -ratio(a < 0n ? -a : a, b < 0n ? -b : b)
  const shift = 80 + b.toString(2).length - a.toString(2).length
  const quotient = shift >= 0 ? (a << BigInt(shift)) / b : a / (b << BigInt(-shift))
  // Two steps, because 2^-shift alone may lie outside the range of doubles.
  const half = Math.trunc(-shift / 2)
  return Number(quotient) * 2 ** half * 2 ** (-shift - half)
}

export function toNumber(a: bigint): number {
  return ratio(a, ONE)
}

/** e^x by its series after halving x often enough. */
export function exp(x: bigint): bigint {
  const halvings = 24n
  const small = x >> halvings
  let term = ONE
  let sum = ONE
  for (let n = 1n; term !== 0n; n++) {
    term = times(term, small) / n
    sum += term
  }
  for (let i = 0n; i < halvings; i++) sum = times(sum, sum)
  return sum
}

/** ln(1 + x) for -1 < x by 2 artanh(x / (2 + x)). */
export function log1p(x: bigint): bigint {
  const r = over(x, 2n * ONE + x)
  const q = times(r, r)
  let power = r
  let sum = 0n
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n
    power = times(power, q)
  }
  return 2n * sum
}

export function sqrt(a: bigint): bigint {
  const target = a << BITS
  let x = 1n << BigInt(Math.ceil(target.toString(2).length / 2))
  for (;;) {
    const next = (x + target / x) / 2n
    if (next >= x) return x
    x = next
  }
}

/** pi by Machin's formula. */
export function pi(): bigint {
  const arctan = (n: bigint) => {
    let power = ONE / n
    let sum = 0n
    for (let k = 0n; power !== 0n; k++) {
      sum += (k % 2n === 0n ? power : -power) / (2n * k + 1n)
      power /= n * n
    }
    return sum
  }
  return 4n * (4n * arctan(5n) - arctan(239n))
}
