/**
 * Stretches of the clock: that they run forwards, and that none is left on the day before. Times count from midnight of the
 * first day and go on after 24:00, so a night shift is `22:00` to `30:00`; `06:00`, as people write it, lies before its start.
 * **cost** O(1); allocates per fault.
 */
import type { Path } from '../../engine/policy/policy-parts.js'
import { type TimeSpec, clockText, timeMs } from '../scenario-language/duration.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { type Report, type ScenarioParts, startMsOf } from './scenario-names.js'

/** A stretch of the clock; parts are undefined where they are missing or refused. */
export type StretchParts =
  | { readonly from?: TimeSpec | undefined; readonly to?: TimeSpec | undefined }
  | undefined

/** Where a stretch ought to lie. */
export interface Bounds {
  readonly fromMs: number
  readonly toMs: number
}

/** The hint for a time of the clock that lies before `afterMs`, where a day later it would not. */
export function nextDayHint(atMs: number, afterMs: number): string | undefined {
  if (!(atMs < afterMs && atMs < DAY_MS && afterMs <= atMs + DAY_MS)) return undefined
  return `after midnight hours go on: ${clockText(atMs + DAY_MS)}`
}

/** From before to. */
export function checkStretch(path: Path, stretch: StretchParts, report: Report): void {
  if (stretch?.from === undefined || stretch.to === undefined) return
  const fromMs = timeMs(stretch.from)
  const toMs = timeMs(stretch.to)
  if (fromMs >= toMs) report([...path, 'to'], 'must be later than `from`', nextDayHint(toMs, fromMs))
}

/** A stretch that lies before all of the bounds, but a day later would lie in them. `what`: begins, as in "the scenario". */
export function checkNotBefore(
  path: Path,
  stretch: StretchParts,
  bounds: readonly Bounds[],
  what: string,
  report: Report,
): void {
  if (stretch?.from === undefined || stretch.to === undefined) return
  const fromMs = timeMs(stretch.from)
  const toMs = timeMs(stretch.to)
  const isIn = (laterMs: number): boolean =>
    bounds.some((each) => fromMs + laterMs < each.toMs && toMs + laterMs > each.fromMs)
  if (!(fromMs < toMs) || isIn(0) || !isIn(DAY_MS) || bounds.some((each) => each.fromMs < toMs)) return
  const later = `${clockText(fromMs + DAY_MS)} to ${clockText(toMs + DAY_MS)}`
  report([...path, 'from'], `is over before ${what} begins`, `after midnight hours go on: ${later}`)
}

/** The time that a scenario of one day simulates; none where days follow each other, or it is not known. */
export function openBounds(scenario: ScenarioParts): Bounds[] {
  const { until, days = 1 } = scenario
  return until === undefined || days > 1 ? [] : [{ fromMs: startMsOf(scenario), toMs: timeMs(until) }]
}
