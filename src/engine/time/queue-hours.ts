/**
 * Queues that open and close by a calendar, and calendars whose hours are known for a while only. A closed queue is, for
 * matching, one that agents may only pull from; its contacts are placed anew when it opens or closes.
 * Rules 77 to 79 of docs/rules.md.
 * Cost: O(contacts of the queue x log n) when it opens or closes; O(timers) when a calendar is extended.
 * Order: calendars and queues as the policy has them, contacts as they arrived.
 */
import { calendarDataFault } from '../../sla/calendar.js'
import type { CalendarExtend } from '../commands/command.js'
import { calendarOwner, HORIZON, HOURS } from './clocks.js'
import { OFFERED, QUEUED } from '../contacts/contacts.js'
import { emitCalendar, emitHours } from '../events/emit-promise.js'
import { nameFault, refusal, type Refusal } from '../commands/guards.js'
import type { NormalPolicy } from '../policy/normal-policy.js'
import type { State } from '../state.js'
import { offerCallbackIfClosed, reconsider, releaseHoldIfLost } from '../contacts/wait.js'

/** Works out which queues are closed at the present instant, and says nothing: at the start, and after a snapshot. */
export function lookUpHours(s: State): void {
  const { queues } = s.tables.policy
  s.closed = new Int32Array(queues.length)
  s.shut = new Int32Array(queues.length)
  queues.forEach((_, queue) => setClosed(s, queue, isClosedByHours(s, queue)))
}

/** Sets the deadlines at which queues open and close, and at which calendars end. At the start. */
export function startCalendars(s: State): void {
  const { calendars, calendarNoticeMs } = s.tables.policy.normal
  for (const { name } of calendars) {
    const calendar = s.clocks.calendars.indexOf(name)
    armHours(s, calendar)
    armHorizon(s, calendar, Math.max(0, s.clocks.hours(calendar).untilMs - calendarNoticeMs))
  }
}

/** After another policy: queues are open or closed as its hours say, and whoever it concerns is told. */
export function replaceHours(s: State, before: NormalPolicy, wasClosed: Int32Array): void {
  const { clocks, tables } = s
  for (let calendar = 0; calendar < clocks.calendars.length; calendar++) dropTimers(s, calendar)
  const closedByName = new Map(before.queues.map(({ name }, queue) => [name, wasClosed[queue]!]))
  s.closed = Int32Array.from(tables.policy.queues, ({ name }) => closedByName.get(name) ?? 0)
  s.shut = new Int32Array(tables.policy.queues.length)
  tables.policy.queues.forEach((_, queue) => setClosed(s, queue, s.closed[queue] === 1))
  tables.policy.queues.forEach((_, queue) => followHours(s, queue))
  for (const { name } of tables.policy.normal.calendars) {
    const calendar = clocks.calendars.indexOf(name)
    armHours(s, calendar)
    watchHorizon(s, calendar)
  }
}

/** `calendar.extend`: hours behind the horizon. */
export function extendCalendar(s: State, command: CalendarExtend): Refusal | undefined {
  const { clocks } = s
  const known = new Map(s.tables.policy.normal.calendars.map(({ name }, index) => [name, index]))
  const unknown = nameFault('calendar', command.calendar, known)
  if (unknown !== undefined) return unknown
  if (command.calendar === undefined) return refusal('unknownName', 'calendar.extend needs a calendar')
  const calendar = clocks.calendars.indexOf(command.calendar)
  const fault = calendarDataFault(command.hours) ?? clocks.hours(calendar).faultOf(command.hours)
  if (fault !== undefined) return refusal('invalidValue', fault)
  clocks.extendHours(calendar, command.hours, s.nowMs)
  dropTimers(s, calendar)
  emitCalendar(s, 'calendar.extended', command.calendar, command.hours.toMs)
  followCalendar(s, calendar)
  armHours(s, calendar)
  watchHorizon(s, calendar)
  return undefined
}

/** The hours of a calendar change: each of its queues opens or closes. */
export function reachHours(s: State, calendar: number): void {
  s.clocks.hoursTimer[calendar] = -1
  followCalendar(s, calendar)
  armHours(s, calendar)
}

/** The horizon of a calendar is near, or reached. */
export function reachHorizon(s: State, calendar: number): void {
  s.clocks.horizonTimer[calendar] = -1
  watchHorizon(s, calendar)
}

function followCalendar(s: State, calendar: number): void {
  const name = s.clocks.calendars[calendar]!
  s.tables.policy.queues.forEach(({ normal }, queue) => {
    if (normal.hours === name) followHours(s, queue)
  })
}

/** Opens or closes a queue, if its hours say so. */
function followHours(s: State, queue: number): void {
  const isClosed = isClosedByHours(s, queue)
  if (isClosed === (s.closed[queue] === 1)) return
  const { normal } = s.tables.policy.queues[queue]!
  setClosed(s, queue, isClosed)
  emitHours(s, isClosed ? 'queue.closed' : 'queue.opened', normal.name)
  if (normal.closed === 'refuse') return
  const inside = contactsIn(s, queue)
  if (isClosed) {
    for (const contact of inside) releaseHoldIfLost(s, contact)
    for (const contact of inside) {
      if (s.contacts.stateOf(contact) === QUEUED) offerCallbackIfClosed(s, contact)
    }
  }
  for (const contact of inside) reconsider(s, contact)
}

/** Contacts that wait in a queue or are offered from it, in arrival order. Allocates. */
function contactsIn(s: State, queue: number): number[] {
  if (s.queued[queue] === 0) return []
  const { contacts } = s
  return contacts.inOrder().filter((contact) => {
    const state = contacts.stateOf(contact)
    return contacts.categoryOf(contact).queue === queue && (state === QUEUED || state === OFFERED)
  })
}

function setClosed(s: State, queue: number, isClosed: boolean): void {
  const { normal, pullOnly } = s.tables.policy.queues[queue]!
  s.closed[queue] = isClosed ? 1 : 0
  s.shut[queue] = pullOnly || (isClosed && normal.closed !== 'refuse') ? 1 : 0
}

export function isClosedByHours(s: State, queue: number): boolean {
  const { hours } = s.tables.policy.queues[queue]!.normal
  return hours !== null && !s.clocks.hours(s.clocks.calendars.indexOf(hours)).isOpen(s.nowMs)
}

/** Sets the deadline of the next change of a calendar that a queue is open by. */
function armHours(s: State, calendar: number): void {
  const { clocks } = s
  const name = clocks.calendars[calendar]!
  if (!s.tables.policy.queues.some(({ normal }) => normal.hours === name)) return
  const changesAtMs = clocks.hours(calendar).nextChangeMs(s.nowMs)
  if (changesAtMs === Infinity) return
  clocks.hoursTimer[calendar] = clocks.arm(calendarOwner(calendar), HOURS, changesAtMs)
}

/** Tells what is to be told of the end of a calendar now, and sets the deadline of what is to be told later. */
function watchHorizon(s: State, calendar: number): void {
  const { untilMs } = s.clocks.hours(calendar)
  const noticeAtMs = untilMs - s.tables.policy.normal.calendarNoticeMs
  const name = s.clocks.calendars[calendar]!
  if (noticeAtMs > s.nowMs) armHorizon(s, calendar, noticeAtMs)
  else if (untilMs > s.nowMs) {
    emitCalendar(s, 'calendar.endingSoon', name, untilMs)
    armHorizon(s, calendar, untilMs)
  } else emitCalendar(s, 'calendar.ended', name, untilMs)
}

function armHorizon(s: State, calendar: number, dueAtMs: number): void {
  s.clocks.horizonTimer[calendar] = s.clocks.arm(calendarOwner(calendar), HORIZON, dueAtMs)
}

function dropTimers(s: State, calendar: number): void {
  const { hoursTimer, horizonTimer } = s.clocks
  for (const timers of [hoursTimer, horizonTimer]) {
    if (timers[calendar]! >= 0) s.clocks.cancelTimer(timers[calendar]!)
    timers[calendar] = -1
  }
}
