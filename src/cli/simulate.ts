/**
 * `skillroute simulate SCENARIO`: runs the replications one after the other and prints what they say together.
 * Idea: everything is read and checked before the first run; an interrupt is obeyed between two runs.
 * **cost** that of the runs; keeps one table of measures a run.
 */
import { setImmediate } from 'node:timers/promises'
import { Hash64 } from '../base/prng.js'
import { type MeasureTable, MEASURES, measure } from '../sim/measures.js'
import { recordedTable } from '../sim/recorded.js'
import { type Summary, summarise } from '../sim/replicate.js'
import { type Scenario, scenarioHash } from '../sim/scenario.js'
import { simulate } from '../sim/simulate.js'
import type { Trace } from '../sim/trace.js'
import type { Setting } from './config-file.js'
import { ABORTED, Stop } from './exit-code.js'
import { reportText } from './report.js'
import { readScenario } from './scenario-file.js'
import type { Terminal } from './terminal.js'
import { readTraceFiles } from './trace-file.js'
import { packageVersion } from './version.js'

export interface SimulateOptions {
  readonly settings: readonly Setting[]
  readonly seed?: number
  readonly replications?: number
  readonly trace?: string
  readonly sessions?: string
  readonly json?: boolean
}

/** What is printed: everything needed to make the same run again, and what it gave. */
export interface SimulateReport {
  readonly scenario: string
  readonly version: string
  /** Of the scenario, its policy and its trace, but for the seed and the number of replications. */
  readonly configHash: string
  readonly seed: number
  readonly fromMs: number
  readonly untilMs: number | null
  readonly thresholds: readonly {
    readonly queue: string
    readonly withinMs: number
    readonly shortAbandonMs: number
  }[]
  readonly summary: Summary
  /** The record itself, measured in the same way; for a trace only. */
  readonly recorded: Summary | null
}

/** Runs a scenario file and prints the report. Throws Stop on faults and interrupts. */
export async function simulateFile(
  file: string,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<void> {
  const scenario = readScenario(file, options.settings)
  const record = readTraceFiles(scenario, file, options)
  const seed = options.seed ?? scenario.seed
  const replications = options.replications ?? scenario.replications
  const tables = await runAll(scenario, seed, replications, record?.trace, terminal)
  const report: SimulateReport = {
    scenario: scenario.name,
    version: packageVersion(),
    configHash: configHash(scenario, record?.texts ?? []),
    seed,
    fromMs: scenario.fromMs,
    untilMs: scenario.untilMs,
    thresholds: scenario.queues.map(({ queue, withinMs, shortAbandonMs }) => ({
      queue,
      withinMs,
      shortAbandonMs,
    })),
    summary: summarise(tables),
    recorded: record === undefined ? null : summarise([recordedTable(scenario, record.trace)]),
  }
  if (options.json === true)
    terminal.out(`${JSON.stringify({ ...report, measures: MEASURES }, undefined, 2)}\n`)
  else terminal.out(reportText(report, terminal.outColour))
}

async function runAll(
  scenario: Scenario,
  seed: number,
  replications: number,
  trace: Trace | undefined,
  terminal: Terminal,
): Promise<MeasureTable[]> {
  const tables: MeasureTable[] = []
  for (let replication = 0; replication < replications; replication++) {
    if (terminal.showsProgress) terminal.err(`\rreplication ${replication + 1} of ${replications}`)
    // Lets an interrupt in.
    await setImmediate()
    if (terminal.signal.aborted) {
      throw new Stop(ABORTED, `interrupted after ${replication} of ${replications} replications`)
    }
    tables.push(measure(scenario, simulate(scenario, seed, replication, trace)))
  }
  if (terminal.showsProgress) terminal.err('\r\u001B[K')
  return tables
}

function configHash(scenario: Scenario, texts: readonly string[]): string {
  const own = scenarioHash(scenario)
  if (texts.length === 0) return own
  const hash = new Hash64()
  hash.string(own)
  for (const text of texts) hash.string(text)
  return hash.digest()
}
