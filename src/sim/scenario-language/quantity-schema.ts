/**
 * The quantities of a scenario as zod schemas: times, numbers with a range, weights, shares, levels, names of files.
 * Internal: zod stays out of public signatures. **cost** built once when the module loads.
 */
import * as z from 'zod'
import { reference, table, whole, withHint } from '../../engine/policy/schema-faults.js'
import { LONGEST_TIME_MS, timeForms, timeHint, timePattern } from './duration.js'

const msError = 'must be a number of milliseconds, at least 0 and at most 69 years'
export const timeError = `a time (${timeForms})`
export const ms = z
  .number({ error: msError })
  .min(0, { error: msError })
  .max(LONGEST_TIME_MS, { error: msError })
  // Below 0 the range has said enough.
  .refine((number) => number <= 0 || number >= 1_000, {
    error: ({ input }) =>
      withHint(
        'must have a unit where it is below 1000',
        `write ${Number(input)}min, ${Number(input)}s or ${Number(input)}ms`,
      ),
  })
  // The same for editors, which know no refinement.
  .meta({
    allOf: [{ anyOf: [{ type: 'number', minimum: 1_000 }, { const: 0 }, { type: ['string', 'null'] }] }],
  })

/** What is said of a text that is no time: how it was probably meant, or what times look like. */
export function timeFault(before: string, input: unknown): string {
  const hint = timeHint(input)
  return hint === undefined ? `must be ${before}${timeError}` : withHint(`must be ${before}a time`, hint)
}

const timeText = `must be ${timeError}`
export const time = z
  .union([
    ms,
    z
      .string({ error: timeText })
      .regex(timePattern, { error: ({ input }) => timeFault('', input) })
      .meta({ patternErrorMessage: timeText }),
  ])
  .describe('A time: 30s, 3min, 1h30min, 09:30; after midnight 25:30.')
  .meta({ id: 'time' })

export function positive(most: number) {
  const error = `must be a number above 0, at most ${most}`
  return z.number({ error }).positive({ error }).max(most, { error })
}

export function ratio(least: number, most: number) {
  const error = `must be a number from ${least} to ${most}`
  return z.number({ error }).min(least, { error }).max(most, { error })
}

export function atLeastZero(most: number) {
  return ratio(0, most)
}

export function real() {
  return z.number({ error: 'must be a number' })
}

export const path = z
  .string({ error: 'must be the name of a file' })
  .min(1, { error: 'must be the name of a file' })
export const levels = table(reference(), whole(1, 100), '{ repair: 3 }')
export const weight = atLeastZero(1e9)
export const share = atLeastZero(1)
export const rate = atLeastZero(1e9)
