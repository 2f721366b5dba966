/**
 * Integrals against a smooth log-concave weight exp(-drop(w - base)), w >= 0, with
 *   drop(u) = slope u + curve u expGap(theta u),
 * the law of the offered wait in a queue whose customers give up at rate theta.
 * Idea: beyond drop = 45 nothing counts at 1e-16, so both sides of the base are bracketed there by Newton's iteration on
 * the convex drop, and a Gauss-Legendre rule is laid over each: points and masses, to be summed with any factor.
 * Cost: 32 or 44 evaluations a side, 1 to 2 us; two arrays per call; the rule itself is made at the first use.
 * Good to 1e-13 relative for positive factors, from the sharp two-sided law to the exponential one.
 * Source: Newton's iteration on the Legendre recurrence (Abramowitz & Stegun 22.16.6, 25.4.29).
 */
import { expGap } from './elementary.js'

/** Points per side of the base: where the law is close to normal or exponential, and where it is neither. */
const FEW = 32
const MANY = 44
const NEGLIGIBLE_DROP = 45

interface Rule {
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

const rules: Rule[] = []

/** Gauss-Legendre nodes and weights on 0..1. */
function ruleOf(size: number): Rule {
  return (rules[size] ??= gaussLegendre(size))
}

function gaussLegendre(size: number): Rule {
  const nodes = new Float64Array(size)
  const weights = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (size + 0.5))
    let slope = 1
    for (let pass = 0; pass < 6; pass++) {
      let before = 1
      let value = x
      for (let k = 2; k <= size; k++) {
        const next = ((2 * k - 1) * x * value - (k - 1) * before) / k
        before = value
        value = next
      }
      slope = (size * (before - x * value)) / (1 - x * x)
      x -= value / slope
    }
    nodes[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}

/** The weight as point masses; sums over them are integrals. */
export interface WeightedPoints {
  readonly points: Float64Array
  readonly masses: Float64Array
}

/** Lays the weight around `base` >= 0 out on [0, until]; slope at the base and curve >= 0 as in the opening comment. */
export function weightedPoints(
  base: number,
  slope: number,
  curve: number,
  theta: number,
  until: number,
): WeightedPoints {
  // y - 1 + e^-y >= y^2 / (2 + y) and e^y - 1 - y >= y^2 / 2 bound the two reaches from outside.
  const k = (NEGLIGIBLE_DROP * theta) / curve
  const before = reach(-slope, -curve, -theta, Math.min(base, Math.sqrt(2 * k) / theta))
  const after = reach(slope, curve, theta, Math.min(until - base, (k + Math.sqrt(k * k + 8 * k)) / 2 / theta))
  const size = curve < 8 * theta ? MANY : FEW
  const { nodes, weights } = ruleOf(size)
  const sides = before > 0 && after > 0 ? 2 : 1
  const points = new Float64Array(size * sides)
  const masses = new Float64Array(size * sides)
  for (let side = 0; side < sides; side++) {
    const width = side === 0 && before > 0 ? -before : after
    for (let i = 0; i < size; i++) {
      const u = nodes[i]! * width
      points[side * size + i] = base + u
      masses[side * size + i] =
        Math.abs(width) * weights[i]! * Math.exp(-u * (slope + curve * expGap(theta * u)))
    }
  }
  return { points, masses }
}

/** Newton's iteration, from outside, for the u > 0 at which the convex drop is negligible; at most `bound`. */
function reach(slope: number, curve: number, theta: number, bound: number): number {
  let u = slope > 0 ? Math.min(bound, NEGLIGIBLE_DROP / slope) : bound
  for (let pass = 0; pass < 8 && u > 0; pass++) {
    const excess = u * (slope + curve * expGap(theta * u)) - NEGLIGIBLE_DROP
    if (!(excess > 1)) break
    u -= excess / (slope - curve * Math.expm1(-theta * u))
  }
  return u
}

/** Integral of the weight itself. */
export function totalWeight({ masses }: WeightedPoints): number {
  let sum = 0
  for (let i = 0; i < masses.length; i++) sum += masses[i]!
  return sum
}
