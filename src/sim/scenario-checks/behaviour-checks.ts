/**
 * What the schema of the customers' behaviour cannot see: names, rules that leave somebody out, and what needs another part.
 * **cost** O(size of the behaviour); allocates per fault.
 */
import type { Path, SoundParts } from '../../engine/policy/policy-parts.js'
import type { BehaviourSpec, ComebackSpec, SharesSpec } from '../scenario-language/behaviour-spec.js'
import { timeMs } from '../scenario-language/duration.js'
import type { KnownNames, Report } from './scenario-names.js'
import { type CriteriaParts, checkRules, checkTimes } from './time-checks.js'

/** The behaviour of all, or of one queue; then `all` is what the scenario says of all. */
export function checkBehaviour(
  path: Path,
  of: NonNullable<SoundParts<BehaviourSpec>>,
  all: NonNullable<SoundParts<BehaviourSpec>>,
  names: KnownNames | undefined,
  report: Report,
): void {
  checkComeback([...path, 'redial'], of.redial, names, report)
  checkShares([...path, 'resolution'], of.resolution, names, report)
  checkComeback([...path, 'repeat'], of.repeat, names, report)
  if (Object.hasOwn(of, 'repeat') && !Object.hasOwn(of, 'resolution') && !Object.hasOwn(all, 'resolution')) {
    report([...path, 'repeat'], 'needs a `resolution`', 'how many are not resolved?')
  }
}

function checkComeback(
  path: Path,
  comeback: SoundParts<ComebackSpec>,
  names: KnownNames | undefined,
  report: Report,
): void {
  if (comeback === undefined) return
  const { after } = comeback
  checkTimes([...path, 'after'], after, 'delay', names, report)
  if (after !== undefined && typeof after !== 'object' && after !== 'never' && timeMs(after) === 0) {
    report([...path, 'after'], 'must be longer than 0')
  }
}

function checkShares(
  path: Path,
  shares: SoundParts<SharesSpec>,
  names: KnownNames | undefined,
  report: Report,
): void {
  if (Array.isArray(shares)) checkRules(path, shares as readonly CriteriaParts[], 'share', names, report)
}
