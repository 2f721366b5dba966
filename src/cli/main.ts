#!/usr/bin/env node
/**
 * The `skillroute` command: hands the process to the program, and its answer back.
 * An interrupt, from the keyboard or from a scheduler that ends its jobs, is obeyed as soon as the run looks for it; a second one ends the process at once. Whoever stops reading
 * the output, as `head` does, has what it wanted: that is no fault. Faults of the error stream cannot be told to anybody.
 */
import process from 'node:process'
import { OK, USAGE } from './exit-code.js'
import { runProgram } from './program.js'
import { processTerminal } from './terminal.js'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(OK)
  process.stderr.write(`the output cannot be written: ${error.message}\n`)
  process.exit(USAGE)
})
process.stderr.on('error', () => {})

const abort = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort())
process.exitCode = await runProgram(process.argv.slice(2), processTerminal(process, abort.signal))
