/**
 * Who calls, as a zod schema: the twin of demand-spec.ts. **cost** built once when the module loads.
 */
import { z } from 'zod'
import { list, reference, strict, table, whole } from '../engine/schema-faults.js'
import { rate, time, weight } from './quantity-schema.js'
import { firstReply, patience, service, wrapUp } from './times-schema.js'

const mix = z.union([reference(), table(reference(), weight)])

export const serviceLevel = strict({
  within: time.describe('Answered within this time counts as in time. Default 20s.').optional(),
  shortAbandon: time
    .describe(
      'Hang-ups after less than this are left out of serviceLevel.excludingShortAbandons. Default 5s.',
    )
    .optional(),
}).optional()

const arrivals = strict({
  perHour: rate.describe('Mean number of contacts an hour, all the time.').optional(),
  perInterval: list(rate).describe('Mean number of contacts in each interval of the scenario.').optional(),
  blocks: list(strict({ from: time, to: time, perHour: rate }))
    .describe('Mean number of contacts an hour, from one time to another.')
    .optional(),
}).describe('Exactly one of perHour, perInterval and blocks.')

export const demand = strict({
  arrivals,
  channel: mix
    .describe('One channel, or channels with weights. Default: the only one of the queue.')
    .optional(),
  tier: mix.describe("One tier, or tiers with weights. Default: the policy's.").optional(),
  issue: mix.describe('One issue, or issues with weights. Default: none.').optional(),
  region: mix.describe('One region, or regions with weights. Default: none.').optional(),
  emotion: z
    .union([
      whole(0, 100),
      table(z.string().regex(/^(\d|[1-9]\d|100)$/, { error: 'must be a score, 0 to 100' }), weight),
    ])
    .describe('One score 0..100, or scores with weights. Default 0.')
    .optional(),
  patience,
  service,
  wrapUp,
  firstReply,
  serviceLevel,
})
