/**
 * Many runs with different customers, and what they say together: a value, its standard error, a confidence interval.
 * Idea: every measure is a ratio, so the value is the sum of the numerators over the sum of the denominators, and its
 * error comes from how far each run is from that line. Where the denominator is one per run that is the plain mean and
 * the plain Student-t interval, exact for normal runs.
 * **cost** O(rows x measures x runs); allocates the estimates. **order** of the replications, whoever ran them.
 * Source: the classical ratio estimator, Law, Simulation Modeling and Analysis (5th ed. 2015), 9.5.3 and 4.5.
 */
import { assert } from '../../base/assert.js'
import { MEASURES } from '../measures/measure-list.js'
import type { MeasureRow } from '../measures/measures.js'
import type { Results, Sample } from './sample.js'
import { studentTwoSided } from './student-t.js'

/** What the runs say about one measure of one row. */
export interface Estimate {
  /** `null` when no run has a denominator. */
  readonly value: number | null
  /** Of the value; `null` with fewer than two runs. */
  readonly standardError: number | null
  /** Half the width of the confidence interval; `null` with fewer than two runs. */
  readonly halfWidth: number | null
  /** Sums over the runs. */
  readonly numerator: number
  readonly denominator: number
}

export interface EstimateRow extends MeasureRow {
  /** By name of the measure, only those that apply. */
  readonly estimates: Readonly<Record<string, Estimate>>
}

export interface Summary {
  readonly replications: number
  /** Of the intervals, 0..1. */
  readonly confidence: number
  readonly rows: readonly EstimateRow[]
}

/** Puts the replications 0, 1, 2 ... of one scenario together. At least one (else InvariantError). */
export function summarise({ layout, samples }: Results, confidence = 0.95): Summary {
  assert(samples.length > 0, 'replicate: at least one replication')
  const student = studentFactor(confidence, samples.length)
  const rows = layout.rows.map((named, row) => {
    const estimates: Record<string, Estimate> = {}
    MEASURES.forEach((measure, column) => {
      const place = layout.placeOf(row, column)
      if (place >= 0) estimates[measure.name] = estimate(samples, place, student)
    })
    return { ...named, estimates }
  })
  return { replications: samples.length, confidence, rows }
}

/** Half-widths in standard errors; NaN for less than two runs. */
export function studentFactor(confidence: number, runs: number): number {
  return runs < 2 ? Number.NaN : studentTwoSided(confidence, runs - 1)
}

/** What the runs say about one place. `student`: the factor of the half-width. */
export function estimate(samples: readonly Sample[], place: number, student: number): Estimate {
  const runs = samples.length
  let numerator = 0
  let denominator = 0
  for (const sample of samples) {
    numerator += sample[place * 2]!
    denominator += sample[place * 2 + 1]!
  }
  if (denominator === 0) return { value: null, standardError: null, halfWidth: null, numerator, denominator }
  const value = numerator / denominator
  if (runs < 2) return { value, standardError: null, halfWidth: null, numerator, denominator }
  let squares = 0
  for (const sample of samples) {
    const off = sample[place * 2]! - value * sample[place * 2 + 1]!
    squares += off * off
  }
  const standardError = (Math.sqrt(squares / (runs - 1)) * Math.sqrt(runs)) / denominator
  return { value, standardError, halfWidth: standardError * student, numerator, denominator }
}
