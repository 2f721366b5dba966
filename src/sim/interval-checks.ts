/**
 * Checks of whatever states one number for each interval of the scenario. **cost** O(1); allocates per fault.
 */
import type { Path } from '../engine/policy-parts.js'
import { timeMs } from './duration.js'
import type { Report, ScenarioParts } from './scenario-names.js'

/** Number of intervals from `from` to `until`, the last one possibly shorter. NaN when they are not known. */
function intervalCount({ from, until, interval }: ScenarioParts): number {
  if (until === undefined || interval === undefined) return Number.NaN
  const span = timeMs(until) - (from === undefined ? 0 : timeMs(from))
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
