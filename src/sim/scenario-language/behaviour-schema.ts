/**
 * What customers do, as a zod schema: the twin of behaviour-spec.ts. **cost** built once when the module loads.
 */
import * as z from 'zod'
import { list, reference, strict, table, whole } from '../../engine/policy/schema-faults.js'
import { levels, share, time } from './quantity-schema.js'
import { distribution } from './times-schema.js'

const comeback = strict({
  chance: share.describe('Probability, each time.'),
  after: distribution.describe('How long after.'),
  most: whole(1, 1_000_000).describe('At most so often. Default 10.').optional(),
}).meta({ id: 'comeback' })

const names = z.union([reference(), list(reference())])
const rule = strict({
  issue: names.describe('Only of this issue, or these.').optional(),
  channel: names.describe('Only by this channel, or these.').optional(),
  tier: names.describe('Only customers of this tier, or these.').optional(),
  agentLevel: levels.describe('The agent has all of these skills at these levels or above.').optional(),
  share: share.describe('Share of them that is resolved, 0..1.'),
}).meta({ id: 'shareRule' })

export const behaviour = {
  balking: table(
    z.string().regex(/^\d{1,6}$/, { error: 'must be a number of waiting contacts' }),
    share,
    '{ 5: 0.2, 20: 0.6 }, from contacts waiting already to the share that turns away',
  )
    .describe('Who has to wait leaves at once: share by the number waiting already, from this number on.')
    .optional(),
  redial: comeback
    .describe('Who gave up, turned away or was refused calls again, with the same patience.')
    .optional(),
  resolution: z
    .union([share, list(rule)])
    .describe('Share of the conversations that resolve the issue. Default: nobody asks.')
    .optional(),
  repeat: comeback.describe('Whose issue was not resolved contacts again.').optional(),
  satisfaction: strict({
    base: share.describe('Share of the satisfied after a short wait, with the issue resolved.'),
    longWait: time.describe('A wait beyond this is long. Default 3min.').optional(),
    longWaitCut: share.describe('Share that a long wait takes away. Default 0.4.').optional(),
    unresolvedCut: share.describe('Share that an unresolved issue takes away. Default 1.').optional(),
  })
    .describe('Who is satisfied, by wait and by whether the issue is resolved. Default: nobody asks.')
    .optional(),
  emotionAccuracy: share
    .describe(
      "Share of the contacts whose emotion is recognised as it is; otherwise as another of the queue's. Default 1.",
    )
    .optional(),
}
