/**
 * Hand-written checks of what a command carries: names, ranges, ids. They answer with a refusal or with nothing, never
 * throw, and run before anything changes. When several faults apply, the first in the order of `RefusalCode` is told.
 * Cost: O(1) and a map read for each name; allocates only for a refusal.
 */
import { nameHint } from '../../base/fault.js'
import { isRecord } from '../../base/is-record.js'
import { LATEST_MS } from '../../base/time-limit.js'
import { NO_NEED, levelsOf, type Levels, type Need } from '../../routing/need.js'
import type { AgentRef, CommandType, ContactNeed, ContactRef } from './command.js'
import type { CompiledPolicy } from '../policy/compiled-policy.js'
import { SCHEDULED, STATES, isConversation, isWaiting } from '../contacts/contacts.js'
import type { ContactState, RefusalCode } from '../events/event.js'
import type { Names } from '../policy/policy-spec.js'
import type { State } from '../state.js'

/** Why a command is refused. */
export interface Refusal {
  readonly code: RefusalCode
  readonly message: string
}

const STATE_TEXTS: Readonly<Record<ContactState, string>> = {
  arriving: 'arriving',
  scheduled: 'scheduled for a callback',
  queued: 'waiting',
  offered: 'offered to',
  awaitingAgent: 'in conversation, awaiting agent',
  awaitingCustomer: 'in conversation, awaiting the customer of',
  onHold: 'on hold at',
  awaitingConfirmation: 'awaiting the confirmation of the customer of',
  wrapUp: 'in wrap-up at',
  ended: 'ended',
}

/** Commands that refusals name, each with the states that it is for. */
const COUNTERPARTS = {
  'contact.cancel': (state: number) => isWaiting(state) || state === SCHEDULED,
  'contact.move': isWaiting,
  'contact.finish': isConversation,
  'contact.transfer': isConversation,
} as const satisfies Partial<Record<CommandType, (state: number) => boolean>>
type Counterpart = keyof typeof COUNTERPARTS

const MOST_BY_HAND_MS = 2 ** 30

/** Slot of the live contact that a command names, or -1. */
export function contactSlot(s: State, ref: ContactRef): number {
  const { contactId } = ref
  if (typeof contactId === 'string') return s.contacts.slotOfId(contactId)
  if (contactId !== undefined) return -1
  return typeof ref.contact === 'number' ? s.contacts.slotOfHandle(ref.contact) : -1
}

/** Slot of the signed-in agent that a command names, or -1. */
export function agentSlot(s: State, ref: AgentRef): number {
  if (ref.agentId !== undefined) return s.agents.slotOfId(ref.agentId)
  return typeof ref.agent === 'number' ? s.tables.roster.slots.slotOf(ref.agent) : -1
}

export function refusal(code: RefusalCode, message: string): Refusal {
  return { code, message }
}

export function unknownContact(ref: ContactRef): Refusal {
  const text = ref.contactId === undefined ? `handle ${shown(ref.contact)}` : `id ${shownId(ref.contactId)}`
  return refusal('unknownContact', `no live contact has the ${text}; it has ended, or never arrived`)
}

export function unknownAgent(ref: AgentRef): Refusal {
  const text = ref.agentId === undefined ? `handle ${shown(ref.agent)}` : `id ${shownId(ref.agentId)}`
  return refusal('unknownAgent', `no signed-in agent has the ${text}; send agent.signIn first`)
}

/** `unknownName` unless the name is absent or known. */
export function nameFault(
  what: string,
  name: string | undefined,
  known: ReadonlyMap<string, number>,
): Refusal | undefined {
  if (name === undefined || known.has(name)) return undefined
  if (typeof name !== 'string') return refusal('unknownName', `${what} is ${shown(name)}, not a name`)
  return refusal('unknownName', `unknown ${what} ${shown(name)} (${nameHint(name, [...known.keys()])})`)
}

/** `unknownName` for the first unknown one of a list. */
export function namesFault(
  what: string,
  names: readonly string[] | undefined,
  known: ReadonlyMap<string, number>,
): Refusal | undefined {
  if (names === undefined) return undefined
  const isList: boolean = Array.isArray(names)
  if (!isList) return refusal('invalidValue', `${what}s are ${shown(names)}, not a list of names`)
  for (const name of names) {
    const fault = nameFault(what, name, known)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** `invalidValue` unless the value is absent or a whole number of the range. */
export function wholeFault(
  what: string,
  value: number | undefined,
  least: number,
  most: number,
): Refusal | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return undefined
  return refusal('invalidValue', `${what} is ${shown(value)}, not a whole number from ${least} to ${most}`)
}

export function durationFault(what: string, value: number | undefined): Refusal | undefined {
  return wholeFault(what, value, 0, LATEST_MS)
}

export function headStartFault(value: number | undefined): Refusal | undefined {
  return wholeFault('headStartMs', value, -MOST_BY_HAND_MS, MOST_BY_HAND_MS)
}

export function idFault(what: string, id: string | undefined): Refusal | undefined {
  if (id === undefined || (typeof id === 'string' && id !== '')) return undefined
  return refusal('invalidValue', `${what} is ${shown(id)}, not a text of at least one character`)
}

/** `invalidValue` unless the value is absent or one of the choices. */
export function choiceFault(what: string, value: unknown, choices: readonly string[]): Refusal | undefined {
  if (value === undefined || (choices as readonly unknown[]).includes(value)) return undefined
  return refusal('invalidValue', `${what} is ${shown(value)}, none of ${choices.join(', ')}`)
}

/** `invalidValue` unless the value is absent or true or false. */
export function flagFault(what: string, value: unknown): Refusal | undefined {
  if (value === undefined || typeof value === 'boolean') return undefined
  return refusal('invalidValue', `${what} is ${shown(value)}, neither true nor false`)
}

/** `invalidValue` unless the value is absent or a text. */
export function textFault(what: string, value: unknown): Refusal | undefined {
  if (value === undefined || typeof value === 'string') return undefined
  return refusal('invalidValue', `${what} is ${shown(value)}, not a text; leave it out when there is none`)
}

/** `invalidValue` unless the value is absent or levels by skill. */
export function levelsShapeFault(what: string, value: unknown): Refusal | undefined {
  if (value === undefined || isRecord(value)) return undefined
  return refusal('invalidValue', `${what} is ${shown(value)}, not levels by skill such as { returns: 2 }`)
}

/** `invalidValue` for a need that is not made of levels by skill, `unknownName` for its first unknown skill. */
export function needNameFault(s: State, need: ContactNeed<Names>): Refusal | undefined {
  const shape = levelsShapeFault('requires', need.requires) ?? levelsShapeFault('prefers', need.prefers)
  if (shape !== undefined) return shape
  const any: unknown = need.requiresAny
  if (any !== undefined && !(Array.isArray(any) && any.every(isRecord))) {
    return refusal('invalidValue', `requiresAny is ${shown(any)}, not a list of levels by skill`)
  }
  const { skill } = s.tables.policy.index
  for (const levels of partsOf(need)) {
    for (const name of Object.keys(levels)) {
      const fault = nameFault('skill', name, skill)
      if (fault !== undefined) return fault
    }
  }
  return undefined
}

/** `invalidValue` for the first level that is not a whole number of 1..100. */
export function needLevelFault(s: State, need: ContactNeed<Names>): Refusal | undefined {
  for (const levels of partsOf(need)) {
    const pairs = levelsOf(levels, s.tables.policy.index.skill)
    if (typeof pairs === 'string') return refusal('invalidValue', pairs)
  }
  return undefined
}

/** The need by indexes; its names and levels have been checked. */
export function compiledNeed(s: State, need: ContactNeed<Names>): Need {
  const pairs = (levels: Readonly<Record<string, number | undefined>>): Levels => {
    const found = levelsOf(levels, s.tables.policy.index.skill)
    return typeof found === 'string' ? [] : found
  }
  const all = pairs(need.requires ?? {})
  const alternatives = (need.requiresAny ?? []).map(pairs).filter((entry) => entry.length > 0)
  const prefers = pairs(need.prefers ?? {})
  if (all.length === 0 && alternatives.length === 0 && prefers.length === 0) return NO_NEED
  alternatives.sort(byText)
  return { all, any: alternatives, prefers }
}

/** Whether a command states any part of a need. */
export function hasNeed(need: ContactNeed<Names>): boolean {
  return need.requires !== undefined || need.requiresAny !== undefined || need.prefers !== undefined
}

function partsOf(need: ContactNeed<Names>): readonly Readonly<Record<string, number | undefined>>[] {
  if (!hasNeed(need)) return []
  return [need.requires ?? {}, ...(need.requiresAny ?? []), need.prefers ?? {}]
}

/** What is wrong with a command that has no instant; with callers without types it may be no command at all. */
export function instantFault(command: unknown): string {
  if (!isRecord(command)) return `engine: a command is ${shown(command)}, not an object`
  return `engine: atMs is ${shown(command['atMs'])}, not a whole number of 0..2^42`
}

/** A value as a reader would write it, cut off where it gets long. */
export function shown(value: unknown): string {
  const text = textOf(value)
  return text.length > 60 ? `${text.slice(0, 60)}...` : text
}

/** An id in full, for whoever looks for it; what is none (from callers without types) as `shown`. */
function shownId(id: unknown): string {
  return typeof id === 'string' ? `"${id}"` : shown(id)
}

function textOf(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'number') return String(value)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // A circle, or what JSON does not know somewhere inside: told all the same, for a refusal must not throw.
    return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`
  }
}

function byText(a: Levels, b: Levels): number {
  const left = a.join()
  const right = b.join()
  return left < right ? -1 : left > right ? 1 : 0
}

/** `invalidValue` unless the queue takes the channel. */
export function channelFault(policy: CompiledPolicy, queue: number, channel: number): Refusal | undefined {
  const { takes, name, normal } = policy.queues[queue]!
  if (takes[channel] === 1) return undefined
  const text = `queue "${name}" does not take channel "${policy.channels[channel]!.name}"`
  return refusal('invalidValue', `${text}; it takes ${normal.channels.join(', ')}`)
}

/** `counterparts`: commands that do the same in other states; the first that fits the contact's is named. */
export function notWaiting(s: State, contact: number, ...counterparts: readonly Counterpart[]): Refusal {
  return refusal('notWaiting', misplaced(s, contact, counterparts))
}

/** `counterparts` as for `notWaiting`. */
export function notInConversation(
  s: State,
  contact: number,
  ...counterparts: readonly Counterpart[]
): Refusal {
  return refusal('notInConversation', misplaced(s, contact, counterparts))
}

function misplaced(s: State, contact: number, counterparts: readonly Counterpart[]): string {
  const fitting = counterparts.find((command) => COUNTERPARTS[command](s.contacts.stateOf(contact)))
  return `the contact is ${stateText(s, contact)}${fitting === undefined ? '' : `; ${fitting} is for that`}`
}

export function agentBusy(s: State, agent: number): Refusal {
  return refusal('agentBusy', `agent "${s.agents.ids[agent]!}" has no room: ${unitsUsed(s, agent)}`)
}

export function unitsUsed(s: State, agent: number): string {
  const { roster } = s.tables
  return `${roster.usedUnits[agent]!} of ${roster.profileOf(agent).capacityUnits} units in use`
}

/** `command` is for contacts in one of the states, and this one is in another. */
export function illegalMove(
  s: State,
  contact: number,
  command: CommandType,
  states: readonly number[],
): Refusal {
  const known = states.map((state) => STATES[state]!).join(' or ')
  return refusal('illegalMove', `the contact is ${stateText(s, contact)}; ${command} is for one in ${known}`)
}

/** Where a contact is, in words. */
export function stateText(s: State, contact: number): string {
  const state = s.contacts.stateOf(contact)
  const text = STATE_TEXTS[STATES[state]!]
  const agent = s.contacts.agentOf(contact)
  return agent < 0 ? text : `${text} "${s.agents.ids[agent]!}"`
}
