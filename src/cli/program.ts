/**
 * The command line as a function: arguments in, exit code out, everything written to a terminal that is handed in.
 * **order** options may stand before or after the file.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { InvariantError } from '../base/assert.js'
import { type CompareOptions, compareFiles } from './compare.js'
import { readSetting } from './files/setting.js'
import { ABORTED, INTERNAL, OK, Stop, USAGE } from './exit-code.js'
import { type SchemaName, schemaText } from './schema.js'
import type { Part } from './runs/shard.js'
import { type ReportOptions, type SimulateOptions, mergeFiles, simulateFile } from './simulate.js'
import { type StaffOptions, staffFile } from './staff.js'
import { type Terminal, painted } from './terminal.js'
import { validate } from './validate.js'
import { packageVersion } from './version.js'

/** Runs `skillroute` with these arguments (without program names). Never throws. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await program(terminal).parseAsync([...args], { from: 'user' })
    return OK
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE
    if (error instanceof Stop) {
      if (error.message !== '') terminal.err(`${painted(error.message, 'red', terminal.errColour)}\n`)
      return error.code
    }
    const told = error instanceof InvariantError ? error.message : ((error as Error).stack ?? String(error))
    terminal.err(`${painted(`internal error: ${told}`, 'red', terminal.errColour)}\n`)
    return terminal.signal.aborted ? ABORTED : INTERNAL
  }
}

function program(terminal: Terminal): Command {
  const skillroute = new Command('skillroute')
    .description('Skills-based routing for contact centres: simulate staffing scenarios, check policies.')
    .version(packageVersion(), '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHasColors: () => terminal.outColour,
      getErrHasColors: () => terminal.errColour,
    })
    // Defaults are told in words; what else there is are the empty lists of options that may be given again.
    .configureHelp({ optionDescription: ({ description }) => description })
  const setting = new Option('--set <path=value>', 'change one value of the file, as in bot.on=true')
    .default([])
    .argParser(collected)
  skillroute
    .command('simulate')
    .summary('run a scenario')
    .description('Runs a scenario through the engine and reports waits, service levels and occupancy.')
    .argument('<scenario>', 'scenario file, YAML or JSON')
    .addOption(setting)
    .option('--seed <number>', "random seed (default: the scenario's)", wholeNumber(0, 2 ** 32 - 1))
    .option(
      '--replications <number>',
      "runs with different customers (default: the scenario's)",
      wholeNumber(1, 1e6),
    )
    .option('--trace <file>', 'recorded contacts, CSV, also gzipped')
    .option('--sessions <file>', 'recorded hours of agents, CSV, also gzipped')
    .option('--workers <number>', 'threads to run in (default: as many as help)', wholeNumber(1, 1024))
    .option(
      '--until-precision <share>',
      'more replications until mean wait and service level are known to this share of their value, as in 2%',
      shareOf,
    )
    .option(
      '--sweep <path=values>',
      'a variant for each value, as in agents.gold=4..12:2 (again: all combinations)',
      collected,
      [],
    )
    .option('--shard <i/n>', 'make part i of n of the replications, for skillroute merge', partFrom)
    .option('--strict', 'a threshold that is not decided counts as missed')
    .option('--json', 'print JSON')
    .option('--report <file>', 'also write the report as a page of HTML')
    .action(async (file: string, options: Omit<SimulateOptions, 'settings'> & { set: string[] }) => {
      await simulateFile(file, { ...options, settings: options.set.map(readSetting) }, terminal)
    })
  skillroute
    .command('merge')
    .summary('put the parts of a study together')
    .description('Puts what simulate --shard has written together, and reports as one run of all would have.')
    .argument('<files...>', 'the parts, in any order')
    .option('--strict', 'a threshold that is not decided counts as missed')
    .option('--json', 'print JSON')
    .option('--report <file>', 'also write the report as a page of HTML')
    .action((files: string[], options: ReportOptions) => mergeFiles(files, options, terminal))
  skillroute
    .command('compare')
    .summary('tell what differs between scenarios')
    .description('Runs scenarios with the same customers and tells what differs, each against the first.')
    .argument('<scenario>', 'scenario file to compare with, YAML or JSON')
    .argument('<others...>', 'scenario files to compare')
    .addOption(setting)
    .option('--seed <number>', "random seed (default: the first scenario's)", wholeNumber(0, 2 ** 32 - 1))
    .option(
      '--replications <number>',
      'runs of each (default: the most of the scenarios)',
      wholeNumber(2, 1e6),
    )
    .option('--workers <number>', 'threads to run in (default: as many as help)', wholeNumber(1, 1024))
    .option('--json', 'print JSON')
    .option('--report <file>', 'also write a page of HTML, the scenarios side by side')
    .action(
      async (
        first: string,
        others: string[],
        options: Omit<CompareOptions, 'settings'> & { set: string[] },
      ) => {
        await compareFiles(
          [first, ...others],
          { ...options, settings: options.set.map(readSetting) },
          terminal,
        )
      },
    )
  skillroute
    .command('staff')
    .summary('tell how many agents it takes')
    .description(
      'Tells what staff each interval needs by formula, and the cheapest groups that keep the thresholds by simulation.',
    )
    .argument('<scenario>', 'scenario file, YAML or JSON')
    .addOption(setting)
    .option(
      '--groups <names>',
      'groups whose numbers are looked for, as in gold,silver (default: all with staffing by interval, else with a count)',
      namesOf,
    )
    .option(
      '--cost <name=number>',
      "cost of one agent of a group, by interval of an hour of one (default: by the scenario's costs, else 1)",
      costOf,
      new Map<string, number>(),
    )
    .option('--shrinkage <share>', 'share of paid time away, as in 30%', shareOf)
    .option('--formulas', 'the formulas alone')
    .option('--seed <number>', "random seed (default: the scenario's)", wholeNumber(0, 2 ** 32 - 1))
    .option(
      '--replications <number>',
      "runs of each plan (default: the scenario's, at least 20; 50 by interval)",
      wholeNumber(2, 1e6),
    )
    .option('--workers <number>', 'threads to run in (default: as many as help)', wholeNumber(1, 1024))
    .option('--json', 'print JSON')
    .action(
      async (
        file: string,
        options: Omit<StaffOptions, 'settings' | 'costs'> & { set: string[]; cost: Map<string, number> },
      ) => {
        await staffFile(
          file,
          { ...options, costs: options.cost, settings: options.set.map(readSetting) },
          terminal,
        )
      },
    )
  skillroute
    .command('validate')
    .summary('check a scenario or a policy')
    .description('Checks a scenario or a policy, and prints how long its contacts can be overtaken.')
    .argument('<file>', 'scenario or policy, YAML or JSON')
    .addOption(setting)
    .action((file: string, options: { set: string[] }) => {
      validate(file, options.set.map(readSetting), terminal)
    })
  skillroute
    .command('schema')
    .summary('print a JSON Schema')
    .description('Prints the JSON Schema of scenarios or policies, for editors.')
    .addArgument(
      skillroute
        .createArgument('[name]', 'what to describe')
        .choices(['scenario', 'policy'])
        .default('scenario'),
    )
    .action((name: SchemaName) => terminal.out(schemaText(name)))
  for (const command of skillroute.commands) command.copyInheritedSettings(skillroute)
  return skillroute
}

function namesOf(text: string): string[] {
  return text.split(',').map((name) => name.trim())
}

/** `gold=1.4`, again and again. */
function costOf(text: string, before: ReadonlyMap<string, number>): Map<string, number> {
  const [, name, number] = /^(.+)=(\d+(?:\.\d+)?)$/.exec(text.trim()) ?? []
  if (name === undefined || !(Number(number) > 0)) {
    throw new InvalidArgumentError('It must be written group=number, as in gold=1.4.')
  }
  return new Map([...before, [name, Number(number)]])
}

function collected(text: string, before: string[]): string[] {
  return [...before, text]
}

/** `2/5`: the second part of five. */
function partFrom(text: string): Part {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text.trim()) ?? []
  const part = { index: Number(index), count: Number(count) }
  if (part.index >= 1 && part.index <= part.count && part.count <= 1e6) return part
  throw new InvalidArgumentError('It must be written i/n with i from 1 to n, as in 2/5.')
}

/** `2%` or `0.02`, above 0 and below 1. */
function shareOf(text: string): number {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim())
  const value = percent === null ? Number(text) : Number(percent[1]) / 100
  if (text.trim() !== '' && value > 0 && value < 1) return value
  throw new InvalidArgumentError('It must be a share above 0 and below 1, as in 2% or 0.02.')
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}
