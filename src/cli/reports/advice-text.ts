/**
 * What is unwise in a scenario, told to people: all of it by `validate`, what spoils the results before every run.
 * **cost** that of the advice; allocates the lines.
 */
import { type Advice, adviceOn } from '../../sim/scenario-checks/advice.js'
import type { Scenario } from '../../sim/scenario/scenario.js'
import { type Terminal, painted } from '../terminal.js'

/** A line for each, without line breaks. */
export function adviceLines(advice: readonly Advice[], colour: boolean): string[] {
  return advice.map(
    ({ about, message, hint }) =>
      `${painted('warning', 'yellow', colour)}: ${about}: ${message}${hint === '' ? '' : ` (${hint})`}`,
  )
}

/** Tells what spoils the results of these scenarios, each thing once, where progress is told. */
export function warn(scenarios: readonly Scenario[], terminal: Terminal): void {
  const lines = new Set<string>()
  for (const scenario of scenarios) {
    const grave = adviceOn(scenario).filter(({ isGrave }) => isGrave)
    for (const line of adviceLines(grave, terminal.errColour)) {
      lines.add(scenarios.length > 1 ? `${line}, in ${scenario.name}` : line)
    }
  }
  for (const line of lines) terminal.err(`${line}\n`)
}
