/**
 * Calls that agents make, as a zod schema: the twin of call-spec.ts. **cost** built once when the module loads.
 */
import { strict } from '../../engine/policy/schema-faults.js'
import { share, time } from './quantity-schema.js'
import { distribution, times } from './times-schema.js'

const call = {
  reached: share.describe('Share of the calls that reach the customer, each anew. Default 1.').optional(),
  inVain: distribution
    .describe('How long an agent is busy with a call that does not. Default 30s.')
    .optional(),
}

export const calls = {
  callback: strict({
    chance: share.describe('Share of those who are offered it that take it.'),
    afterWait: time.describe('Offered after waiting so long.').optional(),
    expectedWait: time.describe('Offered on arrival to who is told to expect so long a wait.').optional(),
    window: strict({
      after: distribution.describe('How long after asking the window opens.'),
      length: time.describe('How long it stays open.'),
    })
      .describe('When they are called. Default: in their place in line.')
      .optional(),
    ...call,
  })
    .describe(
      'Who takes a call back instead of the wait. Default: when the policy offers it (`offerCallback`).',
    )
    .optional(),
  followUp: strict({
    service: times.describe('How long such a call takes.'),
    ...call,
  })
    .describe("The policy's calls after a conversation. Default: none are made.")
    .optional(),
}
