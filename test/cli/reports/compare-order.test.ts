/** Who is told first in a comparison: what is real, and the largest. */
import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../../src/sim/study/compare.js'
import { toldRows } from '../../../src/cli/reports/compare-order.js'
import { type Told, comparison } from './comparison.js'

type Row = readonly [name: string, measure: string, difference: number, verdict: Told[4]]

/** One of these differences between rows of a kind. */
function ofKind(kind: Told[0], ...rows: readonly Row[]): Comparison {
  return comparison(...rows.map((row): Told => [kind, ...row]))
}

const level = 'serviceLevel.withAbandons'

describe('the order of a comparison', () => {
  it('is what is real first, by the most telling real difference', () => {
    const found = toldRows(
      ofKind(
        'queue',
        ['quiet', level, 0.9, 'none'],
        ['slower', 'meanWait', 90_000, 'worse'],
        ['slower', level, 0.5, 'none'],
        ['small', level, 0.1, 'better'],
        ['large', level, -0.4, 'worse'],
        ['large', 'meanWait', 1, 'none'],
        ['calm', level, 0, 'none'],
      ),
      'queue',
    )
    expect(found.map(({ name }) => name)).toEqual(['large', 'small', 'slower', 'quiet', 'calm'])
    expect(found.map(({ isReal }) => isReal)).toEqual([true, true, true, false, false])
    expect(found[2]!.differences.map(({ measure }) => measure)).toEqual([level, 'meanWait'])
  })

  it('leaves intervals where they are, and out what is not told', () => {
    const found = toldRows(
      ofKind(
        'interval',
        ['09:00', level, 0.1, 'none'],
        ['10:00', level, 0.4, 'better'],
        ['10:00', 'talkTime', 400, 'other'],
        ['10:00', 'occupancy', 0.1, 'other'],
        ['11:00', level, 0.9, 'better'],
      ),
      'interval',
    )
    expect(found.map(({ name }) => name)).toEqual(['09:00', '10:00', '11:00'])
    expect(found[1]!.differences).toHaveLength(1)
    expect(toldRows(ofKind('interval', ['09:00', level, 0.1, 'better']), 'queue')).toEqual([])
    expect(toldRows(ofKind('tier', ['core', level, 0.1, 'better']), 'tier')).toEqual([])
  })

  it('tells members of a group, and not who is a group of their own', () => {
    const found = toldRows(
      ofKind(
        'agent',
        ['ana', 'occupancy', 0.1, 'other'],
        ['pool-1', 'occupancy', 0.1, 'other'],
        ['pool-2', 'occupancy', -0.2, 'other'],
      ),
      'agent',
    )
    expect(found.map(({ name }) => name)).toEqual(['pool-2', 'pool-1'])
  })
})
