/**
 * Events about breaks on their way out, as in emit.ts. Cost: one object each.
 */
import type { State } from '../state.js'

export function emitBreakTerms(
  s: State,
  agent: number,
  type: 'agent.breakRequested' | 'agent.breakGranted',
  reason: string,
  lengthMs: number,
): void {
  s.sink.push({ ...about(s, agent), type, reason, lengthMs })
}

export function emitBreakWithdrawn(s: State, agent: number): void {
  s.sink.push({ ...about(s, agent), type: 'agent.breakWithdrawn' })
}

export function emitBreakStarted(s: State, agent: number, untilAtMs: number): void {
  s.sink.push({ ...about(s, agent), type: 'agent.breakStarted', untilAtMs })
}

export function emitBreakEnded(s: State, agent: number, isEarly: boolean): void {
  s.sink.push({ ...about(s, agent), type: 'agent.breakEnded', isEarly })
}

interface About {
  readonly seq: number
  readonly atMs: number
  readonly cause: number
  readonly policyVersion: number
  readonly agent: number
  readonly agentId: string
}

/** Breaks are few: a spread costs nothing that counts. */
function about(s: State, agent: number): About {
  return {
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
  }
}
