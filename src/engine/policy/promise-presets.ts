/**
 * Promises by name: what the users of contact centres asked for in one word. A preset is data, written as anybody could
 * write it; what the policy itself states counts before it, clock by clock.
 * **cost** O(1); allocates the result.
 */
import type { PresetSpec, PromisesSpec, PromiseTermsSpec } from './promise-spec.js'

/** The longest time that anybody is to wait without an answer, in milliseconds. */
const PATIENCE_MS = 180_000

/**
 * The two-track answer, as a promise for `queueWait`: after `afterMs` (3..2^42, default 180,000) in the queue the supervisors
 * are told, the bot answers for the time being, the contact is expedited so that a person comes soon, and a call back
 * is offered instead of a longer wait. The warning comes at two thirds of the time.
 */
export function twoTrackAnswer({
  afterMs = PATIENCE_MS,
}: { readonly afterMs?: number } = {}): PromiseTermsSpec<never> & {
  readonly breachMs: number
} {
  return {
    warnMs: Math.floor((afterMs * 2) / 3),
    onWarn: ['alert'],
    breachMs: afterMs,
    onBreach: ['alert', 'startBot', 'boost', 'offerCallback'],
  }
}

const afterSales: PromisesSpec = {
  queueWait: twoTrackAnswer(),
  firstReply: 'on',
  replyGap: 'on',
  statusUpdate: 'on',
  customerSilence: 'on',
  confirmation: 'on',
  resolution: 'on',
}

/** What presets promise together; a later one counts before an earlier one. */
export function presetPromises(presets: readonly PresetSpec[] = []): PromisesSpec {
  return presets.reduce<PromisesSpec>((before, preset) => {
    if (preset === 'afterSales') return { ...before, ...afterSales }
    const { afterMs } = preset === 'twoTrackAnswer' ? {} : { ...preset.twoTrackAnswer }
    return { ...before, queueWait: twoTrackAnswer(afterMs === undefined ? {} : { afterMs }) }
  }, {})
}
