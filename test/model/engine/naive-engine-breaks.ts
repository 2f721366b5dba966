/**
 * Rules 65 to 67 of the naive twin: breaks that agents ask for. Every request is looked at after every step.
 */
import type * as Commands from '../../../src/engine/commands/command.js'
import { demand, demandWhole, findAgent } from './naive-engine-checks.js'
import {
  aboutAgent,
  agentOf,
  arm,
  contactsAt,
  disarm,
  emit,
  named,
  type NaiveAgent,
  type NaiveBreak,
  type World,
} from './naive-engine-state.js'

export function requestBreak(world: World, command: Commands.AgentRequestBreak): void {
  const agent = findAgent(world, command)
  demandWhole(command.lengthMs, 1, 2 ** 42)
  demand(agent.available && !agent.leaving, 'agentAway')
  const { reason = 'break', lengthMs = world.policy.care.breakMs } = command
  const before = world.breaks.find((each) => each.agent === agent.uid)
  if (before) Object.assign(before, { reason, lengthMs })
  else world.breaks.push({ agent: agent.uid, reason, lengthMs, state: 'requested' })
  emit(world, { type: 'agent.breakRequested', ...aboutAgent(agent), reason, lengthMs })
}

export function withdrawBreak(world: World, command: Commands.AgentWithdrawBreak): void {
  const agent = findAgent(world, command)
  const waits = world.breaks.some((each) => each.agent === agent.uid && each.state === 'requested')
  demand(waits, 'notRequested')
  giveUpBreak(world, agent)
}

/** The agent's presence changes for another reason, or the request is taken back. */
export function giveUpBreak(world: World, agent: NaiveAgent): void {
  const given = world.breaks.find((each) => each.agent === agent.uid)
  if (!given) return
  forgetBreak(world, agent)
  if (given.state === 'requested') emit(world, { type: 'agent.breakWithdrawn', ...aboutAgent(agent) })
  else emit(world, { type: 'agent.breakEnded', ...aboutAgent(agent), isEarly: true })
}

export function forgetBreak(world: World, agent: NaiveAgent): void {
  world.breaks = world.breaks.filter((each) => each.agent !== agent.uid)
  disarm(world, (timer) => timer.kind === 'break' && timer.agent === agent.uid)
}

/** After each step, before anything is matched. `goAway` sets an agent to away with a reason. */
export function settleBreaks(world: World, goAway: (agent: NaiveAgent, reason: string) => void): void {
  for (const given of world.breaks) startIfFree(world, given)
  for (const given of world.breaks) {
    const agent = agentOf(world, given.agent)
    if (given.state !== 'requested' || !leavesCover(world, agent)) continue
    const { reason, lengthMs } = given
    given.state = 'granted'
    emit(world, { type: 'agent.breakGranted', ...aboutAgent(agent), reason, lengthMs })
    goAway(agent, reason)
    startIfFree(world, given)
  }
}

function startIfFree(world: World, given: NaiveBreak): void {
  const agent = agentOf(world, given.agent)
  if (given.state !== 'granted' || contactsAt(world, agent).length > 0) return
  given.state = 'started'
  const untilAtMs = world.nowMs + given.lengthMs
  arm(world, { kind: 'break', agent: agent.uid, dueAtMs: untilAtMs })
  emit(world, { type: 'agent.breakStarted', ...aboutAgent(agent), untilAtMs })
}

function leavesCover(world: World, agent: NaiveAgent): boolean {
  const { pools, queues, skills } = world.policy.care.cover
  const others = world.agents.filter((other) => other !== agent && other.available && !other.leaving)
  const floors: [number, (each: NaiveAgent) => boolean][] = [
    ...pools.map(({ name, agents }): [number, (each: NaiveAgent) => boolean] => [
      agents,
      ({ pool }) => pool === name,
    ]),
    ...queues.map(({ name, agents }): [number, (each: NaiveAgent) => boolean] => [
      agents,
      (each) => servesQueue(world, each, name),
    ]),
    ...skills.map(({ name, agents }): [number, (each: NaiveAgent) => boolean] => [
      agents,
      (each) => (each.skills[name] ?? 0) > 0,
    ]),
  ]
  return floors.every(([least, counts]) => !counts(agent) || others.filter(counts).length >= least)
}

function servesQueue(world: World, { queues, channels, skills }: NaiveAgent, name: string): boolean {
  const { need, channels: taken } = named(world.policy.queues, name)
  const { requires, requiresAny } = need
  const has = ([skill, level]: [string, number]): boolean => (skills[skill] ?? 0) >= level
  return (
    (queues === null || queues.includes(name)) &&
    (channels === null || channels.some((channel) => taken.includes(channel))) &&
    Object.entries(requires).every(has) &&
    requiresAny.map((entry) => Object.entries(entry)).every((entry) => entry.length === 0 || entry.some(has))
  )
}
