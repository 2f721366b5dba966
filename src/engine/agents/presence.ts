/**
 * An agent becomes available or away: by command, by an offer that nobody answered, by a break that begins or ends.
 * Rules 25, 29 and 34 of docs/rules.md. Cost: O(contacts of the agent + holds), O(log n) for the heaps.
 */
import { emitPresence } from '../events/emit-agent.js'
import { AVAILABLE, AWAY } from '../../routing/roster.js'
import type { State } from '../state.js'
import { releaseHoldsFor } from '../contacts/wait.js'
import { markAgent, revokeOffersTo } from './work.js'

/** Sets an agent to away, or to another reason: offers are revoked, holds released, the idle clock pauses. */
export function becomeAway(s: State, agent: number, reason: string): void {
  const { roster } = s.tables
  if (roster.presence[agent] !== AWAY) roster.awaySinceMs[agent] = s.nowMs
  roster.presence[agent] = AWAY
  s.agents.reasons[agent] = reason
  emitPresence(s, agent, 'away', reason)
  revokeOffersTo(s, agent, 'agentAway')
  releaseHoldsFor(s, agent, 'agentAway')
  markAgent(s, agent)
}

/** Sets an agent who is away to available: the idle clock goes on. */
export function becomeAvailable(s: State, agent: number): void {
  const { roster } = s.tables
  roster.presence[agent] = AVAILABLE
  s.agents.reasons[agent] = ''
  const pausedSinceMs = Math.max(roster.awaySinceMs[agent]!, roster.idleSinceMs[agent]!)
  roster.idleSinceMs[agent] = roster.idleSinceMs[agent]! + s.nowMs - pausedSinceMs
  s.coverChanged = true
  emitPresence(s, agent, 'available', '')
  markAgent(s, agent)
}
