/**
 * How the command line ends, as a number that scripts can rely on.
 * The numbers of missed thresholds, configuration faults and interruption are those that k6 uses, for the same purposes.
 */

export const OK = 0
/** A fault of this program. */
export const INTERNAL = 1
/** An unknown option, a missing argument, a file that cannot be read, output that cannot be written. */
export const USAGE = 2
/** A threshold of the scenario is missed. */
export const THRESHOLD_MISSED = 99
/** A scenario, policy or trace with faults; nothing was run. */
export const BAD_CONFIG = 104
/** Interrupted; nothing was printed but what was finished. */
export const ABORTED = 105

/**
 * Ends a subcommand early: `message` goes to the error stream, `code` is the exit code. `faults`: what is wrong one by one, without
 * the places in files that the message has.
 */
export class Stop extends Error {
  override readonly name = 'Stop'
  readonly code: number
  readonly faults: readonly string[]

  constructor(code: number, message: string, faults: readonly string[] = [message]) {
    super(message)
    this.code = code
    this.faults = faults
  }
}
