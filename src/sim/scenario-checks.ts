/**
 * What the schema of a scenario cannot see: whether names exist in the policy, times fit together, numbers add up.
 * Works on the sound parts, so that one fault does not hide the others and none is told twice.
 * **cost** O(size of the scenario); allocates per fault. **order** as the fields are listed in scenario-spec.ts.
 */
import { type Fault, nameHint } from '../base/fault.js'
import { type Path, type PolicyParts, type SoundParts, entries } from '../engine/policy-parts.js'
import { valueAt } from '../engine/schema-faults.js'
import { type TimeSpec, timeMs } from './duration.js'
import {
  type KnownNames,
  type Report,
  type ScenarioParts,
  agentIds,
  checkName,
  checkOrder,
  namesOf,
} from './scenario-names.js'
import type { ScenarioSpec } from './scenario-spec.js'
import { checkTimes } from './time-checks.js'
import { checkTrace } from './trace-checks.js'

type DemandParts = NonNullable<SoundParts<NonNullable<ScenarioSpec['demand']>[string]>>
type GroupParts = NonNullable<SoundParts<NonNullable<ScenarioSpec['agents']>[number]>>

/** Every cross-reference fault of a scenario whose policy has these sound parts. */
export function scenarioFaults(scenario: ScenarioParts, policy: PolicyParts | undefined): Fault[] {
  const faults: Fault[] = []
  const report: Report = (path, message, hint) => {
    faults.push({ path, value: valueAt(scenario, path), message, ...(hint === undefined ? {} : { hint }) })
  }
  const names = policy === undefined ? undefined : namesOf(policy)
  checkSpan(scenario, report)
  const calls = Object.hasOwn(scenario, 'demand') ? scenario.demand : {}
  if (!Object.hasOwn(scenario, 'trace') && calls !== undefined && Object.keys(calls).length === 0) {
    report(['demand'], 'nobody calls', 'state who, or a trace')
  }
  for (const [queue, demand] of entries(scenario.demand)) {
    checkName(['demand', queue], queue, 'queue', names, report)
    if (demand !== undefined) checkDemand(queue, demand, scenario, policy, names, report)
  }
  for (const kind of ['patience', 'service', 'wrapUp', 'firstReply'] as const) {
    checkTimes([kind], scenario[kind], kind, names, report)
  }
  checkTrace(scenario, names, report)
  checkAgents(scenario, names, report)
  checkBot(scenario, names, report)
  checkTimes(['offers', 'acceptAfter'], scenario.offers?.acceptAfter, 'delay', names, report)
  return faults
}

function checkSpan(scenario: ScenarioParts, report: Report): void {
  const { from, until, interval, warmUp, intervalOfDay } = scenario
  const start = from === undefined ? 0 : timeMs(from)
  if (!Object.hasOwn(scenario, 'until') && !Object.hasOwn(scenario, 'trace')) {
    report(['until'], 'is missing', 'when does the scenario end?')
  }
  if (until !== undefined) {
    if (timeMs(until) <= start) report(['until'], 'must be later than `from`')
    else if (warmUp !== undefined && timeMs(warmUp) >= timeMs(until) - start) {
      report(['warmUp'], 'must be shorter than the time from `from` to `until`')
    }
  }
  if (interval !== undefined && timeMs(interval) < 1_000) report(['interval'], 'must be at least 1 s')
  if (intervalOfDay === true && !Object.hasOwn(scenario, 'interval')) {
    report(['intervalOfDay'], 'needs an interval')
  }
}

/** Number of intervals from `from` to `until`, the last one possibly shorter. NaN when they are not known. */
function intervalCount({ from, until, interval }: ScenarioParts): number {
  if (until === undefined || interval === undefined) return Number.NaN
  const span = timeMs(until) - (from === undefined ? 0 : timeMs(from))
  return span > 0 ? Math.ceil(span / timeMs(interval)) : Number.NaN
}

function checkDemand(
  queue: string,
  demand: DemandParts,
  scenario: ScenarioParts,
  policy: PolicyParts | undefined,
  names: KnownNames | undefined,
  report: Report,
): void {
  const path = ['demand', queue]
  checkArrivals([...path, 'arrivals'], demand, scenario, report)
  for (const kind of ['channel', 'tier', 'issue', 'region'] as const) {
    checkMix([...path, kind], demand[kind], kind, names, report)
  }
  const scores = demand.emotion
  if (typeof scores === 'object') checkWeights([...path, 'emotion'], scores, report)
  for (const kind of ['patience', 'service', 'wrapUp', 'firstReply'] as const) {
    checkTimes([...path, kind], demand[kind], kind, names, report)
  }
  if (!Object.hasOwn(demand, 'service') && !Object.hasOwn(scenario, 'service')) {
    report([...path, 'service'], 'is missing', 'state it here or for the whole scenario')
  }
  checkChannels(path, queue, demand, policy, report)
}

/** Every channel of the demand may enter the queue, and one is named unless there is only one. */
function checkChannels(
  path: Path,
  queue: string,
  demand: DemandParts,
  policy: PolicyParts | undefined,
  report: Report,
): void {
  const ofQueue = policy?.queues?.[queue]
  if (policy?.channels === undefined || ofQueue === undefined) return
  const allowed = Object.hasOwn(ofQueue, 'channels') ? ofQueue.channels : Object.keys(policy.channels)
  if (allowed === undefined) return
  if (!Object.hasOwn(demand, 'channel')) {
    if (allowed.length > 1) {
      report([...path, 'channel'], 'is missing', `the queue takes ${allowed.join(', ')}`)
    }
    return
  }
  const { channel } = demand
  const used = typeof channel === 'string' ? [channel] : Object.keys(channel ?? {})
  for (const name of used) {
    if (allowed.includes(name) || !Object.hasOwn(policy.channels, name)) continue
    const at = typeof channel === 'string' ? [...path, 'channel'] : [...path, 'channel', name]
    report(at, `queue "${queue}" does not take channel "${name}"`, nameHint(name, allowed.map(String)))
  }
}

function checkArrivals(path: Path, demand: DemandParts, scenario: ScenarioParts, report: Report): void {
  const { arrivals } = demand
  if (arrivals === undefined) return
  const given = ['perHour', 'perInterval', 'blocks'].filter((key) => Object.hasOwn(arrivals, key))
  if (given.length !== 1) {
    report(path, 'must have exactly one of perHour, perInterval and blocks')
    return
  }
  checkPerInterval([...path, 'perInterval'], arrivals.perInterval, scenario, report)
  let last: TimeSpec | undefined
  arrivals.blocks?.forEach((block, index) => {
    const at = [...path, 'blocks', index]
    checkOrder(at, block?.from, block?.to, report)
    if (last !== undefined && block?.from !== undefined && timeMs(block.from) < timeMs(last)) {
      report([...at, 'from'], 'must not be before the end of the block above')
    }
    last = block?.to
  })
}

/** One number for each interval. */
function checkPerInterval(
  path: Path,
  numbers: readonly unknown[] | undefined,
  scenario: ScenarioParts,
  report: Report,
): void {
  if (numbers === undefined) return
  const count = intervalCount(scenario)
  if (!Object.hasOwn(scenario, 'interval')) {
    report(path, 'needs the scenario to have an `interval`')
  } else if (count === count && numbers.length !== count) {
    report(path, `must have ${count} numbers, one for each interval, not ${numbers.length}`)
  }
}

function checkMix(
  path: Path,
  mix: string | { readonly [name: string]: number | undefined } | undefined,
  kind: keyof KnownNames,
  names: KnownNames | undefined,
  report: Report,
): void {
  if (typeof mix !== 'object') {
    checkName(path, mix, kind, names, report)
    return
  }
  for (const name of Object.keys(mix)) checkName([...path, name], name, kind, names, report)
  checkWeights(path, mix, report)
}

function checkWeights(
  path: Path,
  mix: { readonly [name: string]: number | undefined },
  report: Report,
): void {
  const weights = Object.values(mix)
  if (weights.includes(undefined)) return
  if (weights.reduce((sum: number, weight) => sum + weight!, 0) <= 0) {
    report(path, 'must have a weight above 0')
  }
}

function checkAgents(scenario: ScenarioParts, names: KnownNames | undefined, report: Report): void {
  const recorded = scenario.trace !== undefined && Object.hasOwn(scenario.trace, 'sessions')
  if (!recorded && (scenario.agents?.length ?? (Object.hasOwn(scenario, 'agents') ? 1 : 0)) === 0) {
    report(['agents'], 'nobody works', 'state at least one agent')
  }
  const ids = new Map<string, number>()
  scenario.agents?.forEach((group, index) => {
    if (group === undefined) return
    const path = ['agents', index]
    checkGroup(path, group, names, report)
    checkStaffing(path, group, scenario, report)
    if (group.name === undefined || (group.count === undefined && Object.hasOwn(group, 'count'))) return
    const own = [group.name, ...agentIds(group.name, group.count)]
    const taken = own.find((id) => ids.has(id))
    if (taken !== undefined) report([...path, 'name'], `"${taken}" is taken by agents[${ids.get(taken)}]`)
    for (const id of own) ids.set(id, index)
  })
}

function checkGroup(path: Path, group: GroupParts, names: KnownNames | undefined, report: Report): void {
  for (const [skill] of entries(group.skills))
    checkName([...path, 'skills', skill], skill, 'skill', names, report)
  group.queues?.forEach((name, i) => checkName([...path, 'queues', i], name, 'queue', names, report))
  group.channels?.forEach((name, i) => checkName([...path, 'channels', i], name, 'channel', names, report))
  checkName([...path, 'region'], group.region, 'region', names, report)
  checkName([...path, 'pool'], group.pool, 'pool', names, report)
  let last: TimeSpec | undefined
  group.shifts?.forEach((shift, index) => {
    const at = [...path, 'shifts', index]
    checkOrder(at, shift?.from, shift?.to, report)
    if (last !== undefined && shift?.from !== undefined && timeMs(shift.from) <= timeMs(last)) {
      report([...at, 'from'], 'must be after the end of the shift above')
    }
    last = shift?.to
  })
  group.breaks?.forEach((pause, index) => {
    checkOrder([...path, 'breaks', index], pause?.from, pause?.to, report)
  })
}

/** Numbers by interval stand instead of shifts, and no more are planned than there are. */
function checkStaffing(path: Path, group: GroupParts, scenario: ScenarioParts, report: Report): void {
  const { staffing, count = 1 } = group
  if (staffing === undefined) return
  checkPerInterval([...path, 'staffing'], staffing, scenario, report)
  for (const other of ['shifts', 'breaks'] as const) {
    if (Object.hasOwn(group, other))
      report([...path, other], 'cannot stand beside `staffing`', 'state one of them')
  }
  staffing.forEach((number, index) => {
    if (number === undefined || number <= count) return
    report([...path, 'staffing', index], `is more than the ${count} agents of the group`, 'raise `count`')
  })
}

function checkBot(scenario: ScenarioParts, names: KnownNames | undefined, report: Report): void {
  const { bot } = scenario
  if (bot === undefined) return
  if (typeof bot.containment === 'object') {
    for (const issue of Object.keys(bot.containment)) {
      checkName(['bot', 'containment', issue], issue, 'issue', names, report)
    }
  }
  checkTimes(['bot', 'delay'], bot.delay, 'delay', names, report)
}
