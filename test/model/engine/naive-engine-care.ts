/**
 * Rules 61 to 64 of the naive twin: hard contacts in a row, the rest from them, the cool-down after each.
 */
import {
  aboutAgent,
  agentOf,
  arm,
  contactsAt,
  disarm,
  emit,
  TALKING,
  type NaiveAgent,
  type NaiveContact,
  type NaiveTimer,
  type World,
} from './naive-engine-state.js'

export function isHard({ policy: { care } }: World, { emotionClass, issue }: NaiveContact): boolean {
  return care.hardEmotions.includes(emotionClass) || (issue !== null && care.hardIssues.includes(issue))
}

function stop(world: World, agent: NaiveAgent, kind: 'rest' | 'coolDown'): void {
  disarm(world, (timer) => timer.kind === kind && timer.agent === agent.uid)
}

/** Whether the agent is kept from the contact for its own good. */
export function isResting(world: World, agent: NaiveAgent, contact: NaiveContact): boolean {
  const { coolDownFrom, maxHardInARow } = world.policy.care
  const coolsDown = world.timers.some(
    ({ kind, ...timer }) => kind === 'coolDown' && 'agent' in timer && timer.agent === agent.uid,
  )
  if (coolsDown && coolDownFrom === 'all') return true
  if (!isHard(world, contact)) return false
  const offered = contactsAt(world, agent).filter((each) => each.state === 'offered' && isHard(world, each))
  return coolsDown || (maxHardInARow !== null && agent.hardInARow + offered.length >= maxHardInARow)
}

/** The agent has been given the contact. */
export function takeOn(world: World, agent: NaiveAgent, contact: NaiveContact): void {
  contact.wasHard = isHard(world, contact)
  if (world.policy.care.maxHardInARow === null) return
  agent.hardInARow = contact.wasHard ? agent.hardInARow + 1 : 0
  stop(world, agent, 'rest')
}

/** The contact may have turned hard in conversation. */
export function noteChange(world: World, contact: NaiveContact): void {
  if (!TALKING.some((state) => state === contact.state) || contact.wasHard || !isHard(world, contact)) return
  contact.wasHard = true
  if (world.policy.care.maxHardInARow === null) return
  const agent = agentOf(world, contact.agent!)
  agent.hardInARow += 1
  stop(world, agent, 'rest')
}

/** The agent is through with a contact, which is no longer at the agent. */
export function recoverFromHard(world: World, agent: NaiveAgent, contact: NaiveContact): void {
  if (!contact.wasHard || agent.leaving) return
  const { coolDownMs, coolDownFrom, restMs } = world.policy.care
  if (coolDownMs > 0) {
    const untilAtMs = world.nowMs + coolDownMs
    stop(world, agent, 'coolDown')
    arm(world, { kind: 'coolDown', agent: agent.uid, dueAtMs: untilAtMs })
    emit(world, { type: 'agent.coolingDown', ...aboutAgent(agent), from: coolDownFrom, untilAtMs })
  }
  const hasHard = contactsAt(world, agent).some(({ state, wasHard }) => state !== 'offered' && wasHard)
  if (agent.hardInARow > 0 && !hasHard) {
    arm(world, { kind: 'rest', agent: agent.uid, dueAtMs: world.nowMs + restMs })
  }
}

export function endCare(world: World, timer: NaiveTimer & { readonly kind: 'coolDown' | 'rest' }): void {
  const agent = agentOf(world, timer.agent)
  if (timer.kind === 'rest') agent.hardInARow = 0
  else emit(world, { type: 'agent.cooledDown', ...aboutAgent(agent), dueAtMs: timer.dueAtMs })
}

/** Another policy: without a limit there is no row. */
export function keepRows(world: World): void {
  if (world.policy.care.maxHardInARow !== null) return
  for (const agent of world.agents) {
    agent.hardInARow = 0
    stop(world, agent, 'rest')
  }
}
