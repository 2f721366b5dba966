/**
 * What the schema of the staff cannot see: whether names exist, ids are free, and hours fit together.
 * **cost** O(agents); allocates per fault.
 */
import { nameHint } from '../../base/fault.js'
import { type Path, type SoundParts, entries } from '../../engine/policy/policy-parts.js'
import { timeMs } from '../scenario-language/duration.js'
import { checkPerInterval } from './interval-checks.js'
import { type Bounds, checkNotBefore, checkStretch, openBounds } from './night-checks.js'
import {
  type KnownNames,
  type Report,
  type ScenarioParts,
  agentIds,
  checkName,
  sizeOf,
} from './scenario-names.js'
import type { ScenarioSpec } from '../scenario-language/scenario-spec.js'
import { checkTimes } from './time-checks.js'

type GroupParts = NonNullable<SoundParts<NonNullable<ScenarioSpec['agents']>[number]>>

type ShiftParts = NonNullable<GroupParts['shifts']>[number]

/** All agents. */
export function checkAgents(scenario: ScenarioParts, names: KnownNames | undefined, report: Report): void {
  const recorded = scenario.trace !== undefined && Object.hasOwn(scenario.trace, 'sessions')
  if (!recorded && (scenario.agents?.length ?? (Object.hasOwn(scenario, 'agents') ? 1 : 0)) === 0) {
    report(['agents'], 'nobody works', 'state at least one agent')
  }
  const ids = new Map<string, string>()
  scenario.agents?.forEach((group, index) => {
    if (group === undefined) return
    const path = ['agents', index]
    checkGroup(path, group, scenario, names, report)
    checkStaffing(path, group, scenario, report)
    checkAbsence([...path, 'absence'], group.absence, report)
    const size = knownSize(group)
    if (group.name === undefined || size === null) return
    const own = [group.name, ...agentIds(group.name, size)]
    const taken = own.find((id) => ids.has(id))
    // By name, not by place: in a variant the agents of its base stand before.
    if (taken !== undefined)
      report([...path, 'name'], `"${taken}" is taken by the agents "${ids.get(taken)}"`)
    for (const id of own) ids.set(id, group.name)
  })
}

/** As {@link sizeOf}; `null` where what decides it was refused. */
function knownSize(group: GroupParts): number | undefined | null {
  const { count, staffing } = group
  if (count !== undefined) return count
  const isOpen = staffing === undefined ? Object.hasOwn(group, 'staffing') : staffing.includes(undefined)
  return Object.hasOwn(group, 'count') || isOpen
    ? null
    : sizeOf({ staffing: staffing as number[] | undefined })
}

function checkGroup(
  path: Path,
  group: GroupParts,
  scenario: ScenarioParts,
  names: KnownNames | undefined,
  report: Report,
): void {
  for (const [skill] of entries(group.skills))
    checkName([...path, 'skills', skill], skill, 'skill', names, report)
  group.queues?.forEach((name, i) => checkName([...path, 'queues', i], name, 'queue', names, report))
  group.channels?.forEach((name, i) => checkName([...path, 'channels', i], name, 'channel', names, report))
  checkName([...path, 'region'], group.region, 'region', names, report)
  checkName([...path, 'pool'], group.pool, 'pool', names, report)
  group.shifts?.forEach((shift, index) => {
    const at = [...path, 'shifts', index]
    checkStretch(at, shift, report)
    checkNotBefore(at, shift, openBounds(scenario), 'the scenario', report)
    const above = group
      .shifts!.slice(0, index)
      .findLast((other) => other !== undefined && mayMeet(other, shift))
    if (above?.to !== undefined && shift?.from !== undefined && timeMs(shift.from) <= timeMs(above.to)) {
      report([...at, 'from'], 'must be after the end of the shift above')
    }
  })
  const shifts = shiftBounds(group)
  group.breaks?.forEach((pause, index) => {
    const at = [...path, 'breaks', index]
    checkStretch(at, pause, report)
    checkNotBefore(at, pause, shifts, 'any shift', report)
  })
}

/** The shifts of a group; none where one of them was refused. */
function shiftBounds({ shifts }: GroupParts): Bounds[] {
  const bounds = (shifts ?? []).map((shift) => ({
    fromMs: shift?.from === undefined ? Number.NaN : timeMs(shift.from),
    toMs: shift?.to === undefined ? Number.NaN : timeMs(shift.to),
  }))
  return bounds.every(({ fromMs, toMs }) => fromMs < toMs) ? bounds : []
}

/** Whether two shifts have a weekday in common. */
function mayMeet(one: ShiftParts, other: ShiftParts): boolean {
  if (one?.on === undefined || other?.on === undefined) return true
  return one.on.some((day) => other.on!.includes(day))
}

/** Numbers by interval stand instead of shifts, and no more are planned than there are. */
function checkStaffing(path: Path, group: GroupParts, scenario: ScenarioParts, report: Report): void {
  const { staffing, count } = group
  if (staffing === undefined) return
  checkPerInterval([...path, 'staffing'], staffing, scenario, report)
  for (const other of ['shifts', 'breaks', 'absence'] as const) {
    if (Object.hasOwn(group, other))
      report([...path, other], 'cannot stand beside `staffing`', 'state one of them')
  }
  const most = Math.max(0, ...staffing.filter((number) => number !== undefined))
  if (count === undefined || most <= count) return
  const over = staffing.filter((number) => number !== undefined && number > count).length
  const where = over === 1 ? 'one interval' : `${over} intervals`
  report(
    [...path, 'staffing', staffing.indexOf(most)],
    `has ${most} at work, more than the ${count} agents of the group, in ${where}`,
    'raise `count`, or leave it out',
  )
}

/** Absences of agents shorter than this are no absences; there would be millions. */
const SHORTEST_ABSENCE_MS = 10_000

/** Absences of agents, which must take time. */
export function checkAbsence(path: Path, absence: ScenarioParts['absence'], report: Report): void {
  const length = absence?.length
  if (length === undefined || timeMs(length) >= SHORTEST_ABSENCE_MS) return
  report([...path, 'length'], 'must be at least 10s')
}

/** What is down: stretches that run forwards, and groups and channels that there are. */
export function checkOutages(scenario: ScenarioParts, names: KnownNames | undefined, report: Report): void {
  const { agents, outages, trace } = scenario
  // Recorded agents are known only when the record is read.
  const groups =
    trace !== undefined || (agents ?? []).includes(undefined) ? undefined : agents?.map((each) => each?.name)
  outages?.forEach((outage, index) => {
    const path = ['outages', index]
    checkStretch(path, outage, report)
    checkNotBefore(path, outage, openBounds(scenario), 'the scenario', report)
    if (outage?.lasts !== undefined && timeMs(outage.lasts) === 0) {
      report([...path, 'lasts'], 'must be longer than 0')
    }
    outage?.channels?.forEach((name, i) =>
      checkName([...path, 'channels', i], name, 'channel', names, report),
    )
    outage?.groups?.forEach((name, i) => {
      if (name === undefined || groups === undefined || groups.includes(name)) return
      const known = groups.filter((each) => each !== undefined)
      report([...path, 'groups', i], `unknown group "${name}"`, nameHint(name, known))
    })
  })
}

/** The bot, if there is one. */
export function checkBot(scenario: ScenarioParts, names: KnownNames | undefined, report: Report): void {
  const { bot } = scenario
  if (bot === undefined) return
  if (typeof bot.containment === 'object') {
    for (const issue of Object.keys(bot.containment)) {
      checkName(['bot', 'containment', issue], issue, 'issue', names, report)
    }
  }
  checkTimes(['bot', 'delay'], bot.delay, 'delay', names, report)
  checkTimes(['bot', 'handOver', 'after'], bot.handOver?.after, 'delay', names, report)
}
