/**
 * What customers are worth, as a zod schema: the twin of rfm-spec.ts. **cost** built once when the module loads.
 */
import * as z from 'zod'
import { choice, list, reference, strict, table } from '../../engine/policy/schema-faults.js'
import type { RfmSpec } from './rfm-spec.js'
import { atLeastZero, path, ratio, weight } from './quantity-schema.js'

const amount = atLeastZero(1e12)
const grade = ratio(1, 5)
const cuts = list(amount)

const rfmSpec = strict({
  file: path.describe('A CSV file with a row for each customer, relative to the scenario.').optional(),
  columns: strict({
    days: reference().describe('Days since the last purchase, or nothing. Default days.').optional(),
    purchases: reference().describe('Default purchases.').optional(),
    spend: reference().describe('Default spend.').optional(),
    contacts: reference().describe('How often they contact. Default: all as often.').optional(),
  })
    .describe('Which column of the file says what.')
    .optional(),
  customers: list(
    strict({
      days: z
        .union([amount, z.literal('never', { error: 'must be never' })])
        .describe('Days since the last purchase, or never.'),
      purchases: amount.describe('In the period looked at.'),
      spend: amount.describe('In the same period, in one currency for all.'),
      contacts: weight.describe('How often they contact, beside the others. Default 1.').optional(),
    }),
  )
    .describe('Customers, or kinds of customers.')
    .optional(),
  tiers: table(reference(), weight).describe('Contacts by tier: what a file comes to.').optional(),
  cuts: strict({
    recency: cuts.describe('Days since the last purchase, falling: four values.'),
    frequency: cuts.describe('Purchases, rising: four values.'),
    monetary: cuts.describe('Spend, rising: four values.'),
  })
    .describe('Values to pass for the scores 2, 3, 4 and 5. Default: fifths of those who have bought.')
    .optional(),
  rules: list(
    strict({
      tier: choice(['core', 'potential']).describe('The tier of those who reach all of these scores.'),
      recency: grade.describe('Least score, 1..5.').optional(),
      frequency: grade.describe('Least score, 1..5.').optional(),
      monetary: grade.describe('Least score, 1..5.').optional(),
      total: ratio(3, 15).describe('Least sum of the three scores, 3..15.').optional(),
    }),
  )
    .describe('Least scores of a tier; whoever meets none is regular. Default: those of the library.')
    .optional(),
})

export const rfm = rfmSpec
  .describe('Tiers of the customers by recency, frequency and monetary value, where the demand states none.')
  .optional()

/** Whether a value has the shape of what customers are worth. */
export function isRfmSpec(value: unknown): value is RfmSpec {
  return rfmSpec.safeParse(value).success
}
