/**
 * `skillroute simulate SCENARIO`: runs the replications and prints what they say together.
 * Idea: everything is read and checked before the first run. After an interrupt, what the finished replications say is
 * printed.
 * **cost** that of the runs; keeps one sample a run.
 */
import { Hash64 } from '../base/prng.js'
import { MEASURES } from '../sim/measure-list.js'
import { recordedTable } from '../sim/recorded.js'
import { type Summary, summarise } from '../sim/replicate.js'
import { type Scenario, scenarioHash } from '../sim/scenario.js'
import { Layout } from '../sim/sample.js'
import { Study } from '../sim/study.js'
import type { Trace } from '../sim/trace.js'
import type { Setting } from './config-file.js'
import { ABORTED, Stop } from './exit-code.js'
import { reportPage, writePage } from './page.js'
import { reportText } from './report.js'
import { runStudy } from './runner.js'
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
  /** Threads; 1: none beside this one. Default: as many as help. */
  readonly workers?: number
  readonly json?: boolean
  /** Where to write the report as a page of HTML. */
  readonly report?: string
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
  const study = new Study(
    [{ scenario, trace: record?.trace }],
    seed,
    Array.from({ length: replications }, (_, replication) => replication),
  )
  await runStudy(study, options.workers ?? null, terminal)
  const [results] = study.results()
  const done = study.completed
  if (done === 0) throw interrupted(0, replications)
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
    summary: summarise(results!),
    recorded: record === undefined ? null : recordedSummary(scenario, record.trace),
  }
  if (options.report !== undefined) writePage(options.report, reportPage([report]))
  if (options.json === true)
    terminal.out(`${JSON.stringify({ ...report, measures: MEASURES }, undefined, 2)}\n`)
  else terminal.out(reportText(report, terminal.outColour))
  if (done < replications) throw interrupted(done, replications)
}

/** The record as if it were a run. */
function recordedSummary(scenario: Scenario, trace: Trace): Summary {
  const table = recordedTable(scenario, trace)
  const layout = new Layout(table.rows)
  return summarise({ layout, samples: [layout.sampleOf(table)] })
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
