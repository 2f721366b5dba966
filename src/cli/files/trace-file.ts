/**
 * Recorded contacts from files: plain or gzipped CSV, as the scenario maps it.
 * **cost** O(length); allocates the text and the columns.
 */
import { dirname, resolve } from 'node:path'
import { dateText } from '../../sim/scenario-language/recorded-time.js'
import type { Scenario } from '../../sim/scenario/scenario.js'
import { type Trace, readTrace } from '../../sim/records/trace.js'
import { BAD_CONFIG, Stop, USAGE } from '../exit-code.js'
import { readText } from './text-file.js'

/** Faults told before the rest is only counted. */
const MOST_FAULTS = 50

export interface TraceFiles {
  readonly trace: Trace
  /** What the files hold. */
  readonly texts: readonly string[]
}

/** Reads the trace of a scenario. Files given on the command line go before those of the scenario. Throws {@link Stop}. */
export function readTraceFiles(
  scenario: Scenario,
  scenarioFile: string,
  given: { readonly trace?: string | undefined; readonly sessions?: string | undefined },
): TraceFiles | undefined {
  const spec = scenario.trace
  if (spec === null) {
    if (given.trace === undefined && given.sessions === undefined) return undefined
    throw new Stop(
      BAD_CONFIG,
      `${scenarioFile}: trace: is missing, so nothing says what the columns of ${given.trace ?? given.sessions} hold (as in trace: { columns: { time: start, queue: queue } }, in place of demand)`,
    )
  }
  const beside = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : resolve(dirname(scenarioFile), file)
  const traceFile = given.trace ?? beside(spec.file)
  const sessionsFile = given.sessions ?? beside(spec.sessions?.file)
  if (traceFile === undefined) throw new Stop(USAGE, `${scenarioFile}: needs --trace FILE`)
  if (spec.sessions !== undefined && sessionsFile === undefined) {
    throw new Stop(USAGE, `${scenarioFile}: needs --sessions FILE`)
  }
  if (spec.sessions === undefined && given.sessions !== undefined) {
    throw new Stop(
      BAD_CONFIG,
      `${scenarioFile}: its trace has no sessions, so ${given.sessions} cannot be read`,
    )
  }
  const text = textOf(traceFile)
  const sessionsText = sessionsFile === undefined ? null : textOf(sessionsFile)
  const { trace, firstDay, faults } = readTrace(spec, scenario.policy.normal, text, sessionsText)
  if (faults.length > 0) {
    const lines = faults
      .slice(0, MOST_FAULTS)
      .map(
        ({ source, line, column, message }) =>
          `${source === 'trace' ? traceFile : sessionsFile}:${line}:${column}: ${message}`,
      )
    if (faults.length > MOST_FAULTS) lines.push(`... and ${faults.length - MOST_FAULTS} more`)
    throw new Stop(BAD_CONFIG, lines.join('\n'))
  }
  const { wallClock } = scenario
  if (wallClock !== undefined && firstDay !== null && firstDay !== wallClock.firstDay) {
    const date = dateText(firstDay)
    throw new Stop(BAD_CONFIG, `${scenarioFile}: firstDay: the first contact of ${traceFile} is of ${date}`)
  }
  const taken = trace.sessions.find(({ agentId }) =>
    scenario.groups.some((group) => group.agents.includes(agentId)),
  )
  if (taken !== undefined) {
    throw new Stop(BAD_CONFIG, `${sessionsFile}: "${taken.agentId}" is also an agent of the scenario`)
  }
  return { trace, texts: sessionsText === null ? [text] : [text, sessionsText] }
}

function textOf(file: string): string {
  try {
    return readText(file, 'table')
  } catch (error) {
    throw new Stop(USAGE, `${file}: cannot be read: ${(error as Error).message}`)
  }
}
