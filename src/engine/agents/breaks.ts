/**
 * Breaks that agents ask for: granted while they leave the policy's cover, else as soon as they do, in the order in which
 * they were asked for. Work under way is finished first; the time counts from then on. Rules 65 to 67 of docs/rules.md.
 * Idea: requests are few, so a list in order is enough, and it is looked at only when somebody has become available,
 * changed, or asked (`coverChanged`), or when somebody who has been granted a break still has work (`breaksToStart`).
 * Cost: O(1) a command when nobody waits for a break, else O(requests x floors x agents); allocates per request.
 */
import { LATEST_MS } from '../../base/time-limit.js'
import type { AgentRequestBreak, AgentWithdrawBreak } from '../commands/command.js'
import { agentOwner, BREAK_END } from '../time/clocks.js'
import { emitBreakEnded, emitBreakStarted, emitBreakTerms, emitBreakWithdrawn } from '../events/emit-break.js'
import { agentSlot, refusal, textFault, unknownAgent, wholeFault, type Refusal } from '../commands/guards.js'
import { becomeAvailable, becomeAway } from './presence.js'
import { meetsNeed } from '../../routing/need.js'
import { AVAILABLE, type Profile } from '../../routing/roster.js'
import type { State } from '../state.js'

/** What an agent has asked for. */
export interface AgentBreak {
  readonly agent: number
  reason: string
  lengthMs: number
  /** Granted, but the agent has work to finish; started: the deadline of its end is armed. */
  state: 'requested' | 'granted' | 'started'
  /** -1 unless started. */
  timer: number
}

const USUAL_REASON = 'break'

export function requestBreak(s: State, command: AgentRequestBreak): Refusal | undefined {
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  const fault = textFault('reason', command.reason) ?? wholeFault('lengthMs', command.lengthMs, 1, LATEST_MS)
  if (fault !== undefined) return fault
  const { roster, policy } = s.tables
  if (roster.presence[agent] !== AVAILABLE || roster.leaving[agent] === 1) {
    return refusal('agentAway', `agent "${s.agents.ids[agent]!}" is away or leaving, and needs no break`)
  }
  const { reason = USUAL_REASON, lengthMs = policy.normal.care.breakMs } = command
  const before = breakOf(s, agent)
  if (before === undefined) s.breaks.push({ agent, reason, lengthMs, state: 'requested', timer: -1 })
  else Object.assign(before, { reason, lengthMs })
  s.coverChanged = true
  emitBreakTerms(s, agent, 'agent.breakRequested', reason, lengthMs)
  return undefined
}

export function withdrawBreak(s: State, command: AgentWithdrawBreak): Refusal | undefined {
  const agent = agentSlot(s, command)
  if (agent < 0) return unknownAgent(command)
  if (breakOf(s, agent)?.state !== 'requested') {
    return refusal('notRequested', `no request of agent "${s.agents.ids[agent]!}" waits to be granted`)
  }
  forgetBreak(s, agent)
  emitBreakWithdrawn(s, agent)
  return undefined
}

/** After a command or a deadline: breaks begin for those who have finished their work, and requests are granted. */
export function settleBreaks(s: State): void {
  if (s.breaksToStart > 0) {
    for (const each of s.breaks) if (each.state === 'granted') startIfFree(s, each)
  }
  if (!s.coverChanged) return
  s.coverChanged = false
  for (const each of s.breaks) if (each.state === 'requested' && leavesCover(s, each.agent)) grant(s, each)
}

/** The deadline of the end of a break. */
export function endBreak(s: State, agent: number): void {
  breakOf(s, agent)!.timer = -1
  forgetBreak(s, agent)
  emitBreakEnded(s, agent, false)
  becomeAvailable(s, agent)
}

/** The request or the break of an agent, if there is one. */
export function breakOf(s: State, agent: number): AgentBreak | undefined {
  return s.breaks.find((each) => each.agent === agent)
}

/** The presence changes for another reason: a request is taken back, a break is over. Silent when nothing changes. */
export function changePresence(s: State, agent: number, presence: number, reason: string): void {
  if (s.tables.roster.presence[agent] === presence && s.agents.reasons[agent] === reason) return
  giveUpBreak(s, agent)
  if (presence === AVAILABLE) becomeAvailable(s, agent)
  else becomeAway(s, agent, reason)
}

function giveUpBreak(s: State, agent: number): void {
  const given = breakOf(s, agent)
  if (given === undefined) return
  forgetBreak(s, agent)
  if (given.state === 'requested') emitBreakWithdrawn(s, agent)
  else emitBreakEnded(s, agent, true)
}

/** Silently, for one who signs out. */
export function forgetBreak(s: State, agent: number): void {
  const at = s.breaks.findIndex((each) => each.agent === agent)
  if (at < 0) return
  const [{ state, timer }] = s.breaks.splice(at, 1) as [AgentBreak]
  if (state === 'granted') s.breaksToStart--
  if (timer >= 0) s.clocks.cancelTimer(timer)
}

function grant(s: State, given: AgentBreak): void {
  const { agent, reason, lengthMs } = given
  given.state = 'granted'
  s.breaksToStart++
  emitBreakTerms(s, agent, 'agent.breakGranted', reason, lengthMs)
  becomeAway(s, agent, reason)
  startIfFree(s, given)
}

function startIfFree(s: State, given: AgentBreak): void {
  const { agent, lengthMs } = given
  if (s.agents.firstContact[agent]! >= 0) return
  const untilAtMs = s.nowMs + lengthMs
  given.state = 'started'
  given.timer = s.clocks.arm(agentOwner(agent), BREAK_END, untilAtMs)
  s.breaksToStart--
  emitBreakStarted(s, agent, untilAtMs)
}

/** Whether each floor that counts the agent is kept by the others alone. */
function leavesCover(s: State, agent: number): boolean {
  const { roster, policy } = s.tables
  const { index, queues, normal } = policy
  const own = roster.profileOf(agent)
  const holds = (least: number, counts: (profile: Profile) => boolean): boolean =>
    !counts(own) || othersAvailable(s, agent, counts) >= least
  const { pools, queues: floors, skills } = normal.care.cover
  return (
    pools.every(({ name, agents }) => holds(agents, ({ pool }) => pool === index.pool.get(name))) &&
    floors.every(({ name, agents }) => {
      const queue = index.queue.get(name)!
      const { takes, need } = queues[queue]!
      const mayEnter = ({ channels }: Profile): boolean =>
        channels.some((one, c) => one === 1 && takes[c] === 1)
      return holds(agents, (p) => p.queues[queue] === 1 && mayEnter(p) && meetsNeed(need, p.levels))
    }) &&
    skills.every(({ name, agents }) => holds(agents, ({ levels }) => levels[index.skill.get(name)!]! > 0))
  )
}

function othersAvailable(s: State, agent: number, counts: (profile: Profile) => boolean): number {
  const { roster } = s.tables
  let others = 0
  for (let other = 0; other < roster.slots.highWater; other++) {
    if (other === agent || !roster.slots.isLive(other) || roster.leaving[other] === 1) continue
    if (roster.presence[other] === AVAILABLE && counts(roster.profileOf(other))) others++
  }
  return others
}
