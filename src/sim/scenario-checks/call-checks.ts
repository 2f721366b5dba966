/**
 * What the schema of calls that agents make cannot see: what excludes each other, and what the policy must have.
 * **cost** O(size of the calls); allocates per fault.
 */
import { type Path, type PolicyParts, type SoundParts, entries } from '../../engine/policy/policy-parts.js'
import type { CallsSpec } from '../scenario-language/call-spec.js'
import { timeMs } from '../scenario-language/duration.js'
import type { KnownNames, Report } from './scenario-names.js'
import { checkTimes } from './time-checks.js'

/** The calls of all queues, or those of one. */
export function checkCalls(
  path: Path,
  { callback, followUp }: NonNullable<SoundParts<CallsSpec>>,
  policy: PolicyParts | undefined,
  names: KnownNames | undefined,
  report: Report,
): void {
  if (callback !== undefined) {
    const at = [...path, 'callback']
    checkTimes([...at, 'inVain'], callback.inVain, 'call', names, report)
    if (Object.hasOwn(callback, 'afterWait') && Object.hasOwn(callback, 'expectedWait')) {
      report([...at, 'expectedWait'], 'stands beside `afterWait`', 'leave out one of them')
    }
    const { window } = callback
    checkTimes([...at, 'window', 'after'], window?.after, 'call', names, report)
    if (window?.length !== undefined && timeMs(window.length) === 0) {
      report([...at, 'window', 'length'], 'must be longer than 0')
    }
  }
  if (followUp === undefined) return
  const at = [...path, 'followUp']
  checkTimes([...at, 'service'], followUp.service, 'service', names, report)
  checkTimes([...at, 'inVain'], followUp.inVain, 'call', names, report)
  if (policy === undefined) return
  const follows =
    (Object.hasOwn(policy, 'followUp') && policy.followUp !== 'off') ||
    entries(policy.queues).some(([, queue]) => (queue?.followUp ?? 'off') !== 'off')
  if (!follows) report(at, 'needs a `followUp` of the policy', 'when, and within what time?')
}
