/** Comparisons: the textbook interval for paired means, signs that turn with the order, and few false alarms. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/base/prng.js'
import { type Comparison, compare, holm } from '../../../src/sim/study/compare.js'
import { measureIndex } from '../../../src/sim/measures/measure-list.js'
import { normalQuantile } from '../../../src/sim/chance/normal-quantile.js'
import type { MeasureRow } from '../../../src/sim/measures/measures.js'
import { Layout, type Results } from '../../../src/sim/study/sample.js'
import { studentTwoSided } from '../../../src/sim/study/student-t.js'

const layout = new Layout([
  { kind: 'total', name: 'total' },
  { kind: 'queue', name: 'a' },
])

/** Counts of the total, run by run; nothing else has a value. */
function counts(values: readonly number[], measure = 'abandoned'): Results {
  const place = layout.placeOf(0, measureIndex(measure)) * 2
  const samples = values.map((value) => {
    const sample = new Float64Array(layout.size * 2)
    sample[place] = value
    sample[place + 1] = 1
    return sample
  })
  return { layout, samples }
}

const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 })), {
  minLength: 2,
  maxLength: 20,
})

describe('a comparison', () => {
  it('of counts is the paired t interval', () => {
    fc.assert(
      fc.property(pairs, (values) => {
        const [{ difference, halfWidth, before, after }] = compare(
          counts(values.map(([a]) => a)),
          counts(values.map(([, b]) => b)),
        ).differences as [Comparison['differences'][0]]
        const runs = values.length
        const each = values.map(([a, b]) => b - a)
        const mean = each.reduce((sum, value) => sum + value, 0) / runs
        const deviation = Math.sqrt(each.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs - 1))
        expect(difference).toBeCloseTo(mean, 6)
        expect(after - before).toBe(difference)
        expect(halfWidth).toBeCloseTo((studentTwoSided(0.95, runs - 1) * deviation) / Math.sqrt(runs), 4)
      }),
    )
  })

  it('the other way round says the opposite', () => {
    const opposite = { better: 'worse', worse: 'better', other: 'other', none: 'none' } as const
    fc.assert(
      fc.property(pairs, fc.constantFrom('abandoned', 'contained', 'offered'), (values, measure) => {
        const first = counts(
          values.map(([a]) => a),
          measure,
        )
        const second = counts(
          values.map(([, b]) => b),
          measure,
        )
        const there = compare(first, second).differences
        const back = compare(second, first).differences
        expect(back.map(({ verdict }) => verdict)).toEqual(there.map(({ verdict }) => opposite[verdict]))
        expect(back.map(({ difference }) => difference)).toEqual(
          there.map(({ difference }) => 0 - difference),
        )
        expect(back.map(({ adjustedP }) => adjustedP)).toEqual(there.map(({ adjustedP }) => adjustedP))
      }),
    )
  })

  it('with itself finds nothing', () => {
    const same = counts([3, 1, 4, 1, 5])
    for (const { verdict, difference, p } of compare(same, same).differences) {
      expect({ verdict, difference, p }).toEqual({ verdict: 'none', difference: 0, p: 1 })
    }
  })

  it('names rows that only one has', () => {
    const other = new Layout([
      { kind: 'total', name: 'total' },
      { kind: 'queue', name: 'b' },
    ])
    const samples = [0, 1].map(() => new Float64Array(other.size * 2))
    expect(compare(counts([1, 2]), { layout: other, samples }).unmatched).toEqual([
      { kind: 'queue', name: 'a' },
      { kind: 'queue', name: 'b' },
    ])
    expect(() => compare(counts([1]), counts([1]))).toThrow('at least two')
    expect(() => compare(counts([1, 2]), counts([1]))).toThrow('other replications')
  })

  it('names measures that only one has', () => {
    const resultsWith = (features: MeasureRow['features']): Results => {
      const layout = new Layout([{ kind: 'total', name: 'total', features: features! }])
      return { layout, samples: [0, 1].map(() => new Float64Array(layout.size * 2)) }
    }
    const [plain, calling] = [resultsWith([]), resultsWith(['callback'])]
    const found = compare(plain, calling)
    expect(found.unmatchedMeasures).toContain('callbacks.reached')
    expect(found.unmatchedMeasures).not.toContain('followUps')
    expect(found.differences.map(({ measure }) => measure)).not.toContain('callbacks.reached')
    expect(compare(calling, plain).unmatchedMeasures).toEqual(found.unmatchedMeasures)
    expect(compare(calling, calling).unmatchedMeasures).toEqual([])
  })

  it('seldom finds a difference where there is none, however many it looks at', () => {
    const stream = Stream.named(1, 0, 'compare')
    const trials = 400
    let alarms = 0
    const noise = (): Results => {
      const samples = Array.from({ length: 5 }, () => {
        const sample = new Float64Array(layout.size * 2)
        for (let place = 0; place < layout.size; place++) {
          sample[place * 2] = 100 + normalQuantile(stream.uniform())
          sample[place * 2 + 1] = 1
        }
        return sample
      })
      return { layout, samples }
    }
    for (let trial = 0; trial < trials; trial++) {
      const { differences } = compare(noise(), noise())
      expect(differences.length).toBe(layout.size)
      if (differences.some(({ verdict }) => verdict !== 'none')) alarms++
    }
    // 5 % of 400 is 20, with a standard deviation of 4.4.
    expect(alarms).toBeLessThan(38)
    expect(alarms).toBeGreaterThan(4)
  })

  it('seldom finds a difference between small counts either, which are often equal in all of a few runs', () => {
    const stream = Stream.named(3, 0, 'compare')
    const trials = 200
    for (const runs of [2, 3, 5]) {
      let alarms = 0
      const noise = (): Results => {
        const samples = Array.from({ length: runs }, () => {
          const sample = new Float64Array(layout.size * 2)
          for (let place = 0; place < layout.size; place++) {
            sample[place * 2] = stream.uniform() < 0.5 ? 0 : 1
            sample[place * 2 + 1] = 1
          }
          return sample
        })
        return { layout, samples }
      }
      for (let trial = 0; trial < trials; trial++) {
        if (compare(noise(), noise()).differences.some(({ verdict }) => verdict !== 'none')) alarms++
      }
      // 5 % of 200 is 10, with a standard deviation of 3.1.
      expect(alarms).toBeLessThan(20)
    }
  })

  it('judges differences that are all equal as if one more pair had shown none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 1, max: 1000 }),
        // The same differences of values that cannot be written exactly.
        fc.constantFrom(1, 1 / 3, 1e-3),
        (runs, size, unit) => {
          const before = Array.from({ length: runs }, (_, run) => (run % 3) * unit)
          const after = before.map((value) => value + size * unit)
          const { p } = compare(counts(before), counts(after)).differences[0]!
          const withNone = [...before, 0]
          const other = compare(counts(withNone), counts([...after, 0])).differences[0]!
          expect(p).toBeCloseTo(other.p, 9)
        },
      ),
    )
  })

  it('deals the chance of error out by kind: a thousand quiet rows cost the total a factor, silent ones nothing', () => {
    const wide = new Layout([
      { kind: 'total', name: 'total' },
      ...Array.from({ length: 1000 }, (_, i) => ({ kind: 'queue' as const, name: `q${i}` })),
    ])
    const column = measureIndex('abandoned')
    const results = (shift: number, others: number): Results => ({
      layout: wide,
      samples: Array.from({ length: 12 }, (_, run) => {
        const sample = new Float64Array(wide.size * 2)
        for (let row = 0; row < wide.rows.length; row++) {
          const place = wide.placeOf(row, column) * 2
          sample[place] = row === 0 ? 100 + run + shift + (run % 2) * 0.1 * shift : others
          sample[place + 1] = 1
        }
        return sample
      }),
    })
    const alone = compare(results(0, 0), results(1, 0))
    expect(alone.looks).toBe(1)
    expect(alone.differences[0]!.adjustedP).toBe(alone.differences[0]!.p)
    const among = compare(results(0, 5), results(1, 5))
    expect(among.looks).toBe(1001)
    expect(among.differences[0]!.adjustedP).toBeCloseTo(2 * among.differences[0]!.p, 12)
  })

  it('finds one where there is one', () => {
    const stream = Stream.named(2, 0, 'compare')
    const before = Array.from({ length: 20 }, () => 100 + 30 * stream.uniform())
    const after = before.map((value) => value - 1 + 0.2 * stream.uniform())
    expect(compare(counts(before), counts(after)).differences[0]!.verdict).toBe('better')
    // The same values as unrelated runs would say nothing.
    expect(compare(counts(before), counts(after.toReversed())).differences[0]!.verdict).toBe('none')
  })
})

describe("Holm's adjustment", () => {
  it('steps down as it is defined, and never reorders', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (chances) => {
        const adjusted = holm(chances)
        const sorted = [...chances].sort((a, b) => a - b)
        chances.forEach((chance, i) => {
          // Rejected at alpha if each of the k smallest, up to its own, is below alpha / (n - k).
          const naive = Math.max(
            ...sorted.map((each, k) => (each <= chance ? Math.min(1, each * (chances.length - k)) : 0)),
          )
          expect(adjusted[i]).toBe(naive)
          expect(adjusted[i]).toBeGreaterThanOrEqual(chance)
        })
      }),
    )
  })

  it('with weights is what every set of differences agrees on, each judged by its smallest chance for its weight', () => {
    const each = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 4 }))
    fc.assert(
      fc.property(fc.array(each, { maxLength: 7 }), (given) => {
        const chances = given.map(([chance]) => chance)
        const weights = given.map(([, weight]) => weight)
        const adjusted = holm(chances, weights)
        given.forEach(([chance, weight], i) => {
          if (weight === 0) return expect(adjusted[i]).toBe(1)
          let naive = chance
          for (let set = 0; set < 2 ** given.length; set++) {
            const members = given.flatMap((_, k) => ((set >> k) & 1 && weights[k]! > 0 ? [k] : []))
            if (!members.includes(i)) continue
            const whole = members.reduce((sum, k) => sum + weights[k]!, 0)
            const local = Math.min(1, ...members.map((k) => (chances[k]! * whole) / weights[k]!))
            naive = Math.max(naive, local)
          }
          expect(adjusted[i]).toBeCloseTo(naive, 12)
        })
      }),
    )
  })
})
