/**
 * Targets for the live measures, and whether they are kept: with both parts of the ratio, so that a verdict on three
 * contacts can be told from one on three thousand.
 * **cost** that of reading each measure. **order** the targets'.
 */
import { assert } from '../base/assert.js'
import { ConfigError, nameHint, type Fault } from '../base/fault.js'
import type { Period, RowName } from './measure-table.js'
import { assertRow, type MeasureValue, type MeasureView } from './measure-view.js'
import { LIVE_MEASURES, liveMeasure } from './measures.js'

/** A bound that a measure is to keep: exactly one of `atLeast` and `atMost`. */
export interface Target {
  /** A name of LIVE_MEASURES. */
  readonly measure: string
  /** In the measure's unit: shares as 0..1, times in milliseconds; so is `atMost`. */
  readonly atLeast?: number
  readonly atMost?: number
}

/** Whether a target is kept, and the value that says so. */
export interface Verdict extends MeasureValue {
  readonly target: Target
  /** `noValue`: there was nothing to judge. */
  readonly verdict: 'kept' | 'missed' | 'noValue'
}

/**
 * What after-sales centres aim at: a mean wait of at most 90 s, at most 5 % waiting over 5 min, replies within 30 s, 90 %
 * satisfied, 95 % resolved, at most 5 % repeat contacts, ten contacts an agent and hour.
 */
export const AFTER_SALES_TARGETS: readonly Target[] = [
  { measure: 'meanWait', atMost: 90_000 },
  { measure: 'waitOver5Min', atMost: 0.05 },
  { measure: 'firstReplyTime', atMost: 30_000 },
  { measure: 'satisfaction.rated', atLeast: 0.9 },
  { measure: 'resolution.ofAsked', atLeast: 0.95 },
  { measure: 'repeatContacts.withinWindow', atMost: 0.05 },
  { measure: 'contactsPerAgentHour', atLeast: 10 },
]

const TARGET_HINT = "e.g. { measure: 'meanWait', atMost: 90000 }"

/**
 * A verdict for each target that has a meaning for the row (default: the total), over a period (default: all). Throws
 * ConfigError with every fault of the targets: no list, an unknown measure, no bound or two, percent for a share;
 * InvariantError for what is no view and no row.
 */
export function judge(
  view: MeasureView,
  targets: readonly Target[] = AFTER_SALES_TARGETS,
  row?: RowName,
  period?: Period,
): Verdict[] {
  assert(
    typeof view?.value === 'function',
    'targets: not a view; pass `measures.view`, or what mergeMeasures or restoreMeasures gives',
  )
  const faults = faultsOf(targets)
  if (faults.length > 0) throw new ConfigError('targets', faults)
  if (row !== undefined) assertRow(row)
  const kind = row?.kind ?? 'total'
  const meant = targets.filter(({ measure }) => liveMeasure(measure)!.rows.includes(kind))
  return meant.map((target) => {
    const value = view.value(target.measure, row, period)
    return { target, ...value, verdict: verdictOn(target, value.value) }
  })
}

function verdictOn({ atLeast, atMost }: Target, value: number | null): Verdict['verdict'] {
  if (value === null) return 'noValue'
  const isKept = atLeast === undefined ? value <= atMost! : value >= atLeast
  return isKept ? 'kept' : 'missed'
}

function faultsOf(targets: unknown): Fault[] {
  if (Array.isArray(targets)) return targets.flatMap(faultsOfOne)
  return [{ path: [], value: targets, message: 'must be a list of targets', hint: TARGET_HINT }]
}

function faultsOfOne(target: Target | null | undefined, index: number): Fault[] {
  if (typeof target !== 'object' || target === null) {
    return [{ path: [index], value: target, message: 'must be a target', hint: TARGET_HINT }]
  }
  const { measure, atLeast, atMost } = target
  const faults: Fault[] = []
  if (liveMeasure(measure) === undefined) {
    const known = LIVE_MEASURES.map(({ name }) => name)
    const stated: unknown = measure
    const hint = nameHint(String(stated), known)
    faults.push({ path: [index, 'measure'], value: measure, message: 'unknown measure', hint })
  }
  if ((atLeast === undefined) === (atMost === undefined)) {
    faults.push({ path: [index], value: target, message: 'needs either atLeast or atMost' })
  }
  for (const [field, bound] of Object.entries({ atLeast, atMost })) {
    if (bound === undefined) continue
    const path = [index, field]
    if (!Number.isFinite(bound)) {
      faults.push({ path, value: bound, message: 'must be a finite number' })
    } else if (liveMeasure(measure)?.unit === 'share' && (bound < 0 || bound > 1)) {
      const isPercent = bound > 1 && bound <= 100
      const hint = isPercent ? { hint: `write ${bound / 100}` } : {}
      faults.push({ path, value: bound, message: `must be a share from 0 to 1, not ${bound}`, ...hint })
    }
  }
  return faults
}
