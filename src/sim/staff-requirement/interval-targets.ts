/**
 * What a scenario's thresholds ask of each interval by itself, and whether a plan keeps it.
 * Idea: a threshold on the whole centre is asked of every interval's row, one on a queue of every cell of it; each is judged by
 * its own confidence interval. What has no meaning by interval (quantiles, counts, money, tiers, groups) is asked of the day.
 * Beside them nobody may be left waiting for ever: who is, is in no mean wait.
 * **cost** O(targets x rows) a plan; allocates the judgements. **order** thresholds as stated, then intervals.
 * Caveat: where nobody arrives there is nothing to judge; customers count in the interval of their arrival.
 */
import type { Summary } from '../study/replicate.js'
import { type Judgement, type Threshold, judge } from '../study/threshold.js'

/** Of an interval that nothing is judged by alone: of the day. */
export const OF_DAY = -1

export interface IntervalTarget {
  readonly interval: number
  readonly threshold: Threshold
}

export interface IntervalJudgement extends Judgement {
  /** Index of the interval, or {@link OF_DAY}. */
  readonly interval: number
}

const HIGHER = /^serviceLevel\./
const LOWER = /^(abandonment|asa|meanWait|waitOver5Min|waited|queueLength|occupancy)$/

/** Whether more agents help to keep it, in any part of the day alike. */
function isByInterval({ measure, comparison }: Threshold): boolean {
  return comparison.startsWith('>') ? HIGHER.test(measure) : LOWER.test(measure)
}

/** What is asked of each interval, by the names of the intervals. A single interval is the day. */
export function intervalTargets(
  thresholds: readonly Threshold[],
  names: readonly string[],
): IntervalTarget[] {
  return thresholds.flatMap((threshold): IntervalTarget[] => {
    const { row } = threshold
    const own = names.findIndex(
      (name) =>
        (row.kind === 'interval' && row.name === name) ||
        (row.kind === 'cell' && row.name.endsWith(`/${name}`)),
    )
    if (own >= 0) return [{ interval: own, threshold }]
    if (names.length < 2) return [{ interval: 0, threshold }]
    if (!isByInterval(threshold)) return [{ interval: OF_DAY, threshold }]
    if (row.kind !== 'total' && row.kind !== 'queue') return [{ interval: OF_DAY, threshold }]
    return names.map((name, interval) => ({
      interval,
      threshold: {
        ...threshold,
        row:
          row.kind === 'total' ? { kind: 'interval', name } : { kind: 'cell', name: `${row.name}/${name}` },
      },
    }))
  })
}

/** Nobody is left waiting when nothing more can happen. */
const NOBODY_LEFT: Omit<Threshold, 'row'> = {
  text: 'nobody left waiting',
  measure: 'unresolved',
  comparison: '<=',
  limit: 0,
}

/** What the runs of a plan say of every target that there is something to judge by. */
export function judgeIntervals(
  targets: readonly IntervalTarget[],
  names: readonly string[],
  summary: Summary,
): IntervalJudgement[] {
  const kept = targets.flatMap(({ interval, threshold }) => {
    const judgement = { ...judge(threshold, summary), interval }
    return judgement.value === null && isEmpty(threshold, summary) ? [] : [judgement]
  })
  const left = names.flatMap((name, interval) => {
    const row =
      names.length < 2 ? { kind: 'total' as const, name: 'total' } : { kind: 'interval' as const, name }
    const judgement = { ...judge({ ...NOBODY_LEFT, row }, summary), interval }
    return judgement.verdict === 'pass' || judgement.value === 0 ? [] : [judgement]
  })
  return [...kept, ...left]
}

/** Nobody ever arrived whom the target speaks of. Rows without contacts are not empty. */
function isEmpty({ row }: Threshold, { rows }: Summary): boolean {
  const offered = rows.find(({ kind, name }) => kind === row.kind && name === row.name)?.estimates['offered']
  return offered?.numerator === 0
}
