/**
 * A whole simulation beside the bare loop: M/M/100+M at full load, the same customers to the millisecond, once through
 * the engine (every call, hang-up and end of a conversation a command, every answer an event) and once with nothing but
 * a heap and a ring. Both must serve and lose the same customers before anything is timed. An operation is a whole run.
 * Run: npm run bench -- --only sim/simulate
 */
import { Hash64, Stream } from '../../src/base/prng.js'
import { ArrivalClock } from '../../src/sim/arrivals.js'
import { type Scenario, parseScenario } from '../../src/sim/scenario.js'
import { simulate } from '../../src/sim/simulate.js'
import { ABANDONED, ANSWERED, OFFERED, WAIT_ABANDONED_MS, WAIT_ANSWERED_MS } from '../../src/sim/tally.js'
import { type BareResult, bareQueue } from '../../test/model/sim-bare-queue.js'
import { compare, type Contender, type Row, type Scale } from '../measure.js'

const AGENTS = 100
const MEAN_MS = 60_000
const PER_HOUR = (AGENTS * 3_600_000) / MEAN_MS
const REPLICATIONS = 7
const CUSTOMERS: Readonly<Record<Scale, number>> = { tiny: 200, quick: 20_000, full: 200_000 }
const SEED = 1

function scenarioOf(customers: number): Scenario {
  const mean = { law: 'exponential' as const, mean: MEAN_MS }
  return parseScenario({
    name: 'M/M/100+M',
    until: Math.round((customers / PER_HOUR) * 3_600_000),
    policy: {
      channels: { phone: { exclusive: true } },
      skills: [],
      queues: { calls: {} },
      promises: { queueWait: 'off', firstReply: 'off' },
    },
    demand: { calls: { arrivals: { perHour: PER_HOUR } } },
    patience: mean,
    service: mean,
    agents: [{ name: 'agent', count: AGENTS }],
  })
}

function byEngine(scenario: Scenario, replication: number): BareResult {
  const { sums } = simulate(scenario, SEED, replication).tally
  // All customers have the last tier, and there is one queue and one interval.
  const cell = sums.length / 3
  const at = (field: number): number => sums[2 * cell + field]!
  return {
    offered: at(OFFERED),
    answered: at(ANSWERED),
    abandoned: at(ABANDONED),
    waitAnsweredMs: at(WAIT_ANSWERED_MS),
    waitAbandonedMs: at(WAIT_ABANDONED_MS),
  }
}

function byLoop(scenario: Scenario, replication: number): BareResult {
  const stream = (purpose: string): Stream => Stream.named(SEED, replication, `customers/calls/${purpose}`)
  const arrivals = stream('arrivals')
  const patience = stream('patience')
  const service = stream('service')
  const clock = new ArrivalClock(scenario.demand[0]!.pieces, 1)
  return bareQueue(AGENTS, {
    nextAtMs: () => Math.floor(clock.next(arrivals.uniform())),
    nextPatienceMs: () => Math.round(-Math.log1p(-patience.uniform()) * MEAN_MS),
    nextServiceMs: () => Math.round(-Math.log1p(-service.uniform()) * MEAN_MS),
  })
}

function digestOf({ offered, answered, abandoned, waitAnsweredMs, waitAbandonedMs }: BareResult): string {
  const hash = new Hash64()
  for (const value of [offered, answered, abandoned, waitAnsweredMs, waitAbandonedMs]) hash.number(value)
  return hash.digest()
}

/** Each run has customers of its own; both ways have the same ones. */
function contenderOf(
  name: string,
  scenario: Scenario,
  way: (scenario: Scenario, replication: number) => BareResult,
): Contender {
  let done = 0
  const steps = (runs: number): number => {
    let answered = 0
    for (let i = 0; i < runs; i++) answered += way(scenario, done++ % REPLICATIONS).answered
    return answered
  }
  return { name, steps, digest: digestOf(way(scenario, 0)) }
}

export function run(scale: Scale): Row[] {
  const customers = CUSTOMERS[scale]
  const scenario = scenarioOf(customers)
  const contenders = [
    contenderOf('through the engine', scenario, byEngine),
    contenderOf('bare loop', scenario, byLoop),
  ]
  const work = `M/M/100+M at full load, ${customers} customers`
  return compare(work, contenders, { scale, rival: 'bare loop', latency: false })
}
