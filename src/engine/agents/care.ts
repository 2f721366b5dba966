/**
 * How agents are spared: no more hard contacts in a row than the policy allows, a rest from them, a cool-down after each.
 * Hard is what the policy calls so, by issue and emotion class; a contact that turns hard in conversation counts from
 * then on. What an agent rests from is a column of the roster, so the free heaps know it and no decision asks.
 * Rules 61 to 64 of docs/rules.md. Cost: O(1), and O(contacts of the agent) where hard ones are limited.
 */
import { FROM_ALL, FROM_HARD, FROM_NOTHING } from '../../routing/roster.js'
import { agentOwner, COOL_DOWN_END, REST_END } from '../time/clocks.js'
import type { Category } from '../contacts/categories.js'
import { isConversation, OFFERED } from '../contacts/contacts.js'
import { emitCooledDown, emitCoolingDown } from '../events/emit-agent.js'
import type { State } from '../state.js'

/** Whether a contact is hard on whoever gets it, as it stands now. */
export function isHard({ contacts }: State, contact: number): boolean {
  return contacts.categoryOf(contact).isHard(contacts.emotionClassOf(contact))
}

/** The agent has been given the contact: another hard one in the row, or the end of the row. */
export function takeOn(s: State, contact: number, category: Category, agent: number): void {
  const hard = category.isHard(s.contacts.emotionClassOf(contact))
  s.contacts.setWasHard(contact, hard ? 1 : 0)
  if (!s.tables.policy.limitsHard) return
  if (hard) lengthenRow(s, agent)
  else forgetRow(s, agent)
  restAnew(s, agent)
}

/** A contact has changed that the agent has or is offered. */
export function noteChange(s: State, contact: number, agent: number): void {
  if (
    isConversation(s.contacts.stateOf(contact)) &&
    s.contacts.wasHardOf(contact) === 0 &&
    isHard(s, contact)
  ) {
    s.contacts.setWasHard(contact, 1)
    if (s.tables.policy.limitsHard) lengthenRow(s, agent)
  }
  restAnew(s, agent)
}

/** The agent is through with a contact that was hard: the cool-down begins, and the rest when it was the last hard one. */
export function recoverFromHard(s: State, agent: number): void {
  const { policy, roster } = s.tables
  if (roster.leaving[agent] === 1) return
  const { coolDownMs, restMs } = policy.normal.care
  const { coolDownTimer, restTimer, hardInARow } = s.agents
  if (coolDownMs > 0) {
    if (coolDownTimer[agent]! >= 0) s.clocks.cancelTimer(coolDownTimer[agent]!)
    coolDownTimer[agent] = s.clocks.arm(agentOwner(agent), COOL_DOWN_END, s.nowMs + coolDownMs)
    emitCoolingDown(s, agent, s.nowMs + coolDownMs)
  }
  if (policy.limitsHard && hardInARow[agent]! > 0 && !hasHard(s, agent)) {
    restTimer[agent] = s.clocks.arm(agentOwner(agent), REST_END, s.nowMs + restMs)
  }
  restAnew(s, agent)
}

/** The deadline of the cool-down. */
export function endCoolDown(s: State, agent: number): void {
  s.agents.coolDownTimer[agent] = -1
  emitCooledDown(s, agent)
  restAnew(s, agent)
}

/** The deadline of the rest. */
export function endRest(s: State, agent: number): void {
  s.agents.restTimer[agent] = -1
  s.agents.hardInARow[agent] = 0
  restAnew(s, agent)
}

/** Another policy: without a limit there is no row. */
export function keepRows(s: State, agent: number): void {
  if (!s.tables.policy.limitsHard) forgetRow(s, agent)
}

/** The agent signs out: nothing falls due any more. */
export function forgetCare(s: State, agent: number): void {
  forgetRow(s, agent)
  const timer = s.agents.coolDownTimer[agent]!
  if (timer >= 0) s.clocks.cancelTimer(timer)
  s.agents.coolDownTimer[agent] = -1
}

/** What the agent rests from, worked out. */
export function restOf(s: State, agent: number): number {
  const { maxHardInARow, coolDownFrom } = s.tables.policy.normal.care
  if (s.agents.coolDownTimer[agent]! >= 0) return coolDownFrom === 'all' ? FROM_ALL : FROM_HARD
  if (maxHardInARow === null) return FROM_NOTHING
  return s.agents.hardInARow[agent]! + hardOffers(s, agent) >= maxHardInARow ? FROM_HARD : FROM_NOTHING
}

/** Brings the roster in line; an agent who may be given more than before is matched before the command is over. */
export function restAnew(s: State, agent: number): void {
  const { rest } = s.tables.roster
  const before = rest[agent]!
  const now = restOf(s, agent)
  if (now === before) return
  rest[agent] = now
  if (now < before) s.lifted.push(agent)
  else s.staleAgents.push(agent)
}

/** Whether the agent has a contact in conversation or wrap-up that is or was hard. */
export function hasHard(s: State, agent: number): boolean {
  for (let c = s.agents.firstContact[agent]!; c >= 0; c = s.contacts.nextOfAgent(c)) {
    if (s.contacts.stateOf(c) !== OFFERED && s.contacts.wasHardOf(c) === 1) return true
  }
  return false
}

/** Hard contacts that are offered to the agent: they may become the next of the row. */
function hardOffers(s: State, agent: number): number {
  let offers = 0
  for (let c = s.agents.firstContact[agent]!; c >= 0; c = s.contacts.nextOfAgent(c)) {
    if (s.contacts.stateOf(c) === OFFERED && isHard(s, c)) offers++
  }
  return offers
}

function lengthenRow(s: State, agent: number): void {
  s.agents.hardInARow[agent] = s.agents.hardInARow[agent]! + 1
  cancelRest(s, agent)
}

function forgetRow(s: State, agent: number): void {
  s.agents.hardInARow[agent] = 0
  cancelRest(s, agent)
}

function cancelRest(s: State, agent: number): void {
  const timer = s.agents.restTimer[agent]!
  if (timer < 0) return
  s.clocks.cancelTimer(timer)
  s.agents.restTimer[agent] = -1
}
