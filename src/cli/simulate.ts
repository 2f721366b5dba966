/**
 * `skillroute simulate SCENARIO`: runs the replications one after the other and prints what they say together.
 * Idea: everything is read and checked before the first run. A run goes slice by slice, and between two slices an
 * interrupt is let in: then what the finished replications say is printed.
 * **cost** that of the runs; keeps one table of measures a run.
 */
import { setImmediate } from 'node:timers/promises'
import { Hash64 } from '../base/prng.js'
import { MEASURES } from '../sim/measure-list.js'
import { type MeasureTable, measure } from '../sim/measures.js'
import { recordedTable } from '../sim/recorded.js'
import { type Summary, summarise } from '../sim/replicate.js'
import { type Scenario, scenarioHash } from '../sim/scenario.js'
import { Run } from '../sim/simulate.js'
import type { Trace } from '../sim/trace.js'
import type { Setting } from './config-file.js'
import { ABORTED, Stop } from './exit-code.js'
import { reportPage, writePage } from './page.js'
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
  /** Where to write the report as a page of HTML. */
  readonly report?: string
}

/** Steps of a run between two looks for an interrupt: some hundredths of a second. */
const SLICE_STEPS = 20_000

/** What is printed: everything needed to make the same run again, and what it gave. */
export interface SimulateReport {
  readonly scenario: string
  readonly version: string
  /** Of the scenario, its policy and its trace, but for the seed and the number of replications. */
  readonly configHash: string
  readonly seed: number
  readonly fromMs: number
  readonly untilMs: number | null
  readonly serviceLevels: readonly {
    readonly queue: string
    readonly withinMs: number
    readonly shortAbandonMs: number
  }[]
  readonly summary: Summary
  /** The record itself, measured in the same way; for a trace only. */
  readonly recorded: Summary | null
}

/** Runs a scenario file and prints the report. Throws Stop on faults, and after the report on an interrupt. */
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
    serviceLevels: scenario.queues.map(({ queue, withinMs, shortAbandonMs }) => ({
      queue,
      withinMs,
      shortAbandonMs,
    })),
    summary: summarise(tables),
    recorded: record === undefined ? null : summarise([recordedTable(scenario, record.trace)]),
  }
  if (options.report !== undefined) writePage(options.report, reportPage([report]))
  if (options.json === true)
    terminal.out(`${JSON.stringify({ ...report, measures: MEASURES }, undefined, 2)}\n`)
  else terminal.out(reportText(report, terminal.outColour))
  if (tables.length < replications) throw interrupted(tables.length, replications)
}

/** The tables of the replications, up to an interrupt. Throws Stop when it comes before the first is finished. */
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
    const table = await runOne(scenario, new Run(scenario, seed, replication, trace), terminal.signal)
    if (table === null) break
    tables.push(table)
  }
  if (terminal.showsProgress) terminal.err('\r\u001B[K')
  if (tables.length === 0) throw interrupted(0, replications)
  return tables
}

/** The table of a run, or `null` when it was interrupted. */
async function runOne(scenario: Scenario, run: Run, signal: AbortSignal): Promise<MeasureTable | null> {
  for (;;) {
    // Lets an interrupt in.
    await setImmediate()
    if (signal.aborted) return null
    const result = run.advance(SLICE_STEPS)
    if (result !== null) return measure(scenario, result)
  }
}

function interrupted(done: number, replications: number): Stop {
  return new Stop(ABORTED, `interrupted after ${done} of ${replications} replications`)
}

function configHash(scenario: Scenario, texts: readonly string[]): string {
  const own = scenarioHash(scenario)
  if (texts.length === 0) return own
  const hash = new Hash64()
  hash.string(own)
  for (const text of texts) hash.string(text)
  return hash.digest()
}
