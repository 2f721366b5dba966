/**
 * Whole simulations: M/M/100+M at full load beside the bare loop, with the same customers to the millisecond, once through
 * the engine (every call, hang-up and end of a conversation a command, every answer an event, two clocks for each call) and
 * once with nothing but a heap and a ring. Both must serve and lose the same customers before anything is timed. Then ten days
 * beside one, the memory of either, and a day of many agents and skills. Whole runs in turns, all figures for one customer;
 * ratios are of the medians of CPU time, for a run lasts long enough to lose its core.
 * Run: npm run bench -- --only sim/simulate
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Hash64, Stream } from '../../src/base/prng.js'
import { ArrivalClock } from '../../src/sim/customers/arrivals.js'
import type { Scenario } from '../../src/sim/scenario/scenario.js'
import { simulate } from '../../src/sim/run/simulate.js'
import {
  ABANDONED,
  ANSWERED,
  FIELDS,
  OFFERED,
  WAIT_ABANDONED_MS,
  WAIT_ANSWERED_MS,
} from '../../src/sim/measures/tally.js'
import { type BareResult, bareQueue } from '../../test/model/sim/sim-bare-queue.js'
import { agree, type Row, type Scale } from '../measure.js'
import { AGENTS, fullLoad, manySkills, MEAN_MS, PER_HOUR } from './centre.js'

const CUSTOMERS: Readonly<Record<Scale, number>> = { tiny: 200, quick: 50_000, full: 1_000_000 }
const DAY_HOURS: Readonly<Record<Scale, number>> = { tiny: 0.1, quick: 2.4, full: 24 }
const DAYS = 10
const ROUNDS: Readonly<Record<Scale, number>> = { tiny: 1, quick: 3, full: 5 }
const LARGE: Readonly<Record<Scale, readonly [agents: number, skills: number, contacts: number]>> = {
  tiny: [20, 4, 100],
  quick: [1_000, 40, 20_000],
  full: [1_000, 40, 100_000],
}
const SEED = 1

function byEngine(scenario: Scenario, replication: number): BareResult {
  const { sums } = simulate(scenario, SEED, replication).tally
  const total = (field: number): number =>
    sums.reduce((sum, value, place) => (place % FIELDS === field ? sum + value : sum), 0)
  return {
    offered: total(OFFERED),
    answered: total(ANSWERED),
    abandoned: total(ABANDONED),
    waitAnsweredMs: total(WAIT_ANSWERED_MS),
    waitAbandonedMs: total(WAIT_ABANDONED_MS),
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

/** A way to run a scenario, as often as wanted; each run has customers of its own, the same for every way. */
interface Way {
  readonly name: string
  readonly run: (replication: number) => BareResult
  readonly digest: string
}

/** The last way is the rival. */
function inTurns(work: string, ways: readonly Way[], scale: Scale): Row[] {
  const wall: number[][] = ways.map(() => [])
  const cpu: number[][] = ways.map(() => [])
  for (let round = 1; round <= ROUNDS[scale]; round++) {
    for (const [way, { run }] of ways.entries()) {
      const beganMs = performance.now()
      const before = process.cpuUsage()
      const { offered } = run(round)
      const { user, system } = process.cpuUsage(before)
      cpu[way]!.push(((user + system) * 1e3) / offered)
      wall[way]!.push(((performance.now() - beganMs) * 1e6) / offered)
    }
  }
  const rivalNs = median(cpu.at(-1)!)
  return ways.map(({ name, digest }, way) => {
    const cpuNs = median(cpu[way]!)
    const to = ways.length > 1 ? { ratio: cpuNs / rivalNs, rival: ways.at(-1)!.name } : {}
    return { work, contender: name, medianNs: median(wall[way]!), cpuNs, ...to, digest }
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function besideTheLoop(scale: Scale): Row[] {
  const scenario = fullLoad(CUSTOMERS[scale] / PER_HOUR)
  const work = `M/M/100+M at full load, ${CUSTOMERS[scale]} customers`
  const wayOf = (name: string, way: (scenario: Scenario, replication: number) => BareResult): Way => ({
    name,
    run: (replication) => way(scenario, replication),
    digest: digestOf(way(scenario, 0)),
  })
  const ways = [wayOf('through the engine', byEngine), wayOf('bare loop', byLoop)]
  agree(
    work,
    ways.map(({ name, run, digest }) => ({ name, steps: run, digest })),
  )
  return inTurns(work, ways, scale)
}

function growth(scale: Scale): Row[] {
  const ways = [DAYS, 1].map((days): Way => {
    const scenario = fullLoad(days * DAY_HOURS[scale])
    const run = (replication: number): BareResult => byEngine(scenario, replication)
    return { name: daysText(days), run, digest: '-' }
  })
  // Runs of one day alone find everything compiled.
  for (const { run } of ways) run(0)
  return inTurns(`days of ${DAY_HOURS[scale]} h, ${DAY_HOURS[scale] * PER_HOUR} customers each`, ways, scale)
}

function daysText(days: number): string {
  return days === 0 ? 'nothing yet' : days === 1 ? 'one day' : `${days} days`
}

/** `npm run bench` runs what tsup built, the tests run the sources. */
const isBuilt = !import.meta.url.endsWith('.ts')

/**
 * In a process of its own each. From source it holds the loader of TypeScript too: half of what there is before
 * anything is simulated.
 */
function memory(scale: Scale): Row[] {
  const program = fileURLToPath(new URL(isBuilt ? 'peak.js' : 'peak.ts', import.meta.url))
  const loader = isBuilt ? [] : ['--import', 'tsx']
  return [0, 1, DAYS].map((days) => {
    const hours = String(days * DAY_HOURS[scale])
    const printed = execFileSync(process.execPath, [...loader, program, hours], { encoding: 'utf8' })
    return {
      work: `greatest memory of a process that simulates days of ${DAY_HOURS[scale]} h`,
      contender: daysText(days),
      bytes: Number(printed),
      digest: '-',
    }
  })
}

function large(scale: Scale): Row[] {
  const [agents, skills, contacts] = LARGE[scale]
  const scenario = manySkills(agents, skills, contacts)
  const work = `a day of ${agents} agents, ${skills} skills and about ${contacts} contacts, a contact`
  const run = (replication: number): BareResult => byEngine(scenario, replication)
  return inTurns(work, [{ name: 'through the engine', run, digest: digestOf(run(0)) }], scale)
}

export function run(scale: Scale): Row[] {
  return [...besideTheLoop(scale), ...growth(scale), ...memory(scale), ...large(scale)]
}
