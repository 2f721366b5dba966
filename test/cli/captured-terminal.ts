/** A terminal that remembers what was written to it. */
import { runProgram } from '../../src/cli/program.js'
import type { Terminal } from '../../src/cli/terminal.js'

export interface Ending {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs the command line as a function. */
export async function run(args: readonly string[], parts: Partial<Terminal> = {}): Promise<Ending> {
  let out = ''
  let err = ''
  const terminal: Terminal = {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    showsProgress: false,
    outColour: false,
    errColour: false,
    signal: new AbortController().signal,
    nowMs: () => performance.now(),
    ...parts,
  }
  const code = await runProgram(args, terminal)
  return { code, out, err }
}
