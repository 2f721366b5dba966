/**
 * Events about agents, policies and refusals on their way out, as in emit.ts.
 * Cost: one object each.
 */
import type { Command } from '../commands/command.js'
import type { RefusalCode } from './event.js'
import { AWAY } from '../../routing/roster.js'
import type { State } from '../state.js'

export function emitSignedIn(s: State, agent: number): void {
  s.sink.push({
    type: 'agent.signedIn',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    presence: s.tables.roster.presence[agent] === AWAY ? 'away' : 'available',
    reason: s.agents.reasons[agent]!,
  })
}

export function emitAgent(
  s: State,
  agent: number,
  type: 'agent.updated' | 'agent.leaving' | 'agent.signedOut',
): void {
  s.sink.push({
    type,
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
  })
}

export function emitPresence(s: State, agent: number, presence: 'available' | 'away', reason: string): void {
  s.sink.push({
    type: 'agent.presence',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    presence,
    reason,
  })
}

export function emitCoolingDown(s: State, agent: number, untilAtMs: number): void {
  s.sink.push({
    type: 'agent.coolingDown',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    from: s.tables.policy.normal.care.coolDownFrom,
    untilAtMs,
  })
}

export function emitCooledDown(s: State, agent: number): void {
  s.sink.push({
    type: 'agent.cooledDown',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    agent: s.agents.handles[agent]!,
    agentId: s.agents.ids[agent]!,
    dueAtMs: s.nowMs,
  })
}

export function emitPolicyReplaced(s: State, previousVersion: number): void {
  s.sink.push({
    type: 'policy.replaced',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    previousVersion,
  })
}

export function emitRefused(s: State, command: Command, code: RefusalCode, message: string): void {
  s.sink.push({
    type: 'command.refused',
    seq: ++s.seq,
    atMs: s.nowMs,
    cause: s.cause,
    policyVersion: s.policyVersion,
    command: command.type,
    code,
    commandId: textOf(command.commandId),
    contactId: 'contactId' in command ? textOf(command.contactId) : '',
    agentId: 'agentId' in command ? textOf(command.agentId) : '',
    message,
  })
}

function textOf(id: unknown): string {
  return typeof id === 'string' ? id : ''
}
