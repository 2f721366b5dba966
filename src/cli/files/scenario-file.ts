/**
 * From a scenario file to a scenario that can be run: the files that it builds on are read too, and every fault of all of
 * them is told at once with its file, line and column.
 * **cost** O(length); allocates. Nothing is run when there is a fault.
 */
import { type Fault, faultText } from '../../base/fault.js'
import { type Scenario, checkScenario, parseScenario } from '../../sim/scenario/scenario.js'
import { ConfigFile } from './config-file.js'
import type { Path } from './config-source.js'
import { withCustomers } from './customers-file.js'
import type { Setting } from './setting.js'
import { withCounts } from './counts-file.js'
import { BAD_CONFIG, Stop } from '../exit-code.js'

/** A scenario that was read; `notes`: what is sound in the files it names, but may not be meant. */
export interface ReadScenario {
  readonly scenario: Scenario
  readonly notes: readonly string[]
}

/** Reads and checks a scenario; `source`: as it was written, with all that it builds on. Throws {@link Stop} with every fault. */
export function readScenario(
  file: string,
  settings: readonly Setting[],
): ReadScenario & { readonly source: unknown } {
  const config = ConfigFile.read(file, settings)
  return { ...scenarioOf(config), source: config.value }
}

/** The scenario of a file that was read. Throws {@link Stop} with every fault. */
export function scenarioOf(config: ConfigFile): ReadScenario {
  stopOnSyntax(config)
  const locate = (path: Path): string => config.locate(path)
  const counted = withCounts(config.value, config.file, locate)
  const { value, faults } = withCustomers(counted.value, config.file, locate)
  const before = [...config.syntaxFaults, ...counted.faults, ...faults]
  stopOnFaults(checkScenario(value), (fault) => config.faultLine(fault), before)
  return { scenario: parseScenario(value), notes: counted.notes }
}

/** Throws {@link Stop} when there are faults, with a line for each, beside those that are lines already: in the order of the file. */
export function stopOnFaults<Each extends Fault>(
  faults: readonly Each[],
  line: (fault: Each) => string,
  before: readonly string[] = [],
): void {
  const told = inOrder([
    ...before.map((text) => ({ text, fault: text })),
    ...faults.map((each) => ({ text: line(each), fault: faultText(each) })),
  ])
  if (told.length === 0) return
  throw new Stop(
    BAD_CONFIG,
    told.map(({ text }) => text).join('\n'),
    told.map(({ fault }) => fault),
  )
}

/** Lines that begin with `file:line:column` by these, file by file as they come; then those of settings, as they are. */
function inOrder<Each extends { readonly text: string }>(lines: readonly Each[]): Each[] {
  const files: string[] = []
  const keyed = lines.map((each) => {
    const { text } = each
    const [, file, line, column] = /^(.+?):(\d+):(\d+): /.exec(text) ?? []
    if (file !== undefined && !files.includes(file)) files.push(file)
    const rank = file === undefined ? Infinity : files.indexOf(file)
    return { each, key: [rank, Number(line ?? 0), Number(column ?? 0)] as const }
  })
  keyed.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2])
  return keyed.map(({ each }) => each)
}

/** Throws {@link Stop} when the file cannot be read as YAML, so that nothing in it can be checked. */
export function stopOnSyntax(config: ConfigFile): void {
  if (!config.isReadable) throw new Stop(BAD_CONFIG, config.syntaxFaults.join('\n'))
}
