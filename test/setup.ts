/** Reads FC_RUNS and FC_SEED once, so that the same property tests serve as a quick check and as a soak run. */
import fc from 'fast-check'

const runs = Number(process.env['FC_RUNS'])
const seed = Number(process.env['FC_SEED'])
fc.configureGlobal({
  ...(runs > 0 ? { numRuns: runs } : {}),
  ...(Number.isInteger(seed) && process.env['FC_SEED'] ? { seed } : {}),
})
