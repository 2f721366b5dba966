/**
 * What customers do, in its normal form: for each queue, all that may happen beside waiting and being served.
 * **cost** O(size of the behaviour); allocates the result. Once per scenario.
 */
import type { BehaviourSpec, ComebackSpec, SharesSpec } from '../scenario-language/behaviour-spec.js'
import type { Distribution } from '../chance/distributions.js'
import { timeMs } from '../scenario-language/duration.js'
import { type Criteria, criteriaOf } from './rule-table.js'
import { distributionOf } from './times.js'

export interface Comeback {
  readonly chance: number
  readonly after: Distribution
  readonly most: number
}

export interface ShareRule extends Criteria {
  readonly share: number
}

export interface Satisfaction {
  readonly base: number
  readonly longWaitMs: number
  readonly longWaitCut: number
  readonly unresolvedCut: number
}

/** Of one queue. */
export interface Behaviour {
  /** Ascending; the last one whose number is reached counts. Empty: nobody turns away. */
  readonly balking: readonly { readonly waiting: number; readonly share: number }[]
  /** `null`: nobody does. */
  readonly redial: Comeback | null
  /** `null`: nobody asks. */
  readonly resolution: readonly ShareRule[] | null
  /** `null`: nobody does. */
  readonly repeat: Comeback | null
  /** `null`: nobody asks. */
  readonly satisfaction: Satisfaction | null
  readonly emotionAccuracy: number
}

/** The behaviour of a checked specification. */
export function behaviourOf(spec: BehaviourSpec): Behaviour {
  const { balking = {}, redial, resolution, repeat, satisfaction, emotionAccuracy = 1 } = spec
  return {
    balking: Object.entries(balking)
      .map(([waiting, share]) => ({ waiting: Number(waiting), share }))
      .sort((a, b) => a.waiting - b.waiting),
    redial: redial === undefined ? null : comebackOf(redial),
    resolution: resolution === undefined ? null : sharesOf(resolution),
    repeat: repeat === undefined ? null : comebackOf(repeat),
    satisfaction:
      satisfaction === undefined
        ? null
        : {
            base: satisfaction.base,
            longWaitMs: timeMs(satisfaction.longWait ?? '3min'),
            longWaitCut: satisfaction.longWaitCut ?? 0.4,
            unresolvedCut: satisfaction.unresolvedCut ?? 1,
          },
    emotionAccuracy,
  }
}

/** Whether anything happens after a contact, or before it waits, that a run must look after. */
export function isPlain({ balking, redial, resolution, satisfaction }: Behaviour): boolean {
  return balking.length === 0 && redial === null && resolution === null && satisfaction === null
}

function comebackOf({ chance, after, most = 10 }: ComebackSpec): Comeback {
  return { chance, after: distributionOf(after), most }
}

function sharesOf(shares: SharesSpec): ShareRule[] {
  if (typeof shares === 'number') return [{ ...criteriaOf({}), share: shares }]
  return shares.map((rule) => ({ ...criteriaOf(rule), share: rule.share }))
}
