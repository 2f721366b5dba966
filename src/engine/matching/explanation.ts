/**
 * Why a contact went where it went, or why it still waits: every agent on the roster with a verdict.
 * Produced on request, or with each decision when the engine was created with `explainDecisions: true`.
 * Cost: O(agents) and allocates; never on the way of a decision that nobody asked to explain.
 */
import type { AgentTerm } from '../policy/policy-spec.js'

/** True for now: time or other people's actions may lift it. */
export type NotNowReason =
  | 'busy'
  | 'resting'
  | 'away'
  | 'leaving'
  | 'heldForAnother'
  | 'declined'
  | 'reserved'
  | 'pullOnly'
  | 'queueClosed'
  | 'offered'
  | 'batchWindow'

/** True for as long as agent and requirement stay as they are. */
export type NeverReason = 'queue' | 'channel' | 'capacity' | 'skill' | 'region'

/** Why an agent of the roster got the contact, could have, or could not. */
export interface CandidateExplanation {
  readonly agent: number
  readonly agentId: string
  readonly verdict: 'chosen' | 'eligible' | 'notNow' | 'never'
  readonly reason?: NotNowReason | NeverReason
  /** The missing skill and level, the distance and its limit, the agent who holds it: in words. */
  readonly detail?: string
  /** Value of each agent term in the queue's order, for those who could be compared; smaller is better, always. */
  readonly terms?: readonly { readonly term: AgentTerm | 'fit' | 'ring' | 'signIn'; readonly value: number }[]
}

/** A decision about a contact, or the present state of one that waits. */
export interface DecisionExplanation {
  readonly atMs: number
  readonly policyVersion: number
  readonly contact: number
  readonly contactId: string
  readonly queue: string
  readonly band: number
  /** Standing in 1/100 ms of waiting, and what it is made of in milliseconds. */
  readonly standing: number
  readonly standingParts: readonly { readonly part: string; readonly ms: number }[]
  readonly relaxationStep: number
  readonly candidates: readonly CandidateExplanation[]
  /** The agent who would have been next; absent when there is no other. */
  readonly runnerUp?: string
  /** The first term on which the chosen one beat the runner-up, and by how much. */
  readonly decidedBy?: AgentTerm | 'fit' | 'ring' | 'signIn'
  readonly margin?: number
}
