/**
 * `skillroute simulate SCENARIO`: runs the replications and prints what they say together; with `--sweep` those of many
 * variants, with `--shard` a part of them. `skillroute merge` puts parts together.
 * Idea: everything is read and checked before the first run. After an interrupt, what the finished replications say is
 * printed. Missed thresholds are told after the report, and by the exit code.
 * **cost** that of the runs; keeps one sample a run.
 */
import { compare } from '../sim/study/compare.js'
import { DEFAULT_MEASURES, type PrecisionGoal, imprecise, isPrecise } from '../sim/study/precision.js'
import { traceAdvice } from '../sim/scenario-checks/trace-advice.js'
import { Study } from '../sim/study/study.js'
import { warn } from './reports/advice-text.js'
import { ABORTED, BAD_CONFIG, Stop, THRESHOLD_MISSED, USAGE } from './exit-code.js'
import { reportPage, stopOnUnwritable, writePage } from './reports/page.js'
import { reportText } from './reports/report.js'
import { runStudy } from './runs/runner.js'
import { readScenario } from './files/scenario-file.js'
import type { Setting } from './files/setting.js'
import { type Part, mergeShards, partOf, shardText } from './runs/shard.js'
import {
  definitionsOf,
  type SimulateReport,
  type Subject,
  reportHead,
  simulateReport,
  stopOnThresholdRows,
} from './reports/simulate-report.js'
import { settingsText, sweepSettings, sweepText } from './runs/sweep.js'
import { type Terminal, painted } from './terminal.js'
import { readTraceFiles } from './files/trace-file.js'

/** How a report is given. */
export interface ReportOptions {
  readonly json?: boolean
  /** Where to write the report as a page of HTML. */
  readonly report?: string
  /** A threshold that is not decided counts as missed. */
  readonly strict?: boolean
}

export interface RunOptions extends ReportOptions {
  readonly seed?: number
  readonly replications?: number
  /** Threads; 1: none beside this one. Default: as many as help. */
  readonly workers?: number
}

export interface SimulateOptions extends RunOptions {
  readonly settings: readonly Setting[]
  readonly trace?: string
  readonly sessions?: string
  /** Share of the value: more replications are made until the half-widths are below. */
  readonly untilPrecision?: number
  readonly sweep?: readonly string[]
  readonly shard?: Part
}

/** Replications at the most when they are made until they are precise. */
const MOST_REPLICATIONS = 1_000

/** Runs a scenario file and prints the report. Throws Stop on faults, and after the report on an interrupt or missed threshold. */
export async function simulateFile(
  file: string,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<void> {
  stopOnUnwritable(options.report)
  if (options.sweep !== undefined && options.sweep.length > 0) {
    await sweepFile(file, options.sweep, options, terminal)
    return
  }
  if (options.shard !== undefined) {
    await shardFile(file, options.shard, options, terminal)
    return
  }
  const subject = readSubject(file, options)
  const { scenario, record } = subject
  warn([subject], terminal)
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
  const report = simulateReport(reportHead(subject, seed), scenario.thresholds, study.results()[0]!)
  tell(report, options, terminal)
  if (!study.isOver) throw interrupted(done, most)
  if (goal !== null) tellImprecise(goal, study, terminal)
  stopOnMissed(report, options, terminal)
}

/** Puts the parts of a study together and prints the report. Throws Stop on faults and missed thresholds. */
export function mergeFiles(files: readonly string[], options: ReportOptions, terminal: Terminal): void {
  const { head, thresholds, results } = mergeShards(files)
  const report = simulateReport(head, thresholds, results)
  tell(report, options, terminal)
  stopOnMissed(report, options, terminal)
}

/** Runs every variant of a sweep with the same customers and prints them side by side. */
async function sweepFile(
  file: string,
  sweep: readonly string[],
  options: SimulateOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.shard !== undefined) throw new Stop(USAGE, '--sweep and --shard exclude each other')
  if (options.strict === true) {
    throw new Stop(
      USAGE,
      '--sweep and --strict exclude each other: a sweep ends with 0 whatever its variants miss (judge one of them with --set in place of --sweep)',
    )
  }
  const goal = goalOf(options.untilPrecision)
  const variants = sweepSettings(sweep)
  const subjects = variants.map((settings) => readVariant(file, options, settings))
  warn(subjects, terminal, variants.map(settingsText))
  const seed = options.seed ?? subjects[0]!.scenario.seed
  const most =
    options.replications ?? (goal === null ? subjects[0]!.scenario.replications : MOST_REPLICATIONS)
  const study = new Study(
    subjects.map(({ scenario, record }) => ({ scenario, trace: record?.trace })),
    seed,
    numbersTo(most),
    (results, replications) => goal !== null && isPrecise(goal, results, replications),
  )
  await runStudy(study, options.workers ?? null, terminal, () => outlookOf(goal, study))
  const done = study.completed
  if (done === 0) throw interrupted(0, most)
  const results = study.results()
  const reports = subjects.map((subject, i) =>
    simulateReport(reportHead(subject, seed), subject.scenario.thresholds, results[i]!),
  )
  const comparisons = done < 2 ? [] : results.slice(1).map((each) => compare(results[0]!, each))
  if (options.json === true) {
    const told = variants.map((settings, i) => ({
      settings: settings.map(({ path, value }) => ({ path, value })),
      report: reports[i]!,
    }))
    terminal.out(
      `${JSON.stringify({ variants: told, comparisons, measures: definitionsOf(reports) }, undefined, 2)}\n`,
    )
  } else terminal.out(sweepText(variants, reports, comparisons, terminal.outColour))
  if (options.report !== undefined) writePage(options.report, reportPage(named(reports, variants)))
  if (!study.isOver) throw interrupted(done, most)
  if (goal !== null) tellImprecise(goal, study, terminal)
}

/** As {@link readSubject}; a fault may stand in the file, and come of the settings, so it is told of which. */
function readVariant(file: string, options: SimulateOptions, settings: readonly Setting[]): Subject {
  try {
    return readSubject(file, { ...options, settings: [...options.settings, ...settings] })
  } catch (error) {
    if (!(error instanceof Stop) || error.code !== BAD_CONFIG) throw error
    throw new Stop(BAD_CONFIG, `${error.message}\nin the variant ${settingsText(settings)}`)
  }
}

function named(
  reports: readonly SimulateReport[],
  variants: readonly (readonly Setting[])[],
): SimulateReport[] {
  return reports.map((report, i) => ({ ...report, scenario: settingsText(variants[i]!) }))
}

/** Runs one part of the replications and prints it, to be put together with the others. */
async function shardFile(
  file: string,
  part: Part,
  options: SimulateOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.untilPrecision !== undefined) {
    throw new Stop(USAGE, '--shard and --until-precision exclude each other: a part does not know the others')
  }
  if (options.report !== undefined) {
    throw new Stop(
      USAGE,
      '--shard and --report exclude each other: `merge --report` writes the page of all parts',
    )
  }
  if (options.strict === true) {
    throw new Stop(USAGE, '--shard and --strict exclude each other: `merge --strict` judges all parts')
  }
  const subject = readSubject(file, options)
  const { scenario, record } = subject
  warn([subject], terminal)
  const seed = options.seed ?? scenario.seed
  const replications = options.replications ?? scenario.replications
  const own = partOf(replications, part)
  const study = new Study([{ scenario, trace: record?.trace }], seed, own)
  await runStudy(study, options.workers ?? null, terminal)
  if (!study.isOver) throw interrupted(study.completed, own.length)
  terminal.out(
    shardText(reportHead(subject, seed), scenario.thresholds, part, replications, study.results()[0]!),
  )
}

/** A scenario with its trace, checked. Throws Stop with every fault. */
export function readSubject(
  file: string,
  options: Pick<SimulateOptions, 'settings' | 'trace' | 'sessions'>,
): Subject {
  const read = readScenario(file, options.settings)
  const record = readTraceFiles(read.scenario, file, options)
  const ofTrace = record === undefined ? [] : traceAdvice(read.scenario, record.trace)
  const subject = { ...read, notes: [...read.notes, ...ofTrace], record }
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

function tell(report: SimulateReport, options: ReportOptions, terminal: Terminal): void {
  if (options.json === true)
    terminal.out(`${JSON.stringify({ ...report, measures: definitionsOf([report]) }, undefined, 2)}\n`)
  else terminal.out(reportText(report, terminal.outColour))
  if (options.report !== undefined) writePage(options.report, reportPage([report]))
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
function stopOnMissed({ thresholds }: SimulateReport, { strict }: ReportOptions, terminal: Terminal): void {
  const count = (verdict: SimulateReport['thresholds'][number]['verdict']): number =>
    thresholds.filter((each) => each.verdict === verdict).length
  const open = count('inconclusive')
  const empty = thresholds.filter(({ value }) => value === null)
  const missed = count('fail') + (strict === true ? open : 0)
  const tell = (text: string): void => terminal.err(`${painted(text, 'yellow', terminal.errColour)}\n`)
  if (open > empty.length) {
    const few = open - empty.length
    tell(`${few} of ${thresholds.length} thresholds not decided: more replications decide them`)
  }
  if (empty.length > 0) {
    const names = empty.map(({ text }) => text).join('; ')
    tell(`not decided, and never will be, for nothing happens that they measure: ${names}`)
  }
  if (missed > 0) throw new Stop(THRESHOLD_MISSED, `${missed} of ${thresholds.length} thresholds missed`)
}
