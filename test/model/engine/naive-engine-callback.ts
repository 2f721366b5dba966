/**
 * Calling customers back in the naive twin (rules 53 to 57).
 */
import type * as Commands from '../../../src/engine/commands/command.js'
import { endBot } from './naive-engine-bot.js'
import { follow } from './naive-engine-clocks.js'
import { recoverFromHard } from './naive-engine-care.js'
import { demand, demandWhole, findContact } from './naive-engine-checks.js'
import { endWait, inLine, isTalking, revoke, startWait } from './naive-engine-contacts.js'
import { nextEpisode } from './naive-engine-history.js'
import {
  aboutAgent,
  aboutContact,
  arm,
  disarm,
  emit,
  holderOf,
  type NaiveContact,
  type World,
} from './naive-engine-state.js'

export function demandWindow(world: World, window: Commands.CallbackWindow | undefined): void {
  if (!window) return
  const { fromAtMs, untilAtMs } = window
  demandWhole(fromAtMs, 0, 2 ** 42)
  demandWhole(untilAtMs, 0, 2 ** 42)
  demand(untilAtMs > fromAtMs && untilAtMs > world.nowMs, 'invalidValue')
}

export function callBack(world: World, command: Commands.ContactCallback): void {
  const contact = findContact(world, command)
  const { window, toAgentId } = command
  demandWindow(world, window)
  const isPutOff = isTalking(contact) && window !== undefined
  demand(inLine(contact) || contact.state === 'scheduled' || isPutOff, 'notWaiting')
  demand(contact.queue !== '', 'notWaiting')
  agree(world, contact, window, toAgentId)
}

/** Rules 53 and 54. */
export function agree(
  world: World,
  contact: NaiveContact,
  window: Commands.CallbackWindow | undefined,
  toAgentId?: string,
): void {
  const { nowMs } = world
  const isLater = window !== undefined && window.fromAtMs > nowMs
  const talking = isTalking(contact)
  const waiting = inLine(contact)
  if (isLater) revoke(world, contact, 'callback')
  endBot(world, contact, 'callback', '')
  const fromAtMs = isLater ? window.fromAtMs : nowMs
  const untilAtMs = window?.untilAtMs ?? null
  const attempt = talking ? 1 : (contact.callback?.attempt ?? 1)
  contact.callback = { fromAtMs, untilAtMs, attempt }
  contact.dedicatedAgentId = toAgentId ?? contact.dedicatedAgentId
  const { queue, channel } = contact
  emit(world, {
    type: 'callback.agreed',
    ...aboutContact(contact),
    queue,
    channel,
    state: isLater ? 'scheduled' : contact.state === 'offered' ? 'offered' : 'queued',
    fromAtMs,
    untilAtMs,
    toAgentId: toAgentId ?? '',
    agentId: talking ? holderOf(world, contact).agentId : '',
    talkMs: talking ? nowMs - contact.talkSinceMs : 0,
  })
  disarm(
    world,
    ({ kind, ...timer }) => isOfCallback(kind) && 'contact' in timer && timer.contact === contact.uid,
  )
  if (talking) hangUp(world, contact, 'callback')
  else if (waiting && isLater) {
    nextEpisode(world, contact, 'callback')
    endWait(world, contact)
  }
  if (isLater) schedule(world, contact, fromAtMs)
  else if (!waiting) open(world, contact)
  if (untilAtMs !== null) arm(world, { kind: 'overdue', contact: contact.uid, dueAtMs: untilAtMs })
}

function isOfCallback(kind: string): boolean {
  return kind === 'open' || kind === 'overdue'
}

/** The contact is with nobody, and the agent is idle again. */
function hangUp(world: World, contact: NaiveContact, ended: 'callback' | 'missed'): void {
  const agent = holderOf(world, contact)
  nextEpisode(world, contact, ended)
  contact.agent = null
  agent.idleSinceMs = world.nowMs
  recoverFromHard(world, agent, contact)
}

function schedule(world: World, contact: NaiveContact, dueAtMs: number): void {
  contact.state = 'scheduled'
  follow(world, contact, 'scheduled', 'talk')
  contact.agent = null
  arm(world, { kind: 'open', contact: contact.uid, dueAtMs })
}

export function open(world: World, contact: NaiveContact): void {
  world.arrived = contact.uid
  startWait(world, contact, 'callback', true)
}

export function overdue(world: World, contact: NaiveContact): void {
  const { queue } = contact
  emit(world, { type: 'callback.overdue', ...aboutContact(contact), queue, dueAtMs: world.nowMs })
}

/** Rule 57. */
export function end(world: World, command: Commands.CallbackEnd): void {
  const contact = findContact(world, command)
  demand(contact.callback !== null, 'notCallback')
  const { queue, channel } = contact
  contact.callback = null
  disarm(
    world,
    ({ kind, ...timer }) => isOfCallback(kind) && 'contact' in timer && timer.contact === contact.uid,
  )
  emit(world, { type: 'callback.ended', ...aboutContact(contact), queue, channel })
  if (contact.state === 'scheduled') open(world, contact)
}

/** Rule 56. */
export function fail(world: World, command: Commands.CallbackFail): void {
  const contact = findContact(world, command)
  demand(isTalking(contact), 'notInConversation')
  const { callback, queue, channel } = contact
  demand(callback !== null, 'notCallback')
  const { attempt } = callback!
  const { attempts, retryAfterMs } = world.policy.callback
  const isLast = attempt >= attempts
  const retryAtMs = isLast ? null : world.nowMs + retryAfterMs
  emit(world, {
    type: 'callback.missed',
    ...aboutContact(contact),
    ...aboutAgent(holderOf(world, contact)),
    queue,
    channel,
    attempt,
    talkMs: world.nowMs - contact.talkSinceMs,
    retryAtMs,
  })
  if (retryAtMs === null) {
    contact.callback = null
    emit(world, { type: 'callback.escalated', ...aboutContact(contact), queue, attempts: attempt })
    return
  }
  contact.callback = { fromAtMs: retryAtMs, untilAtMs: null, attempt: attempt + 1 }
  hangUp(world, contact, 'missed')
  schedule(world, contact, retryAtMs)
}
