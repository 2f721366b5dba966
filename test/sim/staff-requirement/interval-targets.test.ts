/** Thresholds by interval: which rows they are asked of, and what is judged where nothing happens. */
import { describe, expect, it } from 'vitest'
import {
  OF_DAY,
  intervalTargets,
  judgeIntervals,
} from '../../../src/sim/staff-requirement/interval-targets.js'
import type { EstimateRow, Summary } from '../../../src/sim/study/replicate.js'
import { type Threshold, isThreshold, parseThreshold } from '../../../src/sim/study/threshold.js'

function thresholds(...texts: string[]): Threshold[] {
  return texts.map(parseThreshold).filter(isThreshold)
}

const names = ['09:00', '10:00']

describe('targets by interval', () => {
  it('a threshold of all is asked of each interval, one of a queue of each cell', () => {
    const targets = intervalTargets(
      thresholds('serviceLevel.withAbandons >= 80%', 'queue repair: abandonment < 5%'),
      names,
    )
    expect(targets.map(({ interval, threshold: { row } }) => [interval, row.kind, row.name])).toEqual([
      [0, 'interval', '09:00'],
      [1, 'interval', '10:00'],
      [0, 'cell', 'repair/09:00'],
      [1, 'cell', 'repair/10:00'],
    ])
  })

  it('what names an interval is asked of it, and of the day what has no meaning by interval', () => {
    const targets = intervalTargets(
      thresholds(
        'interval 10:00: wait.p95 < 9min', // no meaning: not a threshold at all
        'interval 10:00: meanWait < 1min',
        'cell repair/09:00: abandonment < 5%',
        'wait.p95 < 3min',
        'tier core: abandonment < 2%',
        'abandoned < 100',
        'occupancy >= 50%',
      ),
      names,
    )
    expect(targets.map(({ interval, threshold: { measure } }) => [interval, measure])).toEqual([
      [1, 'meanWait'],
      [0, 'abandonment'],
      [OF_DAY, 'wait.p95'],
      [OF_DAY, 'abandonment'],
      [OF_DAY, 'abandoned'],
      [OF_DAY, 'occupancy'],
    ])
  })

  it('a single interval is the day', () => {
    const [target] = intervalTargets(thresholds('meanWait < 1min'), ['09:00'])
    expect(target).toMatchObject({ interval: 0, threshold: { row: { kind: 'total' } } })
  })
})

function row(kind: EstimateRow['kind'], name: string, values: Record<string, number | null>): EstimateRow {
  const estimates = Object.fromEntries(
    Object.entries(values).map(([measure, value]) => [
      measure,
      {
        value,
        halfWidth: value === null ? null : 0,
        standardError: null,
        numerator: value ?? 0,
        denominator: 1,
      },
    ]),
  )
  return { kind, name, estimates }
}

describe('judging by interval', () => {
  const targets = intervalTargets(thresholds('meanWait < 1min'), names)
  const judged = (nine: Record<string, number | null>, ten: Record<string, number | null>) => {
    const rows = [row('interval', '09:00', nine), row('interval', '10:00', ten)]
    const summary: Summary = { replications: 2, confidence: 0.95, rows }
    return judgeIntervals(targets, names, summary).map(({ interval, measure, verdict }) => [
      interval,
      measure,
      verdict,
    ])
  }

  it('nothing is judged where nobody arrives, but nobody answered is no excuse', () => {
    const empty = { offered: 0, meanWait: null, unresolved: 0 }
    expect(judged({ offered: 9, meanWait: 5_000, unresolved: 0 }, empty)).toEqual([[0, 'meanWait', 'pass']])
    expect(judged({ offered: 9, meanWait: null, unresolved: 9 }, empty)).toEqual([
      [0, 'meanWait', 'inconclusive'],
      [0, 'unresolved', 'fail'],
    ])
  })

  it('nobody may be left waiting, who would be in no mean', () => {
    expect(
      judged({ offered: 9, meanWait: 5, unresolved: 0 }, { offered: 9, meanWait: 5, unresolved: 0.5 }),
    ).toEqual([
      [0, 'meanWait', 'pass'],
      [1, 'meanWait', 'pass'],
      [1, 'unresolved', 'fail'],
    ])
  })
})
