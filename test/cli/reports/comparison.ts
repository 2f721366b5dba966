/** Comparisons made up for the tests of what is told of them. */
import type { Comparison, Difference } from '../../../src/sim/study/compare.js'

export type Told = readonly [
  kind: Difference['row']['kind'],
  name: string,
  measure: string,
  difference: number,
  verdict: Difference['verdict'],
]

/** One of these differences. The group of an agent is what its name begins with. */
export function comparison(...told: readonly Told[]): Comparison {
  const differences = told.map(([kind, name, measure, difference, verdict]) => ({
    row: { kind, name, ...(kind === 'agent' ? { group: name.replace(/-.*/, '') } : {}) },
    measure,
    before: 0.5,
    after: 0.5 + difference,
    difference,
    halfWidth: 0.01,
    p: 0,
    adjustedP: 0,
    verdict,
  }))
  return {
    replications: 9,
    confidence: 0.95,
    looks: told.length,
    differences,
    unmatched: [],
    unmatchedMeasures: [],
  }
}
