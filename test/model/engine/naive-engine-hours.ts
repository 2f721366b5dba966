/**
 * Rules 77 to 79 in the naive twin: queues that open and close by calendars, and calendars that are known for a while.
 */
import type { CalendarExtend } from '../../../src/engine/commands/command.js'
import type { NormalPolicy, NormalQueue } from '../../../src/engine/policy/normal-policy.js'
import { demand } from './naive-engine-checks.js'
import { changeHours, hoursOf, isOpen, nextChange } from './naive-engine-clocks.js'
import { offerCallback, releaseVain } from './naive-engine-contacts.js'
import { arm, disarm, emit, named, type World } from './naive-engine-state.js'

function isClosedNow(world: World, { hours }: NormalQueue): boolean {
  return hours !== null && !isOpen(hoursOf(world, hours), world.nowMs)
}

function armHours(world: World, calendar: string): void {
  if (!world.policy.queues.some(({ hours }) => hours === calendar)) return
  const dueAtMs = nextChange(named(world.calendars, calendar).data, world.nowMs)
  if (dueAtMs < Infinity) arm(world, { kind: 'hours', calendar, dueAtMs })
}

/** The notice, the end, or what is left of them. */
function watch(world: World, calendar: string): void {
  const { toMs } = named(world.calendars, calendar).data
  const noticeAtMs = toMs - world.policy.calendarNoticeMs
  const about = { calendar, untilAtMs: toMs }
  if (noticeAtMs > world.nowMs) arm(world, { kind: 'horizon', calendar, dueAtMs: noticeAtMs })
  else if (toMs > world.nowMs) {
    emit(world, { type: 'calendar.endingSoon', ...about })
    arm(world, { kind: 'horizon', calendar, dueAtMs: toMs })
  } else emit(world, { type: 'calendar.ended', ...about })
}

export function startCalendars(world: World): void {
  const { calendars, calendarNoticeMs, queues } = world.policy
  world.calendars = [...calendars]
  world.closed = queues.filter((queue) => isClosedNow(world, queue)).map(({ name }) => name)
  for (const { name, data } of calendars) {
    armHours(world, name)
    arm(world, { kind: 'horizon', calendar: name, dueAtMs: Math.max(0, data.toMs - calendarNoticeMs) })
  }
}

/** Queues open and close as the hours say. */
function followHours(world: World, queues: readonly NormalQueue[]): void {
  for (const queue of queues) {
    const { name } = queue
    const isClosed = isClosedNow(world, queue)
    if (isClosed === world.closed.includes(name)) continue
    world.closed = isClosed ? [...world.closed, name] : world.closed.filter((other) => other !== name)
    emit(world, { type: isClosed ? 'queue.closed' : 'queue.opened', queue: name })
    if (!isClosed || queue.closed === 'refuse') continue
    const inside = world.contacts.filter((contact) => contact.queue === name)
    releaseVain(world, inside)
    for (const contact of inside) if (contact.state === 'queued') offerCallback(world, contact)
  }
}

export function reachHours(world: World, calendar: string): void {
  followHours(
    world,
    world.policy.queues.filter(({ hours }) => hours === calendar),
  )
  armHours(world, calendar)
}

export function reachHorizon(world: World, calendar: string): void {
  watch(world, calendar)
}

export function extendCalendar(world: World, { calendar, hours }: CalendarExtend): void {
  demand(
    world.policy.calendars.some(({ name }) => name === calendar),
    'unknownName',
  )
  const { data } = named(world.calendars, calendar)
  const follows = hours.zone === data.zone && hours.fromMs <= data.toMs && hours.toMs > data.toMs
  demand(follows && hours.opensAtMs.every((opens, i) => opens < hours.closesAtMs[i]!), 'invalidValue')
  // What is known stays; of the new hours counts what lies behind the horizon.
  const later = hours.opensAtMs
    .map((opens, i) => ({ opens: Math.max(opens, data.toMs), closes: hours.closesAtMs[i]! }))
    .filter(({ opens, closes }) => closes > opens)
  const whole = {
    ...data,
    toMs: hours.toMs,
    opensAtMs: [...data.opensAtMs, ...later.map(({ opens }) => opens)],
    closesAtMs: [...data.closesAtMs, ...later.map(({ closes }) => closes)],
  }
  changeHours(world, calendar, whole)
  disarm(
    world,
    (timer) => (timer.kind === 'hours' || timer.kind === 'horizon') && timer.calendar === calendar,
  )
  emit(world, { type: 'calendar.extended', calendar, untilAtMs: hours.toMs })
  reachHours(world, calendar)
  watch(world, calendar)
}

/** The calendars of another policy, before anything else of it counts. */
export function takeCalendars(world: World, next: NormalPolicy): void {
  for (const { name, data } of next.calendars) {
    if (world.calendars.some((known) => known.name === name)) changeHours(world, name, data)
    else world.calendars.push({ name, data })
  }
}

/** Queues are open or closed as the hours of the present policy say; its calendars are watched. */
export function replaceHours(world: World): void {
  disarm(world, ({ kind }) => kind === 'hours' || kind === 'horizon')
  const { queues, calendars } = world.policy
  world.closed = world.closed.filter((name) => queues.some((queue) => queue.name === name))
  followHours(world, queues)
  for (const { name } of calendars) {
    armHours(world, name)
    watch(world, name)
  }
}
