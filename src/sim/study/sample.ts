/**
 * What one run says, as it is kept, sent between threads and written to files: numerator and denominator by turns, only
 * for the places of a table where a measure applies.
 * Idea: the rows are the same in every run of a scenario, so they are kept once, in the layout.
 * **cost** O(rows x measures) a run; allocates the sample. **order** rows of the table, then measures.
 */
import { assert } from '../../base/assert.js'
import { MEASURES, appliesTo } from '../measures/measure-list.js'
import type { MeasureRow, MeasureTable } from '../measures/measures.js'

/** `[numerator, denominator, numerator, ...]`, by the places of a {@link Layout}. */
export type Sample = Float64Array<ArrayBuffer>

/** Which place of a sample belongs to which row and measure. */
export class Layout {
  readonly rows: readonly MeasureRow[]
  /** Number of places; a sample is twice as long. */
  readonly size: number
  private readonly places: Int32Array

  constructor(rows: readonly MeasureRow[]) {
    this.rows = rows
    this.places = new Int32Array(rows.length * MEASURES.length).fill(-1)
    let size = 0
    rows.forEach(({ kind, features = [] }, row) => {
      for (let column = 0; column < MEASURES.length; column++) {
        if (appliesTo(column, kind, features)) this.places[row * MEASURES.length + column] = size++
      }
    })
    this.size = size
  }

  /** -1 where the measure does not apply. */
  placeOf(row: number, column: number): number {
    return this.places[row * MEASURES.length + column]!
  }

  /** The sample of a table with these rows. */
  sampleOf({ rows, numerators, denominators }: MeasureTable): Sample {
    assert(rows.length === this.rows.length, 'sample: a table of another scenario')
    const sample = new Float64Array(this.size * 2)
    this.places.forEach((place, cell) => {
      if (place < 0) return
      sample[place * 2] = numerators[cell]!
      sample[place * 2 + 1] = denominators[cell]!
    })
    return sample
  }
}

/** What the replications 0, 1, 2 ... of one scenario say, in this order. */
export interface Results {
  readonly layout: Layout
  readonly samples: readonly Sample[]
}
