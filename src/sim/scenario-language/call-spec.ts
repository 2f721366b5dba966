/**
 * Calls that agents make, as a planner writes them: to customers who asked to be called back rather than wait, and the
 * policy's own calls after a conversation. Times are written as everywhere in a scenario (duration.ts).
 */
import type { TimeSpec } from './duration.js'
import type { DistributionSpec, TimesSpec } from './times-spec.js'

interface CallSpec {
  /** Share of the calls that reach the customer, each anew. Default 1. */
  readonly reached?: number
  /** How long an agent is busy with a call that does not. Default 30 s. */
  readonly inVain?: DistributionSpec
}

/** Customers who are offered a call back instead of the wait. Calls again, and how often, are the policy's (`callback`). */
export interface CallbackSpec extends CallSpec {
  /** Share of those who are offered it that take it. */
  readonly chance: number
  /** It is offered after waiting so long ... */
  readonly afterWait?: TimeSpec
  /** ... or, on arrival, to who is told to expect so long a wait. Neither: when the policy offers it. */
  readonly expectedWait?: TimeSpec
  /** They are called so long after asking, in a window of this length. Default: in their place in line. */
  readonly window?: { readonly after: DistributionSpec; readonly length: TimeSpec }
}

/** The policy's calls after a conversation (`followUp`), and how long they take. */
export interface FollowUpSpec extends CallSpec {
  readonly service: TimesSpec
}

/** What may be said of all queues together, and of one in their stead. */
export interface CallsSpec {
  readonly callback?: CallbackSpec
  readonly followUp?: FollowUpSpec
}
