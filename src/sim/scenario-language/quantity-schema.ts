/**
 * The quantities of a scenario as zod schemas: times, numbers with a range, weights, shares, levels, names of files.
 * Internal: zod stays out of public signatures. **cost** built once when the module loads.
 */
import { z } from 'zod'
import { reference, table, whole } from '../../engine/policy/schema-faults.js'
import { LONGEST_TIME_MS, timeForms, timePattern } from './duration.js'

const msError = 'must be a number of milliseconds, at least 0 and at most 69 years'
export const timeError = `a time (${timeForms})`
export const ms = z
  .number({ error: msError })
  .min(0, { error: msError })
  .max(LONGEST_TIME_MS, { error: msError })

const timeText = `must be ${timeError}`
export const time = z
  .union([ms, z.string({ error: timeText }).regex(timePattern, { error: timeText })])
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
export const levels = table(reference(), whole(1, 100))
export const weight = atLeastZero(1e9)
export const share = atLeastZero(1)
export const rate = atLeastZero(1e9)
