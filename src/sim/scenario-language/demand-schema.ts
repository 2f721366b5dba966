/**
 * Who calls, as a zod schema: the twin of demand-spec.ts. **cost** built once when the module loads.
 */
import * as z from 'zod'
import { list, reference, strict, table, whole } from '../../engine/policy/schema-faults.js'
import { behaviour } from './behaviour-schema.js'
import { calls } from './call-schema.js'
import { path, rate, time, weight } from './quantity-schema.js'
import { busyness, surges } from './volume-schema.js'
import { firstReply, patience, service, wrapUp } from './times-schema.js'

const mix = z.union([reference(), table(reference(), weight, '{ a: 8, b: 2 }, from names to weights')])

export const serviceLevel = strict({
  within: time.describe('Answered within this time counts as in time. Default 20s.').optional(),
  shortAbandon: time
    .describe(
      'Hang-ups after less than this are left out of serviceLevel.excludingShortAbandons. Default 5s.',
    )
    .optional(),
})
  .describe('What counts as answered in time.')
  .optional()

const arrivals = strict({
  perHour: rate.describe('Mean number of contacts an hour, all the time.').optional(),
  perInterval: list(rate).describe('Mean number of contacts in each interval of the scenario.').optional(),
  blocks: list(strict({ from: time, to: time, perHour: rate.describe('Mean number of contacts an hour.') }))
    .describe('Mean number of contacts an hour, from one time to another.')
    .optional(),
  counts: strict({
    file: path.describe('A CSV file with a row for each interval, relative to the scenario.'),
    from: reference().describe('Column with the start of the interval, as 09:30. Default from.').optional(),
    count: reference()
      .describe('Column with the number of contacts. Default: the name of the queue.')
      .optional(),
    date: reference()
      .describe(
        "Column with the day; the first row's is the scenario's first. Default: all rows are of one day.",
      )
      .optional(),
  })
    .describe('Numbers of contacts from a file.')
    .optional(),
}).describe('Exactly one of perHour, perInterval, blocks and counts.')

export const demand = strict({
  arrivals,
  batch: z
    .union([
      whole(1, 1000),
      table(
        z.string().regex(/^([1-9]\d{0,2}|1000)$/, { error: 'must be a number of contacts, 1 to 1000' }),
        weight,
        '{ 1: 8, 5: 2 }, from contacts at once to weights',
      ),
    ])
    .describe('Contacts that come at once: how many, or numbers with weights. Default 1.')
    .optional(),
  busyness,
  surges,
  channel: mix
    .describe('One channel, or channels with weights. Default: the only one of the queue.')
    .optional(),
  tier: mix.describe("One tier, or tiers with weights. Default: the policy's.").optional(),
  issue: mix.describe('One issue, or issues with weights. Default: none.').optional(),
  region: mix.describe('One region, or regions with weights. Default: none.').optional(),
  emotion: z
    .union([
      whole(0, 100),
      table(
        z.string().regex(/^(\d|[1-9]\d|100)$/, { error: 'must be a score, 0 to 100' }),
        weight,
        '{ 10: 8, 90: 2 }, from scores to weights',
      ),
    ])
    .describe('One score 0..100, or scores with weights. Default 0.')
    .optional(),
  patience,
  service,
  wrapUp,
  firstReply,
  ...behaviour,
  ...calls,
  serviceLevel,
})
