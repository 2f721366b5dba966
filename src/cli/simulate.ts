/**
 * `skillroute simulate SCENARIO`: runs the replications and prints what they say together.
 * Idea: everything is read and checked before the first run. After an interrupt, what the finished replications say is
 * printed. Missed thresholds are told after the report, and by the exit code.
 * **cost** that of the runs; keeps one sample a run.
 */
import { MEASURES } from '../sim/measure-list.js'
import { DEFAULT_MEASURES, type PrecisionGoal, imprecise, isPrecise } from '../sim/precision.js'
import { Study } from '../sim/study.js'
import type { Judgement } from '../sim/threshold.js'
import type { Setting } from './config-file.js'
import { ABORTED, Stop, THRESHOLD_MISSED } from './exit-code.js'
import { reportPage, writePage } from './page.js'
import { reportText } from './report.js'
import { runStudy } from './runner.js'
import { readScenario } from './scenario-file.js'
import { type Subject, simulateReport, stopOnThresholdRows } from './simulate-report.js'
import { type Terminal, painted } from './terminal.js'
import { readTraceFiles } from './trace-file.js'

export interface RunOptions {
  readonly seed?: number
  readonly replications?: number
  /** Threads; 1: none beside this one. Default: as many as help. */
  readonly workers?: number
  readonly json?: boolean
  /** Where to write the report as a page of HTML. */
  readonly report?: string
}

export interface SimulateOptions extends RunOptions {
  readonly settings: readonly Setting[]
  readonly trace?: string
  readonly sessions?: string
  /** Share of the value: more replications are made until the half-widths are below. */
  readonly untilPrecision?: number
  /** A threshold that is not decided counts as missed. */
  readonly strict?: boolean
}

/** Replications at the most when they are made until they are precise. */
const MOST_REPLICATIONS = 1_000

/** Runs a scenario file and prints the report. Throws Stop on faults, and after the report on an interrupt or missed threshold. */
export async function simulateFile(
  file: string,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<void> {
  const subject = readSubject(file, options)
  const { scenario, record } = subject
  const seed = options.seed ?? scenario.seed
  const goal = goalOf(options.untilPrecision)
  const most = options.replications ?? (goal === null ? scenario.replications : MOST_REPLICATIONS)
  const study = new Study(
    [{ scenario, trace: record?.trace }],
    seed,
    numbersTo(most),
    (results, replications) => goal !== null && isPrecise(goal, results, replications),
  )
  await runStudy(study, options.workers ?? null, terminal, () => outlookOf(goal, study))
  const done = study.completed
  if (done === 0) throw interrupted(0, most)
  const report = simulateReport(subject, seed, study.results()[0]!)
  if (options.report !== undefined) writePage(options.report, reportPage([report]))
  if (options.json === true)
    terminal.out(`${JSON.stringify({ ...report, measures: MEASURES }, undefined, 2)}\n`)
  else terminal.out(reportText(report, terminal.outColour))
  if (!study.isOver) throw interrupted(done, most)
  if (goal !== null) tellImprecise(goal, study, terminal)
  stopOnMissed(report.thresholds, options.strict === true, terminal)
}

/** A scenario with its trace, checked. Throws Stop with every fault. */
export function readSubject(
  file: string,
  options: Pick<SimulateOptions, 'settings' | 'trace' | 'sessions'>,
): Subject {
  const scenario = readScenario(file, options.settings)
  const subject = { scenario, record: readTraceFiles(scenario, file, options) }
  stopOnThresholdRows(subject)
  return subject
}

/** 0, 1, 2 ... */
export function numbersTo(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number)
}

export function interrupted(done: number, replications: number): Stop {
  return new Stop(ABORTED, `interrupted after ${done} of ${replications} replications`)
}

function goalOf(relative: number | undefined): PrecisionGoal | null {
  return relative === undefined ? null : { measures: DEFAULT_MEASURES, relative, confidence: 0.95 }
}

function outlookOf(goal: PrecisionGoal | null, study: Study): string | undefined {
  if (goal === null || study.completed < 2) return undefined
  const [worst] = imprecise(goal, study.results())
  return worst === undefined ? undefined : `${worst.measure} known to ${percent(worst.relative)}`
}

function tellImprecise(goal: PrecisionGoal, study: Study, terminal: Terminal): void {
  for (const { measure, relative } of imprecise(goal, study.results())) {
    const told = `${measure} is known to ${percent(relative)} only after ${study.completed} replications\n`
    terminal.err(painted(told, 'yellow', terminal.errColour))
  }
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : 'nothing'
}

/** Throws Stop when a threshold is missed, or not decided and `strict`. */
function stopOnMissed(thresholds: readonly Judgement[], strict: boolean, terminal: Terminal): void {
  const count = (verdict: Judgement['verdict']): number =>
    thresholds.filter((each) => each.verdict === verdict).length
  const open = count('inconclusive')
  const missed = count('fail') + (strict ? open : 0)
  const undecided = `${open} of ${thresholds.length} thresholds not decided: more replications decide them`
  if (open > 0) terminal.err(`${painted(undecided, 'yellow', terminal.errColour)}\n`)
  if (missed > 0) throw new Stop(THRESHOLD_MISSED, `${missed} of ${thresholds.length} thresholds missed`)
}
