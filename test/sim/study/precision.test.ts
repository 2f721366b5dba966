/** Stopping by precision: not before thirty replications, not before every measure is known, and the truth is seldom missed. */
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/base/prng.js'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import { type PrecisionGoal, imprecise, isPrecise } from '../../../src/sim/study/precision.js'
import { estimate, studentFactor } from '../../../src/sim/study/replicate.js'
import { Layout, type Results, type Sample } from '../../../src/sim/study/sample.js'

const layout = new Layout([{ kind: 'total', name: 'total' }])
const goal: PrecisionGoal = { measures: ['offered', 'answered'], relative: 0.1, confidence: 0.95 }

function sample(offered: number, answered: number): Sample {
  const values = new Float64Array(layout.size * 2)
  values.set([offered, 1], layout.placeOf(0, measureIndex('offered')) * 2)
  values.set([answered, 1], layout.placeOf(0, measureIndex('answered')) * 2)
  return values
}

function results(...samples: readonly Sample[]): Results[] {
  return [{ layout, samples }]
}

describe('precision', () => {
  it('asks for thirty replications and every measure', () => {
    const same = Array.from({ length: 30 }, () => sample(100, 50))
    expect(isPrecise(goal, results(...same.slice(1)), 29)).toBe(false)
    expect(isPrecise(goal, results(...same), 30)).toBe(true)
    const spread = same.map((_, i) => sample(100, i % 2 === 0 ? 10 : 90))
    expect(isPrecise(goal, results(...spread), 30)).toBe(false)
    const [missing] = imprecise(goal, results(...spread))
    expect(missing!.measure).toBe('answered')
    // Thirty values of 10 and 90: s = 40.684, t(0.975, 29) = 2.0452, half-width 15.19 of 50.
    expect(missing!.relative).toBeCloseTo(0.3038, 3)
  })

  it('nothing known is not precise, nothing happening is', () => {
    expect(imprecise(goal, results(sample(1, 1)))).toHaveLength(2)
    const none = Array.from({ length: 30 }, () => sample(0, 0))
    expect(isPrecise(goal, results(...none), 30)).toBe(true)
  })

  it('stopping early costs little of the promised confidence', () => {
    const stream = Stream.named(1, 0, 'precision')
    const one: PrecisionGoal = { ...goal, measures: ['offered'], relative: 0.05 }
    let held = 0
    const trials = 1_000
    for (let trial = 0; trial < trials; trial++) {
      const samples: Sample[] = []
      do samples.push(sample(100 - 20 * Math.log(stream.uniform()), 0))
      while (!isPrecise(one, results(...samples), samples.length))
      const place = layout.placeOf(0, measureIndex('offered'))
      const { value, halfWidth } = estimate(samples, place, studentFactor(0.95, samples.length))
      if (Math.abs(value! - 120) <= halfWidth!) held++
    }
    // 95 % promised; skewed values and early stops cost some.
    expect(held / trials).toBeGreaterThan(0.9)
    expect(held / trials).toBeLessThan(0.98)
  })
})
