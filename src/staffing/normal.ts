/**
 * The standard normal law: distribution and hazard, with no wrong tail.
 * Idea: everything is made of the scaled complementary error function e^(y^2) erfc(y), which neither over- nor
 * underflows; that one is a Chebyshev series in (y - 15/4) / (y + 15/4), times 1 / (1 + 2y).
 * Cost: O(1), about 40 ns; allocates never. Good to a few units in the last place; 2e-13 where the result is
 * below 1e-300 or above 1e300.
 * Source: the mapping is Shepherd & Laframboise, Math. Comp. 36 (1981) 249; the coefficients are this project's.
 */

const CHEBYSHEV = [
  1.1775789345674017, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189, -0.026658668435305753,
  0.009074997670705265, -0.002413163540417608, 0.0004907758365258086, -6.916973302501207e-5,
  4.13902798607301e-6, 7.74038306619849e-7, -2.1886401049234397e-7, 1.076499946567091e-8,
  4.521959811218287e-9, -7.754400208831351e-10, -6.318088340886684e-11, 2.86879501093067e-11,
  1.9455868545777347e-13, -9.65469674843344e-13, 3.252548148148739e-14, 3.3478119482868043e-14,
  -1.86456288041932e-15, -1.2507950530688683e-15, 7.418235256624104e-17, 5.068148904796581e-17,
  -2.2370566594282896e-18,
]

/** `e^(y^2) erfc(y)` for y >= 0: 1 at zero, about 1 / (y sqrt(pi)) for large y, 0 at infinity. */
export function scaledErfc(y: number): number {
  const u = y > 1e17 ? 1 : (y - 3.75) / (y + 3.75)
  let last = 0
  let sum = 0
  for (let n = CHEBYSHEV.length - 1; n > 0; n--) {
    const next = 2 * u * sum - last + CHEBYSHEV[n]!
    last = sum
    sum = next
  }
  return (u * sum - last + CHEBYSHEV[0]!) / (1 + 2 * y)
}

/** P(X <= x) of the standard normal law, accurate in both tails; 0 below x = -38.6. */
export function normalDistribution(x: number): number {
  const tail = 0.5 * Math.exp((-x * x) / 2) * scaledErfc(Math.abs(x) * Math.SQRT1_2)
  return x < 0 ? tail : 1 - tail
}

/** Hazard of the standard normal law, density / P(X > x): about x for large x, 0 at -infinity; any real x. */
export function normalHazard(x: number): number {
  const scaled = scaledErfc(Math.abs(x) * Math.SQRT1_2)
  const survival = x < 0 ? 2 * Math.exp((x * x) / 2) - scaled : scaled
  return 0.7978845608028654 / survival
}
