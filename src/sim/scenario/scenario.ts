/**
 * From a scenario as written to one that can be run: checked once, every fault at once, defaults filled in, times in
 * milliseconds. The result is plain data, so it can be hashed and sent to another thread.
 * **cost** O(size of the scenario); allocates the result. Once per scenario.
 */
import { ConfigError, type Fault } from '../../base/fault.js'
import { Hash64 } from '../../base/prng.js'
import { withKeyPlaces } from '../../engine/policy/key-places.js'
import { faultsOf, vanishingNames } from '../../engine/policy/schema-faults.js'
import { soundParts } from '../../engine/policy/policy-parts.js'
import type { NormalCalendar } from '../../engine/policy/normal-policy.js'
import { type Policy, checkPolicy, parsePolicy } from '../../engine/policy/policy.js'
import { tierMixOf } from '../records/customer-base.js'
import { type Costs, costsOf } from '../measures/costs.js'
import { type Demand, type QueueTimes, demandOf, queueTimesOf } from './demand.js'
import { daysOf } from './days.js'
import { crowdFaults } from '../scenario-checks/crowd.js'
import { deadEnds } from '../scenario-checks/dead-ends.js'
import type { Distribution } from '../chance/distributions.js'
import { timeMs } from '../scenario-language/duration.js'
import { DAY_MS } from '../scenario-language/recorded-time.js'
import { scenarioFaults } from '../scenario-checks/scenario-checks.js'
import { type ScenarioParts, namesOf } from '../scenario-checks/scenario-names.js'
import { scenarioSpecSchema, wholeJsonSchema } from '../scenario-language/scenario-schema.js'
import type { ScenarioSpec, TraceSpec } from '../scenario-language/scenario-spec.js'
import { type Outage, outageOf } from './outages.js'
import { type AgentGroup, type Bot, agentGroupOf, botOf } from './staff.js'
import type { StrainSpec } from '../scenario-language/staff-spec.js'
import { type Threshold, isThreshold, parseThreshold } from '../study/threshold.js'
import { thresholdFaults, thresholdRowFaults } from '../scenario-checks/threshold-checks.js'
import { distributionOf } from './times.js'
import { MOST_DAYS } from '../records/trace-sessions.js'
import { type Volume, volumeOf } from './volume.js'
import { type WallClock, wallCalendars, wallClockOf } from './wall-clock.js'

export type { Demand, QueueTimes } from './demand.js'
export type { AgentGroup, Bot } from './staff.js'
export { scenarioJsonSchema } from '../scenario-language/scenario-schema.js'

/** Ascending; the last one whose number is reached counts. Empty: several take no longer than one. */
export type Slowdown = readonly { readonly conversations: number; readonly factor: number }[]

export interface Scenario {
  readonly name: string
  readonly seed: number
  readonly replications: number
  readonly fromMs: number
  /** Length of a day, or of the whole where there is one; Infinity: a trace says. */
  readonly openMs: number
  /** `null`: the end of the trace's last day. */
  readonly untilMs: number | null
  /** `null`: the whole span is one interval. */
  readonly intervalMs: number | null
  readonly intervalOfDay: boolean
  readonly warmUpMs: number
  readonly thresholds: readonly Threshold[]
  /** `null`: no limit. */
  readonly lines: number | null
  readonly scale: number
  /** Of all queues together. */
  readonly volume: Volume
  readonly policy: Policy
  /** Only where the policy has opening hours. */
  readonly wallClock?: WallClock
  /** Queues after whose conversations the policy calls, but nobody says how long that takes. Absent: none. */
  readonly uncalled?: readonly string[]
  /** In the order of the policy, every queue. */
  readonly queues: readonly QueueTimes[]
  readonly demand: readonly Demand[]
  readonly groups: readonly AgentGroup[]
  readonly slowdown: Slowdown
  /** `null`: emotional load slows nobody down. */
  readonly strain: StrainSpec | null
  readonly outages: readonly Outage[]
  /** `null`: none stated. */
  readonly costs: Costs | null
  /** `null`: off. */
  readonly bot: Bot | null
  /** `null`: contacts are assigned without asking. */
  readonly offers: { readonly acceptAfter: Distribution; readonly returnAfterMs: number } | null
  readonly trace: TraceSpec | null
}

/**
 * A scenario from plain data of any origin (JSON, YAML). The value is copied, never changed.
 * `extends`, `policyFile` and `counts` must have been replaced by what they name.
 * @throws ConfigError with every fault of the value.
 */
export function parseScenario(value: unknown): Scenario {
  const faults = checkScenario(value)
  if (faults.length > 0) throw new ConfigError('scenario', faults)
  return normalScenario(value as ScenarioSpec)
}

/** Every fault of a value that should be a scenario, its policy included; empty when `parseScenario` takes it. */
export function checkScenario(value: unknown): Fault[] {
  const parsed = scenarioSpecSchema.safeParse(value)
  const ofSchema = parsed.success ? [] : faultsOf(parsed.error, value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ofSchema
  // The policy tells its own.
  const shape = [...ofSchema, ...vanishingNames({ ...value, policy: undefined }, ofSchema)]
  const parts = soundParts(value, shape) as ScenarioParts
  const policy = parts.policy as unknown
  const ofPolicy = policy === undefined ? [] : checkPolicy(policy)
  const policyParts = policy === undefined ? undefined : soundParts(policy, ofPolicy)
  const faults = [
    ...shape,
    ...ofPolicy.map((fault) => ({ ...fault, path: ['policy', ...fault.path] })),
    ...scenarioFaults(parts, policyParts),
    ...thresholdFaults(parts, policyParts === undefined ? undefined : namesOf(policyParts)),
  ]
  const tell = (key: 'extends' | 'policy' | 'policyFile', message: string, hint: string): void => {
    faults.push({ path: [key], value: parts[key], message, hint })
  }
  if (parts.extends !== undefined) tell('extends', 'was not read', 'give the whole scenario')
  if (Object.hasOwn(value, 'policy')) {
    if (parts.policyFile !== undefined) tell('policyFile', 'stands beside a policy', 'leave out one of them')
  } else if (!Object.hasOwn(value, 'policyFile')) {
    tell('policy', 'is missing', 'or name a policyFile')
  } else if (shape.length === 0) {
    tell('policyFile', 'was not read', 'state the policy')
  }
  const told = new Set(faults.map(({ path }) => JSON.stringify(path)))
  const later = [...faults, ...laterFaults(value as ScenarioSpec, faults)]
  const all = later.filter(({ path }, index) => index < faults.length || !told.has(JSON.stringify(path)))
  return withKeyPlaces(all, wholeJsonSchema)
}

/** Keys that have no part in who comes and who serves, so that a fault in them hides nothing. */
const ASIDE: readonly string[] = [
  'name',
  'seed',
  'replications',
  'warmUp',
  'thresholds',
  'serviceLevel',
  'satisfaction',
  'costs',
]

/** What shows only when the rest is sound: that it comes to an end, and that every row is there that is asked for. */
function laterFaults(spec: ScenarioSpec, faults: readonly Fault[]): Fault[] {
  const faulty = new Set(faults.map(({ path }) => String(path[0])))
  if ([...faulty].some((key) => !ASIDE.includes(key))) return []
  const sound = Object.fromEntries(Object.entries(spec).filter(([key]) => !faulty.has(key)))
  const scenario = normalScenario(sound as unknown as ScenarioSpec)
  const { thresholds } = spec as { readonly thresholds?: unknown }
  return [
    ...deadEnds(scenario),
    ...crowdFaults(scenario),
    ...thresholdRowFaults(scenario, Array.isArray(thresholds) ? thresholds : []),
  ]
}

/**
 * 16 hexadecimal digits of everything that decides the results, but for seed and replications. Key order does
 * not count, nor what is asked of the results.
 */
export function scenarioHash(scenario: Scenario): string {
  const { seed: _seed, replications: _replications, thresholds: _thresholds, policy, ...rest } = scenario
  const demand = scenario.demand.map(({ leftOut: _leftOut, ...each }) => each)
  const hash = new Hash64()
  hash.string(canonical({ ...rest, demand, policy: policy.normal }))
  return hash.digest()
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
  return `{${parts.sort().join(',')}}`
}

/**
 * The policy with the clocks that a simulation plays: of the wait, of the first reply and of the solution. Its conversations have
 * a length but no turns, so that the others would time what nobody does. Calls after them are made where somebody says how
 * long they take.
 */
function playable(
  { version, normal }: Policy,
  calendars: readonly NormalCalendar[],
  times: readonly QueueTimes[],
): Policy {
  const none = { replyGap: [], statusUpdate: [], customerSilence: [], confirmation: [] }
  const queues = normal.queues.map((queue, index) => ({
    ...queue,
    promises: { ...queue.promises, ...none },
    followUp: times[index]!.followUp === undefined ? null : queue.followUp,
  }))
  return { version, normal: { ...normal, queues, calendars } }
}

function normalScenario(spec: ScenarioSpec): Scenario {
  const fromMs = timeMs(spec.from ?? 0)
  const untilMs = spec.until === undefined ? null : timeMs(spec.until)
  const intervalMs = spec.interval === undefined ? null : timeMs(spec.interval)
  const days = daysOf(spec)
  const endMs = untilMs === null ? null : untilMs + days.at(-1)!.laterMs
  const wallClock = wallClockOf(spec)
  const calendars = wallCalendars(spec.policy, wallClock, fromMs, endMs ?? MOST_DAYS * DAY_MS)
  // The calendars of no day are left: those of the scenario's own days take their place.
  const asWritten = parsePolicy(spec.policy, { horizon: { fromAtMs: 0, untilAtMs: 1 } })
  const queues = asWritten.normal.queues.map(({ name }) => queueTimesOf(spec, name))
  const uncalled = asWritten.normal.queues
    .filter(({ followUp }, queue) => followUp !== null && queues[queue]!.followUp === undefined)
    .map(({ name }) => name)
  const policy = playable(asWritten, calendars, queues)
  const tiers = spec.rfm === undefined ? policy.normal.defaultTier : tierMixOf(spec.rfm)
  const span = { fromMs, untilMs: untilMs ?? fromMs, intervalMs: intervalMs ?? 0, days }
  return {
    name: spec.name,
    seed: spec.seed ?? 1,
    replications: spec.replications ?? 1,
    fromMs,
    openMs: untilMs === null ? Infinity : untilMs - fromMs,
    untilMs: endMs,
    intervalMs,
    intervalOfDay: spec.intervalOfDay ?? days.length > 1,
    warmUpMs: timeMs(spec.warmUp ?? 0),
    thresholds: (spec.thresholds ?? []).map(parseThreshold).filter(isThreshold),
    lines: spec.lines ?? null,
    scale: spec.scale ?? 1,
    volume: volumeOf(spec, days),
    policy,
    ...(wallClock === undefined ? {} : { wallClock }),
    ...(uncalled.length === 0 ? {} : { uncalled }),
    queues,
    demand: Object.entries(spec.demand ?? {}).map(([queue, demand]) =>
      demandOf(queue, demand, policy.normal, span, tiers),
    ),
    groups: (spec.agents ?? []).map((group) => agentGroupOf(group, policy.normal, span, spec.absence)),
    strain: spec.strain ?? null,
    slowdown: Object.entries(spec.slowdown ?? {})
      .map(([conversations, factor]) => ({ conversations: Number(conversations), factor }))
      .sort((a, b) => a.conversations - b.conversations),
    outages: (spec.outages ?? []).map((outage) => outageOf(outage, days)),
    costs: costsOf(spec),
    bot: spec.bot?.on === true ? botOf(spec.bot) : null,
    offers:
      spec.offers === undefined
        ? null
        : {
            acceptAfter: distributionOf(spec.offers.acceptAfter),
            returnAfterMs: timeMs(spec.offers.returnAfter ?? '60s'),
          },
    trace: spec.trace ?? null,
  }
}
