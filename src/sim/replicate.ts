/**
 * Many runs with different customers, and what they say together: a value, its standard error, a confidence interval.
 * Idea: every measure is a ratio, so the value is the sum of the numerators over the sum of the denominators, and its
 * error comes from how far each run is from that line. Where the denominator is one per run that is the plain mean and
 * the plain Student-t interval, exact for normal runs.
 * **cost** O(rows x measures x runs); allocates the tables of all runs. **order** of the replications, whoever ran them.
 * Source: the classical ratio estimator, Law, Simulation Modeling and Analysis (5th ed. 2015), 9.5.3 and 4.5.
 */
import { assert } from '../base/assert.js'
import { MEASURES } from './measure-list.js'
import type { MeasureRow, MeasureTable } from './measures.js'
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

/** Puts the tables of the replications 0, 1, 2 ... of one scenario together. */
export function summarise(tables: readonly MeasureTable[], confidence = 0.95): Summary {
  const [first] = tables
  assert(first !== undefined, 'replicate: at least one replication')
  const columns = MEASURES.length
  const student = tables.length < 2 ? Number.NaN : studentTwoSided(confidence, tables.length - 1)
  const rows = first.rows.map(({ kind, name }, row) => {
    const estimates: Record<string, Estimate> = {}
    MEASURES.forEach((measure, column) => {
      const place = row * columns + column
      if (Number.isNaN(first.denominators[place]!)) return
      estimates[measure.name] = estimate(tables, place, student)
    })
    return { kind, name, estimates }
  })
  return { replications: tables.length, confidence, rows }
}

function estimate(tables: readonly MeasureTable[], place: number, student: number): Estimate {
  const runs = tables.length
  let numerator = 0
  let denominator = 0
  for (const table of tables) {
    numerator += table.numerators[place]!
    denominator += table.denominators[place]!
  }
  if (denominator === 0) return { value: null, standardError: null, halfWidth: null, numerator, denominator }
  const value = numerator / denominator
  if (runs < 2) return { value, standardError: null, halfWidth: null, numerator, denominator }
  let squares = 0
  for (const table of tables) {
    const off = table.numerators[place]! - value * table.denominators[place]!
    squares += off * off
  }
  const standardError = (Math.sqrt(squares / (runs - 1)) * Math.sqrt(runs)) / denominator
  return { value, standardError, halfWidth: standardError * student, numerator, denominator }
}
