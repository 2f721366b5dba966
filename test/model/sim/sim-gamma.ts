/** The gamma distribution as plainly as it can be written: one series of positive terms, one product for the constant. */

/** Logarithm of the gamma function by Gauss's product n! n^a / (a (a + 1) ... (a + n)), sped up by its own error terms. */
export function slowLogGamma(a: number): number {
  // The product is quick for small a; gamma(a) is (a - 1) gamma(a - 1).
  if (a > 2) return Math.log(a - 1) + slowLogGamma(a - 1)
  const product = (n: number): number => {
    let sum = a * Math.log(n) - Math.log(a)
    for (let i = 1; i <= n; i++) sum += Math.log(i / (a + i))
    return sum
  }
  // The error is a series in 1 / n: Richardson's rule takes one term after the other away.
  const column = Array.from({ length: 8 }, (_, i) => product(64 * 2 ** i))
  for (let order = 1; order < column.length; order++) {
    for (let i = column.length - 1; i >= order; i--) {
      column[i] = (2 ** order * column[i]! - column[i - 1]!) / (2 ** order - 1)
    }
  }
  return column.at(-1)!
}

/** P(X <= x) for the gamma law of scale 1. */
export function gammaLaw(shape: number): (x: number) => number {
  const constant = slowLogGamma(shape) + Math.log(shape)
  return (x) => {
    if (x <= 0) return 0
    let term = 1
    let sum = 1
    for (let n = 1; term > sum * 1e-18; n++) {
      term *= x / (shape + n)
      sum += term
    }
    return Math.exp(shape * Math.log(x) - x - constant) * sum
  }
}
