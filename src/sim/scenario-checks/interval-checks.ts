/**
 * Checks of the intervals of a scenario, and of whatever states one number for each. **cost** O(1), and O(divisors) on the
 * way to a message; allocates per fault.
 */
import type { Path } from '../../engine/policy/policy-parts.js'
import { lengthText, timeMs } from '../scenario-language/duration.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { type Report, type ScenarioParts, startMsOf } from './scenario-names.js'

/** Number of intervals from `from` to `until`, the last one possibly shorter. NaN when they are not known. */
function intervalCount(scenario: ScenarioParts): number {
  const { until, interval } = scenario
  if (until === undefined || interval === undefined) return Number.NaN
  const span = timeMs(until) - startMsOf(scenario)
  return span > 0 ? Math.ceil(span / timeMs(interval)) : Number.NaN
}

/** One number for each interval. */
export function checkPerInterval(
  path: Path,
  numbers: readonly unknown[] | undefined,
  scenario: ScenarioParts,
  report: Report,
): void {
  if (numbers === undefined) return
  const count = intervalCount(scenario)
  if (!Object.hasOwn(scenario, 'interval')) {
    report(path, 'needs the scenario to have an `interval`')
  } else if (count === count && numbers.length !== count) {
    report(path, `must have ${count} numbers, one for each interval, not ${numbers.length}`)
  }
}

/** Intervals of one length, with nothing left over at the end of the span; of the day, where days are added up. */
export function checkTiling(scenario: ScenarioParts, report: Report): void {
  const { until, interval, intervalOfDay, days = 1 } = scenario
  if (interval === undefined) return
  const ofDay = intervalOfDay ?? days > 1
  const startMs = startMsOf(scenario)
  const spanMs = ofDay ? DAY_MS : until === undefined ? Number.NaN : timeMs(until) - startMs
  const lengthMs = timeMs(interval)
  if (!(spanMs > 0) || spanMs % lengthMs === 0) return
  const span = ofDay ? 'the day' : `the ${lengthText(spanMs)} from \`from\` to \`until\``
  if (lengthMs > spanMs) {
    const hint = `${lengthText(spanMs)} is one interval, 30min is usual`
    report(['interval'], `must not be longer than ${span}`, hint)
    return
  }
  report(
    ['interval'],
    `must divide ${span}: ${lengthText(spanMs % lengthMs)} would be left over`,
    `${fitting(spanMs, lengthMs).map(lengthText).join(' or ')} would fit`,
  )
}

/** The next shorter and the next longer length in whole seconds that divides the span, as far as there are. */
function fitting(spanMs: number, lengthMs: number): number[] {
  const fits = (ms: number): boolean => ms >= 1_000 && spanMs % ms === 0
  const whole = Math.floor(lengthMs / 1_000)
  let less = whole * 1_000
  while (less > 0 && !fits(less)) less -= 1_000
  let more = (whole + 1) * 1_000
  while (more < spanMs && !fits(more)) more += 1_000
  return more >= spanMs ? [less, spanMs].filter((ms) => ms > 0) : [less, more].filter((ms) => ms > 0)
}
