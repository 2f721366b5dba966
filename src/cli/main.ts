#!/usr/bin/env node
/**
 * The `skillroute` command: hands the process to the program, and its answer back.
 * An interrupt is obeyed between two replications; a second one ends the process at once.
 */
import process from 'node:process'
import { runProgram } from './program.js'
import { processTerminal } from './terminal.js'

const abort = new AbortController()
process.once('SIGINT', () => abort.abort())
process.exitCode = await runProgram(process.argv.slice(2), processTerminal(process, abort.signal))
