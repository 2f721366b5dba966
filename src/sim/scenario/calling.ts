/**
 * Calls that agents make, in their normal form. **cost** O(size of the specification); allocates the result. Once per scenario.
 */
import type { CallbackSpec, FollowUpSpec } from '../scenario-language/call-spec.js'
import type { Distribution } from '../chance/distributions.js'
import { timeMs } from '../scenario-language/duration.js'
import { type Times, distributionOf, timesOf } from './times.js'

interface Calling {
  /** Share of the calls that reach the customer. */
  readonly reached: number
  /** How long a call takes that does not. */
  readonly inVain: Distribution
}

/** Who takes a call back instead of the wait. */
export interface CallbackTaking extends Calling {
  /** Share of those who are offered it. */
  readonly chance: number
  /** By whom, or when it is offered. */
  readonly offered: 'policy' | 'afterWait' | 'expectedWait'
  /** The wait after which, or the expected one from which on; 0 for the policy's. */
  readonly waitMs: number
  /** `null`: in their place in line. */
  readonly window: { readonly after: Distribution; readonly lengthMs: number } | null
}

export interface FollowUpCalling extends Calling {
  readonly service: Times
}

/** A checked specification. */
export function callbackOf({
  chance,
  afterWait,
  expectedWait,
  window,
  ...call
}: CallbackSpec): CallbackTaking {
  return {
    ...callingOf(call),
    chance,
    offered: afterWait !== undefined ? 'afterWait' : expectedWait !== undefined ? 'expectedWait' : 'policy',
    waitMs: timeMs(afterWait ?? expectedWait ?? 0),
    window:
      window === undefined ? null : { after: distributionOf(window.after), lengthMs: timeMs(window.length) },
  }
}

/** A checked specification. */
export function followUpOf({ service, ...call }: FollowUpSpec): FollowUpCalling {
  return { ...callingOf(call), service: timesOf(service) }
}

function callingOf({ reached = 1, inVain = '30s' }: Omit<FollowUpSpec, 'service'>): Calling {
  return { reached, inVain: distributionOf(inVain) }
}
