/**
 * Builds the benchmarks as the library is built, so that they measure what users import: one file, constants as constants.
 * The second program runs in processes of its own, to tell their greatest memory.
 */
import { defineConfig } from 'tsup'
import { constantBindings } from '../build/constant-bindings.js'

const programs = { run: 'bench/run.ts', peak: 'bench/sim/peak.ts' }

export default defineConfig(
  Object.entries(programs).map(([name, source]) => ({
    entry: { [name]: source },
    format: ['esm'],
    target: 'node20',
    outDir: '.bench',
    removeNodeProtocol: false,
    silent: true,
    plugins: [constantBindings],
  })),
)
