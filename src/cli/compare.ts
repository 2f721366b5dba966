/**
 * `skillroute compare A B [C ...]`: runs scenarios with the same customers and tells what differs, each against the first.
 * **cost** that of the runs; keeps one sample a run and scenario.
 */
import { type Comparison, compare } from '../sim/study/compare.js'
import { Study } from '../sim/study/study.js'
import { warn } from './reports/advice-text.js'
import { compareText } from './reports/compare-text.js'
import type { Setting } from './files/setting.js'
import { Stop, USAGE } from './exit-code.js'
import { reportPage, stopOnUnwritable, writePage } from './reports/page.js'
import { runStudy } from './runs/runner.js'
import { type RunOptions, interrupted, numbersTo, readSubject } from './simulate.js'
import { definitionsOf, reportHead, simulateReport } from './reports/simulate-report.js'
import type { Terminal } from './terminal.js'

export interface CompareOptions extends RunOptions {
  /** For every scenario. */
  readonly settings: readonly Setting[]
}

/** Runs the scenario files and prints how each differs from the first. Throws Stop on faults and interrupts. */
export async function compareFiles(
  files: readonly string[],
  options: CompareOptions,
  terminal: Terminal,
): Promise<void> {
  const subjects = files.map((file) => readSubject(file, options))
  const [first] = subjects
  warn(subjects, terminal)
  const seed = options.seed ?? first!.scenario.seed
  const replications =
    options.replications ?? Math.max(...subjects.map(({ scenario }) => scenario.replications))
  if (replications < 2) {
    throw new Stop(USAGE, 'a comparison takes at least two replications: state --replications')
  }
  stopOnUnwritable(options.report)
  const variants = subjects.map(({ scenario, record }) => ({ scenario, trace: record?.trace }))
  const study = new Study(variants, seed, numbersTo(replications))
  await runStudy(study, options.workers ?? null, terminal)
  const done = study.completed
  if (done < 2) throw interrupted(done, replications)
  const results = study.results()
  const names = distinctNames(
    subjects.map(({ scenario }) => scenario.name),
    files,
  )
  const reports = subjects.map((subject, i) => ({
    ...simulateReport(reportHead(subject, seed), subject.scenario.thresholds, results[i]!),
    scenario: names[i]!,
  }))
  const comparisons = results.slice(1).map((each) => compare(results[0]!, each))
  if (options.json === true) terminal.out(jsonText(reports, comparisons))
  else terminal.out(text(reports, comparisons, terminal.outColour))
  if (options.report !== undefined) writePage(options.report, reportPage(reports, comparisons))
  if (!study.isOver) throw interrupted(done, replications)
}

/** Scenarios of the same name are told apart by their files. */
function distinctNames(names: readonly string[], files: readonly string[]): string[] {
  return names.map((name, i) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${files[i]!})`,
  )
}

type Reports = readonly ReturnType<typeof simulateReport>[]

function jsonText(reports: Reports, comparisons: readonly Comparison[]): string {
  const told = { scenarios: reports, comparisons, measures: definitionsOf(reports) }
  return `${JSON.stringify(told, undefined, 2)}\n`
}

function text(reports: Reports, comparisons: readonly Comparison[], colour: boolean): string {
  const [first] = reports
  const origin = reports.map(
    ({ scenario, configHash }, i) => `${i === 0 ? 'first  ' : '       '}${scenario}  config ${configHash}`,
  )
  const head = [`skillroute ${first!.version}  seed ${first!.seed}`, ...origin, ''].join('\n')
  const parts = comparisons.map((each, i) => compareText(first!, reports[i + 1]!, each, colour))
  return `${head}\n${parts.join('\n')}`
}
