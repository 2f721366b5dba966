import fc from 'fast-check'
import { test } from 'vitest'
import { factorial } from '../../src/staffing/elementary.js'
import { normalDistribution } from '../../src/staffing/normal.js'
import { totalWeight, weightedPoints, type WeightedPoints } from '../../src/staffing/log-concave.js'
import { expectClose } from './close.js'

function moment({ points, masses }: WeightedPoints, power: number): number {
  return points.reduce((sum, w, i) => sum + masses[i]! * w ** power, 0)
}

const positive = (low: number, high: number) =>
  fc.double({ min: Math.log10(low), max: Math.log10(high), noNaN: true }).map((power) => 10 ** power)

test('without curvature: moments of the exponential law', () => {
  fc.assert(
    fc.property(positive(1e-6, 1e6), positive(1e-3, 1e3), (slope, theta) => {
      const law = weightedPoints(0, slope, slope * 1e-18, theta, Infinity)
      expectClose(totalWeight(law), 1 / slope, 'area', 1e-14)
      expectClose(moment(law, 3), 6 / slope ** 4, 'third moment', 1e-14)
    }),
  )
})

test('with patience without end: moments of the normal law, cut at 0 and at any point', () => {
  fc.assert(
    fc.property(
      positive(1e-3, 1e3),
      fc.double({ min: 0, max: 8, noNaN: true }),
      positive(0.1, 100),
      (sd, z, cut) => {
        const theta = 1e-12 / sd
        const until = z * sd + cut * sd
        const law = weightedPoints(z * sd, 0, 1 / (sd * sd * theta), theta, until)
        const area = Math.sqrt(2 * Math.PI) * sd * (normalDistribution(cut) - normalDistribution(-z))
        expectClose(totalWeight(law), area, 'area', 1e-11)
      },
    ),
  )
})

test('between the two: exp(-s w - x e^-w) on the whole half-line is a gamma law', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 15 }), (s) => {
      // With x = 1000 the part cut off at w = 0 is below 1e-300; the integral is (s-1)! x^-s.
      const base = Math.log(1000 / s)
      const law = weightedPoints(base, 0, s, 1, Infinity)
      expectClose(totalWeight(law), (factorial(s - 1) * Math.exp(s)) / s ** s, `s = ${s}`, 2e-13)
    }),
  )
})
