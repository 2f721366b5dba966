/**
 * Centres whose exact values are known, as scenarios for the simulator. Times: a mean handling time is ten minutes where
 * nothing else is said, so that rounding to milliseconds is nothing; loads are in mean handling times.
 */
import type { PolicySpec } from '../../src/engine/policy/policy-spec.js'
import type {
  AgentGroupSpec,
  DistributionSpec,
  ScenarioSpec,
} from '../../src/sim/scenario-language/scenario-spec.js'

export const UNIT_MS = 600_000
const PER_HOUR = 3_600_000 / UNIT_MS

/** A value that the simulator must come to. */
export interface Truth {
  readonly row: `${'total' | 'queue' | 'tier' | 'interval' | 'cell' | 'group' | 'match'} ${string}`
  readonly measure: string
  readonly exact: number
  /** Of the value, where it is not exact but another simulation's. */
  readonly standardError?: number
  /** The value is a count or a time of the whole run, and `exact` what a mean handling time of it adds. */
  readonly perUnit?: true
}

export interface Model {
  readonly name: string
  readonly scenario: Omit<ScenarioSpec, 'name'>
  readonly truths: readonly Truth[]
  /**
   * Mean handling times that make the standard error about 0.8 % at most with 150 replications, so that chance
   * does not bring it to 1 %; Infinity: as the scenario says.
   */
  readonly units: number
  readonly replications?: number
}

export function exponential(mean: number): DistributionSpec {
  return { law: 'exponential', mean: `${(mean * UNIT_MS) / 1_000}s` }
}

export interface Kind {
  readonly name: string
  readonly load: number
  /** Mean patience; nobody gives up without one. */
  readonly patience?: number
  readonly service?: DistributionSpec
  readonly tier?: string
}

/** A centre of phones: a queue for each kind of contact. */
export function centre(
  kinds: readonly Kind[],
  agents: readonly AgentGroupSpec[],
  policy: Omit<Partial<PolicySpec>, 'channels'> = {},
): Omit<ScenarioSpec, 'name'> {
  const queues = Object.fromEntries(kinds.map(({ name }) => [name, {}]))
  return {
    policy: {
      channels: { phone: { exclusive: true } },
      skills: [],
      promises: { queueWait: 'off', firstReply: 'off' },
      agentOrder: ['longestIdle'],
      ...policy,
      queues: { ...queues, ...policy.queues },
    },
    demand: Object.fromEntries(
      kinds.map(({ name, load, patience, service, tier }) => [
        name,
        {
          arrivals: { perHour: load * PER_HOUR },
          ...(tier === undefined ? {} : { tier }),
          patience: patience === undefined ? 'never' : exponential(patience),
          service: service ?? exponential(1),
        },
      ]),
    ),
    agents,
  }
}

export function pool(name: string, count: number, queues?: readonly string[]): AgentGroupSpec {
  return { name, count, ...(queues === undefined ? {} : { queues }) }
}

/** A scenario of so many mean handling times; what is measured starts when the centre has filled. */
export function lasting(name: string, scenario: Omit<ScenarioSpec, 'name'>, units: number): ScenarioSpec {
  if (units === Infinity) return { name, ...scenario }
  const warmUp = Math.min(50, units / 20)
  return { name, ...scenario, until: (warmUp + units) * UNIT_MS, warmUp: warmUp * UNIT_MS }
}

/** Waits of a row, from mean handling times to milliseconds. */
export function wait(row: Truth['row'], units: number, measure = 'meanWait'): Truth {
  return { row, measure, exact: units * UNIT_MS }
}

export function total(measure: string, exact: number): Truth {
  return { row: 'total total', measure, exact }
}
