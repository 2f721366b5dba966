/**
 * The shape of promises as zod schemas: the twin of promise-spec.ts for what was read from a file. What fits together is
 * checked in promise-checks.ts. Internal: zod stays out of public signatures.
 * **cost** built once when the module loads.
 */
import * as z from 'zod'
import { choice, flag, list, milliseconds, reference, strict, whole, word } from './schema-faults.js'

const actions = list(
  choice([
    'alert',
    'notify',
    'boost',
    'startBot',
    'offerCallback',
    'remind',
    'ask',
    'phone',
    'sendSummary',
    'archive',
  ]),
)

const terms = {
  off: flag().describe('True: nothing is promised. Default false.').optional(),
  warnMs: milliseconds(1)
    .describe('The warning, before the breach: since the start of the clock.')
    .optional(),
  warnPercent: whole(1, 99)
    .describe('The warning, at so much of the time to the breach, in percent.')
    .optional(),
  warnBeforeMs: milliseconds(1).describe('The warning, so long before the breach.').optional(),
  steps: list(
    strict({
      afterMs: milliseconds(1).describe('Since the start of the clock.'),
      actions: actions.describe('What happens then. Default [alert].').optional(),
    }),
  )
    .describe('Further stages before the breach, ascending.')
    .optional(),
  breachMs: milliseconds(1)
    .describe("Since the start of the clock: the promise is broken. Default: the clock's.")
    .optional(),
  escalateMs: milliseconds(1)
    .describe('Since the start of the clock: the escalation, after the breach.')
    .optional(),
  repeatMs: z
    .union([milliseconds(1), word('never')])
    .describe(
      'The last stage comes again each time so much has run. Default never; for statusUpdate its breachMs.',
    )
    .optional(),
  onWarn: actions.describe('What happens at the warning. Default [alert].').optional(),
  onBreach: actions.describe("What happens at the breach. Default: the clock's.").optional(),
  onEscalate: actions.describe('What happens at the escalation. Default [alert].').optional(),
  hours: reference()
    .describe('The calendar on which the clock runs; `always`: by day and night, the default.')
    .optional(),
}

const names = z.union([reference(), list(reference())])
const fits = {
  tier: names.describe('The tier, or several, that the rule is for.').optional(),
  issue: names.describe('The issue, or several, that the rule is for.').optional(),
  channel: names.describe('The channel, or several, that the rule is for.').optional(),
}
const queueRule = strict({ ...terms, ...fits })
const rule = strict({
  ...terms,
  ...fits,
  queue: names.describe('The queue, or several, that the rule is for.').optional(),
})

const byText = 'Other promises to some; the most specific one that fits counts.'
const ofQueue = z
  .union([strict({ ...terms, by: list(queueRule).describe(byText).optional() }), choice(['on', 'off'])])
  .meta({ id: 'promiseOfQueue' })
const ofAll = z
  .union([strict({ ...terms, by: list(rule).describe(byText).optional() }), choice(['on', 'off'])])
  .meta({ id: 'promise' })

const texts = {
  queueWait:
    'From the start of a wait to the assignment. Warns at 120,000 ms, breaches at 180,000 ms. On by default.',
  firstReply: 'From the assignment to the first reply of the agent. Breaches at 30,000 ms. On by default.',
  replyGap: 'While it is the turn of the agent. Breaches at 120,000 ms.',
  statusUpdate: 'While the agent works, or keeps the customer on hold. Breaches every 60,000 ms.',
  customerSilence:
    'While it is the turn of the customer. Reminds at 5 min, asks at 15, phones at 30, archives at 120.',
  confirmation: 'While the customer is asked whether it is solved. Asks again at 15 min, archives at 120.',
  resolution: 'From the arrival to the end, without the turns of the customer. Breaches at 24 h.',
}

/** The schema of a policy's promises. */
export const promisesSchema = strict({
  queueWait: ofAll.describe(texts.queueWait).optional(),
  firstReply: ofAll.describe(texts.firstReply).optional(),
  replyGap: ofAll.describe(texts.replyGap).optional(),
  statusUpdate: ofAll.describe(texts.statusUpdate).optional(),
  customerSilence: ofAll.describe(texts.customerSilence).optional(),
  confirmation: ofAll.describe(texts.confirmation).optional(),
  resolution: ofAll.describe(texts.resolution).optional(),
})

/** The promises of a queue. */
export const queuePromisesSchema = strict({
  queueWait: ofQueue.describe(texts.queueWait).optional(),
  firstReply: ofQueue.describe(texts.firstReply).optional(),
  replyGap: ofQueue.describe(texts.replyGap).optional(),
  statusUpdate: ofQueue.describe(texts.statusUpdate).optional(),
  customerSilence: ofQueue.describe(texts.customerSilence).optional(),
  confirmation: ofQueue.describe(texts.confirmation).optional(),
  resolution: ofQueue.describe(texts.resolution).optional(),
})

export const presetsSchema = list(
  z.union([
    choice(['afterSales', 'twoTrackAnswer']),
    strict({
      twoTrackAnswer: strict({
        afterMs: milliseconds(3).describe('In the queue, in milliseconds. Default 180,000.').optional(),
      }).describe(
        'After so long in the queue the bot answers for the time being while a person is expedited.',
      ),
    }),
  ]),
)
