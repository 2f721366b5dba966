/**
 * A whole simulation beside the bare loop: M/M/100+M at full load, the same customers to the millisecond, once through
 * the engine (every call, hang-up and end of a conversation a command, every answer an event) and once with nothing but
 * a heap and a ring. Both must serve and lose the same customers before anything is timed.
 * Run: npx tsx bench/sim/simulate.bench.ts [customers in thousands]
 */
import process from 'node:process'
import { Bench } from 'tinybench'
import { Hash64, Stream } from '../../src/base/prng.js'
import { ArrivalClock } from '../../src/sim/arrivals.js'
import { type Scenario, parseScenario } from '../../src/sim/scenario.js'
import { simulate } from '../../src/sim/simulate.js'
import { ABANDONED, ANSWERED, OFFERED, WAIT_ABANDONED_MS, WAIT_ANSWERED_MS } from '../../src/sim/tally.js'
import { type BareResult, bareQueue } from '../../test/model/sim-bare-queue.js'

const AGENTS = 100
const MEAN_MS = 60_000
const PER_HOUR = (AGENTS * 3_600_000) / MEAN_MS
const ROUNDS = 7
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

const customers = Number(process.argv[2] ?? 200) * 1_000
const scenario = scenarioOf(customers)
const digests = [byEngine(scenario, 0), byLoop(scenario, 0)].map(digestOf)
if (digests[0] !== digests[1]) throw new Error(`results differ: ${digests.join(' ')}`)

// Processor time, so that other work on the machine counts less.
const processorMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
const bench = new Bench({
  time: 0,
  iterations: ROUNDS,
  warmupTime: 0,
  warmupIterations: 2,
  now: processorMs,
  throws: true,
})
// Each round has customers of its own; both ways have the same ones.
let round = 0
bench.add('through the engine', () => byEngine(scenario, round++ % ROUNDS))
bench.add('bare loop', () => byLoop(scenario, round++ % ROUNDS))
await bench.run()

const rows = bench.tasks.flatMap(({ name, result }) =>
  'latency' in result ? [{ name, ...result.latency }] : [],
)
const loopMs = rows[1]!.p50
console.log(`M/M/100+M at full load, ${customers} customers a round, ${ROUNDS} rounds, result ${digests[0]}`)
console.log('way                  min ns a customer     p50     p99   to the loop   1 M customers, s')
for (const { name, min, p50, p99 } of rows) {
  const ns = (ms: number): string => ((ms * 1e6) / customers).toFixed(0)
  console.log(
    `${name.padEnd(20)}${ns(min).padStart(18)}${ns(p50).padStart(8)}${ns(p99).padStart(8)}` +
      `${(p50 / loopMs).toFixed(1).padStart(14)}${((p50 * 1e3) / customers).toFixed(2).padStart(19)}`,
  )
}
