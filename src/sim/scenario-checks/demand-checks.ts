/**
 * What the schema of the demand cannot see: whether names exist, mixes weigh anything, and rates fit the intervals.
 * **cost** O(size of the demand); allocates per fault.
 */
import { nameHint } from '../../base/fault.js'
import type { Path, PolicyParts, SoundParts } from '../../engine/policy/policy-parts.js'
import { checkBehaviour } from './behaviour-checks.js'
import { checkCalls } from './call-checks.js'
import { checkSurges } from './calendar-checks.js'
import { type TimeSpec, timeMs } from '../scenario-language/duration.js'
import { checkPerInterval } from './interval-checks.js'
import { checkStretch, nextDayHint } from './night-checks.js'
import { type KnownNames, type Report, type ScenarioParts, checkName } from './scenario-names.js'
import type { ScenarioSpec } from '../scenario-language/scenario-spec.js'
import { checkTimes } from './time-checks.js'

type DemandParts = NonNullable<SoundParts<NonNullable<ScenarioSpec['demand']>[string]>>

/** The demand of one queue. */
export function checkDemand(
  queue: string,
  demand: DemandParts,
  scenario: ScenarioParts,
  policy: PolicyParts | undefined,
  names: KnownNames | undefined,
  report: Report,
): void {
  const path = ['demand', queue]
  checkArrivals([...path, 'arrivals'], demand, scenario, report)
  checkSurges([...path, 'surges'], demand.surges, scenario, report)
  for (const kind of ['channel', 'tier', 'issue', 'region'] as const) {
    checkMix([...path, kind], demand[kind], kind, names, report)
  }
  if (typeof demand.batch === 'object') checkWeights([...path, 'batch'], demand.batch, report)
  const scores = demand.emotion
  if (typeof scores === 'object') checkWeights([...path, 'emotion'], scores, report)
  for (const kind of ['patience', 'service', 'wrapUp', 'firstReply'] as const) {
    checkTimes([...path, kind], demand[kind], kind, names, report)
  }
  checkBehaviour(path, demand, scenario, names, report)
  checkCalls(path, demand, policy, names, report)
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
  const given = ['perHour', 'perInterval', 'blocks', 'counts'].filter((key) => Object.hasOwn(arrivals, key))
  if (given.length !== 1) {
    report(path, 'must have exactly one of perHour, perInterval, blocks and counts')
    return
  }
  if (arrivals.counts !== undefined) {
    report([...path, 'counts'], 'was not read', 'give the numbers as blocks')
  }
  checkPerInterval([...path, 'perInterval'], arrivals.perInterval, scenario, report)
  let last: TimeSpec | undefined
  arrivals.blocks?.forEach((block, index) => {
    const at = [...path, 'blocks', index]
    checkStretch(at, block, report)
    if (last !== undefined && block?.from !== undefined && timeMs(block.from) < timeMs(last)) {
      const hint = nextDayHint(timeMs(block.from), timeMs(last))
      report([...at, 'from'], 'must not be before the end of the block above', hint)
    }
    last = block?.to
  })
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
