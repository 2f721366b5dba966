/**
 * What a simulation comes to: everything needed to make the same runs again, and what they gave. Printed as text, JSON or
 * HTML, and the base of comparisons.
 * **cost** O(rows x measures x runs); allocates the report.
 */
import { Hash64 } from '../../base/prng.js'
import { MEASURES, type MeasureDefinition, featureOf } from '../../sim/measures/measure-list.js'
import { DAY_MS } from '../../sim/scenario-language/recorded-time.js'
import { recordedTable } from '../../sim/records/recorded.js'
import { type Summary, summarise } from '../../sim/study/replicate.js'
import { Layout, type Results } from '../../sim/study/sample.js'
import { type Scenario, scenarioHash } from '../../sim/scenario/scenario.js'
import { type Judgement, type Threshold, judge, rowFault } from '../../sim/study/threshold.js'
import { plannedRows } from '../../sim/measures/outline.js'
import type { Trace } from '../../sim/records/trace.js'
import { BAD_CONFIG, Stop } from '../exit-code.js'
import type { ReadScenario } from '../files/scenario-file.js'
import type { TraceFiles } from '../files/trace-file.js'
import { packageVersion } from '../version.js'

/** What was run. */
export interface ReportHead {
  readonly scenario: string
  /** The scenario as it was written, with all that it builds on and what was set on the command line. */
  readonly source: unknown
  readonly version: string
  /** Of the scenario, its policy and its trace, but for the seed, the number of replications and the thresholds. */
  readonly configHash: string
  readonly seed: number
  readonly fromMs: number
  readonly untilMs: number | null
  readonly serviceLevels: readonly {
    readonly queue: string
    readonly withinMs: number
    readonly shortAbandonMs: number
  }[]
  /** The record itself, measured in the same way; for a trace only, if it says what came of the contacts. */
  readonly recorded: Summary | null
}

export interface SimulateReport extends ReportHead {
  readonly thresholds: readonly Judgement[]
  readonly summary: Summary
}

/** A scenario that was read, with its trace if it has one. */
export interface Subject extends ReadScenario {
  readonly source: unknown
  readonly record: TraceFiles | undefined
}

/** Whether an interval of the report is the same hour of several days. */
export function addsUpDays({ fromMs, untilMs, summary }: SimulateReport): boolean {
  if (untilMs === null || untilMs - fromMs <= DAY_MS) return false
  const intervals = summary.rows.filter(({ kind }) => kind === 'interval')
  return intervals.length > 0 && intervals.every(({ name }) => /^(?:[01]\d|2[0-3]):\d\d$/.test(name))
}

/** What is known before anything is run. */
export function reportHead({ scenario, source, record }: Subject, seed: number): ReportHead {
  return {
    scenario: scenario.name,
    source,
    version: packageVersion(),
    configHash: configHash(scenario, record),
    seed,
    fromMs: scenario.fromMs,
    untilMs: scenario.untilMs,
    serviceLevels: scenario.queues.map(({ queue, withinMs, shortAbandonMs }) => ({
      queue,
      withinMs,
      shortAbandonMs,
    })),
    recorded: record === undefined ? null : recordedSummary(scenario, record.trace),
  }
}

export function simulateReport(
  head: ReportHead,
  thresholds: readonly Threshold[],
  results: Results,
): SimulateReport {
  const summary = summarise(results)
  return { ...head, thresholds: thresholds.map((threshold) => judge(threshold, summary)), summary }
}

/** Throws Stop for thresholds on rows that a recorded trace does not bring. */
export function stopOnThresholdRows({ scenario, record }: Subject): void {
  if (scenario.thresholds.length === 0) return
  const rows = plannedRows(scenario, record?.trace)
  const lines = scenario.thresholds.flatMap((threshold) => {
    const fault = rowFault(threshold, rows)
    return fault === null ? [] : [`thresholds: "${threshold.text}": ${fault.message} (${fault.hint})`]
  })
  if (lines.length > 0) throw new Stop(BAD_CONFIG, lines.join('\n'), lines)
}

/** The measures that the reports may have a value of. */
export function definitionsOf(reports: readonly SimulateReport[]): MeasureDefinition[] {
  return MEASURES.filter(
    ({ name }, column) =>
      featureOf(column) === undefined ||
      reports.some(({ summary }) => summary.rows.some(({ estimates }) => name in estimates)),
  )
}

/** The record as if it were a run; `null` where it says of nobody what came of it. */
function recordedSummary(scenario: Scenario, trace: Trace): Summary | null {
  if (trace.outcome.every((outcome) => outcome === 0)) return null
  const table = recordedTable(scenario, trace)
  const layout = new Layout(table.rows)
  return summarise({ layout, samples: [layout.sampleOf(table)] })
}

function configHash(scenario: Scenario, record: TraceFiles | undefined): string {
  const own = scenarioHash(scenario)
  if (record === undefined) return own
  const hash = new Hash64()
  hash.string(own)
  for (const text of record.texts) hash.string(text)
  return hash.digest()
}
