/**
 * What differs between two variants that met the same customers, and whether the difference is real.
 * Idea: replication by replication the two have the same luck, so the differences vary far less than the values do; they are
 * judged as pairs. Where many differences are looked at some look large by chance, so a difference is called real only if
 * it holds against all of them together. The chance of error is dealt out to the kinds of rows in equal parts, lest hundreds
 * of intervals drown what is seen in the total; what happens in no run of either cannot look large, and takes no part.
 * **cost** O(rows x measures x runs), and a sort; allocates the list. **order** rows and measures of the first variant.
 * Source: paired t interval of a difference of ratio estimators, Law, Simulation Modeling and Analysis (5th ed. 2015), 10.2;
 * S. Holm, A simple sequentially rejective multiple test procedure, Scand. J. Statist. 6 (1979) 65-70, with weights;
 * R. Tarone, A modified Bonferroni method for discrete data, Biometrics 46 (1990) 515-522, for what takes no part.
 */
import { assert } from '../../base/assert.js'
import { MEASURES } from '../measures/measure-list.js'
import type { MeasureRow } from '../measures/measures.js'
import type { Results, Sample } from './sample.js'
import { studentDistribution, studentTwoSided } from './student-t.js'

export interface Difference {
  readonly row: MeasureRow
  readonly measure: string
  /** In the first and in the second variant. */
  readonly before: number
  readonly after: number
  /** `after` less `before`. */
  readonly difference: number
  /** Half the width of the confidence interval of the difference alone. */
  readonly halfWidth: number
  /** Chance of a difference at least this large if there were none: of this one, and adjusted for all that are compared. */
  readonly p: number
  readonly adjustedP: number
  /** Real: `better` or `worse`, or `other` for a measure of which neither way is better. */
  readonly verdict: 'better' | 'worse' | 'other' | 'none'
}

export interface Comparison {
  readonly replications: number
  readonly confidence: number
  /** How many differences were held against each other: those of which anything happened. */
  readonly looks: number
  readonly differences: readonly Difference[]
  /** Rows that only one of the two has. */
  readonly unmatched: readonly MeasureRow[]
  /** Measures of the total that only one of the two has: of what customers or agents do only there. */
  readonly unmatchedMeasures: readonly string[]
}

/**
 * Compares two variants run with the same seed and replications, at least two (else InvariantError). Differences without
 * a value on both sides are left out.
 */
export function compare(before: Results, after: Results, confidence = 0.95): Comparison {
  const replications = before.samples.length
  assert(replications === after.samples.length, 'compare: other replications')
  assert(replications >= 2, 'compare: at least two replications')
  const student = studentTwoSided(confidence, replications - 1)
  const rowOf = new Map(after.layout.rows.map((row, index) => [keyOf(row), index]))
  const found: Omit<Difference, 'adjustedP' | 'verdict'>[] = []
  const unmatchedMeasures: string[] = []
  before.layout.rows.forEach((row, index) => {
    const other = rowOf.get(keyOf(row))
    if (other === undefined) return
    MEASURES.forEach(({ name }, column) => {
      const places = [before.layout.placeOf(index, column), after.layout.placeOf(other, column)] as const
      if (places.includes(-1)) {
        if (row.kind === 'total' && places[0] !== places[1]) unmatchedMeasures.push(name)
        return
      }
      const paired = pairedDifference(before.samples, places[0], after.samples, places[1])
      if (paired === null) return
      const { standardError, ...values } = paired
      const p = chanceOf(paired.difference, standardError, replications)
      found.push({ row, measure: name, ...values, halfWidth: standardError * student, p })
    })
  })
  const weights = weightsOf(found)
  const adjusted = holm(
    found.map(({ p }) => p),
    weights,
  )
  const looks = weights.filter((weight) => weight > 0).length
  const differences = found.map((each, i) => ({
    ...each,
    adjustedP: adjusted[i]!,
    verdict: adjusted[i]! < 1 - confidence ? directionOf(each.measure, each.difference) : ('none' as const),
  }))
  return {
    replications,
    confidence,
    looks,
    differences,
    unmatched: unmatchedRows(before, after),
    unmatchedMeasures,
  }
}

/** The same share for each kind of row, in equal parts for its differences; 0 for those of which nothing happened. */
function weightsOf(found: readonly Pick<Difference, 'row' | 'before' | 'after'>[]): number[] {
  const isSilent = ({ before, after }: (typeof found)[number]): boolean => before === 0 && after === 0
  const counts = new Map<string, number>()
  for (const each of found) {
    if (!isSilent(each)) counts.set(each.row.kind, (counts.get(each.row.kind) ?? 0) + 1)
  }
  return found.map((each) => (isSilent(each) ? 0 : 1 / counts.get(each.row.kind)!))
}

/**
 * Adjusts chances for all being looked at: each stays below `alpha` only if it does among all. Never below the given one.
 * Each has a share of the chance of error by its weight, equal ones by default; who weighs nothing (0) counts as chance 1.
 */
export function holm(
  chances: readonly number[],
  weights: readonly number[] = chances.map(() => 1),
): number[] {
  const costs = chances.map((chance, i) => chance / weights[i]!)
  const order = chances.flatMap((_, i) => (weights[i]! > 0 ? [i] : []))
  order.sort((a, b) => costs[a]! - costs[b]! || a - b)
  const adjusted = chances.map(() => 1)
  let least = 0
  let left = order.reduce((sum, i) => sum + weights[i]!, 0)
  for (const index of order) {
    least = Math.max(least, Math.min(1, chances[index]! * Math.max(1, left / weights[index]!)))
    adjusted[index] = least
    left -= weights[index]!
  }
  return adjusted
}

function pairedDifference(
  before: readonly Sample[],
  placeBefore: number,
  after: readonly Sample[],
  placeAfter: number,
) {
  const first = ratioOf(before, placeBefore)
  const second = ratioOf(after, placeAfter)
  if (first === null || second === null) return null
  const runs = before.length
  let squares = 0
  for (let run = 0; run < runs; run++) {
    const off = first.off(before[run]!)
    const otherOff = second.off(after[run]!)
    squares += (otherOff - off) ** 2
  }
  return {
    before: first.value,
    after: second.value,
    difference: second.value - first.value,
    standardError: Math.sqrt(squares / (runs - 1) / runs),
  }
}

/** The ratio of the sums, and how far a run is from it. */
function ratioOf(samples: readonly Sample[], place: number) {
  let numerator = 0
  let denominator = 0
  for (const sample of samples) {
    numerator += sample[place * 2]!
    denominator += sample[place * 2 + 1]!
  }
  if (denominator === 0) return null
  const value = numerator / denominator
  const mean = denominator / samples.length
  const off = (sample: Sample): number => (sample[place * 2]! - value * sample[place * 2 + 1]!) / mean
  return { value, off }
}

/** Differences that vary by less than this share of themselves vary by rounding alone. */
const ROUNDING = 1e-9

/**
 * Differences that are all equal leave no variance to judge by, and small counts are all equal by chance, most of all in two
 * or three runs. They are judged as if one more pair had shown no difference: t is then the number of pairs, with as many
 * degrees of freedom. What differs by plan, as hours of agents do, is called real from seven to ten runs on.
 */
function chanceOf(difference: number, standardError: number, runs: number): number {
  if (difference === 0) return 1
  const size = Math.abs(difference)
  if (standardError <= ROUNDING * size) return 2 * studentDistribution(-runs, runs)
  return 2 * studentDistribution(-size / standardError, runs - 1)
}

function directionOf(measure: string, difference: number): 'better' | 'worse' | 'other' {
  const { better } = MEASURES.find(({ name }) => name === measure)!
  if (better === 'neither') return 'other'
  return difference > 0 === (better === 'higher') ? 'better' : 'worse'
}

function unmatchedRows(before: Results, after: Results): MeasureRow[] {
  const first = new Set(before.layout.rows.map(keyOf))
  const second = new Set(after.layout.rows.map(keyOf))
  return [
    ...before.layout.rows.filter((row) => !second.has(keyOf(row))),
    ...after.layout.rows.filter((row) => !first.has(keyOf(row))),
  ]
}

function keyOf({ kind, name }: MeasureRow): string {
  return `${kind} ${name}`
}
