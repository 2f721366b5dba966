import fc from 'fast-check'

/**
 * How often a law is tried: `usual` times, or in a soak (FC_RUNS, test/setup.ts) as many times more as FC_RUNS is more than
 * the 100 of a law that states nothing. So a costly law stays as rare beside the others as it is in every day's tests.
 */
export function times(usual: number): { numRuns: number } {
  const { numRuns = 100 } = fc.readConfigureGlobal()
  return { numRuns: Math.ceil((usual * numRuns) / 100) }
}
