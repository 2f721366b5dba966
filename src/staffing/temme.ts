/**
 * The correction that turns the normal law into the Poisson law near its centre, uniformly in the distance from it.
 * With eta^2 / 2 = logGap((x - s) / s), eta signed like x - s, and m(y) = e^(y^2) erfc(y):
 *   P(s, x) s! e^x x^-s = g (sqrt(pi s / 2) m(-eta sqrt(s / 2)) - correction)   (lower incomplete gamma ratio)
 *   Q(s, x) s! e^x x^-s = g (sqrt(pi s / 2) m(+eta sqrt(s / 2)) + correction)   (upper)    g = e^stirlingGap(s)
 * The correction is a double series in eta and 1 / s.
 * Cost: about 50 multiplications; allocates never. What is left out is below 1e-16 for s >= 100, |x - s| <= 2.5 sqrt(s).
 * Source: N. M. Temme, SIAM J. Math. Anal. 10 (1979) 757; DLMF 8.12.7-8.12.12 (a test regenerates the table).
 */

/** Row k: the coefficients of eta^0, eta^1, ... of the factor of s^-k. */
export const TEMME_COEFFICIENTS: readonly (readonly number[])[] = [
  [
    -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073,
    0.0003527336860670194, -0.0001787551440329218, 3.919263178522438e-5, -2.185448510679992e-6,
    -1.85406221071516e-6, 8.296711340953087e-7, -1.7665952736826078e-7, 6.707853543401498e-9,
    1.0261809784240309e-8, -4.382036018453353e-9,
  ],
  [
    -0.001851851851851852, -0.003472222222222222, 0.0026455026455026454, -0.0009902263374485596,
    0.00020576131687242798, -4.018775720164609e-7, -1.8098550334489977e-5, 7.64916091608111e-6,
    -1.6120900894563446e-6, 4.647127802807434e-9, 1.378633446915721e-7,
  ],
  [
    0.004133597883597883, -0.0026813271604938273, 0.0007716049382716049, 2.0093878600823047e-6,
    -0.0001073665322636516, 5.2923448829120125e-5, -1.2760635188618728e-5, 3.423578734096138e-8,
    1.3721957309062934e-6,
  ],
  [
    0.0006494341563786008, 0.00022947209362139917, -0.0004691894943952557, 0.00026772063206283885,
    -7.561801671883977e-5, -2.396505113867297e-7, 1.1082654115347302e-5,
  ],
  [
    -0.0008618882909167117, 0.0007840392217200666, -0.0002990724803031902, -1.4638452578843418e-6,
    6.641498215465122e-5, -3.968365047179435e-5,
  ],
  [-0.00033679855336635813, -6.972813758365857e-5, 0.0002772753244959392, -0.00019932570516188847],
  [0.0005313079364639922, -0.0005921664373536939, 0.0002708782096718045],
]

/** The correction of this file's opening comment; about -1/3 at the centre. */
export function temmeCorrection(s: number, eta: number): number {
  // From 1e4 on, eta is at most 0.025 and the rest of the table is below 1e-18.
  const rows = s < 1e4 ? TEMME_COEFFICIENTS.length : 4
  const terms = s < 1e4 ? 14 : 8
  let total = 0
  for (let k = rows - 1; k >= 0; k--) {
    const row = TEMME_COEFFICIENTS[k]!
    let sum = 0
    for (let n = Math.min(terms, row.length) - 1; n >= 0; n--) sum = sum * eta + row[n]!
    total = total / s + sum
  }
  return total
}
