/**
 * Promises in the naive twin (rules 36 to 39, 75 and 76): which one a contact gets, how its clocks run and stand still
 * on which hours, and what a move to another state does to them. A clock remembers how long it has run and since when it
 * runs; when it is due is worked out by going through the hours from there.
 */
import type { CalendarData } from '../../../src/sla/calendar.js'
import type { NormalPromise } from '../../../src/engine/policy/normal-policy.js'
import type { ClockName } from '../../../src/engine/policy/promise-spec.js'
import { queueOf } from './naive-engine-need.js'
import {
  aboutContact,
  agentOf,
  disarm,
  emit,
  named,
  type ContactState,
  type NaiveClock,
  type NaiveContact,
  type World,
} from './naive-engine-state.js'

const ORDER: readonly ClockName[] = [
  'queueWait',
  'firstReply',
  'replyGap',
  'statusUpdate',
  'customerSilence',
  'confirmation',
  'resolution',
]

/** Rule 75: in which states a clock runs, and in which it stands still; in all others there is none. */
const STATES: Readonly<
  Partial<Record<ClockName, { readonly runs: ContactState[]; readonly stands: ContactState[] }>>
> = {
  queueWait: { runs: ['queued', 'offered'], stands: [] },
  firstReply: { runs: ['awaitingAgent'], stands: ['onHold'] },
  replyGap: { runs: ['awaitingAgent'], stands: ['onHold'] },
  statusUpdate: { runs: ['awaitingAgent', 'onHold'], stands: [] },
  customerSilence: { runs: ['awaitingCustomer'], stands: ['onHold'] },
  confirmation: { runs: ['awaitingConfirmation'], stands: [] },
  resolution: {
    runs: ['queued', 'offered', 'awaitingAgent', 'onHold'],
    stands: ['awaitingCustomer', 'awaitingConfirmation', 'wrapUp', 'scheduled'],
  },
}

/** What is open, in order: all that the calendar does not know counts as open (rule 78). */
function stretches(data: CalendarData | undefined): { fromMs: number; toMs: number }[] {
  if (!data) return [{ fromMs: 0, toMs: Infinity }]
  return [
    { fromMs: 0, toMs: data.fromMs },
    ...data.opensAtMs.map((fromMs, i) => ({ fromMs, toMs: data.closesAtMs[i]! })),
    { fromMs: data.toMs, toMs: Infinity },
  ]
}

export function isOpen(data: CalendarData | undefined, atMs: number): boolean {
  return stretches(data).some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
}

function openBetween(data: CalendarData | undefined, aMs: number, bMs: number): number {
  return stretches(data)
    .map(({ fromMs, toMs }) => Math.max(0, Math.min(bMs, toMs) - Math.max(aMs, fromMs)))
    .reduce((sum, ms) => sum + ms, 0)
}

/** The earliest instant at which so much has been open since then. */
function afterOpen(data: CalendarData | undefined, sinceMs: number, openMs: number): number {
  let leftMs = openMs
  for (const { fromMs, toMs } of stretches(data)) {
    const startMs = Math.max(sinceMs, fromMs)
    if (toMs <= startMs) continue
    if (startMs + leftMs <= toMs) return startMs + leftMs
    leftMs -= toMs - startMs
  }
  return Infinity
}

/** The first instant after `atMs` at which a calendar opens or closes. */
export function nextChange(data: CalendarData, atMs: number): number {
  const edges = stretches(data).flatMap(({ fromMs, toMs }) => [fromMs, toMs])
  const changes = edges.filter((edge) => edge > atMs && edge < Infinity)
  return Math.min(...changes.filter((edge) => isOpen(data, edge) !== isOpen(data, edge - 1)), Infinity)
}

export function hoursOf(world: World, name: string | null): CalendarData | undefined {
  return name === null ? undefined : named(world.calendars, name).data
}

/** Running time at which the next stage fires; Infinity when none is left. */
function targetMs({ promise: { stages, repeatMs }, fired }: NaiveClock): number {
  if (fired < stages.length) return stages[fired]!.afterMs
  return repeatMs === null ? Infinity : stages.at(-1)!.afterMs + (fired - stages.length + 1) * repeatMs
}

function dueAtMs(world: World, clock: NaiveClock): number {
  if (clock.sinceMs === null || targetMs(clock) === Infinity) return Infinity
  return afterOpen(hoursOf(world, clock.promise.hours), clock.sinceMs, targetMs(clock) - clock.ranMs)
}

/** Takes what has run until now into account. */
function counted(world: World, clock: NaiveClock): NaiveClock {
  if (clock.sinceMs === null) return clock
  const ranMs = clock.ranMs + openBetween(hoursOf(world, clock.promise.hours), clock.sinceMs, world.nowMs)
  return { ...clock, ranMs, sinceMs: world.nowMs }
}

function put(world: World, clock: NaiveClock, isArming: boolean): void {
  const order = isArming ? world.nextOrder++ : clock.order
  world.timers.push({ ...clock, order, dueAtMs: dueAtMs(world, clock) })
}

function take(world: World, clock: NaiveClock): void {
  world.timers = world.timers.filter((timer) => timer !== clock)
}

function clockOf(world: World, contact: NaiveContact, clock: ClockName): NaiveClock | undefined {
  return world.timers.find(
    (timer): timer is NaiveClock =>
      timer.kind === 'clock' && timer.contact === contact.uid && timer.clock === clock,
  )
}

/** The first rule that fits the contact. */
function promiseTo(world: World, contact: NaiveContact, clock: ClockName): NormalPromise | null {
  const fits = (names: readonly string[] | null, name: string | null): boolean =>
    names === null || (name !== null && names.includes(name))
  const rule = queueOf(world, contact).promises[clock].find(
    ({ tiers, issues, channels }) =>
      fits(tiers, contact.tier) && fits(issues, contact.issue) && fits(channels, contact.channel),
  )
  return rule?.promise ?? null
}

const RENEWED = ['queueWait', 'resolution'] as const

/** What a contact is promised for its wait and its solution, as it is now. */
export function promised(world: World, contact: NaiveContact): readonly (NormalPromise | null)[] {
  return RENEWED.map((clock) => (contact.queue === '' ? null : promiseTo(world, contact, clock)))
}

/** Rule 38: another promise than `before` is one for clocks that are not broken, too. */
export function renew(
  world: World,
  contact: NaiveContact,
  before: readonly (NormalPromise | null)[],
  clocks: readonly (typeof RENEWED)[number][] = RENEWED,
): void {
  const after = promised(world, contact)
  RENEWED.forEach((clock, index) => {
    const { runs, stands } = STATES[clock]!
    const promise = after[index]!
    const isSame = JSON.stringify(promise) === JSON.stringify(before[index])
    const concerns = clocks.includes(clock) && [...runs, ...stands].includes(contact.state)
    const running = clockOf(world, contact, clock)
    if (isSame || !concerns || (running !== undefined && isBroken(running))) return
    const runningMs = running === undefined ? 0 : counted(world, running).ranMs
    if (running !== undefined) take(world, running)
    if (promise === null) return
    const breachMs = promise.stages.find(({ stage }) => stage === 'breach')!.afterMs
    const ranMs = Math.min(runningMs, breachMs - 1)
    const fired = promise.stages.filter(({ afterMs }) => afterMs <= ranMs).length
    const isRunning = running === undefined ? runs.includes(contact.state) : running.sinceMs !== null
    const sinceMs = isRunning ? world.nowMs : null
    const fresh = { kind: 'clock' as const, contact: contact.uid, clock, promise, order: 0, dueAtMs: 0 }
    put(world, { ...fresh, ranMs, fired, sinceMs }, isRunning)
  })
}

function start(world: World, contact: NaiveContact, clock: ClockName): void {
  const promise = promiseTo(world, contact, clock)
  if (promise === null) return
  const fresh = { kind: 'clock' as const, contact: contact.uid, clock, promise, ranMs: 0, fired: 0 }
  put(world, { ...fresh, sinceMs: world.nowMs, order: 0, dueAtMs: 0 }, true)
}

function stop(world: World, contact: NaiveContact, clock: ClockName): void {
  disarm(world, (timer) => timer === clockOf(world, contact, clock))
}

function isBroken({ promise: { stages }, fired }: NaiveClock): boolean {
  return stages.slice(0, fired).some(({ stage }) => stage === 'breach')
}

/** What became of the promise of a wait that ends with an agent. */
export function waitEnds(world: World, contact: NaiveContact): 'met' | 'breached' | 'none' {
  const running = clockOf(world, contact, 'queueWait')
  if (!running) return 'none'
  take(world, running)
  return isBroken(running) ? 'breached' : 'met'
}

/** What was promised has come: it is told of unless it was too late. */
export function keep(world: World, contact: NaiveContact, clock: ClockName): void {
  const running = clockOf(world, contact, clock)
  if (!running) return
  const { ranMs: tookMs } = counted(world, running)
  take(world, running)
  if (isBroken(running)) return
  const { queue } = contact
  emit(world, {
    type: 'promise.met',
    ...aboutContact(contact),
    clock,
    tookMs,
    queue,
    agentId: holderId(world, contact),
  })
}

export function holderId(world: World, { agent, state }: NaiveContact): string {
  return agent === null || state === 'offered' ? '' : agentOf(world, agent).agentId
}

function isWritten(world: World, contact: NaiveContact): boolean {
  return named(world.policy.channels, contact.channel).firstReply === 'reply'
}

/** The agent says something, before anything else comes of it. */
export function speak(world: World, contact: NaiveContact, isUpdate: boolean): void {
  if (contact.queue === '') return
  for (const clock of ['firstReply', 'replyGap', 'statusUpdate'] as const) keep(world, contact, clock)
  if (contact.state === 'onHold') start(world, contact, 'statusUpdate')
  if (contact.state === 'awaitingAgent' && isUpdate && isWritten(world, contact)) {
    start(world, contact, 'replyGap')
    start(world, contact, 'statusUpdate')
  }
}

/** What comes with a move, beside what the table says. */
export type Occasion = 'arrival' | 'wait' | 'assignment' | 'talk'

/** Rules 75 and 76: a contact has moved to another state. What was promised and has come is kept first. */
export function follow(world: World, contact: NaiveContact, to: ContactState, occasion: Occasion): void {
  if (contact.queue === '') return
  const written = isWritten(world, contact)
  const isTurn = to === 'awaitingAgent' && occasion === 'talk'
  if (to === 'awaitingConfirmation') {
    for (const clock of ['firstReply', 'replyGap', 'statusUpdate'] as const) keep(world, contact, clock)
  }
  if (to === 'awaitingCustomer' || (isTurn && !written)) keep(world, contact, 'statusUpdate')
  if (isTurn) keep(world, contact, 'confirmation')
  const startsNow: Record<string, boolean> = {
    queueWait: occasion === 'arrival' || occasion === 'wait',
    firstReply: occasion === 'assignment' && written,
    replyGap: isTurn && written && !clockOf(world, contact, 'firstReply'),
    statusUpdate: (isTurn && written && !clockOf(world, contact, 'firstReply')) || to === 'onHold',
    customerSilence: to === 'awaitingCustomer' && written,
    confirmation: to === 'awaitingConfirmation',
    resolution: occasion === 'arrival' || occasion === 'wait',
  }
  for (const clock of ORDER) {
    const { runs, stands } = STATES[clock]!
    if (clock === 'statusUpdate' && to === 'onHold') stop(world, contact, clock)
    const running = clockOf(world, contact, clock)
    if (!running) {
      if (startsNow[clock] === true) start(world, contact, clock)
    } else if (runs.includes(to)) {
      if (running.sinceMs !== null) continue
      take(world, running)
      put(world, { ...running, sinceMs: world.nowMs }, true)
    } else {
      take(world, running)
      if (stands.includes(to)) put(world, { ...counted(world, running), sinceMs: null }, false)
    }
  }
}

/** The next stage of a clock has fired; the clock goes on, also when nothing is left to fire. */
export function fired(world: World, clock: NaiveClock): NaiveClock['promise']['stages'][number] {
  const { stages } = clock.promise
  put(world, { ...counted(world, clock), fired: clock.fired + 1 }, true)
  return stages[Math.min(clock.fired, stages.length - 1)]!
}

/** A calendar has other hours from now on: clocks go on by them. */
export function changeHours(world: World, name: string, data: CalendarData): void {
  const running = world.timers.filter(
    (timer): timer is NaiveClock => timer.kind === 'clock' && timer.promise.hours === name,
  )
  const now = running.map((clock) => counted(world, clock))
  world.calendars = world.calendars.map((known) => (known.name === name ? { name, data } : known))
  for (const clock of running) take(world, clock)
  for (const clock of now) put(world, clock, false)
}
