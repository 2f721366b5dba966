/**
 * What is unwise in a scenario, told to people: all of it by `validate`, what spoils the results before every run.
 * **cost** that of the advice; allocates the lines.
 */
import { type Advice, adviceOn } from '../../sim/scenario-checks/advice.js'
import type { ReadScenario } from '../files/scenario-file.js'
import { type Terminal, painted } from '../terminal.js'

/** A line for each, without line breaks. */
export function adviceLines(advice: readonly Advice[], colour: boolean): string[] {
  return advice.map(
    ({ about, message, hint }) =>
      `${painted('warning', 'yellow', colour)}: ${about}: ${message}${hint === '' ? '' : ` (${hint})`}`,
  )
}

/** What is to be told of the files that a scenario names, a line for each thing. */
export function noteLines(notes: readonly string[], colour: boolean): string[] {
  return notes.map((note) => `${painted('warning', 'yellow', colour)}: ${note}`)
}

/** Tells what spoils the results of these scenarios, each thing once, where progress is told. `names`: of several; default their own. */
export function warn(
  read: readonly ReadScenario[],
  terminal: Terminal,
  names: readonly string[] = read.map(({ scenario }) => scenario.name),
): void {
  const lines = new Set<string>()
  read.forEach(({ scenario, notes }, index) => {
    for (const line of noteLines(notes, terminal.errColour)) lines.add(line)
    const grave = adviceOn(scenario).filter(({ isGrave }) => isGrave)
    for (const line of adviceLines(grave, terminal.errColour)) {
      lines.add(read.length > 1 ? `${line}, in ${names[index]!}` : line)
    }
  })
  for (const line of lines) terminal.err(`${line}\n`)
}
