/**
 * What customers do, as a planner writes it: turn away at a long queue, call again, come back unsolved, be satisfied or not.
 * Whatever is not stated does not happen. Times are written as everywhere in a scenario (duration.ts).
 */
import type { SkillLevels } from '../../engine/policy/policy-spec.js'
import type { TimeSpec } from './duration.js'
import type { DistributionSpec } from './times-spec.js'

/** Some come again: with this chance each time, after this time, at most so often (default 10). */
export interface ComebackSpec {
  readonly chance: number
  readonly after: DistributionSpec
  readonly most?: number
}

/** A share for some of the contacts; the first rule that fits counts. */
interface ShareRuleSpec {
  readonly issue?: string | readonly string[]
  readonly channel?: string | readonly string[]
  readonly tier?: string | readonly string[]
  /** The agent has all of these skills at these levels or above. */
  readonly agentLevel?: SkillLevels<string>
  readonly share: number
}

/** One share for all, or rules of which the last fits everybody. */
export type SharesSpec = number | readonly ShareRuleSpec[]

/** Share of the conversations whose customer is satisfied. */
export interface SatisfactionSpec {
  /** After a short wait, with the issue resolved. */
  readonly base: number
  /** A wait beyond this is long. Default 3 min. */
  readonly longWait?: TimeSpec
  /** Share that a long wait takes away. Default 0.4. */
  readonly longWaitCut?: number
  /** Share that an unresolved issue takes away. Default 1. */
  readonly unresolvedCut?: number
}

/** What may be said of all queues together, and of one in their stead. */
export interface BehaviourSpec {
  /** Who has to wait leaves at once: share by the number waiting in the queue already, from this number on. */
  readonly balking?: { readonly [waiting: string]: number }
  /** Who gave up, turned away or was refused calls again, with the same patience. */
  readonly redial?: ComebackSpec
  /** Share of the conversations that resolve the issue. Default: nobody asks. */
  readonly resolution?: SharesSpec
  /** Whose issue was not resolved contacts again. */
  readonly repeat?: ComebackSpec
  readonly satisfaction?: SatisfactionSpec
  /** Share of the contacts whose emotion is recognised as it is; otherwise as another of the queue's. Default 1. */
  readonly emotionAccuracy?: number
}
