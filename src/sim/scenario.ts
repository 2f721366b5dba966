/**
 * From a scenario as written to one that can be run: checked once, every fault at once, defaults filled in, times in
 * milliseconds. The result is plain data, so it can be hashed and sent to another thread.
 * **cost** O(size of the scenario); allocates the result. Once per scenario.
 */
import { ConfigError, type Fault } from '../base/fault.js'
import { Hash64 } from '../base/prng.js'
import { faultsOf } from '../engine/schema-faults.js'
import { soundParts } from '../engine/policy-parts.js'
import { type Policy, checkPolicy, parsePolicy } from '../engine/policy.js'
import type { RatePiece } from './arrivals.js'
import { timeMs } from './duration.js'
import { scenarioFaults } from './scenario-checks.js'
import { type ScenarioParts, agentIds } from './scenario-names.js'
import { scenarioSpecSchema } from './scenario-schema.js'
import type {
  AgentGroupSpec,
  ArrivalsSpec,
  BotSpec,
  DemandSpec,
  MixSpec,
  ScenarioSpec,
  TraceSpec,
} from './scenario-spec.js'
import { type Times, distributionOf, timesOf } from './times.js'
import type { Distribution } from './distributions.js'

export { scenarioJsonSchema } from './scenario-schema.js'

/** Names (null: none) with the shares of the contacts up to and including each; the last share is 1. */
export interface Mix {
  readonly names: readonly (string | null)[]
  readonly upTo: readonly number[]
}

/** How long things take in one queue, and what counts as answered in time. */
export interface QueueTimes {
  readonly queue: string
  readonly patience: Times
  /** `null`: stated by the trace. */
  readonly service: Times | null
  /** `null`: the policy's. */
  readonly wrapUp: Times | null
  readonly firstReply: Times
  readonly withinMs: number
  readonly shortAbandonMs: number
}

export interface Demand {
  readonly queue: string
  readonly pieces: readonly RatePiece[]
  readonly channel: Mix
  readonly tier: Mix
  readonly issue: Mix
  readonly region: Mix
  /** Names are scores. */
  readonly emotion: Mix
}

export interface AgentGroup {
  readonly name: string
  /** Ids of the agents. */
  readonly agents: readonly string[]
  readonly skills: Readonly<Record<string, number>>
  readonly queues: readonly string[] | null
  readonly channels: readonly string[] | null
  readonly region: string | null
  readonly pool: string | null
  readonly capacityUnits: number
  /** `toMs` null: until the last contact is done. */
  readonly shifts: readonly { readonly fromMs: number; readonly toMs: number | null }[]
  /** Changes of the number at work; then `shifts` is empty. */
  readonly staffing: readonly { readonly atMs: number; readonly count: number }[]
  readonly breaks: readonly { readonly fromMs: number; readonly toMs: number; readonly turns: number }[]
}

export interface Bot {
  /** Share that it solves, by issue; `other` for contacts of no issue and issues not listed. */
  readonly containment: Readonly<Record<string, number>>
  readonly other: number
  readonly delay: Distribution
  readonly starts: 'arrival' | 'alert'
}

export interface Scenario {
  readonly name: string
  readonly seed: number
  readonly replications: number
  readonly fromMs: number
  /** `null`: the end of the trace's last day. */
  readonly untilMs: number | null
  /** `null`: the whole span is one interval. */
  readonly intervalMs: number | null
  readonly intervalOfDay: boolean
  readonly warmUpMs: number
  /** `null`: no limit. */
  readonly lines: number | null
  readonly scale: number
  readonly policy: Policy
  /** In the order of the policy, every queue. */
  readonly queues: readonly QueueTimes[]
  readonly demand: readonly Demand[]
  readonly groups: readonly AgentGroup[]
  /** `null`: off. */
  readonly bot: Bot | null
  /** `null`: contacts are assigned without asking. */
  readonly offers: { readonly acceptAfter: Distribution; readonly returnAfterMs: number } | null
  readonly trace: TraceSpec | null
}

/**
 * A scenario from plain data of any origin (JSON, YAML). The value is copied, never changed.
 * `extends` and `policyFile` must have been replaced by what they name.
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
  const shape = parsed.success ? [] : faultsOf(parsed.error, value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return shape
  const parts = soundParts(value, shape) as ScenarioParts
  const policy = parts.policy as unknown
  const ofPolicy = policy === undefined ? [] : checkPolicy(policy)
  const policyParts = policy === undefined ? undefined : soundParts(policy, ofPolicy)
  const faults = [
    ...shape,
    ...ofPolicy.map((fault) => ({ ...fault, path: ['policy', ...fault.path] })),
    ...scenarioFaults(parts, policyParts),
  ]
  const told = (key: 'extends' | 'policy' | 'policyFile', message: string, hint: string): void => {
    faults.push({ path: [key], value: parts[key], message, hint })
  }
  if (parts.extends !== undefined) told('extends', 'was not read', 'give the whole scenario')
  if (Object.hasOwn(value, 'policy')) {
    if (parts.policyFile !== undefined) told('policyFile', 'stands beside a policy', 'leave out one of them')
  } else if (!Object.hasOwn(value, 'policyFile')) {
    told('policy', 'is missing', 'or name a policyFile')
  } else if (shape.length === 0) {
    told('policyFile', 'was not read', 'state the policy')
  }
  return faults
}

/** 16 hexadecimal digits of everything that decides the results, but for seed and replications. Key order does not count. */
export function scenarioHash(scenario: Scenario): string {
  const { seed: _seed, replications: _replications, policy, ...rest } = scenario
  const hash = new Hash64()
  hash.string(canonical({ ...rest, policy: policy.normal }))
  return hash.digest()
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
  return `{${parts.sort().join(',')}}`
}

function normalScenario(spec: ScenarioSpec): Scenario {
  const policy = parsePolicy(spec.policy)
  const fromMs = timeMs(spec.from ?? 0)
  const untilMs = spec.until === undefined ? null : timeMs(spec.until)
  const intervalMs = spec.interval === undefined ? null : timeMs(spec.interval)
  return {
    name: spec.name,
    seed: spec.seed ?? 1,
    replications: spec.replications ?? 1,
    fromMs,
    untilMs,
    intervalMs,
    intervalOfDay: spec.intervalOfDay ?? false,
    warmUpMs: timeMs(spec.warmUp ?? 0),
    lines: spec.lines ?? null,
    scale: spec.scale ?? 1,
    policy,
    queues: policy.normal.queues.map(({ name }) => queueTimes(spec, name)),
    demand: Object.entries(spec.demand ?? {}).map(([queue, demand]) => {
      const allowed = policy.normal.queues.find(({ name }) => name === queue)!.channels
      return {
        queue,
        pieces: pieces(demand.arrivals, fromMs, untilMs ?? fromMs, intervalMs ?? 0),
        channel: mixOf(demand.channel ?? allowed[0]!),
        tier: mixOf(demand.tier ?? policy.normal.defaultTier),
        issue: mixOf(demand.issue),
        region: mixOf(demand.region),
        emotion: mixOf(typeof demand.emotion === 'object' ? demand.emotion : String(demand.emotion ?? 0)),
      }
    }),
    groups: (spec.agents ?? []).map((group) =>
      normalGroup(group, fromMs, intervalMs ?? 0, policy.normal.capacityUnits),
    ),
    bot: spec.bot?.on === true ? normalBot(spec.bot) : null,
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

function queueTimes(spec: ScenarioSpec, queue: string): QueueTimes {
  const demand: Partial<DemandSpec> = spec.demand?.[queue] ?? {}
  const service = demand.service ?? spec.service
  const wrapUp = demand.wrapUp ?? spec.wrapUp
  const level = { ...spec.serviceLevel, ...demand.serviceLevel }
  return {
    queue,
    patience: timesOf(demand.patience ?? spec.patience ?? 'never'),
    service: service === undefined ? null : timesOf(service),
    wrapUp: wrapUp === undefined ? null : timesOf(wrapUp),
    firstReply: timesOf(demand.firstReply ?? spec.firstReply ?? 0),
    withinMs: timeMs(level.within ?? '20s'),
    shortAbandonMs: timeMs(level.shortAbandon ?? '5s'),
  }
}

function pieces(arrivals: ArrivalsSpec, fromMs: number, untilMs: number, intervalMs: number): RatePiece[] {
  const { perHour, perInterval, blocks } = arrivals
  if (perHour !== undefined) return [{ fromMs, toMs: untilMs, perHour }]
  if (perInterval !== undefined) {
    return perInterval.map((count, index) => ({
      fromMs: fromMs + index * intervalMs,
      toMs: Math.min(fromMs + (index + 1) * intervalMs, untilMs),
      perHour:
        (count * 3_600_000) /
        (Math.min(fromMs + (index + 1) * intervalMs, untilMs) - fromMs - index * intervalMs),
    }))
  }
  return (blocks ?? [])
    .map(({ from, to, perHour: rate }) => ({
      fromMs: Math.max(timeMs(from), fromMs),
      toMs: Math.min(timeMs(to), untilMs),
      perHour: rate,
    }))
    .filter((piece) => piece.fromMs < piece.toMs)
}

function mixOf(mix: MixSpec | undefined): Mix {
  if (mix === undefined || typeof mix === 'string') return { names: [mix ?? null], upTo: [1] }
  const some = Object.entries(mix).filter(([, weight]) => weight > 0)
  const total = some.reduce((sum, [, weight]) => sum + weight, 0)
  let sum = 0
  const upTo = some.map(([, weight]) => (sum += weight) / total)
  upTo[upTo.length - 1] = 1
  return { names: some.map(([name]) => name), upTo }
}

function normalGroup(
  group: AgentGroupSpec,
  fromMs: number,
  intervalMs: number,
  capacityUnits: number,
): AgentGroup {
  const { name, count, staffing } = group
  return {
    name,
    agents: agentIds(name, count),
    skills: { ...(group.skills as Record<string, number> | undefined) },
    queues: group.queues ?? null,
    channels: group.channels ?? null,
    region: group.region ?? null,
    pool: group.pool ?? null,
    capacityUnits: group.capacityUnits ?? capacityUnits,
    shifts:
      group.shifts?.map(({ from, to }) => ({ fromMs: timeMs(from), toMs: timeMs(to) })) ??
      (staffing === undefined ? [{ fromMs, toMs: null }] : []),
    staffing: changesOf(staffing ?? [], fromMs, intervalMs),
    breaks: (group.breaks ?? []).map(({ from, to, turns }) => ({
      fromMs: timeMs(from),
      toMs: timeMs(to),
      turns: turns ?? 1,
    })),
  }
}

/** The number from the start of each interval on, where it differs from the one before; the last one stays. */
function changesOf(
  staffing: readonly number[],
  fromMs: number,
  intervalMs: number,
): { atMs: number; count: number }[] {
  const steps = staffing.map((count, index) => ({ atMs: fromMs + index * intervalMs, count }))
  return steps.filter(({ count }, index) => count !== (steps[index - 1]?.count ?? 0))
}

function normalBot(bot: BotSpec): Bot {
  const { containment } = bot
  return {
    containment: typeof containment === 'number' ? {} : { ...containment },
    other: typeof containment === 'number' ? containment : 0,
    delay: distributionOf(bot.delay ?? '3s'),
    starts: bot.starts ?? 'arrival',
  }
}
