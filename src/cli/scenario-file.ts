/**
 * From a scenario file to a scenario that can be run: the policy file that it names is read too, and every fault of both
 * is told at once with its file, line and column.
 * **cost** O(length); allocates. Nothing is run when there is a fault.
 */
import { dirname, resolve } from 'node:path'
import type { Fault } from '../base/fault.js'
import { type Scenario, checkScenario, parseScenario } from '../sim/scenario.js'
import { ConfigFile, type Setting } from './config-file.js'
import { BAD_CONFIG, Stop } from './exit-code.js'

/** Reads and checks a scenario. Throws {@link Stop} with every fault. */
export function readScenario(file: string, settings: readonly Setting[]): Scenario {
  return scenarioOf(ConfigFile.read(file, settings))
}

/** The scenario of a file that was read. Throws {@link Stop} with every fault. */
export function scenarioOf(config: ConfigFile): Scenario {
  stopOnSyntax(config)
  const written = config.value
  const policyFile = policyFileOf(written)
  if (policyFile === undefined) {
    stopOnFaults(checkScenario(written), (fault) => config.faultLine(fault), config.syntaxFaults)
    return parseScenario(written)
  }
  const policy = readPolicyFile(config, policyFile)
  stopOnSyntax(policy)
  const { policyFile: _, ...rest } = written as Record<string, unknown>
  const whole = { ...rest, policy: policy.value }
  stopOnFaults(
    checkScenario(whole),
    (fault) =>
      fault.path[0] === 'policy'
        ? policy.faultLine({ ...fault, path: fault.path.slice(1) })
        : config.faultLine(fault),
    [...config.syntaxFaults, ...policy.syntaxFaults],
  )
  return parseScenario(whole)
}

/** Throws {@link Stop} when there are faults, with a line for each, below those that are lines already. */
export function stopOnFaults<Each extends Fault>(
  faults: readonly Each[],
  line: (fault: Each) => string,
  before: readonly string[] = [],
): void {
  const lines = [...before, ...faults.map(line)]
  if (lines.length > 0) throw new Stop(BAD_CONFIG, lines.join('\n'))
}

/** Throws {@link Stop} when the file cannot be read as YAML, so that nothing in it can be checked. */
export function stopOnSyntax(config: ConfigFile): void {
  if (!config.isReadable) throw new Stop(BAD_CONFIG, config.syntaxFaults.join('\n'))
}

/** The name of the policy file, unless the scenario has a policy of its own. */
function policyFileOf(written: unknown): string | undefined {
  if (typeof written !== 'object' || written === null || Object.hasOwn(written, 'policy')) return undefined
  const { policyFile } = written as { policyFile?: unknown }
  return typeof policyFile === 'string' && policyFile !== '' ? policyFile : undefined
}

function readPolicyFile(config: ConfigFile, policyFile: string): ConfigFile {
  try {
    return ConfigFile.read(resolve(dirname(config.file), policyFile))
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    throw new Stop(BAD_CONFIG, `${config.locate(['policyFile'])}: policyFile: ${error.message}`)
  }
}
