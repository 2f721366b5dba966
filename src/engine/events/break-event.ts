/**
 * What the engine tells of breaks that agents ask for: rules 65 to 67 of docs/rules.md.
 */
import type { AboutAgent } from './event.js'

/** The agent asks for a break, or restates a request that waits. */
export interface AgentBreakRequested extends AboutAgent {
  readonly type: 'agent.breakRequested'
  readonly reason: string
  readonly lengthMs: number
}
/** The request is taken back: by the agent, or because the agent went away without it. */
export interface AgentBreakWithdrawn extends AboutAgent {
  readonly type: 'agent.breakWithdrawn'
}
/** The agent goes away with the reason; work under way is finished first. */
export interface AgentBreakGranted extends AboutAgent {
  readonly type: 'agent.breakGranted'
  readonly reason: string
  readonly lengthMs: number
}
/** The agent has nothing left to do. */
export interface AgentBreakStarted extends AboutAgent {
  readonly type: 'agent.breakStarted'
  readonly untilAtMs: number
}
/** The agent is available again. */
export interface AgentBreakEnded extends AboutAgent {
  readonly type: 'agent.breakEnded'
  /** The presence was changed before the time was over; `agent.presence` says to what. */
  readonly isEarly: boolean
}

export type BreakEvent =
  | AgentBreakRequested
  | AgentBreakWithdrawn
  | AgentBreakGranted
  | AgentBreakStarted
  | AgentBreakEnded
