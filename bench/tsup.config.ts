/**
 * Builds the benchmarks as the library is built, so that they measure what users import: one file, constants as constants.
 * The second program runs in processes of its own, to tell their greatest memory.
 */
import { defineConfig } from 'tsup'
import { bundle } from '../build/bundle.js'

const programs = { run: 'bench/run.ts', peak: 'bench/sim/peak.ts' }

export default defineConfig(
  Object.entries(programs).map(([name, source]) => ({
    ...bundle,
    entry: { [name]: source },
    format: ['esm'],
    outDir: '.bench',
    silent: true,
  })),
)
